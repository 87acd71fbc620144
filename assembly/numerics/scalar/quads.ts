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
  // O to B, T, L, R and the corners, its slack
  oB: usize;
  oT: usize;
  oL: usize;
  oR: usize;
  oK: usize;
  o0: usize;
  o1: usize;
  o2: usize;
  o3: usize;
  // B, T to L, R
  bl: usize;
  br: usize;
  tl: usize;
  tr: usize;
  // weights of B, T (0: left end, 1: right end)
  b0: usize;
  b1: usize;
  bT: usize;
  t0: usize;
  t1: usize;
  tT: usize;
  // out: interpolation to O
  p0: usize;
  p1: usize;
  p2: usize;
  p3: usize;
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

/** Five-point line weights. */
export function lineWeights5<T>(a: usize, b: usize, k: usize, w: usize, v: usize, t: usize, n: usize): void {
  for (let o: usize = 0; o < n; o += 16) line<T>(ld(a + o), ld(b + o), ld(k + o), w + o, v + o, t + o);
}

export function lineWeights9<T>(
  a: usize,
  a1: usize,
  a2: usize,
  b: usize,
  b1: usize,
  b2: usize,
  k: usize,
  w: usize,
  v: usize,
  t: usize,
  n: usize,
): void {
  for (let o: usize = 0; o < n; o += 16) {
    const s = add<T>(add<T>(ld(a + o), ld(a1 + o)), ld(a2 + o));
    const r = add<T>(add<T>(ld(b + o), ld(b1 + o)), ld(b2 + o));
    line<T>(s, r, ld(k + o), w + o, v + o, t + o);
  }
}

