// The scalars of a run that the kernel reads, `m.p(Param.name)`, SI: those of the driver, then every entry of the
// scenario's tables that has a slot.
//
// To add one that a person writes: an entry in physics.ts, cell.ts or electrolyte.ts, nothing here.
// To add one that the driver works out: an entry in DRIVER. Then `npm run schema`.

import type { RunSpec } from "../runspec";
import { CATHODE, CATHODE_COATING } from "./cathode";
import { CELL, INTERFACE, NUMERICS, RUN } from "./cell";
import { FLAWS, GRAINS, PELLET, PORES } from "./electrolyte";
import { type Entries, type Entry, slotOf, unitOf } from "./entry";
import { IMPEDANCE } from "./impedance";
import { PHYSICS } from "./physics";

export interface Parameter {
  name: string;
  /** None for a switch, which is 0 or 1. */
  unit: string | undefined;
  meaning: string;
  /** What it starts from. */
  of: (spec: RunSpec) => number;
}

const zero = () => 0;

const DRIVER: Readonly<Record<string, Omit<Parameter, "name">>> = {
  cellSize: { unit: "m", meaning: "Side of a cell", of: ({ grid }) => grid.h },
  pelletRest: {
    unit: "m",
    meaning: "Pellet below the resolved electrolyte",
    of: ({ cell }) => Math.max(0, cell.pellet - cell.electrolyte),
  },
  electrolyteDepth: {
    unit: "m",
    meaning: "Resolved electrolyte as written: what is drawn in it must not depend on the cells",
    of: ({ microstructure }) => microstructure.depth,
  },
  temperature: {
    unit: "K",
    meaning: "Temperature of the whole section",
    of: (spec) => spec.temperature,
  },
  stackPressure: {
    unit: "Pa",
    meaning: "Mean pressure of the platen on the lithium",
    of: (spec) => spec.stackPressure,
  },
  stackStiffness: {
    unit: "Pa/m",
    meaning: "Pressure lost per length that the platen comes down",
    of: (spec) => spec.stackStiffness,
  },
  frameSpeed: {
    unit: "m/s",
    meaning: "Speed at which the frame that holds the platen comes down",
    of: zero,
  },
  voltageControl: {
    unit: undefined,
    meaning: "Voltage controlled; off = current. In a full cell it is the voltage of the cell",
    of: zero,
  },
  current: { unit: "A/m2", meaning: "Current density asked for, positive strips", of: zero },
  voltage: { unit: "V", meaning: "Voltage asked for", of: zero },
  room: { unit: "s", meaning: "Time that the driver leaves until the next stop", of: zero },
};

/** What the driver works out of a cathode. */
const COUNTER: Readonly<Record<string, Omit<Parameter, "name">>> = {
  cathodeModel: {
    unit: undefined,
    meaning: "Model of the cathode by its place in CATHODE_MODELS; 0 = none",
    of: ({ cathode }) => cathode?.model ?? 0,
  },
  cathodeInterphase: {
    unit: undefined,
    meaning: "What grows on its particles, by its place in CATHODE_INTERPHASES; 0 = nothing",
    of: ({ cathode }) => cathode?.interphase ?? 0,
  },
  cathodeCell: {
    unit: "m",
    meaning: "Side of a cell of the section of a cathode",
    of: ({ cathode }) => cathode?.grid?.h ?? 0,
  },
  cathodeIonic: {
    unit: "S/m",
    meaning: "Effective conductivity of the composite for ions at 25 Cel",
    of: ({ cathode }) => cathode?.ionicConductivity ?? 0,
  },
  cathodeElectronic: {
    unit: "S/m",
    meaning: "Effective conductivity of the composite for electrons",
    of: ({ cathode }) => cathode?.electronicConductivity ?? 0,
  },
  coatingThickness: {
    unit: "m",
    meaning: "Thickness of the coating on its particles",
    of: ({ cathode }) => cathode?.coating.thickness ?? 0,
  },
  nominalCapacity: {
    unit: "C/m2",
    meaning: "Charge that empties the cathode from as built to 4.2 V",
    of: ({ cathode }) => cathode?.nominalCapacity ?? 0,
  },
};

/** The entries of `section` that have a slot, read from that part of the run. */
function slotted(
  section: Entries,
  part: (spec: RunSpec) => Readonly<Record<string, unknown>>,
): Parameter[] {
  return Object.entries(section).flatMap(([key, entry]: [string, Entry]) => {
    const name = slotOf(key, entry.slot);
    if (name === null) return [];
    const of = (spec: RunSpec) => Number(part(spec)[key] ?? 0);
    return [{ name, unit: unitOf(entry), meaning: entry.description, of }];
  });
}

export const PARAMETERS: readonly Parameter[] = [
  ...Object.entries(DRIVER).map(([name, entry]) => ({ name, ...entry })),
  ...slotted(RUN, (spec) => ({ seed: spec.seed })),
  ...slotted(CELL, (spec) => spec.cell),
  ...slotted(INTERFACE, (spec) => ({ ...spec.interface })),
  ...slotted(PELLET, (spec) => ({ ...spec.microstructure })),
  ...slotted(GRAINS, (spec) => ({ ...spec.microstructure.grains })),
  ...slotted(FLAWS, (spec) => ({ ...spec.microstructure.flaws })),
  ...slotted(PORES, (spec) => ({ ...spec.microstructure.pores })),
  ...slotted(PHYSICS, (spec) => ({ ...spec.physics })),
  ...slotted(IMPEDANCE, (spec) => spec.impedance),
  ...Object.entries(COUNTER).map(([name, entry]) => ({ name, ...entry })),
  ...slotted(CATHODE, (spec) => ({ ...spec.cathode })),
  ...slotted(CATHODE_COATING, (spec) => ({ ...spec.cathode?.coating })),
  ...slotted(NUMERICS, (spec) => spec.numerics),
];
