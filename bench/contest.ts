// P1, P2 and P3 against other programs in one run: in every round each solves the problem in turn, so that a machine that
// slows down or speeds up does so for all. Ratios are medians over the rounds of ours / theirs in the same round.

import { P1, type P1Sample } from "./drivers/p1";
import { P2 } from "./drivers/p2";
import { P3 } from "./drivers/p3";
import type { Missing, Other, Sample } from "./others";
import type { ProblemName } from "./problems";
import { median, type Spread, spread } from "./statistics";
import { triadTime } from "./triad";

/** Repetitions of a program within a round; the first is a warm-up, the median counts. */
const REPEATS = 3;

export interface Rival {
  tool: string;
  /** Why there are no figures; null when there are. */
  skipped: string | null;
  answer?: number;
  iters?: number;
  version?: string;
  /** Set-up + solve [s]. */
  total_s?: Spread;
  /** Time of Voidscope over the time of this program: median over the rounds, and of the best rounds of both. */
  ratio?: number;
  leastRatio?: number;
}

export interface Contest {
  problem: ProblemName;
  n: number;
  unknowns: number;
  answer: number;
  iters: number;
  /** P1: |top - bottom| of the currents over the top one. */
  imbalance?: number;
  setup_s: Spread;
  solve_s: Spread;
  total_s: Spread;
  perUnknown_ns: number;
  /** One application of the operator in f64 [s], and set-up + solve in such units. */
  unit_s: number;
  workUnits: number;
  /** Bytes of the solver, and the time of the triad per element (24 B) over as many [ns]. */
  bytes: number;
  triad_ns: number;
  rivals: Rival[];
}

export async function contest(
  problem: ProblemName,
  kernel: BufferSource,
  n: number,
  rounds: number,
  others: readonly (Other | Missing)[],
): Promise<Contest> {
  const ours =
    problem === "p1"
      ? await P1.create(kernel, n)
      : problem === "p2"
        ? await P2.create(kernel, n)
        : await P3.create(kernel, n, problem === "p3-floating");
  for (let k = 0; k < 3; k++) ours.sample();
  const mine: Sample[] = [];
  const here = others.filter((one) => one.problem === problem);
  const theirs = new Map<Other, Sample[]>();
  const rivals: Rival[] = [];
  for (const one of here) {
    if ("skipped" in one) rivals.push({ tool: one.tool, skipped: one.skipped });
    else if (n > one.largest) rivals.push({ tool: one.tool, skipped: `too slow at ${n}` });
    else theirs.set(one, []);
  }
  const units: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const samples = Array.from({ length: REPEATS }, () => ours.sample());
    mine.push({
      ...samples[0]!,
      setup_s: median(samples.map((one) => one.setup_s)),
      solve_s: median(samples.map((one) => one.solve_s)),
    });
    units.push(ours.unit());
    for (const [one, list] of theirs) {
      try {
        list.push(await one.sample(n, REPEATS));
      } catch (error) {
        theirs.delete(one);
        rivals.push({ tool: one.tool, skipped: `it failed: ${firstLine(error)}` });
      }
    }
  }
  const total = (one: Sample) => one.setup_s + one.solve_s;
  for (const [one, list] of theirs) {
    rivals.push({
      tool: one.tool,
      skipped: null,
      answer: list[0]!.answer,
      iters: list[0]!.iters,
      ...(list[0]!.version ? { version: list[0]!.version } : {}),
      total_s: spread(list.map(total)),
      ratio: median(list.map((sample, k) => total(mine[k]!) / total(sample))),
      leastRatio: Math.min(...mine.map(total)) / Math.min(...list.map(total)),
    });
  }
  const last = ours.sample();
  const totals = spread(mine.map(total));
  const unit = median(units);
  return {
    problem,
    n,
    unknowns: ours.unknowns,
    answer: last.answer,
    iters: last.iters,
    ...(isP1(last) ? { imbalance: Math.abs(last.answer - last.bottom) / last.answer } : {}),
    setup_s: spread(mine.map((one) => one.setup_s)),
    solve_s: spread(mine.map((one) => one.solve_s)),
    total_s: totals,
    perUnknown_ns: (totals.median / ours.unknowns) * 1e9,
    unit_s: unit,
    workUnits: median(mine.map((one, k) => total(one) / units[k]!)),
    bytes: ours.bytes,
    triad_ns: await triadTime(kernel, ours.bytes),
    rivals,
  };
}

function firstLine(error: unknown): string {
  const { message, stderr } = error as { message?: string; stderr?: string };
  return (stderr?.trim().split("\n").at(-1) || message || String(error)).split("\n")[0]!;
}

function isP1(sample: Sample): sample is P1Sample {
  return "bottom" in sample;
}
