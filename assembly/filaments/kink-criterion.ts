// Direction of a tip and whether it advances, eqs. (10.10) to (10.12). At the angle t from its path
//   k1 = cos(t/2) (K_I cos^2(t/2) - 1.5 K_II sin t),   k2 = cos(t/2) (K_I sin t + K_II (3 cos t - 1)) / 2,
//   ratio = sqrt(k1^2 + k2^2) / K_c(t),   K_c(t) = least toughness one and half a segment ahead,
//   score = ratio (1 - chi + chi max(0, e_t . grad psi / |grad psi|)).
// The tip takes the direction of the best score and advances when the ratio there reaches 1. chi (a closure) bends paths
// along the current and does not change when they start. A path turns along a mirror side at a distance, as two cracks that
// come head on pass beside each other: a tip near the side would meet its own image.

import { get, alloc } from "../memory/arena";
import { Tree, MAX_FILAMENTS } from "./tree";
import { stressIntensity, TipStress } from "./stress-intensity";
import { toughnessAt } from "../electrolyte/fracture-properties";
import { Doubles, doubles } from "../memory/fields";
import { Conditions } from "./conditions";
import { Raster } from "./raster";
import { ScalarSolver } from "../numerics/scalar/solver";
import { Frame, Head, Branch, Tip, Point } from "./columns";

/** Directions of advance that are compared: 5 degrees apart, 80 to either side. */
const ANGLE_COUNT: i32 = 33;
const ANGLE_STEP: f64 = (5.0 / 180.0) * Math.PI;
/** Radius in cells over which the direction of the field is averaged. */
const FIELD_CELLS: f64 = 3.0;
/** Least angle between two branches, in directions: 40 degrees. */
const MIN_BRANCH_ANGLES: i32 = 8;

/** Numbers that the toughness of a tip by direction follows from. */
const KNOWN: i32 = 7;
/** Scores that differ by less than this share are equal. */
const TIE: f64 = 1e-6;

/** Least distance from a mirror side at which paths turn [m], and in cells. */
const MIN_SIDE_MARGIN: f64 = 3e-6;
const MIN_MARGIN_CELLS: f64 = 2.5;
/** Largest component towards the side of a path that may go on there: about that of the last angle. */
const MAX_SIDE_COMPONENT: f64 = 0.2;


@unmanaged
export class KinkCriterion {
  conditions: Conditions;
  tree: Tree;
  raster: Raster;
  tips: TipStress;
  ion: ScalarSolver;
  /** Weight chi of the field's direction against fracture alone. */
  following: f64;
  /** Share of the best score at which a second direction branches off; above 1: never. */
  branching: f64;
  /** Toughness of every tip by direction [Pa m^0.5]. */
  toughness: Doubles;
  /** Place [m], path and toughness of the material that those of each tip belong to. */
  known: Doubles;
  /** cos t, sin t and cos(t/2) of every direction. */
  angleTable: Doubles;
}

/** Room for the directions of MAX_FILAMENTS tips. */
export function createKinkCriterion(tips: TipStress, ion: ScalarSolver): KinkCriterion {
  const criterion = changetype<KinkCriterion>(alloc(offsetof<KinkCriterion>()));
  criterion.conditions = tips.conditions;
  criterion.tree = tips.tree;
  criterion.raster = tips.raster;
  criterion.tips = tips;
  criterion.ion = ion;
  criterion.following = 0.6;
  criterion.branching = 0.8;
  criterion.toughness = doubles<Doubles>(MAX_FILAMENTS * ANGLE_COUNT);
  criterion.known = doubles<Doubles>(MAX_FILAMENTS * KNOWN);
  criterion.angleTable = doubles<Doubles>(3 * ANGLE_COUNT);
  return criterion;
}

/** Distance that paths keep from the mirror sides [m]. */
// @ts-ignore: decorator
@inline function sideMargin(criterion: KinkCriterion): f64 {
  return Math.max(MIN_SIDE_MARGIN, MIN_MARGIN_CELLS * criterion.conditions.h);
}

/** Whether a path at x that goes on by s in the direction ex comes too close to a mirror side. */
function leavesSection(criterion: KinkCriterion, x: f64, s: f64, ex: f64): bool {
  const conditions = criterion.conditions;
  const off = sideMargin(criterion),
    end = x + s * ex;
  return (
    (ex < -MAX_SIDE_COMPONENT && end < off) ||
    (ex > MAX_SIDE_COMPONENT && end > <f64>conditions.nx * conditions.h - off)
  );
}

