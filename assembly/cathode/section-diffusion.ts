// Lithium in the particles, implicit in time, finite volumes:
//   sum over faces inside a particle D (x - x_nb) + (h^2/dt)(x - x_old) = -sum over its surface  area j / (F c_max)
// A particle keeps its lithium to rounding: what the solver leaves is spread over its cells.
// At the surface  x_s = x - h w j / (2 D F c_max)  over the half cell before it.
import { FARADAY } from "../abi";
import { CathodeSection, solveField } from "./section-parts";
import { clearDoubles, fieldAt } from "../memory/blocks";
import { Doubles } from "../memory/fields";

/** Relative residual of a solve. */
const TOLERANCE: f64 = 1e-8;
/** Radii over the length of diffusion from which a surface is as good as flat. */
const FLAT: f64 = 200.0;

/** The operator for steps of dt [s]. */
export function prepareDiffusion(s: CathodeSection, dt: f64): void {
  const d = s.diffusion,
    nx = s.nx,
    ny = s.ny,
    D = s.laws.diffusivity,
    c = (s.h * s.h) / dt;
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i,
        own = s.owner[k];
      fieldAt(d.c)[k] = c;
      if (i > 0) fieldAt(d.tx)[j * (nx + 1) + i] = own >= 0 && own == s.owner[k - 1] ? D : 0.0;
      if (j > 0) fieldAt(d.ty)[k] = own >= 0 && own == s.owner[k - nx] ? D : 0.0;
    }
  }
  d.setup();
  s.dt = dt;
}

/**
 * Response of the lithium content at a face to its current density [m2/A]: of a cylinder after dt,
 *   -sqrt(dt/D)/(F c_max) I0(z)/I1(z),  z = r/sqrt(D dt),
 * and no weaker than what all faces of its cell do to it at once. It sets the speed of the passes, not where they end.
 */
export function respond(s: CathodeSection): void {
  const f = s.faces,
    laws = s.laws,
    perCharge = 1.0 / (FARADAY * laws.concentration),
    reach = Math.sqrt(laws.diffusivity * s.dt),
    own = (s.h * s.h) / s.dt;
  const areas = fieldAt(s.potential.f);
  clearDoubles(areas, s.nx * s.ny);
  for (let k = 0; k < f.count; k++) areas[f.active[k]] += f.area[k];
  const ratio = s.particles.missing;
  for (let k = 0; k < s.particles.count; k++) ratio[k] = besselRatio(s.particles.discs[3 * k + 2] / reach);
  for (let k = 0; k < f.count; k++) {
    const w = f.area[k] / s.h;
    const cylinder = -Math.sqrt(s.dt / laws.diffusivity) * perCharge * ratio[f.particle[k]],
      half = (-0.5 * f.area[k] * perCharge) / laws.diffusivity,
      cell = (-areas[f.active[k]] * perCharge) / (own + 2.0 * laws.diffusivity) + half;
    f.response[k] = w > 0.0 ? Math.min(cylinder, cell) : 0.0;
  }
}

/** Half a cell between its middle and a face: the response at an instant [m2/A]. */
// @ts-ignore: decorator
@inline function halfCell(s: CathodeSection, k: i32): f64 {
  return (-0.5 * s.faces.area[k]) / (FARADAY * s.laws.concentration * s.laws.diffusivity);
}

/** Finds the lithium at the faces with the currents at hand, from that in the cells `x`. */
export function findSurface(s: CathodeSection, x: Doubles): void {
  const f = s.faces;
  for (let k = 0; k < f.count; k++) {
    f.prompt[k] = halfCell(s, k);
    f.surface[k] = x[f.active[k]] + f.prompt[k] * f.j[k];
  }
}

/** I0(z)/I1(z): the continued fraction of I1/I0 from behind, or what it tends to. */
function besselRatio(z: f64): f64 {
  if (z > FLAT) return 1.0 + 0.5 / z;
  if (z < 1e-8) return 2.0 / Math.max(z, 1e-300);
  let tail = 0.0;
  for (let k = <i32>(20.0 + 2.0 * z); k >= 1; k--) tail = 1.0 / ((2.0 * k) / z + tail);
  return 1.0 / tail;
}

/** Lithium at the end of the step with the currents at hand, from that at its start, or as it is at an instant; and at the faces. */
export function diffuse(s: CathodeSection): void {
  if (!s.instant) moveLithium(s);
  findSurface(s, s.instant ? s.lithium : fieldAt(s.diffusion.u));
}

function moveLithium(s: CathodeSection): void {
  const d = s.diffusion,
    f = s.faces,
    c = (s.h * s.h) / s.dt,
    perCharge = 1.0 / (FARADAY * s.laws.concentration),
    supply = fieldAt(d.f);
  for (let k = 0, n = s.nx * s.ny; k < n; k++) supply[k] = s.owner[k] >= 0 ? c * s.lithium[k] : 0.0;
  let scale = 0.0;
  for (let k = 0; k < f.count; k++) {
    const given = f.area[k] * f.j[k] * perCharge;
    supply[f.active[k]] -= given;
    scale += Math.abs(given);
  }
  if (!isFinite(scale)) {
    s.effort.missed = true;
    return;
  }
  s.effort.diffusion += solveField(s, d, TOLERANCE);
  balance(s, c);
}

/** Gives each particle the lithium that its balance has. */
function balance(s: CathodeSection, c: f64): void {
  const x = fieldAt(s.diffusion.u),
    supply = fieldAt(s.diffusion.f),
    p = s.particles,
    missing = p.missing,
    n = s.nx * s.ny;
  clearDoubles(missing, p.count);
  for (let k = 0; k < n; k++) {
    const own = s.owner[k];
    if (own >= 0) missing[own] += supply[k] - c * x[k];
  }
  for (let k = 0; k < n; k++) {
    const own = s.owner[k];
    x[k] = own < 0 ? 0.0 : x[k] + missing[own] / (c * p.cells[own]);
  }
}
