// Lithium pressed through the connected porosity of a pellet, eq. (11.1), as Doux et al. (Adv. Energy Mater. 10 (2020) 1903253)
// saw it: a short without fracture. Their times to short follow  ln(t / h) = 7.75 - 0.1446 P / MPa  at 1 mm and 82 % density
// (empirical, a closure: between 10 and 25 MPa a power law of creep would give a factor of 450, where 10 was seen), so the
// front of site k moves at
//   v_k = xi_k (1 mm / 1 h) exp(0.1446 P - 7.75) (1 - rho) / 0.18       while current flows, in either direction
// (no short without current at 25 MPa). xi_k = exp(0.5 (n_k - max n)), 1 at the fastest site. Fronts move in proportion, so the
// state is one number, the depth d of the fastest one. Behind every front lies a thread 20 nm wide (illustrative), in all
// sum_k xi_k d 20 nm of lithium per metre of depth, taken evenly from the contact.
//
// The tip of a flaw with its mouth at a site is such a front as well while it is connected: it moves straight on at the speed
// of its site, in whole segments. No lithium comes with them, so the body is longer and at lower pressure until its crack
// faces have plated it full again. Once it is long enough for K = K_c, fracture takes over. Where the pellet goes on below
// the resolved electrolyte, tips stop halfway down: further on the section would open them like the thin plate that it is.

import { Out, Param } from "../abi";
import { Section, Tally } from "../section";
import { normal } from "../numerics/random";
import { extendStraight } from "../filaments/propagation";
import { Head, Branch, Point, Tip, Body } from "../filaments/columns";
import { Filaments } from "../filaments/filaments";

const SITE_STREAM: u64 = (<u64>44) << 32;
/** Mean distance of sites [m] and lognormal spread of their speeds. */
const SITE_SPACING: f64 = 10e-6;
const SPEED_SPREAD: f64 = 0.5;
const MAX_SITES: i32 = 512;
const REFERENCE_THICKNESS: f64 = 1e-3;
const REFERENCE_POROSITY: f64 = 0.18;
const LOG_TIME_OFFSET: f64 = 7.75;
const LOG_TIME_SLOPE: f64 = 0.1446e-6;
/** Width of a thread, and how far from a site the mouth of a flaw may lie [m]. */
const THREAD_WIDTH: f64 = 20e-9;
const MAX_MOUTH_DISTANCE: f64 = 1e-6;

/** Thickness of the pellet [m]. */
// @ts-ignore: decorator
@inline function thickness(m: Section): f64 {
  return m.h * <f64>m.ns + m.p(Param.pelletRest);
}

/** Speed of the fastest front [m/s]. */
export function infiltrationSpeed(m: Section): f64 {
  if (m.p(Param.infiltration) == 0 || m.tally[Tally.control] == 0) return 0.0;
  return (
    (REFERENCE_THICKNESS / 3600.0) *
    Math.exp(LOG_TIME_SLOPE * m.lithium.platen.pressure - LOG_TIME_OFFSET) *
    ((1.0 - m.p(Param.density)) / REFERENCE_POROSITY)
  );
}

/** Time until a front is through at the present speed [s]. */
export function timeToInfiltrate(m: Section): f64 {
  const v = infiltrationSpeed(m),
    left = thickness(m) - m.tally[Tally.infiltrated];
  return v > 0 && left > 0 ? left / v : Infinity;
}

/** Moves the fronts, with the lithium behind them; Out.infiltrated is 1 in the step that brings one through. */
export function infiltrate(m: Section, dt: f64): void {
  const closed = contactColumns(m),
    v = closed > 0 ? infiltrationSpeed(m) : 0.0;
  const all = thickness(m),
    before = m.tally[Tally.infiltrated];
  let depth = Math.min(all, before + v * dt);
  // The step was cut so that the front arrives at its end.
  if (all - depth < 1e-9 * all) depth = all;
  if (depth > before) takeLithium(m, (THREAD_WIDTH * sumOfSpeeds(m) * (depth - before)) / (m.h * <f64>closed));
  m.tally[Tally.infiltrated] = depth;
  m.put(Out.infiltrationVolume, threadVolume(m) / (m.h * <f64>m.nx));
  m.put(Out.infiltration, depth / all);
  m.put(Out.infiltrated, before < all && depth == all ? 1.0 : 0.0);
  if (m.filaments !== null && v > 0) advanceTips(m, v * dt);
}

/** Number of columns in contact, which feed the threads. */
function contactColumns(m: Section): i32 {
  const contact = m.wall.contact;
  let closed = 0;
  for (let i = 0; i < m.nx; i++) if (contact.open[i] == 0) closed++;
  return closed;
}

