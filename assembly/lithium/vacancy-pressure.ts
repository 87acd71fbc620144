// Vacancy osmotic pressure Pi in the lithium, eq. (7.4) (quasi-steady, Herring limit):
//   div(M grad Pi) - (M / l_s^2) Pi = 0,   M dPi/dn = j Omega/F at contact,   Pi = 0 at void surfaces,
// M = D_self Omega/RT, Taylor spacing l_s = alpha_T G b / P. Cell means: the layer below the cell size is not resolved.
// For pictures only (homogeneous limit: wall value (j Omega/F) l_s / M); the budget itself is in interface/free-volume.ts.

import { taylorTension, vacancyMobility } from "../properties";
import { set } from "../memory/arena";
import { Section } from "../section";

/** Solves for the osmotic pressure of the vacancies [Pa], into m.projection.u. */
export function vacancyPressure(m: Section): void {
  const lithium = m.lithium;
  const contact = m.wall.contact;
  const kinetics = m.wall.kinetics;
  const nx = m.nx,
    nl = m.nl,
    q = m.projection,
    M = vacancyMobility(m),
    spacing = taylorTension(m) / Math.max(m.lithium.platen.pressure, 1e4);
  const sinks = (M * m.h * m.h) / (spacing * spacing);
  for (let j = 0; j < nl; j++) {
    for (let i = 0; i <= nx; i++) {
      const k = j * nx + i,
        on = i > 0 && i < nx && lithium.phi[k] > 0.5 && lithium.phi[k - 1] > 0.5;
      set(q.tx, j * (nx + 1) + i, on ? M : 0.0);
    }
  }
  for (let j = 0; j <= nl; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i,
        on = j > 0 && j < nl && lithium.phi[k] > 0.5 && lithium.phi[k - nx] > 0.5;
      set(q.ty, k, on ? M : 0.0);
    }
  }
  for (let j = 0; j < nl; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      let c = sinks;
      if (lithium.phi[k] > 0.5) {
        if (i > 0 && lithium.phi[k - 1] <= 0.5) c += 2.0 * M;
        if (i < nx - 1 && lithium.phi[k + 1] <= 0.5) c += 2.0 * M;
        if (j > 0 && lithium.phi[k - nx] <= 0.5) c += 2.0 * M;
        if (j < nl - 1 && lithium.phi[k + nx] <= 0.5) c += 2.0 * M;
      }
      set(q.c, k, c);
      set(q.u, k, 0.0);
      set(q.f, k, j == 0 && contact.open[i] == 0 ? kinetics.current[i] * kinetics.stripVolume * m.h : 0.0);
    }
  }
  q.setup();
  q.solve(1e-8, 0.0, 200);
}
