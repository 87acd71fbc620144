// Which flaw starts first, and when, eqs. (12.3) to (12.5): the closed forms of filaments (electrolyte/edge-crack.ts), which share
// the current and press on each other, until the first K reaches K_c. No field is solved. Flaw i of length a_i opens by the traction q_i, its own
// pressure, the stress sigma across it from elsewhere and what its neighbours take from it (Kachanov's averages):
//   q_i = p_i + sigma - sum_j L_ij q_j,   V_i = C_i q_i,   C_i = 1.2544 pi a_i^2 / E'
//   C_i dq_i/dt = OF G_i (s_i Phi - OF (p_i - P)) - Q_i,   G_i = 2 a_i / Z       both flanks plate, OF = Omega/F; Q_i creeps out
//   I = Gamma Phi + sum_i G_i (s_i Phi - OF (p_i - P))                           flanks and contact share the current
//   K_i = 1.12 sqrt(pi a_i) (q_i + sum_j (L_ij - L'_ij) q_j) >= K_c / cos^2(t/2)  in the best direction t (filaments/kink-criterion.ts)
// s_i is the potential at the flaw's flank over that at the contact, both before filaments, so that voids and pores count.
// Crack j under q is taken as half of Griffith's crack -a_j..a_j; the stress across flaw i (Westergaard) is
//   q (1 - Re W - s Im W'),   W = z / sqrt(z^2 - a_j^2),   z = depth + i s,   s their distance,
// averaged over flaw i with the weights of its opening (L) and of its stress intensity (L'). That is first order; two equal
// cracks side by side must tend to 1/sqrt(2) of one, a small one beside a large one to its full shadow, so averages L go
// over into L / (1 + sqrt(2) L w^2), w the shorter length over the longer (a closure). Images in the mirror sides act likewise.

import { alloc } from "../memory/arena";
import { COMPLIANCE, INTENSITY, compliance, flowAtShear, shearRate } from "./edge-crack";
import { Material, flaw, toughnessAt } from "./fracture-properties";
import { Doubles, doubles } from "../memory/fields";
import { factor, substitute } from "../numerics/dense";
import { Site, Flaw } from "./columns";

export const MAX_FORECAST: i32 = 64;

const QUADRATURE_POINTS: i32 = 8;
/** Two longest filling times in fine steps, six more, until all is at rest, in coarse ones. */
const FINE_STEPS: i32 = 240;
const COARSE_STEPS: i32 = 120;
const MAX_NEWTON_PASSES: i32 = 60;
const ANGLE_STEP: f64 = (5.0 / 180.0) * Math.PI;
const ANGLES_PER_SIDE: i32 = 16;
/** Least distance of two axes [m]. */
const MIN_DISTANCE: f64 = 1e-9;


@unmanaged
export class Forecast {
  count: i32;
  /** Rows of `sites` whose geometry and ease are known, for that toughness of inside and boundary [Pa m^0.5] and that segment [m],
   * and how many of them the interactions belong to: flaws and tips mostly stay where they were. */
  known: i32;
  interacting: i32;
  toughness: f64;
  boundaryToughness: f64;
  ahead: f64;
  sites: Doubles;
  /** (n+1)^2 each: what is solved, L with ones on the diagonal, L - L' likewise. */
  matrix: Doubles;
  openingInteraction: Doubles;
  intensityInteraction: Doubles;
  right: Doubles;

  // What they live in, SI: E', Z, Omega/F, pressure of the electrode,
  // current [A/m, positive when it strips], conductance of the contact [S/m], width of the section.
  stiffness: f64;
  ohm: f64;
  volumePerCharge: f64;
  pressure: f64;
  current: f64;
  contact: f64;
  width: f64;
  /** A flaw as near to a mirror side as this [m] lies on it: its own image. */
  mirrorDistance: f64;
  /** Creep of lithium edot = A sigma^n [1/(s Pa^n)], n. */
  creepRate: f64;
  creepExponent: f64;
  /** How far ahead a tip looks [m], and how much it follows the field. */
  segment: f64;
  following: f64;

  /** Flaw that starts first, or comes closest; -1 without flaws. Time [s], infinite when none starts. */
  first: i32;
  time: f64;
}

