// Every pass over the rows of a level goes through sweep(): all rows at once on one thread, or cut
// into strips that the threads of a team (threads/team.ts) take one by one. The bits are the same:
// a strip computes its rows as the whole pass would, what lies on the seams between strips is made
// in a pass before, and sums are kept by blocks of rows (layout.ts), whoever computes them.
import { post, team } from "../../threads/team";
import { loadRows, loadSeam } from "./coefficients";
import { lookRows } from "./components";
import { downRows, downSeam, upRows, upSeam } from "./cycle";
import { advanceRows, descendRows, descendSeam, prolongRows, turnRows, turnSeam } from "./fine";
import { coarsenRows } from "./galerkin";
import { Level } from "./layout";
import { Quads } from "./quads";
import { refreshRows, refreshSeam } from "./refresh";
import { measureRows, shiftRows } from "./solver";
import { System } from "./system";

/** The passes; those up to `lastWithSeams` update in place what neighbouring rows read. */
export enum Sweep {
  descend,
  turn,
  refresh,
  down,
  up,
  load,
  build,
  lastWithSeams = build,
  coarsen,
  prolong,
  advance,
  look,
  measure,
  shift,
}

/** Below this many plane rows a pass is shorter than handing it out. */
const LEAST_ROWS: i32 = 64;

/** Runs a pass over level L; a and b are its numbers. */
export function sweep<T>(kind: Sweep, s: System, L: Level, a: f64, b: f64): void {
  if (ASC_FEATURE_THREADS && L.mj >= LEAST_ROWS && team != 0) {
    if (post(kind, sizeof<T>(), s, L, a, b)) return;
  }
  s.quads.rows = L.rows;
  strip<T>(kind, s, L, a, b, 0, L.mj, s.quads, s.lines, 0, 0);
}

/** Rows [from, to) of a pass; `below`, `above`: what the seams there have left. */
export function strip<T>(
  kind: Sweep,
  s: System,
  L: Level,
  a: f64,
  b: f64,
  from: i32,
  to: i32,
  q: Quads,
  lines: usize,
  below: usize,
  above: usize,
): void {
  switch (kind) {
    case Sweep.descend:
      descendRows<T>(s, L, a, from, to, q.rows);
      break;
    case Sweep.turn:
      turnRows<T>(s, L, a, b, from, to, q.rows);
      break;
    case Sweep.refresh:
      refreshRows<T>(s, a, b, from, to, q.rows, lines, below, above);
      break;
    case Sweep.down:
      downRows<T>(L, from, to, q.rows);
      break;
    case Sweep.up:
      upRows<T>(L, from, to, q.rows);
      break;
    case Sweep.load:
      loadRows<T>(s, false, from, to, q);
      break;
    case Sweep.build:
      loadRows<T>(s, true, from, to, q);
      break;
    case Sweep.coarsen:
      coarsenRows<T>(q, L, from, to);
      break;
    case Sweep.prolong:
      prolongRows<T>(s, L, from, to, q.rows);
      break;
    case Sweep.advance:
      advanceRows<T>(L, a, from, to);
      break;
    case Sweep.look:
      lookRows(s, from, to);
      break;
    case Sweep.measure:
      measureRows(s, from, to);
      break;
    default:
      shiftRows(s, a, b, from, to);
  }
}

/** What the strips below and above row `at` both need of a pass; `lines` stay for them. */
export function seam<T>(kind: Sweep, s: System, L: Level, a: f64, b: f64, at: i32, rows: usize, lines: usize): void {
  switch (kind) {
    case Sweep.descend:
      descendSeam<T>(L, a, at);
      break;
    case Sweep.turn:
      turnSeam<T>(L, a, b, at);
      break;
    case Sweep.refresh:
      refreshSeam<T>(s, a, at, lines, rows);
      break;
    case Sweep.down:
      downSeam<T>(L, at);
      break;
    case Sweep.up:
      upSeam<T>(L, at, rows);
      break;
    default:
      loadSeam<T>(s, at, rows);
  }
}
