// Lithium pressed through the connected porosity of a pellet, as Doux et al. (Adv. Energy Mater. 10 (2020) 1903253) met it:
// the second road to a short, without fracture. Their times to short follow  ln(t / h) = 7.75 - 0.1446 P / MPa  at 1 mm and
// 82 % density (empirical [C]: a power law of creep would give 450 times between 10 and 25 MPa where 10 were seen), so the
// front of site k moves at
//   v_k = xi_k (1 mm / 1 h) exp(0.1446 P - 7.75) (1 - rho) / 0.18       while current flows, in either direction
// (no short without current at 25 MPa). xi_k = exp(0.5 (n_k - max n)): the fastest site is 1. All sites share one clock, so
// the state is one number, the depth d of the fastest front. Behind every front hangs a thread of 20 nm (illustrative; per metre
// of depth, as all here): sum_k xi_k d 20 nm of lithium, taken evenly off the contact.
//
// The tip of a flaw with its mouth at a site, while it hangs on the electrode, is such a front as well: it moves on straight
// by v of its site, in whole segments of its own clock. No lithium comes with them: the body is longer and at lower pressure until its flanks have
// plated it full again. Once it is long enough for K = K_c fracture takes over by itself. Where the pellet goes on below the
// resolved electrolyte tips stop halfway down it: from there on the section would open them as the thin plate that it is.

import { Out, Param } from "../abi";
import { Model, Tally } from "../section";
import { normal } from "../numerics/random";
import { Filaments, Group, Head, Branch, Point, Tip } from "./tree";
import { goStraight } from "./propagation";

const SITES: u64 = (<u64>44) << 32;
/** Mean distance of sites [m] and lognormal spread of their speeds. */
const SPACING: f64 = 10e-6;
const SPREAD: f64 = 0.5;
const MOST: i32 = 512;
const PELLET: f64 = 1e-3;
const POROSITY: f64 = 0.18;
const OFFSET: f64 = 7.75;
const PER_PASCAL: f64 = 0.1446e-6;
/** Width of a thread, and how far from a site the mouth of a flaw may lie [m]. */
const THREAD: f64 = 20e-9;
const NEAR: f64 = 1e-6;

/** Thickness of the pellet [m]. */
// @ts-ignore: decorator
@inline function thickness(m: Model): f64 {
  return m.h * <f64>m.ns + m.p(Param.pelletRest);
}

/** Speed of the fastest front [m/s]. */
export function infiltrationSpeed(m: Model): f64 {
  if (m.p(Param.infiltration) == 0 || m.tally[Tally.control] == 0) return 0.0;
  return (
    (PELLET / 3600.0) *
    Math.exp(PER_PASCAL * m.lithium.platen.pressure - OFFSET) *
    ((1.0 - m.p(Param.density)) / POROSITY)
  );
}

/** Time until a front is through at the present speed [s]. */
export function timeToInfiltrate(m: Model): f64 {
  const v = infiltrationSpeed(m),
    left = thickness(m) - m.tally[Tally.infiltrated];
  return v > 0 && left > 0 ? left / v : Infinity;
}

/** Moves the fronts, with the lithium behind them; Out.infiltrated is 1 in the step that brings one through. */
export function infiltrate(m: Model, dt: f64): void {
  const closed = closedColumns(m),
    v = closed > 0 ? infiltrationSpeed(m) : 0.0;
  const all = thickness(m),
    before = m.tally[Tally.infiltrated];
  let depth = Math.min(all, before + v * dt);
  // the step was cut to end here
  if (all - depth < 1e-9 * all) depth = all;
  if (depth > before) draw(m, (THREAD * shares(m) * (depth - before)) / (m.h * <f64>closed));
  m.tally[Tally.infiltrated] = depth;
  m.put(Out.infiltrationVolume, threadVolume(m) / (m.h * <f64>m.nx));
  m.put(Out.infiltration, depth / all);
  m.put(Out.infiltrated, before < all && depth == all ? 1.0 : 0.0);
  if (m.filaments !== null && v > 0) lengthen(m, v * dt);
}

