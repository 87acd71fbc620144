// Stress intensities at a tip, eq. (10.8): least squares of the first terms of the Williams series over the cells around it,
// in the frame of the tip (t along the path, n = t turned by +90 degrees, theta from t to n), z = r e^(i theta):
//   s_tt + s_nn = 4 Re f,   s_nn - s_tt + 2 i s_tn = 2 (zbar f' + g)
//   r^(-1/2):  f = c z^(-1/2), g = (cbar - c/2) z^(-1/2),   K_I - i K_II = 2 sqrt(2 pi) c
//   order lambda: f = c z^lambda, g = (s cbar - (1 + lambda) c) z^lambda, s = 1 (-1 for whole lambda): faces free of traction.
// Orders -1/2, 0 (the T stress in s_tt) and 1/2; and -3/2, which arises where a tip lies off that of its raster.
// Faces under the pressure p are made free of traction by adding p to s_nn. Cells of
//   1.3 h < r < max(5.2 h, min(max(3 um, 6.5 h), 0.65 a)),   |theta| < 120 degrees
// count; the tip is taken at the front of its cell. The fit is linear, so it is done once for each influence function.
// Short flaws follow the closed form at the pressure that would open them alone, eq. (10.9).

import { get, alloc } from "../memory/arena";
import { intensityPerPressure } from "../electrolyte/edge-crack";
import { Tree, MAX_FILAMENTS } from "./tree";
import { MIN_RESOLVED_CELLS, CrackOpening } from "./crack-opening";
import { tipCell, Raster } from "./raster";
import { Doubles, addressOf, Integers, doubles, integers, part } from "../memory/fields";
import { Conditions, confiningLoad } from "./conditions";
import { ResolvedBodies, MAX_RESOLVED } from "./resolved-bodies";
import { solveSymmetric } from "../numerics/dense";
import { Frame, Branch, Point, Head, Tip } from "./columns";

const FIT_INNER_CELLS: f64 = 1.3;
const FIT_MIN_OUTER_CELLS: f64 = 5.2;
/** Outer radius of the fit in long paths [cells, m], and its largest share of the path's length. */
const FIT_OUTER_CELLS: f64 = 6.5;
const FIT_OUTER_LENGTH: f64 = 3e-6;
const FIT_OUTER_SHARE: f64 = 0.65;
const FIT_SECTOR: f64 = (120.0 / 180.0) * Math.PI;
/** Least number of cells for a fit. */
const MIN_FIT_CELLS: i32 = 10;
/** Terms of the Williams series that are fitted. */
const TERMS: i32 = 7;


@unmanaged
export class TipStress {
  conditions: Conditions;
  tree: Tree;
  raster: Raster;
  resolved: ResolvedBodies;
  cracks: CrackOpening;
  /** Local frames of the tips, see Frame. */
  frames: Doubles;
  /** K_I and K_II per pressure in each resolved body [m^0.5], and in the last column under the loads [Pa m^0.5]. */
  intensityI: Doubles;
  intensityII: Doubles;
  /** Cells of the fit. */
  sample: Integers;
  /** Stress of a cell in the frame of the tip: s_tt, s_nn, s_tn [Pa]. */
  stress: Doubles;
  /** Rows of the basis (3), normal matrix, two right-hand sides. */
  rows: Doubles;
  normal: Doubles;
  right: Doubles;
}

/** Room for the stress intensities of MAX_FILAMENTS tips. */
export function createTipStress(cracks: CrackOpening): TipStress {
  const conditions = cracks.conditions;
  const tips = changetype<TipStress>(alloc(offsetof<TipStress>()));
  tips.conditions = conditions;
  tips.tree = cracks.tree;
  tips.raster = cracks.raster;
  tips.resolved = cracks.resolved;
  tips.cracks = cracks;
  tips.frames = doubles<Doubles>(MAX_FILAMENTS * Frame.COUNT);
  tips.intensityI = doubles<Doubles>(MAX_FILAMENTS * (MAX_RESOLVED + 1));
  tips.intensityII = doubles<Doubles>(MAX_FILAMENTS * (MAX_RESOLVED + 1));
  tips.sample = integers(conditions.nx * conditions.ns);
  tips.stress = doubles<Doubles>(3);
  tips.rows = doubles<Doubles>(3 * TERMS);
  tips.normal = doubles<Doubles>(TERMS * TERMS);
  tips.right = doubles<Doubles>(2 * TERMS);
  return tips;
}

