// Galerkin coarse operators P^T K P, cell by cell: each coarse cell is the sum of its four finer ones,
// seen through the interpolation of their corners. Four coarse cells at a time (SIMD), in scratch
// matrices of vectors. Unknowns of a cell: (u, v, theta) at SW, SE, NW, NE.
import { Level } from "../level";
import { BLOCK, RigidLevel, at, rowOfCells } from "./level";

const ROW: usize = 12 * 16;
const NODE: usize = 3 * ROW;

/** Scratch matrices of vectors. */
@unmanaged export class Scratch {
  nodes: usize; // rows (u, v, theta) of the 3x3 finer nodes of a coarse cell, in its 12 unknowns
  q: usize;     // 5 strains of a finer cell
  t: usize;     // 12x12: stresses, or K_e N
  k: usize;     // 78: the coarse cell
  d: usize;     // 144: the finer cell
}

/** Bytes of the blocks of Scratch. */
export const SCRATCH: i32 = (27 * 12 + 60 + 144 + 78 + 144) * 16;

export function fillScratch(w: Scratch, p: usize): void {
  w.nodes = p;
  w.q = w.nodes + 9 * NODE;
  w.t = w.q + 5 * ROW;
  w.k = w.t + 12 * ROW;
  w.d = w.k + 78 * 16;
}

/**
 * Fills c.k from the finest level (two components) or, if that is null, from the rigid level f.
 * springs: on v of the finest row 0, shared out to cells; they are part of the cell matrices from here on.
 */
export function galerkin(
  finest: Level | null, f: RigidLevel | null, c: RigidLevel, w: Scratch, third: f32, springs: usize,
): void {
  const s = c.stride;
  memory.fill(w.nodes, 0, 9 * NODE);
  for (let j = 0; j < c.ny; j++) {
    const wt = c.weights + <usize>j * 6 * s;
    const south = at(c.mid, j) - at(c.py, j), north = at(c.py, j + 1) - at(c.mid, j);
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
            addRigid(w, corner);
          }
        }
      }
      if (j == 0 && springs != 0) {
        addSpring(w, w.nodes, pick(springs + 2 * i, 0));
        addSpring(w, w.nodes + NODE, pick(springs + 2 * i, 1));
        addSpring(w, w.nodes + 2 * NODE, pick(springs + 2 * i + 8, 0));
      }
      memory.copy(c.k + <usize>j * rowOfCells(c) + (i >> 4) * BLOCK, w.k, BLOCK);
    }
  }
}

