// The standard problems P1, P2 and P3 (docs/numerics.md), timed: one result in the form the native peers print.

import type { Upgrade } from "../sim/threads";
import { runP1 } from "./drivers/p1";
import { runP2 } from "./drivers/p2";
import { runP3 } from "./drivers/p3";
import { median } from "./statistics";

/** p3-floating: P3 with the current prescribed. */
export const PROBLEMS = ["p1", "p2", "p3", "p3-floating"] as const;
export type ProblemName = (typeof PROBLEMS)[number];

/** The name in text: P1, P3-floating. */
export const label = (name: ProblemName): string => name.replace("p", "P");

export interface ProblemResult {
  problem: string;
  n: number;
  tool: string;
  /** P1: current through the top; P2: mean vertical stress on the top [GPa]; P3: effective conductance. */
  answer: number;
  /** Negative when the tolerance of 1e-8 was not reached. */
  iters: number;
  /** Medians over `reps` repetitions [s]. */
  setup_s: number;
  solve_s: number;
  /** CPU time of one repetition, filling the coefficients included [s]. */
  cpu_s: number;
  /** Largest memory of the process so far [MB]. */
  peak_mb: number;
  reps: number;
}

/**
 * Solves a problem on n x n cells, `reps` times after one untimed pass in the same instance; P1
 * and P3 with the threads of `upgrade`.
 */
export async function solveProblem(
  name: ProblemName,
  kernel: BufferSource,
  n: number,
  reps: number,
  upgrade?: Upgrade,
): Promise<ProblemResult> {
  const before = process.cpuUsage();
  const solved =
    name === "p1"
      ? await runP1(kernel, n, reps, upgrade)
      : name === "p2"
        ? await medianP2(kernel, n, reps)
        : await runP3(kernel, n, name === "p3-floating", reps, upgrade);
  const { user, system } = process.cpuUsage(before);
  return {
    problem: label(name),
    n,
    tool: "voidscope",
    ...solved,
    cpu_s: (user + system) / 1e6 / (reps + 1),
    peak_mb: process.resourceUsage().maxRSS / 1024,
    reps,
  };
}

async function medianP2(kernel: BufferSource, n: number, reps: number) {
  const [, ...timed] = await runP2(kernel, n, reps + 1);
  const { answer, iters } = timed[0]!;
  return {
    answer,
    iters,
    setup_s: median(timed.map((run) => run.setup_s)),
    solve_s: median(timed.map((run) => run.solve_s)),
  };
}
