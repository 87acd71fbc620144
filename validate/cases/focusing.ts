// Current at the edge of an isolated debonded strip of half width a, and Sand's time: both on the scalar operator.
//   k_J = j(edge) / j_inf depends on abar = a / (kappa Z) alone.
// Cells grow away from the edge in both directions, so that half a cell of 50 strips and an edge layer much thinner than
// kappa Z fit on a small grid.

import type { Figure } from "../../plots/figure";
import type { Case } from "../check";
import { scalar } from "../kernel";

/** Half the period, and the smallest cell, in units of a; growth from cell to cell. */
const HALF_PERIOD = 200;
const SMALLEST = 0.002;
const GROWTH = 1.1;

/** Cell sizes that grow from an edge and fill `length`. */
export function graded(length: number): number[] {
  const sizes: number[] = [];
  let sum = 0;
  for (let size = SMALLEST; sum < length; size *= GROWTH) {
    sizes.push(size);
    sum += size;
  }
  return sizes.map((size) => (size * length) / sum);
}

/** A strip of half width 1 that carries no current, contact beside it with the resistance Z = 1 / abar (kappa = 1), half a
 * period long: sizes of the graded cells along it, and their current densities. */
export async function debonded(wasm: BufferSource, abar: number, halfPeriod = HALF_PERIOD) {
  const strip = graded(1).reverse();
  const dx = [...strip, ...graded(halfPeriod - 1)];
  const dy = graded(halfPeriod);
  const [nx, ny] = [dx.length, dy.length];
  const s = await scalar(wasm, nx, ny);
  const wall = 1 / abar + dy[0]! / 2;
  for (let j = 0; j < ny; j++) {
    for (let i = 1; i < nx; i++) s.tx[j * (nx + 1) + i] = (2 * dy[j]!) / (dx[i]! + dx[i - 1]!);
  }
  for (let j = 1; j < ny; j++) {
    for (let i = 0; i < nx; i++) s.ty[j * nx + i] = (2 * dx[i]!) / (dy[j]! + dy[j - 1]!);
  }
  for (let j = 0; j < ny; j++) {
    s.tx[j * (nx + 1)] = 0;
    s.tx[j * (nx + 1) + nx] = 0;
  }
  for (let i = 0; i < nx; i++) {
    s.ty[i] = i < strip.length ? 0 : dx[i]! / wall;
    s.ty[ny * nx + i] = 0;
    s.f[(ny - 1) * nx + i] = dx[i]!;
  }
  s.solve(1e-9);
  const current = dx.map((_, i) => (i < strip.length ? 0 : s.u[i]! / wall));
  return { sizes: dx, current, edge: strip.length };
}

/** k_J of that strip. */
export async function edgeFocusing(wasm: BufferSource, abar: number): Promise<number> {
  const { sizes, current, edge } = await debonded(wasm, abar);
  const [near, far] = [sizes[edge]! / 2, sizes[edge]! + sizes[edge + 1]! / 2];
  const [first, second] = [current[edge]!, current[edge + 1]!];
  return (first + ((first - second) * near) / (far - near)) / current.at(-1)!;
}

/** Time at which the surface of a half space under a steady flux has lost a given concentration, over Sand's
 * pi D/4 (F dc/j)^2; D = flux = dc = 1, implicit Euler. */
export async function sandTime(wasm: BufferSource): Promise<number> {
  const [nx, ny, depth, steps] = [8, 128, 6, 400];
  const h = depth / ny;
  const sand = Math.PI / 4;
  const dt = sand / steps;
  const s = await scalar(wasm, nx, ny);
  s.tx.fill(1);
  s.ty.fill(1);
  for (let j = 0; j < ny; j++) {
    s.tx[j * (nx + 1)] = 0;
    s.tx[j * (nx + 1) + nx] = 0;
  }
  s.ty.fill(0, 0, nx);
  s.ty.fill(0, ny * nx);
  s.c.fill((h * h) / dt);
  let before = 0;
  for (let k = 1; k < 2 * steps; k++) {
    s.u.forEach((u, cell) => {
      s.f[cell] = (u * h * h) / dt + (cell < nx ? h : 0);
    });
    s.solve(1e-10);
    const now = s.u[0]! + h / 2;
    if (now >= 1) return ((k - (now - 1) / (now - before)) * dt) / sand;
    before = now;
  }
  return Number.NaN;
}

const TABLE = [
  [0.1, 1.166],
  [1, 1.803],
  [10, 4.272],
] as const;

const figure: Figure = {
  id: "edge-focusing",
  title: "Current at the edge of a debonded strip",
  x: { label: "a / (kappa Z)", log: true, range: [0.05, 20] },
  y: { label: "current at the edge over that far away", range: [0, 5] },
  published: [
    {
      name: "boundary elements (bars: 3 %)",
      marks: TABLE.map(([x, y]) => [x, y, 0.97 * y, 1.03 * y] as const),
    },
  ],
};

const cases: readonly Case[] = [
  ...TABLE.map(
    ([abar, value]): Case => ({
      id: `edge-focusing-${abar}`,
      topic: "A5",
      kind: "analytic",
      quantity: "current density at the edge of a debonded strip over that far away, 1",
      source: "boundary elements, the planar problem of [@roy2021]",
      conditions: `a / (kappa Z) = ${abar}, period of 400 a, cells of a/500 at the edge`,
      target: { value, relative: 0.03 },
      picture: { figure, x: abar },
      run: (wasm) => edgeFocusing(wasm, abar),
    }),
  ),
  {
    id: "sand-time",
    topic: "A6",
    kind: "analytic",
    quantity: "time to a given depletion of the surface over Sand's, 1",
    source: "pi D/4 (F dc/j)^2",
    conditions: "half space, steady flux, scalar operator with implicit Euler",
    target: { value: 1, relative: 0.01 },
    run: sandTime,
  },
];
export default cases;
