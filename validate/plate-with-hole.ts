// A quarter of a square plate, side N cells, with a circular hole of radius R cells at the corner (0, 0): symmetry on
// the two sides through the hole, exact tractions on the two outer ones, so that the plate stands for an infinite one.
// The hole is made of soft cells; a mixed cell weighs its share of material. Lengths in cells, y up.

import { type Vector, vector } from "./kernel";

/** Stresses at a point: xx, yy, xy. */
export type Stress = readonly [number, number, number];

/** Weight of a hole cell, as in the lithium flow. */
const EMPTY = 1e-6;
const SAMPLES = 32;
/** Three-point Gauss rule on [0, 1]. */
const GAUSS = [-1, 0, 1].map((s) => ({
  at: 0.5 + s * Math.sqrt(0.15),
  weight: s ? 5 / 18 : 8 / 18,
}));

export interface Plate extends Vector {
  n: number;
  /** [n n] share of each cell that is material, at least EMPTY. */
  weight: Float64Array;
  node(i: number, j: number): number;
}

/** Share of the cell (i, j) outside the circle of radius R about the corner. */
function outside(i: number, j: number, R: number): number {
  if (Math.hypot(i, j) >= R) return 1;
  if (Math.hypot(i + 1, j + 1) <= R) return 0;
  let count = 0;
  for (let v = 0; v < SAMPLES; v++) {
    for (let u = 0; u < SAMPLES; u++) {
      if (Math.hypot(i + (u + 0.5) / SAMPLES, j + (v + 0.5) / SAMPLES) >= R) count++;
    }
  }
  return count / SAMPLES ** 2;
}

/** The plate with its supports and outer loads; the caller fills lam and mu and solves. */
export async function quarterPlate(
  wasm: BufferSource,
  n: number,
  R: number,
  far: (x: number, y: number) => Stress,
): Promise<Plate> {
  const v = await vector(wasm, n, n);
  const node = (i: number, j: number) => j * (n + 1) + i;
  const weight = v.lam.map((_, k) => Math.max(EMPTY, outside(k % n, Math.floor(k / n), R)));
  for (let k = 0; k <= n; k++) {
    v.fixX[node(0, k)] = 1;
    v.fixY[node(k, 0)] = 1;
  }
  for (let k = 0; k < n; k++) {
    for (const { at, weight: w } of GAUSS) {
      const [xx, , xy] = far(n, k + at);
      const [, yy, yx] = far(k + at, n);
      for (const [step, share] of [
        [0, 1 - at],
        [1, at],
      ] as const) {
        v.fx[node(n, k + step)]! += w * share * xx;
        v.fy[node(n, k + step)]! += w * share * xy;
        v.fx[node(k + step, n)]! += w * share * yx;
        v.fy[node(k + step, n)]! += w * share * yy;
      }
    }
  }
  return { ...v, n, weight, node };
}

/** Stresses at the centre of cell (i, j), and where that is. */
export function stressAt(p: Plate, i: number, j: number): { x: number; y: number; stress: Stress } {
  const at = [p.node(i, j), p.node(i + 1, j), p.node(i, j + 1), p.node(i + 1, j + 1)];
  const slope = (f: Float64Array, [a, b, c, d]: number[]) => {
    const [sw, se, nw, ne] = at.map((k) => f[k]!);
    return 0.5 * (a! * sw! + b! * se! + c! * nw! + d! * ne!);
  };
  const east = [-1, 1, -1, 1];
  const north = [-1, -1, 1, 1];
  const k = j * p.n + i;
  const [lam, mu] = [p.lam[k]!, p.mu[k]!];
  const [xx, yy] = [slope(p.ux, east), slope(p.uy, north)];
  const shear = slope(p.ux, north) + slope(p.uy, east);
  const p0 = lam * (xx + yy);
  return { x: i + 0.5, y: j + 0.5, stress: [p0 + 2 * mu * xx, p0 + 2 * mu * yy, mu * shear] };
}

/** Cartesian stresses of polar ones at (x, y). */
export function fromPolar(x: number, y: number, rr: number, tt: number, rt: number): Stress {
  const r = Math.hypot(x, y);
  const [c, s] = [x / r, y / r];
  return [
    rr * c * c + tt * s * s - 2 * rt * s * c,
    rr * s * s + tt * c * c + 2 * rt * s * c,
    (rr - tt) * s * c + rt * (c * c - s * s),
  ];
}
