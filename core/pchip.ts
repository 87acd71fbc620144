// Monotone cubic through points (Fritsch and Carlson; slopes after Fritsch and Butland, ends by three points), straight beyond
// its ends. The kernel evaluates the same polynomial from the same slopes.

type Points = readonly (readonly [x: number, value: number])[];

/** Slopes of the cubic at the points. */
export function slopes(points: Points): number[] {
  const n = points.length;
  const h = points.slice(1).map(([x], k) => x - points[k]![0]);
  const s = points.slice(1).map(([, y], k) => (y - points[k]![1]) / h[k]!);
  if (n === 2) return [s[0]!, s[0]!];
  const inner = s.slice(1).map((right, k) => {
    const left = s[k]!;
    if (left * right <= 0) return 0;
    const [a, b] = [2 * h[k + 1]! + h[k]!, h[k + 1]! + 2 * h[k]!];
    return (a + b) / (a / left + b / right);
  });
  return [
    end(h[0]!, h[1]!, s[0]!, s[1]!),
    ...inner,
    end(h[n - 2]!, h[n - 3]!, s[n - 2]!, s[n - 3]!),
  ];
}

/** Slope at an end from the two intervals beside it, kept monotone. */
function end(h0: number, h1: number, s0: number, s1: number): number {
  const d = ((2 * h0 + h1) * s0 - h0 * s1) / (h0 + h1);
  if (d * s0 <= 0) return 0;
  return s0 * s1 <= 0 && Math.abs(d) > 3 * Math.abs(s0) ? 3 * s0 : d;
}

/** Value of the cubic with these knots [x, value, slope]. */
export function cubic(knots: readonly (readonly [number, number, number])[], x: number): number {
  const last = knots.length - 1;
  const at = knots.findIndex(([end]) => end > x);
  const edge = at === 0 ? knots[0]! : at < 0 ? knots[last]! : undefined;
  if (edge) return edge[1] + edge[2] * (x - edge[0]);
  const [x0, y0, d0] = knots[at - 1]!;
  const [x1, y1, d1] = knots[at]!;
  const h = x1 - x0;
  const t = (x - x0) / h;
  const u = 1 - t;
  return u * u * ((1 + 2 * t) * y0 + t * h * d0) + t * t * ((1 + 2 * u) * y1 - u * h * d1);
}
