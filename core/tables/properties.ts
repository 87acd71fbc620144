// Properties of the materials: unit, range, meaning, the symbol of the papers, and the kernel's slot,
// `property(m, Prop.slot)`, which follows temperature.
//
// To add one: an entry here, a sourced value in the files of data/materials, `npm run schema`, and its use in the kernel.

import type { SiUnit } from "../dimensions";
import type { Property, RunSpec } from "../runspec";
import { slotOf } from "./entry";

/** What a property is measured in, and what it may be [SI]: far beyond every material, near enough to catch a wrong unit. */
export interface PropertyEntry {
  unit: SiUnit;
  min: number;
  max: number;
  symbol: string;
  meaning: string;
  /** The kernel's name where it is another; null = the kernel does not read it. */
  slot?: string | null;
}

export const LITHIUM = {
  molarVolume: { unit: "m3/mol", min: 1e-6, max: 1e-4, symbol: "Omega", meaning: "molar volume" },
  youngsModulus: {
    unit: "Pa",
    min: 1e6,
    max: 1e12,
    symbol: "E",
    meaning: "Young's modulus",
    slot: null,
  },
  shearModulus: {
    unit: "Pa",
    min: 1e6,
    max: 1e12,
    symbol: "G",
    meaning: "shear modulus",
    slot: "lithiumShear",
  },
  poissonRatio: {
    unit: "1",
    min: 0,
    max: 0.49,
    symbol: "nu",
    meaning: "Poisson's ratio",
    slot: null,
  },
  creepRate: {
    unit: "1/s",
    min: 1e-10,
    max: 1e3,
    symbol: "A",
    meaning: "power-law creep: edot = A (sigma/s0)^n",
  },
  creepStress: {
    unit: "Pa",
    min: 1e4,
    max: 1e9,
    symbol: "s0",
    meaning: "its reference stress, size-hardened",
  },
  creepExponent: { unit: "1", min: 1, max: 20, symbol: "n", meaning: "its exponent" },
  diffusionalCreep: {
    unit: "1/(s.Pa)",
    min: 1e-20,
    max: 1e-8,
    symbol: "A1",
    meaning: "diffusional (Nabarro-Herring) creep: edot = A1 sigma",
  },
  selfDiffusivity: {
    unit: "m2/s",
    min: 1e-20,
    max: 1e-9,
    symbol: "D_self",
    meaning: "tracer diffusivity",
  },
  burgersVector: {
    unit: "m",
    min: 5e-11,
    max: 2e-9,
    symbol: "b",
    meaning: "Burgers vector",
    slot: "burgers",
  },
  surfaceEnergy: { unit: "J/m2", min: 1e-3, max: 10, symbol: "gamma", meaning: "surface energy" },
} as const satisfies Record<string, PropertyEntry>;

export const ELECTROLYTE = {
  ionicConductivity: {
    unit: "S/m",
    min: 1e-7,
    max: 1e3,
    symbol: "kappa, sigma_i",
    meaning: "ionic conductivity, times Tref/T exp(...): sigma T is Arrhenius",
  },
  electronicConductivity: {
    unit: "S/m",
    min: 1e-18,
    max: 1,
    symbol: "sigma_e",
    meaning: "electronic conductivity",
  },
  youngsModulus: {
    unit: "Pa",
    min: 1e6,
    max: 1e12,
    symbol: "E",
    meaning: "Young's modulus",
    slot: "seYoungs",
  },
  poissonRatio: {
    unit: "1",
    min: 0,
    max: 0.49,
    symbol: "nu",
    meaning: "Poisson's ratio",
    slot: "sePoisson",
  },
  fractureToughness: {
    unit: "Pa.m^0.5",
    min: 1e3,
    max: 1e8,
    symbol: "K_IC",
    meaning: "fracture toughness",
    slot: "toughness",
  },
  grainBoundaryToughness: {
    unit: "Pa.m^0.5",
    min: 1e3,
    max: 1e8,
    symbol: "K_IC",
    meaning: "fracture toughness of a grain boundary",
    // A scenario may give its own, see OF_RUN.
    slot: null,
  },
  chargeTransferResistance: {
    unit: "Ohm.m2",
    min: 1e-8,
    max: 10,
    symbol: "R_ct",
    meaning:
      "charge transfer of the conditioned interface, per interface; exchange current j0 = R T / (F R_ct)",
    slot: "chargeTransfer",
  },
  interphaseResistance: {
    unit: "Ohm.m2",
    min: 1e-8,
    max: 10,
    symbol: "R_ip",
    meaning: "interphase of the conditioned interface, per interface",
  },
  interphaseGrowth: {
    unit: "C/m2/s^0.5",
    min: 0,
    max: 1e4,
    symbol: "k",
    meaning: "parabolic growth of the interphase: q = k sqrt(t) where nothing else is slower",
  },
  interphaseReaction: {
    unit: "A/m2",
    min: 0,
    max: 1e9,
    symbol: "r",
    meaning: "largest rate of its reaction: 0 = stable against lithium, alone = grows linearly",
  },
  interphaseThicknessPerCharge: {
    unit: "m3/C",
    min: 1e-13,
    max: 1e-7,
    symbol: "lambda_p",
    meaning: "interphase thickness per areal charge",
  },
  electrolytePerCharge: {
    unit: "m3/C",
    min: 0,
    max: 1e-7,
    symbol: "lambda_e",
    meaning: "electrolyte that it eats per areal charge, as a thickness",
  },
  interphaseConductivity: {
    unit: "S/m",
    min: 1e-12,
    max: 1e3,
    symbol: "sigma_hi",
    meaning: "conductivity of the conditioned interphase",
  },
  freshInterphaseConductivity: {
    unit: "S/m",
    min: 1e-12,
    max: 1e3,
    symbol: "sigma_lo",
    meaning: "conductivity of the interphase as found, before plating has conditioned it",
  },
  conditioningCharge: {
    unit: "C/m2",
    min: 1e-3,
    max: 1e7,
    symbol: "q_lo",
    meaning: "plated charge that conditions the interphase at small currents",
  },
  conditioningCurrent: {
    unit: "A/m2",
    min: 1e-6,
    max: 1e6,
    symbol: "j_h",
    meaning: "plating current density at which half of that charge does",
  },
  reductionPotential: {
    unit: "V",
    min: 1e-3,
    max: 5,
    symbol: "dU",
    meaning: "potential against lithium at which the electrolyte is reduced",
  },
} as const satisfies Record<string, PropertyEntry>;

