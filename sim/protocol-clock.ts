// Where the protocol stands: which step, since when, how much charge, and how far the whole has come.
//
// Time counts from the start of the protocol step: what is left of a step of 1 ms is then as exact after ten years as at the
// start. The starts of the steps are summed with what rounding leaves out.

import type { ProtocolStep, Termination } from "../core/runspec";
import { RAMP_PIECES, SHORTEST_PIECE } from "./profile-pieces";
import type { Observables } from "./types";

/** Guess for the length of a step that only an observable ends [s]. */
const UNKNOWN_DURATION = 3600;
/** Share of a limit that rounding may leave out. */
const ROUNDING = 1e-12;
/** Rules on these are reached, never jumped over: the bound itself counts whether it is written with < or <=. */
const COUNTED: ReadonlySet<string> = new Set(["time", "stepTime", "capacity"]);

/** Plain data, part of a checkpoint. */
export interface ProtocolState {
  step: number;
  /** When the step began, and what rounding left out of that [s]. */
  startTime: number;
  startRest: number;
  /** Time since then [s]. */
  elapsed: number;
  /** Charge since then [C/m2], and energy [J/m2]. */
  capacity: number;
  energy: number;
  /** Time steps since then. */
  moves: number;
  /** Pressure and temperature at the start of the step, for ramps [Pa], [K]. */
  startPressure: number;
  startTemperature: number;
}

/** The state at the start of step `step`, from where the one before stands. */
export function stepAfter(
  before: ProtocolState,
  step: number,
  startPressure: number,
  startTemperature: number,
): ProtocolState {
  const { startTime: a, startRest, elapsed } = before;
  const b = startRest + elapsed;
  const sum = a + b;
  // what the sum has lost, exactly (Knuth's two-sum)
  const shared = sum - a;
  const lost = a - (sum - shared) + (b - shared);
  return {
    step,
    startTime: sum,
    startRest: lost,
    elapsed: 0,
    capacity: 0,
    energy: 0,
    moves: 0,
    startPressure,
    startTemperature,
  };
}

/** Time since the start of the run [s]. */
export function timeOf({ startTime, startRest, elapsed }: ProtocolState): number {
  return startTime + (startRest + elapsed);
}

/** Value of the observable a termination names; time and capacity count from the start of the step. */
export function observed(t: Termination, o: Observables): number {
  if (t.observable === "time") return o.stepTime;
  return o[t.observable as keyof Observables] as number;
}

export function holds(t: Termination, o: Observables): boolean {
  const v = observed(t, o);
  if (t.strict && !COUNTED.has(t.observable)) return t.op === ">" ? v > t.value : v < t.value;
  return t.op === ">" ? v >= t.value * (1 - Math.sign(t.value) * ROUNDING) : v <= t.value;
}

/** Time left until a limit that is known beforehand: time, or capacity, whose current `j` [A/m2] holds for a time step [s]. */
export function roomLeft(step: ProtocolStep, state: ProtocolState, j: number): number {
  let room = Number.POSITIVE_INFINITY;
  const { elapsed } = state;
  for (const t of step.until) {
    if (t.op !== ">") continue;
    if (t.observable === "time" || t.observable === "stepTime")
      room = Math.min(room, t.value - elapsed);
    if (t.observable === "capacity" && j !== 0) {
      room = Math.min(room, (t.value - state.capacity) / Math.abs(j));
    }
  }
  return Math.min(room, travelRoom(step, elapsed));
}

/** Longest time step while the frame of the platen travels, `elapsed` [s] into the step: a piece of the way [s]. */
function travelRoom({ travel = 0, rampTime = 0 }: ProtocolStep, elapsed: number): number {
  if (travel === 0 || elapsed >= rampTime) return Number.POSITIVE_INFINITY;
  return Math.min(rampTime - elapsed, Math.max(rampTime / RAMP_PIECES, SHORTEST_PIECE));
}

/** The first rule of the step itself that holds. */
export function ended(step: ProtocolStep, o: Observables): Termination | undefined {
  return step.until.find((t) => holds(t, o));
}

/** Whether a step does what it is there for without taking time: pressing at once, a spectrum. */
export function actsAtOnce({ kind, rampTime }: ProtocolStep): boolean {
  if (kind === "measure") return true;
  return kind === "press" && (rampTime ?? 0) === 0;
}

/** Whether a pressure ramp, or a pressing at once, is through. */
export function pressed({ kind, rampTime }: ProtocolStep, o: Observables): boolean {
  return kind === "press" && o.stepTime >= (rampTime ?? 0) * (1 - ROUNDING);
}

/** Index of the step that follows step `at`, ended by `rule`: the next one, or the exit of a loop whose rule holds. */
export function successor(
  step: ProtocolStep,
  at: number,
  rule: Termination | undefined,
  o: Observables,
): number {
  // A located event may sit exactly on its limit, so a loop's own rule counts by its text too.
  const met = (t: Termination) => holds(t, o) || t.text === rule?.text;
  return step.loops.find((l) => l.until.some(met))?.exit ?? at + 1;
}

/** Expected start of each step of a protocol, and the end of the last [s]. */
export function schedule(protocol: readonly ProtocolStep[]): Float64Array {
  const starts = new Float64Array(protocol.length + 1);
  protocol.forEach((step, k) => {
    starts[k + 1] = starts[k]! + expectedDuration(step);
  });
  return starts;
}

/** Share of a protocol with these `starts` that is done when its step `at` runs, 0..1. */
export function progress(
  starts: Float64Array,
  at: number,
  step: ProtocolStep,
  o: Observables,
): number {
  const all = starts.at(-1)!;
  if (at < 0 || all === 0) return at < 0 ? 0 : 1;
  const last = starts.length - 1;
  const done = at < last ? starts[at]! + (starts[at + 1]! - starts[at]!) * shareOf(step, o) : all;
  return Math.min(1, done / all);
}

/** Share of the step that is done, 0..1, by its time or capacity limit. */
function shareOf(step: ProtocolStep, o: Observables): number {
  let share = 0;
  for (const t of step.until) {
    if (t.op === ">" && (t.observable === "time" || t.observable === "capacity") && t.value > 0) {
      share = Math.max(share, observed(t, o) / t.value);
    }
  }
  return Math.min(1, share);
}

/** Length of a step by its time or capacity limit [s]. */
function expectedDuration(step: ProtocolStep): number {
  if (step.kind === "press") return step.rampTime ?? 0;
  let length = Number.POSITIVE_INFINITY;
  for (const t of step.until) {
    if (t.op !== ">") continue;
    if (t.observable === "time") length = Math.min(length, t.value);
    if (t.observable === "capacity" && step.control.mode === "current") {
      length = Math.min(length, t.value / Math.abs(step.control.currentDensity));
    }
  }
  return Number.isFinite(length) ? length : UNKNOWN_DURATION;
}
