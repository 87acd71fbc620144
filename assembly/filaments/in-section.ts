// Filaments in the run. The potential is solved with the metal at zero, psi = phi - phi_m, so that flanks are diagonal
// terms and the galvanostat is a rank-one term on the counter side's row; wall law and Newton are those of interface/potential.ts:
//   wall: -h j(psi) = T psi - s  by column, linearised;   flanks and counter side: flank-current.ts;   phi_m = -V
// Within a step the wall answers to the pressures through the linear law; its charge is booked as it is carried, so that
// wall and flanks together carry what was asked. A metal path takes the share x_e of the current (short.ts).

import { property } from "../properties";
import { f64s, get, set } from "../memory/arena";
import { Out, Param, Prop, Status } from "../abi";
import { Model, Tally } from "../section";
import { CURRENT_TOLERANCE, MAX_PASSES, MOST_VOLTS, wallCurrents } from "../interface/potential";
import { updateConnections, pressuresFromVolumes } from "./lithium-balance";
import { updateDirections } from "./kink-criterion";
import {
  cutFaces,
  setCounterSide,
  contactPotential,
  setSources,
  totalFlankCurrent,
  keepConductances,
  readCurrents,
  solveCurrents,
  solveCurrentInfluence,
} from "./flank-current";
import { MAX_POINTS, MAX_FILAMENTS, bodyLength } from "./tree";
import { grow } from "./propagation";
import { fitIntensities } from "./stress-intensity";
import { keepElastic, solveInterfaceLoads, sumDisplacements } from "./crack-opening";
import { electronicShare, fusePath, shortKind, shortResistance } from "./short";
import { Doubles, doubles } from "../memory/fields";
import { createFilaments, startFilaments, solveGeometry, solveFilaments } from "./filaments";
import { Head, Body, Branch, Point, Row } from "./columns";
import { pristineFilmResistance } from "../interface/faces";

const LINEAR_TOLERANCE: f64 = 1e-8;
/** Share of the asked current by which a start may miss it. */
const MAX_START_MISS: f64 = 0.5;
/** Segments after which a step may end, and the share of it that must have passed by then. */
const MAX_SEGMENTS: i32 = 4;
const MIN_STEP_SHARE: f64 = 0.2;
/** Room for filaments; before the start, in runs that have them. */
export function reserveFilaments(m: Model): void {
  if (m.filaments !== null) return;
  const f = createFilaments(m.nx, m.ns, m.ion, m.elastic, m.micro.material);
  m.filaments = f;
  m.savedFilaments = alloc64(f.tree.stateSize);
  m.filamentTable = doubles<Doubles>(Row.COUNT * (MAX_POINTS + MAX_FILAMENTS));
}

// @ts-ignore: decorator
@inline function alloc64(bytes: usize): usize {
  return f64s(<i32>(bytes >> 3));
}

/** Coefficients of the present temperature and parameters; after conductances and elasticity have been set. */
export function setFilaments(m: Model): void {
  const kinetics = m.wall.kinetics;
  const creep = m.lithium.creep;
  const f = m.filaments!;
  f.conditions.h = m.h;
  f.conditions.kappa = m.electrolyte.kappa;
  f.conditions.interfaceOhm = kinetics.thermal2 / (2.0 * kinetics.exchange) + pristineFilmResistance(m);
  f.conditions.volumePerCharge = kinetics.stripVolume;
  f.conditions.youngs = property(m, Prop.seYoungs);
  f.conditions.poisson = property(m, Prop.sePoisson);
  f.conditions.creepExponent = creep.N;
  f.conditions.creepRate = creep.A * Math.pow(1.0 / creep.S0, creep.N);
  f.conditions.pressure = m.lithium.platen.pressure;
  f.criterion.following = m.p(Param.filamentFollowing);
  f.criterion.branching = m.p(Param.filamentBranching);
  f.short.width = m.p(Param.shortWidth);
  f.short.area = m.p(Param.cellArea);
  f.conditions.pelletRest = m.p(Param.pelletRest);
  f.conditions.segment = m.h;
  keepConductances(f.flanks);
  keepElastic(f.cracks);
  f.tree.dirty = true;
}

