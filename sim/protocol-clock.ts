// Where the protocol stands: which step, since when, how much charge, and how far the whole has come.

import type { ProtocolStep, Termination } from "../core/runspec";
import { rampRoom } from "./pressure-ramp";
import type { Observables } from "./types";

/** Guess for the length of a step that only an observable ends [s]. */
const UNKNOWN_DURATION = 3600;

/** Plain data, part of a checkpoint. */
export interface ProtocolState {
  step: number;
  startTime: number;
  capacity: number;
  /** Pressure at the start of the step, for ramps [Pa]. */
  startPressure: number;
}

/** Value of the observable a termination names; time and capacity count from the start of the step. */
export function observed(t: Termination, o: Observables): number {
  if (t.observable === "time") return o.stepTime;
  return o[t.observable as keyof Observables] as number;
}

export function holds(t: Termination, o: Observables): boolean {
  const v = observed(t, o);
  return t.op === ">" ? v >= t.value * (1 - Math.sign(t.value) * 1e-12) : v <= t.value;
}

/** Time left until a limit that is known beforehand (time, capacity at constant current) [s]. */
export function roomLeft(
  step: ProtocolStep,
  state: ProtocolState,
  time: number,
  j: number,
): number {
  let room = Number.POSITIVE_INFINITY;
  const elapsed = time - state.startTime;
  for (const t of step.until) {
    if (t.op !== ">") continue;
    if (t.observable === "time" || t.observable === "stepTime")
      room = Math.min(room, t.value - elapsed);
    if (t.observable === "capacity" && j !== 0 && step.control.mode === "current") {
      room = Math.min(room, (t.value - state.capacity) / Math.abs(j));
    }
  }
  return Math.min(room, rampRoom(step, elapsed));
}

/** The first rule of the step itself that holds. */
export function ended(step: ProtocolStep, o: Observables): Termination | undefined {
  return step.until.find((t) => holds(t, o));
}

/** Whether a pressure ramp, or a pressing at once, is through. */
export function pressed({ kind, rampTime }: ProtocolStep, o: Observables): boolean {
  return kind === "press" && o.stepTime >= (rampTime ?? 0) * (1 - 1e-12);
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

/** Share of the protocol that is done when step `at` runs, 0..1. */
export function progress(protocol: readonly ProtocolStep[], at: number, o: Observables): number {
  let done = 0;
  let all = 0;
  protocol.forEach((step, k) => {
    const length = expectedDuration(step);
    all += length;
    if (k < at) done += length;
    else if (k === at) done += length * shareOf(step, o);
  });
  return all > 0 ? Math.min(1, done / all) : 1;
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
