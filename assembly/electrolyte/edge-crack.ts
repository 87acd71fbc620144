// Closed forms of an edge crack of length a under the pressure p in a half plane (plane strain, E' = E / (1 - nu^2)):
//   opened area per pressure  C = 1.2544 pi a^2 / E',   K = 1.12 p sqrt(pi a)                     eq. (10.4), Griffith
//   largest pressure that plating reaches  p = F eta / Omega
//   r = K / K_c at that pressure;  filling time tau = 1.2544 pi a Z / (2 E' (Omega/F)^2);
//   starts after tau ln(r / (r - 1))                                                               eq. (10.16)
//   speed once it runs  v = 0.672 (Omega/F) j E' sqrt(a) / K_c                                     eq. (10.13)
//   lithium pressed back through a slot of half width w by power-law creep                         eq. (10.6)
//     Q = 2 w^2 / (n + 2) A_tau (w dp / a)^n,   A_tau = 3^((n + 1) / 2) A
// They are the law of flaws too short to resolve, of the forecast, and the reference for the resolved cracks.

/** Opened area of an edge crack over that of pi a^2 p / E', and stress intensity over p sqrt(pi a); the first is the square of
 * the second. */
export const COMPLIANCE: f64 = 1.2544;
export const INTENSITY: f64 = 1.12;

/** Opened area per pressure [m2/Pa] of a crack of length a [m]; stiffness E' [Pa]. */
export function compliance(a: f64, stiffness: f64): f64 {
  return (COMPLIANCE * Math.PI * a * a) / stiffness;
}

/** Stress intensity over the pressure of a crack of length a [m^0.5]. */
export function intensityPerPressure(a: f64): f64 {
  return INTENSITY * Math.sqrt(Math.PI * a);
}

/** Pressure [Pa] at which a crack of length a starts at the toughness K_c [Pa m^0.5]. */
export function startPressure(a: f64, toughness: f64): f64 {
  return toughness / intensityPerPressure(a);
}

/** Filling time tau [s] through the interface resistance Z [Ohm m2]. */
export function fillingTime(a: f64, stiffness: f64, ohm: f64, volumePerCharge: f64): f64 {
  return (compliance(a, stiffness) * ohm) / (2.0 * a * volumePerCharge * volumePerCharge);
}

/** Time until the crack starts [s]; infinite when the largest pressure does not suffice. `ratio` = K / K_c at that pressure. */
export function incubation(tau: f64, ratio: f64): f64 {
  return ratio > 1.0 ? tau * Math.log(ratio / (ratio - 1.0)) : Infinity;
}

/** Speed of a tip [m/s] whose crack faces are plated at j [A/m2]. */
export function tipSpeed(a: f64, j: f64, stiffness: f64, toughness: f64, volumePerCharge: f64): f64 {
  return (0.672 * volumePerCharge * j * stiffness * Math.sqrt(a)) / toughness;
}

/** Area per time [m2/s] pressed back out of a slot of half width w and length a by the excess pressure dp [Pa] (signed);
 * rate: A of edot = A sigma^n [1/(s Pa^n)]. */
export function slotFlow(w: f64, a: f64, dp: f64, rate: f64, n: f64): f64 {
  return flowAtShear(w, a, dp, shearRate(rate, n), n);
}

/** Rate of plane shear at 1 Pa: that of edot = A sigma^n, sqrt(3)^(n + 1) A [1/(s Pa^n)]. */
export function shearRate(rate: f64, n: f64): f64 {
  return Math.pow(3.0, 0.5 * (n + 1.0)) * rate;
}

/** slotFlow for the rate of plane shear. */
// @ts-ignore: decorator
@inline export function flowAtShear(w: f64, a: f64, dp: f64, shear: f64, n: f64): f64 {
  const q = ((2.0 * w * w) / (n + 2.0)) * shear * Math.pow((w * Math.abs(dp)) / a, n);
  return dp < 0 ? -q : q;
}
