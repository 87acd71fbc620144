// -div(a grad u) + c u = f on nx x ny square cells, finite volumes, symmetric positive definite:
//   sum over faces T (u - u_nb) + c u (+ s w (w.u)) = f,  T to the value 0 outside on the boundary.
// CG preconditioned by black-box multigrid; see layout.ts, fine.ts, galerkin.ts, cycle.ts, cg.ts.
import { alloc } from "../../memory/arena";
import { loadRows, loadSeam } from "./coefficients";
import { conjugateGradients, CONVERGED, NOT_FINITE, STALLED } from "./cg";
import { findPockets, look, makeCompatible, Range, restoreMeans } from "./components";
import { findFloating, prepareDirect, reserveDirect } from "./direct";
import { coarsenRows } from "./galerkin";
import { endsBlock, sumsAt, totalOf } from "./layout";
import { plainResidual } from "./refresh";
import { Rows, Strip, sweep, sweepSetup } from "./sweep";
import { layOut, reserve, System } from "./system";

/** Beyond this ratio of face coefficients the cycle works in double, */
const SINGLE_CONTRAST: f64 = 1e7;
/** and beyond this fall of the diagonal between levels (floating conductors, see Quads.fall). */
const SINGLE_FALL: f64 = 1e4;


@unmanaged
export class ScalarSolver extends System {
  range: Range;
  floating: bool;

  /** Builds coefficients and hierarchy from tx, ty, c, in single precision where that suffices. */
  setup(): void {
    this.inspect();
    const largest = this.range.largest;
    this.unit = largest > 0.0 ? 1.0 / powerOfTwo(largest) : 1.0;
    const single = !this.floating && this.range.most < SINGLE_CONTRAST * this.range.least;
    this.build(single ? 4 : 8);
    // remembered, so that a run of set-ups with floating conductors builds once each
    this.floating = this.quads.fall > SINGLE_FALL;
    if (single && this.floating) this.build(8);
  }

  /** New tx, ty, c for the operator of CG; the hierarchy (and the unit) stays, a little stale. */
  updateCoefficients(): void {
    if (this.precision == 0) {
      this.setup();
      return;
    }
    this.inspect();
    this.findFloating();
    if (this.precision == 4) this.load<f32>(false);
    else this.load<f64>(false);
  }

  /**
   * The operator becomes A + s w w^T with w = f64[nx] on the cells of `row` (0 or ny - 1); s = 0
   * switches the term off. The sum must stay positive definite. w is read again by every solve.
   */
  rankOne(row: i32, w: usize, s: f64): void {
    this.rank.row = row;
    this.rank.w = w;
    this.rank.strength = s;
  }

  /**
   * Improves u until ||f - A u||_2 <= max(rtol ||f||_2, atol). Returns the iterations, negative if
   * maxit came first or rounding stopped it (contrast 1e8 and beyond with floating conductors), -1 where f, with u as it was, or
   * u is not finite. In parts with no tie to a value f is taken without its mean and u keeps its own.
   */
  solve(rtol: f64, atol: f64, maxit: i32): i32 {
    makeCompatible(this);
    this.measure();
    if (!(this.rhsNorm < Infinity)) return -1;
    const target = Math.max(rtol * this.rhsNorm, atol);
    let end = STALLED;
    if (this.precision == 4) {
      end = conjugateGradients<f32>(this, target, maxit, 0);
      if (end == NOT_FINITE) return -1;
      // out of iterations, the next solve goes on in double
      if (end != CONVERGED) this.build(8);
    } else {
      this.iterations = 0;
    }
    if (this.precision == 8 && end == STALLED) end = conjugateGradients<f64>(this, target, maxit, this.iterations);
    if (end == NOT_FINITE) return -1;
    // nothing that is not finite may stay in the work arrays: they are multiplied by 0, not cleared
    if (!(this.residualNorm < Infinity)) this.build(8);
    if (this.direct === null) restoreMeans(this);
    this.balanceFlux(target);
    if (this.direct !== null) restoreMeans(this);
    return end == CONVERGED ? this.iterations : -this.iterations;
  }

  /** out[nx*ny] = f - A u in flux form; returns its 2-norm. */
  residual(out: usize): f64 {
    return plainResidual(this, out);
  }

  /** Norm and sum of the right-hand side. */
  private measure(): void {
    sweep(this, this.fine, 0.0, 0.0, (p: Strip): void => measureRows(p.system, p.from, p.to), null);
    this.rhsNorm = Math.sqrt(totalOf(this.sums, this.fine.mj, 0));
    this.totals.rhs = totalOf(this.sums, this.fine.mj, 1);
  }

  private inspect(): void {
    look(this, this.range);
    const range = this.range;
    this.pockets.count = 0;
    if (!range.tied || range.least == 0.0) findPockets(this, range);
  }

  private build(size: i32): void {
    layOut(this, size);
    this.quads.fall = 0.0;
    if (size == 4) this.hierarchy<f32>();
    else this.hierarchy<f64>();
  }

  /** Coefficients of the finest level; with `build`, its interpolation and the next level too. */
  private load<T>(build: bool): void {
    const rows: Rows = build
      ? (p: Strip): void => loadRows<T>(p.system, true, p.from, p.to, p.quads)
      : (p: Strip): void => loadRows<T>(p.system, false, p.from, p.to, p.quads);
    sweepSetup(this, this.fine, rows, (p: Strip): void => loadSeam<T>(p.system, p.from, p.quads.rows));
  }

