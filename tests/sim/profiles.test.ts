// Runs that follow profiles: charge and clock are those of the lines, conditions come where they should, checkpoints go on bit
// for bit.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { pieceAt } from "../../sim/profile-pieces";
import { Recorder } from "../../sim/recorder";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";
import { standIn } from "../support/stand-in";

/** Runs to the end; its rows. */
function record(run: Simulation): Observables[] {
  const rows: Observables[] = [];
  const recorder = new Recorder(run, { row: (o) => rows.push(o) });
  while (run.advance()) recorder.observe();
  recorder.observe();
  return rows;
}

/** Charge by the trapezoidal rule over the rows [C/m2]. */
const charge = (rows: readonly Observables[]) =>
  rows.slice(1).reduce((sum, o, k) => {
    const before = rows[k]!;
    return sum + 0.5 * (o.currentDensity + before.currentDensity) * (o.time - before.time);
  }, 0);

/** The same where a current holds from its row to the next. */
const held = (rows: readonly Observables[]) =>
  rows.slice(1).reduce((sum, o, k) => sum + rows[k]!.currentDensity * (o.time - rows[k]!.time), 0);

/** Up to 1 mA/cm2, down to -0.5 mA/cm2, a jump to 0.2 mA/cm2. */
const drive = {
  "drive.csv": [
    "time / s, current / mA/cm2",
    "0, 0",
    "601.3, 1",
    "1507.7, -0.5",
    "1507.7, 0.2",
    "1800.1, 0.2",
  ],
};
const integral = 10 * (0.5 * 601.3 + 0.5 * (1 - 0.5) * (1507.7 - 601.3) + 0.2 * (1800.1 - 1507.7));

describe("a current profile", () => {
  it("passes the charge of its line, in the ledger and in the rows, and ends on time", async () => {
    const protocol = ["Follow current from drive.csv", "Rest for 1 min"];
    for (const longest of [1e9, 7.3]) {
      const run = await standIn({ protocol, profiles: drive }, { longest: () => longest });
      const rows = record(run);
      expect(run.status).toBe("finished");
      expect(run.observables.charge / integral).toBeCloseTo(1, 11);
      expect(charge(rows) / integral).toBeCloseTo(1, 11);
      const few = await standIn(
        { protocol, profiles: drive, output: { recordEvery: "10 min" } },
        { longest: () => longest },
      );
      expect(held(record(few)) / integral).toBeCloseTo(1, 11);
      expect(run.observables.time).toBe(1860.1);
      expect(rows.find((o) => o.protocolStep === 1)!.time).toBe(1800.1);
    }
  });

  it("does so on the kernel, and goes on from a checkpoint bit for bit", async () => {
    const protocol = ["Follow current from drive.csv under 5 MPa over 20 min"];
    const spec = resolveRun({ mesh: { columns: 16 }, protocol, profiles: drive });
    const whole = await Simulation.create(spec, wasm);
    const rows = record(whole);
    expect(whole.status).toBe("finished");
    expect(whole.observables.charge / integral).toBeCloseTo(1, 9);
    expect(charge(rows) / integral).toBeCloseTo(1, 9);
    expect(whole.observables.stackPressure).toBeCloseTo(5e6, 0);
    const first = await Simulation.create(spec, wasm);
    while (first.observables.time < 700) first.advance();
    const second = await restore(checkpointOf(first), wasm);
    while (second.advance());
    expect(second.observables).toEqual(whole.observables);
    expect(second.steps).toBe(whole.steps);
  });

  it("ends early by a rule, and a rule of the step is found on the way", async () => {
    const protocol = ["Follow current from drive.csv until 1 mA.h/cm2 or until voltage > 45 mV"];
    const run = await standIn({ protocol, profiles: drive });
    record(run);
    // 9 A/m2 through 5e-3 Ohm.m2, a fiftieth of the peak at most beside it
    expect(run.observables.time).toBeGreaterThan(0.88 * 601.3);
    expect(run.observables.time).toBeLessThan(0.92 * 601.3);
  });

  it("leaves a current that was set by hand alone", async () => {
    const run = await standIn({ protocol: ["Follow current from drive.csv"], profiles: drive });
    for (let k = 0; k < 5; k++) run.advance();
    run.edit("current", "3 A/m2");
    const from = run.observables;
    while (run.advance());
    const passed = run.observables.charge - from.charge;
    expect(passed / (3 * (1800.1 - from.time))).toBeCloseTo(1, 11);
  });
});

