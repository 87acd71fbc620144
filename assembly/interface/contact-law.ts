// Law of the wall, eqs. (4.1) and (4.4): the pressure [Pa] that a wall node transmits at the downward speed v of the lithium:
//   sigma(v) = sqrt(v / (xi K)) for v > 0 (vacancy sinks)  +  stiffness (v - v_max)_+ (no room),   -a sigma_ad for v < 0
//   v_max = j Omega/F + g/dt + v_heal   (room that stripping, the gap and healing voids offer; negative on plating)
// What overshoots the stop is a negative gap (overshoot.ts), which is taken off the room of the next steps, so that the mean
// speed is exact. The law is monotone, so the secant of the root and the tangent of the stop keep the
// flow symmetric positive definite. With stressPotential the current follows the pressure, dj/dp = G Omega/F (kinetics.ts), and
// the room with it: taken into the law, v_max(p) = v_max(p_0) + (Omega/F)^2 G (p - p_0), it is a stop that is softer in series,
//   1/stiffness + (Omega/F)^2 G,   from v_max(p_0) - (Omega/F)^2 G p_0 on; p_0 the pressure of the step before. Lumped to nodes: half a cell per contact face.

import { get, set } from "../memory/arena";
import { Out, Param } from "../abi";
import { Section } from "../section";
import { platenLoad } from "../lithium/platen";
import { spread } from "./interface-diffusion";
import { labelOpenVoids } from "../lithium/voids";
import { Nodes } from "../memory/fields";
import { uptake } from "./faces";
import { isClamped } from "./kinetics";
import { paybackTime, stopStiffness } from "./overshoot";
import { overRows } from "../threads/rows";

/** Regularisation of the root law, as a share of the drift K P^2 under the stack pressure. */
const SMOOTHING: f64 = 4e-3;
/** The widest that the start of the root law may be made, as a share of the speed at which room is made. */
const SLOW: f64 = 1e-2;
/** Upward speed at which adhesion has come to half its strength [m/s]. */
const V_HOLD: f64 = 1e-12;

/** Finds the room v_max of each contact face over the step dt [m/s], into m.wall.law.room. */
export function roomOfFaces(m: Section, dt: f64): void {
  const law = m.wall.law;
  const kinetics = m.wall.kinetics;
  const contact = m.wall.contact;
  const nx = m.nx,
    lambda = m.p(Param.transportLength),
    g0 = m.p(Param.gapScale);
  law.stiffness = stopStiffness(dt);
  // Lithium plated near gaps and voids spreads there instead of lifting the body: what stays is c of
  // (1 + k_gap - lambda^2 d2/dx2) c = |j| Omega/F.
  let plating = false;
  const stays = m.scratch.line(),
    share = m.scratch.line();
  for (let i = 0; i < nx; i++) {
    const e = Math.max(0, -kinetics.current[i]) * kinetics.stripVolume;
    if (e > 0) plating = true;
    stays[i] = e;
    share[i] = 1.0 + Math.min(1.0, Math.max(0, contact.gap[i]) / g0) * 10.0;
  }
  if (plating) spread(m, lambda, share, stays);
  for (let i = 0; i < nx; i++) law.lift[i] = plating ? stays[i] : 0.0;
  m.scratch.free(stays);
  m.scratch.free(share);
  healingSpeeds(m, dt);
  for (let i = 0; i < nx; i++) {
    const strip = Math.max(0, kinetics.current[i]) * kinetics.stripVolume + uptake(m, i);
    const g = contact.gap[i];
    law.room[i] = strip - law.lift[i] + g / (g < 0 ? paybackTime(dt) : dt) + law.healing[i];
  }
}

/** Healing: near voids the lattice may come down into the wall by sending its sites to the void,
 * v_heal = psi xi K (P/f)^2, eq. (4.9), with psi = 1 at void edges, decaying over lambda; at most a fifth of the free volume a step. */
function healingSpeeds(m: Section, dt: f64): void {
  const contact = m.wall.contact;
  const law = m.wall.law;
  const voids = m.lithium.voids;
  const lithium = m.lithium;
  const nx = m.nx,
    lambda = m.p(Param.transportLength);
  let openCount = 0;
  for (let i = 0; i < nx; i++) if (contact.open[i] != 0) openCount++;
  if (openCount == 0 || openCount == nx || m.p(Param.healing) == 0 || law.sinkLaw == 0) {
    for (let i = 0; i < nx; i++) law.healing[i] = 0.0;
    return;
  }
  // psi = 1 - c with (1 - lambda^2 d2) c = 1, c = 0 at voids.
  const one = m.scratch.line(),
    far = m.scratch.line();
  for (let i = 0; i < nx; i++) {
    one[i] = 1.0;
    far[i] = 1.0;
  }
  spread(m, lambda, one, far);
  const f = 1.0 - <f64>openCount / <f64>nx;
  const p = m.lithium.platen.pressure / f;
  let total = 0.0;
  for (let i = 0; i < nx; i++) {
    let v = 0.0;
    if (contact.open[i] == 0) v = (1.0 - far[i]) * law.sink[i] * law.sinkLaw * p * p;
    law.healing[i] = v;
    total += v * m.h * dt;
  }
  m.scratch.free(one);
  m.scratch.free(far);
  labelOpenVoids(m);
  let free = 0.0;
  for (let k = 0; k < m.nx * m.nl; k++) {
    if (voids.label[k] != 0) free += 1.0 - lithium.phi[k];
  }
  const most = 0.2 * free * m.h * m.h;
  if (total > most) {
    const cut = most / total;
    for (let i = 0; i < nx; i++) law.healing[i] = law.healing[i] * cut;
  }
}

