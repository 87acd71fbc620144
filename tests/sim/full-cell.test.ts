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

describe("that goes on after its protocol", () => {
  const protocol = ["Charge at 2C until 4.1 V", "Discharge at 2C until 3.4 V"];
  const onward = (sim: Simulation, seconds: number) => {
    const end = sim.observables.time + seconds;
    let least = Number.POSITIVE_INFINITY;
    while (sim.observables.time < end && sim.advance())
      if (sim.observables.protocolStep >= 2) least = Math.min(least, sim.observables.cellVoltage);
    return least;
  };

  it("rests at the limit of its voltage, between those of its protocol by hand; the same bits from its file", async () => {
    const sim = await Simulation.create(cell(protocol), wasm);
    sim.openEnd = true;
    while (sim.observables.protocolStep < 2) sim.advance();
    expect(onward(sim, 1200)).toBeGreaterThan(3.4 - 1e-3);
    expect([sim.status, sim.observables.currentDensity]).toEqual(["running", 0]);
    expect(sim.observables.cellVoltage).toBeGreaterThan(3.45);
    expect(sim.step.kind).toBe("rest");
    const said = () => sim.events.map(({ message }) => message);
    expect(said()).toContain("Rests: 3.4 V is as far as the protocol goes");
    // discharged by hand it comes to the same limit, and rests again
    sim.edit("current", "0.5 mA/cm2");
    expect(sim.observables.currentDensity).toBe(5);
    expect(sim.observables.cellVoltage).toBeGreaterThan(3.4);
    expect(onward(sim, 7200)).toBeGreaterThan(3.4 - 1e-3);
    expect(sim.observables.currentDensity).toBe(0);
    // a current that takes it past the limit at once moves nothing
    const { charge } = sim.observables;
    sim.edit("current", "8 mA/cm2");
    onward(sim, 60);
    expect([sim.observables.currentDensity, sim.observables.charge]).toEqual([0, charge]);
    // charged by hand to the other one
    sim.edit("current", "-1 mA/cm2");
    onward(sim, 60);
    expect(sim.observables.currentDensity).toBe(-10);
    onward(sim, 4 * 3600);
    expect(sim.observables.currentDensity).toBe(0);
    expect(said()).toContain("Rests: 4.1 V is as far as the protocol goes");
    expect(sim.observables.cellVoltage).toBeLessThan(4.1 + 1e-3);
    sim.edit("end", true);
    const again = await Simulation.create(
      resolveRun(JSON.parse(JSON.stringify(sim.spec.scenario))),
      wasm,
    );
    while (again.advance());
    expect(again.observables).toEqual(sim.observables);
    expect(again.events).toEqual(sim.events);
  });

  it("taken up again by hand, rests as if it had been known that it would go on", async () => {
    const [known, found] = [
      await Simulation.create(cell(protocol), wasm),
      await Simulation.create(cell(protocol), wasm),
    ];
    known.openEnd = true;
    while (found.advance());
    expect(found.status).toBe("finished");
    found.reopen();
    onward(found, 600);
    while (known.steps < found.steps) known.advance();
    expect(found.observables).toEqual(known.observables);
    expect(found.events).toEqual(known.events);
  });

  it("without a limit of its voltage goes on until its cathode is full", async () => {
    const sim = await Simulation.create(cell(["Discharge at 1C for 1 min"]), wasm);
    sim.openEnd = true;
    while (sim.advance());
    expect([sim.status, sim.observables.cathodeLithiumMax > 1]).toEqual(["stopped", true]);
  });
});
