// The section of a cathode as part of a run: against the line, its balances, contact, isolated particles, pictures, what is refused.
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { CATHODE_FIELD_NAMES } from "../../core/tables/fields";
import { Out, Param, Status } from "../../sim/kernel";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

type Changes = Partial<NonNullable<ScenarioInput["cathode"]>>;

/** A full cell whose anode costs little, with a section of 24 x 24 um. */
const cell = (protocol: string[], cathode: Changes = {}): ScenarioInput => ({
  mesh: { columns: 16 },
  conditions: { stackPressure: "20 MPa" },
  protocol,
  cathode: {
    model: "section",
    thickness: "24 um",
    charge: 1,
    mesh: { columns: 60, width: "24 um" },
    ...cathode,
  },
});

async function run(...scenario: Parameters<typeof cell>) {
  const sim = await Simulation.create(resolveRun(cell(...scenario)), wasm);
  const rows: Observables[] = [sim.observables];
  while (sim.advance()) rows.push(sim.observables);
  rows.push(sim.observables);
  return { sim, rows, last: sim.observables };
}

/** Voltage of the cell at a charge [C/m2]. */
function voltageAt(rows: readonly Observables[], charge: number): number {
  const k = rows.findIndex((o) => o.charge >= charge);
  const [a, b] = [rows[k - 1]!, rows[k]!];
  return (
    a.cellVoltage + ((charge - a.charge) / (b.charge - a.charge)) * (b.cellVoltage - a.cellVoltage)
  );
}

