// V(1,1) on the coarse levels: four-colour Gauss-Seidel on the nine-point operator, colours
// ee oo oe eo on the way down from zero, the reverse on the way up (the cycle is symmetric).
// Each way is one sweep over memory: the colours follow each other by a row.
import { solveDirect } from "./direct";
import {
  buffer,
  EO_E,
  EO_N,
  EO_S,
  EO_W,
  F_EE,
  F_EO,
  F_OE,
  F_OO,
  ID_EE,
  ID_EO,
  ID_OE,
  ID_OO,
  Level,
  OE_E,
  OE_N,
  OE_NE,
  OE_NW,
  OE_S,
  OE_SE,
  OE_SW,
  OE_W,
  OO_NE,
  OO_NW,
  OO_SE,
  OO_SW,
  P_E,
  P_NE,
  P_NW,
  P_SE,
  P_SW,
  P_W,
  U_EE,
  U_EO,
  U_OE,
  U_OO,
} from "./layout";
import { accumulate, gather4, gather8, gatherAdd2, gatherAdd4, join, relax4, relax8, scale } from "./rows";
import { add, evens, ld, mad, mul, odds, st } from "./simd";
import { Strip, sweep } from "./sweep";
import { System } from "./system";

function relaxEO<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax8<T>(
    L.at(U_EO, J),
    L.at(ID_EO, J),
    L.at(F_EO, J),
    L.at(EO_W, J),
    L.at(U_OO, J) - e,
    L.at(EO_E, J),
    L.at(U_OO, J),
    L.at(EO_S, J),
    L.at(U_EE, J),
    L.at(EO_N, J),
    L.at(U_EE, J + 1),
    L.at(OE_NW, J),
    L.at(U_OE, J),
    L.at(OE_NE, J) - e,
    L.at(U_OE, J) - e,
    L.at(OE_SW, J + 1),
    L.at(U_OE, J + 1),
    L.at(OE_SE, J + 1) - e,
    L.at(U_OE, J + 1) - e,
    L.width,
  );
}

/** The red neighbours of oe only: on the way down eo is still zero. */
function relaxOEFirst<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax4<T>(
    L.at(U_OE, J),
    L.at(ID_OE, J),
    L.at(F_OE, J),
    L.at(OE_W, J),
    L.at(U_EE, J),
    L.at(OE_E, J),
    L.at(U_EE, J) + e,
    L.at(OE_S, J),
    L.at(U_OO, J - 1),
    L.at(OE_N, J),
    L.at(U_OO, J),
    L.width,
  );
}

function relaxOE<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax8<T>(
    L.at(U_OE, J),
    L.at(ID_OE, J),
    L.at(F_OE, J),
    L.at(OE_W, J),
    L.at(U_EE, J),
    L.at(OE_E, J),
    L.at(U_EE, J) + e,
    L.at(OE_S, J),
    L.at(U_OO, J - 1),
    L.at(OE_N, J),
    L.at(U_OO, J),
    L.at(OE_SW, J),
    L.at(U_EO, J - 1),
    L.at(OE_SE, J),
    L.at(U_EO, J - 1) + e,
    L.at(OE_NW, J),
    L.at(U_EO, J),
    L.at(OE_NE, J),
    L.at(U_EO, J) + e,
    L.width,
  );
}

function relaxOOFirst<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax4<T>(
    L.at(U_OO, J),
    L.at(ID_OO, J),
    L.at(F_OO, J),
    L.at(OO_SW, J),
    L.at(U_EE, J),
    L.at(OO_SE, J),
    L.at(U_EE, J) + e,
    L.at(OO_NW, J),
    L.at(U_EE, J + 1),
    L.at(OO_NE, J),
    L.at(U_EE, J + 1) + e,
    L.width,
  );
}

function relaxOO<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax8<T>(
    L.at(U_OO, J),
    L.at(ID_OO, J),
    L.at(F_OO, J),
    L.at(OO_SW, J),
    L.at(U_EE, J),
    L.at(OO_SE, J),
    L.at(U_EE, J) + e,
    L.at(OO_NW, J),
    L.at(U_EE, J + 1),
    L.at(OO_NE, J),
    L.at(U_EE, J + 1) + e,
    L.at(OE_N, J),
    L.at(U_OE, J),
    L.at(OE_S, J + 1),
    L.at(U_OE, J + 1),
    L.at(EO_E, J),
    L.at(U_EO, J),
    L.at(EO_W, J) + e,
    L.at(U_EO, J) + e,
    L.width,
  );
}

function relaxEE<T>(L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  relax8<T>(
    L.at(U_EE, J),
    L.at(ID_EE, J),
    L.at(F_EE, J),
    L.at(OE_W, J),
    L.at(U_OE, J),
    L.at(OE_E, J) - e,
    L.at(U_OE, J) - e,
    L.at(EO_S, J),
    L.at(U_EO, J),
    L.at(EO_N, J - 1),
    L.at(U_EO, J - 1),
    L.at(OO_SW, J),
    L.at(U_OO, J),
    L.at(OO_SE, J) - e,
    L.at(U_OO, J) - e,
    L.at(OO_NW, J - 1),
    L.at(U_OO, J - 1),
    L.at(OO_NE, J - 1) - e,
    L.at(U_OO, J - 1) - e,
    L.width,
  );
}

