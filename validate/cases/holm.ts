// Constriction at round spots on the scalar operator in cylinder coordinates (r from the axis of a spot of radius a = 1, z into
// the electrolyte, kappa = 1):
//   one spot on a half space  R = 1 / (4 kappa a)                                        (Holm)
//   one spot per tube of radius b, eps = a/b:  R = psi / (4 kappa a),
//     psi = 1 - 1.40978 eps + 0.34406 eps^3 + 0.0435 eps^5 + 0.0227 eps^7                (Negus & Yovanovich)
// The section itself is plane: its spots are strips (A3). Greenwood's clusters need three dimensions.

import { curve, type Figure, steps } from "../../plots/figure";
import type { Case } from "../check";
import { scalar } from "../kernel";
import { graded } from "./focusing";

/** 4 kappa a R of an equipotential spot in a tube of radius b, length 3 b. */
async function spot(wasm: BufferSource, b: number): Promise<number> {
  const dr = [...graded(1).reverse(), ...graded(b - 1)];
  const length = 3 * b;
  const dz = graded(length);
  const [nx, ny] = [dr.length, dz.length];
  const s = await scalar(wasm, nx, ny);
  const face = [0];
  for (const size of dr) face.push(face.at(-1)! + size);
  const area = dr.map((size, i) => (face[i]! + size / 2) * size);
  const inner = graded(1).length;
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i <= nx; i++) {
      const inside = i > 0 && i < nx;
      s.tx[j * (nx + 1) + i] = inside ? (2 * face[i]! * dz[j]!) / (dr[i]! + dr[i - 1]!) : 0;
    }
  }
  for (let i = 0; i < nx; i++) {
    s.ty[i] = i < inner ? (2 * area[i]!) / dz[0]! : 0;
    for (let j = 1; j < ny; j++) s.ty[j * nx + i] = (2 * area[i]!) / (dz[j]! + dz[j - 1]!);
    s.ty[ny * nx + i] = (2 * area[i]!) / dz[ny - 1]!;
    s.f[(ny - 1) * nx + i] = s.ty[ny * nx + i]!;
  }
  s.solve(1e-10);
  let current = 0;
  for (let i = 0; i < inner; i++) current += 2 * Math.PI * s.ty[i]! * s.u[i]!;
  return 4 * (1 / current - length / (Math.PI * b ** 2));
}

const tube = (e: number) => 1 - 1.40978 * e + 0.34406 * e ** 3 + 0.0435 * e ** 5 + 0.0227 * e ** 7;

const figure: Figure = {
  id: "holm",
  title: "Constriction at a round spot",
  x: { label: "spot radius over tube radius", range: [0, 1] },
  y: { label: "4 kappa a R", range: [0, 1.1] },
  published: [curve("Negus & Yovanovich 1984 (1: Holm)", steps(0, 0.9, 60), tube)],
};

const SPOT = "equipotential spot of radius a, cells of a/500 at its edge";

const cases: readonly Case[] = [
  {
    id: "holm",
    topic: "A4",
    kind: "analytic",
    quantity: "constriction resistance of a spot times 4 kappa a, 1",
    source: "[@holm1967]; 1 / (4 kappa a)",
    conditions: `${SPOT}, tube of 1000 a`,
    target: { value: 1, relative: 0.02 },
    picture: { figure, x: 0.001 },
    run: (wasm) => spot(wasm, 1000),
  },
  ...[0.1, 0.3, 0.5, 0.7].map(
    (e): Case => ({
      id: `flux-tube-${e}`,
      topic: "A4",
      kind: "analytic",
      quantity: "constriction resistance of a spot times 4 kappa a, 1",
      source: "[@negus1984], isothermal spot in a round tube",
      conditions: `${SPOT}, tube of ${Number((1 / e).toPrecision(3))} a`,
      target: { value: Number(tube(e).toPrecision(6)), relative: 0.02 },
      picture: { figure, x: e },
      run: (wasm) => spot(wasm, 1 / e),
    }),
  ),
];
export default cases;
