// Films on the particles, eq. (19.8), per surface of the particles in full contact:
//   R_film = R_ct,ref sqrt(t / t_c) + s L_c / sigma_c,   R_ct,ref = RT / (F i0_ref) at 25 Cel
// The interphase grows as the square root of the time since assembly, t_c fitted to impedance at rest: NCM with argyrodite
// 1:1, after Jung et al. 2019, via a digest. It grows with temperature by GROWTH_ENERGY (recalled, 0.3 to 0.5 eV: a guess), and
// with nothing else: no dependence on voltage was read. A coating of LiNbO3 adds its own resistance.

import { FARADAY, GAS_CONSTANT, Param, Prop } from "../abi";
import { property, referenceValue } from "../properties";
import { Section } from "../section";

/** Time in which the interphase under LiNbO3 has the resistance of charge transfer [s]; on bare particles it is one of the
 * electrolyte that touches them. */
const COATED_TIME: f64 = 4400.0 * 3600.0;
const REFERENCE: f64 = 298.15;
/** RT/F at the reference temperature [V]. */
const THERMAL: f64 = (GAS_CONSTANT * REFERENCE) / FARADAY;
/** Activation energy of its growth over the gas constant [K]: 0.4 eV. */
const GROWTH_ENERGY: f64 = (0.4 * FARADAY) / GAS_CONSTANT;
/** Ionic conductivity of LiNbO3, amorphous [S/m]. */
const COATING_CONDUCTIVITY: f64 = 1e-4;

/** Ages the interphase by dt [s]. */
export function advance(m: Section, dt: f64): void {
  const T = m.p(Param.temperature);
  m.cathode.state.age += dt * Math.exp(-GROWTH_ENERGY * (1.0 / T - 1.0 / REFERENCE));
}

/** Resistance of the films per surface of the particles [Ohm m2]. */
export function filmResistance(m: Section): f64 {
  const kind = m.p(Param.cathodeInterphase),
    coat = (m.p(Param.cathodeCoverage) * m.p(Param.coatingThickness)) / COATING_CONDUCTIVITY;
  if (kind == 0) return coat;
  const transfer = THERMAL / referenceValue(m, Prop.cathodeExchange),
    scale = kind == 1 ? property(m, Prop.cathodeInterphaseTime) : COATED_TIME;
  return coat + transfer * Math.sqrt(m.cathode.state.age / scale);
}
