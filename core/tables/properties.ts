// Properties of the materials: unit, range, meaning, the symbol of the papers, and the kernel's slot,
// `property(m, Prop.slot)`, which follows temperature.
//
// To add one: an entry here, a sourced value in the files of data/materials, `npm run schema`, and its use in the kernel.

import type { SiUnit } from "../dimensions";
import type { Property, RunSpec } from "../runspec";
import { slotOf } from "./entry";

/** What a property is measured in, and what it may be [SI]; positive unless a range says more. */
export interface PropertyEntry {
  unit: SiUnit;
  min?: number;
  max?: number;
  symbol: string;
  meaning: string;
  /** The kernel's name where it is another; null = the kernel does not read it. */
  slot?: string | null;
}

export const LITHIUM = {
  molarVolume: { unit: "m3/mol", symbol: "Omega", meaning: "molar volume" },
  youngsModulus: { unit: "Pa", symbol: "E", meaning: "Young's modulus", slot: null },
  shearModulus: { unit: "Pa", symbol: "G", meaning: "shear modulus", slot: "lithiumShear" },
  poissonRatio: { unit: "1", max: 0.49, symbol: "nu", meaning: "Poisson's ratio", slot: null },
  creepRate: { unit: "1/s", symbol: "A", meaning: "power-law creep: edot = A (sigma/s0)^n" },
  creepStress: { unit: "Pa", symbol: "s0", meaning: "its reference stress, size-hardened" },
  creepExponent: { unit: "1", min: 1, max: 20, symbol: "n", meaning: "its exponent" },
  diffusionalCreep: {
    unit: "1/(s.Pa)",
    symbol: "A1",
    meaning: "diffusional (Nabarro-Herring) creep: edot = A1 sigma",
  },
  selfDiffusivity: { unit: "m2/s", symbol: "D_self", meaning: "tracer diffusivity" },
  burgersVector: { unit: "m", symbol: "b", meaning: "Burgers vector", slot: "burgers" },
  surfaceEnergy: { unit: "J/m2", symbol: "gamma", meaning: "surface energy" },
} as const satisfies Record<string, PropertyEntry>;

export const ELECTROLYTE = {
  ionicConductivity: {
    unit: "S/m",
    symbol: "kappa, sigma_i",
    meaning: "ionic conductivity, times Tref/T exp(...): sigma T is Arrhenius",
  },
  electronicConductivity: { unit: "S/m", symbol: "sigma_e", meaning: "electronic conductivity" },
  youngsModulus: { unit: "Pa", symbol: "E", meaning: "Young's modulus", slot: "seYoungs" },
  poissonRatio: {
    unit: "1",
    max: 0.49,
    symbol: "nu",
    meaning: "Poisson's ratio",
    slot: "sePoisson",
  },
  fractureToughness: {
    unit: "Pa.m^0.5",
    symbol: "K_IC",
    meaning: "fracture toughness",
    slot: "toughness",
  },
  grainBoundaryToughness: {
    unit: "Pa.m^0.5",
    symbol: "K_IC",
    meaning: "fracture toughness of a grain boundary",
    // A scenario may give its own, see OF_RUN.
    slot: null,
  },
  chargeTransferResistance: {
    unit: "Ohm.m2",
    symbol: "R_ct",
    meaning:
      "charge transfer of the conditioned interface, per interface; exchange current j0 = R T / (F R_ct)",
    slot: "chargeTransfer",
  },
  seiResistance: {
    unit: "Ohm.m2",
    symbol: "R_SEI",
    meaning: "SEI of the conditioned interface, per interface",
  },
  seiGrowth: {
    unit: "C/m2/s^0.5",
    symbol: "k",
    meaning: "parabolic growth of the SEI: q_SEI = k sqrt(t)",
  },
  seiThicknessPerCharge: { unit: "m3/C", symbol: "L/q", meaning: "SEI thickness per areal charge" },
  seiConductivity: { unit: "S/m", symbol: "sigma_SEI", meaning: "conductivity of the SEI" },
} as const satisfies Record<string, PropertyEntry>;

export type LithiumProperties = { [K in keyof typeof LITHIUM]: Property };
export type ElectrolyteProperties = { [K in keyof typeof ELECTROLYTE]: Property };

/** A property that does not change with temperature. */
export const constantProperty = (value: number): Property => ({
  value,
  law: "constant",
  activationEnergy: 0,
  reference: 298.15,
});

export interface KernelProperty {
  name: string;
  unit: SiUnit;
  meaning: string;
  of: (spec: RunSpec) => Property;
}

/** What the scenario may set beside the material. */
const OF_RUN: readonly KernelProperty[] = [
  {
    name: "counterResistance",
    unit: "Ohm.m2",
    meaning:
      "resistance of the counter electrode; negative = that of the pristine working interface at the temperature of the moment",
    of: (spec) => constantProperty(spec.interface.counterResistance ?? -1),
  },
  {
    name: "boundaryToughness",
    unit: "Pa.m^0.5",
    meaning: "fracture toughness within 0.4 um of a grain boundary",
    of: (spec) => spec.microstructure.grains.boundaryToughness,
  },
];

function slotted(
  table: Readonly<Record<string, PropertyEntry>>,
  part: (spec: RunSpec) => Readonly<Record<string, Property>>,
): KernelProperty[] {
  return Object.entries(table).flatMap(([key, entry]) => {
    const name = slotOf(key, entry.slot);
    if (name === null) return [];
    const { unit, meaning } = entry;
    return [{ name, unit, meaning, of: (spec: RunSpec) => part(spec)[key]! }];
  });
}

/** The kernel's table of properties. */
export const PROPERTIES: readonly KernelProperty[] = [
  ...slotted(LITHIUM, (spec) => ({ ...spec.lithium })),
  ...slotted(ELECTROLYTE, (spec) => ({ ...spec.electrolyte })),
  ...OF_RUN,
];
