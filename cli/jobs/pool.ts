// Worker threads that work out jobs of one kind, one at a time each. A result depends on its input alone, not on the thread.

import { Worker } from "node:worker_threads";
import { LimitError } from "../../core/errors";
import type { JobKind } from "./job";
import type { Answer, Start } from "./worker";

export class JobPool<In, Out> {
  private readonly idle: Worker[];
  private readonly all: readonly Worker[];
  private readonly waiting: ((worker: Worker) => void)[] = [];

  constructor(
    private readonly kind: JobKind<In, Out>,
    readonly threads: number,
    wasm: Uint8Array<ArrayBuffer>,
  ) {
    // the build puts worker.ts beside the chunk that this file ends up in
    const file = new URL("./job-worker.js", import.meta.url);
    const workerData: Start = { kind: kind.name, wasm };
    this.all = Array.from({ length: threads }, () => new Worker(file, { workerData }));
    this.idle = [...this.all];
  }

  /** @throws LimitError when the machine cannot hold it. */
  async run(input: In): Promise<Out> {
    const worker =
      this.idle.pop() ?? (await new Promise<Worker>((resolve) => this.waiting.push(resolve)));
    try {
      const answer = await ask<In, Out>(worker, input);
      if ("result" in answer) return answer.result;
      const { name, remedy } = this.kind;
      throw new LimitError(`a ${name} did not start (${answer.failed}); ${remedy}`);
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

function ask<In, Out>(worker: Worker, input: In): Promise<Answer<Out>> {
  return new Promise((resolve) => {
    const done = (answer: Answer<Out>) => {
      worker.off("message", done);
      worker.off("error", failed);
      resolve(answer);
    };
    const failed = (error: Error) => done({ failed: error.message });
    worker.on("message", done);
    worker.on("error", failed);
    worker.postMessage(input);
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
