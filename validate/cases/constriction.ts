// Constriction of the current by lost contact, periodic strips of period W with contact fraction f:
//   ASR_c = W/(pi kappa) ln(1/sin(pi f/2))
// for an equipotential contact (no interface resistance).

import { curve, type Figure, steps } from "../../plots/figure";
import type { Case, Measured } from "../check";
import { scalar } from "../kernel";
import { constrictionFigure } from "./transport";

/** Cells along half a period; f n is whole for every f below. */
const COLUMNS = 320;
/** Height in half periods; what the contact does has decayed to exp(-2 pi) there. */
const HEIGHT = 2;

/** Current through each contact face for a drop of 1 over half a period, [0, 1] x [0, HEIGHT], W = 2, kappa = 1. */
async function strips(kernel: BufferSource, fraction: number): Promise<number[]> {
  const nx = COLUMNS;
  const ny = HEIGHT * nx;
  const s = await scalar(kernel, nx, ny);
  s.tx.fill(1);
  s.ty.fill(1);
  for (let j = 0; j < ny; j++) {
    s.tx[j * (nx + 1)] = 0;
    s.tx[j * (nx + 1) + nx] = 0;
  }
  for (let i = 0; i < nx; i++) {
    s.ty[i] = i < Math.round(fraction * nx) ? 2 : 0;
    // potential 1 at half a cell above
    s.ty[ny * nx + i] = 2;
    s.f[(ny - 1) * nx + i] = 2;
  }
  s.solve(1e-9);
  return Array.from({ length: nx }, (_, i) => s.ty[i]! * s.u[i]!);
}

/** ASR_c. */
async function constriction(kernel: BufferSource, fraction: number): Promise<number> {
  return 1 / total(await strips(kernel, fraction)) - HEIGHT;
}

const total = (faces: readonly number[]) => faces.reduce((sum, j) => sum + j, 0);

/** j / j_mean under a strip of half width f. */
const under = (f: number, x: number) =>
  Math.cos((Math.PI * x) / 2) /
  Math.sqrt(Math.sin((Math.PI * f) / 2) ** 2 - Math.sin((Math.PI * x) / 2) ** 2);

const HALF = 0.5;
const profile: Figure = {
  id: "strip-current",
  title: "Current under a contact strip",
  x: { label: "x over half the period", range: [0, HALF] },
  y: { label: "current over its mean", range: [1, 6] },
  published: [
    curve("cos(pi x/W) / (sin2(pi f/2) - sin2(pi x/W))^1/2", steps(0, 0.999 * HALF, 150), (x) =>
      under(HALF, x),
    ),
  ],
};

/** Worst relative deviation of the current up to nine tenths of the way to the edge. */
async function profileError(kernel: BufferSource): Promise<Measured> {
  const faces = await strips(kernel, HALF);
  const mean = total(faces) / COLUMNS;
  const points = faces
    .map((j, i) => [(i + 0.5) / COLUMNS, j / mean] as const)
    .filter(([x]) => x < HALF);
  const worst = points
    .filter(([x]) => x < 0.9 * HALF)
    .map(([x, j]) => Math.abs(j / under(HALF, x) - 1));
  const series = [{ name: "this build", points: points.filter((_, k) => k % 8 === 4), dots: true }];
  return { value: Math.max(...worst), series };
}

const cases: readonly Case[] = [
  ...[0.1, 0.25, 0.5, 0.75].map(
    (f): Case => ({
      id: `constriction-${f}`,
      topic: "A3",
      kind: "analytic",
      quantity: "constriction resistance times conductivity over half the period, 1",
      source: "conformal map of periodic strips",
      conditions: `equipotential contact over ${100 * f} % of the period, ${2 * COLUMNS} cells a period`,
      target: {
        value: Number(((2 / Math.PI) * Math.log(1 / Math.sin((Math.PI * f) / 2))).toPrecision(6)),
        relative: 0.02,
      },
      picture: { figure: constrictionFigure, x: f, name: "potential operator" },
      run: (kernel) => constriction(kernel, f),
    }),
  ),
  {
    id: "strip-current",
    topic: "A3",
    kind: "analytic",
    quantity:
      "worst relative deviation of the current under a strip, to 0.9 of the way to its edge, 1",
    source: "conformal map of periodic strips: cos(pi x/W) / (sin2(pi f/2) - sin2(pi x/W))^1/2",
    conditions: `equipotential contact over half of the period, ${2 * COLUMNS} cells a period`,
    target: { atMost: 0.02 },
    picture: { figure: profile },
    run: profileError,
  },
];
export default cases;
