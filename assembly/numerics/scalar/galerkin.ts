// Galerkin coarse operators: rows of quads (quads.ts) are summed to rows of the coarse operator and
// dealt to the colour planes of the coarse level.
import {
  D_EE,
  EO_E,
  EO_N,
  EO_S,
  EO_W,
  ID_EE,
  ID_EO,
  ID_OE,
  ID_OO,
  K_EE,
  K_EO,
  K_OE,
  K_OO,
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
  P_SW,
  P_W,
  U_EE,
  U_EO,
  U_OE,
  U_OO,
  ZEROS,
} from "./layout";
import {
  B_E,
  B_W,
  C_E,
  C_ID,
  C_K,
  C_N,
  L_N,
  L_S,
  L_T,
  addRows,
  lineWeights,
  P_ROW,
  Q_B,
  Q_D1,
  Q_D2,
  Q_L,
  Q_R,
  Q_T,
  quadRow,
  Quads,
  S_0,
  S_1,
  S_2,
  S_3,
  T_ROW,
} from "./quads";
import { split } from "./rows";
import { add, highest, invert, ld, mul, splat, st } from "./simd";

/** Sums quads J and J - 1 to row J of the coarse operator. */
function coarseRow<T>(q: Quads, L: Level, J: i32, slack: usize, inverse: usize): void {
  const e: usize = sizeof<T>(),
    n = L.width,
    ring = J & 1,
    old = ring ^ 1;
  const qb = q.row(L, Q_B),
    ql = q.row(L, Q_L),
    qr = q.row(L, Q_R),
    qt = q.row(L, Q_T + old);
  const d1 = q.row(L, Q_D1 + ring),
    d2 = q.row(L, Q_D2 + ring);
  const below1 = q.row(L, Q_D1 + old),
    below2 = q.row(L, Q_D2 + old);
  const s0 = q.row(L, S_0),
    s1 = q.row(L, S_1),
    s2 = q.row(L, S_2 + old),
    s3 = q.row(L, S_3 + old);
  const cE = q.row(L, C_E),
    cN = q.row(L, C_N + ring),
    south = q.row(L, C_N + old);
  const cK = q.row(L, C_K),
    id = q.row(L, C_ID);
  let fall = splat<T>(0.0);
  for (let o: usize = 0; o < n; o += 16) {
    const E = add<T>(ld(qb + o), ld(qt + o));
    const W = add<T>(ld(qb - e + o), ld(qt - e + o));
    const N = add<T>(ld(ql + o), ld(qr - e + o));
    const k = add<T>(add<T>(ld(slack + o), ld(s0 + o)), add<T>(ld(s1 - e + o), add<T>(ld(s2 + o), ld(s3 - e + o))));
    const corners = add<T>(add<T>(ld(d1 + o), ld(below1 - e + o)), add<T>(ld(d2 - e + o), ld(below2 + o)));
    const sides = add<T>(add<T>(E, W), add<T>(N, ld(south + o)));
    st(cE + o, E);
    st(cN + o, N);
    st(cK + o, k);
    const v = invert<T>(add<T>(k, add<T>(corners, sides)));
    st(id + o, v);
    fall = v128.pmax<T>(fall, mul<T>(v, invert<T>(ld(inverse + o))));
  }
  q.fall = Math.max(q.fall, highest<T>(fall));
}

/** Row J of the coarse operator to the planes of the coarse level. */
function scatter<T>(q: Quads, L: Level, C: Level, J: i32): void {
  const e: usize = sizeof<T>(),
    n = L.width >> 1,
    K = J >> 1,
    ring = J & 1;
  const E = q.row(L, C_E),
    N = q.row(L, C_N + ring),
    d1 = q.row(L, Q_D1 + ring),
    d2 = q.row(L, Q_D2 + ring);
  if (ring == 0) {
    split<T>(E, C.at(OE_W, K), C.at(OE_E, K), n);
    split<T>(N, C.at(EO_S, K), C.at(OE_N, K), n);
    split<T>(d1, C.at(OO_SW, K), C.at(OE_NE, K), n);
    split<T>(d2, C.at(OE_NW, K), C.at(OO_SE, K), n);
    split<T>(q.row(L, C_ID), C.at(ID_EE, K), C.at(ID_OE, K), n);
    split<T>(q.row(L, C_K), C.at(U_EE, K), C.at(U_OE, K), n);
  } else {
    split<T>(E, C.at(EO_E, K), C.at(EO_W, K) + e, n);
    split<T>(N, C.at(EO_N, K), C.at(OE_S, K + 1), n);
    split<T>(d1, C.at(OE_SW, K + 1), C.at(OO_NE, K), n);
    split<T>(d2, C.at(OO_NW, K), C.at(OE_SE, K + 1), n);
    split<T>(q.row(L, C_ID), C.at(ID_EO, K), C.at(ID_OO, K), n);
    split<T>(q.row(L, C_K), C.at(U_EO, K), C.at(U_OO, K), n);
  }
}

