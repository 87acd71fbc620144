// Charge transfer at the particles, eq. (19.4): per surface of the particles, j > 0 where lithium leaves them,
//   phi_s - phi_e = U(xs) + j R_film / theta + (2RT/F) asinh(j / (2 theta i0)),   i0 = 2 i0_ref sqrt(xs (1 - xs))
// theta is the share of the surface in contact: it narrows charge transfer and films, not the charge that passes.

import { FARADAY, GAS_CONSTANT, Param, Prop } from "../abi";
import { overReference, property } from "../properties";
import { Section } from "../section";
import { Cathode } from "./parts";

/** Below it xs (1 - xs) does not slow the reaction any more (chosen): the current would have no way to be carried. */
const LEAST_SITES: f64 = 1e-5;

/** Finds what follows from temperature and parameters. */
export function coefficients(m: Section): void {
  const c = m.cathode,
    share = m.p(Param.cathodeShare) * m.p(Param.cathodeActive),
    L = m.p(Param.cathodeThickness);
  c.radius = 0.5 * m.p(Param.cathodeParticle);
  c.surface = (3.0 * share * L) / c.radius;
  c.density = property(m, Prop.maximumConcentration) * FARADAY;
  c.capacity = share * L * c.density;
  c.diffusivity = property(m, Prop.particleDiffusivity);
  c.exchange = property(m, Prop.cathodeExchange);
  c.thermal2 = (2.0 * GAS_CONSTANT * m.p(Param.temperature)) / FARADAY;
  c.ionic = m.p(Param.cathodeIonic) * overReference(m, Prop.catholyteConductivity);
  c.layerOhm = m.p(Param.catholyteLayer) / property(m, Prop.catholyteConductivity);
  c.electronic = m.p(Param.cathodeElectronic);
}

/** 2 theta i0 at a lithium content of the surface [A/m2]. */
export function twiceExchange(c: Cathode, xs: f64): f64 {
  return 4.0 * c.state.contact * c.exchange * Math.sqrt(Math.max(LEAST_SITES, xs * (1.0 - xs)));
}

/** Its slope over that lithium content [A/m2]. */
export function exchangeSlope(c: Cathode, xs: f64): f64 {
  const sites = xs * (1.0 - xs);
  return sites > LEAST_SITES ? (twiceExchange(c, xs) * (0.5 - xs)) / sites : 0.0;
}
