// Growth of one void against the current at its edge (Chatterjee, Tonks, Gardner & Sessim, arXiv 2412.17147: linear in the
// flux at the void's edge, hence in the current; sodium, 50 x 80 um, half disc of 4.8 um).

import type { ScenarioInput } from "../../core/scenario";
import type { Figure, Point } from "../../plots/figure";
import type { Case, Measured } from "../check";
import { runThrough } from "../section";

const SOURCE = "[@chatterjee2024]";
const CURRENTS = [0.5, 1, 1.5, 2, 3, 4] as const;
/** Charge over which a speed is taken [C/m2]: 0.05 mAh/cm2. */
const WINDOW = 1800;

const lone = (j: number, charge: number): ScenarioInput => ({
  cell: { width: "80 um", lithium: "40 um", electrolyte: "40 um" },
  mesh: { columns: 128 },
  interface: {
    siteSpacing: "0 um",
    sinkAmplitude: 0,
    defects: [{ at: "40 um", width: "9.6 um", height: "4.8 um" }],
  },
  protocol: [`Strip at ${j} mA/cm2 until ${charge} mA.h/cm2`],
});

/** Edge current density [mA/cm2] and edge speed [um/h], means over every window of charge. */
async function speeds(wasm: BufferSource, j: number, charge: number): Promise<Point[]> {
  const points: Point[] = [];
  let start: { width: number; time: number; charge: number } | undefined;
  let flux = 0;
  let count = 0;
  await runThrough(wasm, lone(j, charge), (run) => {
    const { columns, lithiumRows, h, fields, interface: line } = run.frame(["lithium"]);
    const o = run.observables;
    let width = 0;
    for (let i = 0; i < columns; i++)
      width += h * (1 - fields.lithium![(lithiumRows - 1) * columns + i]!);
    start ??= { width, time: o.time, charge: o.charge };
    flux += Math.max(...line.current);
    count++;
    if (o.charge - start.charge < WINDOW) return;
    const speed = (width - start.width) / 2 / (o.time - start.time);
    points.push([flux / count / 10, speed * 3.6e9]);
    start = { width, time: o.time, charge: o.charge };
    flux = 0;
    count = 0;
  });
  return points;
}

/** Contact after 0.5 mAh/cm2 at 0.15 mA/cm2, with the resistance [Ohm cm2] on every grain boundary. */
async function flat(wasm: BufferSource, boundaryResistance: number): Promise<number> {
  const run = await runThrough(wasm, {
    mesh: { columns: 64 },
    electrolyte: {
      grains: { size: "10 um", boundaryResistance: `${boundaryResistance} Ohm.cm2` },
    },
    protocol: ["Strip at 0.15 mA/cm2 until 0.5 mA.h/cm2"],
  });
  return run.observables.contactFraction;
}

/** R2 of the straight line through the points; its sign is that of the slope. */
function fit(points: readonly Point[]): number {
  const n = points.length;
  const [mx, my] = [0, 1].map((k) => points.reduce((sum, p) => sum + p[k]!, 0) / n) as [
    number,
    number,
  ];
  let [xx, yy, xy] = [0, 0, 0];
  for (const [x, y] of points) {
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
    xy += (x - mx) * (y - my);
  }
  return (Math.sign(xy) * xy ** 2) / (xx * yy);
}

const figure: Figure = {
  id: "edge-speed",
  title: "Speed of a void's edge against the current there",
  x: { label: "current density at the edge / mA/cm2" },
  y: { label: "speed of the edge / um/h" },
  published: [],
};

const VOID = "half disc of 4.8 um radius, 80 um wide, even sinks, 3 MPa";

const held: readonly Case[] = [
  {
    id: "edge-speed",
    topic: "B3",
    kind: "numerical",
    quantity: "R2 of the edge's speed as a straight line of the current at the edge, 1",
    source: SOURCE,
    conditions: `${VOID}, 0.5 to 4 mA/cm2, mean over the first 0.05 mAh/cm2`,
    target: { atLeast: 0.98 },
    picture: { figure },
    async run(wasm): Promise<Measured> {
      const points: Point[] = [];
      for (const j of CURRENTS) points.push((await speeds(wasm, j, 0.08))[0]!);
      return {
        value: fit(points),
        series: [{ name: "0.5 to 4 mA/cm2, start", points, dots: true }],
      };
    },
  },
  {
    id: "edge-speed-flat",
    topic: "B3",
    kind: "numerical",
    quantity: "change of the contact by resistive grain boundaries on a contact without voids, 1",
    source: `${SOURCE}: none`,
    conditions:
      "Li6PS5Cl, grains of 10 um, 0 and 0.2 Ohm.cm2 on every boundary, 0.5 mAh/cm2 at 0.15 mA/cm2, 3 MPa, 64 columns",
    target: { value: 0, absolute: 0.01 },
    run: async (wasm) => (await flat(wasm, 0.2)) / (await flat(wasm, 0)) - 1,
  },
];

const missed: readonly Case[] = [
  {
    id: "edge-speed-later",
    topic: "B3",
    kind: "numerical",
    quantity: "R2 of the same within one run (negative: falling), 1",
    source: SOURCE,
    conditions: `${VOID}, 1 mA/cm2 through 0.4 mAh/cm2, means over 0.05 mAh/cm2`,
    target: { atLeast: 0.98 },
    picture: { figure },
    reason:
      "Free volume reaches a void from the contact within the transport length, so the applied current sets its growth; the current at its edge rises as contact is lost, the speed does not.",
    async run(wasm): Promise<Measured> {
      const points = await speeds(wasm, 1, 0.4);
      return {
        value: fit(points),
        series: [{ name: "1 mA/cm2, as contact is lost", points, dots: true }],
      };
    },
  },
];

export default [...held, ...missed];
