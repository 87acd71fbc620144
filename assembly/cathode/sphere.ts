// Diffusion in a particle of active material, in shells of equal thickness, shell 0 in the middle, by implicit steps, eq. (19.7):
//   dx/dt = (D/r^2) d/dr (r^2 dx/dr),   -D dx/dr = j / (F c_max) at r = R
// balances of the shells over the volume of the particle. What a step leaves is linear in the current: lithium without it, and
// `response` to a unit of it, all of which comes from the outer shell. The surface lies half a shell further out.

import { create } from "../memory/arena";
import { Doubles, doubles } from "../memory/fields";


@unmanaged
export class Sphere {
  count: i32;
  /** Radius [m], diffusivity [m2/s], lithium per volume at x = 1 times F [C/m3]. */
  radius: f64;
  diffusivity: f64;
  density: f64;
  /** Lithium content that a unit current leaves in each shell over a step [m2/A]. */
  response: Doubles;
  /** The factored step: elimination from the middle outwards, diagonal, conductance to the next shell. */
  lower: Doubles;
  diagonal: Doubles;
  outwards: Doubles;
  right: Doubles;
}

export function createSphere(count: i32): Sphere {
  const s = create<Sphere>();
  s.count = count;
  s.response = doubles<Doubles>(count);
  s.lower = doubles<Doubles>(count);
  s.diagonal = doubles<Doubles>(count);
  s.outwards = doubles<Doubles>(count);
  s.right = doubles<Doubles>(count);
  return s;
}

/** Volume of shell k over that of the particle. */
// @ts-ignore: decorator
@inline export function shellShare(s: Sphere, k: i32): f64 {
  const a = <f64>k / s.count,
    b = <f64>(k + 1) / s.count;
  return b * b * b - a * a * a;
}

/** Lithium content from the middle of the outer shell to the surface, per current [m2/A]. */
// @ts-ignore: decorator
@inline export function halfShell(s: Sphere): f64 {
  return (0.5 * s.radius) / (s.count * s.diffusivity * s.density);
}

/** Factors the step of dt [s] and finds the response to it. */
export function prepareSphere(s: Sphere, dt: f64): void {
  const n = s.count,
    perFace = (3.0 * n * s.diffusivity * dt) / (s.radius * s.radius);
  let before = 0.0;
  for (let k = 0; k < n; k++) {
    const face = <f64>(k + 1) / n,
      after = k < n - 1 ? perFace * face * face : 0.0;
    let d = shellShare(s, k) + before + after;
    if (k > 0) {
      const f = -before / s.diagonal[k - 1];
      s.lower[k] = f;
      d += f * before;
    }
    s.diagonal[k] = d;
    s.outwards[k] = after;
    before = after;
  }
  for (let k = 0; k < n; k++) s.right[k] = 0.0;
  s.right[n - 1] = (-3.0 * dt) / (s.radius * s.density);
  substitute(s, s.response, 0);
}

/** The prepared step without current for the particle whose shells begin at place `at` of x. */
export function relax(s: Sphere, x: Doubles, at: i32): void {
  for (let k = 0; k < s.count; k++) s.right[k] = shellShare(s, k) * x[at + k];
  substitute(s, x, at);
}

/** Adds what the current density j [A/m2] leaves over the prepared step; returns the mean lithium content. */
export function addCurrent(s: Sphere, x: Doubles, at: i32, j: f64): f64 {
  let mean = 0.0;
  for (let k = 0; k < s.count; k++) {
    x[at + k] += s.response[k] * j;
    mean += shellShare(s, k) * x[at + k];
  }
  return mean;
}

/** Solves the factored step for `right` into x from place `at` on. */
function substitute(s: Sphere, x: Doubles, at: i32): void {
  const n = s.count,
    right = s.right;
  for (let k = 1; k < n; k++) right[k] -= s.lower[k] * right[k - 1];
  x[at + n - 1] = right[n - 1] / s.diagonal[n - 1];
  for (let k = n - 2; k >= 0; k--) x[at + k] = (right[k] + s.outwards[k] * x[at + k + 1]) / s.diagonal[k];
}
