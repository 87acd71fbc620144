// V-cycle with Chebyshev block-Jacobi in f32. Each half of the cycle is one sweep over memory: the
// smoothing steps follow each other as a wavefront of rows (step k works k rows behind step 1, in
// place, because forceRow never looks back), and the residual goes to the coarse grid row by row.
import { alloc, f32s } from "../../memory/arena";
import { jobSpace, share } from "../../threads/team";
import { Coarsest } from "./coarsest";
import { forceRow } from "./force";
import { Level } from "./level";
import { RigidCycle } from "./rigid/cycle";
import { prolongRigid, restrictRigid } from "./rigid/transfer";
import { STEPS, dotRow, firstRow, residualRow, spreadRow, stepRow, stepTied } from "./smooth";
import { Pass, Strip, stripBytes, stripsFor, sumOf } from "./strips";
import { prolongRow, restrictRow } from "./transfer";

/** What the levels share. */
@unmanaged
export class CycleWork {
  whole: Strip; // for passes over all rows
  zero: usize; // one row pair, always zero
  sums: usize; // f64[ny+1] of the finest level
  cheb: usize; // (c1, c2) of each step
  third: f32;
  tied: bool;
  coarsest: Coarsest;
  rigid: RigidCycle | null; // the robust hierarchy in use, or null
}

/** Reserves it for the finest level l; `sums`: f64[ny+1]. */
export function fillCycleWork(w: CycleWork, l: Level, sums: usize): void {
  w.whole = changetype<Strip>(alloc(stripBytes(l.nx)));
  w.zero = f32s(2 * <i32>(l.stride >> 2));
  w.sums = sums;
  w.cheb = f32s(2 * STEPS);
}

/** l.x = approximate solution of K x = l.rhs on the finest level. Returns x . rhs. */
export function vcycle(l: Level, w: CycleWork): f64 {
  const rigid = w.rigid,
    c = l.coarse;
  if (rigid === null && c === null) solveCoarsest(l, w);
  else {
    half(l, w, true);
    if (rigid !== null) rigid.run(rigid.first, true);
    else correct(c!, w);
    half(l, w, false);
  }
  return sumOf(w.sums, l.ny + 1);
}

// l.x = approximate solution of K x = l.rhs on a coarse level.
function correct(l: Level, w: CycleWork): void {
  const c = l.coarse;
  if (c === null) {
    w.coarsest.solve(l);
    return;
  }
  half(l, w, true);
  correct(c, w);
  half(l, w, false);
}

function solveCoarsest(l: Level, w: CycleWork): void {
  w.coarsest.solve(l);
  for (let j = 0; j <= l.ny; j++) {
    const o = <usize>j * 2 * l.stride;
    store<f64>(w.sums + ((<usize>j) << 3), dotRow(l.x + o, l.rhs + o, l.stride, l.len));
  }
}

/** Half of a cycle on one level. */
@unmanaged
class Half extends Pass {
  level: Level;
  work: CycleWork;
  down: bool;
}

// Way down or up on level l, with the rigid hierarchy below it if that is in use (it has one finer level only).
function half(l: Level, w: CycleWork, down: bool): void {
  const rows = l.ny + 1,
    row: usize = 2 * l.stride,
    n = stripsFor(l.nx, rows);
  if (n == 1) {
    const q = w.whole;
    q.whole(rows, l.x, row, l.stride);
    halfRows(l, w, q, down);
  } else {
    const p = changetype<Half>(jobSpace());
    p.level = l;
    p.work = w;
    p.down = down;
    p.cut(n, rows, l.x, row);
    share(halfStrip, n, (l.nx * l.ny) / n);
  }
  if (down) {
    if (w.rigid !== null) w.rigid!.spread();
    else if (w.tied) spreadRow(l.coarse!.rhs + (<usize>l.coarse!.ny * 2 + 1) * l.coarse!.stride, l.coarse!.nx + 1);
  }
}

function halfStrip(job: usize, k: i32, lane: usize): void {
  const p = changetype<Half>(job),
    q = changetype<Strip>(lane);
  q.part(p, k, p.level.stride);
  halfRows(p.level, p.work, q, p.down);
}

function halfRows(l: Level, w: CycleWork, q: Strip, down: bool): void {
  if (down) downRows(l, w, q);
  else upRows(l, w, q);
}

// K x of row j of level l into q.force, ring k.
function force(l: Level, w: CycleWork, q: Strip, k: i32, j: i32): void {
  const s = l.stride;
  const x = q.at(j);
  forceRow<f32>(x, q.at(j + 1), l.coef + <usize>j * 2 * s, q.rings + <usize>k * 4 * s, q.force, s, l.len, w.third);
  if (j == 0) {
    const f = q.force + s,
      v = x + s;
    for (let i: usize = 0; i < l.len; i += 16) {
      v128.store(f + i, f32x4.add(v128.load(f + i), f32x4.mul(v128.load(l.spring + i), v128.load(v + i))));
    }
  }
}

