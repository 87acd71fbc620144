// Rigid-body interpolation with the weights of weights.ts, row by row; restriction is its transpose:
//   u = sum w (U - theta (y-yc)),  v = sum w (V + theta (x-xc)),  theta = sum w theta_c.
// The finer level has 2 components (the finest) or 3; rows are u | v (| theta).
import { RigidLevel, at } from "./level";

/** x += P c.x on finer row j; mask rows: where the inverse block is zero nothing is added. */
export function prolongRigid(
  c: RigidLevel,
  j: i32,
  x: usize,
  s: usize,
  maskU: usize,
  maskV: usize,
  maskT: usize,
  three: bool,
): void {
  const k = c.stride,
    jc = j >> 1;
  const e = c.x + <usize>jc * 3 * k,
    n = e + 3 * k;
  const w = c.weights + <usize>jc * 6 * k;
  const one = f32x4.splat(1);
  const odd = (j & 1) != 0;
  const ds = f32x4.splat(odd ? at(c.mid, jc) - at(c.py, jc) : 0);
  const dn = f32x4.splat(odd ? at(c.mid, jc) - at(c.py, jc + 1) : 0);
  for (let i: usize = 0; i < c.len; i += 16) {
    const dw = v128.load(c.west + i),
      de = v128.load(c.east + i);
    const u0 = v128.load(e + i),
      u1 = v128.load(e + i, 4);
    const v0 = v128.load(e + k + i),
      v1 = v128.load(e + k + i, 4);
    const t0 = v128.load(e + 2 * k + i),
      t1 = v128.load(e + 2 * k + i, 4);
    let ue = u0,
      ve = v0,
      te = t0,
      uo: v128,
      vo: v128,
      to: v128;
    const vw = f32x4.add(v0, f32x4.mul(dw, t0)),
      vq = f32x4.add(v1, f32x4.mul(de, t1));
    if (!odd) {
      const a = v128.load(w + i),
        b = f32x4.sub(one, a);
      uo = mix(a, u0, b, u1);
      vo = mix(a, vw, b, vq);
      to = mix(a, t0, b, t1);
    } else {
      const u2 = v128.load(n + i),
        u3 = v128.load(n + i, 4);
      const v2 = v128.load(n + k + i),
        v3 = v128.load(n + k + i, 4);
      const t2 = v128.load(n + 2 * k + i),
        t3 = v128.load(n + 2 * k + i, 4);
      const us = f32x4.sub(u0, f32x4.mul(ds, t0)),
        un = f32x4.sub(u2, f32x4.mul(dn, t2));
      const a = v128.load(w + k + i),
        b = f32x4.sub(one, a);
      ue = mix(a, us, b, un);
      ve = mix(a, v0, b, v2);
      te = mix(a, t0, b, t2);
      const c0 = v128.load(w + 2 * k + i),
        c1 = v128.load(w + 3 * k + i);
      const c2 = v128.load(w + 4 * k + i),
        c3 = v128.load(w + 5 * k + i);
      uo = f32x4.add(
        mix(c0, us, c1, f32x4.sub(u1, f32x4.mul(ds, t1))),
        mix(c2, un, c3, f32x4.sub(u3, f32x4.mul(dn, t3))),
      );
      vo = f32x4.add(
        mix(c0, vw, c1, vq),
        mix(c2, f32x4.add(v2, f32x4.mul(dw, t2)), c3, f32x4.add(v3, f32x4.mul(de, t3))),
      );
      to = f32x4.add(mix(c0, t0, c1, t1), mix(c2, t2, c3, t3));
    }
    const o: usize = 2 * i;
    spreadPair(x + o, maskU + o, ue, uo);
    spreadPair(x + s + o, maskV + o, ve, vo);
    if (three) spreadPair(x + 2 * s + o, maskT + o, te, to);
  }
}

// @ts-ignore: decorator
@inline function mix(a: v128, x: v128, b: v128, y: v128): v128 {
  return f32x4.add(f32x4.mul(a, x), f32x4.mul(b, y));
}

// @ts-ignore: decorator
@inline function spreadPair(x: usize, mask: usize, even: v128, odd: v128): void {
  const zero = f32x4.splat(0);
  const a = v128.and(v128.shuffle<i32>(even, odd, 0, 4, 1, 5), f32x4.ne(v128.load(mask), zero));
  const b = v128.and(v128.shuffle<i32>(even, odd, 2, 6, 3, 7), f32x4.ne(v128.load(mask, 16), zero));
  v128.store(x, f32x4.add(v128.load(x), a));
  v128.store(x, f32x4.add(v128.load(x, 16), b), 16);
}

/**
 * c.rhs += P^T r of finer row j (already masked), on coarse row j/2 if `low` and on the next one if `high` (an odd j
 * lies between two); clear c.rhs first.
 */
