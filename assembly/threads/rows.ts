// Loops over rows of cells that a team shares: no row may write what another one reads, so that it is all the same who
// does them.
import { jobSpace, MOST_PARTS, share, threadsFor } from "./team";

/**
 * Does rows [from, to) of a loop over the fields of `subject`, an address; `other` is another one or a whole number, a a number.
 */
export type RowTask = (subject: usize, other: usize, a: f64, from: i32, to: i32) => void;

/** Fewer cells than these are done before they are handed out. */
const LEAST_CELLS: i32 = 4096;
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

/** Does rows 0 ... rows - 1 of nx cells each. */
export function overRows(task: RowTask, subject: usize, other: usize, a: f64, nx: i32, rows: i32): void {
  const threads = nx * rows < 2 * LEAST_CELLS ? 1 : threadsFor(nx, rows);
  if (threads == 1) {
    task(subject, other, a, 0, rows);
    return;
  }
  const loop = changetype<Loop>(jobSpace()),
    parts = min(min(rows, (nx * rows) / LEAST_CELLS), min(PARTS_EACH * threads, MOST_PARTS));
  loop.task = task;
  loop.subject = subject;
  loop.other = other;
  loop.a = a;
  loop.rows = rows;
  loop.parts = parts;
  share(doPart, parts, (nx * rows) / parts);
}

function doPart(job: usize, part: i32, _: usize): void {
  const loop = changetype<Loop>(job),
    rows = loop.rows,
    parts = loop.parts;
  loop.task(loop.subject, loop.other, loop.a, (rows * part) / parts, (rows * (part + 1)) / parts);
}