/** Room for a forecast of MAX_FORECAST flaws. */
export function createForecast(): Forecast {
  const f = changetype<Forecast>(alloc(offsetof<Forecast>()));
  const n = MAX_FORECAST + 1;
  f.sites = doubles<Doubles>(MAX_FORECAST * Site.COUNT);
  f.matrix = doubles<Doubles>(n * n);
  f.openingInteraction = doubles<Doubles>(n * n);
  f.intensityInteraction = doubles<Doubles>(n * n);
  f.right = doubles<Doubles>(n);
  f.following = 0.6;
  return f;
}

/** Value of flaw k of the forecast in a column, SI. */
// @ts-ignore: decorator
@inline export function site(f: Forecast, k: i32, column: Site): f64 {
  return f.sites[k * Site.COUNT + column];
}

// @ts-ignore: decorator
@inline function setSite(f: Forecast, k: i32, column: Site, v: f64): void {
  f.sites[k * Site.COUNT + column] = v;
}

/** Forgets the geometry of the flaws; at the start. */
export function forget(f: Forecast): void {
  f.known = 0;
  f.interacting = 0;
}

/** Begins a list of flaws in a material: those at the place of the last list keep what follows from it. */
export function beginFlaws(f: Forecast, m: Material): void {
  f.count = 0;
  if (f.toughness == m.toughness && f.boundaryToughness == m.boundaryToughness && f.ahead == f.segment) return;
  f.toughness = m.toughness;
  f.boundaryToughness = m.boundaryToughness;
  f.ahead = f.segment;
  forget(f);
}

/** Takes the flaws that are open to the interface from the table, at the pressure of the electrode. */
export function addFlaws(f: Forecast, m: Material): void {
  beginFlaws(f, m);
  for (let q = 0; q < m.flawCount; q++) {
    if (flaw(m, q, Flaw.depth) > 0) continue;
    const a = flaw(m, q, Flaw.length),
      tilt = flaw(m, q, Flaw.tilt),
      x = flaw(m, q, Flaw.mouth);
    const tipX = x + a * Math.sin(tilt),
      tipY = a * Math.cos(tilt);
    if (addCrack(f, m, x, tipX, tipY, a, tilt, f.pressure, flaw(m, q, Flaw.width)) < 0) return;
  }
}

/** Adds a crack from its root at x to its tip [m], of that length [m] and direction [rad], filled to that pressure [Pa], with
 * that mouth [m]; its index, -1 when the table is full. At the potential of the contact, without stress, until `surround` says more. */
export function addCrack(
  f: Forecast,
  m: Material,
  x: f64,
  tipX: f64,
  tipY: f64,
  length: f64,
  tilt: f64,
  pressure: f64,
  mouth: f64,
): i32 {
  if (f.count == MAX_FORECAST) return -1;
  const k = f.count++,
    inside = Math.min(f.width, Math.max(0.0, tipX));
  setSite(f, k, Site.across, 0.0);
  setSite(f, k, Site.pressure, pressure);
  setSite(f, k, Site.mouth, mouth);
  setSite(f, k, Site.shape, 1.0);
  if (k < f.known && isAt(f, k, x, inside, tipY, length, tilt)) return k;
  setSite(f, k, Site.x, x);
  setSite(f, k, Site.tipX, inside);
  setSite(f, k, Site.tipY, tipY);
  setSite(f, k, Site.length, length);
  setSite(f, k, Site.tilt, tilt);
  setSite(f, k, Site.ease, easeOf(f, m, k));
  f.known = max(f.known, k + 1);
  f.interacting = 0;
  return k;
}

/** Whether flaw k of the list lies so. */
function isAt(f: Forecast, k: i32, x: f64, tipX: f64, tipY: f64, length: f64, tilt: f64): bool {
  return (
    site(f, k, Site.x) == x &&
    site(f, k, Site.tipX) == tipX &&
    site(f, k, Site.tipY) == tipY &&
    site(f, k, Site.length) == length &&
    site(f, k, Site.tilt) == tilt
  );
}

