import { describe, expect, it } from "vitest";
import { fromGallery } from "../../core/gallery";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { Simulation } from "../../sim/simulation";
import { wasm as plain, threaded } from "../support/kernel";
import { withThreads } from "./kernel";

// tall enough that the solver's passes are cut into strips
const spec = resolveRun(
  applyOverrides(fromGallery("single-void").scenario, [
    "mesh.columns=64",
    "cell.electrolyte=200 um",
  ]),
);

/** What lies below the arena before a run is laid out: constants, and the functions that are given as values. */
async function staticMemory(wasm: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const memory = new WebAssembly.Memory({ initial: 16, maximum: 65536, shared: true });
  const { instance } = await WebAssembly.instantiate(wasm, { env: { memory } });
  const k = instance.exports as { memory: WebAssembly.Memory; used(): number };
  return new Uint8Array(k.memory.buffer, 0, k.used()).slice();
}

describe("a checkpoint", () => {
  it("finds the same constants in both kernels", async () => {
    const one = await staticMemory(plain);
    expect(one.length).toBeGreaterThan(1024);
    expect(await staticMemory(threaded())).toEqual(one);
  });

  it("moves between one thread and two, to the bits of never having stopped", async () => {
    expect(spec.grid.electrolyteRows).toBeGreaterThanOrEqual(128);
    const one = await Simulation.create(spec, plain);
    const two = await Simulation.create(spec, plain, withThreads(2));
    expect([one.threads, two.threads]).toEqual([1, 2]);
    for (let k = 0; k < 3; k++) {
      one.advance();
      two.advance();
    }
    expect(two.observables).toEqual(one.observables);
    // a spectrum has the same bits, and lays its room out beside that of the team
    const frequencies = [1e6, 1e3, 1];
    expect(two.impedance(frequencies)).toEqual(one.impedance(frequencies));
    const up = await restore(checkpointOf(one), plain, () => withThreads(2));
    const down = await restore(checkpointOf(two), plain);
    expect([up.threads, down.threads]).toEqual([2, 1]);
    for (const run of [one, two, up, down]) for (let k = 0; k < 2; k++) run.advance();
    for (const run of [two, up, down]) expect(run.observables).toEqual(one.observables);
    for (const run of [two, up]) run.dispose();
  });
});
