// What a run is, in SI: the scenario after units, defaults and materials have been resolved.
// sim/ and the kernel see only this; nothing below here parses a string, but for what a hand changes.

import type { Cathode } from "./cathode";
import type { Drawn } from "./drawn";
import type { Reworked } from "./reworked";
import type { Scenario } from "./scenario";
import type { Si } from "./si";
import type { CELL, DEFECT, INTERFACE, NUMERICS, OUTPUT } from "./tables/cell";
import type {
  BOUNDARY,
  FLAW,
  FLAWS,
  GRAINS,
  LAYER,
  OVER_MATERIAL,
  PELLET,
  PORE,
  PORES,
} from "./tables/electrolyte";
import type { IMPEDANCE } from "./tables/impedance";
import type { PHYSICS } from "./tables/physics";
import type { ElectrolyteProperties, LithiumProperties } from "./tables/properties";

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

/** A pre-existing half-elliptic hole in the lithium at the interface [m]. */
export type Defect = Si<typeof DEFECT>;

export interface Termination {
  /** "time" counts from the start of the step [s]; "capacity" is areal, of the step [C/m2]; others are observables. */
  observable: string;
  op: "<" | ">";
  /** Whether the value itself does not count: written with < or >, not with <= or >=, nor as a bare limit such as "1 h". */
  strict: boolean;
  value: number;
  /** Canonical words, as in "contact < 60 %". */
  text: string;
}

/** What a profile may drive: the control of a step, or a condition of it. */
export type Followed = "current" | "voltage" | "pressure" | "temperature";

/** A quantity [SI] over the time since the start of the step [s]: straight lines between points, a jump where two points have
 * one time, the last value after the end. */
export interface Profile {
  times: number[];
  values: number[];
  /** A run holds the value while the line changes by no more than this. */
  resolution: number;
}

/** One flattened step of the protocol. Positive current strips the working electrode's lithium. */
export interface ProtocolStep {
  kind: "strip" | "plate" | "rest" | "hold" | "press" | "follow" | "measure";
  /** Canonical form. */
  text: string;
  /** The author's words. */
  description: string;
  /** 1-based; grows with each pass of the outermost loop. */
  cycle: number;
  /** At the start, where the step follows a profile. */
  control: { mode: "current"; currentDensity: number } | { mode: "voltage"; voltage: number };
  /** Set at the step's start when given [K]. */
  temperature?: number;
  /** Set at the step's start when given [Pa]. */
  pressure?: number;
  /** Length of a step that presses [s]. */
  rampTime?: number;
  /** Way that the frame of the platen comes down over `rampTime`, instead of a pressure [m]. */
  travel?: number;
  /** Conditions that change linearly from where the step finds them: to a value [SI], over a time [s]. */
  ramps?: { temperature?: Ramp; pressure?: Ramp };
  /** What follows a profile: its place in RunSpec.profiles. */
  follows?: Partial<Record<Followed, number>>;
  /** Frequencies at which the impedance is measured, which takes no time [Hz]. */
  impedance?: number[];
  /** Any one of them ends the step. */
  until: Termination[];
  /** Exit conditions of the enclosing loops: when one holds at the end of this step, the run goes on at `exit`. */
  loops: { until: Termination[]; exit: number }[];
}

export interface Ramp {
  to: number;
  over: number;
}

/** A change by hand, before the time step of that index [SI]. */
export type Edit = { step: number; text: string } & (
  | { path: "conditions.stackPressure" | "conditions.temperature" | "current"; value: number }
  /** The limits of the present step. */
  | { path: "until"; rules: Termination[] }
  /** The step of the protocol that runs, counted from 0. */
  | { path: "protocol"; at: number }
  | { path: "end" }
  /** What is drawn into the run, and done to what is there. */
  | Drawn
  | Reworked
);

export interface RunSpec {
  /** The scenario with every default filled in: what the record stores. */
  scenario: Scenario;
  title: string;
  seed: number;
  /** Square cells of side h [m]; rows are whole multiples of 8 so that the grids coarsen. */
  grid: { columns: number; lithiumRows: number; electrolyteRows: number; h: number };
  /** [m]; pellet = whole thickness of the electrolyte; reservoir = lithium above the resolved window. */
  cell: Si<typeof CELL>;
  /** [K] */
  temperature: number;
  /** [Pa] */
  stackPressure: number;
  /** Loss of stack pressure per length that the platen comes down [Pa/m]; 0 = constant load, that of the cell = gap. */
  stackStiffness: number;
  lithium: LithiumProperties;
  electrolyte: ElectrolyteProperties;
  interface: Si<typeof INTERFACE> & { defects: Defect[] };
  microstructure: Microstructure;
  /** The composite cathode of a full cell; without it the counter electrode is as the interface says. */
  cathode?: Cathode;
  physics: Physics;
  impedance: Si<typeof IMPEDANCE>;
  protocol: ProtocolStep[];
  edits: Edit[];
  profiles: Profile[];
  output: Si<typeof OUTPUT>;
  numerics: Si<typeof NUMERICS>;
}

/** The electrolyte as it is [SI, rad]; zero or empty is off. Depths count from the interface into the pellet. */
export interface Microstructure extends Si<typeof PELLET> {
  /** Of the resolved electrolyte as written: its rows follow the cells, what is drawn in it must not. */
  depth: number;
  grains: Omit<Si<typeof GRAINS>, "boundaryToughness"> & {
    boundaryToughness: Property;
    list: Si<typeof BOUNDARY>[];
  };
  flaws: Si<typeof FLAWS> & { list: Si<typeof FLAW>[] };
  pores: Si<typeof PORES> & { list: Si<typeof PORE>[] };
  layers: ElectrolyteLayer[];
}

/** A layer: its thickness [m], and its values over those of the electrolyte; Poisson's ratio itself. */
export type ElectrolyteLayer = Si<typeof LAYER> & Record<(typeof OVER_MATERIAL)[number], number>;

/** Closures and switches of the void model, SI. */
export type Physics = Si<typeof PHYSICS>;
