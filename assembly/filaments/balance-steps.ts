// Steps of the lithium balance up to the next event, eq. (10.11): a step is cut where the first tip reaches K = K_c. It ends
// early where a body is to be resolved, a neck closes, or pressures have moved the potential that currents were computed with.

import { toughnessRatio } from "./kink-criterion";
import { bookReaction, reactedVolume } from "./layer-reaction";
import { Doubles } from "../memory/fields";
import { MAX_RESOLVED } from "./resolved-bodies";
import { Body, Head, Branch, Tip } from "./columns";
import { disconnectBodies, mouthColumn } from "./connections";
import { LithiumBalance, newtonStep, MIN_PRESSURE_SCALE, remainingLithium, trialVolume } from "./lithium-balance";

/** Largest change of a pressure in a step, over the largest pressure; steps shorter than this share of the time asked for need not
 * follow it: what settles faster, lithium that creeps out of a wide mouth, ends where implicit Euler puts it. */
const MAX_PRESSURE_CHANGE: f64 = 0.02;
const SETTLED_SHARE: f64 = 1e-6;
/** Accuracy of K / K_c = 1 at which a tip advances. */
const EVENT_TOLERANCE: f64 = 1e-3;
/** Largest share of its lithium that a body may lose in a step, and mean width that is not counted [m]. */
const MAX_LOSS_SHARE: f64 = 0.5;
const MIN_BODY_WIDTH: f64 = 1e-10;
/** K / K_c at which a body is to be resolved. */
export const RESOLVE_RATIO: f64 = 0.5;
const MAX_STEPS: i32 = 20000;
/** Share by which pressures of bodies that are not resolved may change before the potential is solved anew. */
const MAX_PRESSURE_LAG: f64 = 0.05;

/** Largest ratio K / K_c over the live tips at the pressures p; the tip is left in balance.eventTip, -1 for none. */
function criticalTip(balance: LithiumBalance, p: Doubles): f64 {
  const tree = balance.tree;
  let top = 0.0;
  balance.eventTip = -1;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (tree.branch(q, Branch.state) != Tip.alive) continue;
    const r = toughnessRatio(balance.criterion, q, p);
    if (r > top) {
      top = r;
      balance.eventTip = q;
    }
  }
  balance.eventRatio = top;
  return top;
}

/** Whether pressures of bodies that are not resolved have changed so much that the potential is to be solved anew. */
function potentialOutdated(balance: LithiumBalance): bool {
  const tree = balance.tree,
    flanks = balance.flanks;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    if (flanks.conductance[g] == 0 || balance.resolved.slot[g] >= 0) continue;
    const p = tree.body(g, Body.pressure),
      base = flanks.solvedPressure[g];
    if (
      Math.abs(p - base) >
      MAX_PRESSURE_LAG * Math.max(10.0 * MIN_PRESSURE_SCALE, Math.max(Math.abs(p), Math.abs(base)))
    )
      return true;
  }
  return false;
}

/** Whether a body that is not resolved has come so close to its start that it is to be. */
function needsResolution(balance: LithiumBalance): bool {
  const resolved = balance.resolved,
    tree = balance.tree;
  let free = false;
  for (let s = 0; s < MAX_RESOLVED; s++) if (resolved.body[s] < 0) free = true;
  if (!free) return false;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (tree.branch(q, Branch.state) != Tip.alive || resolved.slot[<i32>tree.branch(q, Branch.body)] >= 0) continue;
    if (toughnessRatio(balance.criterion, q, balance.trialPressure) > RESOLVE_RATIO) return true;
  }
  return false;
}

/** Takes the step of the iteration over into the tree. */
function acceptStep(balance: LithiumBalance, dt: f64): void {
  const tree = balance.tree,
    flanks = balance.flanks;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    if (tree.body(g, Body.alive) == 0) continue;
    const s = balance.resolved.slot[g],
      I = balance.current[g],
      Q = balance.outflow[g],
      p = balance.trialPressure[g];
    const T = trialVolume(balance, g, dt),
      eaten = reactedVolume(balance.reaction, g, T);
    tree.setBody(g, Body.volume, T - eaten);
    bookReaction(balance.reaction, g, dt, eaten);
    tree.setBody(g, Body.plated, tree.body(g, Body.plated) - dt * I);
    tree.setBody(g, Body.extruded, tree.body(g, Body.extruded) + dt * Q);
    tree.setBody(g, Body.pressure, p);
    if (Q != 0) {
      const i = mouthColumn(balance, g);
      if (i >= 0) balance.returned[i] += dt * Q;
    }
    if (s >= 0) flanks.influence.impulse[s] += dt * (p - flanks.solvedPressure[g]);
  }
  flanks.influence.impulse[MAX_RESOLVED] += dt * balance.commonShift;
}

