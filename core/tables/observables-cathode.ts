// Observables of a full cell: its voltage, its cathode, its capacities. Without a cathode the open-circuit voltage is zero and
// the rest stays as it is at the start.

import type { ObservableEntry } from "./observables";

/** BDF counts ampere and watt hours; a two-dimensional section has an area only by convention [m2]. */
const PER_HOUR = 1e-4 / 3600;

export const CATHODE_OBSERVABLES = {
  openCircuitVoltage: {
    label: "Open-circuit voltage",
    unit: "V",
    bdf: { label: "Open Circuit Voltage / V" },
    aliases: ["OCV"],
    meaning: "equilibrium voltage of the cathode at its mean lithium content, 0 without a cathode",
  },
  stateOfCharge: {
    label: "State of charge",
    unit: "1",
    bdf: { label: "State of Charge / 1" },
    aliases: ["SOC"],
    meaning: "0 with the cathode as built, 1 with its lithium content at 4.2 V",
  },
  cathodeLithium: {
    label: "Cathode, lithium content",
    unit: "1",
    bdf: { label: "Cathode Lithium Content / 1" },
    meaning: "mean lithium content of the active material, 1 = full",
  },
  cathodeLithiumMin: {
    label: "Cathode, least lithium content",
    unit: "1",
    bdf: { label: "Min Cathode Lithium Content / 1" },
    meaning: "least lithium content in a particle, its surface included",
  },
  cathodeLithiumMax: {
    label: "Cathode, largest lithium content",
    unit: "1",
    bdf: { label: "Max Cathode Lithium Content / 1" },
    meaning: "largest lithium content in a particle, its surface included",
  },
  etaCathode: {
    label: "Overpotential, cathode",
    unit: "V",
    bdf: { label: "Cathode Overpotential / V" },
    meaning: "what the cathode takes off the voltage of the cell: the sum of its four parts",
  },
  etaCathodeDiffusion: {
    label: "Overpotential, diffusion in the cathode",
    unit: "V",
    bdf: { label: "Cathode Diffusion Overpotential / V" },
    meaning:
      "equilibrium voltage at the mean lithium content less that at the surface of the particles; it relaxes at rest",
  },
  etaCathodeKinetics: {
    label: "Overpotential, charge transfer of the cathode",
    unit: "V",
    bdf: { label: "Cathode Charge Transfer Overpotential / V" },
    meaning: "charge transfer at the particles of the cathode",
  },
  etaCathodeFilm: {
    label: "Overpotential, films of the cathode",
    unit: "V",
    bdf: { label: "Cathode Film Overpotential / V" },
    meaning: "interphase and coating on the particles of the cathode",
  },
  etaCathodeOhmic: {
    label: "Overpotential, conduction in the cathode",
    unit: "V",
    bdf: { label: "Cathode Ohmic Overpotential / V" },
    meaning: "ions and electrons on their way through the composite",
  },
  cathodeContact: {
    label: "Cathode, contact",
    unit: "1",
    share: true,
    bdf: { label: "Cathode Contact / 1" },
    meaning: "share of the surface of the particles that touches electrolyte",
  },
  cathodeActive: {
    label: "Cathode, active share",
    unit: "1",
    share: true,
    bdf: { label: "Cathode Active Share / 1" },
    meaning: "share of the active material that takes part",
  },
  cathodeFilmResistance: {
    label: "Cathode, resistance of the films",
    unit: "Ohm.m2",
    bdf: { label: "Cathode Film Resistance / Ohm.m2" },
    meaning: "interphase and coating per surface of the particles, in full contact",
  },
  nominalCapacity: {
    label: "Nominal capacity",
    unit: "C/m2",
    bdf: { label: "Nominal Capacity / Ah", scale: PER_HOUR },
    meaning:
      "charge between the cathode as built and at 4.2 V at the start, which 1C passes in an hour",
    from: "parameter",
  },
  chargeCapacity: {
    label: "Charge capacity",
    unit: "C/m2",
    bdf: { label: "Charging Capacity / Ah", scale: PER_HOUR },
    meaning:
      "what the last complete charge has passed, a hold after it included; before the first, the nominal capacity",
    from: "clock",
  },
  dischargeCapacity: {
    label: "Discharge capacity",
    unit: "C/m2",
    bdf: { label: "Discharging Capacity / Ah", scale: PER_HOUR },
    meaning:
      "what the last complete discharge has passed, a hold after it included; before the first, the nominal capacity. In a stop rule, a share counts from the first one",
    from: "clock",
  },
  capacityRetention: {
    label: "Capacity retention",
    unit: "1",
    bdf: { label: "Capacity Retention / 1" },
    aliases: ["retention"],
    meaning: "last complete discharge over the first one, 1 before there are two",
    from: "clock",
  },
  coulombicEfficiency: {
    label: "Coulombic efficiency",
    unit: "1",
    bdf: { label: "Coulombic Efficiency / 1" },
    aliases: ["CE"],
    meaning: "last complete discharge over the last complete charge, 1 before there are both",
    from: "clock",
  },
  energy: {
    label: "Step energy",
    unit: "J/m2",
    bdf: { label: "Step Energy / Wh", scale: PER_HOUR },
    meaning: "energy that the cell has given or taken in this protocol step, unsigned",
    from: "clock",
  },
} as const satisfies Record<string, ObservableEntry>;