/** Lumps the faces to the wall nodes: coefficient of the root law [N s^0.5/m^1.5], room [m/s], contact length [m], hold [N/m]. */
export function lumpWall(m: Section): void {
  const contact = m.wall.contact;
  const nx = m.nx,
    half = 0.5 * m.h,
    P = Math.max(m.lithium.platen.pressure, 1e4);
  m.wall.law.slowest = SMOOTHING * m.wall.law.sinkLaw * P * P;
  for (let n = 0; n <= nx; n++) {
    let law = 0.0,
      limit = 0.0,
      length = 0.0,
      soft = 0.0,
      draw = 0.0,
      hold = 0.0;
    for (let i = n - 1; i <= n; i++) {
      if (i < 0 || i >= nx || contact.open[i] != 0) continue;
      // roughness bears the load on fewer spots, not on less lithium
      const touching = contact.pressed > 0 ? contact.area[i] / contact.pressed : 0.0;
      length += half;
      const yields = roomPerPressure(m, i);
      soft += half / (1.0 + m.wall.law.stiffness * yields);
      draw += half * yields * m.wall.law.pressure[i];
      limit += half * m.wall.law.room[i];
      hold += half * touching * m.p(Param.adhesion);
      if (m.wall.law.sinkLaw > 0) {
        const support = Math.min(1.0, touching / 0.05);
        law += (half * support) / Math.sqrt(m.wall.law.sink[i] * m.wall.law.sinkLaw);
      }
    }
    m.wall.law.nodeSink[n] = law;
    m.wall.law.nodeLength[n] = length;
    m.wall.law.nodeHold[n] = hold;
    m.wall.law.nodeSoft[n] = length > 0 ? soft / length : 1.0;
    m.wall.law.nodeDraw[n] = length > 0 ? draw / length : 0.0;
    m.wall.law.nodeLimit[n] = length > 0 ? (limit - draw) / length : 0.0;
  }
}

/** Makes the stop ten times softer, and with it the start of the root law, which is as steep where sinks hardly drain: up to a
 * speed that is small against those at which room is made. */
export function softenWall(m: Section): void {
  const law = m.wall.law;
  law.stiffness *= 0.1;
  let most = 0.0;
  for (let n = 0; n <= m.nx; n++) most = Math.max(most, Math.abs(law.nodeLimit[n]));
  law.slowest = Math.max(law.slowest, Math.min(10.0 * law.slowest, SLOW * most));
}

/** Change of the room of contact face i with its pressure [m/(s Pa)]: compressed lithium is less noble and strips faster. */
function roomPerPressure(m: Section, i: i32): f64 {
  if (m.p(Param.stressPotential) == 0) return 0.0;
  const v = m.wall.kinetics.stripVolume;
  if (isClamped(m.wall.law.pressure[i], m.lithium.platen.pressure, v)) return 0.0;
  return v * v * m.wall.kinetics.slope[i];
}

/** Stiffness of the stop on node n [N s/m2]. */
// @ts-ignore: decorator
@inline function stop(m: Section, n: i32): f64 {
  const law = m.wall.law;
  return law.stiffness * law.nodeLength[n] * law.nodeSoft[n];
}

/** Secant of the sink law on node n at the downward speed v [N s/m2]. */
// @ts-ignore: decorator
@inline function sinkSecant(m: Section, n: i32, v: f64): f64 {
  const law = m.wall.law;
  return v > 0 ? law.nodeSink[n] / Math.sqrt(v + law.slowest) : 0.0;
}

/** Speed below which the wall has to pull: that of stripping when no sinks make up for slower lithium. */
// @ts-ignore: decorator
@inline function releaseSpeed(m: Section, n: i32): f64 {
  const law = m.wall.law;
  return law.sinkLaw > 0 ? 0.0 : law.nodeLimit[n];
}

/** Secant of adhesion on node n, lagging `behind` the release speed [N s/m2]. */
// @ts-ignore: decorator
@inline function holdSecant(m: Section, n: i32, behind: f64): f64 {
  const law = m.wall.law;
  const hold = law.nodeHold[n];
  if (!(behind > 0 && hold > 0)) return 0.0;
  const give = law.sinkLaw > 0 ? V_HOLD : Math.max(V_HOLD, hold / (law.stiffness * law.nodeLength[n]));
  return hold / (give + behind);
}

