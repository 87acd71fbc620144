// Grains of the electrolyte: a seeded Laguerre (weighted Voronoi) tessellation. x belongs to the grain with the least
//   power  |x - s_k|^2 - r_k^2;    the boundary of grains a, b lies  (power_b - power_a) / (2 |s_b - s_a|)  from x.
// Grain k is to have the diameter D_k = size exp(spread n_k - spread^2/2); its disc r_k = 0.31 D_k lies inside its cell,
// because seeds are thrown so that no two discs overlap, the largest first (Poisson discs of many sizes). One grain per
// pi/4 size^2. The sides are mirrors: an image is never nearer than its seed, so it need not be looked at.
// Seeds depend on width, nominal depth and seed alone, never on the cells.

import { MAX_GRAINS } from "../abi";
import { alloc } from "../memory/arena";
import { normal, uniform } from "../numerics/random";
import { Doubles, Integers, doubles, integers, removeRow } from "../memory/fields";

export const MAX_LINES: i32 = 256;

/** Streams of draws, apart from those of initial-state.ts. */
const PLACE_STREAM: u64 = (<u64>64) << 32;
const SIZE_STREAM: u64 = (<u64>40) << 32;
/** Radius of a seed's disc over the diameter of its grain. */
const DISC_RATIO: f64 = 0.31;
/** Limits of a grain's diameter over the mean. */
const MIN_SIZE_RATIO: f64 = 0.3;
const MAX_SIZE_RATIO: f64 = 3.0;
/** Places tried for a seed; the one with the largest clearance is taken. */
const MAX_THROWS: i32 = 64;
/** Seeds stand this many grain sizes above the surface and below the nominal depth too. */
const MARGIN_SIZES: f64 = 2.0;
const MAX_BUCKETS: i32 = 8192;


@unmanaged
export class Grains {
  count: i32;
  /** x, y, r of every seed [m]. */
  seeds: Doubles;
  /** Boundaries drawn by hand: x, y of both ends [m]. */
  lines: Doubles;
  lineCount: i32;
  /** Largest r. */
  maxRadius: f64;

  // Seeds in square buckets, as lists: what a search looks at.
  bucketSize: f64;
  left: f64;
  top: f64;
  across: i32;
  down: i32;
  head: Integers;
  next: Integers;

  /** Of the last search: the grain, the one behind its nearest boundary, the distance to that. */
  grain: i32;
  neighbour: i32;
  distance: f64;
}

/** A table without grains and without drawn boundaries. */
export function createGrains(): Grains {
  const g = changetype<Grains>(alloc(offsetof<Grains>()));
  g.seeds = doubles<Doubles>(3 * MAX_GRAINS);
  g.lines = doubles<Doubles>(4 * MAX_LINES);
  g.head = integers(MAX_BUCKETS);
  g.next = integers(MAX_GRAINS);
  return g;
}

/** Adds a seed with its weight r; false when the table is full. The next search sorts the seeds anew. */
export function addGrain(g: Grains, x: f64, y: f64, r: f64): bool {
  if (g.count == MAX_GRAINS) return false;
  g.seeds[3 * g.count] = x;
  g.seeds[3 * g.count + 1] = y;
  g.seeds[3 * g.count + 2] = r;
  g.count += 1;
  g.bucketSize = 0.0;
  return true;
}

/** Adds a straight boundary drawn by hand; false when the table is full. */
export function addLine(g: Grains, x0: f64, y0: f64, x1: f64, y1: f64): bool {
  if (g.lineCount == MAX_LINES) return false;
  setLine(g, g.lineCount, x0, y0, x1, y1);
  g.lineCount += 1;
  return true;
}

/** Index of the drawn boundary with its ends nearest to these, in either order, both within `reach` [m]; -1 where there is none. */
export function lineAt(g: Grains, x0: f64, y0: f64, x1: f64, y1: f64, reach: f64): i32 {
  let best = -1,
    least = reach * reach;
  for (let k = 0; k < g.lineCount; k++) {
    const along = Math.max(squareTo(g, 4 * k, x0, y0), squareTo(g, 4 * k + 2, x1, y1)),
      against = Math.max(squareTo(g, 4 * k, x1, y1), squareTo(g, 4 * k + 2, x0, y0)),
      far = Math.min(along, against);
    if (far >= least) continue;
    best = k;
    least = far;
  }
  return best;
}

/** Squared distance of an end of a drawn boundary from (x, y) [m2]. */
// @ts-ignore: decorator
@inline function squareTo(g: Grains, end: i32, x: f64, y: f64): f64 {
  const dx = g.lines[end] - x,
    dy = g.lines[end + 1] - y;
  return dx * dx + dy * dy;
}

