// Every number a plot, a stop rule or a column of a table may name, SI inside: the cell, its interface and its voids here,
// the electrolyte and filaments in observables-electrolyte.ts, the solver below.
//
// To add one: an entry here, where its column should stand in files, `npm run schema`, and `m.put(Out.name, value)` in the
// kernel file that computes it. What follows from others needs `derive` instead. Observables, stop rules, columns and docs follow.

import type { SiUnit } from "../dimensions";
import { CATHODE_OBSERVABLES } from "./observables-cathode";
import { ELECTROLYTE_OBSERVABLES } from "./observables-electrolyte";

/** A column of the Battery Data Format: value = offset + scale * SI. */
export interface BdfColumn {
  label: string;
  scale?: number;
  offset?: number;
}

/** What a derived observable may ask for. */
export interface Reading {
  /** An output of the kernel. */
  out(slot: string): number;
  /** Of the local current density: share of the interface above twice the mean, ratio that a tenth of the contact exceeds. */
  readonly spread: { aboveTwice: number; ninetieth: number };
}

export interface ObservableEntry {
  label: string;
  unit: SiUnit;
  /** Battery Data Format header, or ours in the same form. */
  bdf: BdfColumn;
  /** Further names a stop rule may use; case, spaces and hyphens do not count. */
  aliases?: readonly string[];
  /** Between 0 and 1. */
  share?: true;
  /** Tells of the last time step, not of the state: nothing to search for within a step. */
  ofStep?: true;
  /** One sentence, for tooltips and docs. */
  meaning: string;
  /** The kernel's output where its name is another. */
  slot?: string;
  /** Where it comes from if not from the kernel's outputs: the driver's clock, or a parameter that the driver sets. */
  from?: "clock" | "parameter";
  /** How it follows from others. */
  derive?: (reading: Reading) => number;
}

/** BDF counts amperes; a two-dimensional section has an area only by convention [m2]. */
const BDF_AREA = 1e-4;

// BDF: positive current charges the test object. Ours strips the working electrode, so the sign turns.
const TO_AMPERE = -BDF_AREA;
const TO_AMPERE_HOUR = -BDF_AREA / 3600;

/** The sum of these voltages over the current density; 0 at rest. */
const perCurrent =
  (...slots: string[]) =>
  ({ out }: Reading) => {
    const j = out("current");
    return j === 0 ? 0 : slots.map(out).reduce((sum, eta) => sum + eta) / j;
  };

