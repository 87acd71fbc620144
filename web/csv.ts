// The time series in the Battery Data Format: a column for each observable, the sign turned at its edge.
import { OBSERVABLES, toBdf } from "../core/observables";
import type { Observables } from "../sim/types";

export function timeSeriesCsv(rows: readonly Observables[]): string {
  const head = OBSERVABLES.map(({ bdf }) => bdf.label).join(",");
  const body = rows.map((row) => OBSERVABLES.map(({ key, bdf }) => toBdf(row[key], bdf)).join(","));
  return `${[head, ...body].join("\n")}\n`;
}
