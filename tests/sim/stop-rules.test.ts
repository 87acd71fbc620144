// Every observable ends a step, where it says, and the run goes on as the protocol tells.
import { beforeAll, describe, expect, it } from "vitest";
import { OBSERVABLES, observable } from "../../core/observables";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

/** Every number of the run moves in it: voids open and close, pressure yields, the interphase grows, it warms up,
 * a flaw fills. */
const eventful = (protocol: string[]) => ({
  mesh: { columns: 32 },
  cell: { width: "40 um", electrolyte: "24 um" },
  conditions: { stackPressure: "3 MPa", stackStiffness: "0.2 MPa/um" },
  interface: { conditioning: 0.3 },
  physics: {
    interphaseGrowth: true,
    coverage: "0.05 cm2/(mA.h)",
    unrecovered: 0.1,
    leakage: true,
    infiltration: true,
  },
  materials: { overrides: { "Li6PS5Cl.fractureToughness": "0.1 MPa.m^0.5" } },
  electrolyte: { flaws: { list: [{ at: "20 um", length: "15 um" }] } },
  protocol,
});
const halves = (rule: string) => [
  `Cycle 2 times: [Strip at 3 mA/cm2 for 10 min${rule}; Plate at 0.5 mA/cm2 for 8 min${rule} at 40 Cel]`,
];

/** Filaments grow in it, in a layer that takes a little up; one shorts in a large cell, fuses, is
 * stripped and heals. */
const growing = (protocol: string[]) => ({
  mesh: { columns: 32 },
  cell: { width: "32 um", lithium: "8 um", electrolyte: "24 um", pellet: "24 um" },
  physics: { filaments: true, cellArea: "100 cm2", shortWidth: "40 um" },
  electrolyte: {
    flaws: { list: [{ at: "16.5 um", length: "5 um" }] },
    layers: [{ thickness: "24 um", lithiumConsumption: 1, lithiumReaction: "1e-18 m2/s" }],
  },
  protocol,
});
const platings = (rule: string) => [
  `Plate at 16 mA/cm2 for 12 s${rule}`,
  `Strip at 4 mA/cm2 for 80 s${rule}`,
];

/** A collector without lithium, whose metal the interphase eats. */
const bare = (protocol: string[]) => ({
  mesh: { columns: 16 },
  cell: { width: "16 um", lithium: "8 um", electrolyte: "8 um", lithiumFree: true },
  physics: { interphaseGrowth: true },
  protocol,
});
const titration = (rule: string) => [`Plate at 0.5 mA/cm2 for 3 min${rule}`, "Rest for 1 h"];

/** A full cell whose cathode loses contact and grows an interphase, so that no discharge is like the one before. */
const full = (protocol: string[]) => ({
  mesh: { columns: 16 },
  cell: { width: "16 um", lithium: "8 um", electrolyte: "8 um", pellet: "8 um" },
  cathode: { model: "line", interphase: "bare", contactLoss: true, charge: 0.3 },
  protocol,
});
const cycling = (rule: string) => [
  `Cycle 3 times: [Charge at 2C for 10 min${rule}; Discharge at 2C until 3.4 V${rule}]`,
];

/** What a scenario says and no run moves, or a hand alone (tests/physics/cut.test.ts). */
const FIXED = ["nominalCapacity", "cathodeActive", "lithiumTaken"];
const OF_CATHODE =
  /^(openCircuit|stateOfCharge|cathode|etaCathode|dischargeCapacity|capacityRetention)/;

async function run(
  protocol: string[],
  look?: (o: Observables, run: Simulation) => void,
  scenario: (protocol: string[]) => object = eventful,
) {
  const simulation = await Simulation.create(resolveRun(scenario(protocol)), wasm);
  look?.(simulation.observables, simulation);
  while (simulation.advance()) look?.(simulation.observables, simulation);
  look?.(simulation.observables, simulation);
  return simulation;
}

/** A thousandth of the value, or a hundredth of a second: columns open at once. */
const located = (value: number, half: number, dt: number) =>
  Math.abs(value - half) <= 1.001e-3 * Math.abs(half) || dt <= 0.01;

