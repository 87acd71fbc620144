// Lithium fraction, eq. (6.6):  d phi/dt + div(phi v) = 0 on the face fluxes, split in x and y ([@weymouth2010]: the
// dilatation term c div with c = 1 in lithium cells of both sweeps cancels when the fluxes are divergence-free there), with
// THINC face values ([@xiao2005]; slope beta = 2.3 |n_d| + 0.01): inside a mixed cell the fraction is, eq. (6.7),
//   H(x) = 1/2 (1 + s tanh(beta (x - x0))),  x in [0, 1].

import { Section } from "../section";
import { Doubles, LithiumCells, part } from "../memory/fields";
import { copyBytes, overRows } from "../threads/rows";

const EMPTY: f64 = 1e-9;
/** Difference of neighbours below which a cell counts as even in part: what rounds by 1e-12 comes out of the blend at 1e-8. */
const FLAT: f64 = 5e-6;

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

/** Lithium carried through a face with Courant number c > 0 out of cell (i, j). before/after: neighbours along the axis. Where
 * the fraction does not rise or fall through the cell it is even there; in between the two a blend, so that rounding does
 * not choose between them where neighbours are equal. */
// @ts-ignore: decorator
@inline function carried(m: Section, i: i32, j: i32, alongX: bool, before: f64, after: f64, c: f64, right: bool): f64 {
  const phi = m.lithium.phi[j * m.nx + i],
    even = phi * c,
    ahead = after - phi,
    behind = phi - before;
  if (phi <= EMPTY || phi >= 1.0 - EMPTY || ahead * behind <= 0) return even;
  const thinc = slab(phi, after > before ? 1.0 : -1.0, 2.3 * normalShare(m, i, j, alongX) + 0.01, c, right);
  const least = Math.min(Math.abs(ahead), Math.abs(behind));
  return least < FLAT ? even + (least / FLAT) * (thinc - even) : thinc;
}

