// Ion transport in the electrolyte, eqs. (3.1), (3.3) and (3.4), with the interface law of kinetics.ts:
//   div(kappa grad phi) = 0;  wall: j(phi_m - phi);  bottom: phi / (h/2kappa + (H - H_s)/kappa + R_counter).
// Newton on the wall law. Under current control phi_m is eliminated as a rank-one term,
//   (A + diag(hG) - (hG)(hG)^T / sum hG) phi = h s + hG (I - sum h s) / sum hG,   s = j0 + G (phi_0 - phi_m0),
// so one SPD solve per Newton pass does both. At the end a constant is added to phi and phi_m so that what leaves
// at the bottom is what enters at the wall, to rounding.

import { get, set } from "../memory/arena";
import { Out, Param, Status } from "../abi";
import { Model, Tally } from "../section";
import { solveWithFilaments } from "../filaments/in-section";
import { solveFace, stressShift } from "./kinetics";
import { pressedShare } from "./pressed-contact";
import { Line } from "../memory/fields";
import { filmResistance } from "./faces";
import { Head } from "../filaments/columns";
import { flankPotential } from "../filaments/flank-current";
import { faceConductances, Carrier, halfCell, layersOhm } from "../electrolyte/cell-properties";

export const MAX_PASSES: i32 = 40;
/** Share of the interface below which a current finds no contact, and below which it finds none either when it takes more
 * than MOST_VOLTS [V]. */
const LEAST_CONTACT: f64 = 1e-6;
const POOR_CONTACT: f64 = 0.01;
export const MOST_VOLTS: f64 = 100.0;
const LINEAR_TOLERANCE: f64 = 1e-8;
export const CURRENT_TOLERANCE: f64 = 1e-7;
/** Contact below which a face carries nothing. */
export const CONTACT_FLOOR: f64 = 0.01;

/** a(g) = f exp(-g/g0), eq. (4.6), 0 where the exponential is below the floor and under resolved voids; f of pressed-contact.ts. Returns the mean over the interface. */
export function contactFromGap(m: Model): f64 {
  const contact = m.wall.contact;
  const g0 = m.p(Param.gapScale);
  contact.pressed = pressedShare(m);
  let sum = 0.0;
  for (let i = 0; i < m.nx; i++) {
    let a = 0.0;
    if (contact.open[i] == 0) {
      a = Math.exp(-Math.max(0, contact.gap[i]) / g0) * (1.0 - contact.lost[i]);
      a = a < CONTACT_FLOOR ? 0.0 : a * contact.pressed;
    }
    contact.area[i] = a;
    sum += a;
  }
  return sum / <f64>m.nx;
}

/** Interior and bottom conductances [S/m]; called when the temperature has changed. */
export function setConductances(m: Model): void {
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
  const bottom =
    m.h / ((uneven ? halfCell(m, Carrier.ion, 0, true) : even) + electrolyte.pelletOhm + electrolyte.counterOhm);
  for (let i = 0; i < nx; i++) {
    set(ion.ty, ns * nx + i, bottom);
  }
}

/** Equivalent creep rate of the wall cell of column i in units of 1e-5 1/s, from the last flow solve. */
function wallCreep(m: Model, i: i32): f64 {
  const lithium = m.lithium;
  const xx = lithium.strainXX[i],
    yy = lithium.strainYY[i],
    xy = lithium.strainXY[i],
    tr = (xx + yy) / 3.0;
  const e2 = (xx - tr) * (xx - tr) + (yy - tr) * (yy - tr) + tr * tr + 2.0 * xy * xy;
  return Math.sqrt((2.0 / 3.0) * e2) / (m.h * 1e-5);
}

/** Wall currents j [A/m2] and slopes G = dj/dphi_m at phi_m and the potentials `phi` below the columns. Returns sum h j. */
export function wallCurrents(m: Model, phiMetal: f64, phi: Line): f64 {
  const contact = m.wall.contact;
  const law = m.wall.law;
  const kinetics = m.wall.kinetics;
  let sum = 0.0;
  const shifted = m.p(Param.stressPotential) != 0;
  const P = m.lithium.platen.pressure,
    faster = m.p(Param.creepKinetics);
  for (let i = 0; i < m.nx; i++) {
    const a = contact.area[i];
    let j = 0.0,
      G = 0.0;
    if (a > 0) {
      const U = shifted ? stressShift(law.pressure[i], P, kinetics.stripVolume) : 0.0;
      const exchange = (a * kinetics.exchange * (1.0 + faster * wallCreep(m, i))) / kinetics.factor[i];
      const ohm = filmResistance(m, i) / a + kinetics.halfCell[i];
      const y = solveFace(phiMetal - U - phi[i], kinetics.thermal2, exchange, ohm);
      const c = 2.0 * exchange * Math.cosh(y);
      j = 2.0 * exchange * Math.sinh(y);
      G = c / (kinetics.thermal2 + ohm * c);
    }
    kinetics.current[i] = j;
    kinetics.slope[i] = G;
    sum += m.h * j;
  }
  return sum;
}

/** Solves for phi, phi_m and j at the present contact state and control. */
export function solvePotential(m: Model): Status {
  const mean = contactFromGap(m);
  m.put(Out.contactFraction, mean);
  const drawn = m.p(Param.voltageControl) == 0 && m.p(Param.current) != 0;
  if (mean <= 0 || (drawn && mean < LEAST_CONTACT)) return Status.contactLost;
  const linear = m.scratch.line();
  const status = m.filaments !== null ? solveWithFilaments(m) : solveWithout(m, linear);
  m.scratch.free(linear);
  const lost = drawn && mean < POOR_CONTACT && Math.abs(m.tally[Tally.phiMetal]) > MOST_VOLTS;
  return status == Status.ok && lost ? Status.contactLost : status;
}

