// Current onto the crack faces, eqs. (10.1) and (10.2). psi is the electrolyte's potential above the metal's. Currents are
// positive when they strip, and the flat electrode at its own pressure P is the reference:
//   div(kappa grad psi) = 0,   crack face: j = [(Omega/F)(p_g - P) - psi] / (Z + h / 2 kappa)
// Metal cells keep a thousandth of their conductivity, so that every piece of electrolyte, however enclosed, still conducts
// to the contact and the counter side; each electrolyte cell beside one has the face's conductance on the diagonal. The
// counter side is held at a voltage, or carries the current I by a rank-one term on the last row. All is linear in p:
//   I_g(p) = I_g(p0) + sum_k M_gk (p_k - p0_k),   one solve per resolved body for a column of M.
// A filament is far thinner than its cell, so the contact above a metal cell feeds the cells to either side of it. Solves
// leave a small residual current; a constant added to psi removes it, so that all currents add up to I.

import { get, set, alloc } from "../memory/arena";
import { MAX_FILAMENTS, Tree } from "./tree";
import { beside, Raster } from "./raster";
import { addressOf, Doubles, FaceX, FaceY, Line, doubles } from "../memory/fields";
import { Conditions } from "./conditions";
import { ResolvedBodies, MAX_RESOLVED } from "./resolved-bodies";
import { ScalarSolver } from "../numerics/scalar/solver";
import { Body, Head } from "./columns";

const ION_TOLERANCE: f64 = 1e-6;
/** Some solves need hundreds where there is hardly any contact. */
const MAX_ITERATIONS: i32 = 2000;
/** Current density that counts as zero [A/m2]: the absolute tolerance at rest. */
const ZERO_CURRENT: f64 = 1e-13;
/** Conductivity of a metal cell over that of the electrolyte. */
const METAL_CONDUCTIVITY: f64 = 1e-3;

/** What one pascal in each resolved body changes, at a given current. */
@unmanaged
export class FlankInfluence {
  /** Potential of the cells [V/Pa] and current of the contact's columns [A/(m Pa)]. */
  potential: Doubles;
  contact: Doubles;
  /** Current onto the crack faces of every body [A/(m Pa)], bodies x resolved bodies. */
  flank: Doubles;
  /** Integral of (p - p at the last solve) over the time since, of every resolved body, and of the shift by the others [Pa s]. */
  impulse: Doubles;
}


@unmanaged
export class FlankCurrent {
  conditions: Conditions;
  tree: Tree;
  raster: Raster;
  resolved: ResolvedBodies;
  influence: FlankInfluence;
  ion: ScalarSolver;
  /** Conductances of the faces without metal [S/m]. */
  baseX: FaceX;
  baseY: FaceY;
  /** Conductance [S/m] and source [A/m] of the flat contact by column; zero where there is none. */
  contactConductance: Line;
  contactSource: Line;
  /** 1 where a column lets the metal above reach a mouth. */
  contactMetal: Line;
  /** Conductance of the counter side by column [S/m]: the weights of the rank-one term. */
  counterConductance: Line;
  /** Whether `applied` is a voltage, the metal's above the counter side [V], instead of a current [A/m]. */
  held: bool;
  applied: f64;
  /** Potential of the metal in the frame of ion.u [V]. */
  metalPotential: f64;
  /** Voltage of the counter side above the metal at the last solve [V]. */
  counterVoltage: f64;
  /** Conductance of the crack faces of each body [S/m], its pressure [Pa] and the current onto them [A/m] at the last solve. */
  conductance: Doubles;
  solvedPressure: Doubles;
  current: Doubles;
  /** Current of the contact's columns at the last solve [A/m]. */
  contactCurrent: Line;
  /** Conductance of contact and crack faces together [S/m]. */
  totalConductance: f64;
  /** Currents of the bodies under a trial potential [A/m]. */
  sums: Doubles;
  /** Iterations of the solver since they were set to zero. */
  iterations: i32;

