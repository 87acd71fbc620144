// The vector operator as seen from JavaScript: a handle and pointers to natural row-major fields.
import { p2Answer as answer, p2Fill as fill } from "./p2";
import { VectorSolver, createVector } from "../numerics/vector/solver";

// @ts-ignore: decorator
@inline function solver(h: usize): VectorSolver {
  return changetype<VectorSolver>(h);
}

/** A solver on nx x ny cells; its handle. */
export function vectorCreate(nx: i32, ny: i32): usize {
  return changetype<usize>(createVector(nx, ny));
}

/** full: lam by 2x2 Gauss instead of one point; tied: uy of the last row is one unknown. */
export function vectorOptions(h: usize, full: bool, tied: bool): void {
  solver(h).full = full;
  solver(h).tiedTop = tied;
}

/** Turns the robust hierarchy on or off; the first call reserves its memory. */
export function vectorRobust(h: usize, on: bool): void {
  solver(h).reserveRobust();
  solver(h).robust = on;
  solver(h).auto = false;
}

/** Lets the observed rate choose the hierarchy, starting from the averaged one; reserves the memory. */
export function vectorAuto(h: usize): void {
  solver(h).reserveRobust();
  solver(h).robust = false;
  solver(h).auto = true;
}

/** Whether the next set-up builds the robust hierarchy. */
export function vectorIsRobust(h: usize): bool {
  return solver(h).robust;
}

export function vectorSoftenIslands(h: usize, solid: f64, weight: f64): i32 {
  return solver(h).softenIslands(solid, weight);
}

/** Field k of lam, mu, fixX, fixY, springY, fx, fy, ux, uy = 0..8 (see VectorSolver). */
export function vectorField(h: usize, k: i32): usize {
  const v = solver(h);
  switch (k) {
    case 0:
      return v.lam;
    case 1:
      return v.mu;
    case 2:
      return v.fixX;
    case 3:
      return v.fixY;
    case 4:
      return v.springY;
    case 5:
      return v.fx;
    case 6:
      return v.fy;
    case 7:
      return v.ux;
    default:
      return v.uy;
  }
}

export function vectorSetup(h: usize): void {
  solver(h).setup();
}

export function vectorSolve(h: usize, rtol: f64, atol: f64, maxit: i32): i32 {
  return solver(h).solve(rtol, atol, maxit);
}

export function vectorResidual(h: usize, rx: usize, ry: usize): f64 {
  return solver(h).residual(rx, ry);
}

export function vectorReaction(h: usize, ry: usize): void {
  solver(h).reaction(ry);
}

export function vectorDivergence(h: usize, out: usize): void {
  solver(h).divergence(out);
}

export function vectorAddPressure(h: usize, p: usize, s: f64): void {
  solver(h).addPressure(p, s);
}

export function vectorStrain(h: usize, exx: usize, eyy: usize, exy: usize): void {
  const v = solver(h);
  v.strain(exx, eyy, exy, 0, v.ny);
}

/** Fills problem P2 into a square solver: zero start, platen displaced. */
export function p2Fill(h: usize): void {
  fill(solver(h));
}

/** Mean vertical stress on top [GPa] of problem P2; work: f64[nodes]. */
export function p2Answer(h: usize, work: usize): f64 {
  return answer(solver(h), work);
}
