// Fields of the section and lines along the interface: unit, meaning, what the page calls them, where the kernel keeps them.
//
// To add a layer: an entry in PICTURES here, `npm run schema`, and its values in assembly/pictures.ts, Picture.name. The
// schema's view.layer, Frame["fields"], the stored file, docs and the page's buttons follow.
// To add a line: an entry in LINES, `npm run schema`, its address in runField of assembly/run.ts.

import type { SiUnit } from "../dimensions";

export interface PictureEntry {
  unit: SiUnit;
  /** What it shows, one sentence. */
  about: string;
  /** On the page: its name and that on its button; none = it has no button. */
  label?: string;
  short?: string;
  /** Its name among the channels of the dendrite risk: that makes it one. */
  channel?: string;
  /** Shown in percent. */
  percent?: true;
  /** Fixed range of the colours [SI]; without it the range follows the field. */
  range?: readonly [number, number];
  /** Colours by the logarithm of the value, over a fixed range. */
  logarithmic?: true;
  /** Zero stays in the middle of the colours. */
  diverging?: true;
  /** Shown as its ratio to the mean of the interface, 1 in the middle of the colours. */
  overMean?: true;
}

const unit01 = { unit: "1", range: [0, 1] } as const;

/** Pictures that the kernel composes, f32, rows from the platen down. */
export const PICTURES = {
  lithium: {
    ...unit01,
    percent: true,
    label: "Lithium and voids",
    short: "Voids",
    about: "Silver is lithium, black is void, olive is the solid electrolyte.",
  },
  potential: {
    unit: "V",
    label: "Potential",
    about: "Electric potential of the electrolyte against the lithium.",
  },
  currentDensity: {
    unit: "A/m2",
    label: "Current density",
    short: "Current",
    about: "Ionic current density over its mean: what is left of the contact carries all of it.",
    overMean: true,
    range: [0, 4],
  },
  hydrostatic: {
    unit: "Pa",
    label: "Hydrostatic stress",
    short: "Stress",
    about: "Mean stress: blue is compression, red is tension.",
    diverging: true,
  },
  vonMises: {
    unit: "Pa",
    label: "Von Mises stress",
    short: "Von Mises",
    about: "How hard the material is sheared.",
  },
  vacancies: {
    unit: "Pa",
    label: "Vacancies",
    about: "Osmotic pressure of the vacancies that stripping leaves in the lithium.",
  },
  risk: {
    unit: "1",
    range: [0.1, 10],
    logarithmic: true,
    label: "Dendrite risk",
    short: "Risk",
    channel: "Drive",
    about:
      "Stress intensity over toughness of a usual flaw here, and of the section's own flaws at their tips: 1 starts a filament. Illustrative, not a verdict.",
  },
  riskToughness: {
    ...unit01,
    channel: "Toughness",
    about:
      "Chance that a flaw of the usual sizes is critical under the pressure of plated lithium.",
  },
  riskStress: {
    ...unit01,
    channel: "Stress",
    about: "Largest tensile stress against the strength of a flawed electrolyte.",
  },
  riskPressure: {
    ...unit01,
    channel: "Lithium pressure",
    about: "Pressure that plated lithium can build in a flaw of 5 µm, against what cracks it.",
  },
  riskFocusing: {
    ...unit01,
    channel: "Current focusing",
    about: "Local against applied current density; three times is 1.",
  },
  riskLeakage: {
    ...unit01,
    channel: "Leakage",
    about: "How far electrons that leak in let lithium deposit inside the electrolyte.",
  },
  riskVoidEdge: {
    ...unit01,
    channel: "Void edges",
    about: "Nearness to where contact ends, at a void or a pore: a third at 5 µm.",
  },
  localPotential: {
    unit: "V",
    about: "Potential of lithium in the electrolyte against lithium, where electrons leak.",
  },
  interphase: {
    unit: "m",
    label: "Interphase",
    about:
      "Thickness of the interphase under each part of the contact, drawn a hundred times as deep.",
  },
} as const satisfies Record<string, PictureEntry>;

export type FieldName = keyof typeof PICTURES;
export const FIELD_NAMES = Object.keys(PICTURES) as [FieldName, ...FieldName[]];

