// Stress intensities at a tip (D5): least squares of the first terms of the Williams series over the cells around it,
// in the frame of the tip (t along the path, n = t turned by +90 degrees, theta from t to n), z = r e^(i theta):
//   s_tt + s_nn = 4 Re f,   s_nn - s_tt + 2 i s_tn = 2 (zbar f' + g)
//   r^(-1/2):  f = c z^(-1/2), g = (cbar - c/2) z^(-1/2),   K_I - i K_II = 2 sqrt(2 pi) c
//   order lambda: f = c z^lambda, g = (s cbar - (1 + lambda) c) z^lambda, s = 1 (-1 for whole lambda): faces free of traction.
// Terms of -1/2, 0 (the T stress in s_tt), 1/2; and of -3/2, which a tip that lies off its raster's brings in.
// Faces under the pressure p are made free by adding p to s_nn. Cells of 1.3 h < r < max(5.2 h, min(max(3 um, 6.5 h), 0.65 a)),
// |theta| < 120 degrees; the smeared tip is taken at the front of its cell. Linear, so once for each unit of pressure.
// Short flaws follow the closed form with the pressure that opens them alone: K = 1.12 sqrt(pi a) V_g / C_gg.

import { get, set } from "../memory/arena";
import { compliance, intensityPerPressure } from "./edge-crack";
import { FIT_TERMS, Filaments, Frame, Group, Head, Branch, MAX_UNITS, Point, Tip } from "./tree";
import { RESOLVED } from "./crack-opening";
import { tipCell } from "./raster";
import { Doubles, addressOf } from "../memory/fields";

const INNER: f64 = 1.3;
const OUTER: f64 = 5.2;
/** The sample may reach so far [cells, m] into the path's length, of which it takes no more than this share. */
const WIDE: f64 = 6.5;
const FAR: f64 = 3e-6;
const SHARE: f64 = 0.65;
const SECTOR: f64 = (120.0 / 180.0) * Math.PI;
/** Fewer cells than this are no fit. */
const LEAST: i32 = 10;
const TERMS: i32 = FIT_TERMS;

/** Unit vector of the path over the last two cells, and the front of the tip's cell along it. */
function frame(f: Filaments, q: i32): void {
  const at = q * Frame.COUNT,
    tip = <i32>f.line(q, Branch.tip),
    x = f.point(tip, Point.x),
    y = f.point(tip, Point.y);
  let n = tip,
    tx = 0.0,
    ty = 1.0;
  while (true) {
    const from = <i32>f.point(n, Point.from);
    if (from < 0) break;
    n = from;
    const dx = x - f.point(n, Point.x),
      dy = y - f.point(n, Point.y),
      l = Math.sqrt(dx * dx + dy * dy);
    if (l == 0) continue;
    tx = dx / l;
    ty = dy / l;
    if (l >= 1.999 * f.h) break;
  }
  f.tips[at + Frame.tangentX] = tx;
  f.tips[at + Frame.tangentY] = ty;
  const k = tipCell(f, q),
    i = k % f.nx,
    j = k / f.nx,
    px = f.place[0],
    py = f.place[1];
  const outX = tx > 0 ? (<f64>(i + 1) * f.h - px) / tx : tx < 0 ? (<f64>i * f.h - px) / tx : Infinity;
  const outY = ty > 0 ? (<f64>(j + 1) * f.h - py) / ty : ty < 0 ? (<f64>j * f.h - py) / ty : Infinity;
  const out = Math.max(0.0, Math.min(outX, outY));
  f.tips[at + Frame.frontX] = px + out * tx;
  f.tips[at + Frame.frontY] = py + out * ty;
}

