// What a hand has changed while the run went on is in its scenario, and computes the same bits again.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EditPath } from "../../core/edits";
import { ScenarioError } from "../../core/errors";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { checkpointOf, restore } from "../../sim/checkpoint";
import { exactStringify } from "../../sim/exact-json";
import { linkOf, readLink } from "../../sim/link";
import { Recorder } from "../../sim/recorder";
import { remarksOf } from "../../sim/remarks";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

/** What is moved and erased below. */
const structure = {
  grains: {
    boundaryResistance: "5 Ohm.cm2",
    boundaryToughness: "0.1 MPa.m^0.5",
    list: [
      { from: "4 um", fromDepth: "0 um", to: "12 um", toDepth: "14 um" },
      { from: "26 um", fromDepth: "15 um", to: "30 um", toDepth: "0 um" },
    ],
  },
  pores: {
    list: [
      { at: "7 um", depth: "6 um", diameter: "3 um" },
      { at: "20 um", depth: "6 um", diameter: "5 um" },
    ],
  },
};
const scenario: ScenarioInput = {
  cell: { width: "32 um", lithium: "16 um", electrolyte: "16 um" },
  interface: { defects: [{ at: "10 um", width: "6 um", height: "2 um" }] },
  electrolyte: structure,
  mesh: { columns: 16 },
  numerics: { maxTimeStep: "60 s" },
  protocol: [
    "Strip at 1 mA/cm2 for 3 min or until voltage > 20 mV",
    "Press to 4 MPa over 20 s",
    "Plate at 2 mA/cm2 for 1 min or until contact > 99.9 %",
    "Rest for 1 min",
  ],
};
/** The same with filaments, which flaws are drawn for. */
const cracking: ScenarioInput = {
  ...scenario,
  physics: { filaments: true },
  electrolyte: {
    ...structure,
    flaws: {
      list: [
        { at: "25 um", length: "4 um" },
        { at: "6 um", length: "3 um" },
      ],
    },
  },
};
const start = (input: unknown) => Simulation.create(resolveRun(input), wasm);

/** Everything that a run leaves, as text. */
function traceOf(run: Simulation, rows: readonly Observables[]): string {
  const { status, endReason, events, observables, steps } = run;
  return exactStringify({ status, endReason, events, observables, steps, rows });
}

/** Advances to the end or through `count` time steps. */
function onward(run: Simulation, recorder: Recorder, count = Number.POSITIVE_INFINITY) {
  const last = run.steps + count;
  for (let goesOn = true; goesOn && run.steps < last; ) {
    goesOn = run.advance();
    recorder.observe();
  }
}

const length = (least: number, most: number) =>
  fc.integer({ min: 10 * least, max: 10 * most }).map((tenths) => `${tenths / 10} um`);