/** What the colours after ee left there. */
function residualEE<T>(out: usize, L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  gather8<T>(
    out,
    L.at(OE_W, J),
    L.at(U_OE, J),
    L.at(OE_E, J) - e,
    L.at(U_OE, J) - e,
    L.at(EO_S, J),
    L.at(U_EO, J),
    L.at(EO_N, J - 1),
    L.at(U_EO, J - 1),
    L.at(OO_SW, J),
    L.at(U_OO, J),
    L.at(OO_SE, J) - e,
    L.at(U_OO, J) - e,
    L.at(OO_NW, J - 1),
    L.at(U_OO, J - 1),
    L.at(OO_NE, J - 1) - e,
    L.at(U_OO, J - 1) - e,
    L.width,
  );
}

/** What eo left at oe. */
function residualOE<T>(out: usize, L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  gather4<T>(
    out,
    L.at(OE_SW, J),
    L.at(U_EO, J - 1),
    L.at(OE_SE, J),
    L.at(U_EO, J - 1) + e,
    L.at(OE_NW, J),
    L.at(U_EO, J),
    L.at(OE_NE, J),
    L.at(U_EO, J) + e,
    L.width,
  );
}

/** What oe and eo left at oo. */
function residualOO<T>(out: usize, L: Level, J: i32): void {
  const e: usize = sizeof<T>();
  gather4<T>(
    out,
    L.at(OE_N, J),
    L.at(U_OE, J),
    L.at(OE_S, J + 1),
    L.at(U_OE, J + 1),
    L.at(EO_E, J),
    L.at(U_EO, J),
    L.at(EO_W, J) + e,
    L.at(U_EO, J) + e,
    L.width,
  );
}

// @ts-ignore: decorator
@inline function restricted<T>(L: Level, J: i32, ee: usize, oe: usize, below: usize, above: usize, o: usize): v128 {
  const e: usize = sizeof<T>();
  let s = mad<T>(ld(L.at(P_W, J) + o), ld(oe + o), ld(ee + o));
  let t = mul<T>(ld(L.at(P_E, J) - e + o), ld(oe - e + o));
  s = mad<T>(ld(L.at(P_SW, J) + o), ld(above + o), s);
  t = mad<T>(ld(L.at(P_SE, J) - e + o), ld(above - e + o), t);
  s = mad<T>(ld(L.at(P_NW, J - 1) + o), ld(below + o), s);
  t = mad<T>(ld(L.at(P_NE, J - 1) - e + o), ld(below - e + o), t);
  return add<T>(s, t);
}

function restrictRow<T>(
  L: Level,
  J: i32,
  ee: usize,
  oe: usize,
  below: usize,
  above: usize,
  even: usize,
  odd: usize,
): void {
  const n = L.width;
  for (let o: usize = 0; o < n; o += 32) {
    const a = restricted<T>(L, J, ee, oe, below, above, o);
    const b = restricted<T>(L, J, ee, oe, below, above, o + 16);
    st(even + (o >> 1), evens<T>(a, b));
    st(odd + (o >> 1), odds<T>(a, b));
  }
}

// Both sweeps cover the plane rows [from, to). At a seam, a border to another strip, what both sides
// need is made before (the ...Seam functions): the strips then leave those rows out.

// @ts-ignore: decorator
@inline function low(from: i32, beside: i32): i32 {
  return from > 0 ? from + beside : 0;
}
// @ts-ignore: decorator
@inline function high(to: i32, mj: i32, beside: i32): i32 {
  return to < mj ? to - beside : mj;
}

function firstEE<T>(L: Level, J: i32): void {
  scale<T>(L.at(U_EE, J), L.at(ID_EE, J), L.at(F_EE, J), L.width);
}

export function downSeam<T>(L: Level, seam: i32): void {
  for (let J = seam - 2; J <= seam + 1; J++) firstEE<T>(L, J);
  for (let J = seam - 2; J <= seam; J++) relaxOOFirst<T>(L, J);
  relaxOEFirst<T>(L, seam - 1);
  relaxOEFirst<T>(L, seam);
  relaxEO<T>(L, seam - 1);
}

