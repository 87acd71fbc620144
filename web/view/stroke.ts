// What a hand draws in the section: two ends on the picture become a void, a flaw, a grain boundary or a pore, in the words of
// a scenario and in those of a person.
import { FLATTEST_FLAW } from "../../core/constants";
import { number, quantities, show } from "../format";
import type { Grip } from "./grips";
import {
  type Boundary,
  endsOfBoundary,
  type Flaw,
  type Kind,
  type Point,
  type Pore,
  type ToolName,
  type Void,
} from "./shapes";

/** Where the hand is; `from` once a stroke has begun. */
export interface Sketch {
  tool: ToolName;
  from: Point | null;
  to: Point;
  /** what it has hold of, or would take hold of */
  held?: Grip | null;
}

/** [rad] A scenario has no flatter flaws. */
export const flattest = (FLATTEST_FLAW * Math.PI) / 180;

const within = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.depth - b.depth);
}

/** The place in the electrolyte next to `point`; within `reach` of the interface, of its other side or of an end of a
 * boundary it is there. */
export function snapped(
  point: Point,
  reach: number,
  { width, height }: { width: number; height: number },
  boundaries: readonly Boundary[],
): Point {
  const x = within(point.x, 0, width);
  const near = boundaries
    .flatMap(endsOfBoundary)
    .filter((end) => distance(end, point) < reach)
    .sort((a, b) => distance(a, point) - distance(b, point));
  if (near[0]) return near[0];
  if (point.depth < reach) return { x, depth: 0 };
  return { x, depth: point.depth > height - reach ? height : point.depth };
}

/** The place in the lithium, `height` thick, next to `point`. */
export function raised(point: Point, { width, height }: { width: number; height: number }): Point {
  return { x: within(point.x, 0, width), depth: within(point.depth, -height, 0) };
}

/** The line from the upper of two ends down. */
function lineOf(a: Point, b: Point): Flaw {
  const [top, tip] = a.depth <= b.depth ? [a, b] : [b, a];
  const tilt = Math.atan2(tip.x - top.x, tip.depth - top.depth);
  return { at: top.x, depth: top.depth, length: distance(a, b), tilt };
}

/** The same as a flaw: where that were too flat, its tip follows as far as it can. */
export function flawOf(a: Point, b: Point): Flaw {
  const line = lineOf(a, b);
  const tilt = within(line.tilt, -flattest, flattest);
  return { ...line, tilt, length: line.length * Math.cos(line.tilt - tilt) };
}

/** From its centre to its rim. */
export function poreOf(centre: Point, rim: Point): Pore {
  return { at: centre.x, depth: centre.depth, diameter: 2 * distance(centre, rim) };
}

/** From its middle on the interface to a corner of the box around it. */
export function voidOf(middle: Point, corner: Point): Void {
  return { at: middle.x, width: 2 * Math.abs(corner.x - middle.x), height: Math.abs(corner.depth) };
}

/** In hundredths of a micrometre, rounded down so that the section's width stays inside it. */
function um(metres: number): string {
  return `${Math.floor(metres * 1e8 + 1e-3) / 100} um`;
}

/** The stroke as an entry of its list in the scenario. */
export function entryOf(kind: Kind, from: Point, to: Point): Record<string, string | number> {
  if (kind === "flaw") {
    const { at, depth, length, tilt } = flawOf(from, to);
    return { at: um(at), length: um(length), tilt: rounded(tilt), depth: um(depth) };
  }
  if (kind === "void") {
    const { at, width, height } = voidOf(from, to);
    return { at: um(at), width: um(width), height: um(height) };
  }
  if (kind === "pore") {
    const { at, depth, diameter } = poreOf(from, to);
    return { at: um(at), depth: um(depth), diameter: um(diameter) };
  }
  return { from: um(from.x), fromDepth: um(from.depth), to: um(to.x), toDepth: um(to.depth) };
}

/** Tenths of a degree. */
const rounded = (angle: number) => Math.round((1800 * angle) / Math.PI) / 10;

const size = (metres: number) => show(quantities.length, metres);
const degrees = (angle: number) => `${Math.round((180 * angle) / Math.PI)}°`.replace("-", "−");
const deep = (depth: number) => (depth === 0 ? "at the interface" : `${size(depth)} deep`);

/** Beside the pointer. */
export function label({ tool, from, to }: Sketch): string {
  if (tool === "erase" || tool === "fill" || tool === "move" || tool === "layer") return "";
  if (!from) return deep(to.depth);
  if (tool === "void") {
    const { width, height } = voidOf(from, to);
    return `${size(width)} by ${size(height)}`;
  }
  if (tool === "pore") {
    const { diameter, depth } = poreOf(from, to);
    return `⌀ ${size(diameter)}, ${deep(depth)}`;
  }
  const { depth, length, tilt } = tool === "flaw" ? flawOf(from, to) : lineOf(from, to);
  const lower = depth + length * Math.cos(tilt);
  const upper = depth === 0 ? "" : `${number(1e6 * depth)} to `;
  return `${size(length)}, ${degrees(tilt)}, ${upper}${size(lower)} deep`;
}

/** [m] How far its ends are apart; of a void how far its shorter side goes. */
export function reachOf(kind: Kind, from: Point, to: Point): number {
  if (kind !== "void") return distance(from, to);
  const { width, height } = voidOf(from, to);
  return Math.min(width / 2, height);
}

/** What the stroke is, to be heard and read. */
export function sentence(kind: Kind, from: Point, to: Point): string {
  if (kind === "void") {
    const { at, width, height } = voidOf(from, to);
    return `Void of ${size(width)} by ${size(height)}, ${size(at)} from the left`;
  }
  if (kind === "pore") {
    const { at, depth, diameter } = poreOf(from, to);
    return `Pore of ${size(diameter)} across, ${size(at)} from the left, ${deep(depth)}`;
  }
  const { length, tilt } = kind === "flaw" ? flawOf(from, to) : lineOf(from, to);
  const what = `${size(length)} long, ${degrees(tilt)} from straight down`;
  if (kind === "boundary") return `Boundary ${what}`;
  const open = Math.min(from.depth, to.depth) === 0 ? "open to the lithium" : "empty, inside";
  return `Flaw ${what}, ${open}`;
}

export function placeWords({ x, depth }: Point): string {
  const away = `${size(Math.abs(depth))} ${depth < 0 ? "above" : "below"} the interface`;
  return `${size(x)} from the left, ${depth === 0 ? deep(0) : away}`;
}
