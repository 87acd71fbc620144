// Pockets: connected parts of the domain with no tie to a value (no boundary conductance, c = 0).
// There A is singular with constants as null space. The right-hand side is made compatible (its
// mean taken out), one cell is grounded in the cycle, and the mean of the start is kept.
import { highest, lowest } from "../extremes";
import { BLOCK, blocksOf, endsBlock, sumsAt } from "./layout";
import { Strip, sweep } from "./sweep";
import { System } from "./system";
import { root, SINGLE, unite } from "./union-find";

// @ts-ignore: decorator
@inline function at(p: usize, i: i32): f64 {
  return load<f64>(p + ((<usize>i) << 3));
}
// @ts-ignore: decorator
@inline function put(p: usize, i: i32, v: f64): void {
  store<f64>(p + ((<usize>i) << 3), v);
}
// @ts-ignore: decorator
@inline function ref(p: usize, i: i32): i32 {
  return load<i32>(p + ((<usize>i) << 2));
}
// @ts-ignore: decorator
@inline function link(p: usize, i: i32, v: i32): void {
  store<i32>(p + ((<usize>i) << 2), v);
}

/** What a look at the coefficients finds: the extremes of the interior faces, and more. */
@unmanaged
export class Range {
  least: f64;
  most: f64;
  /** largest coefficient of any kind */
  largest: f64;
  tied: bool;
}

// @ts-ignore: decorator
@inline function tie(s: System, range: Range, t: f64): void {
  range.largest = Math.max(range.largest, t);
  s.totals.slack += t;
  s.totals.slackNorm += t * t;
}

/** Sums of a block here: least and largest face, largest c. */
export function lookRows(s: System, from: i32, to: i32): void {
  const nx = s.nx,
    ny = s.ny,
    mj = s.fine.mj;
  let least: f64 = Infinity,
    most = 0.0,
    reaction = 0.0;
  for (let J = from; J < to; J++) {
    for (let j = 2 * J; j < min(2 * J + 2, ny); j++) {
      const row = s.tx + ((<usize>(j * (nx + 1) + 1)) << 3),
        up = s.ty + ((<usize>(j * nx)) << 3);
      least = Math.min(least, lowest(row, nx - 1));
      most = Math.max(most, highest(row, nx - 1));
      if (j > 0) {
        least = Math.min(least, lowest(up, nx));
        most = Math.max(most, highest(up, nx));
      }
      reaction = Math.max(reaction, highest(s.c + ((<usize>(j * nx)) << 3), nx));
    }
    if (!endsBlock(J, mj)) continue;
    const sums = sumsAt(s.sums, J);
    put(sums, 0, least);
    put(sums, 1, most);
    put(sums, 2, reaction);
    least = Infinity;
    most = 0.0;
    reaction = 0.0;
  }
}

/** Scans tx, ty, c; also the sum and norm of the slack. */
export function look(s: System, range: Range): void {
  const nx = s.nx,
    ny = s.ny;
  sweep(s, s.fine, 0.0, 0.0, (p: Strip): void => lookRows(p.system, p.from, p.to), null);
  range.least = Infinity;
  range.most = 0.0;
  range.largest = 0.0;
  let reaction = 0.0;
  for (let b = 0, n = blocksOf(s.fine.mj); b < n; b++) {
    const sums = sumsAt(s.sums, b * BLOCK);
    range.least = Math.min(range.least, at(sums, 0));
    range.most = Math.max(range.most, at(sums, 1));
    reaction = Math.max(reaction, at(sums, 2));
  }
  s.totals.slack = 0.0;
  s.totals.slackNorm = 0.0;
  s.reacts = reaction > 0.0;
  if (s.reacts) for (let k = 0; k < nx * ny; k++) if (at(s.c, k) != 0.0) tie(s, range, at(s.c, k));
  for (let j = 0; j < ny; j++) {
    tie(s, range, at(s.tx, j * (nx + 1)));
    tie(s, range, at(s.tx, j * (nx + 1) + nx));
  }
  for (let i = 0; i < nx; i++) {
    tie(s, range, at(s.ty, i));
    tie(s, range, at(s.ty, ny * nx + i));
  }
  // norm of the sum of zero-order term and ties on the four sides
  s.totals.slackNorm = Math.sqrt(5.0 * s.totals.slackNorm);
  range.tied = range.largest > 0.0;
  range.largest = Math.max(range.most, range.largest);
  if (range.least == Infinity) range.least = 0.0;
}

/**
 * Finds the least face that is not zero, and the pockets: label[k] = pocket of cell k, SINGLE, or -1 where it is tied,
 * pin[p] = lowest cell of pocket p.
 */
