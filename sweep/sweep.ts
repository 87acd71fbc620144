// A sweep on its way: offers blocks of the cases that have no row to an engine, and keeps the rows that come back.
//
// A block that is lost is taken apart; a case that alone is lost twice gets a row "lost" with the reason, and the sweep goes on.

import { BlockError, type Engine } from "./engine";
import type { Store } from "./memory-store";
import type { Plan } from "./plan";
import type { Row } from "./row";

/** Seconds of work that a block should be when nobody says. */
const BLOCK_SECONDS = 2;
const MOST_IN_BLOCK = 500;

export interface SweepOptions {
  /** Seconds a case may take. */
  limit: number;
  /** Seconds of work that a block should be; 0 = each case by itself. */
  blockSeconds?: number;
  /** Every `shards`-th case from `shard` on. */
  shard: number;
  shards: number;
  /** Called after rows have been kept. */
  onRows(done: number, all: number): void;
  /** Whether somebody asked for the end. */
  interrupted(): Promise<boolean>;
}

/** How many cases of a part have a row. */
export function doneOf(plan: Pick<Plan, "cases">, store: Store, shard: number, shards: number) {
  if (shards === 1) return store.done;
  let done = 0;
  for (let n = shard; n < plan.cases; n += shards) if (store.has(n)) done++;
  return done;
}

/** Works through what has no row yet; false when it was interrupted. */
export async function sweep(
  plan: Pick<Plan, "cases">,
  store: Store,
  engine: Engine,
  options: SweepOptions,
): Promise<boolean> {
  const { shard, shards, blockSeconds = BLOCK_SECONDS } = options;
  const all = Math.ceil((plan.cases - shard) / shards);
  let done = doneOf(plan, store, shard, shards);
  let stopped = false;
  const keep = async (rows: readonly Row[]) => {
    done += await store.add(rows);
    options.onRows(done, all);
  };
  engine.onStray?.(keep);
  const through = async (blocks: Iterator<number[]>) => {
    const lane = async () => {
      for (let next = blocks.next(); !next.done; next = blocks.next()) {
        stopped ||= await options.interrupted();
        if (stopped) return;
        await settle(engine, next.value, options.limit, keep);
      }
    };
    await allOrThrow(Array.from({ length: engine.lanes }, lane));
  };
  const mine = (n: number) => n % shards === shard && !store.has(n);
  const probes = probesOf(plan.cases, mine);
  const start = performance.now();
  await through(probes.map((n) => [n])[Symbol.iterator]());
  const seconds = (performance.now() - start) / 1000 / Math.max(1, probes.length);
  const size = Math.max(1, Math.min(MOST_IN_BLOCK, Math.round(blockSeconds / seconds)));
  await through(blocksOf(plan.cases, mine, size));
  return !stopped;
}

/** Three cases to tell how long one takes: the first that is wanted, one past the middle, one at the end. */
function probesOf(cases: number, wanted: (n: number) => boolean): number[] {
  const from = (n: number) => {
    for (let k = 0; k < cases; k++) if (wanted((n + k) % cases)) return (n + k) % cases;
    return undefined;
  };
  const found = [from(0), from(cases >> 1), from(cases - 1)].filter((n) => n !== undefined);
  return [...new Set(found)];
}

/** Blocks of at most `size` cases in order, of those that `wanted` accepts when the block is asked for. */
function* blocksOf(
  cases: number,
  wanted: (n: number) => boolean,
  size: number,
): Generator<number[]> {
  let block: number[] = [];
  for (let n = 0; n < cases; n++) {
    if (!wanted(n)) continue;
    block.push(n);
    if (block.length < size) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}

/** Keeps the rows of a block as they come, whatever becomes of whoever works on it. */
async function settle(
  engine: Engine,
  cases: readonly number[],
  limit: number,
  keep: (rows: readonly Row[]) => Promise<void>,
): Promise<void> {
  try {
    return await keep(await engine.run(cases, limit));
  } catch (error) {
    if (!(error instanceof BlockError)) throw error;
  }
  if (cases.length === 1) return keep([await again(engine, cases[0]!, limit)]);
  for (const n of cases) await settle(engine, [n], limit, keep);
}

/** A case that was lost once. */
async function again(engine: Engine, n: number, limit: number): Promise<Row> {
  try {
    return (await engine.run([n], limit))[0]!;
  } catch (error) {
    if (!(error instanceof BlockError)) throw error;
    return { case: n, status: "lost", reason: error.message, values: [] };
  }
}

async function allOrThrow(lanes: Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(lanes);
  const failure = ends.find((end) => end.status === "rejected");
  if (failure) throw failure.reason;
}
