// One time step of the coupled section (listed in docs/model.md, section 2). The potential is solved last, so that every observable
// belongs to the state at the new time.

import { Limiter, Out, Param, Status } from "./abi";
import { Section, Tally, keep, takeBack } from "./section";
import { fadePressure, solveFlow } from "./lithium/flow";
import { fuseShort, growFilaments } from "./filaments/in-section";
import { noteNucleation } from "./electrolyte/electrons";
import { balance } from "./ledger";
import { follow } from "./interface/counter-interphase";
import { overdrawn } from "./interface/current-collector";
import { solvePotential } from "./interface/potential";
import { faceFluxes, project } from "./lithium/projection";
import { pierced } from "./lithium/voids";
import { chooseStep, limitByCourant, limitByPressure } from "./timestep";
import { advance, book, observe, rates } from "./stages";

const RETRIES: i32 = 12;
/** Stack pressure past which a run ends [Pa]: plating between platens that are held apart has no other limit here, and no
 * frame holds as much. */
const MOST_PRESSURE: f64 = 1e9;

/** Advances the section by one time step of at most Param.room [s], a half, a quarter ... as long where the currents of a cathode
 * do not converge. */
export function step(m: Section): Status {
  let dt = chooseStep(m);
  keep(m);
  let status = attempt(m, dt);
  for (let tries = 0; status == Status.cathodeDiverged; tries++) {
    takeBack(m);
    if (tries == RETRIES) return status;
    dt = 0.5 * Math.min(dt, m.attempted);
    follow(m);
    status = solvePotential(m);
    if (status != Status.ok) continue;
    m.put(Out.limiter, <f64>Limiter.retry);
    status = attempt(m, dt);
  }
  return status;
}

/** A step of at most `first` [s]. */
function attempt(m: Section, first: f64): Status {
  if (m.filaments !== null && fuseShort(m)) {
    const status = solvePotential(m);
    if (status != Status.ok) return status;
  }
  let dt = m.p(Param.lithiumFree) != 0 ? first : flow(m, first);
  if (dt == 0) return pierced(m) ? Status.lithiumPierced : Status.flowDiverged;
  if (m.filaments !== null) dt = growFilaments(m, dt);
  if (!(dt > 0)) return Status.potentialDiverged;
  rates(m, dt);
  m.attempted = dt;
  const fed = advance(m, dt);
  if (m.cathode.missed) return Status.cathodeDiverged;
  book(m, dt, fed);
  return conclude(m, dt);
}

/** Lithium flow over dt, or over a half, a quarter ... of it where it does not converge, or less where the platen would
 * lose too much pressure; 0 when none did. */
function flow(m: Section, first: f64): f64 {
  let dt = first;
  for (let tries = 0; tries <= RETRIES; tries++) {
    rates(m, dt);
    const solved = solveFlow(m, dt),
      within = solved ? limitByPressure(m, dt) : 0.5 * dt;
    if (solved && (within >= dt || tries == RETRIES)) {
      faceFluxes(m);
      project(m);
      return limitByCourant(m, dt);
    }
    takeBack(m);
    dt = within;
    m.put(Out.limiter, <f64>(solved ? Limiter.pressure : Limiter.retry));
  }
  return 0;
}

/** Rates for the next step, the new potential, and what the step has come to. */
function conclude(m: Section, dt: f64): Status {
  if (m.p(Param.lithiumFree) == 0) fadePressure(m, m.lithium.before);
  const before = m.tally[Tally.freeVolume];
  const free = balance(m);
  m.tally[Tally.freeRate] = (free - before) / dt;
  m.tally[Tally.freeVolume] = free;
  m.tally[Tally.previousDt] = dt;
  m.put(Out.dt, dt);
  m.put(Out.time, m.tally[Tally.time]);
  follow(m);
  const status = solvePotential(m);
  if (status != Status.ok) return status;
  observe(m);
  noteNucleation(m);
  if (!isFinite(m.tally[Tally.phiMetal] + free + m.electrolyte.largestMises)) return Status.notFinite;
  if (m.lithium.platen.pressure > MOST_PRESSURE) return Status.overpressed;
  return m.tally[Tally.reservoir] <= 0 || overdrawn(m) ? Status.lithiumDepleted : Status.ok;
}
