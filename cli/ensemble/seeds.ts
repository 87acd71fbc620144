// What `voidscope ensemble` was asked for, checked before anything runs: the seeds, and what to look at.

import { UsageError } from "../../core/errors";
import { nearestObservable, type ObservableKey, observable } from "../../core/observables";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { quote } from "../../core/suggest";
import { FORMAT, planFrom, type Plan as Sweep } from "../../sweep/plan";
import { changed, readSource } from "../read-scenario";
import { EVENTS } from "./events";

export interface EnsembleOptions {
  seeds: string;
  observables?: string;
  set: string[];
  out?: string;
  json?: boolean;
  quiet?: boolean;
  dryRun?: boolean;
  threads?: number;
}

export interface EnsemblePlan {
  /** What the scenario is called. */
  name: string;
  scenario: ScenarioInput;
  seeds: number[];
  observables: ObservableKey[];
}

const MOST = 100_000;
const USUAL: ObservableKey[] = ["contactFraction", "voidVolume", "voltage", "charge"];
const OF_FILAMENTS: ObservableKey[] = ["filamentCount", "filamentLength", "shortKind"];

/** @throws UsageError, ScenarioError */
export function planOf(named: string, options: EnsembleOptions): EnsemblePlan {
  const seeds = seedsOf(options.seeds);
  const source = readSource(named);
  const { name } = source;
  const scenario = changed(source, options.set) as ScenarioInput;
  const spec = resolveRun({ ...scenario, seed: seeds[0]! });
  const usual = spec.physics.filaments ? [...USUAL, ...OF_FILAMENTS] : USUAL;
  const observables = options.observables === undefined ? usual : keysOf(options.observables);
  return { name, scenario, seeds, observables };
}

/** The sweep of an ensemble: a case a seed. Keeps the observables, the time and the first times of events. */
export function ensembleSweep({ scenario, seeds, observables }: EnsemblePlan): Sweep {
  return planFrom({
    ...{ format: FORMAT, schemaVersion: 1, title: "ensemble" },
    ...{ scenario: scenario as Record<string, unknown>, set: {}, find: null },
    vary: [{ path: "seed", values: seeds }],
    sample: { kind: "grid", seed: 1, levels: 8 },
    keep: ["time", ...EVENTS.map((kind) => `first.${kind}`), ...observables],
  });
}

/** "1..20", "1,2,5", "1..5,9": sorted, each once. @throws UsageError */
export function seedsOf(text: string): number[] {
  const seeds = text.split(",").flatMap((piece) => {
    const [, low, high] = /^\s*(\d+)(?:\s*\.\.\s*(\d+))?\s*$/.exec(piece) ?? [];
    const [a, b] = [Number(low), Number(high ?? low)];
    if (!(b >= a && b < 2 ** 32 && b - a < MOST)) {
      throw new UsageError(
        `--seeds: ${quote(text)} is not a list of at most ${MOST} seeds; write it such as "1..20" or "1,2,5"`,
      );
    }
    return Array.from({ length: b - a + 1 }, (_, k) => a + k);
  });
  if (seeds.length > MOST) {
    throw new UsageError(`--seeds: ${seeds.length} seeds; use at most ${MOST}`);
  }
  return [...new Set(seeds)].sort((a, b) => a - b);
}

function keysOf(text: string): ObservableKey[] {
  const keys = text.split(",").map((piece) => {
    const known = observable(piece.trim());
    if (known) return known.key;
    const near = nearestObservable(piece.trim());
    throw new UsageError(
      `--observables: ${quote(piece.trim())} is not an observable; ${near ? `did you mean "${near}"?` : 'use one such as "contact"'}`,
    );
  });
  return [...new Set(keys)];
}