function step(l: Level, w: CycleWork, q: Strip, k: i32, j: i32): void {
  const s = l.stride;
  const b = l.rhs + <usize>j * 2 * s,
    inv = l.inv + <usize>j * 3 * s,
    x = q.at(j);
  const d = q.steps + <usize>(j & 7) * 2 * s;
  const c = w.cheb + ((<usize>(k - 1)) << 3),
    p0 = load<f32>(c),
    p1 = load<f32>(c + 4);
  if (w.tied && j == l.ny) stepTied(q.force, b, inv, x, d, s, l.len, p0, p1);
  else stepRow(q.force, b, inv, x, d, s, l.len, p0, p1);
}

// Pre-smoothing from zero, residual, restriction. Step k is made on all rows that the last row of the strip hears
// of in the steps after it; on the row before them the force is only computed for what it leaves to the next.
function downRows(l: Level, w: CycleWork, q: Strip): void {
  const s = l.stride,
    ny = l.ny;
  if (w.rigid !== null) w.rigid!.clear(q);
  for (let t = q.first(4); t < q.to + STEPS; t++) {
    if (t < q.last(3)) first(l, w, q, t);
    for (let k = 2; k <= STEPS; k++) {
      const j = t - k + 1,
        least = q.first(5 - k);
      if (j < max(0, least - 1) || j >= q.last(4 - k)) continue;
      force(l, w, q, k - 2, j);
      if (j >= least) step(l, w, q, k, j);
    }
    const j = t - STEPS,
      least = q.first(1);
    if (j < max(0, least - 1)) continue;
    force(l, w, q, STEPS, j);
    if (j < least) continue;
    const r = q.residual + <usize>(j & 3) * 2 * s;
    residualRow(q.force, l.rhs + <usize>j * 2 * s, l.inv + <usize>j * 3 * s, r, s, l.len);
    if (w.tied && j == ny) spreadRow(r + s, l.nx + 1);
    if (w.rigid !== null) restrictRigid(w.rigid!.first, j, r, s, j >= q.from, j + 1 < q.to || j == ny, false);
    else if (j >= q.from) restrictTo(l, w, q, j);
  }
}

function first(l: Level, w: CycleWork, q: Strip, j: i32): void {
  const s = l.stride;
  const b = l.rhs + <usize>j * 2 * s,
    inv = l.inv + <usize>j * 3 * s,
    x = q.at(j);
  const d = q.steps + <usize>(j & 7) * 2 * s;
  if (w.tied && j == l.ny) {
    memory.fill(x, 0, 2 * s);
    memory.fill(d, 0, 2 * s);
    stepTied(w.zero, b, inv, x, d, s, l.len, 0, load<f32>(w.cheb + 4));
  } else firstRow(b, inv, x, d, s, l.len, load<f32>(w.cheb + 4));
}

// Sends the residual of row j to the coarse level, once the rows beside a coarse row are there.
function restrictTo(l: Level, w: CycleWork, q: Strip, j: i32): void {
  const c = l.coarse!,
    s = l.stride,
    odd = (j & 1) != 0;
  if (!odd && j != l.ny) return;
  const out = c.rhs + <usize>(j >> 1) * 2 * c.stride,
    r = residualOf(q, j, s);
  // An odd last row belongs to the last coarse row alone.
  const mid = odd ? residualOf(q, j - 1, s) : r,
    lo = j > 1 ? residualOf(q, odd ? j - 2 : j - 1, s) : w.zero;
  restrictRow(lo, mid, odd && j != l.ny ? r : w.zero, s, q.mix, l.nx, out, c.stride, c.len);
  if (odd && j == l.ny) restrictRow(w.zero, r, w.zero, s, q.mix, l.nx, out + 2 * c.stride, c.stride, c.len);
}

// @ts-ignore: decorator
@inline function residualOf(q: Strip, j: i32, s: usize): usize {
  return q.residual + <usize>(j & 3) * 2 * s;
}

// Coarse correction and post-smoothing; x . rhs row by row.
function upRows(l: Level, w: CycleWork, q: Strip): void {
  const s = l.stride;
  for (let t = q.first(3); t < q.to + STEPS; t++) {
    if (t < q.last(3)) prolongTo(l, w, t, q.at(t));
    for (let k = 1; k <= STEPS; k++) {
      const j = t - k,
        least = q.first(3 - k);
      if (j < max(0, least - 1) || j >= q.last(3 - k)) continue;
      force(l, w, q, k - 1, j);
      if (j < least) continue;
      step(l, w, q, k, j);
      if (k < STEPS) continue;
      store<f64>(w.sums + ((<usize>j) << 3), dotRow(q.at(j), l.rhs + <usize>j * 2 * s, s, l.len));
    }
  }
}

function prolongTo(l: Level, w: CycleWork, j: i32, x: usize): void {
  const s = l.stride,
    inv = l.inv + <usize>j * 3 * s;
  if (w.rigid !== null) {
    prolongRigid(w.rigid!.first, j, x, s, inv, inv + 2 * s, inv, false);
    return;
  }
  const c = l.coarse!,
    cs: usize = 2 * c.stride;
  const top = j == l.ny && (j & 1) != 0;
  const e0 = c.x + <usize>(top ? c.ny : j >> 1) * cs,
    e1 = c.x + <usize>(top ? c.ny : (j + 1) >> 1) * cs;
  prolongRow(e0, e1, c.stride, l.nx, x, s, l.len, inv);
}