/** Interpolation to O and the couplings and slacks of row J of quads. */
export function quadRow<T>(q: Quads, L: Level, J: i32): void {
  const e: usize = sizeof<T>(),
    n = L.width,
    ring = J & 1;
  const pS = q.row(L, L_S),
    pN = q.row(L, L_N),
    pT = q.row(L, L_T);
  const qb = q.row(L, Q_B),
    ql = q.row(L, Q_L),
    qr = q.row(L, Q_R),
    qt = q.row(L, Q_T + ring);
  const d1 = q.row(L, Q_D1 + ring),
    d2 = q.row(L, Q_D2 + ring);
  const s0 = q.row(L, S_0),
    s1 = q.row(L, S_1),
    s2 = q.row(L, S_2 + ring),
    s3 = q.row(L, S_3 + ring);
  const one = splat<T>(1.0),
    zero = splat<T>(0.0);
  for (let o: usize = 0; o < n; o += 16) {
    const aB = ld(q.oB + o),
      aT = ld(q.oT + o),
      aL = ld(q.oL + o),
      aR = ld(q.oR + o),
      k = ld(q.oK + o);
    const c0 = ld(q.o0 + o),
      c1 = ld(q.o1 + o),
      c2 = ld(q.o2 + o),
      c3 = ld(q.o3 + o);
    const b0 = ld(q.b0 + o),
      b1 = ld(q.b1 + o),
      bT = ld(q.bT + o);
    const t0 = ld(q.t0 + o),
      t1 = ld(q.t1 + o),
      tT = ld(q.tT + o);
    const l0 = ld(pS + o),
      l1 = ld(pN + o),
      lT = ld(pT + o);
    const r0 = ld(pS + e + o),
      r1 = ld(pN + e + o),
      rT = ld(pT + e + o);
    const bl = ld(q.bl + o),
      br = ld(q.br + o),
      tl = ld(q.tl + o),
      tr = ld(q.tr + o);

    const den = add<T>(add<T>(add<T>(add<T>(c0, c1), add<T>(c2, c3)), k), add<T>(add<T>(aB, aT), add<T>(aL, aR)));
    const inv = invert<T>(den);
    const o0 = mul<T>(inv, mad<T>(aB, b0, mad<T>(aL, l0, c0)));
    const o1 = mul<T>(inv, mad<T>(aB, b1, mad<T>(aR, r0, c1)));
    const o2 = mul<T>(inv, mad<T>(aT, t0, mad<T>(aL, l1, c2)));
    const o3 = mul<T>(inv, mad<T>(aT, t1, mad<T>(aR, r1, c3)));
    const oT = v128.bitselect(
      mul<T>(inv, mad<T>(aB, bT, mad<T>(aT, tT, mad<T>(aL, lT, mad<T>(aR, rT, k))))),
      one,
      v128.gt<T>(den, zero),
    );
    st(q.p0 + o, o0);
    st(q.p1 + o, o1);
    st(q.p2 + o, o2);
    st(q.p3 + o, o3);

    // fluxes (A P)_X of the quad, by corner
    const fb1 = mad<T>(aB, sub<T>(b1, o1), mad<T>(bl, b1, mul<T>(br, sub<T>(b1, r0))));
    const fb2 = mad<T>(aB, o2, mul<T>(bl, l1)); // minus
    const fb3 = mad<T>(aB, o3, mul<T>(br, r1)); // minus
    const fl1 = mad<T>(aL, o1, mul<T>(bl, b1)); // minus
    const fl2 = mad<T>(aL, sub<T>(l1, o2), mad<T>(bl, l1, mul<T>(tl, sub<T>(l1, t0))));
    const fl3 = mad<T>(aL, o3, mul<T>(tl, t1)); // minus
    const fr2 = mad<T>(aR, o2, mul<T>(tr, t0)); // minus
    const fr3 = mad<T>(aR, sub<T>(r1, o3), mad<T>(br, r1, mul<T>(tr, sub<T>(r1, t1))));
    const ft3 = mad<T>(aT, sub<T>(t1, o3), mad<T>(tl, t1, mul<T>(tr, sub<T>(t1, r1))));
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
    const bd = add<T>(add<T>(bW, bE), bK),
      ldn = add<T>(add<T>(lS, lN), lK);
    const bf = sub<T>(bK, mul<T>(bd, bT)),
      lf = sub<T>(lK, mul<T>(ldn, lT));

    st(
      qb + o,
      add<T>(
        sub<T>(mul<T>(bW, b1), mul<T>(b0, sub<T>(mul<T>(bd, b1), bE))),
        add<T>(sub<T>(mul<T>(l0, fl1), mul<T>(b0, fb1)), mul<T>(c0, o1)),
      ),
    );
    st(
      ql + o,
      add<T>(
        sub<T>(mul<T>(lS, l1), mul<T>(l0, sub<T>(mul<T>(ldn, l1), lN))),
        add<T>(sub<T>(mul<T>(b0, fb2), mul<T>(l0, fl2)), mul<T>(c0, o2)),
      ),
    );
    st(d1 + o, mad<T>(b0, fb3, mad<T>(l0, fl3, mul<T>(c0, o3))));
    st(d2 + o, mad<T>(b1, fb2, mad<T>(r0, fr2, mul<T>(c1, o2))));
    st(qr + o, add<T>(sub<T>(mul<T>(b1, fb3), mul<T>(r0, fr3)), mul<T>(c1, o3)));
    st(qt + o, add<T>(sub<T>(mul<T>(l1, fl3), mul<T>(t0, ft3)), mul<T>(c2, o3)));
    st(
      s0 + o,
      mad<T>(b0, add<T>(fbs, bf), mad<T>(l0, add<T>(fls, lf), mad<T>(c0, oT, mad<T>(bW, bT, mul<T>(lS, lT))))),
    );
    st(s1 + o, mad<T>(b1, add<T>(fbs, bf), mad<T>(r0, frs, mad<T>(c1, oT, mul<T>(bE, bT)))));
    st(s2 + o, mad<T>(l1, add<T>(fls, lf), mad<T>(t0, fts, mad<T>(c2, oT, mul<T>(lN, lT)))));
    st(s3 + o, mad<T>(r1, frs, mad<T>(t1, fts, mul<T>(c3, oT))));
  }
}
