// A wall without lithium (cell.lithiumFree): a current collector, on which what is plated is an inventory of metal that the
// interphase eats, eq. (5.7). N is one number for the wall, since the collector joins its columns:
//   dN/dt = -j - dq/dt,   metal = max(0, N),   E = max(0, -N) / C_ps
// While there is metal the wall is at the potential of lithium, E = 0; then the film goes on eating the lithium that its own
// phosphide has left, which has the capacitance C_ps, and the potential rises, no further than where the electrolyte is reduced
// no more: the film eats N + C_ps dU at most.

import { Out, Param, Prop } from "../abi";
import { property } from "../properties";
import { Section } from "../section";

/** Whether the wall is a current collector. */
// @ts-ignore: decorator
@inline export function lithiumFree(m: Section): bool {
  return m.p(Param.lithiumFree) != 0;
}

/** Sets a bare collector. */
export function start(m: Section): void {
  m.wall.collector.inventory = 0.0;
}

/** Charge that the films may still eat [C/m2]. */
export function available(m: Section): f64 {
  const store = m.p(Param.collectorCapacitance) * property(m, Prop.reductionPotential);
  return Math.max(0.0, m.wall.collector.inventory + store);
}

/** Potential of the collector against lithium [V], which the voltage has beside phi_m; 0 where there is metal. */
export function wallPotential(m: Section): f64 {
  return Math.max(0.0, -m.wall.collector.inventory) / m.p(Param.collectorCapacitance);
}

/** Books what dt [s] has plated and what the films have eaten in it. */
export function advance(m: Section, dt: f64): void {
  if (!lithiumFree(m)) return;
  const kinetics = m.wall.kinetics,
    uptake = m.wall.interphase.uptake;
  let taken = 0.0;
  for (let i = 0; i < m.nx; i++) taken += kinetics.current[i] + uptake[i] / kinetics.stripVolume;
  m.wall.collector.inventory -= (taken / <f64>m.nx) * dt;
}

/** Lithium on the collector, less what its store lacks [m2 per metre of depth]. */
export function collectorVolume(m: Section): f64 {
  return m.wall.collector.inventory * m.wall.kinetics.stripVolume * m.h * <f64>m.nx;
}

/** Whether stripping has taken more than there is. */
export function overdrawn(m: Section): bool {
  return lithiumFree(m) && available(m) == 0 && m.p(Param.current) > 0;
}

/** Puts the metal on the collector [C/m2]. */
export function observe(m: Section): void {
  m.put(Out.metal, Math.max(0.0, m.wall.collector.inventory));
}
