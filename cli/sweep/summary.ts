// What a sweep came to: as lines, as one object, as files.

import { aligned } from "../../core/text-table";
import { digits } from "../../core/units";
import { axisHeader, csvText, headersOf } from "../../sweep/columns";
import type { Plan } from "../../sweep/plan";
import { isBroken, type Row } from "../../sweep/row";
import { type Sensitivity, sensitivityOf } from "../../sweep/sensitivity";
import { type Group, groupsOf, usualAxes } from "../../sweep/tables";
import { deliver } from "../files";

/** Lines of a table that a terminal should show. */
const MOST_LINES = 40;

export interface View {
  /** Numbers of the axes that tables and maps stand over. */
  over: readonly number[];
  /** Number of the kept column that is shown. */
  value: number;
}

/** Values of a third axis that are a map each. */
const MOST_MAPS = 4;

/** The first two axes of the grid; three where that makes a few maps. */
export function usualView(plan: Plan): View {
  const axes = usualAxes(plan);
  const maps = axes.length === 3 ? plan.axes[axes[2]!]!.levels!.length : Number.POSITIVE_INFINITY;
  return { over: axes.slice(0, maps <= MOST_MAPS ? 3 : 2), value: 0 };
}

export function summaryOf(plan: Plan, rows: readonly Row[], view: View = usualView(plan)) {
  const groups = groupsOf(plan, rows, view.over);
  const header = headersOf(plan)[view.value]!;
  const sensitivity = sensitivityOf(plan, rows, view.value);
  const counts: Record<string, number> = {};
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
  const over = view.over.map((k) => axisHeader(plan.axes[k]!));
  return {
    title: plan.document.title,
    cases: plan.cases,
    rows: rows.length,
    status: counts,
    over,
    value: header,
    groups: groups.map((g) => ({
      at: g.at,
      cases: g.cases,
      broken: g.broken,
      ...g.spreads[view.value],
    })),
    ...(sensitivity && { sensitivity }),
    text: textOf(plan, groups, over, header, view, sensitivity, rows),
  };
}

function textOf(
  plan: Plan,
  groups: readonly Group[],
  over: readonly string[],
  header: string,
  view: View,
  sensitivity: readonly Sensitivity[] | null,
  rows: readonly Row[],
): string {
  const cell = (v: number | string | null) =>
    v === null ? "-" : typeof v === "string" ? v : digits(v, 4);
  const shown = groups.slice(0, MOST_LINES);
  const table = aligned([
    [...over, `${header}: mean`, "deviation", "10 %", "median", "90 %", "cases"],
    ...shown.map((g) => {
      const s = g.spreads[view.value]!;
      return [
        ...[...g.at, s.mean, s.deviation, s.tenth, s.median, s.ninetieth].map(cell),
        `${s.count} of ${g.cases}`,
      ];
    }),
  ]);
  const more =
    groups.length > shown.length
      ? `and ${groups.length - shown.length} more lines in results.csv\n`
      : "";
  const broken = rows.filter(isBroken).length;
  const foot = `${rows.length} of ${plan.cases} cases${broken > 0 ? `, ${broken} without a result` : ""}\n`;
  return `${table}${more}${sensitivity ? indexTable(plan, sensitivity) : ""}\n${foot}`;
}

function indexTable(plan: Plan, all: readonly Sensitivity[]): string {
  const morris = plan.document.sample.kind === "morris";
  const [first, second] = morris ? ["mean |effect|", "deviation"] : ["first index", "total index"];
  const sorted = [...all].sort((a, b) => (morris ? b.first - a.first : b.second - a.second));
  const cell = (value: number, error?: number) =>
    `${digits(value, 3)}${error === undefined ? "" : ` +- ${digits(error, 2)}`}`;
  return `\n${aligned([
    ["over its range", first!, second!],
    ...sorted.map((s) => [s.path, cell(s.first, s.errors?.[0]), cell(s.second, s.errors?.[1])]),
  ])}`;
}

/** results.csv, results.json and map.svg, all or none. */
export async function writeSummary(
  directory: string,
  plan: Plan,
  rows: readonly Row[],
  view = usualView(plan),
): Promise<void> {
  const { mapPicture } = await import("./picture");
  const { text: _, ...summary } = summaryOf(plan, rows, view);
  const picture = mapPicture(plan, rows, view);
  deliver(directory, [
    ["results.csv", csvText(plan, rows)],
    [
      "results.json",
      `${JSON.stringify({ format: "voidscope-sweep-results", schemaVersion: 1, ...summary }, null, 2)}\n`,
    ],
    ...(picture === undefined ? [] : [["results.svg", picture] as [string, string]]),
  ]);
}
