// Creeping lithium, eq. (6.1): div sigma = 0, sigma = -p I + 2 eta(edot) e + lambda (div v) I on Q1 nodes, platen = one
// degree of freedom under the load -P W, mirrors at the sides, the wall of interface/contact-law.ts below. Picard on the secant
// viscosity, each linear solve only to 0.3. The dissipation is convex, so a step d is safe when the residual at its end
// no longer points far back along d; otherwise it is shortened (regula falsi). Then the rigid speed that balances the
// load, and p -= lambda div v (augmented Lagrangian, K/G = 10, kept from step to step), so that inexact solves still end
// divergence-free.

import { get, set } from "../memory/arena";
import { Out, Param } from "../abi";
import { Section, Tally } from "../section";
import {
  balanceRigidly,
  followRoom,
  lopsided,
  lumpWall,
  roomOfFaces,
  setWall,
  softenWall,
  wallForce,
} from "../interface/contact-law";
import { holdPlaten, setPlaten } from "./platen";
import { isLithium } from "./projection";
import { hardenAroundVoids } from "./hardening";
import { capillarySuction } from "./void-shape";
import { viscosity } from "./rheology";
import { clearBytes, copyBytes, overRows } from "../threads/rows";
import { LithiumCells } from "../memory/fields";
import { VOID_WEIGHT } from "./parts";

const REDUCTION: f64 = 0.3;
/** A step may end with this share of its initial slope reversed. */
const OVERSHOOT: f64 = 0.5;
const SHORTENINGS: i32 = 8;
/** Passes after which Picard may swing between two states: from there on viscosities are damped. */
const PATIENCE: i32 = 30;
const MOVED: f64 = 0.2;
const CAP: i32 = 40;
const CAP_FROM_REST: i32 = 200;
/** Passes whose linear solve has nothing left to do, until one goes on below its floor: pressures that follow a divergence alone
 * take many passes to ask for motion again. */
const MOST_IDLE: i32 = 3;
/** How often the stop at the wall may be made ten times softer where columns keep joining and leaving it. */
const SOFTER: i32 = 6;
/** Flows after which a stiffer stop is tried again. */
const STIFFER: i32 = 20;
/** Net divergence, relative to the lithium that passes the wall, at which the pressure counts as converged. */
const LEAK: f64 = 5e-5;
/** Above this residual (of P W) the step is refused: no tolerance is wider. */
const REFUSE: f64 = 1e-2;

// @ts-ignore: decorator
@inline function weight(phi: f64): f64 {
  return Math.max(VOID_WEIGHT, phi);
}

/** Holds the wall nodes of contact along x where the wall is not frictionless. */
function stick(m: Section): void {
  const law = m.wall.law;
  if (m.p(Param.stickingWall) == 0) return;
  for (let n = 1; n < m.nx; n++) store<u8>(m.flow.fixX + n, law.nodeLength[n] > 0 ? 1 : 0);
  for (let n = 1; n < m.nx; n++) if (load<u8>(m.flow.fixX + n) == 1) set(m.flow.ux, n, 0.0);
}

/** Sets mirrors at the sides, a frictionless platen and a frictionless wall; once, at the start. */
export function setFlowSupports(m: Section): void {
  const flow = m.flow;
  for (let j = 0; j <= m.nl; j++) {
    store<u8>(flow.fixX + j * (m.nx + 1), 1);
    store<u8>(flow.fixX + j * (m.nx + 1) + m.nx, 1);
  }
  flow.full = false;
  flow.tiedTop = true;
}

/** Secant viscosities from the strain rates; mu = w eta, and lambda = ratio w eta when `bulk`. */
function setViscosities(m: Section, bulk: bool): void {
  overRows(viscosityRows, changetype<usize>(m), <usize>bulk, 0, m.nx, m.nl);
}

