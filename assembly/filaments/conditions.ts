// What filaments live in: grid and constants of the electrolyte, set before the start and whenever the temperature changes.

import { alloc } from "../memory/arena";
import { Material } from "../electrolyte/fracture-properties";


@unmanaged
export class Conditions {
  /** Cells of the electrolyte along x and y, and their size [m]. */
  nx: i32;
  ns: i32;
  h: f64;
  /** Toughness, flaws, layers. */
  material: Material;
  /** Ionic conductivity [S/m]. */
  kappa: f64;
  /** Interface resistance of the crack faces [Ohm m2]. */
  interfaceOhm: f64;
  /** Omega / F [m3/C]. */
  volumePerCharge: f64;
  /** Young's modulus [Pa] and Poisson's ratio of the electrolyte. */
  youngs: f64;
  poisson: f64;
  /** Pressure of the flat electrode [Pa], the reference of the crack faces. */
  pressure: f64;
  /** Creep of lithium edot = A sigma^n: A [1/(s Pa^n)] and n. */
  creepRate: f64;
  creepExponent: f64;
  /** Length of a new segment [m]. */
  segment: f64;
  /** Electrolyte below the resolved one [m]. */
  pelletRest: f64;

  /** Plane-strain stiffness E' = E / (1 - nu^2) [Pa]. */
  // @ts-ignore: decorator
  @inline stiffness(): f64 {
    return this.youngs / (1.0 - this.poisson * this.poisson);
  }
}

/** Conditions of nx x ns cells of the material, the constants not yet set. */
export function createConditions(nx: i32, ns: i32, material: Material): Conditions {
  const conditions = changetype<Conditions>(alloc(offsetof<Conditions>()));
  conditions.nx = nx;
  conditions.ns = ns;
  conditions.material = material;
  return conditions;
}

/** Pressure that the stack adds to a crack along the depth [Pa]: negative, because the sides are held by rollers. */
export function confiningLoad(conditions: Conditions): f64 {
  return (-conditions.poisson / (1.0 - conditions.poisson)) * conditions.pressure;
}
