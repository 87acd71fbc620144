// Interphase: what lithium and electrolyte react to, a film on each face of the interface. Charge p that passivates it,
// eqs. (5.1) and (5.2), linear-parabolic (Deal-Grove), a the contact of the face:
//   dp/dt = a / (1/r + rho_c + 2 p / k^2),   L = lambda_p p,   R = L / sigma,   sigma = sigma_lo^(1-chi) sigma_hi^chi
// Reaction r [A/m2], electrons through a coating rho_c [m2/A], growth in the film k [C/(m2 s^0.5)] in series: r = 0 is stable
// (type I), k alone passivates (III), r alone goes on for ever (II). The step is the root of a quadratic, exact for any dt:
//   B = 2 p + k^2 (1/r + rho_c),   c = k^2 a dt,   p(t + dt) = p + 2 c / (B + sqrt(B^2 + 4 c))
// rho_c = L_c / (sigma_e,c dU) summed over the coating, eq. (5.4). Plating conditions the film, eq. (5.5), by the local current:
//   1 - chi(t + dt) = (1 - chi) exp(-(j_pl / a) dt / q*(j_pl / a) - dt/t_rest),   q*(j) = q_lo / (1 + j/j_h)
// The film is thicker than the electrolyte it eats: its surface, which is y = 0, rises, eq. (5.6). The lithium eaten is part of
// the interface budget and of the ledger. sigma follows the temperature law of the interphase's resistance.

import { Layer, Out, Param, Prop } from "../abi";
import { layer } from "../electrolyte/layers";
import { available, lithiumFree } from "./current-collector";
import { Line } from "../memory/fields";
import { overReference, property } from "../properties";
import { Section, Tally } from "../section";

/** Value of property k at its reference temperature [SI]. */
// @ts-ignore: decorator
@inline function reference(m: Section, k: Prop): f64 {
  return m.props[4 * k];
}

/** Charge that passivates at the start [C/m2]. */
export function startCharge(m: Section): f64 {
  const thickness = property(m, Prop.interphaseThickness);
  if (thickness >= 0) return thickness / reference(m, Prop.interphaseThicknessPerCharge);
  return lithiumFree(m) ? 0.0 : m.wall.interphase.standardCharge;
}

/** Resistance of a film in full contact [Ohm m2] with the passivating charge p [C/m2], conditioned to the share chi. */
export function filmOhm(m: Section, p: f64, chi: f64): f64 {
  const f = m.wall.interphase;
  const ohm = Math.max(0.0, f.standardOhm + (p - f.standardCharge) * f.ohmPerCharge);
  return chi == 1 ? ohm : ohm * Math.pow(f.contrast, 1.0 - chi);
}

/** Conductivity of a film that is conditioned to the share chi [S/m]. */
export function filmConductivity(m: Section, chi: f64): f64 {
  const sigma = reference(m, Prop.interphaseConductivity) / overReference(m, Prop.interphaseResistance);
  return chi == 1 ? sigma : sigma / Math.pow(m.wall.interphase.contrast, 1.0 - chi);
}

/** What electrons must pass on their way through the coating [m2/A], eq. (5.4): 1 over the current density that they could
 * carry between lithium and what reduces the electrolyte. */
function coatingSlowness(m: Section): f64 {
  const layers = m.micro.material.layers,
    pull = property(m, Prop.reductionPotential) * m.electrolyte.sigmaElectron;
  let slowness = 0.0;
  for (let k = 0; k < layers.count && layer(layers, k, Layer.coating) != 0; k++) {
    slowness += layer(layers, k, Layer.thickness) / (layer(layers, k, Layer.electronic) * pull);
  }
  return slowness;
}

/** Charge that a film with the passivating charge p gains over dt [s] on the share a of a face [C/m2], behind a coating that
 * slows it down by rho [m2/A], eq. (5.1). */
