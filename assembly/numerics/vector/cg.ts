// Preconditioned conjugate gradients on padded f64 rows (u | v of one node row side by side).
// Prescribed unknowns have p = 0; their residual is masked, so they never count.
import { alloc, f64s } from "../../memory/arena";
import { createCoarsest } from "./coarsest";
import { CycleWork, fillCycleWork, vcycle } from "./cycle";
import { forceRow } from "./force";
import { Level, createLevels } from "./level";
import { prepare } from "./prepare";
import { RowWork, addSpring, addSprings, coefRow, fillRowWork, residualRows, spread } from "./residual";
import { VectorSolver } from "./solver";


@unmanaged export class Cg {
  finest: Level;
  cycle: CycleWork;
  rows: RowWork;
  r: usize; // (ny+1) row pairs
  p: usize; // (ny+2) row pairs, the last zero
  q: usize; // (ny+1) row pairs; work space between solves
  start: f64; // norm of the first residual of the last solve

  setup(v: VectorSolver): void {
    prepare(v, this);
  }

  solve(v: VectorSolver, rtol: f64, atol: f64, maxit: i32): i32 {
    const s = this.rows.stride;
    const rr0 = residualRows(v, this.r, this.r + s, 2 * s);
    let rr = rr0;
    this.start = Math.sqrt(rr0);
    const goal = Math.max(rtol * this.start, atol),
      stop = goal * goal;
    let rz: f64 = 1,
      it = 0,
      beta: f64 = 0;
    while (!(rr <= stop)) {
      if (it == maxit) return this.fail(v, rr, it);
      // The cycle sees r scaled to order one, whatever the units.
      const norm = Math.sqrt(rr);
      this.toSingle(1 / norm);
      const next = vcycle(this.finest, this.cycle) * rr;
      if (!(next > 0)) return this.fail(v, rr, it);
      beta = it > 0 ? next / rz : 0;
      rz = next;
      const pq = this.direction(v, beta, norm);
      if (!(pq > 0)) return this.fail(v, rr, it);
      rr = this.advance(v, rz / pq);
      it++;
    }
    v.residualNorm = Math.sqrt(rr);
    return it;
  }

  private fail(v: VectorSolver, rr: f64, it: i32): i32 {
    v.residualNorm = Math.sqrt(rr);
    return -1 - it;
  }

  // rhs of the cycle = s r.
  private toSingle(s: f64): void {
    const l = this.finest,
      w = this.rows;
    for (let j = 0; j <= l.ny; j++) {
      let from = this.r + <usize>j * 2 * w.stride,
        to = l.rhs + <usize>j * 2 * l.stride;
      narrowRow(from, to, w.len, s);
      narrowRow(from + w.stride, to + l.stride, w.len, s);
    }
  }

  // p = s z + beta p, q = K p; returns p . q.
  private direction(v: VectorSolver, beta: f64, s: f64): f64 {
    const w = this.rows,
      two: usize = 2 * w.stride,
      ny = v.ny;
    memory.fill(w.ring, 0, 4 * w.stride);
    const third: f64 = v.full ? 1.0 / 3 : 0;
    let pq: f64 = 0;
    this.directionRow(0, beta, s);
    for (let j = 0; j <= ny; j++) {
      if (j < ny) this.directionRow(j + 1, beta, s);
      const p = this.p + <usize>j * two,
        q = this.q + <usize>j * two;
      forceRow<f64>(p, p + two, coefRow(v, w, j), w.ring, q, w.stride, w.len, third);
      if (j == 0) addSprings(v.springY, q + w.stride, p + w.stride, v.nx + 1);
      if (v.tiedTop && v.springTop > 0 && j == ny) addSpring(v.springTop, q + w.stride, p + w.stride, v.nx + 1);
      if (v.tiedTop && j == ny) spread(q + w.stride, v.nx + 1);
      pq += dotRow(p, q, w.stride, w.len);
    }
    return pq;
  }

  private directionRow(j: i32, beta: f64, s: f64): void {
    const w = this.rows,
      l = this.finest;
    const p = this.p + <usize>j * 2 * w.stride,
      z = l.x + <usize>j * 2 * l.stride;
    combineRow(z, p, w.len, s, beta);
    combineRow(z + l.stride, p + w.stride, w.len, s, beta);
  }

  // u += alpha p, r -= alpha q on free unknowns; returns r . r.
  private advance(v: VectorSolver, alpha: f64): f64 {
    const w = this.rows,
      l = this.finest,
      n = v.nx + 1;
    let rr: f64 = 0;
    for (let j = 0; j <= v.ny; j++) {
      const o = <usize>j * 2 * w.stride,
        u = (<usize>(j * n)) << 3,
        m = l.inv + <usize>j * 3 * l.stride;
      const r = this.r + o,
        q = this.q + o,
        p = this.p + o,
        y = w.stride;
      addRow(v.ux + u, p, n, alpha);
      addRow(v.uy + u, p + y, n, alpha);
      rr += shrinkRow(r, q, m, w.len, alpha) + shrinkRow(r + y, q + y, m + 2 * l.stride, w.len, alpha);
    }
    return rr;
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
  c.rows = changetype<RowWork>(alloc(offsetof<RowWork>()));
  fillCycleWork(c.cycle, c.finest.stride);
  fillRowWork(c.rows, nx);
  let l = c.finest;
  while (l.coarse !== null) l = l.coarse!;
  c.cycle.coarsest = createCoarsest(l);
  const row = <i32>(c.rows.stride >> 3);
  c.r = f64s(2 * row * (ny + 1));
  c.p = f64s(2 * row * (ny + 2));
  c.q = f64s(2 * row * (ny + 1));
  return c;
}
