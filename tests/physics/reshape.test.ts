// Voids that a hand fills or gives another shape while a run goes on (assembly/lithium/reshape.ts): what comes in and goes out is in the
// books, and the section is as one that has had that void.
import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { exactStringify } from "../../sim/exact-json";
import { Field, type Kernel } from "../../sim/kernel";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";
import { openRun } from "../support/run";

const WIDTH = 40e-6;
const COLUMNS = 80;
const ROWS = 40;
const hole = { at: "15 um", width: "8 um", height: "4 um" };
const section = (more: Partial<ScenarioInput> = {}): ScenarioInput => ({
  cell: { width: "40 um", lithium: "20 um", electrolyte: "20 um" },
  mesh: { columns: COLUMNS },
  interface: { defects: [hole] },
  protocol: ["Strip at 1 mA/cm2 for 10 min", "Rest for 10 min"],
  ...more,
});
const start = (input: unknown) => Simulation.create(resolveRun(input), wasm);
const line = (k: Kernel, which: Field, count = COLUMNS) => Array.from(k.field(which, count));
const phi = (k: Kernel) => line(k, Field.phi, ROWS * COLUMNS);
const openColumns = (k: Kernel) => line(k, Field.open).filter((open) => open === 1).length;
/** Area of the void of 8 um by 4 um [m2]. */
const AREA = (Math.PI / 2) * 4e-6 * 4e-6;

describe("a void that is filled", () => {
  it("before the first step is a section without it, and its lithium is in the books with the other sign", async () => {
    const whole = await start(section({ interface: {} }));
    const filled = await start(
      section({ edits: [{ step: 0, path: "fill", value: { at: "15 um" } }] }),
    );
    for (const run of [whole, filled]) while (run.steps < 12) run.advance();
    for (const key of ["voltage", "contactFraction", "vonMisesMax"] as const)
      expect(filled.observables[key] / whole.observables[key], key).toBeCloseTo(1, 9);
    expect(filled.observables.voidCount).toBe(whole.observables.voidCount);
    expect((filled.observables.lithiumTaken * WIDTH) / -AREA).toBeCloseTo(1, 3);
    expect(filled.observables.lithiumDefect).toBeLessThan(1e-12);
  });

  it("while stripping gives the contact below it back at once; the other void and all gaps stay", async () => {
    const other = { at: "32 um", width: "6 um", height: "3 um" };
    const voids = { defects: [hole, other], siteSpacing: "0 um" };
    const { run, kernel } = await openRun(section({ interface: voids }), wasm);
    while (run.steps < 12) run.advance();
    const before = { ...run.observables };
    const between = 48;
    const [gaps, open, cells] = [line(kernel, Field.gap), line(kernel, Field.open), phi(kernel)];
    run.edit("fill", { at: "15 um" });
    const { lithiumWindow, lithiumTaken, lithiumDefect, contactFraction, voidCount } =
      run.observables;
    expect(run.events.at(-1)!.message).toBe("Filled by hand: void at 15 um.");
    expect([before.voidCount, voidCount]).toEqual([2, 1]);
    expect((before.lithiumWindow - lithiumWindow) / lithiumTaken).toBeCloseTo(1, 9);
    expect(lithiumTaken).toBeLessThan(0);
    expect(lithiumDefect).toBeLessThan(1e-12);
    expect(contactFraction - before.contactFraction).toBeGreaterThan(0.15);
    for (const [i, was] of open.entries()) {
      const its = i < between && was === 1;
      expect(line(kernel, Field.open)[i], `column ${i}`).toBe(its ? 0 : was);
      expect(line(kernel, Field.gap)[i]).toBe(its ? 0 : gaps[i]);
    }
    for (const [k, share] of phi(kernel).entries())
      expect(share, `cell ${k}`).toBeCloseTo(k % COLUMNS < between ? 1 : cells[k]!, 12);
    while (run.advance());
    expect(run.status).toBe("finished");
    expect(run.observables.lithiumTaken).toBe(lithiumTaken);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-12);
  });

  it("may be buried, and is found by a place in it", async () => {
    const buries = section({
      interface: { defects: [{ at: "20 um", width: "6 um", height: "4 um" }] },
      physics: { bulkRatio: 10 },
      protocol: ["Plate at 1 mA/cm2 for 5 h"],
    });
    const { run, kernel } = await openRun(buries, wasm);
    while (openColumns(kernel) > 0 && run.advance());
    const cells = phi(kernel);
    const k = cells.findIndex((share) => share < 0.1);
    const [i, j] = [k % COLUMNS, Math.floor(k / COLUMNS)];
    expect(j).toBeGreaterThan(0);
    const h = WIDTH / COLUMNS;
    const um = (cell: number) => `${(1e6 * h * (cell + 0.5)).toFixed(3)} um`;
    const { lithiumWindow } = run.observables;
    expect(() => run.edit("reshape", { ...hole, void: um(i), width: "3 um" })).toThrow(
      /^The void at .* is buried|^There is no void on the interface at/,
    );
    run.edit("fill", { at: um(i), above: um(j) });
    expect(phi(kernel)[k]).toBe(1);
    expect(run.observables.voidCount).toBe(0);
    const gained = run.observables.lithiumWindow - lithiumWindow;
    expect(gained / -run.observables.lithiumTaken).toBeCloseTo(1, 6);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-10);
  });

  it("that is drawn again leaves the books as they were", async () => {
    const { run, kernel } = await openRun(section(), wasm);
    const before = phi(kernel);
    run.edit("fill", { at: "15 um" });
    run.edit("interface.defects", hole);
    expect(phi(kernel)).toEqual(before);
    expect(Math.abs(run.observables.lithiumTaken * WIDTH)).toBeLessThan(1e-12 * AREA);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-12);
  });

  it("loses area and film as one that plating has closed, where a run has them", async () => {
    const loses = section({
      physics: { unrecovered: 0.25, interphaseGrowth: true, interphaseRenewal: 0.5 },
    });
    const { run, kernel } = await openRun(loses, wasm);
    while (run.steps < 4) run.advance();
    const thick = line(kernel, Field.interphase);
    run.edit("fill", { at: "15 um" });
    expect(line(kernel, Field.contact)[30]).toBeCloseTo(0.75, 9);
    expect(line(kernel, Field.interphase)[30]! / thick[30]!).toBeCloseTo(0.5, 9);
    expect(line(kernel, Field.interphase)[70]).toBe(thick[70]);
  });
});

