// Order of accuracy on smooth manufactured solutions: log2 of the error at n over the error at 2n.

import type { Case } from "../check";
import { scalar, vector } from "../kernel";

const { PI, cos, sin } = Math;

/** RMS error of -div(a grad u) + u = f on the unit square, no flux through its sides, with
 * u = cos(pi x) cos(2 pi y), a = 1 + x y. */
async function scalarError(kernel: BufferSource, n: number): Promise<number> {
  const s = await scalar(kernel, n, n);
  const h = 1 / n;
  const at = (i: number) => (i + 0.5) * h;
  const a = (i: number, j: number) => 1 + at(i) * at(j);
  const harmonic = (p: number, q: number) => (2 * p * q) / (p + q);
  const exact = (x: number, y: number) => cos(PI * x) * cos(2 * PI * y);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const [x, y] = [at(i), at(j)];
      if (i > 0) s.tx[j * (n + 1) + i] = harmonic(a(i - 1, j), a(i, j));
      if (j > 0) s.ty[j * n + i] = harmonic(a(i, j - 1), a(i, j));
      s.c[j * n + i] = h * h;
      // -div(a grad u) + u, with a_x = y and a_y = x
      const ux = -PI * sin(PI * x) * cos(2 * PI * y);
      const uy = -2 * PI * cos(PI * x) * sin(2 * PI * y);
      const source = (5 * PI * PI * (1 + x * y) + 1) * exact(x, y) - y * ux - x * uy;
      s.f[j * n + i] = h * h * source;
    }
  }
  s.solve(1e-11);
  return rms(s.u.map((u, k) => u - exact(at(k % n), at(Math.floor(k / n)))));
}

/** RMS error of plane strain on the unit square, lam = 2, mu = 1, exact displacements on its edge:
 * a gradient field u1, for which -div sigma = 2 pi^2 (lam + 2 mu) u1, and a solenoidal u2, 2 pi^2 mu u2. */
async function vectorError(kernel: BufferSource, n: number): Promise<number> {
  const v = await vector(kernel, n, n);
  const [lam, mu, h] = [2, 1, 1 / n];
  v.lam.fill(lam);
  v.mu.fill(mu);
  const side = n + 1;
  const exact = (i: number, j: number) => {
    const [x, y] = [PI * i * h, PI * j * h];
    const first = [sin(x) * cos(y), cos(x) * sin(y)] as const;
    const second = [cos(x) * sin(y), -sin(x) * cos(y)] as const;
    return { first, second, ux: first[0] + second[0], uy: first[1] + second[1] };
  };
  for (let j = 0; j < side; j++) {
    for (let i = 0; i < side; i++) {
      const node = j * side + i;
      const u = exact(i, j);
      if (i === 0 || j === 0 || i === n || j === n) {
        v.fixX[node] = 1;
        v.fixY[node] = 1;
        v.ux[node] = u.ux;
        v.uy[node] = u.uy;
      } else {
        const load = (axis: 0 | 1) =>
          2 * PI * PI * h * h * ((lam + 2 * mu) * u.first[axis] + mu * u.second[axis]);
        v.fx[node] = load(0);
        v.fy[node] = load(1);
      }
    }
  }
  v.solve(1e-11);
  const errors = v.ux.map((ux, node) => {
    const u = exact(node % side, Math.floor(node / side));
    return Math.hypot(ux - u.ux, v.uy[node]! - u.uy);
  });
  return rms(errors);
}

function rms(errors: Float64Array): number {
  return Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
}

const order =
  (error: (kernel: BufferSource, n: number) => Promise<number>) => async (kernel: BufferSource) =>
    Math.log2((await error(kernel, 64)) / (await error(kernel, 128)));

const cases: readonly Case[] = [
  {
    id: "order-scalar",
    topic: "N1",
    kind: "numerical",
    quantity: "order of the potential, 1",
    source: "manufactured solution cos(pi x) cos(2 pi y), a = 1 + x y",
    conditions: "64 and 128 cells an edge",
    target: { value: 2, absolute: 0.05 },
    run: order(scalarError),
  },
  {
    id: "order-vector",
    topic: "N1",
    kind: "numerical",
    quantity: "order of the displacement, 1",
    source: "manufactured gradient and solenoidal fields, lam = 2 mu",
    conditions: "64 and 128 cells an edge",
    target: { value: 2, absolute: 0.05 },
    run: order(vectorError),
  },
];
export default cases;
