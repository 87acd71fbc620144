// What a hand can take hold of in the section, and what becomes of it when the hand has moved: edges and tops of voids, flaws, lower
// edges of layers [m].
import type { Frame } from "../../sim/types";
import { quantities, show } from "../format";
import type { Point, Void } from "./shapes";
import { distance } from "./stroke";
import { ellipseOf, type ShownVoid, voidAt, voidsOf } from "./voids-shown";

/** Which part of a void; its middle moves all of it. */
export type Part = "left" | "right" | "top" | "middle";
export interface VoidGrip {
  kind: "void";
  part: Part;
  of: ShownVoid;
  /** the half ellipse that it is taken for */
  ellipse: Void;
}
/** From its upper end to its tip. */
export interface FlawGrip {
  kind: "flaw";
  top: Point;
  tip: Point;
}
/** A void that is to be filled. */
export interface FillGrip {
  kind: "fill";
  of: ShownVoid;
}
/** A layer by its number from 0, or one that is to be laid below the others. */
export interface LayerGrip {
  kind: "layer";
  index: number;
  fresh: boolean;
  top: number;
  bottom: number;
}
export type Grip = VoidGrip | FlawGrip | FillGrip | LayerGrip;

/** Of the section. */
export interface Size {
  width: number;
  lithium: number;
  electrolyte: number;
  h: number;
}
export const sizeOf = ({ columns, lithiumRows, electrolyteRows, h }: Frame): Size => ({
  width: columns * h,
  lithium: lithiumRows * h,
  electrolyte: electrolyteRows * h,
  h,
});

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Where a part of a void is. */
function placeOf({ part, of, ellipse }: VoidGrip): Point {
  if (part === "left") return { x: of.left, depth: 0 };
  if (part === "right") return { x: of.right, depth: 0 };
  return { x: ellipse.at, depth: part === "top" ? -ellipse.height : 0 };
}

/** Where a grip is, to be seen; null where it is not one place. */
export function handleOf(grip: Grip): Point | null {
  if (grip.kind === "void") return grip.part === "middle" ? null : placeOf(grip);
  return grip.kind === "flaw" ? grip.top : null;
}

function gripsOfVoids(frame: Frame): VoidGrip[] {
  const { width, h } = sizeOf(frame);
  return voidsOf(frame)
    .filter(({ open }) => open)
    .flatMap((of) => {
      const ellipse = ellipseOf(of, width, h);
      const parts: Part[] = ["top"];
      if (ellipse.at > 0) parts.push("left");
      if (ellipse.at < width) parts.push("right");
      return parts.map((part) => ({ kind: "void" as const, part, of, ellipse }));
    });
}

/** Flaws and filaments that start at the interface or inside; where one has grown the engine says so. */
function gripsOfFlaws({ filaments }: Frame): FlawGrip[] {
  return filaments
    .filter(({ parent, points }) => parent < 0 && points.length >= 4)
    .map(({ points }) => ({
      kind: "flaw",
      top: { x: points[0]!, depth: points[1]! },
      tip: { x: points.at(-2)!, depth: points.at(-1)! },
    }));
}

function toLine(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.depth - a.depth];
  const along = (point.x - a.x) * dx + (point.depth - a.depth) * dy;
  const share = within(along / (dx * dx + dy * dy || 1), 0, 1);
  return distance(point, { x: a.x + share * dx, depth: a.depth + share * dy });
}

/** The void or flaw next to a point, within `reach`; null where there is none. */
export function gripNear(frame: Frame, point: Point, reach: number): VoidGrip | FlawGrip | null {
  const all = [
    ...gripsOfVoids(frame).map((grip) => ({ grip, far: distance(point, placeOf(grip)) })),
    ...gripsOfFlaws(frame).map((grip) => ({ grip, far: toLine(point, grip.top, grip.tip) })),
  ];
  const [nearest] = all.filter(({ far }) => far <= reach).sort((a, b) => a.far - b.far);
  const { width, h } = sizeOf(frame);
  const inside = voidAt(frame, point, 0);
  // an edge, however near, is no use where a hand is in the middle of a void
  const middle = inside?.open && (!nearest || nearest.far > inside.height / 3);
  if (middle)
    return { kind: "void", part: "middle", of: inside, ellipse: ellipseOf(inside, width, h) };
  return nearest?.grip ?? null;
}

/** The half ellipse that a void becomes. */
export function reshaped({ part, of, ellipse }: VoidGrip, by: Point, size: Size): Void {
  const { at, height } = ellipse;
  const [atLeft, atRight] = [at === 0, at === size.width];
  if (part === "top") {
    return { ...ellipse, height: within(height - by.depth, size.h / 2, size.lithium - size.h) };
  }
  if (part === "middle") return { ...ellipse, at: within(at + by.x, 0, size.width) };
  const left = part === "left" ? within(of.left + by.x, 0, of.right - size.h) : of.left;
  const right = part === "right" ? within(of.right + by.x, of.left + size.h, size.width) : of.right;
  if (atLeft) return { at, width: 2 * right, height };
  if (atRight) return { at, width: 2 * (size.width - left), height };
  return { at: (left + right) / 2, width: right - left, height };
}

