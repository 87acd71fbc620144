// Runs that a hand changes, and whether one goes like another.
import { expect } from "vitest";
import type { ObservableKey } from "../../core/observables";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";

export const base = (
  electrolyte: object = {},
  more: Partial<ScenarioInput> = {},
): ScenarioInput => ({
  cell: { width: "32 um", lithium: "8 um", electrolyte: "24 um", pellet: "24 um" },
  mesh: { columns: 32 },
  electrolyte,
  protocol: ["Plate at 4 mA/cm2 for 3 min"],
  ...more,
});
export const flawed = { physics: { filaments: true } };
export const start = (input: unknown) => Simulation.create(resolveRun(input), wasm);
export const onward = (run: Simulation, steps: number) => {
  while (run.steps < steps && run.advance());
};

/** The same to a thousandth, where another one differs by a hundredth somewhere. */
export function expectAlike(
  keys: readonly ObservableKey[],
  run: Simulation,
  like: Simulation,
  unlike: Simulation,
) {
  let told = 0;
  for (const key of keys) {
    const [a, b] = [run.observables[key], like.observables[key]];
    expect(Math.abs(a - b), key).toBeLessThanOrEqual(1e-3 * Math.abs(b));
    if (Math.abs(unlike.observables[key] - b) > 1e-2 * Math.abs(b)) told++;
  }
  expect(told).toBeGreaterThan(0);
  expect(run.observables.lithiumDefect).toBeLessThan(1e-12);
  expect(run.observables.chargeDefect).toBeLessThan(1e-12);
}