type Act = { wait: number; within: boolean; path: EditPath; value: unknown };
const act = fc
  .record({
    wait: fc.nat(6),
    // in the middle of a search, or after steps of the protocol that were skipped, if there is any
    within: fc.boolean(),
    change: fc.oneof(
      fc.record({
        path: fc.constant<EditPath>("conditions.stackPressure"),
        value: fc.constantFrom("0 MPa", "0.5 MPa", "3 MPa", "7.3 MPa", "40 MPa"),
      }),
      fc.record({
        path: fc.constant<EditPath>("conditions.temperature"),
        value: fc.constantFrom("-10 Cel", "25 Cel", "60 Cel"),
      }),
      fc.record({
        path: fc.constant<EditPath>("current"),
        value: fc.constantFrom("0 mA/cm2", "-3 mA/cm2", "0.3 mA/cm2", "5 mA/cm2"),
      }),
      fc.record({
        path: fc.constant<EditPath>("until"),
        value: fc.constantFrom("20 s", "contact < 90 % or a void", "pressure > 3.5 MPa"),
      }),
      fc.record({ path: fc.constant<EditPath>("protocol"), value: fc.integer({ min: 1, max: 4 }) }),
      fc.record({
        path: fc.constant<EditPath>("interface.defects"),
        value: fc.record({ at: length(0, 32), width: length(0.1, 20), height: length(0.1, 12) }),
      }),
      fc.record({
        path: fc.constant<EditPath>("electrolyte.grains.list"),
        value: fc.record({
          from: length(0, 32),
          fromDepth: length(0, 16),
          to: length(0, 32),
          toDepth: length(0, 16),
        }),
      }),
      fc.record({
        path: fc.constant<EditPath>("electrolyte.pores.list"),
        value: fc.record({ at: length(0, 32), depth: length(0, 16), diameter: length(1, 6) }),
      }),
      fc.record({
        path: fc.constant<EditPath>("electrolyte.flaws.list"),
        value: fc.record({
          at: length(0, 32),
          length: length(1, 9),
          tilt: fc.integer({ min: -60, max: 60 }),
          depth: fc.constantFrom("0 um", "3 um"),
        }),
      }),
      fc.record({
        path: fc.constant<EditPath>("fill"),
        value: fc.record({ at: length(8, 12), above: fc.constantFrom("0 um", "1 um") }),
      }),
      fc.record({
        path: fc.constant<EditPath>("reshape"),
        value: fc.record({
          void: length(9, 11),
          at: length(0, 32),
          width: length(0.1, 20),
          height: length(0.1, 12),
        }),
      }),
      fc.record({
        path: fc.constant<EditPath>("move"),
        value: fc.record({ from: length(24, 26), to: length(0, 32) }),
      }),
      // each of it may be there: from the start, or drawn by an act before
      fc.record({
        path: fc.constant<EditPath>("movePore"),
        value: fc.record({
          ...{ from: fc.constantFrom("20 um", "7 um"), fromDepth: fc.constant("6 um") },
          ...{ to: length(0, 32), toDepth: length(0, 16) },
        }),
      }),
      fc.record({
        path: fc.constant<EditPath>("moveBoundary"),
        value: fc.record({
          ...{ from: fc.constant("4 um"), fromDepth: fc.constant("0 um") },
          ...{ to: fc.constantFrom("12 um", "30 um"), toDepth: fc.constant("14 um") },
          ...{ newFrom: length(0, 32), newFromDepth: length(0, 16) },
          ...{ newTo: fc.constant("12 um"), newToDepth: fc.constant("14 um") },
        }),
      }),
      fc.record({
        path: fc.constant<EditPath>("eraseBoundary"),
        value: fc.constant({ from: "30 um", fromDepth: "0 um", to: "26 um", toDepth: "15 um" }),
      }),
      fc.record({
        path: fc.constant<EditPath>("erasePore"),
        value: fc.record({ at: fc.constantFrom("7 um", "20 um"), depth: fc.constant("6 um") }),
      }),
      fc.record({
        path: fc.constant<EditPath>("eraseFlaw"),
        value: fc.constantFrom({ at: "25 um" }, { at: "6 um" }),
      }),
      fc.record({
        path: fc.constant<EditPath>("electrolyte.layers"),
        value: fc.array(
          fc.record({
            thickness: length(0.5, 9),
            lithiumConsumption: fc.constantFrom(0, 1),
            ionicConductivity: fc.constantFrom("0.3 mS/cm", "5 mS/cm"),
            fractureToughness: fc.constantFrom("0.2 MPa.m^0.5", "0.6 MPa.m^0.5"),
          }),
          { maxLength: 3 },
        ),
      }),
    ),
  })
  .map(({ wait, within, change }): Act => ({ wait, within, ...change }));

/** Edits so far that came while a run was not settled, runs that lithium was taken out of and put into, edits that drew, that changed
 * what was there, and that found nothing to change. */
let unsettled = 0;
let cut = 0;
let put = 0;
let drawn = 0;
const reworked = new Set<EditPath>();
let refused = 0;

