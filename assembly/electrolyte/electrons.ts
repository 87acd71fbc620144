// Electrons in the electrolyte, eqs. (9.1) to (9.3), and the lithium that they let deposit inside it.
//   div(sigma_e grad psi) = 0,  psi = phi_m on contact, 0 at the far side of the pellet, no flux at voids and pores
//   U = psi - phi           potential of neutral lithium against lithium; U < 0: the electrolyte is supersaturated with it
//   leakage current         i_e, what arrives at the far side over W, of the sign of the applied current
// At a plating face -U is the overpotential eta of that face, and falls from there to the stripping side where conductivities
// are uniform; lithium there deposits on the electrode. So what counts inside is the excess over the face,
//   -U - max(0, eta)   (a closure),
// which only layers, boundaries or pores that let electrons and ions fall apart can make positive (maximum principle).
// Nucleation inside: excess > threshold.

import { get, set } from "../memory/arena";
import { Out, Param } from "../abi";
import { Section, Tally } from "../section";
import { setConductances } from "./conduction";
import { cutFaces } from "../filaments/flank-current";
import { Filaments } from "../filaments/filaments";
import { Body } from "../filaments/columns";
import { addressOf } from "../memory/fields";
import { faceConductances, Carrier, halfCell } from "./cell-properties";
import { currentMagnitude } from "./current-density";

/** Conductance that ties metal to the electrode, over sigma_e. */
const METAL_TIE: f64 = 1e3;

/** Leakage current [A/m2]; the potential psi of the electrons [V] is left in m.electrolyte.map. It is that of a metal at 1 V times
 * the metal's, solved for when the contact or filaments have moved. */
export function electronPotential(m: Section): f64 {
  const electrolyte = m.electrolyte,
    phiMetal = m.tally[Tally.phiMetal];
  if (!knowsElectrons(m)) solveElectrons(m);
  for (let k = 0; k < m.nx * m.ns; k++) electrolyte.map[k] = phiMetal * electrolyte.electrons[k];
  return electrolyte.sigmaElectron * phiMetal * electrolyte.electronsThrough;
}

/** Forgets the potential at 1 V; when conductivities are set. */
export function forgetElectrons(m: Section): void {
  m.electrolyte.electronsKnown = false;
}

/** Whether the potential at 1 V is that of the present contact; notes the contact. */
function knowsElectrons(m: Section): bool {
  const electrolyte = m.electrolyte;
  let known = electrolyte.electronsKnown && m.filaments === null;
  for (let i = 0; i < m.nx; i++) {
    const touches: u8 = m.wall.contact.area[i] > 0 ? 1 : 0;
    if (electrolyte.electronsEnter[i] != touches) known = false;
    electrolyte.electronsEnter[i] = touches;
  }
  electrolyte.electronsKnown = true;
  return known;
}

/** Solves for the potential of the electrons at 1 V of the metal. Borrows the ion solver, with conductances over sigma_e, and
 * leaves no trace in the run, because every step builds its hierarchy anew. */
