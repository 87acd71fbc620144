// The true residual in double precision and flux form, r = f - c u - sum of T (u - u_nb), on the
// natural arrays; the correction x of the cycle's precision is added to u on the way, the red
// residual is relaxed away, and what is left on the black cells restarts CG. One sweep of rows.
import { redEven, redOdd } from "./fine";
import { BLOCK, buffer, SUMS, sumsAt, totalOf, VEC_R, VEC_X } from "./layout";
import { removeFromRow, relaxRow } from "./rankone";
import { evens, ld, odds, zipHigh, zipLow } from "./simd";
import { Strip, sweep } from "./sweep";
import { LINES, SEAM_LINES, System } from "./system";

// Lines of doubles: residual (ring of 2), red correction (ring of 3), black residual, zeros.
const R_LINE: i32 = 0,
  D_LINE: i32 = 2,
  B_LINE: i32 = 5,
  ZERO_LINE: i32 = 6;
const RED: i32 = 8; // row buffers of the finest level: ee, oo

// @ts-ignore: decorator
@inline function at(p: usize, i: i32): f64 {
  return load<f64>(p + ((<usize>i) << 3));
}
// @ts-ignore: decorator
@inline function put(p: usize, i: i32, v: f64): void {
  store<f64>(p + ((<usize>i) << 3), v);
}

// @ts-ignore: decorator
@inline function addPair(u: usize, v: v128, k: v128): void {
  v128.store(u, f64x2.add(v128.load(u), f64x2.mul(v, k)));
}

/** u += k (even, odd interleaved) on one natural row of nx. */
function addRow<T>(u: usize, nx: i32, even: usize, odd: usize, k: f64): void {
  const factor = f64x2.splat(k),
    pairs: i32 = sizeof<T>() == 4 ? 8 : 4;
  let i = 0,
    o: usize = 0;
  for (; i + pairs <= nx; i += pairs, o += 16, u += (<usize>pairs) << 3) {
    const a = ld(even + o),
      b = ld(odd + o);
    const lo = zipLow<T>(a, b),
      hi = zipHigh<T>(a, b);
    if (sizeof<T>() == 4) {
      addPair(u, f64x2.promote_low_f32x4(lo), factor);
      addPair(u + 16, f64x2.promote_low_f32x4(v128.shuffle<i64>(lo, lo, 1, 1)), factor);
      addPair(u + 32, f64x2.promote_low_f32x4(hi), factor);
      addPair(u + 48, f64x2.promote_low_f32x4(v128.shuffle<i64>(hi, hi, 1, 1)), factor);
    } else {
      addPair(u, lo, factor);
      addPair(u + 16, hi, factor);
    }
  }
  for (; i < nx; i++, u += 8) {
    const v = load<T>(((i & 1) != 0 ? odd : even) + <usize>(i >> 1) * sizeof<T>());
    store<f64>(u, load<f64>(u) + k * <f64>v);
  }
}

