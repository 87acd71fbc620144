// Closure of a cylindrical hole in creeping lithium (Nye; Norton law edot = A sigma^n, plane strain, far pressure p):
//   r_dot / r = -(sqrt3/2) A (sqrt3 p / n)^n
// Solved as in assembly/lithium/flow.ts: secant viscosity of the section's own table, mixed cells linear in the
// lithium fraction, Picard, pressure by augmented Lagrangian with K/G = 10.

import type { Figure } from "../../plots/figure";
import type { Case } from "../check";
import { fromPolar, type Plate, quarterPlate, type Stress } from "../plate-with-hole";
import { Section } from "../section";

/** Half width over radius. */
const WIDTH = 5;
/** Far pressure and stress of the law [Pa]; rate of the law at that stress [1/s]. */
const P = 3e6;
const S0 = 1e6;
const A = 1e-3;
const BULK_RATIO = 10;
/** Far from here the rate of closure no longer changes. */
const PASSES = 400;
const SETTLED = 1e-6;

const { sqrt } = Math;

/** Exact rate -r_dot / r [1/s]. */
export const nyeRate = (n: number) => (sqrt(3) / 2) * A * ((sqrt(3) * P) / (n * S0)) ** n;

/** Exact stresses about a free hole of radius R, pressure P far away [Pa]. */
function nye(R: number, n: number): (x: number, y: number) => Stress {
  return (x, y) => {
    const q = (R ** 2 / (x * x + y * y)) ** (1 / n);
    const rr = -P * (1 - q);
    return fromPolar(x, y, rr, rr - ((2 * P) / n) * q, 0);
  };
}

/** Squared equivalent strain rate of every cell [1/s2], cells of unit size. */
export function rates(p: Plate): Float64Array {
  return p.lam.map((_, k) => {
    const [i, j] = [k % p.n, Math.floor(k / p.n)];
    const [a, b, c, d] = [p.node(i, j), p.node(i + 1, j), p.node(i, j + 1), p.node(i + 1, j + 1)];
    const east = (f: Float64Array) => 0.5 * (f[b]! - f[a]! + f[d]! - f[c]!);
    const north = (f: Float64Array) => 0.5 * (f[c]! - f[a]! + f[d]! - f[b]!);
    const [xx, yy, xy] = [east(p.ux), north(p.uy), 0.5 * (north(p.ux) + east(p.uy))];
    const mean = (xx + yy) / 3;
    return (2 / 3) * ((xx - mean) ** 2 + (yy - mean) ** 2 + mean ** 2 + 2 * xy ** 2);
  });
}

/** Volume that flows in through the outer sides [cells/s]. */
function inflow(p: Plate): number {
  let sum = 0;
  for (let k = 0; k < p.n; k++) {
    sum -= 0.5 * (p.ux[p.node(p.n, k)]! + p.ux[p.node(p.n, k + 1)]!);
    sum -= 0.5 * (p.uy[p.node(k, p.n)]! + p.uy[p.node(k + 1, p.n)]!);
  }
  return sum;
}

export interface Closure {
  /** -r_dot / r [1/s]. */
  rate: number;
  passes: number;
  /** Volume lost or gained in full cells over what flows in. */
  divergence: number;
}

/** Closure of a hole of R cells radius. */
export async function closeHole(wasm: BufferSource, R: number, n: number): Promise<Closure> {
  const { laws } = await Section.create(wasm, {
    scenario: { mesh: { columns: 16 }, cell: { width: "20 um" } },
    run({ lithium }) {
      lithium.creepRate.value = A;
      lithium.creepStress.value = S0;
      lithium.creepExponent.value = n;
      lithium.diffusionalCreep.value = 1e-40;
    },
  });
  const p = await quarterPlate(wasm, WIDTH * R, R, nye(R, n));
  p.reduced();
  const [fx, fy] = [p.fx.slice(), p.fy.slice()];
  const pressure = new Float64Array(p.lam.length);
  // Starts from the viscosity of the far field's mean rate.
  let edot2: Float64Array = pressure.map(() => (nyeRate(n) / WIDTH) ** 2);
  const hole = p.weight.reduce((sum, w) => sum + 1 - w, 0);
  let rate = 0;
  let passes = 0;
  for (; passes < PASSES; passes++) {
    edot2.forEach((e, k) => {
      const eta = laws.lawViscosity(e) * p.weight[k]!;
      p.mu[k] = eta;
      p.lam[k] = BULK_RATIO * eta;
    });
    p.fx.set(fx);
    p.fy.set(fy);
    p.addPressure(pressure);
    p.solve(0.05);
    const out = p.divergence();
    for (let k = 0; k < out.length; k++) {
      if (p.weight[k]! > 0.5) pressure[k]! -= p.lam[k]! * out[k]!;
    }
    edot2 = rates(p);
    const now = inflow(p) / (2 * hole);
    const settled = Math.abs(now - rate) <= SETTLED * Math.abs(now);
    rate = now;
    if (settled) break;
  }
  const lost = p.divergence().reduce((sum, d, k) => sum + (p.weight[k] === 1 ? Math.abs(d) : 0), 0);
  return { rate, passes, divergence: lost / inflow(p) };
}

const figure: Figure = {
  id: "nye",
  title: "Closure rate of a hole over Nye's",
  x: { label: "exponent of the creep law", range: [0, 8] },
  y: { label: "closure rate over the closed form", range: [0.9, 1.1] },
  published: [
    {
      name: "Nye 1953 (band: 3 %)",
      band: [
        [0, 0.97, 1.03],
        [8, 0.97, 1.03],
      ],
    },
  ],
};

const cases: readonly Case[] = [1, 3, 6.67].map((n) => ({
  id: `nye-${n}`,
  topic: "A13",
  kind: "analytic",
  quantity: "closure rate of a cylindrical hole over Nye's, 1",
  source: "[@nye1953]; Norton law in plane strain",
  conditions: `n = ${n}, 3 MPa far away, hole of 8 cells radius, exact tractions on a square of ${WIDTH} radii`,
  target: { value: 1, relative: 0.03 },
  picture: { figure, x: n },
  run: async (wasm) => (await closeHole(wasm, 8, n)).rate / nyeRate(n),
}));
export default cases;