/** Does it live, and ends by hand some time steps later; what it leaves, and the scenario that it stands for. */
async function live(scenario: ScenarioInput, acts: readonly Act[], more: number) {
  const run = await start(scenario);
  run.openEnd = true;
  const rows: Observables[] = [];
  const recorder = new Recorder(run, { row: (row) => rows.push(row) });
  for (const { wait, within, path, value } of acts) {
    onward(run, recorder, wait);
    for (let k = 0; within && k < 15 && run.settled; k++) {
      run.advance();
      recorder.observe();
    }
    if (!run.settled) unsettled++;
    const ofFlaws = ["electrolyte.flaws.list", "move", "eraseFlaw"].includes(path);
    if (ofFlaws && scenario !== cracking) continue;
    const before = exactStringify([run.observables, run.spec.scenario.edits, run.events]);
    try {
      run.edit(path, value);
    } catch (cause) {
      if (!(cause instanceof ScenarioError)) throw cause;
      // what cannot be done leaves the run as it was
      expect(exactStringify([run.observables, run.spec.scenario.edits, run.events])).toBe(before);
      refused++;
      continue;
    }
    if (path.endsWith(".list")) drawn++;
    else reworked.add(path);
  }
  onward(run, recorder, more);
  run.edit("end", true);
  for (let goesOn = true; goesOn; ) {
    goesOn = run.advance();
    recorder.observe();
  }
  return { run, rows, trace: traceOf(run, rows) };
}

const MOVED: EditPath[] = ["moveBoundary", "movePore"];
const ERASED: EditPath[] = ["eraseBoundary", "erasePore"];

