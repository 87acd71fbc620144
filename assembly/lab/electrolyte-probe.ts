// The electrolyte of the section in run.ts as it was drawn: for tests, validation and the page's overlays.

import { runSection } from "../run";
import { boundaryAt, locate } from "../electrolyte/grains";
import { toughnessAt } from "../electrolyte/fracture-properties";
import { addressOf } from "../memory/fields";

/** Toughness at a point [Pa m^0.5]. */
export function electrolyteToughness(x: f64, y: f64): f64 {
  return toughnessAt(runSection().micro.material, x, y);
}

/** Distance to the nearest grain boundary [m]. */
export function electrolyteBoundary(x: f64, y: f64): f64 {
  return boundaryAt(runSection().micro.material.grains, x, y);
}

/** Number of the grain at a point, -1 without grains. */
export function electrolyteGrain(x: f64, y: f64): i32 {
  const grains = runSection().micro.material.grains;
  locate(grains, x, y);
  return grains.grain;
}

/** Address of the table of grains (f64 x 3: x, depth, radius of the disc inside) and its length. */
export function electrolyteGrains(): usize {
  return addressOf(runSection().micro.material.grains.seeds);
}

export function electrolyteGrainCount(): i32 {
  return runSection().micro.material.grains.count;
}

/** Address of the flaw table (f64 x Flaw.COUNT) and its length. */
export function electrolyteFlaws(): usize {
  return addressOf(runSection().micro.material.flaws);
}

export function electrolyteFlawCount(): i32 {
  return runSection().micro.material.flawCount;
}

/** Address of the pore table (f64 x 3: x, depth, radius) and its length. */
export function electrolytePores(): usize {
  return addressOf(runSection().micro.pores.table);
}

export function electrolytePoreCount(): i32 {
  return runSection().micro.pores.count;
}