export function restrictRigid(c: RigidLevel, j: i32, r: usize, s: usize, low: bool, high: bool, three: bool): void {
  const jc = j >> 1,
    k: usize = 3 * c.stride;
  const out = c.rhs + <usize>jc * k,
    w = c.weights + <usize>jc * 2 * k;
  if ((j & 1) == 0) {
    restrictOn(c, r, s, out, w, three);
    return;
  }
  if (low) restrictTo(c, r, s, out, w, at(c.mid, jc) - at(c.py, jc), three);
  if (high) restrictFrom(c, r, s, out + k, w, at(c.mid, jc) - at(c.py, jc + 1), three);
}

// A finer row on the coarse row `out`.
function restrictOn(c: RigidLevel, r: usize, s: usize, out: usize, w: usize, three: bool): void {
  const k = c.stride,
    one = f32x4.splat(1),
    zero = f32x4.splat(0);
  let p0 = zero,
    p1 = zero,
    p2 = zero;
  for (let i: usize = 0; i < c.len; i += 16) {
    const o = r + 2 * i;
    const uo = odds(o),
      vo = odds(o + s),
      to = three ? odds(o + 2 * s) : zero;
    const c0 = v128.load(w + i),
      c1 = f32x4.sub(one, c0);
    const r0 = f32x4.mul(c1, uo),
      r1 = f32x4.mul(c1, vo),
      r2 = f32x4.mul(c1, f32x4.add(to, f32x4.mul(v128.load(c.east + i), vo)));
    const tw = f32x4.add(to, f32x4.mul(v128.load(c.west + i), vo));
    push(out + i, f32x4.add(evens(o), f32x4.mul(c0, uo)), p0, r0);
    push(out + k + i, f32x4.add(evens(o + s), f32x4.mul(c0, vo)), p1, r1);
    push(out + 2 * k + i, f32x4.add(three ? evens(o + 2 * s) : zero, f32x4.mul(c0, tw)), p2, r2);
    p0 = r0;
    p1 = r1;
    p2 = r2;
  }
}

// A finer row that lies dy above the coarse row `out`, with the weights of the south.
function restrictTo(c: RigidLevel, r: usize, s: usize, out: usize, w: usize, dy: f32, three: bool): void {
  const k = c.stride;
  between(c, r, s, out, w + k, w + 2 * k, false, dy, three);
}

// The same for the coarse row above, with those of the north.
function restrictFrom(c: RigidLevel, r: usize, s: usize, out: usize, w: usize, dy: f32, three: bool): void {
  const k = c.stride;
  between(c, r, s, out, w + k, w + 4 * k, true, dy, three);
}

// @ts-ignore: decorator
@inline function between(
  c: RigidLevel,
  r: usize,
  s: usize,
  out: usize,
  side: usize,
  corners: usize,
  north: bool,
  dy: f32,
  three: bool,
): void {
  const k = c.stride,
    one = f32x4.splat(1),
    zero = f32x4.splat(0),
    d = f32x4.splat(dy);
  let p0 = zero,
    p1 = zero,
    p2 = zero;
  for (let i: usize = 0; i < c.len; i += 16) {
    const o = r + 2 * i;
    const ue = evens(o),
      uo = odds(o),
      vo = odds(o + s);
    const te = three ? evens(o + 2 * s) : zero,
      to = three ? odds(o + 2 * s) : zero;
    const share = north ? f32x4.sub(one, v128.load(side + i)) : v128.load(side + i);
    const west = v128.load(corners + i),
      east = v128.load(corners + k + i);
    const tw = f32x4.add(to, f32x4.mul(v128.load(c.west + i), vo)),
      tq = f32x4.add(to, f32x4.mul(v128.load(c.east + i), vo)),
      lean = f32x4.mul(d, uo);
    const r0 = f32x4.mul(east, uo),
      r1 = f32x4.mul(east, vo),
      r2 = f32x4.mul(east, f32x4.sub(tq, lean));
    push(out + i, mix(share, ue, west, uo), p0, r0);
    push(out + k + i, mix(share, evens(o + s), west, vo), p1, r1);
    push(out + 2 * k + i, mix(share, f32x4.sub(te, f32x4.mul(d, ue)), west, f32x4.sub(tw, lean)), p2, r2);
    p0 = r0;
    p1 = r1;
    p2 = r2;
  }
}

// Every second float from p on.
// @ts-ignore: decorator
@inline function evens(p: usize): v128 {
  return v128.shuffle<i32>(v128.load(p), v128.load(p, 16), 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline function odds(p: usize): v128 {
  return v128.shuffle<i32>(v128.load(p), v128.load(p, 16), 1, 3, 5, 7);
}

// out += own + what the column to the left sends east.
// @ts-ignore: decorator
@inline function push(out: usize, own: v128, left: v128, cur: v128): void {
  v128.store(out, f32x4.add(v128.load(out), f32x4.add(own, v128.shuffle<i32>(left, cur, 3, 4, 5, 6))));
}
