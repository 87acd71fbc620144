// Results that a cell cannot have, and what to look at: a run that passes one of these bounds goes on, and says so at its end.

import type { ObservableKey } from "./observables";

export interface Bound {
  observable: ObservableKey;
  /** Size that counts as absurd, SI. */
  beyond: number;
  /** Why, as a clause. */
  why: string;
  /** What to look at, as a clause. */
  look: string;
}

export const BOUNDS: readonly Bound[] = [
  {
    observable: "voltage",
    beyond: 5,
    why: "no solid electrolyte lasts at more than a few volts",
    look: "look at the current, cell.pellet, and the conductivity and interface resistances of the electrolyte",
  },
  {
    observable: "stackPressure",
    beyond: 200e6,
    why: "no stack is pressed as hard",
    look: "look at conditions.stackPressure and conditions.stackStiffness",
  },
  {
    observable: "hydrostaticMax",
    beyond: 1e9,
    why: "every electrolyte cracks before",
    look: "look at conditions.stackPressure, and at contact that is all but lost",
  },
  {
    observable: "filamentPressure",
    beyond: 10e9,
    why: "lithium flows and the electrolyte cracks before",
    look: "look at the current and at the electrolyte's fractureToughness",
  },
  {
    observable: "lithiumDefect",
    beyond: 1e-6,
    why: "the books of lithium do not close",
    look: "do not use the run, and report it",
  },
  {
    observable: "chargeDefect",
    beyond: 1e-6,
    why: "the books of charge do not close",
    look: "do not use the run, and report it",
  },
];
