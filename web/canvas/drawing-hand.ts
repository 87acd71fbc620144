// The hand that draws in the electrolyte: from the picture to places below the interface, and back.
import type { Frame } from "../../sim/types";
import type { Store } from "../store";
import type { Camera, Position } from "../view/camera";
import type { Point } from "../view/drawn";
import { distance, snapped } from "../view/stroke";
import type { Place } from "./tool";

/** [px] Ends this near to the interface or to an end of a boundary are on it. */
const reach = 9;

export class DrawingHand {
  /** where it was last */
  private last: Point | null = null;

  constructor(
    private readonly store: Store,
    private readonly camera: Camera,
  ) {}

  /** [m] that a CSS pixel covers */
  get pixel(): number {
    return this.camera.pixel * (this.store.value.frame?.h ?? 0);
  }

  /** Where it was, or in the middle of what is seen. */
  get point(): Point | null {
    const { frame } = this.store.value;
    if (!frame) return null;
    // Another scenario may be smaller.
    if (this.last) return snapped(this.last, 0, sizeOf(frame), []);
    const { left, top, width, height } = this.camera;
    const below = Math.max(0, Math.round(top + height / 2) - frame.lithiumRows);
    const seen = frame.lithiumRows >= top;
    return { x: Math.round(left + width / 2) * frame.h, depth: seen ? 0 : below * frame.h };
  }

  /** The corner of cells next to where it is. */
  get position(): Position | null {
    const { frame } = this.store.value;
    const point = this.point;
    if (!frame || !point) return null;
    const node = (metres: number) => Math.round(metres / frame.h);
    return { column: node(point.x), row: frame.lithiumRows + node(point.depth) };
  }

  /** Is at the point that a place stands for: snapped to what is near; by keys at the corners of cells. */
  to(place: Place): Point {
    this.last = this.snap(place);
    return this.last;
  }

  /** Presses in the lithium or beside the section are left to move the picture. */
  reaches(place: Place): boolean {
    const { frame } = this.store.value;
    return !!frame && distance(pointOf(place, frame), this.snap(place)) < reach * this.pixel * 1.5;
  }

  private snap(place: Place): Point {
    const { frame, run, tool } = this.store.value;
    const size = sizeOf(frame!);
    const point = pointOf(place, frame!);
    if (place.by === "keys") return snapped(point, 0, size, []);
    const joins = tool === "boundary" ? (run?.grains ?? []) : [];
    return snapped(point, reach * this.pixel, size, joins);
  }
}

function pointOf({ column, row }: Position, { h, lithiumRows }: Frame): Point {
  return { x: column * h, depth: (row - lithiumRows) * h };
}

/** [m] of the electrolyte */
function sizeOf({ columns, electrolyteRows, h }: Frame) {
  return { width: columns * h, height: electrolyteRows * h };
}
