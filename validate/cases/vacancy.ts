// Vacancies that find sinks in the lithium (half space, flux j/F, sinks of strength k, l_s = (D/k)^1/2):
//   c(0, t) - c_eq = (j/F) (l_s/D) erf((k t)^1/2)
// and those that only find one perfect sink at the depth L: c(0) <= c_Li while j <= F D c_Li / L.

import { FARADAY, GAS_CONSTANT } from "../../core/constants";
import { resolveRun } from "../../core/resolve";
import { curve, type Figure, type Point, steps } from "../../plots/figure";
import { Picture } from "../../sim/kernel";
import type { Case, Measured } from "../check";
import { scalar } from "../kernel";
import { Section } from "../section";

/** erf, Abramowitz & Stegun 7.1.26 (error below 1.5e-7). */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const poly =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - poly * Math.exp(-x * x);
}

/** Surface of a half space under a flux that starts at t = 0, every step: [k t, c k^1/2 ...]; D = flux = 1. */
async function surface(wasm: BufferSource, sinks: number, end: number): Promise<Point[]> {
  const [nx, ny, depth, count] = [8, 256, 8, 1000];
  const h = depth / ny;
  const dt = end / count;
  const s = await scalar(wasm, nx, ny);
  s.tx.fill(1);
  s.ty.fill(1);
  for (let j = 0; j < ny; j++) {
    s.tx[j * (nx + 1)] = 0;
    s.tx[j * (nx + 1) + nx] = 0;
  }
  s.ty.fill(0, 0, nx);
  s.ty.fill(0, ny * nx);
  s.c.fill(h * h * (1 / dt + sinks));
  const points: Point[] = [];
  for (let k = 1; k <= count; k++) {
    s.u.forEach((u, cell) => {
      s.f[cell] = (u * h * h) / dt + (cell < nx ? h : 0);
    });
    s.solve(1e-10);
    points.push([k * dt, s.u[0]! + h / 2]);
  }
  return points;
}

/** Worst relative deviation from (l_s/D) erf in k t = 0.1 ... 4. */
async function withSinks(wasm: BufferSource): Promise<Measured> {
  const [rising, free] = [await surface(wasm, 1, 4), await surface(wasm, 0, 4)];
  const off = rising.filter(([t]) => t >= 0.1).map(([t, c]) => Math.abs(c / erf(Math.sqrt(t)) - 1));
  const series = [
    { name: "with sinks", points: rising },
    { name: "without", points: free },
  ];
  return { value: Math.max(...off), series };
}

/** F D c_Li / L [mA/cm2] of the lithium in data/materials, its steady state solved over L. */
async function layer(wasm: BufferSource, L: number): Promise<number> {
  const { lithium: li } = resolveRun({ protocol: ["Rest for 1 s"] });
  const [nx, ny] = [8, 64];
  const s = await scalar(wasm, nx, ny);
  s.tx.fill(0);
  s.ty.fill(1);
  s.ty.fill(0, 0, nx);
  s.ty.fill(2, ny * nx);
  // sideways conduction keeps the operator elliptic
  for (let j = 0; j < ny; j++) for (let i = 1; i < nx; i++) s.tx[j * (nx + 1) + i] = 1;
  s.f.fill(L / ny, 0, nx);
  s.solve(1e-12);
  const perFlux = s.u[0]! + L / ny / 2;
  return (FARADAY * li.selfDiffusivity.value) / (li.molarVolume.value * perFlux) / 10;
}

/** Vacancy pressure summed over the section's lithium over (j Omega/F) l_s^2 / M. */
async function ofSection(wasm: BufferSource): Promise<number> {
  const s = await Section.create(wasm, {
    scenario: { mesh: { columns: 16 }, cell: { width: "8 um", lithium: "8 um" } },
  });
  s.control(10);
  const { lithium: li, physics, stackPressure: P, temperature: T, grid } = s.spec;
  const field = s.kernel.picture(Picture.vacancies);
  let sum = 0;
  for (let k = 0; k < grid.columns * grid.lithiumRows; k++) sum += field[k]!;
  const mobility = (li.selfDiffusivity.value * li.molarVolume.value) / (GAS_CONSTANT * T);
  const spacing = (physics.taylor * li.shearModulus.value * li.burgersVector.value) / P;
  const fed = (10 * li.molarVolume.value) / FARADAY;
  return ((sum / grid.columns) * grid.h) / ((fed * spacing ** 2) / mobility);
}

const figure: Figure = {
  id: "vacancies",
  title: "Vacancies at the surface under a steady flux",
  x: { label: "time k t" },
  y: { label: "surface concentration, units of (j/F) l_s/D" },
  published: [
    curve("erf((k t)^1/2)", steps(0, 4, 120), (t) => erf(Math.sqrt(t))),
    curve("Sand: 2 (k t/pi)^1/2", steps(0, 4, 120), (t) => 2 * Math.sqrt(t / Math.PI)),
  ],
};

const cases: readonly Case[] = [
  {
    id: "vacancy-sinks",
    topic: "A6",
    kind: "analytic",
    quantity: "worst relative deviation of the surface concentration, 1",
    source: "(j/F) (l_s/D) erf((k t)^1/2)",
    conditions: "half space, steady flux, k t = 0.1 to 4, scalar operator with implicit Euler",
    target: { atMost: 0.01 },
    picture: { figure },
    run: withSinks,
  },
  ...(
    [
      [20, 0.23],
      [50, 0.092],
    ] as const
  ).map(
    ([L, value]): Case => ({
      id: `vacancy-layer-${L}um`,
      topic: "A6",
      kind: "analytic",
      quantity: "limiting current of a lithium layer with a perfect sink behind it, mA/cm2",
      source: "F D c/L; cf. about 0.1 of [@krauskopf2019]",
      conditions: `${L} um, self-diffusivity and molar volume of data/materials, 25 Cel`,
      target: { value, relative: 0.02 },
      run: (wasm) => layer(wasm, L * 1e-6),
    }),
  ),
  {
    id: "vacancy-section",
    topic: "A6",
    kind: "analytic",
    quantity: "vacancy pressure summed over the lithium over (j Omega/F) l_s^2/M, 1",
    source: "div(M grad Pi) = M Pi / l_s^2",
    conditions: "flat contact, 1 mA/cm2, 3 MPa, picture of the section",
    target: { value: 1, relative: 0.01 },
    run: ofSection,
  },
];
export default cases;
