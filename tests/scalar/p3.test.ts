import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { random } from "../../bench/random";
import { direct, distance } from "../support/direct";
import { Scalar } from "./kernel";

/** P3 at n x n cells, filled. */
function p3(n: number, floating: boolean, composite = true) {
  const s = new Scalar(n, n, composite);
  const discs = s.k.alloc(24 * s.k.p3Count());
  s.k.p3Draw(discs);
  s.k.p3Fill(s.h, discs, floating);
  return s;
}

describe("the discs of P3", () => {
  const s = new Scalar(1, 1);
  const at = s.k.alloc(24 * s.k.p3Count());
  s.k.p3Draw(at);
  const flat = new Float64Array(s.k.memory.buffer, at, 3 * s.k.p3Count());
  const discs = Array.from({ length: flat.length / 3 }, (_, k) => [
    ...flat.subarray(3 * k, 3 * k + 3),
  ]);

  it("are those of the file that other programs read", () => {
    const file = new URL("../../bench/peers/p3-discs.json", import.meta.url);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(discs);
  });

  it("are 60 in 43 % of the area, two cells of 128 apart and off the edge", () => {
    const gap = 2 / 128 - 1e-12;
    expect(discs).toHaveLength(60);
    expect(discs.reduce((sum, [, , r]) => sum + Math.PI * r! ** 2, 0)).toBeCloseTo(0.435, 3);
    discs.forEach(([x, y, r], k) => {
      expect(r).toBeGreaterThanOrEqual(0.035 - 1e-12);
      expect(r).toBeLessThanOrEqual(0.06);
      expect(Math.min(x!, y!, 1 - x!, 1 - y!) - r!).toBeGreaterThanOrEqual(gap);
      for (const [a, b, q] of discs.slice(0, k)) {
        expect(Math.hypot(x! - a!, y! - b!) - r! - q!).toBeGreaterThanOrEqual(gap);
      }
    });
  });
});

describe("P3, conduction between insulating discs", () => {
  // PETSc's conjugate gradients with BoomerAMG on the same cells (bench/peers/p3_petsc.py), relative residual 1e-8
  it.each([
    [128, false, 0.345387270861],
    [128, true, 0.342408093591],
    [256, false, 0.363483773445],
    [256, true, 0.360414346694],
  ])("has the conductance that PETSc finds at %i (floating: %s)", (n, floating, answer) => {
    const s = p3(n, floating);
    s.setup();
    expect(s.solve(1e-8)).toBeGreaterThan(0);
    expect(Math.abs(s.k.p3Conductance(s.h, floating) - answer)).toBeLessThan(1e-11);
  });

  it.each([false, true])(
    "takes few iterations, the same on every grid, in single precision (floating: %s)",
    (floating) => {
      const its = [128, 256, 512, 1024].map((n) => {
        const s = p3(n, floating);
        s.setup();
        const count = s.solve(1e-8);
        expect(s.residualNorm()).toBeLessThanOrEqual(1.01e-8 * s.rhsNorm);
        expect(s.k.scalarPrecision(s.h)).toBe(4);
        return count;
      });
      expect(Math.min(...its)).toBeGreaterThan(0);
      expect(Math.max(...its)).toBeLessThanOrEqual(floating ? 13 : 9);
      expect(Math.max(...its) - Math.min(...its)).toBeLessThanOrEqual(3);
    },
  );

  it("takes at least twice as many without the exact coarse level and with a cell grounded", () => {
    const plain = p3(128, true, false);
    plain.setup();
    const composite = p3(128, true);
    composite.setup();
    expect(plain.solve(1e-8)).toBeGreaterThan(2 * composite.solve(1e-8));
  });

  it("conserves current to rounding", () => {
    // values: what flows in at the top flows out at the bottom
    const n = 128;
    const s = p3(n, false);
    s.setup();
    s.solve(1e-6);
    const sum = (flux: (i: number) => number) =>
      Array.from({ length: n }, (_, i) => flux(i)).reduce((a, b) => a + b, 0);
    const top = sum((i) => s.ty[n * n + i]! * (1 - s.u[(n - 1) * n + i]!));
    const bottom = sum((i) => s.ty[i]! * s.u[i]!);
    expect(Math.abs(top - bottom)).toBeLessThan(1e-12);
    // current: the unit current through every cut, to the residual; as much in as out, to rounding
    const f = p3(n, true);
    f.setup();
    expect(f.solve(1e-10)).toBeGreaterThan(0);
    for (let j = 1; j < n; j++) {
      const through = sum((i) => f.ty[j * n + i]! * (f.u[j * n + i]! - f.u[(j - 1) * n + i]!));
      expect(Math.abs(through - 1)).toBeLessThan(1e-9);
    }
    expect(Math.abs(f.f.reduce((a, b) => a + b, 0))).toBeLessThan(1e-14);
    expect(Math.abs(f.u.reduce((a, b) => a + b, 0))).toBeLessThan(1e-9);
  });

  it.each([false, true])(
    "allocates nothing after creation and repeats itself bit by bit (floating: %s)",
    (floating) => {
      const s = p3(128, floating);
      const before = s.k.used();
      s.setup();
      const its = s.solve(1e-8);
      const first = s.u.slice();
      s.u.fill(0);
      s.setup();
      expect(s.solve(1e-8)).toBe(its);
      expect(s.k.used()).toBe(before);
      expect(s.u).toEqual(first);
    },
  );
});

