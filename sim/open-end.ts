// What a run does after its protocol when it goes on: what the last step held, until something by hand ends it.

import type { ProtocolStep, Termination } from "../core/runspec";

/** The step after `last`, without limits unless some were set by hand. */
export function afterwards(last: ProtocolStep, rules: Termination[] | null = null): ProtocolStep {
  const { control, cycle } = last;
  const j = control.mode === "current" ? control.currentDensity : 0;
  const kind = control.mode === "voltage" ? "hold" : j > 0 ? "strip" : j < 0 ? "plate" : "rest";
  const text = "Goes on as the last step has left it";
  return { kind, text, description: text, cycle, control, until: rules ?? [], loops: [] };
}
