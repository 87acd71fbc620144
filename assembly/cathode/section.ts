// The cathode particle by particle, a level of a run beside lumped.ts and line.ts: a plane of discs on a grid of its own, eqs. (19.12) to
// (19.16). Discs stand for spheres of their diameter: per volume these have 3/2 of their surface, and for an even reaction R^2/15D
// in the place of R^2/8D between the surface and the mean, so that
//   i0 -> (3/2) i0,   R_film -> R_film / (3/2),   D -> (15/8) D
// and the electrolyte between them has kappa = sigma_i / tau, tau the conductivity of this structure over that of its electrolyte.

import { Param, Prop } from "../abi";
import { addressOf } from "../memory/fields";
import { property } from "../properties";
import { Section } from "../section";
import { valueAt } from "./curve";
import { filmResistance } from "./films";
import { fitRaster, drawParticles, isolateParticles, rasterParticles } from "./particles";
import { Cathode } from "./parts";
import { findSurface } from "./section-diffusion";
import { breakContact, listFaces } from "./section-faces";
import { Collector, createCathodeSection, CathodeSection, LastStep } from "./section-parts";
import { conductanceToCollector, conductElectrolyte, kineticDrop, lawAt, transportOf } from "./section-potential";
import { meanLithium, restSection, settleSection, stepSection, takesPart } from "./section-step";

/** Spheres over discs: surface per volume, and diffusivity with the same drop of lithium. */
const SURFACE_RATIO: f64 = 1.5;
const DIFFUSION_RATIO: f64 = 1.875;
/** Attempts to give the raster the share of the particles. */
const FITS: i32 = 4;

/** Makes room for a section of columns x rows cells, the first `margin` rows electrolyte. */
export function reserve(m: Section, columns: i32, rows: i32, margin: i32): void {
  const s = createCathodeSection(columns, rows, margin, 0.0),
    cells = (<usize>(columns * rows)) << 3;
  s.laws.openCircuit = m.cathode.voltage;
  m.cathode.section = s;
  m.state.register(addressOf(s.lithium), cells);
  m.state.register(addressOf(s.faces.j), cells);
  m.state.register(s.potential.u, cells);
  m.state.register(addressOf(s.sensitivity), cells);
  m.state.register(addressOf(s.rows), (<usize>rows) << 3);
  m.state.register(changetype<usize>(s.collector), offsetof<Collector>());
  m.state.register(addressOf(s.last.j), cells);
  m.state.register(addressOf(s.last.u), cells);
  m.state.register(addressOf(s.last.rows), (<usize>rows) << 3);
  // its addresses too, which stay
  m.state.register(changetype<usize>(s.last), offsetof<LastStep>());
}

/** Draws the particles and rests at the lithium content x; isolated ones stay as built. */
export function start(m: Section, x: f64): void {
  const s = m.cathode.section!,
    p = s.particles,
    h = m.p(Param.cathodeCell),
    top = s.margin * h,
    thickness = m.p(Param.cathodeThickness),
    share = m.p(Param.cathodeShare),
    seed = <u64>m.p(Param.seed);
  s.h = h;
  drawParticles(p, s.nx * h, top, top + thickness, m.cathode.radius, m.p(Param.cathodeSpread), share, seed);
  rasterParticles(p, s.owner, s.nx, s.ny, h);
  fitRaster(p, s.owner, s.nx, s.ny, h, (share * thickness * s.nx) / h, FITS);
  isolateParticles(p, m.p(Param.cathodeActive), seed);
  s.cells = 0;
  for (let k = 0, n = s.nx * s.ny; k < n; k++) if (takesPart(s, k)) s.cells += 1;
  listFaces(s);
  s.laws.ions = 1.0;
  s.transport = transportOf(s);
  coefficients(m);
  touch(m);
  restSection(s, x, property(m, Prop.lithiumAsBuilt));
  m.cathode.state.lithium = meanLithium(s);
}

