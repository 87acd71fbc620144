// Coated contacts between particles of a cathode: how much a coating costs electrons, by the share of contacts that it covers.

import { quantile } from "../../core/quantile";
import type { Figure } from "../../plots/figure";
import { violin } from "../../plots/violin";
import { CoatedContacts, type ContactSetup, RATIOS } from "../../sim/coated-contacts";
import { instantiate } from "../../sim/module";
import type { Case } from "../check";

const SOURCE =
  "[@kimura2024] says of its lattice: fully coated 8 to 9 orders, at 70 % it depends on the arrangement, at 50 % and less acceptable; the number is of a prototype of this model";
const CONDITIONS =
  "20 x 20 Laguerre cells of 5 um and 1e-3 S/cm (chosen), coatings of 10 nm and 1e-14 S/cm on both sides of a contact";
const SHARES = [0, 0.3, 0.5, 0.6, 0.65, 0.7, 0.8, 1] as const;

const figure: Figure = {
  id: "coated-contacts",
  title: "Resistance over that of bare particles, 30 arrangements each",
  x: { label: "share of contacts that is coated", range: [-0.08, 1.08] },
  y: { label: "log10 R/R0", range: [-0.5, 9.5] },
  published: [],
};

async function sample(
  kernel: BufferSource,
  coated: number,
  count: number,
  changes: Partial<ContactSetup> = {},
): Promise<number[]> {
  const contacts = new CoatedContacts(await instantiate(kernel));
  const setup = { coated, ratio: RATIOS.electrons, removed: 0, lattice: false, ...changes };
  return contacts.sample(setup, count);
}

const median =
  (coated: number, count: number, changes: Partial<ContactSetup> = {}) =>
  async (kernel: BufferSource) =>
    quantile(await sample(kernel, coated, count, changes), 0.5);

const common = { topic: "B7", kind: "numerical", source: SOURCE } as const;

const cases: readonly Case[] = [
  {
    ...common,
    id: "coated-contacts-50",
    quantity: "median of log10 R/R0",
    conditions: `half of the contacts coated, 20 arrangements, ${CONDITIONS}`,
    target: { value: 0.61, absolute: 0.15 },
    long: true,
    run: median(0.5, 20),
  },
  {
    ...common,
    id: "coated-contacts-100",
    quantity: "median of log10 R/R0",
    conditions: `all contacts coated, 5 arrangements, ${CONDITIONS}`,
    target: { value: 8.56, absolute: 0.1 },
    long: true,
    run: median(1, 5),
  },
  {
    ...common,
    id: "coated-contacts-70",
    quantity: "log10 R/R0 between the tenth and the ninetieth percentile, decades",
    conditions: `70 % of the contacts coated, 30 arrangements, ${CONDITIONS}`,
    target: { atLeast: 4 },
    long: true,
    picture: { figure },
    async run(kernel) {
      const all = [];
      for (const share of SHARES) all.push(await sample(kernel, share, 30));
      const at70 = all[SHARES.indexOf(0.7)]!;
      return {
        value: quantile(at70, 0.9) - quantile(at70, 0.1),
        series: all.map((one, k) =>
          violin(`${Math.round(100 * SHARES[k]!)} %`, SHARES[k]!, one, 0.035, 10),
        ),
      };
    },
  },
  {
    ...common,
    id: "coated-contacts-electrolyte",
    quantity: "R/R0",
    conditions:
      "electrolyte of 0.5 mS/cm coated instead, 1e-6 S/cm for ions, all contacts, 5 arrangements; relatively minor by the source",
    target: { value: 3, relative: 0.03 },
    long: true,
    reason:
      "In a row of 20 square cells 19 contacts are crossed: 1 + 2 x 19/20 = 2.9, which square cells give to the digit and Laguerre cells within 1 %; 3 is that of cells without an end.",
    run: async (kernel) => 10 ** (await median(1, 5, { ratio: RATIOS.ions })(kernel)),
  },
  {
    ...common,
    id: "coated-contacts-lattice",
    quantity: "median of log10 R/R0",
    conditions: `60 % coated, square cells with four neighbours: their threshold lies at half, 10 arrangements, ${CONDITIONS}`,
    target: { atLeast: 6 },
    long: true,
    run: median(0.6, 10, { lattice: true }),
  },
  {
    ...common,
    id: "coated-contacts-removed",
    quantity: "median of log10 R/R0",
    conditions: `60 % coated and a fifth of the cells taken by electrolyte, 10 arrangements, ${CONDITIONS}`,
    target: { atLeast: 6 },
    long: true,
    run: median(0.6, 10, { removed: 0.2 }),
  },
];
export default cases;
