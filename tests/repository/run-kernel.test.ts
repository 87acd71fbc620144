// The kernel that the page fetches is the compiled one without the lab: the same runs, to the last byte of memory.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { GALLERY } from "../../core/gallery";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { checkpointOf } from "../../sim/checkpoint";
import { kernelId } from "../../sim/module";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";

const taken = new Uint8Array(readFileSync("build/kernel.run.wasm"));
const names = (bytes: Uint8Array<ArrayBuffer>) =>
  WebAssembly.Module.exports(new WebAssembly.Module(bytes)).map(({ name }) => name);
const RUNS = ["void-field", "grain-boundary", "doux", "full-cell", "interphase-aging"];
const STEPS = 15;

it("exports what a run needs and nothing of the lab", () => {
  const kept = names(taken);
  expect(kept).toEqual(expect.arrayContaining(["runCreate", "runStep", "runPicture", "teamHelp"]));
  const gone = names(wasm).filter((name) => !kept.includes(name));
  expect(gone).toEqual(expect.arrayContaining(["scalarSolve"]));
  expect(
    kept.filter((name) => !/^(run[A-Z]\w+|team[A-Z]\w+|alloc|used|memory)$/.test(name)),
  ).toEqual([]);
  expect(taken.length).toBeLessThan(0.95 * wasm.length);
});

it("has the identifier of the kernel that it is taken from", () => {
  expect(kernelId(taken)).toBe(kernelId(wasm));
  const damaged = taken.slice();
  damaged[damaged.length - 1]! ^= 1;
  expect(kernelId(damaged)).not.toBe(kernelId(wasm));
});

it.each(RUNS)("leaves the memory of %s as the whole kernel does", async (name) => {
  const { scenario } = GALLERY.find((one) => one.name === name)!;
  const after = async (bytes: Uint8Array<ArrayBuffer>) => {
    const run = await Simulation.create(resolveRun(scenario as ScenarioInput), bytes);
    for (let step = 0; step < STEPS; step++) run.advance();
    return Buffer.from(checkpointOf(run));
  };
  expect((await after(taken)).equals(await after(wasm))).toBe(true);
});
