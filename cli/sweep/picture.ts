// The picture of a sweep as SVG: a map where two axes are looked over, several where three are, a curve with its spread where one is, bars of
// sensitivity where the sample was made for it.

import * as Plot from "@observablehq/plot";
import { batlow } from "../../core/batlow";
import { extent } from "../../core/extent";
import { digits, displayed, toUnit } from "../../core/units";
import { INK, type Panel, panel, sheet, tickFormat } from "../../plots/panel";
import { escaped } from "../../plots/svg";
import { axisHeader, measureOf } from "../../sweep/columns";
import type { Plan } from "../../sweep/plan";
import type { AllRows } from "../../sweep/rows";
import { sensitivityOf } from "../../sweep/sensitivity";
import { groupsOf } from "../../sweep/tables";
import type { View } from "./summary";

interface Point {
  x: number | string;
  y: number | string;
  /** Where three axes are looked over: a map for each value of the third. */
  z: number | string;
  mean: number;
  low: number;
  high: number;
}

/** One SVG document; undefined when there is nothing to draw. */
export function mapPicture(plan: Plan, rows: AllRows, view: View): string | undefined {
  const measure = measureOf(plan.columns[view.value]!);
  const { unit } = displayed(1, measure.unit);
  const own = (value: number) => toUnit(value, measure.unit, unit);
  const header = unit === "1" ? measure.label : `${measure.label} [${unit}]`;
  let most = 0;
  const over = view.over.map((k) => axisHeader(plan.axes[k]!));
  const points = groupsOf(plan, rows, view.over, view.value).flatMap(
    ({ at, spread: s }): Point[] => {
      if (s.mean === null) return [];
      const [x = 0, y = 0, z = 0] = at;
      most = Math.max(most, s.count);
      return [{ x, y, z, mean: own(s.mean), low: own(s.tenth!), high: own(s.ninetieth!) }];
    },
  );
  const averaged = most > 1 ? `${header}, mean` : header;
  // one scale for all maps
  const color = colourScale(points.map(({ mean }) => mean));
  const panels: Panel[] = [];
  if (points.length > 1 && over.length === 1) panels.push(curve(points, over[0]!, header));
  if (points.length > 1 && over.length >= 2) {
    const third = [...new Set(points.map(({ z }) => z))];
    for (const z of third) {
      const name = over.length > 2 ? `; ${nameOf(over[2]!)} ${shown(z)}` : "";
      const alike = points.filter((p) => p.z === z);
      panels.push(map(alike, over, `${averaged}${name}`, color));
    }
  }
  const indices = sensitivityOf(plan, rows, view.value);
  if (indices) panels.push(bars(indices, plan.document.sample.kind === "morris", header));
  return panels.length > 0 ? sheet(escaped(plan.document.title), panels) : undefined;
}

/** A logarithmic scale where the values spread over more than a decade. */
function scaleOf(values: readonly (number | string)[]): Plot.ScaleOptions {
  const numbers = values.filter((v) => typeof v === "number");
  if (numbers.length < values.length) return { type: "point" };
  const [low, high] = extent(numbers);
  return { type: low > 0 && high / low >= 10 ? "log" : "linear", tickFormat };
}

function curve(points: readonly Point[], label: string, header: string): Panel {
  const sorted = [...points].sort((a, b) => Number(a.x) - Number(b.x));
  const stroke = batlow(0.2);
  return panel({
    x: { ...scaleOf(points.map(({ x }) => x)), label: nameOf(label) },
    y: { label: `${header}: mean, 10 % to 90 %`, tickFormat, grid: true },
    marks: [
      Plot.frame({ stroke: INK }),
      Plot.ruleX(sorted, { x: "x", y1: "low", y2: "high", stroke, strokeOpacity: 0.5 }),
      Plot.line(sorted, { x: "x", y: "mean", stroke, strokeWidth: 2 }),
      Plot.dot(sorted, { x: "x", y: "mean", fill: stroke }),
    ],
  });
}

/** Colours over all values. */
function colourScale(values: readonly number[]): Plot.ScaleOptions & { middle: number } {
  const [low, high] = extent(values);
  const log = low > 0 && high / low >= 10;
  const middle = log ? Math.sqrt(low * high) : (low + high) / 2;
  return { type: log ? "log" : "linear", domain: [low, high], interpolate: batlow, middle };
}

/** "electrolyte.density / 1" -> "electrolyte.density" where it has no unit. */
const nameOf = (header: string) => header.replace(/ \/ 1$/, "");

/** Columns of a map that still have room for numbers in them. */
const MOST_NUMBERS = 14;
const MOST_TICKS = 12;

/** At most so many values that have a tick. */
function few(values: readonly (number | string)[]): (number | string)[] {
  const step = Math.ceil(values.length / MOST_TICKS);
  return values.filter((_, k) => k % step === 0);
}

function map(
  points: readonly Point[],
  [x, y]: readonly string[],
  header: string,
  { middle, ...color }: ReturnType<typeof colourScale>,
): Panel {
  const order = (values: (number | string)[]) =>
    [...new Set(values)].sort((a, b) => (typeof a === "number" ? a - Number(b) : 0));
  const [across, up] = [order(points.map((p) => p.x)), order(points.map((p) => p.y))];
  return panel({
    x: { type: "band", label: nameOf(x!), domain: across, ticks: few(across), tickFormat: shown },
    y: { type: "band", label: nameOf(y!), domain: up.reverse(), ticks: few(up), tickFormat: shown },
    color,
    marks: [
      Plot.cell(points, { x: "x", y: "y", fill: "mean" }),
      // numbers where they have room
      Plot.text(across.length <= MOST_NUMBERS ? points : [], {
        ...{ x: "x", y: "y", text: (p: Point) => digits(p.mean, 3) },
        fill: (p: Point) => (p.mean > middle ? INK : "white"),
      }),
      Plot.text([header], { frameAnchor: "top", dy: -30, fontWeight: "bold" }),
    ],
  });
}

const shown = (value: number | string) => (typeof value === "number" ? digits(value) : value);

function bars(
  all: readonly { path: string; first: number; second: number }[],
  morris: boolean,
  header: string,
): Panel {
  const data = all.flatMap(({ path, first, second }) => [
    { path, value: first, kind: morris ? "mean |effect|" : "first index" },
    { path, value: second, kind: morris ? "deviation" : "total index" },
  ]);
  return panel({
    marginLeft: 220,
    marginRight: 50,
    x: {
      label: morris ? `effect over the range on ${header}` : `share of the variance of ${header}`,
      grid: true,
    },
    y: { label: null },
    color: {
      domain: [...new Set(data.map((d) => d.kind))],
      range: [batlow(0.2), batlow(0.7)],
      legend: false,
    },
    marks: [
      Plot.ruleX([0]),
      Plot.dot(data, {
        x: "value",
        y: "path",
        fill: "kind",
        r: 5,
        sort: { y: "x", reverse: true },
      }),
      Plot.text(data.slice(0, 2), { x: "value", y: "path", text: "kind", dy: -12, fill: "kind" }),
    ],
  });
}
