// The physics of a step in their order; a new one is a line here. Each verb is the part of the contract that a physics keeps
// (docs/architecture.md): start its state; coefficients from parameters and state, twice as once; rates before the lithium
// flows; advance its state; book what it moved; observe into the outputs, twice as once, no state.

import { Param } from "./abi";
import { Section, Tally } from "./section";
import { applyTemperature } from "./coefficients";
import { pristine } from "./initial-state";
import { interfaceBudget } from "./interface/free-volume";
import { splitOverpotential } from "./interface/overpotential";
import { pristineFilmResistance } from "./interface/faces";
import { setConductances } from "./electrolyte/conduction";
import { advect, pushOverfill } from "./lithium/advection";
import { relaxSurfaces } from "./lithium/void-shape";
import { openAndClose, voidStatistics } from "./lithium/voids";
import { forgetElectrons, observeLeakage } from "./electrolyte/electrons";
import { observeRisk } from "./electrolyte/risk";
import { observeForecast, forecastFlaws } from "./electrolyte/section-forecast";
import { forget } from "./electrolyte/flaw-forecast";
import { setElastic, solveStress } from "./electrolyte/stress";
import { setFilaments } from "./filaments/in-section";
import { observeFilaments } from "./filaments/outputs";
import { infiltrate } from "./electrolyte/infiltration";
import { bookStep } from "./ledger";
import { measureVoids, splitContact } from "./statistics";
import * as cathode from "./cathode/electrode";
import { layMicrostructure } from "./electrolyte/microstructure-raster";
import { currentMagnitude } from "./electrolyte/current-density";
import * as currentCollector from "./interface/current-collector";
import * as counterInterphase from "./interface/counter-interphase";
import * as interphase from "./interface/interphase";
import * as overshoot from "./interface/overshoot";

/** Sets the state at t = 0; the coefficients are there. */
export function start(m: Section): void {
  layMicrostructure(m);
  forget(m.micro.forecast);
  pristine(m);
  interphase.start(m);
  counterInterphase.start(m);
  currentCollector.start(m);
  cathode.start(m);
}

/** Finds the coefficients of the present temperature and parameters. */
export function coefficients(m: Section): void {
  applyTemperature(m);
  interphase.coefficients(m);
  counterInterphase.coefficients(m);
  cathode.coefficients(m);
}

/** Sets conductances [S/m] and stiffnesses [Pa] of the two operators from the coefficients. */
export function operators(m: Section): void {
  setConductances(m);
  forgetElectrons(m);
  setElastic(m);
  if (m.filaments !== null) setFilaments(m, pristineFilmResistance(m));
}

/** Finds the speeds at which the interface takes lithium up over a step of dt [s]. */
export function rates(m: Section, dt: f64): void {
  interphase.rates(m, dt);
}

/** Advances the state by dt [s]. Returns the lithium that came in through the platen line [m2]. */
export function advance(m: Section, dt: f64): f64 {
  const fed = m.p(Param.lithiumFree) != 0 ? 0.0 : moveLithium(m, dt);
  currentCollector.advance(m, dt);
  interphase.advance(m, dt);
  counterInterphase.advance(m, dt);
  cathode.advance(m, dt);
  infiltrate(m, dt);
  return fed;
}

/** Books what dt has moved; `fed` from advance [m2]. */
export function book(m: Section, dt: f64, fed: f64): void {
  interphase.book(m, dt);
  counterInterphase.book(m);
  bookStep(m, dt, fed);
}

/** Puts everything that is derived from the present state into the outputs. */
export function observe(m: Section): void {
  splitOverpotential(m);
  currentMagnitude(m);
  solveStress(m);
  forecastFlaws(m);
  observeRisk(m);
  observeForecast(m);
  observeLeakage(m);
  voidStatistics(m);
  splitContact(m);
  measureVoids(m);
  interphase.observe(m);
  counterInterphase.observe(m);
  currentCollector.observe(m);
  overshoot.observe(m);
  cathode.observe(m);
  if (m.filaments !== null) observeFilaments(m);
}

/** Carries the lithium with its gaps and voids. Returns what came in through the platen line [m2]. */
function moveLithium(m: Section, dt: f64): f64 {
  const xFirst = m.tally[Tally.xFirst] == 0;
  m.tally[Tally.xFirst] = xFirst ? 1.0 : 0.0;
  const fed = advect(m, dt, xFirst) - pushOverfill(m);
  interfaceBudget(m, dt);
  relaxSurfaces(m, dt);
  openAndClose(m);
  return fed;
}
