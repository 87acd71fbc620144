// Nodal forces f - K u straight from the natural arrays, row by row through padded row buffers.
import { f64s } from "../memory";
import { forceRow } from "./force";
import { VectorSolver } from "./solver";

/** f64 row buffers for forceRow. */
@unmanaged export class RowWork {
  stride: usize; // bytes of one padded row
  len: usize;    // bytes a row loop runs over
  x: usize;      // 2 row pairs
  coef: usize;   // row pair
  zero: usize;   // row pair
  ring: usize;   // 4 rows
  force: usize;  // row pair
}

export function fillRowWork(w: RowWork, nx: i32): void {
  const n = (nx + 2) & ~1;
  w.len = <usize>n << 3;
  w.stride = w.len + 64;
  const row = <i32>(w.stride >> 3);
  w.x = f64s(4 * row);
  w.coef = f64s(2 * row);
  w.zero = f64s(2 * row);
  w.ring = f64s(4 * row);
  w.force = f64s(2 * row);
}

/** out = s * the n doubles at a. */
export function scaleRow(a: usize, out: usize, n: i32, s: f64): void {
  const w = f64x2.splat(s);
  let i: usize = 0;
  const end = <usize>n << 3, even = end & ~15;
  for (; i < even; i += 16) v128.store(out + i, f64x2.mul(w, v128.load(a + i)));
  if (i < end) store<f64>(out + i, s * load<f64>(a + i));
}

// K u of node row j into w.force; rows must come in order from 0.
function force(v: VectorSolver, w: RowWork, j: i32): void {
  const n = v.nx + 1, s = w.stride, at = <usize>(j * n) << 3, up = at + (<usize>n << 3);
  const x = w.x + <usize>(j & 1) * 2 * s, xn = w.x + <usize>((j + 1) & 1) * 2 * s;
  if (j == 0) {
    memory.fill(w.ring, 0, 4 * s);
    memory.copy(x, v.ux, <usize>n << 3);
    memory.copy(x + s, v.uy, <usize>n << 3);
  }
  let coef = w.zero;
  if (j < v.ny) {
    memory.copy(xn, v.ux + up, <usize>n << 3);
    memory.copy(xn + s, v.uy + up, <usize>n << 3);
    coef = w.coef;
    const c = <usize>(j * v.nx) << 3;
    scaleRow(v.lam + c, coef, v.nx, 0.25);
    scaleRow(v.mu + c, coef + s, v.nx, 0.25);
  }
  forceRow<f64>(x, xn, coef, w.ring, w.force, s, w.len, v.full ? 1.0 / 3 : 0);
  if (j == 0) addSprings(v.springY, w.force + s, x + s, n);
}

/** f += spring * u over n doubles. */
export function addSprings(spring: usize, f: usize, u: usize, n: i32): void {
  for (let i: usize = 0, end = <usize>n << 3; i < end; i += 8) {
    store<f64>(f + i, load<f64>(f + i) + load<f64>(spring + i) * load<f64>(u + i));
  }
}

/** Mean of the n doubles at r, put in each of them. */
export function spread(r: usize, n: i32): void {
  let s: f64 = 0;
  const end = <usize>n << 3;
  for (let i: usize = 0; i < end; i += 8) s += load<f64>(r + i);
  s /= <f64>n;
  for (let i: usize = 0; i < end; i += 8) store<f64>(r + i, s);
}

/** Residual on free unknowns into rows rx + j*step, ry + j*step. Returns the sum of squares. */
export function residualRows(v: VectorSolver, rx: usize, ry: usize, step: usize): f64 {
  const w = v.cg.rows, n = v.nx + 1;
  let sum: f64 = 0;
  for (let j = 0; j <= v.ny; j++) {
    force(v, w, j);
    const at = j * n, o = <usize>j * step;
    const tied = v.tiedTop && j == v.ny;
    for (let i = 0; i < n; i++) {
      const k = <usize>(at + i) << 3, m = <usize>i << 3;
      const a = load<u8>(v.fixX + at + i) != 0 ? 0 : load<f64>(v.fx + k) - load<f64>(w.force + m);
      const b = !tied && load<u8>(v.fixY + at + i) != 0 ? 0 : load<f64>(v.fy + k) - load<f64>(w.force + w.stride + m);
      store<f64>(rx + o + m, a);
      store<f64>(ry + o + m, b);
    }
    if (tied) spread(ry + o, n);
    let t: f64 = 0;
    for (let i = 0; i < n; i++) {
      const m = <usize>i << 3;
      const a = load<f64>(rx + o + m), b = load<f64>(ry + o + m);
      t += a * a + b * b;
    }
    sum += t;
  }
  return sum;
}

/** ry = K u - f where uy is prescribed, 0 elsewhere. */
export function reactionRows(v: VectorSolver, ry: usize): void {
  const w = v.cg.rows, n = v.nx + 1;
  for (let j = 0; j <= v.ny; j++) {
    force(v, w, j);
    for (let i = 0; i < n; i++) {
      const at = j * n + i, k = <usize>at << 3;
      const r = load<f64>(w.force + w.stride + (<usize>i << 3)) - load<f64>(v.fy + k);
      store<f64>(ry + k, load<u8>(v.fixY + at) != 0 ? r : 0);
    }
  }
}
