// What a run is, in SI: the scenario after units, defaults and materials have been resolved.
// sim/ and the kernel see only this; nothing below here parses a string.

import type { Scenario } from "./scenario";

/** A material property: `value` [SI] at `reference` [K]. Evaluated inside WASM, so that every engine gives the same bits.
 * arrhenius: value * exp(-Ea/R (1/T - 1/Tref)); arrhenius-over-T: the same times Tref/T (ionic conductivity, Kraft convention). */
export interface Property {
  value: number;
  law: "constant" | "arrhenius" | "arrhenius-over-T";
  /** [J/mol]; 0 for a constant. */
  activationEnergy: number;
  /** [K] */
  reference: number;
}

export interface LithiumProperties {
  /** [m3/mol] */
  molarVolume: Property;
  youngsModulus: Property;
  shearModulus: Property;
  poissonRatio: Property;
  /** Power-law creep rate at creepStress [1/s]: edot = A (sigma/s0)^n. */
  creepRate: Property;
  /** s0 of the power law, size-hardened [Pa]. */
  creepStress: Property;
  creepExponent: Property;
  /** Diffusional (Nabarro-Herring) creep [1/(s Pa)]: edot = A1 sigma. */
  diffusionalCreep: Property;
  /** Tracer diffusivity [m2/s]. */
  selfDiffusivity: Property;
  burgersVector: Property;
  surfaceEnergy: Property;
}

export interface ElectrolyteProperties {
  /** [S/m] */
  ionicConductivity: Property;
  /** [S/m] */
  electronicConductivity: Property;
  youngsModulus: Property;
  poissonRatio: Property;
  /** [Pa m^0.5] */
  fractureToughness: Property;
  grainBoundaryToughness: Property;
  /** Charge-transfer resistance of the conditioned interface, per interface [Ohm m2]. */
  chargeTransferResistance: Property;
  /** SEI resistance of the conditioned interface [Ohm m2]. */
  seiResistance: Property;
  /** Parabolic SEI growth constant k of q = k sqrt(t) [C/(m2 s^0.5)]. */
  seiGrowth: Property;
  /** SEI thickness per charge [m/(C/m2)]. */
  seiThicknessPerCharge: Property;
  /** SEI conductivity [S/m]. */
  seiConductivity: Property;
}

/** A pre-existing half-elliptic hole in the lithium at the interface [m]. */
export interface Defect {
  at: number;
  width: number;
  height: number;
}

export interface Termination {
  /** "time" counts from the start of the step [s]; "capacity" is areal, of the step [C/m2]; others are observables. */
  observable: string;
  op: "<" | ">";
  value: number;
  /** Canonical words, as in "contact < 60 %". */
  text: string;
}

/** One flattened step of the protocol. Positive current strips the working electrode's lithium. */
export interface ProtocolStep {
  kind: "strip" | "plate" | "rest" | "hold" | "press";
  /** Canonical form. */
  text: string;
  /** The author's words. */
  description: string;
  /** 1-based; grows with each pass of the outermost loop. */
  cycle: number;
  control: { mode: "current"; currentDensity: number } | { mode: "voltage"; voltage: number };
  /** Set at the step's start when given [K]. */
  temperature?: number;
  /** Set at the step's start, or reached linearly over `rampTime` [Pa], [s]. */
  pressure?: number;
  rampTime?: number;
  /** Way that the frame of the platen comes down over `rampTime`, instead of a pressure [m]. */
  travel?: number;
  /** Any one of them ends the step. */
  until: Termination[];
  /** Exit conditions of the enclosing loops: when one holds at the end of this step, the run goes on at `exit`. */
  loops: { until: Termination[]; exit: number }[];
}

export interface RunSpec {
  /** The scenario with every default filled in: what the record stores. */
  scenario: Scenario;
  title: string;
  seed: number;
  /** Square cells of side h [m]; rows are whole multiples of 8 so that the grids coarsen. */
  grid: { columns: number; lithiumRows: number; electrolyteRows: number; h: number };
  /** [m]; pellet = whole thickness of the electrolyte; reservoir = lithium above the resolved window. */
  cell: { width: number; lithium: number; electrolyte: number; pellet: number; reservoir: number };
  /** [K] */
  temperature: number;
  /** [Pa] */
  stackPressure: number;
  /** Loss of stack pressure per length that the platen comes down [Pa/m]; 0 = constant load, that of the cell = gap. */
  stackStiffness: number;
  lithium: LithiumProperties;
  electrolyte: ElectrolyteProperties;
  interface: {
    defects: Defect[];
    /** Mean distance of void nucleation sites [m]; 0 = none. */
    siteSpacing: number;
    /** Lognormal amplitude of the vacancy-sink field and of the kinetics field. */
    sinkAmplitude: number;
    kineticsAmplitude: number;
    /** Correlation length of both fields [m]. */
    correlation: number;
    /** Resistance of the counter electrode [Ohm m2]; absent = that of the pristine working one
     * (charge transfer + SEI) at the temperature of the moment. */
    counterResistance?: number;
  };
  microstructure: Microstructure;
  /** Closures and switches of the void model, SI; names and defaults documented in the scenario schema. */
  physics: Physics;
  protocol: ProtocolStep[];
  output: { frameEvery: number; recordEvery: number };
  numerics: { tolerance: number; maxTimeStep: number };
}

