// The scalar solver seen from JavaScript: a handle, its arrays, and the standard problems P1 and P3.
import { currentBottom, currentTop, fillP1 } from "./p1";
import { conductanceP3, drawP3, fillP3, P3_DISCS } from "./p3";
import { writeStencil } from "./scalar-probe";
import { createComposite, createScalar, ScalarSolver } from "../numerics/scalar/solver";

export function scalarCreate(nx: i32, ny: i32): usize {
  return changetype<usize>(createScalar(nx, ny));
}
export function compositeCreate(nx: i32, ny: i32): usize {
  return changetype<usize>(createComposite(nx, ny));
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

/** Discs of P3; each has x, y, radius. */
export function p3Count(): i32 {
  return P3_DISCS;
}
export function p3Draw(discs: usize): void {
  drawP3(discs);
}
export function p3Fill(handle: usize, discs: usize, floating: bool): i32 {
  return fillP3(at(handle), discs, floating);
}
export function p3Conductance(handle: usize, floating: bool): f64 {
  return conductanceP3(at(handle), floating);
}

/** Bytes of a number in the cycle: 4 or 8. */
export function scalarPrecision(handle: usize): i32 {
  return at(handle).precision;
}
export function scalarStencil(handle: usize, level: i32, out: usize): i32 {
  return writeStencil(at(handle), level, out);
}
