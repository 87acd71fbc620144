// A team: the thread that runs the solver, and helpers, further instances of this module on the same
// memory. The solver posts a pass (numerics/scalar/sweep.ts) cut into strips; every thread, the solver's own
// included, takes strips until none is left. So nothing waits for a helper that is late, asleep or
// gone, unless it holds a strip; then the solver stops with a trap after PATIENCE. A helper that was
// interrupted in a strip for longer than the strip takes shows that the cores are taken: the next
// passes are done alone, which changes no bit.
//
// The ticket is one word: number of the pass << 16 | end << 8 | start of the strips not yet taken.
// The solver takes them from the start and helpers from the end, so that each finds its rows in its
// own cache again. Everything here lies behind the memory that a checkpoint holds.
import { alignToPage, alloc } from "../memory/arena";
import { BLOCK, bytesOfRow, Level, ROWS } from "../numerics/scalar/layout";
import { Quads } from "../numerics/scalar/quads";
import { SEAM_LINES } from "../numerics/scalar/refresh";
import { seam, strip, Sweep } from "../numerics/scalar/sweep";
import { bytesOfLine, LINES, System } from "../numerics/scalar/system";

// Words that threads write stand 128 bytes apart, on cache lines of their own.
const TICKET: usize = 0,
  DONE: usize = 128,
  SLEEPERS: usize = 256,
  WAITING: usize = 384;
const QUIT: usize = 512,
  FAULT: usize = 640,
  PATIENCE: usize = 644,
  JOB: usize = 768;
const CONTROL_BYTES: usize = 1024;

/** Looks at the ticket before a thread falls asleep: some 0.1 ms, longer than the coarsest levels take. */
const SPINS: i32 = 60000;
/** Far more than a strip takes, also in a fresh helper whose code is not optimised yet: one still at it is interrupted. */
const SPINS_PER_CELL: i32 = 150;
/** Cells (some 2 ns each) passed over without helpers: at first, at most; and until that is forgotten. */
const FIRST_REST: i32 = 1 << 22,
  LONGEST_REST: i32 = 1 << 28,
  FORGIVEN: i32 = 1 << 28;
const MOST_STRIPS: i32 = 64;
/** More strips than threads, so that a thread that is interrupted leaves its share to the others. */
const STRIPS_EACH: i32 = 4;

/** Address of the control block; 0: alone. Of this instance, not of the run: no checkpoint knows it. */
export let team: usize = 0;

/** What is being done, and with what. */
@unmanaged
class Job {
  threads: i32;
  columns: i32;
  lanes: usize;
  laneBytes: usize;
  seamLines: usize;

  /** cells to pass over alone, the last such sentence, and cells since */
  rest: i32;
  sentence: i32;
  served: i32;
  /** looks at DONE before a helper counts as interrupted */
  spins: i32;

  kind: i32;
  size: i32;
  seams: i32;
  strips: i32;
  system: System;
  level: Level;
  a: f64;
  b: f64;
}

// @ts-ignore: decorator
@inline function jobOf(control: usize): Job {
  return changetype<Job>(control + JOB);
}

// A lane, the buffers of one thread: Quads, then rows, then lines.
const LANE_HEAD: usize = 1024,
  TAKEN: usize = 512,
  PAD: usize = 128;
/** Row buffers that the cycle and CG use. */
const CYCLE_ROWS: i32 = 12;
// @ts-ignore: decorator
@inline function laneLines(job: Job, lane: usize): usize {
  return lane + LANE_HEAD + <usize>ROWS * bytesOfRow(job.columns, 8) + PAD;
}

/**
 * Reserves room behind everything else for `threads` threads and systems of up to `columns` cells
 * across, and makes the team. Returns the control block, which helpers are given. `patience`: how
 * long a helper may hold a strip, in tenths of a second.
 */
export function teamCreate(columns: i32, threads: i32, patience: i32): usize {
  if (!ASC_FEATURE_THREADS) return 0;
  alignToPage();
  const control = alloc(CONTROL_BYTES),
    job = jobOf(control);
  job.threads = threads;
  job.columns = columns;
  job.laneBytes =
    (LANE_HEAD + <usize>ROWS * bytesOfRow(columns, 8) + <usize>LINES * bytesOfLine(columns) + 3 * PAD + 127) & ~127;
  job.lanes = alloc(<usize>threads * job.laneBytes);
  job.seamLines = alloc(<usize>(MOST_STRIPS * SEAM_LINES) * bytesOfLine(columns) + 2 * PAD) + PAD;
  store<i32>(control, patience, PATIENCE);
  team = control;
  return control;
}

/** Whether the trap that ended a call was a helper that did not give its strip back. */
export function teamFault(): i32 {
  if (!ASC_FEATURE_THREADS || team == 0) return 0;
  return load<i32>(team, FAULT);
}

