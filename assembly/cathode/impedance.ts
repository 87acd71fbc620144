// Impedance of a composite cathode about its present state, per area of the electrode, eqs. (19.10) and (19.11): a transmission line between
// an ionic and an electronic rail, z = 1/sigma, with the impedance of the surface zB = Z_s/a across it (recalled after Siroma et al.
// 2015; held against a ladder of resistances and against its limits),
//   Z   = zi ze L/(zi + ze) (1 + (2 + (zi/ze + ze/zi) cosh b) / (b sinh b)),   b = L sqrt((zi + ze)/zB)
//   Z_s = 1 / (1/(R_ct + Z_D) + i w C) + R_film/theta,   R_ct = dE/dj of eq. (19.4) at the mean current
//   Z_D = (|U'| R/(F c_max D)) tanh(s)/(s - tanh(s)),   s = R sqrt(i w/D)      diffusion in a sphere
// The same at every depth: the mean lithium content and current stand for all rows. At w = 0 the mean content stands still.

import { Param } from "../abi";
import { create } from "../memory/arena";
import { Complex } from "../numerics/complex";
import { Section, Tally } from "../section";
import { slopeAt } from "./curve";
import { filmResistance } from "./films";
import { twiceExchange } from "./surface";

/** |s| below which tanh(s)/(s - tanh(s)) is 3/s2 + 1/5 - s2/175 [1]. */
const SMALL: f64 = 0.1;

let z: Complex | null = null;
let e: Complex | null = null;

/** tanh(s)/(s - tanh(s)) at s2 = i x, into z. */
function sphere(z: Complex, e: Complex, x: f64): void {
  if (x < SMALL * SMALL) {
    z.set(0.2, (x > 0 ? -3.0 / x : 0.0) - x / 175.0);
    return;
  }
  const part = Math.sqrt(0.5 * x);
  e.set(-2.0 * part, -2.0 * part);
  e.exponentiate();
  // s coth(s) - 1
  z.set(1.0 - e.re, -e.im);
  z.invert();
  z.times(1.0 + e.re, e.im);
  z.times(part, part);
  z.add(-1.0, 0.0);
  z.invert();
}

/** Impedance of the particles' surface at w [1/s], per surface [Ohm m2], into z. */
function surfaceAt(m: Section, w: f64, z: Complex, e: Complex): void {
  const c = m.cathode,
    xs = c.eta.surface,
    j = -m.tally[Tally.control] / c.surface,
    diffusion = (-slopeAt(c.voltage, xs) * c.radius) / (c.density * c.diffusivity);
  sphere(z, e, (w * c.radius * c.radius) / c.diffusivity);
  z.times(diffusion, 0.0);
  z.add(c.thermal2 / Math.hypot(twiceExchange(c, xs), j), 0.0);
  z.invert();
  z.add(0.0, w * c.state.contact * m.p(Param.particleDoubleLayer));
  z.invert();
  z.add(filmResistance(m) / c.state.contact, 0.0);
}

/** The impedance at that frequency [Hz], into `into` [Ohm m2]; false where the cell has no cathode. */
export function impedanceAt(m: Section, frequency: f64, into: Complex): bool {
  if (m.p(Param.cathodeModel) == 0) return false;
  if (z === null) {
    z = create<Complex>();
    e = create<Complex>();
  }
  const b = z!,
    decay = e!,
    c = m.cathode,
    L = m.p(Param.cathodeThickness),
    zi = 1.0 / c.ionic,
    ze = 1.0 / c.electronic;
  surfaceAt(m, 2.0 * Math.PI * frequency, b, decay);
  // b = L sqrt((zi + ze) a / Z_s), a L = c.surface
  b.invert();
  b.times((zi + ze) * c.surface * L, 0.0);
  b.root();
  decay.set(-b.re, -b.im);
  decay.exponentiate();
  const re = decay.re,
    im = decay.im,
    square = re * re - im * im,
    turned = 2.0 * re * im,
    both = zi / ze + ze / zi;
  // (4 exp(-b) + both (1 + exp(-2b))) / (b (1 - exp(-2b)))
  into.set(1.0 - square, -turned);
  into.times(b.re, b.im);
  into.invert();
  into.times(4.0 * re + both * (1.0 + square), 4.0 * im + both * turned);
  into.add(1.0, 0.0);
  into.times((zi * ze * L) / (zi + ze), 0.0);
  into.add(c.layerOhm, 0.0);
  return true;
}
