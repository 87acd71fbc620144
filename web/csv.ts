// The time series as Battery Data Format (BDF) columns. Its current is positive when the test object
// charges; ours is positive when the working electrode strips, so the sign turns at this edge.
import type { Observables } from "../sim/types";

const columns: [string, (o: Observables) => number | string][] = [
  ["Test Time / s", (o) => o.time],
  ["Voltage / V", (o) => o.voltage],
  ["Current Density / A.m-2", (o) => -o.currentDensity],
  ["Cycle Count / 1", (o) => o.cycle],
  ["Step Count / 1", (o) => o.protocolStep + 1],
  ["Step Time / s", (o) => o.stepTime],
  ["Ambient Temperature / degC", (o) => o.temperature - 273.15],
  ["Applied Pressure / Pa", (o) => o.stackPressure],
  ["Contact Fraction / 1", (o) => o.contactFraction],
  ["Void Volume per Area / m", (o) => o.voidVolume],
  ["Peak Current Ratio / 1", (o) => o.peakCurrentRatio],
  ["Max Hydrostatic Stress / Pa", (o) => o.hydrostaticMax],
  ["Dendrite Risk Index / 1", (o) => o.riskMax],
];

export function timeSeriesCsv(rows: readonly Observables[]): string {
  const head = columns.map(([label]) => label).join(",");
  const body = rows.map((row) => columns.map(([, value]) => String(value(row))).join(","));
  return `${[head, ...body].join("\n")}\n`;
}
