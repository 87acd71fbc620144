// The trials of `voidscope ccd --mode strip`: a search a seed and condition, or one trial a point of the contact map.

import { NumericalError } from "../../core/errors";
import type { RunSpec } from "../../core/runspec";
import { digits, toDisplay, toUnit } from "../../core/units";
import {
  type Conditions,
  criticalCurrent,
  estimate,
  kept,
  type Search,
  type Trial,
  trialSpec,
  USUAL_RUNS,
} from "../../sim/critical-current";
import type { Outcome } from "../../sim/outcome";
import { conduct, type Settings, type Task } from "../jobs/run";
import type { KernelFile } from "../kernel-file";
import trial from "../trial.job";
import type { Plan } from "./study";

export type SeedSearch = { seed: number } & (Search | FailedSearch);

/** A search that a numerical failure ended. */
export interface FailedSearch {
  status: "failed";
  reason: string;
  current: null;
  low: 0;
  high: number;
  runs: number;
}

/** The critical current of one pressure and temperature; SI. */
export interface CriticalPoint extends Conditions {
  /** Theory; null where the scenario has no vacancy sinks. */
  estimate: number | null;
  searches: SeedSearch[];
}

/** The end contact of one pressure and current; SI. */
export interface ContactPoint extends Conditions {
  current: number;
  estimate: number | null;
  trials: (Trial & { seed: number })[];
}

export interface Study {
  critical: CriticalPoint[];
  contacts: ContactPoint[];
}

type Stripping = Task<RunSpec, Outcome> & { point: CriticalPoint | ContactPoint };

export async function study(plan: Plan, kernel: KernelFile, settings: Settings): Promise<Study> {
  const tasks = tasksOf(plan);
  await conduct(trial, tasks, kernel, settings);
  return collect(plan, tasks);
}

/** One task a search or a trial, seeds of a point together. */
function tasksOf(plan: Plan): Stripping[] {
  const { scenario, criterion, seeds } = plan;
  const theory = (at: Conditions) => estimate(trialSpec(scenario, at, seeds[0]!, 1, criterion));
  const conditions = plan.temperatures.flatMap((temperature) =>
    plan.pressures.map((pressure) => ({ pressure, temperature })),
  );
  if (plan.currents.length > 0) {
    const points = conditions.flatMap((at) =>
      plan.currents.map((current): ContactPoint => {
        return { ...at, current, estimate: theory(at), trials: [] };
      }),
    );
    return points.flatMap((point) =>
      seeds.map((seed, k) => ({
        point,
        expected: 1,
        async work(run, report) {
          const { current } = point;
          // to the end of the capacity, whatever becomes of the contact
          const whole = { ...criterion, contact: 0 };
          const trial = await run(trialSpec(scenario, point, seed, current, whole));
          if (trial.status !== "failed") kept(trial, criterion);
          point.trials[k] = { seed, ...trial };
          report(0, `${words(point)}, ${toDisplay(current, "A/m2")}`);
        },
      })),
    );
  }
  const points = conditions.map((at): CriticalPoint => {
    return { ...at, estimate: theory(at), searches: [] };
  });
  return points.flatMap((point) =>
    seeds.map((seed, k) => ({
      point,
      expected: USUAL_RUNS,
      async work(run, report) {
        let runs = 0;
        const onTrial = (left: number) => report(left, `${words(point)}, seed ${seed}`);
        const counted = (spec: RunSpec) => {
          runs++;
          return run(spec);
        };
        point.searches[k] = await criticalCurrent(scenario, point, seed, criterion, counted, {
          onTrial,
        }).then(
          (found) => ({ seed, ...found }),
          (error) => {
            if (!(error instanceof NumericalError)) throw error;
            const reason = error.message;
            return { seed, status: "failed", reason, current: null, low: 0, high: 0, runs };
          },
        );
      },
    })),
  );
}

function collect(plan: Plan, tasks: readonly Stripping[]): Study {
  const points = [...new Set(tasks.map(({ point }) => point))];
  return plan.currents.length > 0
    ? { critical: [], contacts: points as ContactPoint[] }
    : { critical: points as CriticalPoint[], contacts: [] };
}

export function words({ pressure, temperature }: Conditions): string {
  return `${toDisplay(pressure, "Pa")}, ${digits(toUnit(temperature, "K"))} Cel`;
}
