// Nodal 3x3 blocks of a rigid level, inverted for block-Jacobi; and its scalar conductances.
import { groundBlocks } from "./ground";
import { BLOCK, RigidLevel, heightOf, rowOfCells } from "./level";
import { Conductances } from "./weights";

/** Fills l.inv. On a tied last row it holds 1/K_uu | K_uv/K_uu | 1/Schur of (u_I, the one v). */
export function invertRigid(l: RigidLevel, tied: bool): void {
  const s = l.stride,
    rows: usize = 6 * s,
    zero = f32x4.splat(0);
  memory.fill(l.inv, 0, <usize>(l.ny + 1) * rows);
  for (let j = 0; j < l.ny; j++) {
    const dy = f32x4.splat(heightOf(l, j));
    let k = l.k + <usize>j * rowOfCells(l);
    for (let i: usize = 0; i < l.len; i += 16, k += BLOCK) {
      const sw = l.inv + <usize>j * rows + i,
        nw = sw + rows;
      const dx = f32x4.sub(v128.load(l.west + i), v128.load(l.east + i));
      addPair(k, sw, sw + 4, s, dx, zero);
      addPair(k + 144, sw, nw, s, zero, dy);
      addPair(k + 288, sw, nw + 4, s, dx, dy);
      addPair(k + 432, sw + 4, nw, s, f32x4.neg(dx), dy);
      addPair(k + 576, sw + 4, nw + 4, s, zero, dy);
      addPair(k + 720, nw, nw + 4, s, dx, zero);
    }
  }
  groundBlocks(l, l.inv);
  for (let j = 0; j <= l.ny; j++) {
    const row = l.inv + <usize>j * rows,
      fix = l.fix + j * (l.nx + 1);
    if (tied && j == l.ny) invertTied(row, s, fix, l.nx);
    else for (let i = 0; i <= l.nx; i++) invertNode(row + ((<usize>i) << 2), s, load<u8>(fix + i));
  }
}

// Inverse by elimination t, v, u with prescribed or dead unknowns left out.
function invertNode(o: usize, s: usize, fix: i32): void {
  const xx = <f64>load<f32>(o),
    xy = <f64>load<f32>(o + s),
    xt = <f64>load<f32>(o + 2 * s);
  const yy = <f64>load<f32>(o + 3 * s),
    yt = <f64>load<f32>(o + 4 * s),
    tt = <f64>load<f32>(o + 5 * s);
  const DEAD = 1e-6;
  const it: f64 = (fix & 4) != 0 || tt <= 0 ? 0 : 1 / tt;
  const vt = yt * it,
    ut = xt * it;
  const sv = yy - vt * yt;
  const iv: f64 = (fix & 2) != 0 || sv <= DEAD * yy ? 0 : 1 / sv;
  const c = (xy - ut * yt) * iv;
  const su = xx - ut * xt - c * (xy - ut * yt);
  const iu: f64 = (fix & 1) != 0 || su <= DEAD * xx ? 0 : 1 / su;
  // x = L^-T D^-1 L^-1 with u' = u - c v.. worked out entry by entry.
  const a = iu,
    b = -c * iu,
    g = -(ut - c * vt) * iu;
  const bb = iv + c * c * iu,
    bg = -vt * iv + c * (ut - c * vt) * iu;
  const gg = it + vt * vt * iv + (ut - c * vt) * (ut - c * vt) * iu;
  store<f32>(o, <f32>a);
  store<f32>(o + s, iv != 0 ? <f32>b : 0);
  store<f32>(o + 2 * s, it != 0 ? <f32>g : 0);
  store<f32>(o + 3 * s, iv != 0 ? <f32>bb : 0);
  store<f32>(o + 4 * s, iv != 0 && it != 0 ? <f32>bg : 0);
  store<f32>(o + 5 * s, it != 0 ? <f32>gg : 0);
}

function invertTied(row: usize, s: usize, fix: usize, nx: i32): void {
  let schur: f64 = 0;
  for (let i = 0; i <= nx; i++) {
    const o = row + ((<usize>i) << 2);
    const a = <f64>load<f32>(o),
      b = <f64>load<f32>(o + s),
      d = <f64>load<f32>(o + 3 * s);
    const free = a > 0 && (load<u8>(fix + i) & 1) == 0;
    const g: f64 = free ? b / a : 0;
    schur += d - g * b;
    store<f32>(o, free ? <f32>(1 / a) : 0);
    store<f32>(o + s, <f32>g);
  }
  const r: f32 = schur > 0 ? <f32>(1 / schur) : 0;
  for (let i = 0; i <= nx; i++) {
    const o = row + ((<usize>i) << 2);
    store<f32>(o + 2 * s, r);
    for (let k: usize = 3; k < 6; k++) store<f32>(o + k * s, 0);
  }
}

// Block k between the corners of four cells whose nodes are at a and b, (X, Y) apart: K_aa -= K_ab R_ab.
function addPair(k: usize, a: usize, b: usize, s: usize, X: v128, Y: v128): void {
  const uu = v128.load(k),
    uv = v128.load(k, 16),
    ut = v128.load(k, 32);
  const vu = v128.load(k, 48),
    vv = v128.load(k, 64),
    vt = v128.load(k, 80);
  const tu = v128.load(k, 96),
    tv = v128.load(k, 112),
    tt = v128.load(k, 128);
  less(a, uu);
  less(a + s, uv);
  less(a + 2 * s, turn(ut, uu, uv, X, Y));
  less(a + 3 * s, vv);
  less(a + 4 * s, turn(vt, vu, vv, X, Y));
  less(a + 5 * s, turn(tt, tu, tv, X, Y));
  const W = f32x4.neg(X),
    S = f32x4.neg(Y);
  less(b, uu);
  less(b + s, vu);
  less(b + 2 * s, turn(tu, uu, vu, W, S));
  less(b + 3 * s, vv);
  less(b + 4 * s, turn(tv, uv, vv, W, S));
  less(b + 5 * s, turn(tt, ut, vt, W, S));
}

// @ts-ignore: decorator
@inline function turn(t: v128, u: v128, v: v128, X: v128, Y: v128): v128 {
  return f32x4.add(t, f32x4.sub(f32x4.mul(X, v), f32x4.mul(Y, u)));
}

// @ts-ignore: decorator
@inline function less(o: usize, v: v128): void {
  v128.store(o, f32x4.sub(v128.load(o), v));
}

/** Conductances between the corners of each cell of l (see weights.ts). */
export function conductances(l: RigidLevel, q: Conductances): void {
  q.nx = l.nx;
  q.ny = l.ny;
  q.row = (l.nx + 3) & ~3;
  q.plane = (<usize>(q.row * l.ny)) << 2;
  q.diagonal = 1;
  for (let j = 0; j < l.ny; j++) {
    let k = l.k + <usize>j * rowOfCells(l),
      o = q.s + ((<usize>(j * q.row)) << 2);
    for (let i = 0; i < l.nx; i += 4, k += BLOCK, o += 16) {
      v128.store(o, conductance(k));
      v128.store(o + q.plane, conductance(k + 720));
      v128.store(o + 2 * q.plane, conductance(k + 144));
      v128.store(o + 3 * q.plane, conductance(k + 576));
      v128.store(o + 4 * q.plane, conductance(k + 288));
      v128.store(o + 5 * q.plane, conductance(k + 432));
    }
  }
}

// -(K_uu + K_vv) of a block.
// @ts-ignore: decorator
@inline function conductance(k: usize): v128 {
  return f32x4.neg(f32x4.add(v128.load(k), v128.load(k, 64)));
}
