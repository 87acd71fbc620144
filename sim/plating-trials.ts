// Trials of the critical plating current, of the time to a short, and of the critical current of full cycles.
//
//   plate    "Plate at j until Q until <mark>"                                 the mark: a filament starts, or shorts
//   short    the same with the short as the mark; the times are those of its events
//   cycle    "Ramp cycles a to b by c every Q until shortKind > 0.5 or until contact < c"
//
// They are sentences anybody can write into a scenario; filaments are switched on here.

import { LimitError, NumericalError } from "../core/errors";
import { resolveRun } from "../core/resolve";
import type { RunSpec } from "../core/runspec";
import type { ScenarioInput } from "../core/scenario";
import { toUnit } from "../core/units";
import type { Conditions, Criterion } from "./critical-current";
import type { Outcome } from "./outcome";

/** What ends a plating trial: the first filament, or a metal path to the counter side. */
export type Mark = "start" | "short";

const RULES: Record<Mark, string> = { start: "filamentCount > 0.5", short: "shortKind > 0.5" };

/** Where the search of the critical plating current begins [A/m2]. */
export const PLATING_GUESS = 10;
/** Trials of a usual search from there. */
export const PLATING_RUNS = 9;

/** Levels of a ramp of cycles [A/m2]: from, to, by. */
export interface Levels {
  from: number;
  to: number;
  by: number;
}

/** One trial at `current` [A/m2] to `capacity` [C/m2]. */
export function platingSpec(
  scenario: ScenarioInput,
  conditions: Conditions,
  seed: number,
  current: number,
  capacity: number,
  mark: Mark,
): RunSpec {
  const [j, Q] = [toUnit(current, "A/m2"), toUnit(capacity, "C/m2")];
  return withFilaments(scenario, conditions, seed, [
    `Plate at ${j} mA/cm2 until ${Q} mA.h/cm2 until ${RULES[mark]}`,
  ]);
}

/** The ramp of full cycles, `criterion.capacity` every half cycle. */
export function cyclingSpec(
  scenario: ScenarioInput,
  conditions: Conditions,
  seed: number,
  { from, to, by }: Levels,
  { capacity, contact }: Criterion,
): RunSpec {
  const [a, b, c] = [from, to, by].map((j) => Number(toUnit(j, "A/m2").toPrecision(9)));
  const [Q, share] = [toUnit(capacity, "C/m2"), Number((100 * contact).toPrecision(12))];
  return withFilaments(scenario, conditions, seed, [
    `Ramp cycles ${a} to ${b} mA/cm2 by ${c} mA/cm2 every ${Q} mA.h/cm2 until ${RULES.short} or until contact < ${share} %`,
  ]);
}

function withFilaments(
  scenario: ScenarioInput,
  { pressure, temperature }: Conditions,
  seed: number,
  protocol: string[],
): RunSpec {
  return resolveRun({
    ...scenario,
    seed,
    conditions: { stackPressure: `${pressure} Pa`, temperature: `${temperature} K` },
    physics: { ...scenario.physics, filaments: true },
    protocol,
  });
}

/** Whether plating went through its capacity before the mark.
 * @throws NumericalError when it failed, LimitError when something else ended it. */
export function spared(trial: Outcome, mark: Mark): boolean {
  if (trial.status === "failed") throw new NumericalError(trial.endReason);
  if ((mark === "start" ? trial.filamentCount : trial.shortKind) > 0.5) return false;
  if (trial.status === "finished") return true;
  throw new LimitError(`a plating trial ended before its capacity: ${trial.endReason}`);
}

/** How a ramp of cycles ended. */
export interface Climb {
  status: "found" | "above" | "below";
  /** [A/m2] of the last good cycle, and of the one that ended it; null where there is none. */
  current: number | null;
  lost: number | null;
  why: "short" | "contact" | null;
}

/** @throws NumericalError when the ramp failed. */
export function climbed(trial: Outcome, { from, by, to }: Levels): Climb {
  if (trial.status === "failed") throw new NumericalError(trial.endReason);
  const level = (cycle: number) => from + (cycle - 1) * by;
  const shorted = trial.shortKind > 0.5;
  // a rule of the ramp names itself; its own end is the capacity of the last half cycle
  const lost = shorted || trial.status === "stopped" || /contact/i.test(trial.endReason);
  if (!lost) {
    const last = from + Math.floor((to - from) / by + 1e-9) * by;
    return { status: "above", current: last, lost: null, why: null };
  }
  const why = shorted ? "short" : "contact";
  const good = trial.cycle > 1 ? level(trial.cycle - 1) : null;
  return {
    status: good === null ? "below" : "found",
    current: good,
    lost: level(trial.cycle),
    why,
  };
}
