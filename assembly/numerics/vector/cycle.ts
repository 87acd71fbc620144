// V-cycle with Chebyshev block-Jacobi in f32. Each half of the cycle is one sweep over memory: the
// smoothing steps follow each other as a wavefront of rows (step k works k rows behind step 1, in
// place, because forceRow never looks back), and the residual goes to the coarse grid row by row.
import { f32s } from "../../memory/arena";
import { forceRow } from "./force";
import { Level } from "./level";
import { dotRow, firstRow, residualRow, spreadRow, stepRow, stepTied } from "./smooth";
import { prolongRow, restrictRow } from "./transfer";
import { Coarsest } from "./coarsest";
import { RigidCycle } from "./rigid/cycle";
import { prolongRigid, restrictRigid } from "./rigid/transfer";

/** Chebyshev steps before and after the coarse correction. */
export const STEPS: i32 = 3;

/** Row buffers, shared by all levels. */
@unmanaged export class CycleWork {
  row: usize; // bytes of one row of the finest level
  force: usize; // one row pair
  zero: usize; // one row pair, always zero
  rings: usize; // (STEPS+1) rings of 4 rows
  steps: usize; // 8 row pairs: d of the rows in flight
  residual: usize; // 4 row pairs
  mix: usize; // work row pair of the restriction, with a zero before it
  cheb: usize; // (c1, c2) of each step
  third: f32;
  tied: bool;
  coarsest: Coarsest;
  rigid: RigidCycle | null; // the robust hierarchy in use, or null
}

export function fillCycleWork(w: CycleWork, stride: usize): void {
  const n = <i32>(stride >> 2);
  w.row = stride;
  w.force = f32s(2 * n);
  w.zero = f32s(2 * n);
  w.rings = f32s(4 * (STEPS + 1) * n);
  w.steps = f32s(16 * n);
  w.residual = f32s(8 * n);
  w.cheb = f32s(2 * STEPS);
  w.mix = f32s(2 * n + 64) + 64;
}

/** l.x = approximate solution of K x = l.rhs. Returns x . rhs. */
export function vcycle(l: Level, w: CycleWork): f64 {
  const rigid = w.rigid;
  if (rigid !== null) {
    down(l, null, w);
    rigid.run(rigid.first, true);
    return up(l, null, w);
  }
  const c = l.coarse;
  if (c === null) {
    w.coarsest.solve(l);
    let dot: f64 = 0;
    for (let j = 0; j <= l.ny; j++) {
      const o = <usize>j * 2 * l.stride;
      dot += dotRow(l.x + o, l.rhs + o, l.stride, l.len);
    }
    return dot;
  }
  down(l, c, w);
  vcycle(c, w);
  return up(l, c, w);
}

// @ts-ignore: decorator
@inline function ringOf(w: CycleWork, k: i32, s: usize): usize {
  return w.rings + <usize>k * 4 * s;
}

// K x of row j of level l into w.force, ring k.
function force(l: Level, w: CycleWork, k: i32, j: i32): void {
  const s = l.stride;
  const x = l.x + <usize>j * 2 * s;
  forceRow<f32>(x, x + 2 * s, l.coef + <usize>j * 2 * s, ringOf(w, k, s), w.force, s, l.len, w.third);
  if (j == 0) {
    const f = w.force + s,
      v = x + s;
    for (let i: usize = 0; i < l.len; i += 16) {
      v128.store(f + i, f32x4.add(v128.load(f + i), f32x4.mul(v128.load(l.spring + i), v128.load(v + i))));
    }
  }
}

function step(l: Level, w: CycleWork, k: i32, j: i32): void {
  const s = l.stride;
  const b = l.rhs + <usize>j * 2 * s,
    inv = l.inv + <usize>j * 3 * s,
    x = l.x + <usize>j * 2 * s;
  const d = w.steps + <usize>(j & 7) * 2 * s;
  const c = w.cheb + ((<usize>(k - 1)) << 3),
    p = load<f32>(c),
    q = load<f32>(c + 4);
  if (w.tied && j == l.ny) stepTied(w.force, b, inv, x, d, s, l.len, p, q);
  else stepRow(w.force, b, inv, x, d, s, l.len, p, q);
}

