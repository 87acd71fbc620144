// A run says what cuts its time steps, and when it crawls for how long it would go on.
import { describe, expect, it } from "vitest";
import { REMEDIES } from "../../core/remarks";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { LIMITERS } from "../../core/tables/outcomes";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { remarksOf } from "../../sim/remarks";
import { Simulation } from "../../sim/simulation";
import { countStep, crawled, crawlOf, noLimits, shares } from "../../sim/step-limits";
import { summarise } from "../../sim/summary";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

const begin = (input: ScenarioInput) =>
  Simulation.create(resolveRun({ mesh: { columns: 16 }, ...input }), wasm);

/** Counts `steps` steps of length `dt`, cut by turns by what is listed, with `left` seconds to go. */
function counted(steps: number, dt: number, left: number, ...limiters: string[]) {
  const limits = noLimits();
  for (let k = 1; k <= steps; k++) {
    const limiter = limiters[k % limiters.length]!;
    countStep(limits, { limiter, dt, time: k * dt } as Observables, left);
  }
  return limits;
}

describe("the limits of the time steps", () => {
  it("are counted step by step, those of steps that merely grow for what has cut them before", () => {
    const limits = counted(
      1000,
      0.5,
      0,
      "growth",
      "contact gap",
      "growth",
      "growth",
      "end of step",
    );
    const found = shares(limits).map(([limiter, { steps, time }, share]) => [
      limiter,
      steps,
      time,
      share,
    ]);
    expect(found).toEqual([
      ["contact gap", 600, 300, 0.6],
      ["end of step", 400, 200, 0.4],
    ]);
  });

  it("make a crawl of more steps to go than anybody waits for, and only of that", () => {
    expect(crawlOf(counted(1000, 0.5, 9000, "contact gap"))).toBeNull();
    expect(crawlOf(counted(1000, 0.5, 15_000, "end of step"))).toBeNull();
    const limits = counted(1000, 0.5, 15_000, "contact gap", "contact gap", "accuracy");
    expect(crawlOf(limits)).toMatchObject({ limiter: "contact gap", step: 0.5, toGo: 30_000 });
    expect(crawled(limits)).toMatch(
      /^Between 0 s and 8\.33 min the run crawled: 1000 time steps of 0\.5 s on average, 67 % of them set by "contact gap", and up to 30000 more to go at that pace; .*physics\.gapScale/,
    );
  });

  it("have a remedy each", () => {
    expect(Object.keys(REMEDIES).sort()).toEqual(Object.values(LIMITERS).sort());
  });

  it("are told by a run with its expected time, and go on behind a checkpoint", async () => {
    let run = await begin({
      numerics: { maxTimeStep: "1 ms" },
      protocol: ["Strip at 1 mA/cm2 for 1 h"],
    });
    for (let k = 0; k < 300; k++) run.advance();
    run.interrupt("Enough.");
    run = await restore(checkpointOf(run), wasm);
    for (let k = 0; k < 150; k++) run.advance();
    expect(run.crawl).toMatchObject({ limiter: "accuracy", share: 1 });
    const { stepLimits, crawl, expected_s, remarks } = summarise("slow", run, 1.5, 150);
    expect(stepLimits["accuracy"]!.steps).toBeGreaterThan(440);
    expect(crawl!.stepsToGo).toBeCloseTo(3_599_600, -2);
    expect(expected_s).toBe(Math.round(crawl!.stepsToGo / 100));
    expect(remarks).toEqual([
      expect.stringMatching(/400 time steps .* raise numerics\.maxTimeStep/),
    ]);
  });

  it("say nothing of an ordinary run", async () => {
    const run = await begin({ protocol: ["Strip at 1 mA/cm2 for 1 h"] });
    while (run.advance());
    expect(run.crawl).toBeNull();
    expect(remarksOf(run)).toEqual([]);
  });
});
