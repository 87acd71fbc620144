// The state of one scalar system: its natural row-major arrays (see solver.ts), hierarchy and rows.
import { alloc, f64s, i32s } from "../../memory/arena";
import { Direct } from "./direct";
import { Quads } from "./quads";
import { blocksOf, COARSE_PLANES, FINE_PLANES, Level, levelBytes, shape, SUMS } from "./layout";

/** Parts of the domain without any tie to a value (components.ts). */
@unmanaged
export class Pockets {
  count: i32;
  /** whether one has more than a cell */
  wide: bool;
  /** pocket of each cell, SINGLE (union-find.ts), or -1; lowest cell and number of cells of each pocket */
  label: usize;
  pin: usize;
  size: usize;
  /** mean of u at the start of a solve, by pocket */
  mean: usize;
  compatible: usize;
  /** f, or its compatible copy */
  rhs: usize;
}

/** The term strength w w^T on one row, and what is left of it on the black cells (rankone.ts). */
@unmanaged
export class RankOne {
  row: i32;
  w: usize;
  strength: f64;
  reducedStrength: f64;
  reducedScale: f64;
}

/** What the last correction of a solve is made from. */
@unmanaged
export class Totals {
  /** sum of the right-hand side */
  rhs: f64;
  /** sum of A 1 and a bound of its norm (without the rank-one term) */
  slack: f64;
  slackNorm: f64;
  /** found with the last residual r: sum of r, u.r, u.f */
  residual: f64;
  work: f64;
  drive: f64;
}


@unmanaged
export class System {
  nx: i32;
  ny: i32;
  tx: usize;
  ty: usize;
  c: usize;
  f: usize;
  u: usize;
  /** ||f|| of the last solve (f made compatible where the operator is singular) */
  rhsNorm: f64;
  /** ||f - A u|| after the last solve */
  residualNorm: f64;

  /** bytes of a number in the cycle and in CG: 4 or 8; 0 before the first set-up */
  precision: i32;
  /** power of two that brings the largest coefficient near 1 */
  unit: f64;
  /** all levels lie in one block, which begins with the finest */
  fine: Level;
  blockBytes: usize;
  quads: Quads;
  /** the level below which there is no hierarchy: composites only */
  direct: Direct | null;

  /** whether c is anything but zero */
  reacts: bool;
  pockets: Pockets;
  rank: RankOne;
  totals: Totals;

  /** of the running solve */
  iterations: i32;
  /** 1 for the natural rows that have slack, one for each row and one above */
  slack: usize;
  /** sums over blocks of rows of the sweep at hand (layout.ts) */
  sums: usize;
  /** natural rows of doubles */
  lines: usize;
  lineBytes: usize;
  /** room for what a pass is given (sweep.ts) */
  strip: usize;
  /** Line k in the lines of a thread. */
  // @ts-ignore: decorator
  @inline line(lines: usize, k: i32): usize {
    return lines + <usize>k * this.lineBytes;
  }
}

export const LINES: i32 = 8;
/** Lines that a seam between two strips takes (refresh.ts): residual, then delta, of the row below it and above it. */
export const SEAM_LINES: i32 = 4;

/** Bytes from line to line of natural rows of nx doubles. */
export function bytesOfLine(nx: i32): usize {
  return ((<usize>(nx + 32)) & ~7) << 3;
}

/** Reserves everything a system of nx x ny cells needs. */
export function reserve(s: System, nx: i32, ny: i32): void {
  const n = nx * ny;
  s.nx = nx;
  s.ny = ny;
  s.tx = f64s((nx + 1) * ny);
  s.ty = f64s(nx * (ny + 1));
  s.c = f64s(n);
  s.f = f64s(n);
  s.u = f64s(n);
  s.pockets = changetype<Pockets>(alloc(offsetof<Pockets>()));
  s.rank = changetype<RankOne>(alloc(offsetof<RankOne>()));
  s.totals = changetype<Totals>(alloc(offsetof<Totals>()));
  s.pockets.label = i32s(n);
  s.pockets.compatible = f64s(n);
  s.pockets.pin = i32s(n);
  s.pockets.size = i32s(n);
  s.pockets.mean = f64s(n);
  s.slack = i32s(ny + 2);
  s.sums = f64s(SUMS * blocksOf((ny + 1) >> 1));
  s.strip = alloc(64);
  s.lineBytes = bytesOfLine(nx);
  s.lines = alloc(s.lineBytes * LINES + 64) + 64;
  s.quads = changetype<Quads>(alloc(offsetof<Quads>()));

  let bytes: usize = 0;
  let first: Level | null = null,
    previous: Level | null = null;
  for (let w = nx, h = ny; ; w = (w + 1) >> 1, h = (h + 1) >> 1) {
    const level = changetype<Level>(alloc(offsetof<Level>()));
    level.nx = w;
    level.ny = h;
    level.mj = (h + 1) >> 1;
    level.memory = bytes;
    bytes += levelBytes(w, h, first === null ? FINE_PLANES : COARSE_PLANES);
    if (previous !== null) previous.coarser = level;
    else first = level;
    previous = level;
    if (w == 1 && h == 1 && level !== first) break;
  }
  s.fine = first!;
  const block = alloc(bytes);
  s.blockBytes = bytes;
  let level: Level | null = first;
  while (level !== null) {
    level.memory += block;
    level = level.coarser;
  }
}

/** Lays the hierarchy out for numbers of `size` bytes. */
export function layOut(s: System, size: i32): void {
  if (s.precision == size) return;
  s.precision = size;
  memory.fill(s.fine.memory, 0, s.blockBytes);
  shape(s.fine, FINE_PLANES, size);
  let level = s.fine.coarser;
  while (level !== null) {
    shape(level, COARSE_PLANES, size);
    level = level.coarser;
  }
}