export function findPockets(s: System, range: Range): void {
  const nx = s.nx,
    ny = s.ny,
    label = s.pockets.label;
  let least: f64 = Infinity;
  for (let j = 0; j < ny; j++) {
    let last = 0;
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      const west = i > 0 ? at(s.tx, j * (nx + 1) + i) : 0.0,
        south = j > 0 ? at(s.ty, k) : 0.0;
      // a new cell goes where its neighbour goes
      if (!(west > 0.0)) last = k;
      else if (west < least) least = west;
      link(label, k, last);
      if (!(south > 0.0)) continue;
      if (south < least) least = south;
      if (ref(label, k - nx) == last) continue;
      unite(label, k - nx, k);
      last = ref(label, k);
    }
  }
  range.least = least;
  // roots come first in their part; a tied part is marked at its root
  const tied = s.pockets.compatible;
  memory.fill(tied, 0, (<usize>(nx * ny)) << 3);
  if (s.reacts) for (let k = 0; k < nx * ny; k++) if (at(s.c, k) > 0.0) put(tied, root(label, k), 1.0);
  for (let j = 0; j < ny; j++) {
    if (at(s.tx, j * (nx + 1)) > 0.0) put(tied, root(label, j * nx), 1.0);
    if (at(s.tx, j * (nx + 1) + nx) > 0.0) put(tied, root(label, j * nx + nx - 1), 1.0);
  }
  for (let i = 0; i < nx; i++) {
    if (at(s.ty, i) > 0.0) put(tied, root(label, i), 1.0);
    if (at(s.ty, ny * nx + i) > 0.0) put(tied, root(label, (ny - 1) * nx + i), 1.0);
  }
  let count = 0;
  for (let k = 0; k < nx * ny; k++) {
    const r = ref(label, k);
    // links lead down, to cells that have their pocket already
    let p = ref(label, r);
    if (r == k) {
      p = at(tied, k) > 0.0 ? -1 : count;
      if (p == count) {
        link(s.pockets.pin, p, k);
        link(s.pockets.size, p, 0);
        count++;
      }
    }
    link(label, k, p);
    if (p >= 0) link(s.pockets.size, p, ref(s.pockets.size, p) + 1);
  }
  s.pockets.count = count;
  s.pockets.wide = false;
  for (let p = 0; p < count; p++) {
    if (ref(s.pockets.size, p) > 1) s.pockets.wide = true;
    else link(label, ref(s.pockets.pin, p), SINGLE);
  }
}

/** means[p] = mean of x over pocket p. */
function pocketMeans(s: System, x: usize, means: usize): void {
  const pockets = s.pockets;
  for (let p = 0; p < pockets.count; p++) {
    put(means, p, ref(pockets.size, p) == 1 ? at(x, ref(pockets.pin, p)) : 0.0);
  }
  if (!pockets.wide) return;
  for (let k = 0, n = s.nx * s.ny; k < n; k++) {
    const p = ref(pockets.label, k);
    if (p >= 0) put(means, p, at(means, p) + at(x, k));
  }
  for (let p = 0; p < pockets.count; p++) put(means, p, at(means, p) / <f64>ref(pockets.size, p));
}

/** Subtracts means[p] from x in pocket p and adds plus[p], where there is one. */
function shiftPockets(s: System, x: usize, means: usize, plus: usize): void {
  const pockets = s.pockets;
  for (let p = 0; p < pockets.count; p++) {
    put(means, p, plus == 0 ? -at(means, p) : at(plus, p) - at(means, p));
    if (ref(pockets.size, p) > 1) continue;
    const k = ref(pockets.pin, p);
    put(x, k, at(x, k) + at(means, p));
  }
  if (!pockets.wide) return;
  for (let k = 0, n = s.nx * s.ny; k < n; k++) {
    const p = ref(pockets.label, k);
    if (p >= 0) put(x, k, at(x, k) + at(means, p));
  }
}

/** rhs = f with its mean taken out of every pocket; remembers the means of u. */
export function makeCompatible(s: System): void {
  s.pockets.rhs = s.f;
  if (s.pockets.count == 0) return;
  pocketMeans(s, s.f, s.pockets.mean);
  memory.copy(s.pockets.compatible, s.f, (<usize>(s.nx * s.ny)) << 3);
  shiftPockets(s, s.pockets.compatible, s.pockets.mean, 0);
  s.pockets.rhs = s.pockets.compatible;
  pocketMeans(s, s.u, s.pockets.mean);
}

/** Gives every pocket the mean it had at the start. */
export function restoreMeans(s: System): void {
  if (s.pockets.count == 0) return;
  const now = s.pockets.compatible;
  pocketMeans(s, s.u, now);
  shiftPockets(s, s.u, now, s.pockets.mean);
}
