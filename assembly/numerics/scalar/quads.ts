// A_c = P^T A P quad by quad of the coarse grid, with operator-dependent interpolation P (Dendy's
// black box multigrid): at oe (eo) the stencil is summed over the columns (rows) and solved for the
// point, at oo the equation of the point is solved. A quad has the corners 0 = ee(I,J),
// 1 = ee(I+1,J), 2 = ee(I,J+1), 3 = ee(I+1,J+1) and the fine points B, T (oe below, above),
// L, R (eo left, right), O (oo). Since (A P)_O = 0, entry ij of a quad is the sum over X in
// B, T, L, R and the corners of P_Xi (flux out of X)_j.
// Couplings and row sums (slack) are kept apart, so that weak couplings beside strong ones and
// exact zeros survive rounding; t = 1 - sum of the weights of a point.
import { buffer, Level } from "./layout";
import { add, invert, ld, mad, mul, splat, st, sub } from "./simd";

// Row buffers of the fine level of the pair.
export const P_ROW: i32 = 8; // interpolation to O that belongs to another strip, 4 rows
export const T_ROW: i32 = 16; // ring of 2: t at B, T
export const L_S: i32 = 18,
  L_N: i32 = 19,
  L_T: i32 = 20; // weights and t at L, R
export const Q_B: i32 = 21,
  Q_L: i32 = 22,
  Q_R: i32 = 23; // couplings 01, 02, 13
export const Q_D1: i32 = 24,
  Q_D2: i32 = 26,
  Q_T: i32 = 28; // rings: 03, 12, 23
export const S_0: i32 = 30,
  S_1: i32 = 31,
  S_2: i32 = 32,
  S_3: i32 = 34; // slack; 2 and 3 rings
export const C_N: i32 = 36; // ring
export const C_E: i32 = 38,
  C_K: i32 = 39,
  C_ID: i32 = 40;
export const B_W: i32 = 41,
  B_E: i32 = 43; // finest level: weights at B, T, rings
const O_T: i32 = 45; // t at O

/** The rows a row of quads is made of; each thread has its own. */
@unmanaged
export class Quads {
  /** row buffers of the thread for the level at hand */
  rows: usize;
  // lines B and L: couplings to their ends, slack
  bW: usize;
  bE: usize;
  bK: usize;
  lS: usize;
  lN: usize;
  lK: usize;
  // O to B, T, L, R, its slack
  oB: usize;
  oT: usize;
  oL: usize;
  oR: usize;
  oK: usize;
  // O to the corners from the first on, B to L and R, T to L and R: the next is a step further
  corner: usize;
  below: usize;
  above: usize;
  step: usize;
  // weights of B, T (0: left end, 1: right end)
  b0: usize;
  b1: usize;
  bT: usize;
  t0: usize;
  t1: usize;
  tT: usize;
  // out: interpolation to O from the corners, a row each
  weights: usize;
  weightsStep: usize;
  /** largest fall of the diagonal from a point to the same point one level up: > 1e4 where a good
   * conductor floats in a bad one, whose potential a cycle in single precision cannot resolve */
  fall: f64;

  // @ts-ignore: decorator
  @inline row(L: Level, k: i32): usize {
    return buffer(this.rows, L, k);
  }
}

/** Weights of a point on a line between two coarse points, from its summed stencil. */
// @ts-ignore: decorator
@inline function line<T>(a: v128, b: v128, k: v128, w: usize, v: usize, t: usize): void {
  const den = add<T>(add<T>(a, b), k);
  const inv = invert<T>(den);
  st(w, mul<T>(a, inv));
  st(v, mul<T>(b, inv));
  st(t, v128.bitselect(mul<T>(k, inv), splat<T>(1.0), v128.gt<T>(den, splat<T>(0.0))));
}

/** Line weights from what binds to either side, a and b, which may stand in w and v. */
export function lineWeights<T>(a: usize, b: usize, k: usize, w: usize, v: usize, t: usize, n: usize): void {
  for (let o: usize = 0; o < n; o += 16) line<T>(ld(a + o), ld(b + o), ld(k + o), w + o, v + o, t + o);
}

/** out = (a + b) + c, n bytes each. */
export function addRows<T>(a: usize, b: usize, c: usize, out: usize, n: usize): void {
  for (let o: usize = 0; o < n; o += 16) v128.store(out + o, add<T>(add<T>(ld(a + o), ld(b + o)), ld(c + o)));
}

