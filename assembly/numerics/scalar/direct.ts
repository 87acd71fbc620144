// A coarse level solved exactly: Cholesky within the envelope, A = L L^T, each row of L kept from its first entry on.
// Unknowns are the cells with a diagonal, numbered along the shorter side, so that the envelope is narrow.
// A connected part without slack is singular: its last pivot vanishes, which grounds that cell, and that is exact for a
// right-hand side that sums to zero there.
import { alloc, f64s, i32s } from "../../memory/arena";
import { F_EE, Level, U_EE } from "./layout";
import { ld, mad, mul, splat, st, sub, total } from "./simd";
import { east, north, northEast, northWest, valueAt } from "./stencil";
import { root, separate, unite } from "./union-find";

/** Cells of the largest level that is solved exactly. */
const MOST_CELLS: i32 = 64 * 64;
/** Rows of L begin and end at a multiple of this many columns, padded with zeros: whole vectors. */
const LANES: i32 = 4;
/** A pivot this small beside its diagonal is the zero of a singular part. */
const VANISHED: f64 = 1e-10;


@unmanaged
export class Direct {
  level: Level;
  /** whether the numbering runs along x, and the cells of a line of it */
  alongX: bool;
  along: i32;
  unknowns: i32;
  /** unknown of each cell, by lines; -1: none */
  number: usize;
  /** of each unknown: its right-hand side in the planes, as a distance from the first; its first column in L (a multiple
   * of LANES); where that entry is in the factor */
  place: usize;
  first: usize;
  start: usize;
  /** rows of L: doubles while they are made, then numbers of the cycle */
  factor: usize;
  /** 1 / diagonal of L, 0 where it vanishes; diagonal of A while L is made */
  inverse: usize;
  x: usize;
  /** whether a part is singular; such a part of each unknown, by its lowest, or -1; sizes and sums of the parts */
  floats: bool;
  part: usize;
  size: usize;
  sum: usize;
}

// @ts-ignore: decorator
@inline function integer(p: usize, i: i32): i32 {
  return load<i32>(p + ((<usize>i) << 2));
}
// @ts-ignore: decorator
@inline function putInteger(p: usize, i: i32, v: i32): void {
  store<i32>(p + ((<usize>i) << 2), v);
}
// @ts-ignore: decorator
@inline function at(p: usize, i: i32): f64 {
  return load<f64>(p + ((<usize>i) << 3));
}
// @ts-ignore: decorator
@inline function put(p: usize, i: i32, v: f64): void {
  store<f64>(p + ((<usize>i) << 3), v);
}
// @ts-ignore: decorator
@inline function padded(columns: i32): i32 {
  return (columns + LANES - 1) & ~(LANES - 1);
}

/** Reserves the factor of the finest level below `fine` that is small enough. */
export function reserveDirect(fine: Level): Direct {
  const d = changetype<Direct>(alloc(offsetof<Direct>()));
  let level = fine.coarser!;
  while (level.nx * level.ny > MOST_CELLS) level = level.coarser!;
  const cells = level.nx * level.ny;
  d.level = level;
  d.alongX = level.nx <= level.ny;
  d.along = d.alongX ? level.nx : level.ny;
  d.number = i32s(cells);
  d.place = i32s(cells);
  d.first = i32s(cells);
  d.start = i32s(cells);
  // a row reaches back over one line and a cell more
  d.factor = f64s(cells * (d.along + 2 * LANES));
  d.inverse = f64s(cells);
  d.x = f64s(cells + LANES);
  d.part = i32s(cells);
  d.size = i32s(cells);
  d.sum = f64s(cells);
  return d;
}

/** Coupling of cell a of line b to the cell before it (0), or to the one before, beside or after it in line b - 1. */
function coupling<T>(d: Direct, k: i32, a: i32, b: i32): f64 {
  const L = d.level;
  if (k == 1) return d.alongX ? northEast<T>(L, a - 1, b - 1) : northEast<T>(L, b - 1, a - 1);
  if (k == 3) return d.alongX ? northWest<T>(L, a + 1, b - 1) : northWest<T>(L, b, a);
  if ((k == 0) == d.alongX) return d.alongX ? east<T>(L, a - 1, b) : east<T>(L, b - 1, a);
  return d.alongX ? north<T>(L, a, b - 1) : north<T>(L, b, a - 1);
}

