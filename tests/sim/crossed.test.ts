// Of several stop rules that are crossed in one time step, the earliest ends the step, wherever it is written.
import { expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ProtocolStep, Termination } from "../../core/runspec";
import { crossed } from "../../sim/event-search";
import { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { wasm } from "../support/kernel";

const rule = (observable: string, op: "<" | ">", value: number): Termination => ({
  observable,
  op,
  strict: true,
  value,
  text: observable,
});
const at = (stepTime: number, contactFraction: number, voltage: number) =>
  ({ stepTime, contactFraction, voltage }) as Observables;

const TIME = rule("time", ">", 10);
const CONTACT = rule("contactFraction", "<", 0.5);
const VOLTS = rule("voltage", ">", 0.1);

it.each([
  ["a limit of time that the step just reaches", [TIME, CONTACT], "contactFraction"],
  ["the other way round", [CONTACT, TIME], "contactFraction"],
  ["a voltage that is crossed before", [TIME, CONTACT, VOLTS], "voltage"],
] as const)("%s", (_, until, first) => {
  const step = { until, loops: [] } as unknown as ProtocolStep;
  expect(crossed(step, at(0, 0.9, 0.08), at(10, 0.1, 0.18))?.text).toBe(first);
});

it("a rule of a loop counts with those of the step", () => {
  const step = { until: [TIME], loops: [{ until: [CONTACT], exit: 3 }] } as unknown as ProtocolStep;
  expect(crossed(step, at(0, 0.9, 0), at(10, 0.4, 0))?.text).toBe("contactFraction");
});

it("the order of the sentence does not move the end of the step", async () => {
  const ends = [
    "Strip at 2 mA/cm2 for 10 min or until contact < 90 %",
    "Strip at 2 mA/cm2 until contact < 90 % or for 10 min",
  ].map(async (sentence) => {
    const run = await Simulation.create(
      resolveRun({ mesh: { columns: 16 }, numerics: { maxTimeStep: "1 h" }, protocol: [sentence] }),
      wasm,
    );
    while (run.advance());
    return [run.observables.time, run.observables.contactFraction];
  });
  const [one, other] = await Promise.all(ends);
  expect(one).toEqual(other);
  expect(one![0]).toBeLessThan(600);
});
