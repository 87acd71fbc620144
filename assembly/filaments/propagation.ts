// Growth (section 2 of the scheme): integrate the balance to the next tip with K = K_c, add a segment there, look at what
// it has run into, solve anew, until the time is over.
//   another lithium body -> one body;   the interface -> the tip dies;   a mirror side -> it turns along it;
//   its own body -> the tip dies;   the counter side -> short;   a second direction as good -> a branch;
//   an empty flaw -> it belongs to the body, which goes on from both its ends.

import { AWAKE, connect, integrate, pressuresFromVolumes } from "./lithium-balance";
import { bestDirection, driveOf, fillAngles, heading, lookAhead, secondDirection, sideMargin } from "./kink-criterion";
import { keepConductances, solveFeed, solveResponses } from "./flank-current";
import {
  Filaments,
  Group,
  Head,
  Branch,
  MAX_UNITS,
  Point,
  Tip,
  addFilament,
  addGroup,
  addPoint,
  extend,
  merge,
} from "./tree";
import { startPressure, tipSpeed } from "./edge-crack";
import { closedCompliance, closedLoad, fitIntensities } from "./stress-intensity";
import { Flaw, flaw } from "../electrolyte/fracture-properties";
import { keepElastic, opens, solveOpenings } from "./crack-opening";
import { cellsOf, rasterise, tipCell } from "./raster";
import { joins } from "./short";
import { addressOf } from "../memory/fields";

const RECENT: i32 = 3;
/** Cells that infiltration keeps from other bodies. */
const CLOSE: i32 = 2;
/** A group keeps its unit until another is this much closer to its start. */
const INERTIA: f64 = 0.1;

/** Filaments of the flaws: those open to the interface filled and at the pressure of the electrode, those inside empty. */
export function startFilaments(f: Filaments): void {
  memory.fill(f.state, 0, f.stateSize);
  f.head[Head.shorted] = -1.0;
  f.head[Head.started] = -1.0;
  f.head[Head.bridged] = -Infinity;
  fillAngles(f);
  keepConductances(f);
  keepElastic(f);
  for (let s = 0; s < MAX_UNITS; s++) f.unitGroup[s] = -1;
  f.lastStep = 0.0;
  f.eventTip = -1;
  for (let k = 0; k < f.material.flawCount; k++) {
    const x = flaw(f.material, k, Flaw.mouth),
      a = flaw(f.material, k, Flaw.length),
      t = flaw(f.material, k, Flaw.tilt);
    const depth = flaw(f.material, k, Flaw.depth),
      end = depth + a * Math.cos(t);
    // Cut off by the resolved depth, a flaw inside is left out.
    if (depth > 0 && end > (<f64>f.ns - 1.0) * f.h) continue;
    const g = addGroup(f, flaw(f.material, k, Flaw.width));
    if (g < 0) break;
    const root = addPoint(f, x, depth, -1),
      q = addFilament(f, g, -1, root, 0.0);
    extend(f, q, inside(f, x + a * Math.sin(t), x), end);
    if (depth > 0) {
      f.setGroup(g, Group.alive, 0.0);
      f.setLine(q, Branch.state, Tip.empty);
      continue;
    }
    const volume = closedCompliance(f, g) * (f.pressure + closedLoad(f));
    f.setGroup(g, Group.hollow, 0.5 * f.group(g, Group.mouth) * a);
    f.setGroup(g, Group.first, volume);
    f.setGroup(g, Group.volume, volume);
    f.setGroup(g, Group.pressure, f.pressure);
  }
  f.dirty = true;
}

/** x kept off the mirror sides, for a path that comes from x0. */
function inside(f: Filaments, x: f64, x0: f64): f64 {
  const width = <f64>f.nx * f.h,
    least = 0.5 * f.h,
    off = sideMargin(f);
  return Math.max(Math.max(least, Math.min(off, x0)), Math.min(Math.min(width - least, Math.max(width - off, x0)), x));
}

