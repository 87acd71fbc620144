// What a file shows is what happened: a row at both ends of every step that ran, none of one that did not.
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { Recorder } from "../../sim/recorder";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

const scenario = (protocol: string[], recordEvery = "0 s"): ScenarioInput => ({
  mesh: { columns: 16 },
  output: { recordEvery },
  protocol,
});
const start = (input: ScenarioInput) => Simulation.create(resolveRun(input), wasm);

/** Runs to the end; `between` is called after each advance(), once it has been observed. */
async function record(input: ScenarioInput, between?: (run: Simulation, call: number) => void) {
  const run = await start(input);
  const rows: Observables[] = [];
  const recorder = new Recorder(run, { row: (row) => rows.push(row) });
  let call = 0;
  for (let goesOn = true; goesOn; ) {
    goesOn = run.advance();
    recorder.observe();
    between?.(run, call++);
  }
  return { run, rows };
}

/** Charge by the trapezoidal rule, as a reader of the file finds it [C/m2]. */
const integral = (rows: readonly Observables[]) =>
  rows.slice(1).reduce((sum, row, k) => {
    const { time, currentDensity } = rows[k]!;
    return sum + 0.5 * (currentDensity + row.currentDensity) * (row.time - time);
  }, 0);

const PULSES = [
  "Cycle 2 times: [Rest for 10 min; Strip at 2 mA/cm2 for 10 s; Rest for 10 min; Plate at 1.5 mA/cm2 for 10 s]",
];

it.each(["0 s", "1 h"])("pulses hold their charge, every %s", async (recordEvery) => {
  const { run, rows } = await record(scenario(PULSES, recordEvery));
  expect(run.observables.charge).toBeCloseTo(2 * (20 - 15) * 10, 6);
  expect(Math.abs(integral(rows) / run.observables.charge - 1)).toBeLessThan(1e-9);
  for (let k = 0; k < 8; k++) {
    const own = rows.filter((o) => o.protocolStep === k);
    expect([own[0]!.stepTime, own.at(-1)!.stepTime]).toEqual([0, k % 2 === 0 ? 600 : 10]);
  }
  // the ohmic jump stands between two rows of one time
  const at = rows.findIndex((o) => o.protocolStep === 1);
  const [before, after] = [rows[at - 1]!, rows[at]!];
  expect(after.time).toBe(before.time);
  expect([before.currentDensity, after.currentDensity]).toEqual([0, 20]);
  expect(after.voltage - before.voltage).toBeGreaterThan(0.05);
});

it("a step that is skipped leaves no row, and says why", async () => {
  const { run, rows } = await record(
    scenario([
      "Strip at 1 mA/cm2 for 10 min or until 1 mV",
      "Rest for 1 min",
      "Strip at 1 mA/cm2 for 10 min until contact <= 100 %",
      "Strip at 1 mA/cm2 for 1 min",
      "Rest until stackPressure > 1 MPa",
    ]),
  );
  expect([...new Set(rows.map((o) => o.protocolStep))]).toEqual([1, 3]);
  expect(Math.abs(integral(rows) / run.observables.charge - 1)).toBeLessThan(1e-9);
  const ends = run.events.filter((e) => e.kind === "step-end").map((e) => e.message);
  expect(ends[0]).toMatch(/: ended at once: voltage > 1 mV holds already at the start\.$/);
  expect(ends[2]).toMatch(/: ended at once: contact <= 100 % holds already at the start\.$/);
  expect(run.endReason).toBe(
    "The protocol is done (last step ended at once: stackPressure > 1 MPa holds already at the start).",
  );
});

it("pressing at once leaves a row of its own", async () => {
  const { rows } = await record(
    scenario(["Rest for 10 s", "Press to 5 MPa", "Rest for 10 s", "Press to 4 MPa"]),
  );
  const shown = rows.filter((o) => [0, 10].includes(o.stepTime));
  expect(shown.map((o) => [o.time, o.protocolStep, o.stackPressure / 1e6])).toEqual([
    [0, 0, 3],
    [10, 0, 3],
    [10, 1, 5],
    [10, 2, 5],
    [20, 2, 5],
    [20, 3, 4],
  ]);
});

