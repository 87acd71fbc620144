// Coefficients that hang on temperature and on the physics switches; computing them twice gives the same.
// Sink law of the vacancy budget, eqs. (4.1) and (4.2):  v = K sigma^2,  K = D_self Omega / (R T alpha_T G b)  [m/(s Pa2)].

import { FARADAY, GAS_CONSTANT, Param, Prop } from "./abi";
import { Section } from "./section";
import { fillViscosityTable } from "./lithium/rheology";
import { property, overReference, vacancyMobility, taylorTension } from "./properties";
import { bulkOverTotal, setToughness } from "./electrolyte/cell-properties";

/** Refreshes every coefficient that depends on temperature or on the physics switches. */
export function applyTemperature(m: Section): void {
  const electrolyte = m.electrolyte;
  const kinetics = m.wall.kinetics;
  const creep = m.lithium.creep;
  const T = m.p(Param.temperature);
  m.h = m.p(Param.cellSize);
  electrolyte.kappaTotal = property(m, Prop.ionicConductivity);
  electrolyte.kappa = electrolyte.kappaTotal * bulkOverTotal(m);
  electrolyte.boundaryOhm = m.p(Param.boundaryResistance) / overReference(m, Prop.ionicConductivity);
  setToughness(m);
  electrolyte.sigmaElectron = property(m, Prop.electronicConductivity);
  kinetics.thermal2 = (2.0 * GAS_CONSTANT * T) / FARADAY;
  kinetics.exchange = kinetics.thermal2 / (2.0 * property(m, Prop.chargeTransfer));
  const counter = property(m, Prop.counterResistance);
  electrolyte.counterOhm =
    counter >= 0 ? counter : property(m, Prop.chargeTransfer) + property(m, Prop.interphaseResistance);
  electrolyte.pelletOhm = m.p(Param.pelletRest) / electrolyte.kappaTotal;
  kinetics.stripVolume = property(m, Prop.molarVolume) / FARADAY;
  creep.A = m.p(Param.powerLawCreep) != 0 ? property(m, Prop.creepRate) : 0.0;
  creep.S0 = property(m, Prop.creepStress);
  creep.N = property(m, Prop.creepExponent);
  creep.A1 = property(m, Prop.diffusionalCreep);
  m.wall.law.sinkLaw =
    m.p(Param.vacancySinks) != 0 ? (m.p(Param.wetting) * vacancyMobility(m)) / taylorTension(m) : 0.0;
  fillViscosityTable(m);
}