describe("a step ends by", () => {
  const voids: Observables[] = [];
  const filaments: Observables[] = [];
  const metal: Observables[] = [];
  const cells: Observables[] = [];
  beforeAll(async () => {
    await run(halves(""), (o) => voids.push(o));
    await run(platings(""), (o) => filaments.push(o), growing);
    await run(titration(""), (o) => metal.push(o), bare);
    await run(cycling(""), (o) => cells.push(o), full);
  });

  const moved = OBSERVABLES.filter(({ key }) => !FIXED.includes(key));
  it.each(moved.map(({ key }) => key))("%s", async (key) => {
    const column = key === "time" ? "stepTime" : key;
    const [rows, protocol, scenario] = /^(filament|short|chargeDefect)/.test(key)
      ? ([filaments, platings, growing] as const)
      : key === "metal"
        ? ([metal, titration, bare] as const)
        : OF_CATHODE.test(key)
          ? ([cells, cycling, full] as const)
          : ([voids, halves, eventful] as const);
    const moves = (list: Observables[]) => {
      const values = list.map((o) => o[column]);
      const first = values[0]!;
      const far = values.reduce((a, b) => (Math.abs(b - first) > Math.abs(a - first) ? b : a));
      return Math.abs(far - first) > 1e-9 * Math.abs(first) ? { first, far } : undefined;
    };
    // what the first half cycle moves is located; the rest jumps when a half cycle begins
    const within = moves(rows.filter((o) => o.protocolStep === 0 && o.time > 0));
    const range = within ?? moves(rows);
    expect(range, "the run must move it").toBeDefined();
    const { first, far } = range!;
    const [op, half] = [far > first ? ">" : "<", 0.5 * (first + far)];
    const { unit, ofStep } = observable(key)!;
    const rule = `${key} ${op} ${half}${unit === "1" ? "" : ` ${unit}`}`;

    const name = key === "contactFraction" ? "contact" : key;
    let at: number | undefined;
    let dt = 0;
    let told = 0;
    const watch = (o: Observables, { events }: Simulation) => {
      for (; told < events.length; told++) {
        const { kind, message } = events[told]!;
        if (at !== undefined || kind !== "step-end") continue;
        if (/: ended (by|at once:) (\S+) /.exec(message)?.[2] === name)
          [at, dt] = [o[column], o.dt];
      }
    };
    const until = ` or until ${rule}`;
    await run(protocol(until), watch, scenario);
    expect(at, `nothing ended by ${rule}`).toBeDefined();
    expect(op === ">" ? at! >= half * (1 - 1e-9) : at! <= half * (1 + 1e-9)).toBe(true);
    if (within && !ofStep) expect(located(at!, half, dt), `${at} for ${rule}`).toBe(true);
  });
});

describe("a limit that holds when its step begins", () => {
  it("ends the step before any charge has passed", async () => {
    const { observables, events } = await run([
      "Strip at 10 mA/cm2 for 1 h or until 20 mV",
      "Rest for 1 s",
    ]);
    expect(observables.charge).toBe(0);
    expect(observables.time).toBe(1);
    expect(events.find((e) => e.kind === "step-end")!.message).toMatch(
      /: ended at once: voltage > 20 mV holds already at the start\.$/,
    );
  });
});

describe("a ramp of currents", () => {
  it("ends at the first level that loses contact, and goes on behind the ramp", async () => {
    const currents: number[] = [];
    const { observables, events } = await run(
      [
        "Ramp cycles 0.05 to 1 mA/cm2 by 0.05 every 0.05 mA.h/cm2, rest 1 min until contact < 90 %",
        "Rest for 5 s",
      ],
      (o) => currents.push(o.currentDensity),
    );
    const levels = [...new Set(currents.map((j) => Math.round(Math.abs(j) * 10)))].sort();
    expect(levels[0]).toBe(0);
    expect(levels.length).toBeGreaterThan(2);
    expect(levels.length).toBeLessThan(20);
    expect(observables.contactFraction).toBeLessThan(0.95);
    expect(events.at(-2)!.message).toMatch(/^Rest for 5 s/);
    expect(Math.min(...currents)).toBeLessThan(0);
  });
});

describe("pressing and releasing", () => {
  it("follows a straight line both ways", async () => {
    const seen: [number, number][] = [];
    const { observables } = await run(
      ["Press to 13 MPa over 100 s", "Press to 3 MPa over 100 s"],
      (o) => seen.push([o.time, o.stackPressure]),
    );
    expect(observables.stackPressure).toBe(3e6);
    for (const [t, p] of seen) {
      const line = 3e6 + 1e5 * (t <= 100 ? t : 200 - t);
      // a step is under the pressure of its end, a fiftieth of the ramp ahead at most
      expect(Math.abs(p - line)).toBeLessThanOrEqual(0.04 * 1e7);
    }
  });
});
