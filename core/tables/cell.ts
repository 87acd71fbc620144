// The cell, its interface, what it is held at, and how it is computed and kept: name, default, range and meaning of each.
//
// To add an entry: one line here, `npm run schema`, and its use. What the kernel reads has a slot of its own name unless
// `slot` says otherwise; null = the driver alone reads it.

import { flag, length, MODEL, number, optional, quantity, required, time } from "./entry";
import { RANGES } from "./ranges";

export const RUN = {
  seed: number({ min: 0, max: 4294967295, integer: true }, 1, {
    description: "Seed of every random field: the same seed gives the same bits",
  }),
} as const;

export const CELL = {
  width: quantity(length(2e-6, 2e-3), "100 um", {
    description: "Width of the section; its sides are mirrors",
    slot: null,
  }),
  lithium: quantity(length(1e-6, 1e-3), "30 um", {
    description: "Resolved lithium above the interface; rounded to whole multiples of 8 cells",
    slot: null,
  }),
  electrolyte: quantity(length(1e-6, 1e-3), "50 um", {
    description: "Resolved electrolyte below the interface; rounded likewise",
    slot: null,
  }),
  pellet: quantity(length(1e-6, 1e-2), "1 mm", {
    description: "Whole thickness of the electrolyte; what is not resolved is a series resistance",
    slot: null,
  }),
  reservoir: quantity(length(0, 1e-2), "200 um", {
    description: "Lithium above the resolved window, moved by the platen as a rigid column",
  }),
  lithiumFree: flag(false, {
    description:
      "No lithium at the working electrode: a current collector, on which what is plated is an inventory that the interphase eats; nothing flows",
  }),
  collectorCapacitance: quantity({ si: "F/m2", min: 1e-4, max: 1e3 }, "1 mF/cm2", {
    description:
      "Charge per volt that a lithium-free wall without metal gives: lithium left in the interphase",
    status: "illustrative",
    source: MODEL,
  }),
} as const;

export const DEFECT = {
  at: required(length(0, 2e-3), { description: "Position along the interface" }),
  width: required(length(1e-8, 1e-3), { description: "Width along the interface" }),
  height: required(length(1e-8, 1e-3), { description: "Height into the lithium" }),
} as const;

/** A place in a void. */
export const FILL = {
  at: required(length(0, 2e-3), { description: "Position along the interface" }),
  above: quantity(length(0, 1e-3), "0 um", {
    description: "Height above the interface; 0 um = a void that stands on it",
  }),
} as const;

/** A void on the interface, and the half ellipse that it becomes. */
export const RESHAPE = {
  void: required(length(0, 2e-3), { description: "Position along the interface below the void" }),
  ...DEFECT,
} as const;

export const INTERFACE = {
  siteSpacing: quantity(length(0, 1e-2), "20 um", {
    description:
      "Mean distance of void nucleation sites; 0 um = none. It sets the size of voids (height about a fifth)",
    status: "illustrative",
    source: MODEL,
  }),
  sinkAmplitude: number({ min: 0, max: 2 }, 0.3, {
    description: "Lognormal amplitude of the vacancy-sink strength along the interface",
    status: "illustrative",
    source: MODEL,
  }),
  kineticsAmplitude: number({ min: 0, max: 2 }, 0, {
    description: "Lognormal amplitude of the charge-transfer resistance along the interface",
    status: "illustrative",
    source: MODEL,
  }),
  correlation: quantity(length(1e-7, 1e-2), "15 um", {
    description: "Correlation length of both random fields, about a lithium grain",
    status: "illustrative",
    source: MODEL,
  }),
  wetting: number({ min: 0.1, max: 100 }, 1, {
    description:
      "Factor on the sinks for vacancies: what an alloy layer or a liquid metal at the interface does to them",
    status: "illustrative",
    source: MODEL,
  }),
  conditioning: number({ min: 0, max: 1 }, 1, {
    description:
      "How far the interphase is conditioned at the start: 0 = as found, which plating changes, 1 = conditioned",
    status: "illustrative",
    source: MODEL,
  }),
  // Properties of the kernel, see properties.ts.
  interphaseThickness: optional(length(0, 1e-4), {
    description:
      "Thickness of the interphase at the start; left out = that of the material's interphaseResistance",
    slot: null,
  }),
  counterResistance: optional(
    { si: "Ohm.m2", min: 0, max: 10, least: 1e-9 },
    {
      description:
        "Resistance of the counter electrode; left out = a symmetric cell: that of the working one at the temperature of the moment, with an interphase that lives as the working one's",
      slot: null,
    },
  ),
} as const;

/** The driver hands these over: a protocol step may change them, and a platen that is held has the cell's stiffness. */
export const CONDITIONS = {
  temperature: quantity(RANGES.temperature, "25 Cel", {
    description: "Temperature of the whole section",
    slot: null,
  }),
  stackStiffness: quantity({ si: "Pa/m", min: 0, max: 1e14, least: 1e6 }, "0 MPa/um", {
    description:
      "Stack pressure that a load loses per micrometre that the platen comes down; 0 = a dead weight",
    slot: null,
  }),
  stackPressure: quantity(RANGES.pressure, "3 MPa", {
    description: "Mean pressure of the platen on the lithium",
    slot: null,
  }),
} as const;

export const MESH = {
  columns: number({ min: 16, max: 1024, integer: true }, 128, {
    description:
      "Cells along the interface; cells are square, so this sets their size. Multiples of 16 solve fastest",
    slot: null,
  }),
} as const;

export const NUMERICS = {
  tolerance: number({ min: 1e-10, max: 1e-1 }, 1e-3, {
    description: "Relative tolerance of the flow solve",
  }),
  maxTimeStep: quantity(time(1e-3, 3600), "30 s", {
    description: "Largest time step at 1 mA/cm2; scales as one over the current density",
  }),
} as const;

export const OUTPUT = {
  frameEvery: quantity(time(0, 3.2e7), "2 min", {
    description:
      "Time between stored pictures; 0 s = every time step. The run begins and ends with one, and a protocol step ends with one when at least half of this time has passed since the last",
    slot: null,
  }),
  frames: flag(true, {
    description: "Store pictures; off leaves out fields.vtkhdf and current-histogram.csv",
    slot: null,
  }),
  recordEvery: quantity(time(0, 3.2e7), "0 s", {
    description: "Time between rows of the time series; 0 s = every time step",
    slot: null,
  }),
} as const;

/** Where the page looks first. */
export const CAMERA = {
  x: required(length(0, 2e-3), { description: "Its middle, along the interface" }),
  y: required(
    { si: "m", min: -1e-3, max: 1e-3 },
    { description: "Its middle, above the interface; negative in the electrolyte" },
  ),
  width: required(length(1e-6, 2e-3), { description: "Seen across the picture, at least" }),
  height: optional(length(1e-6, 2e-3), { description: "Seen from top to bottom, at least" }),
} as const;

export const PROBE = {
  x: required(length(0, 2e-3), { description: "Along the interface" }),
  y: required(
    { si: "m", min: -1e-3, max: 1e-3 },
    { description: "Above the interface; negative in the electrolyte" },
  ),
} as const;
