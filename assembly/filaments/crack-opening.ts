// How far pressures open the electrolyte (D2). Metal cells are soft (E x 1e-6) and carry the pressure of their group as
// an internal stress: nodal forces B^T p. One displacement field per unit of pressure and one under the loads of the
// interface; then, by f_g . u_k,
//   V_g = sum_k C_gk p_k + c_g
// C symmetric. Flaws too short for the grid open as the closed form says,
//   C_gg <- D_g C_gg,  c_g <- D_g c_g,  C_gk <- d_g d_k C_gk,   D_g = C_closed / C_gg,  d_g = sqrt(D_g) min(1, a / h)
// so that C stays definite. In clusters D_g is no measure of what others feel: neighbours that give way are part of C_gg. The
// root brings starts of flaws of 1.5 to 4.5 cells to 10 % (rms) of those on grids four times finer; below a cell d_g goes as a^2.
// Nodes without a stiff cell take no load: pressure on them would only blow up the soft cells.

import { get, set } from "../memory/arena";
import { compliance } from "./edge-crack";
import { Filaments, Group, Head, Branch, MAX_UNITS, Point } from "./tree";
import { addressOf } from "../memory/fields";

/** Modulus of a metal cell, relative: it costs 3 E a / h of the opened volume. */
const SOFT: f64 = 1e-6;
/** Residual, relative to the load. */
const TOLERANCE: f64 = 1e-4;
const MOST: i32 = 200;
/** Largest correlation of two units. */
const LINKED: f64 = 0.95;
/** Cracks shorter than this many cells follow the closed form. */
export const RESOLVED: f64 = 4.5;

/** Remembers moduli and supports without metal; after they have been set. */
export function keepElastic(f: Filaments): void {
  const cells = (<usize>(f.nx * f.ns)) << 3;
  memory.copy(addressOf(f.baseLam), f.elastic.lam, cells);
  memory.copy(addressOf(f.baseMu), f.elastic.mu, cells);
  memory.copy(addressOf(f.baseFix), f.elastic.fixY, (f.nx + 1) * (f.ns + 1));
}

/** Whether every cell around node n is metal. */
function orphan(f: Filaments, n: i32): bool {
  const w = f.nx + 1,
    i = n % w,
    j = n / w;
  for (let b = max(0, j - 1); b <= min(f.ns - 1, j); b++) {
    for (let a = max(0, i - 1); a <= min(f.nx - 1, i); a++) if (f.owner[b * f.nx + a] == 0) return false;
  }
  return true;
}

/** Moduli and supports with the metal in them, and the hierarchy for them. */
function soften(f: Filaments): void {
  const v = f.elastic,
    cells = (<usize>(f.nx * f.ns)) << 3;
  memory.copy(v.lam, addressOf(f.baseLam), cells);
  memory.copy(v.mu, addressOf(f.baseMu), cells);
  memory.copy(v.fixY, addressOf(f.baseFix), (f.nx + 1) * (f.ns + 1));
  let least = Infinity;
  for (let c = 0; c < f.cellCount; c++) {
    const k = f.cells[c];
    least = Math.min(least, get(v.mu, k));
    set(v.lam, k, SOFT * get(v.lam, k));
    set(v.mu, k, SOFT * get(v.mu, k));
  }
  // Nothing holds a surface node between two metal cells.
  for (let i = 0; i <= f.nx; i++) if (orphan(f, i)) store<u8>(v.fixY + i, 1);
  if (f.cellCount > 0) v.softenIslands(1e-3 * least, SOFT);
  v.setup();
}

/** Whether the raster shows group g: others may cover all of its cells. */
export function opens(f: Filaments, g: i32): bool {
  for (let c = 0; c < f.cellCount; c++) {
    const k = f.cells[c],
      n = k + k / f.nx,
      w = f.nx + 1;
    if (f.owner[k] != g + 1) continue;
    if (!orphan(f, n) || !orphan(f, n + 1) || !orphan(f, n + w) || !orphan(f, n + w + 1)) return true;
  }
  return false;
}

