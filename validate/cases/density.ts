// Plating current at which the first flaw starts, against the density of the pellet (C17): Hu et al., Nat. Energy (2025).
// By the forecast of the section (assembly/electrolyte/flaw-forecast.ts): the least current at which a flaw reaches K_c, mean of
// seeds. The rule of flaws by density has been chosen for this, so the order of magnitude is put in; that it rises at
// every step, grain boundaries, neighbours and tilt included, is not.

import type { ScenarioInput } from "../../core/scenario";
import type { Figure } from "../../plots/figure";
import { Out, Param } from "../../sim/kernel";
import type { Case } from "../check";
import { Section } from "../section";

const SOURCE = "[@hu2025]";
const DENSITIES = [0.83, 0.86, 0.9, 0.93, 0.96, 0.99] as const;
const SEEDS = 10;

/** Plating current that starts the first flaw of a scenario by the forecast [mA/cm2], to half a percent. */
export async function criticalStart(
  wasm: BufferSource,
  scenario: Partial<ScenarioInput>,
): Promise<number> {
  const s = await Section.create(wasm, { scenario });
  const starts = (j: number) => {
    s.kernel.setParam(Param.current, -10 * j);
    s.kernel.exports.runControl();
    return s.out(Out.crackTime) > 0;
  };
  let [low, high] = [0.05, 50];
  while (high > 1.005 * low) {
    const middle = Math.sqrt(low * high);
    if (starts(middle)) high = middle;
    else low = middle;
  }
  return Math.sqrt(low * high);
}

/** The section of these cases at a density. */
export const pellet = (density: number, seed: number): Partial<ScenarioInput> => ({
  seed,
  mesh: { columns: 64 },
  cell: { lithium: "10 um", electrolyte: "40 um" },
  interface: { siteSpacing: "0 um" },
  conditions: { stackPressure: "1 MPa" },
  electrolyte: { density, grains: { size: "10 um" }, flaws: { spacing: "7.5 um" } },
});

const critical = (wasm: BufferSource, density: number, seed: number) =>
  criticalStart(wasm, pellet(density, seed));

async function means(wasm: BufferSource): Promise<number[]> {
  const all = [];
  for (const density of DENSITIES) {
    let sum = 0;
    for (let seed = 1; seed <= SEEDS; seed++) sum += await critical(wasm, density, seed);
    all.push(sum / SEEDS);
  }
  return all;
}

const figure: Figure = {
  id: "density",
  title: "Plating current that starts the first flaw, against density",
  x: { label: "relative density / %", range: [80, 100] },
  y: { label: "current density / mA/cm2", log: true },
  published: [{ name: "Hu et al. 2025, 99 % (bar: factor 1.5)", marks: [[99, 9, 6, 13.5]] }],
};

const CELL = `Li6PS5Cl, 100 um, grains of 10 um, flaws every 7.5 um at 90 %, mean of ${SEEDS} seeds`;

const cases: readonly Case[] = [
  {
    id: "density-monotone",
    topic: "C17",
    kind: "experimental",
    quantity: "least ratio of the critical plating current to that at the density below",
    source: SOURCE,
    conditions: `${CELL}; 83, 86, 90, 93, 96, 99 %`,
    target: { atLeast: 1 },
    picture: { figure },
    async run(wasm) {
      const got = await means(wasm);
      const points = got.map((j, k) => [100 * DENSITIES[k]!, j] as const);
      const value = Math.min(...got.slice(1).map((j, k) => j / got[k]!));
      return { value, series: [{ name: "Voidscope", points }] };
    },
  },
  {
    id: "density-99",
    topic: "C17",
    kind: "experimental",
    quantity: "critical plating current at 99 %, mA/cm2",
    source: SOURCE,
    conditions: `${CELL}; the rule of flaws by density is chosen for this order`,
    target: { value: 9, relative: 0.5 },
    picture: { figure, x: 99 },
    async run(wasm) {
      let sum = 0;
      for (let seed = 1; seed <= SEEDS; seed++) sum += await critical(wasm, 0.99, seed);
      const value = sum / SEEDS;
      return { value, series: [{ name: "Voidscope, 99 %", dots: true, points: [[99, value]] }] };
    },
  },
];
export default cases;
