// Arrays of solvers as fields, and loops over whole fields.
import { Doubles } from "./fields";

/** The array at an address of a solver. */
// @ts-ignore: decorator
@inline export function fieldAt(address: usize): Doubles {
  return changetype<Doubles>(address);
}

/** Puts zero into the first n values. */
export function clearDoubles(field: Doubles, n: i32): void {
  memory.fill(changetype<usize>(field), 0, (<usize>n) << 3);
}

/** Copies the first n values. */
export function copyDoubles(to: Doubles, from: Doubles, n: i32): void {
  memory.copy(changetype<usize>(to), changetype<usize>(from), (<usize>n) << 3);
}
