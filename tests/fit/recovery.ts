// A voltage curve that the model has made, with noise, and the fit that should find its parameters again.

import { resolveRun } from "../../core/resolve";
import { type Fit, fit, type Runner } from "../../fit/fit";
import { parametersOf, withValues } from "../../fit/parameters";
import { curveTarget } from "../../fit/target";
import { computeCase } from "../../sweep/case";
import { FORMAT, type Plan, planFrom } from "../../sweep/plan";
import { gaussian } from "../support/gaussian";

/** Charge transfer and conductivity part where it is cold, the sinks where the current is high. */
export const scenario = (columns: number, width: string) => ({
  conditions: { stackPressure: "3 MPa" },
  cell: { width },
  mesh: { columns },
  protocol: [
    "Strip at 0.2 mA/cm2 for 15 min at -10 Cel",
    "Strip at 0.2 mA/cm2 for 15 min at 25 Cel",
    "Strip at 1 mA/cm2 for 20 min",
  ],
});
export const TRUTH = { chargeTransferResistance: 4.2, ionicConductivity: 1.5, taylor: 1.1 };
const SECONDS = 3000;

/** Runs in this thread. */
export function runner(wasm: Uint8Array<ArrayBuffer>): Runner {
  return {
    rows: async (plan: Plan) => {
      const rows = [];
      for (let n = 0; n < plan.cases; n++) rows.push(await computeCase(plan, n, wasm));
      return rows;
    },
    known: new Map(),
    fresh() {},
    onStep() {},
  };
}

/** The curve at the true values with that share of noise, at `points` times, and its fit from the defaults. */
export async function recovered(
  wasm: Uint8Array<ArrayBuffer>,
  document: ReturnType<typeof scenario>,
  names: string,
  points: number,
  noise = 0.01,
): Promise<Fit> {
  resolveRun(document);
  const truth = parametersOf(Object.keys(TRUTH).join(), document);
  const times = Array.from({ length: points }, (_, k) => ((k + 0.5) * SECONDS) / points);
  const made = planFrom({
    ...{ format: FORMAT, schemaVersion: 1, title: "", set: {}, find: null },
    scenario: withValues(document, truth, Object.values(TRUTH)) as Record<string, unknown>,
    vary: [{ path: "seed", values: [1] }],
    sample: { kind: "grid", seed: 1, levels: 8 },
    keep: times.map((t) => `voltage@${t} s`),
  });
  const { values } = await computeCase(made, 0, wasm);
  const draw = gaussian(7);
  const voltages = values.map((v) => -v! * (1 + noise * draw()));
  const target = curveTarget({ form: "made", times, voltages }, { relative: noise });
  return fit(document, parametersOf(names, document), target, runner(wasm));
}
