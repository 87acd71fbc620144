// Distributions as violins: the density of a sample, smoothed by a Gaussian, over its range.

/** Least width of the smoothing over the range of the axis. */
const LEAST_WIDTH = 0.008;
const POINTS = 70;

/** Value and density over its largest, from the least value up; `range` is that of the axis. */
export function density(
  sample: readonly number[],
  range: number,
): [value: number, density: number][] {
  const n = sample.length;
  const mean = sample.reduce((a, b) => a + b, 0) / n;
  const deviation = Math.sqrt(sample.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n);
  const width = Math.max(LEAST_WIDTH * range, Math.min(0.02 * range, 0.5 * deviation));
  const [low, high] = [Math.min(...sample) - 2.5 * width, Math.max(...sample) + 2.5 * width];
  const found = Array.from({ length: POINTS }, (_, k): [number, number] => {
    const y = low + ((high - low) * k) / (POINTS - 1);
    return [y, sample.reduce((sum, v) => sum + Math.exp(-0.5 * ((y - v) / width) ** 2), 0)];
  });
  const most = Math.max(...found.map(([, d]) => d));
  return found.map(([y, d]) => [y, d / most]);
}

/** The outline of a violin at x, at most `half` wide to either side, closed. */
export function outline(
  x: number,
  sample: readonly number[],
  half: number,
  range: number,
): [x: number, y: number][] {
  const found = density(sample, range);
  const side = (sign: number) => found.map(([y, d]): [number, number] => [x + sign * half * d, y]);
  const around = [...side(1), ...side(-1).reverse()];
  return [...around, around[0]!];
}
