// Errors of both operators against smooth manufactured solutions, and of P1 and P2 against their limits for a true
// circle: the orders of accuracy of docs/numerics.md.

import { instantiate, type KernelExports } from "../sim/module";
import { runP1 } from "./drivers/p1";
import { runP2 } from "./drivers/p2";

export interface Curve {
  name: string;
  /** The order that theory gives. */
  order: number;
  /** [cells a side, relative error] */
  points: [number, number][];
}

/** Body-fitted finite elements of second order, extrapolated to h = 0. */
const CIRCLE = { p1: 0.776715, p2: -0.0180811 };

const { sin, cos, PI, sqrt } = Math;

export async function orders(kernel: BufferSource, sizes: readonly number[]): Promise<Curve[]> {
  const k = await instantiate(kernel);
  const scalar: Curve = { name: "scalar, potential", order: 2, points: [] };
  const vector: Curve = { name: "vector, displacement", order: 2, points: [] };
  const strain: Curve = { name: "vector, strain at cell centres", order: 2, points: [] };
  const p1: Curve = { name: "P1, conductance (staircase hole)", order: 1, points: [] };
  const p2: Curve = { name: "P2, stress (staircase hole)", order: 1, points: [] };
  for (const n of sizes) {
    scalar.points.push([n, scalarError(k, n)]);
    const [displacement, gradient] = vectorErrors(k, n);
    vector.points.push([n, displacement]);
    strain.points.push([n, gradient]);
    p1.points.push([n, Math.abs((await runP1(kernel, n, 0)).answer / CIRCLE.p1 - 1)]);
    p2.points.push([n, Math.abs((await runP2(kernel, n))[0]!.answer / CIRCLE.p2 - 1)]);
  }
  return [scalar, vector, strain, p1, p2];
}

/** -div(a grad u) + c u = f with u = (1 + x) sin(pi x) sin(2 pi y), zero on the rim; relative L2 error. */
function scalarError(k: KernelExports, n: number): number {
  const a = (x: number, y: number) => 2 + sin(3 * x) * cos(2 * y);
  const c = (x: number, y: number) => 5 + 3 * x * y;
  const u = (x: number, y: number) => (1 + x) * sin(PI * x) * sin(2 * PI * y);
  const source = (x: number, y: number) => {
    const ux = (sin(PI * x) + (1 + x) * PI * cos(PI * x)) * sin(2 * PI * y);
    const uxx = (2 * PI * cos(PI * x) - (1 + x) * PI * PI * sin(PI * x)) * sin(2 * PI * y);
    const uy = (1 + x) * sin(PI * x) * 2 * PI * cos(2 * PI * y);
    const uyy = -4 * PI * PI * u(x, y);
    const ax = 3 * cos(3 * x) * cos(2 * y);
    const ay = -2 * sin(3 * x) * sin(2 * y);
    return -(ax * ux + ay * uy + a(x, y) * (uxx + uyy)) + c(x, y) * u(x, y);
  };
  const s = k.scalarCreate(n, n);
  const h = 1 / n;
  const view = (at: number, length: number) => new Float64Array(k.memory.buffer, at, length);
  const tx = view(k.scalarTx(s), (n + 1) * n);
  const ty = view(k.scalarTy(s), n * (n + 1));
  const cc = view(k.scalarC(s), n * n);
  const f = view(k.scalarF(s), n * n);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i <= n; i++) {
      const rim = i === 0 || i === n ? 2 : 1;
      tx[j * (n + 1) + i] = rim * a(i * h, (j + 0.5) * h);
      ty[i * n + j] = rim * a((j + 0.5) * h, i * h);
    }
    for (let i = 0; i < n; i++) {
      cc[j * n + i] = c((i + 0.5) * h, (j + 0.5) * h) * h * h;
      f[j * n + i] = source((i + 0.5) * h, (j + 0.5) * h) * h * h;
    }
  }
  k.scalarSetup(s);
  if (k.scalarSolve(s, 1e-10, 0, 200) < 0) return Number.NaN;
  const found = view(k.scalarU(s), n * n);
  let square = 0;
  let size = 0;
  for (let q = 0; q < n * n; q++) {
    const exact = u(((q % n) + 0.5) * h, (Math.floor(q / n) + 0.5) * h);
    square += (found[q]! - exact) ** 2;
    size += exact ** 2;
  }
  return sqrt(square / size);
}

