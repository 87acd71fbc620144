// Material properties at the temperature of the run, eq. (13.3), evaluated here so that every engine gives the same bits:
//   X(T) = X_ref exp(-Ea/R (1/T - 1/T_ref)), and the same times T_ref/T for the ionic conductivity (Kraft convention).

import { GAS_CONSTANT, Param, Prop } from "./abi";
import { Section } from "./section";

/** Value of property k at its reference temperature [SI]. */
// @ts-ignore: decorator
@inline export function referenceValue(m: Section, k: Prop): f64 {
  return m.props[4 * k];
}

/** Value of property k at the temperature of the run [SI]. */
export function property(m: Section, k: Prop): f64 {
  return referenceValue(m, k) * overReference(m, k);
}

/** Value of property k at the temperature of the run over that at its reference temperature [1]. */
export function overReference(m: Section, k: Prop): f64 {
  const at = 4 * k,
    law = m.props[at + 1];
  if (law == 0) return 1.0;
  const T = m.p(Param.temperature),
    ref = m.props[at + 3];
  const factor = Math.exp((-m.props[at + 2] / GAS_CONSTANT) * (1.0 / T - 1.0 / ref));
  return law == 2 ? factor * (ref / T) : factor;
}

/** Mobility of vacancies M = D_self Omega / (R T) [m2/(s Pa)]. */
export function vacancyMobility(m: Section): f64 {
  return (property(m, Prop.selfDiffusivity) * property(m, Prop.molarVolume)) / (GAS_CONSTANT * m.p(Param.temperature));
}

/** Taylor tension alpha_T G b [N/m]: over a stress, the spacing of the dislocations that absorb vacancies under it (Taylor). */
export function taylorTension(m: Section): f64 {
  return m.p(Param.taylor) * property(m, Prop.lithiumShear) * property(m, Prop.burgers);
}
