// Natural f64 coefficients to the planes of the finest level, row by row: couplings, slack
// (zero-order term, ties to the value 0 outside, pins) and inverse diagonal, times s.unit.
import { coarsenRow, startCoarsening, weights5 } from "./galerkin";
import {
  buffer,
  D_EE,
  D_EO,
  D_OE,
  D_OO,
  EO_E,
  EO_N,
  EO_S,
  EO_W,
  K_EE,
  K_EO,
  K_OE,
  K_OO,
  OE_E,
  OE_N,
  OE_S,
  OE_W,
} from "./layout";
import { Quads } from "./quads";
import { split } from "./rows";
import { add, invert, ld, st } from "./simd";
import { System } from "./system";

// Row buffers that the cycle uses otherwise.
const E_ROW: i32 = 0,
  K_ROW: i32 = 1,
  N_ROW: i32 = 2,
  D_ROW: i32 = 4;

/** dst[0..count) = factor src, double to T. */
function convert<T>(dst: usize, src: usize, count: i32, factor: f64): void {
  const lanes: i32 = sizeof<T>() == 4 ? 4 : 2,
    k = f64x2.splat(factor);
  let i = 0;
  for (; i + lanes <= count; i += lanes) {
    const a = f64x2.mul(v128.load(src), k);
    if (sizeof<T>() == 4) {
      const b = f64x2.mul(v128.load(src, 16), k);
      v128.store(dst, v128.shuffle<i32>(f32x4.demote_f64x2_zero(a), f32x4.demote_f64x2_zero(b), 0, 1, 4, 5));
      src += 32;
    } else {
      v128.store(dst, a);
      src += 16;
    }
    dst += 16;
  }
  for (; i < count; i++) {
    store<T>(dst, <T>(factor * load<f64>(src)));
    src += 8;
    dst += sizeof<T>();
  }
}

// @ts-ignore: decorator
@inline function raise<T>(row: usize, i: i32, v: f64): void {
  const p = row + <usize>i * sizeof<T>();
  store<T>(p, <T>(<f64>load<T>(p) + v));
}

/** Slack of row j: zero-order term, ties to the value 0 outside, pins. Returns the next pin. */
function slackRow<T>(s: System, row: usize, j: i32, pin: i32): i32 {
  const nx = s.nx,
    ny = s.ny,
    unit = s.unit;
  const x = s.tx + ((<usize>(j * (nx + 1))) << 3),
    y = s.ty + ((<usize>(j * nx)) << 3);
  if (s.reacts) convert<T>(row, s.c + ((<usize>(j * nx)) << 3), nx, unit);
  else memory.fill(row, 0, <usize>nx * sizeof<T>());
  raise<T>(row, 0, unit * load<f64>(x));
  raise<T>(row, nx - 1, unit * load<f64>(x + ((<usize>nx) << 3)));
  for (let edge = 0; edge < 2; edge++) {
    if (j != (edge == 0 ? 0 : ny - 1)) continue;
    const t = s.ty + ((<usize>(edge == 0 ? 0 : ny * nx)) << 3);
    for (let i = 0; i < nx; i++) raise<T>(row, i, unit * load<f64>(t + ((<usize>i) << 3)));
  }
  for (; pin < s.pockets.count; pin++) {
    const i = load<i32>(s.pockets.pin + ((<usize>pin) << 2)) - j * nx;
    if (i >= nx) break;
    // grounded with its own diagonal; a compatible right-hand side drives no current through it
    const p = (<usize>i) << 3;
    raise<T>(
      row,
      i,
      unit * (load<f64>(x + p) + load<f64>(x + p + 8) + load<f64>(y + p) + load<f64>(y + p + ((<usize>nx) << 3))),
    );
  }
  return pin;
}

/** 1 / (couplings + slack) */
function inverseRow<T>(out: usize, E: usize, N: usize, south: usize, K: usize, n: usize): void {
  const e: usize = sizeof<T>();
  for (let o: usize = 0; o < n; o += 16) {
    const d = add<T>(add<T>(ld(E + o), ld(E - e + o)), add<T>(add<T>(ld(N + o), ld(south + o)), ld(K + o)));
    st(out + o, invert<T>(d));
  }
}

