// A section with its electrolyte drawn, and what the kernel tells of it.
import { expect } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { Out, Param, Status } from "../../sim/kernel";
import { layOut } from "../../sim/kernel-setup";
import { wasm } from "./kernel";

/** One row of the flaw table [m], [rad]. */
export interface DrawnFlaw {
  at: number;
  depth: number;
  length: number;
  tilt: number;
  mouth: number;
}

export async function drawn(scenario: Partial<ScenarioInput>) {
  const spec = resolveRun({ protocol: ["Rest for 1 h"], ...scenario });
  const { kernel, status } = await layOut(spec, wasm);
  expect(status).toBe(Status.ok);
  const probe = kernel.exports;
  const table = (at: number, count: number, columns: number) =>
    Array.from({ length: count }, (_, k) =>
      Array.from(new Float64Array(probe.memory.buffer, at + 8 * columns * k, columns)),
    );
  return {
    spec,
    kernel,
    probe,
    flaws: (): DrawnFlaw[] =>
      table(probe.electrolyteFlaws(), probe.electrolyteFlawCount(), 5).map(
        ([at, depth, length, tilt, mouth]) => ({
          at: at!,
          depth: depth!,
          length: length!,
          tilt: tilt!,
          mouth: mouth!,
        }),
      ),
    grains: () => table(probe.electrolyteGrains(), probe.electrolyteGrainCount(), 3),
    pores: () => table(probe.electrolytePores(), probe.electrolytePoreCount(), 3),
    /** Drop over the electrolyte at 1 mA/cm2 over that of the material alone. */
    resistance(): number {
      kernel.setParam(Param.current, 10);
      expect(kernel.exports.runControl()).toBe(Status.ok);
      const o = kernel.outputs;
      return (o[Out.etaElectrolyte]! + o[Out.etaConstriction]!) / o[Out.etaElectrolyte]!;
    },
  };
}
