// Plane strain on the (nx+1) x (ny+1) nodes of square cells, bilinear displacements (or velocities):
//   K u = f,  K from per-cell (lam, mu) as in numerics/vector/rigid/force.ts, SPD once something is prescribed.
// Conjugate gradients in f64, preconditioned by one multigrid V-cycle in f32 (numerics/vector/rigid/cycle.ts).
// Natural row-major layout, node n = J*(nx+1)+I, row 0 at y = 0. Forces are per metre of depth [N/m];
// h drops out of K, so u has the unit of f/(lam, mu).
import { alloc, f64s } from "../../memory/arena";
import { Cg, createCg } from "./cg";
import { judge } from "./choice";
import { softenIslands } from "./islands";
import { prepare } from "./prepare";
import { reactionOf, residualOf } from "./residual";
import { RigidCycle, createRigidCycle } from "./rigid/cycle";
import { addPressureTo, divergenceOf, strainOf } from "./strain";
import { VectorSystem } from "./system";


@unmanaged
export class VectorSolver extends VectorSystem {
  rigid: RigidCycle | null;
  cg: Cg;

  /** Builds the preconditioner from lam, mu, full, tiedTop, masks and springs. Call after any of them changed. */
  setup(): void {
    prepare(this, this.cg, this.rigid);
  }

  /** Makes room for the robust hierarchy, once, before the run. */
  reserveRobust(): void {
    if (this.rigid !== null) return;
    this.rigid = createRigidCycle(this.cg.finest, this.cg.q);
  }

  /**
   * Softens, in lam and mu themselves, what hangs on nothing: solid cells (mu > solid) without a path of
   * solid cells to a support get `weight` times their moduli. Returns their number.
   */
  softenIslands(solid: f64, weight: f64): i32 {
    const stack = this.cg.q;
    return softenIslands(this, solid, weight, stack + ((<usize>(this.nx * this.ny)) << 2), stack);
  }

  /**
   * Solves to ||r||_2 <= max(rtol ||r0||, atol), r0 = residual at the start. Returns the iterations,
   * or minus the iterations done - 1 if maxit was not enough or K is not positive definite.
   */
  solve(rtol: f64, atol: f64, maxit: i32): i32 {
    const its = this.cg.solve(this, rtol, atol, maxit);
    if (this.auto) judge(this, this.cg.cycle.rigid !== null, its, maxit, this.cg.start);
    return its;
  }

  /**
   * rx, ry = f - K u, f64[nodes]: 0 where prescribed; on a tied row its row sum, shared evenly by
   * the nodes. Returns the 2-norm of these entries. Needs no setup().
   */
  residual(rx: usize, ry: usize): f64 {
    return Math.sqrt(residualOf(this, this.cg.rows, rx, ry, (<usize>(this.nx + 1)) << 3, this.cg.sums));
  }

  /** ry = K u - f at nodes of prescribed uy, 0 elsewhere: the force of the support on the body. */
  reaction(ry: usize): void {
    reactionOf(this, this.cg.rows, ry);
  }

  /** out[nx*ny] = net outflow of each cell, face flux = mean of its two nodes, h = 1. */
  divergence(out: usize): void {
    divergenceOf(this, out);
  }

  /** f += s B^T p: p[nx*ny] pushes outwards where s p > 0 (B = divergence, h = 1). */
  addPressure(p: usize, s: f64): void {
    addPressureTo(this, p, s);
  }

  /** Cell-centre strains times h in rows [from, to); exy is the tensor component, half of the engineering one. */
  strain(exx: usize, eyy: usize, exy: usize, from: i32, to: i32): void {
    strainOf(this, exx, eyy, exy, from, to);
  }
}

/** Room for a solver on nx x ny cells and everything it needs; nothing is allocated later. */
export function createVector(nx: i32, ny: i32): VectorSolver {
  const v = changetype<VectorSolver>(alloc(offsetof<VectorSolver>()));
  const cells = nx * ny,
    nodes = (nx + 1) * (ny + 1);
  v.nx = nx;
  v.ny = ny;
  v.full = true;
  v.lam = f64s(cells);
  v.mu = f64s(cells);
  v.fixX = alloc(nodes);
  v.fixY = alloc(nodes);
  v.springY = f64s(nx + 1);
  v.fx = f64s(nodes);
  v.fy = f64s(nodes);
  v.ux = f64s(nodes);
  v.uy = f64s(nodes);
  v.cg = createCg(nx, ny);
  return v;
}
