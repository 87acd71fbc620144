// Flaws, grain boundaries and pores drawn into a run as it goes on: as those that were there from the start.
import { describe, expect, it } from "vitest";
import { exactStringify } from "../../sim/exact-json";
import { Field } from "../../sim/kernel";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";
import { base, expectAlike, flawed, onward, start } from "./by-hand";

const flaw = { at: "20.5 um", length: "6 um", tilt: 0, depth: "0 um" };
const boundary = { from: "8 um", fromDepth: "0 um", to: "14 um", toDepth: "24 um" };
const pore = { at: "20 um", depth: "4 um", diameter: "6 um" };
const mouth = { at: "24 um", depth: "1 um", diameter: "5 um" };
const other = { at: "4.5 um", length: "3 um" };
const COMPARED = [
  "voltage",
  "contactFraction",
  "contactLost",
  "etaConstriction",
  "vonMisesMax",
  "filamentVolume",
  "filamentPressure",
] as const;

describe("drawn before the first step is there from the start:", () => {
  const resists = { boundaryResistance: "20 Ohm.cm2" };
  it.each([
    [
      "a flaw",
      base({ flaws: { list: [other, flaw] } }, flawed),
      base({ flaws: { list: [other] } }, flawed),
      "electrolyte.flaws.list",
      flaw,
    ],
    [
      "a boundary that resists",
      base({ grains: { ...resists, list: [boundary] } }),
      base({ grains: resists }),
      "electrolyte.grains.list",
      boundary,
    ],
    ["a pore", base({ pores: { list: [pore] } }), base(), "electrolyte.pores.list", pore],
    [
      "a pore at the interface beside another",
      base({ pores: { list: [pore, mouth] } }),
      base({ pores: { list: [pore] } }),
      "electrolyte.pores.list",
      mouth,
    ],
  ])("%s", async (_, there, without, path, value) => {
    const [whole, drawn, plain] = [
      await start(there),
      await start({ ...without, edits: [{ step: 0, path, value }] }),
      await start(without),
    ];
    for (const run of [whole, drawn, plain]) onward(run, 6);
    expectAlike(COMPARED, drawn, whole, plain);
  });
});

describe("drawn into a run", () => {
  it("a flaw fills, cracks on and shorts; its books close", async () => {
    const run = await start(base({ flaws: { list: [other] } }, flawed));
    onward(run, 4);
    const before = run.observables;
    run.edit("electrolyte.flaws.list", { ...flaw, length: "12 um" });
    expect(run.observables.time).toBe(before.time);
    expect(run.observables.filamentVolume).toBeGreaterThan(before.filamentVolume);
    expect(run.observables.lithiumWindow).toBe(before.lithiumWindow);
    expect(run.events.at(-1)!.message).toBe("Drawn by hand: flaw of 12 um at 20.5 um.");
    while (run.advance() && run.observables.filamentCount === 0);
    expect(run.observables.filamentCount).toBeGreaterThan(0);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-10);
    const again = await start(JSON.parse(JSON.stringify(run.spec.scenario)));
    onward(again, run.steps);
    expect(exactStringify([again.observables, again.events])).toBe(
      exactStringify([run.observables, run.events]),
    );
  });

  it("a filament follows a boundary that has come after it", async () => {
    const material = { "Li6PS5Cl.fractureToughness": "0.3 MPa.m^0.5" };
    const weak = { boundaryToughness: "0.05 MPa.m^0.5" };
    const long = { at: "16.5 um", length: "6 um" };
    const way = { from: "16.5 um", fromDepth: "6 um", to: "22.5 um", toDepth: "14 um" };
    const scenario = base(
      { flaws: { list: [long] }, grains: weak },
      { ...flawed, materials: { overrides: material } },
    );
    const tip = async (draws: boolean) => {
      const run = await start({
        ...scenario,
        protocol: ["Plate at 0.5 mA/cm2 for 20 s", "Plate at 4 mA/cm2 for 10 min"],
      });
      onward(run, 2);
      if (draws) run.edit("electrolyte.grains.list", way);
      while (run.observables.filamentDepth < 10e-6 && run.advance());
      const xs = run
        .frame([])
        .filaments.flatMap(({ points }) => points.filter((_, k) => k % 2 === 0));
      return { time: run.observables.time, x: Math.max(...xs.flatMap((all) => Array.from(all))) };
    };
    const [with_, without] = [await tip(true), await tip(false)];
    expect(with_.time).toBeLessThan(0.9 * without.time);
    expect(with_.x - without.x).toBeGreaterThan(1.5e-6);
  });

  it("a boundary through the tip of a flaw that has not grown weakens it at once", async () => {
    const weak = { boundaryToughness: "0.05 MPa.m^0.5" };
    const way = { from: "20.5 um", fromDepth: "6 um", to: "20.5 um", toDepth: "14 um" };
    const slow = { ...flawed, protocol: ["Plate at 1 mA/cm2 for 1 h"] };
    const scenario = base({ flaws: { list: [flaw] }, grains: weak }, slow);
    const starts = async (draws: boolean) => {
      const run = await start(scenario);
      onward(run, 1);
      expect(run.observables.filamentCount).toBe(0);
      if (draws) run.edit("electrolyte.grains.list", way);
      while (run.observables.filamentCount === 0 && run.advance());
      return run.observables.time;
    };
    expect(await starts(true)).toBeLessThan(0.8 * (await starts(false)));
  });

  it("a pore at the interface takes the contact on it, once", async () => {
    const { run, kernel } = await openRun(base(), wasm);
    onward(run, 4);
    const contact = () => Array.from(kernel.field(Field.contact, 32));
    const before = contact();
    run.edit("electrolyte.pores.list", mouth);
    const half = Math.sqrt(2.5 ** 2 - 1);
    for (const [i, area] of contact().entries()) {
      const covered = Math.max(0, Math.min(24 + half, i + 1) - Math.max(24 - half, i));
      expect(area / before[i]!, `column ${i}`).toBeCloseTo(1 - covered, 6);
    }
    const once = contact();
    run.edit("electrolyte.grains.list", boundary);
    expect(contact()).toEqual(once);
  });
});
