// The results of the plating modes as CSV, as one document and as lines for people.

import { cathodeNames } from "../../core/cathode";
import { resolveMaterials } from "../../core/materials";
import { SCHEMA_VERSION } from "../../core/scenario";
import { aligned, csv } from "../../core/text-table";
import { digits } from "../../core/units";
import { type KernelFile, version } from "../kernel-file";
import type { PlatingResult } from "./plating";
import type { Plan } from "./study";
import { cell, type Line, lines, spread } from "./text-report";

type Cells = Record<string, unknown>;

const HEADERS: Record<string, string> = {
  pressure_MPa: "Applied Pressure / MPa",
  temperature_degC: "Ambient Temperature / degC",
  current_mA_cm2: "Current / mA.cm-2",
  critical_mA_cm2: "Critical Current / mA.cm-2",
  deviation_mA_cm2: "Standard Deviation / mA.cm-2",
  lowest_mA_cm2: "Lowest Seed / mA.cm-2",
  highest_mA_cm2: "Highest Seed / mA.cm-2",
  start_s: "Median Time To Filament / s",
  short_s: "Median Time To Short / s",
  earliestShort_s: "Earliest Short / s",
  started: "Seeds With Filament / 1",
  shorted: "Seeds Shorted / 1",
  status: "Status",
  runs: "Runs / 1",
};

/** A row a point; an empty cell where there is no value. */
export function platingCsv({ rows, mode, capacity_mAh_cm2, seeds }: PlatingResult): string {
  const keys = Object.keys(HEADERS).filter((key) => key in rows[0]!);
  const head = [...keys.map((key) => HEADERS[key]!), "Mode"];
  return csv([
    [...head, "Areal Capacity / mA.h.cm-2", "Seeds / 1"],
    ...rows.map((row) => [
      ...keys.map((key) => (row as Cells)[key] ?? ""),
      mode,
      capacity_mAh_cm2,
      seeds.length,
    ]),
  ]);
}

/** ccd.json: the result with everything needed to compute it again and to cite it. */
export function platingDocument(result: PlatingResult, plan: Plan, kernel: KernelFile): string {
  const { scenario } = plan.spec;
  const whole = {
    format: "voidscope-ccd",
    schemaVersion: SCHEMA_VERSION,
    ...result,
    input: scenario,
    versions: { voidscope: version },
    wasm: { sha256: kernel.hash },
    citations: resolveMaterials(scenario.materials, cathodeNames(scenario)).citations,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

/** @param wall seconds this call took. */
export function describePlating(result: PlatingResult, wall: number): string {
  const { rows, seeds, columns } = result;
  const number = (row: Cells, key: string) => cell((row[key] ?? null) as number | null);
  const table =
    result.mode === "short"
      ? [
          ["P / MPa", "T / Cel", "j / mA/cm2", "first filament / s", "short / s", "shorted"],
          ...rows.map((row: Cells) => [
            ...["pressure_MPa", "temperature_degC", "current_mA_cm2", "start_s", "short_s"].map(
              (key) => number(row, key),
            ),
            `${row["shorted"]} of ${seeds.length}`,
          ]),
        ]
      : [
          ["P / MPa", "T / Cel", "j_c / mA/cm2", "runs"],
          ...rows.map((row: Cells) => [
            number(row, "pressure_MPa"),
            number(row, "temperature_degC"),
            typeof row["critical_mA_cm2"] === "number"
              ? spread(row["critical_mA_cm2"], row["deviation_mA_cm2"] as number | null)
              : String(row["status"]),
            number(row, "runs"),
          ]),
        ];
  const over = `${seeds.length} ${seeds.length === 1 ? "seed" : "seeds"}`;
  const foot: Line[] = [
    ["criterion", criterionOf(result)],
    [
      "section",
      `${result.electrolyte}, ${digits(result.width_um)} um, ${columns} columns, ${over}`,
    ],
    ["runs", `${result.runs} in ${digits(wall)} s`],
  ];
  return `${aligned(table)}\n${lines(foot)}`;
}

/** What the numbers mean, in words. */
export function criterionOf(result: PlatingResult): string {
  const charge = `${digits(result.capacity_mAh_cm2)} mA.h/cm2`;
  if (result.mode === "cycle") {
    return `last good cycle of ${charge} a half cycle, steps of ${digits(result.step_mA_cm2!)} mA/cm2, before a short or contact below ${digits(100 * result.contactLimit!)} %`;
  }
  if (result.mode === "short") {
    return `median over seeds while ${charge} are plated; - where half the seeds or more never do`;
  }
  return result.criterion === "start"
    ? `smallest plating current at which a filament starts within ${charge}; each search within 2 %`
    : `smallest plating current that shorts within ${charge}; each search within 2 %`;
}
