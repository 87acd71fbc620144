// Kasemchainan's three-electrode cell, cycle by cycle, and how far the strip depends on time step and grid.

import type { ScenarioInput } from "../../core/scenario";
import type { Figure } from "../../plots/figure";
import type { Observables } from "../../sim/types";
import type { Case, Measured } from "../check";
import { runThrough } from "../section";
import { once } from "../shared-runs";

const SOURCE = "[@kasemchainan2019]";
const SEEDS = [1, 2, 3, 4, 5];
const HALF = "at 1 mA/cm2 until 1 mA.h/cm2";
/** Interface resistance without voids: charge transfer and interphase [Ohm m2]. */
const PRISTINE = 5e-4;

const mean = (values: readonly number[]) => values.reduce((s, v) => s + v, 0) / values.length;

/** Ends of the half cycles of one seed: stripping, plating, stripping ... */
async function cycle(wasm: BufferSource, seed: number, P: number): Promise<Observables[]> {
  const ends: Observables[] = [];
  const run = await runThrough(
    wasm,
    {
      seed,
      mesh: { columns: 128 },
      cell: { lithium: "40 um" },
      conditions: { stackPressure: `${P} MPa` },
      protocol: [`Cycle 4 times: [Strip ${HALF}; Plate ${HALF}]`],
    },
    ({ observables: o }) => {
      ends[o.protocolStep] = o;
    },
  );
  ends[7] = run.observables;
  return ends;
}

/** Ends of the half cycles of every seed at the pressure [MPa]. */
const cycles = (wasm: BufferSource, P: number) =>
  once(wasm, `cycles ${P}`, async () => {
    const runs: Observables[][] = [];
    for (const seed of SEEDS) runs.push(await cycle(wasm, seed, P));
    return runs;
  });

const cycleFigure: Figure = {
  id: "cycles",
  title: "Resistance at the ends of the half cycles",
  x: { label: "cycle", range: [0.5, 4.5] },
  y: { label: "resistance over pristine" },
  published: [
    {
      name: "plating asked for: within 5 %",
      band: [
        [0.5, 0.95, 1.05],
        [4.5, 0.95, 1.05],
      ],
    },
  ],
};

/** The figure of every seed's half cycles, and the mean resistances over the cycles. */
const overSeeds =
  (P: number, figure: (ends: Observables[]) => number) =>
  async (wasm: BufferSource): Promise<Measured> => {
    const runs = await cycles(wasm, P);
    const resistance = (half: number) =>
      mean(runs.map((ends) => ends[half]!.interfaceResistance)) / PRISTINE;
    const series = ["strip", "plate"].map((name, side) => ({
      name: `${name} at ${P} MPa`,
      points: [0, 1, 2, 3].map((k) => [k + 1, resistance(2 * k + side)] as const),
    }));
    return { value: mean(runs.map(figure)), series };
  };

/** Resistance at the end of stripping, mean of cycles 2 to 4 over cycle 1. */
const climb = (ends: Observables[]) =>
  mean([2, 4, 6].map((k) => ends[k]!.interfaceResistance)) / ends[0]!.interfaceResistance;
const platings = (ends: Observables[]) => [1, 3, 5, 7].map((k) => ends[k]!);
const platingDefect = (ends: Observables[]) =>
  Math.max(...platings(ends).map((o) => Math.abs(o.interfaceResistance / PRISTINE - 1)));
/** Void volume that plating leaves, after the last cycle over that after the first. */
const accumulation = (ends: Observables[]) => {
  const left = platings(ends).map((o) => o.voidVolume);
  return left[3]! / left[0]!;
};

const strip = (change: Partial<ScenarioInput>): ScenarioInput => ({
  protocol: ["Strip at 1 mA/cm2 until 1 mA.h/cm2"],
  ...change,
});
const FIGURES = ["contactFraction", "voidVolume", "voltage"] as const;

/** Largest relative change of contact, void volume and voltage at the end of the strip between two runs. */
async function change(wasm: BufferSource, a: Partial<ScenarioInput>, b: Partial<ScenarioInput>) {
  const [x, y] = [await runThrough(wasm, strip(a)), await runThrough(wasm, strip(b))];
  const worst = FIGURES.map((key) => Math.abs(y.observables[key] / x.observables[key] - 1));
  return Math.max(...worst);
}

const step = (seconds: number) => ({ numerics: { maxTimeStep: `${seconds} s` } });
const END = "contact, void volume or voltage after 1 mAh/cm2 at 1 mA/cm2, 3 MPa";
const conditions = (P: number) =>
  `${P} MPa, four cycles of 1 mAh/cm2 at 1 mA/cm2, mean of 5 seeds, 128 columns`;

const cases: readonly Case[] = [
  {
    id: "cycle-plating",
    topic: "C1",
    kind: "experimental",
    quantity: "largest deviation of the resistance at the end of plating from pristine, 1",
    source: SOURCE,
    conditions: conditions(3),
    target: { atMost: 0.05 },
    run: overSeeds(3, platingDefect),
    long: true,
  },
  {
    id: "cycle-accumulates",
    topic: "C1",
    kind: "experimental",
    quantity: "void volume left after plating, fourth cycle over first, 1",
    source: SOURCE,
    conditions: conditions(3),
    target: { atLeast: 1.2 },
    run: overSeeds(3, accumulation),
    long: true,
  },
  {
    id: "cycle-7mpa",
    topic: "C1",
    kind: "experimental",
    quantity: "resistance at the end of stripping, mean of cycles 2 to 4 over cycle 1, 1",
    source: SOURCE,
    conditions: conditions(7),
    target: { atMost: 1.05 },
    picture: { figure: cycleFigure },
    run: overSeeds(7, climb),
    long: true,
  },
  {
    id: "cycle-climb",
    topic: "C1",
    kind: "experimental",
    quantity: "resistance at the end of stripping, mean of cycles 2 to 4 over cycle 1, 1",
    source: SOURCE,
    conditions: conditions(3),
    target: { atLeast: 1.1 },
    picture: { figure: cycleFigure },
    run: overSeeds(3, climb),
    long: true,
  },
  {
    id: "step-halving",
    topic: "N3",
    kind: "numerical",
    quantity: `largest relative change of ${END}, 1`,
    source: "convergence in time",
    conditions: "strip-3mpa, maxTimeStep 30 s (default) and 15 s, 128 columns",
    target: { atMost: 0.01 },
    run: (wasm) => change(wasm, {}, step(15)),
  },
  {
    id: "grid-128-256",
    topic: "N3",
    kind: "numerical",
    quantity: `largest relative change of ${END}, 1`,
    source: "convergence in space",
    conditions: "strip-3mpa, 128 and 256 columns, same seed",
    target: { atMost: 0.05 },
    run: (wasm) => change(wasm, {}, { mesh: { columns: 256 } }),
    long: true,
  },
  {
    id: "grid-256-512",
    topic: "N3",
    kind: "numerical",
    quantity: `largest relative change of ${END}, 1`,
    source: "convergence in space",
    conditions: "strip-3mpa, 256 and 512 columns, same seed",
    target: { atMost: 0.05 },
    run: (wasm) => change(wasm, { mesh: { columns: 256 } }, { mesh: { columns: 512 } }),
    long: true,
  },
];
export default cases;
