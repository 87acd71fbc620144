// Springs on v of the lowest row, Galerkin on every level: a 4x4 matrix per cell of row 0 for the unknowns
// (v, theta) at its SW and SE corners. Unlike the cell matrices they resist rigid motions.
//   v at the middle = a (V_0 + T_0 dw) + (1-a)(V_1 + T_1 de),  theta = a T_0 + (1-a) T_1
import { RigidLevel, at } from "./level";

/** From springs on the finest row; a spring on a coarse node is shared by its two cells. */
export function groundFromSprings(spring: usize, nx: i32, c: RigidLevel): void {
  c.sprung = false;
  memory.fill(c.ground, 0, (<usize>c.nx) << 6);
  for (let i = 0; i < c.nx; i++) {
    const g = c.ground + ((<usize>i) << 6),
      last = min(2 * i + 2, nx);
    const w = at(spring, 2 * i) * <f32>(i > 0 ? 0.5 : 1),
      e = at(spring, last) * <f32>(last < nx ? 0.5 : 1);
    const m: f32 = 2 * i + 1 < nx ? at(spring, 2 * i + 1) : 0;
    const a = at(c.weights, i),
      b: f32 = 1 - a;
    addProduct(g, w, 1, 0, 0, 0);
    addProduct(g, m, a, a * at(c.west, i), b, b * at(c.east, i));
    addProduct(g, e, 0, 0, 1, 0);
    if (w + m + e > 0) c.sprung = true;
  }
}

// g += s n n^T.
function addProduct(g: usize, s: f32, n0: f32, n1: f32, n2: f32, n3: f32): void {
  addRow(g, s * n0, n0, n1, n2, n3);
  addRow(g + 16, s * n1, n0, n1, n2, n3);
  addRow(g + 32, s * n2, n0, n1, n2, n3);
  addRow(g + 48, s * n3, n0, n1, n2, n3);
}

// @ts-ignore: decorator
@inline function addRow(g: usize, s: f32, a: f32, b: f32, c: f32, d: f32): void {
  v128.store(g, f32x4.add(v128.load(g), f32x4.mul(f32x4.splat(s), vec(a, b, c, d))));
}

/** From the finer rigid level f. */
export function coarsenGround(f: RigidLevel, c: RigidLevel): void {
  c.sprung = f.sprung;
  memory.fill(c.ground, 0, (<usize>c.nx) << 6);
  if (!f.sprung) return;
  for (let i = 0; i < c.nx; i++) {
    const g = c.ground + ((<usize>i) << 6);
    const a = at(c.weights, i),
      b: f32 = 1 - a,
      dw = a * at(c.west, i),
      de = b * at(c.east, i);
    const west = f.ground + ((<usize>i) << 7);
    const v = vec(a, dw, b, de),
      t = vec(0, a, 0, b);
    addCell(g, west, vec(1, 0, 0, 0), vec(0, 1, 0, 0), v, t);
    if (2 * i + 1 < f.nx) addCell(g, west + 64, v, t, vec(0, 0, 1, 0), vec(0, 0, 0, 1));
  }
}

// g += N^T G N, rows of N: n0..n3.
function addCell(g: usize, fine: usize, n0: v128, n1: v128, n2: v128, n3: v128): void {
  addOuter(g, n0, timesRow(fine, n0, n1, n2, n3));
  addOuter(g, n1, timesRow(fine + 16, n0, n1, n2, n3));
  addOuter(g, n2, timesRow(fine + 32, n0, n1, n2, n3));
  addOuter(g, n3, timesRow(fine + 48, n0, n1, n2, n3));
}

// @ts-ignore: decorator
@inline function timesRow(r: usize, n0: v128, n1: v128, n2: v128, n3: v128): v128 {
  return f32x4.add(
    f32x4.add(f32x4.mul(v128.load32_splat(r), n0), f32x4.mul(v128.load32_splat(r, 4), n1)),
    f32x4.add(f32x4.mul(v128.load32_splat(r, 8), n2), f32x4.mul(v128.load32_splat(r, 12), n3)),
  );
}

function addOuter(g: usize, n: v128, t: v128): void {
  v128.store(g, f32x4.add(v128.load(g), f32x4.mul(v128.shuffle<i32>(n, n, 0, 0, 0, 0), t)));
  v128.store(g, f32x4.add(v128.load(g, 16), f32x4.mul(v128.shuffle<i32>(n, n, 1, 1, 1, 1), t)), 16);
  v128.store(g, f32x4.add(v128.load(g, 32), f32x4.mul(v128.shuffle<i32>(n, n, 2, 2, 2, 2), t)), 32);
  v128.store(g, f32x4.add(v128.load(g, 48), f32x4.mul(v128.shuffle<i32>(n, n, 3, 3, 3, 3), t)), 48);
}

/** f += springs times x on row 0 (row triples of stride s). */
export function addGround(l: RigidLevel, x: usize, f: usize): void {
  if (!l.sprung) return;
  const v = x + l.stride,
    t = v + l.stride,
    fv = f + l.stride,
    ft = fv + l.stride;
  for (let i = 0; i < l.nx; i++) {
    const g = l.ground + ((<usize>i) << 6),
      o = (<usize>i) << 2;
    const q = vec(at(v, i), at(t, i), at(v, i + 1), at(t, i + 1));
    bump(fv + o, g, q);
    bump(ft + o, g + 16, q);
    bump(fv + o + 4, g + 32, q);
    bump(ft + o + 4, g + 48, q);
  }
}

// @ts-ignore: decorator
@inline function vec(a: f32, b: f32, c: f32, d: f32): v128 {
  return f32x4.replace_lane(f32x4.replace_lane(f32x4.replace_lane(f32x4.splat(a), 1, b), 2, c), 3, d);
}

// @ts-ignore: decorator
@inline function bump(f: usize, row: usize, q: v128): void {
  const p = f32x4.mul(v128.load(row), q);
  store<f32>(
    f,
    load<f32>(f) +
      (f32x4.extract_lane(p, 0) + f32x4.extract_lane(p, 1)) +
      (f32x4.extract_lane(p, 2) + f32x4.extract_lane(p, 3)),
  );
}

/** Diagonal blocks of the springs onto the six rows xx xy xt yy yt tt of node row 0. */
export function groundBlocks(l: RigidLevel, inv: usize): void {
  const s = l.stride;
  for (let i = 0; i < l.nx; i++) {
    const g = l.ground + ((<usize>i) << 6);
    for (let k: usize = 0; k < 2; k++) {
      const o = inv + ((<usize>i + k) << 2) + 3 * s,
        d = g + 40 * k;
      store<f32>(o, load<f32>(o) + load<f32>(d));
      store<f32>(o + s, load<f32>(o + s) + load<f32>(d, 4));
      store<f32>(o + 2 * s, load<f32>(o + 2 * s) + load<f32>(d, 20));
    }
  }
}