/** Finds the frame of tip q: the unit vector of the path over the last two cells, and the front of the tip's cell along it [m]. */
function locateTip(tips: TipStress, q: i32): void {
  const tree = tips.tree,
    conditions = tips.conditions,
    raster = tips.raster;
  const at = q * Frame.COUNT,
    tip = <i32>tree.branch(q, Branch.tip),
    x = tree.point(tip, Point.x),
    y = tree.point(tip, Point.y);
  let n = tip,
    tx = 0.0,
    ty = 1.0;
  while (true) {
    const from = <i32>tree.point(n, Point.from);
    if (from < 0) break;
    n = from;
    const dx = x - tree.point(n, Point.x),
      dy = y - tree.point(n, Point.y),
      l = Math.sqrt(dx * dx + dy * dy);
    if (l == 0) continue;
    tx = dx / l;
    ty = dy / l;
    if (l >= 1.999 * conditions.h) break;
  }
  tips.frames[at + Frame.tangentX] = tx;
  tips.frames[at + Frame.tangentY] = ty;
  const k = tipCell(raster, q),
    i = k % conditions.nx,
    j = k / conditions.nx,
    px = raster.tipAt[0],
    py = raster.tipAt[1];
  const outX = tx > 0 ? (<f64>(i + 1) * conditions.h - px) / tx : tx < 0 ? (<f64>i * conditions.h - px) / tx : Infinity;
  const outY = ty > 0 ? (<f64>(j + 1) * conditions.h - py) / ty : ty < 0 ? (<f64>j * conditions.h - py) / ty : Infinity;
  const out = Math.max(0.0, Math.min(outX, outY));
  tips.frames[at + Frame.frontX] = px + out * tx;
  tips.frames[at + Frame.frontY] = py + out * ty;
}

/** Number of the cells of the fit around tip q, which are listed in tips.sample. */
function gatherFitCells(tips: TipStress, q: i32): i32 {
  const conditions = tips.conditions,
    cracks = tips.cracks;
  const at = q * Frame.COUNT,
    h = conditions.h,
    x = tips.frames[at + Frame.frontX],
    y = tips.frames[at + Frame.frontY];
  const tx = tips.frames[at + Frame.tangentX],
    ty = tips.frames[at + Frame.tangentY];
  const outer = Math.max(
    FIT_MIN_OUTER_CELLS * h,
    Math.min(Math.max(FIT_OUTER_LENGTH, FIT_OUTER_CELLS * h), FIT_OUTER_SHARE * tips.tree.branch(q, Branch.length)),
  );
  const i0 = max(0, <i32>Math.floor((x - outer) / h)),
    i1 = min(conditions.nx - 1, <i32>Math.floor((x + outer) / h));
  const j0 = max(0, <i32>Math.floor((y - outer) / h)),
    j1 = min(conditions.ns - 1, <i32>Math.floor((y + outer) / h));
  let n = 0;
  for (let j = j0; j <= j1; j++) {
    for (let i = i0; i <= i1; i++) {
      const k = j * conditions.nx + i;
      if (tips.raster.owner[k] != 0 || get(cracks.elastic.mu, k) != cracks.baseMu[k]) continue;
      const dx = (<f64>i + 0.5) * h - x,
        dy = (<f64>j + 0.5) * h - y,
        r = Math.sqrt(dx * dx + dy * dy);
      if (r <= FIT_INNER_CELLS * h || r >= outer) continue;
      const theta = Math.atan2(dy * tx - dx * ty, dx * tx + dy * ty);
      if (Math.abs(theta) < FIT_SECTOR) tips.sample[n++] = k;
    }
  }
  return n;
}

/** Fills tips.rows with s_tt, s_nn, s_tn of every term at cell k, r in units of h: K_I, K_II, T, then the pairs of r^(1/2), r^(-3/2). */
function williamsRows(tips: TipStress, q: i32, k: i32): void {
  const conditions = tips.conditions;
  const at = q * Frame.COUNT,
    h = conditions.h;
  const tx = tips.frames[at + Frame.tangentX],
    ty = tips.frames[at + Frame.tangentY];
  const dx = (<f64>(k % conditions.nx) + 0.5) * h - tips.frames[at + Frame.frontX];
  const dy = (<f64>(k / conditions.nx) + 0.5) * h - tips.frames[at + Frame.frontY];
  const theta = Math.atan2(dy * tx - dx * ty, dx * tx + dy * ty),
    r = Math.sqrt(dx * dx + dy * dy) / h,
    root = Math.sqrt(r);
  const unit = 0.5 / Math.sqrt(2.0 * Math.PI);
  williamsTerms(tips, 0, -0.5, theta, unit / root, -unit / root);
  williamsTerms(tips, 2, 0.0, theta, 0.25, 0.0);
  williamsTerms(tips, 3, 0.5, theta, root, root);
  williamsTerms(tips, 5, -1.5, theta, 1.0 / (r * root), 1.0 / (r * root));
}

