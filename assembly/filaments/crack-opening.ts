// Elastic opening of the cracks under their pressures, eqs. (10.3) and (10.4). Metal cells have 1e-6 of the stiffness and
// carry the pressure of their body as an internal stress: nodal forces f_g = B^T p. One displacement field u_k per unit of
// pressure and one under the loads of the interface give, by f_g . u_k,
//   V_g = sum_k C_gk p_k + c_g,   C symmetric
// Flaws too short for the grid are scaled to the closed form,
//   C_gg <- D_g C_gg,  c_g <- D_g c_g,  C_gk <- d_g d_k C_gk,   D_g = C_closed / C_gg,  d_g = sqrt(D_g) min(1, a / h)
// so that C stays definite. The root is right between isolated flaws and clusters, where neighbours that give way are part
// of C_gg: flaws of 1.5 to 4.5 cells start within 10 % (rms) of where they do on grids four times finer; below a cell d_g
// goes as a^2. Nodes that no stiff cell touches take no load, which would only blow up the soft cells.

import { get, set, alloc } from "../memory/arena";
import { compliance } from "../electrolyte/edge-crack";
import { Tree } from "./tree";
import { addressOf, ElectrolyteCells, Bytes, Nodes, Doubles, doubles } from "../memory/fields";
import { Conditions } from "./conditions";
import { Raster } from "./raster";
import { ResolvedBodies, MAX_RESOLVED } from "./resolved-bodies";
import { VectorSolver } from "../numerics/vector/solver";
import { Body, Head, Branch, Point } from "./columns";

/** Stiffness of a metal cell over that of the electrolyte; the opened volume is too small by three times this times a / h. */
const METAL_STIFFNESS: f64 = 1e-6;
/** Largest residual over the load. */
const ELASTIC_TOLERANCE: f64 = 1e-4;
const MAX_ITERATIONS: i32 = 200;
/** The same under the loads of the interface once a solve has come to its end without, which hardly differ from step to step:
 * what is missing is made up in the next ones, until the cracks grow. */
const STALLED_ITERATIONS: i32 = 20;
/** Largest correlation of two influence functions. */
const MAX_CORRELATION: f64 = 0.95;
/** Cracks shorter than this many cells follow the closed form. */
export const MIN_RESOLVED_CELLS: f64 = 4.5;


@unmanaged
export class CrackOpening {
  conditions: Conditions;
  tree: Tree;
  raster: Raster;
  resolved: ResolvedBodies;
  elastic: VectorSolver;
  /** Lame constants of the cells [Pa] and supports of the nodes without metal. */
  baseLam: ElectrolyteCells;
  baseMu: ElectrolyteCells;
  baseFix: Bytes;
  /** Loads on the nodes of the interface [N/m], into the pellet. */
  contactForce: Nodes;
  /** Displacements per pressure in each resolved body [m/Pa], and under the loads of the interface [m]. */
  influenceX: Doubles;
  influenceY: Doubles;
  loadX: Doubles;
  loadY: Doubles;
  /** Opened area per pressure [m2/Pa], resolved x resolved bodies, and under the loads [m2]. */
  compliance: Doubles;
  loadOpening: Doubles;
  /** D_g and d_g of bodies that follow the closed form, else 1. */
  selfScale: Doubles;
  couplingScale: Doubles;
  /** Iterations of the solver since they were set to zero. */
  iterations: i32;
  /** The loads of the interface were not solved for within MAX_ITERATIONS on the present raster. */
  stalls: bool;
}

