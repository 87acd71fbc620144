// How charts look: axes, grid and type.
import "../style/charts.css";
import type uPlot from "uplot";
import { colour } from "../view/colour";

/** [px] of the type on a chart: it grows with the page. */
export const chartType = (): number =>
  0.8 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

export const chartFont = (size = chartType()): string => `${size}px system-ui, sans-serif`;

export function chartAxis(): uPlot.Axis {
  const grid = { stroke: colour("grid"), width: 1 };
  return { stroke: colour("soft"), font: chartFont(), grid, ticks: { ...grid, size: 4 } };
}
