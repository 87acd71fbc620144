// Volume balance of the lithium bodies (D3): what the flanks plate opens them, what creeps out of the mouth is lost:
//   dV_g/dt = (Omega/F) I_g(p) - Q_g(p) - E_g,   V_g = sum_k C_gk p_k + c_g,   I_g linear in p (flank-current.ts)
// less what layers take up, E (layer-reaction.ts).
// Implicit Euler, so that pressures settle at their static value F eta / Omega whatever the step; Newton for the outflow.
// Groups without a unit: C from the closed form, no neighbours. At a given current the potential follows their pressures as
// a whole, by what keeps the sum of all currents (T conductances, S = sum of all T and that of the contact):
//   I_g = I_g(p0) + (Omega/F) T_g (R - (p_g - p0_g)) + units,   rise R = sum T_g (p_g - p0_g) / S   over groups without a unit
// A step is cut where the first tip reaches K = K_c.

import { geti, get, set } from "../memory/arena";
import { slotFlow } from "./edge-crack";
import { driveOf } from "./kink-criterion";
import { facing } from "./flank-current";
import { Filaments, Group, Head, Line, MAX_UNITS, NECK, Point, Tip, groupLength } from "./tree";
import { closedCompliance, closedLoad, loneCompliance } from "./stress-intensity";
import { fillAppetite, react, taken, takenSlope } from "./layer-reaction";

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
    const g = geti(f.unitGroup, s);
    if (g < 0) continue;
    set(f.denseRight, s, f.group(g, Group.volume) - get(f.openingLoad, s));
    for (let r = 0; r < MAX_UNITS; r++) {
      if (geti(f.unitGroup, r) >= 0) set(f.dense, s * SIZE + r, get(f.openings, s * MAX_UNITS + r));
    }
  }
  if (!solveDense(f)) return false;
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    if (f.group(g, Group.alive) == 0) continue;
    const s = geti(f.groupUnit, g);
    const p = s >= 0 ? get(f.denseRight, s) : f.group(g, Group.volume) / closedCompliance(f, g) - closedLoad(f);
    f.setGroup(g, Group.pressure, p);
  }
  return true;
}

/** The identity, and zeros to the right of it. */
function clearDense(f: Filaments): void {
  memory.fill(f.dense, 0, (<usize>(SIZE * SIZE)) << 3);
  memory.fill(f.denseRight, 0, (<usize>SIZE) << 3);
  for (let s = 0; s < SIZE; s++) set(f.dense, s * SIZE + s, 1.0);
}

/** Solves f.dense x = f.denseRight in place, with pivots; false when singular. */
function solveDense(f: Filaments): bool {
  const a = f.dense,
    b = f.denseRight,
    n = SIZE;
  for (let p = 0; p < n; p++) {
    let best = p;
    for (let r = p + 1; r < n; r++) if (Math.abs(get(a, r * n + p)) > Math.abs(get(a, best * n + p))) best = r;
    const d = get(a, best * n + p);
    if (!(Math.abs(d) > 0)) return false;
    for (let c = 0; c < n && best != p; c++) {
      const t = get(a, p * n + c);
      set(a, p * n + c, get(a, best * n + c));
      set(a, best * n + c, t);
    }
    const t = get(b, p);
    set(b, p, get(b, best));
    set(b, best, t);
    for (let r = p + 1; r < n; r++) {
      const e = get(a, r * n + p) / d;
      if (e == 0) continue;
      for (let c = p; c < n; c++) set(a, r * n + c, get(a, r * n + c) - e * get(a, p * n + c));
      set(b, r, get(b, r) - e * get(b, p));
    }
  }
  for (let p = n - 1; p >= 0; p--) {
    let sum = get(b, p);
    for (let c = p + 1; c < n; c++) sum -= get(a, p * n + c) * get(b, c);
    set(b, p, sum / get(a, p * n + p));
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
    p = get(f.trial, g),
    dp = p - f.pressure,
    volume = f.group(g, Group.volume);
  set(f.outflow, g, 0.0);
  set(f.outflowSlope, g, 0.0);
  if (f.group(g, Group.connected) == 0 || a == 0 || f.creepRate == 0) return;
  let w = 0.5 * (f.group(g, Group.mouth) + Math.max(0.0, volume) / a);
  if (dp > 0) w = Math.min(w, (THIN * left(f, g)) / a);
  const q = slotFlow(w, a, dp, f.creepRate, f.creepExponent);
  // what it holds in the end counts: stripping takes some out as it comes in
  const end = volume + dt * f.volumePerCharge * get(f.current, g);
  const room = dp < 0 ? Math.max(0.0, loneCompliance(f, g) * (f.pressure + closedLoad(f)) - end) / dt : Infinity;
  set(f.outflow, g, Math.max(q, -room));
  if (q > -room && Math.abs(dp) > 1.0) set(f.outflowSlope, g, (f.creepExponent * q) / dp);
  else if (room > 0 && room < Infinity) set(f.outflowSlope, g, f.volumePerCharge * ownSlope(f, g));
}

/** Change of the current of group g with its own pressure [A/(m Pa)]. */
// @ts-ignore: decorator
@inline function ownSlope(f: Filaments, g: i32): f64 {
  const s = geti(f.groupUnit, g);
  return s >= 0 ? get(f.response, g * MAX_UNITS + s) : -f.volumePerCharge * get(f.conductance, g);
}

/** Current of group g at the pressures in f.trial and their rise. */
function currentOf(f: Filaments, g: i32): f64 {
  const own = geti(f.groupUnit, g) < 0 ? get(f.trial, g) - get(f.base, g) : 0.0;
  let sum = get(f.flank, g) + get(f.conductance, g) * f.volumePerCharge * (f.rise - own);
  for (let r = 0; r < MAX_UNITS; r++) {
    const k = geti(f.unitGroup, r);
    if (k >= 0) sum += get(f.response, g * MAX_UNITS + r) * (get(f.trial, k) - get(f.base, k));
  }
  return sum;
}

/** The rise at the pressures in f.trial; none at a held voltage. */
function follow(f: Filaments): void {
  f.rise = 0.0;
  for (let g = 0, n = f.count(Head.groups); g < n && f.given(); g++) {
    if (geti(f.groupUnit, g) < 0) f.rise += (get(f.conductance, g) * (get(f.trial, g) - get(f.base, g))) / f.tie;
  }
}

// @ts-ignore: decorator
@inline function add(a: usize, i: i32, v: f64): void {
  set(a, i, get(a, i) + v);
}

/** Volume of group g after dt at the current and outflow of the trial, without what layers take up. */
// @ts-ignore: decorator
@inline function whole(f: Filaments, g: i32, dt: f64): f64 {
  return f.group(g, Group.volume) + dt * (f.volumePerCharge * get(f.current, g) - get(f.outflow, g));
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
    set(f.current, g, currentOf(f, g));
    creepOut(f, g, dt);
  }
}

