// What a picture of a target shows: ours over what the source gives, on common axes.

/** x and y in the units that the axis labels name. */
export type Point = readonly [x: number, y: number];

/** What this build gives. */
export interface Series {
  name: string;
  points: readonly Point[];
  /** Points for themselves instead of a line through them. */
  dots?: boolean;
}

/** What the source gives, in the legend unless its name is empty: a line, points with bars, or a band. */
export type Published =
  | { name: string; line: readonly Point[] }
  | { name: string; marks: readonly (Point | readonly [number, number, number, number])[] }
  | { name: string; band: readonly (readonly [x: number, low: number, high: number])[] };

export interface Axis {
  /** Quantity / unit. */
  label: string;
  log?: boolean;
  /** In place of the range of what is drawn. */
  range?: readonly [number, number];
}

export interface Figure {
  /** File name without its ending. */
  id: string;
  title: string;
  x: Axis;
  y: Axis;
  published: readonly Published[];
}

/** `count` values from a to b, evenly or by a constant factor. */
export function steps(a: number, b: number, count: number, log = false): number[] {
  return Array.from({ length: count }, (_, k) => {
    const t = k / (count - 1);
    return log ? a * (b / a) ** t : a + (b - a) * t;
  });
}

/** A closed form as a dashed line. */
export function curve(name: string, x: readonly number[], f: (x: number) => number): Published {
  return { name, line: x.map((v) => [v, f(v)] as const) };
}

/** The band within the share `relative` of f. */
export function around(
  name: string,
  x: readonly number[],
  f: (x: number) => number,
  relative: number,
): Published {
  return { name, band: x.map((v) => [v, f(v) * (1 - relative), f(v) * (1 + relative)] as const) };
}
