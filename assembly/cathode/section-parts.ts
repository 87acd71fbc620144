// The section of a cathode: electrolyte and particles of active material on nx x ny square cells, the pellet above row 0, `margin`
// rows of electrolyte, and the collector below the last row.
import { create } from "../memory/arena";
import { Doubles, Floats, Integers, doubles, floats, integers } from "../memory/fields";
import { createComposite, createScalar, ScalarSolver } from "../numerics/scalar/solver";
import { Curve, createCurve } from "./curve";
import { createParticles, Particles } from "./particles";

/** What the materials say, at the temperature of the step. */
@unmanaged
export class SectionLaws {
  /** open-circuit voltage over lithium content [V] */
  openCircuit: Curve;
  /** lithium of the full host [mol/m3] */
  concentration: f64;
  /** lithium in the host [m2/s] */
  diffusivity: f64;
  /** exchange current density at x = 0.5, per area of particle surface [A/m2] */
  exchange: f64;
  /** RT/F [V] */
  thermal: f64;
  /** coating and interphase [Ohm m2] */
  film: f64;
  /** electrolyte between the particles [S/m] */
  ions: f64;
  /** effective conductivity of the electrode for electrons, out of plane [S/m] */
  electrons: f64;
}

/** Faces between a particle and electrolyte. */
@unmanaged
export class SectionFaces {
  count: i32;
  /** cells of electrolyte and of active material, particle */
  electrolyte: Integers;
  active: Integers;
  particle: Integers;
  /** area of the surface behind a face, per metre of depth [m]; 0 where contact is lost */
  area: Doubles;
  /** current density, anodic positive [A/m2] */
  j: Doubles;
  /** linear law j = point + slope (drop - at): [A/m2], [S/m2], [V] */
  point: Doubles;
  slope: Doubles;
  at: Doubles;
  /** potential difference of particle and electrolyte cell [V] */
  drop: Doubles;
  /** lithium content at the surface, and its response to j over a step, and at an instant [m2/A] */
  surface: Doubles;
  response: Doubles;
  prompt: Doubles;
  /** area with contact [m], and where it lies round the particle [1] */
  whole: Doubles;
  place: Doubles;
  /** sum of area, and of that with contact everywhere [m] */
  perimeter: f64;
  circumference: f64;
}

/** What the collector does (state). */
@unmanaged
export class Collector {
  /** against the entrance of the electrolyte: the voltage of the electrode [V] */
  voltage: f64;
  /** current that the faces carry, anodic positive [A/m] */
  current: f64;
  /** whether the currents are settled at it, 1 or 0 */
  settled: f64;
  /** ... and of the cell [A/m2], with these films [Ohm m2] and that share of contact */
  wanted: f64;
  film: f64;
  contact: f64;
}

/** The start of the last step (state). */
@unmanaged
export class LastStep {
  /** its length [s], current density of the cell [A/m2], share of contact, voltage of the collector [V] */
  dt: f64;
  wanted: f64;
  contact: f64;
  voltage: f64;
  /** currents of the faces [A/m2], potentials of cells and rows [V] */
  j: Doubles;
  u: Doubles;
  rows: Doubles;
}

/** What the last step has taken. */
@unmanaged
export class Effort {
  /** passes; negative when they did not converge */
  passes: i32;
  /** whether a linear solve has missed its tolerance */
  missed: bool;
  /** iterations of both solvers */
  potential: i32;
  diffusion: i32;
}


@unmanaged
export class CathodeSection {
  nx: i32;
  ny: i32;
  /** rows of electrolyte before the electrode */
  margin: i32;
  /** size of a cell [m] */
  h: f64;
  laws: SectionLaws;
  particles: Particles;
  faces: SectionFaces;
  /** particle of each cell, or -1 */
  owner: Integers;
  /** u: potential of the electrolyte against the entrance [V] */
  potential: ScalarSolver;
  /** u: lithium content of the particles, 0 outside */
  diffusion: ScalarSolver;
  collector: Collector;
  last: LastStep;
  /** lithium content at the start of a step */
  lithium: Doubles;
  /** potential of the particles of a row against the collector [V]; work lines of its solve */
  rows: Doubles;
  work: Doubles;
  /** response of the electrolyte to the potential of the collector [1]; room to keep u meanwhile */
  sensitivity: Doubles;
  kept: Doubles;
  /** time step of the diffusion operator [s]; whether lithium stays while the currents settle */
  dt: f64;
  instant: bool;
  /** conductivity of the structure across the rows over that of its electrolyte */
  transport: f64;
  /** cells of particles that take part */
  cells: i32;
  /** picture composed last, and sums for it (section-pictures.ts) */
  picture: Floats;
  sums: Doubles;
  /** whether the operator of the potential is to be built anew */
  stale: bool;
  effort: Effort;
}

function createFaces(n: i32): SectionFaces {
  const f = create<SectionFaces>();
  f.electrolyte = integers(n);
  f.active = integers(n);
  f.particle = integers(n);
  f.area = doubles<Doubles>(n);
  f.whole = doubles<Doubles>(n);
  f.place = doubles<Doubles>(n);
  f.j = doubles<Doubles>(n);
  f.point = doubles<Doubles>(n);
  f.slope = doubles<Doubles>(n);
  f.at = doubles<Doubles>(n);
  f.drop = doubles<Doubles>(n);
  f.surface = doubles<Doubles>(n);
  f.response = doubles<Doubles>(n);
  f.prompt = doubles<Doubles>(n);
  return f;
}

/** Room for a section of nx x ny cells of size h [m]. */
export function createCathodeSection(nx: i32, ny: i32, margin: i32, h: f64): CathodeSection {
  const s = create<CathodeSection>(),
    n = nx * ny;
  s.nx = nx;
  s.ny = ny;
  s.margin = margin;
  s.h = h;
  s.laws = create<SectionLaws>();
  s.laws.openCircuit = createCurve();
  s.collector = create<Collector>();
  s.effort = create<Effort>();
  s.last = create<LastStep>();
  s.last.j = doubles<Doubles>(n);
  s.last.u = doubles<Doubles>(n);
  s.last.rows = doubles<Doubles>(ny);
  s.particles = createParticles();
  s.faces = createFaces(n);
  s.owner = integers(n);
  s.potential = createComposite(nx, ny);
  s.diffusion = createScalar(nx, ny);
  s.lithium = doubles<Doubles>(n);
  s.rows = doubles<Doubles>(ny);
  s.work = doubles<Doubles>(4 * ny);
  s.sensitivity = doubles<Doubles>(n);
  s.kept = doubles<Doubles>(n);
  s.picture = floats(n);
  s.sums = doubles<Doubles>(2 * n);
  return s;
}

/** A residual that rounding stops short of its tolerance is as good as it gets up to this many times of it. */
const ROUNDING: f64 = 100.0;
const MAX_ITERATIONS: i32 = 200;

/** Solves to a relative residual; returns the iterations, and notes where there is no answer. It is not to be asked for what is no
 * number, which would stay in the work memory of the solver. */
export function solveField(s: CathodeSection, solver: ScalarSolver, tolerance: f64): i32 {
  const iterations = solver.solve(tolerance, 0.0, MAX_ITERATIONS);
  if (iterations < 0 && !(solver.residualNorm <= ROUNDING * tolerance * solver.rhsNorm)) s.effort.missed = true;
  return abs(iterations);
}
