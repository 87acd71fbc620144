// Bulk lithium pressed through a slot of half height h and length l (the start of a filament): plane power-law flow,
//   Q = (2 h^2 / (n + 2)) A_tau (h dp/l)^n,   A_tau = 3^((n+1)/2) A
// Solved on the vector operator with the viscosity of the section's own table.

import { FARADAY } from "../../core/constants";
import { curve, type Figure, steps } from "../../plots/figure";
import type { Case } from "../check";
import { vector } from "../kernel";
import { Section } from "../section";

/** Bulk lithium at 25 Cel: edot = A (sigma / 1 MPa)^n. */
const A = 0.014005;
const EXPONENT = 6.67;
const S0 = 1e6;
/** The table of viscosities ends at 1e7 Pa s: the flow is computed this much slower, which a power law does not notice. */
const SLOWER = 1e-5;
/** Half height, length and height of the pore that the slot fills [m]. */
const HALF = 50e-9;
const LENGTH = 2e-6;
const PORE = 2e-6;
const OMEGA = 13.0e-6;
const NY = 64;
const NX = 16;
const PASSES = 400;
const SETTLED = 1e-8;

/** Flow [m2/s] through the slot under the pressure gradient [Pa/m]. */
async function flow(wasm: BufferSource, gradient: number): Promise<number> {
  const { laws } = await Section.create(wasm, {
    scenario: { mesh: { columns: 16 }, cell: { width: "20 um" } },
    run({ lithium }) {
      lithium.creepRate.value = A * SLOWER;
      lithium.creepStress.value = S0;
      lithium.creepExponent.value = EXPONENT;
      lithium.diffusionalCreep.value = 1e-40;
    },
  });
  const v = await vector(wasm, NX, NY);
  const cell = HALF / NY;
  const node = (i: number, j: number) => j * (NX + 1) + i;
  v.fixY.fill(1);
  for (let i = 0; i <= NX; i++) {
    v.fixX[node(i, NY)] = 1;
    for (let j = 0; j <= NY; j++) {
      const share = (i % NX === 0 ? 0.5 : 1) * (j % NY === 0 ? 0.5 : 1);
      v.fx[node(i, j)] = gradient * cell * share;
    }
  }
  const shear = (j: number) => v.ux[node(8, j)]! - v.ux[node(8, j + 1)]!;
  const edot = Float64Array.from({ length: NY }, (_, j) => {
    const tau = gradient * cell * (j + 0.5);
    return A * SLOWER * ((Math.sqrt(3) * tau) / S0) ** EXPONENT;
  });
  let sum = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    for (let k = 0; k < NX * NY; k++) {
      const e = edot[Math.floor(k / NX)]!;
      v.mu[k] = laws.lawViscosity(e * e);
      v.lam[k] = v.mu[k]!;
    }
    v.solve(1e-10);
    let now = 0;
    for (let j = 0; j < NY; j++) {
      edot[j] = Math.abs(shear(j)) / Math.sqrt(3);
      now += v.ux[node(8, j)]! + v.ux[node(8, j + 1)]!;
    }
    const settled = Math.abs(now - sum) <= SETTLED * Math.abs(now);
    sum = now;
    if (settled) break;
  }
  return (sum * cell * cell) / SLOWER;
}

/** Closed form [m2/s]. */
const exact = (gradient: number) =>
  ((2 * HALF ** 2) / (EXPONENT + 2)) *
  3 ** ((EXPONENT + 1) / 2) *
  A *
  ((HALF * gradient) / S0) ** EXPONENT;

/** Pressure [MPa] that feeds the pore at j [mA/cm2], from the flow under a trial pressure. */
async function pressure(wasm: BufferSource, j: number): Promise<number> {
  const trial = 50e6;
  const wanted = (PORE * j * 10 * OMEGA) / FARADAY;
  const got = await flow(wasm, trial / LENGTH);
  return (trial / 1e6) * (wanted / got) ** (1 / EXPONENT);
}

const closed = (j: number) =>
  50 * ((PORE * j * 10 * OMEGA) / FARADAY / exact(50e6 / LENGTH)) ** (1 / EXPONENT);

const figure: Figure = {
  id: "slot",
  title: "Pressure that feeds a pore through a slot",
  x: { label: "current density / mA/cm2", log: true },
  y: { label: "pressure / MPa", range: [0, 100] },
  published: [curve("closed form, j^(1/6.67)", steps(0.05, 20, 60, true), closed)],
};

const SLOT = "bulk lithium at 25 Cel through 100 nm x 2 um, 64 cells over half the height";

const cases: readonly Case[] = [
  {
    id: "slot-flow",
    topic: "A18",
    kind: "analytic",
    quantity: "flow through a slot over the closed form, 1",
    source: "plane power-law flow",
    conditions: `${SLOT}, 50 MPa`,
    target: { value: 1, relative: 0.01 },
    run: async (wasm) => (await flow(wasm, 50e6 / LENGTH)) / exact(50e6 / LENGTH),
  },
  {
    id: "slot-pressure",
    topic: "A18",
    kind: "analytic",
    quantity: "pressure that feeds a pore 2 um high, MPa",
    source: "plane power-law flow: 51 MPa",
    conditions: `${SLOT}, 1 mA/cm2`,
    target: { value: 51, relative: 0.03 },
    picture: { figure },
    async run(wasm) {
      const currents = [0.1, 0.3, 1, 3, 10];
      const points = [];
      for (const j of currents) points.push([j, await pressure(wasm, j)] as const);
      const series = [{ name: "this build", points, dots: true }];
      return { value: points[2]![1], series };
    },
  },
];
export default cases;
