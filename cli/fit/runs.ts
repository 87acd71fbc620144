// The runs of a fit: plans one after the other on the same threads, and what is known of an interrupted fit.

import { appendFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { ScenarioError } from "../../core/errors";
import type { Runner, Values } from "../../fit/fit";
import { exactParse, exactStringify } from "../../sim/exact-json";
import type { Engine } from "../../sweep/engine";
import { Threads } from "../../sweep/local";
import { memoryStore } from "../../sweep/memory-store";
import type { Plan } from "../../sweep/plan";
import { planHash } from "../../sweep/plan-hash";
import { sweep } from "../../sweep/sweep";
import { decode, exists, readNamed, writeError } from "../files";
import { Interrupt } from "../interrupt";
import type { KernelFile } from "../kernel-file";
import { Interrupted } from "../sweep/conduct";
import { say } from "../terminal";

const RUNS = "runs.ndjson";
const DAY = 86_400;

export interface Runs extends Runner {
  close(): Promise<void>;
}

/** @param first the plan at the start: what is kept in `out` belongs to it. @throws ScenarioError when `out` is of another fit */
export function fitRuns(
  first: Plan,
  kernel: KernelFile,
  settings: { out: string | undefined; threads: number | undefined; quiet: boolean },
): Runs {
  const { out, quiet } = settings;
  const count = settings.threads ?? availableParallelism();
  const pool = new Threads(count, kernel.bytes);
  const interrupt = new Interrupt(
    "voidscope: finishing the runs under way; Ctrl-C again quits at once.",
    () => {},
  );
  let steps = 0;
  const path = out === undefined ? undefined : join(out, RUNS);
  const known = path ? knownRuns(path, planHash(first, kernel.hash)) : new Map<string, Values[]>();
  return {
    known,
    async rows(plan) {
      const store = memoryStore(plan);
      const engine: Engine = {
        lanes: count,
        run: (cases, limit) => pool.run({ plan: plan.text, cases }, limit),
        close: async () => {},
      };
      const complete = await sweep(plan, store, engine, {
        ...{ limit: DAY, shard: 0, shards: 1, onRows() {} },
        interrupted: () => interrupt.requested(),
      });
      if (complete) return [...(await store.rows())];
      const kept =
        out === undefined ? "; nothing is kept without --out" : "; the same command goes on";
      throw new Interrupted(`interrupted after ${known.size} runs${kept}.`);
    },
    fresh(key, values) {
      if (path) append(path, exactStringify([key, values]));
    },
    onStep(rms) {
      if (!quiet) say(`fit  step ${steps++}, ${known.size} runs, residual ${rms.toPrecision(4)}`);
    },
    async close() {
      interrupt.dispose();
      await pool.close();
    },
  };
}

/** Runs of this fit that are there; begins the file where it is not. */
function knownRuns(path: string, identity: string): Map<string, Values[]> {
  if (!exists(path)) {
    append(path, JSON.stringify({ format: "voidscope-fit-runs", schemaVersion: 1, identity }));
    return new Map();
  }
  const text = decode(readNamed(path), path);
  const lines = text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter(Boolean);
  if (!lines[0]?.includes(identity)) {
    throw new ScenarioError(
      `"${path}" holds the runs of another fit, or of another build of the kernel; name another --out.`,
    );
  }
  return new Map(lines.slice(1).map((line) => exactParse(line) as [string, Values[]]));
}

function append(path: string, line: string): void {
  try {
    appendFileSync(path, `${line}\n`);
  } catch (error) {
    throw writeError(path, error);
  }
}
