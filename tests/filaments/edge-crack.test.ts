// Closed forms of the filament kernel against the figures of the literature (A16, A18).
import { expect, test } from "vitest";
import { OF } from "../../validate/filament-box";
import { instance } from "../support/kernel";

const k = instance();

test("A16: pressure and overpotential at which an edge crack starts, 0.3 MPa sqrt(m)", () => {
  const table = [
    [0.1e-6, 478, 64],
    [1e-6, 151, 20],
    [5e-6, 68, 9.1],
    [10e-6, 48, 6.5],
    [100e-6, 15, 2.0],
  ] as const;
  for (const [a, pressure, overpotential] of table) {
    const p = k.closedStartPressure(a, 0.3e6);
    // two printed figures
    expect(p / 1e6 / pressure).toBeCloseTo(1, 1.5);
    expect((p * OF * 1e3) / overpotential).toBeCloseTo(1, 1.2);
  }
});

test("A18: 51 MPa press what 2 um of flank plate at 1 mA/cm2 out of a slot of 50 nm by 2 um", () => {
  const out = k.closedSlotFlow(50e-9, 2e-6, 51e6, 1.4e-2 * 1e-6 ** 6.67, 6.67);
  // n = 6.67: the 1 MPa that the printed pressure is rounded to is 13 % of the flow
  expect(out / (OF * 10 * 2e-6)).toBeGreaterThan(0.87);
  expect(out / (OF * 10 * 2e-6)).toBeLessThan(1.13);
  expect(k.closedSlotFlow(50e-9, 2e-6, -51e6, 1.4e-2 * 1e-6 ** 6.67, 6.67)).toBe(-out);
});

test("incubation and speed of a 5 um flaw at 4 mA/cm2", () => {
  const stiffness = 22.1e9 / (1 - 0.37 ** 2);
  const tau = k.closedFillingTime(5e-6, stiffness, 5e-4, OF);
  expect(tau).toBeCloseTo(10.6, 1);
  const drive = (1.12 * ((40 * 5e-4) / OF) * Math.sqrt(Math.PI * 5e-6)) / 0.3e6;
  expect(k.closedIncubation(tau, drive)).toBeGreaterThan(6);
  expect(k.closedIncubation(tau, drive)).toBeLessThan(8.4);
  expect(k.closedIncubation(tau, 0.99)).toBe(Number.POSITIVE_INFINITY);
});
