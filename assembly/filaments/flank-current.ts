// Current onto the flanks (D1). psi = electrolyte potential above the metal; metal cells conduct a thousandth, and every
// electrolyte cell beside one is tied to it:
//   div(kappa grad psi) = 0,   flank: j = [psi - (Omega/F)(p_g - P)] / (Z + h / 2 kappa)          j > 0 plates
// with the flat electrode at its own pressure P as the reference. The flanks are diagonal terms; the counter side is
// either held at V or carries the current I, the latter as a rank-one term on the last row. Everything is linear in the
// pressures:  I_g(p) = I_g(p0) + sum_k M_gk (p_k - p0_k),  one solve per unit for the column of M.
// A filament is far thinner than its cell: the contact above a metal cell acts on the cells to either side of it. What its
// cell goes on conducting keeps every piece of electrolyte, however enclosed, in touch with contact and counter side.
// What currents miss of I for the tolerance of the solver is made up by a constant added to psi, so that they add up.

import { get, set } from "../memory/arena";
import { Filaments, Group, Head, MAX_FILAMENTS, MAX_UNITS } from "./tree";
import { beside } from "./raster";
import { addressOf, Doubles } from "../memory/fields";

const TOLERANCE: f64 = 1e-6;
/** Next to no contact some solves need hundreds. */
const MOST: i32 = 2000;
/** Current density that counts as none [A/m2]: at rest there is nothing to be relative to. */
const NOTHING: f64 = 1e-13;
/** Share of its conductivity that a metal cell keeps. */
const LEFT: f64 = 1e-3;

/** Remembers the conductances without metal; after they have been set, before the first cutFaces. */
export function keepConductances(f: Filaments): void {
  memory.copy(addressOf(f.baseX), f.ion.tx, (<usize>((f.nx + 1) * f.ns)) << 3);
  memory.copy(addressOf(f.baseY), f.ion.ty, (<usize>(f.nx * (f.ns + 1))) << 3);
}

/** Cell in the first row that column i of the contact acts on, on either side (-1, 1): the column's own, unless that is
 * metal and one beside it is not. */
// @ts-ignore: decorator
@inline function under(f: Filaments, i: i32, side: i32): i32 {
  if (f.owner[i] == 0) return i;
  const n = i + side;
  if (n >= 0 && n < f.nx && f.owner[n] == 0) return n;
  const other = i - side;
  return other >= 0 && other < f.nx && f.owner[other] == 0 ? other : i;
}

/** Potential that column i of the contact sees. */
// @ts-ignore: decorator
@inline export function facing(f: Filaments, psi: Doubles, i: i32): f64 {
  return 0.5 * (psi[under(f, i, -1)] + psi[under(f, i, 1)]);
}

/** Conductance of a flank face of group g [S/m], 0 when it hangs on nothing. */
// @ts-ignore: decorator
@inline function flankConductance(f: Filaments, g: i32): f64 {
  return f.group(g, Group.connected) != 0 ? (f.h * f.weight[g]) / (f.ohm + f.h / (2.0 * f.kappa)) : 0.0;
}

/** Gives v of column i to the cells it acts on. */
function share(f: Filaments, line: Doubles, i: i32, v: f64): void {
  const a = under(f, i, -1),
    b = under(f, i, 1);
  line[a] = line[a] + 0.5 * v;
  line[b] = line[b] + 0.5 * v;
}