/** Fills the columns `term` (c = 1) and `term` + 1 (c = i; none for lambda = 0) of the order lambda, times one and two:
 * S = 4 Re z^lambda, D = 2 (lambda c e^(i (lambda - 2) theta) + (s cbar - (1 + lambda) c) e^(i lambda theta)) r^lambda. */
function williamsTerms(tips: TipStress, term: i32, lambda: f64, theta: f64, one: f64, two: f64): void {
  const s = Math.floor(lambda) == lambda ? -1.0 : 1.0,
    w = tips.rows;
  const c = Math.cos(lambda * theta),
    d = Math.sin(lambda * theta);
  const cc = Math.cos((lambda - 2.0) * theta),
    dd = Math.sin((lambda - 2.0) * theta);
  const g = s - 1.0 - lambda,
    k = s + 1.0 + lambda;
  setColumn(w, term, one * 4.0 * c, one * 2.0 * (lambda * cc + g * c), one * 2.0 * (lambda * dd + g * d));
  if (lambda != 0)
    setColumn(w, term + 1, -two * 4.0 * d, two * 2.0 * (k * d - lambda * dd), two * 2.0 * (lambda * cc - k * c));
}

// Sets column `term` from the sum S and the difference D = d + i e.
// @ts-ignore: decorator
@inline function setColumn(w: Doubles, term: i32, S: f64, d: f64, e: f64): void {
  w[term] = 0.5 * (S - d);
  w[TERMS + term] = 0.5 * (S + d);
  w[2 * TERMS + term] = 0.5 * e;
}

/** Fills tips.stress with the stress of the displacements in cell k, in the frame of tip q [Pa]. */
function cellStress(tips: TipStress, q: i32, k: i32, ux: Doubles, uy: Doubles): void {
  const conditions = tips.conditions,
    cracks = tips.cracks;
  const w = conditions.nx + 1,
    n = k + k / conditions.nx,
    up = n + w,
    t = 0.5 / conditions.h;
  const u0 = ux[n],
    u1 = ux[n + 1],
    u2 = ux[up],
    u3 = ux[up + 1];
  const v0 = uy[n],
    v1 = uy[n + 1],
    v2 = uy[up],
    v3 = uy[up + 1];
  const xx = t * (u1 - u0 + (u3 - u2)),
    yy = t * (v2 - v0 + (v3 - v1));
  const xy = 0.5 * t * (u2 - u0 + (u3 - u1) + (v1 - v0) + (v3 - v2));
  const lam = cracks.baseLam[k],
    mu = cracks.baseMu[k],
    mean = lam * (xx + yy);
  const sxx = mean + 2.0 * mu * xx,
    syy = mean + 2.0 * mu * yy,
    sxy = 2.0 * mu * xy;
  const tx = tips.frames[q * Frame.COUNT + Frame.tangentX],
    ty = tips.frames[q * Frame.COUNT + Frame.tangentY];
  tips.stress[0] = sxx * tx * tx + syy * ty * ty + 2.0 * sxy * tx * ty;
  tips.stress[1] = sxx * ty * ty + syy * tx * tx - 2.0 * sxy * tx * ty;
  tips.stress[2] = (syy - sxx) * tx * ty + sxy * (tx * tx - ty * ty);
}

/** Solves the normal equations of the first `count` cells of tips.sample for the weights of K_I and K_II, in tips.right; false
 * when they are singular. */
function solveWeights(tips: TipStress, q: i32, count: i32): bool {
  const rows = tips.rows,
    normal = tips.normal,
    right = tips.right;
  memory.fill(addressOf(normal), 0, (TERMS * TERMS) << 3);
  memory.fill(addressOf(right), 0, (2 * TERMS) << 3);
  for (let c = 0; c < count; c++) {
    williamsRows(tips, q, tips.sample[c]);
    for (let row = 0; row < 3; row++) {
      for (let a = 0; a < TERMS; a++) {
        for (let b = 0; b < TERMS; b++) normal[a * TERMS + b] += rows[row * TERMS + a] * rows[row * TERMS + b];
      }
    }
  }
  right[0] = 1.0;
  right[TERMS + 1] = 1.0;
  return solveSymmetric(normal, right, TERMS, 2);
}