/** Where a flaw goes: one that is open to the interface stays so, one inside stays inside. */
export function moved({ top, tip }: FlawGrip, by: Point, size: Size): FlawGrip {
  const x = within(top.x + by.x, 0, size.width);
  const depth = top.depth === 0 ? 0 : within(top.depth + by.depth, size.h, size.electrolyte);
  const [dx, dy] = [x - top.x, depth - top.depth];
  return { kind: "flaw", top: { x, depth }, tip: { x: tip.x + dx, depth: tip.depth + dy } };
}

/** The lower edge next to a point, else a layer that would be laid below the others. */
export function layerGripAt(bottoms: readonly number[], point: Point, reach: number): LayerGrip {
  const last = bottoms.at(-1) ?? 0;
  const [nearest] = bottoms
    .map((bottom, index) => ({ bottom, index, far: Math.abs(bottom - point.depth) }))
    .sort((a, b) => a.far - b.far);
  if (nearest && (point.depth < last || nearest.far <= reach)) {
    const { index, bottom } = nearest;
    return { kind: "layer", index, fresh: false, top: bottoms[index - 1] ?? 0, bottom };
  }
  const bottom = Math.max(last, point.depth);
  return { kind: "layer", index: bottoms.length, fresh: true, top: last, bottom };
}

/** Thickness of a layer whose lower edge is at a depth; 0 takes it out. */
export function thicknessAt({ top }: LayerGrip, depth: number, h: number): number {
  return depth - top < h / 2 ? 0 : depth - top;
}

/** In millionths of a micrometre: to be found again. */
const exact = (metres: number) => `${Number((1e6 * metres).toFixed(6))} um`;
/** In hundredths, as strokes are, but no less than one. */
const um = (metres: number) => `${Math.max(1, Math.round(1e8 * metres)) / 100} um`;
/** Along the interface: inside the section. */
const along = (metres: number) => `${Math.floor(1e8 * metres + 1e-3) / 100} um`;

export const fillOf = ({ of }: FillGrip) => ({
  at: exact(of.place.x),
  ...(!of.open && { above: exact(-of.place.depth) }),
});

export const reshapeOf = ({ of }: VoidGrip, { at, width, height }: Void) => ({
  void: exact(of.place.x),
  ...{ at: along(at), width: um(width), height: um(height) },
});

export const moveOf = (from: FlawGrip, to: FlawGrip) => ({
  ...{ from: exact(from.top.x), to: along(to.top.x) },
  ...(from.top.depth > 0 && { fromDepth: exact(from.top.depth), toDepth: um(to.top.depth) }),
});

export const thicknessText = um;

const size = (metres: number) => show(quantities.length, metres);
const PARTS: Record<Part, string> = {
  left: "left edge of the void",
  right: "right edge of the void",
  top: "top of the void",
  middle: "void",
};

/** What the hand would take hold of, or has. */
export function wordsOf(grip: Grip): string {
  if (grip.kind === "void") return `${PARTS[grip.part]} at ${size(grip.ellipse.at)}`;
  if (grip.kind === "flaw") return `flaw at ${size(grip.top.x)}`;
  if (grip.kind === "layer") {
    return grip.fresh ? "a new layer" : `lower edge of layer ${grip.index + 1}`;
  }
  const { of } = grip;
  return `${of.open ? "" : "buried "}void at ${size(of.place.x)}, ${size(of.right - of.left)} wide`;
}

/** Its measures once it has been moved by so much, beside the pointer. */
export function measures(grip: Grip, by: Point, section: Size): string {
  if (grip.kind === "void") {
    const { width, height } = reshaped(grip, by, section);
    return `${size(width)} by ${size(height)}`;
  }
  if (grip.kind === "flaw") {
    const { top } = moved(grip, by, section);
    return top.depth === 0 ? size(top.x) : `${size(top.x)}, ${size(top.depth)} deep`;
  }
  if (grip.kind === "layer") {
    const thickness = thicknessAt(grip, grip.bottom + by.depth, section.h);
    return thickness === 0 ? (grip.fresh ? "" : "taken out") : `${size(thickness)} thick`;
  }
  return "";
}

/** What has been done, a sentence without its end. */
export function done(grip: Grip, by: Point, section: Size): string {
  if (grip.kind === "void") {
    const { at, width, height } = reshaped(grip, by, section);
    return `Void of ${size(width)} by ${size(height)}, ${size(at)} from the left`;
  }
  if (grip.kind === "flaw") {
    const { top } = moved(grip, by, section);
    const deep = top.depth === 0 ? "" : `, ${size(top.depth)} deep`;
    return `Flaw moved to ${size(top.x)} from the left${deep}`;
  }
  if (grip.kind === "fill") {
    const { left, right } = grip.of;
    return `Void filled, ${size(right - left)} wide, ${size((left + right) / 2)} from the left`;
  }
  const thickness = thicknessAt(grip, grip.bottom + by.depth, section.h);
  const which = `Layer ${grip.index + 1}`;
  if (thickness === 0) return `${which} taken out`;
  return `${which} ${grip.fresh ? "laid, " : "is "}${size(thickness)} thick`;
}
