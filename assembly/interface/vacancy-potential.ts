// What it takes to bring the vacancies of stripping to their sinks, eq. (3.7); off by default. The current leaves vacancies at
// the face, whose osmotic pressure drives them over the spacing l_s of the sinks; the potential of the lithium follows it:
//   eta_v = R_v j / a, at most P Omega/F either way,   R_v = (P Omega/F) / (xi j_c) = (Omega/F)^2 / (xi K P)      [Ohm m2]
// with j_c = (F/Omega) K P^2 of eq. (4.3): the bound is reached where voids begin to open. With K of eq. (4.2) this is
// R T Omega l_s / (F^2 D). In a spectrum it is a Gerischer element, eq. (17.7), that stores vacancies over l_s:
//   Z_v = (R_v / a) / sqrt(1 + s tau_v),   tau_v = theta l_s^2 / D,   l_s = alpha_T G b / (m_w P)
// theta = 1: vacancies so many that they diffuse as lithium does; unmeasured, a choice.

import { Param, Prop } from "../abi";
import { property, taylorTension } from "../properties";
import { Section } from "../section";

/** Least pressure that the spacing of sinks is taken at [Pa], as in the law of the wall. */
const LEAST_PRESSURE: f64 = 1e4;

// @ts-ignore: decorator
@inline function pressure(m: Section): f64 {
  return Math.max(LEAST_PRESSURE, m.lithium.platen.pressure);
}

/** Resistance R_v of face i in full contact [Ohm m2]; 0 when off. */
export function vacancyResistance(m: Section, i: i32): f64 {
  const law = m.wall.law;
  if (m.p(Param.vacancyPotential) == 0 || law.sinkLaw == 0) return 0.0;
  const v = m.wall.kinetics.stripVolume;
  return (v * v) / (law.sink[i] * law.sinkLaw * pressure(m));
}

/** Largest drop [V]. */
export function vacancyBound(m: Section): f64 {
  return pressure(m) * m.wall.kinetics.stripVolume;
}

/** Time tau_v of their storage [s]. */
export function vacancyTime(m: Section): f64 {
  const spacing = taylorTension(m) / (m.p(Param.wetting) * pressure(m));
  return (m.p(Param.vacancyStorage) * spacing * spacing) / property(m, Prop.selfDiffusivity);
}
