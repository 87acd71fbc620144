// Volume balance of the lithium bodies (D3): what the flanks plate opens them, what creeps out of the mouth is lost:
//   dV_g/dt = (Omega/F) I_g(p) - Q_g(p) - E_g,   V_g = sum_k C_gk p_k + c_g,   I_g linear in p (flank-current.ts)
// less what layers take up, E (layer-reaction.ts).
// Implicit Euler, so that pressures settle at their static value F eta / Omega whatever the step; Newton for the outflow.
// Groups without a unit: C from the closed form, no neighbours. At a given current the potential follows their pressures as
// a whole, by what keeps the sum of all currents (T conductances, S = sum of all T and that of the contact):
//   I_g = I_g(p0) + (Omega/F) T_g (R - (p_g - p0_g)) + units,   rise R = sum T_g (p_g - p0_g) / S   over groups without a unit
// A step is cut where the first tip reaches K = K_c.

import { slotFlow } from "./edge-crack";
import { driveOf } from "./kink-criterion";
import { facing } from "./flank-current";
import { Filaments, Group, Head, Branch, MAX_UNITS, NECK, Point, Tip, groupLength } from "./tree";
import { closedCompliance, closedLoad, loneCompliance } from "./stress-intensity";
import { fillAppetite, react, taken, takenSlope } from "./layer-reaction";
import { addressOf, Doubles } from "../memory/fields";

const PASSES: i32 = 60;
/** Passes after which Newton may swing over the limit of what creeps in; from there it goes half the way where it gains little. */
const PATIENCE: i32 = 10;
/** Change of the pressures a step may make, relative to the largest. */
const CHANGE: f64 = 0.02;
/** Unknowns of the dense system: units, and the rise R. */
const SIZE: i32 = MAX_UNITS + 1;
/** Pressure below which changes do not count [Pa]. */
const FLOOR: f64 = 1e5;
/** An advance is located to this share of K_c. */
const LOCATED: f64 = 1e-3;
/** Half width of a slot in mean widths of the body behind it, at most: one that is nearly empty lets out less and less. */
const THIN: f64 = 10.0;
/** Share of its lithium that a body may lose in a step, and mean width that does not count [m]. */
const DRAIN: f64 = 0.5;
const SKIN: f64 = 1e-10;
/** Drive at which a group gets a unit of its own. */
export const AWAKE: f64 = 0.5;
const STEPS: i32 = 20000;
/** Pressures may move by this share before the potential is solved anew, where it has no response to them. */
const LAG: f64 = 0.05;

/** Pressures of all groups from their volumes; after C, c are new. */
export function pressuresFromVolumes(f: Filaments): bool {
  clearDense(f);
  for (let s = 0; s < MAX_UNITS; s++) {
    const g = f.unitGroup[s];
    if (g < 0) continue;
    f.denseRight[s] = f.group(g, Group.volume) - f.openingLoad[s];
    for (let r = 0; r < MAX_UNITS; r++) {
      if (f.unitGroup[r] >= 0) f.dense[s * SIZE + r] = f.openings[s * MAX_UNITS + r];
    }
  }
  if (!solveDense(f)) return false;
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    if (f.group(g, Group.alive) == 0) continue;
    const s = f.groupUnit[g];
    const p = s >= 0 ? f.denseRight[s] : f.group(g, Group.volume) / closedCompliance(f, g) - closedLoad(f);
    f.setGroup(g, Group.pressure, p);
  }
  return true;
}

/** The identity, and zeros to the right of it. */
function clearDense(f: Filaments): void {
  memory.fill(addressOf(f.dense), 0, (<usize>(SIZE * SIZE)) << 3);
  memory.fill(addressOf(f.denseRight), 0, (<usize>SIZE) << 3);
  for (let s = 0; s < SIZE; s++) f.dense[s * SIZE + s] = 1.0;
}

