import { describe, expect, it } from "vitest";
import { random } from "../../bench/random";
import { direct, distance } from "../support/direct";
import { Scalar } from "./kernel";

const mean = (x: ArrayLike<number>) => Array.from(x).reduce((t, v) => t + v, 0) / x.length;

describe("pure Neumann", () => {
  it.each([
    [64, 64, false],
    [33, 50, false],
    [64, 64, true],
    [150, 50, true],
    [50, 150, true],
  ])(
    "solves %i x %i for a compatible f and keeps the mean of the start (composite: %s)",
    (nx, ny, composite) => {
      const s = new Scalar(nx, ny, composite);
      s.conduct(() => 1, "");
      for (let j = 0; j < ny; j++) {
        for (let i = 0; i < nx; i++) {
          s.f[j * nx + i] =
            Math.cos((Math.PI * (i + 0.5)) / nx) * Math.cos((2 * Math.PI * (j + 0.5)) / ny);
        }
      }
      s.u.fill(3);
      s.setup();
      const its = s.solve(1e-9);
      expect(its).toBeGreaterThan(0);
      expect(its).toBeLessThanOrEqual(14);
      expect(s.residualNorm()).toBeLessThanOrEqual(1.01e-9 * s.rhsNorm);
      expect(mean(s.u)).toBeCloseTo(3, 10);
      // the discrete eigenvector: u - 3 = f / lambda
      const lambda = 4 * Math.sin(Math.PI / (2 * nx)) ** 2 + 4 * Math.sin(Math.PI / ny) ** 2;
      expect(
        distance(
          s.u.map((v) => v - 3),
          s.f.map((v) => v / lambda),
        ),
      ).toBeLessThan(1e-6);
    },
  );

  it("takes the mean out of an f that is not compatible", () => {
    const s = new Scalar(20, 20);
    s.conduct(() => 1, "");
    s.f.fill(1);
    s.f[5] = 2;
    s.setup();
    expect(s.solve(1e-8)).toBeGreaterThan(0);
    expect(s.u.every(Number.isFinite)).toBe(true);
  });
});

describe("insulated parts", () => {
  // a conducting plate with an isolated cell, an insulated pocket and a block of empty cells
  const nx = 40;
  const ny = 37;
  const kind = (i: number, j: number) => {
    if (i === 5 && j === 5) return 0;
    if (i >= 20 && i < 30 && j >= 10 && j < 22)
      return i >= 22 && i < 28 && j >= 12 && j < 19 ? 2 : 0;
    return 1;
  };

  it.each([false, true])(
    "leaves empty cells alone and solves the rest (composite: %s)",
    (composite) => {
      const s = new Scalar(nx, ny, composite);
      s.conduct((i, j) => (kind(i, j) > 0 ? 1 : 0), "sn");
      const next = random(12);
      for (let k = 0; k < nx * ny; k++) {
        s.f[k] = next() - 0.5;
        s.u[k] = 7;
      }
      s.setup();
      const its = s.solve(1e-10);
      expect(its).toBeGreaterThan(0);
      expect(its).toBeLessThanOrEqual(16);
      expect(s.u.every(Number.isFinite)).toBe(true);
      const A = s.matrix();
      const cells = [...Array(nx * ny).keys()];
      const of = (k: number) => cells.filter((p) => kind(p % nx, Math.floor(p / nx)) === k);
      for (const p of of(0)) expect(s.u[p]).toBe(7);
      const tied = of(1);
      const x = direct(
        tied.map((p) => tied.map((q) => A[p]![q]!)),
        tied.map((p) => s.f[p]!),
      );
      expect(
        distance(
          tied.map((p) => s.u[p]!),
          x,
        ),
      ).toBeLessThan(1e-7);
      // the pocket: f without its mean, mean of the start
      const pocket = of(2);
      const level = mean(pocket.map((p) => s.f[p]!));
      expect(mean(pocket.map((p) => s.u[p]!))).toBeCloseTo(7, 9);
      for (const p of pocket) {
        const flux = pocket.reduce((t, q) => t + A[p]![q]! * s.u[q]!, 0);
        expect(Math.abs(flux - (s.f[p]! - level))).toBeLessThan(1e-7);
      }
    },
  );

  it.each([false, true])("survives a system without any coupling (composite: %s)", (composite) => {
    const s = new Scalar(6, 5, composite);
    s.f.fill(1);
    s.u.fill(2);
    s.setup();
    expect(s.solve()).toBe(0);
    expect(s.u.every((v) => v === 2)).toBe(true);
  });
});

describe("rank-one term on a row", () => {
  it.each([
    [24, 17, 0],
    [24, 17, 16],
    [15, 12, 0],
    [15, 12, 11],
    [9, 1, 0],
  ])("agrees with elimination on %i x %i, row %i", (nx, ny, row) => {
    for (const sign of [1, -1]) {
      const s = new Scalar(nx, ny);
      const next = random(nx * ny + row);
      s.conduct(() => 0.5 + next(), "sn");
      for (let k = 0; k < nx * ny; k++) s.f[k] = next() - 0.5;
      // the floating electrode: A - G G^T / sum G, or a positive term of that size
      const edge = row === 0 ? s.ty.subarray(0, nx) : s.ty.subarray(nx * ny);
      s.w.set(edge);
      const strength = sign / edge.reduce((t, v) => t + v, 0);
      if (ny === 1) s.c.fill(0.3);
      s.setup();
      s.rankOne(row, strength);
      const its = s.solve(1e-11);
      expect(its).toBeGreaterThan(0);
      expect(its).toBeLessThanOrEqual(20);
      const A = s.matrix();
      for (let p = 0; p < nx; p++) {
        for (let q = 0; q < nx; q++)
          A[row * nx + p]![row * nx + q]! += strength * edge[p]! * edge[q]!;
      }
      expect(distance(s.u, direct(A, s.f))).toBeLessThan(1e-8);
      expect(s.residualNorm()).toBeLessThanOrEqual(1e-11 * s.rhsNorm);
      s.rankOne(row, 0);
      expect(s.solve(1e-11)).toBeGreaterThan(0);
      expect(distance(s.u, direct(s.matrix(), s.f))).toBeLessThan(1e-8);
    }
  });
});
