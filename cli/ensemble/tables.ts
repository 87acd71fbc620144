// The results of `voidscope ensemble`: every seed, and over the seeds mean, deviation and quantiles. SI in the JSON and the
// CSV, units in every header.

import { observable } from "../../core/observables";
import { SCHEMA_VERSION } from "../../core/scenario";
import { aligned, csv } from "../../core/text-table";
import { digits } from "../../core/units";
import type { Outcome } from "../../sim/outcome";
import { type Line, lines } from "../ccd/text-report";
import { type KernelFile, version } from "../kernel-file";
import { meanOf, quantile } from "../statistics";
import type { EnsemblePlan } from "./plan";

/** Events whose first time is told. */
export const EVENTS = ["filament-started", "short", "contact-lost"] as const;

export type EnsembleResult = ReturnType<typeof resultOf>;

/** Of the `count` seeds that have a value; nulls without any. */
export interface Spread {
  key: string;
  unit: string;
  count: number;
  mean: number | null;
  deviation: number | null;
  least: number | null;
  tenth: number | null;
  median: number | null;
  ninetieth: number | null;
  most: number | null;
}

function spreadOf(key: string, unit: string, values: readonly (number | null)[]): Spread {
  const known = values.filter((v): v is number => v !== null);
  const at = (q: number) => (known.length > 0 ? quantile(known, q) : null);
  const { mean, deviation } = meanOf(known);
  return {
    ...{ key, unit, count: known.length, mean: known.length > 0 ? mean : null },
    deviation: known.length > 1 ? deviation : null,
    ...{ least: at(0), tenth: at(0.1), median: at(0.5), ninetieth: at(0.9), most: at(1) },
  };
}

/** The same whatever the threads, the interruptions and the time it took. A failed seed counts in no spread. */
export function resultOf(plan: EnsemblePlan, outcomes: readonly Outcome[]) {
  const runs = outcomes.map((o, k) => ({
    seed: plan.seeds[k]!,
    status: o.status,
    endReason: o.endReason,
    end: Object.fromEntries(plan.observables.map((key) => [key, o[key] as number])),
    time: o.time,
    events: Object.fromEntries(EVENTS.map((kind) => [kind, o.first[kind] ?? null])),
  }));
  const sound = runs.filter(({ status }) => status !== "failed");
  return {
    scenario: plan.name,
    seeds: plan.seeds,
    atEnd: [
      ...plan.observables.map((key) =>
        spreadOf(
          key,
          observable(key)!.unit,
          sound.map((r) => r.end[key]!),
        ),
      ),
      spreadOf(
        "time",
        "s",
        sound.map((r) => r.time),
      ),
    ],
    firstTimes: EVENTS.map((kind) =>
      spreadOf(
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
  const row = (s: Spread) => [
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