/** Of the active material of a cathode. */
export const CATHODE_MATERIAL = {
  maximumConcentration: {
    unit: "mol/m3",
    min: 1e3,
    max: 1e5,
    symbol: "c_max",
    meaning: "lithium in the active material at x = 1",
  },
  lithiumAsBuilt: {
    unit: "1",
    min: 0,
    max: 1,
    symbol: "x_0",
    meaning: "lithium content as built, the lower end of the state of charge",
  },
  lithiumCharged: {
    unit: "1",
    min: 0,
    max: 1,
    symbol: "x_100",
    meaning: "lithium content at 4.2 V, the upper end of the state of charge",
  },
  particleDiffusivity: {
    unit: "m2/s",
    min: 1e-20,
    max: 1e-8,
    symbol: "D",
    meaning: "diffusivity of lithium in the particles",
  },
  cathodeExchange: {
    unit: "A/m2",
    min: 1e-6,
    max: 1e4,
    symbol: "i_0,ref",
    meaning: "exchange current density per surface of the particles at x = 0.5",
  },
  particleConductivity: {
    unit: "S/m",
    min: 1e-10,
    max: 1e6,
    symbol: "sigma_CAM",
    meaning: "electronic conductivity of the active material",
  },
  density: { unit: "kg/m3", min: 500, max: 2e4, symbol: "rho", meaning: "density", slot: null },
} as const satisfies Record<string, PropertyEntry>;

/** Of an electrolyte in the cathode, where it is another than that of the pellet. */
export const CATHOLYTE = {
  ionicConductivity: {
    unit: "S/m",
    min: 1e-7,
    max: 1e3,
    symbol: "sigma_c",
    meaning: "ionic conductivity of the electrolyte in the cathode",
    slot: "catholyteConductivity",
  },
  interphaseTime: {
    unit: "s",
    min: 1,
    max: 1e12,
    symbol: "t_c",
    meaning: "time in which the interphase on bare particles has the resistance of charge transfer",
    slot: "cathodeInterphaseTime",
  },
} as const satisfies Record<string, PropertyEntry>;

export type CatholyteProperties = { [K in keyof typeof CATHOLYTE]: Property };
export type CathodeProperties = { [K in keyof typeof CATHODE_MATERIAL]: Property };
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
    name: "interphaseThickness",
    unit: "m",
    meaning: "thickness of the interphase at the start; negative = that of its resistance",
    of: (spec) => constantProperty(spec.interface.interphaseThickness ?? -1),
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

/** What stands in the table of a run without a cathode: nothing reads it. */
const NO_CATHODE = Object.fromEntries(
  Object.keys(CATHODE_MATERIAL).map((key) => [key, constantProperty(0)]),
) as CathodeProperties;

/** In argyrodite, fitted to impedance at rest of NCM with it 1:1, after Jung et al. 2019, via a digest [s]. */
const IN_ARGYRODITE = 20 * 3600;

/** The electrolyte of the composite: that of the pellet where the cathode names none. */
const catholyte = ({ cathode, electrolyte }: RunSpec): CatholyteProperties =>
  cathode?.catholyte ?? {
    ionicConductivity: electrolyte.ionicConductivity,
    interphaseTime: constantProperty(IN_ARGYRODITE),
  };

/** The kernel's table of properties. */
export const PROPERTIES: readonly KernelProperty[] = [
  ...slotted(LITHIUM, (spec) => ({ ...spec.lithium })),
  ...slotted(ELECTROLYTE, (spec) => ({ ...spec.electrolyte })),
  ...OF_RUN,
  ...slotted(CATHODE_MATERIAL, (spec) => ({ ...(spec.cathode?.properties ?? NO_CATHODE) })),
  ...slotted(CATHOLYTE, (spec) => ({ ...catholyte(spec) })),
];
