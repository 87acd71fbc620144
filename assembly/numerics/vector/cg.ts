// Preconditioned conjugate gradients on padded f64 rows (u | v of one node row side by side).
// Prescribed unknowns have p = 0; their residual is masked, so they never count.
import { alloc, f64s } from "../../memory/arena";
import { commonSpace, jobSpace, share } from "../../threads/team";
import { createCoarsest } from "./coarsest";
import { CycleWork, fillCycleWork, vcycle } from "./cycle";
import { forceRow } from "./force";
import { Level, createLevels } from "./level";
import { RowWork, addSpring, addSprings, coefRow, createRows, residualOf, spread } from "./residual";
import { borderOf, stripsFor, sumOf } from "./strips";
import { VectorSystem } from "./system";


@unmanaged
export class Cg {
  finest: Level;
  cycle: CycleWork;
  rows: RowWork;
  whole: CgStrip; // for passes over all rows
  r: usize; // (ny+1) row pairs
  p: usize; // (ny+2) row pairs, the last zero
  q: usize; // (ny+1) row pairs; work space between solves
  sums: usize; // f64[ny+1]: sums over the rows of the pass at hand
  start: f64; // norm of the first residual of the last solve

  solve(v: VectorSystem, rtol: f64, atol: f64, maxit: i32): i32 {
    const s = this.rows.stride;
    let rr = residualOf(v, this.rows, this.r, this.r + s, 2 * s, this.sums);
    this.start = Math.sqrt(rr);
    if (!(rr < Infinity)) return this.fail(v, rr, 0);
    const goal = Math.max(rtol * this.start, atol),
      stop = goal * goal;
    let rz: f64 = 1,
      it = 0,
      beta: f64 = 0;
    while (!(rr <= stop)) {
      if (it == maxit) return this.fail(v, rr, it);
      // The cycle sees r scaled to order one, whatever the units.
      const norm = Math.sqrt(rr);
      pass(this, v, narrow, 1 / norm, 0);
      const next = vcycle(this.finest, this.cycle) * rr;
      if (!(next > 0)) return this.fail(v, rr, it);
      beta = it > 0 ? next / rz : 0;
      rz = next;
      pass(this, v, direct, norm, beta);
      const pq = sumOf(this.sums, v.ny + 1);
      if (!(pq > 0)) return this.fail(v, rr, it);
      pass(this, v, advance, rz / pq, 0);
      rr = sumOf(this.sums, v.ny + 1);
      it++;
    }
    v.residualNorm = Math.sqrt(rr);
    return it;
  }

  private fail(v: VectorSystem, rr: f64, it: i32): i32 {
    v.residualNorm = Math.sqrt(rr);
    // what is not finite must not stay: the first direction is z + 0 p
    memory.fill(this.p, 0, <usize>(v.ny + 2) * 2 * this.rows.stride);
    return -1 - it;
  }
}

/** Rows [from, to) of a pass over the vectors with the numbers a and b. */
@unmanaged
class CgStrip {
  cg: Cg;
  v: VectorSystem;
  rows: RowWork;
  from: i32;
  to: i32;
  before: usize; // p of row from - 1 as it is before the pass, where that is another strip's
  after: usize; // p of row to
  a: f64;
  b: f64;
}

type Rows = (p: CgStrip) => void;

/** A pass that is cut into strips. */
@unmanaged
class CgPass {
  cg: Cg;
  v: VectorSystem;
  rows: Rows;
  strips: i32;
  borders: usize;
  a: f64;
  b: f64;

  /** p on both sides of a border. */
  // @ts-ignore: decorator
  @inline border(k: i32): usize {
    return this.borders + <usize>k * 4 * this.cg.rows.stride;
  }
}

