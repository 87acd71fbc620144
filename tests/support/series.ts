// The time series of a run in Node, as the text of the file that page and terminal write.
import { resolveRun } from "../../core/resolve";
import { timeseriesCsv } from "../../sim/export/timeseries";
import { Recorder } from "../../sim/recorder";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "./kernel";

/** Up to time step `steps`; `before` each of them the run may be steered. */
export async function seriesInNode(
  scenario: unknown,
  steps: number,
  before?: (run: Simulation) => void,
): Promise<string> {
  const run = await Simulation.create(resolveRun(scenario), wasm);
  const rows: Observables[] = [];
  const recorder = new Recorder(run, { row: (row) => rows.push(row) });
  while (run.steps < steps) {
    before?.(run);
    run.advance();
    recorder.observe();
  }
  return new TextDecoder().decode(timeseriesCsv(rows));
}
