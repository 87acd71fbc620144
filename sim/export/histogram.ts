// Frames -> `current-histogram.csv`: how the local current density is spread, one line a frame.
// A bin is named by its bounds in units of the mean; its value is the share of the interface in it.

import { csv } from "../../core/text-table";
import { CURRENT_EDGES } from "../distribution";
import type { Frame } from "../types";

const short = (edge: number) => String(Number(edge.toPrecision(4)));

/** Heads of the columns behind the time. */
export const BIN_LABELS: readonly string[] = [
  `Share below ${short(CURRENT_EDGES[0]!)} / 1`,
  ...CURRENT_EDGES.slice(1).map(
    (high, k) => `Share ${short(CURRENT_EDGES[k]!)} to ${short(high)} / 1`,
  ),
  `Share above ${short(CURRENT_EDGES.at(-1)!)} / 1`,
];

/** The CSV as bytes. */
export function histogramCsv(frames: Iterable<Frame>): Uint8Array {
  const head = ["Test Time / s", ...BIN_LABELS];
  const rows = Array.from(frames, ({ observables, currentHistogram }) => [
    observables.time,
    ...currentHistogram,
  ]);
  return new TextEncoder().encode(csv([head, ...rows]));
}
