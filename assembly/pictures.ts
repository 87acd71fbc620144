// Pictures of the state for frames: f32, nx wide, nl + ns high, row 0 at the platen; NaN where a field does not exist.
// They only read the run: composing one leaves no trace in it.

import { property } from "./properties";
import { get } from "./memory/arena";
import { Param, Picture, Prop, RISK_CHANNELS } from "./abi";
import { Section } from "./section";
import { electronPotential } from "./electrolyte/electrons";
import { riskChannel } from "./electrolyte/risk";
import { paintChances, paintForecast } from "./electrolyte/section-forecast";
import { hydrostatic, vonMises } from "./electrolyte/stress";
import { vacancyPressure } from "./lithium/vacancy-pressure";

/** How many times as deep as it is thick the interphase is drawn. */
const INTERPHASE_DEPTH: f64 = 100.0;

// @ts-ignore: decorator
@inline function paintLithium(m: Section, i: i32, j: i32, v: f64): void {
  m.picture[(m.nl - 1 - j) * m.nx + i] = <f32>v;
}

// @ts-ignore: decorator
@inline function paintElectrolyte(m: Section, k: i32, v: f64): void {
  m.picture[m.nl * m.nx + k] = <f32>v;
}

/** Fills m.picture with a field in its unit (see Picture), NaN where it is not defined. */
export function compose(m: Section, which: Picture): void {
  const electrolyte = m.electrolyte;
  const nx = m.nx,
    nl = m.nl,
    cells = nx * m.ns;
  const inLithium =
    which == Picture.lithium || which == Picture.vacancies || which == Picture.hydrostatic || which == Picture.vonMises;
  if (which == Picture.vacancies) vacancyPressure(m);
  for (let j = 0; j < nl; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      paintLithium(m, i, j, inLithium ? lithiumValue(m, k, which) : NaN);
    }
  }
  if (which == Picture.localPotential) {
    electronPotential(m);
    for (let k = 0; k < cells; k++) paintElectrolyte(m, k, m.electrolyte.map[k] - get(m.ion.u, k));
    return;
  }
  if (((RISK_CHANNELS >> which) & 1) != 0) {
    if (which == Picture.riskLeakage) electronPotential(m);
    riskChannel(m, which);
    if (which == Picture.risk) paintForecast(m, m.electrolyte.map);
    if (which == Picture.riskToughness) paintChances(m, m.electrolyte.map);
    for (let k = 0; k < cells; k++) paintElectrolyte(m, k, m.electrolyte.map[k]);
    return;
  }
  if (which == Picture.interphase) {
    for (let k = 0; k < cells; k++) paintElectrolyte(m, k, interphaseValue(m, k));
    return;
  }
  const nu = property(m, Prop.sePoisson);
  for (let k = 0; k < cells; k++) {
    let v = NaN;
    if (which == Picture.potential) v = get(m.ion.u, k);
    else if (which == Picture.currentDensity) v = electrolyte.currentDensity[k];
    else if (which == Picture.hydrostatic) v = hydrostatic(electrolyte.stressXX[k], electrolyte.stressYY[k], nu);
    else if (which == Picture.vonMises) {
      const xx = electrolyte.stressXX[k],
        yy = electrolyte.stressYY[k];
      v = vonMises(xx, yy, electrolyte.stressXY[k], nu * (xx + yy));
    }
    paintElectrolyte(m, k, v);
  }
}

/** Thickness of the interphase above cell k [m] where its picture reaches that deep, the first row at least. */
function interphaseValue(m: Section, k: i32): f64 {
  const thickness = m.wall.interphase.thickness[k % m.nx],
    depth = <f64>(k / m.nx) * m.h;
  return depth == 0 || depth < INTERPHASE_DEPTH * thickness ? thickness : NaN;
}

function lithiumValue(m: Section, k: i32, which: Picture): f64 {
  const lithium = m.lithium;
  const phi = lithium.phi[k];
  if (which == Picture.lithium) return phi;
  if (phi < 0.5) return NaN;
  if (which == Picture.vacancies) return get(m.projection.u, k);
  const bulk = lithium.viscosity[k],
    eta = bulk / m.p(Param.bulkRatio);
  const inv = 1.0 / m.h;
  const xx = lithium.strainXX[k] * inv,
    yy = lithium.strainYY[k] * inv,
    xy = lithium.strainXY[k] * inv;
  if (which == Picture.hydrostatic) return -lithium.pressure[k] + (bulk + (2.0 / 3.0) * eta) * (xx + yy);
  const tr = (xx + yy) / 3.0;
  return vonMises(2.0 * eta * (xx - tr), 2.0 * eta * (yy - tr), 2.0 * eta * xy, -2.0 * eta * tr);
}