function viscosityRows(section: usize, bulk: usize, _: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    lithium = m.lithium,
    flow = m.flow,
    inv = 1.0 / (m.h * m.h),
    ratio = m.p(Param.bulkRatio);
  const harder = m.p(Param.hardeningLength) > 0,
    strainXX = changetype<usize>(lithium.strainXX),
    strainYY = changetype<usize>(lithium.strainYY),
    strainXY = changetype<usize>(lithium.strainXY);
  for (let j = from; j < to; j++) {
    flow.strain(strainXX, strainYY, strainXY, j, j + 1);
    for (let k = j * m.nx, end = k + m.nx; k < end; k++) {
      const xx = lithium.strainXX[k],
        yy = lithium.strainYY[k],
        xy = lithium.strainXY[k];
      const tr = (xx + yy) / 3.0;
      const dx = xx - tr,
        dy = yy - tr;
      const e2 = (2.0 / 3.0) * (dx * dx + dy * dy + tr * tr + 2.0 * xy * xy) * inv;
      const eta = viscosity(m, e2) * weight(lithium.phi[k]) * (harder ? lithium.hardness[k] : 1.0);
      set(flow.mu, k, eta);
      if (bulk != 0) {
        lithium.viscosity[k] = ratio * eta;
        set(flow.lam, k, ratio * eta);
      }
    }
  }
}

/** Moves the viscosities of the pass before towards those in flow.mu by the share MOVED, in logarithms. */
function dampViscosities(m: Section): void {
  const lithium = m.lithium;
  const flow = m.flow,
    ratio = m.p(Param.bulkRatio);
  for (let k = 0, n = m.nx * m.nl; k < n; k++) {
    const eta = Math.pow(lithium.viscosity[k] / ratio, 1.0 - MOVED) * Math.pow(get(flow.mu, k), MOVED);
    set(flow.mu, k, eta);
    set(flow.lam, k, ratio * eta);
    lithium.viscosity[k] = ratio * eta;
  }
}

/** Loads: platen -P W on the tied row, cell pressures inside, the wall. */
function setLoads(m: Section): void {
  const flow = m.flow,
    nodes = (m.nx + 1) * (m.nl + 1);
  clearBytes(flow.fx, (<usize>nodes) << 3);
  clearBytes(flow.fy, (<usize>nodes) << 3);
  setPlaten(m);
  flow.addPressure(changetype<usize>(m.lithium.pressure), m.h);
  if (m.p(Param.capillarity) != 0) squeeze(m);
  setWall(m);
}

/** Adds the capillary pressure of the voids; on the bare wall below them it is the wall's to bear. */
function squeeze(m: Section): void {
  const law = m.wall.law;
  const row = (<usize>(m.nx + 1)) << 3;
  memory.copy(changetype<usize>(law.nodeForce), m.flow.fy, row);
  m.flow.addPressure(changetype<usize>(m.lithium.suction), m.h);
  for (let n = 0; n <= m.nx; n++) if (law.nodeLength[n] == 0) set(m.flow.fy, n, law.nodeForce[n]);
}

/** Velocities at the start of a pass; their residual is known. */
function keepStart(m: Section): void {
  const bytes = (<usize>((m.nx + 1) * (m.nl + 1))) << 3;
  copyBytes(changetype<usize>(m.lithium.pass.startX), m.flow.ux, bytes);
  copyBytes(changetype<usize>(m.lithium.pass.startY), m.flow.uy, bytes);
}

/** Slope of the dissipation along the step: -(v - start) . residual. */
function slope(m: Section): f64 {
  const pass = m.lithium.pass,
    nodes = (m.nx + 1) * (m.nl + 1),
    x = m.flow.ux,
    y = m.flow.uy;
  let sum = 0.0;
  for (let n = 0; n < nodes; n++) {
    sum -= (get(x, n) - pass.startX[n]) * pass.residualX[n] + (get(y, n) - pass.startY[n]) * pass.residualY[n];
  }
  return sum;
}

/** Shortens the step from the kept start until its slope is not reversed by more than OVERSHOOT. */
function shorten(m: Section): void {
  const flow = m.flow,
    pass = m.lithium.pass;
  const first = slope(m);
  if (!(first < 0)) return;
  let low = 0.0,
    high = 1.0,
    gLow = first,
    at = 1.0;
  for (let k = 0; k < SHORTENINGS; k++) {
    setViscosities(m, false);
    setLoads(m);
    flow.residual(changetype<usize>(pass.residualX), changetype<usize>(pass.residualY));
    const g = slope(m) / at;
    if (g <= -OVERSHOOT * first && !isNaN(g)) return;
    high = at;
    const next = Math.max(
      low + 0.1 * (high - low),
      Math.min(low + 0.5 * (high - low), low - (gLow * (high - low)) / (g - gLow)),
    );
    overRows(shortenRows, changetype<usize>(m), 0, next / at, m.nx, m.nl + 1);
    at = next;
  }
}

