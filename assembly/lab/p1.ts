// Standard problem P1: conduction through the unit square with an insulating disc.
//   div(sigma grad phi) = 0,  phi = 0 at y = 0, phi = 1 at y = 1, no flux through the sides,
//   sigma = 1e-6 where (x - 1/2)^2 + (y - 1/2)^2 < 0.04 (strictly, at the cell centre), else 1.
// n x n cells; faces carry the harmonic mean; the plates act at half a cell: 2 sigma.
import { get, set } from "../memory/arena";
import { ScalarSolver } from "../numerics/scalar/solver";

function sigma(n: i32, i: i32, j: i32): f64 {
  const x = (<f64>i + 0.5) / <f64>n - 0.5;
  const y = (<f64>j + 0.5) / <f64>n - 0.5;
  return x * x + y * y < 0.04 ? 1e-6 : 1.0;
}

function harmonic(a: f64, b: f64): f64 {
  return (2.0 * a * b) / (a + b);
}

/** Fills tx, ty, c, f of an n x n solver with P1 and its u with 0. */
export function fillP1(s: ScalarSolver): void {
  const n = s.nx;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i <= n; i++) {
      const open = i > 0 && i < n;
      set(s.tx, j * (n + 1) + i, open ? harmonic(sigma(n, i - 1, j), sigma(n, i, j)) : 0.0);
    }
  }
  for (let i = 0; i < n; i++) {
    set(s.ty, i, 2.0 * sigma(n, i, 0));
    for (let j = 1; j < n; j++) {
      set(s.ty, j * n + i, harmonic(sigma(n, i, j - 1), sigma(n, i, j)));
    }
    set(s.ty, n * n + i, 2.0 * sigma(n, i, n - 1));
  }
  memory.fill(s.c, 0, (<usize>(n * n)) << 3);
  memory.fill(s.u, 0, (<usize>(n * n)) << 3);
  memory.fill(s.f, 0, (<usize>(n * n)) << 3);
  for (let i = 0; i < n; i++) set(s.f, (n - 1) * n + i, get(s.ty, n * n + i));
}

/** Current in through the top plate, sum of 2 sigma (1 - phi): the effective conductance. */
export function currentTop(s: ScalarSolver): f64 {
  const n = s.nx;
  let sum = 0.0;
  for (let i = 0; i < n; i++) sum += get(s.ty, n * n + i) * (1.0 - get(s.u, (n - 1) * n + i));
  return sum;
}

/** Current out through the bottom plate, sum of 2 sigma phi. */
export function currentBottom(s: ScalarSolver): f64 {
  const n = s.nx;
  let sum = 0.0;
  for (let i = 0; i < n; i++) sum += get(s.ty, i) * get(s.u, i);
  return sum;
}
