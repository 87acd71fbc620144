import { describe, expect, it } from "vitest";
import { fromGallery } from "../../core/gallery";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";
import { plain, withThreads } from "./kernel";

// tall enough that the solver's passes are cut into strips
const spec = resolveRun(
  applyOverrides(fromGallery("single-void").scenario, [
    "mesh.columns=64",
    "cell.electrolyte=200 um",
  ]),
);

describe("a checkpoint", () => {
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
    const up = await Simulation.restore(one.checkpoint(), plain, () => withThreads(2));
    const down = await Simulation.restore(two.checkpoint(), plain);
    expect([up.threads, down.threads]).toEqual([2, 1]);
    for (const run of [one, two, up, down]) for (let k = 0; k < 2; k++) run.advance();
    for (const run of [two, up, down]) expect(run.observables).toEqual(one.observables);
    for (const run of [two, up]) run.dispose();
  });
});
