// Which edits are done by a hand in the section itself: core/edits.ts has the same, with all that reads a scenario.
import type { ByHand } from "../core/edits";

const PATHS: Record<ByHand["path"], true> = {
  "interface.defects": true,
  "electrolyte.flaws.list": true,
  "electrolyte.grains.list": true,
  "electrolyte.pores.list": true,
  "electrolyte.layers": true,
  fill: true,
  reshape: true,
  move: true,
  moveBoundary: true,
  movePore: true,
  eraseFlaw: true,
  eraseBoundary: true,
  erasePore: true,
};

export const isByHand = (path: string): path is ByHand["path"] => path in PATHS;
