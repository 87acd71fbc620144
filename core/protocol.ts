// The protocol of a scenario: a list of sentences in, a list of SI steps out.
// Positive current strips the working electrode's lithium.

import { ScenarioError, VoidscopeError } from "./errors";
import { ProfileTable } from "./profiles";
import { type FullCell, flatten, size } from "./protocol/flatten";
import { parseStep } from "./protocol/parser";
import { type Node, nodeText, profileNames } from "./protocol/syntax";
import type { ProtocolStep } from "./runspec";

export { EXAMPLES } from "./protocol/examples";
export { type FullCell, MAX_STEPS } from "./protocol/flatten";

/** One sentence as a tree; the error says which step of the list it is (index from 0). */
export function parseLine(line: string, index = 0): Node {
  try {
    const node = parseStep(line);
    size([node]);
    return node;
  } catch (error) {
    if (!(error instanceof VoidscopeError)) throw error;
    throw new ScenarioError(`step ${index + 1}: ${error.message}`, `protocol[${index}]`);
  }
}

/** Sentences -> flattened SI steps, with the profiles they follow read into `table`. Throws ScenarioError. */
export function parseProtocol(
  lines: readonly string[],
  table = new ProfileTable(),
  cell?: FullCell,
): ProtocolStep[] {
  if (lines.length === 0) {
    throw new ScenarioError(
      'is empty; give at least one step, such as "Strip at 0.2 mA/cm2 for 1 h"',
      "protocol",
    );
  }
  const nodes = lines.map(parseLine);
  try {
    return flatten(nodes, table, cell);
  } catch (error) {
    if (!(error instanceof VoidscopeError)) throw error;
    const at = nodes.findIndex((node) => !flattens(node, table, cell));
    if (at < 0) throw new ScenarioError(error.message, "protocol");
    throw new ScenarioError(`step ${at + 1}: ${error.message}`, `protocol[${at}]`);
  }
}

function flattens(node: Node, table: ProfileTable, cell: FullCell | undefined): boolean {
  try {
    flatten([node], table, cell);
    return true;
  } catch {
    return false;
  }
}

/** Names of the profiles that a sentence follows, none where it cannot be read. */
export function profilesOf(line: string): string[] {
  try {
    return profileNames(parseStep(line));
  } catch {
    return [];
  }
}

/** Canonical text of one sentence; parses back to the same steps. */
export function canonical(line: string): string {
  return nodeText(parseLine(line));
}