/** Takes lithium of the height `each` [m] from every column in contact. */
function takeLithium(m: Section, each: f64): void {
  const contact = m.wall.contact;
  for (let i = 0; i < m.nx; i++) if (contact.open[i] == 0) contact.gap[i] = contact.gap[i] + each;
}

/** Lithium in the threads [m2]. */
export function threadVolume(m: Section): f64 {
  const depth = m.tally[Tally.infiltrated];
  return depth > 0 ? THREAD_WIDTH * sumOfSpeeds(m) * depth : 0.0;
}

/** Moves the tips of connected flaws; `way`: distance that the fastest front has gone [m]. */
function advanceTips(m: Section, way: f64): void {
  const f = m.filaments!;
  for (let q = 0, n = f.tree.count(Head.branches); q < n; q++) {
    const x = mouthX(f, q);
    if (!isFront(f, q) || Math.abs(x - siteX(m, siteOf(m, x))) > MAX_MOUTH_DISTANCE) continue;
    f.tree.setBranch(q, Branch.infiltrated, f.tree.branch(q, Branch.infiltrated) + way * relativeSpeedAt(m, x));
    while (f.tree.branch(q, Branch.infiltrated) >= f.conditions.segment && isFront(f, q)) {
      f.tree.setBranch(q, Branch.infiltrated, f.tree.branch(q, Branch.infiltrated) - f.conditions.segment);
      if (!extendStraight(f, q)) f.tree.setBranch(q, Branch.infiltrated, 0.0);
    }
  }
}

/** x of the mouth from which branch q has grown [m]. */
function mouthX(f: Filaments, q: i32): f64 {
  const tree = f.tree;
  while (tree.branch(q, Branch.parent) >= 0) q = <i32>tree.branch(q, Branch.parent);
  return tree.point(<i32>tree.branch(q, Branch.root), Point.x);
}

function isFront(f: Filaments, q: i32): bool {
  const tree = f.tree,
    conditions = f.conditions;
  const y = tree.point(<i32>tree.branch(q, Branch.tip), Point.y);
  if (
    tree.branch(q, Branch.state) != Tip.alive ||
    (conditions.pelletRest > 0 && y > 0.5 * <f64>conditions.ns * conditions.h)
  )
    return false;
  return tree.body(<i32>tree.branch(q, Branch.body), Body.connected) != 0;
}

/** Number of sites, evenly along the interface. */
export function siteCount(m: Section): i32 {
  return <i32>Math.min(<f64>MAX_SITES, Math.max(1.0, Math.round((m.h * <f64>m.nx) / SITE_SPACING)));
}

/** Position of the fastest site along the interface [m]. */
export function fastestSite(m: Section): f64 {
  const n = siteCount(m),
    seed = <u64>m.p(Param.seed);
  let best = 0;
  for (let k = 1; k < n; k++) if (normal(seed, SITE_STREAM + <u64>k) > normal(seed, SITE_STREAM + <u64>best)) best = k;
  return siteX(m, best);
}

/** Position of site k [m], and the site whose part of the interface holds x. */
// @ts-ignore: decorator
@inline function siteX(m: Section, k: i32): f64 {
  return ((<f64>k + 0.5) * m.h * <f64>m.nx) / <f64>siteCount(m);
}

function siteOf(m: Section, x: f64): i32 {
  const n = siteCount(m);
  return min(n - 1, max(0, <i32>((x * <f64>n) / (m.h * <f64>m.nx))));
}

function largestDraw(m: Section): f64 {
  let most = -Infinity;
  for (let k = 0, n = siteCount(m); k < n; k++)
    most = Math.max(most, normal(<u64>m.p(Param.seed), SITE_STREAM + <u64>k));
  return most;
}

/** Relative speed xi of site k, 1 at the fastest. */
export function relativeSpeed(m: Section, k: i32): f64 {
  return Math.exp(SPEED_SPREAD * (normal(<u64>m.p(Param.seed), SITE_STREAM + <u64>k) - largestDraw(m)));
}

/** Relative speed xi of the site whose part of the interface holds x. */
function relativeSpeedAt(m: Section, x: f64): f64 {
  return relativeSpeed(m, siteOf(m, x));
}

/** Sum of the relative speeds xi of all sites. */
function sumOfSpeeds(m: Section): f64 {
  const most = largestDraw(m);
  let sum = 0.0;
  for (let k = 0, n = siteCount(m); k < n; k++)
    sum += Math.exp(SPEED_SPREAD * (normal(<u64>m.p(Param.seed), SITE_STREAM + <u64>k) - most));
  return sum;
}
