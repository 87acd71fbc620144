// Small random scenarios: the books close and every number is a number, whatever is asked.
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";

const wasm = readFileSync(new URL("../../build/kernel.wasm", import.meta.url));

const oneOf = <T>(...values: T[]) => fc.constantFrom(...values);
const current = oneOf(0.05, 0.2, 1, 3);
const minutes = fc.integer({ min: 1, max: 25 });
const step = fc.oneof(
  fc
    .tuple(oneOf("Strip", "Plate"), current, minutes)
    .map(([v, j, t]) => `${v} at ${j} mA/cm2 for ${t} min`),
  minutes.map((t) => `Rest for ${t} min`),
  fc.tuple(oneOf(-20, 5, 40), minutes).map(([v, t]) => `Hold at ${v} mV for ${t} min`),
  fc.tuple(oneOf(0.5, 5, 12), oneOf(1, 30)).map(([p, t]) => `Press to ${p} MPa over ${t} s`),
);
const scenario = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  cell: fc.record({
    width: oneOf("20 um", "40 um"),
    lithium: oneOf("8 um", "20 um"),
    electrolyte: oneOf("8 um", "24 um"),
    reservoir: oneOf("5 um", "200 um"),
  }),
  mesh: fc.record({ columns: oneOf(24, 27, 32) }),
  conditions: fc.record({
    temperature: oneOf("-10 Cel", "25 Cel", "60 Cel"),
    stackPressure: oneOf("0.2 MPa", "1 MPa", "3 MPa", "7 MPa"),
  }),
  interface: fc.record({
    kineticsAmplitude: oneOf(0, 0.3),
    siteSpacing: oneOf("0 um", "10 um"),
    defects: fc.array(
      fc.record({
        at: oneOf("0 um", "7 um", "15 um"),
        width: oneOf("1 um", "5 um"),
        height: oneOf("0.5 um", "3 um"),
      }),
      { maxLength: 2 },
    ),
  }),
  physics: fc.record({
    vacancySinks: fc.boolean(),
    powerLawCreep: fc.boolean(),
    healing: fc.boolean(),
    seiGrowth: fc.boolean(),
    stressPotential: fc.boolean(),
  }),
  materials: fc.record({
    overrides: oneOf<Record<string, string>>({}, { "lithium.creepStress": "2 MPa" }),
  }),
  protocol: fc.array(step, { minLength: 1, maxLength: 4 }),
});

it("holds its ledgers in random scenarios and never gives a NaN", async () => {
  await fc.assert(
    fc.asyncProperty(scenario, async (input) => {
      const run = await Simulation.create(resolveRun(input), wasm);
      let time = 0;
      while (run.advance() && run.steps < 4000) {
        const o = run.observables;
        for (const [name, value] of Object.entries(o)) {
          if (typeof value === "number" && !Number.isFinite(value))
            expect.fail(`${name} is ${value}`);
        }
        expect(o.lithiumDefect).toBeLessThan(1e-9);
        expect(o.chargeDefect).toBeLessThan(1e-8);
        expect(o.time).toBeGreaterThanOrEqual(time);
        expect(o.contactFraction).toBeGreaterThanOrEqual(0);
        expect(o.contactFraction).toBeLessThanOrEqual(1);
        time = o.time;
      }
      // all contact may be lost and all lithium used up, but the solvers must not fail
      expect(run.status, run.endReason).not.toBe("failed");
      expect(run.steps).toBeLessThan(4000);
    }),
    { numRuns: 40, seed: 1, endOnFailure: true },
  );
});
