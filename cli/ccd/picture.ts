// The picture of a search as SVG: a heat map where two things vary, curves where one does, measured points with bars.

import * as Plot from "@observablehq/plot";
import { batlow } from "../../core/batlow";
import { digits, toUnit } from "../../core/units";
import { INK, legend, type Panel, panel, sheet, tickFormat, ticksOf } from "../../plots/panel";
import { decades } from "../../plots/ticks";
import { bilinear, CURRENT, PRESSURE, steps } from "./map";
import { PUBLISHED } from "./published";
import type { CriticalRow, Result } from "./tables";

const SHARES = Array.from({ length: 21 }, (_, k) => k / 20);

/** One SVG document. */
export function pictureOf(result: Result): string {
  const { critical, contacts } = result;
  const count = (values: readonly number[]) => new Set(values).size;
  const pressures = count([...critical, ...contacts].map((r) => r.pressure_MPa));
  const others =
    count(critical.map((r) => r.temperature_degC)) + count(contacts.map((r) => r.current_mA_cm2!));
  const panels =
    contacts.length > 0
      ? pressures > 1 && others > 1
        ? [contactMap(result), legend(SHARES, [0, 1], "linear", "contact")]
        : [contactCurves(result)]
      : pressures > 1 && others > 1
        ? [criticalMap(result), criticalLegend(result), criticalCurves(result)]
        : [criticalCurves(result)];
  return sheet(titleOf(result), panels);
}

function titleOf(r: Result): string {
  const what =
    r.contacts.length > 0
      ? `Contact after stripping ${digits(r.capacity_mAh_cm2)} mA.h/cm2, ${digits(r.contacts[0]!.temperature_degC)} Cel`
      : `Critical stripping current: contact above ${digits(100 * r.contactLimit)} % through ${digits(r.capacity_mAh_cm2)} mA.h/cm2`;
  const seeds = `${r.seeds.length} ${r.seeds.length === 1 ? "seed" : "seeds"}`;
  return `${what}. ${r.electrolyte}, ${r.columns} columns, ${seeds}`;
}

/** j_c over pressure and temperature. */
function criticalMap(result: Result): Panel {
  const rows = result.critical.filter((r) => r.critical_mA_cm2 !== null);
  const values = rows.map((r) => r.critical_mA_cm2!);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const levels = decades(low, high);
  const map = { x: "pressure_MPa", y: "temperature_degC" } as const;
  const field = { ...map, interpolate: bilinear(Math.log, Math.exp) };
  const value = "critical_mA_cm2";
  return panel({
    x: {
      type: "log",
      label: PRESSURE,
      ticks: ticksOf(rows.map((r) => r.pressure_MPa)),
      tickFormat,
    },
    y: { label: "temperature / Cel", ticks: ticksOf(rows.map((r) => r.temperature_degC)) },
    color: {
      type: "log",
      domain: [low, high],
      interpolate: batlow,
    },
    marks: [
      Plot.contour(rows, { ...field, fill: value, thresholds: steps(low, high) }),
      Plot.contour(rows, { ...field, value, stroke: "white", thresholds: levels }),
      Plot.frame({ stroke: INK }),
      Plot.dot(rows, { ...map, r: 2, fill: "white" }),
      ...valueLabels(rows),
      ...publishedDots(result),
      Plot.text([`j_c in mA/cm2; white lines at ${levels.map((v) => digits(v)).join(", ")}`], {
        frameAnchor: "top-left",
        dy: -16,
      }),
    ],
  });
}

/** The computed values beside their points, inside the frame. */
function valueLabels(rows: readonly CriticalRow[]): Plot.Markish[] {
  const top = Math.max(...rows.map((r) => r.temperature_degC));
  const pressures = rows.map((r) => r.pressure_MPa);
  const anchor = (r: CriticalRow) =>
    r.pressure_MPa === Math.min(...pressures)
      ? "start"
      : r.pressure_MPa === Math.max(...pressures)
        ? "end"
        : "middle";
  return (["start", "middle", "end"] as const).flatMap((textAnchor) =>
    [9, -9].map((dy) =>
      Plot.text(
        rows.filter((r) => anchor(r) === textAnchor && (r.temperature_degC === top) === dy > 0),
        {
          x: "pressure_MPa",
          y: "temperature_degC",
          text: (r: CriticalRow) => digits(r.critical_mA_cm2!, 2),
          textAnchor,
          dx: { start: 4, middle: 0, end: -4 }[textAnchor],
          dy,
          fill: "white",
          stroke: INK,
          strokeWidth: 3,
        },
      ),
    ),
  );
}

