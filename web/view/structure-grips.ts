// What a hand can take hold of in the electrolyte: flaws, drawn grain boundaries by an end or as a whole, pores [m]. Where one goes, what
// that is as an edit, and in words.
import type { ReworkedPath } from "../../core/reworked";
import type { Frame } from "../../sim/types";
import { quantities, show } from "../format";
import type { OpenedRun } from "../worker-protocol";
import { type Boundary, type Drawn, endsOfBoundary, endsOfFlaw, type Point } from "./shapes";
import { distance, label } from "./stroke";

/** Of the section. */
export interface Size {
  width: number;
  lithium: number;
  electrolyte: number;
  h: number;
}

/** From its upper end to its tip. */
export interface FlawGrip {
  kind: "flaw";
  top: Point;
  tip: Point;
}
export interface BoundaryGrip {
  kind: "boundary";
  /** Its middle moves all of it. */
  part: "from" | "to" | "middle";
  from: Point;
  to: Point;
}
export interface PoreGrip {
  kind: "pore";
  centre: Point;
  radius: number;
}
export type StructureGrip = FlawGrip | BoundaryGrip | PoreGrip;

/** What lies in the electrolyte but for what has grown there. */
export type Structure = Pick<OpenedRun, "flaws" | "grains"> & {
  geometry: Pick<OpenedRun["geometry"], "pores">;
};

/** `far`: how far it is from the hand; `rank`: the least has it. */
export interface Reached<G> {
  grip: G;
  far: number;
  rank: number;
}

/** What the hand takes hold of, within its reach. */
export function nearestOf<G>(all: readonly Reached<G>[], reach: number): Reached<G> | null {
  return all.filter(({ far }) => far <= reach).sort((a, b) => a.rank - b.rank)[0] ?? null;
}

export const within = (value: number, low: number, high: number) =>
  Math.min(high, Math.max(low, value));

function toLine(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.depth - a.depth];
  const along = (point.x - a.x) * dx + (point.depth - a.depth) * dy;
  const share = within(along / (dx * dx + dy * dy || 1), 0, 1);
  return distance(point, { x: a.x + share * dx, depth: a.depth + share * dy });
}

function flawAt(point: Point, [top, tip]: readonly [Point, Point]): Reached<FlawGrip> {
  const far = toLine(point, top, tip);
  return { grip: { kind: "flaw", top, tip }, far, rank: far };
}

/** Flaws and filaments that start at the interface or inside; where one has grown the engine says so. */
export function gripsOfFlaws({ filaments }: Frame, point: Point): Reached<FlawGrip>[] {
  return filaments
    .filter(({ parent, points }) => parent < 0 && points.length >= 4)
    .map(({ points }) =>
      flawAt(point, [
        { x: points[0]!, depth: points[1]! },
        { x: points.at(-2)!, depth: points.at(-1)! },
      ]),
    );
}

/** Flaws drawn by hand, as they were drawn. */
export const gripsOfListed = ({ flaws }: Structure, point: Point): Reached<FlawGrip>[] =>
  flaws.map((flaw) => flawAt(point, endsOfFlaw(flaw)));

/** Drawn grain boundaries, and pores with their centre in the electrolyte. */
export function gripsOfStructure({ grains, geometry }: Structure, point: Point) {
  const all: Reached<BoundaryGrip | PoreGrip>[] = grains.map((line) => boundaryAt(line, point));
  const { pores } = geometry;
  for (let k = 0; k < pores.length; k += 3) {
    const centre = { x: pores[k]!, depth: pores[k + 1]! };
    if (centre.depth >= 0) all.push(poreAt(centre, pores[k + 2]!, point));
  }
  return all;
}

