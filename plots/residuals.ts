// Data with the model that was fitted to them, and what is left over, side by side.

import * as Plot from "@observablehq/plot";
import { batlow } from "../core/batlow";
import { INK, panel, sheet } from "./panel";

export interface Series {
  /** What is on the horizontal axis, and its values. */
  x: readonly number[];
  data: readonly number[];
  model: readonly number[];
}

export interface Axes {
  x: string;
  y: string;
  /** Spectra: frequencies in decades. */
  log: boolean;
}

/** Residuals of -1 to 1 are within the deviation that the fit left. */
export function residualSheet(
  title: string,
  series: readonly Series[],
  axes: Axes,
  weights: readonly (readonly number[])[],
  deviation: number,
): string {
  const points = series.flatMap(({ x, data, model }, s) =>
    x.map((at, i) => ({
      ...{ at, data: data[i]!, model: model[i]!, series: s },
      left: (data[i]! - model[i]!) / (weights[s]![i]! * (deviation || 1)),
    })),
  );
  const x = { label: axes.x, grid: true, ...(axes.log && { type: "log" as const }) };
  const [dots, line] = [batlow(0.2), batlow(0.65)];
  return sheet(title, [
    panel({
      x,
      y: { label: axes.y, grid: true },
      marks: [
        Plot.frame({ stroke: INK }),
        Plot.dot(points, { x: "at", y: "data", fill: dots, r: 1.8, fillOpacity: 0.6 }),
        Plot.line(points, { x: "at", y: "model", z: "series", stroke: line, strokeWidth: 2 }),
        Plot.text(["data"], { frameAnchor: "top-left", dx: 8, dy: 8, fill: dots }),
        Plot.text(["model"], { frameAnchor: "top-left", dx: 8, dy: 24, fill: line }),
      ],
    }),
    panel({
      x,
      y: { label: "(data - model) / standard deviation", grid: true },
      marks: [
        Plot.frame({ stroke: INK }),
        Plot.ruleY([0], { stroke: INK }),
        Plot.ruleY([-1, 1], { stroke: INK, strokeDasharray: "4,4" }),
        Plot.dot(points, { x: "at", y: "left", fill: dots, r: 1.8 }),
      ],
    }),
  ]);
}
