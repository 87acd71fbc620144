// What a run says about itself: results no cell can have, steps that ended at once, ends that would never come.
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { checkpointOf, unpackCheckpoint } from "../../sim/checkpoint";
import { Out, Status } from "../../sim/kernel";
import { remarksOf } from "../../sim/remarks";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";
import { standIn } from "../support/stand-in";

async function end(input: ScenarioInput): Promise<Simulation> {
  const run = await Simulation.create(resolveRun({ mesh: { columns: 16 }, ...input }), wasm);
  while (run.advance());
  return run;
}

describe("remarks", () => {
  it("name an absurd voltage, how far it went and since when", async () => {
    const run = await end({
      materials: { electrolyte: "Li6PS5I" },
      protocol: ["Rest for 1 min", "Strip at 1 mA/cm2 for 1 min"],
    });
    expect(run.status).toBe("finished");
    expect(remarksOf(run)).toHaveLength(1);
    expect(remarksOf(run)[0]).toMatch(
      /^Voltage up to 33\d{3} mV, beyond 5000 mV from 1 min on: .*; look at the current, cell\.pellet/,
    );
  });

  it("name the voltage at which contact is lost", async () => {
    const change = (outputs: Float64Array) => {
      outputs[Out.voltage] = 2000;
    };
    const run = await standIn(
      { protocol: ["Strip at 1 mA/cm2 for 1 min"] },
      { change, status: () => Status.contactLost },
    );
    while (run.advance());
    expect(run.status).toBe("stopped");
    expect(remarksOf(run)[0]).toContain("Voltage up to 2000000 mV");
  });

  it("survive a checkpoint", async () => {
    const change = (outputs: Float64Array) => {
      outputs[Out.voltage] = 40;
    };
    const run = await standIn({ protocol: ["Strip at 1 mA/cm2 for 1 min"] }, { change });
    while (run.advance());
    const { driver } = unpackCheckpoint(checkpointOf(run));
    expect(remarksOf(run)[0]).toContain("Voltage up to 40000 mV");
    expect(driver).toMatchObject({ noted: { passed: { voltage: { value: 40 } } } });
  });

  it("are none where nothing is remarkable", async () => {
    const run = await end({
      protocol: ["Strip at 1 mA/cm2 for 1 min", "Press to 5 MPa", "Rest for 1 s"],
    });
    expect(remarksOf(run)).toEqual([]);
  });

  it("count the steps that ended at once", async () => {
    const run = await end({
      protocol: ["Cycle 3 times: [Rest until stackPressure > 1 MPa; Rest for 1 s]"],
    });
    expect(remarksOf(run)).toEqual([
      '3 steps, the first of them: "Rest until stackPressure > 1 MPa" ended at once: stackPressure > 1 MPa holds already at the start.',
    ]);
  });
});

describe("a loop whose rule holds from the start", () => {
  it("does its first step, and a ramp none", async () => {
    const loop = await end({
      protocol: ["Cycle 3 times: [Rest for 1 s; Rest for 2 s] until contact > 50 %"],
    });
    expect(loop.observables.time).toBe(1);
    const ramp = await end({
      protocol: ["Ramp current 0.1 to 0.5 mA/cm2 by 0.1 every 1 s until contact > 50 %"],
    });
    expect(ramp.observables.time).toBe(0);
    expect(remarksOf(ramp)[0]).toMatch(
      /^"Ramp .*" ended at once: contact > 50 % holds already at the start\.$/,
    );
  });
});

describe("lithium that is used up", () => {
  it("names the entry and what the protocol takes", async () => {
    const run = await end({ cell: { reservoir: "0 um" }, protocol: ["Strip at 1 mA/cm2 for 5 h"] });
    expect(run.status).toBe("stopped");
    expect(run.steps).toBe(1);
    expect(run.endReason).toMatch(
      /^The lithium reservoir is empty: .* the 0 um of cell\.reservoir, .* 4\.85 um for each mA\.h\/cm2; use a thicker cell\.reservoir/,
    );
  });
});

describe("a step whose limit does not come nearer", () => {
  it("ends the run in words, on the kernel", async () => {
    const run = await end({ protocol: ["Plate at 0.1 mA/cm2 until 5 V"] });
    expect(run.status).toBe("stopped");
    expect(run.observables.time).toBeLessThan(200_000);
    expect(run.endReason).toMatch(
      /^"Plate at 0\.1 mA\/cm2 until 5 V" would not end: after 2\d\.?\d? h its voltage stands at -6 mV, and at this pace "voltage < -5 V" is more than ten years away; .*"for 10 h"\.$/,
    );
  });

  /** A rest until the contact has come back, at this pace [1/s]. */
  const healing = (pace: number) =>
    standIn(
      { protocol: ["Rest until contact > 90 %"] },
      {
        longest: () => 3600,
        change: (outputs, time) => {
          outputs[Out.contactFraction] = Math.min(1, 0.5 + pace * time);
        },
      },
    );

  it("goes on where it does, however slowly", async () => {
    // 0.4 of contact in a year
    const run = await healing(0.4 / 3.15e7);
    while (run.advance());
    expect(run.status).toBe("finished");
    expect(run.observables.time).toBeGreaterThan(3.1e7);
  });

  it("stops where it would take longer than anybody waits", async () => {
    const run = await healing(0.4 / 3.3e9);
    while (run.advance());
    expect(run.status).toBe("stopped");
    expect(run.endReason).toContain("ten years");
  });

  it("goes on while something else changes that may lead there", async () => {
    const run = await standIn(
      {
        physics: { filaments: true },
        electrolyte: { flaws: { spacing: "10 um" } },
        protocol: ["Plate at 1 mA/cm2 until a short"],
      },
      {
        longest: () => 3600,
        change: (outputs, time) => {
          outputs[Out.filamentVolume] = 1e-9 * time;
          outputs[Out.shortKind] = time > 1e6 ? 1 : 0;
        },
      },
    );
    while (run.advance());
    expect(run.status).toBe("finished");
    expect(run.observables.time).toBeGreaterThan(1e6);
  });
});
