// The composite cathode after the contract of docs/architecture.md, whichever level computes it. i > 0 discharges the cell:
// lithium goes into the particles. Open-circuit voltage U(x) at the mean lithium content x, eq. (19.1).

import { Out, Param, Prop } from "../abi";
import { property } from "../properties";
import { Section, Tally } from "../section";
import { loseContact } from "./contact-loss";
import { valueAt } from "./curve";
import * as films from "./films";
import * as line from "./line";
import * as lumped from "./lumped";
import * as section from "./section";
import * as surface from "./surface";

/** Places of the levels in CATHODE_MODELS. */
const LINE: f64 = 2;
const SECTION: f64 = 3;
/** Lithium content that a step may move [1]. */
const MOST_CHANGE: f64 = 0.01;

/** Whether the cell has a cathode. */
// @ts-ignore: decorator
@inline export function present(m: Section): bool {
  return m.p(Param.cathodeModel) != 0;
}

/** Lithium content at the start. */
function startLithium(m: Section): f64 {
  const built = property(m, Prop.lithiumAsBuilt);
  return built + m.p(Param.cathodeCharge) * (property(m, Prop.lithiumCharged) - built);
}

/** Sets the state at t = 0. */
export function start(m: Section): void {
  if (!present(m)) return;
  const state = m.cathode.state;
  state.lithium = startLithium(m);
  state.gradient = 0.0;
  state.contact = m.p(Param.cathodeContact);
  state.age = 0.0;
  line.start(m);
  if (m.cathode.section !== null) section.start(m, state.lithium);
}

export function coefficients(m: Section): void {
  if (!present(m)) return;
  surface.coefficients(m);
  if (m.cathode.section !== null) section.coefficients(m);
}

/** Longest time step that the cathode allows [s]. */
export function longestStep(m: Section): f64 {
  const i = Math.abs(m.tally[Tally.control]);
  return present(m) && i > 0 ? (MOST_CHANGE * m.cathode.capacity) / i : Infinity;
}

/** Advances the state by dt [s] at the current of its beginning; whether that has converged stands in `missed`. */
export function advance(m: Section, dt: f64): void {
  if (!present(m)) return;
  const state = m.cathode.state,
    before = state.lithium,
    model = m.p(Param.cathodeModel),
    i = m.tally[Tally.control];
  m.cathode.missed = false;
  if (model == SECTION) section.advance(m, i, dt);
  else if (model == LINE) line.advance(m, i, dt);
  else lumped.advance(m, i, dt);
  loseContact(m, before, state.lithium);
  films.advance(m, dt);
}

/** Finds what the cathode and the layer before it take at the current density i [A/m2]: all of it [V]; whether that has converged
 * stands in `missed`. */
export function polarise(m: Section, i: f64): f64 {
  const model = m.p(Param.cathodeModel);
  m.cathode.missed = false;
  if (model == SECTION) section.polarise(m, i);
  else if (model == LINE) line.polarise(m, i);
  else lumped.polarise(m, i);
  const eta = m.cathode.eta,
    layer = m.cathode.layerOhm;
  eta.ohmic += i * layer;
  eta.slope += layer;
  return overpotential(m);
}

/** Sum of the parts as last found [V]. */
export function overpotential(m: Section): f64 {
  const eta = m.cathode.eta;
  return eta.diffusion + eta.kinetics + eta.film + eta.ohmic;
}

/** Open-circuit voltage [V]. */
export function openCircuit(m: Section): f64 {
  return valueAt(m.cathode.voltage, m.cathode.state.lithium);
}

/** Defect of the lithium in the cathode over the charge that has passed, `asked` and `gross` [C/m2]. */
export function ledgerDefect(m: Section, asked: f64, gross: f64): f64 {
  if (!present(m) || gross == 0) return 0.0;
  const c = m.cathode,
    held = (c.state.lithium - startLithium(m)) * c.capacity;
  // what a content of the order of one is exact to counts for nothing
  return Math.max(0.0, Math.abs(held - asked) - 1e-12 * c.capacity) / gross;
}

/** Puts everything that is derived from the present state. */
export function observe(m: Section): void {
  if (!present(m)) return;
  const c = m.cathode,
    eta = c.eta,
    built = property(m, Prop.lithiumAsBuilt);
  m.put(Out.openCircuitVoltage, openCircuit(m));
  m.put(Out.stateOfCharge, (built - c.state.lithium) / (built - property(m, Prop.lithiumCharged)));
  m.put(Out.cathodeLithium, c.state.lithium);
  m.put(Out.cathodeLithiumMin, eta.least);
  m.put(Out.cathodeLithiumMax, eta.most);
  m.put(Out.cathodeSurfaceLithium, eta.surface);
  m.put(Out.etaCounter, 0.0);
  m.put(Out.etaCathode, overpotential(m));
  m.put(Out.etaCathodeDiffusion, eta.diffusion);
  m.put(Out.etaCathodeKinetics, eta.kinetics);
  m.put(Out.etaCathodeFilm, eta.film);
  m.put(Out.etaCathodeOhmic, eta.ohmic);
  const s = c.section;
  m.put(Out.cathodeContact, s !== null ? section.contactShare(s) : c.state.contact);
  m.put(Out.cathodeActive, s !== null ? section.activeShare(s) : m.p(Param.cathodeActive));
  m.put(Out.cathodeFilmResistance, films.filmResistance(m));
}
