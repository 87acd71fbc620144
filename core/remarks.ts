// Results that a cell cannot have, and what to look at: a run that passes one of these bounds goes on, and says so at its end.

import type { ObservableKey } from "./observables";
import { LIMITERS } from "./tables/outcomes";

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

/** What makes the time steps longer that a limit has cut, as a clause; by the words of the limit. */
export const REMEDIES: Readonly<Record<string, string>> = {
  [LIMITERS.room]:
    "steps of the protocol, rows of its profiles and stop rules cut them: ask for longer ones",
  [LIMITERS.accuracy]: "raise numerics.maxTimeStep, or lower the current",
  [LIMITERS.courant]:
    "lithium crosses no more than a third of a cell in a step: lower mesh.columns or conditions.stackPressure",
  [LIMITERS.gap]:
    "gaps open by no more than half of physics.gapScale in a step: raise it, or lower the current",
  [LIMITERS.growth]: "each is at most half as long again as the one before",
  [LIMITERS.healing]:
    "the free volume changes by no more than a quarter of physics.openingGap in a step: raise it, or lower the current",
  [LIMITERS.retry]:
    "the lithium flow does not settle in longer ones: lower mesh.columns, conditions.stackPressure or physics.adhesion",
  [LIMITERS.pressure]:
    "the stack pressure changes by no more than a twentieth in a step: lower conditions.stackStiffness",
  [LIMITERS.cathode]:
    "the lithium content of the cathode changes by no more than a hundredth in a step: use a thicker cathode, or lower the current",
  [LIMITERS.filaments]:
    "filaments grow by no more than a few cells in a step: lower mesh.columns, or end the step by shortKind",
};
