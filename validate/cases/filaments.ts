// Lithium filaments: stress intensity, start and growth in the standalone box (../box.ts), and the chain from stripping to the
// short in the run.

import { fromGallery } from "../../core/gallery";
import type { ScenarioInput } from "../../core/scenario";
import type { Case } from "../check";
import { Box, type BoxOptions, boundaryShare, flawed, OF } from "../filament-box";
import { runThrough } from "../section";
import { once } from "../shared-runs";

const GRIFFITH = "[@porz2017]: eta_c = Omega K_IC / (1.12 F sqrt(pi c)), j_c = eta_c / Z";
const BOX =
  "60 x 60 um of electrolyte, h 1 um, E 22.1 GPa, nu 0.37, 2 mS/cm, Z 5 Ohm cm2 on contact and flanks, sides mirrors";
const FLAW = `${BOX}; one upright flaw of 5 um`;

async function single(wasm: BufferSource, options: Partial<BoxOptions>): Promise<Box> {
  return (await Box.create(wasm, options)).flaw(30.5e-6, 5e-6);
}

/** Least current [A/m2] at which the flaw starts within 2000 s, to 1 %; contact by column. */
async function start(
  wasm: BufferSource,
  options: Partial<BoxOptions>,
  contact?: (x: number) => boolean,
): Promise<number> {
  let [low, high] = [2, 40];
  while (high > 1.01 * low) {
    const current = Math.sqrt(low * high);
    const box = (await single(wasm, { ...options, current })).start(contact);
    box.grow(2000, 1);
    if (box.advances > 0) high = current;
    else low = current;
  }
  return Math.sqrt(low * high);
}

const closedStart = (toughness: number) =>
  (toughness * OF) / (1.12 * Math.sqrt(Math.PI * 5e-6) * 5e-4);

/** K of a crack of half length 10 um inside a box of 240 um, over the exact one. */
async function intensity(wasm: BufferSource, degrees: number): Promise<number> {
  const [a, h, width] = [10e-6, 1e-6, 240e-6];
  const box = (await Box.create(wasm, { width, height: width, h, segment: h })).start();
  const t = (degrees * Math.PI) / 180;
  const [c, x, y] = [width / 2, a * Math.sin(t), a * Math.cos(t)];
  const group = box.crack(c - x + h / 2, c - y, c + x + h / 2, c + y);
  box.refresh();
  box.pressurise(group, 1);
  return box.intensity(0)[0] / Math.sqrt(Math.PI * a);
}

const SEEDS = 20;
/** A section that has not shorted by then has spalled or never starts [s]. */
const LONGEST = 1000;

/** Times to short [s] of the sections that short, over seeds. */
const shortTimes = (wasm: BufferSource, current: number, h: number) =>
  once(wasm, `short times ${current} ${h}`, async () => {
    const times: number[] = [];
    for (let seed = 1; seed <= SEEDS; seed++) {
      const { box } = await flawed(wasm, seed, { current, h });
      box.toShort(LONGEST);
      if (box.shorted) times.push(box.time);
    }
    return times;
  });

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;

const CHAIN =
  "gallery scenario cycle-to-short: 80 x 40 um, flaws and grains of 10 um, two cycles of 0.5 mAh/cm2 at 1 mA/cm2";
type Changes = Pick<ScenarioInput, "conditions" | "electrolyte">;

/** How many of the seeds of the gallery's cycle-to-short, so changed, end with a short. */
async function shorts(wasm: BufferSource, changes: Changes = {}): Promise<number> {
  const scenario = fromGallery("cycle-to-short").scenario as ScenarioInput;
  let count = 0;
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { events } = await runThrough(wasm, { ...scenario, ...changes, seed });
    if (events.some(({ kind }) => kind === "short")) count++;
  }
  return count;
}

