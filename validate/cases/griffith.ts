// An edge crack of length c filled with lithium under the pressure p = F eta / Omega (Porz et al., Adv. Energy Mater. 7 (2017)
// 1701003; Griffith):
//   K_I = 1.1215 p sqrt(pi c),   eta_c = Omega K_IC / (1.1215 F sqrt(pi c))
// The factor is measured on the elastic operator by energy: G = dU/dc = K^2 / E', U = p x (opened area), plane strain.

import { FARADAY } from "../../core/constants";
import { curve, type Figure, steps } from "../../plots/figure";
import type { Case } from "../check";
import { vector } from "../kernel";

/** Cells along a half plane's edge and into it, and along the crack. */
const N = 512;
const C = 16;
const NU = 0.37;

/** Energy of the opened crack, p = 1 and E' = 1 [cells^2]: pressure times the opening of both faces. */
async function opened(wasm: BufferSource, c: number): Promise<number> {
  const v = await vector(wasm, N, N);
  // E' = E / (1 - nu^2) = 1
  const E = 1 - NU ** 2;
  v.lam.fill((E * NU) / ((1 + NU) * (1 - 2 * NU)));
  v.mu.fill(E / (2 * (1 + NU)));
  // the crack runs along y = 0 from the free side x = 0; ahead of it the other half mirrors
  for (let i = c; i <= N; i++) v.fixY[i] = 1;
  v.fixX[N] = 1;
  for (let i = 0; i < c; i++) {
    v.fy[i]! += 0.5;
    v.fy[i + 1]! += 0.5;
  }
  v.solve(1e-9);
  let area = 0;
  for (let i = 0; i < c; i++) area += 0.5 * (v.uy[i]! + v.uy[i + 1]!);
  return 2 * area;
}

/** K_I / (p sqrt(pi c)). */
async function shape(wasm: BufferSource): Promise<number> {
  // under a fixed load half of p dA is released
  const G = (0.5 * ((await opened(wasm, C + 1)) - (await opened(wasm, C - 1)))) / 2;
  return Math.sqrt(G / (Math.PI * C));
}

const TOUGHNESS = 0.3e6;
const OMEGA = 13.0e-6;
/** Critical overpotential [mV] of a crack of c [um]. */
const critical = (factor: number, c: number) =>
  (1e3 * OMEGA * TOUGHNESS) / (factor * FARADAY * Math.sqrt(Math.PI * c * 1e-6));

const figure: Figure = {
  id: "griffith",
  title: "Overpotential that drives a crack filled with lithium",
  x: { label: "crack length / um", log: true },
  y: { label: "overpotential / mV", log: true },
  published: [
    curve("1.1215 p sqrt(pi c) = K_IC = 0.3 MPa m^0.5", steps(0.1, 100, 40, true), (c) =>
      critical(1.1215, c),
    ),
  ],
};

const CRACK = `crack of ${C} cells into a half plane of ${N} cells, energy released from ${C - 1} to ${C + 1} cells, nu = ${NU}`;
const PORZ = "[@griffith1921]; [@porz2017]";

const cases: readonly Case[] = [
  {
    id: "griffith-factor",
    topic: "A16",
    kind: "analytic",
    quantity: "stress intensity of an edge crack over p sqrt(pi c), 1",
    source: "[@koiter1965]: 1.1215",
    conditions: CRACK,
    target: { value: 1.1215, relative: 0.03 },
    run: shape,
  },
  ...(
    [
      [1, 20],
      [5, 9.1],
      [10, 6.5],
      [100, 2.0],
    ] as const
  ).map(
    ([c, value]): Case => ({
      id: `griffith-${c}um`,
      topic: "A16",
      kind: "analytic",
      quantity: "critical overpotential, mV",
      source: PORZ,
      conditions: `crack of ${c} um, K_IC = 0.3 MPa m^0.5; factor as measured on a ${CRACK}`,
      // two digits are known
      target: { value, relative: 0.03 },
      picture: { figure, x: c },
      run: async (wasm) => critical(await shape(wasm), c),
    }),
  ),
];
export default cases;