/** Room for the openings of MAX_RESOLVED bodies. */
export function createCrackOpening(raster: Raster, resolved: ResolvedBodies, elastic: VectorSolver): CrackOpening {
  const conditions = raster.conditions;
  const cracks = changetype<CrackOpening>(alloc(offsetof<CrackOpening>())),
    nx = conditions.nx,
    ns = conditions.ns,
    nodes = (nx + 1) * (ns + 1);
  cracks.conditions = conditions;
  cracks.tree = raster.tree;
  cracks.raster = raster;
  cracks.resolved = resolved;
  cracks.elastic = elastic;
  cracks.baseLam = doubles<ElectrolyteCells>(nx * ns);
  cracks.baseMu = doubles<ElectrolyteCells>(nx * ns);
  cracks.baseFix = changetype<Bytes>(alloc(nodes));
  cracks.contactForce = doubles<Nodes>(nx + 1);
  cracks.influenceX = doubles<Doubles>(MAX_RESOLVED * nodes);
  cracks.influenceY = doubles<Doubles>(MAX_RESOLVED * nodes);
  cracks.loadX = doubles<Doubles>(nodes);
  cracks.loadY = doubles<Doubles>(nodes);
  cracks.compliance = doubles<Doubles>(MAX_RESOLVED * MAX_RESOLVED);
  cracks.loadOpening = doubles<Doubles>(MAX_RESOLVED);
  cracks.selfScale = doubles<Doubles>(MAX_RESOLVED);
  cracks.couplingScale = doubles<Doubles>(MAX_RESOLVED);
  elastic.reserveRobust();
  elastic.auto = true;
  return cracks;
}

/** Keeps stiffness and supports without metal from the solver, after they have been set. */
export function keepElastic(cracks: CrackOpening): void {
  const conditions = cracks.conditions;
  const cells = (<usize>(conditions.nx * conditions.ns)) << 3;
  memory.copy(addressOf(cracks.baseLam), cracks.elastic.lam, cells);
  memory.copy(addressOf(cracks.baseMu), cracks.elastic.mu, cells);
  memory.copy(addressOf(cracks.baseFix), cracks.elastic.fixY, (conditions.nx + 1) * (conditions.ns + 1));
}

/** Whether all cells around node n are metal. */
function insideMetal(cracks: CrackOpening, n: i32): bool {
  const conditions = cracks.conditions;
  const w = conditions.nx + 1,
    i = n % w,
    j = n / w;
  for (let b = max(0, j - 1); b <= min(conditions.ns - 1, j); b++) {
    for (let a = max(0, i - 1); a <= min(conditions.nx - 1, i); a++)
      if (cracks.raster.owner[b * conditions.nx + a] == 0) return false;
  }
  return true;
}

/** Puts the metal into stiffness and supports, and sets the solver up for them. */
function softenMetal(cracks: CrackOpening): void {
  const conditions = cracks.conditions,
    raster = cracks.raster;
  const v = cracks.elastic,
    cells = (<usize>(conditions.nx * conditions.ns)) << 3;
  memory.copy(v.lam, addressOf(cracks.baseLam), cells);
  memory.copy(v.mu, addressOf(cracks.baseMu), cells);
  memory.copy(v.fixY, addressOf(cracks.baseFix), (conditions.nx + 1) * (conditions.ns + 1));
  let least = Infinity;
  for (let c = 0; c < raster.cellCount; c++) {
    const k = raster.cells[c];
    least = Math.min(least, get(v.mu, k));
    set(v.lam, k, METAL_STIFFNESS * get(v.lam, k));
    set(v.mu, k, METAL_STIFFNESS * get(v.mu, k));
  }
  // A surface node between two metal cells has nothing that holds it.
  for (let i = 0; i <= conditions.nx; i++) if (insideMetal(cracks, i)) store<u8>(v.fixY + i, 1);
  if (raster.cellCount > 0) v.softenIslands(1e-3 * least, METAL_STIFFNESS);
  v.setup();
  cracks.stalls = false;
}

/** Whether body g can be seen on the raster, where others may cover all of its cells. */
export function showsBody(cracks: CrackOpening, g: i32): bool {
  const raster = cracks.raster,
    conditions = cracks.conditions;
  for (let c = 0; c < raster.cellCount; c++) {
    const k = raster.cells[c],
      n = k + k / conditions.nx,
      w = conditions.nx + 1;
    if (raster.owner[k] != g + 1) continue;
    if (
      !insideMetal(cracks, n) ||
      !insideMetal(cracks, n + 1) ||
      !insideMetal(cracks, n + w) ||
      !insideMetal(cracks, n + w + 1)
    )
      return true;
  }
  return false;
}

