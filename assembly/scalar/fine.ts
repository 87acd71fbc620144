// The finest level: the five-point operator with the red cells eliminated, so that CG runs on the
// black cells only:
//   S x = D_b x - A_br u,  u = D_r^-1 A_rb x  (the red values that leave no residual there).
// V(1,1) with red-black Gauss-Seidel keeps the red residual zero, hence CG on S makes the same
// iterates as CG on all cells at half the vectors. Three sweeps over memory per iteration.
// S is applied in flux form, and u as a neighbour plus differences: a rounded diagonal would act as
// a spurious slack along every edge of the domain, which f32 cannot afford on fine grids.
import {
  D_EE, D_EO, D_OE, D_OO, EO_E, EO_N, EO_S, EO_W, F_EE, F_EO, F_OE, F_OO, K_EE, K_EO, K_OE, K_OO,
  Level, OE_E, OE_N, OE_S, OE_W, P_NE, P_NW, P_SE, P_SW, U_EE, U_EO, U_OE, U_OO,
  VEC_P, VEC_Q, VEC_R, VEC_X, VEC_Z, ZEROS,
} from "./layout";
import { apply, descend, eliminate, gather4, join, relax4dot, turn } from "./rows";
import { add, evens, ld, mad, mul, odds, st } from "./simd";
import { System } from "./system";

/** Slack row J of plane k, or the row of zeros, which stays in cache. */
// @ts-ignore: decorator
@inline function slackRow(s: System, L: Level, k: i32, J: i32): usize {
  const j = 2 * J + (k >= K_EO ? 1 : 0);
  return load<i32>(s.slack + (<usize>j << 2)) != 0 ? L.at(k, J) : L.row(ZEROS);
}

/** out = red row ee(J) from the black planes v, v + 1. */
// @ts-ignore: decorator
@inline export function redEven<T>(out: usize, s: System, L: Level, v: i32, J: i32): void {
  const e: usize = sizeof<T>();
  eliminate<T>(out, L.at(D_EE, J), slackRow(s, L, K_EE, J), L.at(v, J), L.at(OE_E, J) - e, L.at(v, J) - e,
    L.at(EO_S, J), L.at(v + 1, J), L.at(EO_N, J - 1), L.at(v + 1, J - 1), L.width);
}

/** out = red row oo(J) from the black planes v, v + 1. */
// @ts-ignore: decorator
@inline export function redOdd<T>(out: usize, s: System, L: Level, v: i32, J: i32): void {
  const e: usize = sizeof<T>();
  eliminate<T>(out, L.at(D_OO, J), slackRow(s, L, K_OO, J), L.at(v + 1, J), L.at(EO_W, J) + e, L.at(v + 1, J) + e,
    L.at(OE_N, J), L.at(v, J), L.at(OE_S, J + 1), L.at(v, J + 1), L.width);
}

function restrictRow<T>(L: Level, J: i32, oe: usize, eo: usize, south: usize, below: usize, above: usize,
  even: usize, odd: usize): void {
  const e: usize = sizeof<T>(), n = L.width;
  const w = L.at(OE_W, J), x = L.at(OE_E, J) - e, y = L.at(EO_S, J), z = L.at(EO_N, J - 1);
  const sw = L.at(P_SW, J), se = L.at(P_SE, J) - e, nw = L.at(P_NW, J - 1), ne = L.at(P_NE, J - 1) - e;
  for (let o: usize = 0; o < n; o += 32) {
    let s = mad<T>(ld(x + o), ld(oe - e + o), mul<T>(ld(w + o), ld(oe + o)));
    let t = mad<T>(ld(z + o), ld(south + o), mul<T>(ld(y + o), ld(eo + o)));
    s = mad<T>(ld(sw + o), ld(above + o), s);
    t = mad<T>(ld(se + o), ld(above - e + o), t);
    s = mad<T>(ld(nw + o), ld(below + o), s);
    t = mad<T>(ld(ne + o), ld(below - e + o), t);
    const a = add<T>(s, t), p = o + 16;
    s = mad<T>(ld(x + p), ld(oe - e + p), mul<T>(ld(w + p), ld(oe + p)));
    t = mad<T>(ld(z + p), ld(south + p), mul<T>(ld(y + p), ld(eo + p)));
    s = mad<T>(ld(sw + p), ld(above + p), s);
    t = mad<T>(ld(se + p), ld(above - e + p), t);
    s = mad<T>(ld(nw + p), ld(below + p), s);
    t = mad<T>(ld(ne + p), ld(below - e + p), t);
    const b = add<T>(s, t);
    st(even + (o >> 1), evens<T>(a, b));
    st(odd + (o >> 1), odds<T>(a, b));
  }
}

