// Trials of the critical plating current, of the time to a short, and of the critical current of full cycles.
//
//   plate    "Plate at j until Q until <mark>"                                 the mark: a filament starts, or shorts
//   short    the same with the short as the mark; the times are those of its events
//   cycle    "Ramp cycles a to b by c every Q until shortKind > 0.5 or until contact < c"
//
// They are sentences anybody can write into a scenario; filaments are switched on here.

import { LimitError, NumericalError, ScenarioError } from "../core/errors";
import { resolveRun } from "../core/resolve";
import type { RunSpec } from "../core/runspec";
import type { ScenarioInput } from "../core/scenario";
import { toUnit } from "../core/units";
import { type Conditions, type Criterion, held } from "./critical-current";
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

/** The scenario of a trial at `current` [A/m2] to `capacity` [C/m2]. Conditions and seed are the scenario's. */
export function plating(
  scenario: ScenarioInput,
  current: number,
  capacity: number,
  mark: Mark,
): ScenarioInput {
  const [j, Q] = [toUnit(current, "A/m2"), toUnit(capacity, "C/m2")];
  return withFilaments(scenario, [`Plate at ${j} mA/cm2 until ${Q} mA.h/cm2 until ${RULES[mark]}`]);
}

/** The run of one trial, {@link plating}, under these conditions. */
export function platingSpec(
  scenario: ScenarioInput,
  conditions: Conditions,
  seed: number,
  current: number,
  capacity: number,
  mark: Mark,
): RunSpec {
  const trial = plating(scenario, current, capacity, mark);
  return resolveRun({ ...trial, seed, conditions: held(conditions) });
}

/** The scenario of the ramp of full cycles, `criterion.capacity` every half cycle. */
export function cycling(
  scenario: ScenarioInput,
  { from, to, by }: Levels,
  { capacity, contact }: Criterion,
): ScenarioInput {
  const [a, b, c] = [from, to, by].map((j) => Number(toUnit(j, "A/m2").toPrecision(9)));
  const [Q, share] = [toUnit(capacity, "C/m2"), Number((100 * contact).toPrecision(12))];
  return withFilaments(scenario, [
    `Ramp cycles ${a} to ${b} mA/cm2 by ${c} mA/cm2 every ${Q} mA.h/cm2 until ${RULES.short} or until contact < ${share} %`,
  ]);
}

const withFilaments = (scenario: ScenarioInput, protocol: string[]): ScenarioInput => ({
  ...scenario,
  physics: { ...scenario.physics, filaments: true },
  protocol,
});

/** @throws ScenarioError when no filament could start, whatever the current. */
export function needFlaws({ microstructure }: RunSpec): void {
  const { flaws } = microstructure;
  if (flaws.spacing > 0 || flaws.list.length > 0) return;
  throw new ScenarioError(
    'has no flaws, so no filament can start; set a spacing such as "10 um" or list flaws',
    "electrolyte.flaws",
  );
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

/** What a ramp of cycles came to, from the end of its run. */
export function climbed(
  end: { status: string; reason: string; shortKind: number; cycle: number },
  { from, by, to }: Levels,
): Climb {
  const level = (cycle: number) => from + (cycle - 1) * by;
  const shorted = end.shortKind > 0.5;
  // a rule of the ramp names itself; its own end is the capacity of the last half cycle
  const lost = shorted || end.status === "stopped" || /contact/i.test(end.reason);
  if (!lost) {
    const last = from + Math.floor((to - from) / by + 1e-9) * by;
    return { status: "above", current: last, lost: null, why: null };
  }
  const why = shorted ? "short" : "contact";
  const good = end.cycle > 1 ? level(end.cycle - 1) : null;
  return {
    status: good === null ? "below" : "found",
    current: good,
    lost: level(end.cycle),
    why,
  };
}
