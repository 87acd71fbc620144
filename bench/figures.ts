// What the numerical core has to reach, one figure each, and what this run gives.

import type { Contest } from "./contest";
import type { Count } from "./counts";
import { label, type ProblemName } from "./problems";
import type { ThreadTimes } from "./report";
import type { RunTiming } from "./steps";

export interface Figure {
  name: string;
  /** null: not measured in this run. */
  value: number | null;
  /** The value must not exceed this. */
  target: number;
  /** What still counts as acceptable, when that is not the target. */
  least?: number;
  verdict: "held" | "least held" | "missed" | "not measured";
}

function figure(name: string, value: number | null | undefined, target: number, least?: number) {
  const known = value ?? null;
  const verdict: Figure["verdict"] =
    known === null
      ? "not measured"
      : known <= target
        ? "held"
        : least !== undefined && known <= least
          ? "least held"
          : "missed";
  return { name, value: known, target, ...(least === undefined ? {} : { least }), verdict };
}

export function figures(
  problems: readonly Contest[],
  flat: readonly (Count & { contrast: number })[],
  hard: readonly Count[],
  runs: readonly RunTiming[],
  threads: ThreadTimes,
): Figure[] {
  const find = (problem: ProblemName, n: number) =>
    problems.find((one) => one.problem === problem && one.n === n);
  const ratio = (problem: ProblemName, n: number, tool: string) =>
    find(problem, n)?.rivals.find((one) => one.tool === tool)?.ratio;
  const run = (columns: number) => runs.find((one) => one.columns === columns);
  return [
    ...[256, 512, 1024].map((n) =>
      figure(`P1 ${n}: time over hypre PCG+PFMG`, ratio("p1", n, "hypre PCG+PFMG"), 1 / 3, 0.45),
    ),
    ...[256, 512, 1024].map((n) =>
      figure(`P1 ${n}: time over PETSc CG+BoomerAMG`, ratio("p1", n, "PETSc CG+BoomerAMG"), 1 / 12),
    ),
    ...[256, 512, 1024].map((n) =>
      figure(`P1 ${n}: imbalance of the currents`, find("p1", n)?.imbalance, 1e-8),
    ),
    ...[256, 512].map((n) =>
      figure(
        `P2 ${n}: time over PETSc geometric MG`,
        ratio("p2", n, "PETSc geometric MG"),
        1 / 3,
        0.6,
      ),
    ),
    ...[256, 512].map((n) =>
      figure(`P2 ${n}: time over PETSc GAMG`, ratio("p2", n, "PETSc GAMG"), 1 / 10, 1 / 5),
    ),
    figure("P1 512: time over the same in C++", ratio("p1", 512, "native"), 1.5, 1.9),
    figure("P2 512: time over the same in C++", ratio("p2", 512, "native"), 1.5, 1.9),
    figure("P1: spread of iterations over sizes and contrasts", iterationSpread(flat), 4),
    figure("P1: growth of time per unknown 128 to 1024 over the triad's", growth(find), 1.5),
    figure(
      "P1 1024: time on two threads over one",
      threads.p1.n === 1024 && threads.p1.threads === 2 ? 1 / threads.p1.speedup : null,
      1 / 1.6,
    ),
    figure(
      "coupled step, 512 columns: time on two threads over one",
      threads.step.n === 512 && threads.step.threads === 2 ? 1 / threads.step.speedup : null,
      1 / 1.5,
    ),
    ...(["p3", "p3-floating"] as const).flatMap((problem) => [
      ...[128, 256, 512, 1024].map((n) =>
        figure(
          `${label(problem)} ${n}: time over PETSc CG+BoomerAMG`,
          ratio(problem, n, "PETSc CG+BoomerAMG"),
          1 / 6,
          1 / 3,
        ),
      ),
      figure(`${label(problem)}: most iterations`, mostOf(problems, problem), 14, 20),
    ]),
    figure("vector: most iterations, 40 voids", most(hard, "40 voids"), 15),
    figure("vector: most iterations, one slot", most(hard, "one slot"), 15),
    figure("vector: most iterations, eight slots", most(hard, "eight slots"), 35),
    figure("coupled step, 128 columns [ms]", run(128)?.step_ms.median, 10, 20),
    figure("coupled step, 256 columns [ms]", run(256)?.step_ms.median, 33, 66),
    figure("1 mAh/cm2, 256 columns [s]", run(256)?.run_s.median, 6),
    figure("coupled run, 256 columns [B per cell]", run(256)?.bytesPerCell, 500),
  ];
}

/** +-2 allows a spread of 4. */
function iterationSpread(flat: readonly Count[]): number | null {
  const counts = flat.map((one) => one.iters);
  if (counts.length === 0) return null;
  // a negative count did not converge
  if (Math.min(...counts) <= 0) return Number.POSITIVE_INFINITY;
  return Math.max(...counts) - Math.min(...counts);
}

function growth(find: (problem: ProblemName, n: number) => Contest | undefined): number | null {
  const small = find("p1", 128);
  const large = find("p1", 1024);
  if (!small || !large) return null;
  return large.perUnknown_ns / small.perUnknown_ns / (large.triad_ns / small.triad_ns);
}

/** Over the sizes that resolve the gaps of P3. */
function mostOf(problems: readonly Contest[], problem: ProblemName): number | null {
  const resolved = problems.filter((one) => one.n >= 128);
  return most(resolved, problem);
}

function most(hard: readonly Count[], problem: string): number | null {
  const counts = hard.filter((one) => one.problem === problem).map((one) => one.iters);
  if (counts.length === 0) return null;
  return Math.min(...counts) <= 0 ? Number.POSITIVE_INFINITY : Math.max(...counts);
}
