// Worker threads that run trials, one at a time each. A trial's result depends on its scenario alone, not on the thread.

import { Worker } from "node:worker_threads";
import { LimitError } from "../../core/errors";
import type { RunSpec } from "../../core/runspec";
import type { Outcome } from "../../sim/critical-current";
import type { Answer } from "./worker";

export class TrialPool {
  private readonly idle: Worker[];
  private readonly all: readonly Worker[];
  private readonly waiting: ((worker: Worker) => void)[] = [];

  constructor(
    readonly threads: number,
    wasm: Uint8Array,
  ) {
    // the build puts worker.ts beside the chunk that this file ends up in
    const file = new URL("./ccd-worker.js", import.meta.url);
    this.all = Array.from({ length: threads }, () => new Worker(file, { workerData: { wasm } }));
    this.idle = [...this.all];
  }

  /** @throws LimitError when the machine cannot hold the section. */
  async run(spec: RunSpec): Promise<Outcome> {
    const worker =
      this.idle.pop() ?? (await new Promise<Worker>((resolve) => this.waiting.push(resolve)));
    try {
      const answer = await ask(worker, spec);
      if ("trial" in answer) return answer.trial;
      throw new LimitError(
        `a trial did not start (${answer.failed}); use fewer --columns or --threads`,
      );
    } finally {
      const next = this.waiting.shift();
      if (next) next(worker);
      else this.idle.push(worker);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.all.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, spec: RunSpec): Promise<Answer> {
  return new Promise((resolve) => {
    const done = (answer: Answer) => {
      worker.off("message", done);
      worker.off("error", failed);
      resolve(answer);
    };
    const failed = (error: Error) => done({ failed: error.message });
    worker.on("message", done);
    worker.on("error", failed);
    worker.postMessage(spec);
  });
}

/** Works through `tasks` in order, at most `threads` at a time; results in the order of the tasks. */
export async function inTurn<T>(
  tasks: readonly (() => Promise<T>)[],
  threads: number,
): Promise<T[]> {
  const results: T[] = new Array(tasks.length);
  let next = 0;
  let broken = false;
  const lane = async () => {
    while (next < tasks.length && !broken) {
      const k = next++;
      try {
        results[k] = await tasks[k]!();
      } catch (error) {
        broken = true;
        throw error;
      }
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: threads }, lane));
  const failure = lanes.find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
  return results;
}