/** Quads of row J, then row J of the coarse operator. */
function finishRow<T>(q: Quads, L: Level, C: Level, J: i32, slack: usize, inverse: usize): void {
  quadRow<T>(q, L, J);
  coarseRow<T>(q, L, J, slack, inverse);
  scatter<T>(q, L, C, J);
}

/** Clears what row 0 expects from below. */
function startRows(q: Quads, L: Level): void {
  const n = L.rowBytes;
  memory.fill(q.row(L, Q_D1 + 1), 0, n);
  memory.fill(q.row(L, Q_D2 + 1), 0, n);
  memory.fill(q.row(L, Q_T + 1), 0, n);
  memory.fill(q.row(L, S_2 + 1), 0, n);
  memory.fill(q.row(L, S_3 + 1), 0, n);
  memory.fill(q.row(L, C_N + 1), 0, n);
}

/** Makes what the row above row J expects from it, where row J belongs to another strip. */
function startAbove<T>(q: Quads, L: Level, J: i32): void {
  q.weights = q.row(L, P_ROW);
  q.weightsStep = L.rowBytes;
  quadRow<T>(q, L, J);
  const e: usize = sizeof<T>(),
    ql = q.row(L, Q_L),
    qr = q.row(L, Q_R);
  const cN = q.row(L, C_N + (J & 1));
  for (let o: usize = 0; o < L.width; o += 16) st(cN + o, add<T>(ld(ql + o), ld(qr - e + o)));
}

function tRow(q: Quads, L: Level, J: i32): usize {
  return q.row(L, T_ROW + (J & 1));
}

/** Weights at the oe points of row J, to w and v. */
function weights9<T>(q: Quads, L: Level, J: i32, w: usize, v: usize): void {
  addRows<T>(L.at(OE_W, J), L.at(OE_SW, J), L.at(OE_NW, J), w, L.width);
  addRows<T>(L.at(OE_E, J), L.at(OE_SE, J), L.at(OE_NE, J), v, L.width);
  lineWeights<T>(w, v, L.at(U_OE, J), w, v, tRow(q, L, J), L.width);
}

/** The rows that the quads of row J of a nine-point level are made of. */
function quads9<T>(q: Quads, L: Level, J: i32, b0: usize, b1: usize, t0: usize, t1: usize): void {
  const e: usize = sizeof<T>();
  // eo: south side oo-free neighbours are ee(J) and the oe of row J, north likewise
  const S = q.row(L, L_S),
    N = q.row(L, L_N);
  addRows<T>(L.at(EO_S, J), L.at(OE_NW, J), L.at(OE_NE, J) - e, S, L.width);
  addRows<T>(L.at(EO_N, J), L.at(OE_SW, J + 1), L.at(OE_SE, J + 1) - e, N, L.width);
  lineWeights<T>(S, N, L.at(U_EO, J), S, N, q.row(L, L_T), L.width);
  q.bW = L.at(OE_W, J);
  q.bE = L.at(OE_E, J);
  q.bK = L.at(U_OE, J);
  q.lS = L.at(EO_S, J);
  q.lN = L.at(EO_N, J);
  q.lK = L.at(U_EO, J);
  q.oB = L.at(OE_N, J);
  q.oT = L.at(OE_S, J + 1);
  q.oL = L.at(EO_E, J);
  q.oR = L.at(EO_W, J) + e;
  q.oK = L.at(U_OO, J);
  q.corner = L.at(OO_SW, J);
  q.below = L.at(OE_NW, J);
  q.above = L.at(OE_SW, J + 1);
  q.step = L.plane;
  q.b0 = b0;
  q.b1 = b1;
  q.bT = tRow(q, L, J);
  q.t0 = t0;
  q.t1 = t1;
  q.tT = tRow(q, L, J + 1);
}