const CELL_OBSERVABLES = {
  time: {
    label: "Time",
    unit: "s",
    bdf: { label: "Test Time / s" },
    meaning: "time since the start of the run; in a stop rule, since the start of the step",
    from: "clock",
  },
  stepTime: {
    label: "Step time",
    unit: "s",
    bdf: { label: "Step Time / s" },
    meaning: "time since the start of the protocol step",
    from: "clock",
  },
  protocolStep: {
    label: "Protocol step",
    unit: "1",
    bdf: { label: "Step Count / 1", offset: 1 },
    meaning: "index into the flattened protocol, from 0",
    from: "clock",
  },
  cycle: {
    label: "Cycle",
    unit: "1",
    bdf: { label: "Cycle Count / 1" },
    meaning: "pass of the outermost loop, from 1",
    from: "clock",
  },
  cellVoltage: {
    label: "Cell voltage",
    unit: "V",
    aliases: ["cell"],
    bdf: { label: "Voltage / V" },
    meaning:
      "open-circuit voltage less the polarisation, as an instrument reads it; without a cathode the polarisation with its sign turned, as the current of files is",
    derive: ({ out }) => out("openCircuitVoltage") - out("voltage"),
  },
  voltage: {
    label: "Voltage",
    unit: "V",
    aliases: ["V", "U", "E"],
    bdf: { label: "Polarisation / V" },
    meaning:
      "working against counter electrode, positive while stripping; in a full cell what its current costs",
  },
  currentDensity: {
    label: "Current density",
    unit: "A/m2",
    bdf: { label: "Current / A", scale: TO_AMPERE },
    aliases: ["current", "j", "I"],
    meaning: "applied current density, positive strips the working electrode",
    slot: "current",
  },
  currentSize: {
    label: "Size of the current density",
    unit: "A/m2",
    bdf: { label: "Current Density Magnitude / A.m-2" },
    meaning: "applied current density without its sign",
    derive: ({ out }) => Math.abs(out("current")),
  },
  charge: {
    label: "Net charge",
    unit: "C/m2",
    bdf: { label: "Net Capacity / Ah", scale: TO_AMPERE_HOUR },
    aliases: ["netCharge"],
    meaning: "net charge passed, stripping positive",
  },
  capacity: {
    label: "Step capacity",
    unit: "C/m2",
    bdf: { label: "Step Areal Capacity / C.m-2" },
    meaning: "charge of this protocol step, unsigned",
    from: "clock",
  },
  contactFraction: {
    label: "Contact fraction",
    unit: "1",
    share: true,
    bdf: { label: "Contact Fraction / 1" },
    aliases: ["contact"],
    meaning: "mean contact over the interface, 1 when pristine",
  },
  contactRecoverable: {
    label: "Contact lost to gaps and voids",
    unit: "1",
    share: true,
    bdf: { label: "Recoverable Contact Loss / 1" },
    aliases: ["recoverable"],
    meaning:
      "part of the interface that gaps and voids keep apart; pressure or plating can bring it back",
  },
  contactLost: {
    label: "Contact lost for good",
    unit: "1",
    share: true,
    bdf: { label: "Permanent Contact Loss / 1" },
    aliases: ["unrecoverable"],
    meaning:
      "part of the interface that debris covers or that has not been recovered; with contact and recoverable loss it adds up to 1",
  },
  voidVolume: {
    label: "Void volume per area",
    unit: "m",
    bdf: { label: "Void Volume per Area / m" },
    aliases: ["void"],
    meaning: "free volume per area: resolved voids and sub-grid gaps",
  },
  voidCount: {
    label: "Voids",
    unit: "1",
    bdf: { label: "Void Count / 1" },
    meaning: "number of resolved voids",
  },
  voidHeight: {
    label: "Largest void, height",
    unit: "m",
    bdf: { label: "Max Void Height / m" },
    meaning: "height above the interface of the largest resolved void",
  },
  voidWidth: {
    label: "Largest void, width",
    unit: "m",
    bdf: { label: "Max Void Width / m" },
    meaning: "width along the interface of the largest resolved void",
  },
  voidAreaMean: {
    label: "Void area, mean",
    unit: "m2",
    bdf: { label: "Mean Void Area / m2" },
    meaning: "area of the section that a resolved void covers, mean over all",
  },
  voidAreaMax: {
    label: "Void area, largest",
    unit: "m2",
    bdf: { label: "Max Void Area / m2" },
    meaning: "area of the section that the largest resolved void covers",
  },
  voidSpacing: {
    label: "Void spacing",
    unit: "m",
    bdf: { label: "Void Spacing / m" },
    meaning: "width of the section over the number of voids at the interface, 0 without voids",
  },
  peakCurrentRatio: {
    label: "Peak current ratio",
    unit: "1",
    bdf: { label: "Peak Current Ratio / 1" },
    aliases: ["peakCurrent", "focusing"],
    meaning: "largest local over mean applied current density",
  },
  currentAboveTwice: {
    label: "Interface above twice the mean current",
    unit: "1",
    share: true,
    bdf: { label: "Share Above Twice Mean Current / 1" },
    aliases: ["hotspots"],
    meaning: "share of the interface with more than twice the mean current density, 0 at rest",
    derive: ({ spread }) => spread.aboveTwice,
  },
  currentNinetieth: {
    label: "Current ratio, 90th percentile",
    unit: "1",
    bdf: { label: "Current Ratio 90th Percentile / 1" },
    meaning: "local over mean current density that a tenth of the contact exceeds, 0 at rest",
    derive: ({ spread }) => spread.ninetieth,
  },
  areaResistance: {
    label: "Area-specific resistance",
    unit: "Ohm.m2",
    bdf: { label: "Area Specific Resistance / Ohm.m2" },
    aliases: ["resistance", "ASR"],
    meaning: "voltage over current density, 0 at rest",
    derive: perCurrent("voltage"),
  },
  interfaceResistance: {
    label: "Interface resistance",
    unit: "Ohm.m2",
    bdf: { label: "Interface Area Specific Resistance / Ohm.m2" },
    aliases: ["interface"],
    meaning: "charge transfer, interphase and constriction of the working interface, 0 at rest",
    derive: perCurrent("etaKinetics", "etaInterphase", "etaConstriction"),
  },
  chargeTransferResistance: {
    label: "Resistance, charge transfer",
    unit: "Ohm.m2",
    bdf: { label: "Charge Transfer Area Specific Resistance / Ohm.m2" },
    meaning: "charge transfer of the working interface, 0 at rest",
    derive: perCurrent("etaKinetics"),
  },
  interphaseResistance: {
    label: "Resistance, interphase",
    unit: "Ohm.m2",
    bdf: { label: "Interphase Area Specific Resistance / Ohm.m2" },
    meaning: "interphase of the working interface, 0 at rest",
    derive: perCurrent("etaInterphase"),
  },
  filmResistance: {
    label: "Resistance of the interphase, at rest too",
    unit: "Ohm.m2",
    bdf: { label: "Film Area Specific Resistance / Ohm.m2" },
    meaning:
      "films of the working interface in parallel, from what they are, with or without current",
  },
  interphaseThickness: {
    label: "Interphase, thickness",
    unit: "m",
    bdf: { label: "Interphase Thickness / m" },
    aliases: ["interphase"],
    meaning: "thickness of the interphase at the working electrode, mean over the columns",
  },
  interphaseThicknessMax: {
    label: "Interphase, largest thickness",
    unit: "m",
    bdf: { label: "Max Interphase Thickness / m" },
    meaning: "largest thickness of the interphase at the working electrode",
  },
  interphaseCharge: {
    label: "Interphase, charge eaten",
    unit: "C/m2",
    bdf: { label: "Interphase Areal Charge / C.m-2" },
    meaning:
      "charge of the lithium in the interphase of the working electrode, that of the start included",
  },
  interphaseConditioning: {
    label: "Interphase, conditioned share",
    unit: "1",
    share: true,
    bdf: { label: "Interphase Conditioning / 1" },
    meaning: "how far plating has conditioned the interphase, 1 = as well as it conducts",
  },
  constrictionResistance: {
    label: "Resistance, constriction",
    unit: "Ohm.m2",
    bdf: { label: "Constriction Area Specific Resistance / Ohm.m2" },
    meaning:
      "extra resistance because the current squeezes through the remaining contact, 0 at rest",
    derive: perCurrent("etaConstriction"),
  },
  criticalCurrent: {
    label: "Critical current, theory",
    unit: "A/m2",
    bdf: { label: "Theoretical Critical Current Density / A.m-2" },
    meaning:
      "stripping current that the vacancy sinks of a flat contact can follow: K P^2 F / Omega",
  },
  stackPressure: {
    label: "Stack pressure",
    unit: "Pa",
    bdf: { label: "Applied Pressure / Pa" },
    aliases: ["pressure", "P"],
    meaning: "mean pressure of the platen on the lithium",
  },
  temperature: {
    label: "Temperature",
    unit: "K",
    bdf: { label: "Ambient Temperature / degC", offset: -273.15 },
    meaning: "temperature of the whole section",
    from: "parameter",
  },
  reservoir: {
    label: "Lithium reservoir",
    unit: "m",
    bdf: { label: "Lithium Reservoir / m" },
    aliases: ["lithium"],
    meaning: "lithium left above the resolved window",
  },
  metal: {
    label: "Metal on a collector",
    unit: "C/m2",
    bdf: { label: "Plated Inventory / C.m-2" },
    meaning: "charge of the lithium metal on a wall that had none (cell.lithiumFree), 0 on a foil",
  },
  etaPellet: {
    label: "Overpotential, rest of the pellet",
    unit: "V",
    bdf: { label: "Pellet Overpotential / V" },
    meaning: "Ohmic drop of the pellet below the resolved electrolyte",
  },
  etaElectrolyte: {
    label: "Overpotential, electrolyte",
    unit: "V",
    bdf: { label: "Electrolyte Overpotential / V" },
    meaning: "Ohmic drop of the resolved electrolyte at uniform current",
  },
  etaConstriction: {
    label: "Overpotential, constriction",
    unit: "V",
    bdf: { label: "Constriction Overpotential / V" },
    aliases: ["constriction"],
    meaning: "extra drop because the current squeezes through the remaining contact",
  },
  etaKinetics: {
    label: "Overpotential, charge transfer",
    unit: "V",
    bdf: { label: "Charge Transfer Overpotential / V" },
    meaning: "charge transfer at the working electrode",
  },
  etaInterphase: {
    label: "Overpotential, interphase",
    unit: "V",
    bdf: { label: "Interphase Overpotential / V" },
    meaning: "Ohmic drop of the interphase at the working electrode",
  },
  etaCounter: {
    label: "Overpotential, counter electrode",
    unit: "V",
    bdf: { label: "Counter Electrode Overpotential / V" },
    meaning: "interface resistance of the counter electrode",
  },
} as const satisfies Record<string, ObservableEntry>;

