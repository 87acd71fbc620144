// Voids that lie close to each other have cells in common. What each of them does in a stage starts from the state before it,
// and of a cell that n of them have in common each fills or empties at most the n-th part of what there is to fill or
// empty; then all changes are made at once. So no void comes before another, and the mirror image of a section runs as
// the mirror image.

import { Section } from "../section";
import { labelled, voidBox } from "./voids";

/** Starts a stage in which the voids 1..count act; a void that is alone acts on the fractions themselves. */
export function beginTogether(m: Section, count: i32): void {
  const voids = m.lithium.voids,
    nx = m.nx,
    bytes = (<usize>(nx * m.nl)) << 3;
  voids.together = count > 1;
  if (!voids.together) return;
  voids.before = m.scratch.lithiumCells();
  voids.after = m.scratch.lithiumCells();
  voids.holders = m.scratch.lithiumCells();
  memory.copy(changetype<usize>(voids.before), changetype<usize>(m.lithium.phi), bytes);
  memory.copy(changetype<usize>(voids.after), changetype<usize>(m.lithium.phi), bytes);
  memory.fill(changetype<usize>(voids.holders), 0, bytes);
  for (let q = 1; q <= count; q++) {
    const box = voidBox(m, q);
    for (let j = box[2]; j <= box[3]; j++) {
      for (let i = box[0]; i <= box[1]; i++) {
        if (labelled(m, i, j, q)) voids.holders[j * nx + i] = voids.holders[j * nx + i] + 1.0;
      }
    }
  }
}

/** Keeps what void q has changed, and goes back to the state before. */
export function endOfVoid(m: Section, q: i32): void {
  const voids = m.lithium.voids,
    phi = m.lithium.phi,
    nx = m.nx;
  if (!voids.together) return;
  const box = voidBox(m, q);
  for (let j = box[2]; j <= box[3]; j++) {
    for (let k = j * nx + box[0]; k <= j * nx + box[1]; k++) {
      const change = phi[k] - voids.before[k];
      if (change == 0) continue;
      voids.after[k] = voids.holders[k] > 1 ? Math.min(1.0, Math.max(0.0, voids.after[k] + change)) : phi[k];
      phi[k] = voids.before[k];
    }
  }
}

/** Makes all changes at once. */
export function endTogether(m: Section): void {
  const voids = m.lithium.voids;
  if (!voids.together) return;
  memory.copy(changetype<usize>(m.lithium.phi), changetype<usize>(voids.after), (<usize>(m.nx * m.nl)) << 3);
  m.scratch.free(voids.before);
  m.scratch.free(voids.after);
  m.scratch.free(voids.holders);
  voids.together = false;
}

/** Lithium fraction to which a void may fill cell k. */
// @ts-ignore: decorator
@inline export function fullest(m: Section, k: i32): f64 {
  const voids = m.lithium.voids;
  if (!voids.together || voids.holders[k] <= 1) return 1.0;
  return voids.before[k] + (1.0 - voids.before[k]) / voids.holders[k];
}

/** Lithium fraction to which a void may empty cell k. */
// @ts-ignore: decorator
@inline export function emptiest(m: Section, k: i32): f64 {
  const voids = m.lithium.voids;
  if (!voids.together || voids.holders[k] <= 1) return 0.0;
  return voids.before[k] - voids.before[k] / voids.holders[k];
}