describe("the section of a cathode in a run", () => {
  it("discharges at C/2 as the line does, within 10 mV", async () => {
    const protocol = ["Discharge at C/2 until 3 V"];
    const [section, line] = [
      await run(protocol, { spread: 0 }),
      await run(protocol, { model: "line" }),
    ];
    const { nominalCapacity } = line.last;
    for (const share of [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9]) {
      const [a, b] = [section, line].map(({ rows }) => voltageAt(rows, share * nominalCapacity));
      expect(Math.abs(a! - b!), `at ${share}`).toBeLessThan(0.01);
    }
    expect(section.last.charge / line.last.charge).toBeCloseTo(1, 1.7);
  });

  it("keeps charge and lithium over charge, rest, discharge, rest, and comes to rest", async () => {
    const { sim, rows } = await run(
      ["Charge at C/2 for 1 h", "Rest for 1 h", "Discharge at C/2 for 30 min", "Rest for 1 h"],
      { charge: 0, interphase: "bare", contactLoss: true },
    );
    expect(sim.status).toBe("finished");
    for (const o of rows) expect(o.chargeDefect).toBeLessThan(1e-9);
    for (const rested of [rows.findLast((o) => o.protocolStep === 1)!, rows.at(-1)!]) {
      expect(Math.abs(rested.cellVoltage - rested.openCircuitVoltage)).toBeLessThan(2e-3);
      expect(rested.cathodeLithiumMax - rested.cathodeLithiumMin).toBeLessThan(0.02);
    }
    expect(rows.at(-1)!.cathodeContact).toBeLessThan(1);
  });

  it("loses several times as much where contact is lost in one piece as in twelve", async () => {
    const lose = async (contact: number, lostArcs: number) => {
      const { rows, last } = await run(["Discharge at C/5 for 2 h"], {
        contact,
        lostArcs,
        particle: "10 um",
        spread: 0,
      });
      expect(last.cathodeContact).toBeCloseTo(contact, 1.7);
      return [0.2, 0.4, 0.55].map((x) => voltageAt(rows, (x / 2) * last.nominalCapacity));
    };
    const [whole, one, twelve] = [await lose(1, 1), await lose(0.7, 1), await lose(0.7, 12)];
    const extra = (volts: number[]) => volts.reduce((sum, v, k) => sum + whole[k]! - v, 0);
    expect(extra(twelve) / 3).toBeGreaterThan(0.005);
    expect(extra(one) / extra(twelve)).toBeGreaterThan(1.8);
    expect(extra(one) / extra(twelve)).toBeLessThan(3.5);
  });

  it("leaves isolated particles as built", async () => {
    const { sim, last } = await run(["Discharge at C/2 for 20 min"], { active: 0.7 });
    expect(last.cathodeActive).toBeGreaterThan(0.6);
    expect(last.cathodeActive).toBeLessThan(0.8);
    const { cathode } = sim.frame(["cathodeLithium", "reaction"]);
    const x = [...cathode!.fields.cathodeLithium!].filter((v) => v > 0);
    const asBuilt = x.filter((v) => v === Math.fround(0.942)).length;
    expect(asBuilt / x.length).toBeCloseTo(1 - last.cathodeActive, 6);
    expect(last.cathodeLithiumMax).toBeLessThan(0.9);
    // what takes part carries all of the current
    expect(last.chargeDefect).toBeLessThan(1e-9);
  });

  it("is pictured on its own grid, and looking leaves no trace", async () => {
    const spec = resolveRun(cell(["Discharge at C/2 for 1 h"]));
    const [sim, unseen] = [
      await Simulation.create(spec, wasm),
      await Simulation.create(spec, wasm),
    ];
    for (let k = 0; k < 8; k++) sim.advance();
    const { cathode, fields, observables } = sim.frame(["lithium", ...CATHODE_FIELD_NAMES]);
    expect(Object.keys(fields)).toEqual(["lithium"]);
    const { columns, rows, margin, h, electrons } = cathode!;
    expect([columns, rows, margin, electrons.length]).toEqual([60, 64, 4, 64]);
    expect(h).toBeCloseTo(0.4e-6, 12);
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const kept = (name: (typeof CATHODE_FIELD_NAMES)[number], from = 0, to = rows) =>
      [...cathode!.fields[name]!.subarray(from * columns, to * columns)].filter(
        (v) => !Number.isNaN(v),
      );
    expect(mean(kept("cathodeLithium"))).toBeCloseTo(observables.cathodeLithium, 5);
    expect(kept("cathodeLithium").length + kept("cathodePotential").length).toBe(columns * rows);
    // all of the current enters through the first row
    expect(mean(kept("cathodeCurrent", 0, 1)) / observables.currentDensity).toBeCloseTo(1, 3);
    expect(mean(kept("cathodeCurrent", rows - 4))).toBeLessThan(0.5 * observables.currentDensity);
    // on discharge the potential of the electrolyte falls away from the pellet
    expect(mean(kept("cathodePotential", rows - 4))).toBeLessThan(-1e-3);
    expect(mean(kept("reaction"))).toBeGreaterThan(0.7);
    expect(mean(kept("reaction"))).toBeLessThan(1.3);
    sim.advance();
    for (let k = 0; k < 9; k++) unseen.advance();
    expect(sim.observables).toEqual(unseen.observables);
  });

  it.each(["section", "line"] as const)(
    "takes a step of a %s back that does not converge, and says so when none does",
    async (model) => {
      const scenario = cell(["Discharge at C/2 for 1 h"], { model });
      const [{ run: sim, kernel }, { kernel: whole }] = [
        await openRun(scenario, wasm),
        await openRun(scenario, wasm),
      ];
      for (const k of [kernel, whole]) {
        k.setParam(Param.room, 20);
        for (let n = 0; n < 3; n++) expect(k.exports.runStep()).toBe(Status.ok);
      }
      // films that are no number: no pass converges
      const coverage = kernel.param(Param.cathodeCoverage);
      kernel.setParam(Param.cathodeCoverage, Number.NaN);
      const time = kernel.outputs[Out.time];
      expect(kernel.exports.runStep()).toBe(Status.cathodeDiverged);
      expect(kernel.outputs[Out.time]).toBe(time);
      kernel.setParam(Param.cathodeCoverage, coverage);
      for (const k of [kernel, whole]) expect(k.exports.runStep()).toBe(Status.ok);
      expect([...kernel.outputs]).toEqual([...whole.outputs]);
      kernel.setParam(Param.cathodeCoverage, Number.NaN);
      while (sim.advance());
      expect(sim.status).toBe("failed");
      expect(sim.endReason).toMatch(/the currents in the cathode did not converge; .*cathode/);
    },
  );
});

describe("a section that cannot be", () => {
  it.each([
    [{ share: 0.6 }, /^cathode.share: 0.6 of discs leave no way for ions/],
    [{ particle: "1 um" }, /^cathode.mesh.columns: 60 columns make cells of 0.4 um, too coarse/],
    [{ particle: "13 um" }, /^cathode.particle: "13 um" does not fit a section of 24 um x 24 um/],
    [{ thickness: "500 um" }, /^cathode.thickness: "500 um" is 1254 rows of 0.4 um cells/],
    [
      { mesh: { columns: 512, width: "300 um" }, particle: "3 um", thickness: "200 um" },
      /^cathode.mesh.width: "300 um" holds 3565 particles/,
    ],
  ])("refuses %j", (cathode, sentence) => {
    expect(() => resolveRun(cell(["Rest for 1 s"], cathode))).toThrow(sentence);
  });
});