/** Interpolation to O in row J of quads, from the equation of O. */
function middleRow<T>(q: Quads, L: Level): void {
  const e: usize = sizeof<T>(),
    n = L.width;
  const pS = q.row(L, L_S),
    pN = q.row(L, L_N),
    pT = q.row(L, L_T),
    tO = q.row(L, O_T);
  const one = splat<T>(1.0),
    zero = splat<T>(0.0),
    step = q.step;
  for (let o: usize = 0; o < n; o += 16) {
    const aB = ld(q.oB + o),
      aT = ld(q.oT + o),
      aL = ld(q.oL + o),
      aR = ld(q.oR + o),
      k = ld(q.oK + o),
      c = q.corner + o,
      p = q.weights + o;
    const c0 = ld(c),
      c1 = ld(c + step),
      c2 = ld(c + 2 * step),
      c3 = ld(c + 3 * step);
    const den = add<T>(add<T>(add<T>(add<T>(c0, c1), add<T>(c2, c3)), k), add<T>(add<T>(aB, aT), add<T>(aL, aR)));
    const inv = invert<T>(den);
    st(p, mul<T>(inv, mad<T>(aB, ld(q.b0 + o), mad<T>(aL, ld(pS + o), c0))));
    st(p + q.weightsStep, mul<T>(inv, mad<T>(aB, ld(q.b1 + o), mad<T>(aR, ld(pS + e + o), c1))));
    st(p + 2 * q.weightsStep, mul<T>(inv, mad<T>(aT, ld(q.t0 + o), mad<T>(aL, ld(pN + o), c2))));
    st(p + 3 * q.weightsStep, mul<T>(inv, mad<T>(aT, ld(q.t1 + o), mad<T>(aR, ld(pN + e + o), c3))));
    const lT = ld(pT + o),
      rT = ld(pT + e + o);
    const t = mul<T>(inv, mad<T>(aB, ld(q.bT + o), mad<T>(aT, ld(q.tT + o), mad<T>(aL, lT, mad<T>(aR, rT, k)))));
    st(tO + o, v128.bitselect(t, one, v128.gt<T>(den, zero)));
  }
}

/** Couplings of the corners through row J of quads, the lines B and L included. */
function couplingsRow<T>(q: Quads, L: Level, ring: i32): void {
  const e: usize = sizeof<T>(),
    n = L.width,
    step = q.step,
    weights = q.weights,
    next = q.weightsStep;
  const pS = q.row(L, L_S),
    pN = q.row(L, L_N);
  const qb = q.row(L, Q_B),
    ql = q.row(L, Q_L),
    qr = q.row(L, Q_R),
    qt = q.row(L, Q_T + ring),
    d1 = q.row(L, Q_D1 + ring),
    d2 = q.row(L, Q_D2 + ring);
  for (let o: usize = 0; o < n; o += 16) {
    const aB = ld(q.oB + o),
      aL = ld(q.oL + o),
      aR = ld(q.oR + o);
    const b0 = ld(q.b0 + o),
      b1 = ld(q.b1 + o),
      t0 = ld(q.t0 + o),
      t1 = ld(q.t1 + o);
    const l0 = ld(pS + o),
      l1 = ld(pN + o),
      r0 = ld(pS + e + o),
      r1 = ld(pN + e + o);
    const bl = ld(q.below + o),
      br = ld(q.below + step + o),
      tl = ld(q.above + o),
      tr = ld(q.above + step + o);
    const o1 = ld(weights + next + o),
      o2 = ld(weights + 2 * next + o),
      o3 = ld(weights + 3 * next + o);
    // fluxes (A P)_X of the quad, by corner
    const fb1 = mad<T>(aB, sub<T>(b1, o1), mad<T>(bl, b1, mul<T>(br, sub<T>(b1, r0))));
    const fb2 = mad<T>(aB, o2, mul<T>(bl, l1)); // minus
    const fb3 = mad<T>(aB, o3, mul<T>(br, r1)); // minus
    const fl1 = mad<T>(aL, o1, mul<T>(bl, b1)); // minus
    const fl2 = mad<T>(aL, sub<T>(l1, o2), mad<T>(bl, l1, mul<T>(tl, sub<T>(l1, t0))));
    const fl3 = mad<T>(aL, o3, mul<T>(tl, t1)); // minus
    const fr2 = mad<T>(aR, o2, mul<T>(tr, t0)); // minus
    const fr3 = mad<T>(aR, sub<T>(r1, o3), mad<T>(br, r1, mul<T>(tr, sub<T>(r1, t1))));
    const ft3 = mad<T>(ld(q.oT + o), sub<T>(t1, o3), mad<T>(tl, t1, mul<T>(tr, sub<T>(t1, r1))));
    const c0 = ld(q.corner + o),
      c1 = ld(q.corner + step + o),
      c2 = ld(q.corner + 2 * step + o);
    // lines B and L, which belong to this quad
    const bW = ld(q.bW + o),
      bE = ld(q.bE + o),
      lS = ld(q.lS + o),
      lN = ld(q.lN + o);
    const bd = add<T>(add<T>(bW, bE), ld(q.bK + o)),
      ldn = add<T>(add<T>(lS, lN), ld(q.lK + o));
    const lineB = sub<T>(mul<T>(bW, b1), mul<T>(b0, sub<T>(mul<T>(bd, b1), bE)));
    const lineL = sub<T>(mul<T>(lS, l1), mul<T>(l0, sub<T>(mul<T>(ldn, l1), lN)));
    st(qb + o, add<T>(lineB, add<T>(sub<T>(mul<T>(l0, fl1), mul<T>(b0, fb1)), mul<T>(c0, o1))));
    st(ql + o, add<T>(lineL, add<T>(sub<T>(mul<T>(b0, fb2), mul<T>(l0, fl2)), mul<T>(c0, o2))));
    st(d1 + o, mad<T>(b0, fb3, mad<T>(l0, fl3, mul<T>(c0, o3))));
    st(d2 + o, mad<T>(b1, fb2, mad<T>(r0, fr2, mul<T>(c1, o2))));
    st(qr + o, add<T>(sub<T>(mul<T>(b1, fb3), mul<T>(r0, fr3)), mul<T>(c1, o3)));
    st(qt + o, add<T>(sub<T>(mul<T>(l1, fl3), mul<T>(t0, ft3)), mul<T>(c2, o3)));
  }
}