describe("edits", () => {
  it.each([
    ["without filaments", scenario],
    ["with filaments", cracking],
  ])(
    "compute the same bits again from the scenario, from a checkpoint and from a moment, %s",
    async (_, scenario) => {
      [unsettled, cut, put, drawn, refused] = [0, 0, 0, 0, 0];
      reworked.clear();
      await fc.assert(
        fc.asyncProperty(
          fc.array(act, { minLength: 1, maxLength: 6 }),
          fc.nat(8),
          fc.nat(30),
          async (acts, more, middle) => {
            const { run, trace } = await live(scenario, acts, more);
            // whatever was taken out is in the books
            expect(run.observables.lithiumDefect).toBeLessThan(1e-10);
            if (run.observables.lithiumTaken > 0) cut++;
            if (run.observables.lithiumTaken < 0) put++;
            const file = JSON.parse(JSON.stringify(run.spec.scenario));
            const again = await start(file);
            const rows: Observables[] = [];
            const recorder = new Recorder(again, { row: (row) => rows.push(row) });
            onward(again, recorder, middle);
            const [moment, kept] = [again.moment(), checkpointOf(again)];
            const last = rows.at(-1)?.time ?? -1;
            const before = rows.slice();
            onward(again, recorder);
            expect(traceOf(again, rows)).toBe(trace);
            const restored = await restore(kept, wasm);
            again.recall(moment);
            for (const one of [restored, again]) {
              const all = before.slice();
              const sink = { row: (row: Observables) => all.push(row) };
              onward(one, new Recorder(one, sink, { row: last, frame: last }));
              expect(traceOf(one, all)).toBe(trace);
            }
          },
        ),
        { numRuns: 24, seed: 3 },
      );
      expect(unsettled).toBeGreaterThan(0);
      expect(cut).toBeGreaterThan(1);
      expect(drawn).toBeGreaterThan(1);
      expect(put).toBeGreaterThan(1);
      expect(refused).toBeGreaterThan(0);
      expect([...reworked]).toEqual(
        expect.arrayContaining(["fill", "reshape", "electrolyte.layers", ...MOVED, ...ERASED]),
      );
      if (scenario === cracking)
        expect([...reworked]).toEqual(expect.arrayContaining(["move", "eraseFlaw"]));
    },
    120_000,
  );

  it("of one time step count as the last of each path", async () => {
    const [many, one] = [await start(scenario), await start(scenario)];
    for (const run of [many, one]) while (run.steps < 3) run.advance();
    for (const pressure of ["5 MPa", "30 MPa", "8 MPa"]) {
      many.edit("conditions.stackPressure", pressure);
      many.edit("current", "2 mA/cm2");
    }
    one.edit("conditions.stackPressure", "8 MPa");
    one.edit("current", "2 mA/cm2");
    expect(many.spec.scenario.edits).toEqual([
      { step: 3, path: "conditions.stackPressure", value: "8 MPa" },
      { step: 3, path: "current", value: "2 mA/cm2" },
    ]);
    const [a, b] = [many.moment(), one.moment()];
    expect(Buffer.compare(a.memory, b.memory)).toBe(0);
    expect(a.driver).toBe(b.driver);
  });

  it("of what is drawn add up, several in one time step, and travel in a link", async () => {
    const run = await start(scenario);
    while (run.steps < 3) run.advance();
    const voids = [
      { at: "20 um", width: "4 um", height: "2 um" },
      { at: "26 um", width: "3 um", height: "1 um" },
    ];
    for (const value of voids) run.edit("interface.defects", value);
    expect(run.spec.scenario.edits.map(({ value }) => value)).toEqual(voids);
    const link = linkOf({ name: "cut", scenario: run.spec.scenario, step: 3 });
    const again = await start(readLink(link).scenario);
    for (const one of [run, again]) while (one.steps < 8) one.advance();
    expect(traceOf(again, [])).toBe(traceOf(run, []));
    expect(run.observables.lithiumTaken * 32e-6).toBeCloseTo((Math.PI / 2) * 5.5e-12, 12);
  });

  it("take the place of what was to come later", async () => {
    const edits = [2, 5].map((step) => ({ step, path: "current", value: "0 mA/cm2" }));
    const run = await start({ ...scenario, edits });
    const moment = run.moment();
    while (run.steps < 6) run.advance();
    run.recall(moment);
    while (run.steps < 3) run.advance();
    expect(run.observables.currentDensity).toBe(0);
    run.edit("current", "1 mA/cm2");
    expect(run.spec.scenario.edits.map(({ step }) => step)).toEqual([2, 3]);
  });

  it("go on after the protocol, which ends a run without them", async () => {
    const short = { ...scenario, protocol: ["Strip at 1 mA/cm2 for 30 s"] };
    const plain = await start(short);
    while (plain.advance());
    expect([plain.status, plain.observables.time]).toEqual(["finished", 30]);
    const end = plain.steps + 4;
    const longer = await start({ ...short, edits: [{ step: end, path: "end", value: true }] });
    while (longer.advance());
    expect(longer.status).toBe("finished");
    expect(longer.steps).toBe(end);
    expect(longer.observables.time).toBeGreaterThan(30);
    expect(longer.observables.currentDensity).toBe(10);
    expect(longer.observables.protocolStep).toBe(1);
    // a run that has ended is taken up by hand, and its file says so
    plain.edit("current", "-1 mA/cm2");
    while (plain.steps < end) plain.advance();
    plain.edit("end", true);
    const again = await start(plain.spec.scenario);
    while (again.advance());
    expect(traceOf(again, [])).toBe(traceOf(plain, []));
    expect(again.observables.currentDensity).toBe(-10);
  });

  it("take up a run that has been stopped", async () => {
    const run = await start({ ...scenario, protocol: ["Plate at 0.1 mA/cm2 until 5 V"] });
    while (run.advance());
    expect(run.status).toBe("stopped");
    run.edit("conditions.stackPressure", "5 MPa");
    run.edit("current", "0.2 mA/cm2");
    expect(run.status).toBe("running");
    for (let k = 0; k < 5; k++) expect(run.advance()).toBe(true);
    run.edit("end", true);
    const again = await start(JSON.parse(JSON.stringify(run.spec.scenario)));
    while (again.advance());
    expect(traceOf(again, [])).toBe(traceOf(run, []));
    expect(again.observables.stackPressure).toBe(5e6);
  });

  it("that a run does not reach are remarked", async () => {
    const edits = [{ step: 100_000, path: "until", value: "1 s" }];
    const run = await start({ ...scenario, protocol: ["Rest for 1 s"], edits });
    run.advance();
    expect(remarksOf(run)).toContain(
      "1 edit from time step 100000 on: the run has not come so far.",
    );
  });
});

