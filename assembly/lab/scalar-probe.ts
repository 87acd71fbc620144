// A look at the hierarchy in natural layout, for tests.
import { ID_EE, Level } from "../numerics/scalar/layout";
import { east, north, northEast, northWest, valueAt } from "../numerics/scalar/stencil";
import { System } from "../numerics/scalar/system";

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
  if (s.precision == 4) writeLevel<f32>(L, out);
  else writeLevel<f64>(L, out);
  return L.nx;
}

function writeLevel<T>(L: Level, out: usize): void {
  for (let j = 0; j < L.ny; j++) {
    for (let i = 0; i < L.nx; i++, out += 40) {
      const inverse = valueAt<T>(L, ID_EE, i, j);
      store<f64>(out, inverse > 0.0 ? 1.0 / inverse : 0.0);
      store<f64>(out, east<T>(L, i, j), 8);
      store<f64>(out, north<T>(L, i, j), 16);
      store<f64>(out, northEast<T>(L, i, j), 24);
      store<f64>(out, northWest<T>(L, i, j), 32);
    }
  }
}
