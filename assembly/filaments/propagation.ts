// Growth of the filaments: the balance is integrated to the next tip with K = K_c, a segment is added there, and everything
// is solved anew until the time is over. What a new segment meets:
//   another body          both become one body
//   the interface         the tip ends
//   a mirror side         the path turns along it
//   its own body          the tip ends
//   the counter side      a short
//   an empty flaw         it joins the body, which goes on from both its ends
// A second direction as good as the first becomes a branch.

import { integrateToEvent } from "./balance-steps";
import { bestDirection, directionOf, secondDirection, keepInside } from "./kink-criterion";
import { solveCurrents } from "./flank-current";
import { addBranch, extendBranch, mergeBodies } from "./tree";
import { startPressure, tipSpeed } from "../electrolyte/edge-crack";
import { cellsOf, tipCell } from "./raster";
import { pathJoined } from "./short";
import { addressOf } from "../memory/fields";
import { Filaments, solveFilaments } from "./filaments";
import { MAX_RESOLVED } from "./resolved-bodies";
import { Head, Body, Branch, Point, Tip } from "./columns";

/** Segments before a tip whose cells its path may cross again. */
const RECENT_SEGMENTS: i32 = 3;
/** Cells that infiltration keeps from other bodies. */
const CLEARANCE_CELLS: i32 = 2;

/** Adds the charge that left the contact over `dt` since the last solve [C/m]. */
function bookContact(f: Filaments, dt: f64): void {
  const conditions = f.conditions,
    flanks = f.flanks;
  for (let i = 0; i < conditions.nx; i++) {
    let q = flanks.contactCurrent[i] * dt;
    for (let s = 0; s < MAX_RESOLVED; s++) {
      if (f.resolved.body[s] >= 0) q += flanks.influence.contact[s * conditions.nx + i] * flanks.influence.impulse[s];
    }
    q -= flanks.contactConductance[i] * conditions.volumePerCharge * flanks.influence.impulse[MAX_RESOLVED];
    f.contactCharge[i] += q;
  }
  memory.fill(addressOf(flanks.influence.impulse), 0, (<usize>(MAX_RESOLVED + 1)) << 3);
}

/** Time over which the filaments have grown [s]: dt, or less after maxSegments segments and at a short; -1 on failure. */
export function grow(f: Filaments, dt: f64): f64 {
  const conditions = f.conditions,
    balance = f.balance,
    tree = f.tree;
  memory.fill(addressOf(f.contactCharge), 0, (<usize>conditions.nx) << 3);
  memory.fill(addressOf(balance.returned), 0, (<usize>conditions.nx) << 3);
  f.starts = 0;
  let time = 0.0,
    segments = 0;
  const open = !pathJoined(f.short);
  while (true) {
    if (tree.dirty && !solveFilaments(f)) return -1.0;
    const used = integrateToEvent(balance, deepTimeLimit(f, dt - time));
    if (used < 0) return -1.0;
    bookContact(f, used);
    time += used;
    advanceDeepTips(f, used);
    if (balance.eventTip >= 0) {
      advanceTip(f, balance.eventTip);
      segments++;
    }
    if (time > 0 && open && pathJoined(f.short)) return time;
    if (balance.eventTip >= 0) {
      if (segments >= f.maxSegments && time > 0 && time >= f.minTime) return time;
    } else if (time >= dt * (1.0 - 1e-12)) return dt;
    else if (!tree.dirty && !solveCurrents(f.flanks)) return -1.0;
  }
}

