// One level of the hierarchy: averaged coefficients and the inverse of the 2x2 nodal blocks, in f32.
// Coarse cell = mean of its (up to) four fine cells; K does not depend on h in 2D, so nothing rescales.
// An odd number of cells is rounded up: the last coarse cell is one fine cell wide, its nodes coincide.
import { alloc, f32s } from "../../memory/arena";
import { overRows } from "../../threads/rows";


@unmanaged export class Level {
  nx: i32;
  ny: i32; // cells
  stride: usize; // bytes of one f32 row (u or v), pad included
  len: usize; // bytes a row loop runs over: nodes rounded up to 4
  coef: usize; // (ny+1) rows of L | M; the last is zero
  inv: usize; // (ny+1) rows of a | b | c: inverse nodal block [a b; b c], zero where prescribed
  fix: usize; // u8[(ny+1)*(nx+1)]: bit 0 u, bit 1 v prescribed
  spring: usize; // f32[nx+1] on v of row 0
  rhs: usize; // (ny+1) rows u | v
  x: usize; // (ny+2) rows u | v; the last is zero
  coarse: Level | null;
}

/** Makes the levels of an nx x ny grid, coarsest when a side has at most `least` cells. */
export function createLevels(nx: i32, ny: i32, least: i32): Level {
  const l = changetype<Level>(alloc(offsetof<Level>()));
  const n = (nx + 4) & ~3;
  l.nx = nx;
  l.ny = ny;
  l.len = (<usize>n) << 2;
  l.stride = l.len + 32;
  const row = <i32>(l.stride >> 2);
  l.coef = f32s((ny + 1) * 2 * row);
  l.inv = f32s((ny + 1) * 3 * row);
  l.rhs = f32s((ny + 1) * 2 * row);
  l.x = f32s((ny + 2) * 2 * row);
  l.fix = alloc((nx + 1) * (ny + 1));
  l.spring = f32s(nx + 8);
  const small = nx < ny ? nx : ny;
  const big = nx < ny ? ny : nx;
  l.coarse =
    small <= 1 || (small <= least && big <= 4 * least) ? null : createLevels((nx + 1) >> 1, (ny + 1) >> 1, least);
  return l;
}

/** Averages coefficients, springs and masks of l onto its coarse level. */
export function coarsen(l: Level): void {
  const c = l.coarse!;
  overRows(meanRows, changetype<usize>(l), 0, 0, c.nx, c.ny);
  coarsenMask(l, c);
  coarsenSprings(l, c);
}

function meanRows(level: usize, _: usize, __: f64, from: i32, to: i32): void {
  const l = changetype<Level>(level),
    c = l.coarse!;
  for (let j = from; j < to; j++) {
    const lo = l.coef + <usize>(2 * j) * 2 * l.stride;
    const one = 2 * j + 1 == l.ny;
    const hi = one ? lo : lo + 2 * l.stride;
    const out = c.coef + <usize>j * 2 * c.stride;
    meanRow(lo, hi, out, l.nx, c.nx);
    meanRow(lo + l.stride, hi + l.stride, out + c.stride, l.nx, c.nx);
  }
}

function meanRow(lo: usize, hi: usize, out: usize, nx: i32, n: i32): void {
  const quarter = f32x4.splat(0.25);
  const full = nx >> 1;
  let i = 0;
  for (; i + 4 <= full; i += 4) {
    const o = (<usize>i) << 3;
    const a = f32x4.add(v128.load(lo + o), v128.load(hi + o));
    const b = f32x4.add(v128.load(lo + o, 16), v128.load(hi + o, 16));
    const s = f32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), v128.shuffle<i32>(a, b, 1, 3, 5, 7));
    v128.store(out + ((<usize>i) << 2), f32x4.mul(quarter, s));
  }
  for (; i < n; i++) {
    const o = (<usize>i) << 3;
    const e: usize = 2 * i + 1 < nx ? 4 : 0;
    const s = load<f32>(lo + o) + load<f32>(hi + o) + load<f32>(lo + o + e) + load<f32>(hi + o + e);
    store<f32>(out + ((<usize>i) << 2), <f32>0.25 * s);
  }
}

// A coarse node is prescribed if the fine node it sits on is, or a fine neighbour along the row: the
// coarse shape function then reaches no prescribed node but its own (truncation).
function coarsenMask(l: Level, c: Level): void {
  const w = l.nx + 1;
  for (let j = 0; j <= c.ny; j++) {
    const row = l.fix + min(2 * j, l.ny) * w,
      out = c.fix + j * (c.nx + 1);
    for (let i = 0; i <= c.nx; i++) store<u8>(out + i, load<u8>(row + min(2 * i, l.nx)));
    for (let i = 1; i < l.nx; i += 2) {
      const m = load<u8>(row + i);
      if (m == 0) continue;
      const k = out + (i >> 1);
      store<u8>(k, load<u8>(k) | m);
      store<u8>(k + 1, load<u8>(k + 1) | m);
    }
  }
}

// Springs: P^T S P with each row summed onto its diagonal.
function coarsenSprings(l: Level, c: Level): void {
  for (let i = 0; i <= c.nx; i++) {
    const fi = 2 * i < l.nx ? 2 * i : l.nx;
    let s = load<f32>(l.spring + ((<usize>fi) << 2));
    if (2 * i - 1 > 0 && 2 * i - 1 < l.nx) s += <f32>0.5 * load<f32>(l.spring + ((<usize>(2 * i - 1)) << 2));
    if (2 * i + 1 < l.nx) s += <f32>0.5 * load<f32>(l.spring + ((<usize>(2 * i + 1)) << 2));
    store<f32>(c.spring + ((<usize>i) << 2), s);
  }
}
