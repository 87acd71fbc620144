// Lithium pressed through a porous pellet: the short comes when the empirical law says, in few steps.
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";

function doux(pressure: string, hours: number, more = {}) {
  return resolveRun({
    mesh: { columns: 16 },
    interface: { siteSpacing: "0 um" },
    conditions: { stackPressure: pressure },
    electrolyte: { density: 0.82 },
    physics: { infiltration: true },
    protocol: [
      `Cycle ${Math.ceil(hours / 2)} times: [Strip at 0.075 mA/cm2 for 1 h; Plate at 0.075 mA/cm2 for 1 h] until infiltration > 99.9 %`,
    ],
    ...more,
  });
}

it("shorts once, at the time of the law, with its place", async () => {
  const run = await Simulation.create(doux("25 MPa", 100), wasm);
  while (run.advance());
  const shorts = run.events.filter((e) => e.kind === "short");
  expect(shorts).toHaveLength(1);
  expect(shorts[0]!.message).toMatch(/^Short by infiltration: .* at \d+\.\d um\.$/);
  const hours = Math.exp(7.75 - 0.1446 * 25);
  expect(shorts[0]!.time / 3600 / hours).toBeCloseTo(1, 6);
  expect(run.observables.infiltration).toBe(1);
});

it("takes the lithium of its threads off the contact, in the books", async () => {
  const run = await Simulation.create(doux("25 MPa", 100), wasm);
  while (run.advance()) expect(run.observables.lithiumDefect).toBeLessThan(1e-9);
  const { lithiumWindow, lithiumFed, lithiumStripped, infiltrationVolume } = run.observables;
  // ten sites in 100 um, 20 nm each over 1 mm, the slower ones in proportion
  expect(infiltrationVolume).toBeGreaterThan(0.2e-6);
  expect(infiltrationVolume).toBeLessThan(2e-6);
  const moved = lithiumFed - lithiumStripped - infiltrationVolume;
  expect((lithiumWindow - run.spec.cell.lithium - moved) / infiltrationVolume).toBeCloseTo(0, 6);
});

it("lengthens a flaw at a site until it cracks by itself, at the length of the closed form", async () => {
  const spec = (infiltration: boolean) =>
    resolveRun({
      cell: { width: "64 um", lithium: "16 um", electrolyte: "48 um" },
      interface: { siteSpacing: "0 um" },
      mesh: { columns: 64 },
      conditions: { stackPressure: "25 MPa" },
      electrolyte: { density: 0.82, flaws: { list: [{ at: "37.3 um", length: "3 um" }] } },
      physics: { filaments: true, infiltration },
      protocol: ["Plate at 1.5 mA/cm2 for 40 min or until filamentCount > 0.5"],
    });
  const run = await Simulation.create(spec(true), wasm);
  const length = () => run.frame([]).filaments[0]!.points.at(-1)!;
  let [before, pressure] = [length(), 0];
  let again: Simulation | undefined;
  while (run.advance()) {
    expect(run.observables.lithiumDefect).toBeLessThan(1e-9);
    if (run.observables.filamentCount > 0) break;
    [before, pressure] = [length(), run.observables.filamentPressure];
    if (before > 3.5e-6) again ??= await restore(checkpointOf(run), wasm);
  }
  expect(run.observables.filamentCount).toBe(1);
  const { electrolyte, grid } = run.spec;
  const nu = electrolyte.poissonRatio.value;
  const opening = pressure - (nu / (1 - nu)) * 25e6;
  const critical = (electrolyte.fractureToughness.value / (1.12 * opening)) ** 2 / Math.PI;
  expect(critical).toBeGreaterThan(4.5e-6);
  expect(before).toBeGreaterThan(critical - 1.5 * grid.h);
  expect(before).toBeLessThan(critical + 3 * grid.h);
  // no faster than the fastest front
  const front = run.observables.infiltration * 1e-3;
  expect(before - 3e-6).toBeLessThan(front);
  while (again!.advance());
  expect(again!.observables).toEqual(run.observables);
  const sound = await Simulation.create(spec(false), wasm);
  while (sound.advance());
  expect(sound.observables.filamentCount).toBe(0);
});

it("does not move without current", async () => {
  const spec = doux("25 MPa", 100, { protocol: ["Rest for 200 h"] });
  const run = await Simulation.create(spec, wasm);
  while (run.advance());
  expect(run.observables.infiltration).toBe(0);
});

it("is slower in a denser pellet, in proportion to porosity, and part of a checkpoint", async () => {
  const depth = async (density: number) => {
    let run = await Simulation.create(doux("20 MPa", 4, { electrolyte: { density } }), wasm);
    for (let k = 0; k < 10; k++) run.advance();
    run = await restore(checkpointOf(run), wasm);
    while (run.advance());
    return run.observables.infiltration;
  };
  const [loose, dense] = [await depth(0.82), await depth(0.91)];
  expect(loose / (4 / Math.exp(7.75 - 0.1446 * 20))).toBeCloseTo(1, 9);
  expect(dense / loose).toBeCloseTo(0.5, 9);
});
