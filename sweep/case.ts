// One case of a plan, from its number to its row.

import { ScenarioError } from "../core/errors";
import type { ObservableKey } from "../core/observables";
import { resolveRun } from "../core/resolve";
import type { RunSpec } from "../core/runspec";
import type { ScenarioInput } from "../core/scenario";
import type { WasmBytes } from "../sim/module";
import { type Outcome, runToEnd, type Watch } from "../sim/outcome";
import type { RunEvent } from "../sim/types";
import { searched } from "./find";
import { caseDocument, type Plan } from "./plan";
import type { Row } from "./row";
import { Samples, sampledOf } from "./samples";

/** Works out case `n` in this thread; `beside` looks at its run, too, if it is one. The same bits on every machine. */
export async function computeCase(
  plan: Plan,
  n: number,
  wasm: WasmBytes,
  beside?: Watch,
): Promise<Row> {
  const none = plan.columns.map(() => null);
  let document: unknown;
  let spec: RunSpec;
  try {
    document = caseDocument(plan, n);
    spec = resolveRun(document);
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
    return { case: n, status: "refused", reason: error.message, values: none };
  }
  const run = (trial: RunSpec) => runToEnd(trial, wasm);
  if (plan.find) {
    return { case: n, ...(await searched(plan.find, document as ScenarioInput, spec, run)) };
  }
  const sampled = plan.columns.map(sampledOf);
  const samples = new Samples(sampled.filter((one) => one !== undefined));
  const outcome = await runToEnd(spec, wasm, {
    observe(now) {
      samples.observe(now);
      beside?.observe(now);
    },
    end(now) {
      samples.end(now);
      beside?.end(now);
    },
  });
  const taken = samples.taken().values();
  return {
    ...{ case: n, status: outcome.status, reason: outcome.endReason },
    values: plan.columns.map((column, k) =>
      sampled[k] ? (taken.next().value ?? null) : columnOf(outcome, column),
    ),
  };
}

function columnOf(outcome: Outcome, column: string): number | null {
  const event = /^first\.(.+)$/.exec(column)?.[1];
  if (event !== undefined) return outcome.first[event as RunEvent["kind"]] ?? null;
  return outcome[column as ObservableKey];
}
