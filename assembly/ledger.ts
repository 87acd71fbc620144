// Ledgers of lithium and charge, eqs. (13.1) and (13.2), always on. Per metre of depth:
//   lithium:  V(0) + fed through the platen line - Faraday - eaten by the interphase - in threads - taken out by hand
//             = sum phi h^2 - sum g h + overshoot of the stop (g < 0)      (identity)
//   charge:   asked by the control = stripped at the interface and the flanks of filaments = delivered to the pellet
//             = gained by the cathode, if there is one
// Lithium pressed back from filaments adds to the first; that in them has books of its own (filaments/outputs.ts), from which a hand
// takes it out, too (filaments/erased-flaw.ts).
// The right-hand sides are read off the state, not summed from increments, so a leak anywhere shows.

import { Out, Param } from "./abi";
import { Section, Tally } from "./section";
import { filamentDefect } from "./filaments/outputs";
import { ledgerDefect } from "./cathode/electrode";
import { threadVolume } from "./electrolyte/infiltration";
import { collectorVolume } from "./interface/current-collector";
import { yieldPlaten } from "./lithium/platen";
import { freeGap } from "./interface/overshoot";
import { bottomCurrent } from "./electrolyte/conduction";

/** Lithium below this share of a cell is no scale: rounding of the whole section's volume shows there. */
const LEAST: f64 = 1e-2;

// @ts-ignore: decorator
@inline function add(m: Section, k: Tally, v: f64): void {
  m.tally[k] = m.tally[k] + v;
}

/** Lithium in the window [m2]: fraction of the cells less the sub-grid gaps, with what overshoots the wall's stop, and what is
 * plated on a collector. */
export function lithiumVolume(m: Section): f64 {
  const lithium = m.lithium;
  const contact = m.wall.contact;
  let cells = 0.0,
    gaps = 0.0;
  for (let k = 0; k < m.nx * m.nl; k++) cells += lithium.phi[k];
  for (let i = 0; i < m.nx; i++) if (contact.open[i] == 0) gaps += contact.gap[i];
  return cells * m.h * m.h - gaps * m.h + collectorVolume(m);
}

/** Books the charge and lithium of a step; called with the currents of its beginning. */
export function bookStep(m: Section, dt: f64, fed: f64): void {
  const kinetics = m.wall.kinetics;
  const contact = m.wall.contact;
  const lithium = m.lithium;
  const nx = m.nx,
    W = m.h * <f64>nx;
  let stripped = 0.0,
    moved = 0.0;
  for (let i = 0; i < nx; i++) {
    stripped += kinetics.current[i] * m.h;
    const covered = m.p(Param.coverage) * Math.max(0, kinetics.current[i]) * dt;
    if (covered > 0) contact.lost[i] = 1.0 - (1.0 - contact.lost[i]) * Math.exp(-covered);
    moved += Math.abs(kinetics.current[i] * kinetics.stripVolume) + Math.abs(lithium.fluxY[i] / m.h);
  }
  const asked = m.tally[Tally.control] * W;
  add(m, Tally.time, dt);
  add(m, Tally.asked, asked * dt);
  add(m, Tally.stripped, stripped * dt);
  add(m, Tally.delivered, bottomCurrent(m) * dt);
  add(m, Tally.gross, Math.abs(asked) * dt);
  add(m, Tally.moved, Math.max(0.5 * moved * m.h * dt, Math.abs(fed)));
  add(m, Tally.fed, fed);
  add(m, Tally.projected, lithium.projected * dt);
  add(m, Tally.left, lithium.left * dt);
  m.tally[Tally.reservoir] = m.tally[Tally.reservoir] - fed / W;
  m.lithium.platen.velocity = fed / (W * dt);
  yieldPlaten(m, fed / W, dt);
}

/** Closes the ledgers of lithium and charge, with their defects relative to what moved, and to no less than a hundredth of a
 * cell. Returns the free volume per area [m]. */
export function balance(m: Section): f64 {
  const lithium = m.lithium;
  const v = m.wall.kinetics.stripVolume;
  const expected =
    m.tally[Tally.initialVolume] +
    m.tally[Tally.fed] -
    m.tally[Tally.stripped] * v -
    m.tally[Tally.eaten] -
    m.tally[Tally.taken] -
    threadVolume(m) +
    m.tally[Tally.returned];
  const scale = Math.max(LEAST * m.h * m.h, Math.max(m.tally[Tally.gross] * v, m.tally[Tally.moved]));
  const volume = lithiumVolume(m);
  const gross = m.tally[Tally.gross];
  const left = m.tally[Tally.stripped] + m.tally[Tally.flank];
  const asked = Math.abs(m.tally[Tally.asked] - left);
  const out = Math.abs(left - m.tally[Tally.delivered]);
  const bodies = m.filaments !== null ? filamentDefect(m) : 0.0;
  m.put(Out.lithiumDefect, (Math.abs(volume - expected) + bodies) / scale);
  const W = m.h * <f64>m.nx;
  const held = ledgerDefect(m, m.tally[Tally.asked] / W, gross / W);
  m.put(Out.chargeDefect, gross > 0 ? Math.max(Math.max(asked, out) / gross, held) : 0.0);
  m.put(Out.lithiumFed, m.tally[Tally.fed] / W);
  m.put(Out.lithiumStripped, (m.tally[Tally.stripped] * v) / W);
  m.put(Out.lithiumEaten, m.tally[Tally.eaten] / W);
  m.put(Out.lithiumTaken, (m.tally[Tally.taken] + m.tally[Tally.erased]) / W);
  m.put(Out.lithiumWindow, volume / W);
  m.put(Out.lithiumDivergence, m.tally[Tally.projected] / W);
  m.put(Out.divergence, m.tally[Tally.projected] / scale);
  const P = m.lithium.platen.pressure;
  m.put(Out.criticalCurrent, (m.wall.law.sinkLaw * P * P) / v);
  m.put(Out.reservoir, m.tally[Tally.reservoir]);
  m.put(Out.charge, (m.tally[Tally.asked] + m.tally[Tally.electronic]) / (m.h * <f64>m.nx));
  let free = 0.0,
    gaps = 0.0;
  for (let k = 0; k < m.nx * m.nl; k++) free += 1.0 - lithium.phi[k];
  for (let i = 0; i < m.nx; i++) gaps += freeGap(m, i);
  m.put(Out.gapVolume, gaps / <f64>m.nx);
  const freeVolume = (free * m.h + gaps) / <f64>m.nx;
  m.put(Out.voidVolume, freeVolume);
  return freeVolume;
}
