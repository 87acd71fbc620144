// The hard cases of the vector operator, solved by its robust hierarchy: many overlapping voids, and slots one cell
// wide through 95 % of the height. Stiffness of the empty cells 1e-6.

import { instantiate } from "../../sim/module";
import { random } from "../random";

const SOFT = 1e-6;

/** lam, mu, fixX, fixY, ux, uy: places in vectorField. */
const FIELD = { lam: 0, mu: 1, fixX: 2, fixY: 3, uy: 8 } as const;

async function open(kernel: BufferSource, n: number, nu: number, hollow: Uint8Array) {
  const k = await instantiate(kernel);
  const h = k.vectorCreate(n, n);
  k.vectorRobust(h, true);
  k.vectorOptions(h, true, false);
  const pressure = k.alloc(8 * n * n);
  const view = (field: number, length: number) =>
    new Float64Array(k.memory.buffer, k.vectorField(h, field), length);
  const mask = (field: number) =>
    new Uint8Array(k.memory.buffer, k.vectorField(h, field), (n + 1) ** 2);
  const lam = view(FIELD.lam, n * n);
  const mu = view(FIELD.mu, n * n);
  for (let q = 0; q < n * n; q++) {
    const weight = hollow[q] ? SOFT : 1;
    lam[q] = (weight * nu) / ((1 + nu) * (1 - 2 * nu));
    mu[q] = weight / (2 * (1 + nu));
  }
  const solve = () => {
    k.vectorSetup(h);
    return k.vectorSolve(h, 1e-8, 0, 300);
  };
  return { k, h, pressure, view, mask, solve };
}

/** 40 overlapping discs between two frictionless plates; iterations to 1e-8. */
export async function voidsIterations(kernel: BufferSource, n: number): Promise<number> {
  const r = random(7);
  const discs = Array.from({ length: 40 }, () => [r(), r(), 0.03 + 0.05 * r()] as const);
  const hollow = Uint8Array.from({ length: n * n }, (_, q) => {
    const x = ((q % n) + 0.5) / n;
    const y = (Math.floor(q / n) + 0.5) / n;
    return discs.some(([a, b, radius]) => Math.hypot(x - a, y - b) < radius) ? 1 : 0;
  });
  const v = await open(kernel, n, 0.3, hollow);
  const fixY = v.mask(FIELD.fixY);
  const uy = v.view(FIELD.uy, (n + 1) ** 2);
  for (let i = 0; i <= n; i++) {
    fixY[i] = fixY[n * (n + 1) + i] = 1;
    uy[n * (n + 1) + i] = -1e-3;
  }
  v.mask(FIELD.fixX)[n >> 1] = 1;
  v.k.vectorSoftenIslands(v.h, 1e-3, SOFT);
  return v.solve();
}

/** `count` kinked slots from the top, under pressure, rollers elsewhere; iterations to 1e-8. */
export async function slotsIterations(
  kernel: BufferSource,
  n: number,
  count: number,
): Promise<number> {
  const cut = new Uint8Array(n * n);
  for (let q = 0; q < count; q++) {
    let last = -1;
    for (let j = n - 1; j >= Math.round(0.05 * n); j--) {
      const zigzag = Math.abs(((6 * (1 - (j + 0.5) / n) + 0.37 * q) % 2) - 1) - 0.5;
      const column = Math.floor(((q + 0.5 + (count > 1 ? 0.3 : 0.15) * zigzag) / count) * n);
      const from = last < 0 ? column : Math.min(last, column);
      cut.fill(1, j * n + from, j * n + (last < 0 ? column : Math.max(last, column)) + 1);
      last = column;
    }
  }
  const v = await open(kernel, n, 0.37, cut);
  const fixX = v.mask(FIELD.fixX);
  for (let j = 0; j <= n; j++) fixX[j * (n + 1)] = fixX[j * (n + 1) + n] = 1;
  v.mask(FIELD.fixY).fill(1, 0, n + 1);
  new Float64Array(v.k.memory.buffer, v.pressure, n * n).set(cut);
  v.k.vectorAddPressure(v.h, v.pressure, 1);
  return v.solve();
}
