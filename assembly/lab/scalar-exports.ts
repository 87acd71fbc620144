// The scalar solver seen from JavaScript: a handle, its arrays, and the standard problem P1.
import { currentBottom, currentTop, fillP1 } from "./p1";
import { writeStencil } from "./scalar-probe";
import { createScalar, ScalarSolver } from "../numerics/scalar/solver";

export function scalarCreate(nx: i32, ny: i32): usize {
  return changetype<usize>(createScalar(nx, ny));
}

// @ts-ignore: decorator
@inline function at(handle: usize): ScalarSolver {
  return changetype<ScalarSolver>(handle);
}

export function scalarTx(handle: usize): usize {
  return at(handle).tx;
}
export function scalarTy(handle: usize): usize {
  return at(handle).ty;
}
export function scalarC(handle: usize): usize {
  return at(handle).c;
}
export function scalarF(handle: usize): usize {
  return at(handle).f;
}
export function scalarU(handle: usize): usize {
  return at(handle).u;
}
export function scalarRhsNorm(handle: usize): f64 {
  return at(handle).rhsNorm;
}
export function scalarResidualNorm(handle: usize): f64 {
  return at(handle).residualNorm;
}

export function scalarSetup(handle: usize): void {
  at(handle).setup();
}
export function scalarUpdate(handle: usize): void {
  at(handle).updateCoefficients();
}
export function scalarRankOne(handle: usize, row: i32, w: usize, s: f64): void {
  at(handle).rankOne(row, w, s);
}
export function scalarSolve(handle: usize, rtol: f64, atol: f64, maxit: i32): i32 {
  return at(handle).solve(rtol, atol, maxit);
}
export function scalarResidual(handle: usize, out: usize): f64 {
  return at(handle).residual(out);
}

export function p1Fill(handle: usize): void {
  fillP1(at(handle));
}
export function p1CurrentTop(handle: usize): f64 {
  return currentTop(at(handle));
}
export function p1CurrentBottom(handle: usize): f64 {
  return currentBottom(at(handle));
}

/** Bytes of a number in the cycle: 4 or 8. */
export function scalarPrecision(handle: usize): i32 {
  return at(handle).precision;
}
export function scalarStencil(handle: usize, level: i32, out: usize): i32 {
  return writeStencil(at(handle), level, out);
}
