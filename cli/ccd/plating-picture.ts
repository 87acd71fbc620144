// The picture of a plating search as SVG: the time to a short over pressure and current, or critical currents as curves.

import * as Plot from "@observablehq/plot";
import { batlow } from "../../core/batlow";
import { digits } from "../../core/units";
import { INK, legend, type Panel, panel, sheet, tickFormat, ticksOf } from "../../plots/panel";
import { decades } from "../../plots/ticks";
import { bilinear, CURRENT, PRESSURE, steps } from "./map";
import type { PlatingResult, PlatingRow } from "./plating";
import { criterionOf } from "./plating-tables";

type TimeRow = Extract<PlatingRow, { short_s: number | null }>;
type CurrentRow = Extract<PlatingRow, { critical_mA_cm2: number | null }>;

/** One SVG document. */
export function platingPicture(result: PlatingResult): string {
  if (result.mode !== "short") return sheet(titleOf(result), [currents(result)]);
  const rows = result.rows as unknown as TimeRow[];
  const count = (values: readonly number[]) => new Set(values).size;
  const times = rows.flatMap((r) => r.short_s ?? []);
  const [low, high] = [Math.min(...times), Math.max(...times)];
  const wide = count(rows.map((r) => r.pressure_MPa)) > 1 && high > low;
  const panels =
    wide && count(rows.map((r) => r.current_mA_cm2!)) > 1
      ? [map(rows, low, high), legend([...steps(low, high), high], [low, high], "log", "s")]
      : [curves(rows)];
  return sheet(titleOf(result), panels);
}

function titleOf(r: PlatingResult): string {
  const what = { short: "Time to short", plate: "Critical plating current", cycle: "Cycling CCD" };
  const seeds = `${r.seeds.length} ${r.seeds.length === 1 ? "seed" : "seeds"}`;
  return `${what[r.mode as keyof typeof what]}, ${digits(r.capacity_mAh_cm2)} mA.h/cm2. ${r.electrolyte}, ${r.columns} columns, ${seeds}`;
}

const note = (text: string) =>
  Plot.text([text], { frameAnchor: "top-left", dy: -16, fontSize: 10 });

/** The median time to a short; blank where half the seeds or more never short. */
function map(rows: readonly TimeRow[], low: number, high: number): Panel {
  const place = { x: "pressure_MPa", y: "current_mA_cm2" } as const;
  const field = { ...place, interpolate: bilinear(Math.log, Math.exp) };
  const plain = rows.map((r) => ({ ...r, time: r.short_s ?? Number.NaN }));
  const levels = decades(low, high);
  const all = rows.map((r) => r.current_mA_cm2!);
  return panel({
    x: {
      type: "log",
      label: PRESSURE,
      ticks: ticksOf(rows.map((r) => r.pressure_MPa)),
      tickFormat,
    },
    y: {
      type: "log",
      label: `plating ${CURRENT}`,
      ticks: decades(Math.min(...all), Math.max(...all)),
      tickFormat,
    },
    color: { type: "log", domain: [low, high], interpolate: batlow },
    marks: [
      Plot.contour(plain, { ...field, fill: "time", thresholds: steps(low, high) }),
      Plot.contour(plain, { ...field, value: "time", stroke: "white", thresholds: levels }),
      Plot.frame({ stroke: INK }),
      Plot.dot(rows, { ...place, r: 3, fill: "white", stroke: INK }),
      Plot.text(rows, {
        ...place,
        text: (r: TimeRow) => (r.short_s === null ? "none" : digits(r.short_s, 2)),
        dy: -10,
        fill: "white",
        stroke: INK,
        strokeWidth: 3,
      }),
      note(`median time in s; white lines at ${levels.map((v) => digits(v)).join(", ")} s`),
    ],
  });
}

/** Times against current, or pressure where only that varies. */
function curves(rows: readonly TimeRow[]): Panel {
  const byCurrent = new Set(rows.map((r) => r.current_mA_cm2)).size > 1;
  const x = byCurrent ? "current_mA_cm2" : "pressure_MPa";
  const of = (key: "start_s" | "short_s", hue: string) => {
    const known = rows.filter((r) => r[key] !== null);
    return [
      Plot.line(known, { x, y: key, z: byCurrent ? "pressure_MPa" : null, stroke: hue }),
      Plot.dot(known, { x, y: key, fill: hue }),
    ];
  };
  return panel({
    x: { type: "log", label: byCurrent ? `plating ${CURRENT}` : PRESSURE, tickFormat },
    y: { type: "log", label: "median time / s", tickFormat, grid: true },
    marks: [
      ...of("start_s", batlow(0.6)),
      ...of("short_s", batlow(0.1)),
      note("dark: short; light: first filament"),
    ],
  });
}

/** Critical currents with the range of the seeds. */
function currents(result: PlatingResult): Panel {
  const all = result.rows as unknown as CurrentRow[];
  const rows = all.filter((r) => r.critical_mA_cm2 !== null);
  const byTemperature =
    new Set(all.map((r) => r.temperature_degC)).size > 1 &&
    new Set(all.map((r) => r.pressure_MPa)).size === 1;
  const x = byTemperature ? "temperature_degC" : "pressure_MPa";
  const z = byTemperature ? "pressure_MPa" : "temperature_degC";
  const series = [...new Set(rows.map((r) => r[z]))];
  const stroke = (r: CurrentRow) =>
    batlow((0.85 * series.indexOf(r[z])) / Math.max(1, series.length - 1));
  return panel({
    x: byTemperature
      ? { label: "temperature / Cel" }
      : { type: "log", label: PRESSURE, tickFormat },
    y: { label: `critical ${CURRENT}`, tickFormat, grid: true, zero: true },
    marks: [
      Plot.line(rows, { x, y: "critical_mA_cm2", z, stroke, strokeWidth: 2 }),
      Plot.ruleX(rows, { x, y1: "lowest_mA_cm2", y2: "highest_mA_cm2", stroke }),
      Plot.dot(rows, { x, y: "critical_mA_cm2", fill: stroke, r: 3.5 }),
      note(`${criterionOf(result)}; bars: range of the seeds`),
    ],
  });
}