/** Adds a segment to branch q in its best direction, and a branch where a second one is as good. */
function advanceTip(f: Filaments, q: i32): void {
  const tree = f.tree,
    balance = f.balance,
    criterion = f.criterion;
  for (let g = 0, n = tree.count(Head.bodies); g < n; g++) balance.trialPressure[g] = tree.body(g, Body.pressure);
  const a = bestDirection(criterion, q, balance.trialPressure),
    b = criterion.branching <= 1.0 ? secondDirection(criterion, q, balance.trialPressure, a) : -1;
  const root = <i32>tree.branch(q, Branch.tip),
    start = tipCell(f.raster, q),
    reach = tree.branch(q, Branch.path);
  noteStart(f, q);
  const ax = directionOf(criterion, q, a, false),
    ay = directionOf(criterion, q, a, true);
  const bx = b >= 0 ? directionOf(criterion, q, b, false) : 0.0,
    by = b >= 0 ? directionOf(criterion, q, b, true) : 0.0;
  addSegment(f, q, start, ax, ay);
  tree.setBranch(q, Branch.segments, tree.branch(q, Branch.segments) + 1.0);
  if (b < 0) return;
  const child = addBranch(tree, <i32>tree.branch(q, Branch.body), q, root, reach);
  if (child < 0) return;
  addSegment(f, child, start, bx, by);
  tree.setBranch(child, Branch.segments, 1.0);
}

/** Notes the start of branch q, unless it has grown before or has branched off. */
function noteStart(f: Filaments, q: i32): void {
  const tree = f.tree;
  if (tree.branch(q, Branch.segments) > 0 || tree.branch(q, Branch.parent) >= 0) return;
  f.starts++;
  tree.head[Head.started] = <f64>q;
  tree.head[Head.startX] = tree.point(<i32>tree.branch(q, Branch.root), Point.x);
}

/** Adds a segment straight on to branch q, which infiltration moves (infiltration.ts); false where another body is so close
 * that the piece between them would be loose. */
export function extendStraight(f: Filaments, q: i32): bool {
  const tree = f.tree,
    conditions = f.conditions,
    raster = f.raster;
  const tip = <i32>tree.branch(q, Branch.tip),
    from = <i32>tree.point(tip, Point.from);
  const dx = tree.point(tip, Point.x) - tree.point(from, Point.x),
    dy = tree.point(tip, Point.y) - tree.point(from, Point.y);
  const l = Math.sqrt(dx * dx + dy * dy),
    ex = dx / l,
    ey = dy / l,
    own = <i32>tree.branch(q, Branch.body) + 1;
  const x = keepInside(f.criterion, tree.point(tip, Point.x) + conditions.segment * ex, tree.point(tip, Point.x)),
    y = tree.point(tip, Point.y) + conditions.segment * ey;
  const i = <i32>(x / conditions.h),
    j = <i32>(y / conditions.h);
  for (let b = max(0, j - CLEARANCE_CELLS); b <= min(conditions.ns - 1, j + CLEARANCE_CELLS); b++) {
    for (let a = max(0, i - CLEARANCE_CELLS); a <= min(conditions.nx - 1, i + CLEARANCE_CELLS); a++) {
      const other = raster.owner[b * conditions.nx + a];
      if (other != 0 && other != own) return false;
    }
  }
  addSegment(f, q, tipCell(raster, q), ex, ey);
  return true;
}

/** Adds a segment to branch q along (ex, ey) out of the cell `start`, with what it meets. */
function addSegment(f: Filaments, q: i32, start: i32, ex: f64, ey: f64): void {
  const tree = f.tree,
    conditions = f.conditions,
    raster = f.raster;
  const tip = <i32>tree.branch(q, Branch.tip),
    x0 = tree.point(tip, Point.x),
    y0 = tree.point(tip, Point.y),
    s = conditions.segment;
  const x = keepInside(f.criterion, x0 + s * ex, x0),
    y = y0 + s * ey,
    own = <i32>tree.branch(q, Branch.body);
  if (!extendBranch(tree, q, x, y)) {
    tree.setBranch(q, Branch.state, Tip.joined);
    return;
  }
  tree.head[Head.advances] += 1.0;
  if (y <= 0) {
    tree.setBranch(q, Branch.state, Tip.surfaced);
    return;
  }
  const count = cellsOf(raster, x0, y0, x, y);
  for (let c = 0; c < count; c++) f.crossed[c] = raster.walk[c];
  for (let c = 0; c < count; c++) {
    const k = f.crossed[c],
      other = raster.owner[k] - 1;
    if (k == start || other < 0 || (other == own && crossedRecently(f, tip, k))) continue;
    tree.setBranch(q, Branch.state, Tip.joined);
    if (other != own) joinBodies(f, q, other);
    break;
  }
  joinNeighbours(f, q, count);
  if (y > (<f64>conditions.ns - 1.0) * conditions.h) {
    tree.setBranch(q, Branch.state, Tip.deep);
    if (conditions.pelletRest == 0) reachCounterSide(f, q);
  }
}

