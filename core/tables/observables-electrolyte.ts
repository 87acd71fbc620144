// Observables of the electrolyte, the ledger of lithium, flaws and filaments, and of shorts; see observables.ts for how to add one.

import type { ObservableEntry } from "./observables";

export const ELECTROLYTE_OBSERVABLES = {
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
    meaning:
      "largest drive of the risk map, stress intensity over toughness: of the section's own flaws while plating where it has any, of a usual flaw otherwise; 1 starts a filament",
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
    label: "Lithium eaten by the interphase",
    unit: "m",
    bdf: { label: "Lithium Eaten / m" },
    meaning: "lithium per area that went into the interphase since the start",
  },
  lithiumTaken: {
    label: "Lithium taken out by hand",
    unit: "m",
    bdf: { label: "Lithium Taken By Hand / m" },
    meaning:
      "lithium per area that a hand has taken out of the section since the start, less what it has put in: voids cut, filled, given another shape, and what has been plated into flaws that it has erased",
  },
  counterLithiumEaten: {
    label: "Lithium eaten by the interphase of the counter electrode",
    unit: "m",
    bdf: { label: "Counter Lithium Eaten / m" },
    meaning:
      "lithium per area that went into the interphase of the counter electrode since the start",
  },
  electrolyteEaten: {
    label: "Electrolyte eaten by the interphase",
    unit: "m",
    bdf: { label: "Electrolyte Eaten / m" },
    meaning:
      "electrolyte that went into the interphase of both electrodes since the start, as a thickness",
  },
  lithiumWindow: {
    label: "Lithium in the section",
    unit: "m",
    bdf: { label: "Lithium In Window / m" },
    meaning:
      "lithium per area in the section: changes by fed less stripped less eaten less taken, less what pores took and plus what came back from filaments",
  },
  lithiumDivergence: {
    label: "Lithium, booked divergence",
    unit: "m",
    bdf: { label: "Booked Divergence / m" },
    meaning:
      "lithium per area that the flow solve would have made or lost and the projection took out",
  },
  stopOvershoot: {
    label: "Lithium, overshoot of the stop",
    unit: "m",
    bdf: { label: "Stop Overshoot / m" },
    meaning:
      "lithium per area that the stack pressure holds past the stop of the interface: in lithiumWindow, and no free volume",
  },
  crackRatio: {
    label: "Forecast crack drive",
    unit: "1",
    bdf: { label: "Forecast Crack Drive / 1" },
    aliases: ["crack"],
    meaning:
      "largest stress intensity over toughness that any flaw of the section would come to; from 1 on a filament starts; 0 without flaws or plating",
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
    share: true,
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
    share: true,
    bdf: { label: "Electronic Share / 1" },
    meaning: "share of the current that runs through the metal path",
  },
  shortFuses: {
    label: "Fused shorts",
    unit: "1",
    bdf: { label: "Fused Short Count / 1" },
    meaning: "how often a metal path has burnt through since the start",
  },
} as const satisfies Record<string, ObservableEntry>;
