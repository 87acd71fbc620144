// -div(a grad u) + c u = f on nx x ny square cells, finite volumes:
//   sum over faces T (u - u_nb) + c u (+ s w (w.u)) = f,  T to the value 0 outside on the boundary.
import { alloc, f64s } from "../memory";

// @ts-ignore: decorator
@inline function at(p: usize, i: i32): f64 { return load<f64>(p + (<usize>i << 3)); }
// @ts-ignore: decorator
@inline function put(p: usize, i: i32, v: f64): void { store<f64>(p + (<usize>i << 3), v); }

@unmanaged
export class ScalarSolver {
  nx: i32;
  ny: i32;
  /** f64[(nx+1)*ny]: face between cells (i-1,j) and (i,j) */
  tx: usize;
  /** f64[nx*(ny+1)]: face between cells (i,j-1) and (i,j) */
  ty: usize;
  /** f64[nx*ny] >= 0 */
  c: usize;
  f: usize;
  /** in: start, out: solution */
  u: usize;
  rhsNorm: f64;
  residualNorm: f64;
  singular: bool;
  row: i32;
  w: usize;
  s: f64;
  d: usize;
  r: usize;
  z: usize;
  p: usize;
  q: usize;

  setup(): void { this.updateCoefficients(); }

  updateCoefficients(): void {
    const nx = this.nx, ny = this.ny;
    let slack = 0.0;
    for (let j = 0; j < ny; j++) {
      slack += at(this.tx, j * (nx + 1)) + at(this.tx, j * (nx + 1) + nx);
      for (let i = 0; i < nx; i++) {
        const k = j * nx + i, x = j * (nx + 1) + i;
        slack += at(this.c, k);
        if (j == 0) slack += at(this.ty, i) + at(this.ty, nx * ny + i);
        put(this.d, k,
          at(this.c, k) + at(this.tx, x) + at(this.tx, x + 1) + at(this.ty, k) + at(this.ty, k + nx));
      }
    }
    this.singular = slack == 0.0;
  }

  rankOne(row: i32, w: usize, s: f64): void {
    this.row = row;
    this.w = w;
    this.s = s;
  }

  /** out = g - A x (g = 0: minus A x); returns the 2-norm of out. */
  private defect(g: usize, x: usize, out: usize): f64 {
    const nx = this.nx, ny = this.ny;
    let sum = 0.0, wx = 0.0;
    if (this.s != 0.0) for (let i = 0; i < nx; i++) wx += at(this.w, i) * at(x, this.row * nx + i);
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i < nx; i++) {
        const k = j * nx + i, t = j * (nx + 1) + i, v = at(x, k);
        let a = at(this.c, k) * v;
        a += at(this.tx, t) * (i > 0 ? v - at(x, k - 1) : v);
        a += at(this.tx, t + 1) * (i < nx - 1 ? v - at(x, k + 1) : v);
        a += at(this.ty, k) * (j > 0 ? v - at(x, k - nx) : v);
        a += at(this.ty, k + nx) * (j < ny - 1 ? v - at(x, k + nx) : v);
        if (this.s != 0.0 && j == this.row) a += this.s * wx * at(this.w, i);
        const e = at(this.d, k) == 0.0 ? 0.0 : (g == 0 ? 0.0 : at(g, k)) - a;
        put(out, k, e);
        sum += e * e;
      }
    }
    return Math.sqrt(sum);
  }

  /** out[nx*ny] = f - A u in flux form; returns its 2-norm. */
  residual(out: usize): f64 { return this.defect(this.f, this.u, out); }

  /** Solves to ||f - A u|| <= max(rtol ||f||, atol); returns iterations, negative if not reached. */
  solve(rtol: f64, atol: f64, maxit: i32): i32 {
    const n = this.nx * this.ny, r = this.r, z = this.z, p = this.p, q = this.q;
    let norm = 0.0;
    for (let k = 0; k < n; k++) norm += at(this.f, k) * at(this.f, k);
    this.rhsNorm = Math.sqrt(norm);
    const target = Math.max(rtol * this.rhsNorm, atol);
    let res = this.residual(r), rz = 0.0, it = 0;
    if (this.singular) this.removeMean(r);
    for (; res > target && it < maxit; it++) {
      let fresh = 0.0;
      for (let k = 0; k < n; k++) {
        const d = at(this.d, k), e = d > 0.0 ? at(r, k) / d : 0.0;
        put(z, k, e);
        fresh += e * at(r, k);
      }
      const beta = it == 0 ? 0.0 : fresh / rz;
      rz = fresh;
      for (let k = 0; k < n; k++) put(p, k, it == 0 ? at(z, k) : at(z, k) + beta * at(p, k));
      this.defect(0, p, q);
      let pq = 0.0;
      for (let k = 0; k < n; k++) pq -= at(p, k) * at(q, k);
      if (!(pq > 0.0)) break;
      const alpha = rz / pq;
      norm = 0.0;
      for (let k = 0; k < n; k++) {
        put(this.u, k, at(this.u, k) + alpha * at(p, k));
        const e = at(r, k) + alpha * at(q, k);
        put(r, k, e);
        norm += e * e;
      }
      res = Math.sqrt(norm);
    }
    this.residualNorm = this.residual(r);
    return res <= target ? it : -it;
  }

  private removeMean(r: usize): void {
    const n = this.nx * this.ny;
    let sum = 0.0;
    for (let k = 0; k < n; k++) sum += at(r, k);
    for (let k = 0; k < n; k++) put(r, k, at(r, k) - sum / <f64>n);
  }
}

/** A solver for nx x ny cells with all its memory; fill tx, ty, c, f, u, then setup() and solve(). */
export function createScalar(nx: i32, ny: i32): ScalarSolver {
  const s = changetype<ScalarSolver>(alloc(offsetof<ScalarSolver>()));
  const n = nx * ny;
  s.nx = nx;
  s.ny = ny;
  s.tx = f64s((nx + 1) * ny);
  s.ty = f64s(nx * (ny + 1));
  s.c = f64s(n);
  s.f = f64s(n);
  s.u = f64s(n);
  s.d = f64s(n);
  s.r = f64s(n);
  s.z = f64s(n);
  s.p = f64s(n);
  s.q = f64s(n);
  return s;
}