function interpolation(q: Quads, L: Level, J: i32): void {
  // planes P_SW ... P_NE follow each other
  q.weights = L.at(P_SW, J);
  q.weightsStep = L.plane;
}

/** Rows [from, to) of interpolation and of the next level from the nine-point level L. */
export function coarsenRows<T>(q: Quads, L: Level, from: i32, to: i32): void {
  // weights of rows of other strips
  const w = q.row(L, B_W),
    v = q.row(L, B_E);
  startRows(q, L);
  weights9<T>(q, L, from, L.at(P_W, from), L.at(P_E, from));
  if (from > 0) {
    weights9<T>(q, L, from - 1, w, v);
    quads9<T>(q, L, from - 1, w, v, L.at(P_W, from), L.at(P_E, from));
    startAbove<T>(q, L, from - 1);
  }
  for (let J = from; J < to; J++) {
    const inner = J + 1 < to || to == L.mj;
    const t0 = inner ? L.at(P_W, J + 1) : w,
      t1 = inner ? L.at(P_E, J + 1) : v;
    weights9<T>(q, L, J + 1, t0, t1);
    quads9<T>(q, L, J, L.at(P_W, J), L.at(P_E, J), t0, t1);
    interpolation(q, L, J);
    finishRow<T>(q, L, L.coarser!, J, L.at(U_EE, J), L.at(ID_EE, J));
  }
}

/** Weights at the oe points of row J of the finest level. */
export function weights5<T>(q: Quads, L: Level, J: i32): void {
  lineWeights<T>(
    L.at(OE_W, J),
    L.at(OE_E, J),
    L.at(K_OE, J),
    q.row(L, B_W + (J & 1)),
    q.row(L, B_E + (J & 1)),
    tRow(q, L, J),
    L.width,
  );
}

/** The rows that the quads of row J of the finest level are made of. */
function quads5<T>(q: Quads, L: Level, J: i32): void {
  const e: usize = sizeof<T>(),
    ring = J & 1,
    next = ring ^ 1,
    zeros = L.row(ZEROS);
  lineWeights<T>(L.at(EO_S, J), L.at(EO_N, J), L.at(K_EO, J), q.row(L, L_S), q.row(L, L_N), q.row(L, L_T), L.width);
  q.bW = L.at(OE_W, J);
  q.bE = L.at(OE_E, J);
  q.bK = L.at(K_OE, J);
  q.lS = L.at(EO_S, J);
  q.lN = L.at(EO_N, J);
  q.lK = L.at(K_EO, J);
  q.oB = L.at(OE_N, J);
  q.oT = L.at(OE_S, J + 1);
  q.oL = L.at(EO_E, J);
  q.oR = L.at(EO_W, J) + e;
  q.oK = L.at(K_OO, J);
  q.corner = zeros;
  q.below = zeros;
  q.above = zeros;
  q.step = 0;
  q.b0 = q.row(L, B_W + ring);
  q.b1 = q.row(L, B_E + ring);
  q.bT = tRow(q, L, J);
  q.t0 = q.row(L, B_W + next);
  q.t1 = q.row(L, B_E + next);
  q.tT = tRow(q, L, J + 1);
}

/** Readies coarsenRow for row `from`; its coefficients and those of the row below are in place. */
export function startCoarsening<T>(q: Quads, L: Level, from: i32): void {
  startRows(q, L);
  if (from > 0) {
    weights5<T>(q, L, from - 1);
    weights5<T>(q, L, from);
    quads5<T>(q, L, from - 1);
    startAbove<T>(q, L, from - 1);
  }
}

/** Row J of the first coarse operator from the five-point rows J and J + 1. */
export function coarsenRow<T>(q: Quads, L: Level, J: i32): void {
  quads5<T>(q, L, J);
  interpolation(q, L, J);
  finishRow<T>(q, L, L.coarser!, J, L.at(K_EE, J), L.at(D_EE, J));
}
