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
import { connect, pressuresFromVolumes } from "./lithium-balance";
import { lookAhead } from "./kink-criterion";
import {
  cutFaces,
  driveRow,
  facing,
  feedSources,
  flankTotal,
  keepConductances,
  readCurrents,
  solveFeed,
  solveResponses,
} from "./flank-current";
import { Filaments, Group, Head, Branch, MAX_POINTS, MAX_FILAMENTS, Point, createFilaments, groupLength } from "./tree";
import { grow, refresh, refreshGeometry, startFilaments } from "./propagation";
import { fitIntensities } from "./stress-intensity";
import { keepElastic, solveLoads, unitDisplacements } from "./crack-opening";
import { electronicShare, fuse, shortKind, shortResistance } from "./short";
import { Doubles, doubles } from "../memory/fields";
import { pristineFilmResistance } from "../interface/faces";

const LINEAR_TOLERANCE: f64 = 1e-8;
/** Share of the asked current by which a start may miss it. */
const FAR: f64 = 0.5;
/** Segments after which a step may end, and the share of it that must have passed by then. */
const MOST: i32 = 4;
const LEAST: f64 = 0.2;
/** Columns of the table of points handed out: filament, group, parent, x, y, width, whether it has grown, whether dead. */
export const ROW: i32 = 8;

/** Room for filaments; before the start, in runs that have them. */
export function reserveFilaments(m: Model): void {
  if (m.filaments !== null) return;
  const f = createFilaments(m.nx, m.ns, m.ion, m.elastic, m.micro.material);
  m.filaments = f;
  m.savedFilaments = alloc64(f.stateSize);

  m.filamentTable = doubles<Doubles>(ROW * (MAX_POINTS + MAX_FILAMENTS));
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
  f.h = m.h;
  f.kappa = m.electrolyte.kappa;
  f.ohm = kinetics.thermal2 / (2.0 * kinetics.exchange) + pristineFilmResistance(m);
  f.volumePerCharge = kinetics.stripVolume;
  f.youngs = property(m, Prop.seYoungs);
  f.poisson = property(m, Prop.sePoisson);
  f.creepExponent = creep.N;
  f.creepRate = creep.A * Math.pow(1.0 / creep.S0, creep.N);
  f.pressure = m.lithium.platen.pressure;
  f.following = m.p(Param.filamentFollowing);
  f.branching = m.p(Param.filamentBranching);
  f.shortWidth = m.p(Param.shortWidth);
  f.area = m.p(Param.cellArea);
  f.rest = m.p(Param.pelletRest);
  f.segment = m.h;
  keepConductances(f);
  keepElastic(f);
  f.dirty = true;
}

/** Flaws that cut off the contact make the potential stiff: some need several hundred. */
const ION_ITERATIONS: i32 = 2000;

/** Filaments of the flaws at t = 0. */
export function layFilaments(m: Model): void {
  setFilaments(m);
  startFilaments(m.filaments!);
}

/** Contact, loads and control as they are now. */
function surroundings(m: Model): void {
  const contact = m.wall.contact;
  const f = m.filaments!;
  f.pressure = m.lithium.platen.pressure;
  for (let i = 0; i < m.nx; i++) f.topMetal[i] = contact.area[i] > 0 ? 1.0 : 0.0;
}

function takeLoads(m: Model): void {
  const law = m.wall.law;
  const f = m.filaments!;
  for (let n = 0; n <= m.nx; n++) f.nodeForce[n] = law.nodeForce[n];
}

/** Shifts the potentials by v, the metal's with them. */
function lift(m: Model, v: f64): void {
  m.filaments!.metal += v;
  for (let k = 0, n = m.nx * m.ns; k < n; k++) set(m.ion.u, k, get(m.ion.u, k) + v);
}

/** Wall currents at psi. */
function wall(m: Model): void {
  const f = m.filaments!;
  for (let i = 0; i < m.nx; i++) m.faced[i] = facing(f, changetype<Doubles>(m.ion.u), i);
  wallCurrents(m, 0.0, m.faced);
}

