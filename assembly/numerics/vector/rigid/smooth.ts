// Chebyshev block-Jacobi on rows of rigid levels: as ../smooth.ts with 3x3 blocks.
// inv rows: xx xy xt yy yt tt.

/** x = d = c B b. */
export function firstRigid(b: usize, inv: usize, x: usize, d: usize, s: usize, len: usize, c: f32): void {
  const w = f32x4.splat(c),
    s2: usize = 2 * s;
  for (let i: usize = 0; i < len; i += 16) {
    const ru = f32x4.mul(w, v128.load(b + i)),
      rv = f32x4.mul(w, v128.load(b + s + i)),
      rt = f32x4.mul(w, v128.load(b + s2 + i));
    const xy = v128.load(inv + s + i),
      xt = v128.load(inv + s2 + i),
      yt = v128.load(inv + 4 * s + i);
    const zu = sum(f32x4.mul(v128.load(inv + i), ru), f32x4.mul(xy, rv), f32x4.mul(xt, rt));
    const zv = sum(f32x4.mul(xy, ru), f32x4.mul(v128.load(inv + 3 * s + i), rv), f32x4.mul(yt, rt));
    const zt = sum(f32x4.mul(xt, ru), f32x4.mul(yt, rv), f32x4.mul(v128.load(inv + 5 * s + i), rt));
    v128.store(d + i, zu);
    v128.store(d + s + i, zv);
    v128.store(d + s2 + i, zt);
    v128.store(x + i, zu);
    v128.store(x + s + i, zv);
    v128.store(x + s2 + i, zt);
  }
}

/** d = p d + q B (b - f), x += d. */
export function stepRigid(
  f: usize,
  b: usize,
  inv: usize,
  x: usize,
  d: usize,
  s: usize,
  len: usize,
  p: f32,
  q: f32,
): void {
  const pd = f32x4.splat(p),
    w = f32x4.splat(q),
    s2: usize = 2 * s;
  for (let i: usize = 0; i < len; i += 16) {
    const ru = f32x4.mul(w, f32x4.sub(v128.load(b + i), v128.load(f + i)));
    const rv = f32x4.mul(w, f32x4.sub(v128.load(b + s + i), v128.load(f + s + i)));
    const rt = f32x4.mul(w, f32x4.sub(v128.load(b + s2 + i), v128.load(f + s2 + i)));
    const xy = v128.load(inv + s + i),
      xt = v128.load(inv + s2 + i),
      yt = v128.load(inv + 4 * s + i);
    const zu = sum(f32x4.mul(v128.load(inv + i), ru), f32x4.mul(xy, rv), f32x4.mul(xt, rt));
    const zv = sum(f32x4.mul(xy, ru), f32x4.mul(v128.load(inv + 3 * s + i), rv), f32x4.mul(yt, rt));
    const zt = sum(f32x4.mul(xt, ru), f32x4.mul(yt, rv), f32x4.mul(v128.load(inv + 5 * s + i), rt));
    const du = f32x4.add(f32x4.mul(pd, v128.load(d + i)), zu);
    const dv = f32x4.add(f32x4.mul(pd, v128.load(d + s + i)), zv);
    const dt = f32x4.add(f32x4.mul(pd, v128.load(d + s2 + i)), zt);
    v128.store(d + i, du);
    v128.store(d + s + i, dv);
    v128.store(d + s2 + i, dt);
    v128.store(x + i, f32x4.add(v128.load(x + i), du));
    v128.store(x + s + i, f32x4.add(v128.load(x + s + i), dv));
    v128.store(x + s2 + i, f32x4.add(v128.load(x + s2 + i), dt));
  }
}

// @ts-ignore: decorator
@inline function sum(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.add(a, b), c);
}

/** r = b - f where the mask is not zero, 0 elsewhere and in the pad; one component. */
export function residualOf(f: usize, b: usize, mask: usize, r: usize, s: usize, len: usize): void {
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < len; i += 16) {
    v128.store(r + i, v128.and(f32x4.sub(v128.load(b + i), v128.load(f + i)), f32x4.ne(v128.load(mask + i), zero)));
  }
  memory.fill(r + len, 0, s - len);
}
