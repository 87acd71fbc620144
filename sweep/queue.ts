// The engine of many machines: blocks of cases travel over BullMQ on Redis or Valkey to whoever runs `voidscope worker`.
//
//   voidscope-<kernel>             jobs { plan: hash, cases, limit }; a worker of another kernel never sees them
//   voidscope:plan:<hash>          text of a plan, a plain key; a worker checks its hash
//   voidscope-rows-<sweep>         rows of finished blocks, on their way back to the directory that they are for
//
// Nothing here is durable on purpose: the truth is the plan and the store. What the server or a worker forgets is offered again,
// what arrives twice is dropped by the store.

import { createHash } from "node:crypto";
import type { Queue as BullQueue, Worker as BullWorker, Job } from "bullmq";
import { UsageError } from "../core/errors";
import { BlockError, type Engine } from "./engine";
import { Threads } from "./local";
import type { Plan } from "./plan";
import type { Row } from "./row";
import { parseRow, rowText } from "./store";

/** Blocks in flight: bounds what the server holds, whatever the size of the plan. */
const WINDOW = 200;
/** Seconds between two looks at blocks that have not come back. */
const LOOK = 3;
/** Seconds after which a worker that says nothing has lost its block. */
const LOCK = 15;

interface BlockJob {
  plan: string;
  /** Name of the queue that its rows go to. */
  rows: string;
  cases: readonly number[];
  limit: number;
}
/** What a worker hands over. */
interface Finished {
  block: string;
  rows: string[];
}

