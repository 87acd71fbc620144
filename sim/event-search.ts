// The moment at which a stop rule is crossed. A step that crosses one is taken back and repeated shorter, aimed by a
// secant on the observable, until the crossing lies within a thousandth of the rule's value or a hundredth of a second.
// A step that falls short is followed by half of the way that is left.

import { OBSERVABLES } from "../core/observables";
import type { ProtocolStep, Termination } from "../core/runspec";
import { holds, observed } from "./protocol-clock";
import type { Observables } from "./types";

/** A crossing is located to this share of the rule's value, or to this time [s]. */
const TOLERANCE = 1e-3;
const SHORTEST = 1e-2;
/** ... of a voltage with an equilibrium in it, whose own changes are small beside it. */
const OF_CELL = 1e-4;

const OF_STEP: ReadonlySet<string> = new Set(
  OBSERVABLES.filter((o) => "ofStep" in o).map((o) => o.key),
);

/** Room of the next step, and the time since the start of the protocol step by which the rule was crossed [s]; plain data,
 * part of a checkpoint. */
export interface Search {
  room: number;
  end: number;
}

/** The stop rule, of the step or of a loop around it, that did not hold before and does now; of several the one that is
 * crossed earliest when observables follow lines between the two states, of equals the first that is written. */
export function crossed(
  step: ProtocolStep,
  before: Observables,
  now: Observables,
): Termination | undefined {
  const rules = [...step.until, ...step.loops.flatMap((l) => l.until)];
  const met = rules.filter((t) => holds(t, now) && !holds(t, before));
  const when = met.map((t) => crossing(t, before, now));
  return met[when.indexOf(Math.min(...when))];
}

/** Share of the way between two states at which a rule is crossed; half of it where none can be told. */
function crossing(t: Termination, before: Observables, now: Observables): number {
  const from = observed(t, before);
  const share = (t.value - from) / (observed(t, now) - from);
  return Number.isFinite(share) ? share : 0.5;
}

/** Whether the end of a step of size `dt` [s] is close enough to the crossing. */
export function located(t: Termination, now: Observables, dt: number): boolean {
  if (t.observable === "time" || t.observable === "capacity" || OF_STEP.has(t.observable))
    return true;
  // the step itself: a difference of times may be longer by rounding, and the search then never ends
  if (dt <= SHORTEST) return true;
  const share = t.observable === "cellVoltage" ? OF_CELL : TOLERANCE;
  return Math.abs(observed(t, now) - t.value) <= share * Math.abs(t.value);
}

/** Aims at the crossing between two states. */
export function aim(t: Termination, before: Observables, now: Observables): Search {
  const at = Math.min(0.9, Math.max(0.1, crossing(t, before, now)));
  const length = now.stepTime - before.stepTime;
  return { room: Math.max(SHORTEST, at * length), end: now.stepTime };
}

/** Goes on after a step that ended `time` [s] into the protocol step, short of the crossing; null when nothing is left to search. */
export function approach({ end }: Search, time: number): Search | null {
  const left = end - time;
  return left > 0 ? { room: Math.max(SHORTEST, left / 2), end } : null;
}
