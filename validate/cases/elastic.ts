// Holes in an infinite elastic plate, plane strain: Kirsch (remote tension) and Lame (pressure inside).

import { curve, type Figure, type Point, steps } from "../../plots/figure";
import type { Case } from "../check";
import { fromPolar, type Plate, quarterPlate, type Stress, stressAt } from "../plate-with-hole";

/** Radius and half width in cells. */
export const R = 16;
const HALF_WIDTH = 80;
/** Li6PS5Cl, units of E. */
export const NU = 0.37;
const LAM = NU / ((1 + NU) * (1 - 2 * NU));
const MU = 1 / (2 * (1 + NU));

/** Remote tension 1 along x about a free hole of radius R. */
export function kirsch(x: number, y: number): Stress {
  const q = R ** 2 / (x * x + y * y);
  const t = 2 * Math.atan2(y, x);
  const [c, s] = [Math.cos(t), Math.sin(t)];
  return fromPolar(
    x,
    y,
    0.5 * (1 - q) + 0.5 * (1 - 4 * q + 3 * q * q) * c,
    0.5 * (1 + q) - 0.5 * (1 + 3 * q * q) * c,
    -0.5 * (1 + 2 * q - 3 * q * q) * s,
  );
}

/** Pressure 1 inside, nothing far away. */
export function lame(x: number, y: number): Stress {
  const q = R ** 2 / (x * x + y * y);
  return fromPolar(x, y, -q, q, 0);
}

/** Solved plate; `pressure` acts on the hole's rim from inside. */
export async function plate(
  wasm: BufferSource,
  exact: (x: number, y: number) => Stress,
  pressure: number,
): Promise<Plate> {
  const p = await quarterPlate(wasm, HALF_WIDTH, R, exact);
  p.weight.forEach((w, k) => {
    p.lam[k] = LAM * w;
    p.mu[k] = MU * w;
  });
  if (pressure) p.addPressure(p.weight.map((w) => pressure * (1 - w)));
  p.solve(1e-10);
  return p;
}

/** Worst error of any stress component at r >= `from` R, in units of the load. */
export function worstStress(
  p: Plate,
  exact: (x: number, y: number) => Stress,
  from: number,
): number {
  let worst = 0;
  for (let j = 0; j < p.n; j++) {
    for (let i = 0; i < p.n; i++) {
      const { x, y, stress } = stressAt(p, i, j);
      if (Math.hypot(x, y) < from * R) continue;
      exact(x, y).forEach((s, k) => {
        worst = Math.max(worst, Math.abs(s - stress[k]!));
      });
    }
  }
  return worst;
}

/** Displacement of the rim on the two axes. */
export const rim = (p: Plate) => ({ x: p.ux[p.node(R, 0)]!, y: p.uy[p.node(0, R)]! });

/** Hoop stress against r/R from the rim outwards, on the axis of the last (`up`) or the first coordinate. */
function hoop(p: Plate, up: boolean): Point[] {
  const points: Point[] = [];
  for (let k = R; k < 3 * R; k += 2) {
    const { x, y, stress } = up ? stressAt(p, 0, k) : stressAt(p, k, 0);
    points.push([Math.hypot(x, y) / R, stress[up ? 0 : 1]]);
  }
  return points;
}

/** Hoop stress at the rim on the axis of the last (`up`) or the first coordinate, extrapolated from 1.15 R to 2.5 R by
 * the form a + b q + c q^2, q = (R/r)^2, that it has there; a staircase rim has no stress of its own. */
export function rimStress(p: Plate, up: boolean): number {
  const rows: [number, number][] = [];
  for (let k = Math.ceil(1.15 * R); k < 2.5 * R; k++) {
    const { x, y, stress } = up ? stressAt(p, 0, k) : stressAt(p, k, 0);
    rows.push([R ** 2 / (x * x + y * y), stress[up ? 0 : 1]]);
  }
  return parabola(rows, 1);
}