function pass(c: Cg, v: VectorSystem, rows: Rows, a: f64, b: f64): void {
  const count = v.ny + 1,
    n = stripsFor(v.nx, count);
  if (n == 1) {
    const p = c.whole;
    p.cg = c;
    p.v = v;
    p.rows = c.rows;
    p.from = 0;
    p.to = count;
    p.a = a;
    p.b = b;
    rows(p);
    return;
  }
  const p = changetype<CgPass>(jobSpace()),
    row: usize = 2 * c.rows.stride;
  p.cg = c;
  p.v = v;
  p.rows = rows;
  p.strips = n;
  p.borders = commonSpace();
  p.a = a;
  p.b = b;
  for (let k = 1; k < n; k++) memory.copy(p.border(k), c.p + <usize>(borderOf(count, n, k) - 1) * row, 2 * row);
  share(strip, n, (v.nx * count) / n);
}

const ROWS_AT: usize = 64;

function strip(job: usize, k: i32, lane: usize): void {
  const c = changetype<CgPass>(job),
    p = changetype<CgStrip>(lane),
    count = c.v.ny + 1;
  p.cg = c.cg;
  p.v = c.v;
  p.rows = changetype<RowWork>(lane + ROWS_AT);
  p.rows.layOut(c.v.nx);
  p.from = borderOf(count, c.strips, k);
  p.to = borderOf(count, c.strips, k + 1);
  p.before = c.border(k);
  p.after = c.border(k + 1) + 2 * p.rows.stride;
  p.a = c.a;
  p.b = c.b;
  c.rows(p);
}

// rhs of the cycle = a r.
function narrow(p: CgStrip): void {
  const c = p.cg,
    l = c.finest,
    w = p.rows;
  for (let j = p.from; j < p.to; j++) {
    const r = c.r + <usize>j * 2 * w.stride,
      out = l.rhs + <usize>j * 2 * l.stride;
    narrowRow(r, out, w.len, p.a);
    narrowRow(r + w.stride, out + l.stride, w.len, p.a);
  }
}

// p = a z + b p, q = K p; sums p . q.
function direct(p: CgStrip): void {
  const c = p.cg,
    v = p.v,
    w = p.rows,
    two: usize = 2 * w.stride,
    ny = v.ny,
    n = v.nx + 1;
  memory.fill(w.ring, 0, 4 * w.stride);
  const third: f64 = v.full ? 1.0 / 3 : 0;
  let at = c.p + <usize>p.from * two;
  combine(c, p.from, at, p.a, p.b);
  if (p.from > 0) {
    combine(c, p.from - 1, p.before, p.a, p.b);
    forceRow<f64>(p.before, at, coefRow(v, w, p.from - 1), w.ring, w.force, w.stride, w.len, third);
  }
  for (let j = p.from; j < p.to; j++) {
    const next = j + 1 < p.to || j == ny ? at + two : p.after,
      q = c.q + <usize>j * two;
    if (j < ny) combine(c, j + 1, next, p.a, p.b);
    forceRow<f64>(at, next, coefRow(v, w, j), w.ring, q, w.stride, w.len, third);
    if (j == 0) addSprings(v.springY, q + w.stride, at + w.stride, n);
    if (v.tiedTop && v.springTop > 0 && j == ny) addSpring(v.springTop, q + w.stride, at + w.stride, n);
    if (v.tiedTop && j == ny) spread(q + w.stride, n);
    store<f64>(c.sums + ((<usize>j) << 3), dotRow(at, q, w.stride, w.len));
    at = next;
  }
}

// Row j of p = s z + beta p, at `p`.
function combine(c: Cg, j: i32, p: usize, s: f64, beta: f64): void {
  const w = c.rows,
    l = c.finest,
    z = l.x + <usize>j * 2 * l.stride;
  combineRow(z, p, w.len, s, beta);
  combineRow(z + l.stride, p + w.stride, w.len, s, beta);
}

// u += a p, r -= a q on free unknowns; sums r . r.
function advance(p: CgStrip): void {
  const c = p.cg,
    v = p.v,
    w = p.rows,
    l = c.finest,
    n = v.nx + 1,
    y = w.stride;
  for (let j = p.from; j < p.to; j++) {
    const o = <usize>j * 2 * w.stride,
      u = (<usize>(j * n)) << 3,
      m = l.inv + <usize>j * 3 * l.stride;
    const r = c.r + o,
      q = c.q + o,
      d = c.p + o;
    addRow(v.ux + u, d, n, p.a);
    addRow(v.uy + u, d + y, n, p.a);
    const rr = shrinkRow(r, q, m, w.len, p.a) + shrinkRow(r + y, q + y, m + 2 * l.stride, w.len, p.a);
    store<f64>(c.sums + ((<usize>j) << 3), rr);
  }
}