/** Residual of row j to r, red relaxation r/d to delta (0 on black). */
function residualRow(s: System, j: i32, r: usize, delta: usize, relax: bool): void {
  const nx = s.nx,
    ny = s.ny,
    row = (<usize>nx) << 3,
    zeros = s.line(s.lines, ZERO_LINE);
  const u = s.u + <usize>j * row,
    tx = s.tx + ((<usize>j * (nx + 1)) << 3),
    ty = s.ty + <usize>j * row;
  const c = s.reacts || !relax ? s.c + <usize>j * row : zeros,
    f = (relax ? s.pockets.rhs : s.f) + <usize>j * row;
  const south = j > 0 ? u - row : zeros,
    north = j < ny - 1 ? u + row : zeros;
  const zero = f64x2.splat(0.0);
  // lanes (i, i + 1) from i = 1: the red one is where i + j is even
  const red = (j & 1) != 0 ? i64x2(-1, 0) : i64x2(0, -1);
  let i = 1;
  for (; i + 3 <= nx; i += 2) {
    const p = (<usize>i) << 3;
    const x = v128.load(u + p);
    const tW = v128.load(tx + p),
      tE = v128.load(tx + p + 8);
    const tS = v128.load(ty + p),
      tN = v128.load(ty + row + p),
      k = v128.load(c + p);
    let e = f64x2.sub(v128.load(f + p), f64x2.mul(k, x));
    let h = f64x2.mul(tW, f64x2.sub(x, v128.load(u + p - 8)));
    e = f64x2.sub(e, f64x2.mul(tE, f64x2.sub(x, v128.load(u + p + 8))));
    h = f64x2.add(h, f64x2.mul(tS, f64x2.sub(x, v128.load(south + p))));
    e = f64x2.sub(e, f64x2.mul(tN, f64x2.sub(x, v128.load(north + p))));
    e = f64x2.sub(e, h);
    v128.store(r + p, e);
    if (relax) {
      const d = f64x2.add(k, f64x2.add(f64x2.add(tW, tE), f64x2.add(tS, tN)));
      const some = v128.and(red, f64x2.gt(d, zero));
      v128.store(delta + p, v128.and(f64x2.div(e, d), some));
    }
  }
  for (let end = 0; end < 2; end++) {
    const from = end == 0 ? 0 : i,
      to = end == 0 ? 1 : nx;
    for (let k = from; k < to; k++) {
      const x = at(u, k),
        tW = at(tx, k),
        tE = at(tx, k + 1),
        tS = at(ty, k),
        tN = at(ty, k + nx);
      const e =
        at(f, k) -
        at(c, k) * x -
        tW * (k > 0 ? x - at(u, k - 1) : x) -
        tE * (k < nx - 1 ? x - at(u, k + 1) : x) -
        tS * (x - at(south, k)) -
        tN * (x - at(north, k));
      const d = at(c, k) + tW + tE + tS + tN;
      put(r, k, e);
      if (relax) put(delta, k, ((k + j) & 1) == 0 && d > 0.0 ? e / d : 0.0);
    }
  }
}

/** u += delta, and the black residual after it to `out` (0 on red); adds to the sums. */
function relaxedRow(
  s: System,
  m: i32,
  r: usize,
  delta: usize,
  south: usize,
  north: usize,
  out: usize,
  sums: usize,
): void {
  const nx = s.nx,
    row = (<usize>nx) << 3;
  const u = s.u + <usize>m * row,
    tx = s.tx + ((<usize>m * (nx + 1)) << 3),
    ty = s.ty + <usize>m * row;
  const black = (m & 1) != 0 ? i64x2(-1, 0) : i64x2(0, -1);
  const f = s.pockets.rhs + <usize>m * row;
  let square = f64x2.splat(0.0),
    sum = square,
    work = square,
    drive = square;
  let i = 0;
  for (; i + 2 <= nx; i += 2) {
    const p = (<usize>i) << 3;
    let e = f64x2.add(v128.load(r + p), f64x2.mul(v128.load(tx + p), v128.load(delta + p - 8)));
    let h = f64x2.mul(v128.load(tx + p + 8), v128.load(delta + p + 8));
    e = f64x2.add(e, f64x2.mul(v128.load(ty + p), v128.load(south + p)));
    h = f64x2.add(h, f64x2.mul(v128.load(ty + row + p), v128.load(north + p)));
    e = v128.and(black, f64x2.add(e, h));
    const x = f64x2.add(v128.load(u + p), v128.load(delta + p));
    v128.store(u + p, x);
    v128.store(out + p, e);
    work = f64x2.add(work, f64x2.mul(x, e));
    drive = f64x2.add(drive, f64x2.mul(x, v128.load(f + p)));
    square = f64x2.add(square, f64x2.mul(e, e));
    sum = f64x2.add(sum, e);
  }
  if (i < nx) {
    let e = 0.0;
    if (((i + m) & 1) != 0) {
      e =
        at(r, i) +
        at(tx, i) * at(delta, i - 1) +
        at(tx, i + 1) * at(delta, i + 1) +
        at(ty, i) * at(south, i) +
        at(ty, i + nx) * at(north, i);
    }
    const x = at(u, i) + at(delta, i);
    put(u, i, x);
    put(out, i, e);
    square = f64x2.add(square, pair(e * e));
    sum = f64x2.add(sum, pair(e));
    work = f64x2.add(work, pair(x * e));
    drive = f64x2.add(drive, pair(x * at(f, i)));
  }
  addTo(sums, 0, square);
  addTo(sums, 1, sum);
  addTo(sums, 2, work);
  addTo(sums, 3, drive);
}

