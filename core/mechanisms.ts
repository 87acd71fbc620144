// What each paper's assumption predicts: named sets of switches, for teaching. `--set mechanism=flux-focusing` and the page
// apply one to any scenario; the rest of the scenario stays as it is.

import { cite } from "./bibliography";
import { ScenarioError } from "./errors";
import { hint, quote } from "./suggest";

export interface Mechanism {
  name: string;
  title: string;
  /** Who assumes it. */
  source: string;
  /** What follows, in one sentence; a test holds the model to it. */
  predicts: string;
  /** Entries of the scenario and their values. */
  changes: Readonly<Record<string, boolean | number | string>>;
}

const NO_SUPPLY = { "physics.vacancySinks": false, "physics.healing": false } as const;
/** Bulk lithium, without the hardening of micrometres. */
const BULK = { "materials.overrides.lithium.creepStress": "1 MPa" } as const;

const WRITTEN: readonly Mechanism[] = [
  {
    name: "vacancy-supply",
    title: "Vacancies find sinks at up to K sigma^2 (default)",
    source: "onset of [@kasemchainan2019]",
    predicts: "voids grow above a critical current that rises with the square of the pressure",
    changes: { "physics.vacancySinks": true, "physics.healing": true },
  },
  {
    name: "flux-focusing",
    title: "Flux focusing and bulk creep alone",
    source: "[@roy2021]",
    predicts: "no void below about a millimetre grows: rigid drift and creep swallow it",
    changes: { ...NO_SUPPLY, ...BULK },
  },
  {
    name: "creep-kinetics",
    title: "Flux focusing, with charge transfer that creep speeds up",
    source: "after [@agier2022]; rate law ours",
    predicts: "current crowds at the rims of voids, where the lithium flows",
    changes: { ...NO_SUPPLY, ...BULK, "physics.creepKinetics": 100 },
  },
  {
    name: "unilateral-contact",
    title: "Uneven charge transfer on a contact that cannot pull",
    source: "ours; docs/model.md",
    predicts: "gaps open where the current is highest and rebalance it, but no void forms",
    changes: { ...NO_SUPPLY, "interface.kineticsAmplitude": 0.5, "interface.siteSpacing": "0 um" },
  },
  {
    name: "adhesion",
    title: "The same with a contact that bears tension",
    source: "work of adhesion over its range; docs/model.md",
    predicts: "contact holds that would have opened",
    changes: {
      ...NO_SUPPLY,
      "interface.kineticsAmplitude": 0.5,
      "interface.siteSpacing": "0 um",
      "physics.adhesion": "20 MPa",
    },
  },
  {
    name: "debris",
    title: "Debris of stripping covers the contact",
    source: "docs/model.md",
    predicts: "the voltage rises below the critical current too, without a void",
    changes: { "physics.coverage": "0.5 cm2/(mA.h)" },
  },
  {
    name: "bulk-lithium",
    title: "Vacancy supply in lithium as soft as the bulk",
    source: "[@lepage2019]; hardening: [@xu2017]",
    predicts: "contact is lost all the same, but voids stay flat and close within a minute of rest",
    changes: { ...BULK },
  },
  {
    name: "size-hardening",
    title: "Vacancy supply in bulk lithium that is stronger near small voids",
    source: "size effect of [@xu2017]; law ours, docs/model.md",
    predicts: "a void of micrometres that bulk lithium closes within a minute outlives a rest",
    changes: { ...BULK, "physics.hardeningLength": "20 um" },
  },
];

/** Every mechanism, its source written out. */
export const MECHANISMS: readonly Mechanism[] = WRITTEN.map((one) => ({
  ...one,
  source: cite(one.source),
}));

/** The mechanism of that name. Throws ScenarioError. */
export function mechanism(name: string): Mechanism {
  const found = MECHANISMS.find((m) => m.name === name);
  if (found) return found;
  const names = MECHANISMS.map((m) => m.name);
  throw new ScenarioError(
    `${quote(name)} is unknown; ${hint(name, names, "choose among")}`,
    "mechanism",
  );
}