/** Puts the metal into the operator: its faces all but cut, its neighbours tied to it, f.top on the first row. */
export function cutFaces(f: Filaments): void {
  const nx = f.nx,
    ion = f.ion;
  memory.copy(ion.tx, addressOf(f.baseX), (<usize>((nx + 1) * f.ns)) << 3);
  memory.copy(ion.ty, addressOf(f.baseY), (<usize>(nx * (f.ns + 1))) << 3);
  memory.fill(ion.c, 0, (<usize>(nx * f.ns)) << 3);
  for (let i = 0; i < nx; i++) set(ion.ty, i, 0.0);
  for (let i = 0; i < nx; i++) share(f, changetype<Doubles>(ion.ty), i, f.top[i]);
  for (let c = 0; c < f.cellCount; c++) {
    const k = f.cells[c],
      j = k / nx,
      t = flankConductance(f, f.owner[k] - 1);
    set(ion.tx, k + j, LEFT * f.baseX[k + j]);
    set(ion.tx, k + j + 1, LEFT * f.baseX[k + j + 1]);
    if (j > 0) set(ion.ty, k, LEFT * f.baseY[k]);
    set(ion.ty, k + nx, LEFT * f.baseY[k + nx]);
    for (let side = 0; side < 4; side++) {
      const n = beside(f, k, side);
      if (n >= 0) set(ion.c, n, get(ion.c, n) + t);
    }
  }
  for (let i = 0; i < nx; i++) f.ones[i] = get(ion.ty, f.ns * nx + i);
  for (let g = 0, n = f.count(Head.groups); g < n; g++) f.conductance[g] = 0.0;
  for (let c = 0; c < f.cellCount; c++) {
    const k = f.cells[c],
      g = f.owner[k] - 1,
      t = flankConductance(f, g);
    for (let side = 0; side < 4; side++) {
      if (beside(f, k, side) >= 0) f.conductance[g] = f.conductance[g] + t;
    }
  }
  f.tie = 0.0;
  for (let i = 0; i < nx; i++) f.tie += f.top[i];
  for (let g = 0, n = f.count(Head.groups); g < n; g++) f.tie += f.conductance[g];
}

/** The counter side: rank-one term for a given current, nothing for a held voltage. */
export function driveRow(f: Filaments): void {
  let sum = 0.0;
  for (let i = 0; i < f.nx; i++) sum += f.ones[i];
  f.ion.rankOne(f.ns - 1, addressOf(f.ones), f.held ? 0.0 : -1.0 / sum);
}

/** Sources of contact, flanks and counter side in ion.f. */
export function feedSources(f: Filaments): void {
  const nx = f.nx,
    ion = f.ion,
    last = (f.ns - 1) * nx;
  memory.fill(ion.f, 0, (<usize>(nx * f.ns)) << 3);
  for (let i = 0; i < nx; i++) share(f, changetype<Doubles>(ion.f), i, f.topSource[i]);
  let sum = 0.0;
  for (let i = 0; i < nx; i++) sum += f.ones[i];
  const per = f.held ? f.drive : f.drive / sum;
  for (let i = 0; i < nx; i++) set(ion.f, last + i, get(ion.f, last + i) + f.ones[i] * per);
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    f.base[g] = f.group(g, Group.pressure);
    flankSources(f, g, f.volumePerCharge * (f.base[g] - f.pressure));
  }
}

/** Adds to ion.f what the flanks of group g push at the potential u. */
function flankSources(f: Filaments, g: i32, u: f64): void {
  const t = flankConductance(f, g);
  if (t == 0) return;
  for (let c = 0; c < f.cellCount; c++) {
    const k = f.cells[c];
    if (f.owner[k] != g + 1) continue;
    for (let side = 0; side < 4; side++) {
      const n = beside(f, k, side);
      if (n >= 0) set(f.ion.f, n, get(f.ion.f, n) + t * u);
    }
  }
}

/** Current onto the flanks of every group at the potential psi, its metal at u = 0 [A/m], in `out`. */
function flankCurrents(f: Filaments, psi: Doubles, out: Doubles): void {
  for (let g = 0, n = f.count(Head.groups); g < n; g++) out[g] = 0.0;
  for (let c = 0; c < f.cellCount; c++) {
    const k = f.cells[c],
      g = f.owner[k] - 1,
      t = flankConductance(f, g);
    for (let side = 0; side < 4; side++) {
      const n = beside(f, k, side);
      if (n >= 0) out[g] = out[g] + t * psi[n];
    }
  }
}

/** Current onto all flanks at the potential in ion.u [A/m]; after cutFaces. */
export function flankTotal(f: Filaments): f64 {
  flankCurrents(f, changetype<Doubles>(f.ion.u), f.outflow);
  let sum = 0.0;
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    sum += f.outflow[g] - f.conductance[g] * f.volumePerCharge * (f.group(g, Group.pressure) - f.pressure);
  }
  return sum;
}