/** Columns of the contact, which feed the threads. */
function closedColumns(m: Model): i32 {
  const contact = m.wall.contact;
  let closed = 0;
  for (let i = 0; i < m.nx; i++) if (contact.open[i] == 0) closed++;
  return closed;
}

/** Takes the height `each` [m] of lithium off every column of the contact. */
function draw(m: Model, each: f64): void {
  const contact = m.wall.contact;
  for (let i = 0; i < m.nx; i++) if (contact.open[i] == 0) contact.gap[i] = contact.gap[i] + each;
}

/** Lithium in the threads [m2]. */
export function threadVolume(m: Model): f64 {
  const depth = m.tally[Tally.infiltrated];
  return depth > 0 ? THREAD * shares(m) * depth : 0.0;
}

/** Moves the tips that hang on the electrode; `way`: that of the fastest front [m]. */
function lengthen(m: Model, way: f64): void {
  const f = m.filaments!;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    const x = mouthX(f, q);
    if (!hangs(f, q) || Math.abs(x - siteX(m, siteOf(m, x))) > NEAR) continue;
    f.setLine(q, Branch.seeped, f.line(q, Branch.seeped) + way * shareAt(m, x));
    while (f.line(q, Branch.seeped) >= f.segment && hangs(f, q)) {
      f.setLine(q, Branch.seeped, f.line(q, Branch.seeped) - f.segment);
      if (!goStraight(f, q)) f.setLine(q, Branch.seeped, 0.0);
    }
  }
}

/** Where the tree of filament q begins [m]. */
function mouthX(f: Filaments, q: i32): f64 {
  while (f.line(q, Branch.parent) >= 0) q = <i32>f.line(q, Branch.parent);
  return f.point(<i32>f.line(q, Branch.root), Point.x);
}

function hangs(f: Filaments, q: i32): bool {
  const y = f.point(<i32>f.line(q, Branch.tip), Point.y);
  if (f.line(q, Branch.state) != Tip.alive || (f.rest > 0 && y > 0.5 * <f64>f.ns * f.h)) return false;
  return f.group(<i32>f.line(q, Branch.group), Group.connected) != 0;
}

function sites(m: Model): i32 {
  return <i32>Math.min(<f64>MOST, Math.max(1.0, Math.round((m.h * <f64>m.nx) / SPACING)));
}

/** Position of the fastest site along the interface [m]. */
export function fastestSite(m: Model): f64 {
  const n = sites(m),
    seed = <u64>m.p(Param.seed);
  let best = 0;
  for (let k = 1; k < n; k++) if (normal(seed, SITES + <u64>k) > normal(seed, SITES + <u64>best)) best = k;
  return siteX(m, best);
}

/** Position of site k [m], and the site whose part of the interface holds x. */
// @ts-ignore: decorator
@inline function siteX(m: Model, k: i32): f64 {
  return ((<f64>k + 0.5) * m.h * <f64>m.nx) / <f64>sites(m);
}

function siteOf(m: Model, x: f64): i32 {
  const n = sites(m);
  return min(n - 1, max(0, <i32>((x * <f64>n) / (m.h * <f64>m.nx))));
}

function greatest(m: Model): f64 {
  let most = -Infinity;
  for (let k = 0, n = sites(m); k < n; k++) most = Math.max(most, normal(<u64>m.p(Param.seed), SITES + <u64>k));
  return most;
}

/** xi of the site whose part of the interface holds x. */
function shareAt(m: Model, x: f64): f64 {
  return Math.exp(SPREAD * (normal(<u64>m.p(Param.seed), SITES + <u64>siteOf(m, x)) - greatest(m)));
}

/** Sum of xi over the sites. */
function shares(m: Model): f64 {
  const most = greatest(m);
  let sum = 0.0;
  for (let k = 0, n = sites(m); k < n; k++)
    sum += Math.exp(SPREAD * (normal(<u64>m.p(Param.seed), SITES + <u64>k) - most));
  return sum;
}

/** Depth of the front below the point x of the interface [m]. */
export function frontAt(m: Model, x: f64): f64 {
  return m.tally[Tally.infiltrated] * shareAt(m, x);
}