/** Cells of the fit around tip q in f.sample; their number. */
function gather(f: Filaments, q: i32): i32 {
  const at = q * Frame.COUNT,
    h = f.h,
    x = f.tips[at + Frame.frontX],
    y = f.tips[at + Frame.frontY];
  const tx = f.tips[at + Frame.tangentX],
    ty = f.tips[at + Frame.tangentY];
  const outer = Math.max(OUTER * h, Math.min(Math.max(FAR, WIDE * h), SHARE * f.line(q, Branch.own)));
  const i0 = max(0, <i32>Math.floor((x - outer) / h)),
    i1 = min(f.nx - 1, <i32>Math.floor((x + outer) / h));
  const j0 = max(0, <i32>Math.floor((y - outer) / h)),
    j1 = min(f.ns - 1, <i32>Math.floor((y + outer) / h));
  let n = 0;
  for (let j = j0; j <= j1; j++) {
    for (let i = i0; i <= i1; i++) {
      const k = j * f.nx + i;
      if (f.owner[k] != 0 || get(f.elastic.mu, k) != f.baseMu[k]) continue;
      const dx = (<f64>i + 0.5) * h - x,
        dy = (<f64>j + 0.5) * h - y,
        r = Math.sqrt(dx * dx + dy * dy);
      if (r <= INNER * h || r >= outer) continue;
      const theta = Math.atan2(dy * tx - dx * ty, dx * tx + dy * ty);
      if (Math.abs(theta) < SECTOR) f.sample[n++] = k;
    }
  }
  return n;
}

/** Rows s_tt, s_nn, s_tn (TERMS each) of cell k in f.fitWork, r in units of h: K_I, K_II, T, then the pairs of r^(1/2) and r^(-3/2). */
function basis(f: Filaments, q: i32, k: i32): void {
  const at = q * Frame.COUNT,
    h = f.h;
  const tx = f.tips[at + Frame.tangentX],
    ty = f.tips[at + Frame.tangentY];
  const dx = (<f64>(k % f.nx) + 0.5) * h - f.tips[at + Frame.frontX];
  const dy = (<f64>(k / f.nx) + 0.5) * h - f.tips[at + Frame.frontY];
  const theta = Math.atan2(dy * tx - dx * ty, dx * tx + dy * ty),
    r = Math.sqrt(dx * dx + dy * dy) / h,
    root = Math.sqrt(r);
  const unit = 0.5 / Math.sqrt(2.0 * Math.PI);
  pair(f, 0, -0.5, theta, unit / root, -unit / root);
  pair(f, 2, 0.0, theta, 0.25, 0.0);
  pair(f, 3, 0.5, theta, root, root);
  pair(f, 5, -1.5, theta, 1.0 / (r * root), 1.0 / (r * root));
}

/** Columns `term` (c = 1) and `term` + 1 (c = i; none for lambda = 0) of the order lambda, times one and two:
 * S = 4 Re z^lambda, D = 2 (lambda c e^(i (lambda - 2) theta) + (s cbar - (1 + lambda) c) e^(i lambda theta)) r^lambda. */
function pair(f: Filaments, term: i32, lambda: f64, theta: f64, one: f64, two: f64): void {
  const s = Math.floor(lambda) == lambda ? -1.0 : 1.0,
    w = f.fitWork;
  const c = Math.cos(lambda * theta),
    d = Math.sin(lambda * theta);
  const cc = Math.cos((lambda - 2.0) * theta),
    dd = Math.sin((lambda - 2.0) * theta);
  const g = s - 1.0 - lambda,
    k = s + 1.0 + lambda;
  put(w, term, one * 4.0 * c, one * 2.0 * (lambda * cc + g * c), one * 2.0 * (lambda * dd + g * d));
  if (lambda != 0)
    put(w, term + 1, -two * 4.0 * d, two * 2.0 * (k * d - lambda * dd), two * 2.0 * (lambda * cc - k * c));
}

// Column `term` from sum S and difference D = d + i e.
// @ts-ignore: decorator
@inline function put(w: Doubles, term: i32, S: f64, d: f64, e: f64): void {
  w[term] = 0.5 * (S - d);
  w[TERMS + term] = 0.5 * (S + d);
  w[2 * TERMS + term] = 0.5 * e;
}

