// Creeping lithium (E6): div sigma = 0, sigma = -p I + 2 eta(edot) e + lambda (div v) I on Q1 nodes, platen = one
// degree of freedom under the load -P W, mirrors at the sides, the wall of contact.ts below. Picard on the secant
// viscosity, each linear solve only to 0.3; the pressure is kept from step to step and p -= lambda div v follows
// every solve (augmented Lagrangian, K/G = 10), so that inexact solves still end divergence-free.

import { get, set } from "../memory";
import { Out, Param } from "../abi";
import { Model, VOID_WEIGHT } from "../model";
import { balanceRigidly, lumpWall, roomOfFaces, setWall, wallForce } from "./contact";
import { isLithium } from "./projection";
import { viscosity } from "./rheology";

const LINEAR_REDUCTION: f64 = 0.3;
const CAP: i32 = 40;
/** Net divergence, relative to the lithium that passes the wall, at which the pressure counts as converged. */
const LEAK: f64 = 1e-3;
/** Above this residual (of P W) the step is refused. */
const REFUSE: f64 = 1e-2;

// @ts-ignore: decorator
@inline function weight(phi: f64): f64 {
  return Math.max(VOID_WEIGHT, phi);
}

/** Mirrors at the sides, frictionless platen and wall; once at set-up. */
export function setFlowSupports(m: Model): void {
  const flow = m.flow;
  for (let j = 0; j <= m.nl; j++) {
    store<u8>(flow.fixX + j * (m.nx + 1), 1);
    store<u8>(flow.fixX + j * (m.nx + 1) + m.nx, 1);
  }
  flow.full = false;
  flow.tiedTop = true;
}

/** Secant viscosities from the strain rates; mu = w eta, and lambda = ratio w eta when `bulk`. */
function setViscosities(m: Model, bulk: bool): void {
  const flow = m.flow, n = m.nx * m.nl, inv = 1.0 / (m.h * m.h), ratio = m.p(Param.bulkRatio);
  flow.strain(m.strainXX, m.strainYY, m.strainXY);
  for (let k = 0; k < n; k++) {
    const xx = get(m.strainXX, k), yy = get(m.strainYY, k), xy = get(m.strainXY, k);
    const tr = (xx + yy) / 3.0;
    const dx = xx - tr, dy = yy - tr;
    const e2 = (2.0 / 3.0) * (dx * dx + dy * dy + tr * tr + 2.0 * xy * xy) * inv;
    const eta = viscosity(m, e2) * weight(get(m.phi, k));
    set(flow.mu, k, eta);
    if (bulk) {
      set(m.viscosity, k, ratio * eta);
      set(flow.lam, k, ratio * eta);
    }
  }
}

/** Loads: platen -P W on the tied row, cell pressures inside, the wall. */
function setLoads(m: Model): void {
  const flow = m.flow, nx = m.nx, nodes = (nx + 1) * (m.nl + 1);
  memory.fill(flow.fx, 0, <usize>nodes << 3);
  memory.fill(flow.fy, 0, <usize>nodes << 3);
  const top = m.nl * (nx + 1), P = m.p(Param.stackPressure);
  for (let i = 0; i <= nx; i++) {
    set(flow.fy, top + i, -P * m.h * (i == 0 || i == nx ? 0.5 : 1.0));
  }
  flow.addPressure(m.pressure, m.h);
  setWall(m);
}

/** Volume that the lithium makes or loses by what is left of div v, relative to what passes the wall. */
function leak(m: Model): f64 {
  m.flow.divergence(m.work);
  let net = 0.0, passed = 0.0;
  for (let k = 0; k < m.nx * m.nl; k++) if (isLithium(m, k)) net += get(m.work, k);
  for (let n = 0; n <= m.nx; n++) passed += Math.abs(get(m.flow.uy, n)) * get(m.nodeLength, n);
  return (Math.abs(net) * m.h) / Math.max(passed, 1e-14 * m.h * <f64>m.nx);
}

/** Velocities and pressure over the step dt. Returns true when the residual is acceptable. */
export function solveFlow(m: Model, dt: f64): bool {
  const flow = m.flow, nx = m.nx, cells = nx * m.nl;
  const scale = Math.max(m.p(Param.stackPressure), 1e4) * m.h * <f64>nx;
  const target = m.p(Param.tolerance) * scale;
  roomOfFaces(m, dt);
  lumpWall(m);
  let iterations = 0, passes = 0, residual = 0.0;
  balanceRigidly(m, m.p(Param.stackPressure) * m.h * <f64>nx);
  setViscosities(m, true);
  while (true) {
    setLoads(m);
    residual = flow.residual(m.nodeWorkX, m.nodeWorkY);
    if (!(residual < 1e300)) return false;
    if ((residual <= target && leak(m) <= LEAK) || passes == CAP) break;
    flow.setup();
    const its = flow.solve(LINEAR_REDUCTION, 0.1 * target, 60);
    iterations += its < 0 ? 60 : its;
    flow.divergence(m.work);
    const inv = 1.0 / m.h;
    for (let k = 0; k < cells; k++) {
      set(m.pressure, k, get(m.pressure, k) - get(m.viscosity, k) * get(m.work, k) * inv);
    }
    setViscosities(m, true);
    passes++;
  }
  m.put(Out.flowIterations, <f64>iterations);
  m.put(Out.flowPasses, <f64>passes);
  m.put(Out.flowResidual, residual / scale);
  wallForces(m);
  return residual <= REFUSE * scale;
}

/** Nodal forces of the wall and the normal pressure on the faces [Pa], shared over the contact length. */
function wallForces(m: Model): void {
  const nx = m.nx;
  for (let n = 0; n <= nx; n++) set(m.nodeForce, n, wallForce(m, n));
  for (let i = 0; i < nx; i++) {
    let p = 0.0;
    if (get(m.open, i) == 0) {
      const a = get(m.nodeForce, i) / get(m.nodeLength, i);
      const b = get(m.nodeForce, i + 1) / get(m.nodeLength, i + 1);
      p = 0.5 * (a + b);
    }
    set(m.wallPressure, i, p);
  }
}