describe("a void that is given another shape", () => {
  const wider = { void: "15 um", at: "17 um", width: "12 um", height: "4 um" };
  it.each([
    ["wider", wider],
    ["narrower", { void: "15 um", at: "14 um", width: "4 um", height: "4 um" }],
    ["deeper", { void: "15 um", at: "15 um", width: "8 um", height: "7 um" }],
    ["flatter", { void: "15 um", at: "15 um", width: "8 um", height: "2 um" }],
    ["beside", { void: "15 um", at: "28 um", width: "6 um", height: "3 um" }],
  ])("%s, before the first step is one that was there from the start", async (_, value) => {
    const { void: of, ...shape } = value;
    const there = await start(section({ interface: { defects: [shape] } }));
    const drawn = await start(section({ edits: [{ step: 0, path: "reshape", value }] }));
    for (const steps of [1, 12]) {
      for (const run of [there, drawn]) while (run.steps < steps) run.advance();
      for (const key of ["voltage", "contactFraction", "voidVolume", "voidHeight"] as const)
        expect(drawn.observables[key] / there.observables[key], key).toBeCloseTo(1, 3);
    }
    const area = (Math.PI / 4) * Number.parseFloat(shape.width) * Number.parseFloat(shape.height);
    expect(drawn.observables.lithiumTaken * WIDTH * 1e12).toBeCloseTo(area - AREA * 1e12, 1);
    expect(drawn.observables.lithiumDefect).toBeLessThan(1e-12);
    expect(drawn.events.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^Reshaped by hand: void at 15 um to .* at /),
    );
  });

  it("keeps what has been lost below it where it stays, and closes the books when it goes on", async () => {
    const { run, kernel } = await openRun(section({ physics: { unrecovered: 0.25 } }), wasm);
    while (run.steps < 8) run.advance();
    const { lithiumWindow } = run.observables;
    run.edit("reshape", { void: "15 um", at: "14 um", width: "4 um", height: "4 um" });
    const contact = line(kernel, Field.contact);
    // covered, and no more than once
    expect(contact[35]).toBeCloseTo(0.75, 2);
    expect(contact[28]).toBe(0);
    const { lithiumTaken } = run.observables;
    expect((lithiumWindow - run.observables.lithiumWindow) / lithiumTaken).toBeCloseTo(1, 9);
    while (run.advance());
    expect(run.status).toBe("finished");
    expect(run.observables.lithiumDefect).toBeLessThan(1e-12);
  });

  it("grows into another one, which keeps its own lithium", async () => {
    const other = { at: "24 um", width: "6 um", height: "6 um" };
    const { run, kernel } = await openRun(section({ interface: { defects: [hole, other] } }), wasm);
    const cells = phi(kernel);
    run.edit("reshape", wider);
    for (const [k, share] of phi(kernel).entries()) {
      const x = ((k % COLUMNS) + 0.5) * (WIDTH / COLUMNS);
      if (x > 23.5e-6) expect(share, `cell ${k}`).toBe(cells[k]);
      else expect(share).toBeLessThanOrEqual(1);
    }
    expect(run.observables.voidCount).toBe(1);
    expect(run.observables.lithiumDefect).toBeLessThan(1e-12);
  });
});

it("there is no void: refused in a sentence, the run as it was; left out of a file with an event", async () => {
  const run = await start(section());
  while (run.steps < 3) run.advance();
  const before = exactStringify([run.observables, run.events]);
  expect(() => run.edit("fill", { at: "30 um" })).toThrow(
    /^There is no void at 30 um; fill one that is there\.$/,
  );
  expect(() => run.edit("fill", { at: "15 um", above: "12 um" })).toThrow(
    /^There is no void at 15 um, 12 um above the interface;/,
  );
  expect(() => run.edit("reshape", { void: "30 um", ...hole })).toThrow(
    /^There is no void on the interface at 30 um; take one that stands on it\.$/,
  );
  expect(exactStringify([run.observables, run.events])).toBe(before);
  expect(run.spec.scenario.edits).toEqual([]);
  const edits = [{ step: 1, path: "fill" as const, value: { at: "30 um" } }];
  const file = await start(section({ edits }));
  while (file.steps < 3) file.advance();
  expect(file.events.map(({ message }) => message)).toContain(
    "Left out: there is no void at 30 um; fill one that is there.",
  );
  expect(file.observables).toEqual(run.observables);
});
