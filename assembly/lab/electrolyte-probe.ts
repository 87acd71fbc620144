// The electrolyte of the section in run.ts as it was drawn: for tests, validation and the page's overlays.

import { runModel } from "../run";
import { boundaryAt, locate } from "../electrolyte/grains";
import { toughnessAt } from "../electrolyte/fracture-properties";
import { addressOf } from "../memory/fields";

/** Toughness at a point [Pa m^0.5]. */
export function electrolyteToughness(x: f64, y: f64): f64 {
  return toughnessAt(runModel().micro.material, x, y);
}

/** Distance to the nearest grain boundary [m]. */
export function electrolyteBoundary(x: f64, y: f64): f64 {
  return boundaryAt(runModel().micro.material.grains, x, y);
}

/** Number of the grain at a point, -1 without grains. */
export function electrolyteGrain(x: f64, y: f64): i32 {
  const grains = runModel().micro.material.grains;
  locate(grains, x, y);
  return grains.grain;
}

/** Address of the flaw table (f64 x Flaw.COUNT) and its length. */
export function electrolyteFlaws(): usize {
  return addressOf(runModel().micro.material.flaws);
}

export function electrolyteFlawCount(): i32 {
  return runModel().micro.material.flawCount;
}

/** Address of the pore table (f64 x 3: x, depth, radius) and its length. */
export function electrolytePores(): usize {
  return addressOf(runModel().micro.pores.table);
}

export function electrolytePoreCount(): i32 {
  return runModel().micro.pores.count;
}
