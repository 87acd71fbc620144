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

/** Refreshes every coefficient that depends on temperature or on the physics switches. */
export function applyTemperature(m: Model): void {
  const T = m.p(Param.temperature);
  m.h = m.p(Param.cellSize);
  m.kappaTotal = property(m, Prop.ionicConductivity);
  m.kappa = m.kappaTotal * bulkOverTotal(m);
  m.boundaryOhm = m.p(Param.boundaryResistance) / arrhenius(m, Prop.ionicConductivity);
  setToughness(m);
  m.sigmaElectron = property(m, Prop.electronicConductivity);
  m.thermal2 = (2.0 * GAS_CONSTANT * T) / FARADAY;
  m.exchange = m.thermal2 / (2.0 * property(m, Prop.chargeTransfer));
  m.seiFactor = arrhenius(m, Prop.seiResistance);
  m.seiOhm = property(m, Prop.seiResistance);
  const counter = property(m, Prop.counterResistance);
  m.counterOhm = counter >= 0 ? counter : property(m, Prop.chargeTransfer) + m.seiOhm;
  m.pelletOhm = m.p(Param.pelletRest) / m.kappaTotal;
  m.seiRate = property(m, Prop.seiGrowth);
  m.stripVolume = property(m, Prop.molarVolume) / FARADAY;
  m.creepA = m.p(Param.powerLawCreep) != 0 ? property(m, Prop.creepRate) : 0.0;
  m.creepS0 = property(m, Prop.creepStress);
  m.creepN = property(m, Prop.creepExponent);
  m.creepA1 = property(m, Prop.diffusionalCreep);
  const taylor = m.p(Param.taylor) * property(m, Prop.lithiumShear) * property(m, Prop.burgers);
  m.mobility = (property(m, Prop.selfDiffusivity) * property(m, Prop.molarVolume)) / (GAS_CONSTANT * T);
  m.sinkK = m.p(Param.vacancySinks) != 0 ? m.mobility / taylor : 0.0;
  m.sinkSpacing = taylor / Math.max(m.p(Param.stackPressure), 1e4);
  fillViscosityTable(m);
}