const cases: readonly Case[] = [
  ...[0, 15, 30, 45, 90].map(
    (degrees): Case => ({
      id: `filament-intensity-${degrees}`,
      topic: "N5",
      kind: "analytic",
      quantity: `K_I of a pressurised crack at ${degrees} degrees to the depth, over p sqrt(pi a)`,
      source: "[@griffith1921]; least-squares fit of the series of [@williams1957]",
      conditions: "half length 10 cells in a box of 240 cells",
      target: { value: 1, relative: 0.05 },
      run: (wasm) => intensity(wasm, degrees),
    }),
  ),
  {
    id: "filament-start",
    topic: "N5",
    kind: "analytic",
    quantity: "plating current at which the flaw starts [A/m2]",
    source: GRIFFITH,
    conditions: `${FLAW}, K_IC 0.23 MPa m^0.5, full contact`,
    target: { value: Number(closedStart(0.23e6).toPrecision(4)), relative: 0.15 },
    run: (wasm) => start(wasm, { toughness: 0.23e6 }),
  },
  {
    id: "filament-start-contact",
    topic: "N5",
    kind: "analytic",
    quantity: "the same with half the contact in patches of 30 um, over that with all of it",
    source: "the current through what contact is left",
    conditions: `${FLAW}, K_IC 0.23 MPa m^0.5`,
    target: { value: 0.5, relative: 0.15 },
    run: async (wasm) => {
      const half = (x: number) => x > 15e-6 && x < 45e-6;
      const options = { toughness: 0.23e6 };
      return (await start(wasm, options, half)) / (await start(wasm, options));
    },
  },
  {
    id: "filament-pressure",
    topic: "N5",
    kind: "analytic",
    quantity: "pressure at rest of the lithium in the flaw over F eta / Omega",
    source: "balance of overpotential and pressure ([@barroso2020])",
    conditions: `${FLAW}, 1 mA/cm2: eta = j (Z + a / 2 kappa)`,
    target: { value: 1, relative: 0.02 },
    run: async (wasm) => {
      const box = (await single(wasm, { current: 10 })).start();
      box.grow(1000);
      return (box.groups[0]!.pressure * OF) / (10 * (5e-4 + 2.5e-6 / 0.2));
    },
  },
  {
    id: "filament-time",
    topic: "N5",
    kind: "numerical",
    quantity: "time to short at 4 mA/cm2 [s]",
    source: "prototype of the scheme with direct solvers",
    conditions: `${FLAW}, K_IC 0.3 MPa m^0.5`,
    target: { value: 70, relative: 0.15 },
    run: async (wasm) => (await single(wasm, { current: 40 })).start().toShort(300),
  },
  {
    id: "filament-stack-pressure",
    topic: "N5",
    kind: "numerical",
    quantity: "time to short at 20 MPa of stack pressure over that at none",
    source: "prototype of the scheme; sign as in [@ning2023]",
    conditions: `${FLAW}, K_IC 0.3 MPa m^0.5, 2 mA/cm2`,
    target: { value: 0.75, relative: 0.1 },
    run: async (wasm) => {
      const time = async (pressure: number) =>
        (await single(wasm, { current: 20, pressure })).start().toShort(1000);
      return (await time(20e6)) / (await time(0));
    },
  },
  {
    id: "filament-boundaries",
    topic: "N5",
    kind: "numerical",
    quantity: "rise of the path's share on grain boundaries as they weaken from K_IC to a third",
    source: "prototype of the scheme: 0.21 to 0.75",
    conditions: `${BOX}; grains of 10 um, eight flaws, 4 mA/cm2, mean of six seeds`,
    target: { atLeast: 0.25 },
    long: true,
    run: async (wasm) => {
      const share = async (boundaryToughness: number) => {
        let sum = 0;
        for (let seed = 1; seed <= 6; seed++) {
          const one = await flawed(wasm, seed, { current: 40, boundaryToughness });
          one.box.toShort(150);
          sum += boundaryShare(one.box, one.seeds, 0.4e-6) / 6;
        }
        return sum;
      };
      return (await share(0.1e6)) - (await share(0.3e6));
    },
  },
  ...[27.5, 40].flatMap((current): Case[] => {
    const common = {
      kind: "numerical",
      source: "this build on two grids",
      conditions: `${BOX}; grains of 10 um, eight flaws, ${SEEDS} seeds, 1000 s, ${current / 10} mA/cm2 (${(current / 18.3).toFixed(1)} times the start of 5 um)`,
      long: true,
    } as const;
    const both = (wasm: BufferSource) =>
      Promise.all([shortTimes(wasm, current, 1e-6), shortTimes(wasm, current, 0.5e-6)]);
    return [
      {
        ...common,
        id: `filament-mesh-${current}`,
        topic: "N5",
        quantity: "mean time to short at h = 1 um over that at h/2",
        target: { value: 1, relative: 0.15 },
        run: async (wasm) => {
          const [coarse, fine] = await both(wasm);
          return mean(coarse) / mean(fine);
        },
      },
      {
        ...common,
        id: `filament-mesh-${current}-shorts`,
        topic: "N5",
        quantity: "sections that short at h = 1 um less those at h/2",
        target: { value: 0, absolute: 1 },
        run: async (wasm) => {
          const [coarse, fine] = await both(wasm);
          return coarse.length - fine.length;
        },
      },
    ];
  }),
  {
    id: "filament-chain",
    topic: "N5",
    kind: "numerical",
    quantity: `sections of ${SEEDS} that short when stripping at 1 mA/cm2 has taken contact away and plating follows`,
    source: "[@kasemchainan2019]: voids first, then dendrites on plating",
    conditions: `${CHAIN}, 3 MPa`,
    target: { atLeast: SEEDS / 2 },
    long: true,
    run: (wasm) => shorts(wasm),
  },
  {
    id: "filament-chain-pressed",
    topic: "N5",
    kind: "numerical",
    quantity: `the same at 7 MPa, where contact stays, sections of ${SEEDS}`,
    source: "as above: no voids at 7 MPa and 1 mA/cm2",
    conditions: `${CHAIN}, 7 MPa`,
    target: { value: 0, absolute: 1 },
    long: true,
    run: (wasm) => shorts(wasm, { conditions: { stackPressure: "7 MPa" } }),
  },
  {
    id: "filament-no-flaws",
    topic: "N5",
    kind: "numerical",
    quantity: `the same at 3 MPa with one flaw of 50 nm, sections of ${SEEDS}`,
    source: "a filament needs a flaw: the least that a scenario may have is far too short to start",
    conditions: `${CHAIN}, 3 MPa, one flaw of 50 nm`,
    target: { value: 0, absolute: 0 },
    long: true,
    run: (wasm) => {
      const flaws = { list: [{ at: "40 um", length: "50 nm" }] };
      return shorts(wasm, { electrolyte: { grains: { size: "10 um" }, flaws } });
    },
  },
];
export default cases;
