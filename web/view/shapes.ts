// What can be drawn in the section, as shapes [m, rad].
import type { RunInfo } from "../worker-protocol";

/** What stays as it was drawn. */
export type Shape = "flaw" | "boundary" | "pore";
export type Kind = "void" | Shape;
export type ToolName = Kind | "fill" | "move" | "layer" | "erase";

/** [m] from the left side and below the interface; in the lithium the depth is negative. */
export interface Point {
  x: number;
  depth: number;
}

export type Drawn = Pick<RunInfo, "flaws" | "grains" | "pores">;
export type Flaw = RunInfo["flaws"][number];
export type Boundary = RunInfo["grains"][number];
export type Pore = RunInfo["pores"][number];
export interface Void {
  at: number;
  width: number;
  height: number;
}

/** Its upper end and its tip. */
export function endsOfFlaw({ at, depth, length, tilt }: Flaw): [Point, Point] {
  const tip = { x: at + length * Math.sin(tilt), depth: depth + length * Math.cos(tilt) };
  return [{ x: at, depth }, tip];
}

export function endsOfBoundary({ from, fromDepth, to, toDepth }: Boundary): [Point, Point] {
  return [
    { x: from, depth: fromDepth },
    { x: to, depth: toDepth },
  ];
}
