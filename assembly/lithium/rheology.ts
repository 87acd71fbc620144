// Creep of lithium, eq. (6.2): edot_e = A1 sigma_e + A (sigma_e / s0)^n, secant viscosity eta = sigma_e / (3 edot_e), kept
// between 1e7 and 1e13 Pa s. The law depends on edot_e^2 alone, so it is tabulated once per temperature in
// segments of 1/64 of an octave and read linearly (error below 4e-5).

import { Section } from "../section";
import { VISCOSITY_BINS } from "./parts";

const ETA_MIN: f64 = 1e7;
const ETA_MAX: f64 = 1e13;
/** Lowest binary exponent of edot_e^2 in the table: 2^-100 ~ 8e-31 1/s2. */
const LOWEST: u64 = 1023 - 100;
const MANTISSA: i32 = 6;

/** Stress [Pa] that drives the rate edot [1/s], by Newton in ln sigma (monotone and convex there). */
export function creepStress(m: Section, edot: f64): f64 {
  const creep = m.lithium.creep;
  const linear = edot / creep.A1;
  if (creep.A == 0) return linear;
  const power = creep.S0 * Math.pow(edot / creep.A, 1.0 / creep.N);
  let y = Math.log(Math.min(linear, power));
  const target = Math.log(edot);
  for (let k = 0; k < 50; k++) {
    const s = Math.exp(y);
    const a = creep.A1 * s,
      b = creep.A * Math.pow(s / creep.S0, creep.N);
    const step = ((target - Math.log(a + b)) * (a + b)) / (a + creep.N * b);
    y += step;
    if (Math.abs(step) < 1e-13) break;
  }
  return Math.exp(y);
}

function bounded(m: Section, edot2: f64): f64 {
  const edot = Math.sqrt(edot2);
  return Math.min(ETA_MAX, Math.max(ETA_MIN, creepStress(m, edot) / (3.0 * edot)));
}

/** Tabulates the viscosity [Pa s] over the squared rate at the present temperature, where the law is not that of the table. */
export function fillViscosityTable(m: Section): void {
  const creep = m.lithium.creep,
    known = creep.tabulated;
  if (known[0] == creep.A && known[1] == creep.N && known[2] == creep.S0 && known[3] == creep.A1) return;
  known[0] = creep.A;
  known[1] = creep.N;
  known[2] = creep.S0;
  known[3] = creep.A1;
  for (let k = 0; k < VISCOSITY_BINS; k++) {
    const left = reinterpret<f64>((LOWEST << 52) + ((<u64>k) << (52 - MANTISSA)));
    const right = reinterpret<f64>((LOWEST << 52) + ((<u64>(k + 1)) << (52 - MANTISSA)));
    const a = bounded(m, left),
      b = bounded(m, right);
    creep.table[2 * k] = a;
    creep.table[2 * k + 1] = (b - a) / (right - left);
  }
}

/** Viscosity [Pa s] at the squared equivalent rate edot2 [1/s2]. */
// @ts-ignore: decorator
@inline export function viscosity(m: Section, edot2: f64): f64 {
  const creep = m.lithium.creep;
  const bits = reinterpret<u64>(edot2) >> (52 - MANTISSA);
  const first = LOWEST << MANTISSA;
  if (bits <= first) return creep.table[0];
  const k = <i32>min<u64>(bits - first, VISCOSITY_BINS - 1);
  const left = reinterpret<f64>((LOWEST << 52) + ((<u64>k) << (52 - MANTISSA)));
  return creep.table[2 * k] + creep.table[2 * k + 1] * (edot2 - left);
}
