// The standalone box of the filament kernel seen from JavaScript: a handle, tables, and steps.
import { createBox, startBox } from "./filament-box";
import { fillingTime, incubation, slotFlow, startPressure } from "../electrolyte/edge-crack";
import { addBranch, addBody, addPoint, extendBranch } from "../filaments/tree";
import { grow } from "../filaments/propagation";
import { stressIntensity } from "../filaments/stress-intensity";
import { addFlaw, addSeed } from "../electrolyte/fracture-properties";
import { addressOf } from "../memory/fields";
import { Filaments, solveFilaments } from "../filaments/filaments";
import { Branch, Head, Body } from "../filaments/columns";
import { MAX_RESOLVED } from "../filaments/resolved-bodies";

// @ts-ignore: decorator
@inline function box(handle: usize): Filaments {
  return changetype<Filaments>(handle);
}

export function boxCreate(nx: i32, ns: i32): usize {
  return changetype<usize>(createBox(nx, ns));
}
export function boxFlaw(h: usize, mouth: f64, length: f64, tilt: f64, width: f64, depth: f64): bool {
  return addFlaw(box(h).conditions.material, mouth, depth, length, tilt, width);
}
export function boxSeed(h: usize, x: f64, y: f64): bool {
  return addSeed(box(h).conditions.material, x, y);
}
export function boxStart(h: usize, params: usize, contact: usize): void {
  startBox(box(h), params, contact);
}
/** Mean current [A/m2], positive plates. */
export function boxDrive(h: usize, current: f64): void {
  box(h).flanks.applied = -current * box(h).conditions.h * <f64>box(h).conditions.nx;
  box(h).tree.dirty = true;
}

/** Adds a crack inside the layer, from end to end, with both tips alive; its group. */
export function boxCrack(h: usize, x0: f64, y0: f64, x1: f64, y1: f64): i32 {
  const f = box(h),
    g = addBody(f.tree, 0.0),
    x = 0.5 * (x0 + x1),
    y = 0.5 * (y0 + y1);
  const root = addPoint(f.tree, x, y, -1);
  const a = addBranch(f.tree, g, -1, root, 0.0),
    b = addBranch(f.tree, g, a, root, 0.0);
  extendBranch(f.tree, a, x0, y0);
  extendBranch(f.tree, b, x1, y1);
  // As if it had grown: a crack that is to be resolved.
  f.tree.setBranch(a, Branch.segments, 1.0);
  return g;
}

export function boxRefresh(h: usize): bool {
  return solveFilaments(box(h));
}
export function boxGrow(h: usize, dt: f64, most: i32): f64 {
  box(h).maxSegments = most;
  return grow(box(h), dt);
}

export function boxHead(h: usize): usize {
  return addressOf(box(h).tree.head);
}
export function boxGroups(h: usize): usize {
  return addressOf(box(h).tree.bodies);
}
export function boxLines(h: usize): usize {
  return addressOf(box(h).tree.branches);
}
export function boxPoints(h: usize): usize {
  return addressOf(box(h).tree.points);
}
export function boxVolts(h: usize): f64 {
  return box(h).flanks.counterVoltage;
}
export function boxTopCharge(h: usize): usize {
  return addressOf(box(h).contactCharge);
}
export function boxIterations(h: usize): i32 {
  return box(h).flanks.iterations + box(h).cracks.iterations;
}
/** Opened area per pressure of group g [m2/Pa], 0 without a unit. */
export function boxOpening(h: usize, g: i32): f64 {
  const s = box(h).resolved.slot[g];
  return s < 0 ? 0.0 : box(h).cracks.compliance[s * (MAX_RESOLVED + 1)];
}
/** K_I (0) or K_II (1) of tip q at the present pressures. */
export function boxIntensity(h: usize, q: i32, two: bool): f64 {
  const f = box(h);
  for (let g = 0, n = f.tree.count(Head.bodies); g < n; g++) f.balance.trialPressure[g] = f.tree.body(g, Body.pressure);
  return stressIntensity(f.tips, q, f.balance.trialPressure, two);
}

export { startPressure as closedStartPressure, slotFlow as closedSlotFlow };
export { fillingTime as closedFillingTime, incubation as closedIncubation };