/** Finds what follows from temperature and parameters; before the particles are drawn, nothing. */
export function coefficients(m: Section): void {
  const c = m.cathode,
    s = c.section!,
    laws = s.laws;
  if (s.transport == 0.0) return;
  c.capacity = (s.cells * s.h * c.density) / s.nx;
  const ions = c.ionic / s.transport,
    diffusivity = DIFFUSION_RATIO * c.diffusivity,
    exchange = SURFACE_RATIO * c.exchange,
    thermal = 0.5 * c.thermal2;
  if (ions == laws.ions && diffusivity == laws.diffusivity && exchange == laws.exchange && thermal == laws.thermal)
    return;
  laws.ions = ions;
  laws.diffusivity = diffusivity;
  laws.exchange = exchange;
  laws.thermal = thermal;
  laws.electrons = c.electronic;
  laws.concentration = property(m, Prop.maximumConcentration);
  conductElectrolyte(s);
  s.collector.settled = 0.0;
  s.dt = 0.0;
}

/** Puts contact and films of the present state to the faces. */
function touch(m: Section): void {
  const c = m.cathode,
    s = c.section!;
  s.laws.film = filmResistance(m) / SURFACE_RATIO;
  breakContact(s, 1.0 - c.state.contact, <i32>m.p(Param.cathodeLostArcs));
}

/** Notes what the currents have settled at. */
function noteSettled(c: Cathode, wanted: f64): void {
  const k = c.section!.collector;
  k.wanted = wanted;
  k.film = c.section!.laws.film;
  k.contact = c.state.contact;
}

/** Moves lithium at the current density i [A/m2] for dt [s]. */
export function advance(m: Section, i: f64, dt: f64): void {
  const c = m.cathode,
    s = c.section!;
  touch(m);
  if (stepSection(s, i, dt) < 0) c.missed = true;
  noteSettled(c, i);
  c.state.lithium = meanLithium(s);
}

/** Splits what the cathode takes at the current density i [A/m2]. */
export function polarise(m: Section, i: f64): void {
  const c = m.cathode,
    s = c.section!,
    k = s.collector;
  touch(m);
  const settled = k.settled != 0.0 && k.wanted == i && k.film == s.laws.film && k.contact == c.state.contact;
  if (!settled) {
    if (settleSection(s, i) < 0) c.missed = true;
    noteSettled(c, i);
  }
  split(m, i);
}

/** Share of the surface of the particles that take part in contact. */
export function contactShare(s: CathodeSection): f64 {
  return s.faces.perimeter / s.faces.circumference;
}

/** Share of the active material that takes part. */
export function activeShare(s: CathodeSection): f64 {
  let all = 0;
  for (let k = 0; k < s.particles.count; k++) all += s.particles.cells[k];
  return <f64>s.cells / all;
}

/** The parts, by means over the surface with the current as weight; the rest is conduction, without that of the margin. */
function split(m: Section, i: f64): void {
  const c = m.cathode,
    s = c.section!,
    f = s.faces,
    eta = c.eta;
  s.instant = true;
  findSurface(s, s.lithium);
  let U = 0.0,
    drop = 0.0,
    kinetics = 0.0,
    outer = 0.0;
  eta.least = 1.0;
  eta.most = 0.0;
  for (let k = 0; k < f.count; k++) {
    if (f.area[k] == 0.0) continue;
    const j = f.j[k],
      xs = f.surface[k],
      w = (f.area[k] * (i != 0 ? j : 1.0)) / (i != 0 ? s.collector.current : f.perimeter);
    // leaves the slope
    lawAt(s, k, j);
    U += w * valueAt(c.voltage, xs);
    drop += w * j * s.laws.film;
    kinetics += w * kineticDrop(s, xs, j);
    outer += (f.area[k] * xs) / f.perimeter;
    eta.least = Math.min(eta.least, xs);
    eta.most = Math.max(eta.most, xs);
  }
  for (let k = 0, n = s.nx * s.ny; k < n; k++) {
    if (!takesPart(s, k)) continue;
    eta.least = Math.min(eta.least, s.lithium[k]);
    eta.most = Math.max(eta.most, s.lithium[k]);
  }
  const open = valueAt(c.voltage, c.state.lithium),
    margin = (s.margin * s.h) / s.laws.ions,
    all = open - s.collector.voltage - i * margin;
  eta.surface = outer;
  eta.diffusion = open - U;
  eta.film = -drop;
  eta.kinetics = -kinetics;
  eta.ohmic = all - (eta.diffusion + eta.film + eta.kinetics);
  // electrons move with the rows, not with the collector alone: their part as of an even reaction
  eta.slope = (s.nx * s.h) / conductanceToCollector(s) - margin + m.p(Param.cathodeThickness) / (3.0 * c.electronic);
}
