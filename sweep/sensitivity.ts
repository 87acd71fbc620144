// What a result hangs on, from samples made for it.
//
//   Morris     mu* = mean |EE|, sigma = deviation of EE,  EE = (y(x + Delta e_d) - y(x))/Delta        [@morris1991]
//   Sobol      S_d = mean(y_B (y_ABd - y_A))/V,  T_d = mean((y_A - y_ABd)^2)/(2 V)                    [@saltelli2010]
//
// x in the unit cube of the ranges, so an index tells of the range that was chosen as much as of the model.

import type { Plan } from "./plan";
import { isBroken } from "./row";
import type { AllRows } from "./rows";

export interface Sensitivity {
  path: string;
  /** Morris: mean of |EE| and deviation of EE, in the unit of the column; Sobol: first and total index. */
  first: number;
  second: number;
  /** Standard error of `first` and of `second` by resampling; null for Morris. */
  errors: [number, number] | null;
}

/** The indices of column `k`, averaged over the grid of each point; null when the plan is not made for it or too few cases are sound. */
export function sensitivityOf(plan: Plan, rows: AllRows, k: number): Sensitivity[] | null {
  const { kind } = plan.document.sample;
  if (kind !== "morris" && kind !== "saltelli") return null;
  const y = pointMeans(plan, rows, k);
  return kind === "morris" ? morris(plan, y) : saltelli(plan, y);
}

/** Mean of a column over the grid at each point of the sample; NaN where a case is broken. */
function pointMeans(plan: Plan, rows: AllRows, k: number): Float64Array {
  const grid = plan.cases / plan.sample.points;
  const sums = new Float64Array(plan.sample.points);
  const counts = new Float64Array(plan.sample.points);
  for (const row of rows) {
    const p = Math.floor(row.case / grid);
    sums[p]! += isBroken(row) ? Number.NaN : (row.values[k] ?? Number.NaN);
    counts[p]!++;
  }
  return sums.map((sum, p) => (counts[p] === grid ? sum / grid : Number.NaN));
}

function morris(plan: Plan, y: Float64Array): Sensitivity[] | null {
  const axes = plan.sampled.length;
  const effects = plan.sampled.map((): number[] => []);
  for (let p = 0; p + 1 < y.length; p++) {
    if (p % (axes + 1) === axes) continue;
    const [a, b] = [plan.sample.at(p), plan.sample.at(p + 1)];
    const d = a.findIndex((x, i) => x !== b[i]);
    const effect = (y[p + 1]! - y[p]!) / (b[d]! - a[d]!);
    if (Number.isFinite(effect)) effects[d]!.push(effect);
  }
  if (effects.some((all) => all.length < 2)) return null;
  return plan.sampled.map(({ path }, d) => {
    const all = effects[d]!;
    const mean = all.reduce((s, v) => s + v, 0) / all.length;
    const square = all.reduce((s, v) => s + (v - mean) ** 2, 0) / (all.length - 1);
    const first = all.reduce((s, v) => s + Math.abs(v), 0) / all.length;
    return { path, first, second: Math.sqrt(square), errors: null };
  });
}

function saltelli(plan: Plan, y: Float64Array): Sensitivity[] | null {
  const axes = plan.sampled.length;
  const blocks: Float64Array[] = [];
  for (let p = 0; p < y.length; p += axes + 2) {
    const block = y.subarray(p, p + axes + 2);
    if (block.every(Number.isFinite)) blocks.push(block);
  }
  if (blocks.length < 8) return null;
  const indices = (chosen: readonly Float64Array[], d: number): [number, number] => {
    const both = chosen.flatMap((b) => [b[0]!, b[1]!]);
    const mean = both.reduce((s, v) => s + v, 0) / both.length;
    const variance = both.reduce((s, v) => s + (v - mean) ** 2, 0) / (both.length - 1);
    let [first, total] = [0, 0];
    for (const b of chosen) {
      const [a, bb, ab] = [b[0]! - mean, b[1]! - mean, b[d + 2]! - mean];
      first += bb * (ab - a);
      total += (a - ab) ** 2;
    }
    const n = chosen.length * variance;
    return [first / n, total / (2 * n)];
  };
  return plan.sampled.map(({ path }, d) => {
    const [first, second] = indices(blocks, d);
    return { path, first, second, errors: jackknife(blocks, (some) => indices(some, d)) };
  });
}

/** Standard errors of two statistics by leaving out a tenth of the blocks at a time. */
function jackknife(
  blocks: readonly Float64Array[],
  of: (some: readonly Float64Array[]) => [number, number],
): [number, number] {
  const parts = Math.min(10, blocks.length);
  const values = Array.from({ length: parts }, (_, g) =>
    of(blocks.filter((_, k) => k % parts !== g)),
  );
  const error = (i: 0 | 1) => {
    const mean = values.reduce((s, v) => s + v[i], 0) / parts;
    const square = values.reduce((s, v) => s + (v[i] - mean) ** 2, 0);
    return Math.sqrt(((parts - 1) / parts) * square);
  };
  return [error(0), error(1)];
}