/** Lifts psi by a constant so that the currents of contact and flanks, `top` and `flank`, add up to `asked` [A/m]. */
function addUp(f: Filaments, psi: Doubles, top: Doubles, flank: Doubles, asked: f64): void {
  if (!f.given()) return;
  const nx = f.nx,
    groups = f.count(Head.groups);
  let sum = 0.0;
  for (let i = 0; i < nx; i++) sum += top[i];
  for (let g = 0; g < groups; g++) sum += flank[g];
  const lift = (asked - sum) / f.tie;
  for (let i = 0; i < nx; i++) top[i] = top[i] + f.top[i] * lift;
  for (let g = 0; g < groups; g++) flank[g] = flank[g] + f.conductance[g] * lift;
  for (let k = 0, n = nx * f.ns; k < n; k++) psi[k] = psi[k] + lift;
}

/** Currents and voltage that belong to the potential in ion.u. */
export function readCurrents(f: Filaments): void {
  const nx = f.nx,
    psi = f.ion.u,
    last = (f.ns - 1) * nx;
  for (let i = 0; i < nx; i++) f.topCurrent[i] = f.top[i] * facing(f, changetype<Doubles>(psi), i) - f.topSource[i];
  flankCurrents(f, changetype<Doubles>(psi), f.flank);
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    const u = f.volumePerCharge * (f.base[g] - f.pressure);
    f.flank[g] = f.flank[g] - f.conductance[g] * u;
  }
  addUp(f, changetype<Doubles>(psi), f.topCurrent, f.flank, f.drive);
  let sum = 0.0,
    flow = 0.0;
  for (let i = 0; i < nx; i++) {
    sum += f.ones[i];
    flow += f.ones[i] * get(psi, last + i);
  }
  f.volts = f.held ? f.drive : (f.drive + flow) / sum;
}

/** Solves for psi at the present pressures with the contact linearised in f.top, f.topSource; false when it fails. */
export function solveFeed(f: Filaments): bool {
  cutFaces(f);
  driveRow(f);
  feedSources(f);
  f.ion.setup();
  const W = f.h * <f64>f.nx,
    its = f.ion.solve(TOLERANCE, NOTHING * W, MOST);
  if (!(f.ion.residualNorm < Math.max(1e-3 * f.ion.rhsNorm, 10.0 * NOTHING * W))) return false;
  f.iterations += abs(its);
  readCurrents(f);
  return true;
}

/** What one pascal in each unit changes; the operator must be the present one. */
export function solveResponses(f: Filaments): void {
  const ion = f.ion,
    nx = f.nx,
    cells = nx * f.ns,
    psi = ion.u;
  memory.fill(addressOf(f.response), 0, (<usize>(MAX_FILAMENTS * MAX_UNITS)) << 3);
  memory.fill(addressOf(f.lean), 0, (<usize>(MAX_UNITS + 1)) << 3);
  for (let s = 0; s < MAX_UNITS; s++) {
    const g = f.unitGroup[s],
      top = addressOf(f.unitTop) + ((<usize>(s * nx)) << 3);
    if (g < 0) continue;
    memory.fill(top, 0, (<usize>nx) << 3);
    if (f.conductance[g] == 0) continue;
    ion.u = addressOf(f.unitPsi) + ((<usize>(s * cells)) << 3);
    memory.fill(ion.f, 0, (<usize>cells) << 3);
    flankSources(f, g, f.volumePerCharge);
    f.iterations += abs(ion.solve(TOLERANCE, 0.0, MOST));
    for (let i = 0; i < nx; i++) set(top, i, f.top[i] * facing(f, changetype<Doubles>(ion.u), i));
    flankCurrents(f, changetype<Doubles>(ion.u), f.outflow);
    f.outflow[g] = f.outflow[g] - f.conductance[g] * f.volumePerCharge;
    addUp(f, changetype<Doubles>(ion.u), changetype<Doubles>(top), f.outflow, 0.0);
    for (let k = 0, n = f.count(Head.groups); k < n; k++) f.response[k * MAX_UNITS + s] = f.outflow[k];
  }
  ion.u = psi;
}
