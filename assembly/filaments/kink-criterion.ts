// Where a tip would go, and whether it can (D6). At the angle t from its path
//   k1 = cos(t/2) (K_I cos^2(t/2) - 1.5 K_II sin t),   k2 = cos(t/2) (K_I sin t + K_II (3 cos t - 1)) / 2,
//   ratio = sqrt(k1^2 + k2^2) / K_c(t),   K_c(t) = least toughness one and half a segment ahead,
//   score = ratio (1 - chi + chi max(0, e_t . grad psi / |grad psi|)).
// Near a mirror side it would meet its own image. Cracks that come head on pass beside each other, so the path turns
// along the side at a distance.
// It takes the best score and advances when the ratio there reaches 1: chi [closure] bends paths along the current and
// does not change when they start.

import { get } from "../memory/arena";
import { ANGLES, Filaments, Frame, Head, Branch, Point, Tip } from "./tree";
import { intensityOf } from "./stress-intensity";
import { toughnessAt } from "../electrolyte/fracture-properties";
import { Doubles } from "../memory/fields";

const STEP: f64 = (5.0 / 180.0) * Math.PI;
/** Radius in cells over which the direction of the field is averaged. */
const AROUND: f64 = 3.0;
/** Two branches part at least this far: 40 degrees. */
const APART: i32 = 8;

/** How far from a mirror side paths turn [m], and at least so many cells. */
const MARGIN: f64 = 3e-6;
const LEAST_MARGIN: f64 = 2.5;
/** Component towards the side with which a path may still go on there: that of the last angle. */
const ALONG: f64 = 0.2;

/** Distance that paths keep from the mirror sides [m]. */
// @ts-ignore: decorator
@inline export function sideMargin(f: Filaments): f64 {
  return Math.max(MARGIN, LEAST_MARGIN * f.h);
}

/** Whether a path at x that goes on by s in the direction ex comes too close to a mirror side. */
function leaves(f: Filaments, x: f64, s: f64, ex: f64): bool {
  const off = sideMargin(f),
    end = x + s * ex;
  return (ex < -ALONG && end < off) || (ex > ALONG && end > <f64>f.nx * f.h - off);
}

/** cos and sin of the angles, once. */
export function fillAngles(f: Filaments): void {
  for (let a = 0; a < ANGLES; a++) {
    const t = <f64>(a - (ANGLES >> 1)) * STEP;
    f.angleTable[3 * a] = Math.cos(t);
    f.angleTable[3 * a + 1] = Math.sin(t);
    f.angleTable[3 * a + 2] = Math.cos(0.5 * t);
  }
}

/** Direction of angle a at tip q, component along x (`across` false) or y. */
export function heading(f: Filaments, q: i32, a: i32, across: bool): f64 {
  const tx = f.tips[q * Frame.COUNT + Frame.tangentX],
    ty = f.tips[q * Frame.COUNT + Frame.tangentY];
  const c = f.angleTable[3 * a],
    s = f.angleTable[3 * a + 1];
  return across ? ty * c + tx * s : tx * c - ty * s;
}

/** Mean direction up the potential around tip q; zero without a field. */
function field(f: Filaments, q: i32): void {
  const at = q * Frame.COUNT,
    h = f.h,
    psi = f.ion.u,
    nx = f.nx;
  const x = f.tips[at + Frame.frontX] / h - 0.5,
    y = f.tips[at + Frame.frontY] / h - 0.5;
  const i0 = max(0, <i32>Math.ceil(x - AROUND)),
    i1 = min(nx - 1, <i32>Math.floor(x + AROUND));
  const j0 = max(0, <i32>Math.ceil(y - AROUND)),
    j1 = min(f.ns - 1, <i32>Math.floor(y + AROUND));
  let gx = 0.0,
    gy = 0.0;
  for (let j = j0; j <= j1; j++) {
    for (let i = i0; i <= i1; i++) {
      const k = j * nx + i;
      if (f.owner[k] != 0) continue;
      if (i < i1 && f.owner[k + 1] == 0) gx += get(psi, k + 1) - get(psi, k);
      if (j < j1 && f.owner[k + nx] == 0) gy += get(psi, k + nx) - get(psi, k);
    }
  }
  const l = Math.sqrt(gx * gx + gy * gy);
  f.tips[at + Frame.fieldX] = l > 0 ? gx / l : 0.0;
  f.tips[at + Frame.fieldY] = l > 0 ? gy / l : 0.0;
}

