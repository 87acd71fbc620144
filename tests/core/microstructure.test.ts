// What a scenario may say of its electrolyte.
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";

const resolve = (electrolyte: ScenarioInput["electrolyte"]) =>
  resolveRun({ protocol: ["Rest for 1 h"], electrolyte }).microstructure;

it("is off unless asked for", () => {
  const { grains, flaws, pores, layers, roughness } = resolve(undefined);
  expect([grains.size, grains.boundaryResistance, flaws.spacing, roughness]).toEqual([0, 0, 0, 0]);
  expect(pores.on).toBe(false);
  expect([layers, grains.list, flaws.list, pores.list]).toEqual([[], [], [], []]);
});

it("takes layers as ratios over the electrolyte, so that they share its temperature laws", () => {
  const [layer] = resolve({
    layers: [
      { thickness: "50 nm", ionicConductivity: "0.5 mS/cm", fractureToughness: "0.6 MPa.m^0.5" },
    ],
  }).layers;
  expect(layer!.thickness).toBeCloseTo(50e-9, 15);
  expect(layer!.ionicConductivity).toBeCloseTo(0.25, 12);
  expect(layer!.fractureToughness).toBeCloseTo(2, 12);
  expect(layer!.electronicConductivity).toBe(1);
  expect(layer!.poissonRatio).toBeUndefined();
});

it("turns degrees into radians", () => {
  const { flaws } = resolve({ flaws: { list: [{ at: "5 um", length: "3 um", tilt: 45 }] } });
  expect(flaws.list[0]!.tilt).toBeCloseTo(Math.PI / 4, 12);
});

it("refuses what cannot be, in one sentence", () => {
  expect(() => resolve({ flaws: { list: [{ at: "200 um", length: "3 um" }] } })).toThrow(
    /electrolyte\.flaws\.list\[0\]\.at.*outside the section/,
  );
  expect(() => resolve({ grains: { size: "0.5 um" } })).toThrow(/more than 4096 grains/);
  expect(() => resolve({ pores: { on: true, diameter: "0.1 um" } })).toThrow(/4096 pores/);
  // 0.9 size / (1.08 kappa) at 10 um and 2 mS/cm
  expect(() => resolve({ grains: { size: "10 um", boundaryResistance: "1 Ohm.cm2" } })).toThrow(
    /more than the whole electrolyte resists; use at most 0\.41/,
  );
  expect(() => resolve({ density: 90 })).toThrow(/density/);
});
