// What is drawn of a cathode by its level: an image of pieces that can be picked, what a piece is called, and lines over the depth.
import { CATHODE_ROWS, CATHODE_SHELLS } from "../../core/constants";
import { CATHODE_PICTURES } from "../../core/tables/fields";
import { type CathodeRows, meanOfRow } from "../../sim/cathode-rows";
import type { CathodeFieldName, CathodeFrame, Frame } from "../../sim/types";
import { number } from "../format";
import { imageOf, type Scale } from "../instruments/map";
import type { OpenedRun } from "../worker-protocol";

export type CathodeLayer = CathodeFieldName;

/** Lithium contents that the colours end at [1]. */
export const LITHIUM: Scale = { table: "batlow", low: 0.2, high: 1, label: "lithium content x" };

/** A line over the depth, from the pellet to the collector. */
export interface Line {
  name: "first" | "second";
  label: string;
  values: ArrayLike<number>;
}

export interface Drawn {
  image: string;
  scale: Scale;
  /** Width over height of the image; none: as there is room. */
  shape?: number;
  lines: Line[];
  unit: string;
  /** Pieces that can be picked, in the order of keys. */
  pieces: readonly number[];
  /** The piece at a place of the image, 0 to 1 from the left and from the top; -1 = none. */
  pieceAt(x: number, y: number): number;
  /** Where a piece is, 0 to 1 from the top. */
  depthOf(piece: number): number;
  /** How a piece is called, and what it has. */
  words(piece: number): string;
}

const scaleOf = (label: string, values: ArrayLike<number>, factor = 1): Scale => {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < values.length; k++) {
    const v = factor * values[k]!;
    if (Number.isNaN(v)) continue;
    [low, high] = [Math.min(low, v), Math.max(high, v)];
  }
  if (low > high) [low, high] = [0, 1];
  const round = (v: number) => Number(v.toPrecision(2));
  return { table: "batlow", low: round(low), high: round(Math.max(high, low + 1e-3)), label };
};
const REACTION: Scale = { table: "vik", low: 0, high: 2, label: "reaction over its mean" };

const inMillivolts = (values: ArrayLike<number>) => Array.from(values, (v) => 1e3 * v);
const fromMicrometres = (depth: number, thickness: number) =>
  `${number(1e6 * depth * thickness, 2)}\u202fµm behind the pellet`;

/** Rows of particles, each from its surface over its middle to its surface. */
function drawRows(rows: CathodeRows, layer: CathodeLayer, thickness: number): Drawn {
  const shells = 2 * CATHODE_SHELLS;
  const shell = (column: number) =>
    column < CATHODE_SHELLS ? CATHODE_SHELLS - 1 - column : column - CATHODE_SHELLS;
  const content = (row: number, k: number) => rows.lithium[row * CATHODE_SHELLS + k]!;
  const each = (of: (row: number) => number) =>
    Array.from({ length: CATHODE_ROWS }, (_, r) => of(r));
  const flat = (scale: Scale, values: ArrayLike<number>) => ({
    scale,
    image: imageOf(1, CATHODE_ROWS, scale, (_, r) => values[r]!),
  });
  const electrolyte = inMillivolts(rows.electrolyte);
  const electrons = inMillivolts(rows.electrons);
  const shown = {
    cathodeLithium: () => ({
      scale: LITHIUM,
      image: imageOf(shells, CATHODE_ROWS, LITHIUM, (c, r) => content(r, shell(c))),
      unit: "x",
      lines: [
        { name: "first", label: "surface", values: each((r) => content(r, CATHODE_SHELLS - 1)) },
        { name: "second", label: "mean", values: each((r) => meanOfRow(rows.lithium, r)) },
      ] as Line[],
    }),
    reaction: () => ({
      ...flat(REACTION, rows.reaction),
      unit: "× mean",
      lines: [{ name: "first", label: "reaction", values: rows.reaction }] as Line[],
    }),
    cathodeCurrent: () => ({
      ...flat(
        { ...REACTION, table: "batlow", high: 1, label: "share of the current in ions" },
        rows.ions,
      ),
      unit: "share in ions",
      lines: [{ name: "first", label: "ions", values: rows.ions }] as Line[],
    }),
    cathodePotential: () => ({
      ...flat(scaleOf("electrolyte against the pellet / mV", electrolyte), electrolyte),
      unit: "mV",
      lines: [
        { name: "first", label: "electrolyte, against the pellet", values: electrolyte },
        { name: "second", label: "particles, against the collector", values: electrons },
      ] as Line[],
    }),
  }[layer]();
  const depthOf = (row: number) => (row + 0.5) / CATHODE_ROWS;
  return {
    ...shown,
    pieces: each((r) => r),
    pieceAt: (_, y) => Math.min(CATHODE_ROWS - 1, Math.floor(y * CATHODE_ROWS)),
    depthOf,
    words: (row) =>
      `Row ${row + 1} of ${CATHODE_ROWS}, ${fromMicrometres(depthOf(row), thickness)}: mean x ${number(meanOfRow(rows.lithium, row))}, surface ${number(content(row, CATHODE_SHELLS - 1))}; reaction ${number(rows.reaction[row]!, 2)}\u202f× the mean.`,
  };
}

