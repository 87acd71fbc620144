// Where electrons that leak in let lithium deposit inside; the ladder of layers (A9) is a case of validate/.
import { describe, expect, it } from "vitest";
import type { ScenarioInput } from "../../core/scenario";
import { Out, Param, Status } from "../../sim/kernel";
import { drawn } from "../support/section";

/** A section held at 10 mV, leaking. */
async function leaking(scenario: Partial<ScenarioInput>, volts = 0.01) {
  const one = await drawn({ physics: { leakage: true }, mesh: { columns: 16 }, ...scenario });
  one.kernel.setParam(Param.voltageControl, 1);
  one.kernel.setParam(Param.voltage, volts);
  expect(one.kernel.exports.runControl()).toBe(Status.ok);
  return one;
}

describe("the leakage current", () => {
  /** Layers over which electrons find six decades, and pores that they go round. */
  const electrolyte: ScenarioInput["electrolyte"] = {
    density: 0.85,
    pores: { on: true, diameter: "3 um" },
    layers: [
      { thickness: "3 um", electronicConductivity: "1e-3 S/cm" },
      { thickness: "4 um", electronicConductivity: "1e-16 S/cm" },
    ],
  };
  const cell = { width: "20 um", lithium: "10 um", electrolyte: "20 um", pellet: "60 um" };
  const leakage = async (volts: number) =>
    (await leaking({ cell, electrolyte }, volts)).kernel.outputs[Out.leakageCurrent]!;

  it("is in proportion to the potential of the metal, however little the layers let through", async () => {
    const [little, much] = [await leakage(1e-6), await leakage(1e-2)];
    expect(much).toBeGreaterThan(0);
    expect(Math.abs((1e4 * little) / much - 1)).toBeLessThan(1e-9);
  });

  it("is that of a layer which alone holds the electrons up", async () => {
    const layers = [{ thickness: "4 um", electronicConductivity: "1e-16 S/cm" }];
    const one = await leaking({ cell, electrolyte: { layers } }, 1e-3);
    const held = (1e-3 * 1e-14) / 4e-6;
    expect(Math.abs(one.kernel.outputs[Out.leakageCurrent]! / held - 1)).toBeLessThan(1e-3);
  });

  it("follows the contact that has changed", async () => {
    const one = await leaking({ cell, electrolyte });
    const before = one.kernel.outputs[Out.leakageCurrent]!;
    one.kernel.setParam(Param.voltageControl, 0);
    one.kernel.setParam(Param.current, 20);
    expect(one.kernel.exports.runControl()).toBe(Status.ok);
    one.kernel.setParam(Param.room, 1e9);
    while (one.kernel.outputs[Out.contactFraction]! > 0.6)
      expect(one.kernel.exports.runStep()).toBe(Status.ok);
    one.kernel.setParam(Param.voltageControl, 1);
    one.kernel.setParam(Param.voltage, 0.01);
    expect(one.kernel.exports.runControl()).toBe(Status.ok);
    const after = one.kernel.outputs[Out.leakageCurrent]!;
    // as if it had never been known
    expect(one.kernel.exports.runTemperature()).toBe(Status.ok);
    expect(one.kernel.outputs[Out.leakageCurrent]).toBe(after);
    expect(after).not.toBe(before);
  });
});

describe("internal nucleation", () => {
  const plating = { protocol: ["Plate at 4 mA/cm2 for 5 min"] };

  it("has no excess over the plating face in a homogeneous electrolyte", async () => {
    const one = await leaking({ cell: { pellet: "50 um" } }, -0.05);
    // U rises from the face on: the first cell's centre lies above the face's own value
    expect(one.kernel.outputs[Out.supersaturation]!).toBeLessThan(1e-6);
    expect(one.kernel.outputs[Out.leastPotential]!).toBeLessThan(0);
    expect(one.kernel.outputs[Out.leastPotentialDepth]!).toBeLessThan(10e-6);
  });

  it("starts in a layer that electrons reach and ions do not leave", async () => {
    // psi stays at the face's in the first layer, which conducts electrons, while phi climbs through it
    const layers = [
      { thickness: "20 um", electronicConductivity: "1e-4 S/cm", ionicConductivity: "0.1 mS/cm" },
    ];
    const one = await leaking(
      { ...plating, cell: { pellet: "50 um" }, electrolyte: { layers } },
      -0.3,
    );
    expect(one.kernel.outputs[Out.supersaturation]!).toBeGreaterThan(0.01);
    const depth = one.kernel.outputs[Out.leastPotentialDepth]!;
    expect(Math.abs(depth - 20e-6)).toBeLessThan(5e-6);
  });

  it("leaves the run alone", async () => {
    const values = await Promise.all(
      [true, false].map(async (leakage) => {
        const { kernel } = await drawn({ physics: { leakage }, mesh: { columns: 32 } });
        kernel.setParam(Param.current, 10);
        kernel.exports.runControl();
        kernel.setParam(Param.room, 1e9);
        for (let k = 0; k < 40; k++) kernel.exports.runStep();
        return [Out.voltage, Out.contactFraction, Out.voidVolume, Out.vonMisesMax].map(
          (slot) => kernel.outputs[slot],
        );
      }),
    );
    expect(values[0]).toEqual(values[1]);
  });
});
