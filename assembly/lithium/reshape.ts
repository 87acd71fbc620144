// Voids filled, or given another shape, by hand while a run goes on. The void and the cells that its surface passes through are
// lithium again, then the half ellipse of eq. (7.5) is cut,
//   phi -> 1,   then   phi -> min(phi, 1 - s)                                                                    (7.6)
// What comes in is booked as what a cut takes out is, with the other sign, eq. (13.1). It bears no pressure as yet. A floor that is
// covered is contact again, as one that plating has covered; one that stays under the void stays as it was.

import { Find, Param } from "../abi";
import { Line } from "../memory/fields";
import { Section } from "../section";
import { copyBytes } from "../threads/rows";
import { bookTaken, cutColumn, left } from "./cut";
import { fadePressure } from "./flow";
import { FILM_SHARE, closeColumn, labelVoids, labelled, voidBox } from "./voids";

/** Number of the void at x along the interface and y above it [m], 0 where there is none. On the interface it is the one that the
 * column is open to. */
function voidAt(m: Section, x: f64, y: f64): i32 {
  labelVoids(m);
  const i = max(0, min(m.nx - 1, <i32>Math.floor(x / m.h))),
    j = max(0, min(m.nl - 1, <i32>Math.floor(y / m.h)));
  return m.lithium.voids.label[j * m.nx + i];
}

/** Whether a column of the interface is open to void q. */
function standsOnWall(m: Section, q: i32): bool {
  for (let i = 0; i < m.nx; i++) if (m.wall.contact.open[i] != 0 && m.lithium.voids.label[i] == q) return true;
  return false;
}

/** Whether there is a void at a place [m], and whether it stands on the interface, where it is free. */
export function findVoid(m: Section, x: f64, y: f64): Find {
  const q = voidAt(m, x, y);
  if (q == 0 || q > m.nx) return Find.nothing;
  return standsOnWall(m, q) ? Find.free : Find.held;
}

/** Makes the void at a place the half ellipse at x = at of that width and height [m], none where these are zero. The void is there. */
export function reshapeVoid(m: Section, x: f64, y: f64, at: f64, width: f64, height: f64): void {
  const q = voidAt(m, x, y),
    contact = m.wall.contact,
    floor = m.scratch.line();
  copyBytes(changetype<usize>(m.lithium.before), changetype<usize>(m.lithium.phi), (<usize>(m.nx * m.nl)) << 3);
  for (let i = 0; i < m.nx; i++) floor[i] = contact.open[i] != 0 && m.lithium.voids.label[i] == q ? 1.0 : 0.0;
  let taken = -fill(m, q);
  const a = 0.5 * width;
  for (let i = 0; i < m.nx; i++) {
    const beside = <f64>(i + 1) * m.h < at - a || <f64>i * m.h > at + a;
    if (floor[i] != 0) taken += beside ? cover(m, i, 0.0) : cutFloor(m, i, at, a, height);
    else if (!beside && height > 0) taken += cutColumn(m, i, at, a, height);
  }
  fadePressure(m, m.lithium.before);
  bookTaken(m, taken * m.h);
  m.scratch.free(floor);
}

/** Fills void q and its surface. Returns the sum of the heights of lithium that came in [m]. */
function fill(m: Section, q: i32): f64 {
  const box = voidBox(m, q),
    phi = m.lithium.phi,
    label = m.lithium.voids.label;
  let height = 0.0;
  for (let j = box[2]; j <= box[3]; j++) {
    for (let i = box[0]; i <= box[1]; i++) {
      const k = j * m.nx + i,
        own = label[k] == q;
      // what belongs to another void stays
      if (!own && (label[k] != 0 || !labelled(m, i, j, q))) continue;
      height += (1.0 - phi[k]) * m.h;
      phi[k] = 1.0;
    }
  }
  return height;
}

/** Cuts column i, a floor of the void that has just been filled. Returns the height of lithium that came out of it [m]. */
function cutFloor(m: Section, i: i32, at: f64, a: f64, b: f64): f64 {
  const phi = m.lithium.phi,
    rows = min(m.nl, 1 + <i32>Math.floor(b / m.h));
  let height = 0.0;
  for (let j = 0; j < rows; j++) height += (phi[j * m.nx + i] - left(m, i, j, at, a, b)) * m.h;
  if (height <= FILM_SHARE * m.p(Param.openingGap)) return cover(m, i, height);
  for (let j = 0; j < rows; j++) phi[j * m.nx + i] = left(m, i, j, at, a, b);
  m.wall.contact.film[i] = 0.0;
  return height;
}

/** Column i is contact again over a gap [m], which it returns; no rate follows from that. */
function cover(m: Section, i: i32, gap: f64): f64 {
  closeColumn(m, i, gap);
  m.state.kept<Line>(m.wall.contact.gap)[i] = gap;
  return gap;
}
