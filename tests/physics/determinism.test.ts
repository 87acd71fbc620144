// The same scenario gives the same bits, and a checkpoint taken anywhere goes on to the same bits.
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";
import { amount } from "../support/length";

/** Small, with voids, a voltage event, a change of sign, of pressure and of temperature. */
const scenario: ScenarioInput = {
  cell: { width: "30 um", lithium: "16 um", electrolyte: "16 um", pellet: "100 um" },
  mesh: { columns: 32 },
  seed: 7,
  interface: { defects: [{ at: "8 um", width: "4 um", height: "2 um" }], kineticsAmplitude: 0.2 },
  physics: { interphaseGrowth: true, stressPotential: true },
  protocol: [
    // the voltage jumps over this one as a column opens; the next is crossed smoothly and fast
    "Strip at 1 mA/cm2 for 1 h or until 17.6 mV",
    "Strip at 4 mA/cm2 for 1 h or until contact < 50 %",
    "Plate at 2 mA/cm2 for 2 min at 40 Cel under 5 MPa",
    "Press to 4 MPa over 10 s",
    "Hold at 10 mV for 2 min",
    "Rest for 3 min",
  ],
};

const create = () => Simulation.create(resolveRun(scenario), wasm);

/** Runs to the end; the whole state as bytes. */
function finish(run: Simulation): Buffer {
  while (run.advance());
  expect(run.endReason).toContain("The protocol is done");
  return Buffer.from(checkpointOf(run));
}

describe("determinism", () => {
  it("gives the same bits twice", async () => {
    const [a, b] = [finish(await create()), finish(await create())];
    expect(a.equals(b)).toBe(true);
  });

  it("goes on with the same bits from a checkpoint, in the middle of an event search too", async () => {
    const run = await create();
    const saved: { time: number; searching: boolean; bytes: Uint8Array }[] = [];
    let steps = 0;
    for (let call = 0; run.advance(); call++) {
      // a call that accepts no step is part of an event search
      const searching = run.steps === steps;
      steps = run.steps;
      if (searching || call % amount(24, 12) === 0) {
        saved.push({ time: run.observables.time, searching, bytes: checkpointOf(run) });
      }
    }
    const ends = run.events.filter(({ message }) => /ended by (voltage|contact)/.test(message));
    expect(ends).toHaveLength(2);
    expect(saved.filter(({ searching }) => searching).length).toBeGreaterThan(2);
    const end = Buffer.from(checkpointOf(run));
    const differ: string[] = [];
    for (const { time, searching, bytes } of saved) {
      const same = finish(await restore(bytes, wasm)).equals(end);
      if (!same) differ.push(`${time} s${searching ? ", searching" : ""}`);
    }
    expect(differ).toEqual([]);
  });
});
