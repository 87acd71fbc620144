// The hand that draws in the section: from the picture to places below the interface, above it, or both, and back.
import type { Frame } from "../../sim/types";
import type { Store } from "../store";
import type { Camera, Position } from "../view/camera";
import { runNow } from "../view/drawn-run";
import type { Point, ToolName } from "../view/shapes";
import { distance, raised, snapped } from "../view/stroke";
import type { Place } from "./tool";

/** [px] Ends this near to the interface or to an end of a boundary are on it. */
const reach = 9;
/** [px] A finger covers what it points at. */
const fingerReach = 22;

/** Tools that do not draw in the electrolyte alone. */
const SIDES: Partial<Record<ToolName, "lithium" | "both">> = {
  void: "lithium",
  fill: "lithium",
  move: "both",
};

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
    // Another scenario may be smaller, and another tool draws on the other side of the interface.
    if (this.last) return this.place(this.last, frame, 0);
    const { left, top, width, height } = this.camera;
    const below = Math.max(0, Math.round(top + height / 2) - frame.lithiumRows);
    const seen = this.side !== undefined || frame.lithiumRows >= top;
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

  /** Presses beside the section, or on the other side of the interface, are left to move the picture. */
  reaches(place: Place): boolean {
    const { frame } = this.store.value;
    if (!frame) return false;
    const point = pointOf(place, frame);
    const aim =
      this.side === undefined
        ? this.place(point, frame, this.snapsWithin(place))
        : this.inside(point, frame, frame.lithiumRows);
    return distance(point, aim) < reach * this.pixel * 1.5;
  }

  /** [m] within which it takes hold of something: by keys what is nearest, but that a layer is laid beside another one */
  reachOf({ by }: Place): number {
    if (by === "keys") {
      const { tool, frame } = this.store.value;
      return tool === "layer" ? 2 * (frame?.h ?? 0) : Number.POSITIVE_INFINITY;
    }
    return (by === "finger" ? fingerReach : 1.5 * reach) * this.pixel;
  }

  /** Where the tool in hand works, if not in the electrolyte alone. */
  private get side() {
    const { tool } = this.store.value;
    return tool ? SIDES[tool] : undefined;
  }

  private snap(place: Place): Point {
    const frame = this.store.value.frame!;
    return this.place(pointOf(place, frame), frame, this.snapsWithin(place));
  }

  private snapsWithin({ by }: Place): number {
    return by === "keys" ? 0 : reach * this.pixel;
  }

  /** The place next to a point in the lithium, or in all of the section. */
  private inside(point: Point, frame: Frame, rows: number): Point {
    if (this.side === "both" && point.depth > 0) {
      return snapped(point, 0, sizeOf(frame, frame.electrolyteRows), []);
    }
    return raised(point, sizeOf(frame, rows));
  }

  /** A void begins with its middle on the interface. */
  private place(point: Point, frame: Frame, near: number): Point {
    const { tool, sketch } = this.store.value;
    if (this.side !== undefined) {
      const corner = this.inside(point, frame, frame.lithiumRows - 1);
      return tool !== "void" || sketch?.from ? corner : { ...corner, depth: 0 };
    }
    const joins = tool === "boundary" && near > 0 ? (runNow(this.store.value)?.grains ?? []) : [];
    return snapped(point, near, sizeOf(frame, frame.electrolyteRows), joins);
  }
}

function pointOf({ column, row }: Position, { h, lithiumRows }: Frame): Point {
  return { x: column * h, depth: (row - lithiumRows) * h };
}

/** [m] of so many rows of the section */
function sizeOf({ columns, h }: Frame, rows: number) {
  return { width: columns * h, height: rows * h };
}