  /** Whether contact and crack faces have to carry a given current, and can. */
  // @ts-ignore: decorator
  @inline carriesGiven(): bool {
    return !this.held && this.totalConductance > 0;
  }
}

/** Room for currents onto the crack faces of MAX_FILAMENTS bodies. */
export function createFlankCurrent(raster: Raster, resolved: ResolvedBodies, ion: ScalarSolver): FlankCurrent {
  const conditions = raster.conditions;
  const flanks = changetype<FlankCurrent>(alloc(offsetof<FlankCurrent>())),
    nx = conditions.nx,
    ns = conditions.ns;
  flanks.conditions = conditions;
  flanks.tree = raster.tree;
  flanks.raster = raster;
  flanks.resolved = resolved;
  flanks.ion = ion;
  flanks.baseX = doubles<FaceX>((nx + 1) * ns);
  flanks.baseY = doubles<FaceY>(nx * (ns + 1));
  flanks.contactConductance = doubles<Line>(nx);
  flanks.contactSource = doubles<Line>(nx);
  flanks.contactMetal = doubles<Line>(nx);
  flanks.counterConductance = doubles<Line>(nx);
  flanks.conductance = doubles<Doubles>(MAX_FILAMENTS);
  flanks.solvedPressure = doubles<Doubles>(MAX_FILAMENTS);
  flanks.current = doubles<Doubles>(MAX_FILAMENTS);
  flanks.contactCurrent = doubles<Line>(nx);
  flanks.sums = doubles<Doubles>(MAX_FILAMENTS);
  const influence = changetype<FlankInfluence>(alloc(offsetof<FlankInfluence>()));
  influence.potential = doubles<Doubles>(MAX_RESOLVED * nx * ns);
  influence.contact = doubles<Doubles>(MAX_RESOLVED * nx);
  influence.flank = doubles<Doubles>(MAX_FILAMENTS * MAX_RESOLVED);
  influence.impulse = doubles<Doubles>(MAX_RESOLVED + 1);
  flanks.influence = influence;
  return flanks;
}

/** Keeps the conductances of the faces without metal [S/m] from the solver, before the first cutFaces. */
export function keepConductances(flanks: FlankCurrent): void {
  const conditions = flanks.conditions;
  memory.copy(addressOf(flanks.baseX), flanks.ion.tx, (<usize>((conditions.nx + 1) * conditions.ns)) << 3);
  memory.copy(addressOf(flanks.baseY), flanks.ion.ty, (<usize>(conditions.nx * (conditions.ns + 1))) << 3);
}

/** Cell of the first row that column i of the contact feeds, seen from either side (-1, 1): the column's own, or the nearest
 * neighbour on that side when the own cell is metal. */
// @ts-ignore: decorator
@inline function contactCell(flanks: FlankCurrent, i: i32, side: i32): i32 {
  if (flanks.raster.owner[i] == 0) return i;
  const n = i + side;
  if (n >= 0 && n < flanks.conditions.nx && flanks.raster.owner[n] == 0) return n;
  const other = i - side;
  return other >= 0 && other < flanks.conditions.nx && flanks.raster.owner[other] == 0 ? other : i;
}

/** Potential above the metal that column i of the contact faces [V]. */
// @ts-ignore: decorator
@inline export function contactPotential(flanks: FlankCurrent, psi: Doubles, i: i32): f64 {
  return 0.5 * (psi[contactCell(flanks, i, -1)] + psi[contactCell(flanks, i, 1)]);
}

/** Conductance of one crack face of body g [S/m]; 0 when it is cut off from the electrode. */
// @ts-ignore: decorator
@inline function flankConductance(flanks: FlankCurrent, g: i32): f64 {
  return flanks.tree.body(g, Body.connected) != 0
    ? (flanks.conditions.h * flanks.raster.weight[g]) /
        (flanks.conditions.interfaceOhm + flanks.conditions.h / (2.0 * flanks.conditions.kappa))
    : 0.0;
}

