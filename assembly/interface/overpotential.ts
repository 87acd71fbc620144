// What the voltage is spent on, eq. (3.6).

import { get } from "../memory/arena";
import { Out } from "../abi";
import { Section, Tally } from "../section";
import { filmResistance } from "./faces";
import { layersOhm } from "../electrolyte/cell-properties";
import { flankPotential } from "../filaments/flank-current";
import { Head } from "../filaments/columns";

/** Splits the voltage by current-weighted means; the parts add up to phi_m, eq. (3.6). At rest all of it is kinetic. */
export function splitOverpotential(m: Section): void {
  const contact = m.wall.contact;
  const kinetics = m.wall.kinetics;
  const electrolyte = m.electrolyte;
  const nx = m.nx,
    h = m.h,
    W = h * <f64>nx,
    I = m.tally[Tally.control];
  const V = m.tally[Tally.phiMetal];
  let kinetic = 0.0,
    film = 0.0,
    ion = 0.0,
    peak = 0.0;
  if (I != 0) {
    for (let i = 0; i < nx; i++) {
      const a = contact.area[i],
        j = kinetics.current[i];
      if (a == 0) continue;
      const w = (j * h) / (I * W);
      const surface = get(m.ion.u, i) + j * kinetics.halfCell[i];
      const drop = (j * filmResistance(m, i)) / a;
      ion += w * surface;
      film += w * drop;
      kinetic += w * (V - surface - drop);
      peak = Math.max(peak, j / I);
    }
    const f = m.filaments;
    for (let g = 0, n = f !== null ? f.tree.count(Head.bodies) : 0; g < n; g++) {
      const w = f!.flanks.current[g] / (I * W),
        above = flankPotential(f!.flanks, g);
      ion += w * (V + above);
      kinetic -= w * above;
    }
  } else kinetic = V;
  const pellet = I * electrolyte.pelletOhm,
    counter = I * electrolyte.counterOhm;
  const uniform = I != 0 ? (I * h * <f64>m.ns) / electrolyte.kappaTotal + I * layersOhm(m) : 0.0;
  m.put(Out.etaPellet, pellet);
  m.put(Out.etaCounter, counter);
  m.put(Out.etaElectrolyte, uniform);
  m.put(Out.etaConstriction, I != 0 ? ion - uniform - pellet - counter : 0.0);
  m.put(Out.etaKinetics, kinetic);
  m.put(Out.etaInterphase, film);
  m.put(Out.peakCurrentRatio, peak);
}