/** Field direction and toughness by direction of every live tip; after feed and frames. */
export function lookAhead(f: Filaments): void {
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (f.line(q, Branch.state) != Tip.alive) continue;
    field(f, q);
    const tip = <i32>f.line(q, Branch.tip),
      x = f.point(tip, Point.x),
      y = f.point(tip, Point.y),
      s = f.segment;
    for (let a = 0; a < ANGLES; a++) {
      const ex = heading(f, q, a, false),
        ey = heading(f, q, a, true);
      const near = toughnessAt(f.material, x + 0.5 * s * ex, y + 0.5 * s * ey);
      const ahead = Math.min(near, toughnessAt(f.material, x + s * ex, y + s * ey));
      f.toughness[q * ANGLES + a] = leaves(f, x, s, ex) ? Infinity : ahead;
    }
  }
}

/** sqrt(k1^2 + k2^2) / K_c at angle a. */
function ratioAt(f: Filaments, q: i32, a: i32, one: f64, two: f64): f64 {
  const c = f.angleTable[3 * a],
    s = f.angleTable[3 * a + 1],
    half = f.angleTable[3 * a + 2];
  const k1 = half * (one * half * half - 1.5 * two * s),
    k2 = 0.5 * half * (one * s + two * (3.0 * c - 1.0));
  // A crack that closes does not run.
  return k1 > 0 ? Math.sqrt(k1 * k1 + k2 * k2) / f.toughness[q * ANGLES + a] : 0.0;
}

// @ts-ignore: decorator
@inline function bias(f: Filaments, q: i32, a: i32): f64 {
  const at = q * Frame.COUNT;
  const along =
    heading(f, q, a, false) * f.tips[at + Frame.fieldX] + heading(f, q, a, true) * f.tips[at + Frame.fieldY];
  return 1.0 - f.following + f.following * Math.max(0.0, along);
}

/** Best direction (index) of tip q at the pressures p of the groups, -1 when none opens it; without K_II straight on at
 * equal scores. */
export function bestDirection(f: Filaments, q: i32, p: Doubles): i32 {
  const one = intensityOf(f, q, p, false),
    two = intensityOf(f, q, p, true);
  let best = -1,
    top = 0.0;
  for (let d = 0; d <= ANGLES >> 1; d++) {
    for (let side = 1; side >= -1; side -= 2) {
      const a = (ANGLES >> 1) + side * d,
        score = ratioAt(f, q, a, one, two) * bias(f, q, a);
      if (score > top * (1.0 + 1e-12)) {
        top = score;
        best = a;
      }
    }
  }
  return best;
}

/** Ratio K / K_c of tip q in its best direction at the pressures p. */
export function driveOf(f: Filaments, q: i32, p: Doubles): f64 {
  const a = bestDirection(f, q, p);
  return a < 0 ? 0.0 : ratioAt(f, q, a, intensityOf(f, q, p, false), intensityOf(f, q, p, true));
}

/** A second direction, at least 40 degrees from `first` with a score of `branching` of its or more; -1 for none. */
export function secondDirection(f: Filaments, q: i32, p: Doubles, first: i32): i32 {
  const one = intensityOf(f, q, p, false),
    two = intensityOf(f, q, p, true);
  const least = f.branching * ratioAt(f, q, first, one, two) * bias(f, q, first);
  let best = -1,
    top = 0.0;
  for (let a = 0; a < ANGLES; a++) {
    if (abs(a - first) < APART) continue;
    const score = ratioAt(f, q, a, one, two) * bias(f, q, a);
    if (score >= least && score > top) {
      top = score;
      best = a;
    }
  }
  return best;
}
