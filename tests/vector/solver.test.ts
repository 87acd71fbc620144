import { describe, expect, it } from "vitest";
import { runP2 } from "../../bench/drivers/p2";
import { random } from "../../bench/random";
import { wasm } from "../support/kernel";
import { Vector } from "./kernel";

// Void disc (weight 1e-6) on a wall with rollers, a tied platen pressing down: the creep problem.
function creep(nx: number, ny: number, robust = false): Vector {
  const v = new Vector(nx, ny, robust);
  v.options(false, true);
  v.rollers();
  const inside = (i: number, j: number) =>
    Math.hypot((i + 0.5) / nx - 0.5, (j + 0.5) / nx - 0.05) < 0.15;
  v.material((i, j) => (inside(i, j) ? [1e4, 1e3] : [1e10, 1e9]));
  for (let i = 0; i <= nx; i++) {
    v.fy[v.node(i, ny)] = -1e6;
    // The wall holds only what is not void: individual prescribed nodes.
    v.fixY[i] = inside(i, 0) || inside(i - 1, 0) ? 0 : 1;
  }
  return v;
}

describe("problem P2", () => {
  it.each([
    [64, -0.01785554529],
    [128, -0.01802945227],
    [256, -0.01807135246],
  ])("gives the Q1 answer at N = %i in at most 10 iterations", async (n, answer) => {
    const [run] = await runP2(wasm, n);
    expect(run!.iters).toBeGreaterThan(0);
    expect(run!.iters).toBeLessThanOrEqual(10);
    expect(Math.abs(run!.answer / answer - 1)).toBeLessThan(5e-10);
  });
});

