// Lithium fraction, eq. (6.6):  d phi/dt + div(phi v) = 0 on the face fluxes, split in x and y ([@weymouth2010]: the
// dilatation term c div with c = 1 in lithium cells of both sweeps cancels when the fluxes are divergence-free there), with
// THINC face values ([@xiao2005]; slope beta = 2.3 |n_d| + 0.01): inside a mixed cell the fraction is, eq. (6.7),
//   H(x) = 1/2 (1 + s tanh(beta (x - x0))),  x in [0, 1].

import { Section } from "../section";
import { LithiumCells } from "../memory/fields";
import { isLithium } from "./projection";

const EMPTY: f64 = 1e-9;
/** Difference of neighbours below which a cell counts as even in part. */
const FLAT: f64 = 1e-6;

/** Share of a donor cell (fraction phi, slope sign s, steepness beta) in the slab of width c at its outflow side;
 * `right` when the flow leaves through x = 1. Returns the lithium in the slab in cell volumes. */
function slab(phi: f64, s: f64, beta: f64, c: f64, right: bool): f64 {
  // x0 from the mean of H: with A = exp(beta s (2 phi - 1)), exp(2 beta x0) = e^beta (e^beta - A) / (A e^beta - 1) for s = +1.
  const A = Math.exp(beta * s * (2.0 * phi - 1.0));
  const E = Math.exp(beta);
  const x0 = (0.5 / beta) * Math.log((E * (E - A)) / (A * E - 1.0));
  const a = right ? 1.0 - c : 0.0,
    b = right ? 1.0 : c;
  const rise = (s / beta) * Math.log(Math.cosh(beta * (b - x0)) / Math.cosh(beta * (a - x0)));
  return Math.min(c, Math.max(0, 0.5 * (c + rise)));
}

/** Lithium carried through a face with Courant number c > 0 out of the donor. before/after: neighbours along the axis. Where the
 * fraction does not rise or fall through the donor it is even there; in between the two a blend, so that rounding does
 * not choose between them where neighbours are equal. */
// @ts-ignore: decorator
@inline function carried(before: f64, phi: f64, after: f64, steep: f64, c: f64, right: bool): f64 {
  const even = phi * c,
    ahead = after - phi,
    behind = phi - before;
  if (phi <= EMPTY || phi >= 1.0 - EMPTY || ahead * behind <= 0) return even;
  const thinc = slab(phi, after > before ? 1.0 : -1.0, 2.3 * steep + 0.01, c, right);
  const least = Math.min(Math.abs(ahead), Math.abs(behind));
  return least < FLAT ? even + (least / FLAT) * (thinc - even) : thinc;
}

/** |n_d| of the interface normal by centred differences; mirrored at the border. */
// @ts-ignore: decorator
@inline function normalShare(m: Section, i: i32, j: i32, alongX: bool): f64 {
  const nx = m.nx,
    nl = m.nl,
    phi = m.lithium.phi,
    k = j * nx + i;
  const e = i < nx - 1 ? phi[k + 1] : phi[k],
    w = i > 0 ? phi[k - 1] : phi[k];
  const n = j < nl - 1 ? phi[k + nx] : 1.0,
    s = j > 0 ? phi[k - nx] : phi[k];
  const gx = Math.abs(e - w),
    gy = Math.abs(n - s),
    size = Math.sqrt(gx * gx + gy * gy);
  return size > 0 ? (alongX ? gx : gy) / size : 0.0;
}

/** `full`: 1 where lithium is, 0 elsewhere. */
function sweepX(m: Section, dt: f64, full: LithiumCells): void {
  const lithium = m.lithium;
  const nx = m.nx,
    nl = m.nl,
    phi = lithium.phi,
    scale = dt / (m.h * m.h),
    next = m.scratch.lithiumCells();
  for (let j = 0; j < nl; j++) {
    const row = j * nx;
    let inflow = 0.0,
      uIn = 0.0;
    for (let i = 0; i < nx; i++) {
      let flow = 0.0;
      const u = i < nx - 1 ? lithium.fluxX[j * (nx + 1) + i + 1] * scale : 0.0;
      if (u > 0) {
        const k = row + i,
          before = i > 0 ? phi[k - 1] : phi[k];
        flow = carried(before, phi[k], phi[k + 1], normalShare(m, i, j, true), u, true);
      } else if (u < 0) {
        const k = row + i + 1,
          after = i + 1 < nx - 1 ? phi[k + 1] : phi[k];
        flow = -carried(phi[k - 1], phi[k], after, normalShare(m, i + 1, j, true), -u, false);
      }
      next[row + i] = phi[row + i] - (flow - inflow) + full[row + i] * (u - uIn);
      inflow = flow;
      uIn = u;
    }
  }
  memory.copy(changetype<usize>(phi), changetype<usize>(next), (<usize>(nx * nl)) << 3);
  m.scratch.free(next);
}

