// The section of a cathode seen from JavaScript: a handle, its laws, its particles, its steps.
import { addParticle, drawParticles, rasterParticles } from "../cathode/particles";
import { addKnot } from "../cathode/curve";
import { breakContact, listFaces } from "../cathode/section-faces";
import { conductElectrolyte, transportOf } from "../cathode/section-potential";
import { CathodeSection, createCathodeSection } from "../cathode/section-parts";
import { meanLithium, restSection, stepSection } from "../cathode/section-step";

// @ts-ignore: decorator
@inline function at(handle: usize): CathodeSection {
  return changetype<CathodeSection>(handle);
}

export function cathodeSectionCreate(nx: i32, ny: i32, margin: i32, h: f64): usize {
  return changetype<usize>(createCathodeSection(nx, ny, margin, h));
}
/** Adds a knot to the open-circuit voltage [V]; false when its table is full. */
export function cathodeSectionKnot(handle: usize, x: f64, value: f64, slope: f64): bool {
  return addKnot(at(handle).laws.openCircuit, x, value, slope);
}
export function cathodeSectionLaws(
  handle: usize,
  concentration: f64,
  diffusivity: f64,
  exchange: f64,
  thermal: f64,
  film: f64,
  ions: f64,
  electrons: f64,
): void {
  const laws = at(handle).laws;
  laws.concentration = concentration;
  laws.diffusivity = diffusivity;
  laws.exchange = exchange;
  laws.thermal = thermal;
  laws.film = film;
  laws.ions = ions;
  laws.electrons = electrons;
}
/** Draws particles into the electrode; returns how many. */
export function cathodeSectionDraw(handle: usize, radius: f64, spread: f64, share: f64, seed: i32): i32 {
  const s = at(handle);
  drawParticles(s.particles, s.nx * s.h, s.margin * s.h, s.ny * s.h, radius, spread, share, <u64>(<u32>seed));
  return s.particles.count;
}
export function cathodeSectionAdd(handle: usize, x: f64, y: f64, r: f64): bool {
  return addParticle(at(handle).particles, x, y, r);
}
/** Lays raster and faces out, with `lost` of every surface in `arcs` arcs, and rests at lithium content x; returns the surface [m]. */
export function cathodeSectionRest(handle: usize, lost: f64, arcs: i32, x: f64): f64 {
  const s = at(handle);
  rasterParticles(s.particles, s.owner, s.nx, s.ny, s.h);
  listFaces(s);
  breakContact(s, lost, arcs);
  conductElectrolyte(s);
  restSection(s, x, x);
  return s.faces.perimeter;
}
/** Passes of a step of dt [s] at current density i [A/m2], positive discharges; negative when it did not settle. */
export function cathodeSectionStep(handle: usize, i: f64, dt: f64): i32 {
  return stepSection(at(handle), i, dt);
}
export function cathodeSectionTransport(handle: usize): f64 {
  return transportOf(at(handle));
}
export function cathodeSectionVoltage(handle: usize): f64 {
  return at(handle).collector.voltage;
}
export function cathodeSectionMean(handle: usize): f64 {
  return meanLithium(at(handle));
}
export function cathodeSectionPotentialIterations(handle: usize): i32 {
  return at(handle).effort.potential;
}
export function cathodeSectionDiffusionIterations(handle: usize): i32 {
  return at(handle).effort.diffusion;
}
export function cathodeSectionFaces(handle: usize): i32 {
  return at(handle).faces.count;
}
/** Addresses: 0 owner (i32), 1 lithium, 2 potential of the electrolyte, 3 potential of the rows, 4 discs, 5 j, 6 area of the faces. */
export function cathodeSectionField(handle: usize, which: i32): usize {
  const s = at(handle);
  if (which == 0) return changetype<usize>(s.owner);
  if (which == 1) return changetype<usize>(s.lithium);
  if (which == 2) return s.potential.u;
  if (which == 3) return changetype<usize>(s.rows);
  if (which == 4) return changetype<usize>(s.particles.discs);
  if (which == 5) return changetype<usize>(s.faces.j);
  return changetype<usize>(s.faces.area);
}