/** Velocities the share `ratio` of their way from the kept start. */
function shortenRows(section: usize, _: usize, ratio: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    flow = m.flow,
    pass = m.lithium.pass,
    row = m.nx + 1;
  for (let n = from * row, end = to * row; n < end; n++) {
    set(flow.ux, n, pass.startX[n] + ratio * (get(flow.ux, n) - pass.startX[n]));
    set(flow.uy, n, pass.startY[n] + ratio * (get(flow.uy, n) - pass.startY[n]));
  }
}

/** Volume that the lithium makes or loses by what is left of div v, relative to what passes the wall. */
function leak(m: Section): f64 {
  const law = m.wall.law;
  const divergence = m.scratch.lithiumCells();
  m.flow.divergence(changetype<usize>(divergence));
  let net = 0.0,
    passed = 0.0;
  for (let k = 0; k < m.nx * m.nl; k++) if (isLithium(m, k)) net += divergence[k];
  m.scratch.free(divergence);
  for (let n = 0; n <= m.nx; n++) passed += Math.abs(get(m.flow.uy, n)) * law.nodeLength[n];
  return (Math.abs(net) * m.h) / Math.max(passed, 1e-14 * m.h * <f64>m.nx);
}

/** Solves for the velocities [m/s] and pressures [Pa] of the lithium over dt [s]; true when the residual is acceptable. A solve that does not get
 * there from the last step's state starts once more from rest, then against a softer wall: what overshoots its stop is paid back. */
export function solveFlow(m: Section, dt: f64): bool {
  holdPlaten(m, dt);
  roomOfFaces(m, dt);
  lumpWall(m);
  capillarySuction(m);
  hardenAroundVoids(m);
  stick(m);
  m.lithium.flowIterations = 0.0;
  m.lithium.flowPasses = 0.0;
  let soft = <i32>m.tally[Tally.softness];
  for (let k = 0; k < soft; k++) softenWall(m);
  balanceStart(m);
  let good = iterate(m, CAP);
  if (!good) {
    fromRest(m);
    good = iterate(m, CAP_FROM_REST);
  }
  while (soft < SOFTER && !good) {
    soft++;
    softenWall(m);
    fromRest(m);
    good = iterate(m, CAP_FROM_REST);
  }
  if (good) {
    rememberSoftness(m, soft);
    wallForces(m);
  }
  return good;
}

/** Keeps how soft the stop had to be, as the next flow needs it so as well; from time to time a stiffer one is tried. */
function rememberSoftness(m: Section, soft: i32): void {
  const tally = m.tally,
    before = <i32>tally[Tally.softness];
  if (soft == 0 && before == 0) return;
  tally[Tally.stiffer] = soft > before ? <f64>STIFFER : tally[Tally.stiffer] - 1.0;
  tally[Tally.softness] = <f64>soft;
  if (tally[Tally.stiffer] > 0) return;
  tally[Tally.softness] = <f64>(soft - 1);
  tally[Tally.stiffer] = <f64>STIFFER;
}

/** The velocities of the last step, balanced: as they are, or with the wall's own changes where one node would bear it all. */
function balanceStart(m: Section): void {
  const bytes = (<usize>((m.nx + 1) * (m.nl + 1))) << 3;
  const before = m.scratch.lithiumNodes();
  copyBytes(changetype<usize>(before), m.flow.uy, bytes);
  balanceRigidly(m);
  if (lopsided(m)) {
    copyBytes(m.flow.uy, changetype<usize>(before), bytes);
    followRoom(m);
    balanceRigidly(m);
  }
  m.scratch.free(before);
}

/** No motion but the balance's, and the pressure of the stack. */
function fromRest(m: Section): void {
  const lithium = m.lithium;
  const nodes = (m.nx + 1) * (m.nl + 1),
    P = m.lithium.platen.pressure;
  memory.fill(m.flow.ux, 0, (<usize>nodes) << 3);
  memory.fill(m.flow.uy, 0, (<usize>nodes) << 3);
  for (let k = 0; k < m.nx * m.nl; k++) lithium.pressure[k] = isLithium(m, k) ? P : 0.0;
  balanceRigidly(m);
}

