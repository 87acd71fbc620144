// Medians: what one quotes of repeated timings.

/** Middle value; of an even number the upper of the two. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

/** Repeated timings in short. */
export interface Spread {
  median: number;
  min: number;
  count: number;
}

export function spread(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), count: values.length };
}