/** As sweepX; the wall line is j = 0 (contact faces carry full lithium out), the platen line j = nl.
 * Returns the lithium that came in through the platen line [m2]. */
function sweepY(m: Section, dt: f64, full: LithiumCells): f64 {
  const lithium = m.lithium;
  const nx = m.nx,
    nl = m.nl,
    phi = lithium.phi,
    scale = dt / (m.h * m.h),
    next = m.scratch.lithiumCells();
  let fed = 0.0;
  for (let i = 0; i < nx; i++) {
    let inflow = lithium.fluxY[i] * scale,
      uIn = inflow;
    for (let j = 0; j < nl; j++) {
      const k = j * nx + i;
      const u = lithium.fluxY[k + nx] * scale;
      let flow = 0.0;
      if (u > 0) {
        const before = j > 0 ? phi[k - nx] : phi[k];
        const after = j < nl - 1 ? phi[k + nx] : 1.0;
        flow = carried(before, phi[k], after, normalShare(m, i, j, false), u, true);
      } else if (u < 0) {
        if (j == nl - 1) flow = u;
        else {
          const up = k + nx,
            after = j + 1 < nl - 1 ? phi[up + nx] : 1.0;
          flow = -carried(phi[k], phi[up], after, normalShare(m, i, j + 1, false), -u, false);
        }
      }
      if (j == nl - 1) fed -= flow;
      next[k] = phi[k] - (flow - inflow) + full[k] * (u - uIn);
      inflow = flow;
      uIn = u;
    }
  }
  memory.copy(changetype<usize>(phi), changetype<usize>(next), (<usize>(nx * nl)) << 3);
  m.scratch.free(next);
  return fed * m.h * m.h;
}

/** Carries the lithium over dt [s]; xFirst alternates from step to step. Returns the lithium fed through the platen line [m2]. */
export function advect(m: Section, dt: f64, xFirst: bool): f64 {
  const cells = m.nx * m.nl;
  const full = m.scratch.lithiumCells();
  for (let k = 0; k < cells; k++) full[k] = isLithium(m, k) ? 1.0 : 0.0;
  let fed = 0.0;
  if (xFirst) {
    sweepX(m, dt, full);
    fed = sweepY(m, dt, full);
  } else {
    fed = sweepY(m, dt, full);
    sweepX(m, dt, full);
  }
  m.scratch.free(full);
  return fed;
}

/** Largest speed through a face that carries lithium [m/s]. */
export function fastest(m: Section): f64 {
  const lithium = m.lithium;
  const nx = m.nx,
    nl = m.nl;
  let most = 0.0;
  for (let j = 0; j < nl; j++) {
    for (let i = 1; i < nx; i++) {
      const k = j * nx + i;
      if (lithium.phi[k] > EMPTY || lithium.phi[k - 1] > EMPTY)
        most = Math.max(most, Math.abs(lithium.fluxX[j * (nx + 1) + i]));
    }
  }
  for (let j = 0; j <= nl; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      const below = j > 0 ? lithium.phi[k - nx] : 0.0,
        above = j < nl ? lithium.phi[k] : 1.0;
      if (below > EMPTY || above > EMPTY) most = Math.max(most, Math.abs(lithium.fluxY[k]));
    }
  }
  return most / m.h;
}

/** Pushes lithium beyond a full cell upwards, then sideways; exact in volume. Returns what found no room [m2]. */
export function pushOverfill(m: Section): f64 {
  const nx = m.nx,
    nl = m.nl,
    phi = m.lithium.phi;
  // what each column carries on to the next row
  const extra = m.scratch.line(),
    debt = m.scratch.line();
  for (let i = 0; i < nx; i++) extra[i] = debt[i] = 0.0;
  for (let j = 0; j < nl; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i,
        v = phi[k] + extra[i];
      extra[i] = Math.max(0, v - 1.0);
      phi[k] = v - extra[i];
    }
  }
  // A negative fraction is borrowed from the cell above, in the same way.
  for (let j = 0; j < nl; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i,
        v = phi[k] - debt[i];
      debt[i] = Math.max(0, -v);
      phi[k] = v + debt[i];
    }
  }
  let lost = 0.0;
  for (let i = 0; i < nx; i++) lost += extra[i] - debt[i];
  m.scratch.free(extra);
  m.scratch.free(debt);
  return lost * m.h * m.h;
}
