// The curves against time.

import type { ObservableKey } from "../../core/observables";
import { OBSERVABLE_TABLE, type ObservableEntry } from "../../core/tables/observables";
import type { Observables } from "../../sim/types";
import { cellVolts, nanometres, type Quantity, quantities, quantityOf } from "../format";
import type { ColourName } from "../view/colour";

export interface Trace {
  key: ObservableKey;
  label: string;
  quantity: Quantity;
  colour: ColourName;
  of(o: Observables): number;
  /** lowest span of the axis in display units, so that noise does not fill it */
  span: number;
  /** the axis need not hold zero */
  afloat?: true;
  /** axis bounds that hold always */
  bounds?: [number, number];
}

/** Where the words or the span of the table do not suit a chart. */
const own: Partial<Record<ObservableKey, Partial<Trace>>> = {
  voltage: { colour: "voltage", span: 1 },
  contactFraction: { label: "Contact", colour: "contact-curve", span: 10 },
  // The books of a void that has closed may leave a little less than nothing.
  voidVolume: {
    label: "Void volume",
    colour: "void-volume",
    span: 0.1,
    of: (o) => Math.max(0, o.voidVolume),
  },
  cellVoltage: { quantity: cellVolts, colour: "voltage", span: 0.1, afloat: true },
  openCircuitVoltage: { quantity: cellVolts, colour: "voltage", span: 0.1, afloat: true },
  reservoir: { of: (o) => Math.max(0, o.reservoir) },
  currentSize: { label: "Current density" },
  interphaseThickness: { label: "Interphase", quantity: nanometres, span: 1 },
  filmResistance: { label: "Interphase resistance", span: 1 },
  interphaseCharge: { label: "Charge eaten" },
  areaResistance: { label: "Cell resistance" },
  stackPressure: { colour: "soft", span: 1 },
  infiltration: { label: "Way through the pores" },
  filamentDepth: { label: "Depth of the tip", colour: "flag", span: 10 },
  crackRatio: { label: "Drive of the nearest flaw", colour: "flag", span: 1 },
};

/** The curve of an observable. */
export function traceOf(key: ObservableKey): Trace {
  const { label, unit, share }: ObservableEntry = OBSERVABLE_TABLE[key];
  return {
    key,
    label,
    quantity: share ? quantities.fraction : quantityOf(unit),
    colour: "contact-curve",
    of: (o) => o[key],
    span: share ? 10 : 1e-3,
    ...(share && { bounds: [0, 100] as [number, number] }),
    ...own[key],
  };
}

export const traces: Trace[] = (
  ["voltage", "contactFraction", "voidVolume", "stackPressure"] as const
).map(traceOf);