/** The entry of a field. */
export const picture = (name: FieldName): PictureEntry => PICTURES[name];

/** Whether the field is a channel of the dendrite risk. */
export const isRisk = (name: FieldName): boolean => picture(name).channel !== undefined;

/** Pictures of the section of a cathode on a grid of its own, f32, rows from the pellet to the collector; NaN where there is none.
 * To add one: an entry here, `npm run schema`, its values in assembly/cathode/section-pictures.ts, CathodePicture.name. */
export const CATHODE_PICTURES = {
  cathodeLithium: {
    ...unit01,
    label: "Lithium in the cathode",
    short: "Cathode Li",
    about: "Lithium content of the particles of the cathode: 1 is full.",
  },
  cathodeCurrent: {
    unit: "A/m2",
    label: "Current in the cathode",
    short: "Cathode current",
    about: "Ionic current density between the particles of the cathode.",
  },
  cathodePotential: {
    unit: "V",
    label: "Potential in the cathode",
    short: "Cathode potential",
    about: "Electric potential of the electrolyte between the particles, against its entrance.",
  },
  reaction: {
    unit: "1",
    range: [0, 3],
    label: "Reaction of the particles",
    short: "Reaction",
    about:
      "Current density at the surface of the particles over its mean; 0 where contact is lost.",
  },
} as const satisfies Record<string, PictureEntry>;

export type CathodeFieldName = keyof typeof CATHODE_PICTURES;
export const CATHODE_FIELD_NAMES = Object.keys(CATHODE_PICTURES) as [
  CathodeFieldName,
  ...CathodeFieldName[],
];

/** Whether a layer is one of the cathode. */
export const ofCathode = (name: FieldName | CathodeFieldName): name is CathodeFieldName =>
  name in CATHODE_PICTURES;

export interface LineEntry {
  unit: SiUnit;
  meaning: string;
  /** The kernel's name where it is another. */
  slot?: string;
}

/** Lines along the interface that a frame carries, one value a column. */
export const LINES = {
  contact: { unit: "1", meaning: "contact a(x), 1 when pristine" },
  current: { unit: "A/m2", meaning: "local current density, positive strips" },
  pressure: { unit: "Pa", meaning: "normal pressure on the interface", slot: "wallPressure" },
  gap: { unit: "m", meaning: "sub-grid gap: free volume per area" },
  interphase: { unit: "m", meaning: "thickness of the interphase" },
} as const satisfies Record<string, LineEntry>;

export type LineName = keyof typeof LINES;

/** Further arrays of the kernel whose address tests and validation may ask for, f64, row 0 at the interface. */
export const ARRAYS: Readonly<Record<string, { unit: string; meaning: string }>> = {
  phi: { unit: "1", meaning: "solid fraction of the lithium's cells" },
  potential: { unit: "V", meaning: "of the electrolyte's cells" },
  open: { unit: "1", meaning: "1 where the column is open to a void" },
  sink: { unit: "1", meaning: "strength of vacancy sinks along the interface over the mean" },
  kinetics: {
    unit: "1",
    meaning: "charge-transfer resistance along the interface over the mean",
  },
  velocityX: { unit: "m/s", meaning: "of the lithium, on nodes" },
  velocityY: { unit: "m/s", meaning: "of the lithium, on nodes" },
  pressure: { unit: "Pa", meaning: "of the lithium's cells" },
  displacementX: { unit: "m", meaning: "of the electrolyte, on nodes" },
  displacementY: { unit: "m", meaning: "of the electrolyte, on nodes" },
  cathodeLithium: { unit: "1", meaning: "of the shells of each row of a cathode along its depth" },
  cathodeCurrent: {
    unit: "A/m2",
    meaning: "per surface of the particles in each of those rows, positive where lithium leaves",
  },
  cathodeVoltage: {
    unit: "V",
    meaning: "of the particles in each of those rows over their electrolyte",
  },
  fluxX: { unit: "m2/s", meaning: "volume of lithium through faces, per depth" },
  fluxY: { unit: "m2/s", meaning: "volume of lithium through faces, per depth" },
};
