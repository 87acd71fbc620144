// The results of `voidscope ccd` as one object and as CSV with the unit in every header. Both say to which capacity,
// pressure and temperature a current belongs.

import { cathodeNames } from "../../core/cathode";
import { resolveMaterials } from "../../core/materials";
import { SCHEMA_VERSION } from "../../core/scenario";
import { csv } from "../../core/text-table";
import { toUnit } from "../../core/units";
import { meanOf } from "../../sweep/tables";
import { type KernelFile, version } from "../kernel-file";
import { PUBLISHED } from "./published";
import type { ContactPoint, CriticalPoint, Study } from "./stripping";
import type { Plan } from "./study";

export const current = (j: number | null) => (j === null ? null : rounded(toUnit(j, "A/m2")));
export const pressure = (p: number) => rounded(toUnit(p, "Pa"));
export const temperature = (T: number) => rounded(toUnit(T, "K"));
/** Nine digits: what the search means, without the dust of unit factors. */
export const rounded = (value: number) => Number(value.toPrecision(9));

/** Over the seeds; a mean only where every seed has found one. */
function criticalRow(point: CriticalPoint) {
  const { searches } = point;
  const status = searches.find((s) => s.status !== "found")?.status ?? "found";
  const found = searches.map((s) => s.current ?? Number.NaN);
  const { mean, deviation } = meanOf(found);
  const known = status === "found";
  return {
    pressure_MPa: pressure(point.pressure),
    temperature_degC: temperature(point.temperature),
    critical_mA_cm2: current(known ? mean : null),
    deviation_mA_cm2: current(known ? deviation : null),
    lowest_mA_cm2: current(known ? Math.min(...found) : null),
    highest_mA_cm2: current(known ? Math.max(...found) : null),
    theory_mA_cm2: current(point.estimate),
    status,
    runs: searches.reduce((sum, s) => sum + s.runs, 0),
  };
}

function contactRow(point: ContactPoint) {
  const { trials } = point;
  const failed = trials.some(({ status }) => status === "failed");
  const { mean, deviation } = meanOf(trials.map((t) => t.contactFraction));
  const { mean: voids } = meanOf(trials.map((t) => t.voidVolume));
  const { mean: charge } = meanOf(trials.map((t) => t.charge));
  return {
    pressure_MPa: pressure(point.pressure),
    temperature_degC: temperature(point.temperature),
    current_mA_cm2: current(point.current),
    contact: failed ? null : rounded(mean),
    contactDeviation: failed || deviation === null ? null : rounded(deviation),
    voidVolume_um: failed ? null : rounded(toUnit(voids, "m")),
    charge_mAh_cm2: failed ? null : rounded(toUnit(charge, "C/m2")),
    theory_mA_cm2: current(point.estimate),
    status: failed ? "failed" : trials.every((t) => t.status === "finished") ? "found" : "lost",
    runs: trials.length,
  };
}

export type CriticalRow = ReturnType<typeof criticalRow>;
export type ContactRow = ReturnType<typeof contactRow>;
export type Result = ReturnType<typeof resultOf>;

/** The same whatever the threads, the interruptions and the time it took. */
export function resultOf(plan: Plan, study: Study) {
  const { scenario, grid } = plan.spec;
  const critical = study.critical.map((point) => ({
    ...criticalRow(point),
    searches: point.searches.map((s) => ({
      seed: s.seed,
      status: s.status,
      critical_mA_cm2: current(s.current),
      kept_mA_cm2: s.low === null ? null : current(s.low),
      lost_mA_cm2: s.high === null ? null : current(s.high),
      runs: s.runs,
      ...(s.status === "failed" ? { reason: s.reason } : {}),
    })),
  }));
  const contacts = study.contacts.map((point) => ({
    ...contactRow(point),
    trials: point.trials.map((t) => ({
      seed: t.seed,
      status: t.status,
      contact: rounded(t.contactFraction),
      ...(t.status === "failed" ? { reason: t.endReason } : {}),
    })),
  }));
  return {
    scenario: plan.name,
    capacity_mAh_cm2: rounded(toUnit(plan.criterion.capacity, "C/m2")),
    contactLimit: plan.criterion.contact,
    tolerance: 0.02,
    electrolyte: scenario.materials.electrolyte,
    width_um: rounded(toUnit(plan.spec.cell.width, "m")),
    columns: grid.columns,
    seeds: plan.seeds,
    critical,
    contacts,
    runs: [...critical, ...contacts].reduce((sum, row) => sum + row.runs, 0),
  };
}

