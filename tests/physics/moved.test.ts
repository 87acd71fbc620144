// Flaws and layers that a hand moves while a run goes on: as those that were there from the start; what cannot be moved is refused.
import { describe, expect, it } from "vitest";
import type { ScenarioInput } from "../../core/scenario";
import { exactStringify } from "../../sim/exact-json";
import type { Simulation } from "../../sim/simulation";
import { base, expectAlike, flawed, onward, start } from "./by-hand";

const flaw = { at: "10.5 um", length: "6 um", tilt: 10, depth: "0 um" };
const inside = { at: "24.5 um", length: "5 um", tilt: -20, depth: "8 um" };
const COMPARED = [
  "voltage",
  "contactFraction",
  "etaConstriction",
  "vonMisesMax",
  "filamentVolume",
  "filamentPressure",
  "crackRatio",
  "riskSite",
] as const;

describe("a flaw that is moved", () => {
  const move = { from: "10.5 um", to: "22.5 um" };
  it("before the first step was there from the start", async () => {
    const there = base({ flaws: { list: [{ ...flaw, at: "22.5 um" }] } }, flawed);
    const here = base({ flaws: { list: [flaw] } }, flawed);
    const runs = [
      await start({ ...here, edits: [{ step: 0, path: "move", value: move }] }),
      await start(there),
      await start(here),
    ] as const;
    for (const run of runs) onward(run, 6);
    expectAlike(COMPARED, ...runs);
  });

  it("takes its lithium along, and cracks on where it is then; the books close", async () => {
    const slow = { protocol: ["Plate at 0.5 mA/cm2 for 20 s", "Plate at 4 mA/cm2 for 10 min"] };
    const run = await start(base({ flaws: { list: [flaw] } }, { ...flawed, ...slow }));
    onward(run, 2);
    const { filamentVolume, lithiumWindow, time } = run.observables;
    run.edit("move", move);
    expect(run.events.at(-1)!.message).toBe("Moved by hand: flaw at 10.5 um to 22.5 um.");
    const now = run.observables;
    expect([now.filamentVolume, now.lithiumWindow, now.time]).toEqual([
      filamentVolume,
      lithiumWindow,
      time,
    ]);
    const [moved] = run.frame([]).filaments;
    expect(moved!.points[0]).toBeCloseTo(22.5e-6, 12);
    expect(moved!.points[2]! - moved!.points[0]!).toBeCloseTo(6e-6 * Math.sin(Math.PI / 18), 12);
    while (run.advance() && run.observables.filamentCount === 0);
    expect(run.observables.filamentCount).toBeGreaterThan(0);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-10);
    expect(run.observables.riskSite).toBeGreaterThan(20e-6);
    const again = await start(JSON.parse(JSON.stringify(run.spec.scenario)));
    onward(again, run.steps);
    expect(exactStringify([again.observables, again.events])).toBe(
      exactStringify([run.observables, run.events]),
    );
    // where a filament stands now, nothing is moved
    expect(() => run.edit("move", { from: "22.5 um", to: "10.5 um" })).toThrow(
      /^A filament has grown from the flaw at 22\.5 um, which stays where it has cracked; move one/,
    );
  });

  it("inside the electrolyte goes deeper, and not out of it", async () => {
    const two = base({ flaws: { list: [flaw, inside] } }, flawed);
    const run = await start(two);
    onward(run, 2);
    const deep = { from: "24.5 um", fromDepth: "8 um", to: "20.5 um" };
    expect(() => run.edit("move", { ...deep, toDepth: "20 um" })).toThrow(
      /^The flaw at 24\.5 um would reach through the resolved electrolyte from 20 um down/,
    );
    expect(() => run.edit("move", { ...deep, toDepth: "0 um" })).toThrow(
      /^move\.toDepth: "0 um" would open an empty flaw to the lithium; use more than 0 um$/,
    );
    run.edit("move", { ...deep, toDepth: "12 um" });
    const moved = run.frame([]).filaments[1]!;
    expect(moved.points[0]).toBeCloseTo(20.5e-6, 12);
    expect(moved.points[1]).toBeCloseTo(12e-6, 12);
    expect(moved.points[3]).toBeCloseTo(12e-6 + 5e-6 * Math.cos(Math.PI / 9), 12);
  });

  it("that is not there, would be buried, or has no filaments to matter is refused", async () => {
    const run = await start(base({ flaws: { list: [flaw] } }, flawed));
    expect(() => run.edit("move", { from: "14 um", to: "20 um" })).toThrow(
      /^There is no flaw whose upper end is at 14 um; move one that is there\.$/,
    );
    expect(() => run.edit("move", { from: "10.5 um", to: "20 um", toDepth: "3 um" })).toThrow(
      /^move\.toDepth: "3 um" would bury a flaw that is open to the lithium; use 0 um$/,
    );
    const plain = await start(base());
    expect(() => plain.edit("move", { from: "14 um", to: "20 um" })).toThrow(
      /^move: physics\.filaments is off/,
    );
  });
});

