// What overshoots the stop of the interface (assembly/interface/overshoot.ts): an entry of its own, never free volume below zero, and no
// memory of pressures that have been.
import { describe, expect, it } from "vitest";
import type { ScenarioInput } from "../../core/scenario";
import { Field, Out } from "../../sim/kernel";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

/** Overshoot over pressure [m/Pa]. */
const COMPLIANCE = 3e-16;
const COLUMNS = 32;

const section = (protocol: string[], more: Partial<ScenarioInput> = {}): ScenarioInput => ({
  cell: { width: "40 um", lithium: "20 um", electrolyte: "20 um" },
  mesh: { columns: COLUMNS },
  conditions: { stackPressure: "3 MPa" },
  protocol,
  ...more,
});

/** Runs to the end; least free volume and largest mean overshoot [m], largest defect of the lithium ledger on the way. */
async function extremes(scenario: ScenarioInput) {
  const { run, kernel } = await openRun(scenario, wasm);
  let [least, most, defect] = [Number.POSITIVE_INFINITY, 0, 0];
  do {
    least = Math.min(least, kernel.outputs[Out.voidVolume]!, kernel.outputs[Out.gapVolume]!);
    most = Math.max(most, kernel.outputs[Out.stopOvershoot]!);
    defect = Math.max(defect, kernel.outputs[Out.lithiumDefect]!);
  } while (run.advance());
  expect(run.status).toBe("finished");
  return { run, kernel, least, most, defect };
}

const CONDITION = (pressure: string) => [
  `Press to ${pressure} over 60 s`,
  "Rest for 10 min",
  "Press to 3 MPa over 60 s",
  "Rest for 10 min",
];
const STRIP = "Strip at 1 mA/cm2 until 0.2 mA.h/cm2";

describe("free volume", () => {
  it.each([
    ["through a press to 200 MPa", CONDITION("200 MPa"), []],
    ["on plating without voids", ["Plate at 2 mA/cm2 for 10 min", "Rest for 10 min"], []],
    [
      "while voids heal",
      ["Rest for 30 min under 7 MPa"],
      [{ at: "20 um", width: "6 um", height: "3 um" }],
    ],
    [
      "in steps of milliseconds",
      ["Cycle 60 times: [Strip at 1 mA/cm2 for 10 ms; Rest for 5 ms]"],
      [],
    ],
  ])("never falls below zero %s", async (_, protocol, defects) => {
    const { least, defect } = await extremes(section(protocol, { interface: { defects } }));
    expect(least).toBeGreaterThanOrEqual(0);
    expect(defect).toBeLessThan(1e-9);
  });
});

describe("the overshoot of the stop", () => {
  it.each([1, 3, 100])("is the length that %i MPa bear, and in the books", async (pressure) => {
    const { kernel, most } = await extremes(
      section([`Press to ${pressure} MPa over 60 s`, "Rest for 1 h"]),
    );
    const borne = COMPLIANCE * pressure * 1e6;
    expect(kernel.outputs[Out.stopOvershoot]! / borne).toBeCloseTo(1, 3);
    expect(most).toBeLessThan(COMPLIANCE * Math.max(3, pressure) * 1e6 * 1.01);
    const gaps = kernel.field(Field.gap, COLUMNS);
    expect(gaps.reduce((sum, g) => sum - g, 0) / COLUMNS / borne).toBeCloseTo(1, 3);
    expect(kernel.outputs[Out.voidVolume]).toBeCloseTo(0, 15);
    expect(kernel.outputs[Out.lithiumDefect]).toBeLessThan(1e-9);
  });
});

describe("a conditioning press", () => {
  it.each([
    ["25 MPa, released over a minute", CONDITION("25 MPa")],
    ["200 MPa, released at once", ["Press to 200 MPa", "Rest for 22 min", "Press to 3 MPa"]],
  ])("to %s gives the next strip of an equal rest: nothing was there to heal", async (_, press) => {
    const rested = await extremes(section(["Rest for 22 min", STRIP]));
    const pressed = await extremes(section([...press, STRIP]));
    expect(rested.kernel.outputs[Out.contactFraction]).toBeLessThan(0.8);
    for (const out of [Out.contactFraction, Out.voidVolume, Out.voltage]) {
      const [a, b] = [pressed.kernel.outputs[out]!, rested.kernel.outputs[out]!];
      expect(Math.abs(a / b - 1), Out[out]).toBeLessThan(1e-4);
    }
  });

  it("changes the next strip by what it heals, where there are voids", async () => {
    const defects = [{ at: "20 um", width: "6 um", height: "3 um" }];
    const rested = await extremes(section(["Rest for 22 min", STRIP], { interface: { defects } }));
    const pressed = await extremes(
      section([...CONDITION("25 MPa"), STRIP], { interface: { defects } }),
    );
    expect(pressed.kernel.outputs[Out.voidVolume]).toBeLessThan(
      0.99 * rested.kernel.outputs[Out.voidVolume]!,
    );
  });
});

describe("a ramp of the pressure before a strip", () => {
  const PRESSURE = 5;
  const RAMP = [`Press to ${PRESSURE} MPa over 60 s`];
  const AT_ONCE = [`Press to ${PRESSURE} MPa`, "Rest for 60 s"];
  const strip = async (press: string[], more: Partial<ScenarioInput> = {}) => {
    const { kernel } = await extremes(section([...press, STRIP], more));
    const [contact, volume] = [
      kernel.outputs[Out.contactFraction]!,
      kernel.outputs[Out.voidVolume]!,
    ];
    expect(contact).toBeLessThan(0.9);
    return { contact, volume };
  };

  it.each([
    ["a ramp", RAMP],
    ["a press at once", AT_ONCE],
  ])(
    "heals nothing where there are no voids: after %s healing changes nothing",
    async (_, press) => {
      const healed = await strip(press);
      const unhealed = await strip(press, { physics: { healing: false } });
      expect(Math.abs(unhealed.contact / healed.contact - 1)).toBeLessThan(1e-9);
      expect(Math.abs(unhealed.volume / healed.volume - 1)).toBeLessThan(1e-9);
    },
  );

  it("is forgotten after a rest", async () => {
    const rest = "Rest for 10 min";
    const [ramped, pressed] = [await strip([...RAMP, rest]), await strip([...AT_ONCE, rest])];
    expect(Math.abs(ramped.contact / pressed.contact - 1)).toBeLessThan(1e-4);
    expect(Math.abs(ramped.volume / pressed.volume - 1)).toBeLessThan(1e-4);
  });

  it("differs from a press at once by the overshoot that is still to come and the length of time steps alone", async () => {
    const apart = async (maxTimeStep: string) => {
      const more = { numerics: { maxTimeStep } };
      const [ramped, pressed] = [await strip(RAMP, more), await strip(AT_ONCE, more)];
      expect(Math.abs(ramped.volume - pressed.volume)).toBeLessThan(COMPLIANCE * PRESSURE * 1e6);
      return Math.abs(ramped.contact - pressed.contact);
    };
    const [coarse, fine] = [await apart("30 s"), await apart("1 s")];
    expect(fine).toBeLessThan(2e-4);
    expect(fine).toBeLessThan(0.2 * coarse);
  });
});
