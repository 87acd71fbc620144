// What the electrolyte carries: stresses and currents on its cells, conductivities of the pellet.

import { Bytes, ElectrolyteCells, doubles } from "../memory/fields";
import { alloc, create } from "../memory/arena";

/** The electrolyte of a section. */
@unmanaged
export class Electrolyte {
  /** Stresses [Pa], tension positive. */
  stressXX: ElectrolyteCells;
  stressYY: ElectrolyteCells;
  stressXY: ElectrolyteCells;
  /** Magnitude of the current density [A/m2]. */
  currentDensity: ElectrolyteCells;
  /** What is derived for a picture or an observable at hand: potential of the electrons [V], or a risk. */
  map: ElectrolyteCells;
  /** Potential of the electrons at 1 V of the metal [1] and what of it leaves at the far side [1/m], the columns where they enter,
   * and whether they are known (electrons.ts). */
  electrons: ElectrolyteCells;
  electronsThrough: f64;
  electronsEnter: Bytes;
  electronsKnown: bool;
  /** Largest von Mises stress [Pa]; least potential of lithium below the plating face [V]. */
  largestMises: f64;
  supersaturation: f64;
  /** Ionic conductivity of the bulk, between boundaries and pores, and of the pellet as a whole [S/m]. */
  kappa: f64;
  kappaTotal: f64;
  /** Ionic resistance of a grain boundary [Ohm m2]; electronic conductivity [S/m]. */
  boundaryOhm: f64;
  sigmaElectron: f64;
  /** Resistance of the pellet below the section, and of the counter electrode [Ohm m2]. */
  pelletOhm: f64;
  counterOhm: f64;
}

/** Fields of the given number of cells, under an interface of nx columns. */
export function createElectrolyte(nx: i32, cells: i32): Electrolyte {
  const electrolyte = create<Electrolyte>();
  electrolyte.stressXX = doubles<ElectrolyteCells>(cells);
  electrolyte.stressYY = doubles<ElectrolyteCells>(cells);
  electrolyte.stressXY = doubles<ElectrolyteCells>(cells);
  electrolyte.currentDensity = doubles<ElectrolyteCells>(cells);
  electrolyte.map = doubles<ElectrolyteCells>(cells);
  electrolyte.electrons = doubles<ElectrolyteCells>(cells);
  electrolyte.electronsEnter = changetype<Bytes>(alloc(nx));
  return electrolyte;
}
