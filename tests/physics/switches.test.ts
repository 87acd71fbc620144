// Each switch of the void model against a closed form, or against the sign its paper gives it.
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { Field } from "../../sim/kernel";
import { Simulation } from "../../sim/simulation";
import type { RunEvent } from "../../sim/types";
import { Section } from "../../validate/section";
import { wasm } from "../support/kernel";

async function end(scenario: object, said: RunEvent[] = []) {
  const run = await Simulation.create(resolveRun({ mesh: { columns: 32 }, ...scenario }), wasm);
  while (run.advance());
  expect(run.status, run.endReason).toBe("finished");
  said.push(...run.events);
  return run.observables;
}

/** The default debris, off. */
const CLEAN = { coverage: "0 cm2/(mA.h)" };
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
      await end({ ...cycle, physics: CLEAN }),
      await end({ ...cycle, physics: { ...CLEAN, unrecovered: 0.5 } }),
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

  it.each([1, 2])("bears %d MPa where contact lags behind, and no more", async (strength) => {
    const s = await Section.create(wasm, {
      scenario: {
        mesh: { columns: 32 },
        conditions: { stackPressure: "0.5 MPa" },
        interface: { kineticsAmplitude: 0.5, siteSpacing: "0 um" },
        physics: { vacancySinks: false, adhesion: `${strength} MPa`, ...CLEAN },
      },
    });
    s.control(10);
    for (let k = 0; k < 20; k++) {
      s.step(10);
      const tension = -Math.min(...s.line(Field.wallPressure)) / (1e6 * strength);
      // times the contact there, which the gap takes some of
      expect(tension).toBeGreaterThan(0.9);
      expect(tension).toBeLessThan(1);
    }
  });
});

