// Resolved voids: cells with phi < 1/2, joined into voids over their edges; those that touch an open column of the
// interface exchange volume with the line. Surface diffusion reaches some micrometres from the contact edges, so what a
// void takes or gives there comes off its surface in proportion to |grad phi| / (1 + (y / l_r)^4), eq. (7.1).
// A contact column opens when its gap passes g_c (physical, not a cell fraction): the gap is carved out of phi from
// the wall up, an exact swap; it opens too when a void beside it has eaten most of its wall cell. It closes when less
// than half of that is left above its wall, or when a film covers it.

import { Out, Param } from "../abi";
import { Section } from "../section";
import { Integers, Line } from "../memory/fields";
import { beginTogether, emptiest, endOfVoid, endTogether, fullest } from "./voids-together";

/** Film thickness at which a void floor is contact again, as a share of the opening gap; also the free height at which a
 * column closes. */
export const FILM_SHARE: f64 = 0.5;

/** Width of a nucleation site, and of the least void, in opening gaps: a length, so that a nucleus does not depend on the
 * grid. */
export const SITE_WIDTH: f64 = 2.0;

/** Fraction of a wall cell beside a void below which its column opens. */
const UNDERCUT: f64 = 0.25;

/** A layer of lithium between wall and void that is thinner than this share of the opening gap does not count as contact: the
 * flow solve does not settle where such a layer alone carries a wall node. */
const SLIVER: f64 = 0.02;

/** Room in a cell [1] below which it takes part in an exchange in proportion: whether rounding has left a full cell any is no
 * matter. */
const LITTLE_ROOM: f64 = 1e-2;

/** Gaps that differ by less than this share are equal: solvers tell them apart no better. A film is laid to its full thickness, but for
 * rounding. */
const TIE: f64 = 1e-6;

/** What becomes of a column in a step: nothing; it opens; a film has covered it; it is filled. */
const STAYS: f64 = 0.0;
const OPENS: f64 = 1.0;
const COVERED: f64 = 2.0;
const FILLED: f64 = 3.0;

// @ts-ignore: decorator
@inline function labelAt(m: Section, k: i32): i32 {
  return m.lithium.voids.label[k];
}

// @ts-ignore: decorator
@inline function setLabel(m: Section, k: i32, q: i32): void {
  m.lithium.voids.label[k] = q;
}

/** Gives label q to everything that hangs together with `start`, and notes its box while there is room for it. */
function flood(m: Section, start: i32, q: i32): void {
  const voids = m.lithium.voids;
  const nx = m.nx,
    nl = m.nl;
  let depth = 0,
    i0 = nx,
    i1 = -1,
    j0 = nl,
    j1 = -1;
  voids.stack[0] = start;
  setLabel(m, start, q);
  depth = 1;
  while (depth > 0) {
    depth--;
    const k = voids.stack[depth],
      i = k % nx,
      j = k / nx;
    i0 = min(i0, i);
    i1 = max(i1, i);
    j0 = min(j0, j);
    j1 = max(j1, j);
    if (i > 0) depth = visit(m, k - 1, q, depth);
    if (i < nx - 1) depth = visit(m, k + 1, q, depth);
    if (j > 0) depth = visit(m, k - nx, q, depth);
    if (j < nl - 1) depth = visit(m, k + nx, q, depth);
  }
  if (q > nx) return;
  const box = voidBox(m, q);
  box[0] = max(0, i0 - 1);
  box[1] = min(nx - 1, i1 + 1);
  box[2] = max(0, j0 - 1);
  box[3] = min(nl - 1, j1 + 1);
}

// @ts-ignore: decorator
@inline function visit(m: Section, k: i32, q: i32, depth: i32): i32 {
  if (labelAt(m, k) != 0) return depth;
  const open = k < m.nx && m.wall.contact.open[k] != 0;
  if (!open && m.lithium.phi[k] >= 0.5) return depth;
  setLabel(m, k, q);
  m.lithium.voids.stack[depth] = k;
  return depth + 1;
}

