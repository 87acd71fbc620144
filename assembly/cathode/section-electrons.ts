// Electrons reach the particles through the third dimension, which a plane cannot show: no random plane conducts both. The particles
// of a row share one potential psi against the collector, behind a conductivity sigma_e of the electrode as a whole,
//   sigma_e (W/h) (psi_(r+1) - 2 psi_r + psi_(r-1)) = sum over the surface of the row  area j,    psi = 0 at the collector.
// The faces follow psi by g: (L - G) dpsi = current - L psi, one tridiagonal solve.
import { CathodeSection } from "./section-parts";
import { linearCurrent } from "./section-potential";

/** Moves psi to the currents that the linear laws give. */
export function solveRows(s: CathodeSection): void {
  const f = s.faces,
    ny = s.ny,
    psi = s.rows,
    w = s.work,
    link = (s.laws.electrons * s.nx * s.h) / s.h;
  for (let r = 0; r < 2 * ny; r++) w[r] = 0.0;
  // current and conductance of the rows
  for (let k = 0; k < f.count; k++) {
    if (f.area[k] == 0.0) continue;
    const row = f.active[k] / s.nx;
    w[row] += f.area[k] * linearCurrent(s, k);
    w[ny + row] += f.area[k] * f.slope[k];
  }
  // -(L - G) dpsi = L psi - current, from the first row to the collector
  let above = 0.0,
    carried = 0.0;
  for (let r = s.margin; r < ny; r++) {
    const up = r > s.margin ? link : 0.0,
      down = r < ny - 1 ? link : 2.0 * link;
    const next = r < ny - 1 ? psi[r + 1] : 0.0,
      before = r > s.margin ? psi[r - 1] : 0.0;
    const off = up * (before - psi[r]) + down * (next - psi[r]) - w[r];
    const pivot = up + down + w[ny + r] - up * above;
    above = down / pivot;
    carried = (off + up * carried) / pivot;
    w[2 * ny + r] = above;
    w[3 * ny + r] = carried;
  }
  let change = 0.0;
  for (let r = ny - 1; r >= s.margin; r--) {
    change = w[3 * ny + r] + (r < ny - 1 ? w[2 * ny + r] * change : 0.0);
    psi[r] += change;
  }
}