/** The neighbour of cell a of line b that `coupling` k leads to; -1 outside the level. */
// @ts-ignore: decorator
@inline function neighbour(d: Direct, k: i32, a: i32, b: i32): i32 {
  const x = k == 2 ? a : k == 3 ? a + 1 : a - 1,
    y = k == 0 ? b : b - 1;
  return x < 0 || x >= d.along || y < 0 ? -1 : y * d.along + x;
}

/** Finds the diagonals of the cells, in double precision from couplings and slack, and numbers the unknowns. */
function numberCells<T>(d: Direct): void {
  const L = d.level,
    cells = L.nx * L.ny,
    diagonal = d.inverse;
  memory.fill(diagonal, 0, (<usize>cells) << 3);
  for (let q = 0; q < cells; q++) {
    const a = q % d.along,
      b = q / d.along;
    let sum = d.alongX ? valueAt<T>(L, U_EE, a, b) : valueAt<T>(L, U_EE, b, a);
    for (let k = 0; k < 4; k++) {
      const p = neighbour(d, k, a, b);
      if (p < 0) continue;
      const c = coupling<T>(d, k, a, b);
      sum += c;
      put(diagonal, p, at(diagonal, p) + c);
    }
    put(diagonal, q, at(diagonal, q) + sum);
  }
  const origin = L.at(F_EE, 0);
  let unknowns = 0;
  for (let q = 0; q < cells; q++) {
    const some = at(diagonal, q) > 0.0;
    putInteger(d.number, q, some ? unknowns : -1);
    if (!some) continue;
    const a = q % d.along,
      b = q / d.along,
      i = d.alongX ? a : b,
      j = d.alongX ? b : a;
    const place = L.at(F_EE + (i & 1) + 2 * (j & 1), j >> 1) + <usize>(i >> 1) * sizeof<T>() - origin;
    putInteger(d.place, unknowns, <i32>place);
    put(diagonal, unknowns, at(diagonal, q));
    unknowns += 1;
  }
  d.unknowns = unknowns;
}

/** Lays the rows of L out and fills them with those of A. */
function fillRows<T>(d: Direct): void {
  const cells = d.level.nx * d.level.ny;
  separate(d.part, d.unknowns);
  let start = 0;
  for (let q = 0; q < cells; q++) {
    const r = integer(d.number, q);
    if (r < 0) continue;
    const a = q % d.along,
      b = q / d.along;
    let first = r;
    for (let k = 0; k < 4; k++) {
      const p = neighbour(d, k, a, b),
        c = p < 0 ? -1 : integer(d.number, p);
      if (c >= 0) first = min(first, c);
    }
    first &= ~(LANES - 1);
    const row = d.factor + ((<usize>(start - first)) << 3),
      end = padded(r);
    memory.fill(row + ((<usize>first) << 3), 0, (<usize>(end - first)) << 3);
    for (let k = 0; k < 4; k++) {
      const p = neighbour(d, k, a, b),
        c = p < 0 ? -1 : integer(d.number, p);
      if (c < 0) continue;
      const t = coupling<T>(d, k, a, b);
      put(row, c, -t);
      if (t != 0.0) unite(d.part, c, r);
    }
    putInteger(d.first, r, first);
    putInteger(d.start, r, start);
    start += end - first;
  }
}

/** Sum of the products of n numbers, a multiple of LANES. */
// @ts-ignore: decorator
@inline function dot<T>(p: usize, q: usize, n: i32): f64 {
  let s = splat<T>(0.0),
    t = s;
  const bytes = <usize>n * sizeof<T>();
  for (let o: usize = 0; o < bytes; o += 32) {
    s = mad<T>(ld(p + o), ld(q + o), s);
    if (sizeof<T>() == 8 || o + 16 < bytes) t = mad<T>(ld(p + o + 16), ld(q + o + 16), t);
  }
  return total<T>(s) + total<T>(t);
}

/** L row by row, in double precision. */
function factorise(d: Direct): void {
  for (let r = 0; r < d.unknowns; r++) {
    const first = integer(d.first, r),
      row = d.factor + ((<usize>(integer(d.start, r) - first)) << 3);
    for (let c = first; c < r; c++) {
      const from = integer(d.first, c),
        low = max(first, from);
      const other = d.factor + ((<usize>(integer(d.start, c) - from + low)) << 3);
      const sum = dot<f64>(row + ((<usize>low) << 3), other, padded(c) - low);
      put(row, c, (at(row, c) - sum) * at(d.inverse, c));
    }
    const diagonal = at(d.inverse, r),
      head = row + ((<usize>first) << 3);
    const pivot = diagonal - dot<f64>(head, head, padded(r) - first);
    put(d.inverse, r, pivot > VANISHED * diagonal ? 1.0 / Math.sqrt(pivot) : 0.0);
  }
}