describe("an edit that cannot be made", () => {
  const right = { step: 3, path: "current", value: "1 mA/cm2" };
  const hole = (more: object) => {
    const value = { at: "20 um", width: "4 um", height: "2 um", ...more };
    return { step: 3, path: "interface.defects", value };
  };
  it.each([
    [{ ...right, step: -1 }, /^edits\[0\]\.step: -1 is too small; use the number of time steps/],
    [{ ...right, step: 1.5 }, /^edits\[0\]\.step: 1\.5 is not whole/],
    [{ path: "current", value: "1 mA/cm2" }, /^edits\[0\]\.step: is missing; use the number/],
    [
      { ...right, path: "curent" },
      /^edits\[0\]\.path: "curent" is unknown; did you mean "current"\?/,
    ],
    [{ ...right, at: 3 }, /^edits\[0\]: "at" is an unknown key/],
    [{ ...right, value: 1 }, /^edits\[0\]\.value: 1 is not a text with a unit; write it such as/],
    [
      { ...right, value: "1 A/cm2" },
      /^edits\[0\]\.value: "1 A\/cm2" is out of range; use -50 mA\/cm2 to/,
    ],
    [{ ...right, path: "until", value: "" }, /^edits\[0\]\.value: "" is not a limit; write it/],
    [{ ...right, path: "until", value: "1 h at 60 Cel" }, /is not a limit/],
    [{ ...right, path: "protocol", value: 5 }, /: 5 is not a step of the protocol; use 1 to 4$/],
    [{ ...right, path: "end", value: 1 }, /: 1 does not end the run; write true$/],
    [
      { ...right, path: "interface.defects" },
      /^edits\[0\]\.value: "1 mA\/cm2" is not a section; write an object with at, width or height$/,
    ],
    [
      hole({ at: "33 um" }),
      /^edits\[0\]\.value\.at: "33 um" is outside the section; use 0 um to 32/,
    ],
    [
      hole({ width: "-2 um" }),
      /^edits\[0\]\.value\.width: "-2 um" is out of range; use 0\.01 um to/,
    ],
    [
      hole({ width: "32 um" }),
      /\.width: "32 um" is as wide as the section, .*; use less than 32 um$/,
    ],
    [
      hole({ height: "16 um" }),
      /\.height: "16 um" reaches through the resolved lithium; use less than 16 um$/,
    ],
    [
      { step: 3, path: "electrolyte.flaws.list", value: { at: "20 um", length: "4 um" } },
      /^edits\[0\]\.value: physics\.filaments is off, without which a flaw does nothing in a run/,
    ],
    [
      { step: 3, path: "electrolyte.pores.list", value: { at: "20 um", depth: "4 um" } },
      /^edits\[0\]\.value\.diameter: is missing; write it such as/,
    ],
    [
      {
        step: 3,
        path: "electrolyte.grains.list",
        value: { from: "20 um", fromDepth: "0 um", to: "40 um", toDepth: "9 um" },
      },
      /^edits\[0\]\.value\.to: "40 um" is outside the section; use 0 um to 32 um$/,
    ],
    [hole({ heigth: "1 um" }), /^edits\[0\]\.value: "heigth" is an unknown key; did you mean/],
  ])("%j", (edit, sentence) => {
    expect(() => resolveRun({ ...scenario, edits: [edit] })).toThrow(sentence);
  });

  it("cuts into lithium that is not there", () => {
    const cell = { ...scenario.cell, lithiumFree: true };
    const edits = [hole({})];
    expect(() =>
      resolveRun({ cell, mesh: scenario.mesh, protocol: ["Plate at 1 mA/cm2 for 1 h"], edits }),
    ).toThrow(/^edits\[0\]\.value: cell\.lithiumFree is set, and voids are in a foil/);
  });

  it("cracks through the electrolyte that is resolved", () => {
    const value = { at: "20 um", length: "17 um" };
    const edits = [{ step: 3, path: "electrolyte.flaws.list", value }];
    expect(() => resolveRun({ ...cracking, edits })).toThrow(
      /^edits\[0\]\.value\.length: "17 um" reaches through the resolved electrolyte; end above 16 um$/,
    );
  });

  it("is out of order, or after the end", () => {
    const edits = [right, { ...right, step: 2 }];
    expect(() => resolveRun({ ...scenario, edits })).toThrow(
      /^edits\[1\]\.step: 2 comes before the 3/,
    );
    const late = [{ step: 1, path: "end", value: true }, right];
    expect(() => resolveRun({ ...scenario, edits: late })).toThrow(
      /^edits\[1\]: comes after the end/,
    );
  });
});
