// The stripping experiment of Kasemchainan et al. (Nat. Mater. 18 (2019) 1105) on Li6PS5Cl: critical currents of
// 0.2 mA/cm2 at 3 MPa and 1.0 mA/cm2 at 7 MPa. The model's one constant alpha_T was fitted to these two, so that the
// critical currents show that the coupled section keeps the onset; what happens above it is the model's own.

import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { type Figure, type Point, steps } from "../../plots/figure";
import { criticalCurrent, estimate } from "../../sim/critical-current";
import type { WasmBytes } from "../../sim/module";
import { runToEnd } from "../../sim/outcome";
import type { Case, Measured } from "../check";
import { runThrough } from "../section";

const SOURCE = "[@kasemchainan2019]";
const CAPACITY = "1 mA.h/cm2";
const CRITERION = { capacity: 36000, contact: 0.9 };
const COLUMNS = 128;
const ROOM = 298.15;

/** Strips 1 mAh/cm2 at `j` [mA/cm2] under `P` [MPa]; observables of the end. */
async function strip(wasm: BufferSource, j: number, P: number, columns = COLUMNS) {
  const run = await runThrough(wasm, {
    mesh: { columns },
    conditions: { stackPressure: `${P} MPa` },
    protocol: [`Strip at ${j} mA/cm2 until ${CAPACITY}`],
  });
  return { ...run.observables, h: run.spec.grid.h };
}

/** Largest current density [mA/cm2] that keeps more than 90 % of the contact through 1 mAh/cm2, within 3 %. */
export async function critical(
  wasm: BufferSource,
  P: number,
  temperature = ROOM,
  change: Partial<ScenarioInput> = {},
): Promise<number> {
  const scenario = { mesh: { columns: 64 }, protocol: ["Rest for 1 s"], ...change };
  const { status, current, low, high } = await criticalCurrent(
    scenario,
    { pressure: P * 1e6, temperature },
    1,
    CRITERION,
    (spec) => runToEnd(spec, wasm as WasmBytes),
    { tolerance: 0.03 },
  );
  if (current === null) throw new Error(`critical current ${status} ${low} to ${high} A/m2`);
  return current / 10;
}

/** How far a is from b, as a factor of at least 1. */
export const factor = (a: number, b: number) => Math.max(a / b, b / a);

/** Critical current by the sink law at a temperature [K] over that at 25 Cel. */
const byDiffusion = (temperature: number) => {
  const at = (T: number) =>
    estimate(resolveRun({ conditions: { temperature: `${T} K` }, protocol: ["Rest for 1 s"] }))!;
  return at(temperature) / at(ROOM);
};

const contactFigure: Figure = {
  id: "contact",
  title: `Contact after stripping ${CAPACITY} against current density`,
  x: { label: "current density / mA/cm2", log: true },
  y: { label: "contact fraction", range: [0, 1.05] },
  published: [
    { name: "critical currents measured at 3 and 7 MPa, factor 1.3", band: bandAt(0.2) },
    { name: "", band: bandAt(1) },
    {
      name: "90 %",
      line: [
        [0.05, 0.9],
        [5, 0.9],
      ],
    },
  ],
};

/** What is within 1.3 of a current. */
function bandAt(j: number): [number, number, number][] {
  return [j / 1.3, j * 1.3].map((x) => [x, 0, 1.05]);
}

const criticalFigure: Figure = {
  id: "critical",
  title: "Critical stripping current against stack pressure",
  x: { label: "stack pressure / MPa", log: true },
  y: { label: "critical current / mA/cm2", log: true },
  published: [
    {
      name: "Kasemchainan et al. 2019 (bars: factor 1.3)",
      marks: [
        [3, 0.2, 0.2 / 1.3, 0.2 * 1.3],
        [7, 1, 1 / 1.3, 1.3],
      ],
    },
  ],
};

const CURRENTS = steps(0.05, 5, 9, true).map((j) => Number(j.toPrecision(3)));

/** Contact after 1 mAh/cm2 over a range of currents. */
async function contacts(wasm: BufferSource, P: number): Promise<Point[]> {
  const points: Point[] = [];
  for (const j of CURRENTS) points.push([j, (await strip(wasm, j, P, 64)).contactFraction]);
  return points;
}

