// V(1,1) on the coarse levels: four-colour Gauss-Seidel on the nine-point operator, colours
// ee oo oe eo on the way down from zero, the reverse on the way up (the cycle is symmetric).
// Each way is one sweep over memory: the colours follow each other by a row.
import {
  EO_E, EO_N, EO_S, EO_W, F_EE, F_EO, F_OE, F_OO, ID_EE, ID_EO, ID_OE, ID_OO, Level,
  OE_E, OE_N, OE_NE, OE_NW, OE_S, OE_SE, OE_SW, OE_W, OO_NE, OO_NW, OO_SE, OO_SW,
  P_E, P_NE, P_NW, P_SE, P_SW, P_W, U_EE, U_EO, U_OE, U_OO,
} from "./layout";
import {
  accumulate, gather4, gather8, gatherAdd2, gatherAdd4, join, relax4, relax8, scale,
} from "./rows";
import { add, evens, ld, mad, mul, odds, st } from "./simd";

function relaxEO<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax8<T>(L.at(U_EO, J), L.at(ID_EO, J), L.at(F_EO, J),
    L.at(EO_W, J), L.at(U_OO, J) - e, L.at(EO_E, J), L.at(U_OO, J),
    L.at(EO_S, J), L.at(U_EE, J), L.at(EO_N, J), L.at(U_EE, J + 1),
    L.at(OE_NW, J), L.at(U_OE, J), L.at(OE_NE, J) - e, L.at(U_OE, J) - e,
    L.at(OE_SW, J + 1), L.at(U_OE, J + 1), L.at(OE_SE, J + 1) - e, L.at(U_OE, J + 1) - e, L.width);
}

/** The red neighbours of oe only: on the way down eo is still zero. */
function relaxOEFirst<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax4<T>(L.at(U_OE, J), L.at(ID_OE, J), L.at(F_OE, J),
    L.at(OE_W, J), L.at(U_EE, J), L.at(OE_E, J), L.at(U_EE, J) + e,
    L.at(OE_S, J), L.at(U_OO, J - 1), L.at(OE_N, J), L.at(U_OO, J), L.width);
}

function relaxOE<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax8<T>(L.at(U_OE, J), L.at(ID_OE, J), L.at(F_OE, J),
    L.at(OE_W, J), L.at(U_EE, J), L.at(OE_E, J), L.at(U_EE, J) + e,
    L.at(OE_S, J), L.at(U_OO, J - 1), L.at(OE_N, J), L.at(U_OO, J),
    L.at(OE_SW, J), L.at(U_EO, J - 1), L.at(OE_SE, J), L.at(U_EO, J - 1) + e,
    L.at(OE_NW, J), L.at(U_EO, J), L.at(OE_NE, J), L.at(U_EO, J) + e, L.width);
}

function relaxOOFirst<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax4<T>(L.at(U_OO, J), L.at(ID_OO, J), L.at(F_OO, J),
    L.at(OO_SW, J), L.at(U_EE, J), L.at(OO_SE, J), L.at(U_EE, J) + e,
    L.at(OO_NW, J), L.at(U_EE, J + 1), L.at(OO_NE, J), L.at(U_EE, J + 1) + e, L.width);
}

function relaxOO<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax8<T>(L.at(U_OO, J), L.at(ID_OO, J), L.at(F_OO, J),
    L.at(OO_SW, J), L.at(U_EE, J), L.at(OO_SE, J), L.at(U_EE, J) + e,
    L.at(OO_NW, J), L.at(U_EE, J + 1), L.at(OO_NE, J), L.at(U_EE, J + 1) + e,
    L.at(OE_N, J), L.at(U_OE, J), L.at(OE_S, J + 1), L.at(U_OE, J + 1),
    L.at(EO_E, J), L.at(U_EO, J), L.at(EO_W, J) + e, L.at(U_EO, J) + e, L.width);
}

function relaxEE<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax8<T>(L.at(U_EE, J), L.at(ID_EE, J), L.at(F_EE, J),
    L.at(OE_W, J), L.at(U_OE, J), L.at(OE_E, J) - e, L.at(U_OE, J) - e,
    L.at(EO_S, J), L.at(U_EO, J), L.at(EO_N, J - 1), L.at(U_EO, J - 1),
    L.at(OO_SW, J), L.at(U_OO, J), L.at(OO_SE, J) - e, L.at(U_OO, J) - e,
    L.at(OO_NW, J - 1), L.at(U_OO, J - 1), L.at(OO_NE, J - 1) - e, L.at(U_OO, J - 1) - e, L.width);
}

/** What the colours after ee left there. */
function residualEE<T>(out: usize, L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  gather8<T>(out, L.at(OE_W, J), L.at(U_OE, J), L.at(OE_E, J) - e, L.at(U_OE, J) - e,
    L.at(EO_S, J), L.at(U_EO, J), L.at(EO_N, J - 1), L.at(U_EO, J - 1),
    L.at(OO_SW, J), L.at(U_OO, J), L.at(OO_SE, J) - e, L.at(U_OO, J) - e,
    L.at(OO_NW, J - 1), L.at(U_OO, J - 1), L.at(OO_NE, J - 1) - e, L.at(U_OO, J - 1) - e, L.width);
}

