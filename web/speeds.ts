// How fast a run may be watched.

/** Simulated seconds per second. */
export const speeds: [label: string, rate: number][] = [
  ["10 s/s", 10],
  ["1 min/s", 60],
  ["2 min/s", 120],
  ["5 min/s", 300],
  ["20 min/s", 1200],
  ["1 h/s", 3600],
  ["6 h/s", 21_600],
  ["1 d/s", 86_400],
  ["as fast as it computes", Number.POSITIVE_INFINITY],
];

/** [s] of watching that a whole run should take at least. */
const watching = 15;

/** The fastest speed at which a run of `duration` [s] can still be watched; never as fast as it computes, however long it is. */
export function comfortable(duration: number): number {
  const rates = speeds
    .map(([, rate]) => rate)
    .filter((rate) => Number.isFinite(rate) && rate * watching <= duration);
  return rates.at(-1) ?? speeds[0]![1];
}