/** Passes until residual and leak are within their tolerances, or `cap` of them. */
function iterate(m: Section, cap: i32): bool {
  const pass = m.lithium.pass;
  pass.startX = m.scratch.lithiumNodes();
  pass.startY = m.scratch.lithiumNodes();
  pass.residualX = m.scratch.lithiumNodes();
  pass.residualY = m.scratch.lithiumNodes();
  const good = passes(m, cap);
  m.scratch.free(pass.startX);
  m.scratch.free(pass.startY);
  m.scratch.free(pass.residualX);
  m.scratch.free(pass.residualY);
  return good;
}

function passes(m: Section, cap: i32): bool {
  const lithium = m.lithium;
  const flow = m.flow;
  const load = Math.max(m.lithium.platen.pressure, 1e4) * m.h * <f64>m.nx;
  let scale = load;
  let iterations = lithium.flowIterations,
    done = 0,
    idle = 0,
    residual = 0.0;
  setViscosities(m, true);
  while (true) {
    setLoads(m);
    residual = flow.residual(changetype<usize>(m.lithium.pass.residualX), changetype<usize>(m.lithium.pass.residualY));
    scale = Math.max(load, wallEffort(m));
    const target = Math.min(m.p(Param.tolerance), REFUSE) * scale;
    if (!(residual < 1e300)) return false;
    if ((residual <= target && leak(m) <= LEAK) || done == cap) break;
    if (done >= PATIENCE) dampViscosities(m);
    flow.setup();
    keepStart(m);
    const floor = idle < MOST_IDLE ? 0.1 * target : 0.0,
      its = flow.solve(REDUCTION, floor, 60);
    if (its == 0) idle++;
    iterations += <f64>(its < 0 ? 60 : its);
    shorten(m);
    balanceRigidly(m);
    followDivergence(m);
    done++;
    setViscosities(m, done < PATIENCE);
  }
  lithium.flowIterations = iterations;
  lithium.flowPasses += <f64>done;
  m.put(Out.flowIterations, iterations);
  m.put(Out.flowPasses, lithium.flowPasses);
  m.put(Out.flowResidual, residual / scale);
  return residual <= REFUSE * scale;
}

/** p <- p - lambda div v in lithium; no pressure elsewhere. */
function followDivergence(m: Section): void {
  const divergence = m.scratch.lithiumCells();
  m.flow.divergence(changetype<usize>(divergence));
  overRows(pressureRows, changetype<usize>(m), changetype<usize>(divergence), 1.0 / m.h, m.nx, m.nl);
  m.scratch.free(divergence);
}

function pressureRows(section: usize, cells: usize, inv: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    divergence = changetype<LithiumCells>(cells),
    lithium = m.lithium;
  for (let k = from * m.nx, end = to * m.nx; k < end; k++) {
    const p = lithium.pressure[k] - lithium.viscosity[k] * divergence[k] * inv;
    lithium.pressure[k] = isLithium(m, k) ? p : 0.0;
  }
}

/** Sum of what the wall nodes push and pull [N/m]: more than the load where lithium sticks to it. */
function wallEffort(m: Section): f64 {
  let sum = 0.0;
  for (let n = 0; n <= m.nx; n++) sum += Math.abs(wallForce(m, n));
  return sum;
}

/** Nodal forces of the wall and the normal pressure on the faces [Pa], shared over the contact length. */
function wallForces(m: Section): void {
  const law = m.wall.law;
  const contact = m.wall.contact;
  const nx = m.nx;
  for (let n = 0; n <= nx; n++) law.nodeForce[n] = wallForce(m, n);
  for (let i = 0; i < nx; i++) {
    let p = 0.0;
    if (contact.open[i] == 0) {
      const a = law.nodeForce[i] / law.nodeLength[i];
      const b = law.nodeForce[i + 1] / law.nodeLength[i + 1];
      p = 0.5 * (a + b);
    }
    law.pressure[i] = p;
  }
}

/** Lets the kept pressure of a cell go with its lithium; `before` holds the fractions before the step. */
export function fadePressure(m: Section, before: LithiumCells): void {
  overRows(fadeRows, changetype<usize>(m), changetype<usize>(before), 0, m.nx, m.nl);
}

function fadeRows(section: usize, cells: usize, _: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    before = changetype<LithiumCells>(cells),
    lithium = m.lithium;
  for (let k = from * m.nx, end = to * m.nx; k < end; k++) {
    const old = before[k],
      now = lithium.phi[k];
    if (now < old) lithium.pressure[k] = lithium.pressure[k] * (old > 1e-9 ? now / old : 0.0);
  }
}