/** Slacks of the corners through row J of quads, the lines B and L included. */
function slacksRow<T>(q: Quads, L: Level, ring: i32): void {
  const e: usize = sizeof<T>(),
    n = L.width,
    step = q.step,
    corner = q.corner;
  const pS = q.row(L, L_S),
    pN = q.row(L, L_N),
    pT = q.row(L, L_T),
    tO = q.row(L, O_T);
  const s0 = q.row(L, S_0),
    s1 = q.row(L, S_1),
    s2 = q.row(L, S_2 + ring),
    s3 = q.row(L, S_3 + ring);
  for (let o: usize = 0; o < n; o += 16) {
    const aB = ld(q.oB + o),
      aT = ld(q.oT + o),
      aL = ld(q.oL + o),
      aR = ld(q.oR + o);
    const bl = ld(q.below + o),
      br = ld(q.below + step + o),
      tl = ld(q.above + o),
      tr = ld(q.above + step + o);
    const bT = ld(q.bT + o),
      tT = ld(q.tT + o),
      lT = ld(pT + o),
      rT = ld(pT + e + o),
      oT = ld(tO + o);
    const fbs = mad<T>(aB, sub<T>(oT, bT), mad<T>(bl, sub<T>(lT, bT), mul<T>(br, sub<T>(rT, bT))));
    const fls = mad<T>(aL, sub<T>(oT, lT), mad<T>(bl, sub<T>(bT, lT), mul<T>(tl, sub<T>(tT, lT))));
    const frs = mad<T>(aR, sub<T>(oT, rT), mad<T>(br, sub<T>(bT, rT), mul<T>(tr, sub<T>(tT, rT))));
    const fts = mad<T>(aT, sub<T>(oT, tT), mad<T>(tl, sub<T>(lT, tT), mul<T>(tr, sub<T>(rT, tT))));
    // lines B and L, which belong to this quad
    const bW = ld(q.bW + o),
      bE = ld(q.bE + o),
      bK = ld(q.bK + o);
    const lS = ld(q.lS + o),
      lN = ld(q.lN + o),
      lK = ld(q.lK + o);
    const bf = sub<T>(bK, mul<T>(add<T>(add<T>(bW, bE), bK), bT)),
      lf = sub<T>(lK, mul<T>(add<T>(add<T>(lS, lN), lK), lT));
    const fb = add<T>(fbs, bf),
      fl = add<T>(fls, lf);
    const b0 = ld(q.b0 + o),
      b1 = ld(q.b1 + o),
      l0 = ld(pS + o),
      l1 = ld(pN + o);
    st(s0 + o, mad<T>(b0, fb, mad<T>(l0, fl, mad<T>(ld(corner + o), oT, mad<T>(bW, bT, mul<T>(lS, lT))))));
    st(s1 + o, mad<T>(b1, fb, mad<T>(ld(pS + e + o), frs, mad<T>(ld(corner + step + o), oT, mul<T>(bE, bT)))));
    st(s2 + o, mad<T>(l1, fl, mad<T>(ld(q.t0 + o), fts, mad<T>(ld(corner + 2 * step + o), oT, mul<T>(lN, lT)))));
    st(s3 + o, mad<T>(ld(pN + e + o), frs, mad<T>(ld(q.t1 + o), fts, mul<T>(ld(corner + 3 * step + o), oT))));
  }
}

/** Interpolation to O and the couplings and slacks of row J of quads. */
export function quadRow<T>(q: Quads, L: Level, J: i32): void {
  middleRow<T>(q, L);
  couplingsRow<T>(q, L, J & 1);
  slacksRow<T>(q, L, J & 1);
}
