// Loops over rows of cells that a team shares: no row may write what another one reads, so that it is all the same who
// does them.
import { jobSpace, MOST_PARTS, share, threadsFor } from "./team";

/**
 * Does rows [from, to) of a loop over the fields of `subject`, an address; `other` is another one or a whole number, a a number.
 */
export type RowTask = (subject: usize, other: usize, a: f64, from: i32, to: i32) => void;

/** Fewer cells than these are done before they are handed out. */
const LEAST_CELLS: i32 = 2048;
/** More parts than threads, so that a thread that is interrupted leaves its share to the others. */
const PARTS_EACH: i32 = 4;

/** A loop that is shared. */
@unmanaged
class Loop {
  task: RowTask;
  subject: usize;
  other: usize;
  a: f64;
  rows: i32;
  parts: i32;
}

/** Does rows 0 ... rows - 1; one takes as long as `cells` cells of some 2 ns. */
export function overRows(task: RowTask, subject: usize, other: usize, a: f64, cells: i32, rows: i32): void {
  const all = cells * rows,
    threads = all < 2 * LEAST_CELLS ? 1 : threadsFor(0, all);
  if (threads == 1) {
    task(subject, other, a, 0, rows);
    return;
  }
  const loop = changetype<Loop>(jobSpace()),
    parts = min(min(rows, all / LEAST_CELLS), min(PARTS_EACH * threads, MOST_PARTS));
  loop.task = task;
  loop.subject = subject;
  loop.other = other;
  loop.a = a;
  loop.rows = rows;
  loop.parts = parts;
  share(doPart, parts, all / parts);
}

function doPart(job: usize, part: i32, _: usize): void {
  const loop = changetype<Loop>(job),
    rows = loop.rows,
    parts = loop.parts;
  loop.task(loop.subject, loop.other, loop.a, (rows * part) / parts, (rows * (part + 1)) / parts);
}

/** Bytes of a row of the loops below. */
const CHUNK: usize = 4096;
/** What moving it takes, in cells. */
const CHUNK_CELLS: i32 = 128;

/** Copies `bytes` bytes; the two places do not overlap. */
export function copyBytes(to: usize, from: usize, bytes: usize): void {
  overRows(copyChunks, to, from, <f64>bytes, CHUNK_CELLS, chunksOf(bytes));
}

function copyChunks(to: usize, source: usize, bytes: f64, from: i32, end: i32): void {
  const at = <usize>from * CHUNK;
  memory.copy(to + at, source + at, min(<usize>bytes, <usize>end * CHUNK) - at);
}

/** Puts zero into `bytes` bytes. */
export function clearBytes(at: usize, bytes: usize): void {
  overRows(clearChunks, at, 0, <f64>bytes, CHUNK_CELLS, chunksOf(bytes));
}

function clearChunks(start: usize, _: usize, bytes: f64, from: i32, end: i32): void {
  const at = <usize>from * CHUNK;
  memory.fill(start + at, 0, min(<usize>bytes, <usize>end * CHUNK) - at);
}

function chunksOf(bytes: usize): i32 {
  return <i32>((bytes + CHUNK - 1) / CHUNK);
}
