// A layer that takes lithium up between two that do not (C15): [@ye2021]. The rate of the uptake is
// chosen (assembly/filaments/layer-reaction.ts), so the order is put in; that the tip starves in the layer by its own balance is not.

import type { Case } from "../check";
import { runThrough } from "../section";

const LONGEST = 60;

/** Time to short [s], or LONGEST, with `consumption` in the middle third of 48 um. */
async function life(wasm: BufferSource, lithiumConsumption: number): Promise<number> {
  const run = await runThrough(wasm, {
    cell: { width: "64 um", lithium: "16 um", electrolyte: "48 um", pellet: "48 um" },
    interface: { siteSpacing: "0 um" },
    mesh: { columns: 64 },
    electrolyte: {
      flaws: { list: [{ at: "32 um", length: "5 um" }] },
      layers: [{ thickness: "16 um" }, { thickness: "16 um", lithiumConsumption }],
    },
    physics: { filaments: true },
    protocol: [`Plate at 2 mA/cm2 for ${LONGEST} min or until shortKind > 0.5`],
  });
  return run.observables.time;
}

/** How a cell that plates ends: whether by a short, and its largest resistance over that of the start. */
interface End {
  short: boolean;
  rise: number;
}

/** Plates at 2 mA/cm2 through one flaw, with an interphase that grows, until a short or for LONGEST. */
async function endOf(wasm: BufferSource, middle: Record<string, unknown>): Promise<End> {
  let start = 0;
  let most = 0;
  const run = await runThrough(
    wasm,
    {
      cell: { width: "64 um", lithium: "16 um", electrolyte: "48 um", pellet: "48 um" },
      interface: { siteSpacing: "0 um" },
      mesh: { columns: 64 },
      electrolyte: {
        flaws: { list: [{ at: "32 um", length: "5 um" }] },
        layers: [{ thickness: "16 um" }, { thickness: "16 um", ...middle }],
      },
      physics: { filaments: true, interphaseGrowth: true },
      protocol: [`Plate at 2 mA/cm2 for ${LONGEST} min or until shortKind > 0.5`],
    },
    ({ observables: { areaResistance } }) => {
      start ||= areaResistance;
      most = Math.max(most, areaResistance);
    },
  );
  const { shortKind } = run.observables;
  return { short: shortKind > 0.5, rise: most / start };
}

const YE = "[@ye2021], figure 19 of [@dandena2025]";

const cases: readonly Case[] = [
  {
    id: "multilayer-argyrodite-shorts",
    topic: "C15",
    kind: "experimental",
    quantity: "largest resistance before the short over that of the start; 0 without a short, 1",
    source: `${YE}b: the argyrodite alone fails by a short, not by its resistance`,
    conditions: "Ordering: 48 um of Li6PS5Cl with one flaw of 5 um, interphase growing; 2 mA/cm2",
    target: { value: 1, absolute: 0.2 },
    async run(wasm) {
      const { short, rise } = await endOf(wasm, {});
      return short ? rise : 0;
    },
  },
  {
    id: "multilayer-neither",
    topic: "C15",
    kind: "experimental",
    quantity: `largest resistance over that of the start; 0 with a short within ${LONGEST} min, 1`,
    source: `${YE}c: layers fail by neither in the time in which one of either kind has`,
    conditions:
      "Ordering: the same with 16 um in the middle that take up their own volume of lithium and conduct as LGPS, 12 mS/cm",
    target: { value: 1, absolute: 0.2 },
    async run(wasm) {
      const { short, rise } = await endOf(wasm, {
        lithiumConsumption: 1,
        ionicConductivity: "12 mS/cm",
      });
      return short ? 0 : rise;
    },
  },
  {
    id: "multilayer-lives",
    topic: "C15",
    kind: "experimental",
    quantity: `time to short with a layer that takes lithium up over that without, at most ${LONGEST} min; published: 1800 h over 150 h`,
    source: "[@ye2021]",
    conditions:
      "Ordering: 16 um inert, 16 um that take up their own volume, 16 um inert; one flaw of 5 um; 2 mA/cm2",
    target: { atLeast: 5 },
    run: async (wasm) => (await life(wasm, 1)) / (await life(wasm, 0)),
  },
];
export default cases;
