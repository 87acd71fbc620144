// A thread of the pool: runs one trial after another.

import { parentPort, workerData } from "node:worker_threads";
import type { RunSpec } from "../../core/runspec";
import { type Outcome, runTrial } from "../../sim/critical-current";

export type Answer = { trial: Outcome } | { failed: string };

const { wasm } = workerData as { wasm: Uint8Array };

parentPort!.on("message", async (spec: RunSpec) => {
  let answer: Answer;
  try {
    answer = { trial: await runTrial(spec, wasm) };
  } catch (error) {
    answer = { failed: (error as Error).message };
  }
  parentPort!.postMessage(answer);
});
