// The finest level: the five-point operator with the red cells eliminated, so that CG runs on the
// black cells only:
//   S x = D_b x - A_br u,  u = D_r^-1 A_rb x  (the red values that leave no residual there).
// V(1,1) with red-black Gauss-Seidel keeps the red residual zero, hence CG on S makes the same
// iterates as CG on all cells at half the vectors. Three sweeps over memory per iteration.
// S is applied in flux form, and u as a neighbour plus differences: a rounded diagonal would act as
// a spurious slack along every edge of the domain, which f32 cannot afford on fine grids.
import {
  buffer,
  D_EE,
  D_EO,
  D_OE,
  D_OO,
  endsBlock,
  EO_E,
  EO_N,
  EO_S,
  EO_W,
  F_EE,
  F_EO,
  F_OE,
  F_OO,
  K_EE,
  K_EO,
  K_OE,
  K_OO,
  Level,
  OE_E,
  OE_N,
  OE_S,
  OE_W,
  P_NE,
  P_NW,
  P_SE,
  P_SW,
  sumsAt,
  U_EE,
  U_EO,
  U_OE,
  U_OO,
  VEC_P,
  VEC_Q,
  VEC_R,
  VEC_X,
  VEC_Z,
  ZEROS,
} from "./layout";
import { advance, apply, descend, eliminate, gather4, join, relax4dot, smooth, turn } from "./rows";
import { add, evens, ld, mad, mul, odds, st } from "./simd";
import { System } from "./system";

/** Slack row J of plane k, or the row of zeros, which stays in cache. */
// @ts-ignore: decorator
@inline function slackRow(s: System, L: Level, k: i32, J: i32): usize {
  const j = 2 * J + (k >= K_EO ? 1 : 0);
  return load<i32>(s.slack + ((<usize>j) << 2)) != 0 ? L.at(k, J) : L.row(ZEROS);
}

/** out = red row ee(J) from the black planes v, v + 1. */
// @ts-ignore: decorator
@inline export function redEven<T>(out: usize, s: System, L: Level, v: i32, J: i32): void {
  const e: usize = sizeof<T>();
  eliminate<T>(
    out,
    L.at(D_EE, J),
    slackRow(s, L, K_EE, J),
    L.at(v, J),
    L.at(OE_E, J) - e,
    L.at(v, J) - e,
    L.at(EO_S, J),
    L.at(v + 1, J),
    L.at(EO_N, J - 1),
    L.at(v + 1, J - 1),
    L.width,
  );
}

/** out = red row oo(J) from the black planes v, v + 1. */
// @ts-ignore: decorator
@inline export function redOdd<T>(out: usize, s: System, L: Level, v: i32, J: i32): void {
  const e: usize = sizeof<T>();
  eliminate<T>(
    out,
    L.at(D_OO, J),
    slackRow(s, L, K_OO, J),
    L.at(v + 1, J),
    L.at(EO_W, J) + e,
    L.at(v + 1, J) + e,
    L.at(OE_N, J),
    L.at(v, J),
    L.at(OE_S, J + 1),
    L.at(v, J + 1),
    L.width,
  );
}