/** Forgets the toughness around tips: what is drawn into the electrolyte may have changed it. */
export function forgetToughness(criterion: KinkCriterion): void {
  for (let k = 0; k < MAX_FILAMENTS * KNOWN; k++) criterion.known[k] = NaN;
}

/** Fills the table of the angles, at the start. */
export function fillAngles(criterion: KinkCriterion): void {
  for (let a = 0; a < ANGLE_COUNT; a++) {
    const t = <f64>(a - (ANGLE_COUNT >> 1)) * ANGLE_STEP;
    criterion.angleTable[3 * a] = Math.cos(t);
    criterion.angleTable[3 * a + 1] = Math.sin(t);
    criterion.angleTable[3 * a + 2] = Math.cos(0.5 * t);
  }
}

/** Component along x (`across` false) or y of the unit vector at angle (index) a from the path of tip q [1]. */
export function directionOf(criterion: KinkCriterion, q: i32, a: i32, across: bool): f64 {
  const tips = criterion.tips;
  const tx = tips.frames[q * Frame.COUNT + Frame.tangentX],
    ty = tips.frames[q * Frame.COUNT + Frame.tangentY];
  const c = criterion.angleTable[3 * a],
    s = criterion.angleTable[3 * a + 1];
  return across ? ty * c + tx * s : tx * c - ty * s;
}

/** Finds the mean unit vector up the potential around tip q; zero without a field. */
function updateFieldDirection(criterion: KinkCriterion, q: i32): void {
  const conditions = criterion.conditions,
    tips = criterion.tips,
    raster = criterion.raster;
  const at = q * Frame.COUNT,
    h = conditions.h,
    psi = criterion.ion.u,
    nx = conditions.nx;
  const x = tips.frames[at + Frame.frontX] / h - 0.5,
    y = tips.frames[at + Frame.frontY] / h - 0.5;
  const i0 = max(0, <i32>Math.ceil(x - FIELD_CELLS)),
    i1 = min(nx - 1, <i32>Math.floor(x + FIELD_CELLS));
  const j0 = max(0, <i32>Math.ceil(y - FIELD_CELLS)),
    j1 = min(conditions.ns - 1, <i32>Math.floor(y + FIELD_CELLS));
  let gx = 0.0,
    gy = 0.0;
  for (let j = j0; j <= j1; j++) {
    for (let i = i0; i <= i1; i++) {
      const k = j * nx + i;
      if (raster.owner[k] != 0) continue;
      if (i < i1 && raster.owner[k + 1] == 0) gx += get(psi, k + 1) - get(psi, k);
      if (j < j1 && raster.owner[k + nx] == 0) gy += get(psi, k + nx) - get(psi, k);
    }
  }
  const l = Math.sqrt(gx * gx + gy * gy);
  tips.frames[at + Frame.fieldX] = l > 0 ? gx / l : 0.0;
  tips.frames[at + Frame.fieldY] = l > 0 ? gy / l : 0.0;
}

/** Whether the toughness around tip q at (x, y) [m] is that of its last place, path and material; if not it is to be found. */
function isKnown(criterion: KinkCriterion, q: i32, x: f64, y: f64): bool {
  const frames = criterion.tips.frames,
    material = criterion.conditions.material;
  let same = keepKnown(criterion, q, 0, x);
  same = keepKnown(criterion, q, 1, y) && same;
  same = keepKnown(criterion, q, 2, frames[q * Frame.COUNT + Frame.tangentX]) && same;
  same = keepKnown(criterion, q, 3, frames[q * Frame.COUNT + Frame.tangentY]) && same;
  same = keepKnown(criterion, q, 4, criterion.conditions.segment) && same;
  same = keepKnown(criterion, q, 5, material.toughness) && same;
  same = keepKnown(criterion, q, 6, material.boundaryToughness) && same;
  return same;
}

/** Whether number k of what the toughness of tip q belongs to is `value`, which it is from now on. */
function keepKnown(criterion: KinkCriterion, q: i32, k: i32, value: f64): bool {
  const at = q * KNOWN + k,
    same = criterion.known[at] == value;
  criterion.known[at] = value;
  return same;
}

