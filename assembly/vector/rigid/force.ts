// f = K x of one row of cells of a rigid level, carried from row to row like the 2-component forceRow.
import { BLOCK } from "./level";

/**
 * Adds the cell row between node rows xs and xn (row triples) and writes the force on row xs to f;
 * ring (3 rows) carries the share of row xn. k: the matrices of this cell row, see level.ts.
 */
export function rigidRow(xs: usize, xn: usize, k: usize, ring: usize, f: usize, s: usize, len: usize): void {
  const s2: usize = 2 * s;
  let pu = f32x4.splat(0), pv = pu, pt = pu, qu = pu, qv = pu, qt = pu;
  let p = k;
  for (let i: usize = 0; i < len; i += 16, p += BLOCK) {
    const a = xs + i, b = xn + i;
    const x0 = v128.load(a), x1 = v128.load(a + s), x2 = v128.load(a + s2);
    const x3 = v128.load(a, 4), x4 = v128.load(a + s, 4), x5 = v128.load(a + s2, 4);
    const x6 = v128.load(b), x7 = v128.load(b + s), x8 = v128.load(b + s2);
    const x9 = v128.load(b, 4), xa = v128.load(b + s, 4), xb = v128.load(b + s2, 4);
    v128.store(f + i, f32x4.add(
      f32x4.add(v128.load(ring + i), shift(pu, pu =
        dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 3, 14, 24, 33, 34, 35, 36, 37, 38, 39, 40, 41))),
      dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)));
    v128.store(f + s + i, f32x4.add(
      f32x4.add(v128.load(ring + s + i), shift(pv, pv =
        dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 4, 15, 25, 34, 42, 43, 44, 45, 46, 47, 48, 49))),
      dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 1, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22)));
    v128.store(f + s2 + i, f32x4.add(
      f32x4.add(v128.load(ring + s2 + i), shift(pt, pt =
        dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 5, 16, 26, 35, 43, 50, 51, 52, 53, 54, 55, 56))),
      dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 2, 13, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32)));
    v128.store(ring + i, f32x4.add(
      shift(qu, qu =
        dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 9, 20, 30, 39, 47, 54, 60, 65, 69, 72, 73, 74)),
      dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 6, 17, 27, 36, 44, 51, 57, 58, 59, 60, 61, 62)));
    v128.store(ring + s + i, f32x4.add(
      shift(qv, qv =
        dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 10, 21, 31, 40, 48, 55, 61, 66, 70, 73, 75, 76)),
      dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 7, 18, 28, 37, 45, 52, 58, 63, 64, 65, 66, 67)));
    v128.store(ring + s2 + i, f32x4.add(
      shift(qt, qt =
        dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 11, 22, 32, 41, 49, 56, 62, 67, 71, 74, 76, 77)),
      dot(p, x0, x1, x2, x3, x4, x5, x6, x7, x8, x9, xa, xb, 8, 19, 29, 38, 46, 53, 59, 64, 68, 69, 70, 71)));
  }
}

// @ts-ignore: decorator
@inline function shift(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 3, 4, 5, 6);
}

// One row of K_e times x; k0.. are the places of its entries in the packed upper triangle.
// @ts-ignore: decorator
@inline function dot(
  p: usize, x0: v128, x1: v128, x2: v128, x3: v128, x4: v128, x5: v128,
  x6: v128, x7: v128, x8: v128, x9: v128, xa: v128, xb: v128,
  k0: usize, k1: usize, k2: usize, k3: usize, k4: usize, k5: usize,
  k6: usize, k7: usize, k8: usize, k9: usize, ka: usize, kb: usize,
): v128 {
  let a = f32x4.mul(v128.load(p + (k0 << 4)), x0), b = f32x4.mul(v128.load(p + (k1 << 4)), x1);
  a = f32x4.add(a, f32x4.mul(v128.load(p + (k2 << 4)), x2));
  b = f32x4.add(b, f32x4.mul(v128.load(p + (k3 << 4)), x3));
  a = f32x4.add(a, f32x4.mul(v128.load(p + (k4 << 4)), x4));
  b = f32x4.add(b, f32x4.mul(v128.load(p + (k5 << 4)), x5));
  a = f32x4.add(a, f32x4.mul(v128.load(p + (k6 << 4)), x6));
  b = f32x4.add(b, f32x4.mul(v128.load(p + (k7 << 4)), x7));
  a = f32x4.add(a, f32x4.mul(v128.load(p + (k8 << 4)), x8));
  b = f32x4.add(b, f32x4.mul(v128.load(p + (k9 << 4)), x9));
  a = f32x4.add(a, f32x4.mul(v128.load(p + (ka << 4)), xa));
  b = f32x4.add(b, f32x4.mul(v128.load(p + (kb << 4)), xb));
  return f32x4.add(a, b);
}
