// A coarse level solved exactly: Cholesky within the envelope, A = L L^T. Unknowns are the cells with a diagonal, numbered
// along the shorter side, so that the envelope is narrow. Four rows of L make a group: they are kept from one common first
// column to the end of the group's own columns, and what one row meets it meets four at a time.
// A part that floats is singular, unless a channel lost on the way has tied it to zero: a last pivot that vanishes grounds
// its cell, which is exact for a right-hand side that sums to zero there.
import { alloc, f64s, i32s } from "../../memory/arena";
import { F_EE, Level, U_EE } from "./layout";
import { ld, mad, splat, st, total, totals } from "./simd";
import { east, north, northEast, northWest, valueAt } from "./stencil";
import { root, separate, SINGLE, unite } from "./union-find";

/** Cells of the largest level that is solved exactly. */
const MOST_CELLS: i32 = 64 * 64;
/** Rows, and columns, of a group. */
const GROUP: i32 = 4;
/** A pivot this small beside its diagonal is the zero of a singular part. */
const VANISHED: f64 = 1e-10;


@unmanaged
export class Direct {
  level: Level;
  /** levels above it */
  depth: i32;
  /** whether the numbering runs along x, and the cells of a line of it */
  alongX: bool;
  along: i32;
  unknowns: i32;
  /** unknown of each cell, by lines; -1: none */
  number: usize;
  /** of each cell its coupling to the four before it (neighbour) */
  couplings: usize;
  /** where the right-hand side of each unknown is in the planes, from the first on */
  place: usize;
  /** of each group: its first column, a multiple of GROUP; where its rows begin in the factor */
  first: usize;
  start: usize;
  /** rows of L: doubles while they are made, then numbers of the cycle */
  factor: usize;
  /** 1 / diagonal of L, 0 where it vanishes */
  inverse: usize;
  x: usize;
  // connected parts: whether one floats; union-find; the lowest unknown of the floating part of each unknown, or -1;
  // sums over the parts, what their members are; the diagonal of A and its share in the part
  floats: bool;
  links: usize;
  part: usize;
  sum: usize;
  kind: usize;
  diagonal: usize;
  weight: usize;
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
/** Unknowns in whole groups; the rows that fill the last one up are empty. */
// @ts-ignore: decorator
@inline function whole(n: i32): i32 {
  return (n + GROUP - 1) & ~(GROUP - 1);
}

/** Reserves the factor of the finest level below `fine` that is small enough. */
export function reserveDirect(fine: Level): Direct {
  const d = changetype<Direct>(alloc(offsetof<Direct>()));
  let level = fine.coarser!;
  d.depth = 1;
  while (level.nx * level.ny > MOST_CELLS) {
    level = level.coarser!;
    d.depth += 1;
  }
  const cells = level.nx * level.ny;
  d.level = level;
  d.alongX = level.nx <= level.ny;
  d.along = d.alongX ? level.nx : level.ny;
  d.number = i32s(cells);
  d.couplings = f64s(4 * cells);
  d.place = i32s(cells);
  d.first = i32s(cells / GROUP + 1);
  d.start = i32s(cells / GROUP + 1);
  // a row reaches back over a line and a cell more, and to the ends of groups
  d.factor = f64s(whole(cells) * (d.along + 1 + 3 * GROUP));
  d.inverse = f64s(whole(cells));
  d.x = f64s(whole(cells));
  d.links = i32s(cells);
  d.part = i32s(cells);
  d.sum = f64s(cells);
  d.kind = i32s(cells);
  d.diagonal = f64s(whole(cells));
  d.weight = f64s(cells);
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

/** Finds couplings and diagonals of the cells, in double precision from couplings and slack, and numbers the unknowns. */
function numberCells<T>(d: Direct): void {
  const L = d.level,
    cells = L.nx * L.ny,
    diagonal = d.diagonal;
  memory.fill(diagonal, 0, (<usize>cells) << 3);
  for (let q = 0, b = 0; q < cells; b++) {
    for (let a = 0; a < d.along; a++, q++) {
      let sum = d.alongX ? valueAt<T>(L, U_EE, a, b) : valueAt<T>(L, U_EE, b, a);
      for (let k = 0; k < 4; k++) {
        const p = neighbour(d, k, a, b);
        if (p < 0) continue;
        const c = coupling<T>(d, k, a, b);
        put(d.couplings, 4 * q + k, c);
        sum += c;
        put(diagonal, p, at(diagonal, p) + c);
      }
      put(diagonal, q, at(diagonal, q) + sum);
    }
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
  for (let r = unknowns; r < whole(unknowns); r++) put(diagonal, r, 0.0);
}

/** Unknown on the other side of coupling k of cell a of line b; -1 for none. */
// @ts-ignore: decorator
@inline function unknownBeside(d: Direct, k: i32, a: i32, b: i32): i32 {
  const p = neighbour(d, k, a, b);
  return p < 0 ? -1 : integer(d.number, p);
}

/** Lays the groups out. */
function layGroups(d: Direct): void {
  const cells = d.level.nx * d.level.ny,
    groups = whole(d.unknowns) / GROUP;
  for (let g = 0; g < groups; g++) putInteger(d.first, g, GROUP * g);
  for (let q = 0, b = 0; q < cells; b++) {
    for (let a = 0; a < d.along; a++, q++) {
      const r = integer(d.number, q);
      if (r < 0) continue;
      let first = integer(d.first, r / GROUP);
      for (let k = 0; k < 4; k++) {
        const c = unknownBeside(d, k, a, b);
        if (c >= 0) first = min(first, c & ~(GROUP - 1));
      }
      putInteger(d.first, r / GROUP, first);
    }
  }
  let start = 0;
  for (let g = 0; g < groups; g++) {
    putInteger(d.start, g, start);
    start += GROUP * lengthOf(d, GROUP * g);
  }
}

/** Columns that the rows of the group of row r hold. */
// @ts-ignore: decorator
@inline function lengthOf(d: Direct, r: i32): i32 {
  return (r & ~(GROUP - 1)) + GROUP - integer(d.first, r / GROUP);
}

/** Element (r, c) of the factor, by number. */
// @ts-ignore: decorator
@inline function element(d: Direct, r: i32, c: i32): i32 {
  return integer(d.start, r / GROUP) + (r & (GROUP - 1)) * lengthOf(d, r) + c - integer(d.first, r / GROUP);
}

/** Fills the rows of the group of row g with those of A, and unites what is coupled; from cell q on. Returns the next cell. */
function fillGroup(d: Direct, g: i32, q: i32): i32 {
  const cells = d.level.nx * d.level.ny;
  memory.fill(d.factor + ((<usize>integer(d.start, g / GROUP)) << 3), 0, (<usize>(GROUP * lengthOf(d, g))) << 3);
  let a = q % d.along,
    b = q / d.along;
  for (; q < cells; q++) {
    const r = integer(d.number, q);
    if (r >= g + GROUP) break;
    for (let k = 0; k < 4 && r >= 0; k++) {
      const c = unknownBeside(d, k, a, b);
      if (c < 0) continue;
      const t = at(d.couplings, 4 * q + k);
      put(d.factor, element(d, r, c), -t);
      if (t != 0.0) unite(d.links, c, r);
    }
    if (++a == d.along) {
      a = 0;
      b++;
    }
  }
  return q;
}

/** Columns c ... c + 3 of a row and the next, `step` further, that hold those before them; their group begins at column `first`. */
function eliminate(d: Direct, row: usize, step: usize, first: i32, c: i32): void {
  const from = integer(d.first, c / GROUP),
    low = max(first, from),
    stride = (<usize>lengthOf(d, c)) << 3;
  const l0 = d.factor + ((<usize>(integer(d.start, c / GROUP) + low - from)) << 3),
    l1 = l0 + stride,
    l2 = l1 + stride,
    l3 = l2 + stride;
  const p = row + ((<usize>low) << 3),
    n = (<usize>(c - low)) << 3;
  let s0 = splat<f64>(0.0),
    s1 = s0,
    s2 = s0,
    s3 = s0,
    t0 = s0,
    t1 = s0,
    t2 = s0,
    t3 = s0;
  for (let o: usize = 0; o < n; o += 16) {
    const a = ld(p + o),
      b = ld(p + step + o);
    let l = ld(l0 + o);
    s0 = mad<f64>(a, l, s0);
    t0 = mad<f64>(b, l, t0);
    l = ld(l1 + o);
    s1 = mad<f64>(a, l, s1);
    t1 = mad<f64>(b, l, t1);
    l = ld(l2 + o);
    s2 = mad<f64>(a, l, s2);
    t2 = mad<f64>(b, l, t2);
    l = ld(l3 + o);
    s3 = mad<f64>(a, l, s3);
    t3 = mad<f64>(b, l, t3);
  }
  const x = row + ((<usize>c) << 3),
    inverse = d.inverse + ((<usize>c) << 3);
  substitute<f64>(x, inverse, l1 + n, l2 + n, l3 + n, totals<f64>(s0, s1), totals<f64>(s2, s3));
  substitute<f64>(x + step, inverse, l1 + n, l2 + n, l3 + n, totals<f64>(t0, t1), totals<f64>(t2, t3));
}

/**
 * Solves the triangle of a group for the four numbers at x less the sums over what comes before them, two doubles in `low`,
 * two in `high`; l1 ... l3: its rows from its first column on.
 */
// @ts-ignore: decorator
@inline function substitute<T>(x: usize, inverse: usize, l1: usize, l2: usize, l3: usize, low: v128, high: v128): void {
  const x0 = (number<T>(x, 0) - f64x2.extract_lane(low, 0)) * at(inverse, 0);
  let t = number<T>(x, 1) - f64x2.extract_lane(low, 1) - x0 * number<T>(l1, 0);
  const x1 = t * at(inverse, 1);
  t = number<T>(x, 2) - f64x2.extract_lane(high, 0) - x0 * number<T>(l2, 0) - x1 * number<T>(l2, 1);
  const x2 = t * at(inverse, 2);
  t = number<T>(x, 3) - f64x2.extract_lane(high, 1) - x0 * number<T>(l3, 0) - x1 * number<T>(l3, 1);
  storeGroup<T>(x, x0, x1, x2, (t - x2 * number<T>(l3, 2)) * at(inverse, 3));
}

/** Sum of the products of n doubles, whole groups. */
// @ts-ignore: decorator
@inline function dot(p: usize, q: usize, n: i32): f64 {
  let s = splat<f64>(0.0),
    t = s;
  for (let o: usize = 0, end = (<usize>n) << 3; o < end; o += 32) {
    s = mad<f64>(ld(p + o), ld(q + o), s);
    t = mad<f64>(ld(p + o + 16), ld(q + o + 16), t);
  }
  return total<f64>(s) + total<f64>(t);
}

/** L row by row, in double precision. */
function factorise(d: Direct): void {
  separate(d.links, d.unknowns);
  for (let g = 0, q = 0, n = whole(d.unknowns); g < n; g += GROUP) {
    q = fillGroup(d, g, q);
    const first = integer(d.first, g / GROUP),
      stride = (<usize>lengthOf(d, g)) << 3;
    const top = d.factor + ((<usize>(integer(d.start, g / GROUP) - first)) << 3);
    for (let i = 0; i < GROUP; i += 2) {
      for (let c = first; c < g; c += GROUP) eliminate(d, top + <usize>i * stride, stride, first, c);
    }
    for (let i = 0; i < GROUP; i++) {
      const row = top + <usize>i * stride;
      for (let j = 0; j <= i; j++) {
        const other = top + <usize>j * stride;
        let sum = dot(row + ((<usize>first) << 3), other + ((<usize>first) << 3), g - first);
        for (let k = g; k < g + j; k++) sum += at(row, k) * at(other, k);
        if (j < i) put(row, g + j, (at(row, g + j) - sum) * at(d.inverse, g + j));
        else put(d.inverse, g + i, invertPivot(at(d.diagonal, g + i), sum));
      }
    }
  }
}

/** 1 / sqrt(diagonal - sum), 0 where the difference is rounding. */
function invertPivot(diagonal: f64, sum: f64): f64 {
  const pivot = diagonal - sum;
  return pivot > VANISHED * diagonal ? 1.0 / Math.sqrt(pivot) : 0.0;
}

/** What the members of a connected part are: points of a region with a value, of a pocket, a pivot that vanished. */
const TIED: i32 = 1,
  POCKET: i32 = 2,
  SINGULAR: i32 = 4;

/**
 * Finds the parts that float: all in a pocket of the finest level, of `nx` cells a row (a coarse point may lie in an
 * insulator beside it), or singular. There the right-hand side and u have no mean, whatever the coarse operator has made of
 * a channel that it lost. label = 0: there are no pockets.
 */
export function findFloating(d: Direct, label: usize, nx: i32): void {
  const n = d.unknowns;
  memory.fill(d.kind, 0, (<usize>n) << 2);
  memory.fill(d.sum, 0, (<usize>n) << 3);
  for (let q = 0, cells = d.level.nx * d.level.ny; q < cells; q++) {
    const r = integer(d.number, q);
    if (r < 0) continue;
    const a = (q % d.along) << d.depth,
      b = (q / d.along) << d.depth;
    const pocket = label == 0 ? -1 : integer(label, d.alongX ? b * nx + a : a * nx + b);
    const p = root(d.links, r);
    let kind = integer(d.kind, p);
    if (pocket >= 0) kind |= POCKET;
    else if (pocket != SINGLE) kind |= TIED;
    if (at(d.inverse, r) == 0.0) kind |= SINGULAR;
    putInteger(d.kind, p, kind);
    put(d.sum, p, at(d.sum, p) + at(d.diagonal, r));
  }
  d.floats = false;
  for (let r = 0; r < n; r++) {
    const p = root(d.links, r),
      kind = integer(d.kind, p),
      floats = kind == POCKET || (kind & SINGULAR) != 0;
    putInteger(d.part, r, floats ? p : -1);
    put(d.weight, r, at(d.diagonal, r) / at(d.sum, p));
    d.floats = d.floats || floats;
  }
}

/** Factorises the operator of the level, whose slack is still in u, and clears u. */
export function prepareDirect<T>(d: Direct): void {
  const L = d.level;
  numberCells<T>(d);
  layGroups(d);
  factorise(d);
  const groups = whole(d.unknowns) / GROUP;
  if (sizeof<T>() == 4 && groups > 0) {
    const entries = integer(d.start, groups - 1) + GROUP * lengthOf(d, GROUP * (groups - 1));
    // whole groups, so whole vectors; what is written is behind what is read
    for (let o: usize = 0, end = (<usize>entries) << 3; o < end; o += 32) {
      const low = f32x4.demote_f64x2_zero(ld(d.factor + o)),
        high = f32x4.demote_f64x2_zero(ld(d.factor + o + 16));
      st(d.factor + (o >> 1), v128.shuffle<i64>(low, high, 0, 2));
    }
  }
  for (let k = U_EE; k < U_EE + 4; k++) {
    for (let J = 0; J < L.mj; J++) memory.fill(L.at(k, J), 0, L.width);
  }
}

// @ts-ignore: decorator
@inline function number<T>(p: usize, i: i32): f64 {
  return <f64>load<T>(p + <usize>i * sizeof<T>());
}

/** x of a group from those before it: L y = x. */
function forward<T>(d: Direct, g: i32): void {
  const size = sizeof<T>(),
    first = integer(d.first, g / GROUP),
    n = <usize>(g - first) * size,
    stride = n + <usize>GROUP * size;
  const l0 = d.factor + <usize>integer(d.start, g / GROUP) * size,
    l1 = l0 + stride,
    l2 = l1 + stride,
    l3 = l2 + stride,
    p = d.x + <usize>first * size,
    x = p + n;
  let s0 = splat<T>(0.0),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  for (let o: usize = 0; o < n; o += 16) {
    const a = ld(p + o);
    s0 = mad<T>(a, ld(l0 + o), s0);
    s1 = mad<T>(a, ld(l1 + o), s1);
    s2 = mad<T>(a, ld(l2 + o), s2);
    s3 = mad<T>(a, ld(l3 + o), s3);
  }
  const inverse = d.inverse + ((<usize>g) << 3);
  substitute<T>(x, inverse, l1 + n, l2 + n, l3 + n, totals<T>(s0, s1), totals<T>(s2, s3));
}

/** x of a group, taken out of those before it: L^T x = y. */
function backward<T>(d: Direct, g: i32): void {
  const size = sizeof<T>(),
    first = integer(d.first, g / GROUP),
    n = <usize>(g - first) * size,
    stride = n + <usize>GROUP * size;
  const l0 = d.factor + <usize>integer(d.start, g / GROUP) * size,
    l1 = l0 + stride,
    l2 = l1 + stride,
    l3 = l2 + stride,
    p = d.x + <usize>first * size,
    x = p + n;
  const x3 = number<T>(x, 3) * at(d.inverse, g + 3);
  const x2 = (number<T>(x, 2) - x3 * number<T>(l3 + n, 2)) * at(d.inverse, g + 2);
  let t = number<T>(x, 1) - x3 * number<T>(l3 + n, 1) - x2 * number<T>(l2 + n, 1);
  const x1 = t * at(d.inverse, g + 1);
  t = number<T>(x, 0) - x3 * number<T>(l3 + n, 0) - x2 * number<T>(l2 + n, 0) - x1 * number<T>(l1 + n, 0);
  const x0 = t * at(d.inverse, g);
  storeGroup<T>(x, x0, x1, x2, x3);
  const k0 = splat<T>(-x0),
    k1 = splat<T>(-x1),
    k2 = splat<T>(-x2),
    k3 = splat<T>(-x3);
  // from the end: the next group waits for what is nearest
  for (let o = n; o != 0;) {
    o -= 16;
    const a = mad<T>(k0, ld(l0 + o), mad<T>(k1, ld(l1 + o), ld(p + o)));
    st(p + o, mad<T>(k2, ld(l2 + o), mad<T>(k3, ld(l3 + o), a)));
  }
}

/** Four numbers of a group, in vectors: the next group loads them so. */
// @ts-ignore: decorator
@inline function storeGroup<T>(x: usize, x0: f64, x1: f64, x2: f64, x3: f64): void {
  const low = f64x2.replace_lane(f64x2.splat(x0), 1, x1),
    high = f64x2.replace_lane(f64x2.splat(x2), 1, x3);
  if (sizeof<T>() == 4) {
    st(x, v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2));
  } else {
    st(x, low);
    st(x + 16, high);
  }
}

/** u = A^-1 f on the level. */
export function solveDirect<T>(d: Direct): void {
  const L = d.level,
    n = d.unknowns,
    end = whole(n),
    size = sizeof<T>(),
    f = L.at(F_EE, 0),
    u = L.at(U_EE, 0);
  for (let r = 0; r < n; r++) store<T>(d.x + <usize>r * size, load<T>(f + <usize>integer(d.place, r)));
  for (let r = n; r < end; r++) store<T>(d.x + <usize>r * size, 0);
  if (d.floats) balance<T>(d);
  for (let g = 0; g < end; g += GROUP) forward<T>(d, g);
  for (let g = end - GROUP; g >= 0; g -= GROUP) backward<T>(d, g);
  if (d.floats) removeMeans<T>(d);
  for (let r = 0; r < n; r++) store<T>(u + <usize>integer(d.place, r), load<T>(d.x + <usize>r * size));
}

/** Makes x, a right-hand side, sum to zero on every floating part, which it does but for rounding: in proportion to diagonals. */
function balance<T>(d: Direct): void {
  const n = d.unknowns,
    size = sizeof<T>();
  memory.fill(d.sum, 0, (<usize>n) << 3);
  for (let r = 0; r < n; r++) {
    const p = integer(d.part, r);
    if (p >= 0) put(d.sum, p, at(d.sum, p) + number<T>(d.x, r));
  }
  for (let r = 0; r < n; r++) {
    const p = integer(d.part, r);
    if (p >= 0) store<T>(d.x + <usize>r * size, <T>(number<T>(d.x, r) - at(d.sum, p) * at(d.weight, r)));
  }
}

/** Takes the mean by diagonals out of x on every floating part, the transpose of `balance`: single precision is for differences. */
function removeMeans<T>(d: Direct): void {
  const n = d.unknowns,
    size = sizeof<T>();
  memory.fill(d.sum, 0, (<usize>n) << 3);
  for (let r = 0; r < n; r++) {
    const p = integer(d.part, r);
    if (p >= 0) put(d.sum, p, at(d.sum, p) + number<T>(d.x, r) * at(d.weight, r));
  }
  for (let r = 0; r < n; r++) {
    const p = integer(d.part, r);
    if (p >= 0) store<T>(d.x + <usize>r * size, <T>(number<T>(d.x, r) - at(d.sum, p)));
  }
}
