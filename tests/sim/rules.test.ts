// When a stop rule holds: as it is written, but for what is counted, whose bound is reached and never jumped over.
import { expect, it } from "vitest";
import type { Termination } from "../../core/runspec";
import { holds } from "../../sim/protocol-clock";
import type { Observables } from "../../sim/types";

const rule = (observable: string, op: "<" | ">", strict: boolean, value: number): Termination => ({
  observable,
  op,
  strict,
  value,
  text: "",
});
const at = (o: object) => o as Observables;

it.each([
  ["shortKind", ">", true, 0, 0, false],
  ["shortKind", ">", true, 0, 1, true],
  ["shortKind", ">", false, 0, 0, true],
  ["contactFraction", "<", true, 1, 1, false],
  ["contactFraction", "<", false, 1, 1, true],
  ["voltage", "<", true, -0.5, -0.5, false],
  ["voltage", ">", false, 0.5, 0.5 * (1 - 1e-13), true],
  ["capacity", ">", true, 36, 36 * (1 - 1e-13), true],
  ["stepTime", ">", true, 0.1, 0.1, true],
] as const)("%s %s strict %s %d at %d: %s", (key, op, strict, value, x, held) => {
  expect(holds(rule(key, op, strict, value), at({ [key]: x }))).toBe(held);
});

it("counts the time of a rule from the start of the step", () => {
  const o = at({ time: 36_000.1, stepTime: 0.1 });
  expect(holds(rule("time", ">", true, 0.1), o)).toBe(true);
  expect(holds(rule("time", ">", true, 0.2), o)).toBe(false);
});
