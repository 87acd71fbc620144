// Interphase, eqs. (5.1) and (5.2): charge behind it q = k sqrt(t), so q^2 grows by k^2 dt; thickness L = q Lq, resistance R
// = L / sigma_ip. The state is R [Ohm m2] of each column; lithium taken up, Omega/F dq, is part of the interface budget and
// of the ledger. sigma_ip follows the temperature law of the interphase's resistance, so that a change of temperature
// leaves L alone.

import { Param, Prop } from "../abi";
import { Section, Tally } from "../section";
import { overReference, property } from "../properties";

/** Sets the resistance at the start in every column [Ohm m2]. */
export function start(m: Section): void {
  const interphase = m.wall.interphase;
  for (let i = 0; i < m.nx; i++) interphase.resistance[i] = interphase.initial;
}

/** Finds the growth constant [C/(m2 s^0.5)] and the temperature factor; the resistance follows a change of the latter. */
export function coefficients(m: Section): void {
  const interphase = m.wall.interphase;
  const before = interphase.thermalFactor;
  interphase.thermalFactor = overReference(m, Prop.interphaseResistance);
  interphase.initial = property(m, Prop.interphaseResistance);
  interphase.rate = property(m, Prop.interphaseGrowth);
  if (before == 0 || before == interphase.thermalFactor) return;
  for (let i = 0; i < m.nx; i++) {
    interphase.resistance[i] = (interphase.resistance[i] * interphase.thermalFactor) / before;
  }
}

/** Finds the mean speed at which every column takes lithium up over dt [m/s]; zero when growth is off. */
export function rates(m: Section, dt: f64): void {
  const interphase = m.wall.interphase;
  const contact = m.wall.contact;
  const kinetics = m.wall.kinetics;
  if (m.p(Param.interphaseGrowth) == 0) {
    memory.fill(changetype<usize>(interphase.uptake), 0, (<usize>m.nx) << 3);
    return;
  }
  const perOhm = chargePerOhm(m),
    grown = interphase.rate * interphase.rate * dt;
  for (let i = 0; i < m.nx; i++) {
    const q = interphase.resistance[i] * perOhm;
    // sqrt(q^2 + k^2 dt) - q without cancellation
    const more = grown / (Math.sqrt(q * q + grown) + q);
    interphase.uptake[i] = contact.open[i] != 0 || grown == 0 ? 0.0 : (more / dt) * kinetics.stripVolume;
  }
}

/** Charge behind one Ohm m2 of interphase [C/m2 per Ohm m2]. */
function chargePerOhm(m: Section): f64 {
  return (
    property(m, Prop.interphaseConductivity) /
    (property(m, Prop.interphaseThicknessPerCharge) * m.wall.interphase.thermalFactor)
  );
}

/** Grows the interphase by the lithium that a step of dt [s] has taken up. */
export function advance(m: Section, dt: f64): void {
  const interphase = m.wall.interphase;
  if (m.p(Param.interphaseGrowth) == 0) return;
  const perOhm = chargePerOhm(m),
    volume = m.wall.kinetics.stripVolume;
  for (let i = 0; i < m.nx; i++) {
    const taken = interphase.uptake[i] * dt;
    interphase.resistance[i] = interphase.resistance[i] + taken / (volume * perOhm);
  }
}

/** Books the lithium that the interphase has taken up over dt [m2]. */
export function book(m: Section, dt: f64): void {
  const interphase = m.wall.interphase;
  if (m.p(Param.interphaseGrowth) == 0) return;
  let eaten = 0.0;
  for (let i = 0; i < m.nx; i++) eaten += interphase.uptake[i] * dt * m.h;
  m.tally[Tally.eaten] = m.tally[Tally.eaten] + eaten;
}
