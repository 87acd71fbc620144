// Interphase (E10): q = k sqrt(t), so dq/dt = k^2 / (2 q); thickness L = q Lq, resistance R = L / sigma_SEI. The
// state is R [Ohm m2] of each column; lithium eaten Omega/F dq is part of the interface budget and of the ledger.

import { get, set } from "../memory";
import { Param, Prop } from "../abi";
import { Model, Tally } from "../model";
import { property } from "./temperature";

/** Lithium uptake speed of every contact column [m/s], into m.uptake; zero when growth is off. */
export function seiUptake(m: Model): void {
  if (m.p(Param.seiGrowth) == 0) {
    memory.fill(m.uptake, 0, <usize>m.nx << 3);
    return;
  }
  const perOhm = chargePerOhm(m);
  for (let i = 0; i < m.nx; i++) {
    const q = Math.max(1e-6, get(m.sei, i) * perOhm);
    set(m.uptake, i, get(m.open, i) != 0 ? 0.0 : ((m.seiRate * m.seiRate) / (2.0 * q)) * m.stripVolume);
  }
}

/** Charge behind one Ohm m2 of interphase [C/m2 per Ohm m2]. */
export function chargePerOhm(m: Model): f64 {
  return property(m, Prop.seiConductivity) / property(m, Prop.seiThicknessPerCharge);
}

/** Advances R by dt exactly (q^2 grows linearly), with the uptake already budgeted replaced by the exact one. */
export function growSei(m: Model, dt: f64): void {
  if (m.p(Param.seiGrowth) == 0) return;
  const perOhm = chargePerOhm(m);
  let eaten = 0.0;
  for (let i = 0; i < m.nx; i++) {
    const used = (get(m.uptake, i) / m.stripVolume) * dt;
    if (used == 0) continue;
    set(m.sei, i, get(m.sei, i) + used / perOhm);
    eaten += get(m.uptake, i) * dt * m.h;
  }
  set(m.tally, Tally.eaten, get(m.tally, Tally.eaten) + eaten);
}