/** Labels the unknowns by singular part: those with a pivot that vanished. */
function findSingular(d: Direct): void {
  const n = d.unknowns,
    bytes = (<usize>n) << 2;
  memory.fill(d.size, 0, bytes);
  d.floats = false;
  for (let r = 0; r < n; r++) {
    if (at(d.inverse, r) > 0.0) continue;
    putInteger(d.size, root(d.part, r), 1);
    d.floats = true;
  }
  // links lead to lower numbers: those that are labelled are no longer needed
  for (let r = n - 1; r >= 0; r--) {
    const p = root(d.part, r);
    putInteger(d.part, r, integer(d.size, p) != 0 ? p : -1);
  }
  memory.fill(d.size, 0, bytes);
  for (let r = 0; r < n; r++) {
    const p = integer(d.part, r);
    if (p >= 0) putInteger(d.size, p, integer(d.size, p) + 1);
  }
}

/** Factorises the operator of the level, whose slack is still in u, and clears u. */
export function prepareDirect<T>(d: Direct): void {
  const L = d.level;
  numberCells<T>(d);
  fillRows<T>(d);
  factorise(d);
  findSingular(d);
  const n = d.unknowns;
  if (sizeof<T>() == 4 && n > 0) {
    const entries = integer(d.start, n - 1) + padded(n - 1) - integer(d.first, n - 1);
    for (let e = 0; e < entries; e++) store<T>(d.factor + <usize>e * sizeof<T>(), <T>at(d.factor, e));
  }
  memory.fill(d.x, 0, (<usize>(n + LANES)) << 3);
  for (let k = U_EE; k < U_EE + 4; k++) {
    for (let J = 0; J < L.mj; J++) memory.fill(L.at(k, J), 0, L.width);
  }
}

/** u = A^-1 f on the level. */
export function solveDirect<T>(d: Direct): void {
  const L = d.level,
    n = d.unknowns,
    size = sizeof<T>(),
    f = L.at(F_EE, 0),
    u = L.at(U_EE, 0);
  for (let r = 0; r < n; r++) {
    const first = integer(d.first, r),
      row = d.factor + <usize>integer(d.start, r) * size;
    const sum = dot<T>(row, d.x + <usize>first * size, padded(r) - first);
    const rhs = <f64>load<T>(f + <usize>integer(d.place, r));
    store<T>(d.x + <usize>r * size, <T>((rhs - sum) * at(d.inverse, r)));
  }
  for (let r = n - 1; r >= 0; r--) {
    const first = integer(d.first, r),
      row = d.factor + <usize>integer(d.start, r) * size,
      x = d.x + <usize>first * size;
    const v = <f64>load<T>(d.x + <usize>r * size) * at(d.inverse, r),
      k = splat<T>(v);
    const bytes = <usize>(padded(r) - first) * size;
    for (let o: usize = 0; o < bytes; o += 16) st(x + o, sub<T>(ld(x + o), mul<T>(k, ld(row + o))));
    store<T>(d.x + <usize>r * size, <T>v);
  }
  if (d.floats) removeMeans<T>(d);
  for (let r = 0; r < n; r++) store<T>(u + <usize>integer(d.place, r), load<T>(d.x + <usize>r * size));
}

/** Takes the mean out of x on every singular part: the cycle's precision is for the differences. */
function removeMeans<T>(d: Direct): void {
  const n = d.unknowns,
    size = sizeof<T>();
  memory.fill(d.sum, 0, (<usize>n) << 3);
  for (let r = 0; r < n; r++) {
    const p = integer(d.part, r);
    if (p >= 0) put(d.sum, p, at(d.sum, p) + <f64>load<T>(d.x + <usize>r * size));
  }
  for (let r = 0; r < n; r++) {
    const p = integer(d.part, r);
    if (p < 0) continue;
    const x = d.x + <usize>r * size;
    store<T>(x, <T>(<f64>load<T>(x) - at(d.sum, p) / <f64>integer(d.size, p)));
  }
}
