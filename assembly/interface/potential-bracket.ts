// A start for Newton in runs with filaments: next to no contact and bodies that have just died need a volt, and Newton on a
// sinh does not get there from nothing.

import { get, set } from "../memory/arena";
import { Doubles } from "../memory/fields";
import { Section } from "../section";
import { wallCurrents } from "./wall-current";
import { contactPotential, cutFaces, totalFlankCurrent } from "../filaments/flank-current";
import { Head } from "../filaments/columns";

/** Largest voltage that a current may take [V]. */
export const MOST_VOLTS: f64 = 100.0;
/** Share of the asked current by which a start may miss it. */
const MAX_START_MISS: f64 = 0.5;

/** Current of wall and crack faces [A/m] with psi raised by v; `flank`: that of the crack faces as it is. */
function totalCurrent(m: Section, v: f64, flank: f64): f64 {
  const kinetics = m.wall.kinetics;
  const f = m.filaments!;
  for (let i = 0; i < m.nx; i++) kinetics.faced[i] = contactPotential(f.flanks, changetype<Doubles>(m.ion.u), i) + v;
  wallCurrents(m, 0.0);
  let sum = flank;
  for (let g = 0, n = f.tree.count(Head.bodies); g < n; g++) sum -= f.flanks.conductance[g] * v;
  for (let i = 0; i < m.nx; i++) sum += m.h * kinetics.current[i];
  return sum;
}

/** Lifts psi as a whole to where wall and flanks carry the asked current by their own laws, when they are far from it. */
export function bracketPotential(m: Section): void {
  const f = m.filaments!,
    asked = m.wall.circuit.asked;
  cutFaces(f.flanks);
  const flank = totalFlankCurrent(f.flanks),
    miss = totalCurrent(m, 0.0, flank) - asked;
  if (!(Math.abs(miss) > MAX_START_MISS * Math.abs(asked))) return;
  let near = 0.0,
    far = miss > 0 ? 1e-3 : -1e-3;
  while (Math.abs(far) < MOST_VOLTS && (totalCurrent(m, far, flank) - asked) * miss > 0) {
    near = far;
    far *= 2.0;
  }
  for (let k = 0; k < 50; k++) {
    const mid = 0.5 * (near + far);
    if ((totalCurrent(m, mid, flank) - asked) * miss > 0) near = mid;
    else far = mid;
  }
  for (let k = 0, n = m.nx * m.ns; k < n; k++) set(m.ion.u, k, get(m.ion.u, k) + far);
}
