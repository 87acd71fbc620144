// Fields of the section as types: phi[k] reads and phi[k] = v writes a block of the arena, checked against its bounds in the
// debug build, and costs what a load or a store costs. A field's type says where its values live, so that a line is not taken
// for the cells of the lithium.

import { check, f32s, f64s, i32s } from "./arena";

/** Doubles in a row; the address of the block is the reference itself. */
@unmanaged
export class Doubles {
  // @ts-ignore: decorator
  @inline @operator("[]") get(i: i32): f64 {
    const p = changetype<usize>(this);
    if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 3), 8);
    return load<f64>(p + ((<usize>i) << 3));
  }
  // @ts-ignore: decorator
  @inline @operator("[]=") set(i: i32, v: f64): void {
    const p = changetype<usize>(this);
    if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 3), 8);
    store<f64>(p + ((<usize>i) << 3), v);
  }
}

/** 32-bit integers in a row. */
@unmanaged
export class Integers {
  // @ts-ignore: decorator
  @inline @operator("[]") get(i: i32): i32 {
    const p = changetype<usize>(this);
    if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 2), 4);
    return load<i32>(p + ((<usize>i) << 2));
  }
  // @ts-ignore: decorator
  @inline @operator("[]=") set(i: i32, v: i32): void {
    const p = changetype<usize>(this);
    if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 2), 4);
    store<i32>(p + ((<usize>i) << 2), v);
  }
}

/** Bytes in a row: flags. */
@unmanaged
export class Bytes {
  // @ts-ignore: decorator
  @inline @operator("[]") get(i: i32): u8 {
    const p = changetype<usize>(this);
    if (!ASC_NO_ASSERT) check(p, p + <usize>i, 1);
    return load<u8>(p + <usize>i);
  }
  // @ts-ignore: decorator
  @inline @operator("[]=") set(i: i32, v: u8): void {
    const p = changetype<usize>(this);
    if (!ASC_NO_ASSERT) check(p, p + <usize>i, 1);
    store<u8>(p + <usize>i, v);
  }
}

/** Floats in a row: pictures. */
@unmanaged
export class Floats {
  // @ts-ignore: decorator
  @inline @operator("[]") get(i: i32): f32 {
    const p = changetype<usize>(this);
    if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 2), 4);
    return load<f32>(p + ((<usize>i) << 2));
  }
  // @ts-ignore: decorator
  @inline @operator("[]=") set(i: i32, v: f32): void {
    const p = changetype<usize>(this);
    if (!ASC_NO_ASSERT) check(p, p + ((<usize>i) << 2), 4);
    store<f32>(p + ((<usize>i) << 2), v);
  }
}

/** One value per column along the interface (nx). */
@unmanaged
export class Line extends Doubles {}

/** One value per node along the interface (nx + 1). */
@unmanaged
export class Nodes extends Doubles {}

/** Cells of the lithium, row 0 at the interface (nx x nl). */
@unmanaged
export class LithiumCells extends Doubles {}

/** Nodes of the lithium ((nx + 1) x (nl + 1)). */
@unmanaged
export class LithiumNodes extends Doubles {}

/** Cells of the electrolyte, row 0 at the interface (nx x ns). */
@unmanaged
export class ElectrolyteCells extends Doubles {}

/** Faces across x: (nx + 1) a row. */
@unmanaged
export class FaceX extends Doubles {}

/** Faces across y: nx a row, one row more than cells. */
@unmanaged
export class FaceY extends Doubles {}

/** A field of n doubles of type T, zeroed. */
// @ts-ignore: decorator
@inline export function doubles<T>(n: i32): T {
  return changetype<T>(f64s(n));
}

/** n integers, zeroed. */
// @ts-ignore: decorator
@inline export function integers(n: i32): Integers {
  return changetype<Integers>(i32s(n));
}

/** n floats, zeroed. */
// @ts-ignore: decorator
@inline export function floats(n: i32): Floats {
  return changetype<Floats>(f32s(n));
}

/** Address of a field, for whole blocks at once: copies, solver arguments. */
// @ts-ignore: decorator
@inline export function addressOf<T>(field: T): usize {
  return changetype<usize>(field);
}

/** The field from index i on. */
// @ts-ignore: decorator
@inline export function part(field: Doubles, i: i32): Doubles {
  return changetype<Doubles>(changetype<usize>(field) + ((<usize>i) << 3));
}

/** Takes row k out of a table of so many columns, of which `left` rows are left: those behind it move up. */
export function removeRow(table: Doubles, k: i32, left: i32, columns: i32): void {
  const row = (<usize>columns) << 3,
    at = addressOf(table) + <usize>k * row;
  memory.copy(at, at + row, <usize>(left - k) * row);
}
