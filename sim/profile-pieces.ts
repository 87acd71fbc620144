// Following a profile: the line between two points is cut into pieces of one value each. No time step crosses the end of a
// piece, so that the charge of a current is the integral of its line whatever the time steps are.

import type { Followed, Profile, ProtocolStep, RunSpec } from "../core/runspec";
import type { ProtocolState } from "./protocol-clock";

/** Pieces are no shorter than this [s]. */
export const SHORTEST_PIECE = 1e-3;
/** Share of a time that rounding may leave out. */
const ROUNDING = 1e-12;
/** Pieces of a ramp from one value to another. */
export const RAMP_PIECES = 50;

/** Where a profile holds one value [s]: for ever behind its end. */
export interface Piece {
  start: number;
  end: number;
  /** Of the line in the piece: mean, and value at its end. */
  mean: number;
  last: number;
}

/** The piece of a profile that holds from `elapsed` [s] on. */
export function pieceAt({ times, values, resolution }: Profile, elapsed: number): Piece {
  const now = elapsed * (1 + ROUNDING);
  const at = lastUpTo(times, now);
  const [t0, v0] = [times[at]!, values[at]!];
  if (at === times.length - 1)
    return { start: t0, end: Number.POSITIVE_INFINITY, mean: v0, last: v0 };
  const [length, rise] = [times[at + 1]! - t0, values[at + 1]! - v0];
  const wanted = resolution > 0 ? Math.ceil(Math.abs(rise) / resolution - 1e-9) : 1;
  const pieces = Math.max(1, Math.min(wanted, Math.floor(length / SHORTEST_PIECE)));
  const edge = (k: number) => (k === pieces ? times[at + 1]! : t0 + (k / pieces) * length);
  let k = Math.min(pieces - 1, Math.floor(((now - t0) / length) * pieces));
  if (k + 1 < pieces && edge(k + 1) <= now) k++;
  return {
    start: edge(k),
    end: edge(k + 1),
    mean: v0 + ((k + 0.5) / pieces) * rise,
    last: k + 1 === pieces ? values[at + 1]! : v0 + ((k + 1) / pieces) * rise,
  };
}

/** Index of the last of the growing `times` that is not behind `now`. */
function lastUpTo(times: readonly number[], now: number): number {
  let [low, high] = [0, times.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= now) low = middle;
    else high = middle;
  }
  return low;
}

/** What follows a course in a step: its pieces now. */
export type Pieces = Partial<Record<Followed, Piece>>;

/** The pieces of all that the step follows, `elapsed` [s] after its start. */
export function piecesOf(step: ProtocolStep, state: ProtocolState, spec: RunSpec): Pieces {
  const { follows = {}, ramps = {} } = step;
  const pieces: Pieces = {};
  for (const [key, place] of Object.entries(follows)) {
    pieces[key as Followed] = pieceAt(spec.profiles[place]!, state.elapsed);
  }
  for (const key of ["temperature", "pressure"] as const) {
    const ramp = ramps[key];
    if (!ramp) continue;
    const from = key === "pressure" ? state.startPressure : state.startTemperature;
    const line = {
      times: [0, ramp.over],
      values: [from, ramp.to],
      resolution: Math.abs(ramp.to - from) / RAMP_PIECES,
    };
    pieces[key] = pieceAt(line, state.elapsed);
  }
  return pieces;
}

/** Whether the piece has just begun at `elapsed` [s]. */
export const begins = ({ start }: Piece, elapsed: number): boolean =>
  elapsed - start <= ROUNDING * elapsed;