/** Loads of one pascal in group g, in v.fx, v.fy; returns their norm. */
function unitLoad(f: Filaments, g: i32): f64 {
  const v = f.elastic,
    w = f.nx + 1,
    nodes = w * (f.ns + 1),
    t = 0.5 * f.h;
  memory.fill(v.fx, 0, (<usize>nodes) << 3);
  memory.fill(v.fy, 0, (<usize>nodes) << 3);
  for (let c = 0; c < f.cellCount; c++) {
    const k = f.cells[c];
    if (f.owner[k] != g + 1) continue;
    const n = k + k / f.nx;
    push(v.fx, v.fy, n, -t, -t);
    push(v.fx, v.fy, n + 1, t, -t);
    push(v.fx, v.fy, n + w, -t, t);
    push(v.fx, v.fy, n + w + 1, t, t);
  }
  for (let c = 0; c < f.cellCount; c++) {
    const k = f.cells[c],
      n = k + k / f.nx;
    if (f.owner[k] != g + 1) continue;
    for (let q = 0; q < 4; q++) {
      const node = n + (q & 1) + (q >> 1) * w;
      if (!orphan(f, node)) continue;
      set(v.fx, node, 0.0);
      set(v.fy, node, 0.0);
    }
  }
  return norm(v.fx, v.fy, nodes);
}

// @ts-ignore: decorator
@inline function push(fx: usize, fy: usize, n: i32, x: f64, y: f64): void {
  set(fx, n, get(fx, n) + x);
  set(fy, n, get(fy, n) + y);
}

function norm(a: usize, b: usize, n: i32): f64 {
  let sum = 0.0;
  for (let k = 0; k < n; k++) sum += get(a, k) * get(a, k) + get(b, k) * get(b, k);
  return Math.sqrt(sum);
}

// @ts-ignore: decorator
@inline function unitField(f: Filaments, base: usize, s: i32): usize {
  return base + ((<usize>(s * (f.nx + 1) * (f.ns + 1))) << 3);
}

function solveInto(f: Filaments, x: usize, y: usize, size: f64): void {
  const v = f.elastic,
    ux = v.ux,
    uy = v.uy,
    w = f.nx + 1;
  v.ux = x;
  v.uy = y;
  for (let n = 0; n < w * (f.ns + 1); n++) {
    if (load<u8>(v.fixX + n) != 0) set(x, n, 0.0);
    if (load<u8>(v.fixY + n) != 0) set(y, n, 0.0);
  }
  f.iterations += abs(v.solve(0.0, TOLERANCE * size, MOST));
  v.ux = ux;
  v.uy = uy;
}

/** The loads of the interface in v.fx, v.fy; returns their norm. */
function interfaceLoad(f: Filaments): f64 {
  const v = f.elastic,
    nodes = (f.nx + 1) * (f.ns + 1);
  memory.fill(v.fx, 0, (<usize>nodes) << 3);
  memory.fill(v.fy, 0, (<usize>nodes) << 3);
  for (let i = 0; i <= f.nx; i++) if (!orphan(f, i)) set(v.fy, i, f.nodeForce[i]);
  return norm(v.fx, v.fy, nodes);
}

/** Units, loads, C and c for the present raster and units. */
export function solveOpenings(f: Filaments): void {
  soften(f);
  for (let s = 0; s < MAX_UNITS; s++) {
    const g = f.unitGroup[s];
    if (g < 0) continue;
    solveInto(f, unitField(f, addressOf(f.unitX), s), unitField(f, addressOf(f.unitY), s), unitLoad(f, g));
  }
  const nodes = (f.nx + 1) * (f.ns + 1);
  for (let s = 0; s < MAX_UNITS; s++) {
    const g = f.unitGroup[s];
    if (g < 0) continue;
    unitLoad(f, g);
    for (let r = 0; r < MAX_UNITS; r++) {
      if (f.unitGroup[r] < 0) continue;
      f.openings[s * MAX_UNITS + r] = dotWith(
        f,
        unitField(f, addressOf(f.unitX), r),
        unitField(f, addressOf(f.unitY), r),
        nodes,
      );
    }
  }
  for (let s = 0; s < MAX_UNITS; s++) {
    for (let r = 0; r < s; r++) {
      if (f.unitGroup[s] < 0 || f.unitGroup[r] < 0) continue;
      const mean = 0.5 * (f.openings[s * MAX_UNITS + r] + f.openings[r * MAX_UNITS + s]);
      f.openings[s * MAX_UNITS + r] = mean;
      f.openings[r * MAX_UNITS + s] = mean;
    }
  }
  scaleShort(f);
  partUnits(f);
  for (let s = 0; s < MAX_UNITS; s++) {
    const g = f.unitGroup[s];
    if (g >= 0) f.setGroup(g, Group.opened, f.openings[s * (MAX_UNITS + 1)]);
  }
  solveLoads(f);
}

/** Displacements under the loads of the interface; the hierarchy must be the present one. */
export function solveLoads(f: Filaments): void {
  const size = interfaceLoad(f);
  if (size == 0) {
    const bytes = (<usize>((f.nx + 1) * (f.ns + 1))) << 3;
    memory.fill(addressOf(f.loadX), 0, bytes);
    memory.fill(addressOf(f.loadY), 0, bytes);
  } else solveInto(f, addressOf(f.loadX), addressOf(f.loadY), size);
  clearLoads(f);
  openingLoads(f);
}

