// Voids as half ellipses on the interface: those that are there from the start, and those cut by hand while a run goes on. Of a cell
// of which the share s lies inside
//   ((x - x_0) / a)^2 + (y / b)^2 < 1
// no more than 1 - s is lithium, eq. (7.5). What a cut takes out is an entry of its own in the lithium's books, eq. (13.1). Where more than
// a film of it came off the wall the column is open, as under a void that was there from the start; where less did, it is gap.

import { Param } from "../abi";
import { Line } from "../memory/fields";
import { Section, Tally } from "../section";
import { copyBytes } from "../threads/rows";
import { fadePressure } from "./flow";
import { FILM_SHARE, openColumn, standing } from "./voids";

const SUBSAMPLES: i32 = 16;

/** Share of the cell (i, j) inside the half ellipse at x = at with half width a and height b [m]. */
export function insideEllipse(m: Section, i: i32, j: i32, at: f64, a: f64, b: f64): f64 {
  let count = 0;
  for (let v = 0; v < SUBSAMPLES; v++) {
    for (let u = 0; u < SUBSAMPLES; u++) {
      const x = ((<f64>i + (<f64>u + 0.5) / SUBSAMPLES) * m.h - at) / a;
      const y = ((<f64>j + (<f64>v + 0.5) / SUBSAMPLES) * m.h) / b;
      if (x * x + y * y < 1.0) count++;
    }
  }
  return <f64>count / <f64>(SUBSAMPLES * SUBSAMPLES);
}

/** Takes the lithium of a half ellipse out of the running section [m], and books it. */
export function cutVoid(m: Section, at: f64, width: f64, height: f64): void {
  const a = 0.5 * width,
    first = max(0, <i32>Math.floor((at - a) / m.h)),
    last = min(m.nx - 1, <i32>Math.floor((at + a) / m.h));
  let taken = 0.0;
  copyBytes(changetype<usize>(m.lithium.before), changetype<usize>(m.lithium.phi), (<usize>(m.nx * m.nl)) << 3);
  for (let i = first; i <= last; i++) taken += cutColumn(m, i, at, a, height);
  fadePressure(m, m.lithium.before);
  bookTaken(m, taken * m.h);
}

/** Books lithium that a hand has taken out of the section, or put into it [m2]: an entry of its own, and no less than that has moved. */
export function bookTaken(m: Section, taken: f64): void {
  m.tally[Tally.taken] = m.tally[Tally.taken] + taken;
  m.tally[Tally.moved] = m.tally[Tally.moved] + Math.abs(taken);
}

/** Cuts column i. Returns the height of lithium that came out of it [m]. */
export function cutColumn(m: Section, i: i32, at: f64, a: f64, b: f64): f64 {
  const contact = m.wall.contact,
    rows = min(m.nl, 1 + <i32>Math.floor(b / m.h));
  let height = 0.0;
  for (let j = 0; j < rows; j++) height += (m.lithium.phi[j * m.nx + i] - left(m, i, j, at, a, b)) * m.h;
  if (height == 0) return 0.0;
  if (contact.open[i] == 0 && height <= FILM_SHARE * m.p(Param.openingGap)) {
    widenGap(m, i, height);
    return height;
  }
  for (let j = 0; j < rows; j++) m.lithium.phi[j * m.nx + i] = left(m, i, j, at, a, b);
  if (contact.open[i] == 0) openColumn(m, i);
  else contact.film[i] = Math.min(contact.film[i], standing(m, i));
  m.wall.law.pressure[i] = 0.0;
  return height;
}

/** What a cut leaves of the lithium of cell (i, j). */
// @ts-ignore: decorator
@inline export function left(m: Section, i: i32, j: i32, at: f64, a: f64, b: f64): f64 {
  return Math.min(m.lithium.phi[j * m.nx + i], 1.0 - insideEllipse(m, i, j, at, a, b));
}

/** Adds to the gap of contact column i [m], as if it had been as much wider a step ago: no rate follows from a cut. */
function widenGap(m: Section, i: i32, height: f64): void {
  const gap = m.wall.contact.gap,
    before = m.state.kept<Line>(gap);
  gap[i] = gap[i] + height;
  before[i] = before[i] + height;
}
