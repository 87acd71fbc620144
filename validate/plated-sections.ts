// Sections that are stripped and then plated, with flaws and filaments: the drive that was forecast before anything had
// started, and what started.

import { resolveRun } from "../core/resolve";
import type { ScenarioInput } from "../core/scenario";
import type { WasmBytes } from "../sim/module";
import { Simulation } from "../sim/simulation";

export interface Plated {
  /** Largest K / K_c of the forecast while plating, before a filament. */
  drive: number;
  /** Time of plating until the first filament starts [s]; infinite when none does. */
  start: number;
}

/** The section of the gallery scenario cycle-to-short at a seed, stack pressure [MPa] and current [mA/cm2], 0.5 mAh/cm2 a way. */
export const plated = (seed: number, pressure: number, current: number): ScenarioInput => ({
  seed,
  cell: { width: "80 um", lithium: "20 um", electrolyte: "40 um", pellet: "40 um" },
  electrolyte: { grains: { size: "10 um" }, flaws: { spacing: "10 um" } },
  conditions: { stackPressure: `${pressure} MPa` },
  mesh: { columns: 64 },
  physics: { filaments: true },
  protocol: [
    `Strip at ${current} mA/cm2 until 0.5 mA.h/cm2`,
    `Plate at ${current} mA/cm2 until 0.5 mA.h/cm2 or until a filament`,
  ],
});

/** Runs a section to its first filament or to the end. */
export async function plate(wasm: BufferSource, scenario: ScenarioInput): Promise<Plated> {
  const run = await Simulation.create(resolveRun(scenario), wasm as WasmBytes);
  let [drive, begin] = [0, Number.NaN];
  while (run.advance()) {
    const { currentDensity, crackRatio, filamentCount, time, dt } = run.observables;
    if (filamentCount > 0) break;
    if (currentDensity >= 0) continue;
    if (Number.isNaN(begin)) begin = time - dt;
    drive = Math.max(drive, crackRatio);
  }
  const started = run.events.find(({ kind }) => kind === "filament-started");
  if (!started && run.status !== "finished") throw new Error(run.endReason);
  return { drive, start: started ? started.time - begin : Number.POSITIVE_INFINITY };
}
