// Runs one scenario and says what is wrong with it, if anything.
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { remarksOf } from "../../sim/remarks";
import { Simulation } from "../../sim/simulation";
import { processorTime } from "../support/processor-time";

/** No scenario of the tests needs as many; a run by hand ends by its patience. */
const STEPS = 20_000;

/** A voltage that a run must not pass without a word [V]. */
const KILOVOLT = 1e3;

/** How often the processor's time is looked up, which costs as much as a short step [ms]. */
const LOOK = 200;

export interface Outcome {
  /** One sentence, null when all is well. */
  fault: string | null;
  /** How the run ended. */
  reason: string;
  steps: number;
  /** Largest of each over the run. */
  lithiumDefect: number;
  chargeDefect: number;
  divergence: number;
}

/** A fault is a number that is none, a ledger that drifts, time or contact out of bounds, a solver that fails, a kilovolt
 * without a remark, or a run that does not end; for a run by hand also one that takes more than `patience` of the processor
 * [s], which other programs on the machine do not change. A scenario that the border refuses throws. */
export async function torment(
  input: ScenarioInput,
  wasm: Uint8Array<ArrayBuffer>,
  patience = Number.POSITIVE_INFINITY,
): Promise<Outcome> {
  const start = processorTime();
  const run = await Simulation.create(resolveRun(input), wasm);
  let fault: string | null = null;
  let time = 0;
  let volts = 0;
  const worst = { lithiumDefect: 0, chargeDefect: 0, divergence: 0 };
  const look = () => {
    const o = run.observables;
    for (const [name, value] of Object.entries(o)) {
      if (typeof value === "number" && !Number.isFinite(value)) fault ??= `${name} is ${value}`;
    }
    for (const key of ["lithiumDefect", "chargeDefect", "divergence"] as const) {
      worst[key] = Math.max(worst[key], o[key]);
    }
    if (!(o.lithiumDefect < 1e-9)) fault ??= `lithium defect ${o.lithiumDefect}`;
    if (!(o.chargeDefect < 1e-8)) fault ??= `charge defect ${o.chargeDefect}`;
    if (!(o.contactFraction >= 0 && o.contactFraction <= 1))
      fault ??= `contact ${o.contactFraction}`;
    volts = Math.max(volts, Math.abs(o.voltage));
    if (!(o.time >= time)) fault ??= `time runs backwards to ${o.time} s`;
    time = o.time;
  };
  look();
  const most = Number.isFinite(patience) ? Number.POSITIVE_INFINITY : STEPS;
  let calls = 0;
  let due = performance.now() + LOOK;
  while (fault === null && calls++ < most && run.advance()) {
    look();
    if (performance.now() < due) continue;
    due = performance.now() + LOOK;
    if (processorTime() - start > patience) {
      fault ??= `creeps: at ${time} s after ${run.steps} steps, the last of ${run.observables.dt} s`;
    }
  }
  if (fault === null) {
    look();
    // all contact may be lost and all lithium used up, but the solvers must not fail
    if (run.status === "running") fault = `still running after ${calls} calls, at ${time} s`;
    else if (run.status === "failed") fault = run.endReason;
    else if (volts > KILOVOLT && !remarksOf(run).some((text) => text.startsWith("Voltage")))
      fault = `${volts} V without a remark`;
  }
  return { fault, reason: run.endReason, steps: run.steps, ...worst };
}
