// The electrolyte as it is: density, grains, flaws, pores, layers. Off unless asked for.
//
// To add an entry: one line here, `npm run schema`, and its use in the kernel, `m.p(Param.slot)`, or
// `layer(m.layers, k, Layer.slot)` for what a layer has of its own.

import { FLATTEST_FLAW } from "../constants";
import { flag, length, MODEL, number, optional, quantity, required } from "./entry";

const HU = "after [@hu2025]; rule ours";

const at = required(length(0, 2e-3), { description: "Position along the interface" });
const depth = (description: string) => required(length(0, 2e-3), { description });

export const PELLET = {
  density: number({ min: 0.7, max: 0.999 }, 0.9, {
    description:
      "Relative density of the pellet. It sets flaws and pores; conductivities stay those of the material, which are measured on a pellet",
    status: "illustrative",
    source: HU,
  }),
  roughness: quantity(length(0, 1e-4), "0 um", {
    description:
      "Standard deviation of the surface's height; a flaw that starts in a valley reaches deeper by it",
    status: "illustrative",
    source: MODEL,
  }),
} as const;

const toughness = { si: "Pa.m^0.5", min: 1e3, max: 1e8 } as const;

export const GRAINS = {
  size: quantity(length(0, 1e-3), "0 um", {
    description: "Diameter of a circle of a grain's mean area; 0 um = one grain",
    slot: "grainSize",
  }),
  spread: number({ min: 0, max: 0.6 }, 0.2, {
    description: "Lognormal spread of grain diameters",
    status: "illustrative",
    source: MODEL,
    slot: "grainSpread",
  }),
  boundaryResistance: quantity({ si: "Ohm.m2", min: 0, max: 1 }, "0 Ohm.cm2", {
    description:
      "Ionic resistance of a grain boundary at the reference temperature; grains conduct better by what it costs, so that the pellet's total stays the material's",
    status: "illustrative",
    source: MODEL,
  }),
  electronicResistance: quantity({ si: "Ohm.m2", min: 0, max: 1e12, least: 1e-6 }, "0 Ohm.cm2", {
    description: "Resistance of a grain boundary to electrons",
    status: "illustrative",
    source: MODEL,
    slot: "boundaryElectronic",
  }),
  // A property of the kernel, see properties.ts.
  boundaryToughness: optional(toughness, {
    description: "Toughness within 0.4 um of a boundary; left out = that of the material",
    slot: null,
  }),
} as const;

export const BOUNDARY = {
  from: at,
  fromDepth: depth("Depth of that end"),
  to: required(length(0, 2e-3), { description: "Position of the other end" }),
  toDepth: depth("Depth of the other end"),
} as const;

export const FLAWS = {
  spacing: quantity(length(0, 1e-2), "0 um", {
    description:
      "Mean distance of surface flaws at 90 % density; 0 um = none. Their number goes with the square root of porosity",
    status: "illustrative",
    source: HU,
    slot: "flawSpacing",
  }),
  median: quantity(length(1e-8, 1e-3), "2.5 um", {
    description:
      "Median length at 90 % density; lengths go with porosity and lie within 0.4 to 4 medians",
    status: "illustrative",
    source: HU,
    slot: "flawMedian",
  }),
  spread: number({ min: 0, max: 2 }, 0.6, {
    description: "Lognormal spread of lengths",
    status: "illustrative",
    source: MODEL,
    slot: "flawSpread",
  }),
  tilt: number({ min: 0, max: FLATTEST_FLAW, degrees: true }, 17, {
    description: "Largest angle from straight down either way, degrees",
    status: "illustrative",
    source: MODEL,
    slot: "flawTilt",
  }),
  mouth: quantity(length(1e-9, 1e-4), "20 nm", {
    description: "Width of a flaw's mouth, through which lithium creeps back",
    status: "illustrative",
    source: MODEL,
    slot: "flawMouth",
  }),
  insideSpacing: quantity(length(0, 1e-2), "0 um", {
    description:
      "Mean distance of flaws inside the pellet at 90 % density, empty and at any angle; 0 um = none. A filament that meets one goes on from its ends",
    status: "illustrative",
    source: MODEL,
    slot: "flawInside",
  }),
} as const;

