// Shape of voids, eq. (7.2): lithium moves along a void's surface from where it is hollow to where it bulges,
//   v_n = M (kappa - <kappa>)          (mean-curvature flow at constant volume; kappa = div n, n = grad phi / |grad phi|)
// towards the shape of least surface energy: a circle inside lithium, a circular cap on the wall that meets it at the
// contact angle theta, measured through the lithium. A feature of size L relaxes in about L^2 / M. It stands for
// surface diffusion, which has the same end state, without its fourth order in space.
// phi below the wall is phi on it, shifted along x by h cot(theta) towards lithium: the slope that theta asks for.

import { property } from "../properties";
import { Param, Prop } from "../abi";
import { Section } from "../section";
import { overRows } from "../threads/rows";
import { LithiumCells } from "../memory/fields";
import { labelVoids, labelled, surfaceShare, voidBox } from "./voids";
import { beginTogether, emptiest, endOfVoid, endTogether, fullest } from "./voids-together";

/** M dt / h^2 of one pass; the flow is stable below 1/4. */
const PASS: f64 = 0.15;
const LARGEST_PASS: f64 = 0.2;
/** A step in which a void would change its shape altogether leaves off after so many: what it lacks, the next ones do. */
const MOST_PASSES: i32 = 400;
/** Time that a cell takes of those loops, in that of a simple one (threads/rows.ts). */
const SMOOTHING_COST: i32 = 2,
  CURVATURE_COST: i32 = 6;
/** Share of load and adhesion that capillary pressure may take off the wall. */
const LIFTED: f64 = 0.9;

/** Value of a field of cells below the wall in column i, shifted as the contact angle asks; without a slope both sides are alike. */
// @ts-ignore: decorator
@inline function underWall(field: LithiumCells, i: i32, nx: i32, cot: f64): f64 {
  const c = field[i],
    e = field[min(nx - 1, i + 1)],
    w = field[max(0, i - 1)];
  return c + Math.abs(cot) * ((e >= w == cot > 0 ? e : w) - c);
}

/** Lithium of cell (i, j) as surfaces see it, from `seen`: mirrored at the sides, full above the platen, with the slope of
 * the contact angle below the wall. */
function lithiumAt(m: Section, seen: LithiumCells, i: i32, j: i32, cot: f64): f64 {
  const nx = m.nx;
  if (j >= m.nl) return 1.0;
  if (i < 0) i = -1 - i;
  if (i >= nx) i = 2 * nx - 1 - i;
  if (j >= 0) return seen[j * nx + i];
  return underWall(seen, i, nx, cot);
}

/** Lithium of cell (i, j) without the film on the floor of an open column. */
// @ts-ignore: decorator
@inline function bare(m: Section, i: i32, j: i32): f64 {
  const contact = m.wall.contact;
  const c = m.lithium.phi[j * m.nx + i];
  if (contact.open[i] == 0) return c;
  const film = contact.film[i] / m.h - <f64>j;
  return film > 0 ? c - Math.min(c, Math.min(1.0, film)) : c;
}

/** bare() into m.lithium.surface.weight (nx wide), for the box of void q grown by what smoothRows reads: two rows, and four
 * columns. */
function bareRows(section: usize, label: usize, _: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    seen = m.lithium.surface.weight,
    box = voidBox(m, <i32>label),
    below = box[2] - 2;
  for (let j = max(0, below + from); j < min(m.nl, below + to); j++) {
    for (let i = max(0, box[0] - 4); i <= min(m.nx - 1, box[1] + 4); i++) seen[j * m.nx + i] = bare(m, i, j);
  }
}

/** phi after one pass of the binomial filter, into m.lithium.surface.smooth (nx wide), for the box of void q grown by what
 * smoothAt reads around it: a row, and two columns. */
function smoothRows(section: usize, label: usize, cot: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    smooth = m.lithium.surface.smooth,
    seen = m.lithium.surface.weight,
    nx = m.nx,
    q = <i32>label,
    box = voidBox(m, q),
    below = box[2] - 1;
  for (let j = max(0, below + from); j < min(m.nl, below + to); j++) {
    const inner = j > 0 && j < m.nl - 1;
    for (let i = max(0, box[0] - 2); i <= min(nx - 1, box[1] + 2); i++) {
      let sum = 0.0;
      if (inner && i > 0 && i < nx - 1) {
        const k = j * nx + i;
        sum += seen[k - nx - 1] + 2.0 * seen[k - nx] + seen[k - nx + 1];
        sum += 2.0 * (seen[k - 1] + 2.0 * seen[k] + seen[k + 1]);
        sum += seen[k + nx - 1] + 2.0 * seen[k + nx] + seen[k + nx + 1];
      } else {
        for (let b = j - 1; b <= j + 1; b++) {
          const wb = b == j ? 2.0 : 1.0;
          sum +=
            wb *
            (lithiumAt(m, seen, i - 1, b, cot) +
              2.0 * lithiumAt(m, seen, i, b, cot) +
              lithiumAt(m, seen, i + 1, b, cot));
        }
      }
      smooth[j * nx + i] = sum / 16.0;
    }
  }
}

