// What `run` prints for people.
import { expect, it } from "vitest";
import { describe as lines } from "../../cli/run/summary";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";
import { summarise } from "../../sim/summary";
import { wasm } from "../support/kernel";

it("a voltage that is the rounding of a solve reads 0, and one that is small does not", async () => {
  const run = await Simulation.create(resolveRun({ protocol: ["Rest for 1 min"] }), wasm);
  const summary = summarise("resting", run, 0, 0);
  const voltage = (volts: number) =>
    /^voltage +(.*)$/m.exec(lines({ ...summary, voltage_V: volts }))![1];
  expect(voltage(1.9e-65)).toBe("0 mV (positive while stripping)");
  expect(voltage(-2e-15)).toBe("0 mV (positive while stripping)");
  expect(voltage(-2e-9)).toBe("-0.000002 mV (positive while stripping)");
  expect(voltage(0.0124)).toBe("12.4 mV (positive while stripping)");
});