export function gain(m: Section, p: f64, a: f64, rho: f64, dt: f64): f64 {
  const r = m.wall.interphase.reaction,
    k2 = m.wall.interphase.rate * m.wall.interphase.rate;
  if (m.p(Param.interphaseGrowth) == 0 || r == 0 || a == 0) return 0.0;
  const B = 2.0 * p + k2 * (1.0 / r + rho),
    c = k2 * a * dt;
  return (2.0 * c) / (B + Math.sqrt(B * B + 4.0 * c));
}

/** How far a film is conditioned after dt [s] of plating at the local current density j [A/m2], 0..1, eq. (5.5). */
export function conditioned(m: Section, chi: f64, j: f64, dt: f64): f64 {
  if (chi == 1) return chi;
  const interphase = m.wall.interphase,
    rest = m.p(Param.conditioningRest);
  const needed = interphase.conditioningCharge / (1.0 + j / interphase.conditioningCurrent);
  return 1.0 - (1.0 - chi) * Math.exp((-j * dt) / needed - (rest > 0 ? dt / rest : 0.0));
}

/** Whether films change in this run. */
export function changes(m: Section): bool {
  return m.p(Param.interphaseGrowth) != 0 || m.p(Param.conditioning) != 1;
}

/** Sets the films at the start. */
export function start(m: Section): void {
  const interphase = m.wall.interphase;
  for (let i = 0; i < m.nx; i++) {
    interphase.passivating[i] = startCharge(m);
    interphase.eaten[i] = startCharge(m);
    interphase.conditioned[i] = m.p(Param.conditioning);
  }
  resist(m);
}

/** Finds the constants of the law at the temperature; the resistances follow. */
export function coefficients(m: Section): void {
  const interphase = m.wall.interphase;
  interphase.rate = property(m, Prop.interphaseGrowth);
  interphase.reaction = property(m, Prop.interphaseReaction);
  interphase.conditioningCharge = property(m, Prop.conditioningCharge);
  interphase.conditioningCurrent = property(m, Prop.conditioningCurrent);
  interphase.coating = coatingSlowness(m);
  const conductivity = reference(m, Prop.interphaseConductivity),
    perOhm = conductivity / reference(m, Prop.interphaseThicknessPerCharge);
  interphase.standardOhm = property(m, Prop.interphaseResistance);
  interphase.standardCharge = reference(m, Prop.interphaseResistance) * perOhm;
  interphase.ohmPerCharge = overReference(m, Prop.interphaseResistance) / perOhm;
  interphase.contrast = conductivity / reference(m, Prop.freshInterphaseConductivity);
  interphase.initial = filmOhm(m, startCharge(m), m.p(Param.conditioning));
  resist(m);
}

/** Sets the resistance of every column [Ohm m2] from its film. */
function resist(m: Section): void {
  const interphase = m.wall.interphase;
  for (let i = 0; i < m.nx; i++) {
    interphase.resistance[i] = filmOhm(m, interphase.passivating[i], interphase.conditioned[i]);
  }
}

/** Finds the mean speeds over dt at which every column takes lithium up and its surface rises [m/s]; zero when growth is off. */
export function rates(m: Section, dt: f64): void {
  const interphase = m.wall.interphase;
  const contact = m.wall.contact;
  const nx = m.nx,
    perVolume = m.wall.kinetics.stripVolume;
  let sum = 0.0,
    touching = 0;
  for (let i = 0; i < nx; i++) {
    const grown = gain(m, interphase.passivating[i], contact.area[i], interphase.coating, dt);
    interphase.uptake[i] = (grown / dt) * perVolume;
    sum += interphase.uptake[i];
    if (contact.open[i] == 0) touching++;
  }
  if (lithiumFree(m)) sum = ration(m, sum, dt);
  // (lambda_p - lambda_e) / (Omega/F): how far the surface rises for the lithium eaten, eq. (5.6)
  const swelling =
    (reference(m, Prop.interphaseThicknessPerCharge) - reference(m, Prop.electrolytePerCharge)) / perVolume;
  interphase.lift = (swelling * sum) / <f64>nx;
  const mean = touching > 0 ? sum / <f64>touching : 0.0;
  for (let i = 0; i < nx; i++) {
    interphase.rise[i] = contact.open[i] != 0 ? 0.0 : swelling * (interphase.uptake[i] - mean);
  }
}

