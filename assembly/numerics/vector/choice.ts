// Which hierarchy the next set-up builds, by the rate of the last solve: the averaged one costs half as much
// an iteration and a tenth to set up, the robust one stands slots and many voids. A solve that brings the
// residual down by d decades is hard when it takes more than ALLOWANCE + RATE d iterations, 25 to 1e-8.
// After as many easy solves as its patience the robust one gives the averaged one a try; each failed try
// doubles the patience. Where the robust one breaks down (it does on many prescribed nodes inside the body) it
// is barred for long. All of it is state of the solver, so that runs repeat and continue to the bit.
import { VectorSystem } from "./system";

const ALLOWANCE: f64 = 5;
const RATE: f64 = 2.5;
const PATIENCE: i32 = 20;
const MOST: i32 = 640;

// Moduli within this ratio leave nothing to a robust hierarchy.
const EVEN: f64 = 0.01;

/** After a solve with the robust hierarchy or the averaged one: `its` as solve() returns it, residual norm before. */
export function judge(v: VectorSystem, robust: bool, its: i32, maxit: i32, before: f64): void {
  const after = v.residualNorm;
  // Nothing to learn from a hierarchy that is already given up, nor from numbers that are none.
  if (robust != v.robust || !(before > 0) || !(after < Infinity)) return;
  if (v.easy < 0) {
    v.easy++;
    return;
  }
  const n = its < 0 ? -1 - its : its;
  const decades = after < before ? Math.log10(before / Math.max(after, 1e-300)) : 0;
  const failed = its < 0 && n < maxit,
    hard = failed || <f64>n > ALLOWANCE + RATE * decades;
  v.easy = hard ? 0 : v.easy + 1;
  if (robust) {
    if (!failed && v.easy < v.patience) return;
    v.robust = false;
    v.easy = failed ? -MOST : 0;
  } else if (hard) {
    v.robust = true;
    v.patience = min(MOST, max(PATIENCE, 2 * v.patience));
  } else if (v.easy >= PATIENCE) v.patience = 0;
}

/** At a set-up: moduli lam + 2 mu between low and high. */
export function reconsider(v: VectorSystem, low: f64, high: f64): void {
  if (!v.auto || low < EVEN * high) return;
  v.robust = false;
  v.easy = v.patience = 0;
}