/** Solves f.dense x = f.denseRight in place, with pivots; false when singular. */
function solveDense(f: Filaments): bool {
  const a = f.dense,
    b = f.denseRight,
    n = SIZE;
  for (let p = 0; p < n; p++) {
    let best = p;
    for (let r = p + 1; r < n; r++) if (Math.abs(a[r * n + p]) > Math.abs(a[best * n + p])) best = r;
    const d = a[best * n + p];
    if (!(Math.abs(d) > 0)) return false;
    for (let c = 0; c < n && best != p; c++) {
      const t = a[p * n + c];
      a[p * n + c] = a[best * n + c];
      a[best * n + c] = t;
    }
    const t = b[p];
    b[p] = b[best];
    b[best] = t;
    for (let r = p + 1; r < n; r++) {
      const e = a[r * n + p] / d;
      if (e == 0) continue;
      for (let c = p; c < n; c++) a[r * n + c] = a[r * n + c] - e * a[p * n + c];
      b[r] = b[r] - e * b[p];
    }
  }
  for (let p = n - 1; p >= 0; p--) {
    let sum = b[p];
    for (let c = p + 1; c < n; c++) sum -= a[p * n + c] * b[c];
    b[p] = sum / a[p * n + p];
  }
  return true;
}

/** Lithium that group g still has to give: when it is gone, its walls touch [m2]. */
// @ts-ignore: decorator
@inline function left(f: Filaments, g: i32): f64 {
  return Math.max(0.0, f.group(g, Group.volume) + f.group(g, Group.hollow));
}

/** Flow back to the electrode of group g at the pressure of the trial over dt [m2/s], with its slope in that pressure: through
 * half the mouth and half the opening, or less where the body is nearly empty. Inwards lithium creeps no further than the
 * electrode's pressure would open a lone crack of that length: pieces that nothing holds would take it in without end. */
function creepOut(f: Filaments, g: i32, dt: f64): void {
  const a = groupLength(f, g),
    p = f.trial[g],
    dp = p - f.pressure,
    volume = f.group(g, Group.volume);
  f.outflow[g] = 0.0;
  f.outflowSlope[g] = 0.0;
  if (f.group(g, Group.connected) == 0 || a == 0 || f.creepRate == 0) return;
  let w = 0.5 * (f.group(g, Group.mouth) + Math.max(0.0, volume) / a);
  if (dp > 0) w = Math.min(w, (THIN * left(f, g)) / a);
  const q = slotFlow(w, a, dp, f.creepRate, f.creepExponent);
  // what it holds in the end counts: stripping takes some out as it comes in
  const end = volume + dt * f.volumePerCharge * f.current[g];
  const room = dp < 0 ? Math.max(0.0, loneCompliance(f, g) * (f.pressure + closedLoad(f)) - end) / dt : Infinity;
  f.outflow[g] = Math.max(q, -room);
  if (q > -room && Math.abs(dp) > 1.0) f.outflowSlope[g] = (f.creepExponent * q) / dp;
  else if (room > 0 && room < Infinity) f.outflowSlope[g] = f.volumePerCharge * ownSlope(f, g);
}

/** Change of the current of group g with its own pressure [A/(m Pa)]. */
// @ts-ignore: decorator
@inline function ownSlope(f: Filaments, g: i32): f64 {
  const s = f.groupUnit[g];
  return s >= 0 ? f.response[g * MAX_UNITS + s] : -f.volumePerCharge * f.conductance[g];
}

/** Current of group g at the pressures in f.trial and their rise. */
function currentOf(f: Filaments, g: i32): f64 {
  const own = f.groupUnit[g] < 0 ? f.trial[g] - f.base[g] : 0.0;
  let sum = f.flank[g] + f.conductance[g] * f.volumePerCharge * (f.rise - own);
  for (let r = 0; r < MAX_UNITS; r++) {
    const k = f.unitGroup[r];
    if (k >= 0) sum += f.response[g * MAX_UNITS + r] * (f.trial[k] - f.base[k]);
  }
  return sum;
}

/** The rise at the pressures in f.trial; none at a held voltage. */
function follow(f: Filaments): void {
  f.rise = 0.0;
  for (let g = 0, n = f.count(Head.groups); g < n && f.given(); g++) {
    if (f.groupUnit[g] < 0) f.rise += (f.conductance[g] * (f.trial[g] - f.base[g])) / f.tie;
  }
}

// @ts-ignore: decorator
@inline function add(a: Doubles, i: i32, v: f64): void {
  a[i] = a[i] + v;
}

