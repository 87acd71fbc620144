// Bounded nonlinear least squares: the least of sum r_i(x)^2 for low <= x <= high, by Levenberg and Marquardt.
//
//   (J^T J + lambda mu I) d = -J^T r,   mu = the largest (J^T J)_dd,   J = dr/dx by central differences
//
// ml-levenberg-marquardt computes in one go and takes every step it has made; a model here is a run. So the step stands here, on
// ml-matrix: all runs of a Jacobian, and those of three lambda, are worked out at once, and a step that makes the fit worse is not taken.

import { Matrix, solve } from "ml-matrix";

export interface Problem {
  start: readonly number[];
  low: readonly number[];
  high: readonly number[];
  /** Gain, in units of the variance of a residual, below which the search has settled. */
  gain: number;
  /** The residuals of each point; null where there is none, as after a failed run. */
  residuals(points: readonly (readonly number[])[]): Promise<(Float64Array | null)[]>;
}

export interface Solution {
  x: number[];
  residual: Float64Array;
  /** Its columns: derivative of the residuals by each of x. */
  jacobian: Float64Array[];
  steps: number;
  /** Whether it has settled. */
  settled: boolean;
}

/** Difference by which derivatives are taken on the way, and at the end: there it has to be so wide that the jumps of a run, whose
 * events move from one time step to the next, do not pass for a derivative. */
const DIFFERENCE = 0.02;
const WIDE = 0.1;
/** Furthest that a step goes in each of x. */
const STRIDE = 1;
const MOST_STEPS = 25;
const LEAST_DAMPING = 1e-12;

const squares = (r: Float64Array | null | undefined) =>
  r ? r.reduce((sum, v) => sum + v * v, 0) : Number.POSITIVE_INFINITY;

/** @param onStep is told where each step has come to. Null when there are no residuals at the start, or none around a point. */
export async function leastSquares(
  problem: Problem,
  onStep: (x: readonly number[]) => void = () => {},
): Promise<Solution | null> {
  const { low, high, gain: least } = problem;
  let x = problem.start.map((v, d) => Math.min(Math.max(v, low[d]!), high[d]!));
  const [first] = await problem.residuals([x]);
  if (!first) return null;
  let residual = first;
  let damping = 1e-3;
  for (let steps = 0; ; steps++) {
    const jacobian = await jacobianAt(problem, x, residual);
    if (!jacobian) return null;
    onStep(x);
    if (steps === MOST_STEPS) return ended(problem, { x, residual, steps, settled: false });
    let better: { x: number[]; residual: Float64Array; damping: number } | undefined;
    for (let attempt = 0; attempt < 3 && !better; attempt++) {
      const dampings = [damping / 30, damping, damping * 30];
      const trials = dampings.map((value) => stepFrom(x, residual, jacobian, value, problem));
      const found = await problem.residuals(trials);
      const sums = found.map(squares);
      const k = sums.indexOf(Math.min(...sums));
      if (sums[k]! < squares(residual)) {
        better = { x: trials[k]!, residual: found[k]!, damping: dampings[k]! };
      } else damping *= 900;
    }
    if (!better) return ended(problem, { x, residual, steps, settled: true });
    const variance = squares(residual) / Math.max(1, residual.length - x.length);
    const gain = squares(residual) - squares(better.residual);
    ({ x, residual } = better);
    damping = Math.max(better.damping, LEAST_DAMPING);
    if (gain < least * variance) {
      return ended(problem, { x, residual, steps: steps + 1, settled: true });
    }
  }
}

async function ended(
  problem: Problem,
  solution: Omit<Solution, "jacobian">,
): Promise<Solution | null> {
  const jacobian = await jacobianAt(problem, solution.x, solution.residual, WIDE);
  return jacobian && { ...solution, jacobian };
}

/** Derivatives of the residuals, one-sided at a bound or where a run has failed; null where both have. */
async function jacobianAt(
  { low, high, residuals }: Problem,
  x: readonly number[],
  here: Float64Array,
  difference = DIFFERENCE,
): Promise<Float64Array[] | null> {
  const sides = x.map((v, d) => ({
    down: Math.max(low[d]!, v - difference),
    up: Math.min(high[d]!, v + difference),
  }));
  const moved = (d: number, to: number) => x.map((v, i) => (i === d ? to : v));
  const points = sides.flatMap(({ down, up }, d) => [moved(d, down), moved(d, up)]);
  const found = await residuals(points);
  const columns = sides.map(({ down, up }, d) => {
    const [below, above] = [found[2 * d], found[2 * d + 1]];
    if (!below && !above) return null;
    const width = (above ? up : x[d]!) - (below ? down : x[d]!);
    const [a, b] = [below ?? here, above ?? here];
    return a.map((v, i) => (width > 0 ? (b[i]! - v) / width : 0));
  });
  return columns.every((column) => column !== null) ? columns : null;
}

/** Where the step from x goes with this damping, within the bounds and a stride. */
function stepFrom(
  x: readonly number[],
  residual: Float64Array,
  jacobian: readonly Float64Array[],
  damping: number,
  { low, high }: Problem,
): number[] {
  const J = new Matrix(jacobian.map((column) => Array.from(column))).transpose();
  const largest = Math.max(...jacobian.map(squares), 1e-300);
  const normal = J.transpose()
    .mmul(J)
    .add(Matrix.eye(x.length).mul(damping * largest));
  const right = J.transpose().mmul(Matrix.columnVector(residual)).neg();
  const step = solve(normal, right);
  return x.map((v, d) => {
    const to = Math.min(Math.max(v + step.get(d, 0), v - STRIDE), v + STRIDE);
    return Math.min(Math.max(to, low[d]!), high[d]!);
  });
}
