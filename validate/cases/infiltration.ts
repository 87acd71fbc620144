// Time to short of a porous pellet against stack pressure (C3): [@doux2020]. The law of
// assembly/electrolyte/infiltration.ts is a line through these points, so agreement shows that a run of hundreds of hours of
// cycling keeps to it, and how far the points lie off the line; nothing is predicted.

import type { Figure } from "../../plots/figure";
import type { Simulation } from "../../sim/simulation";
import type { Case } from "../check";
import { runThrough } from "../section";

const SOURCE = "[@doux2020]";
const CELL =
  "Li | Li6PS5Cl | Li, 1 mm pellet of 82.1 % density, 75 uA/cm2, 1 h strip and 1 h plate, 25 Cel";
/** Stack pressure [MPa], time to short [h]. */
const SHORTED = [
  [25, 48],
  [20, 190],
  [15, 272],
  [10, 474],
] as const;
const LONGEST = 1200;

/** Cycles until the short or LONGEST [h]. */
async function cycled(wasm: BufferSource, pressure: number, current = 0.075): Promise<Simulation> {
  const [strip, plate] = current
    ? [`Strip at ${current} mA/cm2 for 1 h`, `Plate at ${current} mA/cm2 for 1 h`]
    : ["Rest for 1 h", "Rest for 1 h"];
  return runThrough(wasm, {
    mesh: { columns: 16 },
    conditions: { stackPressure: `${pressure} MPa` },
    electrolyte: { density: 0.821 },
    physics: { infiltration: true },
    protocol: [`Cycle ${LONGEST / 2} times: [${strip}; ${plate}] until infiltration > 0.9999999`],
  });
}

/** Time of the short [h], Infinity without one. */
function shortOf(run: Simulation): number {
  const event = run.events.find(({ kind }) => kind === "short");
  return event ? event.time / 3600 : Number.POSITIVE_INFINITY;
}

const figure: Figure = {
  id: "infiltration",
  title: "Time to short of a porous pellet against stack pressure",
  x: { label: "stack pressure / MPa", range: [0, 30] },
  y: { label: "time to short / h", log: true, range: [20, 2000] },
  published: [
    {
      name: "Doux et al. 2020 (bars: factor 2)",
      marks: SHORTED.map(([P, t]) => [P, t, t / 2, 2 * t] as const),
    },
    { name: "5 MPa: none in 1000 h", band: [[4, 1000, 2000] as const, [6, 1000, 2000] as const] },
  ],
};

const cases: readonly Case[] = [
  ...SHORTED.map(
    ([pressure, hours]): Case => ({
      id: `infiltration-${pressure}mpa`,
      topic: "C3",
      kind: "experimental",
      quantity: `factor between the time to short and ${hours} h, the larger over the smaller`,
      source: SOURCE,
      conditions: `${CELL}, ${pressure} MPa`,
      target: { atMost: 2 },
      picture: { figure, x: pressure },
      async run(wasm) {
        const got = shortOf(await cycled(wasm, pressure));
        const value = Math.max(got / hours, hours / got);
        return { value, series: [{ name: "Voidscope", dots: true, points: [[pressure, got]] }] };
      },
    }),
  ),
  {
    id: "infiltration-75mpa",
    topic: "C3",
    kind: "experimental",
    quantity: "time to short [h]; published: at once",
    source: SOURCE,
    conditions: `${CELL}, 75 MPa`,
    target: { atMost: 1 },
    run: async (wasm) => shortOf(await cycled(wasm, 75)),
  },
  {
    id: "infiltration-5mpa",
    topic: "C3",
    kind: "experimental",
    quantity: "time to short [h]; published: none in 1000 h",
    source: SOURCE,
    conditions: `${CELL}, 5 MPa`,
    target: { atLeast: 1000 },
    picture: { figure, x: 5 },
    async run(wasm) {
      const value = shortOf(await cycled(wasm, 5));
      return { value, series: [{ name: "Voidscope", dots: true, points: [[5, value]] }] };
    },
  },
  {
    id: "infiltration-rest",
    topic: "C3",
    kind: "experimental",
    quantity: "share of the pellet infiltrated after 1200 h without current; published: no short",
    source: SOURCE,
    conditions: "the same at rest, 25 MPa",
    target: { atMost: 0 },
    run: async (wasm) => (await cycled(wasm, 25, 0)).observables.infiltration,
  },
];
export default cases;