/** Norm of the nodal forces of one pascal in body g [N/m], which are left in the solver. */
function pressureLoad(cracks: CrackOpening, g: i32): f64 {
  const conditions = cracks.conditions,
    raster = cracks.raster;
  const v = cracks.elastic,
    w = conditions.nx + 1,
    nodes = w * (conditions.ns + 1),
    t = 0.5 * conditions.h;
  memory.fill(v.fx, 0, (<usize>nodes) << 3);
  memory.fill(v.fy, 0, (<usize>nodes) << 3);
  for (let c = 0; c < raster.cellCount; c++) {
    const k = raster.cells[c];
    if (raster.owner[k] != g + 1) continue;
    const n = k + k / conditions.nx;
    addForce(v.fx, v.fy, n, -t, -t);
    addForce(v.fx, v.fy, n + 1, t, -t);
    addForce(v.fx, v.fy, n + w, -t, t);
    addForce(v.fx, v.fy, n + w + 1, t, t);
  }
  for (let c = 0; c < raster.cellCount; c++) {
    const k = raster.cells[c],
      n = k + k / conditions.nx;
    if (raster.owner[k] != g + 1) continue;
    for (let q = 0; q < 4; q++) {
      const node = n + (q & 1) + (q >> 1) * w;
      if (!insideMetal(cracks, node)) continue;
      set(v.fx, node, 0.0);
      set(v.fy, node, 0.0);
    }
  }
  return norm(v.fx, v.fy, nodes);
}

// @ts-ignore: decorator
@inline function addForce(fx: usize, fy: usize, n: i32, x: f64, y: f64): void {
  set(fx, n, get(fx, n) + x);
  set(fy, n, get(fy, n) + y);
}

function norm(a: usize, b: usize, n: i32): f64 {
  let sum = 0.0;
  for (let k = 0; k < n; k++) sum += get(a, k) * get(a, k) + get(b, k) * get(b, k);
  return Math.sqrt(sum);
}

// @ts-ignore: decorator
@inline function influenceField(cracks: CrackOpening, base: usize, s: i32): usize {
  return base + ((<usize>(s * (cracks.conditions.nx + 1) * (cracks.conditions.ns + 1))) << 3);
}

/** Solves for the displacements (x, y) [m] under the loads in the solver, of that norm, by `most` iterations; false when these were
 * too few. */
function solveDisplacement(cracks: CrackOpening, x: usize, y: usize, size: f64, most: i32): bool {
  const conditions = cracks.conditions;
  const v = cracks.elastic,
    ux = v.ux,
    uy = v.uy,
    w = conditions.nx + 1;
  v.ux = x;
  v.uy = y;
  for (let n = 0; n < w * (conditions.ns + 1); n++) {
    if (load<u8>(v.fixX + n) != 0) set(x, n, 0.0);
    if (load<u8>(v.fixY + n) != 0) set(y, n, 0.0);
  }
  const its = v.solve(0.0, ELASTIC_TOLERANCE * size, most);
  cracks.iterations += abs(its);
  v.ux = ux;
  v.uy = uy;
  return its >= 0;
}

/** Norm of the loads of the interface [N/m], which are left in the solver. */
function interfaceLoad(cracks: CrackOpening): f64 {
  const conditions = cracks.conditions;
  const v = cracks.elastic,
    nodes = (conditions.nx + 1) * (conditions.ns + 1);
  memory.fill(v.fx, 0, (<usize>nodes) << 3);
  memory.fill(v.fy, 0, (<usize>nodes) << 3);
  for (let i = 0; i <= conditions.nx; i++) if (!insideMetal(cracks, i)) set(v.fy, i, cracks.contactForce[i]);
  return norm(v.fx, v.fy, nodes);
}