/** ccd.json: the result with everything needed to compute it again and to cite it. */
export function documentOf(result: Result, plan: Plan, kernel: KernelFile): string {
  const { scenario } = plan.spec;
  const whole = {
    format: "voidscope-ccd",
    schemaVersion: SCHEMA_VERSION,
    ...result,
    published: PUBLISHED.points.map((point) => ({
      pressure_MPa: pressure(point.pressure),
      temperature_degC: temperature(PUBLISHED.temperature),
      critical_mA_cm2: current(point.current),
      electrolyte: PUBLISHED.electrolyte,
      source: PUBLISHED.source,
    })),
    input: scenario,
    versions: { voidscope: version },
    wasm: { sha256: kernel.hash },
    citations: resolveMaterials(scenario.materials, cathodeNames(scenario)).citations,
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const CRITICAL: [header: string, (row: CriticalRow) => unknown][] = [
  ["Applied Pressure / MPa", (r) => r.pressure_MPa],
  ["Ambient Temperature / degC", (r) => r.temperature_degC],
  ["Critical Current / mA.cm-2", (r) => r.critical_mA_cm2],
  ["Standard Deviation / mA.cm-2", (r) => r.deviation_mA_cm2],
  ["Lowest Seed / mA.cm-2", (r) => r.lowest_mA_cm2],
  ["Highest Seed / mA.cm-2", (r) => r.highest_mA_cm2],
  ["Theory / mA.cm-2", (r) => r.theory_mA_cm2],
  ["Status", (r) => r.status],
  ["Runs / 1", (r) => r.runs],
];
const CONTACTS: [header: string, (row: ContactRow) => unknown][] = [
  ["Applied Pressure / MPa", (r) => r.pressure_MPa],
  ["Ambient Temperature / degC", (r) => r.temperature_degC],
  ["Current / mA.cm-2", (r) => r.current_mA_cm2],
  ["Contact Fraction / 1", (r) => r.contact],
  ["Standard Deviation / 1", (r) => r.contactDeviation],
  ["Void Volume per Area / um", (r) => r.voidVolume_um],
  ["Areal Charge / mA.h.cm-2", (r) => r.charge_mAh_cm2],
  ["Theory / mA.cm-2", (r) => r.theory_mA_cm2],
  ["Status", (r) => r.status],
  ["Runs / 1", (r) => r.runs],
];

/** ccd.csv: a row a point; an empty cell where there is no value. */
export function csvOf(result: Result): string {
  const { capacity_mAh_cm2, contactLimit, seeds } = result;
  const common: [string, unknown][] = [
    ["Areal Capacity / mA.h.cm-2", capacity_mAh_cm2],
    ["Contact Limit / 1", contactLimit],
    ["Seeds / 1", seeds.length],
  ];
  const table = <Row>(columns: [string, (row: Row) => unknown][], rows: readonly Row[]) => [
    [...columns, ...common].map(([header]) => header),
    ...rows.map((row) => [
      ...columns.map(([, cell]) => cell(row) ?? ""),
      ...common.map(([, value]) => value),
    ]),
  ];
  const lines =
    result.contacts.length > 0
      ? table(CONTACTS, result.contacts)
      : table(CRITICAL, result.critical);
  return csv(lines);
}
