// The curves against time.
import type { Observables } from "../../sim/types";
import { type Quantity, quantities } from "../format";
import type { ColourName } from "../view/colour";

export interface Trace {
  label: string;
  quantity: Quantity;
  colour: ColourName;
  of(o: Observables): number;
  /** lowest span of the axis in display units, so that noise does not fill it */
  span: number;
  /** axis bounds that hold always */
  bounds?: [number, number];
}

export const traces: Trace[] = [
  {
    label: "Voltage",
    quantity: quantities.voltage,
    colour: "voltage",
    of: (o) => o.voltage,
    span: 1,
  },
  {
    label: "Contact",
    quantity: quantities.fraction,
    colour: "contact-curve",
    of: (o) => o.contactFraction,
    span: 10,
    bounds: [0, 100],
  },
  {
    label: "Void volume",
    quantity: quantities.length,
    colour: "void-volume",
    of: (o) => o.voidVolume,
    span: 0.1,
  },
];