describe("a platen that is not a dead weight", () => {
  const FLAT = { ...gentle, interface: { sinkAmplitude: 0, siteSpacing: "0 um" } };
  /** Lithium stripped by 1 mAh/cm2 [m]. */
  const STRIPPED = (13e-6 * 36000) / 96485.33212;
  /** The wall's stop gives by about a nanometre (contact.ts), and the platen with it [m]. */
  const STOP = 3e-9;
  const soft = { stackPressure: "7 MPa", stackStiffness: "0.5 MPa/um" };

  it("loses its stiffness times what has been stripped while contact is whole", async () => {
    const o = await end({ ...FLAT, conditions: soft, physics: CLEAN });
    expect(o.stackPressure).toBeCloseTo(7e6 - 0.5e12 * STRIPPED, -4);
    expect(o.contactFraction).toBeGreaterThan(0.99);
  });

  it("loses exactly its stiffness times what the platen has come down, voids or not", async () => {
    const o = await end({ ...hard, conditions: { ...soft, stackPressure: "3 MPa" } });
    expect(o.voidVolume).toBeGreaterThan(1e-7);
    expect(o.stackPressure).toBeCloseTo(3e6 - 0.5e12 * (200e-6 - o.reservoir), 2);
  });

  it("hardly depends on the time step", async () => {
    const gap = { stackPressure: "5 MPa", platen: "gap" };
    const run = (maxTimeStep: string) =>
      end({
        conditions: gap,
        numerics: { maxTimeStep },
        protocol: ["Strip at 0.5 mA/cm2 until 0.05 mA.h/cm2"],
      });
    const [whole, half] = [await run("30 s"), await run("15 s")];
    expect(Math.abs(half.stackPressure / whole.stackPressure - 1)).toBeLessThan(0.01);
  });

  // 230 um of lithium and 1 mm of Li6PS5Cl, confined: about 20 MPa/um, so 0.1 um of lithium is worth 2 MPa.
  it("held at a gap has the stiffness of the cell, and the critical current falls with it", async () => {
    const scenario = {
      ...FLAT,
      conditions: { stackPressure: "5 MPa", platen: "gap" },
      protocol: ["Strip at 0.1 mA/cm2 until 0.02 mA.h/cm2"],
    };
    const { stackStiffness } = resolveRun(scenario);
    expect(stackStiffness).toBeGreaterThan(1e13);
    expect(stackStiffness).toBeLessThan(4e13);
    const o = await end(scenario);
    const left = 5e6 - stackStiffness * STRIPPED * 0.02;
    expect(Math.abs(o.stackPressure - left)).toBeLessThan(stackStiffness * STOP);
    const free = await end({ ...scenario, conditions: { stackPressure: "5 MPa" } });
    expect(o.criticalCurrent / free.criticalCurrent).toBeCloseTo((o.stackPressure / 5e6) ** 2, 10);
  });

  it("loses all pressure and then all contact when the gap is held for long", async () => {
    const run = await Simulation.create(
      resolveRun({
        mesh: { columns: 32 },
        conditions: { stackPressure: "3 MPa", platen: "gap" },
        protocol: ["Strip at 1 mA/cm2 for 2 h"],
      }),
      wasm,
    );
    while (run.advance());
    expect(run.endReason).toMatch(/All contact is lost/);
    expect(run.observables.stackPressure).toBeLessThan(0.3e6);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-9);
  });

  it("ends the run in words when plating between held platens has come to 1 GPa", async () => {
    const run = await Simulation.create(
      resolveRun({
        ...FLAT,
        mesh: { columns: 16 },
        conditions: { stackPressure: "190 MPa", platen: "gap" },
        protocol: ["Plate at 10 mA/cm2 for 1 h"],
      }),
      wasm,
    );
    while (run.advance());
    expect(run.status).toBe("stopped");
    expect(run.endReason).toBe("The stack pressure has passed 1 GPa: no cell holds that.");
    expect(run.events.map(({ kind }) => kind)).toContain("overpressed");
    expect(run.observables.stackPressure).toBeLessThan(1.2e9);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-9);
  });

  it("takes no capillary pressure off the wall where the platen stands off", async () => {
    const run = await Simulation.create(
      resolveRun({
        ...FLAT,
        cell: { width: "40 um", lithium: "20 um", electrolyte: "8 um" },
        mesh: { columns: 24 },
        conditions: { stackPressure: "0.1 MPa", stackStiffness: "2 MPa/um" },
        physics: { vacancySinks: false, capillarity: true, adhesion: "0.1 MPa" },
        protocol: ["Strip at 3 mA/cm2 for 10 min"],
      }),
      wasm,
    );
    while (run.advance());
    expect(run.status, run.endReason).toBe("finished");
    expect(run.observables.stackPressure).toBe(0);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-9);
  });

  it("comes back to its pressure when the lithium is plated again", async () => {
    const scenario = {
      ...FLAT,
      conditions: { stackPressure: "7 MPa", platen: "gap" },
      protocol: [
        "Strip at 0.1 mA/cm2 until 0.02 mA.h/cm2",
        "Plate at 0.1 mA/cm2 until 0.02 mA.h/cm2",
      ],
    };
    const o = await end(scenario);
    expect(Math.abs(o.stackPressure - 7e6)).toBeLessThan(
      resolveRun(scenario).stackStiffness * STOP,
    );
  });

  it("stands off when lithium that sticks is pulled away, and presses again as it comes back", async () => {
    const scenario = {
      ...FLAT,
      physics: { vacancySinks: false, adhesion: "1 MPa" },
      conditions: { stackPressure: "1 MPa", platen: "gap" },
    };
    const strip = "Strip at 1 mA/cm2 until 0.1 mA.h/cm2";
    const said: RunEvent[] = [];
    const off = await end({ ...scenario, protocol: [strip] }, said);
    expect(off.stackPressure).toBe(0);
    expect(said.filter(({ kind }) => kind === "pressure-lost")).toHaveLength(1);
    expect(off.contactFraction).toBeGreaterThan(0.99);
    const back = await end({
      ...scenario,
      protocol: [strip, "Plate at 1 mA/cm2 until 0.1 mA.h/cm2"],
    });
    const { stackStiffness } = resolveRun({ ...scenario, protocol: [strip] });
    expect(Math.abs(back.stackPressure - 1e6)).toBeLessThan(stackStiffness * STOP);
  });

  it("closes an even gap at once when it is pressed again", async () => {
    const o = await end({
      ...FLAT,
      physics: { vacancySinks: false },
      conditions: { stackPressure: "0.3 MPa", platen: "gap" },
      protocol: ["Strip at 0.2 mA/cm2 until 0.05 mA.h/cm2", "Rest for 1 min under 16 MPa"],
    });
    expect(o.voidVolume).toBeLessThan(3e-9);
    expect(o.contactFraction).toBeGreaterThan(0.99);
    // what the gap was, less the little that the pressure had closed before
    const { stackStiffness } = resolveRun({ ...FLAT, conditions: { platen: "gap" } });
    const lost = stackStiffness * (0.05 * STRIPPED - 0.3e6 / stackStiffness);
    expect(Math.abs(o.stackPressure - (16e6 - lost))).toBeLessThan(2 * stackStiffness * STOP);
  });

  it("gains its stiffness times what a held gap is closed by", async () => {
    const by = (text: string) =>
      end({
        ...FLAT,
        physics: { vacancySinks: false },
        conditions: { stackPressure: "3 MPa", platen: "gap" },
        protocol: [text, "Rest for 1 min"],
      });
    const { stackStiffness } = resolveRun({ ...FLAT, conditions: { platen: "gap" } });
    const expected = 3e6 + 0.2e-6 * stackStiffness;
    for (const text of ["Press by 0.2 um over 60 s", "Press by 0.2 um"]) {
      const o = await by(text);
      // the pressure that it gains squeezes the wall's stop too
      expect(Math.abs(o.stackPressure - expected)).toBeLessThan(2 * stackStiffness * STOP);
    }
    const opened = await by("Press by -0.05 um over 10 s");
    expect(opened.stackPressure).toBeLessThan(3e6 - 0.04e-6 * stackStiffness);
    expect(() => resolveRun({ ...FLAT, protocol: ["Press by 0.2 um"] })).toThrow(
      /"Press by 0.2 um" needs a platen that is held/,
    );
  });

  it("is moved while it presses, and held again afterwards", async () => {
    const o = await end({
      ...FLAT,
      conditions: { stackPressure: "3 MPa", platen: "gap" },
      protocol: ["Press to 10 MPa over 60 s", "Strip at 0.1 mA/cm2 until 0.01 mA.h/cm2"],
    });
    const { stackStiffness } = resolveRun({ ...FLAT, conditions: { platen: "gap" } });
    const left = 10e6 - stackStiffness * STRIPPED * 0.01;
    expect(Math.abs(o.stackPressure - left)).toBeLessThan(stackStiffness * STOP);
  });
});

