// A stack of layers from the interface into the pellet, each with values of its own; below it lies the pellet's own
// material. Ratios are over the pellet's values, so that temperature laws are shared. Layers may be far thinner than a
// cell: a face sees the exact resistance between the cell centres, integral dy / ratio.

import { Layer, MAX_LAYERS } from "../abi";
import { alloc } from "../memory/arena";
import { Doubles, doubles } from "../memory/fields";


@unmanaged
export class Layers {
  count: i32;
  table: Doubles;
}

/** A stack without layers. */
export function createLayers(): Layers {
  const L = changetype<Layers>(alloc(offsetof<Layers>()));
  L.table = doubles<Doubles>(Layer.COUNT * MAX_LAYERS);
  return L;
}

/** Takes all layers out. */
export function clearLayers(L: Layers): void {
  L.count = 0;
}

/** Index of a new layer below the others, all ratios 1, of that thickness [m]; -1 when the table is full. */
export function addLayer(L: Layers, thickness: f64): i32 {
  if (L.count == MAX_LAYERS) return -1;
  for (let c = 0; c < Layer.COUNT; c++) L.table[L.count * Layer.COUNT + c] = 1.0;
  setLayer(L, L.count, Layer.thickness, thickness);
  setLayer(L, L.count, Layer.consumption, 0.0);
  setLayer(L, L.count, Layer.reaction, 0.0);
  setLayer(L, L.count, Layer.coating, 0.0);
  L.count += 1;
  return L.count - 1;
}

/** Gives layer k the value in a column: a ratio over the pellet's, or SI (see Layer). */
export function setLayer(L: Layers, k: i32, column: Layer, value: f64): void {
  L.table[k * Layer.COUNT + column] = value;
}

/** Value of layer k in a column: a ratio over the pellet's, or SI (see Layer). */
// @ts-ignore: decorator
@inline export function layer(L: Layers, k: i32, column: Layer): f64 {
  return L.table[k * Layer.COUNT + column];
}

/** Index of the layer at the depth y [m], -1 below the stack. */
export function layerAt(L: Layers, y: f64): i32 {
  let bottom = 0.0;
  for (let k = 0; k < L.count; k++) {
    bottom += layer(L, k, Layer.thickness);
    if (y < bottom) return k;
  }
  return -1;
}

/** Ratio of a property at the depth y [m] over the pellet's [1]. */
export function ratioAt(L: Layers, column: Layer, y: f64): f64 {
  if (L.count == 0) return 1.0;
  const k = layerAt(L, y);
  return k < 0 ? 1.0 : layer(L, k, column);
}

/** Integral of ratio^power dy from y0 to y1 [m], power 1 or -1. */
export function integrate(L: Layers, column: Layer, y0: f64, y1: f64, power: i32): f64 {
  let sum = 0.0,
    top = 0.0;
  for (let k = 0; k < L.count; k++) {
    const bottom = top + layer(L, k, Layer.thickness);
    const part = Math.min(bottom, y1) - Math.max(top, y0),
      r = layer(L, k, column);
    if (part > 0) sum += power > 0 ? part * r : part / r;
    top = bottom;
  }
  return sum + Math.max(0.0, y1 - Math.max(top, y0));
}
