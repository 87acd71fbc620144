// Share of each face that is in contact, eq. (4.6).

import { Param } from "../abi";
import { Section } from "../section";
import { pressedShare } from "./pressed-contact";

/** Contact below which a face carries nothing. */
const CONTACT_FLOOR: f64 = 0.01;

/** a(g) = f exp(-g/g0), eq. (4.6), 0 where the exponential is below the floor and under resolved voids; f of pressed-contact.ts. Returns the mean over the interface. */
export function contactFromGap(m: Section): f64 {
  const contact = m.wall.contact;
  const g0 = m.p(Param.gapScale);
  contact.pressed = pressedShare(m);
  let sum = 0.0;
  for (let i = 0; i < m.nx; i++) {
    let a = 0.0;
    if (contact.open[i] == 0) {
      a = Math.exp(-Math.max(0, contact.gap[i]) / g0) * (1.0 - contact.lost[i]);
      a = a < CONTACT_FLOOR ? 0.0 : a * contact.pressed;
    }
    contact.area[i] = a;
    sum += a;
  }
  return sum / <f64>m.nx;
}
