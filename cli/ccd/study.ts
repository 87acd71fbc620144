// What `voidscope ccd` was asked to find, checked and in SI, before anything is computed or written.

import { UsageError } from "../../core/errors";
import { resolveRun } from "../../core/resolve";
import type { RunSpec } from "../../core/runspec";
import type { ScenarioInput } from "../../core/scenario";
import { type Criterion, trialSpec } from "../../sim/critical-current";
import { cycling, type Levels, type Mark, needFlaws } from "../../sim/plating-trials";
import { changed, readSource } from "../read-scenario";
import { contactOf, LIMITS, quantityOf, valuesOf } from "./options";

/** Strip: contact kept; plate: no filament; short: time to one; cycle: ramp of full cycles. */
export const MODES = ["strip", "plate", "cycle", "short"] as const;
export type Mode = (typeof MODES)[number];

export interface CcdOptions {
  pressures?: string;
  temperatures?: string;
  currents?: string;
  capacity: string;
  contact?: string;
  mode: Mode;
  criterion: Mark;
  columns?: number;
  seeds: number;
  set: string[];
  out?: string;
  json?: boolean;
  quiet?: boolean;
  dryRun?: boolean;
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
  mode: Mode;
  /** What ends a plating trial. */
  mark: Mark;
  /** Of the ramp of cycles. */
  levels: Levels;
}

/** @throws UsageError, ScenarioError */
export function planOf(named: string | undefined, options: CcdOptions): Plan {
  const source =
    named === undefined
      ? { name: "default", document: options.mode === "strip" ? BARE : FLAWED, directory: "." }
      : readSource(named);
  const { name } = source;
  const fixed = options.set.find((text) => /^\s*(current|capacity|protocol)\b/.test(text));
  if (fixed !== undefined) {
    throw new UsageError(
      `--set ${fixed}: ccd has a protocol of its own; set --capacity, --currents and --contact instead`,
    );
  }
  const columns = options.columns === undefined ? [] : [`mesh.columns=${options.columns}`];
  const scenario = changed(source, [...options.set, ...columns]) as ScenarioInput;
  const spec = resolveRun(scenario);

  const list = (option: string, text: string | undefined, range: keyof typeof LIMITS) =>
    text === undefined ? undefined : valuesOf(`--${option}`, text, LIMITS[range]);
  const { mode } = options;
  const given = list("currents", options.currents, "current");
  const plan: Plan = {
    name,
    scenario,
    spec,
    pressures: list("pressures", options.pressures, "pressure") ?? [spec.stackPressure],
    temperatures: list("temperatures", options.temperatures, "temperature") ?? [spec.temperature],
    currents: mode === "cycle" ? [] : (given ?? (mode === "short" ? SHORTING : [])),
    seeds: Array.from({ length: options.seeds }, (_, k) => (spec.seed + k) % 2 ** 32),
    criterion: {
      capacity: quantityOf("--capacity", options.capacity, LIMITS.capacity),
      contact: contactOf(options.contact ?? (mode === "cycle" ? "50%" : "90%")),
    },
    mode,
    mark: mode === "plate" ? options.criterion : "short",
    levels: mode === "cycle" && given !== undefined ? levelsOf(given) : LEVELS,
  };
  if (!plan.pressures.every((p) => p > 0)) {
    throw new UsageError(
      "--pressures: without pressure no current keeps the contact; use pressures above 0 MPa",
    );
  }
  if (given?.some((j) => j <= 0)) {
    throw new UsageError("--currents: use current densities above 0 mA/cm2");
  }
  if (mode === "plate" && given !== undefined) {
    throw new UsageError("--currents: --mode plate searches the current; use --mode short to map");
  }
  if (mode !== "strip") needFlaws(spec);
  if (plan.currents.length > 0 && plan.temperatures.length > 1) {
    throw new UsageError(
      "--currents maps pressure x current at one temperature; give --temperatures one value",
    );
  }
  // the trial of every condition is valid, or none is begun
  const { pressures, temperatures, criterion, seeds } = plan;
  const at = { pressure: pressures[0]!, temperature: temperatures[0]! };
  trialSpec(scenario, at, seeds[0]!, 1, criterion);
  if (mode === "cycle") resolveRun(cycling(scenario, plan.levels, criterion));
  return plan;
}

const REST = "Rest for 1 h";
const BARE = { title: "Critical stripping current", protocol: [REST] };
/** The default cell with grains and flaws, on a section of half the size. */
const FLAWED = {
  title: "Critical plating current",
  cell: { width: "64 um", lithium: "16 um", electrolyte: "48 um", pellet: "48 um" },
  mesh: { columns: 64 },
  electrolyte: { density: 0.94, grains: { size: "10 um" }, flaws: { spacing: "10 um" } },
  protocol: [REST],
};
/** [A/m2] */
const SHORTING = [10, 20, 40, 80];
const LEVELS: Levels = { from: 2, to: 40, by: 2 };

/** @throws UsageError */
function levelsOf(currents: readonly number[]): Levels {
  const [from, to] = [currents[0]!, currents.at(-1)!];
  const by = Number(((to - from) / (currents.length - 1)).toPrecision(9));
  const even = currents.every((j, k) => Math.abs(j - from - k * by) <= 1e-4 * to);
  if (currents.length >= 2 && even) return { from, to, by };
  throw new UsageError(
    '--currents: a ramp of cycles wants evenly spaced levels; write them such as "0.1:2:20 mA/cm2"',
  );
}
