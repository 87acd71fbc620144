// Cases of a sweep, beside the run and beside the page: the functions of the terminal, and so its numbers.

import * as Comlink from "comlink";
import type { ObservableKey } from "../core/observables";
import { resolveRun } from "../core/resolve";
import type { ScenarioInput } from "../core/scenario";
import { parse } from "../core/units";
import { held, stripping } from "../sim/critical-current";
import type { Watch } from "../sim/outcome";
import { needFlaws, plating } from "../sim/plating-trials";
import type { Simulation } from "../sim/simulation";
import type { Observables } from "../sim/types";
import { computeCase } from "../sweep/case";
import { csvText } from "../sweep/columns";
import {
  caseDocument,
  checkPlan,
  levelsOf,
  type Plan,
  type PlanDocument,
  planFrom,
} from "../sweep/plan";
import type { Row } from "../sweep/row";
import { type CaseRequest, planOf } from "./instruments/case-plans";

/** A plan that holds. */
export interface Prepared {
  /** Its text, which stands for it from now on. */
  text: string;
  cases: number;
  columns: readonly string[];
  /** Values of the axes by case. */
  levels: (number | string)[][];
}

/** Observables of a run against time, SI; where a control changes at once a time stands twice. */
export interface Curve {
  times: Float64Array;
  values: Partial<Record<ObservableKey, Float64Array>>;
}

export interface Computed {
  row: Row;
  curve: Curve;
}

export interface CaseWorker {
  /** Rejects with one sentence when the plan, or one of its values, does not hold. */
  prepare(request: CaseRequest): Promise<Prepared>;
  /** Takes the bytes of the kernel; to be called before it computes. */
  begin(wasm: ArrayBuffer): Promise<void>;
  /** Works out case `n`, with curves of `keys`. */
  compute(plan: string, n: number, keys: ObservableKey[]): Promise<Computed>;
  /** All rows as the terminal writes them. */
  table(plan: string, rows: Row[]): Promise<string>;
  /** The scenario of case `n` as JSON text; of a search, its trial at `current` [A/m2]. */
  scenario(plan: string, n: number, current: number | null): Promise<string>;
}

class Curves implements Watch {
  private readonly times: number[] = [];
  private readonly rows: Observables[] = [];
  private start: Observables | null = null;

  observe({ observables, stepStart }: Simulation) {
    if (stepStart && stepStart !== this.start) this.take(stepStart);
    this.start = stepStart;
    this.take(observables);
  }

  end() {}

  of(keys: readonly ObservableKey[]): Curve {
    const values = keys.map((key) => [key, Float64Array.from(this.rows, (row) => row[key])]);
    return { times: Float64Array.from(this.times), values: Object.fromEntries(values) };
  }

  private take(now: Observables) {
    if (this.rows.at(-1) === now) return;
    this.times.push(now.time);
    this.rows.push(now);
  }
}

let known: { text: string; plan: Plan } | undefined;
function planIn(text: string): Plan {
  if (known?.text !== text) known = { text, plan: planFrom(JSON.parse(text) as PlanDocument) };
  return known.plan;
}

/** While the module is held, each run's instance takes its code instead of compiling the bytes again. */
const compiled = async (wasm: ArrayBuffer) => ({ wasm, module: await WebAssembly.compile(wasm) });
let kernel: ReturnType<typeof compiled> | undefined;

const caseWorker: CaseWorker = {
  async prepare(request) {
    const document = planOf(request);
    const plan = planFrom(document);
    checkPlan(plan);
    if (plan.find?.mode === "plate") needFlaws(resolveRun(caseDocument(plan, 0)));
    const levels = Array.from({ length: plan.cases }, (_, n) =>
      levelsOf(plan, n).map(({ value }) => value),
    );
    const { cases, columns } = plan;
    return { text: JSON.stringify(document), cases, columns, levels };
  },
  async begin(wasm) {
    kernel = compiled(wasm);
  },
  async compute(text, n, keys) {
    const plan = planIn(text);
    const { wasm } = await kernel!;
    const curves = new Curves();
    const row = await computeCase(plan, n, wasm, curves);
    const curve = curves.of(keys);
    const buffers = [curve.times, ...Object.values(curve.values)].map(({ buffer }) => buffer);
    return Comlink.transfer({ row, curve }, buffers as ArrayBuffer[]);
  },
  async table(text, rows) {
    return csvText(planIn(text), rows);
  },
  async scenario(text, n, current) {
    const plan = planIn(text);
    const document = caseDocument(plan, n) as ScenarioInput;
    const { find } = plan;
    if (!find || current === null) return JSON.stringify(document, null, 2);
    const { stackPressure: pressure, temperature, seed } = resolveRun(document);
    const capacity = parse(find.capacity, "C/m2");
    const trial =
      find.mode === "strip"
        ? stripping(document, current, { capacity, contact: parse(find.contact, "1") })
        : plating(document, current, capacity, find.criterion);
    return JSON.stringify({ ...trial, seed, conditions: held({ pressure, temperature }) }, null, 2);
  },
};

Comlink.expose(caseWorker);
