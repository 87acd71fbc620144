// Whether a step that only observables end can still come to its end: at the pace of the last half of its time it would need
// more than ten years, and nothing else in the section changes either.

import { observable } from "../core/observables";
import { outOfReach } from "../core/reach";
import type { ProtocolStep, RunSpec, Termination } from "../core/runspec";
import { toDisplay } from "../core/units";
import { observed } from "./protocol-clock";
import type { Observables } from "./types";

/** A step is looked at when it has taken this long, and whenever its time has doubled [s]. */
const FIRST_LOOK = 43_200;
/** What a limit may still need [s]. */
const TEN_YEARS = 3.2e8;
/** Of the section, what may lead to a limit by a jump, with the change that does not count. */
const STATE = [
  ["contactFraction", 1e-4],
  ["voidVolume", 1e-10],
  ["stackPressure", 1e3],
  ["metal", 1e-3],
  ["filamentVolume", 1e-12],
  ["infiltration", 1e-6],
  ["riskMax", 1e-4],
] as const satisfies readonly (readonly [keyof Observables, number])[];
/** Share of a value that counts as no change. */
const STILL = 1e-3;

/** The state at the last look, and when the next is due; plain data, part of a checkpoint. */
export interface ProgressCheck {
  state: Observables | null;
  /** Time since the start of the protocol step [s]. */
  due: number;
}

export const firstCheck = (): ProgressCheck => ({ state: null, due: FIRST_LOOK });

/** Whether the step ends by itself: by its time, by charge at a current, or because stripping uses something up. */
export function endsByItself({ kind, until, control }: ProtocolStep): boolean {
  const j = control.mode === "current" ? control.currentDensity : 0;
  return (
    kind === "press" ||
    kind === "measure" ||
    j > 0 ||
    until.some(({ observable: key, op }) => {
      return (
        op === ">" && (key === "time" || key === "stepTime" || (key === "capacity" && j !== 0))
      );
    })
  );
}

/** Looks at the step when it is due; in one sentence why it would not end, if so. */
export function checkProgress(
  { state: before }: ProgressCheck,
  step: ProtocolStep,
  now: Observables,
  spec: RunSpec,
): { look: ProgressCheck; verdict: string | undefined } {
  const look = { state: now, due: 2 * now.stepTime };
  if (before === null || !isStill(before, now)) return { look, verdict: undefined };
  const rules = step.until.filter((rule) => outOfReach(rule, step, spec) === undefined);
  const hopeless = rules.every((rule) => timeLeft(rule, before, now) > TEN_YEARS);
  return { look, verdict: hopeless ? sentence(step, rules[0]!, now) : undefined };
}

function isStill(before: Observables, now: Observables): boolean {
  return STATE.every(([key, least]) => {
    return Math.abs(now[key] - before[key]) <= Math.max(least, STILL * Math.abs(now[key]));
  });
}

/** Time that the rule needs at the pace since the last look [s]. */
function timeLeft(rule: Termination, before: Observables, now: Observables): number {
  const gained = observed(rule, now) - observed(rule, before);
  const wanted = rule.value - observed(rule, now);
  const pace = gained / (now.stepTime - before.stepTime);
  return pace * wanted > 0 ? wanted / pace : Number.POSITIVE_INFINITY;
}

function sentence(step: ProtocolStep, rule: Termination, now: Observables): string {
  const { unit, label } = observable(rule.observable)!;
  const [at, after] = [toDisplay(observed(rule, now), unit), hours(now.stepTime)];
  return `"${step.description}" would not end: after ${after} its ${label.toLowerCase()} stands at ${at}, and at this pace "${rule.text}" is more than ten years away; give the step a time as well, as in "for 10 h".`;
}

const hours = (seconds: number) => `${Number((seconds / 3600).toPrecision(3))} h`;