const kept = (j: number, P: number, target: Case["target"]): Case => ({
  id: `contact-${P}mpa-${j}`,
  topic: "C1",
  kind: "experimental",
  quantity: `contact fraction after ${CAPACITY}, 1`,
  source: SOURCE,
  conditions: `Strip at ${j} mA/cm2 under ${P} MPa, 25 Cel, ${COLUMNS} columns`,
  target,
  run: async (wasm) => (await strip(wasm, j, P)).contactFraction,
});

const CRITICAL = `more than 90 % of the contact through ${CAPACITY}, 64 columns`;
const HARD = `Strip at 1 mA/cm2 under 3 MPa, 25 Cel, ${COLUMNS} columns`;

const cases: readonly Case[] = [
  kept(0.15, 3, { atLeast: 0.95 }),
  {
    ...kept(1, 3, { atMost: 2 / 3 }),
    picture: { figure: contactFigure },
    async run(wasm): Promise<Measured> {
      const series = [
        { name: "3 MPa", points: await contacts(wasm, 3) },
        { name: "7 MPa", points: await contacts(wasm, 7) },
      ];
      return { value: (await strip(wasm, 1, 3)).contactFraction, series };
    },
  },
  kept(0.75, 7, { atLeast: 0.95 }),
  {
    id: "void-height-3mpa-1",
    topic: "C1",
    kind: "experimental",
    quantity: "height of the largest void, um",
    source: `${SOURCE}: voids of micrometres (2 to 6 um asked for)`,
    conditions: HARD,
    target: { value: 4, absolute: 2 },
    run: async (wasm) => (await strip(wasm, 1, 3)).voidHeight * 1e6,
  },
  {
    id: "void-cells-3mpa-1",
    topic: "C1",
    kind: "numerical",
    quantity: "height of the largest void, cells",
    source: "a void is resolved by several cells",
    conditions: HARD,
    target: { atLeast: 3 },
    async run(wasm) {
      const { voidHeight, h } = await strip(wasm, 1, 3);
      return voidHeight / h;
    },
  },
  {
    id: "contact-resistance-3mpa-1",
    topic: "C1",
    kind: "experimental",
    quantity: "resistance of interface and 50 um of electrolyte over that before, 1",
    source: `${SOURCE}: 1.5 to 4`,
    conditions: HARD,
    target: { value: 2.75, absolute: 1.25 },
    async run(wasm) {
      const o = await strip(wasm, 1, 3);
      const bulk = o.etaElectrolyte / o.currentDensity;
      return (o.interfaceResistance + bulk) / (5e-4 + bulk);
    },
  },
  {
    id: "critical-3mpa",
    topic: "C1",
    kind: "experimental",
    quantity: "factor between critical current and the measured 0.2 mA/cm2, 1",
    source: SOURCE,
    conditions: `3 MPa, ${CRITICAL}; alpha_T fitted to it`,
    target: { atMost: 1.3 },
    run: async (wasm) => factor(await critical(wasm, 3), 0.2),
  },
  {
    id: "critical-7mpa",
    topic: "C1",
    kind: "experimental",
    quantity: "factor between critical current and the measured 1.0 mA/cm2, 1",
    source: SOURCE,
    conditions: `7 MPa, ${CRITICAL}; alpha_T fitted to it`,
    target: { atMost: 1.3 },
    run: async (wasm) => factor(await critical(wasm, 7), 1),
  },
  {
    id: "critical-ratio",
    topic: "C1",
    kind: "experimental",
    quantity: "critical current at 7 MPa over that at 3 MPa, 1",
    source: SOURCE,
    conditions: CRITICAL,
    target: { value: 5, absolute: 2 },
    picture: { figure: criticalFigure },
    async run(wasm): Promise<Measured> {
      const points: Point[] = [];
      for (const P of [2, 3, 5, 7, 10]) points.push([P, await critical(wasm, P)]);
      const series = [{ name: "this build, 25 Cel", points }];
      return { value: points[3]![1] / points[1]![1], series };
    },
  },
  {
    id: "critical-60cel",
    topic: "C1",
    kind: "analytic",
    quantity: "critical current at 60 Cel over that at 25 Cel, 1",
    source: "D_self / T: nothing is fitted to temperature",
    conditions: `3 MPa, ${CRITICAL}`,
    target: { value: Number(byDiffusion(333.15).toPrecision(4)), relative: 0.1 },
    run: async (wasm) => (await critical(wasm, 3, 333.15)) / (await critical(wasm, 3)),
  },
];
export default cases;