/** @throws UsageError with the line that installs them. */
async function libraries() {
  try {
    const [{ Queue, Worker }, { Redis }] = await Promise.all([import("bullmq"), import("ioredis")]);
    return { Queue, Worker, Redis };
  } catch {
    throw new UsageError("a queue needs two more packages: npm install bullmq ioredis");
  }
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const planKey = (hash: string) => `voidscope:plan:${hash}`;
/** Two sweeps of one plan, into two directories, do not take each other's rows. */
const nameOf = (hash: string, store: string) => sha256(`${hash} ${store}`).slice(0, 16);
const jobsName = (kernel: string) => `voidscope-${kernel.slice(0, 16)}`;

/** A connection that waits for a server that is away, and says so once. */
async function connect(url: string, say: (text: string) => void) {
  const { Redis } = await libraries();
  if (!/^rediss?:\/\//.test(url)) {
    throw new UsageError(
      `${JSON.stringify(url)} is not an address of a queue; write redis://host:6379`,
    );
  }
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  let away = false;
  redis.on("error", (error: Error) => {
    if (!away)
      say(
        `voidscope: waiting for the queue at ${url.replace(/\/\/[^@/]*@/, "//")}: ${error.message || "no answer"}.`,
      );
    away = true;
  });
  redis.on("ready", () => {
    away = false;
  });
  return redis;
}

interface Pending {
  cases: readonly number[];
  limit: number;
  missing: number;
  resolve(rows: Row[]): void;
  reject(error: Error): void;
}

export interface QueueOptions {
  url: string;
  /** Hash of the kernel that workers must have. */
  kernel: string;
  /** Where a person is told that something is waited for. */
  say(text: string): void;
}

/** @param store tells directories of rows from each other. @throws UsageError when the address or the libraries are not there. */
export async function queueEngine(
  plan: Plan,
  { url, kernel, say, store }: QueueOptions & { store: string },
): Promise<Engine> {
  const { Queue, Worker } = await libraries();
  const redis = await connect(url, say);
  const hash = sha256(plan.text);
  const name = nameOf(hash, store);
  const rows = `voidscope-rows-${name}`;
  const publish = () => redis.set(planKey(hash), plan.text);
  await publish();
  const jobs: BullQueue = new Queue(jobsName(kernel), { connection: redis });
  const pending = new Map<string, Pending>();
  const offer = async (id: string, { cases, limit }: Pending) => {
    const data: BlockJob = { plan: hash, rows, cases, limit };
    await jobs.add("block", data, { jobId: id, removeOnComplete: true });
  };
  const listening = await connect(url, () => {});
  let stray = async (_rows: readonly Row[]): Promise<void> => {};
  const results: BullWorker = new Worker<Finished>(
    rows,
    async ({ data }) => {
      const waiting = pending.get(data.block);
      pending.delete(data.block);
      const come = data.rows.map(parseRow);
      if (waiting) waiting.resolve(come);
      else await stray(come);
    },
    { connection: listening, concurrency: 50, removeOnComplete: { count: 0 } },
  );
  results.on("error", () => {});
  const watch = async () => {
    for (const [id, waiting] of [...pending]) {
      const job: Job | undefined = await jobs.getJob(id);
      if (job && (await job.isFailed())) {
        await job.remove();
        pending.delete(id);
        waiting.reject(new BlockError(job.failedReason ?? "its worker died"));
      } else if (job) waiting.missing = 0;
      // twice: its rows may be on their way
      else if (++waiting.missing >= 2 && pending.has(id)) {
        await publish();
        await offer(id, waiting);
        waiting.missing = 0;
      }
    }
  };
  let told = false;
  let looking = false;
  const timer = setInterval(async () => {
    if (looking) return;
    looking = true;
    try {
      if (!told && pending.size > 0 && (await jobs.getWorkersCount()) === 0) {
        told = true;
        say(
          `voidscope: no worker is there; start as many as you like with: npx voidscope worker ${url}`,
        );
      }
      await watch();
    } catch {
      // the server is away; the next look sees it back
    } finally {
      looking = false;
    }
  }, 1000 * LOOK);
  return {
    lanes: WINDOW,
    onStray(keep) {
      stray = keep;
    },
    run(cases, limit) {
      const id = `${name}-${cases[0]}-${cases.at(-1)}-${cases.length}`;
      return new Promise((resolve, reject) => {
        const waiting = { cases, limit, missing: 0, resolve, reject };
        pending.set(id, waiting);
        offer(id, waiting).catch(reject);
      });
    },
    async close() {
      clearInterval(timer);
      await results.close(true);
      await jobs.close();
      listening.disconnect();
      redis.disconnect();
    },
  };
}

export interface WorkerOptions extends QueueOptions {
  threads: number;
  wasm: Uint8Array<ArrayBuffer>;
  /** Called after each block with the cases of it. */
  onBlock(cases: number): void;
}

/** Serves every sweep of this kernel until the returned function is called, which finishes the blocks under way. */
export async function serve(options: WorkerOptions): Promise<() => Promise<void>> {
  const { url, kernel, say, threads, wasm, onBlock } = options;
  const { Queue, Worker } = await libraries();
  const redis = await connect(url, say);
  const pool = new Threads(threads, wasm);
  const plans = new Map<string, string>();
  const back = new Map<string, BullQueue<Finished>>();
  const planOf = async (hash: string) => {
    const text = plans.get(hash) ?? (await redis.get(planKey(hash)));
    // a server that lost its memory has lost the plan too: the sweep offers both again
    if (text === null) throw new Error("the plan is not there");
    if (sha256(text) !== hash) throw new Error("the plan is not the one that was announced");
    plans.set(hash, text);
    return text;
  };
  const queueOf = (name: string) => {
    const there = back.get(name) ?? new Queue<Finished>(name, { connection: redis });
    back.set(name, there);
    return there;
  };
  const listening = await connect(url, () => {});
  const worker: BullWorker = new Worker<BlockJob>(
    jobsName(kernel),
    async (job) => {
      const { plan: hash, rows: name, cases, limit } = job.data;
      const rows = await pool.run({ plan: await planOf(hash), cases }, limit);
      const finished = { block: job.id!, rows: rows.map(rowText) };
      await queueOf(name).add("rows", finished, { removeOnComplete: true });
      onBlock(cases.length);
    },
    {
      ...{ connection: listening, concurrency: threads },
      ...{ lockDuration: 1000 * LOCK, stalledInterval: 1000 * LOCK, maxStalledCount: 1 },
    },
  );
  worker.on("error", () => {});
  return async () => {
    await worker.close();
    await Promise.all([...back.values()].map((queue) => queue.close()));
    await pool.close();
    listening.disconnect();
    redis.disconnect();
  };
}
