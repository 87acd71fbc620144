// Lithium pressed through a porous pellet: the short comes when the empirical law says, in few steps.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";

const wasm = readFileSync(new URL("../../build/kernel.wasm", import.meta.url));

function doux(pressure: string, hours: number, more = {}) {
  return resolveRun({
    mesh: { columns: 16 },
    interface: { siteSpacing: "0 um" },
    conditions: { stackPressure: pressure },
    electrolyte: { density: 0.82 },
    physics: { infiltration: true },
    protocol: [
      `Cycle ${Math.ceil(hours / 2)} times: [Strip at 0.075 mA/cm2 for 1 h; Plate at 0.075 mA/cm2 for 1 h] until infiltration > 99.9 %`,
    ],
    ...more,
  });
}

it("shorts once, at the time of the law, with its place", async () => {
  const run = await Simulation.create(doux("25 MPa", 100), wasm);
  while (run.advance());
  const shorts = run.events.filter((e) => e.kind === "short");
  expect(shorts).toHaveLength(1);
  expect(shorts[0]!.message).toMatch(/^Short by infiltration: .* at \d+\.\d um\.$/);
  const hours = Math.exp(7.75 - 0.1446 * 25);
  expect(shorts[0]!.time / 3600 / hours).toBeCloseTo(1, 6);
  expect(run.observables.infiltration).toBe(1);
});

it("does not move without current", async () => {
  const spec = doux("25 MPa", 100, { protocol: ["Rest for 200 h"] });
  const run = await Simulation.create(spec, wasm);
  while (run.advance());
  expect(run.observables.infiltration).toBe(0);
});

it("is slower in a denser pellet, in proportion to porosity, and part of a checkpoint", async () => {
  const depth = async (density: number) => {
    let run = await Simulation.create(doux("20 MPa", 4, { electrolyte: { density } }), wasm);
    for (let k = 0; k < 10; k++) run.advance();
    run = await Simulation.restore(run.checkpoint(), wasm);
    while (run.advance());
    return run.observables.infiltration;
  };
  const [loose, dense] = [await depth(0.82), await depth(0.91)];
  expect(loose / (4 / Math.exp(7.75 - 0.1446 * 20))).toBeCloseTo(1, 9);
  expect(dense / loose).toBeCloseTo(0.5, 9);
});