const SOLVER_OBSERVABLES = {
  lithiumDefect: {
    label: "Lithium ledger defect",
    unit: "1",
    bdf: { label: "Lithium Ledger Defect / 1" },
    meaning: "relative error of the lithium balance since the start",
  },
  chargeDefect: {
    label: "Charge ledger defect",
    unit: "1",
    bdf: { label: "Charge Ledger Defect / 1" },
    meaning: "relative error of the charge balance since the start",
  },
  divergence: {
    label: "Projected divergence",
    unit: "1",
    bdf: { label: "Projected Divergence / 1" },
    meaning: "share of the moved lithium that the flow solve left as divergence",
  },
  dt: {
    label: "Time step",
    unit: "s",
    bdf: { label: "Time Step / s" },
    ofStep: true,
    meaning: "size of the last time step",
  },
  potentialIterations: {
    label: "Iterations, potential",
    unit: "1",
    bdf: { label: "Potential Iterations / 1" },
    ofStep: true,
    meaning: "linear iterations of the last potential solve",
  },
  flowIterations: {
    label: "Iterations, flow",
    unit: "1",
    bdf: { label: "Flow Iterations / 1" },
    ofStep: true,
    meaning: "linear iterations of the last flow solve",
  },
} as const satisfies Record<string, ObservableEntry>;

/** In the order of the columns. */
export const OBSERVABLE_TABLE = {
  ...CELL_OBSERVABLES,
  ...CATHODE_OBSERVABLES,
  ...ELECTROLYTE_OBSERVABLES,
  ...SOLVER_OBSERVABLES,
} as const;