/** Flaws that cut off the contact make the potential stiff: some need several hundred. */
const ION_ITERATIONS: i32 = 2000;

/** Filaments of the flaws at t = 0. */
export function layFilaments(m: Model): void {
  setFilaments(m);
  startFilaments(m.filaments!);
}

/** Contact, loads and control as they are now. */
function readConditions(m: Model): void {
  const contact = m.wall.contact;
  const f = m.filaments!;
  f.conditions.pressure = m.lithium.platen.pressure;
  for (let i = 0; i < m.nx; i++) f.flanks.contactMetal[i] = contact.area[i] > 0 ? 1.0 : 0.0;
}

function copyLoads(m: Model): void {
  const law = m.wall.law;
  const f = m.filaments!;
  for (let n = 0; n <= m.nx; n++) f.cracks.contactForce[n] = law.nodeForce[n];
}

/** Shifts the potentials by v, the metal's with them. */
function shiftPotential(m: Model, v: f64): void {
  m.filaments!.flanks.metalPotential += v;
  for (let k = 0, n = m.nx * m.ns; k < n; k++) set(m.ion.u, k, get(m.ion.u, k) + v);
}

/** Wall currents at psi. */
function updateWallCurrents(m: Model): void {
  const f = m.filaments!;
  for (let i = 0; i < m.nx; i++) m.faced[i] = contactPotential(f.flanks, changetype<Doubles>(m.ion.u), i);
  wallCurrents(m, 0.0, m.faced);
}

/** Current of wall and crack faces [A/m] with psi raised by v; `flank`: that of the crack faces as it is. */
function totalCurrent(m: Model, v: f64, flank: f64): f64 {
  const kinetics = m.wall.kinetics;
  const f = m.filaments!;
  for (let i = 0; i < m.nx; i++) m.faced[i] = contactPotential(f.flanks, changetype<Doubles>(m.ion.u), i) + v;
  wallCurrents(m, 0.0, m.faced);
  let sum = flank;
  for (let g = 0, n = f.tree.count(Head.bodies); g < n; g++) sum -= f.flanks.conductance[g] * v;
  for (let i = 0; i < m.nx; i++) sum += m.h * kinetics.current[i];
  return sum;
}

/** Lifts psi as a whole to where wall and flanks carry the asked current by their own laws, when they are far from it: next
 * to no contact and bodies that have just died need a volt, and Newton on a sinh does not get there from nothing. */
function bracketMetalPotential(m: Model): void {
  const f = m.filaments!;
  cutFaces(f.flanks);
  const flank = totalFlankCurrent(f.flanks),
    miss = totalCurrent(m, 0.0, flank) - f.flanks.applied;
  if (!(Math.abs(miss) > MAX_START_MISS * Math.abs(f.flanks.applied))) return;
  let near = 0.0,
    far = miss > 0 ? 1e-3 : -1e-3;
  while (Math.abs(far) < MOST_VOLTS && (totalCurrent(m, far, flank) - f.flanks.applied) * miss > 0) {
    near = far;
    far *= 2.0;
  }
  for (let k = 0; k < 50; k++) {
    const mid = 0.5 * (near + far);
    if ((totalCurrent(m, mid, flank) - f.flanks.applied) * miss > 0) near = mid;
    else far = mid;
  }
  for (let k = 0, n = m.nx * m.ns; k < n; k++) set(m.ion.u, k, get(m.ion.u, k) + far);
}