/** Joins the body `other`, which branch q has met, into that of q. */
function joinBodies(f: Filaments, q: i32, other: i32): void {
  const tree = f.tree;
  const own = <i32>tree.branch(q, Branch.body);
  if (tree.body(other, Body.alive) == 0) openFlaw(f, q, other);
  mergeBodies(tree, own, other);
}

/** Opens the empty flaw of body g, which branch q has met: q ends there, in two branches to the ends of the flaw. */
function openFlaw(f: Filaments, q: i32, g: i32): void {
  const tree = f.tree;
  tree.setBranch(q, Branch.state, Tip.joined);
  const at = <i32>tree.branch(q, Branch.tip),
    reach = tree.branch(q, Branch.path),
    own = <i32>tree.branch(q, Branch.body);
  for (let k = 0, n = tree.count(Head.branches); k < n; k++) {
    if (<i32>tree.branch(k, Branch.body) != g || tree.branch(k, Branch.state) != Tip.empty) continue;
    const top = <i32>tree.branch(k, Branch.root),
      end = <i32>tree.branch(k, Branch.tip);
    const x0 = tree.point(top, Point.x),
      y0 = tree.point(top, Point.y),
      x1 = tree.point(end, Point.x),
      y1 = tree.point(end, Point.y);
    for (let c = 0; c < Branch.COUNT; c++) tree.setBranch(k, c, 0.0);
    tree.setBranch(k, Branch.body, <f64>own);
    tree.setBranch(k, Branch.parent, <f64>q);
    tree.setBranch(k, Branch.root, <f64>at);
    tree.setBranch(k, Branch.tip, <f64>at);
    tree.setBranch(k, Branch.path, reach);
    tree.setBranch(k, Branch.segments, 1.0);
    branchTo(f, k, at, x1, y1);
    const other = addBranch(tree, own, q, at, reach);
    if (other < 0) return;
    tree.setBranch(other, Branch.segments, 1.0);
    branchTo(f, other, at, x0, y0);
  }
}

/** Leads branch k from the point `at` straight to (x, y); it ends at once when that is less than a cell away. */
function branchTo(f: Filaments, k: i32, at: i32, x: f64, y: f64): void {
  const tree = f.tree,
    conditions = f.conditions;
  const dx = x - tree.point(at, Point.x),
    dy = y - tree.point(at, Point.y);
  if (dx * dx + dy * dy < conditions.h * conditions.h || !extendBranch(tree, k, x, y))
    tree.setBranch(k, Branch.state, Tip.joined);
}

/** Joins the bodies beside the first `count` cells of f.crossed into that of branch q: no electrolyte is left between them. */
function joinNeighbours(f: Filaments, q: i32, count: i32): void {
  const conditions = f.conditions;
  for (let c = 0; c < count; c++) {
    const k = f.crossed[c],
      i = k % conditions.nx;
    for (let side = 0; side < 4; side++) {
      if ((side == 0 && i == 0) || (side == 1 && i == conditions.nx - 1)) continue;
      const n = side == 0 ? k - 1 : side == 1 ? k + 1 : side == 2 ? k - conditions.nx : k + conditions.nx;
      if (n < 0 || n >= conditions.nx * conditions.ns) continue;
      // The raster may still show a body that has just been joined.
      const other = f.raster.owner[n] - 1;
      if (other >= 0 && hasBranches(f, other) && other != <i32>f.tree.branch(q, Branch.body)) joinBodies(f, q, other);
    }
  }
}