/** Stress of the displacements in cell k, in the frame of tip q: s_tt, s_nn, s_tn in f.stress. */
function stressIn(f: Filaments, q: i32, k: i32, ux: Doubles, uy: Doubles): void {
  const w = f.nx + 1,
    n = k + k / f.nx,
    up = n + w,
    t = 0.5 / f.h;
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
  const lam = f.baseLam[k],
    mu = f.baseMu[k],
    mean = lam * (xx + yy);
  const sxx = mean + 2.0 * mu * xx,
    syy = mean + 2.0 * mu * yy,
    sxy = 2.0 * mu * xy;
  const tx = f.tips[q * Frame.COUNT + Frame.tangentX],
    ty = f.tips[q * Frame.COUNT + Frame.tangentY];
  f.stress[0] = sxx * tx * tx + syy * ty * ty + 2.0 * sxy * tx * ty;
  f.stress[1] = sxx * ty * ty + syy * tx * tx - 2.0 * sxy * tx * ty;
  f.stress[2] = (syy - sxx) * tx * ty + sxy * (tx * tx - ty * ty);
}

/** Solves the 5 x 5 normal equations at `m` for two right-hand sides in place; false when singular. */
function solveNormal(m: Doubles, right: Doubles): bool {
  for (let p = 0; p < TERMS; p++) {
    const d = m[p * TERMS + p];
    if (!(d > 0)) return false;
    for (let r = 0; r < TERMS; r++) {
      if (r == p) continue;
      const e = m[r * TERMS + p] / d;
      for (let c = p; c < TERMS; c++) m[r * TERMS + c] = m[r * TERMS + c] - e * m[p * TERMS + c];
      for (let b = 0; b < 2; b++) right[b * TERMS + r] = right[b * TERMS + r] - e * right[b * TERMS + p];
    }
  }
  for (let b = 0; b < 2; b++) {
    for (let r = 0; r < TERMS; r++) right[b * TERMS + r] = right[b * TERMS + r] / m[r * TERMS + r];
  }
  return true;
}

/** K_I, K_II of tip q by the fit, per unit and under the loads; false when there is too little to fit. */
function fit(f: Filaments, q: i32): bool {
  const count = gather(f, q);
  if (count < LEAST) return false;
  const w = f.fitWork,
    m = addressOf(w) + ((3 * TERMS) << 3),
    right = m + ((TERMS * TERMS) << 3),
    columns = MAX_UNITS + 1;
  memory.fill(m, 0, (TERMS * TERMS + 2 * TERMS) << 3);
  for (let c = 0; c < count; c++) {
    basis(f, q, f.sample[c]);
    for (let row = 0; row < 3; row++) {
      for (let a = 0; a < TERMS; a++) {
        for (let b = 0; b < TERMS; b++) {
          set(m, a * TERMS + b, get(m, a * TERMS + b) + w[row * TERMS + a] * w[row * TERMS + b]);
        }
      }
    }
  }
  set(right, 0, 1.0);
  set(right, TERMS + 1, 1.0);
  if (!solveNormal(changetype<Doubles>(m), changetype<Doubles>(right))) return false;
  for (let s = 0; s < columns; s++) {
    f.intensityI[q * columns + s] = 0.0;
    f.intensityII[q * columns + s] = 0.0;
  }
  const own = <i32>f.line(q, Branch.group),
    nodes = (f.nx + 1) * (f.ns + 1),
    unit = Math.sqrt(f.h);
  for (let c = 0; c < count; c++) {
    const k = f.sample[c];
    basis(f, q, k);
    for (let s = 0; s < columns; s++) {
      const load = s == MAX_UNITS,
        g = load ? -1 : f.unitGroup[s];
      if (!load && g < 0) continue;
      const at = (<usize>(s * nodes)) << 3,
        scale = load ? unit : unit * f.unitFelt[s];
      stressIn(
        f,
        q,
        k,
        changetype<Doubles>(load ? addressOf(f.loadX) : addressOf(f.unitX) + at),
        changetype<Doubles>(load ? addressOf(f.loadY) : addressOf(f.unitY) + at),
      );
      if (g == own) f.stress[1] = f.stress[1] + 1.0;
      let one = 0.0,
        two = 0.0;
      for (let row = 0; row < 3; row++) {
        let a = 0.0,
          b = 0.0;
        for (let t = 0; t < TERMS; t++) {
          a += w[row * TERMS + t] * get(right, t);
          b += w[row * TERMS + t] * get(right, TERMS + t);
        }
        one += a * f.stress[row];
        two += b * f.stress[row];
      }
      f.intensityI[q * columns + s] = f.intensityI[q * columns + s] + scale * one;
      f.intensityII[q * columns + s] = f.intensityII[q * columns + s] + scale * two;
    }
  }
  return true;
}

