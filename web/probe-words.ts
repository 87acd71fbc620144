// What the probe reads in a cell, in words.
import type { Frame } from "../sim/types";
import { number, toDisplay } from "./format";
import type { State } from "./store";
import type { Cell } from "./view/camera";
import { type Layer, layerOf, unitOf } from "./view/layers";

/** Value of a layer in a cell as its colours stand for it: SI, or over the mean; NaN where it has none, undefined when the frame does not
 * carry the field. */
export function valueAt(frame: Frame, layer: Layer, cell: Cell): number | undefined {
  const value = frame.fields[layer.field]?.[cell.row * frame.columns + cell.column];
  return value === undefined ? undefined : value / unitOf(layer, frame);
}

export function cellWords({ h, lithiumRows }: Frame, { column, row }: Cell): string {
  const x = number((column + 0.5) * h * 1e6);
  const y = (lithiumRows - row - 0.5) * h * 1e6;
  const side = y > 0 ? "above" : "below";
  return `${x} µm from the left, ${number(Math.abs(y))} µm ${side} the interface`;
}

/** To be heard: the value of the layer shown, and where. */
export function probeSentence({ layer, frame, probe }: Readonly<State>): string {
  if (!frame || !probe) return "";
  const shown = layerOf(layer);
  const { label, quantity, overMean } = shown;
  const value = valueAt(frame, shown, probe) ?? Number.NaN;
  const unit = overMean ? "times the mean" : quantity.words;
  const words = Number.isFinite(value)
    ? `${number(toDisplay(quantity, value))} ${unit}`.trim()
    : "no value here";
  return `${label} ${words}. ${cellWords(frame, probe)}`;
}
