// The polycrystal with coated contacts seen from JavaScript.
import { CoatedContacts, Coating, createContacts, layCells, resistanceOf } from "../cathode/coated-contacts";
import { create } from "../memory/arena";

// @ts-ignore: decorator
@inline function at(handle: usize): CoatedContacts {
  return changetype<CoatedContacts>(handle);
}
let coating: Coating | null = null;

export function contactsCreate(size: i32): usize {
  if (coating === null) coating = create<Coating>();
  return changetype<usize>(createContacts(size));
}
/** Lays Laguerre cells by seed, or square ones. */
export function contactsLay(handle: usize, lattice: bool, seed: i32): void {
  layCells(at(handle), lattice, <u64>(<u32>seed));
}
/** Resistance with a share of the contacts coated, rho times as resistive as a cell, and a share of the cells removed. */
export function contactsResistance(handle: usize, share: f64, rho: f64, removed: f64, seed: i32): f64 {
  const w = coating!;
  w.share = share;
  w.rho = rho;
  w.removed = removed;
  w.seed = <u64>(<u32>seed);
  return resistanceOf(at(handle), w);
}
