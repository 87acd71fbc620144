// `voidscope ccd --mode plate|cycle|short` as a sweep, and what its rows come to.

import { quantile } from "../../core/quantile";
import { toUnit } from "../../core/units";
import type { Conditions } from "../../sim/critical-current";
import { climbed, cycling, plating } from "../../sim/plating-trials";
import type { Plan as Sweep } from "../../sweep/plan";
import { isBroken, type Row } from "../../sweep/row";
import { meanOf } from "../../sweep/tables";
import { caseRows, conditionAxes, sweepOf } from "./cases";
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

export type PlatingResult = ReturnType<typeof resultOf>;
export type PlatingRow = ReturnType<typeof rowOf>;

/** The sweep of a study. */
export function platingSweep(plan: Plan): Sweep {
  const { scenario, mode, mark, criterion, levels, currents } = plan;
  const { capacity } = criterion;
  if (mode === "plate") {
    return sweepOf(scenario, conditionAxes(plan), {
      find: { mode: "plate", criterion: mark, capacity: `${capacity} C/m2`, contact: "90 %" },
    });
  }
  if (mode === "cycle") {
    return sweepOf(cycling(scenario, levels, criterion), conditionAxes(plan), {
      keep: ["shortKind", "cycle"],
    });
  }
  const values = currents.map((j) => `${toUnit(j, "A/m2")} mA/cm2`);
  return sweepOf(
    plating(scenario, 1, capacity, "short"),
    conditionAxes(plan, { path: "current", values }),
    {
      keep: ["first.filament-started", "first.short"],
    },
  );
}

/** What a study came to, from the rows of its sweep. */
export function platingResult(plan: Plan, rows: readonly Row[]): PlatingResult {
  const points = caseRows(plan, rows).map(
    ({ at, current, rows: seeds }): Point => ({
      ...at,
      ...(current !== undefined && { current }),
      seeds: seeds.map((row, k) => ({ seed: plan.seeds[k]!, ...seedResult(plan, row) })),
    }),
  );
  return resultOf(plan, points);
}

function seedResult(plan: Plan, { status, reason, values }: Row): Omit<SeedResult, "seed"> {
  if (isBroken({ status }))
    return { status: "failed", reason, runs: plan.mode === "plate" ? (values[3] as number) : 1 };
  if (plan.mode === "plate") {
    const [current, low, high, runs] = values as [
      number | null,
      number | null,
      number | null,
      number,
    ];
    return {
      status: status as SeedResult["status"],
      current,
      low,
      high,
      runs,
    };
  }
  if (plan.mode === "cycle") {
    const [shortKind, cycle] = values as [number, number];
    const climb = climbed({ status, reason, shortKind, cycle }, plan.levels);
    const { current, lost, why } = climb;
    return { status: climb.status, current, low: current, high: lost, why, runs: 1 };
  }
  const [start, short] = values as [number | null, number | null];
  return { status: short === null ? "above" : "found", start, short, runs: 1 };
}

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
