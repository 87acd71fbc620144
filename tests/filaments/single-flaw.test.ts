// What a flaw that has not grown holds at the start, and where it rests, against the closed forms of an edge crack, eqs. (10.2) to (10.5).
import { expect, test } from "vitest";
import { Box, OF } from "../../validate/filament-box";
import { wasm } from "../support/kernel";

const [E, NU] = [22.1e9, 0.37];
/** Area that a pressure opens [m2/Pa], plane strain. */
const compliance = (a: number) => (1.2544 * Math.PI * a * a * (1 - NU ** 2)) / E;

test.each([3e6, 50e6])(
  "holds at %d Pa what the electrode opens against sides that are held, and rests F eta / Omega above it",
  async (pressure) => {
    const [a, current] = [3e-6, 10];
    const box = (await Box.create(wasm, { current, pressure })).flaw(30.5e-6, a).start();
    const sideways = (-NU / (1 - NU)) * pressure;
    expect(box.groups[0]!.first / (compliance(a) * (pressure + sideways))).toBeCloseTo(1, 9);
    expect(box.groups[0]!.pressure / pressure).toBeCloseTo(1, 9);
    box.grow(1000);
    expect(box.advances).toBe(0);
    // the contact's drop, and that of half the flaw's depth
    const rise = (current * (5e-4 + (0.5 * a) / 0.2)) / OF;
    expect((box.groups[0]!.pressure - pressure) / rise).toBeCloseTo(1, 2);
  },
);
