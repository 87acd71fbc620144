// Layers that take up lithium: what they take of a flaw, that it is never more than there is, and what becomes of the tip.
import { expect, test } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";

const WIDTH = 64e-6;
const FLAW = 5e-6;

type Layers = NonNullable<NonNullable<ScenarioInput["electrolyte"]>["layers"]>;

/** 48 um of electrolyte between the electrodes with one upright flaw. */
const create = (layers: Layers, protocol: string) =>
  Simulation.create(
    resolveRun({
      cell: { width: "64 um", lithium: "16 um", electrolyte: "48 um", pellet: "48 um" },
      interface: { siteSpacing: "0 um" },
      mesh: { columns: 64 },
      electrolyte: { flaws: { list: [{ at: "32 um", length: "5 um" }] }, layers },
      physics: { filaments: true },
      protocol: [protocol],
    }),
    wasm,
  );

/** Runs to the end; every step keeps the books and leaves lithium in the body. */
function through(run: Simulation) {
  while (run.advance()) {
    expect(run.observables.lithiumDefect).toBeLessThan(1e-9);
    expect(run.observables.chargeDefect).toBeLessThan(1e-9);
    expect(run.observables.filamentVolume).toBeGreaterThan(0);
  }
  return run.observables;
}

const eaten = async (layers: Layers, minutes = 10) =>
  through(await create(layers, `Plate at 1 mA/cm2 for ${minutes} min`)).filamentEaten * WIDTH;

const slow = { lithiumConsumption: 1, lithiumReaction: "1e-18 m2/s" };

test("a zone of sqrt(2 D t) beside both flanks, by the share of the flaw that lies in the layer", async () => {
  const whole = await eaten([{ thickness: "20 um", ...slow }]);
  const free = 2 * FLAW * Math.sqrt(2 * 1e-18 * 600);
  // it fills from 10 nm on: by V / (V + V_0) less
  expect(whole / free).toBeGreaterThan(0.75);
  expect(whole / free).toBeLessThan(1);
  // once it is full: four times the time, twice the lithium
  expect((await eaten([{ thickness: "20 um", ...slow }], 40)) / whole).toBeCloseTo(2, 1);
  const part = await eaten([{ thickness: "300 nm" }, { thickness: "1.7 um", ...slow }]);
  expect(part / whole).toBeCloseTo(1.7 / 5, 2);
});

test("never more than there is: what plating brings is gone", async () => {
  const hungry = { lithiumConsumption: 10, lithiumReaction: "1e-10 m2/s" };
  const run = await create([{ thickness: "20 um", ...hungry }], "Plate at 1 mA/cm2 for 10 min");
  const filled = run.observables.filamentVolume;
  const end = through(run);
  expect(end.filamentEaten).toBeGreaterThan(10 * filled);
  expect(end.filamentVolume).toBeLessThan(1e-3 * filled);
});

test("the tip stays in a layer that it crosses where nothing takes it up", async () => {
  const sandwich = (lithiumConsumption: number) =>
    create(
      [{ thickness: "16 um" }, { thickness: "16 um", lithiumConsumption }],
      "Plate at 2 mA/cm2 for 40 min or until shortKind > 0.5",
    );
  const bare = through(await sandwich(0));
  expect(bare.shortKind).toBe(1);
  expect(bare.filamentEaten).toBe(0);
  const run = await sandwich(1);
  while (run.observables.filamentDepth < 20e-6) run.advance();
  const again = await restore(checkpointOf(run), wasm);
  const end = through(run);
  expect(end.time).toBeGreaterThan(8 * bare.time);
  expect(end.filamentDepth).toBeLessThan(32e-6);
  through(again);
  expect(again.observables).toEqual(run.observables);
});
