// The electrolyte as it is drawn: grains, flaws, pores and layers, and what they are on the cells of the section.

import { alloc } from "../memory/arena";
import { Material, createMaterial } from "./fracture-properties";
import { Forecast, createForecast } from "./flaw-forecast";
import { Pores, FlawLaw, createPores, createFlawLaw } from "./flaws";
import { Bytes, Integers, ElectrolyteCells, Line, integers, doubles } from "../memory/fields";

/** Half width of what counts as boundary to a crack [m]. */
export const BOUNDARY_HALF_WIDTH: f64 = 0.4e-6;


@unmanaged
export class Microstructure {
  material: Material;
  forecast: Forecast;
  pores: Pores;
  law: FlawLaw;
  /** Whether cells differ: layers, pores, or boundaries that resist. */
  uneven: bool;
  /** Whether toughness differs from place to place. */
  patchy: bool;
  /** 1 in cells on a boundary, u8. */
  weak: Bytes;
  /** Grain of each cell of the electrolyte, i32. */
  grain: Integers;
  /** Share of each cell that is not pore, and of each column's face. */
  solid: ElectrolyteCells;
  face: Line;
}

/** An electrolyte of nx x ns cells with nothing drawn in it. */
export function createMicrostructure(nx: i32, ns: i32): Microstructure {
  const s = changetype<Microstructure>(alloc(offsetof<Microstructure>()));
  s.material = createMaterial();
  s.forecast = createForecast();
  s.pores = createPores();
  s.law = createFlawLaw();
  s.weak = changetype<Bytes>(alloc(nx * ns));
  s.grain = integers(nx * ns);
  s.solid = doubles<ElectrolyteCells>(nx * ns);
  s.face = doubles<Line>(nx);
  return s;
}
