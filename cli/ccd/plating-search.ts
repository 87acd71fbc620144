// The trials of `voidscope ccd --mode plate|cycle|short`, and what they come to as rows.

import { NumericalError } from "../../core/errors";
import type { RunSpec } from "../../core/runspec";
import { toDisplay, toUnit } from "../../core/units";
import { type Conditions, search } from "../../sim/critical-current";
import type { Outcome } from "../../sim/outcome";
import {
  climbed,
  cyclingSpec,
  PLATING_GUESS,
  PLATING_RUNS,
  platingSpec,
  spared,
} from "../../sim/plating-trials";
import { conduct, type Settings, type Task } from "../jobs/run";
import type { KernelFile } from "../kernel-file";
import { meanOf, quantile } from "../statistics";
import trial from "../trial.job";
import { words } from "./stripping-search";
import type { Plan } from "./study";
import { current, pressure, rounded, temperature } from "./tables";

/** What one seed came to: a current [A/m2] or times [s]; null where there is none. */
export interface SeedResult {
  seed: number;
  status: "found" | "above" | "below" | "failed";
  reason?: string;
  runs: number;
  current?: number | null;
  low?: number | null;
  high?: number | null;
  why?: string | null;
  start?: number | null;
  short?: number | null;
}

interface Point extends Conditions {
  /** [A/m2]; of the map. */
  current?: number;
  seeds: SeedResult[];
}

type Row = ReturnType<typeof rowOf>;
export type PlatingResult = ReturnType<typeof resultOf>;
export type PlatingRow = Row;

export async function plating(
  plan: Plan,
  kernel: KernelFile,
  settings: Settings,
): Promise<PlatingResult> {
  const { mode, currents, temperatures, pressures, seeds } = plan;
  const points: Point[] = temperatures.flatMap((temperature) =>
    pressures.flatMap((pressure) =>
      mode === "short"
        ? currents.map((current) => ({ pressure, temperature, current, seeds: [] }))
        : [{ pressure, temperature, seeds: [] }],
    ),
  );
  const tasks = points.flatMap((point) =>
    seeds.map((seed, k): Task<RunSpec, Outcome> => {
      return {
        expected: mode === "plate" ? PLATING_RUNS : 1,
        async work(run, report) {
          const note = `${words(point)}, ${point.current === undefined ? "" : `${toDisplay(point.current, "A/m2")}, `}seed ${seed}`;
          let runs = 0;
          const counted = (spec: RunSpec) => {
            runs++;
            return run(spec);
          };
          const found = await ONE[mode as keyof typeof ONE](plan, point, seed, counted, (left) =>
            report(left, note),
          ).catch((error): Omit<SeedResult, "seed" | "runs"> => {
            if (!(error instanceof NumericalError)) throw error;
            return { status: "failed", reason: error.message };
          });
          point.seeds[k] = { seed, runs, ...found };
        },
      };
    }),
  );
  await conduct(trial, tasks, kernel, settings);
  return resultOf(plan, points);
}

type One = (
  plan: Plan,
  point: Point,
  seed: number,
  run: (spec: RunSpec) => Promise<Outcome>,
  report: (left: number) => void,
) => Promise<Omit<SeedResult, "seed" | "runs">>;

const ONE: Record<"plate" | "cycle" | "short", One> = {
  async plate({ scenario, criterion, mark }, point, seed, run, report) {
    const { status, current, low, high } = await search(
      async (j) =>
        spared(await run(platingSpec(scenario, point, seed, j, criterion.capacity, mark)), mark),
      { guess: PLATING_GUESS, onTrial: report },
    );
    return { status, current, low: low || null, high: Number.isFinite(high) ? high : null };
  },
  async cycle({ scenario, criterion, levels }, point, seed, run, report) {
    const trial = await run(cyclingSpec(scenario, point, seed, levels, criterion));
    report(0);
    const { status, current, lost, why } = climbed(trial, levels);
    return { status, current, low: current, high: lost, why };
  },
  async short({ scenario, criterion }, point, seed, run, report) {
    const spec = platingSpec(scenario, point, seed, point.current!, criterion.capacity, "short");
    const trial = await run(spec);
    report(0);
    if (trial.status === "failed") throw new NumericalError(trial.endReason);
    const start = trial.first["filament-started"] ?? null;
    const short = trial.first.short ?? null;
    return { status: short === null ? "above" : "found", start, short };
  },
};

/** Over the seeds: of a current the mean where all found one, of a time the median of all seeds. */
function rowOf(plan: Plan, point: Point) {
  const { seeds } = point;
  const where = {
    pressure_MPa: pressure(point.pressure),
    temperature_degC: temperature(point.temperature),
  };
  const runs = seeds.reduce((sum, s) => sum + s.runs, 0);
  const failed = seeds.some((s) => s.status === "failed");
  if (plan.mode === "short") {
    const times = (key: "start" | "short") => {
      const all = seeds.map((s) => s[key] ?? Number.POSITIVE_INFINITY);
      const median = quantile(all, 0.5);
      return {
        reached: all.filter(Number.isFinite).length,
        median: Number.isFinite(median) && !failed ? rounded(median) : null,
        first: Number.isFinite(Math.min(...all)) ? rounded(Math.min(...all)) : null,
      };
    };
    const [start, short] = [times("start"), times("short")];
    return {
      ...where,
      current_mA_cm2: current(point.current!),
      start_s: start.median,
      short_s: short.median,
      earliestShort_s: short.first,
      started: start.reached,
      shorted: short.reached,
      status: failed ? "failed" : short.median === null ? "none" : "found",
      runs,
    };
  }
  const status = seeds.find((s) => s.status !== "found")?.status ?? "found";
  const found = seeds.flatMap((s) => s.current ?? []);
  const known = status === "found";
  const { mean, deviation } = meanOf(found);
  return {
    ...where,
    critical_mA_cm2: known ? current(mean) : null,
    deviation_mA_cm2: known ? current(deviation) : null,
    lowest_mA_cm2: known ? current(Math.min(...found)) : null,
    highest_mA_cm2: known ? current(Math.max(...found)) : null,
    status,
    runs,
  };
}

function resultOf(plan: Plan, points: readonly Point[]) {
  const { scenario, grid, cell } = plan.spec;
  const rows = points.map((point) => ({
    ...rowOf(plan, point),
    trials: point.seeds.map((s) => ({
      seed: s.seed,
      status: s.status,
      ...(s.current !== undefined && { critical_mA_cm2: current(s.current) }),
      ...(s.low !== undefined && { kept_mA_cm2: current(s.low) }),
      ...(s.high !== undefined && { lost_mA_cm2: current(s.high) }),
      ...(s.why !== undefined && { endedBy: s.why }),
      ...(s.start !== undefined && { start_s: s.start }),
      ...(s.short !== undefined && { short_s: s.short }),
      ...(s.reason !== undefined && { reason: s.reason }),
      runs: s.runs,
    })),
  }));
  return {
    scenario: plan.name,
    mode: plan.mode,
    ...(plan.mode === "plate" && { criterion: plan.mark, tolerance: 0.02 }),
    capacity_mAh_cm2: rounded(toUnit(plan.criterion.capacity, "C/m2")),
    ...(plan.mode === "cycle" && {
      contactLimit: plan.criterion.contact,
      step_mA_cm2: current(plan.levels.by),
    }),
    electrolyte: scenario.materials.electrolyte,
    width_um: rounded(toUnit(cell.width, "m")),
    columns: grid.columns,
    seeds: plan.seeds,
    rows,
    runs: rows.reduce((sum, row) => sum + row.runs, 0),
  };
}