/** Fits K_I and K_II of tip q, per resolved body and under the loads; false when there is too little to fit. */
function fitTip(tips: TipStress, q: i32): bool {
  const count = gatherFitCells(tips, q),
    columns = MAX_RESOLVED + 1;
  if (count < MIN_FIT_CELLS || !solveWeights(tips, q, count)) return false;
  for (let s = 0; s < columns; s++) {
    tips.intensityI[q * columns + s] = 0.0;
    tips.intensityII[q * columns + s] = 0.0;
  }
  for (let c = 0; c < count; c++) {
    williamsRows(tips, q, tips.sample[c]);
    for (let s = 0; s < columns; s++) {
      if (s == MAX_RESOLVED || tips.resolved.body[s] >= 0) addCell(tips, q, tips.sample[c], s);
    }
  }
  return true;
}

/** Adds what cell k contributes to K_I and K_II of tip q in column s: a resolved body, or the loads in the last one. */
function addCell(tips: TipStress, q: i32, k: i32, s: i32): void {
  const conditions = tips.conditions;
  const cracks = tips.cracks,
    load = s == MAX_RESOLVED,
    unit = Math.sqrt(conditions.h),
    scale = load ? unit : unit * cracks.couplingScale[s],
    from = s * (conditions.nx + 1) * (conditions.ns + 1),
    at = q * (MAX_RESOLVED + 1) + s;
  if (load) cellStress(tips, q, k, cracks.loadX, cracks.loadY);
  else cellStress(tips, q, k, part(cracks.influenceX, from), part(cracks.influenceY, from));
  if (!load && tips.resolved.body[s] == <i32>tips.tree.branch(q, Branch.body)) tips.stress[1] += 1.0;
  let one = 0.0,
    two = 0.0;
  for (let row = 0; row < 3; row++) {
    let a = 0.0,
      b = 0.0;
    for (let t = 0; t < TERMS; t++) {
      a += tips.rows[row * TERMS + t] * tips.right[t];
      b += tips.rows[row * TERMS + t] * tips.right[TERMS + t];
    }
    one += a * tips.stress[row];
    two += b * tips.stress[row];
  }
  tips.intensityI[at] += scale * one;
  tips.intensityII[at] += scale * two;
}

/** Sets K_I of tip q from the opening of its body in slot s, linear in the pressures through a row of C, eq. (10.9). */
function intensityFromOpening(tips: TipStress, q: i32, s: i32): void {
  const cracks = tips.cracks;
  const columns = MAX_RESOLVED + 1,
    k = intensityPerPressure(tips.tree.branch(q, Branch.path)),
    own = cracks.compliance[s * MAX_RESOLVED + s];
  for (let r = 0; r < columns; r++) {
    const used = r == MAX_RESOLVED || tips.resolved.body[r] >= 0;
    const c = r == MAX_RESOLVED ? cracks.loadOpening[s] : cracks.compliance[s * MAX_RESOLVED + r];
    tips.intensityI[q * columns + r] = used ? (k * c) / own : 0.0;
    tips.intensityII[q * columns + r] = 0.0;
  }
}

/** Updates frames and stress intensities of all live tips. */
export function fitIntensities(tips: TipStress): void {
  const tree = tips.tree;
  for (let q = 0, n = tree.count(Head.branches); q < n; q++) {
    locateTip(tips, q);
    const s = tips.resolved.slot[<i32>tree.branch(q, Branch.body)];
    tips.frames[q * Frame.COUNT + Frame.resolved] = s >= 0 ? 1.0 : 0.0;
    if (s < 0 || tree.branch(q, Branch.state) != Tip.alive) continue;
    if (tree.branch(q, Branch.path) < MIN_RESOLVED_CELLS * tips.conditions.h || !fitTip(tips, q))
      intensityFromOpening(tips, q, s);
  }
}

/** Stress intensity K_I or K_II (`two`) of tip q at the pressures p of the bodies [Pa m^0.5]. */
export function stressIntensity(tips: TipStress, q: i32, p: Doubles, two: bool): f64 {
  const tree = tips.tree;
  const g = <i32>tree.branch(q, Branch.body);
  if (tips.frames[q * Frame.COUNT + Frame.resolved] == 0) {
    return two ? 0.0 : intensityPerPressure(tree.branch(q, Branch.path)) * (p[g] + confiningLoad(tips.conditions));
  }
  const table = two ? tips.intensityII : tips.intensityI,
    row = q * (MAX_RESOLVED + 1);
  let sum = table[row + MAX_RESOLVED];
  for (let s = 0; s < MAX_RESOLVED; s++) {
    const other = tips.resolved.body[s];
    if (other >= 0) sum += table[row + s] * p[other];
  }
  return sum;
}