// @ts-ignore: decorator
@inline function pair(x: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(0.0), 0, x);
}

// @ts-ignore: decorator
@inline function addTo(sums: usize, k: i32, v: v128): void {
  put(sums, k, at(sums, k) + (f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1)));
}

/** black = k (odd or even elements of a natural row of doubles) */
function restartRow<T>(black: usize, row: usize, odd: bool, k: f64, n: usize): void {
  const factor = f64x2.splat(k);
  for (let o: usize = 0; o < n; o += 16) {
    const a = v128.load(row),
      b = v128.load(row, 16);
    let v = f64x2.mul(odd ? odds<f64>(a, b) : evens<f64>(a, b), factor);
    row += 32;
    if (sizeof<T>() == 4) {
      const c = v128.load(row),
        d = v128.load(row, 16);
      const w = f64x2.mul(odd ? odds<f64>(c, d) : evens<f64>(c, d), factor);
      row += 32;
      v = v128.shuffle<i32>(f32x4.demote_f64x2_zero(v), f32x4.demote_f64x2_zero(w), 0, 1, 4, 5);
    }
    v128.store(black + o, v);
  }
}

/** u += scale x on the natural rows 2J and 2J + 1, red values by elimination. */
function correctPair<T>(s: System, J: i32, scale: f64, rows: usize): void {
  if (scale == 0.0) return;
  const L = s.fine,
    nx = s.nx,
    row = (<usize>nx) << 3;
  const ee = buffer(rows, L, RED),
    oo = buffer(rows, L, RED + 1),
    u = s.u + <usize>(2 * J) * row;
  redEven<T>(ee, s, L, VEC_X, J);
  redOdd<T>(oo, s, L, VEC_X, J);
  addRow<T>(u, nx, ee, L.at(VEC_X, J), scale);
  if (2 * J + 1 < s.ny) addRow<T>(u + row, nx, L.at(VEC_X + 1, J), oo, scale);
}

function residualAndRelax(s: System, j: i32, r: usize, delta: usize): void {
  residualRow(s, j, r, delta, true);
  if (s.rank.strength != 0.0 && j == s.rank.row) relaxRow(s, r, delta);
}

/** What both sides of a seam need: u corrected beside it, then r and delta of the two rows there. */
export function refreshSeam<T>(s: System, scale: f64, seam: i32, lines: usize, rows: usize): void {
  correctPair<T>(s, seam - 1, scale, rows);
  correctPair<T>(s, seam, scale, rows);
  const j = 2 * seam;
  for (let k = 0; k < SEAM_LINES; k++) clearEnds(s, s.line(lines, k));
  residualAndRelax(s, j - 1, s.line(lines, 0), s.line(lines, 2));
  residualAndRelax(s, j, s.line(lines, 1), s.line(lines, 3));
}

/** Zeros before and after a line: what lies beside the first and the last cell. */
function clearEnds(s: System, line: usize): void {
  store<f64>(line - 8, 0.0);
  store<f64>(line + ((<usize>s.nx) << 3), 0.0);
  store<f64>(line + ((<usize>s.nx) << 3), 0.0, 8);
}

/**
 * Adds the correction x times `scale` to u, leaves the residual times `factor` on the black planes
 * for CG and x = 0. Sums ||f - A u||^2 and, for the balance of fluxes, r, u.r, u.f.
 * `below` and `above` are the lines that refreshSeam has left at the ends of the strip.
 */
