// Size effect, eq. (6.4) (illustrative; micrometre pillars of lithium bear 35 to 105 MPa, [@xu2017]):
// at the distance l from the middle of the nearest void the stress at a given creep rate is
//   1 + l* / l   times that of the bulk.
// The factor multiplies the whole creep law, diffusional creep too, so that one table of viscosities serves all.

import { Param } from "../abi";
import { Section } from "../section";
import { labelVoids, middleOfVoid } from "./voids";

/** Finds how much harder than the bulk the lithium of each cell is [1]; called before each flow solve. */
export function hardenAroundVoids(m: Section): void {
  const lithium = m.lithium;
  const voidFields = m.lithium.voids;
  const reach = m.p(Param.hardeningLength);
  if (reach == 0) return;
  const nx = m.nx,
    nl = m.nl,
    cells = nx * nl;
  for (let k = 0; k < cells; k++) lithium.hardness[k] = 1.0;
  const voids = labelVoids(m);
  for (let q = 1; q <= voids; q++) {
    middleOfVoid(m, q);
    for (let j = 0; j < nl; j++) {
      const y = (<f64>j + 0.5) * m.h - voidFields.middleY;
      for (let i = 0; i < nx; i++) {
        const x = (<f64>i + 0.5) * m.h - voidFields.middleX,
          l = Math.max(0.5 * m.h, Math.sqrt(x * x + y * y)),
          k = j * nx + i;
        lithium.hardness[k] = Math.max(lithium.hardness[k], 1.0 + reach / l);
      }
    }
  }
}
