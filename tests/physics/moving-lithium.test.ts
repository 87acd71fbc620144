// What moves while voids grow: the creep law in every cell, the length of the step, the lithium that the interphase takes.
import { expect, it } from "vitest";
import { FARADAY } from "../../core/constants";
import type { ScenarioInput } from "../../core/scenario";
import { Field, Limiter, Out, Picture } from "../../sim/kernel";
import { Section } from "../../validate/section";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

const SOFT = {
  cell: { width: "40 um", lithium: "20 um", electrolyte: "20 um" },
  mesh: { columns: 40 },
  interface: {
    siteSpacing: "0 um",
    sinkAmplitude: 0,
    defects: [{ at: "20 um", width: "10 um", height: "6 um" }],
  },
  conditions: { stackPressure: "3 MPa" },
  materials: { overrides: { "lithium.creepStress": "1 MPa" } },
} satisfies Partial<ScenarioInput>;

/** Squared equivalent strain rate 2/3 e:e of every lithium cell [1/s2], plane strain, from the velocities on its corners. */
function rates(s: Section): Float64Array {
  const { columns: nx, rows } = s.kernel;
  const nodes = (nx + 1) * (rows.lithium + 1);
  const [u, v] = [s.kernel.field(Field.velocityX, nodes), s.kernel.field(Field.velocityY, nodes)];
  const h = s.spec.grid.h;
  return Float64Array.from({ length: nx * rows.lithium }, (_, k) => {
    const a = Math.floor(k / nx) * (nx + 1) + (k % nx);
    const c = a + nx + 1;
    const along = (w: Float64Array) => (w[a + 1]! - w[a]! + w[c + 1]! - w[c]!) / (2 * h);
    const across = (w: Float64Array) => (w[c]! - w[a]! + w[c + 1]! - w[a + 1]!) / (2 * h);
    const [xx, yy, xy] = [along(u), across(v), 0.5 * (across(u) + along(v))];
    const mean = (xx + yy) / 3;
    return (2 / 3) * ((xx - mean) ** 2 + (yy - mean) ** 2 + mean ** 2 + 2 * xy ** 2);
  });
}

it("lithium around a void creeps at A (sigma_e / s0)^n", async () => {
  const s = await Section.create(wasm, { scenario: SOFT });
  s.step(1);
  const { columns: nx, rows } = s.kernel;
  const mises = s.kernel.picture(Picture.vonMises);
  const { creepRate: A, creepStress: s0, creepExponent: n, diffusionalCreep: A1 } = s.spec.lithium;
  const ratios: number[] = [];
  rates(s).forEach((squared, k) => {
    const sigma = mises[(rows.lithium - 1 - Math.floor(k / nx)) * nx + (k % nx)]!;
    if (!(s.lithium[k]! > 0.999 && sigma > 0.3e6)) return;
    const law = A1.value * sigma + A.value * (sigma / s0.value) ** n.value;
    ratios.push((Math.sqrt(squared) / law) ** (1 / n.value));
  });
  expect(ratios.length).toBeGreaterThan(100);
  // viscosities are those of the last pass: most cells have come to rest, some not quite
  ratios.sort((a, b) => a - b);
  expect(Math.abs(ratios[ratios.length >> 1]! - 1)).toBeLessThan(0.02);
});

it("a flow whose leak alone is left does not idle: no pass has nothing to solve again and again", async () => {
  const scenario = {
    ...SOFT,
    cell: { ...SOFT.cell, electrolyte: "8 um" },
    mesh: { columns: 24 },
    interface: { siteSpacing: "0 um", defects: [{ at: "20 um", width: "8 um", height: "4 um" }] },
    materials: {},
    physics: { bulkRatio: 2 },
    protocol: ["Rest for 2 h"],
  };
  const { run, kernel } = await openRun(scenario, wasm);
  const passes: number[] = [];
  while (run.advance()) passes.push(kernel.outputs[Out.flowPasses]!);
  expect(run.status).toBe("finished");
  // they ran into the limit of 40, 21 on average
  expect(Math.max(...passes)).toBeLessThan(30);
});

