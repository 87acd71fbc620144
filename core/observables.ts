// Every number a plot, a stop rule or a column of a table may name: one table, SI inside.
// sim/types.ts declares the same keys; a test holds the two together.

import type { SiUnit } from "./dimensions";
import { nearest } from "./suggest";

/** A column of the Battery Data Format: value = offset + scale * SI. */
export interface BdfColumn {
  label: string;
  scale?: number;
  offset?: number;
}

export interface Observable {
  key: string;
  label: string;
  unit: SiUnit;
  /** Battery Data Format header, or ours in the same form. */
  bdf: BdfColumn;
  /** Further names a stop rule may use; case, spaces and hyphens do not count. */
  aliases?: readonly string[];
  /** Tells of the last time step, not of the state: nothing to search for within a step. */
  ofStep?: true;
  /** One sentence, for tooltips and docs. */
  meaning: string;
}

/** BDF counts amperes; a two-dimensional section has an area only by convention [m2]. */
export const BDF_AREA = 1e-4;

// BDF: positive current charges the test object. Ours strips the working electrode, so the sign turns.
const TO_AMPERE = -BDF_AREA;
const TO_AMPERE_HOUR = -BDF_AREA / 3600;

const TABLE = {
  time: {
    label: "Time",
    unit: "s",
    bdf: { label: "Test Time / s" },
    meaning: "time since the start of the run; in a stop rule, since the start of the step",
  },
  stepTime: {
    label: "Step time",
    unit: "s",
    bdf: { label: "Step Time / s" },
    meaning: "time since the start of the protocol step",
  },
  protocolStep: {
    label: "Protocol step",
    unit: "1",
    bdf: { label: "Step Count / 1", offset: 1 },
    meaning: "index into the flattened protocol, from 0",
  },
  cycle: {
    label: "Cycle",
    unit: "1",
    bdf: { label: "Cycle Count / 1" },
    meaning: "pass of the outermost loop, from 1",
  },
  voltage: {
    label: "Voltage",
    unit: "V",
    // Turned with the current, so that a resistive cell takes up energy (V I > 0) in the file too.
    bdf: { label: "Voltage / V", scale: -1 },
    meaning: "working against counter electrode, positive while stripping",
  },
  currentDensity: {
    label: "Current density",
    unit: "A/m2",
    bdf: { label: "Current / A", scale: TO_AMPERE },
    aliases: ["current", "j"],
    meaning: "applied current density, positive strips the working electrode",
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
  },
  contactFraction: {
    label: "Contact fraction",
    unit: "1",
    bdf: { label: "Contact Fraction / 1" },
    aliases: ["contact"],
    meaning: "mean contact over the interface, 1 when pristine",
  },
  contactRecoverable: {
    label: "Contact lost to gaps and voids",
    unit: "1",
    bdf: { label: "Recoverable Contact Loss / 1" },
    aliases: ["recoverable"],
    meaning:
      "part of the interface that gaps and voids keep apart; pressure or plating can bring it back",
  },
  contactLost: {
    label: "Contact lost for good",
    unit: "1",
    bdf: { label: "Permanent Contact Loss / 1" },
    aliases: ["unrecoverable"],
    meaning:
      "part of the interface that debris covers or that has not been recovered; with contact and recoverable loss it adds up to 1",
  },
  voidVolume: {
    label: "Void volume per area",
    unit: "m",
    bdf: { label: "Void Volume per Area / m" },
    aliases: ["voids", "void"],
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
    bdf: { label: "Share Above Twice Mean Current / 1" },
    aliases: ["hotspots"],
    meaning: "share of the interface with more than twice the mean current density, 0 at rest",
  },
  currentNinetieth: {
    label: "Current ratio, 90th percentile",
    unit: "1",
    bdf: { label: "Current Ratio 90th Percentile / 1" },
    meaning: "local over mean current density that a tenth of the contact exceeds, 0 at rest",
  },
  areaResistance: {
    label: "Area-specific resistance",
    unit: "Ohm.m2",
    bdf: { label: "Area Specific Resistance / Ohm.m2" },
    aliases: ["resistance", "ASR"],
    meaning: "voltage over current density, 0 at rest",
  },
  interfaceResistance: {
    label: "Interface resistance",
    unit: "Ohm.m2",
    bdf: { label: "Interface Area Specific Resistance / Ohm.m2" },
    aliases: ["interface"],
    meaning: "charge transfer, interphase and constriction of the working interface, 0 at rest",
  },
  chargeTransferResistance: {
    label: "Resistance, charge transfer",
    unit: "Ohm.m2",
    bdf: { label: "Charge Transfer Area Specific Resistance / Ohm.m2" },
    meaning: "charge transfer of the working interface, 0 at rest",
  },
  seiResistance: {
    label: "Resistance, SEI",
    unit: "Ohm.m2",
    bdf: { label: "SEI Area Specific Resistance / Ohm.m2" },
    meaning: "interphase of the working interface, 0 at rest",
  },
  constrictionResistance: {
    label: "Resistance, constriction",
    unit: "Ohm.m2",
    bdf: { label: "Constriction Area Specific Resistance / Ohm.m2" },
    meaning:
      "extra resistance because the current squeezes through the remaining contact, 0 at rest",
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
    aliases: ["pressure"],
    meaning: "mean pressure of the platen on the lithium",
  },
  temperature: {
    label: "Temperature",
    unit: "K",
    bdf: { label: "Ambient Temperature / degC", offset: -273.15 },
    meaning: "temperature of the whole section",
  },
  reservoir: {
    label: "Lithium reservoir",
    unit: "m",
    bdf: { label: "Lithium Reservoir / m" },
    aliases: ["lithium"],
    meaning: "lithium left above the resolved window",
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
  etaSei: {
    label: "Overpotential, SEI",
    unit: "V",
    bdf: { label: "SEI Overpotential / V" },
    meaning: "Ohmic drop of the interphase at the working electrode",
  },
  etaCounter: {
    label: "Overpotential, counter electrode",
    unit: "V",
    bdf: { label: "Counter Electrode Overpotential / V" },
    meaning: "interface resistance of the counter electrode",
  },
  hydrostaticMax: {
    label: "Largest hydrostatic stress",
    unit: "Pa",
    bdf: { label: "Max Hydrostatic Stress / Pa" },
    aliases: ["hydrostatic"],
    meaning: "largest hydrostatic stress in the electrolyte, tension positive",
  },
  vonMisesMax: {
    label: "Largest von Mises stress",
    unit: "Pa",
    bdf: { label: "Max Von Mises Stress / Pa" },
    aliases: ["vonMises"],
    meaning: "largest von Mises stress in the electrolyte",
  },
  riskMax: {
    label: "Dendrite risk",
    unit: "1",
    bdf: { label: "Dendrite Risk Index / 1" },
    aliases: ["risk"],
    meaning: "largest value of the combined risk map, a teaching device",
  },
  riskSite: {
    label: "Site of the highest risk",
    unit: "m",
    bdf: { label: "Dendrite Risk Site / m" },
    meaning: "position of the highest risk along the interface",
  },
  lithiumFed: {
    label: "Lithium fed by the platen",
    unit: "m",
    bdf: { label: "Lithium Fed / m" },
    meaning:
      "lithium per area that came into the section through the line of the platen, net since the start",
  },
  lithiumStripped: {
    label: "Lithium stripped",
    unit: "m",
    bdf: { label: "Lithium Stripped / m" },
    meaning: "lithium per area that the current took, net since the start",
  },
  lithiumEaten: {
    label: "Lithium eaten by the SEI",
    unit: "m",
    bdf: { label: "Lithium Eaten / m" },
    meaning: "lithium per area that went into the interphase since the start",
  },
  lithiumWindow: {
    label: "Lithium in the section",
    unit: "m",
    bdf: { label: "Lithium In Window / m" },
    meaning:
      "lithium per area in the section: changes by fed less stripped less eaten, less what pores took and plus what came back from filaments",
  },
  lithiumDivergence: {
    label: "Lithium, booked divergence",
    unit: "m",
    bdf: { label: "Booked Divergence / m" },
    meaning:
      "lithium per area that the flow solve would have made or lost and the projection took out",
  },
  crackRatio: {
    label: "Forecast crack drive",
    unit: "1",
    bdf: { label: "Forecast Crack Drive / 1" },
    aliases: ["crack"],
    meaning:
      "stress intensity over toughness that the flaw forecast to start first will reach, 1 when it starts; 0 without flaws or plating",
  },
  crackTime: {
    label: "Forecast time to crack",
    unit: "s",
    bdf: { label: "Forecast Time To Crack / s" },
    meaning: "time that the first flaw needs to fill and start at this current; 0 when none starts",
  },
  leakageCurrent: {
    label: "Leakage current",
    unit: "A/m2",
    bdf: { label: "Leakage Current Density / A.m-2" },
    aliases: ["leakage"],
    meaning:
      "electrons through the electrolyte, of the sign of the current; 0 unless physics.leakage is on",
  },
  leastPotential: {
    label: "Least local potential",
    unit: "V",
    bdf: { label: "Least Local Lithium Potential / V" },
    meaning:
      "least potential of lithium in the electrolyte against lithium; negative is supersaturated",
  },
  leastPotentialSite: {
    label: "Least local potential, position",
    unit: "m",
    bdf: { label: "Least Potential Site / m" },
    meaning: "position along the interface of the least local potential",
  },
  leastPotentialDepth: {
    label: "Least local potential, depth",
    unit: "m",
    bdf: { label: "Least Potential Depth / m" },
    meaning: "depth of the least local potential below the interface",
  },
  supersaturation: {
    label: "Internal supersaturation",
    unit: "V",
    bdf: { label: "Internal Supersaturation / V" },
    meaning:
      "how far the least local potential lies below that at the plating face; lithium deposits inside beyond physics.nucleationThreshold",
  },
  infiltration: {
    label: "Infiltration",
    unit: "1",
    bdf: { label: "Infiltrated Share of Pellet / 1" },
    meaning:
      "depth of lithium pressed through the pores over the thickness of the pellet; 1 is a short",
  },
  infiltrationVolume: {
    label: "Lithium pressed into pores",
    unit: "m",
    bdf: { label: "Infiltrated Lithium / m" },
    meaning: "lithium in the threads of infiltration per area of the interface",
  },
  filamentCount: {
    label: "Filaments",
    unit: "1",
    bdf: { label: "Filament Count / 1" },
    aliases: ["filaments"],
    meaning: "lithium filaments that have grown out of flaws, branches counted",
  },
  filamentLength: {
    label: "Filament length",
    unit: "m",
    bdf: { label: "Filament Length / m" },
    meaning: "longest path from the interface to the tip of a filament",
  },
  filamentDepth: {
    label: "Filament depth",
    unit: "m",
    bdf: { label: "Filament Depth / m" },
    meaning: "depth of the deepest tip of a filament below the interface",
  },
  filamentVolume: {
    label: "Lithium in filaments",
    unit: "m",
    bdf: { label: "Filament Lithium / m" },
    meaning: "lithium in flaws and filaments per area of the interface",
  },
  filamentDead: {
    label: "Dead lithium in filaments",
    unit: "m",
    bdf: { label: "Dead Filament Lithium / m" },
    meaning: "lithium in filaments that stripping or a void has cut off from the electrode",
  },
  filamentEaten: {
    label: "Lithium eaten by layers",
    unit: "m",
    bdf: { label: "Lithium Eaten By Layers / m" },
    meaning: "lithium per area that layers have taken up from filaments since the start",
  },
  filamentPressure: {
    label: "Filament pressure",
    unit: "Pa",
    bdf: { label: "Filament Pressure / Pa" },
    meaning: "highest pressure of the lithium in flaws and filaments",
  },
  shortKind: {
    label: "Short",
    unit: "1",
    bdf: { label: "Short Kind / 1" },
    aliases: ["short"],
    meaning: "metal path to the counter side: 0 none, 1 soft, 2 hard (below a tenth of the cell)",
  },
  shortResistance: {
    label: "Resistance of the short",
    unit: "Ohm.m2",
    bdf: { label: "Short Area Resistance / Ohm.m2" },
    meaning: "resistance of the metal path times the electrode's area, 0 without one",
  },
  shortShare: {
    label: "Electronic share",
    unit: "1",
    bdf: { label: "Electronic Share / 1" },
    meaning: "share of the current that runs through the metal path",
  },
  shortFuses: {
    label: "Fused shorts",
    unit: "1",
    bdf: { label: "Fused Short Count / 1" },
    meaning: "how often a metal path has burnt through since the start",
  },
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
} as const satisfies Record<string, Omit<Observable, "key">>;

export type ObservableKey = keyof typeof TABLE;

export const OBSERVABLES: readonly (Observable & { key: ObservableKey })[] = Object.entries(
  TABLE,
).map(([key, entry]) => ({ key: key as ObservableKey, ...entry }));

const squash = (name: string) => name.toLowerCase().replace(/[\s_-]/g, "");

const byName = new Map<string, Observable & { key: ObservableKey }>();
for (const entry of OBSERVABLES) {
  for (const name of [entry.key, entry.label, ...(entry.aliases ?? [])]) {
    byName.set(squash(name), entry);
  }
}

/** The observable of that key, label or alias. */
export function observable(name: string): (Observable & { key: ObservableKey }) | undefined {
  return byName.get(squash(name));
}

/** The known name nearest to an unknown one. */
export function nearestObservable(name: string): string | undefined {
  return nearest(
    name,
    OBSERVABLES.flatMap((o) => [o.key, ...(o.aliases ?? [])]),
  );
}

/** SI value of an observable as its Battery Data Format column wants it. */
export function toBdf(value: number, column: BdfColumn): number {
  return value * (column.scale ?? 1) + (column.offset ?? 0);
}
