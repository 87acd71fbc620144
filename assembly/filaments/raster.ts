// Cells that filaments cross: the 4-connected supercover of their segments, so that metal is joined through cell faces and
// no current leaks through it diagonally. A staircase is up to sqrt(2) times as long as its line; each of its faces counts
//   w_g = min(1, 2 L_g / (h faces))
// The last cell of a path counts when a quarter of it is crossed: in the mean the raster then opens like the line.

import { bodyLength, Tree, MAX_FILAMENTS } from "./tree";
import { addressOf, Integers, Doubles, integers, doubles } from "../memory/fields";
import { Conditions } from "./conditions";
import { alloc } from "../memory/arena";
import { Branch, Point, Head, Body } from "./columns";

/** Points on a grid line belong to the cell before them along the segment. */
const END_NUDGE: f64 = 1e-6;
/** Points within rounding of a grid line parallel to the path all fall on the same side of it. */
const GRID_NUDGE: f64 = 1e-9;

/** Distance before the tip at which the raster ends [cells]: opened areas and stress intensities are then right within 12 and 4 %. */
const TIP_SETBACK: f64 = 0.25;


@unmanaged
export class Raster {
  conditions: Conditions;
  tree: Tree;
  /** Body that owns each cell + 1; 0: electrolyte. */
  owner: Integers;
  /** Cells of metal, in the order in which they were found. */
  cells: Integers;
  cellCount: i32;
  /** Share of the faces of each body's staircase that counts as crack face. */
  weight: Doubles;
  /** Cells of the last segment that was walked along. */
  walk: Integers;
  /** x, y of the last tip that was asked for [m]. */
  tipAt: Doubles;
}

export function createRaster(conditions: Conditions, tree: Tree): Raster {
  const raster = changetype<Raster>(alloc(offsetof<Raster>())),
    nx = conditions.nx,
    ns = conditions.ns;
  raster.conditions = conditions;
  raster.tree = tree;
  raster.owner = integers(nx * ns);
  raster.cells = integers(nx * ns);
  raster.weight = doubles<Doubles>(MAX_FILAMENTS);
  raster.walk = integers(2 * (nx + ns) + 8);
  raster.tipAt = doubles<Doubles>(2);
  return raster;
}

// @ts-ignore: decorator
@inline function column(raster: Raster, x: f64): i32 {
  return max(0, min(raster.conditions.nx - 1, <i32>Math.floor(x / raster.conditions.h + GRID_NUDGE)));
}

// @ts-ignore: decorator
@inline function row(raster: Raster, y: f64): i32 {
  return max(0, min(raster.conditions.ns - 1, <i32>Math.floor(y / raster.conditions.h + GRID_NUDGE)));
}

/** Number of the cells that a segment crosses, which are listed in raster.walk in order. */
export function cellsOf(raster: Raster, x0: f64, y0: f64, x1: f64, y1: f64): i32 {
  const conditions = raster.conditions;
  const dx = x1 - x0,
    dy = y1 - y0;
  const ax = x0 + END_NUDGE * dx,
    ay = y0 + END_NUDGE * dy,
    bx = x1 - END_NUDGE * dx,
    by = y1 - END_NUDGE * dy;
  let i = column(raster, ax),
    j = row(raster, ay);
  const iEnd = column(raster, bx),
    jEnd = row(raster, by);
  const h = conditions.h,
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
    raster.walk[n++] = j * conditions.nx + i;
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

/** Finds the point a quarter of a cell before the tip of branch q, in whose cell its raster ends; x, y in raster.tipAt [m]. */
export function tipPoint(raster: Raster, q: i32): void {
  const tree = raster.tree;
  const n = <i32>tree.branch(q, Branch.tip),
    from = <i32>tree.point(n, Point.from),
    x = tree.point(n, Point.x),
    y = tree.point(n, Point.y);
  const dx = from < 0 ? 0.0 : x - tree.point(from, Point.x),
    dy = from < 0 ? 0.0 : y - tree.point(from, Point.y);
  const l = Math.sqrt(dx * dx + dy * dy),
    back = l > 0 ? Math.min(1.0, (TIP_SETBACK * raster.conditions.h) / l) : 0.0;
  raster.tipAt[0] = x - back * dx;
  raster.tipAt[1] = y - back * dy;
}

/** Number of the cells of the last segment of branch q up to its tip cell, which are listed in raster.walk. */
function tipCells(raster: Raster, q: i32): i32 {
  const tree = raster.tree;
  tipPoint(raster, q);
  const n = <i32>tree.branch(q, Branch.tip),
    from = <i32>tree.point(n, Point.from),
    x = raster.tipAt[0],
    y = raster.tipAt[1];
  return from < 0
    ? cellsOf(raster, x, y, x, y)
    : cellsOf(raster, tree.point(from, Point.x), tree.point(from, Point.y), x, y);
}

/** Cell in which the raster of branch q ends. */
export function tipCell(raster: Raster, q: i32): i32 {
  return raster.walk[tipCells(raster, q) - 1];
}

/** Marks the cells of every branch and finds the weights of the crack faces. */
export function rasterise(raster: Raster): void {
  const conditions = raster.conditions,
    tree = raster.tree;
  memory.fill(addressOf(raster.owner), 0, (<usize>(conditions.nx * conditions.ns)) << 2);
  raster.cellCount = 0;
  for (let q = 0, filaments = tree.count(Head.branches); q < filaments; q++) {
    const mark = <i32>tree.branch(q, Branch.body) + 1,
      root = <i32>tree.branch(q, Branch.root);
    for (let n = <i32>tree.branch(q, Branch.tip); n != root;) {
      const from = <i32>tree.point(n, Point.from);
      const count =
        n == <i32>tree.branch(q, Branch.tip)
          ? tipCells(raster, q)
          : cellsOf(
              raster,
              tree.point(from, Point.x),
              tree.point(from, Point.y),
              tree.point(n, Point.x),
              tree.point(n, Point.y),
            );
      for (let c = 0; c < count; c++) {
        const k = raster.walk[c];
        if (raster.owner[k] == 0) raster.cells[raster.cellCount++] = k;
        raster.owner[k] = mark;
      }
      n = from;
    }
  }
  const bodies = tree.count(Head.bodies);
  for (let g = 0; g < bodies; g++) raster.weight[g] = 0.0;
  for (let c = 0; c < raster.cellCount; c++) {
    const k = raster.cells[c],
      g = raster.owner[k] - 1;
    for (let side = 0; side < 4; side++) if (beside(raster, k, side) >= 0) raster.weight[g] += 1.0;
  }
  for (let g = 0; g < bodies; g++) {
    const faces = raster.weight[g] * conditions.h;
    raster.weight[g] =
      faces > 0 && tree.body(g, Body.alive) != 0 ? Math.min(1.0, (2.0 * bodyLength(tree, g)) / faces) : 0.0;
  }
}

/** Electrolyte cell beside metal cell k on a side (0 left, 1 right, 2 above, 3 below), or -1. */
export function beside(raster: Raster, k: i32, side: i32): i32 {
  const conditions = raster.conditions;
  const i = k % conditions.nx;
  let n = -1;
  if (side == 0) n = i > 0 ? k - 1 : -1;
  else if (side == 1) n = i < conditions.nx - 1 ? k + 1 : -1;
  else if (side == 2) n = k - conditions.nx;
  else n = k + conditions.nx < conditions.nx * conditions.ns ? k + conditions.nx : -1;
  return n >= 0 && raster.owner[n] == 0 ? n : -1;
}