/** Gives units to the groups closest to their start, those that have grown first. */
function chooseUnits(f: Filaments): void {
  const groups = f.count(Head.groups);
  for (let g = 0; g < groups; g++) {
    f.trial[g] = f.group(g, Group.pressure);
    f.current[g] = -1.0;
  }
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    const g = <i32>f.line(q, Branch.group);
    if (f.group(g, Group.alive) == 0) continue;
    let score = f.line(q, Branch.state) == Tip.alive ? driveOf(f, q, f.trial) : 0.0;
    const grown = f.line(q, Branch.grown) > 0;
    // A unit is given up only to another group: it does not come and go.
    if (f.groupUnit[g] >= 0) score += INERTIA;
    else if (!grown && score < 0.8 * AWAKE) continue;
    if (opens(f, g)) f.current[g] = Math.max(f.current[g], grown ? 1.0 + score : score);
  }
  for (let s = 0; s < MAX_UNITS; s++) f.sample[s] = -1;
  // The best MAX_UNITS, ties to the first.
  for (let s = 0; s < MAX_UNITS; s++) {
    let best = -1;
    for (let g = 0; g < groups; g++) {
      if (f.current[g] > 0 && (best < 0 || f.current[g] > f.current[best])) best = g;
    }
    if (best < 0) break;
    f.sample[s] = best;
    f.current[best] = -1.0;
  }
  // Who had a unit keeps it, and with it the start of its solves.
  for (let s = 0; s < MAX_UNITS; s++) {
    let stays = false;
    for (let k = 0; k < MAX_UNITS; k++) {
      if (f.sample[k] < 0 || f.sample[k] != f.unitGroup[s]) continue;
      stays = true;
      f.sample[k] = -1;
    }
    if (!stays) f.unitGroup[s] = -1;
  }
  for (let k = 0; k < MAX_UNITS; k++) {
    const g = f.sample[k];
    if (g < 0) continue;
    for (let s = 0; s < MAX_UNITS; s++) {
      if (f.unitGroup[s] >= 0) continue;
      f.unitGroup[s] = g;
      break;
    }
  }
  for (let g = 0; g < groups; g++) f.groupUnit[g] = -1;
  for (let s = 0; s < MAX_UNITS; s++) if (f.unitGroup[s] >= 0) f.groupUnit[f.unitGroup[s]] = s;
}

/** Everything that follows from the geometry, without the potential. */
export function refreshGeometry(f: Filaments): bool {
  rasterise(f);
  connect(f);
  if (f.segment == 0) f.segment = f.h;
  // The drive that chooses the units needs tips, and tips need units: those of before serve.
  fitFrames(f);
  chooseUnits(f);
  solveOpenings(f);
  fitIntensities(f);
  return pressuresFromVolumes(f);
}

/** Tips as they would be without units, so that new filaments have a drive. */
function fitFrames(f: Filaments): void {
  for (let g = 0, n = f.count(Head.groups); g < n; g++) {
    let known = -1;
    for (let s = 0; s < MAX_UNITS; s++) if (f.unitGroup[s] == g && f.group(g, Group.alive) != 0) known = s;
    f.groupUnit[g] = known;
  }
  for (let s = 0; s < MAX_UNITS; s++) {
    const g = f.unitGroup[s];
    if (g >= 0 && f.groupUnit[g] != s) f.unitGroup[s] = -1;
  }
  fitIntensities(f);
  lookAhead(f);
}

/** Everything that follows from the state: raster, units, pressures, potential, responses, tips. */
export function refresh(f: Filaments): bool {
  f.iterations = 0;
  if (!refreshGeometry(f) || !solveFeed(f)) return false;
  solveResponses(f);
  lookAhead(f);
  f.dirty = false;
  return true;
}

