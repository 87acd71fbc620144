// Changes to a whole protocol at once: one current, or one capacity, for every Strip and Plate.

import { ScenarioError } from "../errors";
import { RANGES, type Range, within } from "../ranges";
import { parse, type Quantity, quantity } from "../units";
import { parseStep } from "./parser";
import { type Limit, type Node, nodeText } from "./syntax";

type Half = Node & { kind: "strip" | "plate" | "charge" | "discharge" };
const HALVES: readonly string[] = ["strip", "plate", "charge", "discharge"];

function positive(text: string, range: Range): Quantity {
  const value = within(parse(text, range.si), range, text);
  if (value > 0) return quantity(text);
  throw new ScenarioError(
    `${JSON.stringify(text)} is not above zero; Strip and Plate set the sign`,
  );
}

/** Applies `change` to every Strip and Plate, inside loops too. */
function rewrite(lines: readonly string[], change: (node: Half) => Half): string[] {
  let found = 0;
  const walk = (node: Node): Node => {
    if (node.kind === "cycle") return { ...node, body: node.body.map(walk) };
    if (!HALVES.includes(node.kind)) return node;
    found++;
    return change(node as Half);
  };
  const changed = lines.map((line) => nodeText(walk(parseStep(line))));
  if (found > 0) return changed;
  throw new ScenarioError("there is no Strip or Plate to change; set protocol instead", "protocol");
}

/** Every Strip and Plate at this current density: withCurrent(lines, "1 mA/cm2"). Throws ScenarioError. */
export function withCurrent(lines: readonly string[], text: string): string[] {
  const current = positive(text, RANGES.current);
  return rewrite(lines, (node) => ({ ...node, current }));
}

/** Every Strip and Plate for this areal capacity instead of its time or capacity. Throws ScenarioError. */
export function withCapacity(lines: readonly string[], text: string): string[] {
  const bound = positive(text, RANGES.capacity);
  return rewrite(lines, (node) => ({
    ...node,
    for: [{ bound }],
    until: node.until.filter((limit) => !isClock(limit)),
  }));
}

/** A limit on time or capacity, which a new capacity replaces. */
function isClock({ observable, bound }: Limit): boolean {
  if (observable) return ["capacity", "time", "stepTime"].includes(observable);
  return (["s", "C/m2"] as const).some((si) => {
    try {
      parse(`${bound.value} ${bound.unit}`, si);
      return true;
    } catch {
      return false;
    }
  });
}