/** Gives drawn boundary k other ends [m]. */
export function setLine(g: Grains, k: i32, x0: f64, y0: f64, x1: f64, y1: f64): void {
  g.lines[4 * k] = x0;
  g.lines[4 * k + 1] = y0;
  g.lines[4 * k + 2] = x1;
  g.lines[4 * k + 3] = y1;
}

/** Takes drawn boundary k out of the table; those behind it move up. */
export function removeLine(g: Grains, k: i32): void {
  g.lineCount -= 1;
  removeRow(g.lines, k, g.lineCount, 4);
}

/** Draws grains of the mean size [m] into [0, width] x [0, depth] [m] and a margin above and below. */
export function placeGrains(g: Grains, width: f64, depth: f64, size: f64, spread: f64, seed: u64): void {
  const margin = MARGIN_SIZES * size,
    height = depth + 2.0 * margin;
  const n = <i32>(
    Math.min(<f64>MAX_GRAINS, Math.max(1.0, Math.round((width * height) / (0.25 * Math.PI * size * size))))
  );
  const first = g.count,
    last = min(first + n, MAX_GRAINS);
  for (let k = first; k < last; k++) {
    const D = size * Math.exp(spread * normal(seed, SIZE_STREAM + <u64>k) - 0.5 * spread * spread);
    const r = DISC_RATIO * Math.min(MAX_SIZE_RATIO * size, Math.max(MIN_SIZE_RATIO * size, D));
    let at = k;
    for (; at > first && g.seeds[3 * (at - 1) + 2] < r; at--) g.seeds[3 * at + 2] = g.seeds[3 * (at - 1) + 2];
    g.seeds[3 * at + 2] = r;
  }
  for (let k = first; k < last; k++) {
    let best = -Infinity,
      x = 0.0,
      y = 0.0;
    for (let t = 0; t < MAX_THROWS && best < 0.0; t++) {
      const draw = PLACE_STREAM + <u64>(2 * (k * MAX_THROWS + t));
      const tx = width * uniform(seed, draw),
        ty = height * uniform(seed, draw + 1) - margin;
      const room = clearance(g, k, tx, ty);
      if (room <= best) continue;
      best = room;
      x = tx;
      y = ty;
    }
    g.seeds[3 * k] = x;
    g.seeds[3 * k + 1] = y;
  }
  g.count = last;
  g.bucketSize = 0.0;
}

/** Free space between disc k at (x, y) and the discs before it [m]; negative when they overlap. */
function clearance(g: Grains, k: i32, x: f64, y: f64): f64 {
  const own = g.seeds[3 * k + 2];
  let least = Infinity;
  for (let q = 0; q < k; q++) {
    const dx = g.seeds[3 * q] - x,
      dy = g.seeds[3 * q + 1] - y;
    least = Math.min(least, Math.sqrt(dx * dx + dy * dy) - own - g.seeds[3 * q + 2]);
  }
  return least;
}

/** Sorts the seeds into square buckets. */
function fillBuckets(g: Grains): void {
  let x0 = Infinity,
    x1 = -Infinity,
    y0 = Infinity,
    y1 = -Infinity;
  g.maxRadius = 0.0;
  for (let k = 0; k < g.count; k++) {
    const x = g.seeds[3 * k],
      y = g.seeds[3 * k + 1];
    x0 = Math.min(x0, x);
    x1 = Math.max(x1, x);
    y0 = Math.min(y0, y);
    y1 = Math.max(y1, y);
    g.maxRadius = Math.max(g.maxRadius, g.seeds[3 * k + 2]);
  }
  const area = Math.max((x1 - x0) * (y1 - y0), 1e-18);
  g.bucketSize = Math.max(Math.sqrt(area / <f64>g.count), 0.01 * Math.max(x1 - x0, y1 - y0) + 1e-12);
  g.left = x0;
  g.top = y0;
  g.across = 1 + <i32>((x1 - x0) / g.bucketSize);
  g.down = 1 + <i32>((y1 - y0) / g.bucketSize);
  for (let b = 0; b < g.across * g.down; b++) g.head[b] = -1;
  for (let k = g.count - 1; k >= 0; k--) {
    const b = row(g, g.seeds[3 * k + 1]) * g.across + column(g, g.seeds[3 * k]);
    g.next[k] = g.head[b];
    g.head[b] = k;
  }
}

// @ts-ignore: decorator
@inline function column(g: Grains, x: f64): i32 {
  return min(g.across - 1, max(0, <i32>Math.floor((x - g.left) / g.bucketSize)));
}

// @ts-ignore: decorator
@inline function row(g: Grains, y: f64): i32 {
  return min(g.down - 1, max(0, <i32>Math.floor((y - g.top) / g.bucketSize)));
}

