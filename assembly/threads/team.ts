// A team: the thread that runs the simulation, and helpers, further instances of this module on the same
// memory. A job is a function and the numbers it works on, cut into parts; every thread, the first one
// included, takes parts until none is left. So nothing waits for a helper that is late, asleep or
// gone, unless it holds a part; then the first thread stops with a trap after PATIENCE. A helper that was
// interrupted in a part for longer than the part takes shows that the cores are taken: the next
// jobs are done alone, which changes no bit.
//
// The ticket is one word: number of the job << 16 | end << 8 | start of the parts not yet taken.
// The first thread takes them from the start and helpers from the end, so that each finds its rows in its
// own cache again. Everything here lies behind the memory that a checkpoint holds. Functions are given as values, which
// live in static memory: the builds with and without threads must name the same ones, since a checkpoint moves between
// them (tested).
import { alignToPage, alloc } from "../memory/arena";

// Words that threads write stand 128 bytes apart, on cache lines of their own.
const TICKET: usize = 0,
  DONE: usize = 128,
  SLEEPERS: usize = 256,
  WAITING: usize = 384;
const QUIT: usize = 512,
  FAULT: usize = 640,
  PATIENCE: usize = 644,
  TEAM: usize = 768,
  JOB: usize = 896;
/** Bytes for the numbers of a job. */
const JOB_BYTES: usize = 256;

/** Looks at the ticket before a thread falls asleep: some 0.1 ms, longer than what is done alone between two jobs. */
const SPINS: i32 = 60000;
/** Far more than a part takes, also in a fresh helper whose code is not optimised yet: one still at it is interrupted. */
const SPINS_PER_CELL: i32 = 150;
/** Cells (some 2 ns each) passed over without helpers: at first, at most; and until that is forgotten. */
const FIRST_REST: i32 = 1 << 22,
  LONGEST_REST: i32 = 1 << 28,
  FORGIVEN: i32 = 1 << 28;
/** Parts a job may have. */
export const MOST_PARTS: i32 = 64;

/** Does part `part` of the job whose numbers are at `job`; `lane`: memory of the thread that does it. */
export type Task = (job: usize, part: i32, lane: usize) => void;

/** Address of the control block; 0: alone. Of this instance, not of the run: no checkpoint knows it. */
let team: usize = 0;

/** Who takes part, with what, and in what. */
@unmanaged
class Team {
  threads: i32;
  columns: i32;
  lanes: usize;
  laneBytes: usize;
  common: usize;

  /** cells to pass over alone, the last such sentence, and cells since */
  rest: i32;
  sentence: i32;
  served: i32;
  /** looks at DONE before a helper counts as interrupted */
  spins: i32;

  task: Task;
}

// @ts-ignore: decorator
@inline function teamOf(control: usize): Team {
  return changetype<Team>(control + TEAM);
}

// The head of a lane counts what its thread has done.
const LANE_HEAD: usize = 128;

/**
 * Makes a team of `threads` for grids of up to `columns` cells across, behind everything else in memory: `laneBytes`
 * for each thread and `commonBytes` for all together, zeroed. Returns the control block, which helpers are given.
 * `patience`: how long a helper may hold a part, in tenths of a second.
 */
export function createTeam(columns: i32, threads: i32, laneBytes: usize, commonBytes: usize, patience: i32): usize {
  if (!ASC_FEATURE_THREADS) return 0;
  alignToPage();
  const control = alloc(JOB + JOB_BYTES),
    t = teamOf(control);
  t.threads = threads;
  t.columns = columns;
  t.laneBytes = (LANE_HEAD + laneBytes + 127) & ~127;
  t.lanes = alloc(<usize>threads * t.laneBytes);
  t.common = alloc(commonBytes);
  store<i32>(control, patience, PATIENCE);
  team = control;
  return control;
}

/** Whether the trap that ended a call was a helper that did not give its part back. */
export function teamFault(): i32 {
  if (!ASC_FEATURE_THREADS || team == 0) return 0;
  return load<i32>(team, FAULT);
}

/** Parts that thread `index` has done so far. */
export function teamTaken(index: i32): i32 {
  if (!ASC_FEATURE_THREADS || team == 0) return 0;
  return load<i32>(laneOf(teamOf(team), index));
}

/** Sends the helpers home and goes on alone. */
export function teamDismiss(): void {
  if (!ASC_FEATURE_THREADS || team == 0) return;
  const control = team;
  team = 0;
  atomic.store<i32>(control, 1, QUIT);
  atomic.add<i32>(control, 1 << 16, TICKET);
  atomic.notify(control + TICKET, -1);
}

