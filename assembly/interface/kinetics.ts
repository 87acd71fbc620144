// One interface face, eq. (3.2): Butler-Volmer (alpha = 1/2) in series with the interphase and half a cell of electrolyte.
//   phi_m - phi - U_eq = (2RT/F) asinh( j / (2 a j0) ) + j (R_ip / a + h / 2 kappa)        j > 0 strips
// With y = asinh(j / 2 a j0) this is convex and monotone in y, so Newton from above converges without a safeguard.
// Stress shift of the equilibrium potential, eq. (3.5): U_eq = -(Omega/F)(p_n - P), compression makes lithium less noble.

const MAX_NEWTON: i32 = 60;

/** Overpotential y of the face over 2 R T / F [1], from delta = thermal2 * y + 2 j0 ohm sinh(y), for drop delta [V], a j0 [A/m2], ohm [Ohm m2]. */
export function solveFace(delta: f64, thermal2: f64, exchange: f64, ohm: f64): f64 {
  const d = Math.abs(delta);
  if (d == 0) return 0;
  const b = 2.0 * exchange * ohm;
  let y = d / thermal2;
  if (b > 0) y = Math.min(y, Math.asinh(d / b));
  for (let k = 0; k < MAX_NEWTON; k++) {
    const step = (thermal2 * y + b * Math.sinh(y) - d) / (thermal2 + b * Math.cosh(y));
    y -= step;
    if (Math.abs(step) <= 1e-15 * (1.0 + y)) break;
  }
  return delta < 0 ? -y : y;
}

/** Largest shift of the equilibrium potential by the pressure [V]. */
const MOST_SHIFT: f64 = 0.05;

/** Shift of the equilibrium potential of lithium [V] under the normal pressure p above the reference pressure [Pa]; clamped to 50 mV. */
export function stressShift(p: f64, reference: f64, volumePerCharge: f64): f64 {
  return Math.min(MOST_SHIFT, Math.max(-MOST_SHIFT, -volumePerCharge * (p - reference)));
}

/** Whether the shift does not follow the pressure p any more. */
export function isClamped(p: f64, reference: f64, volumePerCharge: f64): bool {
  return Math.abs(volumePerCharge * (p - reference)) >= MOST_SHIFT;
}
