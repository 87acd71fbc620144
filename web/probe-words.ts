// What the probe reads in a cell, in words.
import type { FieldName, Frame } from "../sim/types";
import { number, toDisplay } from "./format";
import type { State } from "./store";
import type { Cell } from "./view/camera";
import { layerOf } from "./view/layers";

/** Value of a field in a cell, SI; NaN where it has none, undefined when the frame does not carry the field. */
export function valueAt(frame: Frame, field: FieldName, cell: Cell): number | undefined {
  return frame.fields[field]?.[cell.row * frame.columns + cell.column];
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
  const { label, quantity } = layerOf(layer);
  const value = valueAt(frame, layer, probe) ?? Number.NaN;
  const words = Number.isFinite(value)
    ? `${number(toDisplay(quantity, value))} ${quantity.words}`
    : "no value here";
  return `${label} ${words}. ${cellWords(frame, probe)}`;
}
