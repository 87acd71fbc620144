// Galerkin coarse operators P^T K P, cell by cell: each coarse cell is the sum of its four finer ones,
// seen through the interpolation of their corners; only the blocks between different corners are kept
// (see level.ts). Four coarse cells at a time (SIMD), in scratch matrices of vectors with the columns
// (u, v, theta) at SW, SE, NW, NE.
import { jobSpace, share } from "../../../threads/team";
import { Level } from "../level";
import { borderOf, stripsFor } from "../strips";
import { BLOCK, RigidLevel, at, rowOfCells } from "./level";

const ROW: usize = 12 * 16;
const NODE: usize = 3 * ROW;

/** Scratch matrices of vectors. */
@unmanaged export class Scratch {
  nodes: usize; // rows (u, v, theta) of the 3x3 finer nodes of a coarse cell, in its 12 unknowns
  q: usize; // 12x12: 5 strains of a finer cell, or the motions of its corners
  t: usize; // 12x12: their stresses or forces
  k: usize; // 54: the coarse cell
  d: usize; // 54: the finer cell
}

/** Bytes of the blocks of Scratch. */
export const SCRATCH: i32 = (27 * 12 + 144 + 144 + 54 + 54) * 16;

export function fillScratch(w: Scratch, p: usize): void {
  w.nodes = p;
  w.q = w.nodes + 9 * NODE;
  w.t = w.q + 12 * ROW;
  w.k = w.t + 12 * ROW;
  w.d = w.k + BLOCK;
}

/** A product that is cut into strips. */
@unmanaged
class Product {
  finest: Level | null;
  f: RigidLevel | null;
  c: RigidLevel;
  third: f32;
  strips: i32;
}

/** Fills c.k from the finest level (two components) or, if that is null, from the rigid level f. */
export function galerkin(finest: Level | null, f: RigidLevel | null, c: RigidLevel, w: Scratch, third: f32): void {
  const n = stripsFor(c.nx, c.ny);
  if (n == 1) {
    galerkinRows(finest, f, c, w, third, 0, c.ny);
    return;
  }
  const p = changetype<Product>(jobSpace());
  p.finest = finest;
  p.f = f;
  p.c = c;
  p.third = third;
  p.strips = n;
  share(galerkinStrip, n, (COST * c.nx * c.ny) / n);
}

// A cell takes as long as so many of the finest level in a pass of the cycle.
const COST: i32 = 64;

function galerkinStrip(job: usize, k: i32, lane: usize): void {
  const p = changetype<Product>(job),
    c = p.c,
    w = changetype<Scratch>(lane);
  fillScratch(w, lane + 64);
  galerkinRows(p.finest, p.f, c, w, p.third, borderOf(c.ny, p.strips, k), borderOf(c.ny, p.strips, k + 1));
}

function galerkinRows(
  finest: Level | null,
  f: RigidLevel | null,
  c: RigidLevel,
  w: Scratch,
  third: f32,
  from: i32,
  to: i32,
): void {
  const s = c.stride;
  memory.fill(w.nodes, 0, 9 * NODE);
  for (let j = from; j < to; j++) {
    const wt = c.weights + <usize>j * 6 * s;
    const south = at(c.mid, j) - at(c.py, j),
      north = at(c.py, j + 1) - at(c.mid, j);
    for (let i: usize = 0; i < c.len; i += 16) {
      interpolation(c, wt, i, w.nodes, south, north);
      memory.fill(w.k, 0, BLOCK);
      for (let y = 0; y < 2; y++) {
        for (let x = 0; x < 2; x++) {
          const corner = w.nodes + <usize>(3 * y + x) * NODE;
          if (finest !== null) {
            const row = finest.coef + <usize>(2 * j + y) * 2 * finest.stride + 2 * i;
            addElastic(w, corner, pick(row, x), pick(row + finest.stride, x), third);
          } else {
            unpack(w.d, f!, 2 * j + y, i, x);
            const dx = x == 0 ? v128.load(c.west + i) : f32x4.neg(v128.load(c.east + i));
            addRigid(w, corner, dx, f32x4.splat(y == 0 ? south : north));
          }
        }
      }
      memory.copy(c.k + <usize>j * rowOfCells(c) + (i >> 4) * BLOCK, w.k, BLOCK);
    }
  }
}

