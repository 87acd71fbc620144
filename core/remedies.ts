// What keeps an interface alive, after the literature: coatings, interlayers, dopants, wetting, liquid metal, several layers.
// A remedy is data: entries that it sets, properties that it multiplies, layers that it puts on the interface, each with where
// the value is from. `--set remedy=licl` and the page apply one to any scenario; the rest of the scenario stays as it is.
//
// Only names and what is measured come from papers; "assumed" values are ours and carry the order, not the size.

import { cite } from "./bibliography";
import { ScenarioError } from "./errors";
import { hint, quote } from "./suggest";

type Kind = "measured" | "review" | "assumed";

export interface Change {
  /** Entry of the scenario that is set to a value ... */
  entry?: string;
  to?: boolean | number | string;
  /** ... or property of the electrolyte, set, or multiplied. */
  property?: string;
  times?: number;
  kind: Kind;
  source: string;
}

export interface Remedy {
  name: string;
  family: "coated powder" | "interlayer" | "dopant" | "wetting" | "several layers";
  title: string;
  /** What it changes here, and what it does not say, in one sentence. */
  says: string;
  changes: readonly Change[];
  /** Layers on top of those of the scenario, the first touches the lithium. */
  layers?: readonly (Readonly<Record<string, boolean | number | string>> & { thickness: string })[];
  layersFrom?: { kind: Kind; source: string };
}

const OURS = "docs/model.md";
const assumed = { kind: "assumed", source: OURS } as const;
const HOOD = { kind: "measured", source: "[@hood2023], in [@dandena2025], section 3.1.1" } as const;
const REVIEW = "[@dandena2025], section 3.1.2";
const GROWS: Change = { entry: "physics.interphaseGrowth", to: true, ...assumed };

/** Pellets of powder with so many cycles of atomic layer deposition of alumina. */
const alumina = (cycles: number, conductivity: string): Remedy => ({
  name: `alumina-${cycles}`,
  family: "coated powder",
  title: `Al2O3 on the powder, ${cycles} ${cycles === 1 ? "cycle" : "cycles"} of deposition`,
  says: "measured conductivity of the pellet; electrons are fewer too (down to 1.7e-9 S/cm, after how many cycles is not said), which it leaves",
  changes: [{ property: "ionicConductivity", to: conductivity, ...HOOD }],
});

interface Film {
  name: string;
  title: string;
  thickness: string;
  ions: string;
  says: string;
}

/** A film between lithium and electrolyte that keeps electrons back, sigma_e that of the coatings of Kimura et al. */
const film = ({ name, title, thickness, ions, says }: Film): Remedy => ({
  name,
  family: "interlayer",
  title,
  says: `${says}; thickness and conductivities illustrative`,
  changes: [GROWS],
  layers: [
    { thickness, ionicConductivity: ions, electronicConductivity: "1e-14 S/cm", coating: true },
  ],
  layersFrom: { kind: "assumed", source: `name: ${REVIEW}; electrons: [@kimura2024]` },
});

const sinks = (to: number): Change => ({ entry: "interface.wetting", to, ...assumed });
const growth = (times: number): Change => ({ property: "interphaseGrowth", times, ...assumed });

interface Dopant {
  name: string;
  title: string;
  says: string;
  source: string;
  changes: readonly Change[];
}

const dopant = ({ name, title, says, source, changes }: Dopant): Remedy => ({
  name,
  family: "dopant",
  title: `${title} (${source})`,
  says,
  changes,
});

const SECTION = "section 3.2.1";
const TABLE = "Table 1";