/** Volume of group g after dt at the current and outflow of the trial, without what layers take up. */
// @ts-ignore: decorator
@inline function whole(f: Filaments, g: i32, dt: f64): f64 {
  return f.group(g, Group.volume) + dt * (f.volumePerCharge * f.current[g] - f.outflow[g]);
}

/** Share of dt for which a change of current or outflow counts: layers take up part of it. */
// @ts-ignore: decorator
@inline function stays(f: Filaments, g: i32, dt: f64): f64 {
  return dt * (1.0 - takenSlope(f, g, whole(f, g, dt)));
}

/** Currents and outflows at the pressures in f.trial. */
function flows(f: Filaments, dt: f64): void {
  follow(f);
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    if (f.group(g, Group.alive) == 0) continue;
    f.current[g] = currentOf(f, g);
    creepOut(f, g, dt);
  }
}

/** Pressures after dt in f.trial, with the currents and outflows that lead there; false when there are none. */
function attempt(f: Filaments, dt: f64): bool {
  const groups = f.count(Head.groups),
    v = f.volumePerCharge;
  for (let g = 0; g < groups; g++) {
    f.trial[g] = f.group(g, Group.pressure);
    f.current[g] = 0.0;
    f.outflow[g] = 0.0;
  }
  fillAppetite(f, dt);
  const unit = dt * v * v,
    last = MAX_UNITS * SIZE + MAX_UNITS;
  let before = Infinity,
    part = 1.0;
  for (let pass = 0; pass < PASSES; pass++) {
    let change = 0.0,
      scale = FLOOR;
    flows(f, dt);
    clearDense(f);
    for (let s = 0; s < MAX_UNITS; s++) {
      const g = f.unitGroup[s];
      if (g < 0) continue;
      // what the start misses apart: pieces that hardly anything holds make C p huge, and its rounding must not change
      let rest = f.group(g, Group.volume) - f.openingLoad[s];
      let more = dt * (v * f.current[g] - f.outflow[g]) - taken(f, g, whole(f, g, dt));
      const time = stays(f, g, dt);
      for (let r = 0; r < MAX_UNITS; r++) {
        const k = f.unitGroup[r];
        if (k < 0) continue;
        const C = f.openings[s * MAX_UNITS + r];
        rest -= C * f.group(k, Group.pressure);
        more -= C * (f.trial[k] - f.group(k, Group.pressure));
        f.dense[s * SIZE + r] = C - time * v * f.response[g * MAX_UNITS + r];
      }
      add(f.dense, s * SIZE + s, time * f.outflowSlope[g]);
      f.dense[s * SIZE + MAX_UNITS] = -time * v * v * f.conductance[g];
      f.denseRight[s] = rest + more;
    }
    // groups without a unit, eliminated from the rise
    if (f.given()) f.dense[last] = unit * f.tie;
    for (let g = 0; g < groups; g++) {
      if (f.group(g, Group.alive) == 0 || f.groupUnit[g] >= 0) continue;
      const p = f.trial[g],
        T = f.conductance[g],
        C = closedCompliance(f, g),
        time = stays(f, g, dt);
      const rest = whole(f, g, dt) - taken(f, g, whole(f, g, dt)) - C * (p + closedLoad(f));
      const slope = C + time * (v * v * T + f.outflowSlope[g]),
        share = (unit * T) / slope;
      f.miss[g] = rest;
      f.missSlope[g] = slope;
      if (!f.given()) continue;
      add(f.denseRight, MAX_UNITS, share * rest);
      add(f.dense, last, -share * time * v * v * T);
      for (let r = 0; r < MAX_UNITS; r++) {
        add(f.dense, MAX_UNITS * SIZE + r, -share * time * v * f.response[g * MAX_UNITS + r]);
      }
    }
    if (!solveDense(f)) return false;
    for (let g = 0; g < groups; g++) {
      if (f.group(g, Group.alive) == 0) continue;
      const s = f.groupUnit[g],
        p = f.trial[g];
      let d = 0.0;
      if (s >= 0) d = f.denseRight[s];
      else {
        let more = v * f.conductance[g] * f.denseRight[MAX_UNITS];
        for (let r = 0; r < MAX_UNITS; r++) more += f.response[g * MAX_UNITS + r] * f.denseRight[r];
        d = (f.miss[g] + stays(f, g, dt) * v * more) / f.missSlope[g];
      }
      f.trial[g] = p + part * d;
      change = Math.max(change, Math.abs(d));
      scale = Math.max(scale, Math.abs(p + d));
    }
    if (!(change < 1e300)) return false;
    part = pass > PATIENCE && change > 0.5 * before ? 0.5 : 1.0;
    before = change;
    if (change > 1e-10 * scale) continue;
    // what is booked belongs to these pressures, so that the currents add up
    flows(f, dt);
    return true;
  }
  return false;
}

