// Everything `voidscope bench` measures, each a name and a function that times itself.

import { PROBLEMS, solveProblem } from "./problems";
import { median } from "./statistics";

export interface Timing {
  name: string;
  /** Seconds of one repetition: median and least. */
  median_s: number;
  min_s: number;
  /** Nanoseconds per unknown, of the median. */
  perUnknown_ns: number;
  repeats: number;
}

export interface Bench {
  name: string;
  /** Unknowns of one repetition. */
  unknowns: number;
  /** Seconds of each of `repeats` repetitions, after a warm-up. */
  time(kernel: BufferSource, repeats: number): Promise<number[]>;
}

const SIZES = { p1: [128, 256, 512], p2: [128, 256] } as const;

export const SUITE: readonly Bench[] = PROBLEMS.flatMap((name) =>
  SIZES[name].map((n) => ({
    name: `${name} set-up + solve, ${n} x ${n}`,
    unknowns: name === "p1" ? n * n : 2 * (n + 1) ** 2,
    async time(kernel: BufferSource, repeats: number) {
      const times: number[] = [];
      for (let k = 0; k < repeats; k++) {
        const { setup_s, solve_s } = await solveProblem(name, kernel, n, 1);
        times.push(setup_s + solve_s);
      }
      return times;
    },
  })),
);

export async function timeOne(
  bench: Bench,
  kernel: BufferSource,
  repeats: number,
): Promise<Timing> {
  const times = await bench.time(kernel, repeats);
  const middle = median(times);
  return {
    name: bench.name,
    median_s: middle,
    min_s: Math.min(...times),
    perUnknown_ns: (middle / bench.unknowns) * 1e9,
    repeats: times.length,
  };
}
