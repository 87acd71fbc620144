// Arrhenius laws (E11 of docs/model.md), evaluated here so that every engine gives the same bits:
//   X(T) = X_ref exp(-Ea/R (1/T - 1/T_ref)), and the same times T_ref/T for the ionic conductivity (Kraft convention).
// Sink law of the vacancy budget:  v_cap = K sigma^2,  K = D_self Omega / (R T alpha_T G b)  [m/(s Pa2)].

import { FARADAY, GAS_CONSTANT, Param, Prop } from "./abi";
import { Model } from "./section";
import { bulkOverTotal, setToughness } from "./electrolyte/microstructure";
import { fillViscosityTable } from "./lithium/rheology";

/** Value of property k at the temperature of the run [SI]. */
export function property(m: Model, k: Prop): f64 {
  return m.props[4 * k] * arrhenius(m, k);
}

/** That value over the one at the reference temperature. */
function arrhenius(m: Model, k: Prop): f64 {
  const at = 4 * k,
    law = m.props[at + 1];
  if (law == 0) return 1.0;
  const T = m.p(Param.temperature),
    ref = m.props[at + 3];
  const factor = Math.exp((-m.props[at + 2] / GAS_CONSTANT) * (1.0 / T - 1.0 / ref));
  return law == 2 ? factor * (ref / T) : factor;
}

/** Mobility of vacancies M = D_self Omega / R T [m2/(s Pa) * m3/m3]. */
export function vacancyMobility(m: Model): f64 {
  return (property(m, Prop.selfDiffusivity) * property(m, Prop.molarVolume)) / (GAS_CONSTANT * m.p(Param.temperature));
}

/** alpha_T G b [N/m]: over a stress, the spacing of the dislocations that absorb vacancies under it (Taylor). */
export function taylorTension(m: Model): f64 {
  return m.p(Param.taylor) * property(m, Prop.lithiumShear) * property(m, Prop.burgers);
}

/** Refreshes every coefficient that depends on temperature or on the physics switches. */
export function applyTemperature(m: Model): void {
  const electrolyte = m.electrolyte;
  const kinetics = m.wall.kinetics;
  const interphase = m.wall.interphase;
  const creep = m.lithium.creep;
  const T = m.p(Param.temperature);
  m.h = m.p(Param.cellSize);
  electrolyte.kappaTotal = property(m, Prop.ionicConductivity);
  electrolyte.kappa = electrolyte.kappaTotal * bulkOverTotal(m);
  electrolyte.boundaryOhm = m.p(Param.boundaryResistance) / arrhenius(m, Prop.ionicConductivity);
  setToughness(m);
  electrolyte.sigmaElectron = property(m, Prop.electronicConductivity);
  kinetics.thermal2 = (2.0 * GAS_CONSTANT * T) / FARADAY;
  kinetics.exchange = kinetics.thermal2 / (2.0 * property(m, Prop.chargeTransfer));
  interphase.thermalFactor = arrhenius(m, Prop.seiResistance);
  interphase.initial = property(m, Prop.seiResistance);
  const counter = property(m, Prop.counterResistance);
  electrolyte.counterOhm = counter >= 0 ? counter : property(m, Prop.chargeTransfer) + interphase.initial;
  electrolyte.pelletOhm = m.p(Param.pelletRest) / electrolyte.kappaTotal;
  interphase.rate = property(m, Prop.seiGrowth);
  kinetics.stripVolume = property(m, Prop.molarVolume) / FARADAY;
  creep.A = m.p(Param.powerLawCreep) != 0 ? property(m, Prop.creepRate) : 0.0;
  creep.S0 = property(m, Prop.creepStress);
  creep.N = property(m, Prop.creepExponent);
  creep.A1 = property(m, Prop.diffusionalCreep);
  m.wall.law.sinkLaw = m.p(Param.vacancySinks) != 0 ? vacancyMobility(m) / taylorTension(m) : 0.0;
  fillViscosityTable(m);
}
