// The boundaries of grains from their seeds: each cell of a Laguerre tessellation is what half-planes leave of a box.
//   power |x - s_k|^2 - r_k^2; grain k is where its power is least.

type Polygon = [x: number, y: number][];

/** What is left of a polygon where a x + b y <= c. */
function cut(polygon: Polygon, a: number, b: number, c: number): Polygon {
  const left: Polygon = [];
  for (let k = 0; k < polygon.length; k++) {
    const [p, q] = [polygon[k]!, polygon[(k + 1) % polygon.length]!];
    const [u, v] = [c - a * p[0] - b * p[1], c - a * q[0] - b * q[1]];
    if (u >= 0) left.push(p);
    if (u > 0 !== v > 0 && u !== v) {
      const t = u / (u - v);
      left.push([p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])]);
    }
  }
  return left;
}

/** The grains inside a box of `width` and `height` from the origin, as polygons; `seeds`: x, y, r of each. */
export function grainsOf(seeds: Float64Array, width: number, height: number): Polygon[] {
  const grains: Polygon[] = [];
  for (let i = 0; i < seeds.length; i += 3) {
    const [x, y, r] = [seeds[i]!, seeds[i + 1]!, seeds[i + 2]!];
    let cell: Polygon = [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ];
    for (let j = 0; j < seeds.length && cell.length > 0; j += 3) {
      if (j === i) continue;
      const [u, v, s] = [seeds[j]!, seeds[j + 1]!, seeds[j + 2]!];
      const c = 0.5 * (u * u + v * v - s * s - (x * x + y * y - r * r));
      cell = cut(cell, u - x, v - y, c);
    }
    if (cell.length > 2) grains.push(cell);
  }
  return grains;
}