/** The solver's displacements at the present pressures: loads and units together. */
export function unitDisplacements(f: Filaments): void {
  const v = f.elastic,
    nodes = (f.nx + 1) * (f.ns + 1);
  memory.copy(v.ux, addressOf(f.loadX), (<usize>nodes) << 3);
  memory.copy(v.uy, addressOf(f.loadY), (<usize>nodes) << 3);
  for (let s = 0; s < MAX_UNITS; s++) {
    const g = f.unitGroup[s];
    if (g < 0) continue;
    const p = f.group(g, Group.pressure),
      x = unitField(f, addressOf(f.unitX), s),
      y = unitField(f, addressOf(f.unitY), s);
    for (let n = 0; n < nodes; n++) {
      set(v.ux, n, get(v.ux, n) + p * get(x, n));
      set(v.uy, n, get(v.uy, n) + p * get(y, n));
    }
  }
}

/** c_g = u_g . loads (by reciprocity), scaled like C. */
function openingLoads(f: Filaments): void {
  for (let s = 0; s < MAX_UNITS; s++) {
    if (f.unitGroup[s] < 0) continue;
    const uy = unitField(f, addressOf(f.unitY), s);
    let sum = 0.0;
    for (let i = 0; i <= f.nx; i++) if (!orphan(f, i)) sum += f.nodeForce[i] * get(uy, i);
    f.openingLoad[s] = sum * f.unitScale[s];
  }
}

function clearLoads(f: Filaments): void {
  const v = f.elastic,
    nodes = (f.nx + 1) * (f.ns + 1);
  memory.fill(v.fx, 0, (<usize>nodes) << 3);
  memory.fill(v.fy, 0, (<usize>nodes) << 3);
}

function dotWith(f: Filaments, x: usize, y: usize, nodes: i32): f64 {
  const v = f.elastic;
  let sum = 0.0;
  for (let n = 0; n < nodes; n++) sum += get(v.fx, n) * get(x, n) + get(v.fy, n) * get(y, n);
  return sum;
}

/** Length of the single straight crack that group g still is, or 0. */
export function shortCrack(f: Filaments, g: i32): f64 {
  let length = 0.0;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (<i32>f.line(q, Branch.group) != g) continue;
    const mouth =
      f.point(<i32>f.line(q, Branch.root), Point.from) < 0 && f.point(<i32>f.line(q, Branch.root), Point.y) <= 0;
    if (length > 0 || !mouth || f.line(q, Branch.parent) >= 0) return 0.0;
    length = f.line(q, Branch.own);
  }
  return length < RESOLVED * f.h ? length : 0.0;
}

/** Keeps what two units open together below LINKED of the geometric mean of what each opens: of two that move the same loose
 * piece the volumes would tell one pressure only, and a solve good to TOLERANCE not even that. */
function partUnits(f: Filaments): void {
  for (let s = 0; s < MAX_UNITS; s++) {
    for (let r = 0; r < s; r++) {
      if (f.unitGroup[s] < 0 || f.unitGroup[r] < 0) continue;
      const both = f.openings[s * MAX_UNITS + r];
      const most = LINKED * Math.sqrt(f.openings[s * (MAX_UNITS + 1)] * f.openings[r * (MAX_UNITS + 1)]);
      if (Math.abs(both) <= most) continue;
      const kept = both > 0 ? most : -most;
      f.openings[s * MAX_UNITS + r] = kept;
      f.openings[r * MAX_UNITS + s] = kept;
    }
  }
}

function scaleShort(f: Filaments): void {
  for (let s = 0; s < MAX_UNITS; s++) {
    const g = f.unitGroup[s],
      a = g >= 0 ? shortCrack(f, g) : 0.0;
    f.unitScale[s] = 1.0;
    f.unitFelt[s] = 1.0;
    if (a == 0) continue;
    const D = compliance(a, f.stiffness()) / f.openings[s * (MAX_UNITS + 1)],
      d = Math.sqrt(D) * Math.min(1.0, a / f.h);
    f.unitScale[s] = D;
    f.unitFelt[s] = d;
    for (let r = 0; r < MAX_UNITS; r++) {
      if (r == s) continue;
      f.openings[s * MAX_UNITS + r] = d * f.openings[s * MAX_UNITS + r];
      f.openings[r * MAX_UNITS + s] = d * f.openings[r * MAX_UNITS + s];
    }
    f.openings[s * (MAX_UNITS + 1)] = D * f.openings[s * (MAX_UNITS + 1)];
  }
}
