// Where the protocol stands: which step, since when, how much charge, and how far the whole has come.

import type { ProtocolStep, Termination } from "../core/runspec";
import type { Observables } from "./types";

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
  if (step.rampTime !== undefined) {
    if (elapsed < step.rampTime) room = Math.min(room, Math.max(step.rampTime / 50, 1e-3));
    if (step.kind === "press") room = Math.min(room, step.rampTime - elapsed);
  }
  return room;
}

/** Share of the step that is done, 0..1, by its time or capacity limit. */
export function shareOf(step: ProtocolStep, o: Observables): number {
  let share = 0;
  for (const t of step.until) {
    if (t.op === ">" && (t.observable === "time" || t.observable === "capacity") && t.value > 0) {
      share = Math.max(share, observed(t, o) / t.value);
    }
  }
  return Math.min(1, share);
}
