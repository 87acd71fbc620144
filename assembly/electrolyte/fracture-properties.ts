// The electrolyte as a filament meets it: toughness at a point, and the flaws that can start one.
//   K_c(x, y) = K_GB within half a width of a grain boundary, else K_IC; both as the layer at y has them.
// x along the interface from its left end, y from the interface into the pellet [m]. Without seeds: one grain.
// grains.ts fills the seeds, flaws.ts the flaws, layers.ts the layers; filaments read them only through this file.

import { Layer } from "../abi";
import { alloc } from "../memory/arena";
import { Grains, addGrain, boundaryAt, createGrains } from "./grains";
import { Layers, createLayers, ratioAt } from "./layers";
import { Doubles, doubles, removeRow } from "../memory/fields";
import { Flaw } from "./columns";

export const MAX_FLAWS: i32 = 256;


@unmanaged
export class Material {
  /** K_IC inside grains, K_GB on their boundaries [Pa m^0.5]. */
  toughness: f64;
  boundaryToughness: f64;
  /** Half width of what counts as boundary [m]. */
  boundaryHalfWidth: f64;
  grains: Grains;
  layers: Layers;
  /** f64 x Flaw.COUNT each. */
  flaws: Doubles;
  flawCount: i32;
}

/** A material of one grain without flaws; its toughness is 0 until set. */
export function createMaterial(): Material {
  const m = changetype<Material>(alloc(offsetof<Material>()));
  m.grains = createGrains();
  m.layers = createLayers();
  m.flaws = doubles<Doubles>(Flaw.COUNT * MAX_FLAWS);
  return m;
}

/** Adds a flaw; false when the table is full. Lengths [m], tilt [rad]. */
export function addFlaw(m: Material, mouth: f64, depth: f64, length: f64, tilt: f64, width: f64): bool {
  if (m.flawCount == MAX_FLAWS) return false;
  const at = m.flawCount * Flaw.COUNT;
  m.flaws[at + Flaw.mouth] = mouth;
  m.flaws[at + Flaw.depth] = depth;
  m.flaws[at + Flaw.length] = length;
  m.flaws[at + Flaw.tilt] = tilt;
  m.flaws[at + Flaw.width] = width;
  m.flawCount += 1;
  return true;
}

/** Index of the flaw with its upper end nearest to (x, y), within `reach` [m]; -1 where there is none. */
export function flawAt(m: Material, x: f64, y: f64, reach: f64): i32 {
  let best = -1,
    least = reach * reach;
  for (let k = 0; k < m.flawCount; k++) {
    const dx = flaw(m, k, Flaw.mouth) - x,
      dy = flaw(m, k, Flaw.depth) - y,
      far = dx * dx + dy * dy;
    if (far >= least) continue;
    best = k;
    least = far;
  }
  return best;
}

/** Takes flaw k out of the table; those behind it move up. */
export function removeFlaw(m: Material, k: i32): void {
  m.flawCount -= 1;
  removeRow(m.flaws, k, m.flawCount, Flaw.COUNT);
}

/** Value of flaw k in a column [m], tilt [rad]. */
// @ts-ignore: decorator
@inline export function flaw(m: Material, k: i32, column: Flaw): f64 {
  return m.flaws[k * Flaw.COUNT + column];
}

/** Adds the seed of a grain at (x, y) [m]; false when the table is full. */
export function addSeed(m: Material, x: f64, y: f64): bool {
  return addGrain(m.grains, x, y, 0.0);
}

/** Distance to the nearest grain boundary [m]; infinite with fewer than two seeds and none drawn. */
export function boundaryDistance(m: Material, x: f64, y: f64): f64 {
  return boundaryAt(m.grains, x, y);
}

/** Toughness K_c at a point [Pa m^0.5]. */
export function toughnessAt(m: Material, x: f64, y: f64): f64 {
  return boundaryDistance(m, x, y) <= m.boundaryHalfWidth
    ? m.boundaryToughness * ratioAt(m.layers, Layer.boundaryToughness, y)
    : m.toughness * ratioAt(m.layers, Layer.toughness, y);
}
