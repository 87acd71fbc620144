// Lithium pressed through the connected porosity of a pellet, as Doux et al. (Adv. Energy Mater. 10 (2020) 1903253) met it:
// the second road to a short, without fracture. Their times to short follow  ln(t / h) = 7.75 - 0.1446 P / MPa  at 1 mm and
// 82 % density (empirical [C]: a power law of creep would give 450 times between 10 and 25 MPa where 10 were seen), so the
// front of site k moves at
//   v_k = xi_k (1 mm / 1 h) exp(0.1446 P - 7.75) (1 - rho) / 0.18       while current flows, in either direction
// (no short without current at 25 MPa). xi_k = exp(0.5 (n_k - max n)): the fastest site is 1. All sites share one clock, so
// the state is one number, the depth of the fastest front. The lithium in it is threads of nanometres: not in the books.

import { get, set } from "../memory";
import { Out, Param } from "../abi";
import { Model, Tally } from "../model";
import { normal } from "../random";

const SITES: u64 = <u64>44 << 32;
/** Mean distance of sites [m] and lognormal spread of their speeds. */
const SPACING: f64 = 10e-6;
const SPREAD: f64 = 0.5;
const MOST: i32 = 512;
const PELLET: f64 = 1e-3;
const POROSITY: f64 = 0.18;
const OFFSET: f64 = 7.75;
const PER_PASCAL: f64 = 0.1446e-6;

/** Thickness of the pellet [m]. */
// @ts-ignore: decorator
@inline function thickness(m: Model): f64 {
  return m.h * <f64>m.ns + m.p(Param.pelletRest);
}

/** Speed of the fastest front [m/s]. */
export function infiltrationSpeed(m: Model): f64 {
  if (m.p(Param.infiltration) == 0 || get(m.tally, Tally.control) == 0) return 0.0;
  return (PELLET / 3600.0) * Math.exp(PER_PASCAL * m.p(Param.stackPressure) - OFFSET) * ((1.0 - m.p(Param.density)) / POROSITY);
}

/** Time until a front is through at the present speed [s]. */
export function timeToInfiltrate(m: Model): f64 {
  const v = infiltrationSpeed(m), left = thickness(m) - get(m.tally, Tally.infiltrated);
  return v > 0 && left > 0 ? left / v : Infinity;
}

/** Moves the fronts; Out.shorted is 1 in the step that brings one through. */
export function infiltrate(m: Model, dt: f64): void {
  const v = infiltrationSpeed(m), all = thickness(m), before = get(m.tally, Tally.infiltrated);
  let depth = Math.min(all, before + v * dt);
  // the step was cut to end here
  if (all - depth < 1e-9 * all) depth = all;
  set(m.tally, Tally.infiltrated, depth);
  m.put(Out.infiltration, depth / all);
  m.put(Out.infiltrated, before < all && depth == all ? 1.0 : 0.0);
}

function sites(m: Model): i32 {
  return <i32>Math.min(<f64>MOST, Math.max(1.0, Math.round((m.h * <f64>m.nx) / SPACING)));
}

/** Position of the fastest site along the interface [m]. */
export function fastestSite(m: Model): f64 {
  const n = sites(m), seed = <u64>m.p(Param.seed);
  let best = 0;
  for (let k = 1; k < n; k++) if (normal(seed, SITES + <u64>k) > normal(seed, SITES + <u64>best)) best = k;
  return ((<f64>best + 0.5) * m.h * <f64>m.nx) / <f64>n;
}

/** Depth of the front below the point x of the interface [m]. */
export function frontAt(m: Model, x: f64): f64 {
  const n = sites(m), seed = <u64>m.p(Param.seed);
  let most = -Infinity;
  for (let k = 0; k < n; k++) most = Math.max(most, normal(seed, SITES + <u64>k));
  const k = min(n - 1, max(0, <i32>((x * <f64>n) / (m.h * <f64>m.nx))));
  return get(m.tally, Tally.infiltrated) * Math.exp(SPREAD * (normal(seed, SITES + <u64>k) - most));
}
