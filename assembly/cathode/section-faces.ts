// Faces of the raster between particles and electrolyte. A disc's surface is shorter than its staircase: behind a face of a cell
// lies an area
//   h w,   w = 1/(|n_x| + |n_y|),   n the normal of the disc at the centre of the face,
// so that all of a disc's faces add up to its circumference. Where contact is lost nothing reacts: `arcs` arcs of every particle,
// evenly round it, together the share `lost` of its surface.
import { Doubles } from "../memory/fields";
import { CathodeSection, SectionFaces } from "./section-parts";

/** Full turn over 1: atan2 without it. */
function turnOf(x: f64, y: f64): f64 {
  const angle = Math.atan2(y, x) / (2.0 * Math.PI);
  return angle < 0.0 ? angle + 1.0 : angle;
}

function addFace(s: CathodeSection, active: i32, electrolyte: i32, x: f64, y: f64): void {
  const f = s.faces,
    discs = s.particles.discs,
    k = s.owner[active],
    nx = x - discs[3 * k],
    ny = y - discs[3 * k + 1],
    length = Math.sqrt(nx * nx + ny * ny),
    at = f.count++;
  f.active[at] = active;
  f.electrolyte[at] = electrolyte;
  f.particle[at] = k;
  f.place[at] = turnOf(nx, ny);
  f.whole[at] = (s.h * length) / (Math.abs(nx) + Math.abs(ny));
}

/** Share of a face whose loss counts as that of all of it [1]. */
const ALL: f64 = 0.999;

/** Length that is lost of a circle from 0 to `at`, where each unit begins with a piece of length `lost`. */
// @ts-ignore: decorator
@inline function lostBefore(at: f64, lost: f64): f64 {
  const whole = Math.floor(at);
  return whole * lost + Math.min(at - whole, lost);
}

/**
 * Takes contact from `lost` of every surface, in `arcs` arcs, and all of it from isolated particles; what is lost carries nothing.
 * Returns whether anything has changed.
 */
export function breakContact(s: CathodeSection, lost: f64, arcs: i32): bool {
  const f = s.faces;
  let changed = false;
  f.perimeter = 0.0;
  f.circumference = 0.0;
  for (let k = 0; k < f.count; k++) {
    const own = f.particle[k],
      isolated = s.particles.isolated[own] != 0,
      place = arcs * f.place[k] + s.particles.phase[own],
      half = (0.5 * arcs * f.whole[k]) / (2.0 * Math.PI * s.particles.discs[3 * own + 2]);
    const broken = (lostBefore(place + half, lost) - lostBefore(place - half, lost)) / (2.0 * half);
    const area = isolated || broken > ALL ? 0.0 : f.whole[k] * (1.0 - broken);
    if (area != f.area[k]) changed = true;
    f.area[k] = area;
    f.perimeter += area;
    if (!isolated) f.circumference += f.whole[k];
    if (area == 0.0) f.j[k] = 0.0;
  }
  return changed;
}

/** Lists the faces of the raster; currents start at zero. */
export function listFaces(s: CathodeSection): void {
  const f = s.faces,
    nx = s.nx,
    h = s.h;
  f.count = 0;
  for (let j = 0; j < s.ny; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i,
        here = s.owner[k] >= 0;
      if (i + 1 < nx && s.owner[k + 1] >= 0 != here) {
        addFace(s, here ? k : k + 1, here ? k + 1 : k, (i + 1.0) * h, (j + 0.5) * h);
      }
      if (j + 1 < s.ny && s.owner[k + nx] >= 0 != here) {
        addFace(s, here ? k : k + nx, here ? k + nx : k, (i + 0.5) * h, (j + 1.0) * h);
      }
    }
  }
  for (let at = 0; at < f.count; at++) f.j[at] = 0.0;
}

/** Sum of area times `values` over the faces [1/m of the unit of the values]. */
export function overSurface(f: SectionFaces, values: Doubles): f64 {
  let sum = 0.0;
  for (let k = 0; k < f.count; k++) sum += f.area[k] * values[k];
  return sum;
}