describe("contact that has to be pressed", () => {
  const pressed = (...protocol: string[]) => ({
    ...gentle,
    conditions: { stackPressure: "2 MPa" },
    physics: { ...CLEAN, pressureContact: true },
    protocol: [...protocol, "Strip at 0.01 mA/cm2 for 1 s"],
  });
  const flattened = (P: number) => 1 - Math.exp(-((P / 12) ** 2.6));

  it("grows with pressure and springs back as Hertz contacts do", async () => {
    const up = await end(pressed("Press to 20 MPa"));
    expect(up.contactFraction).toBeCloseTo(flattened(20), 9);
    const back = await end(pressed("Press to 20 MPa", "Press to 5 MPa"));
    expect(back.contactFraction).toBeCloseTo(flattened(20) * 0.25 ** (2 / 3), 9);
    const again = await end(pressed("Press to 20 MPa", "Press to 5 MPa", "Press to 20 MPa"));
    expect(again.contactFraction).toBeCloseTo(flattened(20), 9);
  });
  it("leaves the flow of the lithium alone", async () => {
    const cell = { ...hard, conditions: { stackPressure: "3 MPa" } };
    const [off, on] = [await end(cell), await end({ ...cell, physics: { pressureContact: true } })];
    expect(on.voltage).toBeGreaterThan(2 * off.voltage);
    expect(on.voidVolume / off.voidVolume).toBeCloseTo(1, 1);
  });
});