const WRITTEN: readonly Remedy[] = [
  alumina(0, "0.9 mS/cm"),
  alumina(1, "1.2 mS/cm"),
  alumina(10, "1.7 mS/cm"),
  alumina(100, "0.27 mS/cm"),
  film({
    name: "anode-coating",
    title: "Coating of 10 nm on the lithium",
    thickness: "10 nm",
    ions: "1e-6 S/cm",
    says: "slows the interphase by the electrons that it lets through",
  }),
  film({
    name: "licl",
    title: "LiCl, LiBr",
    thickness: "10 nm",
    ions: "1e-6 S/cm",
    says: "stable halides; 1e-6 S/cm for ions as said for LiCl",
  }),
  film({
    name: "pvdc",
    title: "Polyvinylidene chloride on the lithium",
    thickness: "20 nm",
    ions: "1e-6 S/cm",
    says: "insulates electrons, keeps air off",
  }),
  film({
    name: "boron-nitride",
    title: "Boron nitride",
    thickness: "10 nm",
    ions: "1e-6 S/cm",
    says: "stable against lithium, insulates electrons",
  }),
  film({
    name: "lial5o8",
    title: "LiAl5O8",
    thickness: "8 nm",
    ions: "1e-6 S/cm",
    says: "conducts little, so films thinner than 10 nm",
  }),
  film({
    name: "li5alo4",
    title: "Li5AlO4",
    thickness: "10 nm",
    ions: "1e-6 S/cm",
    says: "window 0.06 to 3.07 V: stable against lithium but for its last 60 mV (type I)",
  }),
  film({
    name: "li3po4",
    title: "Li3PO4",
    thickness: "10 nm",
    ions: "1e-6 S/cm",
    says: "turns to Li3P and Li2O at lithium and passivates (type III), taken as stable here",
  }),
  dopant({
    name: "copper",
    title: "Cu in Li6PS5Cl",
    source: TABLE,
    says: "alloys with lithium: more sinks for vacancies, slower growth; 3.0 mA/cm2 at 50 Cel in Table 1",
    changes: [
      sinks(2),
      growth(0.5),
      {
        entry: "conditions.temperature",
        to: "50 Cel",
        kind: "review",
        source: `[@dandena2025], ${TABLE}`,
      },
    ],
  }),
  dopant({
    name: "bismuth",
    title: "Bi and O in Li6PS5Cl",
    source: TABLE,
    says: "alloys with lithium: more sinks for vacancies, slower growth; 1.1 against 0.55 mA/cm2 in Table 1",
    changes: [sinks(2), growth(0.5)],
  }),
  dopant({
    name: "molybdenum",
    title: "Mo and O in Li6PS5Cl",
    source: TABLE,
    says: "a more stable interphase, without an alloy; 0.55 mA/cm2 in Table 1, as undoped",
    changes: [growth(0.5)],
  }),
  dopant({
    name: "oxygen",
    title: "O in Li6PS5Br",
    source: TABLE,
    says: "Li2O in the interphase: slower growth; its 0.90 against 0.45 mA/cm2 in Table 1 does not follow from that",
    changes: [
      {
        entry: "materials.electrolyte",
        to: "Li6PS5Br",
        kind: "review",
        source: `[@dandena2025], ${TABLE}`,
      },
      growth(0.5),
    ],
  }),
  dopant({
    name: "nitrogen",
    title: "N in Li6PS5Cl",
    source: TABLE,
    says: "Li3N in the interphase: slower growth; its 1.52 mA/cm2 in Table 1 does not follow from that",
    changes: [growth(0.5)],
  }),
  dopant({
    name: "fluorine",
    title: "F in Li6PS5Cl",
    source: TABLE,
    says: "LiF in the interphase: slower growth; its 6.37 mA/cm2 in Table 1 does not follow from that",
    changes: [growth(0.25)],
  }),
  dopant({
    name: "yttrium",
    title: "Y in Li6PS5Cl",
    source: SECTION,
    says: "called more stable, by how much is not said",
    changes: [sinks(2), growth(0.5)],
  }),
  dopant({
    name: "indium",
    title: "In in Li6PS5I",
    source: SECTION,
    says: "called more stable than Li6PS5I, by how much is not said",
    changes: [
      { entry: "materials.electrolyte", to: "Li6PS5I", kind: "review", source: REVIEW },
      sinks(2),
      growth(0.5),
    ],
  }),
  dopant({
    name: "silicon-antimony",
    title: "Si and Sb in Li6PS5I",
    source: SECTION,
    says: "a stable interphase, 1000 h at 0.6 mA/cm2",
    changes: [
      { entry: "materials.electrolyte", to: "Li6PS5I", kind: "review", source: REVIEW },
      sinks(2),
      growth(0.5),
    ],
  }),
  dopant({
    name: "tin",
    title: "Sn in Li6PS5I",
    source: SECTION,
    says: "stable for 700 h at 0.1 mA/cm2, but with an overpotential that rises: slow kinetics",
    changes: [
      { entry: "materials.electrolyte", to: "Li6PS5I", kind: "review", source: REVIEW },
      growth(0.5),
      { property: "chargeTransferResistance", times: 2, ...assumed },
    ],
  }),
  {
    name: "alloy-layer",
    family: "wetting",
    title: "A layer that alloys with lithium and wets",
    says: "twice the sinks for vacancies at the interface",
    changes: [sinks(2)],
  },
  {
    name: "liquid-metal",
    family: "wetting",
    title: "Liquid metal in the electrolyte",
    says: "five times the sinks, half the charge-transfer resistance, slower growth, pores filled",
    changes: [
      sinks(5),
      growth(0.5),
      { property: "chargeTransferResistance", times: 0.5, ...assumed },
      { entry: "electrolyte.pores.on", to: false, ...assumed },
    ],
  },
  {
    name: "mixed-conducting-middle",
    family: "several layers",
    title: "LGPS between two layers of argyrodite",
    says: "a filament that reaches the middle is taken up there (section 10 of docs/model.md)",
    changes: [],
    layers: [
      { thickness: "16 um" },
      { thickness: "16 um", lithiumConsumption: 1, ionicConductivity: "12 mS/cm" },
    ],
    layersFrom: { kind: "review", source: "[@ye2021]; conductivity: [@kamaya2011]" },
  },
];

/** Every remedy, its sources written out. */
export const REMEDIES: readonly Remedy[] = WRITTEN.map((one) => ({
  ...one,
  changes: one.changes.map((change) => ({ ...change, source: cite(change.source) })),
  ...(one.layersFrom && {
    layersFrom: { ...one.layersFrom, source: cite(one.layersFrom.source) },
  }),
}));

/** The remedy of that name. Throws ScenarioError. */
export function remedy(name: string): Remedy {
  const found = REMEDIES.find((one) => one.name === name);
  if (found) return found;
  const names = REMEDIES.map((one) => one.name);
  throw new ScenarioError(
    `${quote(name)} is unknown; ${hint(name, names, "choose among")}`,
    "remedy",
  );
}

/** What a change does, as in "interface.wetting=2" or "electrolyte interphaseGrowth x 0.5". */
export function changeText({ entry, to, property, times }: Change): string {
  if (entry) return `${entry}=${to}`;
  return times === undefined ? `${property} = ${to}` : `${property} x ${times}`;
}

/** What a remedy does to a scenario, a text a change, layers last. */
export function remedyTexts({ changes, layers = [], layersFrom }: Remedy): string[] {
  const values = layers.map((layer) =>
    Object.entries(layer)
      .map(([key, value]) => `${key} ${value}`)
      .join(", "),
  );
  return [
    ...changes.map((change) => `${changeText(change)} (${change.kind}: ${change.source})`),
    ...values.map(
      (text) => `layer on the interface: ${text} (${layersFrom!.kind}: ${layersFrom!.source})`,
    ),
  ];
}