/** Adds what the contact has carried over `dt` since the last solve to its charge. */
function bookContact(f: Filaments, dt: f64): void {
  for (let i = 0; i < f.nx; i++) {
    let q = f.topCurrent[i] * dt;
    for (let s = 0; s < MAX_UNITS; s++) {
      if (f.unitGroup[s] >= 0) q += f.unitTop[s * f.nx + i] * f.lean[s];
    }
    q += f.top[i] * f.volumePerCharge * f.lean[MAX_UNITS];
    f.topCharge[i] = f.topCharge[i] + q;
  }
  memory.fill(addressOf(f.lean), 0, (<usize>(MAX_UNITS + 1)) << 3);
}

/** Grows over dt, or less: it ends after f.most segments, and where a short closes. Returns the time done [s], -1 on
 * failure. */
export function grow(f: Filaments, dt: f64): f64 {
  memory.fill(addressOf(f.topCharge), 0, (<usize>f.nx) << 3);
  memory.fill(addressOf(f.returned), 0, (<usize>f.nx) << 3);
  f.starts = 0;
  let time = 0.0,
    segments = 0;
  const open = !joins(f);
  while (true) {
    if (f.dirty && !refresh(f)) return -1.0;
    const used = integrate(f, deepRoom(f, dt - time));
    if (used < 0) return -1.0;
    bookContact(f, used);
    time += used;
    goDeep(f, used);
    if (f.eventTip >= 0) {
      advance(f, f.eventTip);
      segments++;
    }
    if (time > 0 && open && joins(f)) return time;
    if (f.eventTip >= 0) {
      if (segments >= f.most && time > 0 && time >= f.least) return time;
    } else if (time >= dt * (1.0 - 1e-12)) return dt;
    else if (!f.dirty && !solveFeed(f)) return -1.0;
  }
}

/** Adds a segment to tip q in its best direction, and a branch where a second one is as good. */
function advance(f: Filaments, q: i32): void {
  for (let g = 0, n = f.count(Head.groups); g < n; g++) f.trial[g] = f.group(g, Group.pressure);
  const a = bestDirection(f, q, f.trial),
    b = f.branching <= 1.0 ? secondDirection(f, q, f.trial, a) : -1;
  const root = <i32>f.line(q, Branch.tip),
    start = tipCell(f, q),
    reach = f.line(q, Branch.reach);
  begin(f, q);
  const ax = heading(f, q, a, false),
    ay = heading(f, q, a, true);
  const bx = b >= 0 ? heading(f, q, b, false) : 0.0,
    by = b >= 0 ? heading(f, q, b, true) : 0.0;
  step(f, q, start, ax, ay);
  f.setLine(q, Branch.grown, f.line(q, Branch.grown) + 1.0);
  if (b < 0) return;
  const child = addFilament(f, <i32>f.line(q, Branch.group), q, root, reach);
  if (child < 0) return;
  step(f, child, start, bx, by);
  f.setLine(child, Branch.grown, 1.0);
}

/** Notes that filament q starts, unless it has or is a branch. */
function begin(f: Filaments, q: i32): void {
  if (f.line(q, Branch.grown) > 0 || f.line(q, Branch.parent) >= 0) return;
  f.starts++;
  f.head[Head.started] = <f64>q;
  f.head[Head.startX] = f.point(<i32>f.line(q, Branch.root), Point.x);
}

/** Adds a segment straight on to tip q that has not cracked (infiltration.ts); false where another body is close: the piece
 * between them would be loose. */
export function goStraight(f: Filaments, q: i32): bool {
  const tip = <i32>f.line(q, Branch.tip),
    from = <i32>f.point(tip, Point.from);
  const dx = f.point(tip, Point.x) - f.point(from, Point.x),
    dy = f.point(tip, Point.y) - f.point(from, Point.y);
  const l = Math.sqrt(dx * dx + dy * dy),
    ex = dx / l,
    ey = dy / l,
    own = <i32>f.line(q, Branch.group) + 1;
  const x = inside(f, f.point(tip, Point.x) + f.segment * ex, f.point(tip, Point.x)),
    y = f.point(tip, Point.y) + f.segment * ey;
  const i = <i32>(x / f.h),
    j = <i32>(y / f.h);
  for (let b = max(0, j - CLOSE); b <= min(f.ns - 1, j + CLOSE); b++) {
    for (let a = max(0, i - CLOSE); a <= min(f.nx - 1, i + CLOSE); a++) {
      const other = f.owner[b * f.nx + a];
      if (other != 0 && other != own) return false;
    }
  }
  step(f, q, tipCell(f, q), ex, ey);
  return true;
}