/** Solves for influence functions, compliance C [m2/Pa] and opening c under the loads [m2] of the resolved bodies. */
export function solveCompliance(cracks: CrackOpening): void {
  const resolved = cracks.resolved,
    conditions = cracks.conditions;
  softenMetal(cracks);
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = resolved.body[s];
    if (g < 0) continue;
    solveDisplacement(
      cracks,
      influenceField(cracks, addressOf(cracks.influenceX), s),
      influenceField(cracks, addressOf(cracks.influenceY), s),
      pressureLoad(cracks, g),
      MAX_ITERATIONS,
    );
  }
  const nodes = (conditions.nx + 1) * (conditions.ns + 1);
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = resolved.body[s];
    if (g < 0) continue;
    pressureLoad(cracks, g);
    for (let r = 0; r < MAX_RESOLVED; r++) {
      if (resolved.body[r] < 0) continue;
      cracks.compliance[s * MAX_RESOLVED + r] = workOfLoads(
        cracks,
        influenceField(cracks, addressOf(cracks.influenceX), r),
        influenceField(cracks, addressOf(cracks.influenceY), r),
        nodes,
      );
    }
  }
  for (let s = 0; s < MAX_RESOLVED; s++) {
    for (let r = 0; r < s; r++) {
      if (resolved.body[s] < 0 || resolved.body[r] < 0) continue;
      const mean = 0.5 * (cracks.compliance[s * MAX_RESOLVED + r] + cracks.compliance[r * MAX_RESOLVED + s]);
      cracks.compliance[s * MAX_RESOLVED + r] = mean;
      cracks.compliance[r * MAX_RESOLVED + s] = mean;
    }
  }
  scaleUnresolved(cracks);
  limitCoupling(cracks);
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = resolved.body[s];
    if (g >= 0) cracks.tree.setBody(g, Body.lastCompliance, cracks.compliance[s * (MAX_RESOLVED + 1)]);
  }
  solveInterfaceLoads(cracks);
}

/** Solves for the displacements under the loads of the interface; the solver must be set up for the present raster. */
export function solveInterfaceLoads(cracks: CrackOpening): void {
  const conditions = cracks.conditions;
  const size = interfaceLoad(cracks);
  if (size == 0) {
    const bytes = (<usize>((conditions.nx + 1) * (conditions.ns + 1))) << 3;
    memory.fill(addressOf(cracks.loadX), 0, bytes);
    memory.fill(addressOf(cracks.loadY), 0, bytes);
  } else {
    const most = cracks.stalls ? STALLED_ITERATIONS : MAX_ITERATIONS;
    cracks.stalls = !solveDisplacement(cracks, addressOf(cracks.loadX), addressOf(cracks.loadY), size, most);
  }
  clearLoads(cracks);
  updateLoadOpenings(cracks);
}

/** Leaves the displacements under loads and present pressures together in the solver [m]. */
export function sumDisplacements(cracks: CrackOpening): void {
  const conditions = cracks.conditions;
  const v = cracks.elastic,
    nodes = (conditions.nx + 1) * (conditions.ns + 1);
  memory.copy(v.ux, addressOf(cracks.loadX), (<usize>nodes) << 3);
  memory.copy(v.uy, addressOf(cracks.loadY), (<usize>nodes) << 3);
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = cracks.resolved.body[s];
    if (g < 0) continue;
    const p = cracks.tree.body(g, Body.pressure),
      x = influenceField(cracks, addressOf(cracks.influenceX), s),
      y = influenceField(cracks, addressOf(cracks.influenceY), s);
    for (let n = 0; n < nodes; n++) {
      set(v.ux, n, get(v.ux, n) + p * get(x, n));
      set(v.uy, n, get(v.uy, n) + p * get(y, n));
    }
  }
}

/** Updates the opening under the loads [m2], c_g = u_g . loads by reciprocity, scaled like C. */
function updateLoadOpenings(cracks: CrackOpening): void {
  for (let s = 0; s < MAX_RESOLVED; s++) {
    if (cracks.resolved.body[s] < 0) continue;
    const uy = influenceField(cracks, addressOf(cracks.influenceY), s);
    let sum = 0.0;
    for (let i = 0; i <= cracks.conditions.nx; i++)
      if (!insideMetal(cracks, i)) sum += cracks.contactForce[i] * get(uy, i);
    cracks.loadOpening[s] = sum * cracks.selfScale[s];
  }
}

function clearLoads(cracks: CrackOpening): void {
  const conditions = cracks.conditions;
  const v = cracks.elastic,
    nodes = (conditions.nx + 1) * (conditions.ns + 1);
  memory.fill(v.fx, 0, (<usize>nodes) << 3);
  memory.fill(v.fy, 0, (<usize>nodes) << 3);
}

function workOfLoads(cracks: CrackOpening, x: usize, y: usize, nodes: i32): f64 {
  const v = cracks.elastic;
  let sum = 0.0;
  for (let n = 0; n < nodes; n++) sum += get(v.fx, n) * get(x, n) + get(v.fy, n) * get(y, n);
  return sum;
}

