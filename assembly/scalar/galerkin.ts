// Galerkin coarse operators: rows of quads (quads.ts) are summed to rows of the coarse operator and
// dealt to the colour planes of the coarse level.
import {
  D_EE, EO_E, EO_N, EO_S, EO_W, ID_EE, ID_EO, ID_OE, ID_OO, K_EE, K_EO, K_OE, K_OO, Level,
  OE_E, OE_N, OE_NE, OE_NW, OE_S, OE_SE, OE_SW, OE_W, OO_NE, OO_NW, OO_SE, OO_SW,
  P_E, P_NE, P_NW, P_SE, P_SW, P_W, U_EE, U_EO, U_OE, U_OO, ZEROS,
} from "./layout";
import {
  B_E, B_W, C_E, C_ID, C_K, C_N, L_N, L_S, L_T, lineWeights5, lineWeights9, Q_B, Q_D1, Q_D2, Q_L,
  Q_R, Q_T, quadRow, Quads, S_0, S_1, S_2, S_3, T_ROW,
} from "./quads";
import { split } from "./rows";
import { add, highest, invert, ld, mul, splat, st } from "./simd";

/** Sums quads J and J - 1 to row J of the coarse operator. */
function coarseRow<T>(q: Quads, L: Level, J: i32, slack: usize, inverse: usize): void {
  const e: usize = sizeof<T>(), n = L.width, ring = J & 1, old = ring ^ 1;
  const qb = L.row(Q_B), ql = L.row(Q_L), qr = L.row(Q_R), qt = L.row(Q_T + old);
  const d1 = L.row(Q_D1 + ring), d2 = L.row(Q_D2 + ring);
  const below1 = L.row(Q_D1 + old), below2 = L.row(Q_D2 + old);
  const s0 = L.row(S_0), s1 = L.row(S_1), s2 = L.row(S_2 + old), s3 = L.row(S_3 + old);
  const cE = L.row(C_E), cN = L.row(C_N + ring), south = L.row(C_N + old);
  const cK = L.row(C_K), id = L.row(C_ID);
  let fall = splat<T>(0.0);
  for (let o: usize = 0; o < n; o += 16) {
    const E = add<T>(ld(qb + o), ld(qt + o));
    const W = add<T>(ld(qb - e + o), ld(qt - e + o));
    const N = add<T>(ld(ql + o), ld(qr - e + o));
    const k = add<T>(add<T>(ld(slack + o), ld(s0 + o)),
      add<T>(ld(s1 - e + o), add<T>(ld(s2 + o), ld(s3 - e + o))));
    const corners = add<T>(add<T>(ld(d1 + o), ld(below1 - e + o)), add<T>(ld(d2 - e + o),
      ld(below2 + o)));
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
function scatter<T>(L: Level, C: Level, J: i32): void {
  const e: usize = sizeof<T>(), n = L.width >> 1, K = J >> 1, ring = J & 1;
  const E = L.row(C_E), N = L.row(C_N + ring), d1 = L.row(Q_D1 + ring), d2 = L.row(Q_D2 + ring);
  if (ring == 0) {
    split<T>(E, C.at(OE_W, K), C.at(OE_E, K), n);
    split<T>(N, C.at(EO_S, K), C.at(OE_N, K), n);
    split<T>(d1, C.at(OO_SW, K), C.at(OE_NE, K), n);
    split<T>(d2, C.at(OE_NW, K), C.at(OO_SE, K), n);
    split<T>(L.row(C_ID), C.at(ID_EE, K), C.at(ID_OE, K), n);
    split<T>(L.row(C_K), C.at(U_EE, K), C.at(U_OE, K), n);
  } else {
    split<T>(E, C.at(EO_E, K), C.at(EO_W, K) + e, n);
    split<T>(N, C.at(EO_N, K), C.at(OE_S, K + 1), n);
    split<T>(d1, C.at(OE_SW, K + 1), C.at(OO_NE, K), n);
    split<T>(d2, C.at(OO_NW, K), C.at(OE_SE, K + 1), n);
    split<T>(L.row(C_ID), C.at(ID_EO, K), C.at(ID_OO, K), n);
    split<T>(L.row(C_K), C.at(U_EO, K), C.at(U_OO, K), n);
  }
}

/** Quads of row J, then row J of the coarse operator. */
function finishRow<T>(q: Quads, L: Level, C: Level, J: i32, slack: usize, inverse: usize): void {
  quadRow<T>(q, L, J);
  coarseRow<T>(q, L, J, slack, inverse);
  scatter<T>(L, C, J);
}

/** Clears what row 0 expects from below. */
export function startRows<T>(L: Level): void {
  const n = L.rowBytes;
  memory.fill(L.row(Q_D1 + 1), 0, n);
  memory.fill(L.row(Q_D2 + 1), 0, n);
  memory.fill(L.row(Q_T + 1), 0, n);
  memory.fill(L.row(S_2 + 1), 0, n);
  memory.fill(L.row(S_3 + 1), 0, n);
  memory.fill(L.row(C_N + 1), 0, n);
}

function tRow(L: Level, J: i32): usize { return L.row(T_ROW + (J & 1)); }

function weights9<T>(L: Level, J: i32): void {
  lineWeights9<T>(L.at(OE_W, J), L.at(OE_SW, J), L.at(OE_NW, J), L.at(OE_E, J), L.at(OE_SE, J),
    L.at(OE_NE, J), L.at(U_OE, J), L.at(P_W, J), L.at(P_E, J), tRow(L, J), L.width);
}

/** Builds level C from the nine-point level L. */
export function coarsen<T>(q: Quads, L: Level, C: Level): void {
  const e: usize = sizeof<T>(), n = L.width;
  startRows<T>(L);
  weights9<T>(L, 0);
  for (let J = 0; J < L.mj; J++) {
    weights9<T>(L, J + 1);
    // eo: south side oo-free neighbours are ee(J) and the oe of row J, north likewise
    lineWeights9<T>(L.at(EO_S, J), L.at(OE_NW, J), L.at(OE_NE, J) - e,
      L.at(EO_N, J), L.at(OE_SW, J + 1), L.at(OE_SE, J + 1) - e, L.at(U_EO, J),
      L.row(L_S), L.row(L_N), L.row(L_T), n);
    q.bW = L.at(OE_W, J); q.bE = L.at(OE_E, J); q.bK = L.at(U_OE, J);
    q.lS = L.at(EO_S, J); q.lN = L.at(EO_N, J); q.lK = L.at(U_EO, J);
    q.oB = L.at(OE_N, J); q.oT = L.at(OE_S, J + 1); q.oL = L.at(EO_E, J); q.oR = L.at(EO_W, J) + e;
    q.oK = L.at(U_OO, J);
    q.o0 = L.at(OO_SW, J); q.o1 = L.at(OO_SE, J); q.o2 = L.at(OO_NW, J); q.o3 = L.at(OO_NE, J);
    q.bl = L.at(OE_NW, J); q.br = L.at(OE_NE, J); q.tl = L.at(OE_SW, J + 1); q.tr = L.at(OE_SE,
      J + 1);
    q.b0 = L.at(P_W, J); q.b1 = L.at(P_E, J); q.bT = tRow(L, J);
    q.t0 = L.at(P_W, J + 1); q.t1 = L.at(P_E, J + 1); q.tT = tRow(L, J + 1);
    q.p0 = L.at(P_SW, J); q.p1 = L.at(P_SE, J); q.p2 = L.at(P_NW, J); q.p3 = L.at(P_NE, J);
    finishRow<T>(q, L, C, J, L.at(U_EE, J), L.at(ID_EE, J));
  }
}

/** Weights at the oe points of row J of the finest level. */
export function weights5<T>(L: Level, J: i32): void {
  lineWeights5<T>(L.at(OE_W, J), L.at(OE_E, J), L.at(K_OE, J), L.row(B_W + (J & 1)), L.row(B_E
    + (J & 1)),
    tRow(L, J), L.width);
}

/** Row J of the first coarse operator from the five-point rows J and J + 1. */
export function coarsenRow<T>(q: Quads, L: Level, J: i32): void {
  const e: usize = sizeof<T>(), ring = J & 1, next = ring ^ 1, zeros = L.row(ZEROS);
  lineWeights5<T>(L.at(EO_S, J), L.at(EO_N, J), L.at(K_EO, J), L.row(L_S), L.row(L_N),
    L.row(L_T), L.width);
  q.bW = L.at(OE_W, J); q.bE = L.at(OE_E, J); q.bK = L.at(K_OE, J);
  q.lS = L.at(EO_S, J); q.lN = L.at(EO_N, J); q.lK = L.at(K_EO, J);
  q.oB = L.at(OE_N, J); q.oT = L.at(OE_S, J + 1); q.oL = L.at(EO_E, J); q.oR = L.at(EO_W, J) + e;
  q.oK = L.at(K_OO, J);
  q.o0 = zeros; q.o1 = zeros; q.o2 = zeros; q.o3 = zeros;
  q.bl = zeros; q.br = zeros; q.tl = zeros; q.tr = zeros;
  q.b0 = L.row(B_W + ring); q.b1 = L.row(B_E + ring); q.bT = tRow(L, J);
  q.t0 = L.row(B_W + next); q.t1 = L.row(B_E + next); q.tT = tRow(L, J + 1);
  q.p0 = L.at(P_SW, J); q.p1 = L.at(P_SE, J); q.p2 = L.at(P_NW, J); q.p3 = L.at(P_NE, J);
  finishRow<T>(q, L, L.coarser!, J, L.at(K_EE, J), L.at(D_EE, J));
}
