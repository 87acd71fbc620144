// The results of `voidscope ccd` as lines for people, always with capacity, pressure and temperature.

import { aligned } from "../../core/text-table";
import { digits } from "../../core/units";
import type { ContactRow, CriticalRow, Result } from "./tables";

/** @param wall seconds this call took. */
export function describe(result: Result, wall: number): string {
  const { critical, contacts } = result;
  const foot = footOf(result, wall);
  if (critical.length === 1) return lines([...single(critical[0]!), ...foot]);
  const table = contacts.length > 0 ? contactTable(contacts) : criticalTable(critical);
  return `${aligned(table)}\n${lines(foot)}`;
}

export type Line = [label: string, text: string];

function single(row: Result["critical"][number]): Line[] {
  const theory =
    row.theory_mA_cm2 === null
      ? "none without vacancy sinks"
      : `${digits(row.theory_mA_cm2)} mA/cm2 = P^2 F D_self / (R T alpha_T G b)`;
  return [
    ["critical current", `${foundWords(row)} (stripping)`],
    ["theory", theory],
    ["conditions", `${row.pressure_MPa} MPa, ${row.temperature_degC} Cel`],
  ];
}

function foundWords(row: Result["critical"][number]): string {
  const search = row.searches.find(({ status }) => status === row.status)!;
  if (row.status === "above") return `above ${search.kept_mA_cm2} mA/cm2`;
  if (row.status === "below") return `below ${search.lost_mA_cm2} mA/cm2`;
  if (row.critical_mA_cm2 === null) return "not found, a trial failed";
  return `${spread(row.critical_mA_cm2, row.deviation_mA_cm2)} mA/cm2`;
}

function footOf(result: Result, wall: number): Line[] {
  const { seeds, columns, contacts } = result;
  const charge = `${digits(result.capacity_mAh_cm2)} mA.h/cm2`;
  const limit = `${digits(100 * result.contactLimit)} %`;
  const over = `${seeds.length} ${seeds.length === 1 ? "seed" : "seeds"}`;
  return [
    [
      "criterion",
      contacts.length > 0
        ? `contact after stripping ${charge}`
        : `contact above ${limit} while ${charge} are stripped; each search within 2 %`,
    ],
    [
      "section",
      `${result.electrolyte}, ${digits(result.width_um)} um, ${columns} columns, ${over}`,
    ],
    ["runs", `${result.runs} in ${digits(wall)} s`],
  ];
}

function criticalTable(rows: readonly CriticalRow[]): string[][] {
  return [
    ["P / MPa", "T / Cel", "j_c / mA/cm2", "theory / mA/cm2", "runs"],
    ...rows.map((r) => [
      cell(r.pressure_MPa),
      cell(r.temperature_degC),
      r.critical_mA_cm2 === null ? r.status : spread(r.critical_mA_cm2, r.deviation_mA_cm2),
      cell(r.theory_mA_cm2),
      cell(r.runs),
    ]),
  ];
}

function contactTable(rows: readonly ContactRow[]): string[][] {
  return [
    ["P / MPa", "T / Cel", "j / mA/cm2", "contact / %", "voids / um", "theory j_c / mA/cm2"],
    ...rows.map((r) => [
      cell(r.pressure_MPa),
      cell(r.temperature_degC),
      cell(r.current_mA_cm2),
      r.contact === null ? r.status : spread(100 * r.contact, times100(r.contactDeviation)),
      cell(r.voidVolume_um),
      cell(r.theory_mA_cm2),
    ]),
  ];
}

export const lines = (pairs: readonly Line[]) =>
  pairs.map(([label, text]) => `${label.padEnd(18)}${text}\n`).join("");
export const cell = (value: number | null) => (value === null ? "-" : digits(value));
const times100 = (value: number | null) => (value === null ? null : 100 * value);
export const spread = (mean: number, deviation: number | null) =>
  deviation === null ? digits(mean, 3) : `${digits(mean, 3)} +- ${digits(deviation, 2)}`;
