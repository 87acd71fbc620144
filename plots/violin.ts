// Distributions as violins: outlines whose width follows the density of a sample.

import type { Point, Series } from "./figure";

/** Least width of the smoothing over the range of the axis. */
const LEAST_WIDTH = 0.008;
const POINTS = 70;

/** A sample at x as a closed outline at most `half` wide to either side; `range` is that of the axis. */
export function violin(
  name: string,
  x: number,
  sample: readonly number[],
  half: number,
  range: number,
): Series {
  const n = sample.length;
  const mean = sample.reduce((a, b) => a + b, 0) / n;
  const deviation = Math.sqrt(sample.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n);
  const width = Math.max(LEAST_WIDTH * range, Math.min(0.02 * range, 0.5 * deviation));
  const [low, high] = [Math.min(...sample) - 2.5 * width, Math.max(...sample) + 2.5 * width];
  const density = Array.from({ length: POINTS }, (_, k) => {
    const y = low + ((high - low) * k) / (POINTS - 1);
    return [
      y,
      sample.reduce((sum, v) => sum + Math.exp(-0.5 * ((y - v) / width) ** 2), 0),
    ] as const;
  });
  const most = Math.max(...density.map(([, d]) => d));
  const side = (sign: number): Point[] =>
    density.map(([y, d]) => [x + (sign * half * d) / most, y] as const);
  const outline = [...side(1), ...side(-1).reverse()];
  return { name, points: [...outline, outline[0]!] };
}
