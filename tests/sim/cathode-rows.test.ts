// The rows of a cathode along its depth, and the particles of a section, as frames and the past of a run hand them out.
import { expect, it } from "vitest";
import { CATHODE_ROWS } from "../../core/constants";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { meansOfRows } from "../../sim/cathode-rows";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";

type Cathode = NonNullable<ScenarioInput["cathode"]>;

async function discharged(cathode: Cathode) {
  const spec = resolveRun({
    cell: { pellet: "50 um" },
    mesh: { columns: 16 },
    conditions: { stackPressure: "25 MPa" },
    cathode: { charge: 1, ...cathode },
    protocol: ["Discharge at 1C for 10 min", "Rest for 1 min"],
  });
  const run = await Simulation.create(spec, wasm);
  while (run.advance() && run.observables.stepTime < 590);
  return run;
}

const mean = (values: ArrayLike<number>) =>
  Array.from(values).reduce((a, b) => a + b) / values.length;

it("rows: their mean is that of the cathode, reactions have mean one, ions hand over to electrons", async () => {
  const run = await discharged({ model: "line" });
  const { cathodeRows } = run.frame([]);
  const { lithium, reaction, ions, electrons, electrolyte } = cathodeRows!;
  const o = run.observables;
  const means = meansOfRows(lithium);
  expect(mean(means)).toBeCloseTo(o.cathodeLithium, 6);
  run.lines().cathode!.forEach((x, r) => {
    expect(x).toBeCloseTo(means[r]!, 6);
  });
  expect(mean(reaction)).toBeCloseTo(1, 6);
  const falling = Array.from(ions).toSorted((a, b) => b - a);
  expect(Array.from(ions)).toEqual(falling);
  expect(ions[0]).toBeGreaterThan(0.9);
  expect(ions[CATHODE_ROWS - 1]).toBeLessThan(0.1);
  // current flows from the pellet to the collector, down both potentials
  for (const potential of [electrons, electrolyte]) {
    for (let r = 1; r < CATHODE_ROWS; r++) expect(potential[r]).toBeLessThan(potential[r - 1]!);
  }
  // Ohm's law of the ions: half of the current on the mean of the way
  const { ionicConductivity, electronicConductivity, thickness } = run.spec.cathode!;
  const i = o.currentDensity;
  const h = thickness / CATHODE_ROWS;
  const drop = (share: ArrayLike<number>) => Array.from(share).reduce((sum, s) => sum + s) * i * h;
  expect(-electrolyte.at(-1)! / (drop(ions) / ionicConductivity)).toBeCloseTo(1, 1);
  const electronShare = Array.from(ions, (s) => 1 - s);
  expect(electrons[0]! / (drop(electronShare) / electronicConductivity)).toBeCloseTo(1, 1);
});

it("particles: each cell has its own, and their means are those of their cells", async () => {
  const run = await discharged({ model: "section", mesh: { columns: 64 } });
  const { particles } = run.geometry();
  const { cathode } = run.frame(["cathodeLithium"]);
  const { columns, rows, fields } = cathode!;
  const means = run.lines().cathode!;
  expect([particles!.columns, particles!.rows]).toEqual([columns, rows]);
  const sums = means.map(() => 0);
  const cells = means.map(() => 0);
  particles!.owner.forEach((own, k) => {
    const x = fields.cathodeLithium![k]!;
    expect(Number.isNaN(x)).toBe(own < 0);
    if (own < 0) return;
    sums[own]! += x;
    cells[own]! += 1;
  });
  means.forEach((x, own) => {
    expect(sums[own]! / cells[own]!).toBeCloseTo(x, 4);
  });
});

it("a cathode as one particle hands out neither", async () => {
  const run = await discharged({ model: "lumped" });
  const frame = run.frame(["cathodeLithium"]);
  expect([frame.cathode, frame.cathodeRows]).toEqual([undefined, undefined]);
  expect(run.lines().cathode).toBeUndefined();
});
