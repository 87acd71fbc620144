// The results of `voidscope ensemble`: every seed, and over the seeds mean, deviation and quantiles. SI in the JSON and the
// CSV, units in every header.

import { observable } from "../../core/observables";
import { SCHEMA_VERSION } from "../../core/scenario";
import { aligned, csv } from "../../core/text-table";
import { digits } from "../../core/units";
import { isBroken, type Row } from "../../sweep/row";
import { type Spread, spreadOf } from "../../sweep/tables";
import { type Line, lines } from "../ccd/text-report";
import { type KernelFile, version } from "../kernel-file";
import { EVENTS } from "./events";
import { type EnsemblePlan, ensembleSweep } from "./seeds";

export type EnsembleResult = ReturnType<typeof resultOf>;

/** A spread over the seeds by what it is of. */
export interface KeyedSpread extends Spread {
  key: string;
  unit: string;
}

const keyed = (key: string, unit: string, values: readonly (number | null)[]): KeyedSpread => ({
  ...{ key, unit },
  ...spreadOf(values),
});

/** The same whatever the threads, the interruptions and the time it took. A failed seed counts in no spread. */
export function resultOf(plan: EnsemblePlan, rows: readonly Row[]) {
  const { columns } = ensembleSweep(plan);
  const runs = rows.map(({ status, reason, values }, k) => {
    const of = (column: string) => values[columns.indexOf(column)] ?? null;
    return {
      seed: plan.seeds[k]!,
      status,
      endReason: reason,
      end: Object.fromEntries(plan.observables.map((key) => [key, of(key) as number])),
      time: of("time") as number,
      events: Object.fromEntries(EVENTS.map((kind) => [kind, of(`first.${kind}`)])),
    };
  });
  const sound = runs.filter((run) => !isBroken(run));
  return {
    scenario: plan.name,
    seeds: plan.seeds,
    atEnd: [
      ...plan.observables.map((key) =>
        keyed(
          key,
          observable(key)!.unit,
          sound.map((r) => r.end[key]!),
        ),
      ),
      keyed(
        "time",
        "s",
        sound.map((r) => r.time),
      ),
    ],
    firstTimes: EVENTS.map((kind) =>
      keyed(
        kind,
        "s",
        sound.map((r) => r.events[kind]!),
      ),
    ),
    runs,
  };
}

/** A row a seed; an empty cell where an event did not happen. */
export function csvOf({ runs, atEnd }: EnsembleResult): string {
  const keys = atEnd.slice(0, -1);
  return csv([
    [
      "Seed / 1",
      "Status",
      "Test Time / s",
      ...keys.map(({ key, unit }) => `${key} / ${unit}`),
      ...EVENTS.map((kind) => `${kind} / s`),
    ],
    ...runs.map((r) => [
      ...[r.seed, r.status, r.time],
      ...keys.map(({ key }) => r.end[key]),
      ...EVENTS.map((kind) => r.events[kind] ?? ""),
    ]),
  ]);
}

/** ensemble.json: the result with everything needed to compute it again. */
export function documentOf(result: EnsembleResult, plan: EnsemblePlan, kernel: KernelFile): string {
  const whole = {
    format: "voidscope-ensemble",
    schemaVersion: SCHEMA_VERSION,
    ...result,
    input: plan.scenario,
    versions: { voidscope: version },
    wasm: { sha256: kernel.hash },
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** @param wall seconds this call took. */
export function describe({ atEnd, firstTimes, runs }: EnsembleResult, wall: number): string {
  const cell = (v: number | null) => (v === null ? "-" : digits(v, 4));
  const row = (s: KeyedSpread) => [
    `${s.key} / ${s.unit}`,
    ...[s.mean, s.deviation, s.tenth, s.median, s.ninetieth].map(cell),
    `${s.count} of ${runs.length}`,
  ];
  const columns = ["mean", "deviation", "10 %", "median", "90 %", "seeds"];
  const foot: Line[] = [["runs", `${runs.length} in ${digits(wall)} s`]];
  return `${aligned([
    ["at the end", ...columns],
    ...atEnd.map(row),
    ["first time of", ...columns],
    ...firstTimes.map(row),
  ])}\n${lines(foot)}`;
}
