// Nodal 3x3 blocks of a rigid level, inverted for block-Jacobi; and its scalar conductances.
import { RigidLevel, cellMatrix } from "./level";
import { entry } from "./galerkin";
import { Conductances } from "./weights";

// Adds the block of corner c = SW, SE, NW, NE (0..3) to the node at o (6 rows).
function addCorner(o: usize, s: usize, k: usize, c: i32): void {
  let r = o;
  for (let a = 0; a < 3; a++) {
    for (let b = a; b < 3; b++, r += s) store<f32>(r, load<f32>(r) + load<f32>(k + (<usize>entry(3 * c + a, 3 * c + b) << 4)));
  }
}

/** Fills l.inv. On a tied last row it holds 1/K_uu | K_uv/K_uu | 1/Schur of (u_I, the one v). */
export function invertRigid(l: RigidLevel, tied: bool): void {
  const s = l.stride, rows: usize = 6 * s;
  memory.fill(l.inv, 0, <usize>(l.ny + 1) * rows);
  for (let j = 0; j < l.ny; j++) {
    for (let i = 0; i < l.nx; i++) {
      const o = l.inv + <usize>j * rows + (<usize>i << 2), k = cellMatrix(l, i, j);
      addCorner(o, s, k, 0);
      addCorner(o + 4, s, k, 1);
      addCorner(o + rows, s, k, 2);
      addCorner(o + rows + 4, s, k, 3);
    }
  }
  for (let j = 0; j <= l.ny; j++) {
    const row = l.inv + <usize>j * rows, fix = l.fix + j * (l.nx + 1);
    if (tied && j == l.ny) invertTied(row, s, fix, l.nx);
    else for (let i = 0; i <= l.nx; i++) invertNode(row + (<usize>i << 2), s, load<u8>(fix + i));
  }
}

// Inverse by elimination t, v, u with prescribed or dead unknowns left out.
function invertNode(o: usize, s: usize, fix: i32): void {
  const xx = <f64>load<f32>(o), xy = <f64>load<f32>(o + s), xt = <f64>load<f32>(o + 2 * s);
  const yy = <f64>load<f32>(o + 3 * s), yt = <f64>load<f32>(o + 4 * s), tt = <f64>load<f32>(o + 5 * s);
  const DEAD = 1e-6;
  const it: f64 = (fix & 4) != 0 || tt <= 0 ? 0 : 1 / tt;
  const vt = yt * it, ut = xt * it;
  const sv = yy - vt * yt;
  const iv: f64 = (fix & 2) != 0 || sv <= DEAD * yy ? 0 : 1 / sv;
  const c = (xy - ut * yt) * iv;
  const su = xx - ut * xt - c * (xy - ut * yt);
  const iu: f64 = (fix & 1) != 0 || su <= DEAD * xx ? 0 : 1 / su;
  // x = L^-T D^-1 L^-1 with u' = u - c v.. worked out entry by entry.
  const a = iu, b = -c * iu, g = -(ut - c * vt) * iu;
  const bb = iv + c * c * iu, bg = -vt * iv + c * (ut - c * vt) * iu;
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
    const o = row + (<usize>i << 2);
    const a = <f64>load<f32>(o), b = <f64>load<f32>(o + s), d = <f64>load<f32>(o + 3 * s);
    const free = a > 0 && (load<u8>(fix + i) & 1) == 0;
    const g: f64 = free ? b / a : 0;
    schur += d - g * b;
    store<f32>(o, free ? <f32>(1 / a) : 0);
    store<f32>(o + s, <f32>g);
  }
  const r: f32 = schur > 0 ? <f32>(1 / schur) : 0;
  for (let i = 0; i <= nx; i++) {
    const o = row + (<usize>i << 2);
    store<f32>(o + 2 * s, r);
    for (let k: usize = 3; k < 6; k++) store<f32>(o + k * s, 0);
  }
}

/** Conductances between the corners of each cell of l (see weights.ts). */
export function conductances(l: RigidLevel, q: Conductances): void {
  q.nx = l.nx;
  q.ny = l.ny;
  const s = l.stride;
  for (let j = 0; j < l.ny; j++) {
    for (let i = 0; i < l.nx; i++) {
      const k = cellMatrix(l, i, j), o = q.s + (<usize>(j * l.nx + i) << 2);
      store<f32>(o, pair(k, 0, 1));
      store<f32>(o + q.plane, pair(k, 2, 3));
      store<f32>(o + 2 * q.plane, pair(k, 0, 2));
      store<f32>(o + 3 * q.plane, pair(k, 1, 3));
      store<f32>(o + 4 * q.plane, pair(k, 0, 3));
      store<f32>(o + 5 * q.plane, pair(k, 1, 2));
    }
  }
}

// -(K_uu + K_vv) between two corners.
// @ts-ignore: decorator
@inline function pair(k: usize, a: i32, b: i32): f32 {
  return -load<f32>(k + (<usize>entry(3 * a, 3 * b) << 4)) - load<f32>(k + (<usize>entry(3 * a + 1, 3 * b + 1) << 4));
}