/** The same without filaments; `linear` is room for the currents of the linearised law [A/m2]. */
function solveWithout(m: Model, linear: Line): Status {
  const kinetics = m.wall.kinetics;
  const nx = m.nx,
    ns = m.ns,
    h = m.h,
    ion = m.ion,
    W = h * <f64>nx;
  const held = m.p(Param.voltageControl) != 0;
  let asked = m.p(Param.current) * W;
  let phiMetal = held ? m.p(Param.voltage) : m.tally[Tally.phiMetal];
  let iterations = 0,
    done = false;
  wallCurrents(m, phiMetal, changetype<Line>(ion.u));
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    let sumG = 0.0,
      sumS = 0.0;
    for (let i = 0; i < nx; i++) {
      const G = kinetics.slope[i];
      const s = kinetics.current[i] + G * (get(ion.u, i) - phiMetal);
      linear[i] = s;
      kinetics.conductance[i] = h * G;
      set(ion.ty, i, h * G);
      sumG += h * G;
      sumS += h * s;
    }
    const share = held ? phiMetal : (asked - sumS) / sumG;
    for (let i = 0; i < nx; i++) set(ion.f, i, h * linear[i] + kinetics.conductance[i] * share);
    if (pass == 0) ion.setup();
    else ion.updateCoefficients();
    ion.rankOne(0, changetype<usize>(kinetics.conductance), held ? 0.0 : -1.0 / sumG);
    const its = ion.solve(LINEAR_TOLERANCE, 1e-13 * W, 200);
    if (its < 0 && !(ion.residualNorm < 1e-6 * W)) return Status.potentialDiverged;
    iterations += its < 0 ? 200 : its;
    if (!held) {
      let sumGphi = 0.0;
      for (let i = 0; i < nx; i++) sumGphi += kinetics.conductance[i] * get(ion.u, i);
      phiMetal = (asked - sumS + sumGphi) / sumG;
    }
    // The linear model's current against the law's.
    let miss = 0.0,
      scale = Math.abs(asked) / W;
    for (let i = 0; i < nx; i++) {
      linear[i] = linear[i] + kinetics.slope[i] * (phiMetal - get(ion.u, i));
    }
    wallCurrents(m, phiMetal, changetype<Line>(ion.u));
    for (let i = 0; i < nx; i++) {
      miss = Math.max(miss, Math.abs(kinetics.current[i] - linear[i]));
      scale = Math.max(scale, Math.abs(kinetics.current[i]));
    }
    if (!(miss < 1e300)) return Status.notFinite;
    if (miss <= CURRENT_TOLERANCE * scale + 1e-12) {
      done = true;
      break;
    }
  }
  m.put(Out.potentialIterations, <f64>iterations);
  if (!done) return Status.potentialDiverged;

  // Exact charge balance: one Newton step of phi_m on the law itself, then the wall carries the asked current to
  // rounding, and the bottom what the wall does.
  let wall = 0.0,
    gross = 0.0,
    slopes = 0.0;
  if (!held) {
    for (let i = 0; i < nx; i++) {
      wall += h * kinetics.current[i];
      slopes += h * kinetics.slope[i];
    }
    phiMetal += (asked - wall) / slopes;
  }
  wall = wallCurrents(m, phiMetal, changetype<Line>(ion.u));
  for (let i = 0; i < nx; i++) gross += h * Math.abs(kinetics.current[i]);
  if (held) asked = wall;
  else if (gross > 0) {
    const fix = (asked - wall) / gross;
    for (let i = 0; i < nx; i++) kinetics.current[i] = kinetics.current[i] + Math.abs(kinetics.current[i]) * fix;
  }
  const bottom = get(ion.ty, ns * nx);
  let out = 0.0;
  for (let i = 0; i < nx; i++) out += bottom * get(ion.u, (ns - 1) * nx + i);
  const shift = (asked - out) / (bottom * <f64>nx);
  for (let k = 0; k < nx * ns; k++) set(ion.u, k, get(ion.u, k) + shift);
  if (!held) phiMetal += shift;
  m.tally[Tally.phiMetal] = phiMetal;
  m.tally[Tally.control] = asked / W;
  m.put(Out.voltage, phiMetal);
  m.tally[Tally.applied] = asked / W;
  m.put(Out.current, asked / W);
  return Status.ok;
}

/** Current through the bottom [A/m], in flux form. */
export function bottomCurrent(m: Model): f64 {
  const nx = m.nx,
    ns = m.ns;
  let out = 0.0;
  for (let i = 0; i < nx; i++) out += get(m.ion.ty, ns * nx + i) * get(m.ion.u, (ns - 1) * nx + i);
  return out;
}

/** Splits the voltage by current-weighted means; the parts add up to phi_m, eq. (3.6). At rest all of it is kinetic. */
export function splitOverpotential(m: Model): void {
  const contact = m.wall.contact;
  const kinetics = m.wall.kinetics;
  const electrolyte = m.electrolyte;
  const nx = m.nx,
    h = m.h,
    W = h * <f64>nx,
    I = m.tally[Tally.control];
  const V = m.tally[Tally.phiMetal];
  let kinetic = 0.0,
    sei = 0.0,
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
      sei += w * drop;
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
  m.put(Out.etaSei, sei);
  m.put(Out.peakCurrentRatio, peak);
}