function narrowRow(a: usize, out: usize, len: usize, s: f64): void {
  const w = f64x2.splat(s);
  for (let i: usize = 0; i < len; i += 16) {
    const t = f32x4.demote_f64x2_zero(f64x2.mul(w, v128.load(a + i)));
    v128.store64_lane(out + (i >> 1), t, 0);
  }
}

// p = s z + beta p with z in f32.
function combineRow(z: usize, p: usize, len: usize, s: f64, beta: f64): void {
  const sv = f64x2.splat(s),
    bv = f64x2.splat(beta);
  for (let i: usize = 0; i < len; i += 16) {
    const t = f64x2.promote_low_f32x4(v128.load64_zero(z + (i >> 1)));
    v128.store(p + i, f64x2.add(f64x2.mul(sv, t), f64x2.mul(bv, v128.load(p + i))));
  }
}

function dotRow(a: usize, b: usize, s: usize, len: usize): f64 {
  let t = f64x2.splat(0),
    u = t;
  for (let i: usize = 0; i < len; i += 16) {
    t = f64x2.add(t, f64x2.mul(v128.load(a + i), v128.load(b + i)));
    u = f64x2.add(u, f64x2.mul(v128.load(a + s + i), v128.load(b + s + i)));
  }
  t = f64x2.add(t, u);
  return f64x2.extract_lane(t, 0) + f64x2.extract_lane(t, 1);
}

function addRow(u: usize, p: usize, n: i32, alpha: f64): void {
  const a = f64x2.splat(alpha);
  const end = (<usize>n) << 3,
    even = end & ~15;
  let i: usize = 0;
  for (; i < even; i += 16) v128.store(u + i, f64x2.add(v128.load(u + i), f64x2.mul(a, v128.load(p + i))));
  if (i < end) store<f64>(u + i, load<f64>(u + i) + alpha * load<f64>(p + i));
}

// r -= alpha q where the f32 mask is not zero, r = 0 elsewhere; returns r . r.
function shrinkRow(r: usize, q: usize, mask: usize, len: usize, alpha: f64): f64 {
  const a = f64x2.splat(alpha),
    zero = f32x4.splat(0);
  let t = f64x2.splat(0);
  for (let i: usize = 0; i < len; i += 16) {
    const m = i64x2.extend_low_i32x4_s(f32x4.ne(v128.load64_zero(mask + (i >> 1)), zero));
    const d = v128.and(f64x2.sub(v128.load(r + i), f64x2.mul(a, v128.load(q + i))), m);
    v128.store(r + i, d);
    t = f64x2.add(t, f64x2.mul(d, d));
  }
  return f64x2.extract_lane(t, 0) + f64x2.extract_lane(t, 1);
}

export function createCg(nx: i32, ny: i32): Cg {
  const c = changetype<Cg>(alloc(offsetof<Cg>()));
  c.finest = createLevels(nx, ny, 4);
  c.cycle = changetype<CycleWork>(alloc(offsetof<CycleWork>()));
  c.rows = createRows(nx);
  c.whole = changetype<CgStrip>(alloc(offsetof<CgStrip>()));
  c.sums = f64s(ny + 1);
  fillCycleWork(c.cycle, c.finest, c.sums);
  let l = c.finest;
  while (l.coarse !== null) l = l.coarse!;
  c.cycle.coarsest = createCoarsest(l);
  const row = <i32>(c.rows.stride >> 3);
  c.r = f64s(2 * row * (ny + 1));
  c.p = f64s(2 * row * (ny + 2));
  c.q = f64s(2 * row * (ny + 1));
  return c;
}
