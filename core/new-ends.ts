// The grain boundary that a move makes of one.
import type { Si } from "./si";
import type { BOUNDARY, MOVE_BOUNDARY } from "./tables/electrolyte";

export const newEndsOf = (move: Si<typeof MOVE_BOUNDARY>): Si<typeof BOUNDARY> => ({
  from: move.newFrom,
  fromDepth: move.newFromDepth,
  to: move.newTo,
  toDepth: move.newToDepth,
});