/** Adds v, a property of column i, to the cells that the column feeds, half to either. */
export function scatterToContactCells(flanks: FlankCurrent, line: Doubles, i: i32, v: f64): void {
  const a = contactCell(flanks, i, -1),
    b = contactCell(flanks, i, 1);
  line[a] += 0.5 * v;
  line[b] += 0.5 * v;
}

/** Puts the metal into the operator: its cells conduct next to nothing, crack faces stand on the diagonal, the contact in the
 * first row. */
export function cutFaces(flanks: FlankCurrent): void {
  const conditions = flanks.conditions,
    raster = flanks.raster,
    tree = flanks.tree;
  const nx = conditions.nx,
    ion = flanks.ion;
  memory.copy(ion.tx, addressOf(flanks.baseX), (<usize>((nx + 1) * conditions.ns)) << 3);
  memory.copy(ion.ty, addressOf(flanks.baseY), (<usize>(nx * (conditions.ns + 1))) << 3);
  memory.fill(ion.c, 0, (<usize>(nx * conditions.ns)) << 3);
  for (let i = 0; i < nx; i++) set(ion.ty, i, 0.0);
  for (let i = 0; i < nx; i++)
    scatterToContactCells(flanks, changetype<Doubles>(ion.ty), i, flanks.contactConductance[i]);
  for (let c = 0; c < raster.cellCount; c++) {
    const k = raster.cells[c],
      j = k / nx,
      t = flankConductance(flanks, raster.owner[k] - 1);
    set(ion.tx, k + j, METAL_CONDUCTIVITY * flanks.baseX[k + j]);
    set(ion.tx, k + j + 1, METAL_CONDUCTIVITY * flanks.baseX[k + j + 1]);
    if (j > 0) set(ion.ty, k, METAL_CONDUCTIVITY * flanks.baseY[k]);
    set(ion.ty, k + nx, METAL_CONDUCTIVITY * flanks.baseY[k + nx]);
    for (let side = 0; side < 4; side++) {
      const n = beside(raster, k, side);
      if (n >= 0) set(ion.c, n, get(ion.c, n) + t);
    }
  }
  for (let i = 0; i < nx; i++) flanks.counterConductance[i] = get(ion.ty, conditions.ns * nx + i);
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) flanks.conductance[g] = 0.0;
  for (let c = 0; c < raster.cellCount; c++) {
    const k = raster.cells[c],
      g = raster.owner[k] - 1,
      t = flankConductance(flanks, g);
    for (let side = 0; side < 4; side++) {
      if (beside(raster, k, side) >= 0) flanks.conductance[g] += t;
    }
  }
  flanks.totalConductance = 0.0;
  for (let i = 0; i < nx; i++) flanks.totalConductance += flanks.contactConductance[i];
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) flanks.totalConductance += flanks.conductance[g];
}

/** Sets the counter side: a rank-one term for a given current, none for a held voltage. */
export function setCounterSide(flanks: FlankCurrent): void {
  const conditions = flanks.conditions;
  let sum = 0.0;
  for (let i = 0; i < conditions.nx; i++) sum += flanks.counterConductance[i];
  flanks.ion.rankOne(conditions.ns - 1, addressOf(flanks.counterConductance), flanks.held ? 0.0 : -1.0 / sum);
}

