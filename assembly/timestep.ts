// The time step: as long as what changes fastest allows, and why (Out.limiter). All rules are lengths, rates or shares,
// none is a number of cells but the Courant number of the moving lithium.

import { Limiter, Out, Param } from "./abi";
import { Section, Tally } from "./section";
import { longestStep } from "./cathode/electrode";
import { timeToInfiltrate } from "./electrolyte/infiltration";
import { lift } from "./interface/faces";
import { fastest } from "./lithium/advection";
import { pressureChange } from "./lithium/platen";
import { Line } from "./memory/fields";

const COURANT: f64 = 0.35;
/** A step may be this much longer than the one before. */
const GROWTH: f64 = 1.5;
/** Without current a step may be this many times the one at 1 mA/cm2. */
const REST: f64 = 20.0;
/** Free volume a step may add, as a share of the opening gap, averaged over the interface. */
const VOLUME_SHARE: f64 = 0.25;
/** Share of the free volume that a step may heal, and the least (of the opening gap) worth a step of its own. */
const HEAL_SHARE: f64 = 0.08;
const HEAL_FLOOR: f64 = 0.005;
/** Share of the stack pressure, or of the least that counts [Pa], that a step may take off a stack that yields. */
const PRESSURE_SHARE: f64 = 0.05;
const PRESSURE_FLOOR: f64 = 1e5;
/** ... and how far past that a solved step may come; no retry is shorter than a share of the step before. */
const PRESSURE_EXCESS: f64 = 2.0;
const SHORTEN_MOST: f64 = 0.1;
/** Neither pressure nor free volume asks for a step shorter than this [s]: a gap that nothing holds open closes at once, and
 * what the wall gives in a step is a length (SOFT_TIME in interface/overshoot.ts), a rate that grows as steps shrink. */
const LEAST_TIME: f64 = 0.01;
/** A step that ends where a column opens is no shorter than this share of the longest. */
const SHORTEST: f64 = 1.0 / 16.0;
/** The step in which the lithium runs out is found to this time [s]. */
const EMPTY_TIME: f64 = 0.01;

/** Longest time step that rates before the flow solve allow [s]. */
export function chooseStep(m: Section): f64 {
  const kinetics = m.wall.kinetics;
  const applied = Math.abs(m.tally[Tally.control]);
  let most = 0.0;
  for (let i = 0; i < m.nx; i++) most = Math.max(most, Math.abs(kinetics.current[i]) * kinetics.stripVolume);
  const base = m.p(Param.maxTimeStep);
  let dt = applied > 0 ? Math.min((base * 10.0) / applied, REST * base) : REST * base;
  let why = Limiter.accuracy;
  const gap = (0.5 * m.p(Param.gapScale)) / Math.max(most, 1e-30);
  if (gap < dt) {
    dt = gap;
    why = Limiter.gap;
  }
  const rate = m.tally[Tally.freeRate],
    gc = m.p(Param.openingGap);
  const change = rate < 0 ? Math.max(HEAL_FLOOR * gc, HEAL_SHARE * m.tally[Tally.freeVolume]) : VOLUME_SHARE * gc;
  const volume = Math.max(LEAST_TIME, change / Math.max(Math.abs(rate), 1e-30));
  if (volume < dt) {
    dt = volume;
    why = Limiter.healing;
  }
  const opening = Math.max(firstOpening(m, gc), base * SHORTEST);
  if (opening < dt) {
    dt = opening;
    why = Limiter.gap;
  }
  const pressing = pressureTime(m);
  if (pressing < dt) {
    dt = pressing;
    why = Limiter.pressure;
  }
  const filling = longestStep(m);
  if (filling < dt) {
    dt = filling;
    why = Limiter.cathode;
  }
  const previous = m.tally[Tally.previousDt] > 0 ? m.tally[Tally.previousDt] : base / GROWTH;
  if (GROWTH * previous < dt) {
    dt = GROWTH * previous;
    why = Limiter.growth;
  }
  const speed = m.lithium.platen.velocity;
  const empty = speed > 0 ? Math.max(EMPTY_TIME, m.tally[Tally.reservoir] / speed) : Infinity;
  const room = Math.min(m.p(Param.room), Math.min(empty, timeToInfiltrate(m)));
  if (room <= dt * 1.0000001) {
    dt = room;
    why = Limiter.room;
  } else if (room < 2.0 * dt) dt = 0.5 * room;
  m.put(Out.limiter, <f64>why);
  return dt;
}

/** Time until the first contact column opens when gaps go on growing as over the last step [s]: a step that ends there
 * keeps the spreading of voids, column by column, free of the step's length. Read before the state is kept anew. */
function firstOpening(m: Section, gc: f64): f64 {
  const contact = m.wall.contact;
  const before = m.state.kept<Line>(contact.gap),
    last = m.tally[Tally.previousDt];
  let first = Infinity;
  if (!(last > 0)) return first;
  for (let i = 0; i < m.nx; i++) {
    if (contact.open[i] != 0) continue;
    const g = contact.gap[i],
      rate = (g - before[i]) / last;
    if (rate > 0 && g < gc) first = Math.min(first, (1.0001 * (gc - g)) / rate);
  }
  return first;
}

/** Time in which the platen's pressure changes by as much as a step should, at its present speed [s]. */
function pressureTime(m: Section): f64 {
  const closing = m.p(Param.frameSpeed) + lift(m) - m.lithium.platen.velocity,
    P = m.lithium.platen.pressure;
  const most = PRESSURE_SHARE * Math.max(P, PRESSURE_FLOOR);
  // without pressure it cannot fall, and rises only once the platen touches
  const way = closing > 0 ? most + m.lithium.platen.standOff : P > most ? most : Infinity;
  return Math.max(LEAST_TIME, way / Math.max(m.p(Param.stackStiffness) * Math.abs(closing), 1e-30));
}

/** Time step in which the flow just solved changes the pressure of the platen by no more than a step should [s], at most dt. */
export function limitByPressure(m: Section, dt: f64): f64 {
  const share = Math.abs(pressureChange(m)) / (PRESSURE_SHARE * Math.max(m.lithium.platen.pressure, PRESSURE_FLOOR));
  if (share <= PRESSURE_EXCESS || dt <= LEAST_TIME) return dt;
  return Math.max(LEAST_TIME, Math.max(dt / share, SHORTEN_MOST * dt));
}

/** Time step in which no lithium crosses more than a third of a cell [s], at most dt. */
export function limitByCourant(m: Section, dt: f64): f64 {
  const most = (COURANT * m.h) / Math.max(fastest(m), 1e-30);
  if (most >= dt) return dt;
  m.put(Out.limiter, <f64>Limiter.courant);
  return most;
}
