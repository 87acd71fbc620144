// Free volume of the interface, eqs. (4.5) and (4.8): what stripping takes and the lattice does not bring.
//   dg = (j Omega/F + uptake of the interphase) dt - (lithium that crossed y = 0)
// New free volume travels along the interface over lambda: k(g) c stays as gap, the rest reaches voids, which lose
// lithium from their perimeter. Flat contact takes little (eps0), a gap takes all, nucleation sites are strong:
//   k = eps0 + (1 - eps0) min(1, (g/g0)^2) + site strength / h.
// A negative gap (lithium without room: healing, plating) goes the same way back: to gaps, to voids, and as a film
// that covers void floors from their edges.

import { Param } from "../abi";
import { Section } from "../section";
import { steadyOvershoot } from "./overshoot";
import { edgeFlux, spread } from "./interface-diffusion";
import { FILM_SHARE, exchangeWithVoids, labelOpenVoids } from "../lithium/voids";
import { uptake } from "./faces";
import { Line } from "../memory/fields";

/** Adds the free volume of a step of dt [s] to gaps and voids, and moves it along the interface between them. */
export function interfaceBudget(m: Section, dt: f64): void {
  const contact = m.wall.contact;
  const lithium = m.lithium;
  const kinetics = m.wall.kinetics;
  const freeVolume = m.wall.freeVolume;
  const nx = m.nx,
    h = m.h,
    lambda = m.p(Param.transportLength);
  const g0 = m.p(Param.gapScale),
    eps0 = m.p(Param.nucleationPreference),
    strength = m.p(Param.siteStrength);
  const voids = labelOpenVoids(m);
  // Excess speed e of every contact face; positive parts travel, negative parts are lithium that comes down.
  const share = m.scratch.line(),
    excess = m.scratch.line(),
    deficit = m.scratch.line();
  for (let i = 0; i < nx; i++) {
    if (contact.open[i] != 0) {
      excess[i] = 0.0;
      deficit[i] = 0.0;
      continue;
    }
    const crossed = (-lithium.fluxY[i] / h) * dt;
    const e = kinetics.current[i] * kinetics.stripVolume + uptake(m, i) - crossed / dt;
    excess[i] = Math.max(0, e);
    deficit[i] = Math.min(0, e);
    const g = Math.max(0, contact.gap[i]) / g0;
    share[i] = eps0 + (1.0 - eps0) * Math.min(1.0, g * g) + freeVolume.site[i] * (strength / h);
  }
  spread(m, lambda, share, excess);
  for (let q = 1; q <= voids; q++) freeVolume.voidTally[q - 1] = 0.0;
  for (let i = 0; i < nx; i++) {
    if (contact.open[i] != 0) continue;
    contact.gap[i] = contact.gap[i] + (share[i] * excess[i] + deficit[i]) * dt;
    toNeighbours(m, i, edgeFlux(m, excess, i, lambda) * h * dt);
  }
  for (let q = 0; q < voids; q++) freeVolume.voidTally[q] = -freeVolume.voidTally[q];
  exchangeWithVoids(m, voids, freeVolume.voidTally);
  returnRest(m, voids);
  m.scratch.free(share);
  m.scratch.free(excess);
  m.scratch.free(deficit);
  refill(m, dt, voids);
}

/** Label of the open void in column i (1-based), 0 on contact. */
// @ts-ignore: decorator
@inline function voidOf(m: Section, i: i32): i32 {
  return m.wall.contact.open[i] != 0 ? m.lithium.voids.label[i] : 0;
}

/** Adds `volume` to the tallies (m.wall.freeVolume.voidTally) of the voids next to contact column i; a column between two voids feeds both. */
function toNeighbours(m: Section, i: i32, volume: f64): void {
  const freeVolume = m.wall.freeVolume;
  if (i > 0) {
    const q = voidOf(m, i - 1);
    if (q > 0) freeVolume.voidTally[q - 1] = freeVolume.voidTally[q - 1] + volume;
  }
  if (i < m.nx - 1) {
    const q = voidOf(m, i + 1);
    if (q > 0) freeVolume.voidTally[q - 1] = freeVolume.voidTally[q - 1] + volume;
  }
}

/** Volume that voids could not take (positive in the tallies: lithium that found no room) or give back goes in equal parts to the
 * gaps of the contact columns beside them, so that the balance closes whatever happens. */
function returnRest(m: Section, voids: i32): void {
  const contact = m.wall.contact,
    rest = m.wall.freeVolume.voidTally;
  for (let q = 1; q <= voids; q++) {
    if (rest[q - 1] == 0) continue;
    let beside = 0;
    for (let i = 0; i < m.nx; i++) if (isBeside(m, i, q)) beside++;
    const each = rest[q - 1] / (<f64>beside * m.h);
    for (let i = 0; i < m.nx; i++) if (isBeside(m, i, q)) contact.gap[i] = contact.gap[i] - each;
  }
}

