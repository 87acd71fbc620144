// Charge that the interphase has eaten against the square root of time, as a picture of a run.

import * as Plot from "@observablehq/plot";
import { batlow } from "../core/batlow";
import type { GrowthCurve } from "../core/growth-curve";
import { digits } from "../core/units";
import { INK, panel, sheet } from "./panel";

/** Points that are drawn at most. */
const MOST = 1000;

export function growthPicture(title: string, { points, titrations, line }: GrowthCurve): string {
  const stride = Math.ceil(points.length / MOST);
  const drawn = points.filter((_, k) => k % stride === 0 || k === points.length - 1);
  const [end] = points.at(-1) ?? [1];
  const fitted = line ? [0, end].map((x) => [x, line.intercept + line.slope * x] as const) : [];
  const words = line ? [`slope ${digits(line.slope, 3)} uAh/cm2/h^0.5`] : [];
  return sheet(title, [
    panel({
      x: { label: "(time / h)^1/2", zero: true },
      y: { label: "charge eaten / uAh/cm2", zero: true, grid: true },
      marks: [
        Plot.frame({ stroke: INK }),
        Plot.line(fitted, { stroke: batlow(0.65), strokeDasharray: "6,4" }),
        Plot.line(drawn, { stroke: batlow(0.2), strokeWidth: 2 }),
        Plot.dot(titrations, { fill: batlow(0.65), r: 4 }),
        Plot.text(words, { frameAnchor: "top-left", dx: 8, dy: 8, fill: INK }),
      ],
    }),
  ]);
}
