// Does the flaw that the forecast ranks first start first? The forecast (assembly/electrolyte/flaw-forecast.ts: closed forms, no field
// of the flaws) against filaments that are grown with potential and elasticity resolved (assembly/filaments/propagation.ts). It checks
// the map against our own simulator, not against experiment. And does the largest drive of the forecast put whole sections in
// the order in which filaments start in them?

import type { Figure } from "../../plots/figure";
import type { Case } from "../check";
import { Box, type BoxOptions, type Forecast } from "../filament-box";
import { type Plated, plate, plated } from "../plated-sections";
import { kendall } from "../ranks";

const SEEDS = 50;
/** After this time nothing starts any more [s]: some thirty filling times. */
const LONGEST = 600;
const GRAIN = 10e-6;
const SPACING = 7.5e-6;
const PATCH = 30e-6;

/** Share of contact in patches of 30 um, and mean plating current [mA/cm2]: about the threshold, and twice that. */
type Setups = readonly (readonly [share: number, current: number])[];
const THRESHOLD: Setups = [
  [1, 2],
  [0.5, 1],
  [0.25, 0.8],
];
const TWICE: Setups = [
  [1, 4],
  [0.5, 2],
  [0.25, 1.6],
];

interface Outcome {
  forecast: Forecast;
  /** Flaw that started, -1 for none, and when [s]. */
  started: number;
  time: number;
}

async function outcome(
  wasm: BufferSource,
  options: Partial<BoxOptions>,
  share: number,
  seed: number,
): Promise<Outcome> {
  const contact = (x: number) => x % PATCH < share * PATCH;
  const before = (await Box.create(wasm, options)).start(contact);
  before.refresh();
  const forecast = before.draw(GRAIN, SPACING, seed).forecast();
  const box = (await Box.create(wasm, options)).draw(GRAIN, SPACING, seed).start(contact);
  while (box.time < LONGEST && box.advances === 0) box.grow(LONGEST - box.time, 1);
  const started = box.filaments.findIndex(({ grown }) => grown > 0);
  return { forecast, started, time: box.time };
}

/** Share of the runs in which something started where the forecast names the flaw. */
async function hits(wasm: BufferSource, setups: Setups, h: number): Promise<number> {
  let started = 0;
  let right = 0;
  for (const [share, current] of setups) {
    const options = {
      h,
      segment: h,
      boundaryToughness: 0.2e6,
      current: 10 * current,
    };
    for (let seed = 1; seed <= SEEDS; seed++) {
      const one = await outcome(wasm, options, share, seed);
      if (one.started < 0) continue;
      started++;
      if (one.forecast.first === one.started) right++;
    }
  }
  return right / started;
}

const PRESSURES = [3, 5, 7];
const CURRENTS = [1, 2];
const SECTIONS = 20;
/** Where sections are drawn in which nothing starts [s]. */
const NEVER = 1000;

const order: Figure = {
  id: "risk-order",
  title: "When a filament starts, against the largest forecast drive before",
  x: { label: "drive K / K_c", range: [0.3, 10], log: true },
  y: { label: "time of plating until a filament / s (1000: none)", range: [1, 1500], log: true },
  published: [],
};

/** Sections of all seeds at a current [mA/cm2]. */
async function sections(wasm: BufferSource, current: number): Promise<Plated[]> {
  const all: Plated[] = [];
  for (let seed = 1; seed <= SECTIONS; seed++)
    for (const pressure of PRESSURES) all.push(await plate(wasm, plated(seed, pressure, current)));
  return all;
}

const CONDITIONS = `60 x 60 um, grains of 10 um (0.3 and 0.2 MPa m^0.5), flaws every 7.5 um, ${SEEDS} seeds each on full, half and a quarter of contact, at`;

const cases: readonly Case[] = [
  {
    id: "risk-first",
    topic: "N4",
    kind: "numerical",
    quantity: "share of runs with growth in which the flaw forecast first starts first",
    source: "filaments of assembly/dendrite at cells of 0.5 um",
    conditions: `${CONDITIONS} 2, 1 and 0.8 mA/cm2`,
    target: { atLeast: 0.8 },
    long: true,
    run: (wasm) => hits(wasm, THRESHOLD, 0.5e-6),
  },
  {
    id: "risk-first-coarse",
    topic: "N4",
    kind: "numerical",
    quantity: "share of runs with growth in which the flaw forecast first starts first",
    source: "filaments of assembly/dendrite at cells of 1 um, where most flaws are 2 to 4 cells",
    conditions: `${CONDITIONS} 2, 1 and 0.8 mA/cm2`,
    target: { atLeast: 0.8 },
    long: true,
    run: (wasm) => hits(wasm, THRESHOLD, 1e-6),
  },
  {
    id: "risk-first-driven",
    topic: "N4",
    kind: "numerical",
    quantity: "share of runs with growth in which the flaw forecast first starts first",
    source: "filaments of assembly/dendrite at cells of 0.5 um",
    conditions: `${CONDITIONS} 4, 2 and 1.6 mA/cm2, where several flaws start within a few percent of the time`,
    target: { atLeast: 0.7 },
    long: true,
    run: (wasm) => hits(wasm, TWICE, 0.5e-6),
  },
  {
    id: "risk-order",
    topic: "N4",
    kind: "numerical",
    quantity:
      "rank correlation (Kendall's tau-b) of the largest drive with how soon a filament starts",
    source: "filaments of the same section; none is later than any",
    conditions: `section of cycle-to-short, 0.5 mAh/cm2 stripped and plated back, ${SECTIONS} seeds at 3, 5 and 7 MPa and 1 and 2 mA/cm2`,
    target: { atLeast: 0.7 },
    long: true,
    picture: { figure: order },
    async run(wasm) {
      const groups = [];
      for (const current of CURRENTS) groups.push(await sections(wasm, current));
      const pairs = groups.flat().map(({ drive, start }) => [drive, -start] as const);
      const series = groups.map((group, k) => ({
        name: `${CURRENTS[k]} mA/cm2`,
        dots: true,
        points: group.map(({ drive, start }) => [drive, Math.min(start, NEVER)] as const),
      }));
      return { value: kendall(pairs), series };
    },
  },
];
export default cases;
