// A run from its start to its end in one go, and what it came to.

import type { RunSpec } from "../core/runspec";
import type { WasmBytes } from "./module";
import { Simulation } from "./simulation";
import type { Observables, RunEvent, RunStatus } from "./types";

/** How a run ended: its last observables and the time [s] of the first event of each kind. */
export interface Outcome extends Observables {
  status: RunStatus;
  endReason: string;
  first: Partial<Record<RunEvent["kind"], number>>;
}

/** Who looks at a run on its way: after every advance(), and when it has ended. */
export interface Watch {
  observe(run: Simulation): void;
  end(run: Simulation): void;
}

/** Runs to the end in this thread; a kernel that stops is an outcome, too. */
export async function runToEnd(spec: RunSpec, wasm: WasmBytes, watch?: Watch): Promise<Outcome> {
  const run = await Simulation.create(spec, wasm);
  const end = (status: RunStatus, endReason: string): Outcome => {
    const first: Outcome["first"] = {};
    for (const { kind, time } of run.events) first[kind] ??= time;
    return { ...run.observables, status, endReason, first };
  };
  try {
    watch?.observe(run);
    while (run.advance()) watch?.observe(run);
    watch?.observe(run);
    watch?.end(run);
  } catch (error) {
    return end(
      "failed",
      `The kernel stopped in step ${run.steps + 1}: ${(error as Error).message}`,
    );
  }
  return end(run.status, run.endReason);
}