/** Whether a body would lose more than MAX_LOSS_SHARE of its lithium over dt. */
function losesTooMuch(balance: LithiumBalance, dt: f64): bool {
  const tree = balance.tree;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) {
    const loss = balance.outflow[g] + balance.conditions.volumePerCharge * balance.current[g];
    if (
      loss > 0 &&
      dt * loss > MAX_LOSS_SHARE * Math.max(remainingLithium(balance, g), MIN_BODY_WIDTH * balance.reaction.length[g])
    )
      return true;
  }
  return false;
}

/** Time [s] over which volumes and pressures have been advanced: until a tip advances (balance.eventTip >= 0), a body is to be
 * resolved (tree.dirty), the potential is to be solved anew, or `room` is over; -1 when the balance has no solution. */
export function integrateToEvent(balance: LithiumBalance, room: f64): f64 {
  const tree = balance.tree;
  const bodies = tree.count(Head.bodies);
  for (let g = 0; g < bodies; g++) balance.trialPressure[g] = tree.body(g, Body.pressure);
  let before = criticalTip(balance, balance.trialPressure),
    time = 0.0,
    dt = balance.lastStep > 0 ? balance.lastStep : 1e-3;
  if (before >= 1.0) return 0.0;
  for (let k = 0; k < MAX_STEPS && time < room; k++) {
    dt = Math.min(dt, room - time);
    if (!newtonStep(balance, dt)) {
      dt *= 0.25;
      if (dt < 1e-12) return -1.0;
      continue;
    }
    let change = 0.0,
      scale = MIN_PRESSURE_SCALE;
    for (let g = 0; g < bodies; g++) {
      const p = tree.body(g, Body.pressure),
        now = balance.trialPressure[g];
      change = Math.max(change, Math.abs(now - p));
      scale = Math.max(scale, Math.max(Math.abs(p), Math.abs(now)));
    }
    const isRough = dt > SETTLED_SHARE * room && change > 2.0 * MAX_PRESSURE_CHANGE * scale;
    if (isRough || losesTooMuch(balance, dt)) {
      dt *= 0.5;
      continue;
    }
    let after = criticalTip(balance, balance.trialPressure);
    const next = dt * Math.min(2.0, change > 0 ? (MAX_PRESSURE_CHANGE * scale) / change : 2.0);
    if (after > 1.0 + EVENT_TOLERANCE) {
      dt = locateEvent(balance, dt, before, after);
      after = balance.eventRatio;
    }
    acceptStep(balance, dt);
    time += dt;
    before = after;
    if (after >= 1.0) return time;
    balance.lastStep = next;
    dt = next;
    balance.eventTip = -1;
    if (needsResolution(balance)) tree.dirty = true;
    const cut = disconnectBodies(balance);
    if (tree.dirty || cut || potentialOutdated(balance)) return time;
  }
  balance.eventTip = -1;
  return time;
}

/** Length of the step that ends with the largest K / K_c in [1, 1 + EVENT_TOLERANCE] [s]. */
function locateEvent(balance: LithiumBalance, dt: f64, before: f64, after: f64): f64 {
  let low = 0.0,
    high = dt,
    rLow = before,
    rHigh = after,
    at = dt;
  for (let k = 0; k < 60; k++) {
    const guess = low + ((1.0 + 0.5 * EVENT_TOLERANCE - rLow) / (rHigh - rLow)) * (high - low);
    at = Math.min(high - 0.02 * (high - low), Math.max(low + 0.02 * (high - low), guess));
    if (!newtonStep(balance, at)) at = high;
    const r = criticalTip(balance, balance.trialPressure);
    if (r >= 1.0 && r <= 1.0 + EVENT_TOLERANCE) return at;
    if (r > 1.0) {
      high = at;
      rHigh = r;
    } else {
      low = at;
      rLow = r;
    }
    if (high - low < 1e-13 * dt) break;
  }
  // The ratio jumps here: the step ends just behind the jump.
  newtonStep(balance, high);
  criticalTip(balance, balance.trialPressure);
  return high;
}
