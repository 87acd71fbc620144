// The scenario that stands for a run as it is now, with what has been changed by hand.

import type { Scenario } from "../core/scenario";
import type { Simulation } from "./simulation";

/** The scenario of a run with its edits, and with the end where it is now if its protocol is over: the terminal gives the same
 * rows from it. */
export function scenarioSoFar({ spec, observables, steps }: Simulation): Scenario {
  const { scenario, protocol } = spec;
  if (observables.protocolStep < protocol.length) return scenario;
  const edits = scenario.edits.filter((one) => one.step < steps || one.path !== "end");
  const over = edits.some(({ step }) => step > steps);
  return over
    ? scenario
    : { ...scenario, edits: [...edits, { step: steps, path: "end", value: true }] };
}