/** Length of body g [m] while it is a single edge crack too short to resolve, else 0. */
export function unresolvedLength(cracks: CrackOpening, g: i32): f64 {
  const tree = cracks.tree;
  let length = 0.0;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (<i32>tree.branch(q, Branch.body) != g) continue;
    const mouth =
      tree.point(<i32>tree.branch(q, Branch.root), Point.from) < 0 &&
      tree.point(<i32>tree.branch(q, Branch.root), Point.y) <= 0;
    if (length > 0 || !mouth || tree.branch(q, Branch.parent) >= 0) return 0.0;
    length = tree.branch(q, Branch.length);
  }
  return length < MIN_RESOLVED_CELLS * cracks.conditions.h ? length : 0.0;
}

/** Keeps C_gk below MAX_CORRELATION of sqrt(C_gg C_kk): two bodies that move the same loose piece open the same volume, and
 * their volumes would fix one pressure only, within the tolerance of the solve not even that. */
function limitCoupling(cracks: CrackOpening): void {
  const resolved = cracks.resolved;
  for (let s = 0; s < MAX_RESOLVED; s++) {
    for (let r = 0; r < s; r++) {
      if (resolved.body[s] < 0 || resolved.body[r] < 0) continue;
      const both = cracks.compliance[s * MAX_RESOLVED + r];
      const most =
        MAX_CORRELATION *
        Math.sqrt(cracks.compliance[s * (MAX_RESOLVED + 1)] * cracks.compliance[r * (MAX_RESOLVED + 1)]);
      if (Math.abs(both) <= most) continue;
      const kept = both > 0 ? most : -most;
      cracks.compliance[s * MAX_RESOLVED + r] = kept;
      cracks.compliance[r * MAX_RESOLVED + s] = kept;
    }
  }
}

function scaleUnresolved(cracks: CrackOpening): void {
  const conditions = cracks.conditions;
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const g = cracks.resolved.body[s],
      a = g >= 0 ? unresolvedLength(cracks, g) : 0.0;
    cracks.selfScale[s] = 1.0;
    cracks.couplingScale[s] = 1.0;
    if (a == 0) continue;
    const D = compliance(a, conditions.stiffness()) / cracks.compliance[s * (MAX_RESOLVED + 1)],
      d = Math.sqrt(D) * Math.min(1.0, a / conditions.h);
    cracks.selfScale[s] = D;
    cracks.couplingScale[s] = d;
    for (let r = 0; r < MAX_RESOLVED; r++) {
      if (r == s) continue;
      cracks.compliance[s * MAX_RESOLVED + r] = d * cracks.compliance[s * MAX_RESOLVED + r];
      cracks.compliance[r * MAX_RESOLVED + s] = d * cracks.compliance[r * MAX_RESOLVED + s];
    }
    cracks.compliance[s * (MAX_RESOLVED + 1)] = D * cracks.compliance[s * (MAX_RESOLVED + 1)];
  }
}

/** Puts the opened area per pressure of a lone crack as long as the longest branch of each body into `lone` [m2/Pa]. */
export function loneCompliances(cracks: CrackOpening, lone: Doubles): void {
  const tree = cracks.tree,
    bodies = tree.count(Head.bodies);
  for (let g = 0; g < bodies; g++) lone[g] = 0.0;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    const g = <i32>tree.branch(q, Branch.body);
    lone[g] = Math.max(lone[g], tree.branch(q, Branch.path));
  }
  for (let g = 0; g < bodies; g++) lone[g] = compliance(lone[g], cracks.conditions.stiffness());
}

/** Opened area per pressure of a lone crack as long as the longest branch of body g [m2/Pa]. */
function loneCompliance(cracks: CrackOpening, g: i32): f64 {
  const tree = cracks.tree;
  let a = 0.0;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (<i32>tree.branch(q, Branch.body) == g) a = Math.max(a, tree.branch(q, Branch.path));
  }
  return compliance(a, cracks.conditions.stiffness());
}

/** Opened area per pressure of a body that is not resolved [m2/Pa]: no less than when it was. */
// @ts-ignore: decorator
@inline export function closedFormCompliance(cracks: CrackOpening, g: i32): f64 {
  return Math.max(loneCompliance(cracks, g), cracks.tree.body(g, Body.lastCompliance));
}