function criticalLegend({ critical }: Result): Panel {
  const values = critical.flatMap((r) => r.critical_mA_cm2 ?? []);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return legend([...steps(low, high), high], [low, high], "log", "mA/cm2");
}

/** The measured points where the map covers them, filled with the colour of their value. */
function publishedDots(result: Result): Plot.Markish[] {
  const T = toUnit(PUBLISHED.temperature, "K");
  const of = (key: "pressure_MPa" | "temperature_degC") => result.critical.map((r) => r[key]);
  const inside = (v: number, all: number[]) => v >= Math.min(...all) && v <= Math.max(...all);
  const points = published(result).filter(
    (p) => inside(p.P, of("pressure_MPa")) && inside(T, of("temperature_degC")),
  );
  return [
    Plot.dot(points, { x: "P", y: () => T, r: 8, fill: "j", stroke: "white", strokeWidth: 2 }),
    Plot.text(points, {
      x: "P",
      y: () => T,
      text: (p: { j: number }) => `${p.j} measured`,
      dy: 18,
      fill: "white",
      stroke: INK,
      strokeWidth: 3,
    }),
  ];
}

/** j_c against pressure, a line a temperature; against temperature when there is one pressure. */
function criticalCurves(result: Result): Panel {
  const rows = result.critical.filter((r) => r.critical_mA_cm2 !== null);
  const byPressure =
    new Set(result.critical.map((r) => r.pressure_MPa)).size > 1 || result.critical.length === 1;
  const x = byPressure ? "pressure_MPa" : "temperature_degC";
  const z = byPressure ? "temperature_degC" : "pressure_MPa";
  const unit = byPressure ? "Cel" : "MPa";
  const series = [...new Set(rows.map((r) => r[z]))];
  const hue = new Map(
    series.map((v, k) => [v, batlow((0.85 * k) / Math.max(1, series.length - 1))]),
  );
  const stroke = (r: CriticalRow) => hue.get(r[z])!;
  const shown = byPressure
    ? published(result).map((p) => ({ ...p, at: p.P }))
    : published(result)
        .filter((p) => p.P === rows[0]?.pressure_MPa)
        .map((p) => ({ ...p, at: toUnit(PUBLISHED.temperature, "K") }));
  const last = (v: number) => rows.filter((r) => r[z] === v).at(-1)!;
  return panel({
    marginRight: 70,
    x: byPressure ? { type: "log", label: PRESSURE, tickFormat } : { label: "temperature / Cel" },
    y: { type: "log", label: `critical ${CURRENT}`, tickFormat, grid: true },
    marks: [
      Plot.line(
        rows.filter((r) => r.theory_mA_cm2 !== null),
        { x, y: "theory_mA_cm2", z, stroke, strokeDasharray: "4 3" },
      ),
      Plot.line(rows, { x, y: "critical_mA_cm2", z, stroke, strokeWidth: 2 }),
      Plot.ruleX(rows, { x, y1: "lowest_mA_cm2", y2: "highest_mA_cm2", stroke, strokeWidth: 2 }),
      Plot.dot(rows, { x, y: "critical_mA_cm2", fill: stroke, r: 3.5 }),
      Plot.text(series.map(last), {
        x,
        y: "critical_mA_cm2",
        text: (r: CriticalRow) => `${digits(r[z])} ${unit}`,
        dx: 8,
        textAnchor: "start",
        fill: stroke,
      }),
      ...bars(shown),
      Plot.text([`dashed: theory; squares: ${PUBLISHED.source}, 25 Cel, bars x 1.3`], {
        frameAnchor: "top-left",
        dy: -16,
        fontSize: 10,
      }),
    ],
  });
}

