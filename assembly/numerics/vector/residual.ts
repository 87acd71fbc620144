// Nodal forces f - K u straight from the natural arrays, row by row through padded row buffers.
import { f64s } from "../../memory/arena";
import { forceRow } from "./force";
import { VectorSolver } from "./solver";

/** f64 row buffers for forceRow. */
@unmanaged export class RowWork {
  stride: usize; // bytes of one padded row
  len: usize; // bytes a row loop runs over
  x: usize; // 2 row pairs
  coef: usize; // row pair
  zero: usize; // row pair
  ring: usize; // 4 rows
  force: usize; // row pair
}

export function fillRowWork(w: RowWork, nx: i32): void {
  const n = (nx + 2) & ~1;
  w.len = (<usize>n) << 3;
  w.stride = w.len + 64;
  const row = <i32>(w.stride >> 3);
  w.x = f64s(4 * row);
  w.coef = f64s(2 * row);
  w.zero = f64s(2 * row);
  w.ring = f64s(4 * row);
  w.force = f64s(2 * row);
}

/** lam/4 | mu/4 of cell row j in w.coef; zeros above the last row. */
export function coefRow(v: VectorSolver, w: RowWork, j: i32): usize {
  if (j == v.ny) return w.zero;
  const c = (<usize>(j * v.nx)) << 3;
  scaleRow(v.lam + c, w.coef, v.nx, 0.25);
  scaleRow(v.mu + c, w.coef + w.stride, v.nx, 0.25);
  return w.coef;
}

// out = s * the n doubles at a.
function scaleRow(a: usize, out: usize, n: i32, s: f64): void {
  const w = f64x2.splat(s);
  let i: usize = 0;
  const end = (<usize>n) << 3,
    even = end & ~15;
  for (; i < even; i += 16) v128.store(out + i, f64x2.mul(w, v128.load(a + i)));
  if (i < end) store<f64>(out + i, s * load<f64>(a + i));
}

// K u of node row j into w.force; rows must come in order from 0.
function force(v: VectorSolver, w: RowWork, j: i32): void {
  const n = v.nx + 1,
    s = w.stride,
    at = (<usize>(j * n)) << 3,
    up = at + ((<usize>n) << 3);
  const x = w.x + <usize>(j & 1) * 2 * s,
    xn = w.x + <usize>((j + 1) & 1) * 2 * s;
  if (j == 0) {
    memory.fill(w.ring, 0, 4 * s);
    memory.copy(x, v.ux, (<usize>n) << 3);
    memory.copy(x + s, v.uy, (<usize>n) << 3);
  }
  if (j < v.ny) {
    memory.copy(xn, v.ux + up, (<usize>n) << 3);
    memory.copy(xn + s, v.uy + up, (<usize>n) << 3);
  }
  forceRow<f64>(x, xn, coefRow(v, w, j), w.ring, w.force, s, w.len, v.full ? 1.0 / 3 : 0);
  if (j == 0) addSprings(v.springY, w.force + s, x + s, n);
  if (v.tiedTop && v.springTop > 0 && j == v.ny) addSpring(v.springTop, w.force + s, x + s, n);
}

/** f += spring * u over n doubles. */
export function addSprings(spring: usize, f: usize, u: usize, n: i32): void {
  for (let i: usize = 0, end = (<usize>n) << 3; i < end; i += 8) {
    store<f64>(f + i, load<f64>(f + i) + load<f64>(spring + i) * load<f64>(u + i));
  }
}

/** f += k u over n doubles. */
export function addSpring(k: f64, f: usize, u: usize, n: i32): void {
  for (let i: usize = 0, end = (<usize>n) << 3; i < end; i += 8) {
    store<f64>(f + i, load<f64>(f + i) + k * load<f64>(u + i));
  }
}

/** Mean of the n doubles at r, put in each of them. */
export function spread(r: usize, n: i32): void {
  let s: f64 = 0;
  const end = (<usize>n) << 3;
  for (let i: usize = 0; i < end; i += 8) s += load<f64>(r + i);
  s /= <f64>n;
  for (let i: usize = 0; i < end; i += 8) store<f64>(r + i, s);
}

// out = a - b over n doubles, 0 where the mask byte is set (mask 0: nowhere).
function differenceRow(a: usize, b: usize, mask: usize, out: usize, n: i32): void {
  const end = (<usize>n) << 3,
    even = end & ~15;
  let i: usize = 0;
  for (; i < even; i += 16) v128.store(out + i, f64x2.sub(v128.load(a + i), v128.load(b + i)));
  if (i < end) store<f64>(out + i, load<f64>(a + i) - load<f64>(b + i));
  if (mask == 0) return;
  let k = 0;
  while (k < n) {
    if (k + 8 <= n && load<u64>(mask + k) == 0) {
      k += 8;
      continue;
    }
    if (load<u8>(mask + k) != 0) store<f64>(out + ((<usize>k) << 3), 0);
    k++;
  }
}

function squareRow(a: usize, n: i32): f64 {
  const end = (<usize>n) << 3,
    even = end & ~15;
  let t = f64x2.splat(0);
  let i: usize = 0;
  for (; i < even; i += 16) t = f64x2.add(t, f64x2.mul(v128.load(a + i), v128.load(a + i)));
  const s = f64x2.extract_lane(t, 0) + f64x2.extract_lane(t, 1);
  return i < end ? s + load<f64>(a + i) * load<f64>(a + i) : s;
}

/** Residual on free unknowns into rows rx + j*step, ry + j*step. Returns the sum of squares. */
export function residualRows(v: VectorSolver, rx: usize, ry: usize, step: usize): f64 {
  const w = v.cg.rows,
    n = v.nx + 1;
  let sum: f64 = 0;
  for (let j = 0; j <= v.ny; j++) {
    force(v, w, j);
    const at = j * n,
      o = <usize>j * step,
      f = (<usize>at) << 3;
    const tied = v.tiedTop && j == v.ny;
    differenceRow(v.fx + f, w.force, v.fixX + at, rx + o, n);
    differenceRow(v.fy + f, w.force + w.stride, tied ? 0 : v.fixY + at, ry + o, n);
    if (tied) spread(ry + o, n);
    sum += squareRow(rx + o, n) + squareRow(ry + o, n);
  }
  return sum;
}

/** ry = K u - f where uy is prescribed, 0 elsewhere. */
export function reactionRows(v: VectorSolver, ry: usize): void {
  const w = v.cg.rows,
    n = v.nx + 1;
  for (let j = 0; j <= v.ny; j++) {
    force(v, w, j);
    for (let i = 0; i < n; i++) {
      const at = j * n + i,
        k = (<usize>at) << 3;
      const r = load<f64>(w.force + w.stride + ((<usize>i) << 3)) - load<f64>(v.fy + k);
      store<f64>(ry + k, load<u8>(v.fixY + at) != 0 ? r : 0);
    }
  }
}