describe("composites", () => {
  // discs, some cut by the edge, at random in a rectangle whose level 1 is solved exactly
  const composite = (nx: number, ny: number, rim: string, contrast: number) => {
    const s = new Scalar(nx, ny, true);
    const next = random(7);
    const discs = Array.from({ length: 6 }, () => [nx * next(), ny * next(), 2 + 3 * next()]);
    s.conduct(
      (i, j) =>
        discs.some(([x, y, r]) => Math.hypot(i + 0.5 - x!, j + 0.5 - y!) < r!)
          ? 0
          : contrast ** -next(),
      rim,
    );
    for (let k = 0; k < nx * ny; k++) s.f[k] = next() - 0.5;
    return s;
  };

  it.each([
    [24, 20, "sn", 1],
    [17, 31, "w", 1],
    [31, 17, "s", 1e4],
    [12, 12, "sn", 1e9],
    [11, 40, "s", 1],
    [40, 11, "e", 1],
  ] as const)(
    "agree with elimination on %i x %i cells, values on %s, contrast %d",
    (nx, ny, rim, contrast) => {
      const s = composite(nx, ny, rim, contrast);
      s.setup();
      expect(s.solve(1e-12, 0, 400)).toBeGreaterThan(0);
      const A = s.matrix();
      // cells without a tie keep their mean of zero: elimination is for the others
      const tied = reached(A, s);
      const x = direct(
        tied.map((p) => tied.map((q) => A[p]![q]!)),
        tied.map((p) => s.f[p]!),
      );
      expect(
        distance(
          tied.map((p) => s.u[p]!),
          x,
        ),
      ).toBeLessThan(1e-8);
    },
  );

  it("agree with elimination where they float, part by part", () => {
    const nx = 30;
    const ny = 26;
    const s = composite(nx, ny, "", 10);
    // cut in two
    for (let i = 0; i < nx; i++) s.ty[13 * nx + i] = 0;
    s.setup();
    expect(s.solve(1e-11)).toBeGreaterThan(0);
    const A = s.matrix();
    const flux = A.map((row) => row.reduce((t, a, q) => t + a * s.u[q]!, 0));
    for (const part of parts(A)) {
      const mean = part.reduce((t, p) => t + s.f[p]!, 0) / part.length;
      for (const p of part) expect(Math.abs(flux[p]! - (s.f[p]! - mean))).toBeLessThan(1e-9);
      expect(Math.abs(part.reduce((t, p) => t + s.u[p]!, 0))).toBeLessThan(1e-8);
    }
  });

  it("keep their hierarchy when the coefficients change a little", () => {
    const s = p3(128, true);
    s.setup();
    const fresh = s.solve(1e-8);
    for (let k = 0; k < s.tx.length; k++) s.tx[k]! *= 1.2 + 0.2 * Math.sin(k);
    s.u.fill(0);
    s.k.scalarUpdate(s.h);
    const stale = s.solve(1e-8);
    expect(stale).toBeGreaterThan(0);
    expect(stale).toBeLessThanOrEqual(fresh + 6);
  });
});

/** Connected parts of the cells of a matrix. */
function parts(A: number[][]): number[][] {
  const seen = new Set<number>();
  const out: number[][] = [];
  for (let k = 0; k < A.length; k++) {
    if (seen.has(k)) continue;
    const part = [k];
    seen.add(k);
    for (const p of part) {
      A[p]!.forEach((a, q) => {
        if (a === 0 || seen.has(q)) return;
        seen.add(q);
        part.push(q);
      });
    }
    out.push(part);
  }
  return out;
}

/** Cells of the parts that something ties to a value: the row sums of the matrix do not vanish. */
function reached(A: number[][], s: Scalar): number[] {
  const slack = new Float64Array(A.length);
  for (let j = 0; j < s.ny; j++) {
    slack[j * s.nx]! += s.tx[j * (s.nx + 1)]!;
    slack[j * s.nx + s.nx - 1]! += s.tx[j * (s.nx + 1) + s.nx]!;
  }
  for (let i = 0; i < s.nx; i++) {
    slack[i]! += s.ty[i]!;
    slack[(s.ny - 1) * s.nx + i]! += s.ty[s.ny * s.nx + i]!;
  }
  return parts(A)
    .filter((part) => part.some((p) => slack[p]! > 0))
    .flat();
}
