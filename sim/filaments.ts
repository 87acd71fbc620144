// Filaments of the electrolyte as lines to draw.

import type { Kernel } from "./kernel";

/** One filament from its root (a mouth at the interface, or where it branched off) to its tip. */
export interface Filament {
  /** Lithium body it belongs to, and the filament it branched from (index), -1 from a flaw. */
  group: number;
  parent: number;
  /** Mean width of the lithium in it [m]. */
  width: number;
  /** Cracked on; false for a flaw as it was. */
  grown: boolean;
  /** Cut off from the electrode. */
  dead: boolean;
  /** Points [m]: along the interface, and below it; x0, y0, x1, y1, ... */
  points: Float64Array;
}

const ROW = 8;

/** The filaments now, flaws that have not grown among them; empty in runs without. */
export function readFilaments(kernel: Kernel): Filament[] {
  const rows = kernel.filamentRows();
  const found: Filament[] = [];
  for (let from = 0; from < rows.length; ) {
    const [id, group, parent] = [rows[from]!, rows[from + 1]!, rows[from + 2]!];
    let to = from;
    while (to < rows.length && rows[to] === id) to += ROW;
    const points = new Float64Array((2 * (to - from)) / ROW);
    for (let k = 0; k < points.length / 2; k++) {
      points[2 * k] = rows[from + k * ROW + 3]!;
      points[2 * k + 1] = rows[from + k * ROW + 4]!;
    }
    const [width, grown, dead] = [rows[from + 5]!, rows[from + 6] === 1, rows[from + 7] === 1];
    found.push({ group, parent, width, grown, dead, points });
    from = to;
  }
  return found;
}