function solveElectrons(m: Section): void {
  const electrolyte = m.electrolyte;
  const nx = m.nx,
    ns = m.ns,
    ion = m.ion,
    h = m.h,
    cells = (<usize>(nx * ns)) << 3;
  const uneven = m.micro.uneven;
  memory.copy(addressOf(electrolyte.currentDensity), ion.u, cells);
  if (uneven) faceConductances(m, Carrier.electron, ion.tx, ion.ty);
  else {
    for (let j = 0; j < ns; j++) {
      for (let i = 0; i <= nx; i++) set(ion.tx, j * (nx + 1) + i, i == 0 || i == nx ? 0.0 : 1.0);
    }
    for (let j = 1; j < ns; j++) for (let i = 0; i < nx; i++) set(ion.ty, j * nx + i, 1.0);
  }
  memory.fill(ion.f, 0, cells);
  memory.fill(ion.u, 0, cells);
  const bottom = uneven ? halfCell(m, Carrier.electron, 0, true) : 0.5 * h;
  for (let i = 0; i < nx; i++) {
    const T = electrolyte.electronsEnter[i] != 0 ? (uneven ? h / halfCell(m, Carrier.electron, i, false) : 2.0) : 0.0;
    set(ion.ty, i, T);
    set(ion.f, i, T);
    set(ion.ty, ns * nx + i, h / (bottom + m.p(Param.pelletRest)));
  }
  if (m.filaments !== null) holdMetal(m, m.filaments!, METAL_TIE);
  ion.rankOne(0, addressOf(m.wall.kinetics.conductance), 0.0);
  ion.setup();
  ion.solve(1e-9, 0.0, 200);
  let through = 0.0;
  for (let i = 0; i < nx; i++) through += get(ion.ty, ns * nx + i) * get(ion.u, (ns - 1) * nx + i);
  electrolyte.electronsThrough = through / (h * <f64>nx);
  if (m.filaments !== null) holdMetal(m, m.filaments!, 0.0);
  memory.copy(addressOf(electrolyte.electrons), ion.u, cells);
  memory.copy(ion.u, addressOf(electrolyte.currentDensity), cells);
  // the wall's conductances and the rank-one weights are the same numbers
  for (let i = 0; i < nx; i++) set(ion.ty, i, m.wall.kinetics.conductance[i]);
  setConductances(m);
  if (m.filaments !== null) {
    cutFaces(m.filaments!.flanks);
    memory.fill(ion.c, 0, cells);
  }
  currentMagnitude(m);
}

/** Ties filaments that hang on the electrode to its 1 V. */
function holdMetal(m: Section, f: Filaments, tie: f64): void {
  for (let c = 0; c < f.raster.cellCount; c++) {
    const k = f.raster.cells[c],
      g = f.raster.owner[k] - 1;
    if (g < 0 || f.tree.body(g, Body.connected) == 0) continue;
    set(m.ion.c, k, tie);
    set(m.ion.f, k, get(m.ion.f, k) + tie);
  }
}

/** Largest overpotential of the face while it plates [V]; 0 while it strips. */
export function platingFace(m: Section): f64 {
  const contact = m.wall.contact;
  const kinetics = m.wall.kinetics;
  const phiMetal = m.tally[Tally.phiMetal];
  let most = 0.0;
  for (let i = 0; i < m.nx; i++) {
    if (contact.area[i] > 0)
      most = Math.max(most, get(m.ion.u, i) + kinetics.current[i] * kinetics.halfCell[i] - phiMetal);
  }
  return most;
}

/** Observes the leakage current [A/m2], the least U [V] with its place [m], and the excess over the plating face [V]. */
export function observeLeakage(m: Section): void {
  if (m.p(Param.leakage) == 0) return;
  m.put(Out.leakageCurrent, electronPotential(m));
  let least = Infinity,
    at = 0;
  for (let k = 0; k < m.nx * m.ns; k++) {
    if (m.filaments !== null && m.filaments!.raster.owner[k] != 0) continue;
    const U = m.electrolyte.map[k] - get(m.ion.u, k);
    if (U >= least) continue;
    least = U;
    at = k;
  }
  m.put(Out.leastPotential, least);
  m.put(Out.leastPotentialSite, (<f64>(at % m.nx) + 0.5) * m.h);
  m.put(Out.leastPotentialDepth, (<f64>(at / m.nx) + 0.5) * m.h);
  m.electrolyte.supersaturation = -least - platingFace(m);
  m.put(Out.supersaturation, m.electrolyte.supersaturation);
}

/** Notes in Out.nucleated whether lithium has begun to deposit inside since the step before. */
export function noteNucleation(m: Section): void {
  const now = m.p(Param.leakage) != 0 && m.electrolyte.supersaturation > m.p(Param.nucleationThreshold);
  m.put(Out.nucleated, now && m.tally[Tally.nucleated] == 0 ? 1.0 : 0.0);
  m.tally[Tally.nucleated] = now ? 1.0 : 0.0;
}
