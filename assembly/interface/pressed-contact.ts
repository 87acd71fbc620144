// Contact of a foil that has only been pressed on, eq. (4.11) (illustrative; seen by [@doux2020]):
// the share of the surfaces that touch grows with the pressure, and a part of it stays when the pressure goes,
//   f = max(F(P), F(P_max) (P / P_max)^(2/3)),   F(P) = 1 - exp(-(P / P_0)^m)
// P_max the highest pressure seen. F is the lithium that has flowed into the roughness for good; on release flattened
// asperities spring back as Hertz contacts do (area ~ load^(2/3), Johnson, Contact Mechanics), which has no constant.

import { Param } from "../abi";
import { Section } from "../section";

/** F(P). */
function flattened(m: Section, P: f64): f64 {
  return 1.0 - Math.exp(-Math.pow(P / m.p(Param.contactPressure), m.p(Param.contactExponent)));
}

/** Share f of a pressed foil that touches at the present stack pressure [1]; 1 when the closure is off. */
export function pressedShare(m: Section): f64 {
  if (m.p(Param.pressureContact) == 0) return 1.0;
  const P = m.lithium.platen.pressure,
    highest = m.lithium.platen.highest;
  if (P >= highest) return flattened(m, P);
  return Math.max(flattened(m, P), flattened(m, highest) * Math.pow(P / highest, 2.0 / 3.0));
}