/** Updates field direction and toughness by direction of every live tip, after potential and frames. */
export function updateDirections(criterion: KinkCriterion): void {
  const tree = criterion.tree,
    conditions = criterion.conditions;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    if (tree.branch(q, Branch.state) != Tip.alive) continue;
    updateFieldDirection(criterion, q);
    const tip = <i32>tree.branch(q, Branch.tip),
      x = tree.point(tip, Point.x),
      y = tree.point(tip, Point.y),
      s = conditions.segment;
    if (isKnown(criterion, q, x, y)) continue;
    for (let a = 0; a < ANGLE_COUNT; a++) {
      const ex = directionOf(criterion, q, a, false),
        ey = directionOf(criterion, q, a, true);
      const near = toughnessAt(conditions.material, x + 0.5 * s * ex, y + 0.5 * s * ey);
      const ahead = Math.min(near, toughnessAt(conditions.material, x + s * ex, y + s * ey));
      criterion.toughness[q * ANGLE_COUNT + a] = leavesSection(criterion, x, s, ex) ? Infinity : ahead;
    }
  }
}

/** Ratio K / K_c of tip q at angle a, for its K_I and K_II [Pa m^0.5]; 0 where the crack closes. */
function ratioAtAngle(criterion: KinkCriterion, q: i32, a: i32, one: f64, two: f64): f64 {
  const c = criterion.angleTable[3 * a],
    s = criterion.angleTable[3 * a + 1],
    half = criterion.angleTable[3 * a + 2];
  const k1 = half * (one * half * half - 1.5 * two * s),
    k2 = 0.5 * half * (one * s + two * (3.0 * c - 1.0));
  return k1 > 0 ? Math.sqrt(k1 * k1 + k2 * k2) / criterion.toughness[q * ANGLE_COUNT + a] : 0.0;
}

// @ts-ignore: decorator
@inline function fieldWeight(criterion: KinkCriterion, q: i32, a: i32): f64 {
  const at = q * Frame.COUNT;
  const along =
    directionOf(criterion, q, a, false) * criterion.tips.frames[at + Frame.fieldX] +
    directionOf(criterion, q, a, true) * criterion.tips.frames[at + Frame.fieldY];
  return 1.0 - criterion.following + criterion.following * Math.max(0.0, along);
}

/** Angle (index) of the best score of tip q at the pressures p of the bodies, -1 when none opens it; among equal scores the
 * one closest to straight on. */
export function bestDirection(criterion: KinkCriterion, q: i32, p: Doubles): i32 {
  const tips = criterion.tips;
  const one = stressIntensity(tips, q, p, false),
    two = stressIntensity(tips, q, p, true);
  let best = -1,
    top = 0.0;
  for (let d = 0; d <= ANGLE_COUNT >> 1; d++) {
    for (let side = 1; side >= -1; side -= 2) {
      const a = (ANGLE_COUNT >> 1) + side * d,
        score = ratioAtAngle(criterion, q, a, one, two) * fieldWeight(criterion, q, a);
      if (score > top * (1.0 + TIE)) {
        top = score;
        best = a;
      }
    }
  }
  return best;
}

/** Ratio K / K_c of tip q in its best direction at the pressures p of the bodies [1]; 0 when none opens it. */
export function toughnessRatio(criterion: KinkCriterion, q: i32, p: Doubles): f64 {
  const tips = criterion.tips;
  const a = bestDirection(criterion, q, p);
  return a < 0
    ? 0.0
    : ratioAtAngle(criterion, q, a, stressIntensity(tips, q, p, false), stressIntensity(tips, q, p, true));
}

/** Angle (index) of the best direction at least 40 degrees from `first` whose score is `branching` of that or more; -1: none. */
export function secondDirection(criterion: KinkCriterion, q: i32, p: Doubles, first: i32): i32 {
  const tips = criterion.tips;
  const one = stressIntensity(tips, q, p, false),
    two = stressIntensity(tips, q, p, true);
  const least = criterion.branching * ratioAtAngle(criterion, q, first, one, two) * fieldWeight(criterion, q, first);
  let best = -1,
    top = 0.0;
  for (let a = 0; a < ANGLE_COUNT; a++) {
    if (abs(a - first) < MIN_BRANCH_ANGLES) continue;
    const score = ratioAtAngle(criterion, q, a, one, two) * fieldWeight(criterion, q, a);
    if (score >= least && score > top * (1.0 + TIE)) {
      top = score;
      best = a;
    }
  }
  return best;
}

/** x of a new point [m], kept off the mirror sides for a path that comes from x0. */
export function keepInside(criterion: KinkCriterion, x: f64, x0: f64): f64 {
  const conditions = criterion.conditions;
  const width = <f64>conditions.nx * conditions.h,
    least = 0.5 * conditions.h,
    off = sideMargin(criterion);
  return Math.max(Math.max(least, Math.min(off, x0)), Math.min(Math.min(width - least, Math.max(width - off, x0)), x));
}