// Every second float from p on, starting with the first or the second.
// @ts-ignore: decorator
@inline function pick(p: usize, odd: i32): v128 {
  const a = v128.load(p), b = v128.load(p, 16);
  return odd != 0 ? v128.shuffle<i32>(a, b, 1, 3, 5, 7) : v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

// The full symmetric matrix of finer cells (2I + x, row) at d; i: bytes of the coarse column.
function unpack(d: usize, g: RigidLevel, row: i32, i: usize, x: i32): void {
  let p = g.k + <usize>row * rowOfCells(g) + (i >> 3) * BLOCK;
  for (let a: usize = 0; a < 12; a++) {
    for (let b = a; b < 12; b++, p += 16) {
      const l = v128.load(p), r = v128.load(p, BLOCK);
      const e = x != 0 ? v128.shuffle<i32>(l, r, 1, 3, 5, 7) : v128.shuffle<i32>(l, r, 0, 2, 4, 6);
      v128.store(d + a * ROW + b * 16, e);
      v128.store(d + b * ROW + a * 16, e);
    }
  }
}

// Rows (u, v, theta) of the nine finer nodes in terms of the twelve coarse unknowns.
function interpolation(c: RigidLevel, wt: usize, i: usize, n: usize, south: f32, north: f32): void {
  const s = c.stride, one = f32x4.splat(1), zero = f32x4.splat(0);
  const dw = v128.load(c.west + i), de = v128.load(c.east + i);
  const ds = f32x4.splat(south), dn = f32x4.splat(-north);
  const aS = v128.load(wt + i), aN = v128.load(wt + 6 * s + i);
  const bW = v128.load(wt + s + i), bE = v128.load(wt + s + i, 4);
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
  const m2 = f32x4.add(m, m), h = f32x4.add(m, f32x4.mul(f32x4.splat(c), l));
  const se = sw + NODE, nw = sw + 3 * NODE, ne = nw + NODE;
  for (let k: usize = 0; k < ROW; k += 16) {
    const u0 = v128.load(sw + k), u1 = v128.load(se + k), u2 = v128.load(nw + k), u3 = v128.load(ne + k);
    const v0 = v128.load(sw + ROW + k), v1 = v128.load(se + ROW + k), v2 = v128.load(nw + ROW + k), v3 = v128.load(ne + ROW + k);
    let a = f32x4.sub(u1, u0), b = f32x4.sub(u3, u2);
    const ux = f32x4.add(a, b), hu = f32x4.sub(b, a);
    const uy = f32x4.add(f32x4.sub(u2, u0), f32x4.sub(u3, u1));
    a = f32x4.sub(v1, v0); b = f32x4.sub(v3, v2);
    const vx = f32x4.add(a, b), hv = f32x4.sub(b, a);
    const vy = f32x4.add(f32x4.sub(v2, v0), f32x4.sub(v3, v1));
    const p = f32x4.mul(l, f32x4.add(ux, vy)), shear = f32x4.add(uy, vx);
    const q = w.q + k, t = w.t + k;
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
  let e = w.k;
  for (let a: usize = 0; a < ROW; a += 16) {
    const p = w.q + a;
    const q0 = v128.load(p), q1 = v128.load(p + ROW), q2 = v128.load(p + 2 * ROW);
    const q3 = v128.load(p + 3 * ROW), q4 = v128.load(p + 4 * ROW);
    for (let b = a; b < ROW; b += 16, e += 16) {
      const t = w.t + b;
      let s = f32x4.add(f32x4.mul(q0, v128.load(t)), f32x4.mul(q1, v128.load(t + ROW)));
      s = f32x4.add(s, f32x4.mul(q2, v128.load(t + 2 * ROW)));
      s = f32x4.add(s, f32x4.add(f32x4.mul(q3, v128.load(t + 3 * ROW)), f32x4.mul(q4, v128.load(t + 4 * ROW))));
      v128.store(e, f32x4.add(v128.load(e), s));
    }
  }
}

// Spring s on v of one finer node: K += s n n^T.
function addSpring(w: Scratch, node: usize, s: v128): void {
  let e = w.k;
  for (let a: usize = 0; a < ROW; a += 16) {
    const sa = f32x4.mul(s, v128.load(node + ROW + a));
    for (let b = a; b < ROW; b += 16, e += 16) {
      v128.store(e, f32x4.add(v128.load(e), f32x4.mul(sa, v128.load(node + ROW + b))));
    }
  }
}

// Finer rigid cell: K += N^T (K_e N), N = the rows of its four corners.
function addRigid(w: Scratch, sw: usize): void {
  for (let a: usize = 0; a < 12; a++) {
    for (let k: usize = 0; k < ROW; k += 16) {
      let s = f32x4.splat(0);
      let p = w.d + a * ROW;
      for (let b = 0; b < 4; b++, p += 48) {
        const n = sw + corner(b) + k;
        s = f32x4.add(s, f32x4.mul(v128.load(p), v128.load(n)));
        s = f32x4.add(s, f32x4.mul(v128.load(p, 16), v128.load(n + ROW)));
        s = f32x4.add(s, f32x4.mul(v128.load(p, 32), v128.load(n + 2 * ROW)));
      }
      v128.store(w.t + a * ROW + k, s);
    }
  }
  let e = w.k;
  for (let a: usize = 0; a < ROW; a += 16) {
    for (let b = a; b < ROW; b += 16, e += 16) {
      let s = v128.load(e);
      let t = w.t + b;
      for (let c = 0; c < 4; c++, t += NODE) {
        const n = sw + corner(c) + a;
        s = f32x4.add(s, f32x4.mul(v128.load(n), v128.load(t)));
        s = f32x4.add(s, f32x4.mul(v128.load(n + ROW), v128.load(t + ROW)));
        s = f32x4.add(s, f32x4.mul(v128.load(n + 2 * ROW), v128.load(t + 2 * ROW)));
      }
      v128.store(e, s);
    }
  }
}

// Offset of corner b = SW, SE, NW, NE of a finer cell among the nine nodes.
// @ts-ignore: decorator
@inline function corner(b: i32): usize {
  return <usize>((b & 1) + 3 * (b >> 1)) * NODE;
}

/** Place of (a, b) in the packed upper triangle of a cell matrix. */
// @ts-ignore: decorator
@inline export function entry(a: i32, b: i32): i32 {
  const i = min(a, b), j = max(a, b);
  return i * 12 - ((i * (i - 1)) >> 1) + j - i;
}