/** Largest ratio K / K_c over the live tips at the pressures p; the tip in f.eventTip, -1 for none. */
function worst(f: Filaments, p: Doubles): f64 {
  let top = 0.0;
  f.eventTip = -1;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (f.line(q, Branch.state) != Tip.alive) continue;
    const r = driveOf(f, q, p);
    if (r > top) {
      top = r;
      f.eventTip = q;
    }
  }
  f.eventRatio = top;
  return top;
}

/** Whether the potential is too old for the groups without a unit, whose currents do not know how it follows them. */
function stale(f: Filaments): bool {
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    if (f.conductance[g] == 0 || f.groupUnit[g] >= 0) continue;
    const p = f.group(g, Group.pressure),
      base = f.base[g];
    if (Math.abs(p - base) > LAG * Math.max(10.0 * FLOOR, Math.max(Math.abs(p), Math.abs(base)))) return true;
  }
  return false;
}

/** Whether a group without a unit has come so far that it deserves one. */
function awakens(f: Filaments): bool {
  let free = false;
  for (let s = 0; s < MAX_UNITS; s++) if (f.unitGroup[s] < 0) free = true;
  if (!free) return false;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (f.line(q, Branch.state) != Tip.alive || f.groupUnit[<i32>f.line(q, Branch.group)] >= 0) continue;
    if (driveOf(f, q, f.trial) > AWAKE) return true;
  }
  return false;
}

/** Column of the mouth through which group g hangs on the electrode, or -1. */
export function mouthOf(f: Filaments, g: i32): i32 {
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    const root = <i32>f.line(q, Branch.root);
    if (<i32>f.line(q, Branch.group) != g || f.line(q, Branch.parent) >= 0 || f.point(root, Point.y) > 0) continue;
    const i = max(0, min(f.nx - 1, <i32>Math.floor(f.point(root, Point.x) / f.h)));
    if (f.topMetal[i] != 0) return i;
  }
  return -1;
}

/** Whether the neck of group g is closed: thinner than NECK, or a flaw with less than half of what it had. */
function necked(f: Filaments, g: i32): bool {
  let grown = false;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (<i32>f.line(q, Branch.group) == g && f.line(q, Branch.grown) > 0) grown = true;
  }
  return f.group(g, Group.volume) <= (grown ? NECK * groupLength(f, g) : 0.5 * Math.max(0.0, f.group(g, Group.first)));
}

/** Lets go of groups that lose lithium and whose neck has closed; what is left in them is dead lithium. True when one was. */
function disconnect(f: Filaments): bool {
  let any = false;
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    if (f.group(g, Group.connected) == 0 || !(f.current[g] < 0) || !necked(f, g)) continue;
    f.setGroup(g, Group.connected, 0.0);
    any = true;
  }
  return any;
}

/** Groups that hang on the electrode: through contact at a mouth, by a neck that is open or that plating would open. */
export function connect(f: Filaments): void {
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    const i = f.group(g, Group.alive) != 0 ? mouthOf(f, g) : -1;
    let on = i >= 0;
    if (on && necked(f, g)) {
      const above = facing(f, changetype<Doubles>(f.ion.u), i) - f.metal;
      on = f.volumePerCharge * (f.group(g, Group.pressure) - f.pressure) <= above;
    }
    f.setGroup(g, Group.connected, on ? 1.0 : 0.0);
  }
}

