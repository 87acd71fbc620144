// What `voidscope ccd` was asked to find, checked and in SI, before anything is computed or written.

import { UsageError } from "../../core/errors";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import type { RunSpec } from "../../core/runspec";
import type { ScenarioInput } from "../../core/scenario";
import { type Criterion, trialSpec } from "../../sim/critical-current";
import { readSource } from "../source";
import { contactOf, LIMITS, quantityOf, valuesOf } from "./options";

export interface CcdOptions {
  pressures?: string;
  temperatures?: string;
  currents?: string;
  capacity: string;
  contact: string;
  columns?: number;
  seeds: number;
  set: string[];
  out?: string;
  json?: boolean;
  quiet?: boolean;
  threads?: number;
}

export interface Plan {
  /** What the scenario is called. */
  name: string;
  /** Its document with --set and --columns applied; the trials bring conditions, seed and protocol. */
  scenario: ScenarioInput;
  /** The scenario as a run: materials, grid. */
  spec: RunSpec;
  /** [Pa], [K], [A/m2]; no currents = search the critical one. */
  pressures: number[];
  temperatures: number[];
  currents: number[];
  seeds: number[];
  criterion: Criterion;
}

/** @throws UsageError, ScenarioError */
export function planOf(named: string | undefined, options: CcdOptions): Plan {
  const { name, document } =
    named === undefined
      ? { name: "default", document: { title: "Critical stripping current", protocol: [REST] } }
      : readSource(named);
  const fixed = options.set.find((text) => /^\s*(current|capacity|protocol)\b/.test(text));
  if (fixed !== undefined) {
    throw new UsageError(
      `--set ${fixed}: ccd strips with a protocol of its own; set --capacity, --currents and --contact instead`,
    );
  }
  const columns = options.columns === undefined ? [] : [`mesh.columns=${options.columns}`];
  const scenario = applyOverrides(document, [...options.set, ...columns]) as ScenarioInput;
  const spec = resolveRun(scenario);

  const list = (option: string, text: string | undefined, range: keyof typeof LIMITS) =>
    text === undefined ? undefined : valuesOf(`--${option}`, text, LIMITS[range]);
  const plan: Plan = {
    name,
    scenario,
    spec,
    pressures: list("pressures", options.pressures, "pressure") ?? [spec.stackPressure],
    temperatures: list("temperatures", options.temperatures, "temperature") ?? [spec.temperature],
    currents: list("currents", options.currents, "current") ?? [],
    seeds: Array.from({ length: options.seeds }, (_, k) => (spec.seed + k) % 2 ** 32),
    criterion: {
      capacity: quantityOf("--capacity", options.capacity, LIMITS.capacity),
      contact: contactOf(options.contact),
    },
  };
  if (!plan.pressures.every((p) => p > 0)) {
    throw new UsageError(
      "--pressures: without pressure no current keeps the contact; use pressures above 0 MPa",
    );
  }
  if (plan.currents.some((j) => j <= 0)) {
    throw new UsageError("--currents: use current densities above 0 mA/cm2; they strip");
  }
  if (plan.currents.length > 0 && plan.temperatures.length > 1) {
    throw new UsageError(
      "--currents maps pressure x current at one temperature; give --temperatures one value",
    );
  }
  // the trial of every condition is valid, or none is begun
  const { pressures, temperatures, criterion, seeds } = plan;
  trialSpec(
    scenario,
    { pressure: pressures[0]!, temperature: temperatures[0]! },
    seeds[0]!,
    1,
    criterion,
  );
  return plan;
}

const REST = "Rest for 1 h";
