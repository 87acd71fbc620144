// What a run hands out: observables, frames, events. The same in the worker, in Node and in tests.

import type { Filament } from "./filaments";

/** One row of the time series. SI throughout; positive current strips the working electrode. */
export interface Observables {
  /** [s] since the start of the run */
  time: number;
  /** [s] since the start of the protocol step */
  stepTime: number;
  /** 0-based index into the flattened protocol */
  protocolStep: number;
  cycle: number;
  /** working electrode against counter electrode [V], positive while stripping */
  voltage: number;
  /** [A/m2] */
  currentDensity: number;
  /** net charge passed [C/m2], stripping positive */
  charge: number;
  /** charge of this protocol step, unsigned [C/m2] */
  capacity: number;
  /** mean of a(x) over the interface, 1 when pristine */
  contactFraction: number;
  /** what is not contact: gaps and voids, and what no pressure brings back; with contactFraction they add up to 1 */
  contactRecoverable: number;
  contactLost: number;
  /** free volume per area: resolved voids + sub-grid gaps [m] */
  voidVolume: number;
  voidCount: number;
  /** largest resolved void: height above the interface, width along it [m] */
  voidHeight: number;
  voidWidth: number;
  /** area of the section that resolved voids cover [m2], and their mean distance at the interface [m]; 0 without voids */
  voidAreaMean: number;
  voidAreaMax: number;
  voidSpacing: number;
  /** largest local over mean applied current density */
  peakCurrentRatio: number;
  /** share of the interface above twice the mean current density, and the ratio that a tenth of the contact exceeds */
  currentAboveTwice: number;
  currentNinetieth: number;
  /** voltage over current density [Ohm m2]; 0 at rest */
  areaResistance: number;
  /** charge transfer + interphase + constriction of the working interface [Ohm m2]; 0 at rest */
  interfaceResistance: number;
  /** its parts [Ohm m2]; 0 at rest */
  chargeTransferResistance: number;
  seiResistance: number;
  constrictionResistance: number;
  /** stripping current that the sinks of a flat contact can follow, K P^2 F / Omega [A/m2] */
  criticalCurrent: number;
  stackPressure: number;
  temperature: number;
  /** lithium left above the resolved window [m] */
  reservoir: number;
  /** overpotential split [V]; the parts add up to voltage */
  etaPellet: number;
  etaElectrolyte: number;
  etaConstriction: number;
  etaKinetics: number;
  etaSei: number;
  etaCounter: number;
  /** largest hydrostatic and von Mises stress in the electrolyte [Pa] */
  hydrostaticMax: number;
  vonMisesMax: number;
  riskMax: number;
  /** x of the highest risk along the interface [m] */
  riskSite: number;
  /** lithium ledger per area since the start [m]: in through the platen line, taken by the current and the interphase,
   * what the section holds, and what the flow solve left as divergence */
  lithiumFed: number;
  lithiumStripped: number;
  lithiumEaten: number;
  lithiumWindow: number;
  lithiumDivergence: number;
  /** stress intensity over toughness that the flaw forecast to start first will reach; 1 when it starts. 0 without flaws */
  crackRatio: number;
  /** forecast time until it starts, flaws being at the pressure of the electrode now [s]; 0 when none will */
  crackTime: number;
  /** electrons through the electrolyte [A/m2], of the sign of the current; 0 unless physics.leakage is on, like the next four */
  leakageCurrent: number;
  /** least potential of lithium in the electrolyte against lithium [V], and where [m] */
  leastPotential: number;
  leastPotentialSite: number;
  leastPotentialDepth: number;
  /** how far that lies below the plating face's [V] */
  supersaturation: number;
  /** depth of infiltrated lithium over the pellet's thickness, 1 is a short; that lithium per area [m] */
  infiltration: number;
  infiltrationVolume: number;
  /** filaments that have grown; longest path from the interface and depth of the deepest tip [m]; 0 without physics.filaments */
  filamentCount: number;
  filamentLength: number;
  filamentDepth: number;
  /** lithium in flaws and filaments, the part cut off from the electrode, what layers took up from them, per area [m]; highest
   * pressure in them [Pa] */
  filamentVolume: number;
  filamentDead: number;
  filamentEaten: number;
  filamentPressure: number;
  /** metal path to the counter side: 0 none, 1 soft, 2 hard; its resistance [Ohm m2], 0 without; its share of the current;
   * how often one has fused */
  shortKind: number;
  shortResistance: number;
  shortShare: number;
  shortFuses: number;
  /** relative defects of the ledgers, since the start */
  lithiumDefect: number;
  chargeDefect: number;
  /** share of the moved lithium that the flow solve left as divergence and the projection took out */
  divergence: number;
  /** size of the last time step [s] and what set it */
  dt: number;
  limiter: string;
  /** linear iterations of the last step */
  potentialIterations: number;
  flowIterations: number;
}

/** Fields a frame may carry, on the whole section: rows from the platen side down to the pellet side. */
export type FieldName =
  | "lithium"
  | "potential"
  | "currentDensity"
  | "hydrostatic"
  | "vonMises"
  | "vacancies"
  | "risk"
  | "riskToughness"
  | "riskStress"
  | "riskPressure"
  | "riskFocusing"
  | "riskLeakage"
  | "riskVoidEdge"
  | "localPotential";

/** A picture of the state. Field arrays are row-major, row 0 at the top of the lithium, `columns` wide and
 * `lithiumRows + electrolyteRows` high; NaN where a field does not exist (potential in lithium, say). SI units. */
export interface Frame {
  observables: Observables;
  columns: number;
  lithiumRows: number;
  electrolyteRows: number;
  /** cell size [m] */
  h: number;
  fields: Partial<Record<FieldName, Float32Array>>;
  /** lines to draw in the electrolyte; empty without physics.filaments */
  filaments: Filament[];
  /** share of the interface in each bin of local over mean current density; bins in distribution.ts */
  currentHistogram: number[];
  /** along the interface, one value per column: contact a(x), current density [A/m2], normal pressure [Pa], gap [m] */
  interface: {
    contact: Float32Array;
    current: Float32Array;
    pressure: Float32Array;
    gap: Float32Array;
  };
}

export interface RunEvent {
  time: number;
  kind:
    | "step-start"
    | "step-end"
    | "control"
    | "void-opened"
    | "void-closed"
    | "pressure-lost"
    | "contact-lost"
    | "lithium-depleted"
    | "overpressed"
    | "internal-nucleation"
    | "filament-started"
    | "short"
    | "short-healed"
    | "short-fused"
    | "solver-retry"
    | "failed"
    | "interrupted"
    | "end";
  message: string;
  /** Where along the interface [m], for filaments and shorts. */
  site?: number;
}

/** Why a run has ended: protocol done, a limit of the run, a numerical failure. */
export type RunStatus = "running" | "finished" | "stopped" | "failed" | "interrupted";

/** Controls that may be moved while the run goes on; each change is an event of the record. SI. */
export interface Controls {
  currentDensity?: number;
  stackPressure?: number;
  temperature?: number;
}
