// The columns of a sweep: their headers with units, and all rows as one table of text.

import type { SiUnit } from "../core/dimensions";
import { observable } from "../core/observables";
import { FOUND, type Found } from "./find";
import { levelsOf, type Plan } from "./plan";
import type { AllRows } from "./rows";
import { sampledOf, unitOfSample } from "./samples";

/** "contactFraction / 1": the headers of the kept columns, SI. */
export function headersOf({ columns }: Plan): string[] {
  return columns.map((column) => `${column} / ${unitOf(column)}`);
}

const FOUND_MEASURES: Readonly<Record<Found, { label: string; unit: SiUnit }>> = {
  criticalCurrent: { label: "Critical current", unit: "A/m2" },
  kept: { label: "Highest current kept", unit: "A/m2" },
  lost: { label: "Lowest current lost", unit: "A/m2" },
  runs: { label: "Runs", unit: "1" },
};
const isFound = (column: string): column is Found => FOUND.some((name) => name === column);

function unitOf(column: string): SiUnit {
  return measureOf(column).unit;
}

/** What a kept column is, in words, and its SI unit. */
export function measureOf(column: string): { label: string; unit: SiUnit } {
  const happened = /^first\.(.*)$/.exec(column)?.[1];
  if (happened !== undefined) return { label: `First ${happened.replace("-", " ")}`, unit: "s" };
  if (isFound(column)) return FOUND_MEASURES[column];
  const sampled = sampledOf(column);
  if (sampled) return { label: column, unit: unitOfSample(sampled) };
  const { label, unit } = observable(column)!;
  return { label, unit };
}

/** Name of an axis with its unit, as headers of tables have it. */
export const axisHeader = ({ path, unit }: Plan["axes"][number]): string =>
  unit === null ? path : `${path} / ${unit}`;

/** Every row with the values of its axes, line by line; SI where kept, an empty cell where there is no value. */
export function* csvLines(plan: Plan, rows: AllRows): Generator<string> {
  const quoted = (cell: unknown) => {
    const text = cell === null || cell === undefined ? "" : String(cell);
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lineOf = (cells: readonly unknown[]) => `${cells.map(quoted).join(",")}\n`;
  yield lineOf(["case", ...plan.axes.map(axisHeader), "status", "reason", ...headersOf(plan)]);
  for (const row of rows) {
    yield lineOf([
      ...[row.case, ...levelsOf(plan, row.case).map((l) => l.value), row.status, row.reason],
      ...plan.columns.map((_, k) => row.values[k] ?? null),
    ]);
  }
}

/** The same as one text. */
export const csvText = (plan: Plan, rows: AllRows): string => [...csvLines(plan, rows)].join("");
