// Bilinear transfers between a level and its coarse level, one row at a time; restriction is the
// transpose of prolongation. Where a side has an odd number of cells, the last fine row or column
// sits on the last coarse one. Prescribed fine unknowns neither give nor take (truncated basis).

/** out = P^T of the fine rows lo, mid, hi (weights 1/2, 1, 1/2) for both components; w = work row pair. */
export function restrictRow(
  lo: usize,
  mid: usize,
  hi: usize,
  s: usize,
  w: usize,
  n: i32,
  out: usize,
  outStride: usize,
  outLen: usize,
): void {
  restrictOne(lo, mid, hi, w, s, n, out, outLen);
  restrictOne(lo + s, mid + s, hi + s, w, s, n, out + outStride, outLen);
}

function restrictOne(lo: usize, mid: usize, hi: usize, w: usize, s: usize, n: i32, out: usize, outLen: usize): void {
  const half = f32x4.splat(0.5);
  for (let i: usize = 0; i < s; i += 16) {
    v128.store(w + i, f32x4.add(v128.load(mid + i), f32x4.mul(half, f32x4.add(v128.load(lo + i), v128.load(hi + i)))));
  }
  if ((n & 1) != 0) {
    const e = w + ((<usize>n) << 2);
    store<f32>(e + 4, load<f32>(e));
    store<f32>(e, 0);
  }
  for (let i: usize = 0; i < outLen; i += 16) {
    const p = w + 2 * i;
    const a = v128.load(p),
      b = v128.load(p + 16),
      a1 = v128.load(p - 4),
      b1 = v128.load(p + 12);
    const left = v128.shuffle<i32>(a1, b1, 0, 2, 4, 6),
      right = v128.shuffle<i32>(a, b, 1, 3, 5, 7);
    v128.store(out + i, f32x4.add(v128.shuffle<i32>(a, b, 0, 2, 4, 6), f32x4.mul(half, f32x4.add(left, right))));
  }
}

/** x += P of the mean of the coarse rows e0 and e1, for both components, where inv (a | b | c) is not zero. */
export function prolongRow(e0: usize, e1: usize, es: usize, n: i32, x: usize, s: usize, len: usize, inv: usize): void {
  prolongOne(e0, e1, n, x, len, inv);
  prolongOne(e0 + es, e1 + es, n, x + s, len, inv + 2 * s);
}

function prolongOne(e0: usize, e1: usize, n: i32, x: usize, len: usize, mask: usize): void {
  const half = f32x4.splat(0.5),
    zero = f32x4.splat(0);
  for (let i: usize = 0; i < len; i += 32) {
    const o = i >> 1;
    const e = f32x4.mul(half, f32x4.add(v128.load(e0 + o), v128.load(e1 + o)));
    const r = f32x4.mul(half, f32x4.add(v128.load(e0 + o + 4), v128.load(e1 + o + 4)));
    const m = f32x4.mul(half, f32x4.add(e, r));
    const a = v128.and(v128.shuffle<i32>(e, m, 0, 4, 1, 5), f32x4.ne(v128.load(mask + i), zero));
    const b = v128.and(v128.shuffle<i32>(e, m, 2, 6, 3, 7), f32x4.ne(v128.load(mask + i + 16), zero));
    v128.store(x + i, f32x4.add(v128.load(x + i), a));
    v128.store(x + i + 16, f32x4.add(v128.load(x + i + 16), b));
  }
  if ((n & 1) != 0) {
    // The last fine column takes the last coarse value, not the mean of the last two.
    const o = (<usize>n) << 2,
      k = ((<usize>n) >> 1) << 2;
    if (load<f32>(mask + o) != 0) {
      const left = load<f32>(e0 + k) + load<f32>(e1 + k),
        last = load<f32>(e0 + k + 4) + load<f32>(e1 + k + 4);
      store<f32>(x + o, load<f32>(x + o) + <f32>0.25 * (last - left));
    }
  }
}
