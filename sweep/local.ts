// The engine of one machine: threads of a pool, no service.

import { Piscina } from "piscina";
import { BlockError, type Engine } from "./engine";
import type { Plan } from "./plan";
import type { Block, ThreadData } from "./thread";

/** Runs blocks of any plan in threads. */
export class Threads {
  private readonly pool: Piscina<Block>;

  constructor(
    readonly count: number,
    wasm: Uint8Array<ArrayBuffer>,
  ) {
    const workerData: ThreadData = { wasm };
    this.pool = new Piscina({
      // the build puts thread.ts beside the chunk that this file ends up in
      filename: new URL("./sweep-thread.js", import.meta.url).href,
      minThreads: count,
      maxThreads: count,
      // a kernel that computes must not hold up the answers of others
      atomics: "disabled",
      workerData,
    });
  }

  async run(block: Block, limit: number) {
    const signal = AbortSignal.timeout(Math.min(2 ** 31 - 1, 1000 * limit * block.cases.length));
    try {
      return await this.pool.run(block, { signal });
    } catch (error) {
      throw new BlockError(
        signal.aborted
          ? `it took more than ${limit} s`
          : `its thread died: ${(error as Error).message}`,
      );
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}

export function localEngine(plan: Plan, threads: number, wasm: Uint8Array<ArrayBuffer>): Engine {
  const pool = new Threads(threads, wasm);
  return {
    // no more than can start at once: the time of a block counts from here
    lanes: threads,
    run: (cases, limit) => pool.run({ plan: plan.text, cases }, limit),
    close: () => pool.close(),
  };
}