/** Labels the voids that touch open columns 1..q; returns q. */
export function labelOpenVoids(m: Section): i32 {
  const contact = m.wall.contact;
  memory.fill(changetype<usize>(m.lithium.voids.label), 0, (<usize>(m.nx * m.nl)) << 2);
  let q = 0;
  for (let i = 0; i < m.nx; i++) {
    if (contact.open[i] != 0 && labelAt(m, i) == 0) flood(m, i, ++q);
  }
  return q;
}

/** Labels all voids, buried ones too, 1..q; returns q. */
function labelAll(m: Section): i32 {
  const lithium = m.lithium;
  let q = labelOpenVoids(m);
  for (let k = 0; k < m.nx * m.nl; k++) if (labelAt(m, k) == 0 && lithium.phi[k] < 0.5) flood(m, k, ++q);
  return q;
}

/** Labels all voids, buried ones too, 1..q; returns how many of them have a box. */
export function labelVoids(m: Section): i32 {
  return min(labelAll(m), m.nx);
}

/** Finds the centre of area of void q [m], into m.lithium.voids.middleX and middleY; of one that stands on the wall, the foot below it. */
export function middleOfVoid(m: Section, q: i32): void {
  const lithium = m.lithium;
  const voids = m.lithium.voids;
  const box = voidBox(m, q),
    nx = m.nx;
  let free = 0.0,
    x = 0.0,
    y = 0.0;
  for (let j = box[2]; j <= box[3]; j++) {
    for (let i = box[0]; i <= box[1]; i++) {
      if (labelAt(m, j * nx + i) != q) continue;
      const a = 1.0 - lithium.phi[j * nx + i];
      free += a;
      x += a * (<f64>i + 0.5);
      y += a * (<f64>j + 0.5);
    }
  }
  voids.middleX = free > 0 ? (m.h * x) / free : 0.0;
  voids.middleY = free > 0 && box[2] > 0 ? (m.h * y) / free : 0.0;
}

/** First and last column, first and last row of void q and the cells around it (i32 x 4). */
export function voidBox(m: Section, q: i32): Integers {
  return changetype<Integers>(changetype<usize>(m.lithium.voids.box) + ((<usize>(q - 1)) << 4));
}

/** Observes all voids, buried ones too: their number, largest height and width [m]. */
export function voidStatistics(m: Section): void {
  const lithium = m.lithium;
  const nx = m.nx,
    nl = m.nl,
    q = labelAll(m);
  let high = 0.0,
    wide = 0.0;
  for (let v = 1; v <= q; v++) {
    let i0 = nx,
      i1 = -1,
      top = 0.0;
    // voids beyond the room for boxes may be anywhere
    const boxed = v <= nx,
      box = voidBox(m, boxed ? v : 1),
      last = boxed ? box[3] : nl - 1;
    for (let i = boxed ? box[0] : 0, right = boxed ? box[1] : nx - 1; i <= right; i++) {
      let column = 0.0;
      for (let j = boxed ? box[2] : 0; j <= last; j++) {
        const k = j * nx + i;
        if (labelAt(m, k) == v) {
          column += 1.0 - lithium.phi[k];
          if (i < i0) i0 = i;
          if (i > i1) i1 = i;
          if (j + 1 < nl && labelAt(m, k + nx) == 0) column += 1.0 - lithium.phi[k + nx];
        }
      }
      top = Math.max(top, column);
    }
    high = Math.max(high, top * m.h);
    wide = Math.max(wide, <f64>(i1 - i0 + 1) * m.h);
  }
  m.lithium.voids.count = q;
  m.put(Out.voidCount, <f64>q);
  m.put(Out.voidHeight, high);
  m.put(Out.voidWidth, wide);
}

