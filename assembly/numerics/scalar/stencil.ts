// One number of a coarse level at a time, in natural order: slow, for what is done once.
import {
  EO_E,
  EO_N,
  EO_S,
  EO_W,
  Level,
  OE_E,
  OE_N,
  OE_NE,
  OE_NW,
  OE_S,
  OE_SE,
  OE_SW,
  OE_W,
  OO_NE,
  OO_NW,
  OO_SE,
  OO_SW,
} from "./layout";

/** Element (I, J) of plane k. */
// @ts-ignore: decorator
@inline function element<T>(L: Level, k: i32, I: i32, J: i32): f64 {
  return <f64>load<T>(L.at(k, J) + <usize>I * sizeof<T>());
}

/** Value at cell (i, j) of four planes that begin with plane k of the (even, even) cells. */
export function valueAt<T>(L: Level, k: i32, i: i32, j: i32): f64 {
  return element<T>(L, k + (i & 1) + 2 * (j & 1), i >> 1, j >> 1);
}

/** Coupling of cells (i, j) and (i + 1, j). */
export function east<T>(L: Level, i: i32, j: i32): f64 {
  const I = i >> 1,
    J = j >> 1;
  if ((j & 1) == 0) return element<T>(L, (i & 1) == 0 ? OE_W : OE_E, I, J);
  return (i & 1) == 0 ? element<T>(L, EO_E, I, J) : element<T>(L, EO_W, I + 1, J);
}

/** Coupling of cells (i, j) and (i, j + 1). */
export function north<T>(L: Level, i: i32, j: i32): f64 {
  const I = i >> 1,
    J = j >> 1;
  if ((j & 1) == 0) return element<T>(L, (i & 1) == 0 ? EO_S : OE_N, I, J);
  return (i & 1) == 0 ? element<T>(L, EO_N, I, J) : element<T>(L, OE_S, I, J + 1);
}

/** Coupling of cells (i, j) and (i + 1, j + 1). */
export function northEast<T>(L: Level, i: i32, j: i32): f64 {
  const I = i >> 1,
    J = j >> 1;
  if ((j & 1) == 0) return element<T>(L, (i & 1) == 0 ? OO_SW : OE_NE, I, J);
  return (i & 1) == 0 ? element<T>(L, OE_SW, I, J + 1) : element<T>(L, OO_NE, I, J);
}

/** Coupling of cells (i, j) and (i - 1, j + 1). */
export function northWest<T>(L: Level, i: i32, j: i32): f64 {
  const I = i >> 1,
    J = j >> 1;
  if ((j & 1) == 0) return (i & 1) == 0 ? element<T>(L, OO_SE, I - 1, J) : element<T>(L, OE_NW, I, J);
  return (i & 1) == 0 ? element<T>(L, OE_SE, I - 1, J + 1) : element<T>(L, OO_NW, I, J);
}
