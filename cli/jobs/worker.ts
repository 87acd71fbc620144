// A thread of the pool: works out one job after another.

import { parentPort, workerData } from "node:worker_threads";
import type { JobKind } from "./job";

export type Answer<Out> = { result: Out } | { failed: string };

/** What a thread is given when it starts. */
export interface Start {
  /** Name of the kind of its jobs. */
  kind: string;
  wasm: Uint8Array<ArrayBuffer>;
}

const KINDS = import.meta.glob<JobKind>("../**/*.job.ts", { eager: true, import: "default" });
const { kind: name, wasm } = workerData as Start;
const kind = Object.values(KINDS).find((one) => one.name === name)!;

parentPort!.on("message", async (input: unknown) => {
  let answer: Answer<unknown>;
  try {
    answer = { result: await kind.run(input, wasm) };
  } catch (error) {
    answer = { failed: (error as Error).message };
  }
  parentPort!.postMessage(answer);
});
