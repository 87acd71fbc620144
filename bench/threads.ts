// What a second thread brings: P1, and a step of a coupled run, on one thread and on more, by turns, so that both see the
// same machine.

import type { RunSpec } from "../core/runspec";
import { Simulation } from "../sim/simulation";
import type { Upgrade } from "../sim/threads";
import { P1 } from "./drivers/p1";
import { median } from "./statistics";

export interface Speedup {
  n: number;
  /** Threads that took part; 1 where the host has none to give. */
  threads: number;
  /** Medians of set-up and solve, or of a step [s]. */
  one_s: number;
  many_s: number;
  /** Of the medians, or for steps the median over pairs. */
  speedup: number;
  /** Of the least times of every solve or step: what is left of the machine's noise. */
  leastSpeedup: number;
  /** Whether both have found the same, bit by bit. */
  sameBits: boolean;
}

/** P1 at n x n cells, `rounds` rounds after two untimed ones. */
export async function speedupOfP1(
  kernel: BufferSource,
  upgrade: Upgrade | undefined,
  n: number,
  rounds: number,
): Promise<Speedup> {
  const one = await P1.create(kernel, n);
  const many = await P1.create(kernel, n, upgrade);
  const times = [one, many].map(() => [] as number[]);
  for (let round = -2; round < rounds; round++) {
    for (const [k, p1] of [one, many].entries()) {
      const { setup_s, solve_s } = p1.sample();
      if (round >= 0) times[k]!.push(setup_s + solve_s);
    }
  }
  const bits = [one, many].map((p1) => new BigUint64Array(p1.solution().buffer));
  many.close();
  const [one_s, many_s] = times.map(median) as [number, number];
  const [leastOne, leastMany] = times.map((list) => Math.min(...list)) as [number, number];
  return {
    n,
    threads: many.threads,
    one_s,
    many_s,
    speedup: one_s / many_s,
    leastSpeedup: leastOne / leastMany,
    sameBits: bits[0]!.every((word, k) => word === bits[1]![k]),
  };
}

/** Steps before any is timed: until then the engine optimises. */
const WARM = 5;

/** Steps WARM ... `steps` of the run, each on one thread and on more in turn, `rounds` times. */
export async function speedupOfSteps(
  kernel: Uint8Array<ArrayBuffer>,
  upgrade: Upgrade | undefined,
  spec: RunSpec,
  steps: number,
  rounds: number,
): Promise<Speedup> {
  const times: number[][][] = [[], []];
  let threads = 1;
  let sameBits = true;
  for (let round = 0; round < rounds; round++) {
    const runs = [
      await Simulation.create(spec, kernel),
      await Simulation.create(spec, kernel, upgrade),
    ] as const;
    threads = runs[1].threads;
    const taken = runs.map(() => [] as number[]);
    for (let step = 0; step < steps; step++) {
      for (const k of step % 2 === 0 ? [0, 1] : [1, 0]) {
        const start = performance.now();
        runs[k]!.advance();
        if (step >= WARM) taken[k]!.push((performance.now() - start) / 1000);
      }
      const [a, b] = runs.map((run) => JSON.stringify(run.observables));
      sameBits &&= a === b;
    }
    runs[1].dispose();
    for (const [k, list] of taken.entries()) times[k]!.push(list);
  }
  const [one, many] = times as [number[][], number[][]];
  const least = (lists: number[][]) =>
    lists[0]!.reduce((sum, _, step) => sum + Math.min(...lists.map((list) => list[step]!)), 0);
  return {
    n: spec.grid.columns,
    threads,
    one_s: median(one.flat()),
    many_s: median(many.flat()),
    speedup: median(one.flatMap((list, r) => list.map((time, step) => time / many[r]![step]!))),
    leastSpeedup: least(one) / least(many),
    sameBits,
  };
}