// Every second float from p on, starting with the first or the second.
// @ts-ignore: decorator
@inline function pick(p: usize, odd: i32): v128 {
  const a = v128.load(p),
    b = v128.load(p, 16);
  return odd != 0 ? v128.shuffle<i32>(a, b, 1, 3, 5, 7) : v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

// The blocks of finer cells (2I + x, row) at d; i: bytes of the coarse column.
function unpack(d: usize, g: RigidLevel, row: i32, i: usize, x: i32): void {
  const p = g.k + <usize>row * rowOfCells(g) + (i >> 3) * BLOCK;
  for (let e: usize = 0; e < BLOCK; e += 16) {
    const l = v128.load(p + e),
      r = v128.load(p + e, BLOCK);
    v128.store(d + e, x != 0 ? v128.shuffle<i32>(l, r, 1, 3, 5, 7) : v128.shuffle<i32>(l, r, 0, 2, 4, 6));
  }
}

// Rows (u, v, theta) of the nine finer nodes in terms of the twelve coarse unknowns.
function interpolation(c: RigidLevel, wt: usize, i: usize, n: usize, south: f32, north: f32): void {
  const s = c.stride,
    one = f32x4.splat(1),
    zero = f32x4.splat(0);
  const dw = v128.load(c.west + i),
    de = v128.load(c.east + i);
  const ds = f32x4.splat(south),
    dn = f32x4.splat(-north);
  const aS = v128.load(wt + i),
    aN = v128.load(wt + 6 * s + i);
  const bW = v128.load(wt + s + i),
    bE = v128.load(wt + s + i, 4);
  block(n, 0, 0, one, zero, zero);
  block(n, 2, 1, one, zero, zero);
  block(n, 6, 2, one, zero, zero);
  block(n, 8, 3, one, zero, zero);
  block(n, 1, 0, aS, dw, zero);
  block(n, 1, 1, f32x4.sub(one, aS), de, zero);
  block(n, 3, 0, bW, zero, ds);
  block(n, 3, 2, f32x4.sub(one, bW), zero, dn);
  block(n, 5, 1, bE, zero, ds);
  block(n, 5, 3, f32x4.sub(one, bE), zero, dn);
  block(n, 7, 2, aN, dw, zero);
  block(n, 7, 3, f32x4.sub(one, aN), de, zero);
  block(n, 4, 0, v128.load(wt + 2 * s + i), dw, ds);
  block(n, 4, 1, v128.load(wt + 3 * s + i), de, ds);
  block(n, 4, 2, v128.load(wt + 4 * s + i), dw, dn);
  block(n, 4, 3, v128.load(wt + 5 * s + i), de, dn);
}

// Block of finer node `node` on coarse corner `k`: w (rigid motion over (dx, dy)).
function block(n: usize, node: usize, k: usize, w: v128, dx: v128, dy: v128): void {
  const p = n + node * NODE + 48 * k;
  v128.store(p, w);
  v128.store(p, f32x4.neg(f32x4.mul(w, dy)), 32);
  v128.store(p + ROW, w, 16);
  v128.store(p + ROW, f32x4.mul(w, dx), 32);
  v128.store(p + 2 * ROW, w, 32);
}

// Finer cell of the finest grid: K += strains^T stresses, L = lam/4, M = mu/4 (see ../force.ts).
function addElastic(w: Scratch, sw: usize, l: v128, m: v128, c: f32): void {
  const m2 = f32x4.add(m, m),
    h = f32x4.add(m, f32x4.mul(f32x4.splat(c), l));
  const se = sw + NODE,
    nw = sw + 3 * NODE,
    ne = nw + NODE;
  for (let k: usize = 0; k < ROW; k += 16) {
    const u0 = v128.load(sw + k),
      u1 = v128.load(se + k),
      u2 = v128.load(nw + k),
      u3 = v128.load(ne + k);
    const v0 = v128.load(sw + ROW + k),
      v1 = v128.load(se + ROW + k),
      v2 = v128.load(nw + ROW + k),
      v3 = v128.load(ne + ROW + k);
    let a = f32x4.sub(u1, u0),
      b = f32x4.sub(u3, u2);
    const ux = f32x4.add(a, b),
      hu = f32x4.sub(b, a);
    const uy = f32x4.add(f32x4.sub(u2, u0), f32x4.sub(u3, u1));
    a = f32x4.sub(v1, v0);
    b = f32x4.sub(v3, v2);
    const vx = f32x4.add(a, b),
      hv = f32x4.sub(b, a);
    const vy = f32x4.add(f32x4.sub(v2, v0), f32x4.sub(v3, v1));
    const p = f32x4.mul(l, f32x4.add(ux, vy)),
      shear = f32x4.add(uy, vx);
    const q = w.q + k,
      t = w.t + k;
    v128.store(q, ux);
    v128.store(q + ROW, vy);
    v128.store(q + 2 * ROW, shear);
    v128.store(q + 3 * ROW, hu);
    v128.store(q + 4 * ROW, hv);
    v128.store(t, f32x4.add(p, f32x4.mul(m2, ux)));
    v128.store(t + ROW, f32x4.add(p, f32x4.mul(m2, vy)));
    v128.store(t + 2 * ROW, f32x4.mul(m, shear));
    v128.store(t + 3 * ROW, f32x4.mul(h, hu));
    v128.store(t + 4 * ROW, f32x4.mul(h, hv));
  }
  let o = w.k;
  for (let k = 0; k < 18; k++, o += 48) {
    const p = w.q + ((<usize>rowOf(k)) << 4);
    const q0 = v128.load(p),
      q1 = v128.load(p + ROW),
      q2 = v128.load(p + 2 * ROW);
    const q3 = v128.load(p + 3 * ROW),
      q4 = v128.load(p + 4 * ROW);
    const t = w.t + 48 * <usize>secondOf(k);
    for (let c: usize = 0; c < 48; c += 16) {
      const u = t + c;
      let s = f32x4.add(f32x4.mul(q0, v128.load(u)), f32x4.mul(q1, v128.load(u + ROW)));
      s = f32x4.add(s, f32x4.mul(q2, v128.load(u + 2 * ROW)));
      s = f32x4.add(s, f32x4.add(f32x4.mul(q3, v128.load(u + 3 * ROW)), f32x4.mul(q4, v128.load(u + 4 * ROW))));
      v128.store(o + c, f32x4.add(v128.load(o + c), s));
    }
  }
}

// Row k = 0..17 of the six blocks: its unknown of the cell, and the second corner of its block.
// @ts-ignore: decorator
@inline function rowOf(k: i32): i32 {
  return (k < 9 ? 0 : k < 15 ? 3 : 6) + (k % 3);
}

// @ts-ignore: decorator
@inline function secondOf(k: i32): i32 {
  return k < 9 ? k / 3 + 1 : k < 15 ? k / 3 - 1 : 3;
}

// Finer rigid cell, X wide and Y high: K += N^T (K_e N), N = the rows of its four corners.
function addRigid(w: Scratch, sw: usize, X: v128, Y: v128): void {
  memory.copy(w.q, sw, 2 * NODE);
  memory.copy(w.q + 2 * NODE, sw + 3 * NODE, 2 * NODE);
  memory.fill(w.t, 0, 12 * ROW);
  const zero = f32x4.splat(0);
  addPair(w, 0, 0, 1, X, zero);
  addPair(w, 1, 0, 2, zero, Y);
  addPair(w, 2, 0, 3, X, Y);
  addPair(w, 3, 1, 2, f32x4.neg(X), Y);
  addPair(w, 4, 1, 3, zero, Y);
  addPair(w, 5, 2, 3, X, zero);
  let o = w.k;
  for (let k = 0; k < 18; k++) {
    const p = w.q + ((<usize>rowOf(k)) << 4),
      second = w.t + 48 * <usize>secondOf(k);
    for (let q = second; q < second + 48; q += 16, o += 16) {
      let s = v128.load(o),
        t = zero;
      for (let r: usize = 0; r < 12 * ROW; r += 2 * ROW) {
        s = f32x4.add(s, f32x4.mul(v128.load(p + r), v128.load(q + r)));
        t = f32x4.add(t, f32x4.mul(v128.load(p + r, ROW), v128.load(q + r, ROW)));
      }
      v128.store(o, f32x4.add(s, t));
    }
  }
}

// Forces between corners a and b of all twelve columns; (X, Y) from a to b.
function addPair(w: Scratch, k: usize, a: usize, b: usize, X: v128, Y: v128): void {
  const m = w.d + k * 144;
  const m0 = v128.load(m),
    m1 = v128.load(m, 16),
    m2 = v128.load(m, 32);
  const m3 = v128.load(m, 48),
    m4 = v128.load(m, 64),
    m5 = v128.load(m, 80);
  const m6 = v128.load(m, 96),
    m7 = v128.load(m, 112),
    m8 = v128.load(m, 128);
  for (let c: usize = 0; c < ROW; c += 16) {
    const p = w.q + a * NODE + c,
      q = w.q + b * NODE + c,
      f = w.t + a * NODE + c,
      g = w.t + b * NODE + c;
    const ta = v128.load(p, 2 * ROW),
      tb = v128.load(q, 2 * ROW),
      t = f32x4.sub(tb, ta);
    const du = f32x4.sub(v128.load(q), v128.load(p)),
      dv = f32x4.sub(v128.load(q, ROW), v128.load(p, ROW));
    let u = f32x4.add(du, f32x4.mul(Y, ta)),
      v = f32x4.sub(dv, f32x4.mul(X, ta));
    v128.store(f, f32x4.add(v128.load(f), dot(m0, m1, m2, u, v, t)));
    v128.store(f, f32x4.add(v128.load(f, ROW), dot(m3, m4, m5, u, v, t)), ROW);
    v128.store(f, f32x4.add(v128.load(f, 2 * ROW), dot(m6, m7, m8, u, v, t)), 2 * ROW);
    u = f32x4.add(du, f32x4.mul(Y, tb));
    v = f32x4.sub(dv, f32x4.mul(X, tb));
    v128.store(g, f32x4.sub(v128.load(g), dot(m0, m3, m6, u, v, t)));
    v128.store(g, f32x4.sub(v128.load(g, ROW), dot(m1, m4, m7, u, v, t)), ROW);
    v128.store(g, f32x4.sub(v128.load(g, 2 * ROW), dot(m2, m5, m8, u, v, t)), 2 * ROW);
  }
}

// @ts-ignore: decorator
@inline function dot(a: v128, b: v128, c: v128, u: v128, v: v128, t: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(a, u), f32x4.mul(b, v)), f32x4.mul(c, t));
}
