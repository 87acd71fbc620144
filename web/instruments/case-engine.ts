// The engine of the page for cases of a sweep: a few workers, a case at a time each. One that dies is replaced; its case is
// offered again by the sweep.
import * as Comlink from "comlink";
import type { ObservableKey } from "../../core/observables";
import { BlockError, type Engine } from "../../sweep/engine";
import type { CaseWorker, Curve } from "../case-worker";
import caseWorkerUrl from "../case-worker.ts?worker&url";
import { startWorker } from "../start-worker";

/** Workers at most: a section is small, and the page and its run want a core, too. */
const MOST = 4;

export const workersHere = () =>
  Math.max(1, Math.min(MOST, (navigator.hardwareConcurrency || 1) - 1));

/** Somebody has put an end to it. */
export class Cancelled extends Error {}

class Thread {
  private readonly worker = startWorker(caseWorkerUrl);
  readonly api = Comlink.wrap<CaseWorker>(this.worker);
  /** Rejects when it has died. */
  readonly died: Promise<never>;

  constructor() {
    this.died = new Promise((_, reject) => {
      this.worker.onerror = (event) => {
        event.preventDefault();
        const why = event.message || "its program could not be loaded";
        reject(new BlockError(`its worker died: ${why}`));
      };
    });
    this.died.catch(() => {});
  }

  end() {
    this.worker.terminate();
  }
}

export class CaseEngine implements Engine {
  readonly lanes: number;
  private readonly all = new Set<Thread>();
  private readonly idle: Thread[] = [];
  private readonly cancelled: Promise<never>;
  private cancel: (reason: Error) => void = () => {};

  /** @param keys observables whose curves `took` is given. */
  constructor(
    private readonly kernel: ArrayBuffer,
    private readonly plan: string,
    cases: number,
    private readonly keys: ObservableKey[],
    private readonly took: (n: number, curve: Curve) => void,
  ) {
    this.lanes = Math.min(workersHere(), cases);
    this.cancelled = new Promise((_, reject) => {
      this.cancel = reject;
    });
    this.cancelled.catch(() => {});
  }

  async run([n]: readonly number[], limit: number) {
    let alarm: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const error = new BlockError(`it took more than ${limit} s`);
      alarm = setTimeout(() => reject(error), 1000 * limit);
    });
    const thread = this.idle.pop() ?? this.begin();
    try {
      const work = thread.api.compute(this.plan, n!, this.keys);
      const { row, curve } = await Promise.race([work, thread.died, late, this.cancelled]);
      this.took(n!, curve);
      this.idle.push(thread);
      return [row];
    } catch (error) {
      thread.end();
      this.all.delete(thread);
      throw error;
    } finally {
      clearTimeout(alarm);
    }
  }

  /** Messages arrive in order: the kernel before the first case. */
  private begin(): Thread {
    const thread = new Thread();
    this.all.add(thread);
    void thread.api.begin(this.kernel);
    return thread;
  }

  async close() {
    this.cancel(new Cancelled());
    for (const thread of this.all) thread.end();
  }
}

/** Asks one worker, and lets it go. */
export async function askOnce<T>(question: (api: Comlink.Remote<CaseWorker>) => Promise<T>) {
  const thread = new Thread();
  try {
    return await Promise.race([question(thread.api), thread.died]);
  } finally {
    thread.end();
  }
}
