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
  eliminate<T>(out, L.at(D_EE, J), slackRow(s, L, K_EE, J), L.at(v, J), L.at(OE_E, J) - e,
    L.at(v, J) - e,
    L.at(EO_S, J), L.at(v + 1, J), L.at(EO_N, J - 1), L.at(v + 1, J - 1), L.width);
}

/** out = red row oo(J) from the black planes v, v + 1. */
// @ts-ignore: decorator
@inline export function redOdd<T>(out: usize, s: System, L: Level, v: i32, J: i32): void {
  const e: usize = sizeof<T>();
  eliminate<T>(out, L.at(D_OO, J), slackRow(s, L, K_OO, J), L.at(v + 1, J), L.at(EO_W, J) + e,
    L.at(v + 1, J) + e,
    L.at(OE_N, J), L.at(v, J), L.at(OE_S, J + 1), L.at(v, J + 1), L.width);
}

function restrictRow<T>(L: Level, J: i32, oe: usize, eo: usize, south: usize, below: usize,
  above: usize,
  even: usize, odd: usize): void {
  const e: usize = sizeof<T>(), n = L.width;
  const w = L.at(OE_W, J), x = L.at(OE_E, J) - e, y = L.at(EO_S, J), z = L.at(EO_N, J - 1);
  const sw = L.at(P_SW, J), se = L.at(P_SE, J) - e, nw = L.at(P_NW, J - 1), ne = L.at(P_NE,
    J - 1) - e;
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

// In the sweeps below every row that is read at an offset was written a step earlier: a load across
// two stores that are still in the store queue would stall.

/** r -= alpha q; smooth black from zero, restrict the red residual. Returns ||r||^2. */
export function descendAndRestrict<T>(L: Level, alpha: f64): f64 {
  const coarse = L.coarser!, mj = L.mj, n = L.width, e: usize = sizeof<T>();
  let norm = 0.0;
  for (let J = 0; J <= mj + 1; J++) {
    // rings of 4 rows: smoothed oe and eo, red residual at oo
    const oe = L.row(J & 3), eo = L.row(4 + (J & 3));
    if (J < mj) {
      norm += descend<T>(L.at(VEC_R, J), L.at(VEC_Q, J), L.at(D_OE, J), oe, alpha, n);
      norm += descend<T>(L.at(VEC_R + 1, J), L.at(VEC_Q + 1, J), L.at(D_EO, J), eo, alpha, n);
    }
    const K = J - 1;
    if (K >= 0 && K < mj) {
      const west = L.row(4 + (K & 3));
      gather4<T>(L.row(8 + (K & 3)), L.at(OE_N, K), L.row(K & 3), L.at(OE_S, J), oe,
        L.at(EO_E, K), west, L.at(EO_W, K) + e, west + e, n);
    }
    const M = J - 2;
    if (M < 0) continue;
    const odd = (M & 1) != 0;
    restrictRow<T>(L, M, L.row(M & 3), L.row(4 + (M & 3)), L.row(4 + ((M + 3) & 3)),
      L.row(8 + ((M + 3) & 3)), L.row(8 + (M & 3)),
      coarse.at(odd ? F_EO : F_EE, M >> 1), coarse.at(odd ? F_OO : F_OE, M >> 1));
  }
  return norm;
}

/** z = black values after the coarse correction and the post-smoothing. Returns r.z. */
export function prolongAndSmooth<T>(L: Level): f64 {
  const coarse = L.coarser!, mj = L.mj, n = L.width, e: usize = sizeof<T>();
  let dot = 0.0;
  for (let J = 0; J <= mj + 2; J++) {
    // rings of 4 rows: correction at ee, at oo
    const odd = (J & 1) != 0;
    if (J <= mj) {
      join<T>(L.row(J & 3), coarse.at(odd ? U_EO : U_EE, J >> 1), coarse.at(odd ? U_OO : U_OE,
        J >> 1), n);
    }
    const K = J - 2;
    if (K >= 0 && K < mj) {
      const below = L.row(K & 3), above = L.row((K + 1) & 3);
      gather4<T>(L.row(4 + (K & 3)), L.at(P_SW, K), below, L.at(P_SE, K), below + e,
        L.at(P_NW, K), above, L.at(P_NE, K), above + e, n);
    }
    const M = J - 3;
    if (M < 0) continue;
    const ee = L.row(M & 3), north = L.row((M + 1) & 3), oo = L.row(4 + (M & 3)),
      south = L.row(4 + ((M + 3) & 3));
    dot += relax4dot<T>(L.at(VEC_Z, M), L.at(D_OE, M), L.at(VEC_R, M), L.at(OE_W, M), ee,
      L.at(OE_E, M), ee + e, L.at(OE_S, M), south, L.at(OE_N, M), oo, n);
    dot += relax4dot<T>(L.at(VEC_Z + 1, M), L.at(D_EO, M), L.at(VEC_R + 1, M), L.at(EO_W, M),
      oo - e,
      L.at(EO_E, M), oo, L.at(EO_S, M), ee, L.at(EO_N, M), north, n);
  }
  return dot;
}

/** x += alpha p, p = z + beta p, q = S p. Returns p.q. */
export function turnAndApply<T>(s: System, L: Level, alpha: f64, beta: f64): f64 {
  const mj = L.mj, n = L.width, e: usize = sizeof<T>();
  let dot = 0.0;
  for (let J = 0; J <= mj + 2; J++) {
    if (J < mj) {
      turn<T>(L.at(VEC_X, J), L.at(VEC_P, J), L.at(VEC_Z, J), alpha, beta, n);
      turn<T>(L.at(VEC_X + 1, J), L.at(VEC_P + 1, J), L.at(VEC_Z + 1, J), alpha, beta, n);
    }
    // rings of 4 rows: red values at ee, at oo
    const K = J - 1;
    if (K >= 0 && K <= mj) redEven<T>(L.row(K & 3), s, L, VEC_P, K);
    if (K >= 0 && K < mj) redOdd<T>(L.row(4 + (K & 3)), s, L, VEC_P, K);
    const M = J - 2;
    if (M < 0 || M >= mj) continue;
    const ee = L.row(M & 3), north = L.row((M + 1) & 3), oo = L.row(4 + (M & 3)),
      south = L.row(4 + ((M + 3) & 3));
    dot += apply<T>(L.at(VEC_Q, M), L.at(VEC_P, M), slackRow(s, L, K_OE, M), L.at(OE_W, M), ee,
      L.at(OE_E, M), ee + e, L.at(OE_S, M), south, L.at(OE_N, M), oo, n);
    dot += apply<T>(L.at(VEC_Q + 1, M), L.at(VEC_P + 1, M), slackRow(s, L, K_EO, M), L.at(EO_W,
      M), oo - e,
      L.at(EO_E, M), oo, L.at(EO_S, M), ee, L.at(EO_N, M), north, n);
  }
  return dot;
}
