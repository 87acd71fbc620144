// The rank-one term s w w^T on one row. With the red cells eliminated it becomes s' v v^T,
//   v = w - A_br D_r^-1 w_r,   s' = s / (1 + s w_r.D_r^-1 w_r),
// which lives on the black cells of that row and of the one beside it.
import { VEC_P, VEC_Q, VEC_X } from "./layout";
import { System } from "./system";

const V_OE: i32 = 12,
  V_EO: i32 = 13; // row buffers of the finest level

// @ts-ignore: decorator
@inline function at(p: usize, i: i32): f64 {
  return load<f64>(p + ((<usize>i) << 3));
}

// @ts-ignore: decorator
@inline function diagonal(s: System, i: i32, j: i32): f64 {
  const k = j * s.nx + i,
    t = k + j;
  return at(s.c, k) + at(s.tx, t) + at(s.tx, t + 1) + at(s.ty, k) + at(s.ty, k + s.nx);
}

// @ts-ignore: decorator
@inline function red(i: i32, j: i32): bool {
  return ((i + j) & 1) == 0;
}

/** w_r / d_r, 0 on black and where there is no diagonal. */
function share(s: System, i: i32): f64 {
  if (i < 0 || i >= s.nx || !red(i, s.rank.row)) return 0.0;
  const d = diagonal(s, i, s.rank.row);
  return d > 0.0 ? at(s.rank.w, i) / d : 0.0;
}

/** Reduced vector, scaled to unit length, for the current coefficients and w. */
export function prepareRankOne<T>(s: System): void {
  if (s.rank.strength == 0.0) return;
  const L = s.fine,
    nx = s.nx,
    j = s.rank.row;
  const beside = j == 0 ? 1 : j - 1;
  let own = 0.0;
  for (let i = 0; i < nx; i++) own += share(s, i) * at(s.rank.w, i);
  s.rank.reducedStrength = s.rank.strength / (1.0 + s.rank.strength * own);
  let length = 0.0;
  for (let pass = 0; pass < 2; pass++) {
    for (let side = 0; side < 2; side++) {
      const row = side == 0 ? j : beside;
      if (row < 0 || row >= s.ny) continue;
      const odd = (row & 1) == 0;
      const v = L.row(odd ? V_OE : V_EO);
      for (let i = odd ? 1 : 0; i < nx; i += 2) {
        const e =
          side == 0
            ? at(s.rank.w, i) +
              at(s.tx, row * (nx + 1) + i) * share(s, i - 1) +
              at(s.tx, row * (nx + 1) + i + 1) * share(s, i + 1)
            : at(s.ty, max(row, j) * nx + i) * share(s, i);
        if (pass == 0) length += e * e;
        else store<T>(v + <usize>(i >> 1) * sizeof<T>(), <T>(e * length));
      }
    }
    if (pass == 0) length = length > 0.0 ? 1.0 / Math.sqrt(length) : 0.0;
  }
  // A is scaled by unit, v by length
  s.rank.reducedScale = length > 0.0 ? 1.0 / length : 0.0;
}

// @ts-ignore: decorator
@inline function planeRow(s: System, k: i32): i32 {
  const row = s.rank.row,
    beside = row == 0 ? 1 : row - 1;
  const even = (row & 1) == 0 ? row : beside,
    odd = (row & 1) == 0 ? beside : row;
  return k == 0 ? even >> 1 : odd >> 1;
}

/** v.x of black planes k, k + 1. */
function project<T>(s: System, k: i32): f64 {
  const L = s.fine;
  let dot = 0.0;
  for (let half = 0; half < 2; half++) {
    const v = L.row(V_OE + half),
      x = L.at(k + half, planeRow(s, half));
    for (let o: usize = 0; o < L.width; o += sizeof<T>()) dot += <f64>load<T>(v + o) * <f64>load<T>(x + o);
  }
  return dot;
}

/** q += s' v (v.p); returns s' (v.p)^2. */
export function applyRankOne<T>(s: System): f64 {
  if (s.rank.strength == 0.0) return 0.0;
  const L = s.fine,
    sigma = s.unit * s.rank.reducedStrength * s.rank.reducedScale * s.rank.reducedScale;
  const dot = project<T>(s, VEC_P),
    k = sigma * dot;
  for (let half = 0; half < 2; half++) {
    const v = L.row(V_OE + half),
      q = L.at(VEC_Q + half, planeRow(s, half));
    for (let o: usize = 0; o < L.width; o += sizeof<T>()) {
      store<T>(q + o, <T>(<f64>load<T>(q + o) + k * <f64>load<T>(v + o)));
    }
  }
  return dot * k;
}

/** The red cells of the row follow the correction x through the term: u_r -= s' (v.x) w_r / d_r. */
export function followRankOne<T>(s: System, scale: f64): void {
  if (s.rank.strength == 0.0 || scale == 0.0) return;
  const t = s.rank.reducedStrength * s.rank.reducedScale * scale * project<T>(s, VEC_X);
  const u = s.u + ((<usize>(s.rank.row * s.nx)) << 3);
  for (let i = 0; i < s.nx; i++) {
    const p = u + ((<usize>i) << 3);
    store<f64>(p, load<f64>(p) - t * share(s, i));
  }
}

/** r -= s w (w.u) on the row. */
export function removeFromRow(s: System, r: usize): void {
  const u = s.u + ((<usize>(s.rank.row * s.nx)) << 3);
  let dot = 0.0;
  for (let i = 0; i < s.nx; i++) dot += at(s.rank.w, i) * at(u, i);
  for (let i = 0; i < s.nx; i++) {
    const p = r + ((<usize>i) << 3);
    store<f64>(p, load<f64>(p) - s.rank.strength * dot * at(s.rank.w, i));
  }
}

/** Residual and red relaxation of the row with the term: (D_r + s w_r w_r^T) delta = r_r. */
export function relaxRow(s: System, r: usize, delta: usize): void {
  removeFromRow(s, r);
  let dot = 0.0;
  for (let i = 0; i < s.nx; i++) dot += share(s, i) * at(r, i);
  let across = 0.0;
  for (let i = 0; i < s.nx; i++) {
    if (!red(i, s.rank.row)) continue;
    const d = diagonal(s, i, s.rank.row);
    const v = d > 0.0 ? at(r, i) / d - s.rank.reducedStrength * dot * share(s, i) : 0.0;
    store<f64>(delta + ((<usize>i) << 3), v);
    across += at(s.rank.w, i) * v;
  }
  for (let i = 0; i < s.nx; i++) {
    if (red(i, s.rank.row)) continue;
    const p = r + ((<usize>i) << 3);
    store<f64>(p, load<f64>(p) - s.rank.strength * across * at(s.rank.w, i));
  }
}
