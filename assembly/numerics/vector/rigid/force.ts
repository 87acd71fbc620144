// f = K x of one row of cells of a rigid level, carried from row to row like the 2-component forceRow.
import { BLOCK } from "./level";

// Pairs of corners (a, b) in work space: motion of b beyond the rigid motion of a (u, v, t), and a's beyond b's, turned
// round (u, v; t is the same).
const SW_SE: usize = 0,
  SW_NW: usize = 80,
  SW_NE: usize = 160,
  SE_NW: usize = 240,
  SE_NE: usize = 320,
  NW_NE: usize = 400;
/** Bytes of these for four cells. */
export const MOTIONS: usize = 480;

/**
 * Adds the cell row between node rows xs and xn (row triples) and writes the force on row xs to f, a row triple with
 * MOTIONS bytes of work space behind it; ring (3 rows) carries the share of row xn. k: the blocks of this cell row,
 * see level.ts; the cells are west - east wide and `height` high.
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
    m = f + 3 * s;
  const Y = f32x4.splat(height);
  let pu = f32x4.splat(0),
    pv = pu,
    pt = pu,
    qu = pu,
    qv = pu,
    qt = pu;
  for (let i: usize = 0, p = k; i < len; i += 16, p += BLOCK) {
    const X = f32x4.sub(v128.load(west + i), v128.load(east + i));
    motions(xs + i, xn + i, s, X, Y, m);
    const u1 = southEast(p, m, 0),
      v1 = southEast(p, m, 1),
      t1 = southEast(p, m, 2);
    v128.store(f + i, f32x4.add(f32x4.add(v128.load(ring + i), southWest(p, m, 0)), shift(pu, u1)));
    v128.store(f + s + i, f32x4.add(f32x4.add(v128.load(ring + s + i), southWest(p, m, 1)), shift(pv, v1)));
    v128.store(f + s2 + i, f32x4.add(f32x4.add(v128.load(ring + s2 + i), southWest(p, m, 2)), shift(pt, t1)));
    const u3 = northEast(p, m, 0),
      v3 = northEast(p, m, 1),
      t3 = northEast(p, m, 2);
    v128.store(ring + i, f32x4.add(northWest(p, m, 0), shift(qu, u3)));
    v128.store(ring + s + i, f32x4.add(northWest(p, m, 1), shift(qv, v3)));
    v128.store(ring + s2 + i, f32x4.add(northWest(p, m, 2), shift(qt, t3)));
    pu = u1;
    pv = v1;
    pt = t1;
    qu = u3;
    qv = v3;
    qt = t3;
  }
}

// Motions of all pairs of corners, X apart along x and Y along y, into m.
// @ts-ignore: decorator
@inline function motions(a: usize, b: usize, s: usize, X: v128, Y: v128, m: usize): void {
  const s2: usize = 2 * s;
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
  let u = f32x4.sub(u1, u0),
    v = f32x4.sub(v1, v0);
  pair(m + SW_SE, u, f32x4.sub(v, x0), u, f32x4.sub(v, x1), f32x4.sub(t1, t0));
  u = f32x4.sub(u2, u0);
  v = f32x4.sub(v2, v0);
  pair(m + SW_NW, f32x4.add(u, y0), v, f32x4.add(u, y2), v, f32x4.sub(t2, t0));
  u = f32x4.sub(u3, u0);
  v = f32x4.sub(v3, v0);
  pair(m + SW_NE, f32x4.add(u, y0), f32x4.sub(v, x0), f32x4.add(u, y3), f32x4.sub(v, x3), f32x4.sub(t3, t0));
  u = f32x4.sub(u2, u1);
  v = f32x4.sub(v2, v1);
  pair(m + SE_NW, f32x4.add(u, y1), f32x4.add(v, x1), f32x4.add(u, y2), f32x4.add(v, x2), f32x4.sub(t2, t1));
  u = f32x4.sub(u3, u1);
  v = f32x4.sub(v3, v1);
  pair(m + SE_NE, f32x4.add(u, y1), v, f32x4.add(u, y3), v, f32x4.sub(t3, t1));
  u = f32x4.sub(u3, u2);
  v = f32x4.sub(v3, v2);
  pair(m + NW_NE, u, f32x4.sub(v, x2), u, f32x4.sub(v, x3), f32x4.sub(t3, t2));
}

// @ts-ignore: decorator
@inline function pair(o: usize, ua: v128, va: v128, ub: v128, vb: v128, t: v128): void {
  v128.store(o, ua);
  v128.store(o, va, 16);
  v128.store(o, t, 32);
  v128.store(o, ub, 48);
  v128.store(o, vb, 64);
}

// Component r of the force on each corner.
// @ts-ignore: decorator
@inline function southWest(p: usize, m: usize, r: usize): v128 {
  return f32x4.add(f32x4.add(onFirst(p, r, m + SW_SE), onFirst(p + 144, r, m + SW_NW)), onFirst(p + 288, r, m + SW_NE));
}

// @ts-ignore: decorator
@inline function southEast(p: usize, m: usize, r: usize): v128 {
  return f32x4.add(
    f32x4.add(f32x4.neg(onSecond(p, r, m + SW_SE)), onFirst(p + 432, r, m + SE_NW)),
    onFirst(p + 576, r, m + SE_NE),
  );
}

// @ts-ignore: decorator
@inline function northWest(p: usize, m: usize, r: usize): v128 {
  return f32x4.add(
    f32x4.sub(f32x4.neg(onSecond(p + 144, r, m + SW_NW)), onSecond(p + 432, r, m + SE_NW)),
    onFirst(p + 720, r, m + NW_NE),
  );
}

// @ts-ignore: decorator
@inline function northEast(p: usize, m: usize, r: usize): v128 {
  return f32x4.sub(
    f32x4.sub(f32x4.neg(onSecond(p + 288, r, m + SW_NE)), onSecond(p + 576, r, m + SE_NE)),
    onSecond(p + 720, r, m + NW_NE),
  );
}

// Row r of the block at p times the motion at o of its second corner.
// @ts-ignore: decorator
@inline function onFirst(p: usize, r: usize, o: usize): v128 {
  const k = p + 48 * r;
  return f32x4.add(
    f32x4.add(f32x4.mul(v128.load(k), v128.load(o)), f32x4.mul(v128.load(k, 16), v128.load(o, 16))),
    f32x4.mul(v128.load(k, 32), v128.load(o, 32)),
  );
}

// Column r of it times the motion seen from the second corner.
// @ts-ignore: decorator
@inline function onSecond(p: usize, r: usize, o: usize): v128 {
  const k = p + 16 * r;
  return f32x4.add(
    f32x4.add(f32x4.mul(v128.load(k), v128.load(o, 48)), f32x4.mul(v128.load(k, 48), v128.load(o, 64))),
    f32x4.mul(v128.load(k, 96), v128.load(o, 32)),
  );
}

// @ts-ignore: decorator
@inline function shift(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 3, 4, 5, 6);
}
