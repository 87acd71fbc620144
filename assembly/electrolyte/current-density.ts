// Current density in the electrolyte from the potential: the mean of the face currents of a cell.

import { get } from "../memory/arena";
import { Section } from "../section";
import { overRows } from "../threads/rows";

/** Finds the magnitude of the current density at cell centres [A/m2] from the currents of the faces. */
export function currentMagnitude(m: Section): void {
  overRows(currentRows, changetype<usize>(m), 0, 0, m.nx, m.ns);
}

function currentRows(section: usize, _: usize, __: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    kinetics = m.wall.kinetics,
    electrolyte = m.electrolyte,
    nx = m.nx,
    ns = m.ns,
    u = m.ion.u,
    tx = m.ion.tx,
    ty = m.ion.ty,
    inv = 1.0 / m.h;
  for (let j = from; j < to; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i,
        c = get(u, k);
      const w = i > 0 ? get(tx, k + j) * (get(u, k - 1) - c) * inv : 0.0;
      const e = i < nx - 1 ? get(tx, k + j + 1) * (c - get(u, k + 1)) * inv : 0.0;
      const n = j > 0 ? get(ty, k) * (get(u, k - nx) - c) * inv : kinetics.current[i];
      const s = j < ns - 1 ? get(ty, k + nx) * (c - get(u, k + nx)) * inv : get(ty, k + nx) * c * inv;
      const x = 0.5 * (w + e),
        y = 0.5 * (n + s);
      electrolyte.currentDensity[k] = Math.sqrt(x * x + y * y);
    }
  }
}
