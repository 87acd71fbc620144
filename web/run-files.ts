// What stands for a run beyond its scenario; loaded in the worker when somebody asks for it.
import { version } from "../package.json";
import { scenarioSoFar } from "../sim/scenario-so-far";
import type { Simulation } from "../sim/simulation";
import { recordOf, summarise } from "../sim/summary";
import { kernelHash } from "./kernel-hash";

/** The record of the run as it stands, as JSON text: what was computed, with what, and whose numbers went in. */
export function recordText(name: string, run: Simulation): string {
  const summary = summarise(name, run, 0, 0);
  const origin = { version, wasmHash: kernelHash || run.kernelId };
  return `${JSON.stringify(recordOf(run, scenarioSoFar(run), summary, origin), null, 2)}\n`;
}
