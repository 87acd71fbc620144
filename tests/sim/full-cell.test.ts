// A full cell as a run: what its voltage is made of, holds, capacities, ends in words, and going on from a checkpoint.
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

type Changes = Partial<NonNullable<ScenarioInput["cathode"]>>;

/** The grid of a cathode that is computed as a section. */
const SECTION = { mesh: { columns: 32, width: "12.8 um" } } as const;

/** A thin section of a full cell, so that a cycle takes a second. */
const cell = (protocol: string[], cathode: Changes = {}, more: Partial<ScenarioInput> = {}) =>
  resolveRun({
    mesh: { columns: 16 },
    protocol,
    cathode: {
      model: "lumped",
      thickness: "10 um",
      ...(cathode.model === "section" && SECTION),
      ...cathode,
    },
    ...more,
  });

async function run(...scenario: Parameters<typeof cell>) {
  const sim = await Simulation.create(cell(...scenario), wasm);
  const rows: Observables[] = [sim.observables];
  while (sim.advance()) rows.push(sim.observables);
  rows.push(sim.observables);
  return { sim, rows, last: sim.observables };
}

const CYCLE = [
  "Charge at 1C until 4.2 V",
  "Hold at 4.2 V until C/5",
  "Rest for 10 min",
  "Discharge at 2C until 3.4 V",
  "Rest for 10 min",
];

describe.each(["lumped", "line", "section"] as const)("a full cell, %s", (model) => {
  it("adds up, keeps its charge, holds its voltage, counts its half cycles, goes on from a checkpoint bit for bit", async () => {
    const { sim, rows, last } = await run(CYCLE, { model, interphase: "bare" });
    expect(sim.status).toBe("finished");
    for (const o of rows) {
      const cathode =
        o.etaCathodeDiffusion + o.etaCathodeKinetics + o.etaCathodeFilm + o.etaCathodeOhmic;
      expect(Math.abs(o.etaCathode - cathode)).toBeLessThan(1e-12);
      expect(Math.abs(o.cellVoltage - (o.openCircuitVoltage - o.voltage))).toBeLessThan(1e-12);
      const parts =
        o.etaPellet +
        o.etaElectrolyte +
        o.etaConstriction +
        o.etaKinetics +
        o.etaInterphase +
        o.etaCounter +
        o.etaCathode;
      expect(Math.abs(o.voltage - parts), `at ${o.time} s`).toBeLessThan(1e-12);
      expect(o.etaCounter).toBe(0);
      expect(o.chargeDefect).toBeLessThan(1e-9);
    }
    const held = rows.filter(
      ({ protocolStep, currentDensity }) => protocolStep === 1 && currentDensity,
    );
    expect(held.length).toBeGreaterThan(3);
    for (const o of held) expect(Math.abs(o.cellVoltage - 4.2)).toBeLessThan(1e-4);
    // half cycles and the lithium of both electrodes are the same charge
    // what a raster holds is its design to a cell in a thousand
    expect(last.cathodeLithium - rows[0]!.cathodeLithium).toBeCloseTo(
      (last.charge / last.nominalCapacity) * (0.942 - 0.2657),
      model === "section" ? 2 : 9,
    );
    expect((last.dischargeCapacity - last.chargeCapacity) / last.charge).toBeCloseTo(1, 9);
    expect(last.coulombicEfficiency).toBeCloseTo(last.dischargeCapacity / last.chargeCapacity, 12);

    const first = await Simulation.create(sim.spec, wasm);
    while (first.observables.protocolStep < 3) first.advance();
    const second = await restore(checkpointOf(first), wasm);
    while (second.advance());
    expect(second.observables).toEqual(sim.observables);
    expect(second.steps).toBe(sim.steps);
  });
});

it("charges less lithium than the cathode holds, and says when it is full or empty", async () => {
  const full = await run(["Discharge at 1C for 2 h"], { charge: 0.2 });
  expect(full.sim.status).toBe("stopped");
  expect(full.sim.endReason).toMatch(/^The cathode is full: .* as in "until 3 V"\.$/);
  const empty = await run(["Charge at 1C for 3 h"], { charge: 0.9 });
  expect(empty.sim.status).toBe("stopped");
  expect(empty.sim.endReason).toMatch(/^The cathode is empty: .* as in "until 4.25 V"\.$/);
});

it("ends a cycle by the share of the first discharge", async () => {
  const cycle = "Charge at 2C until 4.1 V; Discharge at 2C until 3.4 V";
  const { sim, last } = await run(
    [`Cycle 6 times: [${cycle}] until dischargeCapacity < 97 %`],
    {
      interphase: "bare",
      thickness: "5 um",
    },
    { conditions: { temperature: "60 Cel" } },
  );
  expect(sim.status).toBe("finished");
  expect(last.capacityRetention).toBeLessThan(0.97);
  expect(last.cycle).toBeGreaterThanOrEqual(2);
});
