// What a composite cathode carries: its curves, its state, its coefficients, and what its voltage is spent on. The same for all
// levels; what the line resolves lies in Rows.

import { CATHODE_ROWS, CATHODE_SHELLS } from "../abi";
import { create } from "../memory/arena";
import { Doubles, doubles } from "../memory/fields";
import { State } from "../memory/state";
import { Curve, createCurve } from "./curve";
import { CathodeSection } from "./section-parts";
import { createSphere, Sphere } from "./sphere";

/** Rows along the depth, and shells of a particle, of the line. */
export const ROWS: i32 = CATHODE_ROWS;
export const SHELLS: i32 = CATHODE_SHELLS;

/** What evolves in every level (state). */
@unmanaged
export class CathodeState {
  /** Mean lithium content, and its mean gradient in the particles [1/m] (lumped). */
  lithium: f64;
  gradient: f64;
  /** Share of the surface of the particles in contact. */
  contact: f64;
  /** Time that the interphase has grown, at 25 Cel [s]. */
  age: f64;
}

/** What the voltage of a cathode is spent on [V], and its slope over the current [Ohm m2]. */
@unmanaged
export class Polarisation {
  diffusion: f64;
  kinetics: f64;
  film: f64;
  ohmic: f64;
  slope: f64;
  /** Lithium content at the surface of the particles, mean, least and largest in a particle. */
  surface: f64;
  least: f64;
  most: f64;
}

/** The cathode row by row, row 0 at the pellet, and shell by shell, shell 0 in the middle (line.ts). */
@unmanaged
export class Rows {
  /** Lithium content of shell k of row r at r * SHELLS + k (state). */
  lithium: Doubles;
  /** Current density per surface of the particles in each row [A/m2], anodic > 0 (state). */
  current: Doubles;
  /** Potential of the particles over that of the electrolyte [V]. */
  potential: Doubles;
  /** Lithium content at the surface without current. */
  surface: Doubles;
  /** Slope of the current over the potential [S/m2]. */
  slope: Doubles;
  /** What a particle does in a step (sphere.ts), the same in every row. */
  shells: Sphere;
  /** Law of the rows v*(j) [V], and work of the tridiagonal solves. */
  law: Doubles;
  diagonal: Doubles;
  right: Doubles;
}


@unmanaged
export class Cathode {
  voltage: Curve;
  volume: Curve;
  state: CathodeState;
  eta: Polarisation;
  rows: Rows;
  /** Null in runs that compute it otherwise. */
  section: CathodeSection | null;
  /** Whether the currents of the last solve did not converge. */
  missed: bool;
  /** Surface of the particles per area of the electrode [1], their radius [m]. */
  surface: f64;
  radius: f64;
  /** Charge per area and unit of lithium content [C/m2], lithium per volume at x = 1 times F [C/m3]. */
  capacity: f64;
  density: f64;
  /** Diffusivity [m2/s], exchange current density at x = 0.5 [A/m2], 2RT/F [V]. */
  diffusivity: f64;
  exchange: f64;
  thermal2: f64;
  /** Conductivities of the composite for ions and electrons [S/m]. */
  ionic: f64;
  electronic: f64;
  /** Layer of its electrolyte between pellet and composite [Ohm m2]. */
  layerOhm: f64;
}

/** A cathode without knots; what evolves is registered with the state. */
export function createCathode(state: State): Cathode {
  const c = create<Cathode>();
  c.voltage = createCurve();
  c.volume = createCurve();
  c.state = create<CathodeState>();
  state.register(changetype<usize>(c.state), offsetof<CathodeState>());
  c.eta = create<Polarisation>();
  const rows = (c.rows = create<Rows>());
  rows.lithium = state.doubles<Doubles>(ROWS * SHELLS);
  rows.current = state.doubles<Doubles>(ROWS);
  rows.potential = doubles<Doubles>(ROWS);
  rows.surface = doubles<Doubles>(ROWS);
  rows.slope = doubles<Doubles>(ROWS);
  rows.shells = createSphere(SHELLS);
  rows.law = doubles<Doubles>(ROWS);
  rows.diagonal = doubles<Doubles>(ROWS);
  rows.right = doubles<Doubles>(ROWS);
  return c;
}
