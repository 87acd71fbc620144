// Constriction of the current by lost contact, periodic strips of period W with contact fraction f:
//   ASR_c = W/(pi kappa) ln(1/sin(pi f/2))
// for an equipotential contact (no interface resistance).

import type { Case } from "../check";
import { scalar } from "../kernel";

/** Cells along half a period; f n is whole for every f below. */
const COLUMNS = 320;
/** Height in half periods; what the contact does has decayed to exp(-2 pi) there. */
const HEIGHT = 2;

/** ASR_c for W = 2, kappa = 1 on half a period, [0, 1] x [0, HEIGHT]. */
async function constriction(kernel: BufferSource, fraction: number): Promise<number> {
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
  let current = 0;
  for (let i = 0; i < nx; i++) current += s.ty[i]! * s.u[i]!;
  return 1 / current - HEIGHT;
}

export const constrictions: readonly Case[] = [0.1, 0.25, 0.5, 0.75].map((f) => ({
  id: `constriction-${f}`,
  kind: "analytic",
  quantity: "constriction resistance times conductivity over half the period, 1",
  source: "conformal map of periodic strips",
  conditions: `equipotential contact over ${100 * f} % of the period, ${2 * COLUMNS} cells a period`,
  target: {
    value: Number(((2 / Math.PI) * Math.log(1 / Math.sin((Math.PI * f) / 2))).toPrecision(6)),
    relative: 0.02,
  },
  run: (kernel) => constriction(kernel, f),
}));
