// Any time step of a run can be gone back to, and on from there, to the bit; an edit there takes another way.
import fc from "fast-check";
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { exactStringify } from "../../sim/exact-json";
import { History } from "../../sim/history";
import { LinesInTime } from "../../sim/lines-in-time";
import { pack, unpack } from "../../sim/packed-moment";
import { Simulation } from "../../sim/simulation";
import { wasm } from "../support/kernel";

const scenario: ScenarioInput = {
  cell: { width: "32 um", lithium: "16 um", electrolyte: "16 um" },
  interface: { defects: [{ at: "10 um", width: "6 um", height: "2 um" }] },
  mesh: { columns: 16 },
  numerics: { maxTimeStep: "30 s" },
  protocol: ["Strip at 1 mA/cm2 for 5 min or until contact < 70 %", "Rest for 2 min"],
};

const start = async (input: unknown, stride: number, room?: number) => {
  const run = await Simulation.create(resolveRun(input), wasm);
  run.openEnd = true;
  return new History(run, [], stride, room);
};
const onward = (history: History, step: number) => {
  while (history.run.steps < step && history.advance());
};
const stateOf = ({ run }: History) => exactStringify([run.observables, run.events, run.status]);
const EVERY_STEP = 0;

it("every step again, from moments that are packed and thinned, the way there and on", async () => {
  const history = await start(scenario, EVERY_STEP, 6e6);
  const states = [stateOf(history)];
  const past = [history.past];
  for (let step = 1; step <= 40; step++) {
    onward(history, step);
    states.push(stateOf(history));
    past.push(history.past);
  }
  const [rows, events] = [exactStringify(history.rows), history.events];
  for (const step of [39, 3, 17, 16, 40, 0, 25, 1]) {
    history.seek(step);
    expect(history.run.steps).toBe(step);
    expect(stateOf(history)).toBe(states[step]);
    expect(history.past).toBe(past[step]);
    expect(history.events).toEqual(events);
  }
  expect(history.last).toBe(40);
  onward(history, 40);
  expect(stateOf(history)).toBe(states[40]);
  expect(exactStringify(history.rows)).toBe(rows);
  expect(history.stepAt(0)).toBe(0);
  expect(history.stepAt(history.times[12]!)).toBe(12);
  history.seek(99);
  expect(history.run.steps).toBe(40);
});

it("packing keeps every byte, of runs at either end and of memory of any length", () => {
  const bytes = fc.array(
    fc.record({ byte: fc.constantFrom(0, 0, 1, 255), length: fc.integer({ min: 1, max: 90 }) }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(bytes, fc.uint8Array({ maxLength: 40 }), (runs, rest) => {
      const same = runs.flatMap(({ byte, length }) => new Array<number>(length).fill(byte));
      for (const memory of [
        [...same, ...rest],
        [...rest, ...same],
      ].map((all) => Uint8Array.from(all))) {
        const packed = pack({ memory, driver: "" });
        expect(unpack(packed).memory).toEqual(memory);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
  const zeros = pack({ memory: new Uint8Array(8e6), driver: "" });
  expect(zeros.memory.byteLength).toBeLessThan(40);
});

it("an edit after going back takes another way, which its scenario computes again", async () => {
  const history = await start(scenario, EVERY_STEP);
  onward(history, 6);
  history.edit("conditions.stackPressure", "8 MPa");
  onward(history, 20);
  history.seek(9);
  expect(history.run.spec.scenario.edits).toHaveLength(1);
  history.edit("current", "-1 mA/cm2");
  expect(history.last).toBe(9);
  history.edit("current", "-2 mA/cm2");
  history.edit("until", "30 s");
  onward(history, 18);
  const again = await start(JSON.parse(JSON.stringify(history.run.spec.scenario)), EVERY_STEP);
  onward(again, 18);
  expect(stateOf(again)).toBe(stateOf(history));
  expect(exactStringify(again.rows)).toBe(exactStringify(history.rows));
  // the scenario with another way ahead, gone back in
  await again.seek(4);
  onward(again, 18);
  expect(stateOf(again)).toBe(stateOf(history));
});

it("a void cut into the run is gone back over and on again to the bit, and taken back", async () => {
  const history = await start(scenario, EVERY_STEP);
  onward(history, 6);
  history.edit("conditions.stackPressure", "5 MPa");
  const [plain, rows] = [stateOf(history), exactStringify(history.rows)];
  history.edit("interface.defects", { at: "22 um", width: "8 um", height: "4 um" });
  onward(history, 14);
  const cut = stateOf(history);
  for (const step of [3, 14, 6, 14]) {
    history.seek(step);
    onward(history, step);
  }
  expect(stateOf(history)).toBe(cut);
  // from later, from before it, and right away
  for (const step of [14, 4, 6]) {
    onward(history, 14);
    history.seek(step);
    expect(history.withdraw()).toBe(true);
    expect(history.run.steps).toBe(6);
    expect(history.last).toBe(6);
    expect(stateOf(history)).toBe(plain);
    expect(exactStringify(history.rows)).toBe(rows);
    expect(history.run.spec.scenario.edits).toHaveLength(1);
    history.edit("interface.defects", { at: "22 um", width: "8 um", height: "4 um" });
  }
  onward(history, 14);
  expect(stateOf(history)).toBe(cut);
  for (let k = 0; k < 2; k++) expect(history.withdraw()).toBe(true);
  expect(history.withdraw()).toBe(false);
}, 60_000);

it("what is done before the first step is taken back, one after the other", async () => {
  const history = await start(scenario, EVERY_STEP);
  const plain = stateOf(history);
  history.edit("reshape", { void: "10 um", at: "12 um", width: "8 um", height: "3 um" });
  const reshaped = stateOf(history);
  history.edit("fill", { at: "12 um" });
  onward(history, 3);
  expect(history.withdraw()).toBe(true);
  expect(stateOf(history)).toBe(reshaped);
  expect(history.withdraw()).toBe(true);
  expect(stateOf(history)).toBe(plain);
  expect(history.withdraw()).toBe(false);
});

it("lines along the interface are kept for a kymograph, those ahead until an edit takes another way", async () => {
  const history = await start(scenario, EVERY_STEP);
  onward(history, 12);
  const { times, steps, lines } = history.kymograph;
  expect(steps).toEqual(Array.from({ length: 13 }, (_, k) => k));
  expect(times).toEqual(history.times);
  const j = history.run.frame([]).interface.current;
  expect(lines[12]!.current).toEqual(j);
  expect(lines[3]!.current).not.toEqual(j);
  history.seek(5);
  expect(history.kymograph.steps).toHaveLength(13);
  history.edit("current", "0.5 mA/cm2");
  expect(history.kymograph.steps).toHaveLength(6);
});

it("a kymograph of many steps thins evenly", () => {
  const kept = new LinesInTime();
  for (let step = 0; step <= 5000; step++) {
    if (!kept.wants(step)) continue;
    kept.note(step, 2 * step, {
      current: new Float32Array(1),
      interphase: new Float32Array(1),
    });
  }
  const { steps, times } = kept.all;
  expect(steps.length).toBeGreaterThan(300);
  expect(steps.length).toBeLessThanOrEqual(600);
  expect(new Set(steps.slice(1).map((step, k) => step - steps[k]!)).size).toBe(1);
  expect(times.at(-1)).toBe(2 * steps.at(-1)!);
  kept.cut(100);
  expect(kept.all.steps.at(-1)).toBeLessThanOrEqual(100);
});
