// What the page computes many times, as plans of a sweep: one scenario over seeds, and the critical current over stack pressure and a
// second axis. `voidscope sweep` gives the same rows from them.
import type { ObservableKey } from "../../core/observables";
import { endingAt } from "../../core/protocol/ending";
import type { ScenarioInput } from "../../core/scenario";
import { FORMAT, type PlanDocument } from "../../sweep/plan";

/** One scenario over seeds. */
export interface EnsembleRequest {
  kind: "ensemble";
  /** As the page has it, all defaults filled in. */
  scenario: ScenarioInput;
  seeds: number[];
  /** What ends a run before its protocol does, as behind "until"; empty: nothing. */
  until: string;
  /** Kept at the end of each run. */
  keep: ObservableKey[];
}

/** A range of numbers in one unit. */
export interface Span {
  from: number;
  to: number;
  count: number;
  unit: string;
}

/** The critical current over stack pressure and another entry of the scenario. */
export interface MapRequest {
  kind: "map";
  scenario: ScenarioInput;
  mode: "strip" | "plate";
  /** [mA.h/cm2] */
  capacity: number;
  /** Columns of the mesh; null: those of the scenario. */
  columns: number | null;
  pressure: Span;
  across: Span & { path: string };
}

export type CaseRequest = EnsembleRequest | MapRequest;

const GRID: PlanDocument["sample"] = { kind: "grid", seed: 1, levels: 8 };

/** @throws ScenarioError */
export const planOf = (request: CaseRequest): PlanDocument =>
  request.kind === "ensemble" ? ensemblePlan(request) : mapPlan(request);

function ensemblePlan({ scenario, seeds, until, keep }: EnsembleRequest): PlanDocument {
  const { title = "", protocol = [], edits = [] } = scenario;
  const document = {
    ...scenario,
    protocol: until === "" ? protocol : endingAt(protocol, until),
    // where a person has stopped this run is no end of another
    edits: edits.filter(({ path }) => path !== "end"),
  };
  return {
    ...{ format: FORMAT, schemaVersion: 1, title: `${title}, ${seeds.length} seeds` },
    ...{ scenario: document, set: {}, vary: [{ path: "seed", values: seeds }] },
    ...{ sample: GRID, find: null, keep: ["time", "first.short", ...keep] },
  };
}

function mapPlan(request: MapRequest): PlanDocument {
  const { scenario, mode, capacity, columns, pressure, across } = request;
  const range = ({ from, to, count, unit }: Span) =>
    count === 1
      ? { values: [written(from, unit)] }
      : { from: written(from, unit), to: written(to, unit), count };
  return {
    ...{ format: FORMAT, schemaVersion: 1, title: `Critical current of ${scenario.title}` },
    // trials have a protocol of their own, and nobody's hand in it
    scenario: { ...scenario, edits: [] },
    set: columns === null ? {} : { "mesh.columns": columns },
    vary: [
      { path: "conditions.stackPressure", ...range(pressure), scale: "log" },
      { path: across.path, ...range(across) },
    ],
    sample: GRID,
    find: { mode, capacity: `${capacity} mA.h/cm2`, contact: "90 %", criterion: "start" },
    keep: [],
  };
}

const written = (value: number, unit: string): string | number =>
  unit === "1" ? value : `${value} ${unit}`;
