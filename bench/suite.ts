// Everything `voidscope bench` measures, each a name and a function that times itself.

import { fromGallery } from "../core/gallery";
import { applyOverrides } from "../core/overrides";
import { resolveRun } from "../core/resolve";
import { Simulation } from "../sim/simulation";
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
  /** Unknowns of one repetition; cells for a whole step. */
  unknowns: number;
  /** Seconds of each of `repeats` repetitions, after a warm-up. */
  time(kernel: Uint8Array<ArrayBuffer>, repeats: number): Promise<number[]>;
}

const SIZES = { p1: [128, 256, 512], p2: [128, 256] } as const;

const problems: Bench[] = PROBLEMS.flatMap((name) =>
  SIZES[name].map((n) => ({
    name: `${name} set-up + solve, ${n} x ${n}`,
    unknowns: name === "p1" ? n * n : 2 * (n + 1) ** 2,
    async time(kernel: Uint8Array<ArrayBuffer>, repeats: number) {
      const times: number[] = [];
      for (let k = 0; k < repeats; k++) {
        const { setup_s, solve_s } = await solveProblem(name, kernel, n, 1);
        times.push(setup_s + solve_s);
      }
      return times;
    },
  })),
);

/** Steps before the clock starts: the engine compiles, the fields settle. */
const WARM_UP = 8;

/** Whole coupled steps of the gallery's void, at a mesh as fine as `columns`. */
const steps: Bench[] = [128, 256].map((columns) => {
  const { scenario } = fromGallery("single-void");
  const spec = resolveRun(applyOverrides(scenario, [`mesh.columns=${columns}`]));
  return {
    name: `whole step, single-void, ${columns} columns`,
    unknowns: columns * (spec.grid.lithiumRows + spec.grid.electrolyteRows),
    async time(kernel, repeats) {
      const sim = await Simulation.create(spec, kernel);
      for (let k = 0; k < WARM_UP; k++) sim.advance();
      const times: number[] = [];
      while (times.length < 4 * repeats) {
        const before = sim.steps;
        const start = performance.now();
        if (!sim.advance()) break;
        // a step taken back to locate an event is not one
        if (sim.steps > before) times.push((performance.now() - start) / 1000);
      }
      return times;
    },
  };
});

export const SUITE: readonly Bench[] = [...problems, ...steps];

export async function timeOne(
  bench: Bench,
  kernel: Uint8Array<ArrayBuffer>,
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
