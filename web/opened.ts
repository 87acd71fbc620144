// What is open: the run that is computed, and what the page is told of it.
import type { RunSpec } from "../core/runspec";
import type { RunInfo } from "./worker-protocol";

export interface Opened {
  name: string;
  description: string;
  spec: RunSpec;
  about: Omit<RunInfo, "scenario">;
}

export function describeRun({ spec, about }: Opened): RunInfo {
  return { ...about, scenario: `${JSON.stringify(spec.scenario, null, 2)}\n` };
}
