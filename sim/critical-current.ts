// The critical stripping current density: the largest that keeps the contact above a limit through an areal capacity.
//
//   bracket     from the guess by 1.5, 1.5^2, 1.5^4, ... until one trial keeps the contact and one loses it
//   bisection   j = sqrt(low high) until high/low <= 1 + tolerance; then j_c = sqrt(low high)
//   estimate    j_c = (F/Omega) K P^2 = P^2 F D_self / (R T alpha_T G b)      (assembly/interface/free-volume.ts)
//
// A trial is one run of "Strip at j until Q or until contact < c", which one that loses its contact ends early. Who runs
// it is the caller's: this thread, a pool of workers, a stub.

import { FARADAY, GAS_CONSTANT } from "../core/constants";
import { LimitError, NumericalError } from "../core/errors";
import { RANGES } from "../core/ranges";
import { resolveRun } from "../core/resolve";
import type { Property, RunSpec } from "../core/runspec";
import type { ScenarioInput } from "../core/scenario";
import { digits, toUnit } from "../core/units";
import type { Outcome } from "./outcome";

/** What counts as keeping the contact. */
export interface Criterion {
  /** Stripped areal charge [C/m2]. */
  capacity: number;
  /** Contact fraction below which the contact is lost, 0..1. */
  contact: number;
}

/** Stack pressure [Pa], temperature [K]. */
export interface Conditions {
  pressure: number;
  temperature: number;
}

/** How a trial ended, with what the search looks at; SI. */
export type Trial = Pick<
  Outcome,
  "contactFraction" | "charge" | "voltage" | "voidVolume" | "status" | "endReason"
>;

export type TrialRunner = (spec: RunSpec) => Promise<Trial>;

/** What a search came to; SI. `low` kept its contact, `high` lost it. "above", "below": beyond the range searched. */
export interface Search {
  status: "found" | "above" | "below";
  /** sqrt(low high); null when not found. */
  current: number | null;
  low: number;
  high: number;
  /** Trials it took. */
  runs: number;
}

export interface SearchOptions {
  /** Where to begin [A/m2]. */
  guess: number;
  /** Width of the last bracket: high/low - 1; at least 1e-3. */
  tolerance?: number;
  /** Smallest and largest current density to look at [A/m2]. */
  range?: readonly [number, number];
  /** Called after every trial, with the number of trials still expected. */
  onTrial?(left: number): void;
}

const TOLERANCE = 0.02;
const GROWTH = 1.5;
/** 1 nA/cm2 to what a scenario may ask for [A/m2]. */
const RANGE = [1e-5, RANGES.current.max] as const;
/** Where to begin without an estimate [A/m2]. */
const UNKNOWN = 1;
/** Trials of a usual search from the theoretical estimate. */
export const USUAL_RUNS = 7;

/** Bisects ln j for the border between currents that `keeps` accepts and those that it does not. */
export async function search(
  keeps: (j: number) => Promise<boolean>,
  { guess, tolerance = TOLERANCE, range = RANGE, onTrial }: SearchOptions,
): Promise<Search> {
  const [least, most] = range;
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let runs = 0;
  const halvings = () =>
    low > 0 && high < Number.POSITIVE_INFINITY
      ? Math.max(0, Math.ceil(Math.log2(Math.log(high / low) / Math.log1p(tolerance)) - 1e-9))
      : USUAL_RUNS - 2;
  const attempt = async (j: number) => {
    // a current that can be written down: the trial can be repeated as a scenario
    const written = Number(Math.min(most, Math.max(least, j)).toPrecision(5));
    if (await keeps(written)) low = written;
    else high = written;
    runs++;
    onTrial?.(halvings());
  };

  await attempt(guess);
  for (let growth = GROWTH; low === 0 || high === Number.POSITIVE_INFINITY; growth **= 2) {
    if (low >= most) return { status: "above", current: null, low, high, runs };
    if (high <= least) return { status: "below", current: null, low, high, runs };
    await attempt(low > 0 ? low * growth : high / growth);
  }
  while (high / low > 1 + tolerance) await attempt(Math.sqrt(low * high));
  return { status: "found", current: Math.sqrt(low * high), low, high, runs };
}

