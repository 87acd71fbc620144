// What is drawn in the electrolyte: flaws and grain boundaries as lines between two ends, pores as circles.
import type { RunInfo } from "../worker-protocol";

export type Kind = "flaw" | "boundary" | "pore";

/** [m] from the left side and below the interface. */
export interface Point {
  x: number;
  depth: number;
}

export type Drawn = Pick<RunInfo, "flaws" | "grains" | "pores">;
export type Flaw = RunInfo["flaws"][number];
export type Boundary = RunInfo["grains"][number];
export type Pore = RunInfo["pores"][number];

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
