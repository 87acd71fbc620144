// What a hand can take hold of in the section, and what becomes of it when the hand has moved: edges and tops of voids, lower edges of
// layers, and what lies in the electrolyte (structure-grips.ts) [m].
import type { Frame } from "../../sim/types";
import { quantities, show } from "../format";
import type { Point, Void } from "./shapes";
import { distance } from "./stroke";
import {
  along,
  erased,
  exact,
  gripsOfFlaws,
  gripsOfListed,
  gripsOfStructure,
  moved,
  movedWords,
  nameOf,
  nearestOf,
  placeWordsOf,
  type Reached,
  type Size,
  type Structure,
  type StructureGrip,
  um,
  wholeOf,
  within,
} from "./structure-grips";
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
/** Something in the electrolyte that is to be taken out. */
export interface EraseGrip {
  kind: "erase";
  of: StructureGrip;
}
export type MoveGrip = VoidGrip | StructureGrip;
export type Grip = MoveGrip | FillGrip | LayerGrip | EraseGrip;

export const sizeOf = ({ columns, lithiumRows, electrolyteRows, h }: Frame): Size => ({
  width: columns * h,
  lithium: lithiumRows * h,
  electrolyte: electrolyteRows * h,
  h,
});

/** Where a part of a void is. */
function placeOf({ part, of, ellipse }: VoidGrip): Point {
  if (part === "left") return { x: of.left, depth: 0 };
  if (part === "right") return { x: of.right, depth: 0 };
  return { x: ellipse.at, depth: part === "top" ? -ellipse.height : 0 };
}

/** Where a void is held, to be seen; null where that is not one place. */
export function handleOf(grip: VoidGrip): Point | null {
  return grip.part === "middle" ? null : placeOf(grip);
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

/** The void, or what lies in the electrolyte, next to a point, within `reach`; null where there is none. */
export function gripNear(
  frame: Frame,
  point: Point,
  reach: number,
  structure: Structure,
): MoveGrip | null {
  const voids = gripsOfVoids(frame).map((grip): Reached<MoveGrip> => {
    const far = distance(point, placeOf(grip));
    return { grip, far, rank: far };
  });
  const nearest = nearestOf<MoveGrip>(
    [...voids, ...gripsOfFlaws(frame, point), ...gripsOfStructure(structure, point)],
    reach,
  );
  const { width, h } = sizeOf(frame);
  const inside = voidAt(frame, point, 0);
  // an edge, however near, is no use where a hand is in the middle of a void
  const middle = inside?.open && (!nearest || nearest.far > inside.height / 3);
  if (middle)
    return { kind: "void", part: "middle", of: inside, ellipse: ellipseOf(inside, width, h) };
  return nearest?.grip ?? null;
}

/** What can be taken out of the electrolyte next to a point, within `reach`; null where there is nothing. */
export function erasableNear(
  frame: Frame,
  point: Point,
  reach: number,
  structure: Structure,
): EraseGrip | null {
  // without filaments a picture has no flaws of its own
  const all = [
    ...gripsOfFlaws(frame, point),
    ...gripsOfListed(structure, point),
    ...gripsOfStructure(structure, point),
  ];
  const nearest = nearestOf<StructureGrip>(all, reach);
  return nearest && { kind: "erase", of: wholeOf(nearest.grip) };
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

export const fillOf = ({ of }: FillGrip) => ({
  at: exact(of.place.x),
  ...(!of.open && { above: exact(-of.place.depth) }),
});

export const reshapeOf = ({ of }: VoidGrip, { at, width, height }: Void) => ({
  void: exact(of.place.x),
  ...{ at: along(at), width: um(width), height: um(height) },
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
  if (grip.kind === "erase") return nameOf(grip.of);
  if (grip.kind === "layer") {
    return grip.fresh ? "a new layer" : `lower edge of layer ${grip.index + 1}`;
  }
  if (grip.kind !== "fill") return nameOf(grip);
  const { of } = grip;
  return `${of.open ? "" : "buried "}void at ${size(of.place.x)}, ${size(of.right - of.left)} wide`;
}

/** Its measures once it has been moved by so much, beside the pointer. */
export function measures(grip: Grip, by: Point, section: Size): string {
  if (grip.kind === "void") {
    const { width, height } = reshaped(grip, by, section);
    return `${size(width)} by ${size(height)}`;
  }
  if (grip.kind === "layer") {
    const thickness = thicknessAt(grip, grip.bottom + by.depth, section.h);
    return thickness === 0 ? (grip.fresh ? "" : "taken out") : `${size(thickness)} thick`;
  }
  return grip.kind === "fill" || grip.kind === "erase"
    ? ""
    : placeWordsOf(moved(grip, by, section));
}

/** What has been done, a sentence without its end. */
export function done(grip: Grip, by: Point, section: Size): string {
  if (grip.kind === "void") {
    const { at, width, height } = reshaped(grip, by, section);
    return `Void of ${size(width)} by ${size(height)}, ${size(at)} from the left`;
  }
  if (grip.kind === "fill") {
    const { left, right } = grip.of;
    return `Void filled, ${size(right - left)} wide, ${size((left + right) / 2)} from the left`;
  }
  if (grip.kind === "erase") return erased(grip.of);
  if (grip.kind !== "layer") return movedWords(moved(grip, by, section));
  const thickness = thicknessAt(grip, grip.bottom + by.depth, section.h);
  const which = `Layer ${grip.index + 1}`;
  if (thickness === 0) return `${which} taken out`;
  return `${which} ${grip.fresh ? "laid, " : "is "}${size(thickness)} thick`;
}
