// The potential of the electrolyte with the currents of wall and crack faces, eqs. (3.1), (3.3) and (3.4): Newton on the law of the wall.
//   div(kappa grad phi) = 0;   wall: j(phi_m - phi), wall-current.ts;   counter side: phi / (h/2kappa + (H - H_s)/kappa + R_counter)
// Each pass takes the law of every face as linear, j = s + G (phi_m - phi) with s = j0 + G (phi_0 - phi_m0), and solves one
// linear system, in which a given current is a rank-one term. What stands in it is asked of
//   wall-terms.ts                 without filaments: phi above the counter side, phi_m eliminated on the row of the wall
//   filaments/potential-terms.ts  with filaments: phi above the metal, the counter side eliminated, crack faces on the diagonal
// At the end the currents add up to what was asked, and what leaves at the counter side is what enters, to rounding.

import { addressOf, Doubles, Line } from "../memory/fields";
import { Out, Param, Status } from "../abi";
import { Section, Tally } from "../section";
import * as cathode from "../cathode/electrode";
import { setCounterSide } from "../electrolyte/conduction";
import { contactFromGap } from "./contact-area";
import { lithiumFree, wallPotential } from "./current-collector";
import { bracketPotential, MOST_VOLTS } from "./potential-bracket";
import { wallCurrents } from "./wall-current";
import { placeWallTerms, readWall, refineMetal, returnWall, startWall } from "./wall-terms";
import { contactPotential } from "../filaments/flank-current";
import { placeFlankTerms, readFlanks, returnFlanks, startFlanks } from "../filaments/potential-terms";
import { Head } from "../filaments/columns";

const MAX_PASSES: i32 = 40;
/** Share of the interface below which a current finds no contact, and below which it finds none either when it takes more
 * than MOST_VOLTS [V]. */
const LEAST_CONTACT: f64 = 1e-6;
const POOR_CONTACT: f64 = 0.01;
/** Passes of a full cell at a given voltage, and the miss of its cathode at which one is the last [V]. */
const MAX_CELL_PASSES: i32 = 40;
const CELL_TOLERANCE: f64 = 1e-10;
/** The same of a cathode that is computed as a section, and the difference of two voltages that a chord is drawn through [V]. */
const SECTION_TOLERANCE: f64 = 2e-5;
const LEAST_CHORD: f64 = 1e-3;
const LINEAR_TOLERANCE: f64 = 1e-8;
const CURRENT_TOLERANCE: f64 = 1e-7;
/** Residual [A/m2], or share of the sources, at which a linear solve counts although rounding has stopped it above its tolerance; one
 * that has not come so far goes on from where it is, in the next pass. */
const ACCEPTED_RESIDUAL: f64 = 1e-6;
const ACCEPTED_SHARE: f64 = 1e-5;
/** Iterations of a linear solve at most; flaws that cut off the contact make it stiff: some need several hundred. */
const MAX_ITERATIONS: i32 = 200;
const MAX_ITERATIONS_FLANKS: i32 = 2000;

/** Solves for the potential at the present state and control, that of the cathode in series. */
export function solvePotential(m: Section): Status {
  m.wall.circuit.given = m.p(Param.voltage);
  return cathode.present(m) ? solveFullCell(m) : solveSection(m);
}

/** The section with a cathode in series, eq. (19.2). At a given current both are on their own. At a given voltage of the cell the
 * cathode is E - R i about the running current, R in the place of the counter electrode; then about the current found, or along
 * the chord of the last two. */
function solveFullCell(m: Section): Status {
  const held = m.p(Param.voltageControl) != 0;
  if (!held) {
    setCounterOhm(m, 0.0);
    const status = solveSection(m);
    if (status != Status.ok) return status;
    m.put(Out.voltage, m.out[Out.voltage] + cathode.polarise(m, m.tally[Tally.control]));
    return m.cathode.missed ? Status.cathodeDiverged : Status.ok;
  }
  const drop = cathode.openCircuit(m) - m.p(Param.voltage),
    fine = m.cathode.section === null,
    tolerance = fine ? CELL_TOLERANCE : SECTION_TOLERANCE;
  let i = m.tally[Tally.control],
    eta = cathode.polarise(m, i),
    slope = m.cathode.eta.slope;
  for (let pass = 0; pass < MAX_CELL_PASSES; pass++) {
    setCounterOhm(m, slope);
    m.wall.circuit.given = drop - (eta - slope * i);
    const status = solveSection(m);
    if (status != Status.ok) return status;
    const next = m.tally[Tally.control],
      found = cathode.polarise(m, next),
      miss = found - (eta + slope * (next - i));
    if (Math.abs(miss) < tolerance) {
      m.put(Out.voltage, m.out[Out.voltage] - slope * next + found);
      return m.cathode.missed ? Status.cathodeDiverged : Status.ok;
    }
    // what a section's passes leave open is no chord
    const chord = pass >= 2 && next != i && (fine || Math.abs(found - eta) > LEAST_CHORD);
    slope = chord ? (found - eta) / (next - i) : m.cathode.eta.slope;
    i = next;
    eta = found;
  }
  return Status.potentialDiverged;
}

/** Puts a resistance in the place of the counter electrode [Ohm m2]. */
function setCounterOhm(m: Section, ohm: f64): void {
  if (m.electrolyte.counterOhm == ohm) return;
  m.electrolyte.counterOhm = ohm;
  setCounterSide(m);
}