/** Finds the grain of a point and its nearest boundary: g.grain, g.neighbour, g.distance (-1 and infinite without). */
export function locate(g: Grains, x: f64, y: f64): void {
  g.grain = -1;
  g.neighbour = -1;
  g.distance = Infinity;
  if (g.count == 0) return;
  if (g.bucketSize == 0.0) fillBuckets(g);
  const a = column(g, x),
    b = row(g, y),
    rings = max(g.across, g.down);
  let power = Infinity;
  for (let q = 0; q < rings; q++) {
    const reach = <f64>(q - 1) * g.bucketSize;
    if (reach > 0 && reach * reach - g.maxRadius * g.maxRadius > power) break;
    for (let v = max(0, b - q); v <= min(g.down - 1, b + q); v++) {
      const edge = v == b - q || v == b + q;
      for (let u = max(0, a - q); u <= min(g.across - 1, a + q); u++) {
        if (!edge && u != a - q && u != a + q) continue;
        for (let k = g.head[v * g.across + u]; k >= 0; k = g.next[k]) {
          const p = powerOf(g, k, x, y);
          if (p >= power) continue;
          power = p;
          g.grain = k;
        }
      }
    }
  }
  const sx = g.seeds[3 * g.grain],
    sy = g.seeds[3 * g.grain + 1];
  const own = Math.sqrt((sx - x) * (sx - x) + (sy - y) * (sy - y));
  for (let q = 0; q < rings; q++) {
    const reach = <f64>(q - 1) * g.bucketSize;
    if (reach > 0 && reach * reach - g.maxRadius * g.maxRadius - power > 2.0 * (reach + own) * g.distance) break;
    for (let v = max(0, b - q); v <= min(g.down - 1, b + q); v++) {
      const edge = v == b - q || v == b + q;
      for (let u = max(0, a - q); u <= min(g.across - 1, a + q); u++) {
        if (!edge && u != a - q && u != a + q) continue;
        for (let k = g.head[v * g.across + u]; k >= 0; k = g.next[k]) {
          if (k == g.grain) continue;
          const ex = g.seeds[3 * k] - sx,
            ey = g.seeds[3 * k + 1] - sy;
          const d = (powerOf(g, k, x, y) - power) / (2.0 * Math.sqrt(ex * ex + ey * ey));
          if (d >= g.distance) continue;
          g.distance = d;
          g.neighbour = k;
        }
      }
    }
  }
}

// @ts-ignore: decorator
@inline function powerOf(g: Grains, k: i32, x: f64, y: f64): f64 {
  const dx = g.seeds[3 * k] - x,
    dy = g.seeds[3 * k + 1] - y,
    r = g.seeds[3 * k + 2];
  return dx * dx + dy * dy - r * r;
}

/** Distance to the nearest boundary, of grains or drawn [m]; infinite without any. */
export function boundaryAt(g: Grains, x: f64, y: f64): f64 {
  locate(g, x, y);
  let least = g.distance;
  for (let k = 0; k < g.lineCount; k++) {
    const x0 = g.lines[4 * k],
      y0 = g.lines[4 * k + 1];
    const dx = g.lines[4 * k + 2] - x0,
      dy = g.lines[4 * k + 3] - y0;
    const t = Math.min(1.0, Math.max(0.0, ((x - x0) * dx + (y - y0) * dy) / Math.max(dx * dx + dy * dy, 1e-300)));
    const ex = x - x0 - t * dx,
      ey = y - y0 - t * dy;
    least = Math.min(least, Math.sqrt(ex * ex + ey * ey));
  }
  return least;
}

/** Staircase factor |n_x| + |n_y| of the boundary of two grains [1]: how much longer the faces are that stand for it. */
export function staircase(g: Grains, a: i32, b: i32): f64 {
  const ex = Math.abs(g.seeds[3 * a] - g.seeds[3 * b]),
    ey = Math.abs(g.seeds[3 * a + 1] - g.seeds[3 * b + 1]);
  return (ex + ey) / Math.sqrt(ex * ex + ey * ey);
}

/** Staircase factor |n_x| + |n_y| of a drawn boundary between the points p and q of two cells [1]; 0 where none passes. */
export function lineBetween(g: Grains, px: f64, py: f64, qx: f64, qy: f64): f64 {
  for (let k = 0; k < g.lineCount; k++) {
    const x0 = g.lines[4 * k],
      y0 = g.lines[4 * k + 1];
    const dx = g.lines[4 * k + 2] - x0,
      dy = g.lines[4 * k + 3] - y0;
    // a point on the line belongs to one side, so that a staircase has no holes
    const p = dx * (py - y0) - dy * (px - x0),
      q = dx * (qy - y0) - dy * (qx - x0);
    if (p >= 0.0 == q >= 0.0) continue;
    const t = p / (p - q),
      x = px + t * (qx - px) - x0,
      y = py + t * (qy - py) - y0;
    const along = x * dx + y * dy;
    if (along < 0.0 || along > dx * dx + dy * dy) continue;
    return (Math.abs(dx) + Math.abs(dy)) / Math.sqrt(dx * dx + dy * dy);
  }
  return 0.0;
}
