// Terms of the potential when all of the current crosses the wall. phi is counted from the counter side; at a given current
// phi_m is eliminated as a rank-one term on the row of the wall,
//   (A + diag(hG) - (hG)(hG)^T / sum hG) phi = h s + hG (I - sum h s) / sum hG,
// so that one SPD solve per Newton pass does both.

import { get, set } from "../memory/arena";
import { addressOf, Line } from "../memory/fields";
import { Param } from "../abi";
import { Section, Tally } from "../section";
import { bottomCurrent } from "../electrolyte/conduction";
import { wallCurrents } from "./wall-current";

/** What is asked, and the metal's potential to start from. */
export function startWall(m: Section): void {
  const circuit = m.wall.circuit;
  circuit.asked = m.p(Param.current) * (m.h * <f64>m.nx);
  circuit.metal = circuit.held ? circuit.given : m.tally[Tally.phiMetal];
}

/** Puts the linear law of the faces, s = `source` [A/m2], on the row of the wall. */
export function placeWallTerms(m: Section, source: Line): void {
  const circuit = m.wall.circuit,
    conductance = m.wall.kinetics.conductance,
    ion = m.ion;
  const share = circuit.held ? circuit.metal : (circuit.asked - circuit.source) / circuit.conductance;
  for (let i = 0; i < m.nx; i++) {
    set(ion.ty, i, conductance[i]);
    set(ion.f, i, m.h * source[i] + conductance[i] * share);
  }
  ion.rankOne(0, addressOf(conductance), circuit.held ? 0.0 : -1.0 / circuit.conductance);
}

/** The metal's potential after a solve, and the currents of the linear law from its sources, in `linear` [A/m2]. */
export function readWall(m: Section, linear: Line): void {
  const circuit = m.wall.circuit,
    kinetics = m.wall.kinetics,
    phi = m.ion.u;
  if (!circuit.held) {
    let flow = 0.0;
    for (let i = 0; i < m.nx; i++) flow += kinetics.conductance[i] * get(phi, i);
    circuit.metal = (circuit.asked - circuit.source + flow) / circuit.conductance;
  }
  for (let i = 0; i < m.nx; i++) linear[i] += kinetics.slope[i] * (circuit.metal - get(phi, i));
}

/** One Newton step of the metal's potential on the law itself, towards the asked current. */
export function refineMetal(m: Section): void {
  const circuit = m.wall.circuit,
    kinetics = m.wall.kinetics;
  let wall = 0.0,
    slopes = 0.0;
  for (let i = 0; i < m.nx; i++) {
    wall += m.h * kinetics.current[i];
    slopes += m.h * kinetics.slope[i];
  }
  circuit.metal += (circuit.asked - wall) / slopes;
  wallCurrents(m, circuit.metal);
}

/** Shifts potentials so that `carried` [A/m] leaves at the counter side; the current density that the run applies [A/m2]. */
export function returnWall(m: Section, carried: f64): f64 {
  const circuit = m.wall.circuit,
    ion = m.ion,
    nx = m.nx,
    ns = m.ns;
  const shift = (carried - bottomCurrent(m)) / (get(ion.ty, ns * nx) * <f64>nx);
  for (let k = 0; k < nx * ns; k++) set(ion.u, k, get(ion.u, k) + shift);
  if (!circuit.held) circuit.metal += shift;
  return carried / (m.h * <f64>nx);
}