function anySet(row: usize, n: usize): bool {
  let bits = i64x2.splat(0);
  for (let o: usize = 0; o < n; o += 16) bits = v128.or(bits, ld(row + o));
  return v128.any_true(bits);
}

/** Coefficients of natural row j to the planes; `pin` as slackRow. */
function loadRow<T>(s: System, j: i32, pin: i32, rows: usize): i32 {
  const L = s.fine,
    nx = s.nx,
    e: usize = sizeof<T>(),
    n = L.width,
    full = n << 1;
  const E = buffer(rows, L, E_ROW),
    K = buffer(rows, L, K_ROW),
    D = buffer(rows, L, D_ROW);
  const N = buffer(rows, L, N_ROW + (j & 1)),
    south = buffer(rows, L, N_ROW + 1 - (j & 1));
  const J = j >> 1;
  convert<T>(E, s.tx + ((<usize>(j * (nx + 1) + 1)) << 3), nx - 1, s.unit);
  northRow<T>(s, j, N);
  const next = slackRow<T>(s, K, j, pin);
  store<i32>(s.slack + ((<usize>j) << 2), anySet(K, full) ? 1 : 0);
  inverseRow<T>(D, E, N, south, K, full);
  if ((j & 1) != 0) {
    split<T>(E, L.at(EO_E, J), L.at(EO_W, J) + e, n);
    split<T>(N, L.at(EO_N, J), L.at(OE_S, J + 1), n);
    split<T>(K, L.at(K_EO, J), L.at(K_OO, J), n);
    split<T>(D, L.at(D_EO, J), L.at(D_OO, J), n);
  } else {
    split<T>(E, L.at(OE_W, J), L.at(OE_E, J), n);
    split<T>(N, L.at(EO_S, J), L.at(OE_N, J), n);
    split<T>(K, L.at(K_EE, J), L.at(K_OE, J), n);
    split<T>(D, L.at(D_EE, J), L.at(D_OE, J), n);
  }
  return next;
}

/** Couplings of natural row j to the row above it. */
function northRow<T>(s: System, j: i32, N: usize): void {
  const nx = s.nx;
  if (j >= 0 && j < s.ny - 1) {
    convert<T>(N, s.ty + ((<usize>((j + 1) * nx)) << 3), nx, s.unit);
  } else memory.fill(N, 0, s.fine.width << 1);
}

/** Readies loadRow for natural row j. Returns the first pin at or after it; composites have none. */
function startLoading<T>(s: System, j: i32, rows: usize): i32 {
  const L = s.fine;
  for (let k = E_ROW; k <= D_ROW; k++) memory.fill(buffer(rows, L, k), 0, L.rowBytes);
  northRow<T>(s, j - 1, buffer(rows, L, N_ROW + 1 - (j & 1)));
  let pin = s.direct === null ? 0 : s.pockets.count;
  while (pin < s.pockets.count && load<i32>(s.pockets.pin + ((<usize>pin) << 2)) < j * s.nx) pin++;
  return pin;
}

/** Plane rows seam - 1 and seam. */
export function loadSeam<T>(s: System, seam: i32, rows: usize): void {
  let pin = startLoading<T>(s, 2 * seam - 2, rows);
  for (let j = 2 * seam - 2; j < 2 * seam + 2 && j < s.ny; j++) pin = loadRow<T>(s, j, pin, rows);
}

/**
 * Plane rows [from, to) of the finest level from tx, ty, c; with `build`, also of interpolation and
 * of the next level. At a seam to another strip loadSeam has been before.
 */
export function loadRows<T>(s: System, build: bool, from: i32, to: i32, q: Quads): void {
  const L = s.fine,
    mj = L.mj,
    rows = q.rows;
  const load0 = from > 0 ? from + 1 : 0,
    load1 = to < mj ? to - 1 : mj;
  let pin = startLoading<T>(s, 2 * load0, rows);
  if (build) startCoarsening<T>(q, L, from);
  for (let J = from; J <= to; J++) {
    const loads = J >= load0 && J < load1;
    if (loads) pin = loadRow<T>(s, 2 * J, pin, rows);
    if (build) {
      weights5<T>(q, L, J);
      if (J > from) coarsenRow<T>(q, L, J - 1);
    }
    if (loads && 2 * J + 1 < s.ny) pin = loadRow<T>(s, 2 * J + 1, pin, rows);
  }
}
