// Statistics of a sweep over its axes: for every combination of the axes that are named, over all other cases.

import { sortedQuantile } from "../core/quantile";
import { levelsOf, type Plan } from "./plan";
import { isBroken } from "./row";
import type { AllRows } from "./rows";

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
  const sorted = Float64Array.from(known).sort();
  const at = (q: number) => (known.length > 0 ? sortedQuantile(sorted, q) : null);
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
  /** Of the column that was asked for. */
  spread: Spread;
}

/** A column over the axes with these numbers; groups in the order of the plan. */
export function groupsOf(
  plan: Plan,
  rows: AllRows,
  over: readonly number[],
  column: number,
): Group[] {
  interface Gathered extends Omit<Group, "spread"> {
    values: (number | null)[];
  }
  const groups = new Map<string, Gathered>();
  for (const row of rows) {
    const levels = over.length > 0 ? levelsOf(plan, row.case) : [];
    const at = over.map((k) => levels[k]!.value);
    const key = JSON.stringify(at);
    const group = groups.get(key) ?? { at, cases: 0, broken: 0, values: [] };
    groups.set(key, group);
    group.cases++;
    if (isBroken(row)) group.broken++;
    else group.values.push(row.values[column] ?? null);
  }
  return Array.from(groups.values(), ({ values, ...group }) => ({
    ...group,
    spread: spreadOf(values),
  }));
}

/** Axes that tables and maps stand over when none are named: those of the grid but for seeds, or none. */
export function usualAxes(plan: Plan): number[] {
  return plan.axes.flatMap((axis, k) =>
    axis.count !== undefined && axis.path !== "seed" ? [k] : [],
  );
}
