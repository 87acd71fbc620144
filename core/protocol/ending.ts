// A protocol that is over as soon as a limit holds, whichever step runs: the limit stands behind each step that takes one, and behind
// one loop around all of them, which looks at it whenever a step ends.

import { parseStep } from "./parser";
import type { Clauses, Node } from "./syntax";
import { nodeText } from "./syntax";

/** @param limit as behind "until". @throws ScenarioError */
export function endingAt(protocol: readonly string[], limit: string): string[] {
  const { until } = parseStep(`Rest until ${limit}`) as Node & Clauses;
  const ending = (node: Node): Node => {
    if (node.kind === "measure" || node.kind === "press") return node;
    if (node.kind === "cycle") return { ...node, body: node.body.map(ending) };
    return { ...node, until: [...node.until, ...until] };
  };
  const body = protocol.map((step) => ending(parseStep(step)));
  return [nodeText({ kind: "cycle", source: "", times: 1, body, until })];
}