describe("conditions over time", () => {
  it("ramp from where they are to where they are sent, under current", async () => {
    const protocol = [
      "Press to 3 MPa",
      "Strip at 0.2 mA/cm2 for 2 h at 60 Cel over 1 h under 10 MPa over 2 h",
      "Rest for 1 h at 25 Cel over 30 min",
    ];
    const run = await standIn({ protocol }, { longest: () => 60 });
    const rows = record(run);
    const near = (seconds: number) => rows.findLast((o) => o.time <= seconds)!;
    for (const share of [0.25, 0.5, 0.75, 1]) {
      // pieces of a fiftieth, of which the end is in force
      expect(Math.abs(near(7200 * share).stackPressure - (3e6 + 7e6 * share))).toBeLessThan(1.5e5);
    }
    expect(near(1800).temperature).toBeGreaterThan(273.15 + 41.7);
    expect(near(1800).temperature).toBeLessThan(273.15 + 43.3);
    expect(near(3700).temperature).toBe(333.15);
    expect(near(7199).stackPressure).toBe(10e6);
    expect(near(7199).currentDensity).toBe(2);
    expect(run.observables.temperature).toBe(298.15);
    expect(run.observables.stackPressure).toBe(10e6);
    expect(run.observables.time).toBe(10800);
  });

  it("follow profiles, and keep the last value", async () => {
    const lines = [
      "time / min, pressure / MPa, temperature / Cel",
      "0, 3, 25",
      "10, 5, 40",
      "20, 4, 40",
    ];
    const protocol = [
      "Strip at 0.2 mA/cm2 for 1 h under p.csv at p.csv",
      "Follow pressure from p.csv",
    ];
    const run = await standIn({ protocol, profiles: { "p.csv": lines } }, { longest: () => 30 });
    const rows = record(run);
    const near = (seconds: number) => rows.findLast((o) => o.time <= seconds)!;
    expect(near(599).stackPressure).toBe(5e6);
    expect(near(900).stackPressure).toBeCloseTo(4.5e6, -5);
    expect(near(900).temperature).toBe(313.15);
    expect(near(3500).stackPressure).toBe(4e6);
    expect(near(4199).stackPressure).toBe(5e6);
    expect(run.observables.stackPressure).toBe(4e6);
    expect(run.observables.time).toBe(4800);
    expect(run.observables.currentDensity).toBe(0);
  });

  it("follow a voltage", async () => {
    const lines = ["time / s, voltage / mV", "0, 0", "100, 10", "200, 10"];
    const run = await standIn({
      protocol: ["Follow voltage from u.csv"],
      profiles: { "u.csv": lines },
    });
    record(run);
    // 10 mV over 5e-3 Ohm.m2, half of it on the way up
    expect(run.observables.charge).toBeCloseTo(2 * 50 + 2 * 100, 9);
  });
});

describe("pieces", () => {
  it("tile any profile, and add up to its integral", () => {
    const row = fc.record({
      gap: fc.oneof(fc.constant(0), fc.double({ min: 1e-3, max: 1e6, noNaN: true })),
      value: fc.double({ min: -500, max: 500, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 8 }), (rows) => {
        const times = rows.map((_, k) => rows.slice(1, k + 1).reduce((sum, r) => sum + r.gap, 0));
        const values = rows.map((r) => r.value);
        const [size, end] = [Math.max(...values.map(Math.abs)), times.at(-1)!];
        let [at, sum] = [0, 0];
        for (let count = 0; at < end; count++) {
          const piece = pieceAt({ times, values, resolution: size / 50 }, at);
          expect(Math.abs(piece.start - at)).toBeLessThanOrEqual(1e-12 * at);
          expect(piece.end).toBeGreaterThan(at);
          sum += piece.mean * (piece.end - piece.start);
          // as a clock that sums time steps comes there
          at += piece.end - at;
          expect(count).toBeLessThan(101 * rows.length);
        }
        const integral = times
          .slice(1)
          .reduce((all, t, k) => all + 0.5 * (values[k]! + values[k + 1]!) * (t - times[k]!), 0);
        expect(Math.abs(sum - integral)).toBeLessThanOrEqual(1e-12 * size * end);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  const profile = { times: [0, 10, 10, 30], values: [0, 4, 1, 1], resolution: 1 };
  it("tile the profile, whatever rounding does to the time", () => {
    let at = 0;
    const seen = [];
    for (let k = 0; k < 5; k++) {
      const piece = pieceAt(profile, at);
      expect(pieceAt(profile, at * (1 - 1e-13))).toEqual(piece);
      expect(piece.start).toBe(at);
      seen.push([piece.end, piece.mean, piece.last]);
      at = piece.end;
    }
    expect(seen).toEqual([
      [2.5, 0.5, 1],
      [5, 1.5, 2],
      [7.5, 2.5, 3],
      [10, 3.5, 4],
      [30, 1, 1],
    ]);
    expect(pieceAt(profile, 30)).toMatchObject({ end: Number.POSITIVE_INFINITY, mean: 1 });
  });
});
