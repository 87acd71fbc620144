// Titration of the interphase on a collector without lithium, against (2n - 1) dq^2/k^2 + dq/r for the n-th pulse.
import { describe, expect, it } from "vitest";
import { canonical } from "../../core/protocol";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

const UAH_PER_CM2 = 36;
const TITRATION = "Titrate 5 uA.h/cm2 at 0.1 mA/cm2 until voltage > 50 mV, 10 times";

/** A collector on an electrolyte that grows with k uAh/cm2/h^0.5 and reacts with at most r uA/cm2. */
const cell = (k: number, r: number, scenario: Partial<ScenarioInput> = {}): ScenarioInput => ({
  protocol: [TITRATION],
  mesh: { columns: 16 },
  cell: { width: "20 um", lithium: "10 um", electrolyte: "10 um", lithiumFree: true },
  physics: { interphaseGrowth: true },
  materials: {
    overrides: {
      "Li6PS5Cl.interphaseGrowth": `${k} uA.h/cm2/h^0.5`,
      "Li6PS5Cl.interphaseReaction": `${r} uA/cm2`,
    },
  },
  ...scenario,
});

/** Ends of the steps of a run. */
async function ends(input: ScenarioInput) {
  const run = await Simulation.create(resolveRun(input), wasm);
  const rows: Observables[] = [];
  let worst = 0;
  do {
    if (run.stepEnded) rows.push(run.observables);
    worst = Math.max(worst, run.observables.lithiumDefect);
  } while (run.advance());
  rows.push(run.observables);
  return { run, rests: rows.filter(({ protocolStep }) => protocolStep % 2 === 1), worst };
}

/** Hours between the starts of the pulses. */
const durations = (rests: readonly Observables[]) =>
  rests.map(({ time }, n) => (time - (rests[n - 1]?.time ?? 0)) / 3600);

describe("titration", () => {
  it("takes (2n - 1) dq^2/k^2, plus dq/r, and what the store adds", async () => {
    for (const [r, extra] of [
      [1e9, 0],
      [5, 1],
    ] as const) {
      const { rests, worst } = await ends(cell(2, r));
      expect(rests).toHaveLength(10);
      // C_ps 50 mV more is eaten before a rest ends
      const store = (0.05 * 10) / UAH_PER_CM2;
      durations(rests).forEach((hours, n) => {
        const ideal = (2 * n + 1) * 6.25 + extra;
        const late = (store * 2 * 5) / 4 + (n === 0 ? store * (store / 4 + 1 / r) : 0);
        expect((hours - late) / ideal).toBeCloseTo(1, 2.9);
      });
      expect(rests.at(-1)!.interphaseCharge / UAH_PER_CM2).toBeCloseTo(50 + store, 3);
      expect(rests.at(-1)!.interphaseThickness * 1e9).toBeCloseTo(455, 0);
      expect(worst).toBeLessThan(1e-9);
    }
  });

  it("lasts alike on a mixed conductor", async () => {
    const { rests } = await ends(cell(1e4, 5));
    const [first, ...others] = durations(rests);
    for (const hours of others) expect(hours / first!).toBeCloseTo(1, 2);
  });

  it("never ends on a stable electrolyte, and says so", async () => {
    expect(() => resolveRun(cell(2, 0))).toThrow(/would never end: the electrolyte is stable/);
    const protocol = [
      "Titrate 5 uA.h/cm2 at 0.1 mA/cm2 for 20 h or until voltage > 50 mV, 2 times",
    ];
    const { rests } = await ends(cell(2, 0, { protocol }));
    expect(rests.at(-1)!.metal / UAH_PER_CM2).toBeCloseTo(10, 9);
    expect(rests.at(-1)!.voltage).toBeCloseTo(0, 12);
  });

  it("rises to where nothing is reduced any more, however thin the pellet", async () => {
    const { run } = await ends(
      cell(20, 5, {
        protocol: ["Plate at 0.1 mA/cm2 for 3 min", "Rest for 20 h"],
        cell: { ...(cell(2, 1).cell as object), pellet: "10 um" },
      }),
    );
    expect(run.observables.voltage).toBeCloseTo(1.71, 9);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-9);
  });

  it("ends when stripping has taken what was plated", async () => {
    const protocol = ["Plate at 0.1 mA/cm2 for 3 min", "Strip at 0.1 mA/cm2 for 1 h"];
    const { run } = await ends(cell(2, 100, { protocol }));
    expect(run.status).toBe("stopped");
    expect(run.endReason).toMatch(/metal on the collector is used up/);
    expect(run.observables.time).toBeLessThan(400);
  });
});

describe("the words of a titration", () => {
  it("read back", () => {
    expect(canonical(TITRATION)).toBe(TITRATION);
    expect(canonical("titrate 5 uA.h/cm2 at 0.1 mA/cm2 until E > 50 mV, 10 times")).toBe(TITRATION);
  });

  const refusal = (line: string, scenario: Partial<ScenarioInput> = {}) => {
    try {
      resolveRun(cell(2, 100, { protocol: [line], ...scenario }));
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  it.each([
    ["Titrate 5 uA.h/cm2 at 0.1 mA/cm2, 10 times", /never ends; give it a limit as in "Titrate/],
    ["Titrate -5 uA.h/cm2 at 0.1 mA/cm2 until E > 50 mV, 2 times", /"-5 uA.h\/cm2"/],
    ["Titrate 5 uA.h/cm2 at -0.1 mA/cm2 until E > 50 mV, 2 times", /"-0.1 mA\/cm2" is negative/],
    ["Titrate 5 uA.h/cm2 at 0.1 mA/cm2 until E > 50 mV", /should read like "Titrate/],
    ["Titrate 5 mV at 0.1 mA/cm2 until E > 50 mV, 2 times", /"5 mV"/],
    ["Titrate 5 uA.h/cm2 at 0.1 mA/cm2 until E > 50 mV, 0 times", /"0" times is not possible/],
    ["Hold at 20 mV for 1 h", /cell.lithiumFree is set, and "Hold/],
  ])("%s", (line, words) => expect(refusal(line)).toMatch(words));

  it.each([
    [{ conditions: { platen: "gap" } }, /conditions.platen/],
    [{ interface: { defects: [{ at: "5 um", width: "1 um", height: "1 um" }] } }, /defects/],
    [{ physics: { infiltration: true } }, /physics.infiltration/],
  ] as [Partial<ScenarioInput>, RegExp][])("%j", (scenario, words) => {
    expect(refusal("Rest for 1 h", scenario)).toMatch(words);
  });
});