/** |grad phi| h of cell k, mirrored at the border. */
function gradient(m: Section, i: i32, j: i32): f64 {
  const lithium = m.lithium;
  const nx = m.nx,
    nl = m.nl,
    k = j * nx + i,
    c = lithium.phi[k];
  const e = i < nx - 1 ? lithium.phi[k + 1] : c,
    w = i > 0 ? lithium.phi[k - 1] : c;
  const n = j < nl - 1 ? lithium.phi[k + nx] : 1.0,
    s = j > 0 ? lithium.phi[k - nx] : c;
  const gx = 0.5 * (e - w),
    gy = 0.5 * (n - s);
  return Math.sqrt(gx * gx + gy * gy);
}

/** How much cell (i, j) takes part when the surface of a void gives or takes lithium: what is added sticks to lithium, what
 * is removed widens the void, so that surfaces stay sharp. Fourth power of the fraction of the fullest (emptiest) of the
 * cell and its neighbours. */
export function surfaceShare(m: Section, i: i32, j: i32, add: bool): f64 {
  const nx = m.nx,
    k = j * nx + i;
  let s = matter(m, k, add);
  if (i > 0) s = Math.max(s, matter(m, k - 1, add));
  if (i < nx - 1) s = Math.max(s, matter(m, k + 1, add));
  if (j > 0) s = Math.max(s, matter(m, k - nx, add));
  if (j < m.nl - 1) s = Math.max(s, matter(m, k + nx, add));
  return s * s * s * s;
}

// @ts-ignore: decorator
@inline function matter(m: Section, k: i32, add: bool): f64 {
  const lithium = m.lithium;
  return add ? lithium.phi[k] : 1.0 - lithium.phi[k];
}

/** Whether cell (i, j) or one of the eight around it belongs to void q. */
// @ts-ignore: decorator
@inline export function labelled(m: Section, i: i32, j: i32, q: i32): bool {
  for (let b = max(0, j - 1); b <= min(m.nl - 1, j + 1); b++) {
    for (let a = max(0, i - 1); a <= min(m.nx - 1, i + 1); a++) if (labelAt(m, b * m.nx + a) == q) return true;
  }
  return false;
}

/** Share of what is exchanged at the contact edge that comes to the height x, in surface ranges. */
// @ts-ignore: decorator
@inline function fall(x: f64): f64 {
  const x2 = x * x;
  return 1.0 / (1.0 + x2 * x2);
}

/** Adds the lithium volume volumes[q - 1] [m2] (negative: removes) to the perimeter of each void 1..count; what finds no
 * place stays there. */
export function exchangeWithVoids(m: Section, count: i32, volumes: Line): void {
  beginTogether(m, count);
  for (let q = 1; q <= count; q++) {
    volumes[q - 1] = exchangeWithVoid(m, q, volumes[q - 1]);
    endOfVoid(m, q);
  }
  endTogether(m);
}

/** Adds the lithium volume [m2] to the perimeter of void q. Returns what it could not place. */
function exchangeWithVoid(m: Section, q: i32, volume: f64): f64 {
  const lithium = m.lithium;
  if (volume == 0) return 0.0;
  const nx = m.nx,
    cell = m.h * m.h,
    add = volume > 0,
    box = voidBox(m, q);
  const i0 = box[0],
    i1 = box[1],
    j0 = box[2],
    j1 = box[3];
  const range = m.p(Param.surfaceRange),
    weight = m.scratch.lithiumCells();
  let rest = volume;
  for (let round = 0; round < 12 && Math.abs(rest) > 1e-14 * cell; round++) {
    let sum = 0.0;
    for (let j = j0; j <= j1; j++) {
      const reach = fall(((<f64>j + 0.5) * m.h) / range);
      for (let i = i0; i <= i1; i++) {
        const k = j * nx + i,
          c = lithium.phi[k];
        const room = add ? fullest(m, k) - c : c - emptiest(m, k);
        let w = 0.0;
        if (room > 0 && labelled(m, i, j, q))
          w = (gradient(m, i, j) * surfaceShare(m, i, j, add) * reach + 1e-12) * Math.min(1.0, room / LITTLE_ROOM);
        weight[k] = w;
        sum += w;
      }
    }
    if (sum <= 0) break;
    let placed = 0.0;
    const per = rest / (sum * cell);
    for (let j = j0; j <= j1; j++) {
      for (let i = i0; i <= i1; i++) {
        const k = j * nx + i,
          w = weight[k];
        if (w == 0) continue;
        const c = lithium.phi[k],
          v = add ? Math.min(fullest(m, k), c + per * w) : Math.max(emptiest(m, k), c + per * w);
        lithium.phi[k] = v;
        placed += (v - c) * cell;
      }
    }
    rest -= placed;
  }
  m.scratch.free(weight);
  return rest;
}

