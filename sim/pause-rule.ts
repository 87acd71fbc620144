// Where a run that is watched pauses: at the first time step after which a limit holds that did not hold before. Time and
// capacity count from when it was asked for.

import { limitsOfText } from "../core/edits";
import type { Termination } from "../core/runspec";
import { holds } from "./protocol-clock";
import type { Simulation } from "./simulation";
import type { Observables } from "./types";

/** In place of a limit: the end of the present step of the protocol. */
export const STEP_ENDS = "step ends";

export class PauseRule {
  private readonly rules: Termination[];
  private readonly asked: Observables;

  /** @param text as behind "until" in a protocol, or STEP_ENDS. @throws ScenarioError */
  constructor(
    text: string,
    private readonly run: Simulation,
  ) {
    this.rules = text === STEP_ENDS ? [] : limitsOfText(text);
    this.asked = run.observables;
  }

  /** Whether to pause after the step from `before` to where the run is now. */
  met(before: Observables): boolean {
    const { run, rules } = this;
    if (rules.length === 0) return run.stepEnded;
    return rules.some((rule) => this.holds(rule, run.observables) && !this.holds(rule, before));
  }

  private holds(rule: Termination, o: Observables): boolean {
    const { asked } = this;
    if (rule.observable === "time") return o.time - asked.time >= rule.value;
    if (rule.observable === "capacity") return Math.abs(o.charge - asked.charge) >= rule.value;
    return holds(rule, o);
  }
}
