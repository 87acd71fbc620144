// How much can be stripped before contact is lost, and what the voltage says of it.

import type { ScenarioInput } from "../../core/scenario";
import { type Figure, type Point, steps } from "../../plots/figure";
import type { Case, Measured } from "../check";
import { runThrough } from "../section";

/** Contact at which it counts as lost: below the dip of the first minutes, from which it comes back. */
const LOST = 60;
/** [C/m2] per mAh/cm2 */
const CAPACITY = 36000;
const MOST = 6;

/** Charge [mAh/cm2] stripped at j [mA/cm2], 3 MPa, before contact falls below LOST; at most MOST. */
async function capacity(
  wasm: BufferSource,
  j: number,
  change: Partial<ScenarioInput> = {},
): Promise<number> {
  const run = await runThrough(wasm, {
    mesh: { columns: 64 },
    protocol: [`Strip at ${j} mA/cm2 until ${MOST} mA.h/cm2 or until contact < ${LOST} %`],
    ...change,
  });
  return run.observables.charge / CAPACITY;
}

const CURRENTS = [1, 2, 3, 5, 10] as const;
const capacities = async (
  wasm: BufferSource,
  currents: readonly number[],
  P = 3,
): Promise<Point[]> => {
  const points: Point[] = [];
  const conditions = { stackPressure: `${P} MPa` };
  for (const j of currents) points.push([j, await capacity(wasm, j, { conditions })]);
  return points;
};

