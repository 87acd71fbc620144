// Curves of an ensemble: each on the straight line between its time steps, and over the seeds that still run the median and the
// quartiles.
import type { ObservableKey } from "../../core/observables";
import { wilsonInterval } from "../../core/proportion";
import { quantile } from "../../core/quantile";
import type { Curve } from "../case-worker";

/** Value at time t [s]; NaN after the end, and of a jump what comes after it. */
export function valueAt(times: ArrayLike<number>, values: ArrayLike<number>, t: number): number {
  const last = times.length - 1;
  if (last < 0 || t > times[last]! || t < times[0]!) return Number.NaN;
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (times[middle]! <= t) low = middle;
    else high = middle - 1;
  }
  if (low === last) return values[last]!;
  const share = (t - times[low]!) / (times[low + 1]! - times[low]!);
  return values[low]! + share * (values[low + 1]! - values[low]!);
}

/** Evenly spaced moments from the start to the last end of any of the curves. */
export function momentsOf(curves: readonly Curve[], count: number): number[] {
  const end = Math.max(0, ...curves.map(({ times }) => times.at(-1) ?? 0));
  return Array.from({ length: count }, (_, k) => (end * k) / (count - 1));
}

export interface Band {
  time: number;
  low: number;
  median: number;
  high: number;
}

/** Median and quartiles at those of the moments that at least half of the curves reach. */
export function bandOf(
  curves: readonly Curve[],
  key: ObservableKey,
  moments: readonly number[],
): Band[] {
  return moments.flatMap((time) => {
    const there = curves
      .map(({ times, values }) => valueAt(times, values[key]!, time))
      .filter((value) => !Number.isNaN(value));
    if (there.length === 0 || 2 * there.length < curves.length) return [];
    const [low, median, high] = [0.25, 0.5, 0.75].map((q) => quantile(there, q));
    return [{ time, low: low!, median: median!, high: high! }];
  });
}

/** Whether all curves are one and the same, to the bit. */
export function isOneCurve(curves: readonly Curve[], key: ObservableKey): boolean {
  const [first, ...others] = curves.map(({ values }) => values[key]!);
  return others.every(
    (one) => one.length === first!.length && one.every((value, k) => value === first![k]),
  );
}

/** "3 of 8 seeds (38 %; 95 % interval 14 to 69 %)". */
export function shareInWords(k: number, n: number): string {
  const percent = (share: number) => Math.round(100 * share);
  const [low, high] = wilsonInterval(k, n).map(percent);
  return `${k} of ${n} seeds (${percent(k / n)}\u202f%; 95\u202f% interval ${low} to ${high}\u202f%)`;
}
