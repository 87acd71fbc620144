// A look at the hierarchy in natural layout, for tests.
import {
  EO_E,
  EO_N,
  EO_S,
  EO_W,
  ID_EE,
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
} from "../numerics/scalar/layout";
import { System } from "../numerics/scalar/system";

function pick(s: System, L: Level, k: i32, I: i32, J: i32): f64 {
  const p = L.at(k, J);
  return s.precision == 4 ? <f64>load<f32>(p + ((<usize>I) << 2)) : load<f64>(p + ((<usize>I) << 3));
}

/**
 * Writes coarse level `index` (1 is the first) cell by cell, 5 doubles each, in natural order:
 * diagonal, couplings to east, north, north-east, north-west; in units of the largest coefficient's
 * power of two. Returns nx of the level, 0 if there is none.
 */
export function writeStencil(s: System, index: i32, out: usize): i32 {
  let L = s.fine;
  for (let k = 0; k < index; k++) {
    if (L.coarser === null) return 0;
    L = L.coarser!;
  }
  for (let j = 0; j < L.ny; j++) {
    for (let i = 0; i < L.nx; i++, out += 40) {
      const I = i >> 1,
        J = j >> 1,
        x = i & 1,
        y = j & 1;
      const id = pick(s, L, ID_EE + x + 2 * y, I, J);
      let e = 0.0,
        n = 0.0,
        ne = 0.0,
        nw = 0.0;
      if (y == 0) {
        e = pick(s, L, x == 0 ? OE_W : OE_E, I, J);
        n = pick(s, L, x == 0 ? EO_S : OE_N, I, J);
        ne = pick(s, L, x == 0 ? OO_SW : OE_NE, I, J);
        nw = x == 0 ? pick(s, L, OO_SE, I - 1, J) : pick(s, L, OE_NW, I, J);
      } else {
        e = x == 0 ? pick(s, L, EO_E, I, J) : pick(s, L, EO_W, I + 1, J);
        n = x == 0 ? pick(s, L, EO_N, I, J) : pick(s, L, OE_S, I, J + 1);
        ne = x == 0 ? pick(s, L, OE_SW, I, J + 1) : pick(s, L, OO_NE, I, J);
        nw = x == 0 ? pick(s, L, OE_SE, I - 1, J + 1) : pick(s, L, OO_NW, I, J);
      }
      store<f64>(out, id > 0.0 ? 1.0 / id : 0.0);
      store<f64>(out, e, 8);
      store<f64>(out, n, 16);
      store<f64>(out, ne, 24);
      store<f64>(out, nw, 32);
    }
  }
  return L.nx;
}