/** Slope of ln q against ln j by least squares. */
function exponent(points: readonly Point[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const [mx, my] = [0, 1].map((k) => logs.reduce((sum, p) => sum + p[k]!, 0) / logs.length);
  const xy = logs.reduce((sum, [x, y]) => sum + (x - mx!) * (y - my!), 0);
  return xy / logs.reduce((sum, [x]) => sum + (x - mx!) ** 2, 0);
}

const lossFigure: Figure = {
  id: "loss",
  title: "Charge stripped before contact is lost against current density",
  x: { label: "current density / mA/cm2", log: true },
  y: { label: "charge until 60 % contact / mAh/cm2", log: true },
  published: [
    { name: "slope -1 (vacancies pile up)", line: steps(0.3, 10, 2, true).map((j) => [j, 1 / j]) },
    {
      name: "slope 0",
      line: [
        [0.3, 0.25],
        [10, 0.25],
      ],
    },
  ],
};

const timeFigure: Figure = {
  id: "contact-loss",
  title: "When contact is lost: charge against current density",
  x: { label: "current density / mA/cm2", log: true },
  y: { label: "charge until 60 % contact / mAh/cm2", log: true },
  published: [],
};

const SAND = "Sand: q ~ 1/j for vacancies without sinks; 0 where creep limits";
const LU = "[@lu2022]: contact is lost sooner at higher current";
const LOSS = `3 MPa, 25 Cel, until contact < ${LOST} %, 64 columns`;

/** Self-diffusion of polycrystals: D (1 + 3 (D_gb/D) delta / d) ([@hart1957]), over that at the 20 um of the default. */
const RATIO = 1e4;
const GB_WIDTH = 0.5e-9;
const hart = (d: number) => 1 + (3 * RATIO * GB_WIDTH) / d;
const GRAIN = 20e-6;
const SELF_DIFFUSIVITY = 6.17e-15;
const NABARRO_HERRING = 1.1e-6;

/** Lithium of grain size d [um] at 0.5 mA/cm2: sites and fields at its distance, its diffusional creep, and with
 * `boundaries` its diffusion along them; mean of three seeds [mAh/cm2]. */
async function grains(wasm: BufferSource, d: number, boundaries: boolean): Promise<number> {
  const overrides: Record<string, string> = {
    "lithium.diffusionalCreep": `${NABARRO_HERRING * (20 / d) ** 2} 1/(s.MPa)`,
  };
  if (boundaries) {
    const D = (SELF_DIFFUSIVITY * hart(d * 1e-6)) / hart(GRAIN);
    overrides["lithium.selfDiffusivity"] = `${D} m2/s`;
  }
  let sum = 0;
  for (const seed of [1, 2, 3]) {
    sum += await capacity(wasm, 0.5, {
      seed,
      mesh: { columns: 128 },
      interface: { correlation: `${0.75 * d} um`, siteSpacing: `${d} um` },
      materials: { overrides },
      protocol: [`Strip at 0.5 mA/cm2 until 2 mA.h/cm2 or until contact < ${LOST} %`],
    });
  }
  return sum / 3;
}

const grainFigure: Figure = {
  id: "grains",
  title: "Charge stripped before contact is lost against grain size of the lithium",
  x: { label: "grain size / um", log: true },
  y: { label: "charge until 60 % contact / mAh/cm2", range: [0, 2.1] },
  published: [],
};
const SIZES = [5, 10, 20, 40] as const;
const FUCHS = "[@fuchs2024], [@yoon2023]: finer grains keep contact longer";
const GRAINS = `0.5 mA/cm2, 3 MPa, until contact < ${LOST} % or 2 mAh/cm2, 128 columns, mean of 3 seeds; sites and correlation follow the grain size, diffusional creep its square`;

const overSizes = async (wasm: BufferSource, boundaries: boolean): Promise<Point[]> => {
  const points: Point[] = [];
  for (const d of SIZES) points.push([d, await grains(wasm, d, boundaries)]);
  return points;
};

interface Row {
  /** [mAh/cm2] */
  q: number;
  /** Overpotential of the working interface [mV]. */
  eta: number;
  contact: number;
}

/** Time series of a strip on garnet. */
async function garnetStrip(wasm: BufferSource): Promise<Row[]> {
  const rows: Row[] = [];
  await runThrough(
    wasm,
    {
      mesh: { columns: 64 },
      materials: { electrolyte: "LLZO" },
      protocol: ["Strip at 1 mA/cm2 until 1.6 mA.h/cm2"],
    },
    ({ observables: o }) => {
      const eta = 1e3 * o.interfaceResistance * o.currentDensity;
      rows.push({ q: o.charge / CAPACITY, eta, contact: o.contactFraction });
    },
  );
  return rows;
}

/** Overpotential at a charge, straight between rows. */
function read(rows: readonly Row[], q: number): number {
  const k = Math.max(
    1,
    rows.findIndex((row) => row.q >= q),
  );
  const [a, b] = [rows[k - 1]!, rows[k]!];
  return a.eta + ((b.eta - a.eta) * (q - a.q)) / (b.q - a.q);
}

const kneeFigure: Figure = {
  id: "knee",
  title: "Stripping on garnet: overpotential of the interface and contact",
  x: { label: "charge stripped / mAh/cm2", range: [0, 1.6] },
  y: { label: "over its value at the start", log: true, range: [0.1, 20] },
  published: [
    {
      name: "depletion seen at 1.07 and 1.47 mAh/cm2",
      band: [
        [1.07, 0.1, 20],
        [1.47, 0.1, 20],
      ],
    },
  ],
};
const KAZYAK =
  "[@kazyak2020], in [@dandena2025], figure 6; pressure and electrolyte not stated there";
const STRIP = "LLZO, 1 mA/cm2, 3 MPa, 25 Cel, 64 columns";

const held: readonly Case[] = [
  {
    id: "knee-contact",
    topic: "C5",
    kind: "experimental",
    quantity: "contact fraction at 1.07 mAh/cm2, 1",
    source: `${KAZYAK}: depletion seen`,
    conditions: STRIP,
    target: { atMost: 0.9 },
    run: async (wasm) => (await garnetStrip(wasm)).find(({ q }) => q >= 1.07)!.contact,
  },
  {
    id: "loss-falls",
    topic: "C8",
    kind: "experimental",
    quantity:
      "largest ratio of the charge until contact is lost from one current to the next higher, 1",
    source: LU,
    conditions: `1, 2, 3, 5, 10 mA/cm2, ${LOSS}`,
    target: { atMost: 1 },
    picture: { figure: timeFigure },
    async run(wasm): Promise<Measured> {
      const series = [];
      let worst = 0;
      for (const P of [2, 3, 5]) {
        const points = await capacities(wasm, CURRENTS, P);
        const ratios = points.slice(1).map(([, q], k) => q / points[k]![1]);
        if (P === 3) worst = Math.max(...ratios);
        series.push({ name: `${P} MPa`, points });
      }
      return { value: worst, series };
    },
  },
  {
    id: "loss-exponent",
    topic: "C20",
    kind: "experimental",
    quantity: "exponent of the charge until contact is lost over current, 1",
    source: `${SAND}; between the two`,
    conditions: `0.3 to 10 mA/cm2, ${LOSS}`,
    target: { value: -0.5, absolute: 0.5 },
    picture: { figure: lossFigure },
    async run(wasm): Promise<Measured> {
      const points = await capacities(wasm, [0.3, 0.5, ...CURRENTS]);
      return { value: exponent(points), series: [{ name: "this build, 3 MPa", points }] };
    },
  },
  {
    id: "grains-boundaries",
    topic: "C9",
    kind: "experimental",
    quantity: "charge until contact is lost, grains of 5 um over grains of 20 um, 1",
    source: FUCHS,
    conditions: `${GRAINS}; diffusion along boundaries 1e4 times that of the grain, 0.5 nm wide (Hart 1957)`,
    target: { atLeast: 1.1 },
    picture: { figure: grainFigure },
    long: true,
    async run(wasm): Promise<Measured> {
      const points = await overSizes(wasm, true);
      return {
        value: points[0]![1] / points[2]![1],
        series: [{ name: "with diffusion along grain boundaries", points }],
      };
    },
  },
];

const missed: readonly Case[] = [
  {
    id: "knee-voltage",
    topic: "C5",
    kind: "experimental",
    quantity:
      "slope of the overpotential from 1.25 to 1.5 mAh/cm2 over that from 0.25 to 1.25 mAh/cm2, 1",
    source: `${KAZYAK}: a knee before 1.5 mAh/cm2`,
    conditions: STRIP,
    target: { atLeast: 3 },
    picture: { figure: kneeFigure },
    reason:
      "The model has no knee: the contacts that remain take up the load and the current, and contact is lost ever more slowly.",
    async run(wasm): Promise<Measured> {
      const rows = await garnetStrip(wasm);
      const slope = (a: number, b: number) => (read(rows, b) - read(rows, a)) / (b - a);
      const start = rows[0]!;
      return {
        value: slope(1.25, 1.5) / slope(0.25, 1.25),
        series: [
          {
            name: "overpotential",
            points: rows.map(({ q, eta }) => [q, eta / start.eta] as const),
          },
          { name: "contact", points: rows.map(({ q, contact }) => [q, contact] as const) },
        ],
      };
    },
  },
  {
    id: "grains-fields",
    topic: "C9",
    kind: "experimental",
    quantity: "charge until contact is lost, grains of 5 um over grains of 20 um, 1",
    source: FUCHS,
    conditions: GRAINS,
    target: { atLeast: 1.1 },
    picture: { figure: grainFigure },
    long: true,
    reason:
      "Grain size alone only moves the nucleation sites closer: more and smaller voids, which cost contact sooner. What delays it is diffusion along the boundaries (grains-boundaries).",
    async run(wasm): Promise<Measured> {
      const points = await overSizes(wasm, false);
      return {
        value: points[0]![1] / points[2]![1],
        series: [{ name: "without", points }],
      };
    },
  },
];

export default [...held, ...missed];
