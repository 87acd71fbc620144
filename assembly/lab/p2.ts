// P2: unit square under plane strain, E = 22.1 GPa, nu = 0.37, a hole (1e-6 E) of radius 0.2 at the
// centre, uy = 0 below, uy = -1e-3 above, frictionless; ux = 0 at the middle of the base.
import { get, set } from "../memory/arena";
import { VectorSolver } from "../numerics/vector/solver";

const E0: f64 = 22.1e9;
const NU: f64 = 0.37;
const DEPTH: f64 = -1e-3;

/** Fills v (square) with the problem and its zero start. */
export function p2Fill(v: VectorSolver): void {
  const n = v.nx,
    h = 1.0 / n,
    nodes = (n + 1) * (n + 1);
  v.full = true;
  v.tiedTop = false;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      const x = (i + 0.5) * h - 0.5,
        y = (j + 0.5) * h - 0.5;
      const e = x * x + y * y < 0.04 ? 1e-6 * E0 : E0;
      set(v.lam, j * n + i, (e * NU) / ((1 + NU) * (1 - 2 * NU)));
      set(v.mu, j * n + i, e / (2 * (1 + NU)));
    }
  }
  memory.fill(v.fixX, 0, nodes);
  memory.fill(v.fixY, 0, nodes);
  memory.fill(v.springY, 0, (<usize>(n + 1)) << 3);
  memory.fill(v.fx, 0, (<usize>nodes) << 3);
  memory.fill(v.fy, 0, (<usize>nodes) << 3);
  memory.fill(v.ux, 0, (<usize>nodes) << 3);
  memory.fill(v.uy, 0, (<usize>nodes) << 3);
  store<u8>(v.fixX + (n >> 1), 1);
  for (let i = 0; i <= n; i++) {
    const top = n * (n + 1) + i;
    store<u8>(v.fixY + i, 1);
    store<u8>(v.fixY + top, 1);
    set(v.uy, top, DEPTH);
  }
}

/** Mean vertical stress on the top edge [GPa]: reaction of the top row over the side. work: f64[nodes]. */
export function p2Answer(v: VectorSolver, work: usize): f64 {
  v.reaction(work);
  let s: f64 = 0;
  for (let i = 0; i <= v.nx; i++) s += get(work, v.ny * (v.nx + 1) + i);
  return s * 1e-9;
}