// Pre-smoothing from zero, residual, restriction to c.rhs.
function down(l: Level, coarse: Level | null, w: CycleWork): void {
  const s = l.stride,
    ny = l.ny;
  memory.fill(w.rings, 0, <usize>(STEPS + 1) * 4 * s);
  if (coarse === null) w.rigid!.open();
  for (let t = 0; t <= ny + STEPS; t++) {
    if (t <= ny) first(l, w, t);
    for (let k = 2; k <= STEPS; k++) {
      const j = t - k + 1;
      if (j < 0 || j > ny) continue;
      force(l, w, k - 2, j);
      step(l, w, k, j);
    }
    const j = t - STEPS;
    if (j < 0) continue;
    force(l, w, STEPS, j);
    const r = w.residual + <usize>(j & 3) * 2 * s;
    residualRow(w.force, l.rhs + <usize>j * 2 * s, l.inv + <usize>j * 3 * s, r, s, l.len);
    if (w.tied && j == ny) spreadRow(r + s, l.nx + 1);
    if (coarse === null) {
      restrictRigid(w.rigid!.first, j, r, s, false);
      continue;
    }
    const c = coarse;
    if ((j & 1) != 0) {
      // An odd last row belongs to the last coarse row alone.
      restrictTo(l, c, w, j >> 1, j != ny);
      if (j == ny) restrictLast(l, c, w, r);
    } else if (j == ny) restrictTo(l, c, w, j >> 1, false);
  }
  if (coarse === null) w.rigid!.close();
}

function first(l: Level, w: CycleWork, j: i32): void {
  const s = l.stride;
  const b = l.rhs + <usize>j * 2 * s,
    inv = l.inv + <usize>j * 3 * s,
    x = l.x + <usize>j * 2 * s;
  const d = w.steps + <usize>(j & 7) * 2 * s;
  if (w.tied && j == l.ny) {
    memory.fill(x, 0, 2 * s);
    memory.fill(d, 0, 2 * s);
    stepTied(w.zero, b, inv, x, d, s, l.len, 0, load<f32>(w.cheb + 4));
  } else firstRow(b, inv, x, d, s, l.len, load<f32>(w.cheb + 4));
}

function restrictTo(l: Level, c: Level, w: CycleWork, jc: i32, above: bool): void {
  const s = l.stride,
    j = 2 * jc;
  const lo = j > 0 ? w.residual + <usize>((j - 1) & 3) * 2 * s : w.zero;
  const mid = w.residual + <usize>(j & 3) * 2 * s;
  const hi = above ? w.residual + <usize>((j + 1) & 3) * 2 * s : w.zero;
  restrictRow(lo, mid, hi, s, w.mix, l.nx, c.rhs + <usize>jc * 2 * c.stride, c.stride, c.len);
  if (w.tied && jc == c.ny) spreadRow(c.rhs + <usize>jc * 2 * c.stride + c.stride, c.nx + 1);
}

function restrictLast(l: Level, c: Level, w: CycleWork, r: usize): void {
  const out = c.rhs + <usize>c.ny * 2 * c.stride;
  restrictRow(w.zero, r, w.zero, l.stride, w.mix, l.nx, out, c.stride, c.len);
  if (w.tied) spreadRow(out + c.stride, c.nx + 1);
}

// Coarse correction and post-smoothing; x . rhs.
function up(l: Level, coarse: Level | null, w: CycleWork): f64 {
  const s = l.stride,
    ny = l.ny;
  memory.fill(w.rings, 0, <usize>(STEPS + 1) * 4 * s);
  memory.fill(w.steps, 0, 16 * s);
  let dot: f64 = 0;
  for (let t = 0; t <= ny + STEPS; t++) {
    if (t <= ny && coarse === null) {
      const inv = l.inv + <usize>t * 3 * s;
      prolongRigid(w.rigid!.first, t, l.x + <usize>t * 2 * s, s, inv, inv + 2 * s, inv, false);
    } else if (t <= ny) {
      const c = coarse!,
        cs: usize = 2 * c.stride;
      const top = t == ny && (t & 1) != 0;
      const e0 = c.x + <usize>(top ? c.ny : t >> 1) * cs;
      const e1 = c.x + <usize>(top ? c.ny : (t + 1) >> 1) * cs;
      prolongRow(e0, e1, c.stride, l.nx, l.x + <usize>t * 2 * s, s, l.len, l.inv + <usize>t * 3 * s);
    }
    for (let k = 1; k <= STEPS; k++) {
      const j = t - k;
      if (j < 0 || j > ny) continue;
      force(l, w, k - 1, j);
      step(l, w, k, j);
      if (k == STEPS) dot += dotRow(l.x + <usize>j * 2 * s, l.rhs + <usize>j * 2 * s, s, l.len);
    }
  }
  return dot;
}