/** cos^2(t/2) / K_c in the direction that the tip would take. */
function easeOf(f: Forecast, m: Material, k: i32): f64 {
  const x = site(f, k, Site.tipX),
    y = site(f, k, Site.tipY);
  let top = 0.0,
    ease = 0.0;
  for (let d = 0; d <= ANGLES_PER_SIDE; d++) {
    for (let side = 1; side >= -1; side -= 2) {
      const t = <f64>(side * d) * ANGLE_STEP,
        way = site(f, k, Site.tilt) + t;
      const ex = f.segment * Math.sin(way),
        ey = f.segment * Math.cos(way),
        half = Math.cos(0.5 * t);
      const tough = Math.min(toughnessAt(m, x + 0.5 * ex, y + 0.5 * ey), toughnessAt(m, x + ex, y + ey));
      const here = (half * half) / tough,
        score = here * (1.0 - f.following + f.following * Math.max(0.0, Math.cos(way)));
      if (score <= top * (1.0 + 1e-12)) continue;
      top = score;
      ease = here;
    }
  }
  return ease;
}

/** Share of its own traction that a crack of length a takes off another one at the distance s and the depth y [1]. */
export function shadowStress(a: f64, s: f64, y: f64): f64 {
  // sqrt(z - a) sqrt(z + a) has its cut between the tips
  const r1 = Math.sqrt(Math.sqrt((y - a) * (y - a) + s * s)),
    t1 = 0.5 * Math.atan2(s, y - a);
  const r2 = Math.sqrt(Math.sqrt((y + a) * (y + a) + s * s)),
    t2 = 0.5 * Math.atan2(s, y + a);
  const r = r1 * r2,
    t = t1 + t2,
    z = Math.sqrt(y * y + s * s),
    u = Math.atan2(s, y);
  return 1.0 - (z / r) * Math.cos(u - t) - (s * a * a * Math.sin(3.0 * t)) / (r * r * r);
}

/** Adds the interaction with a crack of length b at the distance s [m] to row i, column j. */
function addInteraction(f: Forecast, i: i32, j: i32, b: f64, s: f64): void {
  const a = site(f, i, Site.length),
    n = MAX_FORECAST + 1;
  let area = 0.0,
    force = 0.0;
  for (let q = 0; q < QUADRATURE_POINTS; q++) {
    const t = ((<f64>q + 0.5) * 0.5 * Math.PI) / <f64>QUADRATURE_POINTS,
      c = Math.cos(t);
    const stress = shadowStress(b, s, a * Math.sin(t));
    area += (2.0 * stress * c * c) / <f64>QUADRATURE_POINTS;
    force += stress / <f64>QUADRATURE_POINTS;
  }
  const w = Math.min(a, b) / Math.max(a, b),
    fade = Math.SQRT2 * w * w;
  const L = area / (1.0 + fade * Math.max(0.0, area)),
    K = force / (1.0 + fade * Math.max(0.0, force));
  f.openingInteraction[i * n + j] = f.openingInteraction[i * n + j] + L;
  f.intensityInteraction[i * n + j] = f.intensityInteraction[i * n + j] + L - K;
}

/** Fills the interaction of all flaws, with their images in the mirror sides. */
function fillInteractions(f: Forecast): void {
  const n = MAX_FORECAST + 1,
    W = f.width;
  for (let i = 0; i < f.count; i++) {
    // axes meet half way down
    const xi = 0.5 * (site(f, i, Site.x) + site(f, i, Site.tipX));
    for (let j = 0; j < f.count; j++) {
      f.intensityInteraction[i * n + j] = i == j ? 1.0 : 0.0;
      f.openingInteraction[i * n + j] = i == j ? 1.0 : 0.0;
      const b = site(f, j, Site.length),
        xj = 0.5 * (site(f, j, Site.x) + site(f, j, Site.tipX));
      if (i != j) addInteraction(f, i, j, b, Math.max(Math.abs(xi - xj), MIN_DISTANCE));
      if (xj > f.mirrorDistance) addInteraction(f, i, j, b, Math.max(xi + xj, MIN_DISTANCE));
      if (W - xj > f.mirrorDistance) addInteraction(f, i, j, b, Math.max(2.0 * W - xi - xj, MIN_DISTANCE));
    }
  }
}

