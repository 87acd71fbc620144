// A sweep as the terminal conducts it: store, engine, progress, Ctrl-C. Every study is one.

import { availableParallelism, hostname } from "node:os";
import { resolve } from "node:path";
import { VoidscopeError } from "../../core/errors";
import type { Engine } from "../../sweep/engine";
import { localEngine } from "../../sweep/local";
import { memoryStore, type Store } from "../../sweep/memory-store";
import type { Plan } from "../../sweep/plan";
import { planHash } from "../../sweep/plan-hash";
import type { AllRows } from "../../sweep/rows";
import { openStore, type Sheet } from "../../sweep/store";
import { doneOf, sweep } from "../../sweep/sweep";
import { ensureDirectory, writeAtomic, writeError, writeFully } from "../files";
import { Interrupt } from "../interrupt";
import { type KernelFile, version } from "../kernel-file";
import { showProgress } from "../progress";
import { EXIT, say } from "../terminal";

/** Somebody pressed Ctrl-C. */
export class Interrupted extends VoidscopeError {
  override readonly exitCode = EXIT.interrupted;
}

export interface Settings {
  /** What the progress is called. */
  title: string;
  threads: number | undefined;
  /** Directory of the rows; nothing is kept without one. */
  out: string | undefined;
  quiet: boolean;
  /** Seconds a case may take. */
  limit?: number;
  /** Seconds of work that a thread or a worker is given at a time. */
  block?: number;
  /** Address of a queue, in place of threads. */
  queue?: string;
  /** Every `shards`-th case from `shard` on. */
  shard?: number;
  shards?: number;
}

const DAY = 86_400;

export function sheetOf(plan: Plan, kernel: KernelFile): Sheet {
  return {
    ...{ format: "voidscope-sweep", schemaVersion: 1, hash: planHash(plan, kernel.hash) },
    ...{ kernel: kernel.hash, versions: { voidscope: version }, plan: plan.document },
  };
}

/** Works through the cases of a plan; what the store has is not computed again. Returns its rows.
 * @throws Interrupted after Ctrl-C, ScenarioError, LimitError */
export async function conduct(
  plan: Plan,
  kernel: KernelFile,
  settings: Settings,
): Promise<AllRows> {
  const { out, title, quiet, limit = DAY, block, shard = 0, shards = 1 } = settings;
  const store = await storeFor(plan, kernel, out);
  const all = Math.ceil((plan.cases - shard) / shards);
  let engine: Engine | undefined;
  let progress: ReturnType<typeof showProgress> | undefined;
  const interrupt = new Interrupt(
    "voidscope: finishing the cases under way; Ctrl-C again quits at once.",
    () => progress?.stop(),
  );
  try {
    const before = doneOf(plan, store, shard, shards);
    if (before < all) {
      engine = await engineFor(plan, kernel, settings);
      const start = performance.now();
      progress = showProgress(title, before / all, quiet);
      const complete = await sweep(plan, store, engine, {
        ...{ limit, shard, shards, ...(block !== undefined && { blockSeconds: block }) },
        onRows(done) {
          const rate = (done - before) / ((performance.now() - start) / 1000);
          progress!.update(done / all, `${done} of ${all} cases, ${rate.toPrecision(3)} a second`);
        },
        interrupted: () => interrupt.requested(),
      });
      if (!complete) {
        throw new Interrupted(
          out === undefined
            ? "interrupted; nothing is kept without --out."
            : `interrupted; ${doneOf(plan, store, shard, shards)} of ${all} cases are in ${out}, and the same command goes on from there.`,
        );
      }
    }
    return await store.rows();
  } finally {
    progress?.stop();
    interrupt.dispose();
    await engine?.close();
    store.close();
  }
}

async function storeFor(plan: Plan, kernel: KernelFile, out: string | undefined): Promise<Store> {
  if (out === undefined) return memoryStore(plan);
  ensureDirectory(out);
  return openStore(out, plan, sheetOf(plan, kernel), { writeAtomic, writeFully, writeError });
}

async function engineFor(plan: Plan, kernel: KernelFile, settings: Settings): Promise<Engine> {
  const { queue, threads = availableParallelism() } = settings;
  if (queue === undefined) return localEngine(plan, Math.min(threads, plan.cases), kernel.bytes);
  const { queueEngine } = await import("../../sweep/queue");
  const { shard = 0, shards = 1, out = `${process.pid}` } = settings;
  const store = `${hostname()} ${resolve(out)} ${shard}/${shards}`;
  return queueEngine(plan, { url: queue, kernel: kernel.hash, say, store });
}
