// Each switch of the void model against a closed form, or against the sign its paper gives it.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";

const wasm = readFileSync(new URL("../../build/kernel.wasm", import.meta.url));

async function end(scenario: object) {
  const run = await Simulation.create(resolveRun({ mesh: { columns: 32 }, ...scenario }), wasm);
  while (run.advance());
  expect(run.status, run.endReason).toBe("finished");
  return run.observables;
}

const gentle = { protocol: ["Strip at 0.1 mA/cm2 until 1 mA.h/cm2"] };
const hard = { protocol: ["Strip at 1 mA/cm2 until 0.3 mA.h/cm2"] };

describe("debris", () => {
  it("covers contact as exp(-k q) where the current is even", async () => {
    const o = await end({ ...gentle, physics: { coverage: "0.2 cm2/(mA.h)" } });
    expect(o.contactFraction).toBeCloseTo(Math.exp(-0.2), 6);
  });
});

describe("unrecovered area", () => {
  it("keeps part of what voids have covered, and nothing else", async () => {
    const cycle = {
      protocol: [...hard.protocol, "Plate at 1 mA/cm2 until 0.3 mA.h/cm2"],
    };
    const [healed, scarred] = [
      await end(cycle),
      await end({ ...cycle, physics: { unrecovered: 0.5 } }),
    ];
    expect(healed.contactFraction).toBeCloseTo(1, 3);
    expect(scarred.contactFraction).toBeLessThan(0.95);
    expect(scarred.contactFraction).toBeGreaterThan(0.5);
    expect(scarred.lithiumDefect).toBeLessThan(1e-9);
  });
});

describe("charge transfer that follows creep", () => {
  it("changes nothing where the lithium drifts as one", async () => {
    const even = { ...gentle, interface: { sinkAmplitude: 0 } };
    const [off, on] = [await end(even), await end({ ...even, physics: { creepKinetics: 1 } })];
    expect(on.voltage).toBeCloseTo(off.voltage, 8);
  });
  it("lowers the voltage where voids make it flow", async () => {
    const [off, on] = [await end(hard), await end({ ...hard, physics: { creepKinetics: 10 } })];
    expect(on.voltage).toBeLessThan(off.voltage - 1e-4);
  });
});

describe("adhesion", () => {
  it("keeps contact that uneven kinetics would open", async () => {
    const uneven = {
      conditions: { stackPressure: "0.5 MPa" },
      interface: { kineticsAmplitude: 0.5, siteSpacing: "0 um" },
      protocol: ["Strip at 1 mA/cm2 until 0.1 mA.h/cm2"],
    };
    const [free, held] = [
      await end({ ...uneven, physics: { vacancySinks: false } }),
      await end({ ...uneven, physics: { vacancySinks: false, adhesion: "20 MPa" } }),
    ];
    expect(free.contactFraction).toBeLessThan(0.9);
    expect(held.contactFraction).toBeGreaterThan(free.contactFraction + 0.03);
  });
});

describe("a stack that is not a dead weight", () => {
  it("loses its stiffness times what the platen comes down", async () => {
    const o = await end({
      ...gentle,
      conditions: { stackPressure: "7 MPa", stackStiffness: "0.5 MPa/um" },
    });
    const down = (13e-6 * 36000) / 96485.33212;
    expect(o.stackPressure).toBeCloseTo(7e6 - 0.5e12 * down, -4);
    expect(o.contactFraction).toBeGreaterThan(0.99);
  });
});