/** Flaw of the largest ratio K / K_c, which is updated for all of them at the present tractions, in f.right, with the largest so
 * far. Four rows go together, so that their sums do not wait for one another. */
function updateRatios(f: Forecast): i32 {
  const stride = MAX_FORECAST + 1,
    n = f.count,
    L = f.intensityInteraction,
    t = f.right;
  let best = 0;
  for (let i = 0; i < n; i += 4) {
    const p = i * stride;
    let q0 = 0.0,
      q1 = 0.0,
      q2 = 0.0,
      q3 = 0.0;
    // the table has a row more than flaws, and rows beyond the last count for nothing
    for (let j = 0; j < n; j++) {
      const x = t[j];
      q0 += L[p + j] * x;
      q1 += L[p + stride + j] * x;
      q2 += L[p + 2 * stride + j] * x;
      q3 += L[p + 3 * stride + j] * x;
    }
    best = setRatio(f, i, q0, best);
    if (i + 1 < n) best = setRatio(f, i + 1, q1, best);
    if (i + 2 < n) best = setRatio(f, i + 2, q2, best);
    if (i + 3 < n) best = setRatio(f, i + 3, q3, best);
  }
  return best;
}

/** Sets K / K_c of flaw i, whose tip feels the traction q [Pa]; it, or `best` if that has more. */
// @ts-ignore: decorator
@inline function setRatio(f: Forecast, i: i32, q: f64, best: i32): i32 {
  const ratio = INTENSITY * Math.sqrt(Math.PI * site(f, i, Site.length)) * q * site(f, i, Site.ease);
  setSite(f, i, Site.ratio, ratio);
  setSite(f, i, Site.drive, Math.max(site(f, i, Site.drive), ratio));
  return ratio > site(f, best, Site.ratio) ? i : best;
}

/** Forecasts which flaw starts first and when, and how far each would be driven if none did: they fill until all are at rest;
 * f.first, f.time [s], and the largest K / K_c of each on the way, which those that fill later may press down again. */
export function forecast(f: Forecast): void {
  const n = f.count,
    stride = MAX_FORECAST + 1,
    v = f.volumePerCharge;
  f.first = -1;
  f.time = Infinity;
  if (n == 0) return;
  if (f.interacting != n) fillInteractions(f);
  f.interacting = n;
  let longest = 0.0;
  for (let i = 0; i < n; i++) {
    longest = Math.max(longest, (COMPLIANCE * Math.PI * site(f, i, Site.length) * f.ohm) / (2.0 * f.stiffness * v * v));
    for (let j = 0; j < n; j++) f.matrix[i * stride + j] = f.openingInteraction[i * stride + j];
    f.matrix[i * stride + n] = 0.0;
    f.matrix[n * stride + i] = 0.0;
    f.right[i] = site(f, i, Site.pressure) + site(f, i, Site.across);
  }
  f.matrix[n * stride + n] = 1.0;
  f.right[n] = 0.0;
  factor(f.matrix, n + 1, stride);
  substitute(f.matrix, f.right, n + 1, stride);
  for (let i = 0; i < n; i++) {
    setSite(f, i, Site.traction, f.right[i]);
    setSite(f, i, Site.drive, 0.0);
  }
  f.first = updateRatios(f);
  if (f.current >= 0) return;
  const fine = (2.0 * longest) / <f64>FINE_STEPS;
  fill(f, 0.0, fine, FINE_STEPS);
  fill(f, fine * <f64>FINE_STEPS, (6.0 * longest) / <f64>COARSE_STEPS, COARSE_STEPS);
}

/** Lets the flaws fill from the time `start` on for n steps of dt [s], by implicit Euler in (q, Phi). The first one to start is
 * f.first from then on, and f.time when; the one that is driven most until then. */
