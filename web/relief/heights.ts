// The field as a height over the section, between the limits of the colours:
//   height = (v - low) / (high - low), from 0 to 1; by the logarithm where the colours are by it.
// What has no value there lies at the value zero, and voids lie below it; of the layer of lithium and voids the content of
// lithium is the height.
import { quantities, tick, toDisplay } from "../format";
import { type Layer, unitOf } from "../view/layers";
import type { Scene } from "../view/picture";
import { marks, placeOf, type Range } from "../view/range";

/** How far below its surroundings a void lies, as a share of the whole height; twice as far where voids are what is shown. */
export const SUNK = 0.15;
/** Numbers of a cell: height, place in the colours, 1 where it has a value (else 0, the place too), share of solid. */
export const CHANNELS = 4;

const within = (t: number) => Math.min(1, Math.max(0, t));

/** Height of a value, both in display units. */
export function heightOf({ logarithmic }: Layer, [low, high]: Range, value: number): number {
  if (logarithmic) return within(Math.log(value / low) / Math.log(high / low));
  return within((value - low) / (high - low));
}

/** The field is shown by its materials alone: it is that of lithium and voids, or there is nothing to compare with. */
const isPlain = (field: Layer, unit: number) => field.field === "lithium" || Number.isNaN(unit);

/** Where a material lies that has no value. */
function levelOf(layer: Layer, range: Range): number {
  return layer.logarithmic ? 0 : heightOf(layer, range, toDisplay(layer.quantity, 0));
}

/** Writes CHANNELS numbers for each cell of the section, row by row from the platen down. */
export function writeRelief(
  { frame, field, range }: Pick<Scene, "frame" | "field" | "range">,
  to: Float32Array,
) {
  const { columns, lithiumRows, fields } = frame;
  const unit = unitOf(field, frame);
  const plain = isPlain(field, unit);
  const values = plain ? undefined : fields[field.field];
  const level = plain ? 1 : levelOf(field, range);
  const bottom = level - (plain ? 2 : 1) * SUNK;
  for (let k = 0, at = 0; at < to.length; k++, at += CHANNELS) {
    const share = k < columns * lithiumRows ? within(fields.lithium?.[k] ?? 1) : 1;
    const shown = toDisplay(field.quantity, (values?.[k] ?? Number.NaN) / unit);
    const valued = Number.isFinite(shown);
    const top = valued ? heightOf(field, range, shown) : level;
    to[at] = bottom + share * (top - bottom);
    to[at + 1] = valued ? within(placeOf(field, range, shown)) : 0;
    to[at + 2] = valued ? 1 : 0;
    to[at + 3] = share;
  }
}

/** Between two contours, in display units: from mark to mark of the legend, a decade where it is logarithmic. */
const contourOf = ({ logarithmic }: Layer, range: Range): number => {
  const [first, second] = marks(range);
  return logarithmic ? 10 : second! - first!;
};

/** Of the whole height, between two contours; 0: there are none. */
export function contourHeight({ field, range, frame }: Scene): number {
  if (isPlain(field, unitOf(field, frame))) return 0;
  const [low, high] = range;
  if (field.logarithmic) return Math.log(contourOf(field, range)) / Math.log(high / low);
  return contourOf(field, range) / (high - low);
}

/** What the height stands for: "Height: 0 to 4 × the mean, a contour every 1". */
export function heightWords(scene: Scene): string {
  const { field, range, frame } = scene;
  if (isPlain(field, unitOf(field, frame))) {
    return `Height: 0 to ${tick(toDisplay(quantities.fraction, 1))}\u202f% lithium`;
  }
  const [low, high] = range.map(tick);
  const unit = field.overMean
    ? " × the mean"
    : field.quantity.unit && `\u202f${field.quantity.unit}`;
  const every = field.logarithmic ? "decade" : tick(contourOf(field, range));
  return `Height: ${low} to ${high}${unit}, a contour every ${every}`;
}
