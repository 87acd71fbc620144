// Nodal forces f - K u straight from the natural arrays, row by row through padded row buffers.
import { alloc } from "../../memory/arena";
import { jobSpace, share } from "../../threads/team";
import { forceRow } from "./force";
import { borderOf, stripsFor, sumOf } from "./strips";
import { VectorSystem } from "./system";

/** Row buffers of doubles for forceRow, behind it in memory. */
@unmanaged
export class RowWork {
  stride: usize; // bytes of one padded row
  len: usize; // bytes a row loop runs over
  x: usize; // 2 row pairs
  coef: usize; // row pair
  ring: usize; // 4 rows
  force: usize; // row pair
  zero: usize; // row pair of zeros

  /** Lays the buffers out for nx cells across; what lies beyond the grid is zero. */
  layOut(nx: i32): void {
    this.len = (<usize>((nx + 2) & ~1)) << 3;
    this.stride = this.len + 64;
    this.x = changetype<usize>(this) + HEAD;
    this.coef = this.x + 4 * this.stride;
    this.ring = this.coef + 2 * this.stride;
    this.force = this.ring + 4 * this.stride;
    this.zero = this.force + 2 * this.stride;
    const cells = (<usize>nx) << 3;
    for (let row = this.x; row < this.ring; row += this.stride) memory.fill(row + cells, 0, this.stride - cells);
    memory.fill(this.zero, 0, 2 * this.stride);
  }
}

const HEAD: usize = 64;
const ROWS: usize = 14;

/** Bytes of it. */
export function bytesOfRows(nx: i32): usize {
  return HEAD + ROWS * (((<usize>((nx + 2) & ~1)) << 3) + 64);
}

/** Row buffers for nx cells across. */
export function createRows(nx: i32): RowWork {
  const w = changetype<RowWork>(alloc(bytesOfRows(nx)));
  w.layOut(nx);
  return w;
}

/** lam/4 | mu/4 of cell row j in w.coef; zeros above the last row. */
export function coefRow(v: VectorSystem, w: RowWork, j: i32): usize {
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

// Before the force on node row j, the first one asked for: what the row below it leaves.
function startAt(v: VectorSystem, w: RowWork, j: i32): void {
  memory.fill(w.ring, 0, 4 * w.stride);
  const first = max(0, j - 1);
  copyRow(v, w, first);
  if (first < j) force(v, w, first);
}

// u of node row j.
function copyRow(v: VectorSystem, w: RowWork, j: i32): void {
  const bytes = (<usize>(v.nx + 1)) << 3,
    at = <usize>j * bytes,
    x = w.x + <usize>(j & 1) * 2 * w.stride;
  memory.copy(x, v.ux + at, bytes);
  memory.copy(x + w.stride, v.uy + at, bytes);
}

// K u of node row j into w.force; rows must come in order after startAt.
function force(v: VectorSystem, w: RowWork, j: i32): void {
  const n = v.nx + 1,
    s = w.stride;
  const x = w.x + <usize>(j & 1) * 2 * s,
    xn = w.x + <usize>((j + 1) & 1) * 2 * s;
  if (j < v.ny) copyRow(v, w, j + 1);
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

/** A residual that is cut into strips. */
@unmanaged
class Residual {
  v: VectorSystem;
  rx: usize;
  ry: usize;
  step: usize;
  sums: usize;
  strips: i32;
}

/**
 * Residual on free unknowns into rows rx + j*step, ry + j*step. Returns the sum of squares. sums: f64[ny+1], work space.
 */
export function residualOf(v: VectorSystem, w: RowWork, rx: usize, ry: usize, step: usize, sums: usize): f64 {
  const rows = v.ny + 1,
    n = stripsFor(v.nx, rows);
  if (n == 1) residualRows(v, w, rx, ry, step, sums, 0, rows);
  else {
    const p = changetype<Residual>(jobSpace());
    p.v = v;
    p.rx = rx;
    p.ry = ry;
    p.step = step;
    p.sums = sums;
    p.strips = n;
    share(residualStrip, n, (v.nx * rows) / n);
  }
  return sumOf(sums, rows);
}

function residualStrip(job: usize, k: i32, lane: usize): void {
  const p = changetype<Residual>(job),
    v = p.v,
    w = changetype<RowWork>(lane),
    rows = v.ny + 1;
  w.layOut(v.nx);
  residualRows(v, w, p.rx, p.ry, p.step, p.sums, borderOf(rows, p.strips, k), borderOf(rows, p.strips, k + 1));
}

function residualRows(
  v: VectorSystem,
  w: RowWork,
  rx: usize,
  ry: usize,
  step: usize,
  sums: usize,
  from: i32,
  to: i32,
): void {
  const n = v.nx + 1;
  startAt(v, w, from);
  for (let j = from; j < to; j++) {
    force(v, w, j);
    const at = j * n,
      o = <usize>j * step,
      f = (<usize>at) << 3;
    const tied = v.tiedTop && j == v.ny;
    differenceRow(v.fx + f, w.force, v.fixX + at, rx + o, n);
    differenceRow(v.fy + f, w.force + w.stride, tied ? 0 : v.fixY + at, ry + o, n);
    if (tied) spread(ry + o, n);
    store<f64>(sums + ((<usize>j) << 3), squareRow(rx + o, n) + squareRow(ry + o, n));
  }
}

/** ry = K u - f where uy is prescribed, 0 elsewhere. */
export function reactionOf(v: VectorSystem, w: RowWork, ry: usize): void {
  const n = v.nx + 1;
  startAt(v, w, 0);
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