/** Smoothed value; below the wall as lithiumAt. */
// @ts-ignore: decorator
@inline function smoothAt(m: Section, i: i32, j: i32, cot: f64): f64 {
  const nx = m.nx,
    smooth = m.lithium.surface.smooth;
  if (j >= m.nl) return 1.0;
  if (i < 0) i = 0;
  if (i >= nx) i = nx - 1;
  return j < 0 ? underWall(smooth, i, nx, cot) : smooth[j * nx + i];
}

function borrowSurface(m: Section): void {
  const surface = m.lithium.surface;
  surface.smooth = m.scratch.lithiumCells();
  surface.curvature = m.scratch.lithiumCells();
  surface.weight = m.scratch.lithiumCells();
}

function freeSurface(m: Section): void {
  const surface = m.lithium.surface;
  m.scratch.free(surface.smooth);
  m.scratch.free(surface.curvature);
  m.scratch.free(surface.weight);
}

/** Curvature of the surface of void q times h, into m.lithium.surface.curvature, and |grad phi| h of it, into m.lithium.surface.weight, for the cells of its
 * box. Returns the mean over the surface (positive for a void inside lithium), NaN where there is none. */
function curvature(m: Section, q: i32, cot: f64): f64 {
  const nx = m.nx,
    surface = m.lithium.surface,
    box = voidBox(m, q);
  const i0 = box[0],
    i1 = box[1],
    j0 = box[2],
    j1 = box[3];
  overRows(bareRows, changetype<usize>(m), q, 0, i1 - i0 + 9, j1 - j0 + 5);
  overRows(smoothRows, changetype<usize>(m), q, cot, SMOOTHING_COST * (i1 - i0 + 5), j1 - j0 + 3);
  overRows(curvatureRows, changetype<usize>(m), q, cot, CURVATURE_COST * (i1 - i0 + 1), j1 - j0 + 1);
  let sum = 0.0,
    mean = 0.0;
  for (let j = j0; j <= j1; j++) {
    for (let k = j * nx + i0; k <= j * nx + i1; k++) {
      const w = surface.weight[k];
      sum += w;
      mean += w * surface.curvature[k];
    }
  }
  return mean / sum;
}

function curvatureRows(section: usize, label: usize, cot: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    contact = m.wall.contact,
    surface = m.lithium.surface,
    nx = m.nx,
    q = <i32>label,
    box = voidBox(m, q);
  for (let j = box[2] + from; j < box[2] + to; j++) {
    for (let i = box[0]; i <= box[1]; i++) {
      const k = j * nx + i;
      let w = 0.0,
        kappa = 0.0;
      if (labelled(m, i, j, q) && !(contact.open[i] != 0 && contact.film[i] > <f64>j * m.h)) {
        const c = smoothAt(m, i, j, cot);
        const e = smoothAt(m, i + 1, j, cot),
          o = smoothAt(m, i - 1, j, cot),
          n = smoothAt(m, i, j + 1, cot),
          s = smoothAt(m, i, j - 1, cot);
        const gx = 0.5 * (e - o),
          gy = 0.5 * (n - s),
          g2 = gx * gx + gy * gy;
        if (g2 > 1e-4) {
          const xx = e - 2.0 * c + o,
            yy = n - 2.0 * c + s;
          const xy =
            0.25 *
            (smoothAt(m, i + 1, j + 1, cot) -
              smoothAt(m, i - 1, j + 1, cot) -
              smoothAt(m, i + 1, j - 1, cot) +
              smoothAt(m, i - 1, j - 1, cot));
          w = Math.sqrt(g2);
          kappa = Math.min(1.0, Math.max(-1.0, (xx * gy * gy - 2.0 * gx * gy * xy + yy * gx * gx) / (g2 * w)));
        }
      }
      surface.weight[k] = w;
      surface.curvature[k] = kappa;
    }
  }
}

