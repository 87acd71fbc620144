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
