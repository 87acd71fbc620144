// The voids of the section as a picture shows them: which cells, how wide on the interface, how high [m].
import { extent } from "../../core/extent";
import type { Frame } from "../../sim/types";
import type { Point, Void } from "./shapes";

export interface ShownVoid {
  /** places in the field */
  cells: number[];
  /** ends along the interface, of one that is buried along the lithium */
  left: number;
  right: number;
  /** lowest and highest point above the interface */
  base: number;
  height: number;
  /** it stands on the interface */
  open: boolean;
  /** a place in it, next to the middle of its floor */
  place: Point;
}

/** Shares of lithium below this are void. */
const HALF = 0.5;

const known = new WeakMap<Float32Array, ShownVoid[]>();

/** All of them, buried ones too. */
export function voidsOf({ fields, columns, lithiumRows, h }: Frame): ShownVoid[] {
  const share = fields.lithium;
  if (!share) return [];
  const before = known.get(share);
  if (before) return before;
  const seen = new Uint8Array(columns * lithiumRows);
  const found: ShownVoid[] = [];
  for (let k = 0; k < seen.length; k++) {
    if (seen[k] || !(share[k]! < HALF)) continue;
    found.push(shown(flood(k), columns, lithiumRows, h));
  }
  known.set(share, found);
  return found;

  function flood(start: number): number[] {
    const cells = [start];
    seen[start] = 1;
    for (const k of cells) {
      const column = k % columns;
      const beside = [k - columns, k + columns];
      if (column > 0) beside.push(k - 1);
      if (column < columns - 1) beside.push(k + 1);
      for (const n of beside) {
        if (n < 0 || n >= seen.length || seen[n] || !(share![n]! < HALF)) continue;
        seen[n] = 1;
        cells.push(n);
      }
    }
    return cells;
  }
}

function shown(cells: number[], columns: number, rows: number, h: number): ShownVoid {
  const [top, lowest] = extent(cells.map((k) => Math.floor(k / columns)));
  const floor = cells.filter((k) => Math.floor(k / columns) === lowest);
  const open = lowest === rows - 1;
  const [first, last] = extent((open ? floor : cells).map((k) => k % columns));
  const middle = (first + last) / 2;
  const [column] = floor
    .map((k) => k % columns)
    .sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return {
    cells,
    left: first * h,
    right: (last + 1) * h,
    base: (rows - 1 - lowest) * h,
    height: (rows - top) * h,
    open,
    place: { x: (column! + 0.5) * h, depth: open ? 0 : -(rows - lowest - 0.5) * h },
  };
}

/** The half ellipse that stands for one on the interface; at a side of the section it goes on as its image. */
export function ellipseOf({ left, right, height }: ShownVoid, width: number, h: number): Void {
  if (left < h / 2) return { at: 0, width: 2 * right, height };
  if (right > width - h / 2) return { at: width, width: 2 * (width - left), height };
  return { at: (left + right) / 2, width: right - left, height };
}

/** The one that a point lies in, or next to within `reach` [m]. */
export function voidAt(frame: Frame, point: Point, reach: number): ShownVoid | null {
  const { columns, lithiumRows, h } = frame;
  let [best, least] = [null as ShownVoid | null, reach];
  for (const one of voidsOf(frame)) {
    for (const k of one.cells) {
      const x = ((k % columns) + 0.5) * h;
      const depth = (Math.floor(k / columns) + 0.5 - lithiumRows) * h;
      const far = Math.max(0, Math.hypot(x - point.x, depth - point.depth) - 0.71 * h);
      if (far <= least && (best === null || far < least)) [best, least] = [one, far];
    }
  }
  return best;
}