/** One segment of filament q along (ex, ey) out of the cell `start`, and what comes of it. */
function step(f: Filaments, q: i32, start: i32, ex: f64, ey: f64): void {
  const tip = <i32>f.line(q, Branch.tip),
    x0 = f.point(tip, Point.x),
    y0 = f.point(tip, Point.y),
    s = f.segment;
  const x = inside(f, x0 + s * ex, x0),
    y = y0 + s * ey,
    own = <i32>f.line(q, Branch.group);
  if (!extend(f, q, x, y)) {
    f.setLine(q, Branch.state, Tip.joined);
    return;
  }
  f.head[Head.advances] = f.head[Head.advances] + 1.0;
  if (y <= 0) {
    f.setLine(q, Branch.state, Tip.surfaced);
    return;
  }
  const count = cellsOf(f, x0, y0, x, y);
  for (let c = 0; c < count; c++) f.sample[c] = f.walk[c];
  for (let c = 0; c < count; c++) {
    const k = f.sample[c],
      other = f.owner[k] - 1;
    if (k == start || other < 0 || (other == own && recent(f, tip, k))) continue;
    f.setLine(q, Branch.state, Tip.joined);
    if (other != own) join(f, q, other);
    break;
  }
  touch(f, q, count);
  if (y > (<f64>f.ns - 1.0) * f.h) {
    f.setLine(q, Branch.state, Tip.deep);
    if (f.rest == 0) pass(f, q);
  }
}

/** Body `other`, which filament q has met, belongs to q's. */
function join(f: Filaments, q: i32, other: i32): void {
  const own = <i32>f.line(q, Branch.group);
  if (f.group(other, Group.alive) == 0) open(f, q, other);
  merge(f, own, other);
}

/** The empty flaw of group g, met by the tip of filament q: that ends there, in two branches to the ends of the flaw. */
function open(f: Filaments, q: i32, g: i32): void {
  f.setLine(q, Branch.state, Tip.joined);
  const at = <i32>f.line(q, Branch.tip),
    reach = f.line(q, Branch.reach),
    own = <i32>f.line(q, Branch.group);
  for (let k = 0, n = f.count(Head.filaments); k < n; k++) {
    if (<i32>f.line(k, Branch.group) != g || f.line(k, Branch.state) != Tip.empty) continue;
    const top = <i32>f.line(k, Branch.root),
      end = <i32>f.line(k, Branch.tip);
    const x0 = f.point(top, Point.x),
      y0 = f.point(top, Point.y),
      x1 = f.point(end, Point.x),
      y1 = f.point(end, Point.y);
    for (let c = 0; c < Branch.COUNT; c++) f.setLine(k, c, 0.0);
    f.setLine(k, Branch.group, <f64>own);
    f.setLine(k, Branch.parent, <f64>q);
    f.setLine(k, Branch.root, <f64>at);
    f.setLine(k, Branch.tip, <f64>at);
    f.setLine(k, Branch.reach, reach);
    f.setLine(k, Branch.grown, 1.0);
    branchTo(f, k, at, x1, y1);
    const other = addFilament(f, own, q, at, reach);
    if (other < 0) return;
    f.setLine(other, Branch.grown, 1.0);
    branchTo(f, other, at, x0, y0);
  }
}