it("a flow that needs a softer stop hands it on: the next ones begin with it", async () => {
  const scenario: ScenarioInput = {
    seed: 729074,
    cell: { width: "310 um", lithium: "248 um", electrolyte: "713 um" },
    mesh: { columns: 24 },
    conditions: { temperature: "43 Cel", stackPressure: "0.048 MPa", stackStiffness: "50 MPa/um" },
    interface: {
      siteSpacing: "0 um",
      sinkAmplitude: 0,
      kineticsAmplitude: 0,
      defects: [
        { at: "20 um", width: "12 um", height: "4.5 um" },
        { at: "15 um", width: "12 um", height: "2 um" },
      ],
    },
    electrolyte: { density: 0.82, pores: { on: true, diameter: "15.5 um" } },
    physics: { interphaseGrowth: true, stressPotential: true, adhesion: "1000 MPa" },
    protocol: ["Plate at 0.68 mA/cm2 for 21 min"],
  };
  const { run, kernel } = await openRun(scenario, wasm);
  // 40 passes from the last step and 200 from rest do not settle it
  let passes = 0;
  while (passes <= 240 && run.steps < 40 && run.advance()) passes = kernel.outputs[Out.flowPasses]!;
  expect(passes).toBeGreaterThan(240);
  for (let k = 0; k < 2; k++) {
    run.advance();
    expect(kernel.outputs[Out.flowPasses]).toBeLessThan(60);
  }
});

it("lithium that hardly drains into the wall settles on a root law whose start is wider", async () => {
  // sinks that drain a seven hundredth of a current that turns from plating to stripping: each face is at rest or held as by a rigid wall
  const scenario: ScenarioInput = {
    seed: 14768,
    cell: { width: "7.7 um", lithium: "19.3 um", electrolyte: "2.31 um" },
    mesh: { columns: 24 },
    conditions: { temperature: "-8 Cel", stackPressure: "0.45 MPa", platen: "gap" },
    materials: { overrides: { "lithium.creepStress": "0.31 MPa" } },
    interface: {
      siteSpacing: "20 um",
      sinkAmplitude: 1,
      defects: [{ at: "0 um", width: "12 um", height: "4.5 um" }],
    },
    physics: {
      healing: false,
      creepKinetics: 10000,
      transportLength: "86 um",
      gapScale: "0.25 um",
    },
    protocol: ["Plate at 4.4 mA/cm2 for 1 min", "Strip at 0.026 mA/cm2 for 5 s"],
  };
  const { run, kernel } = await openRun(scenario, wasm);
  while (run.advance());
  expect(run.status).toBe("finished");
  expect(kernel.outputs[Out.lithiumDefect]).toBeLessThan(1e-12);
});

it("no lithium crosses more than about a third of a cell in a step", async () => {
  const s = await Section.create(wasm, { scenario: SOFT });
  const { columns: nx, rows } = s.kernel;
  const h = s.spec.grid.h;
  let [far, limited] = [0, 0];
  for (let k = 0; k < 12; k++) {
    const lithium = Float64Array.from(s.lithium);
    const dt = s.step(1e4);
    if (s.out(Out.limiter) === Limiter.courant) limited++;
    const flux = s.kernel.field(Field.fluxY, nx * (rows.lithium + 1));
    for (let face = nx; face < nx * rows.lithium; face++) {
      if (lithium[face]! + lithium[face - nx]! < 0.5) continue;
      far = Math.max(far, (Math.abs(flux[face]!) * dt) / h ** 2);
    }
  }
  expect(limited).toBeGreaterThan(0);
  expect(far).toBeLessThan(0.3501);
});

it("the interphase takes k sqrt(t) of the step that was taken, however the lithium cut it short", async () => {
  const s = await Section.create(wasm, {
    scenario: { ...SOFT, physics: { interphaseGrowth: true } },
    run: ({ electrolyte }) => {
      // so that k alone is seen
      electrolyte.interphaseReaction.value = 1e9;
    },
  });
  const { electrolyte } = s.spec;
  const k = electrolyte.interphaseGrowth;
  const perCharge = s.spec.lithium.molarVolume.value / FARADAY;
  const first =
    (electrolyte.interphaseResistance.value * electrolyte.interphaseConductivity.value) /
    electrolyte.interphaseThicknessPerCharge.value;
  const q = new Float64Array(40).fill(first);
  let [limited, eaten] = [0, 0];
  for (let n = 0; n < 8; n++) {
    const contact = Array.from(s.line(Field.contact));
    const dt = s.step(1e4);
    if (s.out(Out.limiter) === Limiter.courant) limited++;
    contact.forEach((a, i) => {
      const after = Math.sqrt(q[i]! ** 2 + k.value ** 2 * a * dt);
      eaten += (perCharge * (after - q[i]!)) / 40;
      q[i] = after;
    });
    expect(s.out(Out.lithiumEaten) / eaten).toBeCloseTo(1, 9);
  }
  expect(limited).toBeGreaterThan(2);
});
