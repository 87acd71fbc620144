// One step of the section of a cathode under a given current: passes over lithium in the particles, faces, potential, voltage of the
// collector and electrons, until nothing moves. The currents of the faces add up to the current of the cell in every pass, so that
// charge and lithium agree to rounding however many passes there were.
import { valueAt } from "./curve";
import { CathodeSection } from "./section-parts";
import { diffuse, prepareDiffusion, respond } from "./section-diffusion";
import { overSurface } from "./section-faces";
import {
  conductanceToCollector,
  linearCurrent,
  linearise,
  meanVoltage,
  shiftVoltage,
  solvePotential,
  solveSensitivity,
  updateDrops,
} from "./section-potential";
import { solveRows } from "./section-electrons";
import { copyDoubles, fieldAt } from "../memory/blocks";
import { Doubles } from "../memory/fields";

const MAX_PASSES: i32 = 60;
/** Where the passes end: change of the potential differences [V], and of the currents over their mean. */
const DROP_TOLERANCE: f64 = 2e-5;
const CURRENT_TOLERANCE: f64 = 3e-3;
/** The least mean current density that it is measured by, over the exchange current density. */
const LEAST_CURRENT: f64 = 0.05;
/** A change of the mean current density that is a jump; one that calls for a new sensitivity. */
const JUMP: f64 = 0.2;

/** Sets the currents of all faces to start from for the wanted current [A/m]. */
function start(s: CathodeSection, wanted: f64): void {
  const f = s.faces,
    change = wanted - overSurface(f, f.j),
    jumps = Math.abs(change) > JUMP * Math.abs(s.collector.current);
  for (let k = 0; k < f.count; k++) {
    if (f.area[k] == 0.0) continue;
    f.j[k] = jumps ? wanted / f.perimeter : f.j[k] + change / f.perimeter;
  }
  s.collector.current = wanted;
  diffuse(s);
  if (jumps) s.collector.voltage = meanVoltage(s);
  updateDrops(s);
}

/** Brings the currents to the wanted sum: by the voltage, and what its linear response leaves evenly. Returns their largest change. */
function meet(s: CathodeSection, wanted: f64): f64 {
  const f = s.faces;
  let current = 0.0;
  for (let k = 0; k < f.count; k++) current += f.area[k] * linearCurrent(s, k);
  shiftVoltage(s, (wanted - current) / conductanceToCollector(s));
  current = 0.0;
  for (let k = 0; k < f.count; k++) current += f.area[k] * linearCurrent(s, k);
  const rest = (wanted - current) / f.perimeter;
  let most = 0.0;
  for (let k = 0; k < f.count; k++) {
    if (f.area[k] == 0.0) continue;
    const j = linearCurrent(s, k) + rest;
    most = Math.max(most, Math.abs(j - f.j[k]));
    f.j[k] = j;
  }
  return most;
}

/**
 * Passes until the faces carry `wanted` [A/m] and nothing moves; their number, negative when they did not end or a linear solve
 * missed its tolerance.
 */
function settle(s: CathodeSection, wanted: f64): i32 {
  const scale = Math.max(Math.abs(wanted) / s.faces.perimeter, LEAST_CURRENT * s.laws.exchange);
  s.effort.potential = 0;
  s.effort.diffusion = 0;
  s.effort.missed = false;
  s.stale = true;
  start(s, wanted);
  let moved = Infinity,
    ended = false;
  s.effort.passes = 0;
  while (!ended && !s.effort.missed && s.effort.passes < MAX_PASSES) {
    s.effort.passes += 1;
    if (s.effort.passes > 1) diffuse(s);
    linearise(s);
    solvePotential(s);
    if (moved > JUMP * scale) solveSensitivity(s);
    solveRows(s);
    moved = meet(s, wanted);
    ended = updateDrops(s) < DROP_TOLERANCE && moved < CURRENT_TOLERANCE * scale;
  }
  diffuse(s);
  s.collector.current = overSurface(s.faces, s.faces.j);
  if (!ended || s.effort.missed) s.effort.passes = -s.effort.passes;
  s.collector.settled = s.effort.passes > 0 ? 1.0 : 0.0;
  return s.effort.passes;
}

