// The difference of two runs, cell by cell: B - A of the layer that is shown, of ratios where that layer shows ratios.
import type { FieldName, Frame } from "../../sim/types";
import type { State } from "../store";
import { type Layer, layerOf, unitOf } from "../view/layers";
import type { Scene } from "../view/picture";
import { type Range, rangeOf } from "../view/range";

/** The field under whose name a difference is drawn. */
const carrier: FieldName = "hydrostatic";

/** Cell by cell they are of the same places. */
export function gridsAgree(a: Frame, b: Frame): boolean {
  return (["columns", "lithiumRows", "electrolyteRows", "h"] as const).every(
    (key) => a[key] === b[key],
  );
}

/** Values of B less those of A [SI], each over its mean where the layer shows ratios; NaN where one of them has none. */
export function differenceOf(layer: Layer, a: Frame, b: Frame): Float32Array<ArrayBuffer> {
  const [left, right] = [a.fields[layer.field]!, b.fields[layer.field]!];
  const [below, above] = [unitOf(layer, a), unitOf(layer, b)];
  return Float32Array.from(right, (value, k) => value / above - left[k]! / below);
}

export interface Difference {
  scene: Scene;
  layer: Layer;
  range: Range;
}

/** What there is to see of it; null while a picture is missing or the grids differ. */
export function difference(
  first: Readonly<State>,
  second: Readonly<State>,
  before: Range | undefined,
): Difference | null {
  const { frame: a, layer: field } = first;
  const b = second.frame;
  if (!a?.fields[field] || !b?.fields[field] || !gridsAgree(a, b)) return null;
  const shown = layerOf(field);
  const { label, about, short, quantity } = shown;
  const layer: Layer = {
    ...{ label: `${label}, B − A`, about, short, quantity },
    ...{ field: carrier, map: "vik", diverging: true },
  };
  const values = differenceOf(shown, a, b);
  const range = rangeOf(layer, values, before);
  // lithium that only one of them has is the difference itself, so no void is drawn over it
  const lithium = field === "lithium" ? new Float32Array(values.length).fill(1) : b.fields.lithium!;
  const frame: Frame = { ...b, fields: { lithium, [carrier]: values }, filaments: b.filaments };
  const { run, events, pulse } = second;
  const still = { probe: null, drawing: false, sketch: null };
  return { scene: { frame, run, events, field: layer, range, pulse, ...still }, layer, range };
}
