// How evenly the current crosses the interface: the distribution of |j| over its mean, weighted by area.
// Columns are equally wide, so an area is a number of columns; a column that carries nothing is void or dead contact.

/** Edges of the bins, half octaves from 1/16 to 16 times the mean, exact in every engine. */
export const CURRENT_EDGES: readonly number[] = Array.from(
  { length: 17 },
  (_, k) => 2 ** (Math.floor(k / 2) - 4) * (k % 2 === 0 ? 1 : Math.SQRT2),
);

/** Bins: below the first edge, between two, above the last. */
export const CURRENT_BINS = CURRENT_EDGES.length + 1;

/** Share of the interface in each bin of |j| / |mean|; what is missing to 1 carries no current. Zeros at rest. */
export function currentHistogram(current: Iterable<number>, mean: number): number[] {
  const counts = new Array<number>(CURRENT_BINS).fill(0);
  let columns = 0;
  for (const j of current) {
    columns++;
    if (j === 0 || mean === 0) continue;
    const ratio = Math.abs(j / mean);
    const bin = CURRENT_EDGES.findIndex((edge) => ratio < edge);
    counts[bin < 0 ? CURRENT_BINS - 1 : bin]!++;
  }
  return counts.map((n) => n / columns);
}

export interface Spread {
  /** Share of the interface, voids and all, with more than twice the mean current density. */
  aboveTwice: number;
  /** |j| / |mean| that a tenth of the contact exceeds. */
  ninetieth: number;
}

/** Numbers for the tail of the distribution; zeros at rest. */
export function currentSpread(current: ArrayLike<number>, mean: number): Spread {
  if (mean === 0) return { aboveTwice: 0, ninetieth: 0 };
  const carrying = Float64Array.from(current, (j) => Math.abs(j / mean))
    .filter((ratio) => ratio > 0)
    .sort();
  const hot = carrying.reduce((n, ratio) => n + (ratio > 2 ? 1 : 0), 0);
  return {
    aboveTwice: hot / current.length,
    ninetieth: carrying[Math.ceil(0.9 * carrying.length) - 1] ?? 0,
  };
}
