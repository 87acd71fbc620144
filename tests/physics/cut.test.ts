// A void cut into the lithium of a run (assembly/lithium/cut.ts): as one that was there from the start, with what was taken out in the books.
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { Field, type Kernel, Out, Status } from "../../sim/kernel";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

const WIDTH = 40e-6;
const COLUMNS = 80;
const H = WIDTH / COLUMNS;
const section = (more: Partial<ScenarioInput> = {}): ScenarioInput => ({
  cell: { width: "40 um", lithium: "20 um", electrolyte: "20 um" },
  mesh: { columns: COLUMNS },
  protocol: ["Strip at 1 mA/cm2 for 10 min", "Rest for 10 min"],
  ...more,
});
const hole = { at: "15 um", width: "8 um", height: "4 um" };
const path = "interface.defects";
const start = (input: unknown) => Simulation.create(resolveRun(input), wasm);
const line = (k: Kernel, which: Field, count = COLUMNS) => Array.from(k.field(which, count));

describe("a void cut into the lithium", () => {
  it("before the first step is one that was there from the start", async () => {
    const there = await start(section({ interface: { defects: [hole] } }));
    const cut = await start(section({ edits: [{ step: 0, path, value: hole }] }));
    for (const steps of [1, 12]) {
      for (const run of [there, cut]) while (run.steps < steps) run.advance();
      for (const key of ["voltage", "contactFraction", "voidVolume", "vonMisesMax"] as const)
        expect(cut.observables[key] / there.observables[key], key).toBeCloseTo(1, 3);
    }
    const area = (Math.PI / 2) * 4e-6 * 4e-6;
    expect((cut.observables.lithiumTaken * WIDTH) / area).toBeCloseTo(1, 3);
    expect(there.observables.lithiumTaken).toBe(0);
  });

  it("opens the contact below it, leaves no pressure in it, and its lithium is an entry of the books", async () => {
    const { run, kernel } = await openRun(section(), wasm);
    while (run.steps < 12) run.advance();
    const before = { ...run.observables };
    const gaps = line(kernel, Field.gap);
    run.edit(path, hole);
    const { lithiumWindow, lithiumTaken, voidHeight, lithiumDefect } = run.observables;
    expect(lithiumTaken).toBeGreaterThan(0);
    expect((before.lithiumWindow - lithiumWindow) / lithiumTaken).toBeCloseTo(1, 9);
    expect(lithiumDefect).toBeLessThan(1e-12);
    expect(voidHeight).toBeCloseTo(4e-6, 6);
    const open = line(kernel, Field.open);
    const [phi, pressure] = [Field.phi, Field.pressure].map((one) =>
      line(kernel, one, 16 * COLUMNS),
    );
    for (let i = 0; i < COLUMNS; i++) {
      const x = (i + 0.5) * H;
      // a column that loses more than a film, 0.3 um of it, opens
      if (Math.abs(x - 15e-6) < 3.9e-6) expect(open[i], `column ${i}`).toBe(1);
      else if (Math.abs(x - 15e-6) > 4.3e-6) expect(line(kernel, Field.gap)[i]).toBe(gaps[i]);
      for (let j = 0; j < 16; j++) {
        const k = j * COLUMNS + i;
        if (phi![k] === 0) expect(pressure![k]).toBe(0);
      }
    }
    while (run.advance());
    expect(run.status).toBe("finished");
    const o = run.observables;
    expect(o.lithiumTaken).toBe(lithiumTaken);
    expect(o.lithiumDefect).toBeLessThan(1e-12);
    const kept = before.lithiumWindow + o.lithiumFed - before.lithiumFed - lithiumTaken;
    const left = kept - (o.lithiumStripped - before.lithiumStripped);
    expect(Math.abs(o.lithiumWindow - left)).toBeLessThan(1e-12 * o.lithiumWindow);
  });

  it("that is thinner than a film is gap, and no rate follows from it", async () => {
    const resting = section({ protocol: ["Rest for 2 h"] });
    const [plain, cut] = [await openRun(resting, wasm), await openRun(resting, wasm)];
    for (const { run } of [plain, cut]) while (run.steps < 4) run.advance();
    cut.run.edit(path, { at: "30 um", width: "6 um", height: "0.28 um" });
    const gaps = line(cut.kernel, Field.gap).map((g, i) => g - line(plain.kernel, Field.gap)[i]!);
    expect(line(cut.kernel, Field.open)).toEqual(line(plain.kernel, Field.open));
    const sum = gaps.reduce((all, g) => all + g * H, 0);
    expect(sum / ((Math.PI / 2) * 3e-6 * 0.28e-6)).toBeCloseTo(1, 1);
    expect(sum / (cut.kernel.outputs[Out.lithiumTaken]! * WIDTH)).toBeCloseTo(1, 9);
    for (const { run } of [plain, cut]) run.advance();
    expect(cut.run.observables.dt).toBe(plain.run.observables.dt);
  });

  it("takes nothing where nothing is, and what film lies on its floor", async () => {
    const { run, kernel } = await openRun(section({ interface: { defects: [hole] } }), wasm);
    for (let k = 0; k < 2; k++) {
      expect(kernel.exports.runCut(15e-6, 8e-6, 4e-6)).toBe(Status.ok);
      expect(run.frame([]).interface).toBeDefined();
      expect(kernel.outputs[Out.lithiumTaken]).toBe(0);
    }
    const plating = {
      ...section({ interface: { defects: [hole] } }),
      protocol: ["Plate at 2 mA/cm2 for 1 h"],
    };
    const { run: filled, kernel: metal } = await openRun(plating, wasm);
    // until a film lies on a column that is still open
    const wet = () =>
      line(metal, Field.open).findIndex((is, i) => is === 1 && line(metal, Field.phi)[i]! > 0.05);
    while (wet() < 0 && filled.advance());
    const at = wet();
    expect(at).toBeGreaterThan(0);
    const before = filled.observables.lithiumWindow;
    filled.edit(path, hole);
    expect(line(metal, Field.phi)[at]).toBeLessThan(0.05);
    const { lithiumWindow, lithiumTaken, lithiumDefect } = filled.observables;
    expect((before - lithiumWindow) / lithiumTaken).toBeCloseTo(1, 6);
    expect(lithiumDefect).toBeLessThan(1e-12);
    while (filled.advance());
    expect(filled.observables.lithiumDefect).toBeLessThan(1e-11);
  });

  it("through what is left of the contact ends the run in words, and ends a step where that asks for it", async () => {
    const run = await start(
      section({ interface: { defects: [{ at: "0 um", width: "38 um", height: "3 um" }] } }),
    );
    while (run.steps < 2) run.advance();
    run.edit(path, { at: "40 um", width: "39 um", height: "3 um" });
    expect(run.status).toBe("running");
    run.edit(path, { at: "20 um", width: "6 um", height: "3 um" });
    expect([run.status, run.endReason]).toEqual([
      "stopped",
      "All contact is lost: no current can pass the interface.",
    ]);
    const until = section({
      protocol: ["Rest for 1 h or until lithiumTaken > 1 nm", "Rest for 1 s"],
    });
    const other = await start({ ...until, edits: [{ step: 3, path, value: hole }] });
    while (other.advance());
    expect(other.steps).toBe(4);
    expect(other.events.map(({ message }) => message)).toContain(
      "Drawn by hand: void of 8 um by 4 um at 15 um.",
    );
  });
});