/** Whether body g still has branches. */
function hasBranches(f: Filaments, g: i32): bool {
  const tree = f.tree;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) if (<i32>tree.branch(q, Branch.body) == g) return true;
  return false;
}

/** Notes that branch q has reached the counter side. */
function reachCounterSide(f: Filaments, q: i32): void {
  const tree = f.tree;
  tree.setBranch(q, Branch.state, Tip.through);
  if (pathJoined(f.short)) return;
  tree.head[Head.shorted] = <f64>q;
  tree.head[Head.bridged] = -Infinity;
  tree.head[Head.shortX] = tree.point(<i32>tree.branch(q, Branch.tip), Point.x);
}

/** Speed of a tip below the resolved electrolyte [m/s], eq. (10.13), at the mean current and a grain's toughness. */
function deepSpeed(f: Filaments, q: i32): f64 {
  const tree = f.tree,
    flanks = f.flanks,
    conditions = f.conditions;
  if (tree.branch(q, Branch.state) != Tip.deep || tree.body(<i32>tree.branch(q, Branch.body), Body.connected) == 0)
    return 0.0;
  const a = tree.branch(q, Branch.path) + tree.branch(q, Branch.beyond),
    j = -flanks.applied / (<f64>conditions.nx * conditions.h),
    K = conditions.material.toughness;
  const spare = j - (startPressure(a, K) * conditions.volumePerCharge) / conditions.interfaceOhm;
  return spare > 0 && !flanks.held ? tipSpeed(a, spare, conditions.stiffness(), K, conditions.volumePerCharge) : 0.0;
}

/** Time of at most `room` in which no deep tip passes the counter side or a tenth of its path [s]. */
function deepTimeLimit(f: Filaments, room: f64): f64 {
  const tree = f.tree;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    const v = deepSpeed(f, q),
      reach = tree.branch(q, Branch.path) + tree.branch(q, Branch.beyond);
    if (v > 0)
      room = Math.min(room, Math.min(0.1 * reach, f.conditions.pelletRest - tree.branch(q, Branch.beyond)) / v);
  }
  return room;
}

/** Moves the tips below the resolved electrolyte over dt. */
function advanceDeepTips(f: Filaments, dt: f64): void {
  const tree = f.tree,
    conditions = f.conditions;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    const v = deepSpeed(f, q);
    if (v == 0) continue;
    // A tip that infiltration has brought here goes on as a crack.
    noteStart(f, q);
    tree.setBranch(q, Branch.segments, Math.max(1.0, tree.branch(q, Branch.segments)));
    const beyond = Math.min(conditions.pelletRest, tree.branch(q, Branch.beyond) + v * dt);
    tree.setBranch(q, Branch.beyond, beyond);
    if (beyond >= conditions.pelletRest * (1.0 - 1e-12)) reachCounterSide(f, q);
  }
}

/** Whether cell k belongs to one of the last segments that end at point n. */
function crossedRecently(f: Filaments, n: i32, k: i32): bool {
  const tree = f.tree,
    raster = f.raster;
  for (let back = 0; back < RECENT_SEGMENTS; back++) {
    const from = <i32>tree.point(n, Point.from);
    if (from < 0) return false;
    const count = cellsOf(
      raster,
      tree.point(from, Point.x),
      tree.point(from, Point.y),
      tree.point(n, Point.x),
      tree.point(n, Point.y),
    );
    for (let c = 0; c < count; c++) if (raster.walk[c] == k) return true;
    n = from;
  }
  return false;
}