/** The electrolyte as it is [SI, rad]; zero or empty is off. Depths count from the interface into the pellet. */
export interface Microstructure {
  /** Of the resolved electrolyte as written: its rows follow the cells, what is drawn in it must not. */
  depth: number;
  /** Relative density of the pellet. */
  density: number;
  roughness: number;
  grains: {
    size: number;
    spread: number;
    /** Of a boundary [Ohm m2]: ionic at the reference temperature, electronic. */
    boundaryResistance: number;
    electronicResistance: number;
    boundaryToughness: Property;
    list: { from: number; fromDepth: number; to: number; toDepth: number }[];
  };
  flaws: {
    /** Mean distance and median length at 90 % density. */
    spacing: number;
    median: number;
    spread: number;
    tilt: number;
    mouth: number;
    /** Mean distance of flaws inside at 90 % density. */
    insideSpacing: number;
    list: { at: number; depth: number; length: number; tilt: number }[];
  };
  pores: {
    on: boolean;
    diameter: number;
    list: { at: number; depth: number; diameter: number }[];
  };
  layers: ElectrolyteLayer[];
}

/** A layer: its thickness [m], and its values over those of the electrolyte. */
export interface ElectrolyteLayer {
  thickness: number;
  ionicConductivity: number;
  electronicConductivity: number;
  youngsModulus: number;
  fractureToughness: number;
  grainBoundaryToughness: number;
  /** Itself, not a ratio; absent = that of the electrolyte. */
  poissonRatio?: number;
  /** Lithium it takes up per volume [m3/m3], s^2 / 2t of the zone that has [m2/s]. */
  lithiumConsumption: number;
  lithiumReaction: number;
}

export interface Physics {
  /** Vacancy sinks let the lattice come down at K sigma^2; off = rigid drift (flux focusing and creep only). */
  vacancySinks: boolean;
  /** Power-law creep of the lithium; off = diffusional creep only. */
  powerLawCreep: boolean;
  healing: boolean;
  seiGrowth: boolean;
  /** Contact pressure shifts the equilibrium potential by -Omega/F (0.135 mV/MPa). */
  stressPotential: boolean;
  /** Taylor constant alpha_T of the sink spacing. */
  taylor: number;
  /** Sub-grid gap at which contact has fallen to 1/e [m]. */
  gapScale: number;
  /** Gap at which an interface column opens into a resolved void [m]. */
  openingGap: number;
  /** Range of interface transport of free volume lambda [m]. */
  transportLength: number;
  /** eps0: share of free volume that flat contact takes. */
  nucleationPreference: number;
  /** Strength of a nucleation site [m]. */
  siteStrength: number;
  /** Lateral film front speed in units of |j| Omega/F. */
  filmSpeed: number;
  /** Tension that contact bears [Pa]. */
  adhesion: number;
  /** beta of the creep-dependent charge transfer. */
  creepKinetics: number;
  /** Share of contact covered per stripped charge [m2/C]. */
  coverage: number;
  /** Share of a void floor that stays lost when contact comes back. */
  unrecovered: number;
  /** Contact grows with the highest stack pressure seen and recovers partly on release. */
  pressureContact: boolean;
  /** P_0 [Pa] and exponent m of that growth, 1 - exp(-(P/P_0)^m). */
  contactPressure: number;
  contactExponent: number;
  /** Electron transport in the electrolyte, and the excess that nucleates lithium in it [V]. */
  leakage: boolean;
  nucleationThreshold: number;
  /** Mechanical infiltration of the pores. */
  infiltration: boolean;
  /** The surface energy of the lithium squeezes voids. */
  capillarity: boolean;
  /** Distance l* below which lithium near voids hardens as 1 + l* / distance [m]; 0 = it does not. */
  hardeningLength: number;
  /** Lithium sticks to the electrolyte instead of sliding on it. */
  stickingWall: boolean;
  /** Range of transport along void surfaces from the contact [m]. */
  surfaceRange: number;
  /** Mobility of void surfaces under their curvature [m2/s]; 0 = they keep the shape that growth and flow give them. */
  surfaceMobility: number;
  /** Contact angle at the wall, through the lithium [rad]. */
  contactAngle: number;
  /** Lithium filaments in flaws. */
  filaments: boolean;
  /** chi, weight of the field's direction; score of a second direction that branches. */
  filamentFollowing: number;
  filamentBranching: number;
  /** Width of a metal path out of the plane [m], area of the electrode [m2]. */
  shortWidth: number;
  cellArea: number;
  /** Metal paths melt. */
  shortFuses: boolean;
  /** K/G of the penalty in the lithium flow. */
  bulkRatio: number;
}
