// Pictures of the section of a cathode for frames: f32, nx wide, ny high, row 0 at the pellet; NaN where a field does not exist. They
// only read the run. The current density of a cell of electrolyte is the mean of what passes its faces, those to particles
// included; the reaction is shown in the outermost cells of the particles, over the mean of its size.
import { CathodePicture } from "../abi";
import { clearDoubles, fieldAt } from "../memory/blocks";
import { Floats, part } from "../memory/fields";
import { CathodeSection } from "./section-parts";

/** Fills the picture with a field in its unit (see CathodePicture). */
export function compose(s: CathodeSection, which: CathodePicture): Floats {
  const n = s.nx * s.ny,
    u = fieldAt(s.potential.u);
  if (which == CathodePicture.cathodeCurrent) gatherCurrent(s);
  else if (which == CathodePicture.reaction) gatherReaction(s);
  for (let k = 0; k < n; k++) {
    const solid = s.owner[k] >= 0;
    let v = NaN;
    if (which == CathodePicture.cathodeLithium) v = solid ? s.lithium[k] : NaN;
    else if (which == CathodePicture.cathodePotential) v = solid ? NaN : u[k];
    else if (which == CathodePicture.cathodeCurrent) v = solid ? NaN : Math.hypot(s.sums[k], s.sums[n + k]);
    else if (solid && s.sums[n + k] > 0.0) v = s.sums[k] / s.sums[n + k];
    s.picture[k] = <f32>v;
  }
  clearDoubles(s.sums, 2 * n);
  return s.picture;
}

/** Current density along x, then along y, into the sums [A/m2]. */
function gatherCurrent(s: CathodeSection): void {
  const nx = s.nx,
    n = nx * s.ny,
    across = s.sums,
    along = part(s.sums, n),
    u = fieldAt(s.potential.u),
    tx = fieldAt(s.potential.tx),
    ty = fieldAt(s.potential.ty),
    half = 0.5 / s.h;
  for (let k = 0; k < n; k++) {
    const i = k % nx,
      j = k / nx;
    const before = i > 0 ? tx[j * (nx + 1) + i] * (u[k - 1] - u[k]) : 0.0;
    across[k] += half * before;
    if (i > 0) across[k - 1] += half * before;
    const above = ty[k] * ((j > 0 ? u[k - nx] : 0.0) - u[k]);
    along[k] += half * above;
    if (j > 0) along[k - nx] += half * above;
  }
  const f = s.faces;
  for (let k = 0; k < f.count; k++) {
    const cell = f.electrolyte[k],
      side = f.active[k] - cell,
      out = half * f.area[k] * f.j[k];
    if (abs(side) == 1) across[cell] -= side > 0 ? out : -out;
    else along[cell] -= side > 0 ? out : -out;
  }
}

/** Current of the faces of each cell over the mean size of their density, then their area, into the sums. */
function gatherReaction(s: CathodeSection): void {
  const f = s.faces,
    n = s.nx * s.ny;
  let size = 0.0;
  for (let k = 0; k < f.count; k++) size += f.area[k] * Math.abs(f.j[k]);
  const mean = size / f.perimeter,
    scale = mean > 0.0 ? (s.collector.current < 0.0 ? -1.0 : 1.0) / mean : 0.0;
  for (let k = 0; k < f.count; k++) {
    const cell = f.active[k];
    s.sums[cell] += scale * f.area[k] * f.j[k];
    s.sums[n + cell] += f.whole[k];
  }
}