describe("layers that are changed", () => {
  const layers: [object, object] = [
    { thickness: "3 um", ionicConductivity: "0.2 mS/cm", youngsModulus: "5 GPa" },
    { thickness: "8 um", lithiumConsumption: 1, fractureToughness: "0.5 MPa.m^0.5" },
  ];
  const path = "electrolyte.layers";
  it.each([
    ["put in", layers, []],
    ["made thicker", [{ ...layers[0], thickness: "6 um" }, layers[1]], layers],
    ["taken out", [], layers],
  ])("%s before the first step are those that were there from the start", async (_, to, from) => {
    const of = (list: object[]) => base({ layers: list, flaws: { list: [flaw] } }, flawed);
    const runs = [
      await start({ ...of(from), edits: [{ step: 0, path, value: to }] }),
      await start(of(to)),
      await start(of(from)),
    ] as const;
    for (const run of runs) onward(run, 6);
    expectAlike(COMPARED, ...runs);
  });

  it("that eat filaments stop one that is on its way, and its lithium is in the books", async () => {
    const cracking = base(
      { flaws: { list: [{ at: "16.5 um", length: "5 um" }] } },
      { ...flawed, protocol: ["Plate at 2 mA/cm2 for 20 min or until a short"] },
    );
    const [eaten, bare] = [await start(cracking), await start(cracking)];
    for (const run of [eaten, bare]) {
      while (run.observables.filamentDepth < 7e-6 && run.advance());
    }
    const { steps } = eaten;
    eaten.edit(path, [
      { thickness: "8 um" },
      { thickness: "12 um", lithiumConsumption: 1, lithiumReaction: "1e-13 m2/s" },
    ]);
    expect(eaten.events.at(-1)!.message).toBe("Set by hand: layers of 8 um, 12 um.");
    for (const run of [eaten, bare]) while (run.advance());
    expect(bare.observables.shortKind).toBeGreaterThan(0.5);
    expect(eaten.observables.shortKind).toBe(0);
    expect(eaten.observables.filamentEaten).toBeGreaterThan(0);
    expect(eaten.observables.lithiumDefect).toBeLessThan(1e-9);
    const again = await start(JSON.parse(JSON.stringify(eaten.spec.scenario)));
    while (again.advance());
    expect(exactStringify(again.observables)).toBe(exactStringify(eaten.observables));
    expect(eaten.spec.scenario.edits[0]!.step).toBe(steps);
  });

  it("that coat the lithium hold the interphase up from then on", async () => {
    const coating = [
      {
        thickness: "10 nm",
        ionicConductivity: "1e-6 S/cm",
        electronicConductivity: "1e-14 S/cm",
        coating: true,
      },
    ];
    const resting: ScenarioInput = {
      ...base({}, { physics: { interphaseGrowth: true } }),
      interface: { interphaseThickness: "0 nm" },
      protocol: ["Rest for 20 h"],
    };
    const [coated, bare] = [await start(resting), await start(resting)];
    for (const run of [coated, bare]) while (run.observables.time < 3600 && run.advance());
    const { interphaseCharge } = coated.observables;
    coated.edit(path, coating);
    expect(coated.observables.interphaseCharge).toBe(interphaseCharge);
    for (const run of [coated, bare]) while (run.advance());
    const grown = (run: Simulation) => run.observables.interphaseCharge - interphaseCharge;
    expect(grown(coated)).toBeLessThan(0.2 * grown(bare));
    expect(coated.observables.lithiumDefect).toBeLessThan(1e-12);
  });

  it("of one time step count as the last", async () => {
    const run = await start(base());
    onward(run, 2);
    for (const value of [layers, [layers[1]], []]) run.edit(path, value);
    expect(run.spec.scenario.edits).toEqual([{ step: 2, path, value: [] }]);
    expect(run.events.at(-1)!.message).toBe("Set by hand: no layers.");
  });

  it.each([
    ["1 um", /^electrolyte\.layers: "1 um" is not a list; write \[\{ "thickness": /],
    [
      [{ thickness: "1 um", uptake: 1 }],
      /^electrolyte\.layers\[0\]: "uptake" is an unknown key; it takes thickness, ionic/,
    ],
    [[{ thickness: "1 m" }], /^electrolyte\.layers\[0\]\.thickness: "1 m" is out of range/],
  ])("to %j are refused", async (value, sentence) => {
    const run = await start(base());
    expect(() => run.edit(path, value)).toThrow(sentence);
  });
});