/**
 * Advances by dt [s] under current density i [A/m2] of the cell, positive discharges; returns the passes, negative when they did not
 * end.
 */
export function stepSection(s: CathodeSection, i: f64, dt: f64): i32 {
  if (dt != s.dt) prepareDiffusion(s, dt);
  respond(s);
  copyDoubles(fieldAt(s.diffusion.u), s.lithium, s.nx * s.ny);
  s.instant = false;
  foresee(s, i, dt);
  settle(s, -i * s.nx * s.h);
  copyDoubles(s.lithium, fieldAt(s.diffusion.u), s.nx * s.ny);
  return s.effort.passes;
}

/** Goes on with `values` as from `before`, which is renewed, by `share` of that change. */
function extend(values: Doubles, before: Doubles, n: i32, share: f64): void {
  for (let k = 0; k < n; k++) {
    const v = values[k];
    values[k] = v + share * (v - before[k]);
    before[k] = v;
  }
}

/**
 * Starts from currents and potentials that go on as over the last step, where the cell carries what it did: the passes are half as
 * many. Their sum stays, for each step had the same.
 */
function foresee(s: CathodeSection, i: f64, dt: f64): void {
  const f = s.faces,
    k = s.collector,
    last = s.last,
    goesOn = last.dt > 0.0 && k.settled != 0.0 && k.wanted == i && last.wanted == i && last.contact == k.contact,
    share = goesOn ? dt / last.dt : 0.0,
    voltage = k.voltage;
  extend(f.j, last.j, f.count, share);
  extend(fieldAt(s.potential.u), last.u, s.nx * s.ny, share);
  extend(s.rows, last.rows, s.ny, share);
  k.voltage += share * (voltage - last.voltage);
  last.voltage = voltage;
  last.dt = dt;
  last.wanted = i;
  last.contact = k.contact;
}

/** Settles the currents at current density i [A/m2] while the lithium stays; returns the passes as stepSection does. */
export function settleSection(s: CathodeSection, i: f64): i32 {
  s.instant = true;
  return settle(s, -i * s.nx * s.h);
}

/** Lithium content x everywhere, in isolated particles that as built, at rest. */
export function restSection(s: CathodeSection, x: f64, built: f64): void {
  const u = fieldAt(s.diffusion.u);
  for (let k = 0, n = s.nx * s.ny; k < n; k++) {
    const own = s.owner[k];
    s.lithium[k] = own < 0 ? 0.0 : s.particles.isolated[own] != 0 ? built : x;
    u[k] = s.lithium[k];
    fieldAt(s.potential.u)[k] = 0.0;
    s.sensitivity[k] = 0.0;
  }
  for (let r = 0; r < s.ny; r++) s.rows[r] = 0.0;
  for (let k = 0; k < s.faces.count; k++) s.faces.j[k] = 0.0;
  s.collector.voltage = valueAt(s.laws.openCircuit, x);
  s.collector.current = 0.0;
  s.collector.settled = 0.0;
  s.last.dt = 0.0;
  s.dt = 0.0;
}

/** Whether cell k belongs to a particle that takes part. */
// @ts-ignore: decorator
@inline export function takesPart(s: CathodeSection, k: i32): bool {
  const own = s.owner[k];
  return own >= 0 && s.particles.isolated[own] == 0;
}

/** Mean lithium content of the particles that take part. */
export function meanLithium(s: CathodeSection): f64 {
  let sum = 0.0,
    cells = 0;
  for (let k = 0, n = s.nx * s.ny; k < n; k++) {
    if (!takesPart(s, k)) continue;
    sum += s.lithium[k];
    cells += 1;
  }
  return sum / cells;
}
