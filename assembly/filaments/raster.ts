// The cells a filament crosses: 4-connected supercover of its segments, so that metal is joined through cell faces and
// current through it cannot leak diagonally. A staircase has up to sqrt(2) times the length of its line; its flanks count
//   w_g = min(1, 2 L_g / (h faces))
// The last cell of a path counts when a quarter of it is crossed: then raster cracks open like their lines in the mean.

import { Filaments, Group, Head, Branch, Point, groupLength } from "./tree";
import { addressOf } from "../memory/fields";

/** Points on a grid line belong to the cell before them along the segment. */
const NUDGE: f64 = 1e-6;
/** Points within rounding of a grid line parallel to the path all fall on the same side of it. */
const SIDE: f64 = 1e-9;

/** How far before the tip the raster ends, in cells: opened areas and intensities are then right within 12 and 4 % at any angle. */
const SHORT: f64 = 0.25;

// @ts-ignore: decorator
@inline function column(f: Filaments, x: f64): i32 {
  return max(0, min(f.nx - 1, <i32>Math.floor(x / f.h + SIDE)));
}

// @ts-ignore: decorator
@inline function row(f: Filaments, y: f64): i32 {
  return max(0, min(f.ns - 1, <i32>Math.floor(y / f.h + SIDE)));
}

/** Cells of the segment in f.walk, in order; their number. */
export function cellsOf(f: Filaments, x0: f64, y0: f64, x1: f64, y1: f64): i32 {
  const dx = x1 - x0,
    dy = y1 - y0;
  const ax = x0 + NUDGE * dx,
    ay = y0 + NUDGE * dy,
    bx = x1 - NUDGE * dx,
    by = y1 - NUDGE * dy;
  let i = column(f, ax),
    j = row(f, ay);
  const iEnd = column(f, bx),
    jEnd = row(f, by);
  const h = f.h,
    sx = dx > 0 ? 1 : -1,
    sy = dy > 0 ? 1 : -1;
  // Share of the segment at which it leaves the cell through either side.
  const stepX = dx != 0 ? h / Math.abs(dx) : Infinity,
    stepY = dy != 0 ? h / Math.abs(dy) : Infinity;
  let atX = dx != 0 ? (<f64>(sx > 0 ? i + 1 : i) * h - x0) / dx : Infinity;
  let atY = dy != 0 ? (<f64>(sy > 0 ? j + 1 : j) * h - y0) / dy : Infinity;
  let n = 0;
  const most = abs(iEnd - i) + abs(jEnd - j) + 1;
  while (true) {
    f.walk[n++] = j * f.nx + i;
    if (n == most) return n;
    // Once in the last column or row, the other one is walked to the end.
    if (j == jEnd || (i != iEnd && atX <= atY)) {
      i += sx;
      atX += stepX;
    } else {
      j += sy;
      atY += stepY;
    }
  }
}

/** Point of the last segment of filament q that its tip cell holds: a quarter of a cell before the tip; x, y in f.place. */
export function tipPoint(f: Filaments, q: i32): void {
  const n = <i32>f.line(q, Branch.tip),
    from = <i32>f.point(n, Point.from),
    x = f.point(n, Point.x),
    y = f.point(n, Point.y);
  const dx = from < 0 ? 0.0 : x - f.point(from, Point.x),
    dy = from < 0 ? 0.0 : y - f.point(from, Point.y);
  const l = Math.sqrt(dx * dx + dy * dy),
    back = l > 0 ? Math.min(1.0, (SHORT * f.h) / l) : 0.0;
  f.place[0] = x - back * dx;
  f.place[1] = y - back * dy;
}

/** Cells of the last segment of filament q up to its tip cell, in f.walk; their number. */
function tipCells(f: Filaments, q: i32): i32 {
  tipPoint(f, q);
  const n = <i32>f.line(q, Branch.tip),
    from = <i32>f.point(n, Point.from),
    x = f.place[0],
    y = f.place[1];
  return from < 0 ? cellsOf(f, x, y, x, y) : cellsOf(f, f.point(from, Point.x), f.point(from, Point.y), x, y);
}

/** Cell of the tip of filament q. */
export function tipCell(f: Filaments, q: i32): i32 {
  return f.walk[tipCells(f, q) - 1];
}

/** Marks the cells of every filament and finds the flank weights. */
export function rasterise(f: Filaments): void {
  memory.fill(addressOf(f.owner), 0, (<usize>(f.nx * f.ns)) << 2);
  f.cellCount = 0;
  for (let q = 0, filaments = f.count(Head.filaments); q < filaments; q++) {
    const mark = <i32>f.line(q, Branch.group) + 1,
      root = <i32>f.line(q, Branch.root);
    for (let n = <i32>f.line(q, Branch.tip); n != root;) {
      const from = <i32>f.point(n, Point.from);
      const count =
        n == <i32>f.line(q, Branch.tip)
          ? tipCells(f, q)
          : cellsOf(f, f.point(from, Point.x), f.point(from, Point.y), f.point(n, Point.x), f.point(n, Point.y));
      for (let c = 0; c < count; c++) {
        const k = f.walk[c];
        if (f.owner[k] == 0) f.cells[f.cellCount++] = k;
        f.owner[k] = mark;
      }
      n = from;
    }
  }
  const groups = f.count(Head.groups);
  for (let g = 0; g < groups; g++) f.weight[g] = 0.0;
  for (let c = 0; c < f.cellCount; c++) {
    const k = f.cells[c],
      g = f.owner[k] - 1;
    for (let side = 0; side < 4; side++) if (beside(f, k, side) >= 0) f.weight[g] = f.weight[g] + 1.0;
  }
  for (let g = 0; g < groups; g++) {
    const faces = f.weight[g] * f.h;
    f.weight[g] = faces > 0 && f.group(g, Group.alive) != 0 ? Math.min(1.0, (2.0 * groupLength(f, g)) / faces) : 0.0;
  }
}

/** Electrolyte cell beside metal cell k on a side (0 left, 1 right, 2 above, 3 below), or -1. */
export function beside(f: Filaments, k: i32, side: i32): i32 {
  const i = k % f.nx;
  let n = -1;
  if (side == 0) n = i > 0 ? k - 1 : -1;
  else if (side == 1) n = i < f.nx - 1 ? k + 1 : -1;
  else if (side == 2) n = k - f.nx;
  else n = k + f.nx < f.nx * f.ns ? k + f.nx : -1;
  return n >= 0 && f.owner[n] == 0 ? n : -1;
}