/** Current [A/m, plates] of wall and flanks with psi lifted by v; `flank`: that of the flanks as it is. */
function carried(m: Model, v: f64, flank: f64): f64 {
  const kinetics = m.wall.kinetics;
  const f = m.filaments!;
  for (let i = 0; i < m.nx; i++) m.faced[i] = facing(f, changetype<Doubles>(m.ion.u), i) + v;
  wallCurrents(m, 0.0, m.faced);
  let sum = flank;
  for (let g = 0, n = f.count(Head.groups); g < n; g++) sum += f.conductance[g] * v;
  for (let i = 0; i < m.nx; i++) sum -= m.h * kinetics.current[i];
  return sum;
}

/** Lifts psi as a whole to where wall and flanks carry the asked current by their own laws, when they are far from it: next
 * to no contact and bodies that have just died need a volt, and Newton on a sinh does not get there from nothing. */
function level(m: Model): void {
  const f = m.filaments!;
  cutFaces(f);
  const flank = flankTotal(f),
    miss = carried(m, 0.0, flank) - f.drive;
  if (!(Math.abs(miss) > FAR * Math.abs(f.drive))) return;
  let near = 0.0,
    far = miss < 0 ? 1e-3 : -1e-3;
  while (Math.abs(far) < MOST_VOLTS && (carried(m, far, flank) - f.drive) * miss > 0) {
    near = far;
    far *= 2.0;
  }
  for (let k = 0; k < 50; k++) {
    const mid = 0.5 * (near + far);
    if ((carried(m, mid, flank) - f.drive) * miss > 0) near = mid;
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
    ion = f.ion;
  surroundings(m);
  f.held = m.p(Param.voltageControl) != 0;
  const ions = 1.0 - electronicShare(f);
  f.drive = f.held ? -m.p(Param.voltage) : -m.p(Param.current) * W * ions;
  f.metal = m.tally[Tally.phiMetal];
  if (f.dirty) {
    takeLoads(m);
    if (!refreshGeometry(f)) return Status.potentialDiverged;
  } else connect(f);
  lift(m, -m.tally[Tally.phiMetal]);
  let iterations = 0,
    done = false;
  if (!f.held) level(m);
  wall(m);
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    for (let i = 0; i < nx; i++) {
      const G = kinetics.slope[i];
      f.top[i] = h * G;
      m.wall.kinetics.conductance[i] = h * G;
      f.topSource[i] = h * (kinetics.current[i] + G * m.faced[i]);
    }
    cutFaces(f);
    driveRow(f);
    feedSources(f);
    if (pass == 0) ion.setup();
    else ion.updateCoefficients();
    const its = ion.solve(LINEAR_TOLERANCE, 1e-13 * W, ION_ITERATIONS);
    if (its < 0 && !(ion.residualNorm < 1e-6 * W)) return Status.potentialDiverged;
    iterations += its < 0 ? ION_ITERATIONS : its;
    readCurrents(f);
    wall(m);
    let miss = 0.0,
      scale = Math.abs(f.drive) / W;
    for (let i = 0; i < nx; i++) {
      miss = Math.max(miss, Math.abs(kinetics.current[i] + f.topCurrent[i] / h));
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
  const plated = exact(m);
  memory.fill(ion.c, 0, (<usize>(nx * m.ns)) << 3);
  const j = -plated / W,
    phiMetal = settle(m, -plated, -f.volts);
  m.tally[Tally.phiMetal] = phiMetal;
  m.tally[Tally.control] = j;
  // at rest the last resistance stays
  if (Math.abs(j) > 1e-9) f.head[Head.cellOhm] = Math.abs(phiMetal / j);
  m.put(Out.voltage, phiMetal);
  m.tally[Tally.applied] = f.held ? j / ions : m.p(Param.current);
  m.put(Out.current, m.tally[Tally.applied]);
  return Status.ok;
}

/** Wall and flanks carry the asked current to rounding: what is missing is shared in proportion. Returns the current that
 * plates [A/m]. */
function exact(m: Model): f64 {
  const kinetics = m.wall.kinetics;
  const f = m.filaments!,
    nx = m.nx,
    h = m.h,
    groups = f.count(Head.groups);
  let sum = 0.0,
    gross = 0.0;
  for (let i = 0; i < nx; i++) {
    sum -= h * kinetics.current[i];
    gross += h * Math.abs(kinetics.current[i]);
  }
  for (let g = 0; g < groups; g++) {
    sum += f.flank[g];
    gross += Math.abs(f.flank[g]);
  }
  if (f.held) return sum;
  const fix = gross > 0 ? (f.drive - sum) / gross : 0.0;
  for (let i = 0; i < nx; i++) kinetics.current[i] = kinetics.current[i] - Math.abs(kinetics.current[i]) * fix;
  for (let g = 0; g < groups; g++) f.flank[g] = f.flank[g] + Math.abs(f.flank[g]) * fix;
  return f.drive;
}

/** From psi to phi, both shifted so that what leaves at the bottom is `asked` [A/m, strips]; the metal's potential. */
function settle(m: Model, asked: f64, phiMetal: f64): f64 {
  const f = m.filaments!,
    nx = m.nx,
    last = (m.ns - 1) * nx;
  let out = 0.0,
    sum = 0.0;
  for (let i = 0; i < nx; i++) {
    out += f.ones[i] * (get(m.ion.u, last + i) + phiMetal);
    sum += f.ones[i];
  }
  const shift = (asked - out) / sum;
  lift(m, phiMetal + shift);
  return phiMetal + shift;
}

/** Opens a metal path that the present current melts; true when it did, and the potential is to be solved anew. */
export function fuseShort(m: Model): bool {
  return m.p(Param.shortFuses) != 0 && fuse(m.filaments!, m.tally[Tally.phiMetal], m.p(Param.temperature));
}

/** Grows the filaments over dt, or as far as it gets in one step; leaves the mean wall current of that time in m.wall.kinetics.current.
 * Returns the time done [s], -1 on failure. */
export function growFilaments(m: Model, dt: f64): f64 {
  const kinetics = m.wall.kinetics;
  const contact = m.wall.contact;
  const f = m.filaments!,
    nx = m.nx,
    h = m.h,
    groups = f.count(Head.groups);
  f.starts = 0;
  if (groups == 0) return dt;
  takeLoads(m);
  const phiMetal = m.tally[Tally.phiMetal],
    before = m.tally[Tally.control] * h * <f64>nx;
  f.metal = phiMetal;
  lift(m, -phiMetal);
  if (f.dirty) {
    if (!refresh(f)) return -1.0;
  } else {
    solveLoads(f);
    fitIntensities(f);
    if (!pressuresFromVolumes(f) || !solveFeed(f)) return -1.0;
    solveResponses(f);
    lookAhead(f);
  }
  let charge = 0.0;
  for (let g = 0; g < groups; g++) charge += f.group(g, Group.charge);
  f.most = MOST;
  f.least = LEAST * dt;
  const used = grow(f, dt);
  if (!(used > 0)) return -1.0;
  let after = 0.0,
    top = 0.0;
  for (let g = 0; g < groups; g++) after += f.group(g, Group.charge);
  for (let i = 0; i < nx; i++) {
    const q = f.topCharge[i];
    top += q;
    kinetics.current[i] = -q / (h * used);
    const back = f.returned[i];
    contact.gap[i] = contact.gap[i] - back / h;
    m.tally[Tally.returned] = m.tally[Tally.returned] + back;
  }
  // what a held voltage drives is known afterwards
  const asked = f.held ? -(top + after - charge) / used : before;
  m.tally[Tally.control] = asked / (h * <f64>nx);
  m.tally[Tally.flank] = m.tally[Tally.flank] - (after - charge);
  m.tally[Tally.electronic] = m.tally[Tally.electronic] + (m.tally[Tally.applied] * h * <f64>nx - before) * used;
  memory.fill(m.ion.c, 0, (<usize>(nx * m.ns)) << 3);
  m.tally[Tally.phiMetal] = settle(m, asked, phiMetal);
  return used;
}

/** Displacements of the electrolyte under interface and filaments. */
export function displaceWithFilaments(m: Model): void {
  unitDisplacements(m.filaments!);
}

/** Share of the lithium books that does not add up: bodies against their charge, outflow and what layers took [m2]. */
export function filamentDefect(m: Model): f64 {
  const f = m.filaments!;
  let sum = 0.0;
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    const gone = f.group(g, Group.extruded) + f.group(g, Group.eaten);
    sum += Math.abs(
      f.group(g, Group.volume) - f.group(g, Group.first) - f.volumePerCharge * f.group(g, Group.charge) + gone,
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
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (f.line(q, Branch.grown) == 0) continue;
    count++;
    const beyond = f.line(q, Branch.beyond);
    long = Math.max(long, f.line(q, Branch.reach) + beyond);
    deep = Math.max(deep, f.point(<i32>f.line(q, Branch.tip), Point.y) + beyond);
  }
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    if (f.group(g, Group.alive) == 0) continue;
    volume += f.group(g, Group.volume);
    eaten += f.group(g, Group.eaten);
    pressure = Math.max(pressure, f.group(g, Group.pressure));
    if (f.group(g, Group.connected) == 0) dead += Math.max(0.0, f.group(g, Group.volume));
  }
  m.put(Out.filamentCount, <f64>count);
  m.put(Out.filamentLength, long);
  m.put(Out.filamentDepth, deep);
  m.put(Out.filamentVolume, volume / W);
  m.put(Out.filamentDead, dead / W);
  m.put(Out.filamentEaten, eaten / W);
  m.put(Out.filamentPressure, pressure);
  m.put(Out.filamentStarts, <f64>f.starts);
  m.put(Out.filamentSite, f.head[Head.startX]);
  const path = shortResistance(f);
  m.put(Out.shortKind, <f64>shortKind(f));
  m.put(Out.shortResistance, path < Infinity ? path * f.area : 0.0);
  m.put(Out.shortShare, f.head[Head.electronic]);
  m.put(Out.shortSite, f.head[Head.shortX]);
  m.put(Out.shortFuses, f.head[Head.fuses]);
}

/** Writes the points of every filament from its root to its tip; rows of ROW doubles. Returns their number. */
export function writeFilaments(m: Model): i32 {
  const f = m.filaments!,
    out = m.filamentTable;
  let rows = 0;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    const g = <i32>f.line(q, Branch.group),
      root = <i32>f.line(q, Branch.root),
      length = groupLength(f, g);
    const width = length > 0 ? f.group(g, Group.volume) / length : 0.0;
    let count = 1;
    for (let p = <i32>f.line(q, Branch.tip); p != root; p = <i32>f.point(p, Point.from)) count++;
    let p = <i32>f.line(q, Branch.tip);
    for (let k = count - 1; k >= 0; k--) {
      const at = (rows + k) * ROW;
      out[at] = <f64>q;
      out[at + 1] = <f64>g;
      out[at + 2] = f.line(q, Branch.parent);
      out[at + 3] = f.point(p, Point.x);
      out[at + 4] = f.point(p, Point.y);
      out[at + 5] = width;
      out[at + 6] = f.line(q, Branch.grown) > 0 ? 1.0 : 0.0;
      out[at + 7] = f.group(g, Group.alive) != 0 && f.group(g, Group.connected) == 0 ? 1.0 : 0.0;
      p = <i32>f.point(p, Point.from);
    }
    rows += count;
  }
  return rows;
}

/** Conductance-weighted potential of the electrolyte beside the flanks of group g, over the metal [V]. */
export function flankPotential(f: Filaments, g: i32): f64 {
  const T = f.conductance[g];
  return T > 0 ? f.flank[g] / T + f.volumePerCharge * (f.group(g, Group.pressure) - f.pressure) : 0.0;
}
