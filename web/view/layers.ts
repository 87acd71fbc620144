// What can be looked at: each field with its name, unit, colour table and range.
import type { FieldName } from "../../sim/types";
import { type Quantity, quantities } from "../format";
import type { MapName } from "./colour";

export interface Layer {
  field: FieldName;
  label: string;
  /** for the row of buttons */
  short: string;
  /** what the colour means, one sentence */
  about: string;
  quantity: Quantity;
  map: MapName;
  /** zero stays in the middle of the table */
  diverging?: boolean;
  /** fixed range in SI; without it the range follows the field */
  range?: [number, number];
}

const risk = (field: FieldName, label: string, about: string): Layer => ({
  field,
  label,
  short: label,
  about,
  quantity: quantities.ratio,
  map: "batlow",
  range: [0, 1],
});

export const layers: Layer[] = [
  {
    field: "lithium",
    label: "Lithium and voids",
    short: "Voids",
    about: "Silver is lithium, black is void, olive is the solid electrolyte.",
    quantity: quantities.fraction,
    map: "batlow",
    range: [0, 1],
  },
  {
    field: "potential",
    label: "Potential",
    short: "Potential",
    about: "Electric potential of the electrolyte against the lithium.",
    quantity: quantities.voltage,
    map: "batlow",
  },
  {
    field: "currentDensity",
    label: "Current density",
    short: "Current",
    about: "Size of the ionic current density; it crowds at the edges of voids.",
    quantity: quantities.currentDensity,
    map: "batlow",
  },
  {
    field: "hydrostatic",
    label: "Hydrostatic stress",
    short: "Hydrostatic",
    about: "Mean stress: blue is compression, red is tension.",
    quantity: quantities.stress,
    map: "vik",
    diverging: true,
  },
  {
    field: "vonMises",
    label: "Von Mises stress",
    short: "Von Mises",
    about: "How hard the material is sheared.",
    quantity: quantities.stress,
    map: "batlow",
  },
  {
    field: "vacancies",
    label: "Vacancies",
    short: "Vacancies",
    about: "Osmotic pressure of the vacancies that stripping leaves in the lithium.",
    quantity: quantities.stress,
    map: "batlow",
  },
  risk(
    "risk",
    "Dendrite risk",
    "Chance that a flaw here would crack open, from toughness and stress. A teaching map, not a verdict.",
  ),
];

/** Parts of the risk, shown on demand below the layer "risk". */
export const riskChannels: Layer[] = [
  risk(
    "risk",
    "Combined",
    "Chance that a flaw here would crack open, from toughness and stress. A teaching map, not a verdict.",
  ),
  risk(
    "riskToughness",
    "Toughness",
    "Chance that a flaw of the usual sizes is critical under the pressure of plated lithium.",
  ),
  risk(
    "riskStress",
    "Stress",
    "Largest tensile stress against the strength of a flawed electrolyte.",
  ),
  risk(
    "riskPressure",
    "Lithium pressure",
    "Pressure that plated lithium can build in a flaw of 5 µm, against what cracks it.",
  ),
  risk(
    "riskFocusing",
    "Current focusing",
    "Local against applied current density; three times is 1.",
  ),
  risk(
    "riskLeakage",
    "Leakage",
    "How far electrons that leak in let lithium deposit inside the electrolyte.",
  ),
  risk(
    "riskVoidEdge",
    "Void edges",
    "Nearness to where contact ends, at a void or a pore: a third at 5 µm.",
  ),
];

export const everyField: FieldName[] = [
  ...new Set([...layers, ...riskChannels].map((l) => l.field)),
];

export function layerOf(field: FieldName): Layer {
  return [...layers, ...riskChannels].find((layer) => layer.field === field) ?? layers[0]!;
}