export function refreshRows<T>(
  s: System,
  scale: f64,
  factor: f64,
  from: i32,
  to: i32,
  rows: usize,
  lines: usize,
  below: usize,
  above: usize,
): void {
  const L = s.fine,
    mj = L.mj,
    ny = s.ny;
  const first = 2 * from,
    end = min(2 * to, ny),
    inner0 = from > 0,
    inner1 = to < mj;
  const zeros = s.line(s.lines, ZERO_LINE);
  for (let k = D_LINE; k < D_LINE + 3; k++) clearEnds(s, s.line(lines, k));
  // rings: r of two rows, delta of three
  let r = zeros,
    delta = zeros,
    next = zeros,
    nextDelta = zeros,
    south = zeros;
  if (inner0) nextDelta = s.line(below, 2);
  for (let j = first; j <= end + 1; j++) {
    const J = j >> 1;
    if (j < end && (j & 1) == 0 && !(inner0 && J == from) && !(inner1 && J == to - 1)) {
      correctPair<T>(s, J, scale, rows);
    }
    // row j needs j + 1 in place: two rows of u are made at a time, so wait for the even one
    const a = j - 1;
    if (a < first) continue;
    south = delta;
    delta = nextDelta;
    r = next;
    if (a == end) {
      nextDelta = inner1 ? s.line(above, 3) : zeros;
    } else if (inner0 && a == first) {
      next = s.line(below, 1);
      nextDelta = s.line(below, 3);
    } else if (inner1 && a == end - 1) {
      next = s.line(above, 0);
      nextDelta = s.line(above, 2);
    } else {
      next = s.line(lines, R_LINE + (a & 1));
      nextDelta = s.line(lines, D_LINE + (a % 3));
      residualAndRelax(s, a, next, nextDelta);
    }
    const m = j - 2;
    if (m < first) continue;
    const out = s.line(lines, B_LINE),
      odd = (m & 1) == 0,
      M = m >> 1,
      sums = sumsAt(s.sums, M);
    if (m == 2 * ((M / BLOCK) * BLOCK)) memory.fill(sums, 0, SUMS << 3);
    relaxedRow(s, m, r, delta, south, nextDelta, out, sums);
    restartRow<T>(L.at(odd ? VEC_R : VEC_R + 1, M), out, odd, factor, L.width);
    memory.fill(L.at(odd ? VEC_X : VEC_X + 1, M), 0, L.width);
  }
}

/** As refreshRows over all rows, residual over `scale2`. Returns ||f - A u||_2. */
export function refresh<T>(s: System, scale: f64, scale2: f64): f64 {
  sweep(
    s,
    s.fine,
    scale,
    1.0 / scale2,
    (p: Strip): void => {
      // what lies beside the cells of a line is zero
      memory.fill(p.lines - 64, 0, <usize>LINES * p.system.lineBytes + 64);
      refreshRows<T>(p.system, p.a, p.b, p.from, p.to, p.quads.rows, p.lines, p.below, p.above);
    },
    (p: Strip): void => refreshSeam<T>(p.system, p.a, p.from, p.below, p.quads.rows),
  );
  const mj = s.fine.mj;
  s.totals.residual = totalOf(s.sums, mj, 1);
  s.totals.work = totalOf(s.sums, mj, 2);
  s.totals.drive = totalOf(s.sums, mj, 3);
  return Math.sqrt(totalOf(s.sums, mj, 0));
}

/** out = f - A u on all cells; returns its norm. */
export function plainResidual(s: System, out: usize): f64 {
  let norm = 0.0;
  for (let j = 0; j < s.ny; j++) {
    const r = out + ((<usize>(j * s.nx)) << 3);
    residualRow(s, j, r, 0, false);
    if (s.rank.strength != 0.0 && j == s.rank.row) removeFromRow(s, r);
    for (let i = 0; i < s.nx; i++) norm += at(r, i) * at(r, i);
  }
  return Math.sqrt(norm);
}