/** K_I of tip q from what opens its group alone: linear in the pressures through row g of C. */
function fromOpening(f: Filaments, q: i32, s: i32): void {
  const columns = MAX_UNITS + 1,
    k = intensityPerPressure(f.line(q, Branch.reach)),
    own = f.openings[s * MAX_UNITS + s];
  for (let r = 0; r < columns; r++) {
    const used = r == MAX_UNITS || f.unitGroup[r] >= 0;
    const c = r == MAX_UNITS ? f.openingLoad[s] : f.openings[s * MAX_UNITS + r];
    f.intensityI[q * columns + r] = used ? (k * c) / own : 0.0;
    f.intensityII[q * columns + r] = 0.0;
  }
}

/** Frames and stress intensities of all live tips. */
export function fitIntensities(f: Filaments): void {
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    frame(f, q);
    const s = f.groupUnit[<i32>f.line(q, Branch.group)];
    f.tips[q * Frame.COUNT + Frame.resolved] = s >= 0 ? 1.0 : 0.0;
    if (s < 0 || f.line(q, Branch.state) != Tip.alive) continue;
    if (f.line(q, Branch.reach) < RESOLVED * f.h || !fit(f, q)) fromOpening(f, q, s);
  }
}

/** Opened area per pressure of a lone crack as long as the longest filament of group g [m2/Pa]. */
export function loneCompliance(f: Filaments, g: i32): f64 {
  let a = 0.0;
  for (let q = 0, n = f.count(Head.filaments); q < n; q++) {
    if (<i32>f.line(q, Branch.group) == g) a = Math.max(a, f.line(q, Branch.reach));
  }
  return compliance(a, f.stiffness());
}

/** Opened area per pressure of a group without a unit [m2/Pa]: no less than when it had one. */
// @ts-ignore: decorator
@inline export function closedCompliance(f: Filaments, g: i32): f64 {
  return Math.max(loneCompliance(f, g), f.group(g, Group.opened));
}

/** Pressure that the loads of the interface add to a crack along the depth [Pa]: rollers hold the sides. */
export function closedLoad(f: Filaments): f64 {
  return (-f.poisson / (1.0 - f.poisson)) * f.pressure;
}

/** K_I or K_II (`two`) of tip q at the pressures p of the groups [Pa m^0.5]. */
export function intensityOf(f: Filaments, q: i32, p: Doubles, two: bool): f64 {
  const g = <i32>f.line(q, Branch.group);
  if (f.tips[q * Frame.COUNT + Frame.resolved] == 0) {
    return two ? 0.0 : intensityPerPressure(f.line(q, Branch.reach)) * (p[g] + closedLoad(f));
  }
  const row = addressOf(two ? f.intensityII : f.intensityI) + ((<usize>(q * (MAX_UNITS + 1))) << 3);
  let sum = get(row, MAX_UNITS);
  for (let s = 0; s < MAX_UNITS; s++) {
    const other = f.unitGroup[s];
    if (other >= 0) sum += get(row, s) * p[other];
  }
  return sum;
}
