// The work of `voidscope ccd`: every search or trial of a plan, in threads, with a journal, progress and Ctrl-C.

import { join } from "node:path";
import { NumericalError, VoidscopeError } from "../../core/errors";
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
import { ensureDirectory } from "../files";
import { Interrupt } from "../interrupt";
import type { KernelFile } from "../kernel-file";
import { EXIT } from "../terminal";
import { Gauge } from "./gauge";
import { JOURNAL, keyOf, TrialJournal } from "./journal";
import type { Plan } from "./plan";
import { inTurn, TrialPool } from "./pool";

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

/** Somebody pressed Ctrl-C. */
export class Interrupted extends VoidscopeError {
  override readonly exitCode = EXIT.interrupted;
}

interface Settings {
  threads: number;
  out: string | undefined;
  quiet: boolean;
}

export async function conduct(plan: Plan, kernel: KernelFile, settings: Settings): Promise<Study> {
  const { out } = settings;
  if (out !== undefined) ensureDirectory(out);
  const journal = out === undefined ? undefined : TrialJournal.open(join(out, JOURNAL));
  const tasks = tasksOf(plan);
  const gauge = new Gauge(tasks.length * tasks[0]!.expected, settings.quiet);
  const pool = new TrialPool(Math.min(settings.threads, tasks.length), kernel.bytes);
  const interrupt = new Interrupt(
    "voidscope: finishing the trials under way; Ctrl-C again quits at once.",
    () => gauge.stop(),
  );
  const run = async (spec: RunSpec): Promise<Trial> => {
    const key = keyOf(spec, kernel.hash);
    const known = journal?.get(key);
    if (known) return known;
    if (await interrupt.requested()) {
      throw new Interrupted(
        journal
          ? `interrupted; the finished trials are in ${journal.path}, and the same command goes on from there.`
          : "interrupted; nothing is kept without --out.",
      );
    }
    gauge.start();
    const trial = await pool.run(spec);
    journal?.add(key, trial);
    return trial;
  };
  try {
    const jobs = tasks.map((task) => () => {
      let expected = task.expected;
      return task.work(run, (left, note) => {
        gauge.trial(expected, left, note);
        expected = left;
      });
    });
    await inTurn(jobs, pool.threads);
  } finally {
    gauge.stop();
    interrupt.dispose();
    journal?.close();
    await pool.close();
  }
  return collect(plan, tasks);
}

type Report = (left: number, note: string) => void;

interface Task {
  point: CriticalPoint | ContactPoint;
  /** Trials it usually takes. */
  expected: number;
  work(run: (spec: RunSpec) => Promise<Trial>, report: Report): Promise<void>;
}

/** One task a search or a trial, seeds of a point together. */
function tasksOf(plan: Plan): Task[] {
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

function collect(plan: Plan, tasks: readonly Task[]): Study {
  const points = [...new Set(tasks.map(({ point }) => point))];
  return plan.currents.length > 0
    ? { critical: [], contacts: points as ContactPoint[] }
    : { critical: points as CriticalPoint[], contacts: [] };
}

function words({ pressure, temperature }: Conditions): string {
  return `${toDisplay(pressure, "Pa")}, ${digits(toUnit(temperature, "K"))} Cel`;
}