/** By an end where the point is in the quarter next to it. */
function boundaryAt(line: Boundary, point: Point): Reached<BoundaryGrip> {
  const [from, to] = endsOfBoundary(line);
  const quarter = distance(from, to) / 4;
  const [near, other] = [distance(point, from), distance(point, to)];
  const end = near <= other ? "from" : "to";
  const part = Math.min(near, other) <= quarter ? end : "middle";
  const far = toLine(point, from, to);
  return { grip: { kind: "boundary", part, from, to }, far, rank: far };
}

/** Anywhere in it; a line through it is held where the hand is nearer to it. */
function poreAt(centre: Point, radius: number, point: Point): Reached<PoreGrip> {
  const away = distance(point, centre);
  const far = Math.max(0, away - radius);
  const rank = Math.max(far, Math.min(away, radius / 3));
  return { grip: { kind: "pore", centre, radius }, far, rank };
}

/** [m] Places that differ by less are the same. */
const same = 0.02e-6;

/** Which of what is drawn by hand it is, -1: none. */
export function placeInLists(drawn: Drawn | null, grip: StructureGrip): number {
  if (!drawn) return -1;
  const isHere = (a: Point, b: Point) => distance(a, b) < same;
  const isAt = (point: Point) => (one: { at: number; depth: number }) =>
    isHere(point, { x: one.at, depth: one.depth });
  if (grip.kind === "flaw") return drawn.flaws.findIndex(isAt(grip.top));
  if (grip.kind === "pore") return drawn.pores.findIndex(isAt(grip.centre));
  return drawn.grains.findIndex((line) => {
    const [from, to] = endsOfBoundary(line);
    return isHere(from, grip.from) && isHere(to, grip.to);
  });
}

/** All of it is held. */
export const wholeOf = (grip: StructureGrip): StructureGrip =>
  grip.kind === "boundary" ? { ...grip, part: "middle" } : grip;

/** Where it goes: a flaw that is open to the interface stays so, one inside stays inside; all else stays in the electrolyte. */
export function moved<G extends StructureGrip>(grip: G, by: Point, size: Size): G;
export function moved(grip: StructureGrip, by: Point, size: Size): StructureGrip {
  if (grip.kind === "flaw") {
    const { top, tip } = grip;
    const x = within(top.x + by.x, 0, size.width);
    const depth = top.depth === 0 ? 0 : within(top.depth + by.depth, size.h, size.electrolyte);
    return {
      ...grip,
      top: { x, depth },
      tip: shifted(tip, { x: x - top.x, depth: depth - top.depth }),
    };
  }
  if (grip.kind === "pore") return { ...grip, centre: inside(shifted(grip.centre, by), size) };
  const { part, from, to } = grip;
  if (part !== "middle") return { ...grip, [part]: settled(shifted(grip[part], by), size) };
  const way = {
    x: within(by.x, -Math.min(from.x, to.x), size.width - Math.max(from.x, to.x)),
    depth: within(
      by.depth,
      -Math.min(from.depth, to.depth),
      Math.max(0, size.electrolyte - Math.max(from.depth, to.depth)),
    ),
  };
  return { ...grip, from: shifted(from, way), to: shifted(to, way) };
}

const shifted = (point: Point, by: Point): Point => ({
  x: point.x + by.x,
  depth: point.depth + by.depth,
});
const inside = ({ x, depth }: Point, { width, electrolyte }: Size): Point => ({
  x: within(x, 0, width),
  depth: within(depth, 0, electrolyte),
});
/** Half a cell from the interface it is on it. */
function settled(point: Point, size: Size): Point {
  const { x, depth } = inside(point, size);
  return { x, depth: depth < size.h / 2 ? 0 : depth };
}

/** In millionths of a micrometre: to be found again. */
export const exact = (metres: number) => `${Number((1e6 * metres).toFixed(6))} um`;
/** In hundredths, as strokes are, but no less than one. */
export const um = (metres: number) => `${Math.max(1, Math.round(1e8 * metres)) / 100} um`;
/** Along the interface, and in the electrolyte: inside the section. */
export const along = (metres: number) => `${Math.floor(1e8 * metres + 1e-3) / 100} um`;