/** Fills ion.f with the sources of contact, crack faces and counter side [A/m] at the present pressures. */
export function setSources(flanks: FlankCurrent): void {
  const conditions = flanks.conditions,
    tree = flanks.tree;
  const nx = conditions.nx,
    ion = flanks.ion,
    last = (conditions.ns - 1) * nx;
  memory.fill(ion.f, 0, (<usize>(nx * conditions.ns)) << 3);
  for (let i = 0; i < nx; i++) scatterToContactCells(flanks, changetype<Doubles>(ion.f), i, flanks.contactSource[i]);
  let sum = 0.0;
  for (let i = 0; i < nx; i++) sum += flanks.counterConductance[i];
  const per = flanks.held ? -flanks.applied : -flanks.applied / sum;
  for (let i = 0; i < nx; i++) set(ion.f, last + i, get(ion.f, last + i) + flanks.counterConductance[i] * per);
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    flanks.solvedPressure[g] = tree.body(g, Body.pressure);
    addFlankSources(flanks, g, conditions.volumePerCharge * (flanks.solvedPressure[g] - conditions.pressure));
  }
}

/** Adds to ion.f the source of the crack faces of body g, whose metal has the equilibrium potential u [V]. */
function addFlankSources(flanks: FlankCurrent, g: i32, u: f64): void {
  const raster = flanks.raster;
  const t = flankConductance(flanks, g);
  if (t == 0) return;
  for (let c = 0; c < raster.cellCount; c++) {
    const k = raster.cells[c];
    if (raster.owner[k] != g + 1) continue;
    for (let side = 0; side < 4; side++) {
      const n = beside(raster, k, side);
      if (n >= 0) set(flanks.ion.f, n, get(flanks.ion.f, n) + t * u);
    }
  }
}

/** Current from the crack faces of every body [A/m], in `out`, at the potential psi and without the shift by pressure. */
function flankCurrents(flanks: FlankCurrent, psi: Doubles, out: Doubles): void {
  const raster = flanks.raster;
  for (let g = 0, n = flanks.tree.count(Head.bodies); g < n; g++) out[g] = 0.0;
  for (let c = 0; c < raster.cellCount; c++) {
    const k = raster.cells[c],
      g = raster.owner[k] - 1,
      t = flankConductance(flanks, g);
    for (let side = 0; side < 4; side++) {
      const n = beside(raster, k, side);
      if (n >= 0) out[g] -= t * psi[n];
    }
  }
}

/** Current from all crack faces at the potential in ion.u [A/m]; after cutFaces. */
export function totalFlankCurrent(flanks: FlankCurrent): f64 {
  const tree = flanks.tree,
    conditions = flanks.conditions;
  flankCurrents(flanks, changetype<Doubles>(flanks.ion.u), flanks.sums);
  let sum = 0.0;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    sum +=
      flanks.sums[g] +
      flanks.conductance[g] * conditions.volumePerCharge * (tree.body(g, Body.pressure) - conditions.pressure);
  }
  return sum;
}

/** Shifts psi by a constant so that the currents of contact and crack faces, `top` and `flank`, add up to `asked` [A/m]. */
function closeCurrents(flanks: FlankCurrent, psi: Doubles, top: Doubles, flank: Doubles, asked: f64): void {
  const conditions = flanks.conditions;
  if (!flanks.carriesGiven()) return;
  const nx = conditions.nx,
    bodies = flanks.tree.count(Head.bodies);
  let sum = 0.0;
  for (let i = 0; i < nx; i++) sum += top[i];
  for (let g = 0; g < bodies; g++) sum += flank[g];
  const lift = (sum - asked) / flanks.totalConductance;
  for (let i = 0; i < nx; i++) top[i] -= flanks.contactConductance[i] * lift;
  for (let g = 0; g < bodies; g++) flank[g] -= flanks.conductance[g] * lift;
  for (let k = 0, n = nx * conditions.ns; k < n; k++) psi[k] += lift;
}

