// What is derived leaves no trace: a picture changes nothing of the run, and coefficients and observables computed again are
// the same to the bit.
import { describe, expect, it } from "vitest";
import { GALLERY } from "../../core/gallery";
import type { ScenarioInput } from "../../core/scenario";
import { Field, type Kernel, Out, Picture } from "../../sim/kernel";
import type { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";
import { fieldSizes, openRun, PICTURES } from "../support/run";

/** A pressure that the platen itself moves. */
const held: ScenarioInput = {
  conditions: { platen: "gap", stackPressure: "5 MPa" },
  protocol: ["Strip at 0.1 mA/cm2 for 10 h"],
};
const scenarios = [
  ...GALLERY.map(({ name, scenario }) => [name, scenario as ScenarioInput] as const),
  ["platen held", held] as const,
].map(([name, scenario]) => [name, { ...scenario, mesh: { columns: 32 } }] as const);

const bits = (a: Float32Array | Float64Array) =>
  Buffer.from(a.buffer, a.byteOffset, a.byteLength).toString("latin1");

/** Observables, fields and filaments of the run, each to the bit. */
function stateOf(kernel: Kernel): Map<string, string> {
  const state = new Map([["filaments", bits(kernel.filamentRows())]]);
  for (let k = 0; k < Out.COUNT; k++) state.set(Out[k]!, bits(kernel.outputs.subarray(k, k + 1)));
  // a solve from its own answer takes none
  state.delete("stressIterations");
  for (const [which, n] of fieldSizes(kernel))
    state.set(Field[which], bits(kernel.field(which, n)));
  return state;
}

/** Names of what is not the same in both. */
const changes = (a: Map<string, string>, b: Map<string, string>) =>
  [...a.keys()].filter((name) => a.get(name) !== b.get(name));

/** The run's memory; what work arrays hold is nobody's. */
function memoryOf(kernel: Kernel): Uint8Array {
  kernel.exports.sectionClearScratch();
  return kernel.snapshot();
}

const sameMemory = (kernel: Kernel, memory: Uint8Array) =>
  Buffer.compare(memoryOf(kernel), memory) === 0;

/** The start, and after every ten accepted steps, three times. */
function* instants(run: Simulation) {
  yield;
  for (let part = 0; part < 3; part++) {
    const { steps } = run;
    while (run.steps < steps + 10 && run.advance());
    yield;
  }
}

describe.each(scenarios)("%s", (_, scenario) => {
  it("is not changed by a picture, neither now nor in what follows", async () => {
    const { run, kernel } = await openRun(scenario, wasm);
    const alone = await openRun(scenario, wasm);
    const unseen = instants(alone.run);
    for (const _ of instants(run)) {
      unseen.next();
      const before = stateOf(kernel);
      expect(changes(before, stateOf(alone.kernel))).toEqual([]);
      for (const which of PICTURES) {
        const picture = bits(kernel.picture(which));
        expect(changes(before, stateOf(kernel)), Picture[which]).toEqual([]);
        expect(bits(kernel.picture(which)) === picture, Picture[which]).toBe(true);
      }
    }
  });

  it("has the coefficients of its state, and the same ones twice", async () => {
    const { run, kernel } = await openRun(scenario, wasm);
    for (const _ of instants(run)) {
      const before = memoryOf(kernel);
      kernel.exports.sectionCoefficients();
      // filaments block conductances until the next step
      if (!run.spec.physics.filaments) expect(sameMemory(kernel, before)).toBe(true);
      const once = memoryOf(kernel);
      kernel.exports.sectionCoefficients();
      expect(sameMemory(kernel, once)).toBe(true);
    }
  });

  it("is observed twice with the same result", async () => {
    const { run, kernel } = await openRun(scenario, wasm);
    for (const _ of instants(run)) {
      const before = stateOf(kernel);
      kernel.exports.sectionObserve();
      expect(changes(before, stateOf(kernel))).toEqual([]);
      const once = memoryOf(kernel);
      kernel.exports.sectionObserve();
      expect(sameMemory(kernel, once)).toBe(true);
    }
  });
});