/** Pressures after dt in f.trial, with the currents and outflows that lead there; false when there are none. */
function attempt(f: Filaments, dt: f64): bool {
  const groups = f.count(Head.groups),
    v = f.volumePerCharge;
  for (let g = 0; g < groups; g++) {
    set(f.trial, g, f.group(g, Group.pressure));
    set(f.current, g, 0.0);
    set(f.outflow, g, 0.0);
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
      const g = geti(f.unitGroup, s);
      if (g < 0) continue;
      // what the start misses apart: pieces that hardly anything holds make C p huge, and its rounding must not change
      let rest = f.group(g, Group.volume) - get(f.openingLoad, s);
      let more = dt * (v * get(f.current, g) - get(f.outflow, g)) - taken(f, g, whole(f, g, dt));
      const time = stays(f, g, dt);
      for (let r = 0; r < MAX_UNITS; r++) {
        const k = geti(f.unitGroup, r);
        if (k < 0) continue;
        const C = get(f.openings, s * MAX_UNITS + r);
        rest -= C * f.group(k, Group.pressure);
        more -= C * (get(f.trial, k) - f.group(k, Group.pressure));
        set(f.dense, s * SIZE + r, C - time * v * get(f.response, g * MAX_UNITS + r));
      }
      add(f.dense, s * SIZE + s, time * get(f.outflowSlope, g));
      set(f.dense, s * SIZE + MAX_UNITS, -time * v * v * get(f.conductance, g));
      set(f.denseRight, s, rest + more);
    }
    // groups without a unit, eliminated from the rise
    if (f.given()) set(f.dense, last, unit * f.tie);
    for (let g = 0; g < groups; g++) {
      if (f.group(g, Group.alive) == 0 || geti(f.groupUnit, g) >= 0) continue;
      const p = get(f.trial, g),
        T = get(f.conductance, g),
        C = closedCompliance(f, g),
        time = stays(f, g, dt);
      const rest = whole(f, g, dt) - taken(f, g, whole(f, g, dt)) - C * (p + closedLoad(f));
      const slope = C + time * (v * v * T + get(f.outflowSlope, g)),
        share = (unit * T) / slope;
      set(f.miss, g, rest);
      set(f.missSlope, g, slope);
      if (!f.given()) continue;
      add(f.denseRight, MAX_UNITS, share * rest);
      add(f.dense, last, -share * time * v * v * T);
      for (let r = 0; r < MAX_UNITS; r++) {
        add(f.dense, MAX_UNITS * SIZE + r, -share * time * v * get(f.response, g * MAX_UNITS + r));
      }
    }
    if (!solveDense(f)) return false;
    for (let g = 0; g < groups; g++) {
      if (f.group(g, Group.alive) == 0) continue;
      const s = geti(f.groupUnit, g),
        p = get(f.trial, g);
      let d = 0.0;
      if (s >= 0) d = get(f.denseRight, s);
      else {
        let more = v * get(f.conductance, g) * get(f.denseRight, MAX_UNITS);
        for (let r = 0; r < MAX_UNITS; r++) more += get(f.response, g * MAX_UNITS + r) * get(f.denseRight, r);
        d = (get(f.miss, g) + stays(f, g, dt) * v * more) / get(f.missSlope, g);
      }
      set(f.trial, g, p + part * d);
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
function worst(f: Filaments, p: usize): f64 {
  let top = 0.0;
  f.eventTip = -1;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (f.line(q, Line.state) != Tip.alive) continue;
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
    if (get(f.conductance, g) == 0 || geti(f.groupUnit, g) >= 0) continue;
    const p = f.group(g, Group.pressure),
      base = get(f.base, g);
    if (Math.abs(p - base) > LAG * Math.max(10.0 * FLOOR, Math.max(Math.abs(p), Math.abs(base)))) return true;
  }
  return false;
}

/** Whether a group without a unit has come so far that it deserves one. */
function awakens(f: Filaments): bool {
  let free = false;
  for (let s = 0; s < MAX_UNITS; s++) if (geti(f.unitGroup, s) < 0) free = true;
  if (!free) return false;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (f.line(q, Line.state) != Tip.alive || geti(f.groupUnit, <i32>f.line(q, Line.group)) >= 0) continue;
    if (driveOf(f, q, f.trial) > AWAKE) return true;
  }
  return false;
}

