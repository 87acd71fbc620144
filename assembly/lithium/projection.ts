// What the inexact flow solve leaves of div v is taken out before lithium is moved, so that it can never hide in
// the voids, eq. (6.5): face fluxes F <- F - grad q with div grad q = div F in cells that are mostly lithium, q = 0 in voids,
// wall, platen and mirrors fixed. Without any void the platen speed is set by the wall flux instead (one number),
// and the problem is pure Neumann. What was taken out and what is left are ledger entries.

import { get, set } from "../memory/arena";
import { Out } from "../abi";
import { Section } from "../section";
import { overRows } from "../threads/rows";

const TOLERANCE: f64 = 1e-12;

/** Finds the fluxes through the faces [m2/s]: h times the mean velocity of the face's two nodes. */
export function faceFluxes(m: Section): void {
  overRows(fluxRows, changetype<usize>(m), 0, 0, m.nx, m.nl + 1);
}

function fluxRows(section: usize, _: usize, __: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    lithium = m.lithium,
    contact = m.wall.contact,
    nx = m.nx,
    ux = m.flow.ux,
    uy = m.flow.uy,
    half = 0.5 * m.h;
  for (let j = from; j < to; j++) {
    for (let i = 0; i <= nx && j < m.nl; i++) {
      const n = j * (nx + 1) + i;
      const side = i == 0 || i == nx;
      lithium.fluxX[n] = side ? 0.0 : half * (get(ux, n) + get(ux, n + nx + 1));
    }
    for (let i = 0; i < nx; i++) {
      const n = j * (nx + 1) + i;
      const shut = j == 0 && contact.open[i] != 0;
      lithium.fluxY[j * nx + i] = shut ? 0.0 : half * (get(uy, n) + get(uy, n + 1));
    }
  }
}

/** Whether cell k must keep its volume: mostly lithium, and not on the wall of an open column, where a roof still has to
 * come down. */
// @ts-ignore: decorator
@inline export function isLithium(m: Section, k: i32): bool {
  return m.lithium.phi[k] > 0.5 && !(k < m.nx && m.wall.contact.open[k] != 0);
}

// @ts-ignore: decorator
@inline function outflow(m: Section, i: i32, j: i32): f64 {
  const lithium = m.lithium;
  const x = j * (m.nx + 1) + i,
    y = j * m.nx + i;
  return lithium.fluxX[x + 1] - lithium.fluxX[x] + lithium.fluxY[y + m.nx] - lithium.fluxY[y];
}

/** Volume that the lithium cells together gain or lose [m2/s]. */
function defect(m: Section): f64 {
  let sum = 0.0;
  for (let j = 0; j < m.nl; j++) {
    for (let i = 0; i < m.nx; i++) if (isLithium(m, j * m.nx + i)) sum += outflow(m, i, j);
  }
  return Math.abs(sum);
}

/** Makes the face fluxes divergence-free in lithium; m.lithium.projected and m.lithium.left say what that took out and what remains. */
export function project(m: Section): void {
  const lithium = m.lithium;
  const nx = m.nx,
    nl = m.nl,
    top = nl * nx;
  lithium.projected = defect(m);
  let k = 0;
  while (k < nx * nl && isLithium(m, k)) k++;
  if (k == nx * nl) {
    let wall = 0.0;
    for (let i = 0; i < nx; i++) wall += lithium.fluxY[i];
    for (let i = 0; i < nx; i++) lithium.fluxY[top + i] = wall / <f64>nx;
  }
  overRows(coefficientRows, changetype<usize>(m), 0, 0, nx, nl);
  m.projection.setup();
  const its = m.projection.solve(TOLERANCE, 0.0, 200);
  m.put(Out.projectionIterations, <f64>(its < 0 ? 200 : its));
  overRows(correctionRows, changetype<usize>(m), 0, 0, nx, nl);
  lithium.left = defect(m);
}

/** Operator and right-hand side: a face between two cells of lithium conducts, and every other neighbour has the value 0. */
function coefficientRows(section: usize, _: usize, __: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    nx = m.nx,
    nl = m.nl,
    q = m.projection;
  for (let j = from; j < to; j++) {
    for (let i = 0; i <= nx; i++) {
      const k = j * nx + i;
      const on = i > 0 && i < nx && isLithium(m, k) && isLithium(m, k - 1);
      set(q.tx, j * (nx + 1) + i, on ? 1.0 : 0.0);
    }
  }
  for (let j = from; j < (to == nl ? nl + 1 : to); j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      const on = j > 0 && j < nl && isLithium(m, k) && isLithium(m, k - nx);
      set(q.ty, k, on ? 1.0 : 0.0);
    }
  }
  for (let j = from; j < to; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      let c = 0.0,
        f = 0.0;
      if (isLithium(m, k)) {
        if (i > 0 && !isLithium(m, k - 1)) c += 1.0;
        if (i < nx - 1 && !isLithium(m, k + 1)) c += 1.0;
        if (j > 0 && !isLithium(m, k - nx)) c += 1.0;
        if (j < nl - 1 && !isLithium(m, k + nx)) c += 1.0;
        f = -outflow(m, i, j);
      }
      set(q.c, k, c);
      set(q.f, k, f);
      set(q.u, k, 0.0);
    }
  }
}

/** F <- F - grad q (q grows towards a sink of volume: outflow + sum T (q_c - q_nb) = 0). */
function correctionRows(section: usize, _: usize, __: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    lithium = m.lithium,
    nx = m.nx,
    q = m.projection;
  for (let j = from; j < to; j++) {
    for (let i = 1; i < nx; i++) {
      const k = j * nx + i;
      if (!isLithium(m, k) && !isLithium(m, k - 1)) continue;
      const a = isLithium(m, k - 1) ? get(q.u, k - 1) : 0.0;
      const b = isLithium(m, k) ? get(q.u, k) : 0.0;
      const x = j * (nx + 1) + i;
      lithium.fluxX[x] = lithium.fluxX[x] + a - b;
    }
  }
  for (let j = max(1, from); j < to; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      if (!isLithium(m, k) && !isLithium(m, k - nx)) continue;
      const a = isLithium(m, k - nx) ? get(q.u, k - nx) : 0.0;
      const b = isLithium(m, k) ? get(q.u, k) : 0.0;
      lithium.fluxY[k] = lithium.fluxY[k] + a - b;
    }
  }
}