/** Measured points with their bars. */
function bars(points: readonly { at: number; j: number }[]): Plot.Markish[] {
  const f = PUBLISHED.factor;
  return [
    Plot.ruleX(points, {
      x: "at",
      y1: (p: { j: number }) => p.j / f,
      y2: (p: { j: number }) => p.j * f,
      stroke: "#d1495b",
      strokeWidth: 2,
    }),
    Plot.dot(points, {
      x: "at",
      y: "j",
      symbol: "square",
      r: 5,
      fill: "white",
      stroke: "#d1495b",
      strokeWidth: 2,
    }),
  ];
}

/** The end contact over pressure and current. */
function contactMap(result: Result): Panel {
  const rows = result.contacts.filter((r) => r.contact !== null);
  const map = { x: "pressure_MPa", y: "current_mA_cm2" } as const;
  const same = (v: number) => v;
  const field = { ...map, interpolate: bilinear(same, same) };
  const range = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  const [low, high] = range(rows.map((r) => r.current_mA_cm2!));
  const theory = rows.filter((r) => r.theory_mA_cm2! >= low && r.theory_mA_cm2! <= high);
  const [least, most] = range(rows.map((r) => r.pressure_MPa));
  const warm = Math.abs(rows[0]!.temperature_degC - 25) < 5;
  const inside = published(result).filter(
    (p) => warm && p.P >= least && p.P <= most && p.j >= low && p.j <= high,
  );
  return panel({
    clip: true,
    x: {
      type: "log",
      label: PRESSURE,
      ticks: ticksOf(rows.map((r) => r.pressure_MPa)),
      tickFormat,
    },
    y: { type: "log", label: CURRENT, ticks: decades(low, high), tickFormat },
    color: { domain: [0, 1], interpolate: batlow },
    marks: [
      Plot.contour(rows, { ...field, fill: "contact", thresholds: SHARES }),
      Plot.contour(rows, {
        ...field,
        value: "contact",
        stroke: INK,
        strokeWidth: 2,
        thresholds: [result.contactLimit],
      }),
      Plot.line(theory, {
        x: "pressure_MPa",
        y: "theory_mA_cm2",
        stroke: INK,
        strokeDasharray: "4 3",
      }),
      Plot.frame({ stroke: INK }),
      Plot.dot(rows, { ...map, r: 1.5, fill: "white" }),
      ...bars(inside.map((p) => ({ ...p, at: p.P }))),
      Plot.text(
        [
          `line: ${digits(100 * result.contactLimit)} %; dashed: theoretical j_c; squares: ${PUBLISHED.source}, 25 Cel, bars x 1.3`,
        ],
        { frameAnchor: "top-left", dy: -16, fontSize: 10 },
      ),
    ],
  });
}

/** The end contact against current or pressure, whichever varies. */
function contactCurves(result: Result): Panel {
  const rows = result.contacts.filter((r) => r.contact !== null);
  const byPressure = new Set(rows.map((r) => r.pressure_MPa)).size > 1;
  const x = byPressure ? "pressure_MPa" : "current_mA_cm2";
  return panel({
    x: { type: "log", label: byPressure ? PRESSURE : CURRENT, tickFormat },
    y: { domain: [0, 1], label: "contact", grid: true },
    marks: [
      Plot.ruleY([result.contactLimit], { stroke: INK, strokeDasharray: "4 3" }),
      Plot.line(rows, { x, y: "contact", stroke: batlow(0.2), strokeWidth: 2 }),
      Plot.dot(rows, { x, y: "contact", fill: batlow(0.2) }),
    ],
  });
}

/** Published points of this electrolyte, in display units. */
function published({ electrolyte }: Result): { P: number; j: number }[] {
  if (electrolyte !== PUBLISHED.electrolyte) return [];
  return PUBLISHED.points.map(({ pressure, current }) => ({
    P: toUnit(pressure, "Pa"),
    j: toUnit(current, "A/m2"),
  }));
}