/** A plane of particles. */
function drawPlane(
  { columns, rows, margin, fields, electrons }: CathodeFrame,
  layer: CathodeLayer,
  { geometry, cathode }: OpenedRun,
): Drawn | null {
  const field = fields[layer];
  const owner = geometry.particles?.owner;
  if (!field || !owner) return null;
  const factor = layer === "cathodePotential" ? 1e3 : layer === "cathodeCurrent" ? 0.1 : 1;
  const units = {
    cathodeLithium: "",
    reaction: "",
    cathodeCurrent: " / mA/cm²",
    cathodePotential: " / mV",
  };
  const label = CATHODE_PICTURES[layer].label.toLowerCase() + units[layer];
  const scale =
    layer === "cathodeLithium"
      ? LITHIUM
      : layer === "reaction"
        ? REACTION
        : scaleOf(label, field, factor);
  const places = new Map<number, [sum: number, cells: number]>();
  owner.forEach((own, k) => {
    if (own < 0) return;
    const [sum, cells] = places.get(own) ?? [0, 0];
    places.set(own, [sum + Math.floor(k / columns), cells + 1]);
  });
  const depthOf = (own: number) => {
    const [sum, cells] = places.get(own) ?? [0, 1];
    return (sum / cells + 0.5) / rows;
  };
  const pieces = [...places.keys()].sort((a, b) => depthOf(a) - depthOf(b));
  return {
    scale,
    image: imageOf(columns, rows, scale, (c, r) => factor * field[r * columns + c]!),
    shape: columns / rows,
    unit: "mV",
    lines: [
      {
        name: "second",
        label: "particles, against the collector",
        values: inMillivolts(electrons),
      },
    ],
    pieces,
    pieceAt: (x, y) => {
      const column = Math.min(columns - 1, Math.floor(x * columns));
      return owner[Math.min(rows - 1, Math.floor(y * rows)) * columns + column]!;
    },
    depthOf,
    words: (own) => {
      const behind = (depthOf(own) * rows - margin) / (rows - margin);
      return `A particle ${fromMicrometres(Math.max(0, behind), cathode!.thickness)}, ${pieces.indexOf(own) + 1} of ${pieces.length} from the pellet on.`;
    },
  };
}

/** What there is to draw in a frame; null where the cathode is one particle, or the picture has not come yet. */
export function drawnOf(frame: Frame, layer: CathodeLayer, run: OpenedRun): Drawn | null {
  if (frame.cathodeRows) return drawRows(frame.cathodeRows, layer, run.cathode!.thickness);
  return frame.cathode ? drawPlane(frame.cathode, layer, run) : null;
}
