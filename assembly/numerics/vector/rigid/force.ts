// f = K x of one row of cells of a rigid level, carried from row to row like the 2-component forceRow.
import { BLOCK } from "./level";

/**
 * Adds the cell row between node rows xs and xn (row triples) and writes the force on row xs to f;
 * ring (3 rows) carries the share of row xn. k: the blocks of this cell row, see level.ts; the cells
 * are west - east wide and `height` high.
 */
export function rigidRow(
  xs: usize,
  xn: usize,
  k: usize,
  ring: usize,
  f: usize,
  s: usize,
  len: usize,
  west: usize,
  east: usize,
  height: f32,
): void {
  const s2: usize = 2 * s,
    Y = f32x4.splat(height);
  let pu = f32x4.splat(0),
    pv = pu,
    pt = pu,
    qu = pu,
    qv = pu,
    qt = pu;
  let p = k;
  for (let i: usize = 0; i < len; i += 16, p += BLOCK) {
    const a = xs + i,
      b = xn + i;
    const X = f32x4.sub(v128.load(west + i), v128.load(east + i));
    const u0 = v128.load(a),
      v0 = v128.load(a + s),
      t0 = v128.load(a + s2);
    const u1 = v128.load(a, 4),
      v1 = v128.load(a + s, 4),
      t1 = v128.load(a + s2, 4);
    const u2 = v128.load(b),
      v2 = v128.load(b + s),
      t2 = v128.load(b + s2);
    const u3 = v128.load(b, 4),
      v3 = v128.load(b + s, 4),
      t3 = v128.load(b + s2, 4);
    const x0 = f32x4.mul(X, t0),
      x1 = f32x4.mul(X, t1),
      x2 = f32x4.mul(X, t2),
      x3 = f32x4.mul(X, t3);
    const y0 = f32x4.mul(Y, t0),
      y1 = f32x4.mul(Y, t1),
      y2 = f32x4.mul(Y, t2),
      y3 = f32x4.mul(Y, t3);
    let fu0: v128,
      fv0: v128,
      ft0: v128,
      fu1: v128,
      fv1: v128,
      ft1: v128,
      fu2: v128,
      fv2: v128,
      ft2: v128,
      fu3: v128,
      fv3: v128,
      ft3: v128;
    // SW-SE
    let u = f32x4.sub(u1, u0),
      v = f32x4.sub(v1, v0),
      t = f32x4.sub(t1, t0);
    let lv = f32x4.sub(v, x0);
    fu0 = dot(p, 0, 1, 2, u, lv, t);
    fv0 = dot(p, 3, 4, 5, u, lv, t);
    ft0 = dot(p, 6, 7, 8, u, lv, t);
    lv = f32x4.sub(v, x1);
    fu1 = f32x4.neg(dot(p, 0, 3, 6, u, lv, t));
    fv1 = f32x4.neg(dot(p, 1, 4, 7, u, lv, t));
    ft1 = f32x4.neg(dot(p, 2, 5, 8, u, lv, t));
    // SW-NW
    u = f32x4.sub(u2, u0);
    v = f32x4.sub(v2, v0);
    t = f32x4.sub(t2, t0);
    let lu = f32x4.add(u, y0);
    fu0 = f32x4.add(fu0, dot(p, 9, 10, 11, lu, v, t));
    fv0 = f32x4.add(fv0, dot(p, 12, 13, 14, lu, v, t));
    ft0 = f32x4.add(ft0, dot(p, 15, 16, 17, lu, v, t));
    lu = f32x4.add(u, y2);
    fu2 = f32x4.neg(dot(p, 9, 12, 15, lu, v, t));
    fv2 = f32x4.neg(dot(p, 10, 13, 16, lu, v, t));
    ft2 = f32x4.neg(dot(p, 11, 14, 17, lu, v, t));
    // SW-NE
    u = f32x4.sub(u3, u0);
    v = f32x4.sub(v3, v0);
    t = f32x4.sub(t3, t0);
    lu = f32x4.add(u, y0);
    lv = f32x4.sub(v, x0);
    fu0 = f32x4.add(fu0, dot(p, 18, 19, 20, lu, lv, t));
    fv0 = f32x4.add(fv0, dot(p, 21, 22, 23, lu, lv, t));
    ft0 = f32x4.add(ft0, dot(p, 24, 25, 26, lu, lv, t));
    lu = f32x4.add(u, y3);
    lv = f32x4.sub(v, x3);
    fu3 = f32x4.neg(dot(p, 18, 21, 24, lu, lv, t));
    fv3 = f32x4.neg(dot(p, 19, 22, 25, lu, lv, t));
    ft3 = f32x4.neg(dot(p, 20, 23, 26, lu, lv, t));
    // SE-NW
    u = f32x4.sub(u2, u1);
    v = f32x4.sub(v2, v1);
    t = f32x4.sub(t2, t1);
    lu = f32x4.add(u, y1);
    lv = f32x4.add(v, x1);
    fu1 = f32x4.add(fu1, dot(p, 27, 28, 29, lu, lv, t));
    fv1 = f32x4.add(fv1, dot(p, 30, 31, 32, lu, lv, t));
    ft1 = f32x4.add(ft1, dot(p, 33, 34, 35, lu, lv, t));
    lu = f32x4.add(u, y2);
    lv = f32x4.add(v, x2);
    fu2 = f32x4.sub(fu2, dot(p, 27, 30, 33, lu, lv, t));
    fv2 = f32x4.sub(fv2, dot(p, 28, 31, 34, lu, lv, t));
    ft2 = f32x4.sub(ft2, dot(p, 29, 32, 35, lu, lv, t));
    // SE-NE
    u = f32x4.sub(u3, u1);
    v = f32x4.sub(v3, v1);
    t = f32x4.sub(t3, t1);
    lu = f32x4.add(u, y1);
    fu1 = f32x4.add(fu1, dot(p, 36, 37, 38, lu, v, t));
    fv1 = f32x4.add(fv1, dot(p, 39, 40, 41, lu, v, t));
    ft1 = f32x4.add(ft1, dot(p, 42, 43, 44, lu, v, t));
    lu = f32x4.add(u, y3);
    fu3 = f32x4.sub(fu3, dot(p, 36, 39, 42, lu, v, t));
    fv3 = f32x4.sub(fv3, dot(p, 37, 40, 43, lu, v, t));
    ft3 = f32x4.sub(ft3, dot(p, 38, 41, 44, lu, v, t));
    // NW-NE
    u = f32x4.sub(u3, u2);
    v = f32x4.sub(v3, v2);
    t = f32x4.sub(t3, t2);
    lv = f32x4.sub(v, x2);
    fu2 = f32x4.add(fu2, dot(p, 45, 46, 47, u, lv, t));
    fv2 = f32x4.add(fv2, dot(p, 48, 49, 50, u, lv, t));
    ft2 = f32x4.add(ft2, dot(p, 51, 52, 53, u, lv, t));
    lv = f32x4.sub(v, x3);
    fu3 = f32x4.sub(fu3, dot(p, 45, 48, 51, u, lv, t));
    fv3 = f32x4.sub(fv3, dot(p, 46, 49, 52, u, lv, t));
    ft3 = f32x4.sub(ft3, dot(p, 47, 50, 53, u, lv, t));
    v128.store(f + i, f32x4.add(f32x4.add(v128.load(ring + i), fu0), shift(pu, fu1)));
    v128.store(f + s + i, f32x4.add(f32x4.add(v128.load(ring + s + i), fv0), shift(pv, fv1)));
    v128.store(f + s2 + i, f32x4.add(f32x4.add(v128.load(ring + s2 + i), ft0), shift(pt, ft1)));
    v128.store(ring + i, f32x4.add(fu2, shift(qu, fu3)));
    v128.store(ring + s + i, f32x4.add(fv2, shift(qv, fv3)));
    v128.store(ring + s2 + i, f32x4.add(ft2, shift(qt, ft3)));
    pu = fu1;
    pv = fv1;
    pt = ft1;
    qu = fu3;
    qv = fv3;
    qt = ft3;
  }
}

// @ts-ignore: decorator
@inline function shift(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 3, 4, 5, 6);
}

// Entries k0, k1, k2 times (u, v, t).
// @ts-ignore: decorator
@inline function dot(p: usize, k0: usize, k1: usize, k2: usize, u: v128, v: v128, t: v128): v128 {
  return f32x4.add(
    f32x4.add(f32x4.mul(v128.load(p + (k0 << 4)), u), f32x4.mul(v128.load(p + (k1 << 4)), v)),
    f32x4.mul(v128.load(p + (k2 << 4)), t),
  );
}
