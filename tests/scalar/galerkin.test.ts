import { describe, expect, it } from "vitest";
import { random } from "../../bench/random";
import { zeros } from "../support/direct";
import { Scalar } from "./kernel";

// The reference: Dendy's interpolation and P^T A P with dense matrices, from a stencil
// [diagonal, E, N, NE, NW] per cell (couplings positive).
function dense(nx: number, ny: number, rows: number[][]): number[][] {
  const A = zeros(nx * ny, nx * ny);
  const couple = (p: number, i: number, j: number, t: number) => {
    if (i < 0 || i >= nx || j >= ny) return;
    A[p]![j * nx + i] = -t;
    A[j * nx + i]![p] = -t;
  };
  rows.forEach(([d, e, n, ne, nw], p) => {
    const i = p % nx;
    const j = Math.floor(p / nx);
    A[p]![p] = d!;
    couple(p, i + 1, j, e!);
    couple(p, i, j + 1, n!);
    couple(p, i + 1, j + 1, ne!);
    couple(p, i - 1, j + 1, nw!);
  });
  return A;
}

function coarsen(A: number[][], nx: number, ny: number): number[][] {
  const cx = (nx + 1) >> 1;
  const cy = (ny + 1) >> 1;
  const P = zeros(nx * ny, cx * cy);
  const coupling = (i: number, j: number, di: number, dj: number) => {
    const x = i + di;
    const y = j + dj;
    return x < 0 || x >= nx || y < 0 || y >= ny ? 0 : -A[j * nx + i]![y * nx + x]!;
  };
  const take = (to: number[], i: number, j: number, weight: number) => {
    if (weight === 0) return;
    P[j * nx + i]!.forEach((v, k) => {
      to[k]! += weight * v;
    });
  };
  for (let j = 0; j < ny; j += 2) {
    for (let i = 0; i < nx; i += 2) P[j * nx + i]![(j >> 1) * cx + (i >> 1)] = 1;
  }
  // lines: the stencil summed across the line
  for (const across of [0, 1]) {
    for (let j = 1 - across ? 0 : 1; j < ny; j += 2) {
      for (let i = 1 - across ? 1 : 0; i < nx; i += 2) {
        const sum = (s: number) =>
          [-1, 0, 1].reduce(
            (t, k) => t + (across ? coupling(i, j, k, s) : coupling(i, j, s, k)),
            0,
          );
        const sides = across
          ? [coupling(i, j, -1, 0), coupling(i, j, 1, 0)]
          : [coupling(i, j, 0, -1), coupling(i, j, 0, 1)];
        const d = A[j * nx + i]![j * nx + i]! - sides[0]! - sides[1]!;
        const row = P[j * nx + i]!;
        for (const s of [-1, 1]) take(row, across ? i : i + s, across ? j + s : j, sum(s) / d);
      }
    }
  }
  for (let j = 1; j < ny; j += 2) {
    for (let i = 1; i < nx; i += 2) {
      const row = P[j * nx + i]!;
      for (const dj of [-1, 0, 1]) {
        for (const di of [-1, 0, 1]) {
          if (di === 0 && dj === 0) continue;
          take(row, i + di, j + dj, coupling(i, j, di, dj) / A[j * nx + i]![j * nx + i]!);
        }
      }
    }
  }
  const AP = A.map((row) =>
    P[0]!.map((_, k) => row.reduce((t, v, l) => (v === 0 ? t : t + v * P[l]![k]!), 0)),
  );
  return zeros(cx * cy, cx * cy).map((row, p) =>
    row.map((_, q) => P.reduce((t, w, l) => t + w[p]! * AP[l]![q]!, 0)),
  );
}

function largest(A: number[][]): number {
  return Math.max(...A.flat().map(Math.abs));
}

describe("coarse operators", () => {
  it.each([
    [12, 10, 1],
    [13, 9, 1e3],
    [11, 11, 1e6],
    [6, 17, 1e8],
  ])("are P^T A P on the first two levels, %i x %i at contrast %d", (nx, ny, contrast) => {
    const s = new Scalar(nx, ny);
    const next = random(7);
    const sigma = Array.from({ length: nx * ny }, () => contrast ** -next());
    s.conduct((i, j) => sigma[j * nx + i]!, "sn");
    for (let k = 0; k < nx * ny; k++) s.c[k] = next() < 0.2 ? 0.1 * next() : 0;
    s.setup();
    const unit = 2 ** -Math.floor(Math.log2(Math.max(...s.tx, ...s.ty, ...s.c)));
    const eps = s.k.scalarPrecision(s.h) === 4 ? 2e-6 : 1e-13;
    let A = s.matrix().map((row) => row.map((v) => v * unit));
    let [w, h] = [nx, ny];
    for (const level of [1, 2]) {
      A = coarsen(A, w, h);
      [w, h] = [(w + 1) >> 1, (h + 1) >> 1];
      const { nx: got, rows } = s.stencil(level);
      expect(got).toBe(w);
      const B = dense(w, h, rows);
      const bound = eps * largest(A);
      for (let p = 0; p < w * h; p++) {
        for (let q = 0; q < w * h; q++) expect(Math.abs(B[p]![q]! - A[p]![q]!)).toBeLessThan(bound);
      }
    }
  });

  // Rediscretised coarse operators (harmonic faces, bilinear or constant transfers) need 60 to more
  // than 200 iterations here, aggregation 15 or more.
  it.each([1, 1e3, 1e6])("converge at contrast %d: conducting and insulating disc", (contrast) => {
    for (const inside of [contrast, 1 / contrast]) {
      const its = [64, 128, 256].map((n) => {
        const s = new Scalar(n, n);
        s.conduct(
          (i, j) => (Math.hypot(i + 0.5 - n / 2, j + 0.5 - n / 2) < 0.2 * n ? inside : 1),
          "sn",
        );
        for (let i = 0; i < n; i++) s.f[(n - 1) * n + i] = s.ty[n * n + i]!;
        s.setup();
        return s.solve(1e-7);
      });
      expect(Math.min(...its)).toBeGreaterThan(0);
      expect(Math.max(...its)).toBeLessThanOrEqual(12);
    }
  });
});
