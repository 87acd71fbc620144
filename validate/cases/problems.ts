// P1 and P2, the standard numerical problems: the answers of direct solvers, and the limit of the true circle.

import { solveProblem } from "../../bench/problems";
import { curve, type Figure } from "../../plots/figure";
import type { Case, Measured } from "../check";

const CONDUCTION = "unit square, disc of radius 0.2 with sigma = 1e-6, relative residual 1e-8";
const PLANE_STRAIN = "unit square, hole of radius 0.2 with E/1e6, nu = 0.37, platen at -1e-3";
/** Body-fitted P2 finite elements, Richardson [GPa]. */
const STRESS_LIMIT = -0.0180811;

const P1 = [
  [64, 0.7646834368],
  [128, 0.7725050416],
  [256, 0.7749833682],
] as const;
const P2 = [
  [64, -0.01785554529],
  [128, -0.01802945227],
  [256, -0.01807135246],
] as const;

const answer = (name: "p1" | "p2", n: number) => async (kernel: BufferSource) => {
  const { answer, iters } = await solveProblem(name, kernel, n, 1);
  if (iters < 0) throw new Error(`no convergence in ${-iters} iterations`);
  return answer;
};

const figure: Figure = {
  id: "orders",
  title: "Error of the mean stress above a hole against the number of cells",
  x: { label: "cells an edge", log: true },
  y: { label: "relative error", log: true },
  published: [curve("first order", [50, 320], (n) => 0.9 / n)],
};

const cases: readonly Case[] = [
  ...P1.map(
    ([n, value]): Case => ({
      id: `p1-${n}`,
      topic: "N1",
      kind: "numerical",
      quantity: "effective conductance, 1",
      source: "direct sparse solve of the same discretisation",
      conditions: `${CONDUCTION}, ${n} x ${n} cells`,
      target: { value, absolute: 1e-8 },
      run: answer("p1", n),
    }),
  ),
  ...P2.map(
    ([n, value]): Case => ({
      id: `p2-${n}`,
      topic: "N1",
      kind: "numerical",
      quantity: "mean vertical stress on top, GPa",
      source: "direct sparse solve of the same bilinear elements",
      conditions: `${PLANE_STRAIN}, ${n} x ${n} cells`,
      // ten digits are known; the energy of a solve to 1e-8 is better than that
      target: { value, relative: 1e-8 },
      run: answer("p2", n),
    }),
  ),
  {
    id: "p2-convergence",
    topic: "N1",
    kind: "numerical",
    quantity: "error at n = 128 over error at n = 256, 1",
    source: "limit -0.0180811 GPa: body-fitted quadratic elements, Richardson",
    conditions: PLANE_STRAIN,
    // a staircase hole is first order at least
    target: { atLeast: 2 },
    picture: { figure },
    async run(kernel): Promise<Measured> {
      const points: [number, number][] = [];
      for (const n of [64, 128, 256]) {
        points.push([n, Math.abs((await answer("p2", n)(kernel)) / STRESS_LIMIT - 1)]);
      }
      return {
        value: points[1]![1] / points[2]![1],
        series: [{ name: "p2: hole of soft cells", points, dots: true }],
      };
    },
  },
];
export default cases;