/** div sigma + b = 0 with u = sin(pi x) sin(pi y) + x y / 5, v = sin(2 pi x) sin(pi y) / 2 prescribed on the rim,
 * nu = 0.37; relative L2 errors of the displacements and of exx at cell centres. */
function vectorErrors(k: KernelExports, n: number): [number, number] {
  const nu = 0.37;
  const lam = nu / ((1 + nu) * (1 - 2 * nu));
  const mu = 1 / (2 * (1 + nu));
  const u = (x: number, y: number) => sin(PI * x) * sin(PI * y) + 0.2 * x * y;
  const v = (x: number, y: number) => 0.5 * sin(2 * PI * x) * sin(PI * y);
  const force = (x: number, y: number): [number, number] => {
    const uxx = -PI * PI * sin(PI * x) * sin(PI * y);
    const uxy = PI * PI * cos(PI * x) * cos(PI * y) + 0.2;
    const vxx = -2 * PI * PI * sin(2 * PI * x) * sin(PI * y);
    const vyy = -0.5 * PI * PI * sin(2 * PI * x) * sin(PI * y);
    const vxy = PI * PI * cos(2 * PI * x) * cos(PI * y);
    return [
      -((lam + 2 * mu) * uxx + mu * uxx + (lam + mu) * vxy),
      -((lam + 2 * mu) * vyy + mu * vxx + (lam + mu) * uxy),
    ];
  };
  const s = k.vectorCreate(n, n);
  const strains = [0, 1, 2].map(() => k.alloc(8 * n * n)) as [number, number, number];
  k.vectorOptions(s, true, false);
  const h = 1 / n;
  const w = n + 1;
  const field = (q: number, length: number) =>
    new Float64Array(k.memory.buffer, k.vectorField(s, q), length);
  const mask = (q: number) => new Uint8Array(k.memory.buffer, k.vectorField(s, q), w * w);
  field(0, n * n).fill(lam);
  field(1, n * n).fill(mu);
  const [fixX, fixY] = [mask(2), mask(3)];
  const [fx, fy, ux, uy] = [5, 6, 7, 8].map((q) => field(q, w * w)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let q = 0; q < w * w; q++) {
    const i = q % w;
    const j = Math.floor(q / w);
    const rim = i === 0 || j === 0 || i === n || j === n;
    fixX[q] = fixY[q] = rim ? 1 : 0;
    ux[q] = rim ? u(i * h, j * h) : 0;
    uy[q] = rim ? v(i * h, j * h) : 0;
    const [bx, by] = force(i * h, j * h);
    fx[q] = bx * h * h;
    fy[q] = by * h * h;
  }
  k.vectorSetup(s);
  if (k.vectorSolve(s, 1e-10, 0, 200) < 0) return [Number.NaN, Number.NaN];
  let square = 0;
  let size = 0;
  for (let q = 0; q < w * w; q++) {
    const x = (q % w) * h;
    const y = Math.floor(q / w) * h;
    square += (ux[q]! - u(x, y)) ** 2 + (uy[q]! - v(x, y)) ** 2;
    size += u(x, y) ** 2 + v(x, y) ** 2;
  }
  const displacement = sqrt(square / size);
  k.vectorStrain(s, ...strains);
  const exx = new Float64Array(k.memory.buffer, strains[0], n * n);
  square = 0;
  size = 0;
  for (let q = 0; q < n * n; q++) {
    const x = ((q % n) + 0.5) * h;
    const y = (Math.floor(q / n) + 0.5) * h;
    const exact = PI * cos(PI * x) * sin(PI * y) + 0.2 * y;
    square += (exx[q]! / h - exact) ** 2;
    size += exact ** 2;
  }
  return [displacement, sqrt(square / size)];
}
