// Chebyshev with block-Jacobi, one node row at a time:
//   z = B (b - K x),  d <- c1 d + c2 z,  x <- x + d
// on the interval [lmax/RATIO, lmax] of the spectrum of B K.

/** Chebyshev steps before and after the coarse correction. */
export const STEPS: i32 = 3;

const RATIO: f64 = 10;

/** Fills (c1, c2) of the steps, f32 pairs at `out`; c1 of the first is 0. */
export function chebyshev(out: usize, steps: i32, lmax: f64): void {
  const lmin = lmax / RATIO,
    theta = 0.5 * (lmax + lmin),
    delta = 0.5 * (lmax - lmin);
  const sigma = theta / delta;
  let rho = 1 / sigma;
  store<f32>(out, 0);
  store<f32>(out + 4, <f32>(1 / theta));
  for (let k = 1; k < steps; k++) {
    const next = 1 / (2 * sigma - rho);
    store<f32>(out + ((<usize>k) << 3), <f32>(next * rho));
    store<f32>(out + ((<usize>k) << 3) + 4, <f32>((2 * next) / delta));
    rho = next;
  }
}

/** First step from a zero guess: x = d = c B b. */
export function firstRow(b: usize, inv: usize, x: usize, d: usize, s: usize, len: usize, c: f32): void {
  const w = f32x4.splat(c);
  for (let i: usize = 0; i < len; i += 16) {
    const ru = f32x4.mul(w, v128.load(b + i)),
      rv = f32x4.mul(w, v128.load(b + s + i));
    const q = v128.load(inv + s + i);
    const zu = f32x4.add(f32x4.mul(v128.load(inv + i), ru), f32x4.mul(q, rv));
    const zv = f32x4.add(f32x4.mul(q, ru), f32x4.mul(v128.load(inv + 2 * s + i), rv));
    v128.store(d + i, zu);
    v128.store(d + s + i, zv);
    v128.store(x + i, zu);
    v128.store(x + s + i, zv);
  }
}

/** One step given f = K x of this row. */
export function stepRow(
  f: usize,
  b: usize,
  inv: usize,
  x: usize,
  d: usize,
  s: usize,
  len: usize,
  p: f32,
  w: f32,
): void {
  const pd = f32x4.splat(p),
    wz = f32x4.splat(w);
  for (let i: usize = 0; i < len; i += 16) {
    const ru = f32x4.mul(wz, f32x4.sub(v128.load(b + i), v128.load(f + i)));
    const rv = f32x4.mul(wz, f32x4.sub(v128.load(b + s + i), v128.load(f + s + i)));
    const q = v128.load(inv + s + i);
    const zu = f32x4.add(f32x4.mul(v128.load(inv + i), ru), f32x4.mul(q, rv));
    const zv = f32x4.add(f32x4.mul(q, ru), f32x4.mul(v128.load(inv + 2 * s + i), rv));
    const du = f32x4.add(f32x4.mul(pd, v128.load(d + i)), zu);
    const dv = f32x4.add(f32x4.mul(pd, v128.load(d + s + i)), zv);
    v128.store(d + i, du);
    v128.store(d + s + i, dv);
    v128.store(x + i, f32x4.add(v128.load(x + i), du));
    v128.store(x + s + i, f32x4.add(v128.load(x + s + i), dv));
  }
}

/**
 * The same on a tied row: u_I and the single V; inv holds 1/K_uu | g = K_uv/K_uu | 1/Schur.
 * V = (sum r_v - sum g r_u)/Schur, z_u = r_u/K_uu - g V.
 */
export function stepTied(
  f: usize,
  b: usize,
  inv: usize,
  x: usize,
  d: usize,
  s: usize,
  len: usize,
  p: f32,
  w: f32,
): void {
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < len; i += 16) {
    const ru = f32x4.sub(v128.load(b + i), v128.load(f + i));
    const rv = f32x4.sub(v128.load(b + s + i), v128.load(f + s + i));
    sum = f32x4.add(sum, f32x4.sub(rv, f32x4.mul(v128.load(inv + s + i), ru)));
  }
  const v = f32x4.splat(sumLanes(sum) * load<f32>(inv + 2 * s) * w);
  const pd = f32x4.splat(p),
    wz = f32x4.splat(w),
    zero = f32x4.splat(0);
  for (let i: usize = 0; i < len; i += 16) {
    const ru = f32x4.mul(wz, f32x4.sub(v128.load(b + i), v128.load(f + i)));
    const zu = f32x4.sub(f32x4.mul(v128.load(inv + i), ru), f32x4.mul(v128.load(inv + s + i), v));
    const zv = v128.and(v, f32x4.ne(v128.load(inv + 2 * s + i), zero));
    const du = f32x4.add(f32x4.mul(pd, v128.load(d + i)), zu);
    const dv = f32x4.add(f32x4.mul(pd, v128.load(d + s + i)), zv);
    v128.store(d + i, du);
    v128.store(d + s + i, dv);
    v128.store(x + i, f32x4.add(v128.load(x + i), du));
    v128.store(x + s + i, f32x4.add(v128.load(x + s + i), dv));
  }
}

/** r = b - f on free unknowns, 0 on prescribed ones and in the pads (buffers serve levels of all widths). */
export function residualRow(f: usize, b: usize, inv: usize, r: usize, s: usize, len: usize): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < len; i += 16) {
    const ru = f32x4.sub(v128.load(b + i), v128.load(f + i));
    const rv = f32x4.sub(v128.load(b + s + i), v128.load(f + s + i));
    v128.store(r + i, v128.and(ru, f32x4.ne(v128.load(inv + i), zero)));
    v128.store(r + s + i, v128.and(rv, f32x4.ne(v128.load(inv + 2 * s + i), zero)));
  }
  memory.fill(r + len, 0, s - len);
  memory.fill(r + s + len, 0, s - len);
}

/** Row sum of v spread evenly over the n nodes of a tied row. */
export function spreadRow(v: usize, n: i32): void {
  let sum = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= n; i += 4) sum = f32x4.add(sum, v128.load(v + ((<usize>i) << 2)));
  let t = sumLanes(sum);
  for (; i < n; i++) t += load<f32>(v + ((<usize>i) << 2));
  const m = t / <f32>n,
    mean = f32x4.splat(m);
  for (i = 0; i + 4 <= n; i += 4) v128.store(v + ((<usize>i) << 2), mean);
  for (; i < n; i++) store<f32>(v + ((<usize>i) << 2), m);
}

/** sum of a_i b_i over u and v of one row. */
export function dotRow(a: usize, b: usize, s: usize, len: usize): f64 {
  let t = f32x4.splat(0);
  for (let i: usize = 0; i < len; i += 16) {
    t = f32x4.add(
      t,
      f32x4.add(f32x4.mul(v128.load(a + i), v128.load(b + i)), f32x4.mul(v128.load(a + s + i), v128.load(b + s + i))),
    );
  }
  return <f64>sumLanes(t);
}

// @ts-ignore: decorator
@inline function sumLanes(t: v128): f32 {
  return f32x4.extract_lane(t, 0) + f32x4.extract_lane(t, 1) + (f32x4.extract_lane(t, 2) + f32x4.extract_lane(t, 3));
}