/** r -= alpha q; smooth black from zero, restrict the red residual. Returns ||r||^2. */
export function descendAndRestrict<T>(L: Level, alpha: f64): f64 {
  const coarse = L.coarser!, mj = L.mj, n = L.width, e: usize = sizeof<T>();
  let norm = 0.0;
  for (let J = 0; J <= mj; J++) {
    // smoothed rows, in rings of 2 and 4
    const oe = L.row(2 + (J & 1)), eo = L.row(4 + (J & 3));
    if (J < mj) {
      norm += descend<T>(L.at(VEC_R, J), L.at(VEC_Q, J), L.at(D_OE, J), oe, alpha, n);
      norm += descend<T>(L.at(VEC_R + 1, J), L.at(VEC_Q + 1, J), L.at(D_EO, J), eo, alpha, n);
    }
    if (J == 0) continue;
    const K = J - 1, above = L.row(K & 1), below = L.row(J & 1);
    const oeK = L.row(2 + (K & 1)), eoK = L.row(4 + (K & 3)), eoSouth = L.row(4 + ((K + 3) & 3));
    gather4<T>(above, L.at(OE_N, K), oeK, L.at(OE_S, J), oe, L.at(EO_E, K), eoK, L.at(EO_W, K) + e, eoK + e, n);
    const odd = (K & 1) != 0;
    restrictRow<T>(L, K, oeK, eoK, eoSouth, below, above, coarse.at(odd ? F_EO : F_EE, K >> 1),
      coarse.at(odd ? F_OO : F_OE, K >> 1));
  }
  return norm;
}

/** z = black values after the coarse correction and the post-smoothing. Returns r.z. */
export function prolongAndSmooth<T>(L: Level): f64 {
  const coarse = L.coarser!, mj = L.mj, n = L.width, e: usize = sizeof<T>();
  let dot = 0.0;
  for (let J = 0; J <= mj; J++) {
    const now = J & 1, old = now ^ 1;
    const ee = L.row(2 + now), odd = now != 0;
    join<T>(ee, coarse.at(odd ? U_EO : U_EE, J >> 1), coarse.at(odd ? U_OO : U_OE, J >> 1), n);
    if (J == 0) continue;
    const K = J - 1, below = L.row(2 + old), red = L.row(4 + old), under = L.row(4 + now);
    gather4<T>(red, L.at(P_SW, K), below, L.at(P_SE, K), below + e, L.at(P_NW, K), ee, L.at(P_NE, K), ee + e, n);
    dot += relax4dot<T>(L.at(VEC_Z, K), L.at(D_OE, K), L.at(VEC_R, K), L.at(OE_W, K), below,
      L.at(OE_E, K), below + e, L.at(OE_S, K), under, L.at(OE_N, K), red, n);
    dot += relax4dot<T>(L.at(VEC_Z + 1, K), L.at(D_EO, K), L.at(VEC_R + 1, K), L.at(EO_W, K), red - e,
      L.at(EO_E, K), red, L.at(EO_S, K), below, L.at(EO_N, K), ee, n);
  }
  return dot;
}

/** x += alpha p, p = z + beta p, q = S p. Returns p.q. */
export function turnAndApply<T>(s: System, L: Level, alpha: f64, beta: f64): f64 {
  const mj = L.mj, n = L.width, e: usize = sizeof<T>();
  let dot = 0.0;
  for (let J = 0; J <= mj; J++) {
    const now = J & 1, old = now ^ 1;
    if (J < mj) {
      turn<T>(L.at(VEC_X, J), L.at(VEC_P, J), L.at(VEC_Z, J), alpha, beta, n);
      turn<T>(L.at(VEC_X + 1, J), L.at(VEC_P + 1, J), L.at(VEC_Z + 1, J), alpha, beta, n);
    }
    const above = L.row(2 + now);
    redEven<T>(above, s, L, VEC_P, J);
    if (J == 0) continue;
    const K = J - 1, ee = L.row(2 + old), red = L.row(4 + old), under = L.row(4 + now);
    redOdd<T>(red, s, L, VEC_P, K);
    dot += apply<T>(L.at(VEC_Q, K), L.at(VEC_P, K), slackRow(s, L, K_OE, K), L.at(OE_W, K), ee,
      L.at(OE_E, K), ee + e, L.at(OE_S, K), under, L.at(OE_N, K), red, n);
    dot += apply<T>(L.at(VEC_Q + 1, K), L.at(VEC_P + 1, K), slackRow(s, L, K_EO, K), L.at(EO_W, K), red - e,
      L.at(EO_E, K), red, L.at(EO_S, K), ee, L.at(EO_N, K), above, n);
  }
  return dot;
}
