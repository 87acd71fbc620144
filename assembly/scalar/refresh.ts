// The true residual in double precision and flux form, r = f - c u - sum of T (u - u_nb), on the
// natural arrays; the correction x of the cycle's precision is added to u on the way, the red
// residual is relaxed away, and what is left on the black cells restarts CG. One sweep of rows.
import { redEven, redOdd } from "./fine";
import { VEC_R, VEC_X } from "./layout";
import { removeFromRow, relaxRow } from "./rankone";
import { evens, ld, odds, zipHigh, zipLow } from "./simd";
import { System } from "./system";

// Lines of doubles: residual (ring of 2), red correction (ring of 3), black residual, zeros.
const R_LINE: i32 = 0, D_LINE: i32 = 2, B_LINE: i32 = 5, ZERO_LINE: i32 = 6;
const RED: i32 = 8; // row buffers of the finest level: ee, oo

// @ts-ignore: decorator
@inline function at(p: usize, i: i32): f64 { return load<f64>(p + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline function put(p: usize, i: i32, v: f64): void { store<f64>(p + (<usize>i << 3), v); }

// @ts-ignore: decorator
@inline function addPair(u: usize, v: v128, k: v128): void {
  v128.store(u, f64x2.add(v128.load(u), f64x2.mul(v, k)));
}

/** u += k (even, odd interleaved) on one natural row of nx. */
function addRow<T>(u: usize, nx: i32, even: usize, odd: usize, k: f64): void {
  const factor = f64x2.splat(k), pairs: i32 = sizeof<T>() == 4 ? 8 : 4;
  let i = 0, o: usize = 0;
  for (; i + pairs <= nx; i += pairs, o += 16, u += <usize>pairs << 3) {
    const a = ld(even + o), b = ld(odd + o);
    const lo = zipLow<T>(a, b), hi = zipHigh<T>(a, b);
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
  const nx = s.nx, ny = s.ny, row = <usize>nx << 3, zeros = s.line(ZERO_LINE);
  const u = s.u + <usize>j * row, tx = s.tx + ((<usize>j * (nx + 1)) << 3), ty = s.ty
    + <usize>j * row;
  const c = s.reacts || !relax ? s.c + <usize>j * row : zeros, f = (relax ? s.rhs : s.f)
    + <usize>j * row;
  const south = j > 0 ? u - row : zeros, north = j < ny - 1 ? u + row : zeros;
  const zero = f64x2.splat(0.0);
  // lanes (i, i + 1) from i = 1: the red one is where i + j is even
  const red = (j & 1) != 0 ? i64x2(-1, 0) : i64x2(0, -1);
  let i = 1;
  for (; i + 3 <= nx; i += 2) {
    const p = <usize>i << 3;
    const x = v128.load(u + p);
    const tW = v128.load(tx + p), tE = v128.load(tx + p + 8);
    const tS = v128.load(ty + p), tN = v128.load(ty + row + p), k = v128.load(c + p);
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
    const from = end == 0 ? 0 : i, to = end == 0 ? 1 : nx;
    for (let k = from; k < to; k++) {
      const x = at(u, k), tW = at(tx, k), tE = at(tx, k + 1), tS = at(ty, k), tN = at(ty, k + nx);
      const e = at(f, k) - at(c, k) * x - tW * (k > 0 ? x - at(u, k - 1) : x)
        - tE * (k < nx - 1 ? x - at(u, k + 1) : x) - tS * (x - at(south,
          k)) - tN * (x - at(north, k));
      const d = at(c, k) + tW + tE + tS + tN;
      put(r, k, e);
      if (relax) put(delta, k, ((k + j) & 1) == 0 && d > 0.0 ? e / d : 0.0);
    }
  }
}

/** u += delta, and the black residual after it to `out` (0 on red); returns its square. */
function relaxedRow(s: System, m: i32, r: usize, delta: usize, south: usize, north: usize,
  out: usize): f64 {
  const nx = s.nx, row = <usize>nx << 3;
  const u = s.u + <usize>m * row, tx = s.tx + ((<usize>m * (nx + 1)) << 3), ty = s.ty
    + <usize>m * row;
  const black = (m & 1) != 0 ? i64x2(-1, 0) : i64x2(0, -1);
  const f = s.rhs + <usize>m * row;
  let square = f64x2.splat(0.0), sum = square, work = square, drive = square;
  let i = 0;
  for (; i + 2 <= nx; i += 2) {
    const p = <usize>i << 3;
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
  let total = f64x2.extract_lane(square, 0) + f64x2.extract_lane(square, 1);
  s.balance += f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  s.work += f64x2.extract_lane(work, 0) + f64x2.extract_lane(work, 1);
  s.drive += f64x2.extract_lane(drive, 0) + f64x2.extract_lane(drive, 1);
  if (i < nx) {
    let e = 0.0;
    if (((i + m) & 1) != 0) {
      e = at(r, i) + at(tx, i) * at(delta, i - 1) + at(tx, i + 1) * at(delta, i + 1)
        + at(ty, i) * at(south, i) + at(ty, i + nx) * at(north, i);
    }
    const x = at(u, i) + at(delta, i);
    put(u, i, x);
    put(out, i, e);
    total += e * e;
    s.balance += e;
    s.work += x * e;
    s.drive += x * at(f, i);
  }
  return total;
}

/** black = k (odd or even elements of a natural row of doubles) */
function restartRow<T>(black: usize, row: usize, odd: bool, k: f64, n: usize): void {
  const factor = f64x2.splat(k);
  for (let o: usize = 0; o < n; o += 16) {
    const a = v128.load(row), b = v128.load(row, 16);
    let v = f64x2.mul(odd ? odds<f64>(a, b) : evens<f64>(a, b), factor);
    row += 32;
    if (sizeof<T>() == 4) {
      const c = v128.load(row), d = v128.load(row, 16);
      const w = f64x2.mul(odd ? odds<f64>(c, d) : evens<f64>(c, d), factor);
      row += 32;
      v = v128.shuffle<i32>(f32x4.demote_f64x2_zero(v), f32x4.demote_f64x2_zero(w), 0, 1, 4, 5);
    }
    v128.store(black + o, v);
  }
}

/**
 * Adds the correction x (scaled by `scale`; nothing if scale = 0) to u, leaves the residual over
 * `scale2` on the black planes for CG and x = 0. Returns ||f - A u||_2.
 */
export function refresh<T>(s: System, scale: f64, scale2: f64): f64 {
  const L = s.fine, nx = s.nx, ny = s.ny, row = <usize>nx << 3;
  let norm = 0.0;
  s.balance = 0.0;
  s.work = 0.0;
  s.drive = 0.0;
  memory.fill(s.line(D_LINE + 2), 0, row);
  for (let j = 0; j <= ny + 1; j++) {
    if (j < ny && scale != 0.0 && (j & 1) == 0) {
      const J = j >> 1, ee = L.row(RED), oo = L.row(RED + 1), u = s.u + <usize>j * row;
      redEven<T>(ee, s, L, VEC_X, J);
      redOdd<T>(oo, s, L, VEC_X, J);
      addRow<T>(u, nx, ee, L.at(VEC_X, J), scale);
      if (j + 1 < ny) addRow<T>(u + row, nx, L.at(VEC_X + 1, J), oo, scale);
    }
    // row j needs j + 1 in place: two rows of u are made at a time, so wait for the even one
    const a = j - 1;
    if (a >= 0 && a < ny) {
      const r = s.line(R_LINE + (a & 1)), delta = s.line(D_LINE + (a % 3));
      residualRow(s, a, r, delta, true);
      if (s.rankS != 0.0 && a == s.rankRow) relaxRow(s, r, delta);
    }
    const m = j - 2;
    if (m < 0) continue;
    const delta = s.line(D_LINE + (m % 3)), south = s.line(D_LINE + ((m + 2) % 3));
    const north = m + 1 < ny ? s.line(D_LINE + ((m + 1) % 3)) : s.line(ZERO_LINE);
    const r = s.line(R_LINE + (m & 1)), out = s.line(B_LINE), odd = (m & 1) == 0;
    norm += relaxedRow(s, m, r, delta, south, north, out);
    restartRow<T>(L.at(odd ? VEC_R : VEC_R + 1, m >> 1), out, odd, 1.0 / scale2, L.width);
    memory.fill(L.at(odd ? VEC_X : VEC_X + 1, m >> 1), 0, L.width);
  }
  return Math.sqrt(norm);
}

/** out = f - A u on all cells; returns its norm. */
export function plainResidual(s: System, out: usize): f64 {
  let norm = 0.0;
  for (let j = 0; j < s.ny; j++) {
    const r = out + (<usize>(j * s.nx) << 3);
    residualRow(s, j, r, 0, false);
    if (s.rankS != 0.0 && j == s.rankRow) removeFromRow(s, r);
    for (let i = 0; i < s.nx; i++) norm += at(r, i) * at(r, i);
  }
  return Math.sqrt(norm);
}
