// Rows of observables -> `timeseries.bdf.csv`, a table in the Battery Data Format.
// The columns, their units and the turned sign of the current stand in core/observables.ts.

import { OBSERVABLES, toBdf } from "../../core/observables";
import { csv } from "../../core/text-table";
import type { Observables } from "../types";

/** The columns that the format requires come first. */
const REQUIRED = ["time", "cellVoltage", "currentDensity"];
const COLUMNS = [
  ...REQUIRED.map((key) => OBSERVABLES.find((o) => o.key === key)!),
  ...OBSERVABLES.filter((o) => !REQUIRED.includes(o.key)),
];

/** Columns that the Battery Data Format knows; readers drop others unless the file beside the table declares them. */
const OF_FORMAT = new Set([
  ...["Test Time / s", "Voltage / V", "Current / A", "Step Time / s", "Step Count / 1"],
  ...["Cycle Count / 1", "Net Capacity / Ah", "Applied Pressure / Pa"],
  ...["Ambient Temperature / degC", "Record Index / 1"],
]);

/** What stands in `timeseries.bdf.metadata.json`: the columns that are ours, with unit and meaning. */
export function timeseriesMetadata(): string {
  const own = COLUMNS.filter(({ bdf }) => !OF_FORMAT.has(bdf.label)).map(({ bdf, meaning }) => {
    const [name, unit] = bdf.label.split(" / ") as [string, string];
    return { name, unit_text: unit, description: meaning };
  });
  const dataset = { variable_measured: own };
  return `${JSON.stringify({ battinfo_dataset: { dataset } }, null, 2)}\n`;
}

/** Lines that are turned into bytes at a time. */
const LINES = 256;

/** The CSV as bytes: one header line, one line a row, the point as decimal mark everywhere. */
export function timeseriesCsv(rows: Iterable<Observables>): Uint8Array {
  const parts = [...timeseriesParts(rows)];
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The same in parts, so that a long series need not be in memory. */
export function* timeseriesParts(rows: Iterable<Observables>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let lines: string[][] = [];
  for (const line of table(rows)) {
    lines.push(line);
    if (lines.length < LINES) continue;
    yield encoder.encode(csv(lines));
    lines = [];
  }
  yield encoder.encode(csv(lines));
}

function* table(rows: Iterable<Observables>): Generator<string[]> {
  yield [...COLUMNS.map(({ bdf }) => bdf.label), "Record Index / 1"];
  let index = 1;
  for (const row of rows) {
    yield [...COLUMNS.map(({ key, bdf }) => cell(toBdf(row[key], bdf))), String(index++)];
  }
}

/** Shortest text that reads back as the same number; a value that does not exist is left empty. */
function cell(value: number): string {
  if (!Number.isFinite(value)) return "";
  return String(value === 0 ? 0 : value);
}