describe("convergence", () => {
  it("is second order on a smooth solution", () => {
    const error = (n: number) => {
      const v = new Vector(n, n);
      const lam = 2;
      const mu = 1;
      v.material(() => [lam, mu]);
      const pi = Math.PI;
      let worst = 0;
      // u = sin(pi x) sin(pi y), v = x(1-x) sin(pi y)
      for (let j = 0; j <= n; j++) {
        for (let i = 0; i <= n; i++) {
          const k = v.node(i, j);
          const x = i / n;
          const y = j / n;
          const sx = Math.sin(pi * x);
          const sy = Math.sin(pi * y);
          const cx = Math.cos(pi * x);
          const cy = Math.cos(pi * y);
          // -div sigma of the field above
          v.fx[k] =
            ((lam + 3 * mu) * pi * pi * sx * sy - (lam + mu) * pi * (1 - 2 * x) * cy) / n ** 2;
          v.fy[k] =
            ((lam + 2 * mu) * pi * pi * x * (1 - x) * sy +
              2 * mu * sy -
              (lam + mu) * pi * pi * cx * cy) /
            n ** 2;
          if (i === 0 || j === 0 || i === n || j === n) v.fixX[k] = v.fixY[k] = 1;
        }
      }
      expect(v.solve(1e-10)).toBeGreaterThan(0);
      for (let j = 0; j <= n; j++) {
        for (let i = 0; i <= n; i++) {
          const k = v.node(i, j);
          const sy = Math.sin((pi * j) / n);
          const u = Math.sin((pi * i) / n) * sy;
          const w = (i / n) * (1 - i / n) * sy;
          worst = Math.max(worst, Math.abs(v.ux[k]! - u), Math.abs(v.uy[k]! - w));
        }
      }
      return worst;
    };
    const order = Math.log2(error(16) / error(32));
    expect(order).toBeGreaterThan(1.9);
    expect(order).toBeLessThan(2.2);
  });

  it("needs a number of iterations flat in N", () => {
    const iters = [32, 64, 128, 256].map((n) => creep(n, n / 2).solve(1e-8));
    expect(Math.min(...iters)).toBeGreaterThan(0);
    expect(Math.max(...iters)).toBeLessThanOrEqual(20);
    expect(Math.max(...iters) - Math.min(...iters)).toBeLessThanOrEqual(6);
  });

  it("does not depend on the magnitude of the coefficients", () => {
    const run = (scale: number) => {
      const v = creep(64, 32);
      for (const f of [v.lam, v.mu, v.fy]) for (let n = 0; n < f.length; n++) f[n]! *= scale;
      const iters = v.solve(1e-8);
      return [iters, v.uy[v.node(10, 32)]!] as const;
    };
    const [a, ua] = run(1);
    for (const scale of [2 ** 40, 2 ** -60]) {
      const [b, ub] = run(scale);
      expect(b).toBe(a);
      expect(ub).toBeCloseTo(ua, 14);
    }
  });

  it.each([
    [31, 17],
    [50, 21],
    [97, 33],
    [63, 64],
    [5, 3],
    [1, 1],
  ])("holds on odd and tiny sizes, %i x %i", (nx, ny) => {
    const iters = creep(nx, ny).solve(1e-8);
    expect(iters).toBeGreaterThan(0);
    expect(iters).toBeLessThanOrEqual(28);
  });

  it("stands individual wall nodes and springs over twelve decades", () => {
    const v = creep(128, 40);
    const r = random(5);
    for (let i = 0; i <= 128; i++) {
      v.fixY[i] = r() < 0.3 ? 1 : 0;
      v.springY[i] = 1e10 * 10 ** (-6 + 12 * r());
    }
    const iters = v.solve(1e-8);
    expect(iters).toBeGreaterThan(0);
    expect(iters).toBeLessThanOrEqual(28);
    expect(v.residual()).toBeLessThan(1e-7 * 1e6 * Math.sqrt(129));
  });

  it("ties the platen: same as a stiff beam on top", () => {
    // Reference: one more row of cells of 1e5 times the stiffness ties the row below it up to 1e-5.
    const tied = creep(24, 12);
    expect(tied.solve(1e-10)).toBeGreaterThan(0);
    const beam = creep(24, 13);
    beam.options(false, false);
    for (let i = 0; i < 24; i++) {
      beam.lam[12 * 24 + i] = 0;
      beam.mu[12 * 24 + i] = 1e14;
    }
    expect(beam.solve(1e-10)).toBeGreaterThan(0);
    const top = tied.uy.subarray(tied.node(0, 12));
    expect(new Set(top).size).toBe(1);
    // The beam also holds ux of that row, the platen is frictionless: compare with ux held in both.
    for (let i = 0; i <= 24; i++) {
      tied.fixX[tied.node(i, 12)] = 1;
      beam.fixX[beam.node(i, 12)] = beam.fixX[beam.node(i, 13)] = 1;
    }
    for (const v of [tied, beam]) {
      v.ux.fill(0);
      v.uy.fill(0);
      expect(v.solve(1e-10)).toBeGreaterThan(0);
    }
    expect(beam.uy[beam.node(7, 12)]! / tied.uy[tied.node(7, 12)]!).toBeCloseTo(1, 3);
  });

  it("says when it has not converged, and starts from what it is given", () => {
    const v = creep(64, 20);
    expect(v.solve(1e-8, 3)).toBeLessThan(0);
    expect(v.solve(1e-5)).toBeGreaterThan(0);
    const before = v.residual();
    expect(v.solve(0.3)).toBeLessThanOrEqual(6);
    expect(v.residual()).toBeLessThanOrEqual(0.3 * before * (1 + 1e-6));
  });
});

describe("memory and bits", () => {
  it.each([false, true])(
    "allocates nothing and repeats itself to the last bit, robust %s",
    (on) => {
      const v = creep(64, 20, on);
      const used = v.k.used();
      const first = v.solve(1e-6);
      const u = Float64Array.from(v.ux);
      v.ux.fill(0);
      v.uy.fill(0);
      expect(v.solve(1e-6)).toBe(first);
      expect(Float64Array.from(v.ux)).toEqual(u);
      expect(v.k.used()).toBe(used);
    },
  );

  it("refuses numbers that are none", () => {
    const v = creep(16, 8);
    v.fy[v.node(3, 8)] = Number.NaN;
    expect(v.solve(1e-6)).toBeLessThan(0);
  });

  it("takes at most 160 bytes a cell, 280 with the robust hierarchy", () => {
    const bytes = (robust: boolean) => {
      const v = new Vector(256, 256, robust);
      return v.k.used() - new Vector(1, 1).k.used() - 3 * 8 * (257 * 257 - 4);
    };
    expect(bytes(false) / 256 ** 2).toBeLessThan(160);
    expect(bytes(true) / 256 ** 2).toBeLessThan(280);
  });
});