/** |n_d| of the interface normal by centred differences; mirrored at the border. */
function normalShare(m: Section, i: i32, j: i32, alongX: bool): f64 {
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

/** 1 where lithium was before the step, 0 elsewhere: the c of the dilatation term. */
// @ts-ignore: decorator
@inline function full(m: Section, k: i32): f64 {
  return m.lithium.before[k] > 0.5 && !(k < m.nx && m.wall.contact.open[k] != 0) ? 1.0 : 0.0;
}

/** Advances along x; flux * scale is the Courant number of a face. */
function sweepX(m: Section, scale: f64): void {
  const flow = m.scratch.lithiumCells();
  overRows(flowRowsX, changetype<usize>(m), changetype<usize>(flow), scale, m.nx, m.nl);
  overRows(moveRowsX, changetype<usize>(m), changetype<usize>(flow), scale, m.nx, m.nl);
  m.scratch.free(flow);
}

/** What passes the face on the right of each cell, in cells. */
function flowRowsX(section: usize, cells: usize, scale: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    flow = changetype<LithiumCells>(cells),
    fluxX = m.lithium.fluxX,
    phi = m.lithium.phi,
    nx = m.nx;
  for (let j = from; j < to; j++) {
    for (let i = 0, k = j * nx; i < nx; i++, k++) {
      const u = i < nx - 1 ? fluxX[j * (nx + 1) + i + 1] * scale : 0.0;
      let out = 0.0;
      if (u > 0) out = carried(m, i, j, true, i > 0 ? phi[k - 1] : phi[k], phi[k + 1], u, true);
      else if (u < 0) out = -carried(m, i + 1, j, true, phi[k], i + 1 < nx - 1 ? phi[k + 2] : phi[k + 1], -u, false);
      flow[k] = out;
    }
  }
}

function moveRowsX(section: usize, cells: usize, scale: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    flow = changetype<LithiumCells>(cells),
    fluxX = m.lithium.fluxX,
    phi = m.lithium.phi,
    nx = m.nx;
  for (let j = from; j < to; j++) {
    let inflow = 0.0,
      uIn = 0.0;
    for (let i = 0, k = j * nx; i < nx; i++, k++) {
      const u = i < nx - 1 ? fluxX[j * (nx + 1) + i + 1] * scale : 0.0;
      phi[k] = phi[k] - (flow[k] - inflow) + full(m, k) * (u - uIn);
      inflow = flow[k];
      uIn = u;
    }
  }
}

/** As sweepX; the wall line is j = 0 (contact faces carry full lithium out), the platen line j = nl.
 * Returns the lithium that came in through the platen line [m2]. */
function sweepY(m: Section, scale: f64): f64 {
  const nx = m.nx,
    flow = m.scratch.lithiumCells();
  overRows(flowRowsY, changetype<usize>(m), changetype<usize>(flow), scale, nx, m.nl);
  overRows(moveRowsY, changetype<usize>(m), changetype<usize>(flow), scale, nx, m.nl);
  let fed = 0.0;
  for (let i = 0; i < nx; i++) fed -= flow[(m.nl - 1) * nx + i];
  m.scratch.free(flow);
  return fed * m.h * m.h;
}

/** What passes the face above each cell, in cells. */
function flowRowsY(section: usize, cells: usize, scale: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    flow = changetype<LithiumCells>(cells),
    fluxY = m.lithium.fluxY,
    phi = m.lithium.phi,
    nx = m.nx,
    last = m.nl - 1;
  for (let j = from; j < to; j++) {
    for (let i = 0, k = j * nx; i < nx; i++, k++) {
      const u = fluxY[k + nx] * scale;
      let out = 0.0;
      if (u > 0) out = carried(m, i, j, false, j > 0 ? phi[k - nx] : phi[k], j < last ? phi[k + nx] : 1.0, u, true);
      else if (u < 0) {
        if (j == last) out = u;
        else out = -carried(m, i, j + 1, false, phi[k], j + 1 < last ? phi[k + 2 * nx] : 1.0, -u, false);
      }
      flow[k] = out;
    }
  }
}

function moveRowsY(section: usize, cells: usize, scale: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    flow = changetype<LithiumCells>(cells),
    fluxY = m.lithium.fluxY,
    phi = m.lithium.phi,
    nx = m.nx;
  for (let k = from * nx, end = to * nx; k < end; k++) {
    const uIn = fluxY[k] * scale,
      inflow = k < nx ? uIn : flow[k - nx];
    phi[k] = phi[k] - (flow[k] - inflow) + full(m, k) * (fluxY[k + nx] * scale - uIn);
  }
}

/** Carries the lithium over dt [s]; xFirst alternates from step to step. Returns the lithium fed through the platen line [m2]. */
export function advect(m: Section, dt: f64, xFirst: bool): f64 {
  const scale = dt / (m.h * m.h);
  copyBytes(changetype<usize>(m.lithium.before), changetype<usize>(m.lithium.phi), (<usize>(m.nx * m.nl)) << 3);
  if (xFirst) sweepX(m, scale);
  const fed = sweepY(m, scale);
  if (!xFirst) sweepX(m, scale);
  return fed;
}

/** Largest speed through a face that carries lithium [m/s]. */
export function fastest(m: Section): f64 {
  const most = m.scratch.lithiumNodes();
  overRows(fastestOfRows, changetype<usize>(m), changetype<usize>(most), 0, m.nx, m.nl + 1);
  let all = 0.0;
  for (let j = 0; j <= m.nl; j++) all = Math.max(all, most[j]);
  m.scratch.free(most);
  return all / m.h;
}

/** Largest flux through the faces below and within each row of cells. */
function fastestOfRows(section: usize, rows: usize, _: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    fastest = changetype<Doubles>(rows),
    lithium = m.lithium,
    nx = m.nx,
    nl = m.nl;
  for (let j = from; j < to; j++) {
    let most = 0.0;
    for (let i = 1; i < nx && j < nl; i++) {
      const k = j * nx + i;
      if (lithium.phi[k] > EMPTY || lithium.phi[k - 1] > EMPTY)
        most = Math.max(most, Math.abs(lithium.fluxX[j * (nx + 1) + i]));
    }
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      const below = j > 0 ? lithium.phi[k - nx] : 0.0,
        above = j < nl ? lithium.phi[k] : 1.0;
      if (below > EMPTY || above > EMPTY) most = Math.max(most, Math.abs(lithium.fluxY[k]));
    }
    fastest[j] = most;
  }
}

/** Pushes lithium beyond a full cell upwards, and borrows a negative share from above; exact in volume. Returns what found no
 * room [m2]. */
export function pushOverfill(m: Section): f64 {
  const carried = m.scratch.lithiumNodes();
  overRows(pushColumns, changetype<usize>(m), changetype<usize>(carried), 0, m.nl, m.nx);
  let lost = 0.0;
  for (let i = 0; i < m.nx; i++) lost += carried[i] - carried[m.nx + i];
  m.scratch.free(carried);
  return lost * m.h * m.h;
}

/** As pushOverfill in columns [from, to): what each carries on to the next row, and nx further what it has borrowed from it. */
function pushColumns(section: usize, columns: usize, _: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    nx = m.nx,
    phi = m.lithium.phi,
    extra = changetype<Doubles>(columns),
    debt = part(extra, nx);
  for (let i = from; i < to; i++) extra[i] = debt[i] = 0.0;
  for (let j = 0; j < m.nl; j++) {
    for (let i = from; i < to; i++) {
      const k = j * nx + i,
        v = phi[k] + extra[i];
      extra[i] = Math.max(0, v - 1.0);
      const w = v - extra[i] - debt[i];
      debt[i] = Math.max(0, -w);
      phi[k] = w + debt[i];
    }
  }
}