/** Column of the mouth through which group g hangs on the electrode, or -1. */
export function mouthOf(f: Filaments, g: i32): i32 {
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    const root = <i32>f.line(q, Line.root);
    if (<i32>f.line(q, Line.group) != g || f.line(q, Line.parent) >= 0 || f.point(root, Point.y) > 0) continue;
    const i = max(0, min(f.nx - 1, <i32>Math.floor(f.point(root, Point.x) / f.h)));
    if (get(f.topMetal, i) != 0) return i;
  }
  return -1;
}

/** Whether the neck of group g is closed: thinner than NECK, or a flaw with less than half of what it had. */
function necked(f: Filaments, g: i32): bool {
  let grown = false;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (<i32>f.line(q, Line.group) == g && f.line(q, Line.grown) > 0) grown = true;
  }
  return f.group(g, Group.volume) <= (grown ? NECK * groupLength(f, g) : 0.5 * Math.max(0.0, f.group(g, Group.first)));
}

/** Lets go of groups that lose lithium and whose neck has closed; what is left in them is dead lithium. True when one was. */
function disconnect(f: Filaments): bool {
  let any = false;
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    if (f.group(g, Group.connected) == 0 || !(get(f.current, g) < 0) || !necked(f, g)) continue;
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
      const above = facing(f, f.ion.u, i) - f.metal;
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
    const s = geti(f.groupUnit, g),
      I = get(f.current, g),
      Q = get(f.outflow, g),
      p = get(f.trial, g);
    const T = f.group(g, Group.volume) + dt * (v * I - Q),
      eaten = taken(f, g, T);
    f.setGroup(g, Group.volume, T - eaten);
    react(f, g, dt, eaten);
    f.setGroup(g, Group.charge, f.group(g, Group.charge) + dt * I);
    f.setGroup(g, Group.extruded, f.group(g, Group.extruded) + dt * Q);
    f.setGroup(g, Group.pressure, p);
    if (Q != 0) {
      const i = mouthOf(f, g);
      if (i >= 0) set(f.returned, i, get(f.returned, i) + dt * Q);
    }
    if (s >= 0) add(f.lean, s, dt * (p - get(f.base, g)));
  }
  add(f.lean, MAX_UNITS, dt * f.rise);
}

/** Whether a body would lose more than DRAIN of its lithium over dt. */
function drains(f: Filaments, dt: f64): bool {
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    const loss = get(f.outflow, g) - f.volumePerCharge * get(f.current, g);
    if (loss > 0 && dt * loss > DRAIN * Math.max(left(f, g), SKIN * groupLength(f, g))) return true;
  }
  return false;
}

/** Advances volumes and pressures until a tip can advance (f.eventTip >= 0), a group needs a unit (f.dirty), the
 * potential is too old, or `room` is over.
 * Returns the time it took [s], -1 when the balance has no solution. */
export function integrate(f: Filaments, room: f64): f64 {
  const groups = f.count(Head.groups);
  for (let g = 0; g < groups; g++) set(f.trial, g, f.group(g, Group.pressure));
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
        now = get(f.trial, g);
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