/** Solves for phi, phi_m and the currents of wall and flanks at the present state and control. */
export function solveWithFilaments(m: Model): Status {
  const kinetics = m.wall.kinetics;
  const f = m.filaments!,
    nx = m.nx,
    h = m.h,
    W = h * <f64>nx,
    ion = f.flanks.ion;
  readConditions(m);
  f.flanks.held = m.p(Param.voltageControl) != 0;
  const ions = 1.0 - electronicShare(f.short);
  f.flanks.applied = f.flanks.held ? m.p(Param.voltage) : m.p(Param.current) * W * ions;
  f.flanks.metalPotential = m.tally[Tally.phiMetal];
  if (f.tree.dirty) {
    copyLoads(m);
    if (!solveGeometry(f)) return Status.potentialDiverged;
  } else updateConnections(f.balance);
  shiftPotential(m, -m.tally[Tally.phiMetal]);
  let iterations = 0,
    done = false;
  if (!f.flanks.held) bracketMetalPotential(m);
  updateWallCurrents(m);
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    for (let i = 0; i < nx; i++) {
      const G = kinetics.slope[i];
      f.flanks.contactConductance[i] = h * G;
      m.wall.kinetics.conductance[i] = h * G;
      f.flanks.contactSource[i] = h * (kinetics.current[i] + G * m.faced[i]);
    }
    cutFaces(f.flanks);
    setCounterSide(f.flanks);
    setSources(f.flanks);
    if (pass == 0) ion.setup();
    else ion.updateCoefficients();
    const its = ion.solve(LINEAR_TOLERANCE, 1e-13 * W, ION_ITERATIONS);
    if (its < 0 && !(ion.residualNorm < 1e-6 * W)) return Status.potentialDiverged;
    iterations += its < 0 ? ION_ITERATIONS : its;
    readCurrents(f.flanks);
    updateWallCurrents(m);
    let miss = 0.0,
      scale = Math.abs(f.flanks.applied) / W;
    for (let i = 0; i < nx; i++) {
      miss = Math.max(miss, Math.abs(kinetics.current[i] - f.flanks.contactCurrent[i] / h));
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
  const stripped = closeChargeBalance(m);
  memory.fill(ion.c, 0, (<usize>(nx * m.ns)) << 3);
  const j = stripped / W,
    phiMetal = fixReference(m, stripped, -f.flanks.counterVoltage);
  m.tally[Tally.phiMetal] = phiMetal;
  m.tally[Tally.control] = j;
  // at rest the last resistance stays
  if (Math.abs(j) > 1e-9) f.tree.head[Head.cellOhm] = Math.abs(phiMetal / j);
  m.put(Out.voltage, phiMetal);
  m.tally[Tally.applied] = f.flanks.held ? j / ions : m.p(Param.current);
  m.put(Out.current, m.tally[Tally.applied]);
  return Status.ok;
}

/** Wall and flanks carry the asked current to rounding: what is missing is shared in proportion. Returns the current
 * [A/m]. */
function closeChargeBalance(m: Model): f64 {
  const kinetics = m.wall.kinetics;
  const f = m.filaments!,
    nx = m.nx,
    h = m.h,
    bodies = f.tree.count(Head.bodies);
  let sum = 0.0,
    gross = 0.0;
  for (let i = 0; i < nx; i++) {
    sum += h * kinetics.current[i];
    gross += h * Math.abs(kinetics.current[i]);
  }
  for (let g = 0; g < bodies; g++) {
    sum += f.flanks.current[g];
    gross += Math.abs(f.flanks.current[g]);
  }
  if (f.flanks.held) return sum;
  const fix = gross > 0 ? (f.flanks.applied - sum) / gross : 0.0;
  for (let i = 0; i < nx; i++) kinetics.current[i] = kinetics.current[i] + Math.abs(kinetics.current[i]) * fix;
  for (let g = 0; g < bodies; g++) f.flanks.current[g] += Math.abs(f.flanks.current[g]) * fix;
  return f.flanks.applied;
}

/** From psi to phi, both shifted so that what leaves at the bottom is `asked` [A/m, strips]; the metal's potential. */
function fixReference(m: Model, asked: f64, phiMetal: f64): f64 {
  const f = m.filaments!,
    nx = m.nx,
    last = (m.ns - 1) * nx;
  let out = 0.0,
    sum = 0.0;
  for (let i = 0; i < nx; i++) {
    out += f.flanks.counterConductance[i] * (get(m.ion.u, last + i) + phiMetal);
    sum += f.flanks.counterConductance[i];
  }
  const shift = (asked - out) / sum;
  shiftPotential(m, phiMetal + shift);
  return phiMetal + shift;
}

/** Opens a metal path that the present current melts; true when it did, and the potential is to be solved anew. */
export function fuseShort(m: Model): bool {
  return m.p(Param.shortFuses) != 0 && fusePath(m.filaments!.short, m.tally[Tally.phiMetal], m.p(Param.temperature));
}

/** Grows the filaments over dt, or as far as it gets in one step; leaves the mean wall current of that time in m.wall.kinetics.current.
 * Returns the time done [s], -1 on failure. */
export function growFilaments(m: Model, dt: f64): f64 {
  const kinetics = m.wall.kinetics;
  const contact = m.wall.contact;
  const f = m.filaments!,
    nx = m.nx,
    h = m.h,
    bodies = f.tree.count(Head.bodies);
  f.starts = 0;
  if (bodies == 0) return dt;
  copyLoads(m);
  const phiMetal = m.tally[Tally.phiMetal],
    before = m.tally[Tally.control] * h * <f64>nx;
  f.flanks.metalPotential = phiMetal;
  shiftPotential(m, -phiMetal);
  if (f.tree.dirty) {
    if (!solveFilaments(f)) return -1.0;
  } else {
    solveInterfaceLoads(f.cracks);
    fitIntensities(f.tips);
    if (!pressuresFromVolumes(f.balance) || !solveCurrents(f.flanks)) return -1.0;
    solveCurrentInfluence(f.flanks);
    updateDirections(f.criterion);
  }
  let charge = 0.0;
  for (let g = 0; g < bodies; g++) charge += f.tree.body(g, Body.plated);
  f.maxSegments = MAX_SEGMENTS;
  f.minTime = MIN_STEP_SHARE * dt;
  const used = grow(f, dt);
  if (!(used > 0)) return -1.0;
  let after = 0.0,
    top = 0.0;
  for (let g = 0; g < bodies; g++) after += f.tree.body(g, Body.plated);
  for (let i = 0; i < nx; i++) {
    const q = f.contactCharge[i];
    top += q;
    kinetics.current[i] = q / (h * used);
    const back = f.balance.returned[i];
    contact.gap[i] = contact.gap[i] - back / h;
    m.tally[Tally.returned] = m.tally[Tally.returned] + back;
  }
  // what a held voltage drives is known afterwards
  const asked = f.flanks.held ? (top - after + charge) / used : before;
  m.tally[Tally.control] = asked / (h * <f64>nx);
  m.tally[Tally.flank] = m.tally[Tally.flank] - (after - charge);
  m.tally[Tally.electronic] = m.tally[Tally.electronic] + (m.tally[Tally.applied] * h * <f64>nx - before) * used;
  memory.fill(m.ion.c, 0, (<usize>(nx * m.ns)) << 3);
  m.tally[Tally.phiMetal] = fixReference(m, asked, phiMetal);
  return used;
}

/** Displacements of the electrolyte under interface and filaments. */
export function displaceWithFilaments(m: Model): void {
  sumDisplacements(m.filaments!.cracks);
}

/** Share of the lithium books that does not add up: bodies against their charge, outflow and what layers took [m2]. */
export function filamentDefect(m: Model): f64 {
  const f = m.filaments!;
  let sum = 0.0;
  for (let g = 0, n = f.tree.count(Head.bodies); g < n; g++) {
    const gone = f.tree.body(g, Body.extruded) + f.tree.body(g, Body.reacted);
    sum += Math.abs(
      f.tree.body(g, Body.volume) -
        f.tree.body(g, Body.initialVolume) -
        f.conditions.volumePerCharge * f.tree.body(g, Body.plated) +
        gone,
    );
  }
  return sum;
}

/** Counts, lengths and the short, into the outputs. */
export function observeFilaments(m: Model): void {
  const f = m.filaments!,
    W = m.h * <f64>m.nx;
  let count = 0,
    long = 0.0,
    deep = 0.0,
    volume = 0.0,
    dead = 0.0,
    eaten = 0.0,
    pressure = 0.0;
  for (let q = 0, n = f.tree.count(Head.branches); q < n; q++) {
    if (f.tree.branch(q, Branch.segments) == 0) continue;
    count++;
    const beyond = f.tree.branch(q, Branch.beyond);
    long = Math.max(long, f.tree.branch(q, Branch.path) + beyond);
    deep = Math.max(deep, f.tree.point(<i32>f.tree.branch(q, Branch.tip), Point.y) + beyond);
  }
  for (let g = 0, n = f.tree.count(Head.bodies); g < n; g++) {
    if (f.tree.body(g, Body.alive) == 0) continue;
    volume += f.tree.body(g, Body.volume);
    eaten += f.tree.body(g, Body.reacted);
    pressure = Math.max(pressure, f.tree.body(g, Body.pressure));
    if (f.tree.body(g, Body.connected) == 0) dead += Math.max(0.0, f.tree.body(g, Body.volume));
  }
  m.put(Out.filamentCount, <f64>count);
  m.put(Out.filamentLength, long);
  m.put(Out.filamentDepth, deep);
  m.put(Out.filamentVolume, volume / W);
  m.put(Out.filamentDead, dead / W);
  m.put(Out.filamentEaten, eaten / W);
  m.put(Out.filamentPressure, pressure);
  m.put(Out.filamentStarts, <f64>f.starts);
  m.put(Out.filamentSite, f.tree.head[Head.startX]);
  const path = shortResistance(f.short);
  m.put(Out.shortKind, <f64>shortKind(f.short));
  m.put(Out.shortResistance, path < Infinity ? path * f.short.area : 0.0);
  m.put(Out.shortShare, f.tree.head[Head.electronic]);
  m.put(Out.shortSite, f.tree.head[Head.shortX]);
  m.put(Out.shortFuses, f.tree.head[Head.fuses]);
}

/** Writes the points of every filament from its root to its tip; see Row. Returns their number. */
export function writeFilaments(m: Model): i32 {
  const f = m.filaments!,
    out = m.filamentTable;
  let rows = 0;
  for (let q = 0, n = f.tree.count(Head.branches); q < n; q++) {
    const g = <i32>f.tree.branch(q, Branch.body),
      root = <i32>f.tree.branch(q, Branch.root),
      length = bodyLength(f.tree, g);
    const width = length > 0 ? f.tree.body(g, Body.volume) / length : 0.0;
    let count = 1;
    for (let p = <i32>f.tree.branch(q, Branch.tip); p != root; p = <i32>f.tree.point(p, Point.from)) count++;
    let p = <i32>f.tree.branch(q, Branch.tip);
    for (let k = count - 1; k >= 0; k--) {
      const at = (rows + k) * Row.COUNT;
      out[at + Row.branch] = <f64>q;
      out[at + Row.body] = <f64>g;
      out[at + Row.parent] = f.tree.branch(q, Branch.parent);
      out[at + Row.x] = f.tree.point(p, Point.x);
      out[at + Row.y] = f.tree.point(p, Point.y);
      out[at + Row.width] = width;
      out[at + Row.grown] = f.tree.branch(q, Branch.segments) > 0 ? 1.0 : 0.0;
      out[at + Row.dead] = f.tree.body(g, Body.alive) != 0 && f.tree.body(g, Body.connected) == 0 ? 1.0 : 0.0;
      p = <i32>f.tree.point(p, Point.from);
    }
    rows += count;
  }
  return rows;
}
