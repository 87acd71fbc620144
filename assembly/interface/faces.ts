// What the physics on an interface face add up to: resistances in series, lithium taken up. Kinetics, contact law and free
// volume ask here, so that a film between lithium and electrolyte is one file of its own and a term in each of these sums.

import { Param } from "../abi";
import { Section } from "../section";
import { filmConductivity } from "./interphase";

/** Resistance of the films on face i in full contact [Ohm m2]. */
// @ts-ignore: decorator
@inline export function filmResistance(m: Section, i: i32): f64 {
  return m.wall.interphase.resistance[i];
}

/** Resistance of the films on a face at the start [Ohm m2], for flanks of filaments and the forecast of flaws. */
// @ts-ignore: decorator
@inline export function pristineFilmResistance(m: Section): f64 {
  return m.wall.interphase.initial;
}

/** Conductivity of the films on face i [S/m]. */
// @ts-ignore: decorator
@inline export function faceConductivity(m: Section, i: i32): f64 {
  return filmConductivity(m, m.wall.interphase.conditioned[i]);
}

/** Conductivity of the films on a face at the start [S/m]. */
export function pristineFilmConductivity(m: Section): f64 {
  return filmConductivity(m, m.p(Param.conditioning));
}

/** Speed at which the films on face i make room for lithium [m/s]: what they take up, less what their surface rises there. */
// @ts-ignore: decorator
@inline export function uptake(m: Section, i: i32): f64 {
  return m.wall.interphase.uptake[i] - m.wall.interphase.rise[i];
}

/** Mean speed at which the films lift the lithium, and the platen with it [m/s]. */
// @ts-ignore: decorator
@inline export function lift(m: Section): f64 {
  return m.wall.interphase.lift;
}