/** Least-squares parabola through the points, at x. */
function parabola(points: readonly (readonly [number, number])[], x: number): number {
  const m = [0, 1, 2].map((a) => [
    ...[0, 1, 2].map((b) => points.reduce((sum, [q]) => sum + q ** (a + b), 0)),
    points.reduce((sum, [q, v]) => sum + q ** a * v, 0),
  ]);
  for (let a = 0; a < 3; a++) {
    for (let b = 0; b < 3; b++) {
      if (b === a) continue;
      const f = m[b]![a]! / m[a]![a]!;
      m[b] = m[b]!.map((v, k) => v - f * m[a]![k]!);
    }
  }
  return m.reduce((sum, row, a) => sum + (row[3]! / row[a]!) * x ** a, 0);
}

const FAR = steps(1, 3, 80);
const holes: Figure = {
  id: "kirsch",
  title: "Hoop stress beside a hole under tension",
  x: { label: "distance from the centre over the radius", range: [1, 3] },
  y: { label: "hoop stress over the remote tension", range: [-1.2, 3.2] },
  published: [
    curve("Kirsch, across the tension", FAR, (r) => 1 + 0.5 / r ** 2 + 1.5 / r ** 4),
    curve("along it", FAR, (r) => 0.5 / r ** 2 - 1.5 / r ** 4),
  ],
};
const pressed: Figure = {
  id: "lame",
  title: "Hoop stress beside a hole under pressure inside",
  x: { label: "distance from the centre over the radius", range: [1, 3] },
  y: { label: "hoop stress over the pressure", range: [0, 1.1] },
  published: [curve("Lame, (R/r)^2", FAR, (r) => 1 / r ** 2)],
};

const HOLE = `hole of ${R} cells radius made of cells with E/1e6, half plate of ${HALF_WIDTH} cells, exact tractions on its edge (an infinite plate), nu = ${NU}`;
const RIM = "hoop stress at the rim, extrapolated from r = 1.15 R to 2.5 R";
const KIRSCH = "[@kirsch1898]";
const LAME = "[@lame1852]";

const cases: readonly Case[] = [
  {
    id: "kirsch-side",
    topic: "A10",
    kind: "analytic",
    quantity: `${RIM}, across the tension, units of the remote tension`,
    source: KIRSCH,
    conditions: HOLE,
    target: { value: 3, relative: 0.02 },
    picture: { figure: holes },
    async run(wasm) {
      const p = await plate(wasm, kirsch, 0);
      const series = [{ name: "this build, across", points: hoop(p, true), dots: true }];
      return { value: rimStress(p, true), series };
    },
  },
  {
    id: "kirsch-pole",
    topic: "A10",
    kind: "analytic",
    quantity: `${RIM}, along the tension, units of the remote tension`,
    source: KIRSCH,
    conditions: HOLE,
    target: { value: -1, relative: 0.02 },
    picture: { figure: holes },
    async run(wasm) {
      const p = await plate(wasm, kirsch, 0);
      const series = [{ name: "this build, along", points: hoop(p, false), dots: true }];
      return { value: rimStress(p, false), series };
    },
  },
  {
    id: "kirsch-field",
    topic: "A10",
    kind: "analytic",
    quantity: "worst error of any stress component at r > 1.15 R, units of the remote tension",
    source: KIRSCH,
    conditions: HOLE,
    target: { atMost: 0.02 },
    run: async (wasm) => worstStress(await plate(wasm, kirsch, 0), kirsch, 1.15),
  },
  {
    id: "lame-hoop",
    topic: "A11",
    kind: "analytic",
    quantity: `${RIM}, units of the pressure inside`,
    source: LAME,
    conditions: HOLE,
    target: { value: 1, relative: 0.02 },
    picture: { figure: pressed },
    async run(wasm) {
      const p = await plate(wasm, lame, 1);
      const series = [{ name: "this build", points: hoop(p, true), dots: true }];
      return { value: rimStress(p, true), series };
    },
  },
  {
    id: "lame-displacement",
    topic: "A11",
    kind: "analytic",
    quantity: "displacement of the rim over p R (1 + nu) / E, 1",
    source: LAME,
    conditions: HOLE,
    target: { value: 1, relative: 0.02 },
    run: async (wasm) => rim(await plate(wasm, lame, 1)).x / (R * (1 + NU)),
  },
];
export default cases;
