// What a sweep came to: as lines, as one object, as files.

import { pieces } from "../../core/pieces";
import { aligned } from "../../core/text-table";
import { digits } from "../../core/units";
import { axisHeader, csvLines, headersOf } from "../../sweep/columns";
import type { Plan } from "../../sweep/plan";
import type { AllRows } from "../../sweep/rows";
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
/** Combinations that a table or a map shows when nobody says which. */
const MOST_GROUPS = 10_000;

/** The first two axes of the grid; three where that makes a few maps, fewer where their values are very many. */
export function usualView(plan: Plan): View {
  const axes = usualAxes(plan);
  const count = (k: number) => plan.axes[k]!.count!;
  const maps = axes.length === 3 ? count(axes[2]!) : Number.POSITIVE_INFINITY;
  const over = axes.slice(0, maps <= MOST_MAPS ? 3 : 2);
  while (over.reduce((n, k) => n * count(k), 1) > MOST_GROUPS) over.pop();
  return { over, value: 0 };
}

export function summaryOf(plan: Plan, rows: AllRows, view: View = usualView(plan)) {
  const groups = groupsOf(plan, rows, view.over, view.value);
  const header = headersOf(plan)[view.value]!;
  const sensitivity = sensitivityOf(plan, rows, view.value);
  const broken = groups.reduce((sum, g) => sum + g.broken, 0);
  const counts: Record<string, number> = {};
  for (const { status } of rows) counts[status] = (counts[status] ?? 0) + 1;
  const over = view.over.map((k) => axisHeader(plan.axes[k]!));
  return {
    title: plan.document.title,
    cases: plan.cases,
    rows: rows.length,
    broken,
    status: counts,
    over,
    value: header,
    groups: groups.map((g) => ({
      at: g.at,
      cases: g.cases,
      broken: g.broken,
      ...g.spread,
    })),
    ...(sensitivity && { sensitivity }),
    text: textOf(plan, groups, over, header, sensitivity, rows.length, broken),
  };
}

function textOf(
  plan: Plan,
  groups: readonly Group[],
  over: readonly string[],
  header: string,
  sensitivity: readonly Sensitivity[] | null,
  cases: number,
  broken: number,
): string {
  const cell = (v: number | string | null) =>
    v === null ? "-" : typeof v === "string" ? v : digits(v, 4);
  const shown = groups.slice(0, MOST_LINES);
  const table = aligned([
    [...over, `${header}: mean`, "deviation", "10 %", "median", "90 %", "cases"],
    ...shown.map((g) => {
      const s = g.spread;
      return [
        ...[...g.at, s.mean, s.deviation, s.tenth, s.median, s.ninetieth].map(cell),
        `${s.count} of ${g.cases}`,
      ];
    }),
  ]);
  const more =
    groups.length > shown.length
      ? `and ${groups.length - shown.length} more lines in results.json\n`
      : "";
  const foot = `${cases} of ${plan.cases} cases${broken > 0 ? `, ${broken} without a result` : ""}\n`;
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

/** The summary as an object of JSON, a line a group. */
function* jsonLines(summary: ReturnType<typeof summaryOf>): Generator<string> {
  const { groups, text: _, ...rest } = summary;
  const head = { format: "voidscope-sweep-results", schemaVersion: 1, ...rest };
  yield `${JSON.stringify(head, null, 2).replace(/\n\}$/, "")},\n  "groups": [\n`;
  for (const [k, group] of groups.entries()) {
    yield `    ${JSON.stringify(group)}${k + 1 < groups.length ? "," : ""}\n`;
  }
  yield "  ]\n}\n";
}

/** results.csv, results.json and results.svg, all or none. */
export async function writeSummary(
  directory: string,
  plan: Plan,
  rows: AllRows,
  view = usualView(plan),
): Promise<ReturnType<typeof summaryOf>> {
  const { mapPicture } = await import("./picture");
  const summary = summaryOf(plan, rows, view);
  const picture = mapPicture(plan, rows, view);
  deliver(directory, [
    ["results.csv", pieces(csvLines(plan, rows))],
    ["results.json", pieces(jsonLines(summary))],
    ...(picture === undefined ? [] : [["results.svg", picture] as [string, string]]),
  ]);
  return summary;
}