/** Force of sinks and adhesion on node n at the downward speed v [N/m]. */
// @ts-ignore: decorator
@inline function lawForce(m: Section, n: i32, v: f64): f64 {
  const behind = releaseSpeed(m, n) - v;
  return sinkSecant(m, n, v) * v - holdSecant(m, n, behind) * behind;
}

/** Upward force of the wall on node n at its present speed [N/m]. */
export function wallForce(m: Section, n: i32): f64 {
  const law = m.wall.law;
  const v = -get(m.flow.uy, n);
  return lawForce(m, n, v) + stop(m, n) * Math.max(0, v - law.nodeLimit[n]);
}

/** Whether one wall node bears most of what the wall does. */
export function lopsided(m: Section): bool {
  let most = 0.0,
    sum = 0.0;
  for (let n = 0; n <= m.nx; n++) {
    const force = Math.max(0.0, wallForce(m, n));
    most = Math.max(most, force);
    sum += force;
  }
  return most > 0.5 * sum;
}

/** Moves the wall nodes by as much as their room has changed since the velocities were found, less the mean of it, which is
 * the whole body's: one node whose room shrinks must not lift the others off the wall. */
export function followRoom(m: Section): void {
  const law = m.wall.law;
  const before = m.state.kept<Nodes>(law.nodeLimit);
  let sum = 0.0,
    length = 0.0;
  for (let n = 0; n <= m.nx; n++) {
    sum += law.nodeLength[n] * (law.nodeLimit[n] - before[n]);
    length += law.nodeLength[n];
  }
  const mean = length > 0 ? sum / length : 0.0;
  for (let n = 0; n <= m.nx; n++) {
    if (law.nodeLength[n] == 0) continue;
    set(m.flow.uy, n, get(m.flow.uy, n) - (law.nodeLimit[n] - before[n] - mean));
  }
}

/** Shifts the lithium as a rigid body to the speed at which the wall carries the load of the platen: a start for the flow
 * solve that stays good when the current or the pressure jumps. */
export function balanceRigidly(m: Section): void {
  const law = m.wall.law;
  const flow = m.flow,
    top = get(flow.uy, m.nl * (m.nx + 1));
  let slow = Infinity,
    reach = 1e-12;
  for (let n = 0; n <= m.nx; n++) {
    if (law.nodeLength[n] == 0) continue;
    const v = -get(flow.uy, n);
    slow = Math.min(slow, Math.min(0.0, law.nodeLimit[n]) - v);
    reach = Math.max(reach, Math.abs(law.nodeLimit[n]));
  }
  if (slow == Infinity) return;
  let lo = slow,
    hi = slow + reach;
  while (shiftedForce(m, hi) < platenLoad(m, hi - top) + law.capillaryPull && hi < 1.0) {
    lo = hi;
    hi += reach;
    reach *= 2.0;
  }
  for (let k = 0; k < 60; k++) {
    const mid = 0.5 * (lo + hi);
    if (shiftedForce(m, mid) < platenLoad(m, mid - top) + law.capillaryPull) lo = mid;
    else hi = mid;
  }
  overRows(shiftRows, flow.uy, m.nx + 1, 0.5 * (lo + hi), m.nx, m.nl + 1);
}

function shiftRows(speeds: usize, row: usize, shift: f64, from: i32, to: i32): void {
  for (let n = from * <i32>row, end = to * <i32>row; n < end; n++) set(speeds, n, get(speeds, n) - shift);
}

function shiftedForce(m: Section, shift: f64): f64 {
  const law = m.wall.law;
  let sum = 0.0;
  for (let n = 0; n <= m.nx; n++) {
    const v = shift - get(m.flow.uy, n);
    sum += lawForce(m, n, v) + stop(m, n) * Math.max(0, v - law.nodeLimit[n]);
  }
  return sum;
}

/** Sets the springs of the wall at the present velocities [N s/m2], and adds its loads to flow.fy [N/m]. */
export function setWall(m: Section): void {
  const law = m.wall.law;
  const flow = m.flow;
  let active = 0;
  for (let n = 0; n <= m.nx; n++) {
    const limit = law.nodeLimit[n],
      v = -get(flow.uy, n),
      length = law.nodeLength[n];
    const release = releaseSpeed(m, n),
      hold = holdSecant(m, n, release - v);
    let spring = sinkSecant(m, n, v) + hold;
    if (hold > 0) set(flow.fy, n, get(flow.fy, n) - hold * release);
    if (length > 0 && v > limit) {
      spring += stop(m, n);
      set(flow.fy, n, get(flow.fy, n) - stop(m, n) * limit);
      active++;
    }
    set(flow.springY, n, spring);
  }
  m.put(Out.activeNodes, <f64>active);
}