function restrictRow<T>(
  L: Level,
  J: i32,
  oe: usize,
  eo: usize,
  south: usize,
  below: usize,
  above: usize,
  even: usize,
  odd: usize,
): void {
  const e: usize = sizeof<T>(),
    n = L.width;
  const w = L.at(OE_W, J),
    x = L.at(OE_E, J) - e,
    y = L.at(EO_S, J),
    z = L.at(EO_N, J - 1);
  const sw = L.at(P_SW, J),
    se = L.at(P_SE, J) - e,
    nw = L.at(P_NW, J - 1),
    ne = L.at(P_NE, J - 1) - e;
  for (let o: usize = 0; o < n; o += 32) {
    let s = mad<T>(ld(x + o), ld(oe - e + o), mul<T>(ld(w + o), ld(oe + o)));
    let t = mad<T>(ld(z + o), ld(south + o), mul<T>(ld(y + o), ld(eo + o)));
    s = mad<T>(ld(sw + o), ld(above + o), s);
    t = mad<T>(ld(se + o), ld(above - e + o), t);
    s = mad<T>(ld(nw + o), ld(below + o), s);
    t = mad<T>(ld(ne + o), ld(below - e + o), t);
    const a = add<T>(s, t),
      p = o + 16;
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
// two stores that are still in the store queue would stall. A sweep covers the plane rows [from, to)
// with row buffers of its own; at a seam, a border to another strip, the two rows beside it have
// been updated before (the ...Seam functions), so that strips only read what nobody writes.

/** Whether row J lies at a seam of the strip [from, to) of mj rows. */
// @ts-ignore: decorator
@inline function atSeam(J: i32, from: i32, to: i32, mj: i32): bool {
  return (from > 0 && J <= from) || (to < mj && J >= to - 1);
}

export function descendSeam<T>(L: Level, alpha: f64, seam: i32): void {
  for (let J = seam - 1; J <= seam; J++) {
    advance<T>(L.at(VEC_R, J), L.at(VEC_Q, J), -alpha, L.width);
    advance<T>(L.at(VEC_R + 1, J), L.at(VEC_Q + 1, J), -alpha, L.width);
  }
}

/** r -= alpha q; smooth black from zero, restrict the red residual. Sums ||r||^2. */
export function descendRows<T>(s: System, L: Level, alpha: f64, from: i32, to: i32, rows: usize): void {
  const coarse = L.coarser!,
    mj = L.mj,
    n = L.width,
    e: usize = sizeof<T>();
  const first = max(from - 1, 0);
  let norm = 0.0;
  for (let J = first; J <= to + 1; J++) {
    // rings of 4 rows: smoothed oe and eo, red residual at oo
    const oe = buffer(rows, L, J & 3),
      eo = buffer(rows, L, 4 + (J & 3));
    if (J <= to && J < mj) {
      const r = L.at(VEC_R, J),
        id = L.at(D_OE, J),
        r1 = L.at(VEC_R + 1, J),
        id1 = L.at(D_EO, J);
      let square = 0.0;
      if (atSeam(J, from, to, mj)) {
        square = smooth<T>(r, id, oe, n);
        square += smooth<T>(r1, id1, eo, n);
      } else {
        square = descend<T>(r, L.at(VEC_Q, J), id, oe, alpha, n);
        square += descend<T>(r1, L.at(VEC_Q + 1, J), id1, eo, alpha, n);
      }
      if (J >= from && J < to) {
        norm += square;
        if (endsBlock(J, mj)) {
          store<f64>(sumsAt(s.sums, J), norm);
          norm = 0.0;
        }
      }
    }
    const K = J - 1;
    if (K >= first && K < to) {
      const west = buffer(rows, L, 4 + (K & 3));
      gather4<T>(
        buffer(rows, L, 8 + (K & 3)),
        L.at(OE_N, K),
        buffer(rows, L, K & 3),
        L.at(OE_S, J),
        oe,
        L.at(EO_E, K),
        west,
        L.at(EO_W, K) + e,
        west + e,
        n,
      );
    }
    const M = J - 2;
    if (M < from) continue;
    const odd = (M & 1) != 0;
    restrictRow<T>(
      L,
      M,
      buffer(rows, L, M & 3),
      buffer(rows, L, 4 + (M & 3)),
      buffer(rows, L, 4 + ((M + 3) & 3)),
      buffer(rows, L, 8 + ((M + 3) & 3)),
      buffer(rows, L, 8 + (M & 3)),
      coarse.at(odd ? F_EO : F_EE, M >> 1),
      coarse.at(odd ? F_OO : F_OE, M >> 1),
    );
  }
}

/** z = black values after the coarse correction and the post-smoothing. Sums r.z. */
export function prolongRows<T>(s: System, L: Level, from: i32, to: i32, rows: usize): void {
  const coarse = L.coarser!,
    mj = L.mj,
    n = L.width,
    e: usize = sizeof<T>();
  const first = max(from - 1, 0);
  let dot = 0.0;
  for (let J = first; J <= to + 2; J++) {
    // rings of 4 rows: correction at ee, at oo
    const odd = (J & 1) != 0;
    if (J <= to) {
      join<T>(buffer(rows, L, J & 3), coarse.at(odd ? U_EO : U_EE, J >> 1), coarse.at(odd ? U_OO : U_OE, J >> 1), n);
    }
    const K = J - 2;
    if (K >= first && K < to) {
      const below = buffer(rows, L, K & 3),
        above = buffer(rows, L, (K + 1) & 3);
      gather4<T>(
        buffer(rows, L, 4 + (K & 3)),
        L.at(P_SW, K),
        below,
        L.at(P_SE, K),
        below + e,
        L.at(P_NW, K),
        above,
        L.at(P_NE, K),
        above + e,
        n,
      );
    }
    const M = J - 3;
    if (M < from) continue;
    const ee = buffer(rows, L, M & 3),
      north = buffer(rows, L, (M + 1) & 3);
    const oo = buffer(rows, L, 4 + (M & 3)),
      south = buffer(rows, L, 4 + ((M + 3) & 3));
    dot += relax4dot<T>(
      L.at(VEC_Z, M),
      L.at(D_OE, M),
      L.at(VEC_R, M),
      L.at(OE_W, M),
      ee,
      L.at(OE_E, M),
      ee + e,
      L.at(OE_S, M),
      south,
      L.at(OE_N, M),
      oo,
      n,
    );
    dot += relax4dot<T>(
      L.at(VEC_Z + 1, M),
      L.at(D_EO, M),
      L.at(VEC_R + 1, M),
      L.at(EO_W, M),
      oo - e,
      L.at(EO_E, M),
      oo,
      L.at(EO_S, M),
      ee,
      L.at(EO_N, M),
      north,
      n,
    );
    if (endsBlock(M, mj)) {
      store<f64>(sumsAt(s.sums, M), dot);
      dot = 0.0;
    }
  }
}

function turnRow<T>(L: Level, alpha: f64, beta: f64, J: i32): void {
  const n = L.width;
  turn<T>(L.at(VEC_X, J), L.at(VEC_P, J), L.at(VEC_Z, J), alpha, beta, n);
  turn<T>(L.at(VEC_X + 1, J), L.at(VEC_P + 1, J), L.at(VEC_Z + 1, J), alpha, beta, n);
}

export function turnSeam<T>(L: Level, alpha: f64, beta: f64, seam: i32): void {
  turnRow<T>(L, alpha, beta, seam - 1);
  turnRow<T>(L, alpha, beta, seam);
}

/** x += alpha p, p = z + beta p, q = S p. Sums p.q. */
export function turnRows<T>(s: System, L: Level, alpha: f64, beta: f64, from: i32, to: i32, rows: usize): void {
  const mj = L.mj,
    n = L.width,
    e: usize = sizeof<T>();
  const first = max(from - 1, 0);
  let dot = 0.0;
  for (let J = from; J <= to + 1; J++) {
    if (J < to && !atSeam(J, from, to, mj)) turnRow<T>(L, alpha, beta, J);
    // rings of 4 rows: red values at ee, at oo
    const K = J - 1;
    if (K >= from && K <= to) redEven<T>(buffer(rows, L, K & 3), s, L, VEC_P, K);
    if (K >= first && K < to) redOdd<T>(buffer(rows, L, 4 + (K & 3)), s, L, VEC_P, K);
    const M = J - 2;
    if (M < from) continue;
    const ee = buffer(rows, L, M & 3),
      north = buffer(rows, L, (M + 1) & 3);
    const oo = buffer(rows, L, 4 + (M & 3)),
      south = buffer(rows, L, 4 + ((M + 3) & 3));
    dot += apply<T>(
      L.at(VEC_Q, M),
      L.at(VEC_P, M),
      slackRow(s, L, K_OE, M),
      L.at(OE_W, M),
      ee,
      L.at(OE_E, M),
      ee + e,
      L.at(OE_S, M),
      south,
      L.at(OE_N, M),
      oo,
      n,
    );
    dot += apply<T>(
      L.at(VEC_Q + 1, M),
      L.at(VEC_P + 1, M),
      slackRow(s, L, K_EO, M),
      L.at(EO_W, M),
      oo - e,
      L.at(EO_E, M),
      oo,
      L.at(EO_S, M),
      ee,
      L.at(EO_N, M),
      north,
      n,
    );
    if (endsBlock(M, mj)) {
      store<f64>(sumsAt(s.sums, M), dot);
      dot = 0.0;
    }
  }
}

/** x += alpha p */
export function advanceRows<T>(L: Level, alpha: f64, from: i32, to: i32): void {
  for (let J = from; J < to; J++) {
    advance<T>(L.at(VEC_X, J), L.at(VEC_P, J), alpha, L.width);
    advance<T>(L.at(VEC_X + 1, J), L.at(VEC_P + 1, J), alpha, L.width);
  }
}
