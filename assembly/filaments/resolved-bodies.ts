// Bodies whose elasticity and currents are resolved on the grid, by influence functions; the others follow closed forms.

import { alloc } from "../memory/arena";
import { Doubles, Integers, integers } from "../memory/fields";
import { MAX_FILAMENTS } from "./tree";

/** Bodies resolved at one time. */
export const MAX_RESOLVED: i32 = 8;


@unmanaged
export class ResolvedBodies {
  /** Body in each slot, -1: free; slot of each body, -1: none. */
  body: Integers;
  slot: Integers;
  /** Bodies that have just been chosen. */
  chosen: Integers;
}

/** A table of MAX_RESOLVED free slots. */
export function createResolvedBodies(): ResolvedBodies {
  const resolved = changetype<ResolvedBodies>(alloc(offsetof<ResolvedBodies>()));
  resolved.body = integers(MAX_RESOLVED);
  resolved.slot = integers(MAX_FILAMENTS);
  resolved.chosen = integers(MAX_RESOLVED);
  return resolved;
}

/** Gives the slots to the bodies of the highest positive scores, which are used up; ties go to the first. A body that has a
 * slot keeps it, and with it the start of its solves. */
export function assignSlots(resolved: ResolvedBodies, scores: Doubles, bodies: i32): void {
  const body = resolved.body,
    slot = resolved.slot,
    chosen = resolved.chosen;
  for (let s = 0; s < MAX_RESOLVED; s++) chosen[s] = -1;
  for (let s = 0; s < MAX_RESOLVED; s++) {
    let best = -1;
    for (let g = 0; g < bodies; g++) if (scores[g] > 0 && (best < 0 || scores[g] > scores[best])) best = g;
    if (best < 0) break;
    chosen[s] = best;
    scores[best] = -1.0;
  }
  for (let s = 0; s < MAX_RESOLVED; s++) {
    let stays = false;
    for (let k = 0; k < MAX_RESOLVED; k++) {
      if (chosen[k] < 0 || chosen[k] != body[s]) continue;
      stays = true;
      chosen[k] = -1;
    }
    if (!stays) body[s] = -1;
  }
  for (let k = 0; k < MAX_RESOLVED; k++) {
    for (let s = 0; s < MAX_RESOLVED && chosen[k] >= 0; s++) {
      if (body[s] >= 0) continue;
      body[s] = chosen[k];
      chosen[k] = -1;
    }
  }
  for (let g = 0; g < bodies; g++) slot[g] = -1;
  for (let s = 0; s < MAX_RESOLVED; s++) if (body[s] >= 0) slot[body[s]] = s;
}
