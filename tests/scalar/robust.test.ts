import { describe, expect, it } from "vitest";
import { random } from "../../bench/random";
import { direct, distance } from "../support/direct";
import { Scalar } from "./kernel";

function noise(s: Scalar, seed: number): void {
  const next = random(seed);
  for (let k = 0; k < s.f.length; k++) s.f[k] = next() - 0.5;
}

describe("any rectangle, contrast, anisotropy", () => {
  it.each([
    [1, 8],
    [8, 1],
    [1, 1],
    [2, 2],
    [3, 14],
    [9, 7],
    [16, 5],
  ])("agrees with elimination on %i x %i", (nx, ny) => {
    for (const contrast of [1, 1e4, 1e9]) {
      const s = new Scalar(nx, ny);
      const next = random(nx + 31 * ny);
      const sigma = Array.from({ length: nx * ny }, () => contrast ** -next());
      s.conduct((i, j) => sigma[j * nx + i]!, "sw");
      for (let k = 0; k < nx * ny; k++) s.c[k] = next() < 0.3 ? next() : 0;
      noise(s, 5);
      s.setup();
      expect(s.solve(1e-12, 0, 400)).toBeGreaterThanOrEqual(nx * ny > 1 ? 1 : 0);
      expect(distance(s.u, direct(s.matrix(), s.f))).toBeLessThan(1e-8);
    }
  });

  it.each([
    [128, 40],
    [40, 128],
    [257, 33],
    [300, 3],
  ])("solves %i x %i in a few iterations", (nx, ny) => {
    const s = new Scalar(nx, ny);
    s.conduct(() => 1, "sn");
    noise(s, 9);
    s.setup();
    const its = s.solve(1e-9);
    expect(its).toBeGreaterThan(0);
    expect(its).toBeLessThanOrEqual(11);
    expect(s.residualNorm()).toBeLessThanOrEqual(1e-9 * s.rhsNorm);
  });

  it.each([false, true])(
    "leaves nothing of numbers that are not finite (composite: %s)",
    (composite) => {
      const make = () => {
        const s = new Scalar(40, 32, composite);
        s.conduct(() => 1, "sn");
        noise(s, 7);
        s.setup();
        return s;
      };
      const fresh = make();
      const its = fresh.solve(1e-10);
      for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const s = make();
        const { f, u } = s;
        const right = f[77]!;
        f[77] = bad;
        expect(s.solve(1e-10)).toBe(-1);
        expect(u.every((v) => v === 0)).toBe(true);
        f[77] = right;
        u[501] = bad;
        expect(s.solve(1e-10)).toBe(-1);
        u.fill(0);
        expect(s.solve(1e-10)).toBe(its);
        expect(u).toEqual(fresh.u);
      }
    },
  );

  it("goes on as if new after numbers that overflow on the way", () => {
    const s = new Scalar(40, 32);
    s.conduct(() => 1, "sn");
    noise(s, 7);
    s.setup();
    const right = s.f.slice();
    for (let k = 0; k < right.length; k++) s.u[k] = 1e200 * right[k]!;
    expect(s.solve(1e-10)).toBeLessThan(0);
    s.f.set(right);
    s.u.fill(0);
    expect(s.solve(1e-10)).toBeGreaterThan(0);
    expect(s.residualNorm()).toBeLessThanOrEqual(1e-10 * s.rhsNorm);
  });

  it("copes with a mild anisotropy", () => {
    const n = 96;
    for (const ratio of [0.2, 5]) {
      const s = new Scalar(n, n);
      s.conduct(() => 1);
      for (let k = 0; k < s.ty.length; k++) s.ty[k]! *= ratio;
      noise(s, 2);
      s.setup();
      const its = s.solve(1e-8);
      expect(its).toBeGreaterThan(0);
      expect(its).toBeLessThanOrEqual(20);
    }
  });

  it("does not depend on the magnitude of the coefficients", () => {
    const run = (scale: number) => {
      const s = new Scalar(60, 44);
      const next = random(3);
      const sigma = Array.from({ length: 60 * 44 }, () => 10 ** (-3 * next()));
      s.conduct((i, j) => scale * sigma[j * 60 + i]!);
      noise(s, 4);
      s.setup();
      return { its: s.solve(1e-9), u: s.u.map((v) => v * scale) };
    };
    const one = run(1);
    expect(one.its).toBeGreaterThan(0);
    for (const scale of [1e-9, 1e13, 1e-30, 1e30]) {
      const other = run(scale);
      expect(Math.abs(other.its - one.its)).toBeLessThanOrEqual(1);
      expect(distance(other.u, one.u)).toBeLessThan(1e-6);
    }
  });
});

describe("starts and changed coefficients", () => {
  const make = () => {
    const s = new Scalar(80, 64);
    s.conduct((i, j) => 1 + 0.5 * Math.sin(0.1 * i) * Math.cos(0.2 * j), "sn");
    noise(s, 6);
    s.setup();
    return s;
  };

  it("returns at once from the solution and sooner from near it", () => {
    const s = make();
    const cold = s.solve(1e-9);
    expect(s.solve(1e-9)).toBe(0);
    for (let k = 0; k < s.f.length; k++) s.f[k]! *= 1 + 1e-5 * Math.sin(k);
    const warm = s.solve(1e-9);
    expect(warm).toBeGreaterThan(0);
    expect(warm).toBeLessThan(cold - 3);
  });

  it("solves the new operator with the old hierarchy", () => {
    const s = make();
    const fresh = s.solve(1e-9);
    s.conduct((i, j) => 1.6 + 0.8 * Math.sin(0.1 * i + 0.2) * Math.cos(0.2 * j), "sn");
    s.u.fill(0);
    s.k.scalarUpdate(s.h);
    const stale = s.solve(1e-9);
    expect(s.residualNorm()).toBeLessThanOrEqual(1e-9 * s.rhsNorm);
    expect(stale).toBeLessThanOrEqual(fresh + 8);
  });

  it("reports a missed tolerance as a negative count", () => {
    const s = make();
    expect(s.solve(1e-12, 0, 2)).toBe(-2);
  });

  it("solves f = 0 to u = 0", () => {
    const s = make();
    s.f.fill(0);
    s.u.fill(1);
    expect(s.solve(1e-8, 1e-9)).toBeGreaterThan(0);
    expect(s.residualNorm()).toBeLessThanOrEqual(1e-9);
  });
});
