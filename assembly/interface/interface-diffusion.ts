// Transport of free volume (or of lithium) along the interface over the length lambda, eq. (4.7):
//   (k(x) - lambda^2 d2/dx2) c = e   on contact,   c = 0 at resolved voids,   no flux through the mirrors.
// k c stays where it is; what leaves a contact segment through an edge goes into the void there. Thomas algorithm.

import { Section } from "../section";
import { Line } from "../memory/fields";

/** Solves for c with k and e of each column over the range lambda [m]; c replaces e, which is x, in the unit of e. */
export function spread(m: Section, lambda: f64, k: Line, x: Line): void {
  const contact = m.wall.contact;
  const nx = m.nx,
    a = m.scratch.line(),
    b = m.scratch.line();
  const t = (lambda * lambda) / (m.h * m.h);
  let own = 0.0;
  // Forward elimination: a = -sub-diagonal, b = pivot, both with the void columns as identity rows.
  for (let i = 0; i < nx; i++) {
    if (contact.open[i] != 0) {
      b[i] = 1.0;
      x[i] = 0.0;
      a[i] = 0.0;
      continue;
    }
    const left = i > 0 ? (contact.open[i - 1] != 0 ? 2.0 * t : t) : 0.0;
    const right = i < nx - 1 ? (contact.open[i + 1] != 0 ? 2.0 * t : t) : 0.0;
    let rhs = x[i];
    const link = i > 0 && contact.open[i - 1] == 0 ? left : 0.0;
    // What the column keeps for itself and for what lies left of it: a sum of positive terms, no difference, so that
    // c is exact to rounding even where k is a millionth of (lambda/h)^2.
    own = k[i] + (link > 0 ? (link * own) / (own + link) : left);
    const pivot = own + right;
    if (link > 0) rhs += (link / b[i - 1]) * x[i - 1];
    a[i] = link;
    b[i] = pivot;
    x[i] = rhs;
  }
  for (let i = nx - 1; i >= 0; i--) {
    if (contact.open[i] != 0) continue;
    const ahead = i < nx - 1 && contact.open[i + 1] == 0 ? a[i + 1] * x[i + 1] : 0.0;
    x[i] = (x[i] + ahead) / b[i];
  }
  m.scratch.free(a);
  m.scratch.free(b);
}

/** Flux out of contact column i into an open neighbour for the solution c [unit of e, per column]. */
export function edgeFlux(m: Section, c: Line, i: i32, lambda: f64): f64 {
  return ((2.0 * lambda * lambda) / (m.h * m.h)) * c[i];
}
