// Interphase (E10): q = k sqrt(t), so q^2 grows by k^2 dt; thickness L = q Lq, resistance R = L / sigma_SEI. The state
// is R [Ohm m2] of each column; lithium eaten, Omega/F dq, is part of the interface budget and of the ledger. sigma_SEI
// follows the temperature law of the SEI resistance, so that a change of temperature leaves L alone.

import { Param, Prop } from "../abi";
import { Model, Tally } from "../section";
import { property } from "../coefficients";

/** Mean speed at which every contact column takes lithium up over dt [m/s], into m.wall.interphase.uptake; zero when growth is off. */
export function seiUptake(m: Model, dt: f64): void {
  const interphase = m.wall.interphase;
  const contact = m.wall.contact;
  const kinetics = m.wall.kinetics;
  if (m.p(Param.seiGrowth) == 0) {
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
function chargePerOhm(m: Model): f64 {
  return (
    property(m, Prop.seiConductivity) / (property(m, Prop.seiThicknessPerCharge) * m.wall.interphase.thermalFactor)
  );
}

/** Adds what the step has taken up to R and to the books. */
export function growSei(m: Model, dt: f64): void {
  const interphase = m.wall.interphase;
  const kinetics = m.wall.kinetics;
  if (m.p(Param.seiGrowth) == 0) return;
  const perOhm = chargePerOhm(m);
  let eaten = 0.0;
  for (let i = 0; i < m.nx; i++) {
    const taken = interphase.uptake[i] * dt;
    interphase.resistance[i] = interphase.resistance[i] + taken / (kinetics.stripVolume * perOhm);
    eaten += taken * m.h;
  }
  m.tally[Tally.eaten] = m.tally[Tally.eaten] + eaten;
}