function fill(f: Forecast, start: f64, dt: f64, steps: i32): void {
  const n = f.count,
    stride = MAX_FORECAST + 1,
    v = f.volumePerCharge;
  let all = f.contact;
  for (let j = 0; j < n; j++) f.matrix[n * stride + j] = 0.0;
  for (let i = 0; i < n; i++) {
    const open = conductance(f, i),
      fed = site(f, i, Site.shape);
    for (let j = 0; j < n; j++) {
      const p = v * open * f.openingInteraction[i * stride + j];
      f.matrix[i * stride + j] = dt * v * p + (i == j ? compliance(site(f, i, Site.length), f.stiffness) : 0.0);
      f.matrix[n * stride + j] = f.matrix[n * stride + j] - p;
    }
    f.matrix[i * stride + n] = -dt * v * open * fed;
    all += open * fed;
  }
  f.matrix[n * stride + n] = all;
  factor(f.matrix, n + 1, stride);
  let before = site(f, f.first, Site.ratio);
  for (let k = 0; k < steps; k++) {
    let drain = -f.current;
    for (let i = 0; i < n; i++) {
      const rest = v * conductance(f, i) * (f.pressure + site(f, i, Site.across));
      f.right[i] = compliance(site(f, i, Site.length), f.stiffness) * site(f, i, Site.traction) + dt * v * rest;
      drain -= rest;
    }
    f.right[n] = drain;
    substitute(f.matrix, f.right, n + 1, stride);
    for (let i = 0; i < n; i++) setSite(f, i, Site.traction, f.right[i]);
    creepOut(f, dt);
    const most = updateRatios(f);
    if (isFinite(f.time)) continue;
    f.first = most;
    const now = site(f, most, Site.ratio);
    if (now >= 1.0)
      f.time = start + dt * (<f64>k + (now > before ? Math.max(0.0, (1.0 - before) / (now - before)) : 1.0));
    before = now;
  }
}

/** Largest K / K_c of the last forecast, at any flaw and any time; 0 without one. A flaw starts where it reaches 1. */
export function largestDrive(f: Forecast): f64 {
  let most = 0.0;
  for (let k = 0; k < f.count; k++) most = Math.max(most, site(f, k, Site.drive));
  return most;
}

/** Lets lithium creep out of the mouths over dt, out of each from the state before, implicitly: Newton from above on a convex law. */
function creepOut(f: Forecast, dt: f64): void {
  const n = f.count,
    stride = MAX_FORECAST + 1;
  if (f.creepRate == 0) return;
  const shear = shearRate(f.creepRate, f.creepExponent);
  for (let i = 0; i < n; i++) {
    f.right[i] = site(f, i, Site.traction);
    if (conductance(f, i) == 0) continue;
    const a = site(f, i, Site.length),
      C = compliance(a, f.stiffness),
      start = site(f, i, Site.traction);
    let rest = -site(f, i, Site.across) - f.pressure;
    for (let j = 0; j < n; j++) rest += f.openingInteraction[i * stride + j] * site(f, j, Site.traction);
    rest -= start;
    let q = start;
    for (let k = 0; k < MAX_NEWTON_PASSES; k++) {
      const dp = q + rest,
        w = 0.5 * (site(f, i, Site.mouth) + (C * Math.max(0.0, q)) / a);
      if (dp <= 0) break;
      const Q = flowAtShear(w, a, dp, shear, f.creepExponent);
      const slope = Q * (f.creepExponent / dp + ((f.creepExponent + 2.0) * 0.5 * C) / (a * w));
      const step = (q - start + (dt * Q) / C) / (1.0 + (dt * slope) / C);
      q -= step;
      if (Math.abs(step) <= 1e-6 * Math.abs(q)) break;
    }
    f.right[i] = q;
  }
  for (let i = 0; i < n; i++) setSite(f, i, Site.traction, f.right[i]);
}

/** Conductance of both crack faces of flaw i [S/m]; 0 when no metal reaches it. */
// @ts-ignore: decorator
@inline function conductance(f: Forecast, i: i32): f64 {
  return site(f, i, Site.shape) > 0 ? (2.0 * site(f, i, Site.length)) / f.ohm : 0.0;
}

/** Gives flaw k the stress across it [Pa] and the potential at its flank over that at the contact. */
export function setSurroundings(f: Forecast, k: i32, across: f64, shape: f64): void {
  setSite(f, k, Site.across, across);
  setSite(f, k, Site.shape, shape);
}
