// Statistics of a sweep over its axes: for every combination of the axes that are named, over all other cases.

import { quantile } from "../core/quantile";
import { headersOf } from "./columns";
import { levelsOf, type Plan } from "./plan";
import { isBroken, type Row } from "./row";

/** Of the cases that have a value; nulls without any. */
export interface Spread {
  count: number;
  mean: number | null;
  deviation: number | null;
  least: number | null;
  tenth: number | null;
  median: number | null;
  ninetieth: number | null;
  most: number | null;
}

/** Mean and standard deviation of a sample; null deviation of a single one. */
export function meanOf(values: readonly number[]): { mean: number; deviation: number | null } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  if (values.length < 2) return { mean, deviation: null };
  const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

export function spreadOf(values: readonly (number | null)[]): Spread {
  const known = values.filter((v): v is number => v !== null && !Number.isNaN(v));
  const at = (q: number) => (known.length > 0 ? quantile(known, q) : null);
  const { mean, deviation } = meanOf(known);
  return {
    ...{ count: known.length, mean: known.length > 0 ? mean : null },
    deviation: known.length > 1 ? deviation : null,
    ...{ least: at(0), tenth: at(0.1), median: at(0.5), ninetieth: at(0.9), most: at(1) },
  };
}

/** One combination of values of the axes that are looked over. */
export interface Group {
  at: (number | string)[];
  cases: number;
  /** Cases that ended as failed, refused or lost. They count in no spread. */
  broken: number;
  /** By column of the plan. */
  spreads: Spread[];
}

/** The rows over the axes with these numbers; groups in the order of the plan. */
export function groupsOf(plan: Plan, rows: readonly Row[], over: readonly number[]): Group[] {
  const groups = new Map<string, { at: (number | string)[]; rows: Row[] }>();
  for (const row of rows) {
    const levels = levelsOf(plan, row.case);
    const at = over.map((k) => levels[k]!.value);
    const key = JSON.stringify(at);
    const group = groups.get(key) ?? { at, rows: [] };
    groups.set(key, group);
    group.rows.push(row);
  }
  return [...groups.values()].map(({ at, rows: all }) => {
    const sound = all.filter((row) => !isBroken(row));
    return {
      ...{ at, cases: all.length, broken: all.length - sound.length },
      spreads: headersOf(plan).map((_, k) => spreadOf(sound.map((row) => row.values[k] ?? null))),
    };
  });
}

/** Axes that tables and maps stand over when none are named: those of the grid but for seeds, or none. */
export function usualAxes(plan: Plan): number[] {
  return plan.axes.flatMap((axis, k) =>
    axis.levels !== undefined && axis.path !== "seed" ? [k] : [],
  );
}
