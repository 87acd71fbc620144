// Closed-form elasticity around a hole in a wide plate, by symmetry one quarter of it. The staircase
// boundary is first order: with R = 20 cells and a plate of 12 R, 5 % is what to expect.
import { describe, expect, it } from "vitest";
import { Vector } from "./kernel";

const R = 20;
const N = 12 * R;
const E = 22.1e9;
const NU = 0.37;
const LAM = (E * NU) / ((1 + NU) * (1 - 2 * NU));
const MU = E / (2 * (1 + NU));

const hollow = (i: number, j: number) => Math.hypot(i + 0.5, j + 0.5) < R;

function quarter(): Vector {
  const v = new Vector(N, N);
  v.material((i, j) => (hollow(i, j) ? [1e-6 * LAM, 1e-6 * MU] : [LAM, MU]));
  for (let k = 0; k <= N; k++) v.fixX[v.node(0, k)] = v.fixY[v.node(k, 0)] = 1;
  return v;
}

/** Cell stresses (xx, yy) at cell (i, j). */
function stress(v: Vector, i: number, j: number): [number, number] {
  const [exx, eyy] = v.strain();
  const k = j * N + i;
  const p = LAM * (exx[k]! + eyy[k]!);
  return [p + 2 * MU * exx[k]!, p + 2 * MU * eyy[k]!];
}

describe("hole in a plate", () => {
  it("Kirsch: concentration beside the hole under uniaxial tension", () => {
    const v = quarter();
    const s = 1e6;
    for (let i = 0; i <= N; i++) v.fy[v.node(i, N)] = i === 0 || i === N ? s / 2 : s;
    expect(v.solve(1e-8)).toBeGreaterThan(0);
    for (const at of [1.25 * R, 1.5 * R, 2 * R]) {
      const q = (R / (at + 0.5)) ** 2;
      const kirsch = (s / 2) * (1 + q) + (s / 2) * (1 + 3 * q * q);
      expect(stress(v, at, 0)[1] / kirsch).toBeGreaterThan(0.95);
      expect(stress(v, at, 0)[1] / kirsch).toBeLessThan(1.05);
    }
    // The crown of the hole opens by 3 s R / E', E' = E/(1-nu^2) (lengths in cells).
    const crown = v.uy[v.node(0, R)]! / ((3 * s * R * (1 - NU * NU)) / E);
    expect(crown).toBeGreaterThan(0.95);
    expect(crown).toBeLessThan(1.07);
  });

  it("Lame: hoop tension and opening of a pressurised hole", () => {
    const v = quarter();
    const p = 1e7;
    for (let j = 0; j < N; j++) for (let i = 0; i < N; i++) v.c[j * N + i] = hollow(i, j) ? p : 0;
    v.k.vectorAddPressure(v.h, v.c.byteOffset, 1);
    expect(v.solve(1e-8)).toBeGreaterThan(0);
    for (const at of [1.5 * R, 2 * R, 3 * R]) {
      const lame = p * (R / (at + 0.5)) ** 2;
      const [radial, hoop] = stress(v, at, 0);
      expect(hoop / lame).toBeGreaterThan(0.93);
      expect(hoop / lame).toBeLessThan(1.1);
      expect(-radial / lame).toBeGreaterThan(0.88);
      expect(-radial / lame).toBeLessThan(1.07);
    }
    const opening = v.ux[v.node(R, 0)]! / ((p * R * (1 + NU)) / E);
    expect(opening).toBeGreaterThan(0.95);
    expect(opening).toBeLessThan(1.07);
  });
});