type Written = [path: Exclude<ReworkedPath, "electrolyte.layers">, value: object];
const lineOf = ({ from, to }: BoundaryGrip) => ({
  ...{ from: exact(from.x), fromDepth: exact(from.depth) },
  ...{ to: exact(to.x), toDepth: exact(to.depth) },
});

/** The edit that moves it: an end that stays is written as it was. */
export function moveOf(grip: StructureGrip, by: Point, size: Size): Written {
  if (grip.kind === "flaw") {
    const { top } = moved(grip, by, size);
    const value = {
      ...{ from: exact(grip.top.x), to: along(top.x) },
      ...(grip.top.depth > 0 && { fromDepth: exact(grip.top.depth), toDepth: um(top.depth) }),
    };
    return ["move", value];
  }
  if (grip.kind === "pore") {
    const { centre } = moved(grip, by, size);
    const value = {
      ...{ from: exact(grip.centre.x), fromDepth: exact(grip.centre.depth) },
      ...{ to: along(centre.x), toDepth: along(centre.depth) },
    };
    return ["movePore", value];
  }
  const next = moved(grip, by, size);
  const [first, last] = (["from", "to"] as const).map((end) =>
    grip.part === end || grip.part === "middle" ? along : exact,
  );
  const value = {
    ...lineOf(grip),
    ...{ newFrom: first!(next.from.x), newFromDepth: first!(next.from.depth) },
    ...{ newTo: last!(next.to.x), newToDepth: last!(next.to.depth) },
  };
  return ["moveBoundary", value];
}

/** The edit that takes it out. */
export function eraseOf(grip: StructureGrip): Written {
  if (grip.kind === "boundary") return ["eraseBoundary", lineOf(grip)];
  const [path, { x, depth }] =
    grip.kind === "flaw"
      ? (["eraseFlaw", grip.top] as const)
      : (["erasePore", grip.centre] as const);
  return [path, { at: exact(x), ...(depth > 0 && { depth: exact(depth) }) }];
}

const size = (metres: number) => show(quantities.length, metres);
const deep = (depth: number) => (depth === 0 ? "" : `, ${size(depth)} deep`);
const place = ({ x, depth }: Point) => `${size(x)}${deep(depth)}`;

/** What the hand would take hold of, or has. */
export function nameOf(grip: StructureGrip): string {
  if (grip.kind === "flaw") return `flaw at ${size(grip.top.x)}`;
  if (grip.kind === "pore") return `pore at ${place(grip.centre)}`;
  const { part, from, to } = grip;
  if (part !== "middle") return `end of the boundary at ${place(grip[part])}`;
  return `boundary from ${place(from)} to ${place(to)}`;
}

/** Beside the pointer. */
export function placeWordsOf(grip: StructureGrip): string {
  if (grip.kind === "boundary") return label({ tool: "boundary", from: grip.from, to: grip.to });
  return place(grip.kind === "flaw" ? grip.top : grip.centre);
}

const fromLeft = ({ x, depth }: Point) => `${size(x)} from the left${deep(depth)}`;

/** Where it is now: a sentence without its end. */
export function movedWords(grip: StructureGrip): string {
  if (grip.kind === "flaw") return `Flaw moved to ${fromLeft(grip.top)}`;
  if (grip.kind === "pore") return `Pore moved to ${fromLeft(grip.centre)}`;
  return `Boundary moved, now from ${place(grip.from)} to ${place(grip.to)}`;
}

/** It is gone: a sentence without its end. */
export function erased(grip: StructureGrip): string {
  if (grip.kind === "flaw") return `Flaw erased, ${fromLeft(grip.top)}`;
  if (grip.kind === "pore") return `Pore erased, ${fromLeft(grip.centre)}`;
  return `Boundary erased, from ${place(grip.from)} to ${place(grip.to)}`;
}
