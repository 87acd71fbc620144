// Currents of the wall: the law of kinetics.ts at every face, with the contact, the films and the stress of the moment.

import { Param } from "../abi";
import { Section } from "../section";
import { filmResistance } from "./faces";
import { solveFace, stressShift } from "./kinetics";
import { vacancyBound, vacancyResistance } from "./vacancy-potential";

/** Equivalent creep rate of the wall cell of column i in units of 1e-5 1/s, from the last flow solve. */
function wallCreep(m: Section, i: i32): f64 {
  const lithium = m.lithium;
  const xx = lithium.strainXX[i],
    yy = lithium.strainYY[i],
    xy = lithium.strainXY[i],
    tr = (xx + yy) / 3.0;
  const e2 = (xx - tr) * (xx - tr) + (yy - tr) * (yy - tr) + tr * tr + 2.0 * xy * xy;
  return Math.sqrt((2.0 / 3.0) * e2) / (m.h * 1e-5);
}

/** Exchange current density a j0 of face i [A/m2]. */
// @ts-ignore: decorator
@inline export function exchangeCurrent(m: Section, i: i32): f64 {
  const kinetics = m.wall.kinetics,
    creep = m.p(Param.creepKinetics);
  return (m.wall.contact.area[i] * kinetics.exchange * (1.0 + creep * wallCreep(m, i))) / kinetics.factor[i];
}

/** Sets the currents j [A/m2] of the faces and their slopes G = dj/dphi_m [S/m2] at phi_m and the potentials that the faces see. */
export function wallCurrents(m: Section, phiMetal: f64): void {
  const contact = m.wall.contact;
  const law = m.wall.law;
  const kinetics = m.wall.kinetics;
  const shifted = m.p(Param.stressPotential) != 0;
  const P = m.lithium.platen.pressure;
  for (let i = 0; i < m.nx; i++) {
    const a = contact.area[i];
    let j = 0.0,
      G = 0.0;
    if (a > 0) {
      const U = shifted ? stressShift(law.pressure[i], P, kinetics.stripVolume) : 0.0;
      const exchange = exchangeCurrent(m, i);
      const delta = phiMetal - U - kinetics.faced[i],
        vacancies = vacancyResistance(m, i) / a;
      let ohm = filmResistance(m, i) / a + kinetics.halfCell[i] + vacancies;
      let y = solveFace(delta, kinetics.thermal2, exchange, ohm);
      if (vacancies > 0 && 2.0 * exchange * Math.abs(Math.sinh(y)) * vacancies > vacancyBound(m)) {
        ohm -= vacancies;
        y = solveFace(delta - Math.sign(delta) * vacancyBound(m), kinetics.thermal2, exchange, ohm);
      }
      const c = 2.0 * exchange * Math.cosh(y);
      j = 2.0 * exchange * Math.sinh(y);
      G = c / (kinetics.thermal2 + ohm * c);
    }
    kinetics.current[i] = j;
    kinetics.slope[i] = G;
  }
}