/** Height of the free volume that stands on the wall of column i, between the film on it and the
 * first mostly filled cell above [m]. */
function freeHeight(m: Section, i: i32): f64 {
  const lithium = m.lithium;
  let free = 0.0,
    film = m.wall.contact.film[i];
  for (let j = 0; j < m.nl; j++) {
    const c = lithium.phi[j * m.nx + i],
      floor = Math.min(c, film / m.h);
    film -= floor * m.h;
    free += (1.0 - c) * m.h;
    if (c - floor > 0.5) break;
  }
  return free;
}

/** Height of the lithium that stands on the wall of column i below a void; infinite when none is above [m]. */
export function standing(m: Section, i: i32): f64 {
  const lithium = m.lithium;
  let solid = 0.0;
  const near = 3.0 * m.p(Param.openingGap);
  for (let j = 0; j < m.nl; j++) {
    const c = lithium.phi[j * m.nx + i];
    solid += c * m.h;
    if (c < 0.5) return solid;
    if (solid > near) break;
  }
  return Infinity;
}

/** Opens columns of the interface to voids and closes them; gap [m] and lithium of the cells swap the same volume. What
 * each column does is found from the state before, so that none comes before another. */
export function openAndClose(m: Section): void {
  const contact = m.wall.contact;
  const verdict = m.scratch.line();
  const nx = m.nx,
    gc = m.p(Param.openingGap);
  const nucleus = max(1, <i32>Math.round((SITE_WIDTH * gc) / m.h));
  for (let i = 0; i < nx; i++) verdict[i] = STAYS;
  for (let i = 0; i < nx; i++) {
    if (contact.open[i] == 0) {
      const solid = standing(m, i);
      if (contact.gap[i] < Math.min(gc, solid) && solid >= SLIVER * gc && !undercut(m, i)) continue;
      markNucleus(m, verdict, i, solid == Infinity ? nucleus : 1);
    } else if (contact.film[i] >= FILM_SHARE * gc * (1.0 - TIE)) verdict[i] = COVERED;
    else if (freeHeight(m, i) <= FILM_SHARE * gc) verdict[i] = FILLED;
  }
  let opened = 0,
    closed = 0;
  for (let i = 0; i < nx; i++) {
    if (verdict[i] == STAYS) continue;
    if (verdict[i] == OPENS) {
      openColumn(m, i);
      opened++;
    } else {
      closeColumn(m, i, verdict[i] == FILLED ? levelFloor(m, i) : 0.0);
      closed++;
    }
  }
  m.scratch.free(verdict);
  m.put(Out.opened, <f64>opened);
  m.put(Out.closed, <f64>closed);
}

/** Fills open column i up to the first mostly filled cell. Returns the height that was free [m]. */
function levelFloor(m: Section, i: i32): f64 {
  const lithium = m.lithium,
    free = freeHeight(m, i);
  let film = m.wall.contact.film[i];
  for (let j = 0; j < m.nl; j++) {
    const k = j * m.nx + i,
      c = lithium.phi[k],
      floor = Math.min(c, film / m.h);
    film -= floor * m.h;
    lithium.phi[k] = 1.0;
    if (c - floor > 0.5) break;
  }
  return free;
}

