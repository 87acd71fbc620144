// Conduction of ions, eqs. (3.1) and (3.4): conductances between the cells of the electrolyte and to the counter side, and what
// arrives there.

import { get, set } from "../memory/arena";
import { Section } from "../section";
import { faceConductances, Carrier, halfCell } from "./cell-properties";

/** Interior and bottom conductances [S/m]; called when the temperature has changed. */
export function setConductances(m: Section): void {
  const electrolyte = m.electrolyte;
  const kinetics = m.wall.kinetics;
  const nx = m.nx,
    ns = m.ns,
    ion = m.ion,
    uneven = m.micro.uneven;
  if (uneven) faceConductances(m, Carrier.ion, ion.tx, ion.ty);
  else {
    for (let j = 0; j < ns; j++) {
      for (let i = 0; i <= nx; i++) set(ion.tx, j * (nx + 1) + i, i == 0 || i == nx ? 0.0 : electrolyte.kappa);
    }
    for (let j = 1; j < ns; j++) for (let i = 0; i < nx; i++) set(ion.ty, j * nx + i, electrolyte.kappa);
  }
  const even = m.h / (2.0 * electrolyte.kappa);
  for (let i = 0; i < nx; i++) kinetics.halfCell[i] = uneven ? halfCell(m, Carrier.ion, i, false) : even;
  setCounterSide(m);
}

/** Bottom conductances [S/m]: half a cell, the rest of the pellet and the counter electrode in series. */
export function setCounterSide(m: Section): void {
  const electrolyte = m.electrolyte,
    nx = m.nx,
    bottom = m.h / (bottomHalfCell(m) + electrolyte.pelletOhm + electrolyte.counterOhm);
  for (let i = 0; i < nx; i++) set(m.ion.ty, m.ns * nx + i, bottom);
}

/** Resistance from the centre of the lowest cells to the bottom [Ohm m2]. */
export function bottomHalfCell(m: Section): f64 {
  return m.micro.uneven ? halfCell(m, Carrier.ion, 0, true) : m.h / (2.0 * m.electrolyte.kappa);
}

/** Current through the bottom [A/m], in flux form. */
export function bottomCurrent(m: Section): f64 {
  const nx = m.nx,
    ns = m.ns;
  let out = 0.0;
  for (let i = 0; i < nx; i++) out += get(m.ion.ty, ns * nx + i) * get(m.ion.u, (ns - 1) * nx + i);
  return out;
}