  private hierarchy<T>(): void {
    this.load<T>(true);
    let level = this.fine.coarser!;
    const direct = this.direct;
    while (level.coarser !== null && (direct === null || level != direct.level)) {
      sweepSetup(this, level, (p: Strip): void => coarsenRows<T>(p.quads, p.level, p.from, p.to), null);
      level = level.coarser!;
    }
    if (direct !== null) prepareDirect<T>(direct);
    this.findFloating();
  }

  /** Tells the exact level what floats. */
  private findFloating(): void {
    const direct = this.direct;
    if (direct !== null) findFloating(direct, this.pockets.count > 0 ? this.pockets.label : 0, this.nx);
  }

  /**
   * Corrects u within span{1, u} by Galerkin: the residual then sums to zero (what flows in flows
   * out) and u.r = 0 (fluxes at driven boundaries are second order in the error). Skipped where it
   * would lift the residual over the target.
   */
  private balanceFlux(target: f64): void {
    if (this.pockets.count > 0 && this.direct === null) return;
    let ones = this.totals.slack,
      size = this.totals.slackNorm;
    if (this.rank.strength != 0.0) {
      let sum = 0.0;
      for (let i = 0; i < this.nx; i++) sum += load<f64>(this.rank.w + ((<usize>i) << 3));
      ones += this.rank.strength * sum * sum;
      size += Math.abs(this.rank.strength * sum) * norm(this.rank.w, this.nx);
    }
    const flow = this.totals.rhs - this.totals.residual,
      energy = this.totals.drive - this.totals.work;
    const det = ones * energy - flow * flow;
    let shift = 0.0,
      stretch = 0.0;
    if (det > 1e-10 * ones * energy) {
      shift = (this.totals.residual * energy - this.totals.work * flow) / det;
      stretch = (this.totals.work * ones - this.totals.residual * flow) / det;
    } else if (ones > 0.0) {
      shift = this.totals.residual / ones;
    }
    const change = Math.abs(shift) * size + Math.abs(stretch) * (this.rhsNorm + this.residualNorm);
    if (!(this.residualNorm + change <= target)) return;
    sweep(this, this.fine, 1.0 + stretch, shift, (p: Strip): void => shiftRows(p.system, p.a, p.b, p.from, p.to), null);
  }
}

/** Sums the square and the value of the right-hand side. */
export function measureRows(s: System, from: i32, to: i32): void {
  const nx = s.nx,
    mj = s.fine.mj;
  let square = f64x2.splat(0.0),
    sum = square;
  for (let J = from; J < to; J++) {
    const p = s.pockets.rhs + ((<usize>(2 * J * nx)) << 3),
      n = nx * min(2, s.ny - 2 * J);
    for (let k = 0; k < n - 1; k += 2) {
      const v = v128.load(p + ((<usize>k) << 3));
      square = f64x2.add(square, f64x2.mul(v, v));
      sum = f64x2.add(sum, v);
    }
    if ((n & 1) != 0) {
      const v = f64x2.replace_lane(f64x2.splat(0.0), 0, load<f64>(p + ((<usize>(n - 1)) << 3)));
      square = f64x2.add(square, f64x2.mul(v, v));
      sum = f64x2.add(sum, v);
    }
    if (!endsBlock(J, mj)) continue;
    const sums = sumsAt(s.sums, J);
    store<f64>(sums, f64x2.extract_lane(square, 0) + f64x2.extract_lane(square, 1));
    store<f64>(sums, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1), 8);
    square = f64x2.splat(0.0);
    sum = square;
  }
}

/** u = a u + b */
export function shiftRows(s: System, a: f64, b: f64, from: i32, to: i32): void {
  const n = s.nx * (min(2 * to, s.ny) - 2 * from),
    p = s.u + ((<usize>(2 * from * s.nx)) << 3);
  const k = f64x2.splat(a),
    c = f64x2.splat(b);
  for (let i = 0; i < n - 1; i += 2) {
    const q = p + ((<usize>i) << 3);
    v128.store(q, f64x2.add(f64x2.mul(v128.load(q), k), c));
  }
  if ((n & 1) != 0) {
    const q = p + ((<usize>(n - 1)) << 3);
    store<f64>(q, load<f64>(q) * a + b);
  }
}

function powerOfTwo(x: f64): f64 {
  return reinterpret<f64>(reinterpret<u64>(x) & 0x7ff0000000000000);
}

function norm(p: usize, n: i32): f64 {
  let sum = 0.0;
  for (let k = 0; k < n; k++) sum += load<f64>(p + ((<usize>k) << 3)) * load<f64>(p + ((<usize>k) << 3));
  return Math.sqrt(sum);
}

/** A solver for nx x ny cells with its memory; fill tx, ty, c, f, u, then setup() and solve(). */
export function createScalar(nx: i32, ny: i32): ScalarSolver {
  const s = changetype<ScalarSolver>(alloc(offsetof<ScalarSolver>()));
  s.range = changetype<Range>(alloc(offsetof<Range>()));
  reserve(s, nx, ny);
  return s;
}

/**
 * A solver for a region between insulators that leave channels a few cells wide: parts without a tie to a value float
 * instead of having a cell grounded, and a level of up to 64 x 64 cells is solved exactly (direct.ts).
 */
export function createComposite(nx: i32, ny: i32): ScalarSolver {
  const s = createScalar(nx, ny);
  s.direct = reserveDirect(s.fine);
  return s;
}
