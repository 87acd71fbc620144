/** The q-quantile, linear between order statistics: position q (n - 1). Infinite values stand for "never". */
export function quantile(values: readonly number[], q: number): number {
  return sortedQuantile(Float64Array.from(values).sort(), q);
}

/** The same of values that ascend. */
export function sortedQuantile(sorted: ArrayLike<number>, q: number): number {
  const at = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low === high ? low : low + (at - Math.floor(at)) * (high - low);
}
