// Filaments of the electrolyte as lines to draw.

import { Row } from "../assembly/filaments/columns";
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
  /** Age of each point: a point is younger than all, of all filaments, with a lower number. */
  order: Float64Array;
}

/** The filaments now, flaws that have not grown among them; empty in runs without. */
export function readFilaments(kernel: Kernel): Filament[] {
  const rows = kernel.filamentRows();
  const found: Filament[] = [];
  for (let from = 0; from < rows.length; ) {
    const first = rows.subarray(from, from + Row.COUNT);
    let to = from;
    while (to < rows.length && rows[to + Row.branch] === first[Row.branch]) to += Row.COUNT;
    const points = new Float64Array((2 * (to - from)) / Row.COUNT);
    const order = new Float64Array(points.length / 2);
    for (let k = 0; k < order.length; k++) {
      order[k] = rows[from + k * Row.COUNT + Row.order]!;
      points[2 * k] = rows[from + k * Row.COUNT + Row.x]!;
      points[2 * k + 1] = rows[from + k * Row.COUNT + Row.y]!;
    }
    found.push({
      group: first[Row.body]!,
      parent: first[Row.parent]!,
      width: first[Row.width]!,
      grown: first[Row.grown] === 1,
      dead: first[Row.dead] === 1,
      points,
      order,
    });
    from = to;
  }
  return found;
}
