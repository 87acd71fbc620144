// All that `voidscope bench` measures, in one record.

import type { Upgrade } from "../sim/threads";
import { type Contest, contest } from "./contest";
import { type Count, flatness, hardCases } from "./counts";
import { type Figure, figures } from "./figures";
import { load, type Machine, machine } from "./machine";
import {
  compilerVersion,
  installedPeers,
  type Missing,
  nativeReferences,
  type Other,
} from "./others";
import { PROBLEMS } from "./problems";
import { profileKernel, type Split, splitRun } from "./split";
import { type RunTiming, stripSpec, timeRuns } from "./steps";
import { type Speedup, speedupOfP1, speedupOfSteps } from "./threads";
import { type Bandwidth, bandwidths } from "./triad";

/** What a second thread brings. */
export interface ThreadTimes {
  p1: Speedup;
  step: Speedup;
}

export interface Report {
  voidscope: string;
  /** SHA-256 of the kernel. */
  wasm: string;
  quick: boolean;
  date: string;
  machine: Machine;
  /** Load average of the last minute at the end. */
  loadAfter: number;
  compiler: string | null;
  triad: Bandwidth[];
  problems: Contest[];
  flatness: (Count & { contrast: number })[];
  hard: Count[];
  runs: (RunTiming & { split: Split | null })[];
  threads: ThreadTimes;
  figures: Figure[];
}

export interface Kernel {
  bytes: Uint8Array<ArrayBuffer>;
  hash: string;
  version: string;
  /** What `threads` threads need; undefined where there are none. */
  upgrade(threads: number): Upgrade | undefined;
}

const FULL = {
  sizes: [128, 256, 512, 1024],
  rounds: 5,
  flat: [128, 256, 512, 1024, 2048],
  contrasts: [1, 1e3, 1e6],
  hard: [64, 128, 256, 512],
  threads: { n: 1024, columns: 512, steps: 40, rounds: 5 },
  megabytes: [1, 12, 192],
  runs: [
    { columns: 128, repeats: 5, charge: "1 mA.h/cm2" },
    { columns: 256, repeats: 5, charge: "1 mA.h/cm2" },
    { columns: 512, repeats: 1, charge: "1 mA.h/cm2" },
  ],
};

/** No other programs, no profile. */
const QUICK: typeof FULL = {
  sizes: [64, 128],
  rounds: 3,
  flat: [64, 128],
  contrasts: [1, 1e6],
  hard: [64],
  threads: { n: 128, columns: 64, steps: 8, rounds: 1 },
  megabytes: [1, 12],
  runs: [{ columns: 64, repeats: 1, charge: "0.05 mA.h/cm2" }],
};

/** Measures; `root` is the folder of the package, `say` hears what is being done. */
export async function measure(
  kernel: Kernel,
  root: string,
  quick: boolean,
  say: (text: string) => void,
): Promise<Report> {
  const { bytes } = kernel;
  const plan = quick ? QUICK : FULL;
  const on = machine();
  const others: (Other | Missing)[] = quick
    ? []
    : [...nativeReferences(root), ...installedPeers(root)];
  for (const one of others) {
    if ("skipped" in one) say(`${one.problem}, ${one.tool}: skipped, ${one.skipped}`);
  }
  say("memory bandwidth");
  const triad = await bandwidths(bytes, plan.megabytes);
  const problems: Contest[] = [];
  for (const problem of PROBLEMS) {
    for (const n of plan.sizes) {
      say(`${problem}, ${n} x ${n}`);
      problems.push(await contest(problem, bytes, n, plan.rounds, others));
    }
  }
  say("iterations over sizes and contrasts");
  const flat = await flatness(bytes, plan.flat, plan.contrasts);
  const hard = await hardCases(bytes, plan.hard);
  const named = quick ? null : profileKernel(root);
  const runs: Report["runs"] = [];
  for (const { columns, repeats, charge } of plan.runs) {
    say(`coupled run, ${columns} columns`);
    const spec = stripSpec(columns, charge);
    const timing = await timeRuns(bytes, spec, repeats);
    runs.push({ ...timing, split: named && (await splitRun(named, spec)) });
  }
  const threads = await measureThreads(kernel, quick, say);
  return {
    voidscope: kernel.version,
    wasm: kernel.hash,
    quick,
    date: new Date().toISOString(),
    machine: on,
    loadAfter: load(),
    compiler: compilerVersion(),
    triad,
    problems,
    flatness: flat,
    hard,
    runs,
    threads,
    figures: figures(problems, flat, hard, runs, threads),
  };
}

/** Threads that are held against one. */
const THREADS = 2;

/** P1 and a coupled step on two threads beside one. */
export async function measureThreads(
  kernel: Kernel,
  quick: boolean,
  say: (text: string) => void,
): Promise<ThreadTimes> {
  const { n, columns, steps, rounds } = (quick ? QUICK : FULL).threads;
  const upgrade = kernel.upgrade(THREADS);
  say(`p1, ${n} x ${n}, ${THREADS} threads`);
  const p1 = await speedupOfP1(kernel.bytes, upgrade, n, rounds);
  say(`coupled step, ${columns} columns, ${THREADS} threads`);
  const step = await speedupOfSteps(kernel.bytes, upgrade, stripSpec(columns), steps, rounds);
  return { p1, step };
}