/** Filament k from the point `at` straight to (x, y); without a tip when that is less than a cell away. */
function branchTo(f: Filaments, k: i32, at: i32, x: f64, y: f64): void {
  const dx = x - f.point(at, Point.x),
    dy = y - f.point(at, Point.y);
  if (dx * dx + dy * dy < f.h * f.h || !extend(f, k, x, y)) f.setLine(k, Branch.state, Tip.joined);
}

/** Joins the bodies beside the `count` cells in f.sample to that of filament q: nothing is left between them. */
function touch(f: Filaments, q: i32, count: i32): void {
  for (let c = 0; c < count; c++) {
    const k = f.sample[c],
      i = k % f.nx;
    for (let side = 0; side < 4; side++) {
      if ((side == 0 && i == 0) || (side == 1 && i == f.nx - 1)) continue;
      const n = side == 0 ? k - 1 : side == 1 ? k + 1 : side == 2 ? k - f.nx : k + f.nx;
      if (n < 0 || n >= f.nx * f.ns) continue;
      // The raster is older than what has just been joined.
      const other = f.owner[n] - 1;
      if (other >= 0 && has(f, other) && other != <i32>f.line(q, Branch.group)) join(f, q, other);
    }
  }
}

/** Whether group g still has filaments of its own. */
function has(f: Filaments, g: i32): bool {
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) if (<i32>f.line(q, Branch.group) == g) return true;
  return false;
}

/** Filament q touches the counter side. */
function pass(f: Filaments, q: i32): void {
  f.setLine(q, Branch.state, Tip.through);
  if (joins(f)) return;
  f.head[Head.shorted] = <f64>q;
  f.head[Head.bridged] = -Infinity;
  f.head[Head.shortX] = f.point(<i32>f.line(q, Branch.tip), Point.x);
}

/** Speed of a tip below the resolved electrolyte [m/s]: closed form, at the mean current and a grain's toughness. */
function deepSpeed(f: Filaments, q: i32): f64 {
  if (f.line(q, Branch.state) != Tip.deep || f.group(<i32>f.line(q, Branch.group), Group.connected) == 0) return 0.0;
  const a = f.line(q, Branch.reach) + f.line(q, Branch.beyond),
    j = f.drive / (<f64>f.nx * f.h),
    K = f.material.toughness;
  const spare = j - (startPressure(a, K) * f.volumePerCharge) / f.ohm;
  return spare > 0 && !f.held ? tipSpeed(a, spare, f.stiffness(), K, f.volumePerCharge) : 0.0;
}

/** Time no longer than `room` in which no deep tip passes its end or a tenth of its reach. */
function deepRoom(f: Filaments, room: f64): f64 {
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    const v = deepSpeed(f, q),
      reach = f.line(q, Branch.reach) + f.line(q, Branch.beyond);
    if (v > 0) room = Math.min(room, Math.min(0.1 * reach, f.rest - f.line(q, Branch.beyond)) / v);
  }
  return room;
}

/** Moves the deep tips over dt. */
function goDeep(f: Filaments, dt: f64): void {
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    const v = deepSpeed(f, q);
    if (v == 0) continue;
    // one that infiltration has brought here cracks on
    begin(f, q);
    f.setLine(q, Branch.grown, Math.max(1.0, f.line(q, Branch.grown)));
    const beyond = Math.min(f.rest, f.line(q, Branch.beyond) + v * dt);
    f.setLine(q, Branch.beyond, beyond);
    if (beyond >= f.rest * (1.0 - 1e-12)) pass(f, q);
  }
}

/** Whether cell k belongs to one of the last segments that end at point n: a turn may cross it again. */
function recent(f: Filaments, n: i32, k: i32): bool {
  for (let back = 0; back < RECENT; back++) {
    const from = <i32>f.point(n, Point.from);
    if (from < 0) return false;
    const count = cellsOf(f, f.point(from, Point.x), f.point(from, Point.y), f.point(n, Point.x), f.point(n, Point.y));
    for (let c = 0; c < count; c++) if (f.walk[c] == k) return true;
    n = from;
  }
  return false;
}