/** What eo left at oe. */
function residualOE<T>(out: usize, L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  gather4<T>(out, L.at(OE_SW, J), L.at(U_EO, J - 1), L.at(OE_SE, J), L.at(U_EO, J - 1) + e,
    L.at(OE_NW, J), L.at(U_EO, J), L.at(OE_NE, J), L.at(U_EO, J) + e, L.width);
}

/** What oe and eo left at oo. */
function residualOO<T>(out: usize, L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  gather4<T>(out, L.at(OE_N, J), L.at(U_OE, J), L.at(OE_S, J + 1), L.at(U_OE, J + 1),
    L.at(EO_E, J), L.at(U_EO, J), L.at(EO_W, J) + e, L.at(U_EO, J) + e, L.width);
}

// @ts-ignore: decorator
@inline function restricted<T>(L: Level, J: i32, ee: usize, oe: usize, below: usize,
  above: usize, o: usize): v128 {
  const e: usize = sizeof<T>();
  let s = mad<T>(ld(L.at(P_W, J) + o), ld(oe + o), ld(ee + o));
  let t = mul<T>(ld(L.at(P_E, J) - e + o), ld(oe - e + o));
  s = mad<T>(ld(L.at(P_SW, J) + o), ld(above + o), s);
  t = mad<T>(ld(L.at(P_SE, J) - e + o), ld(above - e + o), t);
  s = mad<T>(ld(L.at(P_NW, J - 1) + o), ld(below + o), s);
  t = mad<T>(ld(L.at(P_NE, J - 1) - e + o), ld(below - e + o), t);
  return add<T>(s, t);
}

function restrictRow<T>(L: Level, J: i32, ee: usize, oe: usize, below: usize, above: usize,
  even: usize, odd: usize): void {
  const n = L.width;
  for (let o: usize = 0; o < n; o += 32) {
    const a = restricted<T>(L, J, ee, oe, below, above, o);
    const b = restricted<T>(L, J, ee, oe, below, above, o + 16);
    st(even + (o >> 1), evens<T>(a, b));
    st(odd + (o >> 1), odds<T>(a, b));
  }
}

/** Relaxes from zero and hands the residual to the next level. */
function down<T>(L: Level, coarse: Level): void {
  const mj = L.mj, n = L.width;
  for (let J = 0; J <= mj + 1; J++) {
    if (J < mj) scale<T>(L.at(U_EE, J), L.at(ID_EE, J), L.at(F_EE, J), n);
    const K = J - 1;
    if (J > 0 && K < mj) {
      relaxOOFirst<T>(L, K);
      relaxOEFirst<T>(L, K);
    }
    const M = J - 2;
    if (M < 0) continue;
    relaxEO<T>(L, M);
    const ee = L.row(0), oe = L.row(1), above = L.row(2 + (M & 1)), below = L.row(3 - (M & 1));
    residualEE<T>(ee, L, M);
    residualOE<T>(oe, L, M);
    residualOO<T>(above, L, M);
    const odd = (M & 1) != 0;
    restrictRow<T>(L, M, ee, oe, below, above, coarse.at(odd ? F_EO : F_EE, M >> 1),
      coarse.at(odd ? F_OO : F_OE, M >> 1));
  }
}

/** Adds the correction of the next level and relaxes. */
function up<T>(L: Level, coarse: Level): void {
  const mj = L.mj, n = L.width, e: usize = sizeof<T>();
  for (let J = 0; J <= mj + 1; J++) {
    if (J <= mj) {
      const now = L.row(4 + (J & 1)), below = L.row(5 - (J & 1)), odd = (J & 1) != 0;
      join<T>(now, coarse.at(odd ? U_EO : U_EE, J >> 1), coarse.at(odd ? U_OO : U_OE, J >> 1), n);
      if (J < mj) {
        accumulate<T>(L.at(U_EE, J), now, n);
        gatherAdd2<T>(L.at(U_OE, J), L.at(P_W, J), now, L.at(P_E, J), now + e, n);
      }
      if (J > 0) {
        const K = J - 1;
        gatherAdd4<T>(L.at(U_OO, K), L.at(P_SW, K), below, L.at(P_SE, K), below + e,
          L.at(P_NW, K), now, L.at(P_NE, K), now + e, n);
        relaxEO<T>(L, K);
        relaxOE<T>(L, K);
      }
    }
    const M = J - 2;
    if (M < 0) continue;
    relaxOO<T>(L, M);
    relaxEE<T>(L, M);
  }
}

/** One V-cycle from zero on level L: f to u. */
export function coarseCycle<T>(first: Level): void {
  let L = first;
  if (L.coarser === null) {
    scale<T>(L.at(U_EE, 0), L.at(ID_EE, 0), L.at(F_EE, 0), L.width);
    return;
  }
  const coarse = L.coarser!;
  down<T>(L, coarse);
  coarseCycle<T>(coarse);
  up<T>(L, coarse);
}