it("a control moved by hand begins with a row", async () => {
  const { run, rows } = await record(scenario(["Strip at 1 mA/cm2 for 2 min"]), (sim, call) => {
    if (call === 1) sim.edit("current", "-5 A/m2");
  });
  const at = rows.findIndex((o) => o.currentDensity === -5);
  expect(rows[at]!.time).toBe(rows[at - 1]!.time);
  expect(rows[at - 1]!.currentDensity).toBe(10);
  expect(Math.abs(integral(rows) / run.observables.charge - 1)).toBeLessThan(1e-9);
});

it("a run that goes on from any of its checkpoints keeps the same rows", async () => {
  const input = scenario([
    "Strip at 2 mA/cm2 for 5 min or until contact < 90 %",
    "Press to 4 MPa",
    "Rest for 5 s",
  ]);
  const kept: { bytes: Uint8Array; rows: number }[] = [];
  const rows: Observables[] = [];
  const run = await start(input);
  const recorder = new Recorder(run, { row: (row) => rows.push(row) });
  for (let goesOn = true; goesOn; ) {
    kept.push({ bytes: checkpointOf(run), rows: rows.length });
    goesOn = run.advance();
    recorder.observe();
  }
  expect(kept.length).toBeGreaterThan(5);
  for (const { bytes, rows: before } of kept) {
    const again = await restore(bytes, wasm);
    const all = rows.slice(0, before);
    const last = all.at(-1)?.time ?? -1;
    const onward = new Recorder(again, { row: (row) => all.push(row) }, { row: last, frame: last });
    while (again.advance()) onward.observe();
    onward.observe();
    expect(all).toEqual(rows);
  }
});

/** Steps whose current is no constant, or whose control changes on the way. */
const UNEVEN: [string, string[]][] = [
  ["a held voltage", ["Hold at 40 mV for 20 min"]],
  [
    "a voltage held behind a strip and before a rest",
    ["Strip at 1 mA/cm2 for 1 min", "Hold at -20 mV for 10 min", "Rest for 1 min"],
  ],
  [
    "a held voltage that an event ends",
    ["Hold at 200 mV for 1 h or until contact < 90 %", "Hold at 5 mV for 1 min"],
  ],
  [
    "a ramp of pressure and temperature under a voltage",
    [
      "Hold at 20 mV for 10 min under 5 MPa over 5 min",
      "Hold at 20 mV for 10 min at 40 Cel over 5 min",
    ],
  ],
  ["a ramp of pressure under a current", ["Plate at 1 mA/cm2 for 10 min under 5 MPa over 5 min"]],
  ["a ramp of current", ["Ramp current 0.5 to 2 mA/cm2 by 0.5 every 1 min"]],
];
it.each(
  UNEVEN.flatMap(([what, protocol]) =>
    ["0 s", "1 h"].map((every) => [what, every, protocol] as const),
  ),
)("the rows of %s hold its charge, every %s", async (_, recordEvery, protocol) => {
  const { run, rows } = await record(scenario(protocol as string[], recordEvery));
  expect(Math.abs(integral(rows) / run.observables.charge - 1)).toBeLessThan(1e-9);
});

it("a current moved by hand between two rows loses no charge", async () => {
  const input = scenario(["Strip at 1 mA/cm2 for 2 min"], "1 h");
  const { run, rows } = await record(input, (sim, call) => {
    if (call === 1) sim.edit("current", "-5 A/m2");
  });
  expect(Math.abs(integral(rows) / run.observables.charge - 1)).toBeLessThan(1e-9);
});

it("where a voltage is held the carried current stands before that of the moment", async () => {
  const { rows } = await record(scenario(["Hold at 40 mV for 2 min"], "1 h"));
  const own = rows.filter((o) => o.stepTime > 0);
  for (let k = 0; k < own.length; k += 2) {
    const [carried, now] = [own[k]!, own[k + 1]!];
    expect({ ...carried, currentDensity: 0 }).toEqual({ ...now, currentDensity: 0 });
    expect(carried.currentDensity).toBe(rows[rows.indexOf(carried) - 1]!.currentDensity);
  }
});
