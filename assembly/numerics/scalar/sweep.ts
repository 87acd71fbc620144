// Every pass over the rows of a level goes through sweep(): all rows at once on one thread, or cut
// into strips that the threads of a team (threads/team.ts) take one by one. The bits are the same:
// a strip computes its rows as the whole pass would, what lies on the seams between strips is made
// in a pass before, and sums are kept by blocks of rows (layout.ts), whoever computes them.
import { commonSpace, jobSpace, laneSpace, MOST_PARTS, share, threadsFor } from "../../threads/team";
import { BLOCK, bytesOfRow, Level, ROWS } from "./layout";
import { Quads } from "./quads";
import { bytesOfLine, LINES, SEAM_LINES, System } from "./system";

/** Rows [from, to) of a pass, or its seam at row `from`, and what they are computed with. */
@unmanaged
export class Strip {
  system: System;
  level: Level;
  /** numbers of the pass */
  a: f64;
  b: f64;
  from: i32;
  to: i32;
  /** buffers of the thread */
  quads: Quads;
  lines: usize;
  /** lines that the seams at `from` and `to` have left; those of the seam itself are at `below` */
  below: usize;
  above: usize;
}

/** Computes a strip or a seam. */
export type Rows = (p: Strip) => void;

/** A level of fewer cells is passed over sooner than handed out. */
const LEAST_CELLS: i32 = 16384;
/** Plane rows a strip must have where nothing is summed: its seams reach two rows into it from both sides. */
const LEAST_ROWS: i32 = 8;
/** More strips than threads, so that a thread that is interrupted leaves its share to the others. */
const STRIPS_EACH: i32 = 4;
/** Row buffers that the cycle and CG use. */
const CYCLE_ROWS: i32 = 12;
const PAD: usize = 128;

/**
 * Runs a pass over level L; a and b are its numbers. `seam` is given where `rows` updates in place what neighbouring
 * rows read: it makes what the strips on both sides need.
 */
export function sweep(s: System, L: Level, a: f64, b: f64, rows: Rows, seam: Rows | null): void {
  run(s, L, a, b, rows, seam, CYCLE_ROWS);
}

/** As sweep, for passes that build the hierarchy; s.quads.fall becomes the largest that any strip has met. */
export function sweepSetup(s: System, L: Level, rows: Rows, seam: Rows | null): void {
  run(s, L, 0.0, 0.0, rows, seam, ROWS);
}

function run(s: System, L: Level, a: f64, b: f64, rows: Rows, seam: Rows | null, buffers: i32): void {
  // sums are kept by blocks, and taken on the finest level only
  const unit = L == s.fine ? BLOCK : LEAST_ROWS,
    cells = L.nx * L.ny;
  if (cells >= LEAST_CELLS && L.mj >= 2 * unit) {
    const threads = threadsFor(L.nx, cells);
    if (threads > 1) {
      cut(s, L, a, b, rows, seam, buffers, min(min(L.mj / unit, STRIPS_EACH * threads), MOST_PARTS), unit, threads);
      return;
    }
  }
  const p = changetype<Strip>(s.strip);
  s.quads.rows = L.rows;
  p.system = s;
  p.level = L;
  p.a = a;
  p.b = b;
  p.from = 0;
  p.to = L.mj;
  p.quads = s.quads;
  p.lines = s.lines;
  p.below = p.above = 0;
  rows(p);
}

/** A pass that is cut into strips. */
@unmanaged
class Cut {
  system: System;
  level: Level;
  a: f64;
  b: f64;
  task: Rows;
  /** seams are being made */
  seams: bool;
  strips: i32;
  /** a strip begins at a multiple of it */
  unit: i32;
  buffers: i32;
  /** lines of the seams */
  lines: usize;
}

// A lane: Quads and a Strip, then row buffers, then lines.
const STRIP_AT: usize = 512,
  ROWS_AT: usize = 1024;

/** Bytes that a thread needs for systems of up to `columns` cells across. */
export function laneBytes(columns: i32): usize {
  return ROWS_AT + <usize>ROWS * bytesOfRow(columns, 8) + <usize>LINES * bytesOfLine(columns) + 3 * PAD;
}

/** Bytes that the strips of a pass have in common. */
export function commonBytes(columns: i32): usize {
  return <usize>(MOST_PARTS * SEAM_LINES) * bytesOfLine(columns) + 2 * PAD;
}

function cut(
  s: System,
  L: Level,
  a: f64,
  b: f64,
  rows: Rows,
  seam: Rows | null,
  buffers: i32,
  strips: i32,
  unit: i32,
  threads: i32,
): void {
  const c = changetype<Cut>(jobSpace()),
    cells = (L.nx * L.ny) / strips;
  c.system = s;
  c.level = L;
  c.a = a;
  c.b = b;
  c.strips = strips;
  c.unit = unit;
  c.buffers = buffers;
  c.lines = commonSpace() + PAD;
  if (seam !== null) {
    c.task = seam;
    c.seams = true;
    share(doStrip, strips - 1, cells);
  }
  c.task = rows;
  c.seams = false;
  for (let t = 0; t < threads; t++) changetype<Quads>(laneSpace(t)).fall = 0.0;
  share(doStrip, strips, cells);
  for (let t = 0; t < threads; t++) s.quads.fall = Math.max(s.quads.fall, changetype<Quads>(laneSpace(t)).fall);
}

/** Strip k of the pass, or the seam above it. */
function doStrip(job: usize, k: i32, lane: usize): void {
  const c = changetype<Cut>(job),
    s = c.system,
    L = c.level,
    q = changetype<Quads>(lane),
    p = changetype<Strip>(lane + STRIP_AT);
  q.rows = lane + ROWS_AT;
  // pads and rows that are read before they are written are zero
  memory.fill(q.rows - 64, 0, <usize>c.buffers * L.rowBytes + 64);
  p.system = s;
  p.level = L;
  p.a = c.a;
  p.b = c.b;
  p.from = border(c, c.seams ? k + 1 : k);
  p.to = border(c, k + 1);
  p.quads = q;
  p.lines = q.rows + <usize>ROWS * bytesOfRow(s.nx, 8) + PAD;
  p.below = seamLines(c, c.seams ? k + 1 : k);
  p.above = seamLines(c, k + 1);
  c.task(p);
}

/** First row of strip k: whole units each, the last takes what remains. */
function border(c: Cut, k: i32): i32 {
  const mj = c.level.mj;
  return k == c.strips ? mj : (((mj / c.unit) * k) / c.strips) * c.unit;
}

/** Lines of the seam below strip k. */
function seamLines(c: Cut, k: i32): usize {
  return c.lines + <usize>(k * SEAM_LINES) * c.system.lineBytes;
}