/** Updates currents and voltage from the potential in ion.u. */
export function readCurrents(flanks: FlankCurrent): void {
  const conditions = flanks.conditions;
  const nx = conditions.nx,
    psi = flanks.ion.u,
    last = (conditions.ns - 1) * nx;
  for (let i = 0; i < nx; i++)
    flanks.contactCurrent[i] =
      flanks.contactSource[i] - flanks.contactConductance[i] * contactPotential(flanks, changetype<Doubles>(psi), i);
  flankCurrents(flanks, changetype<Doubles>(psi), flanks.current);
  for (let g = 0, n = flanks.tree.count(Head.bodies); g < n; g++) {
    const u = conditions.volumePerCharge * (flanks.solvedPressure[g] - conditions.pressure);
    flanks.current[g] += flanks.conductance[g] * u;
  }
  closeCurrents(flanks, changetype<Doubles>(psi), flanks.contactCurrent, flanks.current, flanks.applied);
  let sum = 0.0,
    flow = 0.0;
  for (let i = 0; i < nx; i++) {
    sum += flanks.counterConductance[i];
    flow += flanks.counterConductance[i] * get(psi, last + i);
  }
  flanks.counterVoltage = flanks.held ? -flanks.applied : (flow - flanks.applied) / sum;
}

/** Solves for psi at the present pressures with the contact as it is linearised; false when it fails. */
export function solveCurrents(flanks: FlankCurrent): bool {
  const conditions = flanks.conditions;
  cutFaces(flanks);
  setCounterSide(flanks);
  setSources(flanks);
  flanks.ion.setup();
  const W = conditions.h * <f64>conditions.nx,
    its = flanks.ion.solve(ION_TOLERANCE, ZERO_CURRENT * W, MAX_ITERATIONS);
  if (!(flanks.ion.residualNorm < Math.max(1e-3 * flanks.ion.rhsNorm, 10.0 * ZERO_CURRENT * W))) return false;
  flanks.iterations += abs(its);
  readCurrents(flanks);
  return true;
}

/** Solves for the influence of one pascal in each resolved body; the operator must be the present one. */
export function solveCurrentInfluence(flanks: FlankCurrent): void {
  const conditions = flanks.conditions;
  const ion = flanks.ion,
    nx = conditions.nx,
    cells = nx * conditions.ns,
    psi = ion.u;
  memory.fill(addressOf(flanks.influence.flank), 0, (<usize>(MAX_FILAMENTS * MAX_RESOLVED)) << 3);
  memory.fill(addressOf(flanks.influence.impulse), 0, (<usize>(MAX_RESOLVED + 1)) << 3);
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = flanks.resolved.body[s],
      top = addressOf(flanks.influence.contact) + ((<usize>(s * nx)) << 3);
    if (g < 0) continue;
    memory.fill(top, 0, (<usize>nx) << 3);
    if (flanks.conductance[g] == 0) continue;
    ion.u = addressOf(flanks.influence.potential) + ((<usize>(s * cells)) << 3);
    memory.fill(ion.f, 0, (<usize>cells) << 3);
    addFlankSources(flanks, g, conditions.volumePerCharge);
    flanks.iterations += abs(ion.solve(ION_TOLERANCE, 0.0, MAX_ITERATIONS));
    for (let i = 0; i < nx; i++)
      set(top, i, -flanks.contactConductance[i] * contactPotential(flanks, changetype<Doubles>(ion.u), i));
    flankCurrents(flanks, changetype<Doubles>(ion.u), flanks.sums);
    flanks.sums[g] += flanks.conductance[g] * conditions.volumePerCharge;
    closeCurrents(flanks, changetype<Doubles>(ion.u), changetype<Doubles>(top), flanks.sums, 0.0);
    for (let k = 0, n = flanks.tree.count(Head.bodies); k < n; k++)
      flanks.influence.flank[k * MAX_RESOLVED + s] = flanks.sums[k];
  }
  ion.u = psi;
}

/** Mean potential of the electrolyte beside the crack faces of body g above the metal [V], weighted by conductance. */
export function flankPotential(flanks: FlankCurrent, g: i32): f64 {
  const conditions = flanks.conditions;
  const T = flanks.conductance[g];
  return T > 0
    ? conditions.volumePerCharge * (flanks.tree.body(g, Body.pressure) - conditions.pressure) - flanks.current[g] / T
    : 0.0;
}
