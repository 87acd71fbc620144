import { describe, expect, it } from "vitest";
import { random } from "../../bench/random";
import { Vector } from "./kernel";

function noisy(nx: number, ny: number): Vector {
  const v = new Vector(nx, ny);
  const r = random(7);
  v.material(() => [10 ** (2 * r()), 10 ** (2 * r())]);
  for (const f of [v.fx, v.fy, v.ux, v.uy]) for (let n = 0; n < f.length; n++) f[n] = r() - 0.5;
  return v;
}

describe("vector operator", () => {
  for (const full of [true, false]) {
    it(`equals Gauss quadrature, ${full ? "full" : "one-point lam"}`, () => {
      const v = noisy(9, 6);
      v.options(full, false);
      const [kx, ky] = v.referenceForce(full);
      v.residual();
      for (let n = 0; n < kx.length; n++) {
        expect(v.a[n]).toBeCloseTo(kx[n]!, 10);
        expect(v.b[n]).toBeCloseTo(ky[n]!, 10);
      }
    });
  }

  it("gives no force for rigid motions", () => {
    const v = noisy(10, 7);
    v.fx.fill(0);
    v.fy.fill(0);
    for (let j = 0; j <= v.ny; j++) {
      for (let i = 0; i <= v.nx; i++) {
        v.ux[v.node(i, j)] = 3 - 0.25 * j;
        v.uy[v.node(i, j)] = -2 + 0.25 * i;
      }
    }
    expect(v.residual()).toBe(0);
  });

  it("passes the patch test: linear boundary values give the linear field", () => {
    const v = new Vector(13, 10);
    v.material(() => [2.85e9, 1e9]);
    const at = (i: number, j: number): [number, number] => [
      1e-3 * (1 + 0.3 * i - 0.2 * j),
      1e-3 * (0.1 * i + 0.25 * j),
    ];
    for (let j = 0; j <= v.ny; j++) {
      for (let i = 0; i <= v.nx; i++) {
        if (i > 0 && i < v.nx && j > 0 && j < v.ny) continue;
        const n = v.node(i, j);
        v.fixX[n] = v.fixY[n] = 1;
        [v.ux[n], v.uy[n]] = at(i, j) as [number, number];
      }
    }
    expect(v.solve(1e-12)).toBeGreaterThan(0);
    for (let j = 0; j <= v.ny; j++) {
      for (let i = 0; i <= v.nx; i++) {
        const [x, y] = at(i, j);
        expect(v.ux[v.node(i, j)]).toBeCloseTo(x, 12);
        expect(v.uy[v.node(i, j)]).toBeCloseTo(y, 12);
      }
    }
    const [exx, eyy, exy] = v.strain();
    expect(exx[31]).toBeCloseTo(3e-4, 12);
    expect(eyy[31]).toBeCloseTo(2.5e-4, 12);
    expect(exy[31]).toBeCloseTo(-0.5e-4, 12);
  });

  it("satisfies the divergence theorem and addPressure is its transpose", () => {
    const v = noisy(11, 8);
    const p = new Float64Array(v.nx * v.ny).map(random(3));
    const div = Float64Array.from(v.divergence());
    let outflow = 0;
    const mean = (f: Float64Array, a: number, b: number) => 0.5 * (f[a]! + f[b]!);
    for (let j = 0; j < v.ny; j++) {
      outflow += mean(v.ux, v.node(v.nx, j), v.node(v.nx, j + 1));
      outflow -= mean(v.ux, v.node(0, j), v.node(0, j + 1));
    }
    for (let i = 0; i < v.nx; i++) {
      outflow += mean(v.uy, v.node(i, v.ny), v.node(i + 1, v.ny));
      outflow -= mean(v.uy, v.node(i, 0), v.node(i + 1, 0));
    }
    expect(div.reduce((s, d) => s + d, 0)).toBeCloseTo(outflow, 11);
    v.fx.fill(0);
    v.fy.fill(0);
    v.c.set(p);
    v.k.vectorAddPressure(v.h, v.c.byteOffset, 2);
    let work = 0;
    for (let n = 0; n < v.ux.length; n++) work += v.fx[n]! * v.ux[n]! + v.fy[n]! * v.uy[n]!;
    expect(work).toBeCloseTo(2 * div.reduce((s, d, n) => s + d * p[n]!, 0), 10);
  });

  it("balances: the base carries what the platen presses", () => {
    const v = new Vector(24, 17);
    v.material((i, j) => (Math.hypot(i - 12, j - 8) < 4 ? [1e4, 1e3] : [1e10, 1e9]));
    v.options(false, true);
    v.rollers();
    for (let i = 0; i <= v.nx; i++) v.fy[v.node(i, v.ny)] = -3e6;
    expect(v.solve(1e-10)).toBeGreaterThan(0);
    const base = v.reaction().reduce((s, f) => s + f, 0);
    expect(base / (3e6 * 25)).toBeCloseTo(1, 7);
  });
});
