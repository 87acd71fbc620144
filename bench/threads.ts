// What a second thread brings: P1 on one thread and on more, by turns, so that both see the same machine.

import type { Upgrade } from "../sim/threads";
import { P1 } from "./drivers/p1";
import { median } from "./statistics";

export interface Speedup {
  n: number;
  /** Threads that took part; 1 where the host has none to give. */
  threads: number;
  /** Medians of set-up and solve [s]. */
  one_s: number;
  many_s: number;
  speedup: number;
  /** Whether both have found the same potential, bit by bit. */
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
  return {
    n,
    threads: many.threads,
    one_s,
    many_s,
    speedup: one_s / many_s,
    sameBits: bits[0]!.every((word, k) => word === bits[1]![k]),
  };
}
