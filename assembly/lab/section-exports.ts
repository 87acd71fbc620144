// Single laws and operators of the section in run.ts, for validation: what a closed form can be held against.

import { runSection } from "../run";
import { coefficients, observe, operators } from "../stages";
import { forget } from "../electrolyte/flaw-forecast";
import { advect } from "../lithium/advection";
import { solveFace, stressShift } from "../interface/kinetics";
import { viscosity } from "../lithium/rheology";

/** Secant viscosity [Pa s] of lithium at the squared equivalent strain rate edot2 [1/s2]. */
export function lawViscosity(edot2: f64): f64 {
  return viscosity(runSection(), edot2);
}

/** asinh(j / 2 a j0) of an interface face: drop [V], 2RT/F [V], a j0 [A/m2], series resistance [Ohm m2]. */
export function lawFace(drop: f64, thermal2: f64, exchange: f64, ohm: f64): f64 {
  return solveFace(drop, thermal2, exchange, ohm);
}

/** Shift of the equilibrium potential [V] by the normal pressure [Pa] above the reference [Pa], Omega/F [m3/C]. */
export function lawStressShift(pressure: f64, reference: f64, volumePerCharge: f64): f64 {
  return stressShift(pressure, reference, volumePerCharge);
}

/** Moves the lithium fraction by dt on the face fluxes as they are; returns what came in at the platen [m2]. */
export function sectionAdvect(dt: f64, xFirst: bool): f64 {
  return advect(runSection(), dt, xFirst);
}

/** Computes the coefficients of the present state again. */
export function sectionCoefficients(): void {
  coefficients(runSection());
  operators(runSection());
}

/** Derives everything that is derived from the present state again, with nothing kept of what hangs on geometry. */
export function sectionObserve(): void {
  forget(runSection().micro.forecast);
  observe(runSection());
}

/** Clears the work arrays: what they hold between two stages is not the state. */
export function sectionClearScratch(): void {
  runSection().scratch.clear();
}
