// Passes of the cycle over the node rows of a level, all rows at once on one thread or cut into strips that the
// threads of a team (threads/team.ts) take one by one. The bits are the same: a strip makes each of its rows with the
// same operations on the same numbers as the whole pass. Smoothing steps reach over a border by as many rows as there
// are steps left, so a strip makes these rows too, in memory that no other strip sees. Sums over rows are kept row
// by row and added up in order (sumOf).
import { commonSpace, MOST_PARTS, threadsFor } from "../../threads/team";
import { MOTIONS } from "./rigid/force";

/** Rows a strip must have: of fewer, what it makes beyond its borders is more than what a second thread brings. */
const LEAST_ROWS: i32 = 24;
/** Nodes (some 10 ns each) of fewer are done before they are handed out. */
const LEAST_CELLS: i32 = 2048;
/** More strips than threads, so that a thread that is interrupted leaves its share to the others. */
const STRIPS_EACH: i32 = 2;
const MOST_STRIPS: i32 = MOST_PARTS / 4;
/** Rows beyond its own that a strip needs before and after. */
const BEFORE: i32 = 5,
  AFTER: i32 = 4;

/** Strips for a pass over `rows` rows of nx cells: 1 where it is not worth it, else as many for each thread where possible. */
export function stripsFor(nx: i32, rows: i32): i32 {
  if (rows < 2 * LEAST_ROWS || nx * rows < LEAST_CELLS) return 1;
  const threads = threadsFor(nx, nx * rows);
  if (threads == 1) return 1;
  const most = min(min(rows / LEAST_ROWS, STRIPS_EACH * threads), MOST_STRIPS);
  return most > threads ? most - (most % threads) : most;
}

/** First of `rows` rows that belongs to strip k of n; even, since coarse rows lie on even ones. */
export function borderOf(rows: i32, n: i32, k: i32): i32 {
  return k == n ? rows : ((rows * k) / n) & ~1;
}

/** The sum of n doubles, one after the other. */
export function sumOf(sums: usize, n: i32): f64 {
  let sum: f64 = 0;
  for (let i: usize = 0, end = (<usize>n) << 3; i < end; i += 8) sum += load<f64>(sums + i);
  return sum;
}

/** A pass over the rows of x, `row` bytes each. */
@unmanaged
export class Pass {
  rows: i32;
  strips: i32;
  x: usize;
  row: usize;
  borders: usize; // of each border the rows BEFORE it and AFTER it, as they are before the pass

  /** To be done in n strips. */
  cut(n: i32, rows: i32, x: usize, row: usize): void {
    this.rows = rows;
    this.strips = n;
    this.x = x;
    this.row = row;
    this.borders = commonSpace();
    for (let k = 1; k < n; k++) {
      const from = x + <usize>(borderOf(rows, n, k) - BEFORE) * row;
      memory.copy(this.border(k), from, <usize>(BEFORE + AFTER) * row);
    }
  }

  // @ts-ignore: decorator
  @inline border(k: i32): usize {
    return this.borders + <usize>(k * (BEFORE + AFTER)) * this.row;
  }
}

/** Bytes that the strips of a pass have in common, on grids of up to nx cells across; conjugate gradients need less. */
export function commonBytes(nx: i32): usize {
  return <usize>(MOST_STRIPS * (BEFORE + AFTER)) * 2 * bytesOfRow(nx);
}

// Rows of floats in the buffers of a strip: forces of a node row (3) and work space of rigidRow, what a cell row leaves for the next node row in
// each step and in the residual (16), d of the rows in flight (24), residuals (8), the restriction's work (3).
const FORCE: usize = 0,
  RINGS: usize = 3,
  STEPS_AT: usize = 19,
  RESIDUAL: usize = 43,
  MIX: usize = 51,
  BUFFERS: usize = 54;

function bytesOfRow(nx: i32): usize {
  return (((<usize>(nx + 4)) & ~3) << 2) + 32;
}

/** Bytes of a strip with its buffers, on levels of up to nx cells across, and enough for every other pass. */
export function stripBytes(nx: i32): usize {
  return STRIP + MOTIONS + max(BUFFERS * bytesOfRow(nx), LEAST_BYTES) + 64;
}

const STRIP: usize = 128;
/** For the scratch matrices of the Galerkin product (rigid/galerkin.ts). */
const LEAST_BYTES: usize = 16384;

/** Rows [from, to) of a pass and the buffers they are computed with, which follow in memory. */
@unmanaged
export class Strip {
  rows: i32;
  from: i32;
  to: i32;
  end: i32; // one past the last row of x that is used in place
  x: usize;
  row: usize;
  before: usize; // rows from - BEFORE ... from - 1
  after: usize; // rows end ...
  force: usize;
  rings: usize;
  steps: usize;
  residual: usize;
  mix: usize;

  /** All rows of x, with float rows of s bytes. */
  whole(rows: i32, x: usize, row: usize, s: usize): void {
    this.rows = rows;
    this.from = 0;
    this.to = rows;
    this.end = rows + 1;
    this.x = x;
    this.row = row;
    this.layOut(s);
  }

  /** Strip k of a pass. */
  part(p: Pass, k: i32, s: usize): void {
    this.rows = p.rows;
    this.from = borderOf(p.rows, p.strips, k);
    this.to = borderOf(p.rows, p.strips, k + 1);
    this.end = k + 1 == p.strips ? p.rows + 1 : this.to;
    this.x = p.x;
    this.row = p.row;
    this.before = p.border(k);
    this.after = p.border(k + 1) + <usize>BEFORE * p.row;
    this.layOut(s);
  }

  private layOut(s: usize): void {
    const base = changetype<usize>(this) + STRIP;
    this.force = base + FORCE * s;
    this.rings = base + MOTIONS + RINGS * s;
    this.steps = base + MOTIONS + STEPS_AT * s;
    this.residual = base + MOTIONS + RESIDUAL * s;
    this.mix = base + MOTIONS + MIX * s + 64;
    // nothing comes in from below row 0, no step has been made, and left of a row there is zero
    memory.fill(this.rings, 0, (STEPS_AT - RINGS) * s);
    memory.fill(this.steps, 0, (RESIDUAL - STEPS_AT) * s);
    memory.fill(this.mix - 64, 0, 64);
  }

  /** Row j of x. */
  // @ts-ignore: decorator
  @inline at(j: i32): usize {
    if (j < this.from) return this.before + <usize>(j - this.from + BEFORE) * this.row;
    if (j >= this.end) return this.after + <usize>(j - this.end) * this.row;
    return this.x + <usize>j * this.row;
  }

  /** The row `reach` below the first. */
  // @ts-ignore: decorator
  @inline first(reach: i32): i32 {
    return max(0, this.from - reach);
  }

  /** One past the row `reach` above the last. */
  // @ts-ignore: decorator
  @inline last(reach: i32): i32 {
    return min(this.rows, this.to + reach);
  }
}
