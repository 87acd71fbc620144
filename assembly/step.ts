// One time step of the coupled section (order of docs/model.md):
//   1 choose dt  2 lithium flow  3 project  4 move lithium  5 interface budget  6 open and close
//   7 interphase  8 books  9 potential and current  10 electrolyte stress, risk, observables
// The potential is solved last, so that every observable belongs to the state at the new time.

import { get, set } from "./memory";
import { Limiter, Out, Param, Picture, Status } from "./abi";
import { Model, Tally, keep, takeBack } from "./model";
import { advect, fastest, pushOverfill } from "./physics/advection";
import { solveFlow } from "./physics/creep";
import { interfaceBudget } from "./physics/interface";
import { balance, bookStep } from "./physics/ledger";
import { solvePotential, splitOverpotential } from "./physics/potential";
import { faceFluxes, project } from "./physics/projection";
import { currentMagnitude, riskChannel } from "./physics/risk";
import { growSei, seiUptake } from "./physics/sei";
import { solveStress } from "./physics/stress";
import { openAndClose, voidStatistics } from "./physics/voids";

const COURANT: f64 = 0.35;
/** A step may be this much longer than the one before. */
const GROWTH: f64 = 1.5;
const RETRIES: i32 = 12;
/** Free volume a step may add, as a share of the opening gap, averaged over the interface. */
const VOLUME_SHARE: f64 = 0.25;
/** Share of the free volume that a step may heal, and the least (of the opening gap) worth a step of its own. */
const HEAL_SHARE: f64 = 0.08;
const HEAL_FLOOR: f64 = 0.005;
/** The step in which the lithium runs out is found to this time [s]. */
const EMPTY_TIME: f64 = 0.01;

/** Time step from what changes fastest; the reason goes to Out.limiter. */
function chooseStep(m: Model): f64 {
  const applied = Math.abs(get(m.tally, Tally.control));
  let most = 0.0;
  for (let i = 0; i < m.nx; i++) most = Math.max(most, Math.abs(get(m.current, i)) * m.stripVolume);
  const base = m.p(Param.maxTimeStep);
  let dt = applied > 0 ? (base * 10.0) / applied : 20.0 * base;
  dt = Math.min(dt, 20.0 * base);
  let why = Limiter.accuracy;
  const gap = (0.5 * m.p(Param.gapScale)) / Math.max(most, 1e-30);
  if (gap < dt) {
    dt = gap;
    why = Limiter.gap;
  }
  const rate = get(m.tally, Tally.freeRate), gc = m.p(Param.openingGap);
  const change = rate < 0 ? Math.max(HEAL_FLOOR * gc, HEAL_SHARE * get(m.tally, Tally.freeVolume)) : VOLUME_SHARE * gc;
  const volume = change / Math.max(Math.abs(rate), 1e-30);
  if (volume < dt) {
    dt = volume;
    why = Limiter.healing;
  }
  const previous = get(m.tally, Tally.previousDt) > 0 ? get(m.tally, Tally.previousDt) : base / GROWTH;
  if (GROWTH * previous < dt) {
    dt = GROWTH * previous;
    why = Limiter.growth;
  }
  const speed = get(m.tally, Tally.platenVelocity);
  const empty = speed > 0 ? Math.max(EMPTY_TIME, get(m.tally, Tally.reservoir) / speed) : Infinity;
  const room = Math.min(m.p(Param.room), empty);
  if (room <= dt * 1.0000001) {
    dt = room;
    why = Limiter.room;
  } else if (room < 2.0 * dt) dt = 0.5 * room;
  m.put(Out.limiter, <f64>why);
  return dt;
}

/** Advances the section by one step of at most Param.room. */
export function step(m: Model): Status {
  keep(m);
  let dt = chooseStep(m);
  seiUptake(m, dt);
  let tries = 0;
  while (!solveFlow(m, dt)) {
    takeBack(m);
    if (++tries > RETRIES) return Status.flowDiverged;
    dt *= 0.5;
    seiUptake(m, dt);
    m.put(Out.limiter, <f64>Limiter.retry);
  }
  faceFluxes(m);
  const projected = project(m), left = get(m.work, 0);
  const courant = (COURANT * m.h) / Math.max(fastest(m), 1e-30);
  if (courant < dt) {
    dt = courant;
    seiUptake(m, dt);
    m.put(Out.limiter, <f64>Limiter.courant);
  }
  damp(m);
  const even = get(m.tally, Tally.phaseChange) == 0;
  set(m.tally, Tally.phaseChange, even ? 1.0 : 0.0);
  let fed = advect(m, dt, even);
  fed -= pushOverfill(m);
  interfaceBudget(m, dt);
  openAndClose(m);
  fadePressure(m);
  growSei(m, dt);
  bookStep(m, dt, fed, projected, left);
  set(m.tally, Tally.platenVelocity, fed / (m.h * <f64>m.nx * dt));
  const before = get(m.tally, Tally.freeVolume);
  balance(m);
  const free = load<f64>(m.out + (<usize>Out.voidVolume << 3));
  set(m.tally, Tally.freeRate, (free - before) / dt);
  set(m.tally, Tally.freeVolume, free);
  set(m.tally, Tally.previousDt, dt);
  m.put(Out.dt, dt);
  m.put(Out.time, get(m.tally, Tally.time));
  const status = solvePotential(m);
  if (status != Status.ok) return status;
  observe(m);
  if (!finite(m)) return Status.notFinite;
  return get(m.tally, Tally.reservoir) <= 0 ? Status.lithiumDepleted : Status.ok;
}

/** Everything that is derived from the state at this time. */
export function observe(m: Model): void {
  splitOverpotential(m);
  currentMagnitude(m);
  solveStress(m);
  riskChannel(m, Picture.risk);
  voidStatistics(m);
}

/** Remembers the fractions, so that fadePressure can tell what has emptied. */
function damp(m: Model): void {
  memory.copy(m.pictureWork, m.phi, <usize>(m.nx * m.nl) << 3);
}

/** The kept pressure of a cell goes with its lithium. */
function fadePressure(m: Model): void {
  for (let k = 0; k < m.nx * m.nl; k++) {
    const before = get(m.pictureWork, k), now = get(m.phi, k);
    if (now < before) set(m.pressure, k, get(m.pressure, k) * (before > 1e-9 ? now / before : 0.0));
  }
}

function finite(m: Model): bool {
  const v = get(m.tally, Tally.phiMetal) + load<f64>(m.out + (<usize>Out.voidVolume << 3)) + load<f64>(m.out + (<usize>Out.vonMisesMax << 3));
  return isFinite(v);
}