/** The life of helper `index` (1 ...): takes parts, sleeps when there are none, until dismissed. */
export function teamHelp(control: usize, index: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  let idle = 0;
  while (true) {
    const ticket = atomic.load<i32>(control, TICKET);
    if (left(ticket)) {
      takeParts(control, index);
      idle = 0;
    } else if (++idle >= SPINS) {
      atomic.add<i32>(control, 1, SLEEPERS);
      if (atomic.load<i32>(control, QUIT) == 0) atomic.wait<i32>(control + TICKET, ticket, -1);
      atomic.sub<i32>(control, 1, SLEEPERS);
      if (atomic.load<i32>(control, QUIT) != 0) return;
      idle = 0;
    }
  }
}

/**
 * Threads there are for a job of `cells` cells (some 2 ns each); 1 when helpers are no help at present. `columns`: cells
 * across, where it needs the memory of a thread.
 */
export function threadsFor(columns: i32, cells: i32): i32 {
  if (!ASC_FEATURE_THREADS || team == 0) return 1;
  const t = teamOf(team);
  if (columns > t.columns) return 1;
  if (t.rest > 0) {
    t.rest -= cells;
    return 1;
  }
  t.served += cells;
  if (t.served > FORGIVEN) {
    t.served = 0;
    t.sentence = 0;
  }
  return t.threads;
}

/** Where the numbers of the next job go. This and what follows is for the first thread, where threadsFor said more than 1. */
// @ts-ignore: decorator
@inline export function jobSpace(): usize {
  return team + JOB;
}

/** Memory for what the parts of a job have in common. */
// @ts-ignore: decorator
@inline export function commonSpace(): usize {
  return teamOf(team).common;
}

/** Memory of thread `index`. */
export function laneSpace(index: i32): usize {
  return laneOf(teamOf(team), index) + LANE_HEAD;
}

/** Does parts 0 ... n - 1 (MOST_PARTS at most) of the job in jobSpace(), `cells` cells each, and returns when all are done. */
export function share(task: Task, n: i32, cells: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  const control = team,
    t = teamOf(control);
  t.task = task;
  t.spins = 8 * SPINS + SPINS_PER_CELL * cells;
  handOut(control, n);
}

// @ts-ignore: decorator
@inline function laneOf(t: Team, index: i32): usize {
  return t.lanes + <usize>index * t.laneBytes;
}

// @ts-ignore: decorator
@inline function left(ticket: i32): bool {
  return (ticket & 255) < ((ticket >> 8) & 255);
}

/** Takes parts while there are any. */
function takeParts(control: usize, index: i32): void {
  const t = teamOf(control),
    lane = laneOf(t, index);
  while (true) {
    const ticket = atomic.load<i32>(control, TICKET);
    if (!left(ticket)) return;
    const next = index == 0 ? ticket + 1 : ticket - 256;
    if (atomic.cmpxchg<i32>(control, ticket, next, TICKET) != ticket) continue;
    store<i32>(lane, load<i32>(lane) + 1);
    t.task(control + JOB, index == 0 ? ticket & 255 : ((ticket >> 8) & 255) - 1, lane + LANE_HEAD);
    atomic.add<i32>(control, 1, DONE);
    if (index != 0 && atomic.load<i32>(control, WAITING) != 0) atomic.notify(control + DONE, 1);
  }
}

/** Hands n parts out, takes some, and returns when all are done. */
function handOut(control: usize, n: i32): void {
  const t = teamOf(control);
  atomic.store<i32>(control, 0, DONE);
  const pass = (atomic.load<i32>(control, TICKET) >>> 16) + 1;
  atomic.store<i32>(control, (pass << 16) | (n << 8), TICKET);
  // a notification costs microseconds even where nobody sleeps
  const asleep = atomic.load<i32>(control, SLEEPERS);
  if (asleep != 0) atomic.notify(control + TICKET, asleep);
  takeParts(control, 0);
  for (let k = 0; atomic.load<i32>(control, DONE) != n; k++) {
    if (k >= t.spins) {
      goAlone(t);
      sleepUntilDone(control, n);
      return;
    }
  }
}

/** A core is wanted elsewhere: helpers rest for a while, twice as long each time. */
function goAlone(t: Team): void {
  t.sentence = min(2 * t.sentence + FIRST_REST, LONGEST_REST);
  t.rest = t.sentence;
  t.served = 0;
}

/** Waits in short naps, so that a machine that was suspended does not count as one that is stuck. */
function sleepUntilDone(control: usize, n: i32): void {
  let naps = load<i32>(control, PATIENCE);
  atomic.store<i32>(control, 1, WAITING);
  for (let done = atomic.load<i32>(control, DONE); done != n;) {
    atomic.wait<i32>(control + DONE, done, 100_000_000);
    const now = atomic.load<i32>(control, DONE);
    if (now == done && --naps < 0) {
      store<i32>(control, 1, FAULT);
      unreachable();
    }
    done = now;
  }
  atomic.store<i32>(control, 0, WAITING);
}