/** Relaxes from zero and hands the residual to the next level. */
export function downRows<T>(L: Level, from: i32, to: i32, rows: usize): void {
  const coarse = L.coarser!,
    mj = L.mj;
  const ee0 = low(from, 2),
    ee1 = high(to, mj, 2),
    oo0 = low(from, 1),
    oo1 = high(to, mj, 2);
  const oe0 = low(from, 1),
    oe1 = high(to, mj, 1),
    eo1 = high(to, mj, 1);
  if (from > 0) residualOO<T>(buffer(rows, L, 2 + ((from - 1) & 1)), L, from - 1);
  for (let J = from; J <= to + 1; J++) {
    if (J >= ee0 && J < ee1) firstEE<T>(L, J);
    const K = J - 1;
    if (K >= oo0 && K < oo1) relaxOOFirst<T>(L, K);
    if (K >= oe0 && K < oe1) relaxOEFirst<T>(L, K);
    const M = J - 2;
    if (M < from) continue;
    if (M < eo1) relaxEO<T>(L, M);
    const ee = buffer(rows, L, 0),
      oe = buffer(rows, L, 1);
    const above = buffer(rows, L, 2 + (M & 1)),
      below = buffer(rows, L, 3 - (M & 1));
    residualEE<T>(ee, L, M);
    residualOE<T>(oe, L, M);
    residualOO<T>(above, L, M);
    const odd = (M & 1) != 0;
    restrictRow<T>(
      L,
      M,
      ee,
      oe,
      below,
      above,
      coarse.at(odd ? F_EO : F_EE, M >> 1),
      coarse.at(odd ? F_OO : F_OE, M >> 1),
    );
  }
}

/** Correction of the next level on row J, natural. */
function correction<T>(L: Level, J: i32, out: usize): void {
  const coarse = L.coarser!,
    odd = (J & 1) != 0;
  join<T>(out, coarse.at(odd ? U_EO : U_EE, J >> 1), coarse.at(odd ? U_OO : U_OE, J >> 1), L.width);
}

function correctEven<T>(L: Level, J: i32, now: usize): void {
  const e: usize = sizeof<T>(),
    n = L.width;
  accumulate<T>(L.at(U_EE, J), now, n);
  gatherAdd2<T>(L.at(U_OE, J), L.at(P_W, J), now, L.at(P_E, J), now + e, n);
}

function correctOO<T>(L: Level, K: i32, below: usize, above: usize): void {
  const e: usize = sizeof<T>();
  gatherAdd4<T>(
    L.at(U_OO, K),
    L.at(P_SW, K),
    below,
    L.at(P_SE, K),
    below + e,
    L.at(P_NW, K),
    above,
    L.at(P_NE, K),
    above + e,
    L.width,
  );
}

export function upSeam<T>(L: Level, seam: i32, rows: usize): void {
  for (let J = seam - 2; J <= seam + 1; J++) {
    const now = buffer(rows, L, 4 + (J & 1));
    correction<T>(L, J, now);
    correctEven<T>(L, J, now);
    if (J > seam - 2) correctOO<T>(L, J - 1, buffer(rows, L, 5 - (J & 1)), now);
  }
  for (let J = seam - 2; J <= seam; J++) relaxEO<T>(L, J);
  relaxOE<T>(L, seam - 1);
  relaxOE<T>(L, seam);
  relaxOO<T>(L, seam - 1);
}

/** Adds the correction of the next level and relaxes. */
export function upRows<T>(L: Level, from: i32, to: i32, rows: usize): void {
  const mj = L.mj;
  const ee0 = low(from, 2),
    ee1 = high(to, mj, 2),
    oo0 = low(from, 1),
    oo1 = high(to, mj, 2);
  const oe0 = low(from, 1),
    oe1 = high(to, mj, 1),
    last1 = high(to, mj, 1);
  for (let J = from; J <= to + 1; J++) {
    const K = J - 1;
    if (J <= to) {
      const now = buffer(rows, L, 4 + (J & 1));
      correction<T>(L, J, now);
      if (J >= ee0 && J < ee1) correctEven<T>(L, J, now);
      if (K >= oo0 && K < oo1) {
        correctOO<T>(L, K, buffer(rows, L, 5 - (J & 1)), now);
        relaxEO<T>(L, K);
      }
      if (K >= oe0 && K < oe1) relaxOE<T>(L, K);
    }
    const M = J - 2;
    if (M < from) continue;
    if (M < last1) relaxOO<T>(L, M);
    relaxEE<T>(L, M);
  }
}

/** One V-cycle from zero on level L: f to u. */
export function coarseCycle<T>(s: System, L: Level): void {
  const direct = s.direct;
  if (direct !== null && L == direct.level) {
    solveDirect<T>(direct);
    return;
  }
  if (L.coarser === null) {
    scale<T>(L.at(U_EE, 0), L.at(ID_EE, 0), L.at(F_EE, 0), L.width);
    return;
  }
  sweep(
    s,
    L,
    0.0,
    0.0,
    (p: Strip): void => downRows<T>(p.level, p.from, p.to, p.quads.rows),
    (p: Strip): void => downSeam<T>(p.level, p.from),
  );
  coarseCycle<T>(s, L.coarser!);
  sweep(
    s,
    L,
    0.0,
    0.0,
    (p: Strip): void => upRows<T>(p.level, p.from, p.to, p.quads.rows),
    (p: Strip): void => upSeam<T>(p.level, p.from, p.quads.rows),
  );
}