export const FLAW = {
  at,
  length: required(length(1e-8, 1e-3), { description: "Length along its axis" }),
  tilt: number({ min: -FLATTEST_FLAW, max: FLATTEST_FLAW, degrees: true }, 0, {
    description: "Angle from straight down, degrees",
  }),
  depth: quantity(length(0, 2e-3), "0 um", {
    description: "Depth of its upper end; 0 um = open to the interface",
  }),
} as const;

/** Where both ends of a drawn boundary are, and where they go. */
export const MOVE_BOUNDARY = {
  ...BOUNDARY,
  newFrom: required(length(0, 2e-3), { description: "Where its first end goes" }),
  newFromDepth: depth("Depth there"),
  newTo: required(length(0, 2e-3), { description: "Where its other end goes" }),
  newToDepth: depth("Depth there"),
} as const;

/** Where the upper end of a flaw, or the centre of a pore, is. */
export const ERASE = {
  at,
  depth: quantity(length(0, 2e-3), "0 um", { description: "Depth there" }),
} as const;

/** Where the upper end of a flaw, or the centre of a pore, is, and where it goes. */
export const MOVE = {
  from: at,
  fromDepth: quantity(length(0, 2e-3), "0 um", { description: "Depth there" }),
  to: at,
  toDepth: quantity(length(0, 2e-3), "0 um", { description: "Depth there" }),
} as const;

export const PORES = {
  on: flag(false, {
    description:
      "Pores in the section, as large a share of it as the density leaves; they conduct nothing, and the interface has no contact on them",
    status: "illustrative",
    source: MODEL,
    slot: "pores",
  }),
  diameter: quantity(length(1e-8, 1e-3), "2 um", {
    description: "Median diameter at 90 % density; goes with the square root of porosity",
    status: "illustrative",
    source: MODEL,
    slot: "poreSize",
  }),
} as const;

export const PORE = {
  at,
  depth: depth("Depth of its centre"),
  diameter: required(length(1e-8, 1e-3), { description: "Diameter" }),
} as const;

const own = "Its own; left out = that of the electrolyte";
const conductivity = { si: "S/m", min: 1e-16, max: 1e4 } as const;

/** One layer; `slot` is its column of the kernel's table of layers, where those of OVER_MATERIAL are ratios. */
export const LAYER = {
  thickness: required(length(1e-9, 1e-2), { description: "Thickness" }),
  ionicConductivity: optional(conductivity, { description: own, slot: "ionic" }),
  electronicConductivity: optional(conductivity, { description: own, slot: "electronic" }),
  youngsModulus: optional({ si: "Pa", min: 1e6, max: 1e12 }, { description: own, slot: "youngs" }),
  poissonRatio: optional({ si: "1", min: 0, max: 0.49 }, { description: own, slot: "poisson" }),
  fractureToughness: optional(toughness, { description: own, slot: "toughness" }),
  grainBoundaryToughness: optional(toughness, { description: own, slot: "boundaryToughness" }),
  coating: flag(false, {
    description:
      "Stable against lithium: the interphase grows below it, by the electrons that it lets through. Counts for layers from the interface down, as far as they all are",
    status: "illustrative",
    source: MODEL,
  }),
  lithiumConsumption: number({ min: 0, max: 10 }, 0, {
    description: "Volume of lithium that a volume of it takes up from a filament",
    status: "illustrative",
    source: "[@ye2021]",
    slot: "consumption",
  }),
  lithiumReaction: quantity({ si: "m2/s", min: 0, max: 1e-10, least: 1e-24 }, "1e-14 m2/s", {
    description:
      "How fast it does: beside a filament a zone of sqrt(2 D t) has reacted, D this rate; 0 = never",
    status: "illustrative",
    source: MODEL,
    slot: "reaction",
  }),
} as const;

/** The entries of a layer with their columns in the kernel. */
export const LAYER_COLUMNS = (Object.keys(LAYER) as (keyof typeof LAYER)[]).map((key) => ({
  key,
  column: LAYER[key].slot ?? key,
}));

/** Values of a layer that the kernel takes over those of the electrolyte, so that temperature laws are shared. */
export const OVER_MATERIAL = [
  "ionicConductivity",
  "electronicConductivity",
  "youngsModulus",
  "fractureToughness",
  "grainBoundaryToughness",
] as const;