/** Takes the attempted step over. */
function accept(f: Filaments, dt: f64): void {
  const v = f.volumePerCharge;
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    if (f.group(g, Group.alive) == 0) continue;
    const s = f.groupUnit[g],
      I = f.current[g],
      Q = f.outflow[g],
      p = f.trial[g];
    const T = f.group(g, Group.volume) + dt * (v * I - Q),
      eaten = taken(f, g, T);
    f.setGroup(g, Group.volume, T - eaten);
    react(f, g, dt, eaten);
    f.setGroup(g, Group.charge, f.group(g, Group.charge) + dt * I);
    f.setGroup(g, Group.extruded, f.group(g, Group.extruded) + dt * Q);
    f.setGroup(g, Group.pressure, p);
    if (Q != 0) {
      const i = mouthOf(f, g);
      if (i >= 0) f.returned[i] = f.returned[i] + dt * Q;
    }
    if (s >= 0) add(f.lean, s, dt * (p - f.base[g]));
  }
  add(f.lean, MAX_UNITS, dt * f.rise);
}

/** Whether a body would lose more than DRAIN of its lithium over dt. */
function drains(f: Filaments, dt: f64): bool {
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    const loss = f.outflow[g] - f.volumePerCharge * f.current[g];
    if (loss > 0 && dt * loss > DRAIN * Math.max(left(f, g), SKIN * groupLength(f, g))) return true;
  }
  return false;
}

/** Advances volumes and pressures until a tip can advance (f.eventTip >= 0), a group needs a unit (f.dirty), the
 * potential is too old, or `room` is over.
 * Returns the time it took [s], -1 when the balance has no solution. */
export function integrate(f: Filaments, room: f64): f64 {
  const groups = f.count(Head.groups);
  for (let g = 0; g < groups; g++) f.trial[g] = f.group(g, Group.pressure);
  let before = worst(f, f.trial),
    time = 0.0,
    dt = f.lastStep > 0 ? f.lastStep : 1e-3;
  if (before >= 1.0) return 0.0;
  for (let k = 0; k < STEPS && time < room; k++) {
    dt = Math.min(dt, room - time);
    if (!attempt(f, dt)) {
      dt *= 0.25;
      if (dt < 1e-12) return -1.0;
      continue;
    }
    let change = 0.0,
      scale = FLOOR;
    for (let g = 0; g < groups; g++) {
      const p = f.group(g, Group.pressure),
        now = f.trial[g];
      change = Math.max(change, Math.abs(now - p));
      scale = Math.max(scale, Math.max(Math.abs(p), Math.abs(now)));
    }
    if (change > 2.0 * CHANGE * scale || drains(f, dt)) {
      dt *= 0.5;
      continue;
    }
    let after = worst(f, f.trial);
    const next = dt * Math.min(2.0, change > 0 ? (CHANGE * scale) / change : 2.0);
    if (after > 1.0 + LOCATED) {
      dt = locate(f, dt, before, after);
      after = f.eventRatio;
    }
    accept(f, dt);
    time += dt;
    before = after;
    if (after >= 1.0) return time;
    f.lastStep = next;
    dt = next;
    f.eventTip = -1;
    if (awakens(f)) f.dirty = true;
    const cut = disconnect(f);
    if (f.dirty || cut || stale(f)) return time;
  }
  f.eventTip = -1;
  return time;
}

/** Shortens the step so that it ends with the largest ratio in [1, 1 + LOCATED]. */
function locate(f: Filaments, dt: f64, before: f64, after: f64): f64 {
  let low = 0.0,
    high = dt,
    rLow = before,
    rHigh = after,
    at = dt;
  for (let k = 0; k < 60; k++) {
    const guess = low + ((1.0 + 0.5 * LOCATED - rLow) / (rHigh - rLow)) * (high - low);
    at = Math.min(high - 0.02 * (high - low), Math.max(low + 0.02 * (high - low), guess));
    if (!attempt(f, at)) at = high;
    const r = worst(f, f.trial);
    if (r >= 1.0 && r <= 1.0 + LOCATED) return at;
    if (r > 1.0) {
      high = at;
      rHigh = r;
    } else {
      low = at;
      rLow = r;
    }
    if (high - low < 1e-13 * dt) break;
  }
  // The ratio jumps here: end just behind the jump.
  attempt(f, high);
  worst(f, f.trial);
  return high;
}