/** One pass over void q. Returns the lithium that moved, in cells. */
function pass(m: Section, q: i32, share: f64, cot: f64): f64 {
  const lithium = m.lithium,
    surface = lithium.surface,
    nx = m.nx,
    box = voidBox(m, q),
    mean = curvature(m, q, cot);
  const i0 = box[0],
    i1 = box[1],
    j0 = box[2],
    j1 = box[3];
  if (!isFinite(mean)) return 0.0;
  let gain = 0.0,
    loss = 0.0;
  for (let j = j0; j <= j1; j++) {
    for (let i = i0; i <= i1; i++) {
      const k = j * nx + i,
        e = share * (surface.curvature[k] - mean) * surface.weight[k],
        c = lithium.phi[k];
      const d = e == 0 ? 0.0 : e * surfaceShare(m, i, j, e > 0);
      const change = d > 0 ? Math.min(d, fullest(m, k) - c) : Math.max(d, emptiest(m, k) - c);
      surface.weight[k] = change;
      if (change > 0) gain += change;
      else loss -= change;
    }
  }
  const moved = Math.min(gain, loss);
  if (moved == 0) return 0.0;
  const up = moved / gain,
    down = moved / loss;
  for (let j = j0; j <= j1; j++) {
    for (let i = i0; i <= i1; i++) {
      const k = j * nx + i,
        d = surface.weight[k];
      if (d != 0) lithium.phi[k] = Math.min(1.0, Math.max(0.0, lithium.phi[k] + d * (d > 0 ? up : down)));
    }
  }
  return moved;
}

/** Relaxes the shape of every void over dt [s]. */
export function relaxSurfaces(m: Section, dt: f64): void {
  const M = m.p(Param.surfaceMobility);
  if (M == 0) return;
  const whole = (M * dt) / (m.h * m.h),
    passes = <i32>Math.min(<f64>MOST_PASSES, Math.ceil(whole / PASS));
  const share = Math.min(LARGEST_PASS, whole / <f64>passes),
    cot = 1.0 / Math.tan(m.p(Param.contactAngle));
  const voids = labelVoids(m);
  borrowSurface(m);
  beginTogether(m, voids);
  for (let q = 1; q <= voids; q++) {
    for (let n = 0; n < passes; n++) if (pass(m, q, share, cot) == 0) break;
    endOfVoid(m, q);
  }
  endTogether(m);
  freeSurface(m);
}

/** Finds the capillary pressure of every void [Pa], eq. (7.3) (Young-Laplace), into m.lithium.suction: -gamma kappa in its cells, kappa its mean
 * curvature. Even inside, so that it pulls at the lithium only. Called before each flow solve. */
export function capillarySuction(m: Section): void {
  const lithium = m.lithium;
  const contact = m.wall.contact;
  if (m.p(Param.capillarity) == 0) return;
  const nx = m.nx,
    gamma = property(m, Prop.surfaceEnergy),
    cot = 1.0 / Math.tan(m.p(Param.contactAngle));
  memory.fill(changetype<usize>(lithium.suction), 0, (<usize>(nx * m.nl)) << 3);
  const voids = labelVoids(m);
  borrowSurface(m);
  for (let q = 1; q <= voids; q++) {
    const mean = curvature(m, q, cot),
      box = voidBox(m, q);
    if (!isFinite(mean)) continue;
    for (let j = box[2]; j <= box[3]; j++) {
      for (let i = box[0]; i <= box[1]; i++) {
        const k = j * nx + i;
        if (lithium.phi[k] >= 0.5 || lithium.voids.label[k] != q) continue;
        lithium.suction[k] = (-gamma * mean) / m.h;
        // lithium that lies on the floor below hangs on the wall
        if (contact.open[i] != 0)
          for (let b = j - 1; b >= 0 && lithium.phi[b * nx + i] >= 0.5; b--)
            lithium.suction[b * nx + i] = (-gamma * mean) / m.h;
      }
    }
  }
  freeSurface(m);
  hang(m);
}

/** Balances the capillary pressure on void floors by a force on the contact: the lithium is held between the two. Where voids
 * bulge that force would lift the lithium off the wall; it takes off at most the share LIFTED of load and adhesion. */
function hang(m: Section): void {
  const law = m.wall.law;
  const lithium = m.lithium;
  const nx = m.nx;
  // a platen that stands off has less than no load
  let held = Math.max(0.0, m.lithium.platen.load) * m.h * <f64>nx;
  for (let n = 0; n <= nx; n++) held += law.nodeHold[n];
  law.capillaryPull = 0.0;
  for (let i = 0; i < nx; i++) {
    for (let n = i; n <= i + 1; n++) if (law.nodeLength[n] == 0) law.capillaryPull -= 0.5 * m.h * lithium.suction[i];
  }
  if (law.capillaryPull >= -LIFTED * held) return;
  const part = (-LIFTED * held) / law.capillaryPull;
  for (let k = 0; k < nx * m.nl; k++) lithium.suction[k] = part * lithium.suction[k];
  law.capillaryPull *= part;
}
