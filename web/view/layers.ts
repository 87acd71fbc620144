// What can be looked at: each field with its name, unit, colour table and range, from core/tables/fields.ts.
import { FIELD_NAMES, type FieldName, picture } from "../../core/tables/fields";
import type { Frame } from "../../sim/types";
import { nanometres, type Quantity, quantities, quantityOf } from "../format";
import type { MapName } from "./colour";

export interface Layer {
  field: FieldName;
  label: string;
  /** for the row of buttons */
  short: string;
  /** what the colour means, one sentence */
  about: string;
  quantity: Quantity;
  map: MapName;
  /** zero stays in the middle of the table */
  diverging?: boolean;
  /** shown over the mean of the interface, 1 in the middle of the table */
  overMean?: boolean;
  /** fixed range in SI; without it the range follows the field */
  range?: [number, number];
  /** colours by the logarithm of the value */
  logarithmic?: boolean;
}

function layer(field: FieldName, label: string): Layer {
  const own = field === "interphase" ? nanometres : undefined;
  const { about, short, percent, unit, range, logarithmic, diverging, overMean } = picture(field);
  return {
    field,
    label,
    short: short ?? label,
    about,
    quantity:
      own ?? (percent ? quantities.fraction : overMean ? quantities.ratio : quantityOf(unit)),
    map: diverging || overMean ? "vik" : "batlow",
    ...(diverging && { diverging }),
    ...(overMean && { overMean }),
    ...(range && { range: [...range] }),
    ...(logarithmic && { logarithmic }),
  };
}

/** The fields that have a name of that kind, as layers. */
const named = (kind: "label" | "channel") =>
  FIELD_NAMES.flatMap((field) => {
    const name = picture(field)[kind];
    return name === undefined ? [] : [layer(field, name)];
  });

export const layers: Layer[] = named("label");

/** Parts of the risk, shown on demand below the layer "risk". */
export const riskChannels: Layer[] = named("channel");

export const everyField: FieldName[] = [
  ...new Set([...layers, ...riskChannels].map((l) => l.field)),
];

export function layerOf(field: FieldName): Layer {
  return [...layers, ...riskChannels].find((layer) => layer.field === field) ?? layers[0]!;
}

/** What its numbers are given in, to stand behind its label: " / mean", " / MPa", or nothing. */
export function perUnit({ overMean, quantity }: Layer): string {
  const unit = overMean ? "mean" : quantity.unit;
  return unit ? ` / ${unit}` : "";
}

/** Its label, and that it is shown over the mean. */
export function nameOf(layer: Layer): string {
  return layer.overMean ? layer.label + perUnit(layer) : layer.label;
}

/** What a value of the layer is divided by before it is shown [SI]; NaN where there is nothing to compare with. */
export function unitOf({ overMean }: Layer, { observables }: Frame): number {
  if (!overMean) return 1;
  return Math.abs(observables.currentDensity) || Number.NaN;
}