/** Strips and seams that thread `index` has done so far. */
export function teamTaken(index: i32): i32 {
  if (!ASC_FEATURE_THREADS || team == 0) return 0;
  const job = jobOf(team);
  return load<i32>(job.lanes + <usize>index * job.laneBytes, TAKEN);
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

/** The life of helper `index` (1 ...): takes strips, sleeps when there are none, until dismissed. */
export function teamHelp(control: usize, index: i32): void {
  if (!ASC_FEATURE_THREADS) return;
  let idle = 0;
  while (true) {
    const ticket = atomic.load<i32>(control, TICKET);
    if (left(ticket)) {
      takeStrips(control, index);
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

// @ts-ignore: decorator
@inline function left(ticket: i32): bool {
  return (ticket & 255) < ((ticket >> 8) & 255);
}

/** Takes strips while there are any. */
function takeStrips(control: usize, index: i32): void {
  while (true) {
    const ticket = atomic.load<i32>(control, TICKET);
    if (!left(ticket)) return;
    const next = index == 0 ? ticket + 1 : ticket - 256;
    if (atomic.cmpxchg<i32>(control, ticket, next, TICKET) != ticket) continue;
    doStrip(control, index, index == 0 ? ticket & 255 : ((ticket >> 8) & 255) - 1);
    atomic.add<i32>(control, 1, DONE);
    if (index != 0 && atomic.load<i32>(control, WAITING) != 0) atomic.notify(control + DONE, 1);
  }
}

/** First row of strip k: whole blocks each, the last takes what remains. */
function border(job: Job, k: i32): i32 {
  const mj = job.level.mj;
  return k == job.strips ? mj : (((mj / BLOCK) * k) / job.strips) * BLOCK;
}

/** Strip k of the job, or seam k + 1 where the seams are the job. */
function doStrip(control: usize, index: i32, k: i32): void {
  const job = jobOf(control),
    L = job.level,
    s = job.system;
  const lane = job.lanes + <usize>index * job.laneBytes,
    q = changetype<Quads>(lane);
  q.rows = lane + LANE_HEAD;
  const setup = job.kind == Sweep.load || job.kind == Sweep.build || job.kind == Sweep.coarsen;
  // pads and rows that are read before they are written are zero
  memory.fill(q.rows - 64, 0, <usize>(setup ? ROWS : CYCLE_ROWS) * L.rowBytes + 64);
  store<i32>(lane, load<i32>(lane, TAKEN) + 1, TAKEN);
  if (job.seams != 0) {
    const lines = seamLines(job, k + 1);
    if (job.size == 4) seam<f32>(job.kind, s, L, job.a, job.b, border(job, k + 1), q.rows, lines);
    else seam<f64>(job.kind, s, L, job.a, job.b, border(job, k + 1), q.rows, lines);
    return;
  }
  const from = border(job, k),
    to = border(job, k + 1),
    lines = laneLines(job, lane);
  if (job.kind == Sweep.refresh) memory.fill(lines - 64, 0, <usize>LINES * s.lineBytes + 64);
  const below = seamLines(job, k),
    above = seamLines(job, k + 1);
  if (job.size == 4) strip<f32>(job.kind, s, L, job.a, job.b, from, to, q, lines, below, above);
  else strip<f64>(job.kind, s, L, job.a, job.b, from, to, q, lines, below, above);
}

/** Lines of the seam below strip k. */
function seamLines(job: Job, k: i32): usize {
  return job.seamLines + <usize>(k * SEAM_LINES) * job.system.lineBytes;
}

/** Runs a pass with the team. False: too small to be cut, or helpers are no help at present. */
export function post(kind: i32, size: i32, s: System, L: Level, a: f64, b: f64): bool {
  const control = team,
    job = jobOf(control);
  const strips = min(min(L.mj / BLOCK, STRIPS_EACH * job.threads), MOST_STRIPS);
  if (strips < 2 || s.nx > job.columns) return false;
  const cells = L.nx * L.ny;
  if (job.rest > 0) {
    job.rest -= cells;
    return false;
  }
  job.served += cells;
  if (job.served > FORGIVEN) {
    job.served = 0;
    job.sentence = 0;
  }
  job.spins = 8 * SPINS + SPINS_PER_CELL * (cells / strips);
  job.kind = kind;
  job.size = size;
  job.strips = strips;
  job.system = s;
  job.level = L;
  job.a = a;
  job.b = b;
  if (kind <= Sweep.lastWithSeams) {
    job.seams = 1;
    handOut(control, strips - 1);
  }
  job.seams = 0;
  for (let t = 0; t < job.threads; t++) laneQuads(job, t).fall = 0.0;
  handOut(control, strips);
  for (let t = 0; t < job.threads; t++) {
    s.quads.fall = Math.max(s.quads.fall, laneQuads(job, t).fall);
  }
  return true;
}

function laneQuads(job: Job, t: i32): Quads {
  return changetype<Quads>(job.lanes + <usize>t * job.laneBytes);
}

/** Hands n strips out, takes part, and returns when all are done. */
function handOut(control: usize, n: i32): void {
  const job = jobOf(control);
  atomic.store<i32>(control, 0, DONE);
  const pass = (atomic.load<i32>(control, TICKET) >>> 16) + 1;
  atomic.store<i32>(control, (pass << 16) | (n << 8), TICKET);
  // a notification costs microseconds even where nobody sleeps
  const asleep = atomic.load<i32>(control, SLEEPERS);
  if (asleep != 0) atomic.notify(control + TICKET, asleep);
  takeStrips(control, 0);
  for (let k = 0; atomic.load<i32>(control, DONE) != n; k++) {
    if (k >= job.spins) {
      goAlone(job);
      sleepUntilDone(control, n);
      return;
    }
  }
}

/** A core is wanted elsewhere: helpers rest for a while, twice as long each time. */
function goAlone(job: Job): void {
  job.sentence = min(2 * job.sentence + FIRST_REST, LONGEST_REST);
  job.rest = job.sentence;
  job.served = 0;
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
