// Terms of the section's potential in a run with filaments (interface/potential.ts). It is solved with the metal at zero,
// psi = phi - phi_m, so that crack faces are diagonal terms and a given current is a rank-one term on the counter side's row:
//   wall: -h j(psi) = T psi - s  by column, linearised;   crack faces and counter side: flank-current.ts;   phi_m = -V
// A metal path takes the share x_e of the current (short.ts).

import { get, set } from "../memory/arena";
import { Line } from "../memory/fields";
import { Param } from "../abi";
import { Section, Tally } from "../section";
import { cutFaces, readCurrents, setCounterSide, setSources } from "./flank-current";
import { updateConnections } from "./connections";
import { electronicShare } from "./short";
import { solveGeometry } from "./filaments";
import { Head } from "./columns";

/** Forces of the wall on its nodes as they are now. */
export function copyLoads(m: Section): void {
  const law = m.wall.law;
  const f = m.filaments!;
  for (let n = 0; n <= m.nx; n++) f.cracks.contactForce[n] = law.nodeForce[n];
}

/** Shifts the potentials by v, the metal's with them. */
export function shiftPotential(m: Section, v: f64): void {
  m.filaments!.flanks.metalPotential += v;
  for (let k = 0, n = m.nx * m.ns; k < n; k++) set(m.ion.u, k, get(m.ion.u, k) + v);
}

/** From psi to phi, both shifted so that `carried` [A/m] leaves at the counter side. Returns the metal's potential [V], which
 * is `metal` but for the shift. */
export function fixReference(m: Section, carried: f64, metal: f64): f64 {
  const counter = m.filaments!.flanks.counterConductance,
    nx = m.nx,
    last = (m.ns - 1) * nx;
  let out = 0.0,
    sum = 0.0;
  for (let i = 0; i < nx; i++) {
    out += counter[i] * (get(m.ion.u, last + i) + metal);
    sum += counter[i];
  }
  const shift = (carried - out) / sum;
  shiftPotential(m, metal + shift);
  return metal + shift;
}

/** Contact, control and geometry as they are now; false when the pressures have no solution. */
export function startFlanks(m: Section): bool {
  const circuit = m.wall.circuit,
    area = m.wall.contact.area,
    f = m.filaments!,
    flanks = f.flanks;
  f.conditions.pressure = m.lithium.platen.pressure;
  for (let i = 0; i < m.nx; i++) flanks.contactMetal[i] = area[i] > 0 ? 1.0 : 0.0;
  flanks.held = circuit.held;
  const W = m.h * <f64>m.nx,
    ions = 1.0 - electronicShare(f.short);
  flanks.applied = circuit.held ? circuit.given : m.p(Param.current) * W * ions;
  flanks.metalPotential = m.tally[Tally.phiMetal];
  if (f.tree.dirty) {
    copyLoads(m);
    if (!solveGeometry(f)) return false;
  } else updateConnections(f.balance);
  shiftPotential(m, -m.tally[Tally.phiMetal]);
  circuit.asked = flanks.applied;
  circuit.metal = 0.0;
  return true;
}

/** Puts the linear law of the wall, s = `source` [A/m2], crack faces and counter side into the system. */
export function placeFlankTerms(m: Section, source: Line): void {
  const flanks = m.filaments!.flanks,
    conductance = m.wall.kinetics.conductance;
  for (let i = 0; i < m.nx; i++) {
    flanks.contactConductance[i] = conductance[i];
    flanks.contactSource[i] = m.h * source[i];
  }
  cutFaces(flanks);
  setCounterSide(flanks);
  setSources(flanks);
}

/** Currents of the crack faces after a solve, and those of the wall by its linear law, in `linear` [A/m2]. */
export function readFlanks(m: Section, linear: Line): void {
  const flanks = m.filaments!.flanks;
  readCurrents(flanks);
  for (let i = 0; i < m.nx; i++) linear[i] = flanks.contactCurrent[i] / m.h;
}

/** From psi to phi, with `carried` [A/m] through the counter side; the current density that the run applies, electrons in a
 * short included [A/m2]. */
export function returnFlanks(m: Section, carried: f64): f64 {
  const circuit = m.wall.circuit,
    f = m.filaments!;
  memory.fill(m.ion.c, 0, (<usize>(m.nx * m.ns)) << 3);
  circuit.metal = fixReference(m, carried, -f.flanks.counterVoltage);
  const j = carried / (m.h * <f64>m.nx);
  // at rest the last resistance stays
  if (Math.abs(j) > 1e-9) f.tree.head[Head.cellOhm] = Math.abs(circuit.metal / j);
  return circuit.held ? j / (1.0 - electronicShare(f.short)) : m.p(Param.current);
}