/** Column i is contact again, over a gap g [m]. */
export function closeColumn(m: Section, i: i32, g: f64): void {
  const contact = m.wall.contact;
  contact.gap[i] = g;
  contact.open[i] = 0.0;
  contact.film[i] = 0.0;
  loseArea(m, i);
}

/** Opens contact column i; its gap becomes part of the void. */
export function openColumn(m: Section, i: i32): void {
  const contact = m.wall.contact;
  carve(m, i, contact.gap[i]);
  contact.gap[i] = 0.0;
  contact.open[i] = 1.0;
  contact.film[i] = 0.0;
}

/** Whether the void beside contact column i has eaten the wall cell but for a rest, at which contact depends least on the grid. */
function undercut(m: Section, i: i32): bool {
  const contact = m.wall.contact;
  if (m.lithium.phi[i] >= UNDERCUT) return false;
  const beside = (i > 0 && contact.open[i - 1] != 0) || (i < m.nx - 1 && contact.open[i + 1] != 0);
  return beside && freeHeight(m, i) > FILM_SHARE * m.p(Param.openingGap);
}

/** Marks that column i opens, and with it, where no void is next to it, what a nucleus of `columns` needs: a void is not
 * narrower than a site. Of its neighbours those with the larger gap come along, of equal ones both; the sides of the
 * section are mirrors. */
function markNucleus(m: Section, verdict: Line, i: i32, columns: i32): void {
  let a = i,
    b = i;
  while (b - a + 1 < columns) {
    const left = gapBeside(m, a - 1),
      right = gapBeside(m, b + 1);
    const most = Math.max(left, right);
    if (most == Infinity || most < FILM_SHARE * m.p(Param.openingGap)) break;
    if (left >= most * (1.0 - TIE)) a--;
    if (right >= most * (1.0 - TIE)) b++;
  }
  for (let k = max(0, a); k <= min(m.nx - 1, b); k++) verdict[k] = OPENS;
}

/** Gap of column i [m], or of its image in the nearer side; infinite where it is open. */
function gapBeside(m: Section, i: i32): f64 {
  const contact = m.wall.contact,
    k = max(0, min(m.nx - 1, i < 0 ? -1 - i : i >= m.nx ? 2 * m.nx - 1 - i : i));
  return contact.open[k] != 0 ? Infinity : contact.gap[k];
}

/** Part of a floor that has been a void's stays lost when contact comes back (illustrative closure). */
function loseArea(m: Section, i: i32): void {
  const contact = m.wall.contact;
  contact.lost[i] = 1.0 - (1.0 - contact.lost[i]) * (1.0 - m.p(Param.unrecovered));
}

/** Takes the height g of lithium out of column i from the wall up; a negative one, lithium that the wall's stop let
 * through, is put back the same way. What a full column cannot take stays in its wall cell until the next step pushes it up. */
function carve(m: Section, i: i32, g: f64): void {
  const lithium = m.lithium;
  let left = g;
  for (let j = 0; j < m.nl && left != 0; j++) {
    const k = j * m.nx + i,
      c = lithium.phi[k];
    const take = left > 0 ? Math.min(left, c * m.h) : Math.max(left, (c - 1.0) * m.h);
    lithium.phi[k] = c - take / m.h;
    left -= take;
  }
  if (left != 0) lithium.phi[i] = lithium.phi[i] - left / m.h;
}

/** Whether a void has come up to the platen: there the lithium of the section is taken for whole. */
export function pierced(m: Section): bool {
  const top = (m.nl - 1) * m.nx;
  for (let i = 0; i < m.nx; i++) if (m.lithium.phi[top + i] < 0.5) return true;
  return false;
}
