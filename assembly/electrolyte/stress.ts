// Plane-strain elasticity of the electrolyte eq. (8.1): div sigma = 0, rollers at the sides and the bottom, loaded by what
// the lithium transmits at each wall node. One-way: strains are P/E ~ 1e-4. y points into the pellet here.
//   sigma = lambda tr(e) I + 2 mu e,  lambda = E nu / ((1+nu)(1-2nu)),  mu = E / (2(1+nu)),  sigma_zz = nu (s_xx + s_yy)

import { property } from "../properties";
import { get, set } from "../memory/arena";
import { Out, Prop } from "../abi";
import { Section } from "../section";
import { displaceWithFilaments } from "../filaments/in-section";
import { overRows } from "../threads/rows";
import { stiffnesses } from "./cell-properties";

const TOLERANCE: f64 = 1e-4;

/** Sets the stiffness of the cells and the supports of the nodes; at the start and when the temperature changes. */
export function setElastic(m: Section): void {
  const E = property(m, Prop.seYoungs),
    nu = property(m, Prop.sePoisson),
    s = m.elastic;
  const lam = (E * nu) / ((1.0 + nu) * (1.0 - 2.0 * nu)),
    mu = E / (2.0 * (1.0 + nu));
  if (m.micro.uneven) stiffnesses(m, E, nu, s.lam, s.mu);
  else {
    for (let k = 0; k < m.nx * m.ns; k++) {
      set(s.lam, k, lam);
      set(s.mu, k, mu);
    }
  }
  for (let j = 0; j <= m.ns; j++) {
    for (let i = 0; i <= m.nx; i++) {
      const n = j * (m.nx + 1) + i;
      store<u8>(s.fixX + n, i == 0 || i == m.nx ? 1 : 0);
      store<u8>(s.fixY + n, j == m.ns ? 1 : 0);
    }
  }
  s.full = true;
  s.tiedTop = false;
  s.setup();
}

/** Solves for the displacement under the present wall forces and fills the stresses [Pa]. */
export function solveStress(m: Section): void {
  const electrolyte = m.electrolyte;
  if (m.filaments !== null) displaceWithFilaments(m);
  else underLoads(m);
  overRows(stressRows, changetype<usize>(m), 0, 0, m.nx, m.ns);
  let hydro = 0.0,
    mises = 0.0;
  for (let j = 0; j < m.ns; j++) {
    const mean = m.electrolyte.map[2 * j];
    if (Math.abs(mean) > Math.abs(hydro)) hydro = mean;
    mises = Math.max(mises, m.electrolyte.map[2 * j + 1]);
  }
  m.put(Out.hydrostaticMax, hydro);
  electrolyte.largestMises = mises;
  m.put(Out.vonMisesMax, mises);
}

/** Stresses from strains in rows [from, to); the mean stress and von Mises stress that are largest in row j go to
 * m.electrolyte.map[2 j] and the next. */
function stressRows(section: usize, _: usize, __: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    electrolyte = m.electrolyte,
    nx = m.nx,
    s = m.elastic;
  const E = property(m, Prop.seYoungs),
    inv = 1.0 / m.h,
    uneven = m.micro.uneven || m.filaments !== null;
  let nu = property(m, Prop.sePoisson),
    lam = (E * nu) / ((1.0 + nu) * (1.0 - 2.0 * nu)),
    mu = E / (2.0 * (1.0 + nu));
  const stressXX = changetype<usize>(electrolyte.stressXX),
    stressYY = changetype<usize>(electrolyte.stressYY),
    stressXY = changetype<usize>(electrolyte.stressXY);
  for (let j = from; j < to; j++) {
    // strains first, then the stresses in their place
    s.strain(stressXX, stressYY, stressXY, j, j + 1);
    let hydro = 0.0,
      mises = 0.0;
    for (let k = j * nx; k < (j + 1) * nx; k++) {
      const xx = electrolyte.stressXX[k] * inv,
        yy = electrolyte.stressYY[k] * inv,
        xy = electrolyte.stressXY[k] * inv;
      if (uneven) {
        lam = get(s.lam, k);
        mu = get(s.mu, k);
        nu = (0.5 * lam) / (lam + mu);
      }
      const a = lam * (xx + yy) + 2.0 * mu * xx,
        b = lam * (xx + yy) + 2.0 * mu * yy,
        c = 2.0 * mu * xy;
      electrolyte.stressXX[k] = a;
      electrolyte.stressYY[k] = b;
      electrolyte.stressXY[k] = c;
      const mean = hydrostatic(a, b, nu);
      if (Math.abs(mean) > Math.abs(hydro)) hydro = mean;
      mises = Math.max(mises, vonMises(a, b, c, nu * (a + b)));
    }
    m.electrolyte.map[2 * j] = hydro;
    m.electrolyte.map[2 * j + 1] = mises;
  }
}

/** Displacements under the wall forces. */
function underLoads(m: Section): void {
  const law = m.wall.law;
  const nx = m.nx,
    s = m.elastic;
  for (let n = 0; n <= nx; n++) set(s.fy, n, law.nodeForce[n]);
  let size = 0.0;
  for (let n = 0; n <= nx; n++) size += law.nodeForce[n] * law.nodeForce[n];
  const its = s.solve(0.0, TOLERANCE * Math.sqrt(size), 100);
  m.put(Out.stressIterations, <f64>(its < 0 ? 100 : its));
}

/** Mean stress [Pa], tension positive. */
// @ts-ignore: decorator
@inline export function hydrostatic(xx: f64, yy: f64, nu: f64): f64 {
  return ((1.0 + nu) * (xx + yy)) / 3.0;
}

/** Von Mises stress [Pa]. */
// @ts-ignore: decorator
@inline export function vonMises(xx: f64, yy: f64, xy: f64, zz: f64): f64 {
  const a = xx - yy,
    b = yy - zz,
    c = zz - xx;
  return Math.sqrt(0.5 * (a * a + b * b + c * c) + 3.0 * xy * xy);
}