/** Takes the films on a collector back to what there is to eat over dt [s]; the sum of their uptakes then, from that before. */
function ration(m: Section, sum: f64, dt: f64): f64 {
  const interphase = m.wall.interphase,
    most = (available(m) * m.wall.kinetics.stripVolume * <f64>m.nx) / dt;
  if (sum <= most) return sum;
  for (let i = 0; i < m.nx; i++) interphase.uptake[i] = interphase.uptake[i] * (most / sum);
  return most;
}

/** Grows the films by the lithium that a step of dt [s] has taken up, conditions them, and renews what has closed in it. */
export function advance(m: Section, dt: f64): void {
  if (!changes(m)) return;
  const interphase = m.wall.interphase;
  const contact = m.wall.contact;
  const kinetics = m.wall.kinetics;
  renew(m, m.state.kept<Line>(contact.open));
  for (let i = 0; i < m.nx; i++) {
    const taken = (interphase.uptake[i] * dt) / kinetics.stripVolume,
      a = contact.area[i];
    interphase.passivating[i] = interphase.passivating[i] + taken;
    interphase.eaten[i] = interphase.eaten[i] + taken;
    const plated = a > 0 ? Math.max(0.0, -kinetics.current[i]) / a : 0.0;
    interphase.conditioned[i] = conditioned(m, interphase.conditioned[i], plated, dt);
  }
  resist(m);
}

/** Renews the films of the columns that have closed by hand, where films change; `before`: which were open. */
export function closedByHand(m: Section, before: Line): void {
  if (!changes(m)) return;
  renew(m, before);
  resist(m);
}

/** What is lost of the films where lithium has come back; `before`: which columns were open. */
function renew(m: Section, before: Line): void {
  const passivating = m.wall.interphase.passivating,
    left = 1.0 - m.p(Param.interphaseRenewal);
  for (let i = 0; i < m.nx; i++) {
    if (before[i] != 0 && m.wall.contact.open[i] == 0) passivating[i] = left * passivating[i];
  }
}

/** Books the lithium that the interphase has taken up over dt [m2]. */
export function book(m: Section, dt: f64): void {
  const interphase = m.wall.interphase;
  if (m.p(Param.interphaseGrowth) == 0) return;
  let eaten = 0.0;
  for (let i = 0; i < m.nx; i++) eaten += interphase.uptake[i] * dt * m.h;
  m.tally[Tally.eaten] = m.tally[Tally.eaten] + eaten;
}

/** Charge that the films have eaten since the start, mean over the columns [C/m2]. */
export function eatenSinceStart(m: Section): f64 {
  const interphase = m.wall.interphase;
  let sum = 0.0;
  for (let i = 0; i < m.nx; i++) sum += interphase.eaten[i] - startCharge(m);
  return sum / <f64>m.nx;
}

/** Observes the films [m], [C/m2], [Ohm m2], at rest as under current, and sets the line of their thickness. */
export function observe(m: Section): void {
  const interphase = m.wall.interphase;
  const contact = m.wall.contact;
  const perCharge = reference(m, Prop.interphaseThicknessPerCharge);
  let thick = 0.0,
    most = 0.0,
    charge = 0.0,
    chi = 0.0,
    conductance = 0.0;
  for (let i = 0; i < m.nx; i++) {
    const L = perCharge * interphase.passivating[i];
    interphase.thickness[i] = L;
    thick += L;
    most = Math.max(most, L);
    charge += interphase.eaten[i];
    chi += interphase.conditioned[i];
    if (contact.area[i] > 0) conductance += contact.area[i] / interphase.resistance[i];
  }
  const n = <f64>m.nx;
  m.put(Out.interphaseThickness, thick / n);
  m.put(Out.interphaseThicknessMax, most);
  m.put(Out.interphaseCharge, charge / n);
  m.put(Out.interphaseConditioning, chi / n);
  m.put(Out.filmResistance, conductance > 0 ? n / conductance : 0.0);
}
