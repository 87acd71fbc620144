// How charts look: axes, grid and type.
import type uPlot from "uplot";
import { colour } from "../view/colour";

export const chartFont = "12px system-ui, sans-serif";

export function chartAxis(): uPlot.Axis {
  const grid = { stroke: colour("grid"), width: 1 };
  return { stroke: colour("soft"), font: chartFont, grid, ticks: { ...grid, size: 4 } };
}
