// The clock: a protocol ends when it says, whatever came before, and what it costs grows with its length alone.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import { Recorder } from "../../sim/recorder";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";
import { standIn } from "../support/stand-in";

/** Runs to the end; its rows, and how often it was called. More calls than `most` are a run that stands still. */
function record(run: Simulation, most: number) {
  const rows: Observables[] = [];
  const recorder = new Recorder(run, { row: (row) => rows.push(row) });
  let calls = 0;
  for (let goesOn = true; goesOn; ) {
    expect(++calls, `it stands at ${run.observables.time} s`).toBeLessThanOrEqual(most);
    goesOn = run.advance();
    recorder.observe();
  }
  return { rows, calls };
}

/** Charge under the current of the rows [C/m2]. */
const integral = (rows: readonly Observables[]) =>
  rows.slice(1).reduce((sum, row, k) => {
    const { time, currentDensity } = rows[k]!;
    return sum + 0.5 * (currentDensity + row.currentDensity) * (row.time - time);
  }, 0);

/** 1 ms to 1000 h in ms, any order of magnitude as likely as another. */
const length = fc
  .double({ min: 0, max: Math.log(3.6e9), noNaN: true })
  .map((x) => Math.round(Math.exp(x)));
const step = fc.tuple(fc.nat(5), length, fc.integer({ min: 1, max: 30 })).map(([kind, ms, j]) => {
  const words = [
    `Strip at ${j / 10} mA/cm2 for ${ms} ms`,
    `Plate at ${j / 10} mA/cm2 for ${ms} ms`,
    `Rest for ${ms} ms`,
    `Hold at ${j} mV for ${ms} ms`,
    `Press to ${j} MPa over ${ms} ms`,
    `Strip at ${j / 10} mA/cm2 until stepTime > ${ms} ms`,
  ][kind]!;
  return { words, ms };
});

describe("random protocols", () => {
  it("end when they say, their rows hold their charge, and their cost is linear", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 1, maxLength: 1000, size: "max" }),
        async (steps) => {
          const run = await standIn({ protocol: steps.map(({ words }) => words) });
          // a ramp of pressure takes 50 time steps, another step as many as doublings lead from 1 ms to 1000 h
          const { rows } = record(run, 120 * steps.length);
          expect(run.status).toBe("finished");
          const end = steps.reduce((sum, { ms }) => sum + BigInt(ms), 0n);
          const { time, charge } = run.observables;
          expect(Math.abs(time / (Number(end) / 1000) - 1)).toBeLessThan(1e-12);
          const gross = rows.reduce((sum, o) => Math.max(sum, Math.abs(o.charge)), 1e-9);
          expect(Math.abs(integral(rows) - charge)).toBeLessThan(1e-6 * gross);
          // each step has a row at both of its ends
          for (let k = 0; k < steps.length; k++) {
            const own = rows.filter((o) => o.protocolStep === k);
            expect(own[0]!.stepTime).toBe(0);
            expect(own.at(-1)!.stepTime * 1000).toBeCloseTo(steps[k]!.ms, 6);
          }
        },
      ),
      { numRuns: 8 },
    );
  });
});

describe("a short step after a long time", () => {
  const kinds = {
    Strip: "Strip at 0.1 mA/cm2 for ",
    Plate: "Plate at 0.1 mA/cm2 for ",
    Rest: "Rest for ",
    Hold: "Hold at 5 mV for ",
    Press: "Press to 4 MPa over ",
    rule: "Rest until stepTime > ",
    loop: "Cycle 3 times: [Rest for 1 s; Strip at 0.1 mA/cm2 for ",
    ramp: "Ramp current 0.1 to 0.3 mA/cm2 by 0.1 every ",
  };
  const before = ["10 min", "30 h", "10 d", "3.2e8 s"];
  const lengths = [0.1, 0.01, 0.001];
  it.each(Object.entries(kinds))("ends: %s", async (kind, words) => {
    for (const rest of before)
      for (const s of lengths) {
        const protocol = [
          `Rest for ${rest}`,
          `${words}${s} s${kind === "loop" ? "]" : ""}`,
          "Rest for 1 min",
        ];
        const run = await standIn({ protocol });
        record(run, 1000);
        expect(run.status).toBe("finished");
        const ends = run.events.filter((e) => e.kind === "step-end");
        // one time step more or less would be 1e-2 of the step
        expect(run.observables.stepTime).toBe(60);
        expect(ends.length).toBe({ loop: 8, ramp: 5 }[kind] ?? 3);
      }
  });

  it("ends on the kernel, at once after a strip too", async () => {
    for (const protocol of [
      ["Rest for 10 h", "Strip at 0.1 mA/cm2 for 0.1 s", "Hold at 5 mV for 1 ms", "Rest for 1 min"],
      ["Strip at 1 mA/cm2 for 10 min", "Rest for 1 ms", "Rest for 1 min"],
    ]) {
      const run = await Simulation.create(resolveRun({ mesh: { columns: 16 }, protocol }), wasm);
      record(run, 300);
      expect(run.status).toBe("finished");
      expect(run.observables.stepTime).toBe(60);
    }
  });
});

describe("many steps", () => {
  it("cost as much each as few do", async () => {
    const looks = async (times: number) => {
      const run = await standIn({
        protocol: [`Pulse 2 mA/cm2 for 1 ms, rest 1 ms, ${times} times`],
      });
      let count = 0;
      const { protocol } = run.spec;
      const counted = new Proxy(protocol, {
        get(target, key, receiver) {
          if (typeof key === "string" && /^\d+$/.test(key)) count++;
          return Reflect.get(target, key, receiver);
        },
      });
      (run.spec as { protocol: typeof protocol }).protocol = counted;
      while (run.advance()) run.progress;
      return count;
    };
    const [few, many] = [await looks(50), await looks(800)];
    expect(few).toBeGreaterThan(0);
    expect(many / few).toBeLessThan(1.1 * 16);
  });

  it("may be more than the events that are kept", async () => {
    const run = await standIn({
      protocol: ["Rest for 3.2e8 s", "Pulse 2 mA/cm2 for 1 ms, rest 1 ms, 6000 times"],
    });
    let calls = 0;
    while (run.advance()) calls++;
    expect(run.status).toBe("finished");
    expect(calls).toBeLessThan(24_000);
    // ten years know time to 6e-8 s: the sum of the starts loses nothing to that
    expect(Math.abs(run.observables.time - 3.2e8 - 12)).toBeLessThan(1e-7);
    expect(run.events.length).toBeLessThan(10_002);
    expect(run.events.at(-1)!.kind).toBe("end");
  });
});

describe("a time step too short to move the clock", () => {
  it("ends the run in words", async () => {
    const run = await standIn(
      { protocol: ["Rest for 1 h"] },
      {
        longest: (time) => (time > 10 ? 1e-20 : 1),
      },
    );
    record(run, 100);
    expect(run.status).toBe("failed");
    expect(run.endReason).toBe(
      "At 11.0 s the time step has become too short to move the clock (1e-20 s).",
    );
  });
});
