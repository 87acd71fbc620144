// The composite cathode: name, default, range and meaning of each entry. All levels of the model take the same ones.
//
// To add an entry: one line here, `npm run schema`, and its use in the kernel, `m.p(Param.name)`.

import { flag, length, MODEL, number, optional, quantity } from "./entry";

/** How the cathode is computed; the place of one is the kernel's number of it. */
export const CATHODE_MODELS = ["none", "lumped", "line", "section"] as const;
export type CathodeModel = (typeof CATHODE_MODELS)[number];

/** What grows on the particles; the place of one is the kernel's number of it. */
export const CATHODE_INTERPHASES = ["none", "bare", "coated"] as const;
export type CathodeInterphase = (typeof CATHODE_INTERPHASES)[number];

const conductivity = { si: "S/m", min: 1e-9, max: 1e4 } as const;

export const CATHODE = {
  thickness: quantity(length(1e-6, 1e-3), "60 um", {
    description: "Thickness of the composite",
    slot: "cathodeThickness",
  }),
  share: number({ min: 0.01, max: 0.95 }, 0.42, {
    description: "Volume share of active material in the composite",
    slot: "cathodeShare",
  }),
  porosity: number({ min: 0, max: 0.6 }, 0.14, {
    description: "Volume share of pores; what is left is electrolyte",
    slot: "cathodePorosity",
  }),
  particle: quantity(length(1e-7, 1e-4), "5 um", {
    description: "Diameter of the particles of active material",
    slot: "cathodeParticle",
  }),
  spread: number({ min: 0, max: 0.6 }, 0.2, {
    description: "Spread of the logarithm of the diameters; it acts in the section",
    status: "illustrative",
    source: MODEL,
    slot: "cathodeSpread",
  }),
  carbon: number({ min: 0, max: 5 }, 0, {
    description:
      "Carbon fibres, percent by weight; it acts on conductivities that are left out, as measured at 40 % active material",
    status: "illustrative",
    source: MODEL,
    slot: null,
  }),
  active: number({ min: 0.01, max: 1 }, 1, {
    description: "Share of the active material that electrons and ions reach; the rest is dead",
    slot: "cathodeActive",
  }),
  contact: number({ min: 0.01, max: 1 }, 1, {
    description: "Share of the surface of the particles that touches electrolyte at the start",
    slot: "cathodeContact",
  }),
  lostArcs: number({ min: 1, max: 24, integer: true }, 12, {
    description:
      "Pieces in which every particle has lost the rest of its contact; it acts in the section",
    status: "illustrative",
    source: MODEL,
    slot: "cathodeLostArcs",
  }),
  charge: number({ min: 0, max: 1 }, 0, {
    description: "State of charge at the start: 0 as built, 1 at 4.2 V",
    slot: "cathodeCharge",
  }),
  contactLoss: flag(false, {
    description:
      "Particles that shrink and swell lose contact, the less the harder the stack is pressed",
    status: "illustrative",
    source: "after [@shi2020], via a digest; how pressure helps is a guess",
    slot: "cathodeContactLoss",
  }),
  layer: quantity(length(0, 1e-3), "0 um", {
    description: "Thickness of a layer of the catholyte between pellet and composite; 0 um = none",
    slot: "catholyteLayer",
  }),
  ionicConductivity: optional(conductivity, {
    description:
      "Effective conductivity of the composite for ions at 25 Cel; left out = as measured at that share of the solids",
    slot: null,
  }),
  electronicConductivity: optional(conductivity, {
    description:
      "Effective conductivity of the composite for electrons; left out = as measured at that share of the solids",
    slot: null,
  }),
} as const;

export const CATHODE_COATING = {
  thickness: quantity(length(0, 1e-6), "0 nm", {
    description: "Thickness of a coating of LiNbO3 on the particles; 0 nm = bare",
    slot: null,
  }),
  coverage: number({ min: 0, max: 1 }, 1, {
    description: "Share of the surface of the particles that it covers",
    slot: "cathodeCoverage",
  }),
} as const;

/** Grid of the section of a cathode. */
export const CATHODE_MESH = {
  columns: number({ min: 32, max: 512, integer: true }, 128, {
    description: "Cells across the section of the cathode",
    slot: null,
  }),
  width: quantity(length(1e-6, 1e-3), "51.2 um", {
    description: "Width of the section of the cathode",
    slot: null,
  }),
} as const;