/** Searches the critical current of a scenario at one place and seed; the guess is the theoretical estimate.
 * @throws NumericalError, LimitError as {@link kept}. */
export function criticalCurrent(
  scenario: ScenarioInput,
  conditions: Conditions,
  seed: number,
  criterion: Criterion,
  run: TrialRunner,
  options: Partial<SearchOptions> = {},
): Promise<Search> {
  const spec = (j: number) => trialSpec(scenario, conditions, seed, j, criterion);
  const guess = estimate(spec(UNKNOWN)) ?? UNKNOWN;
  return search(async (j) => kept(await run(spec(j)), criterion), { guess, ...options });
}

/** Whether a trial kept its contact. @throws NumericalError when it failed, LimitError when the lithium ran out. */
export function kept(trial: Trial, { contact, capacity }: Criterion): boolean {
  if (trial.status === "failed") throw new NumericalError(trial.endReason);
  if (trial.contactFraction <= contact) return false;
  if (trial.status === "finished") return true;
  const [passed, wanted] = [trial.charge, capacity].map((q) => digits(toUnit(q, "C/m2")));
  throw new LimitError(
    `the lithium was used up after ${passed} of ${wanted} mA.h/cm2; use a thicker cell.reservoir or a smaller capacity`,
  );
}

/** The scenario of a trial, without debris, which takes contact at any current: stripping at `current` [A/m2], to the end of
 * the capacity when `criterion.contact` is 0. Conditions and seed are the scenario's. */
export function stripping(
  scenario: ScenarioInput,
  current: number,
  { capacity, contact }: Criterion,
): ScenarioInput {
  const [j, Q] = [toUnit(current, "A/m2"), toUnit(capacity, "C/m2")];
  const until = contact > 0 ? ` or until contact < ${percent(contact)} %` : "";
  return {
    ...scenario,
    physics: { ...scenario.physics, coverage: "0 cm2/(mA.h)" },
    protocol: [`Strip at ${j} mA/cm2 until ${Q} mA.h/cm2${until}`],
  };
}

/** The run of one trial, {@link stripping}, under these conditions. */
export function trialSpec(
  scenario: ScenarioInput,
  conditions: Conditions,
  seed: number,
  current: number,
  criterion: Criterion,
): RunSpec {
  return resolveRun({
    ...stripping(scenario, current, criterion),
    ...{ seed, conditions: held(conditions) },
  });
}

/** Conditions as a scenario holds them. */
export const held = ({ pressure, temperature }: Conditions) => ({
  stackPressure: `${pressure} Pa`,
  temperature: `${temperature} K`,
});

/** The theoretical estimate [A/m2] of a run's material at its pressure and temperature; null where it has no vacancy sinks. */
export function estimate(spec: RunSpec): number | null {
  const { lithium: li, physics, stackPressure: P, temperature: T } = spec;
  if (!physics.vacancySinks) return null;
  const spacing = physics.taylor * at(li.shearModulus, T) * at(li.burgersVector, T);
  return (P * P * FARADAY * at(li.selfDiffusivity, T)) / (GAS_CONSTANT * T * spacing);
}

/** A property at a temperature [K], as the kernel evaluates it. */
export function at({ value, law, activationEnergy, reference }: Property, T: number): number {
  if (law === "constant") return value;
  const factor = Math.exp((-activationEnergy / GAS_CONSTANT) * (1 / T - 1 / reference));
  return value * factor * (law === "arrhenius-over-T" ? reference / T : 1);
}

function percent(fraction: number): number {
  return Number((100 * fraction).toPrecision(12));
}
