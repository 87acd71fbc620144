// What a table of a run tells about the interface beyond sums over it.
//   contact:  a + recoverable + lost = 1 in every column: lost is debris and area not recovered, recoverable what gaps and
//             voids keep apart and pressure or plating can bring back
//   voids:    area of each [m2], its cells and the mixed ones at its edge; spacing = width / voids at the interface

import { Out } from "./abi";
import { Section } from "./section";
import { LithiumCells } from "./memory/fields";
import { voidBox } from "./lithium/voids";

/** Observes the shares of the interface without contact [1]: what can come back, and what is lost. */
export function splitContact(m: Section): void {
  const contact = m.wall.contact;
  const nx = m.nx;
  let recoverable = 0.0,
    lost = 0.0;
  for (let i = 0; i < nx; i++) {
    const never = Math.min(contact.lost[i], 1.0 - contact.area[i]);
    lost += never;
    recoverable += 1.0 - contact.area[i] - never;
  }
  m.put(Out.contactRecoverable, recoverable / <f64>nx);
  m.put(Out.contactLost, lost / <f64>nx);
}

// @ts-ignore: decorator
@inline function labelAt(m: Section, k: i32): i32 {
  return m.lithium.voids.label[k];
}

/** Adds the area [m2] of what is free in cell (i, j) to the void that it belongs to: its own, or of those beside it the one
 * below or above, or in halves those at its sides. */
function addFree(m: Section, area: LithiumCells, i: i32, j: i32): void {
  const nx = m.nx,
    k = j * nx + i,
    free = (1.0 - m.lithium.phi[k]) * m.h * m.h;
  let q = labelAt(m, k);
  if (q == 0 && j > 0) q = labelAt(m, k - nx);
  if (q == 0 && j < m.nl - 1) q = labelAt(m, k + nx);
  let p = q;
  if (q == 0) {
    q = i > 0 ? labelAt(m, k - 1) : 0;
    p = i < nx - 1 ? labelAt(m, k + 1) : 0;
    if (q == 0) q = p;
    if (p == 0) p = q;
  }
  if (q == 0) return;
  area[q - 1] = area[q - 1] + 0.5 * free;
  area[p - 1] = area[p - 1] + 0.5 * free;
}

/** Observes areas [m2] and spacing [m] of the voids that voidStatistics has just labelled. */
export function measureVoids(m: Section): void {
  const contact = m.wall.contact;
  const lithium = m.lithium;
  const nx = m.nx,
    nl = m.nl,
    count = lithium.voids.count;
  let atInterface = 0,
    total = 0.0,
    largest = 0.0;
  const area = m.scratch.lithiumCells();
  for (let q = 0; q < count; q++) area[q] = 0.0;
  for (let i = 0; i < nx; i++) if (contact.open[i] != 0) atInterface = max(atInterface, labelAt(m, i));
  // mixed cells of voids lie in their boxes, where there is room for these
  let i0 = nx,
    i1 = -1,
    j0 = nl,
    j1 = -1;
  for (let q = 1; q <= min(count, nx); q++) {
    const box = voidBox(m, q);
    i0 = min(i0, box[0]);
    i1 = max(i1, box[1]);
    j0 = min(j0, box[2]);
    j1 = max(j1, box[3]);
  }
  if (count > nx) {
    i0 = j0 = 0;
    i1 = nx - 1;
    j1 = nl - 1;
  }
  for (let j = j0; j <= j1; j++) {
    for (let i = i0; i <= i1; i++) if (lithium.phi[j * nx + i] < 1.0) addFree(m, area, i, j);
  }
  for (let q = 0; q < count; q++) {
    total += area[q];
    largest = Math.max(largest, area[q]);
  }
  m.scratch.free(area);
  m.put(Out.voidAreaMean, count > 0 ? total / <f64>count : 0.0);
  m.put(Out.voidAreaMax, largest);
  m.put(Out.voidSpacing, atInterface > 0 ? (m.h * <f64>nx) / <f64>atInterface : 0.0);
}