/** Whether i is a contact column next to void q. */
// @ts-ignore: decorator
@inline function isBeside(m: Section, i: i32, q: i32): bool {
  if (m.wall.contact.open[i] != 0) return false;
  return (i > 0 && voidOf(m, i - 1) == q) || (i < m.nx - 1 && voidOf(m, i + 1) == q);
}

/** Lithium without room (negative gaps) goes to gaps within lambda, to voids, and as film onto their floors. */
function refill(m: Section, dt: f64, voids: i32): void {
  const real = m.wall.contact;
  const nx = m.nx,
    g0 = m.p(Param.gapScale);
  const share = m.scratch.line(),
    spreading = m.scratch.line(),
    homeless = m.scratch.line();
  let any = false,
    room = voids > 0;
  for (let i = 0; i < nx; i++) {
    const g = real.gap[i],
      contact = real.open[i] == 0;
    const excess = contact ? Math.max(0, -g - steadyOvershoot(m, i, dt)) : 0.0;
    if (excess > 0) any = true;
    if (contact && g > 0) room = true;
    spreading[i] = excess;
    homeless[i] = excess;
    share[i] = contact ? 1e-6 + 10.0 * Math.min(1.0, Math.max(0, g) / g0) : 1.0;
  }
  if (any && room) placeExcess(m, dt, voids, share, spreading, homeless);
  m.scratch.free(share);
  m.scratch.free(spreading);
  m.scratch.free(homeless);
}

/** Spreads the lithium `excess` of each column over gaps, voids and films within lambda [m]. */
function placeExcess(m: Section, dt: f64, voids: i32, share: Line, c: Line, excess: Line): void {
  const real = m.wall.contact;
  const freeVolume = m.wall.freeVolume;
  const kinetics = m.wall.kinetics;
  const h = m.h,
    lambda = m.p(Param.transportLength);
  spread(m, lambda, share, c);
  for (let q = 1; q <= voids; q++) freeVolume.voidTally[q - 1] = 0.0;
  for (let i = 0; i < m.nx; i++) {
    if (real.open[i] != 0) continue;
    const g = real.gap[i],
      stays = share[i] * c[i];
    real.gap[i] = g + excess[i] - stays;
    const flux = edgeFlux(m, c, i, lambda) * h;
    toNeighbours(m, i, flux);
    growFilm(m, i, flux, Math.max(flux / lambda, -kinetics.current[i] * kinetics.stripVolume * dt));
  }
  exchangeWithVoids(m, voids, freeVolume.voidTally);
  returnRest(m, voids);
}

/** Part of the lithium that crosses the edge of contact column i runs along the void floor as a film, no further than
 * filmSpeed times the height `supplied` there in this step, by plating or healing; it is taken off what the void's perimeter gets. */
function growFilm(m: Section, i: i32, flux: f64, supplied: f64): void {
  const contact = m.wall.contact;
  const freeVolume = m.wall.freeVolume;
  const thickness = FILM_SHARE * m.p(Param.openingGap);
  const front = m.p(Param.filmSpeed) * supplied;
  for (let side = -1; side <= 1; side += 2) {
    const first = i + side;
    if (first < 0 || first >= m.nx || contact.open[first] == 0) continue;
    const q = voidOf(m, first);
    let left = Math.min(Math.min(flux, front * thickness), Math.max(0, freeVolume.voidTally[q - 1]));
    for (let v = first; left > 0 && v >= 0 && v < m.nx && contact.open[v] != 0; v += side) {
      const taken = layFilm(m, v, Math.min(left, Math.max(0, thickness - contact.film[v]) * m.h));
      left -= taken;
      freeVolume.voidTally[q - 1] = freeVolume.voidTally[q - 1] - taken;
    }
  }
}

/** Lays up to `volume` of lithium on the floor of the open column v; returns what found room. */
function layFilm(m: Section, v: i32, volume: f64): f64 {
  const lithium = m.lithium;
  const contact = m.wall.contact;
  let left = volume;
  for (let j = 0; j < m.nl && left > 0; j++) {
    const k = j * m.nx + v,
      take = Math.min(left, (1.0 - lithium.phi[k]) * m.h * m.h);
    lithium.phi[k] = lithium.phi[k] + take / (m.h * m.h);
    left -= take;
    if (lithium.phi[k] < 1.0) break;
  }
  contact.film[v] = contact.film[v] + (volume - left) / m.h;
  return volume - left;
}