/** Solves for phi, phi_m and the currents of wall and crack faces, what stands opposite a resistance. */
function solveSection(m: Section): Status {
  const circuit = m.wall.circuit;
  const mean = contactFromGap(m);
  m.put(Out.contactFraction, mean);
  circuit.held = m.p(Param.voltageControl) != 0;
  const drawn = !circuit.held && m.p(Param.current) != 0;
  if (mean <= 0 || (drawn && mean < LEAST_CONTACT)) return Status.contactLost;
  if (m.filaments === null) startWall(m);
  else {
    if (!startFlanks(m)) return Status.potentialDiverged;
    if (!circuit.held) bracketPotential(m);
  }
  const linear = m.scratch.line();
  const status = iterate(m, linear);
  m.scratch.free(linear);
  if (status != Status.ok) return status;
  conclude(m);
  const lost = drawn && mean < POOR_CONTACT && Math.abs(m.tally[Tally.phiMetal]) > MOST_VOLTS;
  return lost ? Status.contactLost : Status.ok;
}

/** Newton passes until every face carries what its linear law says; `linear` is room for these currents [A/m2]. */
function iterate(m: Section, linear: Line): Status {
  const flanks = m.filaments !== null;
  const most = flanks ? MAX_ITERATIONS_FLANKS : MAX_ITERATIONS;
  const ion = m.ion,
    W = m.h * <f64>m.nx;
  let iterations = 0,
    done = false;
  followWall(m);
  for (let pass = 0; pass < MAX_PASSES && !done; pass++) {
    linearise(m, linear);
    if (flanks) placeFlankTerms(m, linear);
    else placeWallTerms(m, linear);
    if (pass == 0) ion.setup();
    else ion.updateCoefficients();
    const its = ion.solve(LINEAR_TOLERANCE, 1e-13 * W, most);
    const solved = its >= 0 || ion.residualNorm < Math.max(ACCEPTED_RESIDUAL * W, ACCEPTED_SHARE * ion.rhsNorm);
    iterations += its < 0 ? most : its;
    if (flanks) readFlanks(m, linear);
    else readWall(m, linear);
    followWall(m);
    const kinetics = m.wall.kinetics;
    let miss = 0.0,
      scale = Math.abs(m.wall.circuit.asked) / W;
    for (let i = 0; i < m.nx; i++) {
      miss = Math.max(miss, Math.abs(kinetics.current[i] - linear[i]));
      scale = Math.max(scale, Math.abs(kinetics.current[i]));
    }
    if (!(miss < 1e300)) return Status.notFinite;
    done = solved && miss <= CURRENT_TOLERANCE * scale + 1e-12;
  }
  m.put(Out.potentialIterations, <f64>iterations);
  return done ? Status.ok : Status.potentialDiverged;
}

/** Currents of the wall by its law at the potential of the moment. */
function followWall(m: Section): void {
  const faced = m.wall.kinetics.faced,
    f = m.filaments,
    phi = changetype<Doubles>(m.ion.u);
  if (f !== null) for (let i = 0; i < m.nx; i++) faced[i] = contactPotential(f.flanks, phi, i);
  else memory.copy(addressOf(faced), m.ion.u, (<usize>m.nx) << 3);
  wallCurrents(m, m.wall.circuit.metal);
}

/** The law of each face as j = s + G (phi_m - phi): s [A/m2] into `source`, h G and the sums into the circuit. */
function linearise(m: Section, source: Line): void {
  const circuit = m.wall.circuit,
    kinetics = m.wall.kinetics,
    h = m.h;
  let sumG = 0.0,
    sumS = 0.0;
  for (let i = 0; i < m.nx; i++) {
    const G = kinetics.slope[i];
    const s = kinetics.current[i] + G * (kinetics.faced[i] - circuit.metal);
    source[i] = s;
    kinetics.conductance[i] = h * G;
    sumG += h * G;
    sumS += h * s;
  }
  circuit.conductance = sumG;
  circuit.source = sumS;
}

/** Makes currents and potential exact, and writes what they come to. */
function conclude(m: Section): void {
  const circuit = m.wall.circuit,
    W = m.h * <f64>m.nx,
    f = m.filaments;
  if (f === null && !circuit.held) refineMetal(m);
  const carried = shareMissingCurrent(m);
  const applied = f !== null ? returnFlanks(m, carried) : returnWall(m, carried);
  m.tally[Tally.phiMetal] = circuit.metal;
  m.tally[Tally.control] = carried / W;
  m.tally[Tally.applied] = applied;
  m.put(Out.voltage, lithiumFree(m) ? circuit.metal + wallPotential(m) : circuit.metal);
  m.put(Out.current, applied);
}

/** Wall and crack faces carry the asked current to rounding: what is missing is shared in proportion. Returns the current
 * [A/m]. */
function shareMissingCurrent(m: Section): f64 {
  const circuit = m.wall.circuit,
    kinetics = m.wall.kinetics,
    h = m.h,
    f = m.filaments;
  const bodies = f !== null ? f.tree.count(Head.bodies) : 0;
  let sum = 0.0,
    gross = 0.0;
  for (let i = 0; i < m.nx; i++) {
    sum += h * kinetics.current[i];
    gross += h * Math.abs(kinetics.current[i]);
  }
  for (let g = 0; g < bodies; g++) {
    sum += f!.flanks.current[g];
    gross += Math.abs(f!.flanks.current[g]);
  }
  if (circuit.held) return sum;
  if (gross == 0) return circuit.asked;
  const fix = (circuit.asked - sum) / gross;
  for (let i = 0; i < m.nx; i++) kinetics.current[i] += Math.abs(kinetics.current[i]) * fix;
  for (let g = 0; g < bodies; g++) f!.flanks.current[g] += Math.abs(f!.flanks.current[g]) * fix;
  return circuit.asked;
}
