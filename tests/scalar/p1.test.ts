import { describe, expect, it } from "vitest";
import { Scalar } from "./kernel";

// Exact discrete answers to the digits shown (direct solvers, three independent codes).
const ANSWERS: [number, number][] = [
  [64, 0.7646834368],
  [128, 0.7725050416],
  [256, 0.7749833682],
];

describe("P1, insulating disc of contrast 1e6", () => {
  it.each(ANSWERS)("gives the current of %i x %i cells", (n, answer) => {
    const s = new Scalar(n, n);
    s.k.p1Fill(s.h);
    s.setup();
    expect(s.solve(1e-8)).toBeGreaterThan(0);
    expect(s.residualNorm()).toBeLessThanOrEqual(1e-8 * s.rhsNorm);
    expect(Math.abs(s.k.p1CurrentTop(s.h) - answer)).toBeLessThan(1e-9);
    // flux form and the Galerkin correction with the constant: what flows in flows out
    expect(Math.abs(s.k.p1CurrentTop(s.h) - s.k.p1CurrentBottom(s.h))).toBeLessThan(1e-11);
  });

  it("takes the same iterations on every grid, in single precision", () => {
    const its = [64, 128, 256, 512].map((n) => {
      const s = new Scalar(n, n);
      s.k.p1Fill(s.h);
      s.setup();
      const count = s.solve(1e-8);
      expect(s.k.scalarPrecision(s.h)).toBe(4);
      return count;
    });
    expect(Math.min(...its)).toBeGreaterThan(0);
    expect(Math.max(...its) - Math.min(...its)).toBeLessThanOrEqual(2);
    expect(Math.max(...its)).toBeLessThanOrEqual(10);
  });

  it("allocates nothing after creation and repeats itself bit by bit", () => {
    const s = new Scalar(96, 96);
    s.k.p1Fill(s.h);
    const before = s.k.used();
    s.setup();
    s.solve(1e-8);
    const first = s.u.slice();
    s.k.p1Fill(s.h);
    s.setup();
    s.solve(1e-8);
    expect(s.k.used()).toBe(before);
    expect(s.u).toEqual(first);
  });
});
