// The cathode along its depth, eqs. (19.6) and (19.7): the potential of the particles over that of the electrolyte, v, in ROWS rows
// from the pellet to the collector, and in each row a particle of SHELLS shells.
//   d i_e/dy = a j,   i_e = (dv/dy + i/sigma_e) / (1/sigma_i + 1/sigma_e),   i_e = i at the pellet, 0 at the collector
//   v = U(xs) + j R_film / theta + (2RT/F) asinh(j / (2 theta i0)),   xs = xs0 + S j
// A particle answers its current linearly: xs0 and S are one tridiagonal solve for an implicit step, S the half shell at an
// instant. Newton takes the law of each row as j + g (v - v*(j)), which leaves one tridiagonal system a pass.

import { Param } from "../abi";
import { Doubles } from "../memory/fields";
import { Section } from "../section";
import { slopeAt, valueAt } from "./curve";
import { filmResistance } from "./films";
import { Cathode, Rows, ROWS, SHELLS } from "./parts";
import { addCurrent, halfShell, prepareSphere, relax, Sphere } from "./sphere";
import { exchangeSlope, twiceExchange } from "./surface";

const MAX_PASSES: i32 = 60;
/** Passes that take the laws as straight lines. */
const PLAIN_PASSES: i32 = 12;
/** Miss of the law in every row at which a pass is the last [V]. */
const TOLERANCE: f64 = 1e-11;

/** Even lithium, no current. */
export function start(m: Section): void {
  const c = m.cathode,
    rows = c.rows;
  for (let k = 0; k < ROWS * SHELLS; k++) rows.lithium[k] = c.state.lithium;
  for (let r = 0; r < ROWS; r++) {
    rows.current[r] = 0.0;
    rows.potential[r] = valueAt(c.voltage, c.state.lithium);
  }
}

/** Moves lithium at the current density i [A/m2] for dt [s]. */
export function advance(m: Section, i: f64, dt: f64): void {
  const c = m.cathode,
    rows = c.rows,
    shells = sphereOf(c);
  prepareSphere(shells, dt);
  for (let r = 0; r < ROWS; r++) {
    relax(shells, rows.lithium, r * SHELLS);
    rows.surface[r] = rows.lithium[r * SHELLS + SHELLS - 1];
  }
  solveRows(m, i, shells.response[SHELLS - 1] - halfShell(shells));
  let mean = 0.0;
  for (let r = 0; r < ROWS; r++) mean += addCurrent(shells, rows.lithium, r * SHELLS, rows.current[r]);
  c.state.lithium = mean / ROWS;
}

/** The particle of every row, at the coefficients at hand. */
function sphereOf(c: Cathode): Sphere {
  const shells = c.rows.shells;
  shells.radius = c.radius;
  shells.diffusivity = c.diffusivity;
  shells.density = c.density;
  return shells;
}

/** Currents and potentials of the rows at the current density i [A/m2], noted where the passes miss; S [m2/A] is how a surface
 * answers its current. */
function solveRows(m: Section, i: f64, S: f64): void {
  const c = m.cathode,
    rows = c.rows,
    film = filmResistance(m) / c.state.contact,
    h = m.p(Param.cathodeThickness) / ROWS,
    K = 1.0 / (h * (1.0 / c.ionic + 1.0 / c.electronic)),
    beta = (K * h) / c.electronic,
    perRow = c.surface / ROWS;
  // the change of the current, evenly: a resting cathode has currents of its own
  let sum = 0.0;
  for (let r = 0; r < ROWS; r++) sum += rows.current[r];
  const shift = -i / c.surface - sum / ROWS;
  for (let r = 0; r < ROWS; r++) rows.current[r] = rows.current[r] + shift;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    let miss = 0.0;
    for (let r = 0; r < ROWS; r++) {
      lawOf(c, r, S, film, false);
      if (pass > 0) miss = Math.max(miss, Math.abs(rows.potential[r] - rows.law[r]));
      if (pass > PLAIN_PASSES) meetLaw(c, r, S, film);
      rows.right[r] = perRow * (rows.current[r] - rows.slope[r] * rows.law[r]);
    }
    if (pass > 0 && miss < TOLERANCE) return;
    // i_e of the faces: i in front of row 0, 0 behind the last
    rows.right[0] = rows.right[0] + (i - i * beta);
    rows.right[ROWS - 1] = rows.right[ROWS - 1] + i * beta;
    tridiagonal(rows, K, perRow);
    for (let r = 0; r < ROWS; r++) {
      rows.current[r] = rows.current[r] + rows.slope[r] * (rows.potential[r] - rows.law[r]);
    }
  }
  c.missed = true;
}

/** The law of a row at its current, and its slope; the whole of it, with sites that the current takes, or at the sites at hand. */
function lawOf(c: Cathode, r: i32, S: f64, film: f64, whole: bool): void {
  const rows = c.rows,
    j = rows.current[r],
    xs = rows.surface[r] + S * j,
    exchange = twiceExchange(c, xs),
    y = j / exchange;
  rows.law[r] = valueAt(c.voltage, xs) + j * film + c.thermal2 * Math.asinh(y);
  const sites = whole ? Math.max(1.0, 1.0 - y * S * exchangeSlope(c, xs)) : 1.0;
  rows.slope[r] =
    1.0 / (slopeAt(c.voltage, xs) * S + film + (sites * c.thermal2) / (exchange * Math.sqrt(1.0 + y * y)));
}

/** Brings the current of a row to where its law, which rises with it, meets its potential: where the host is nearly full the law
 * bends so that passes that take it as straight go to and fro. */
function meetLaw(c: Cathode, r: i32, S: f64, film: f64): void {
  const rows = c.rows,
    v = rows.potential[r];
  lawOf(c, r, S, film, true);
  let low = -Infinity,
    high = Infinity;
  for (let n = 0; n < MAX_PASSES && Math.abs(v - rows.law[r]) > TOLERANCE; n++) {
    const j = rows.current[r],
      next = j + rows.slope[r] * (v - rows.law[r]);
    if (rows.law[r] < v) low = j;
    else high = j;
    rows.current[r] = next > low && next < high ? next : 0.5 * (low + high);
    lawOf(c, r, S, film, true);
  }
}

/** Solves K (2v - v- - v+) + perRow g v = -right into rows.potential. */
function tridiagonal(rows: Rows, K: f64, perRow: f64): void {
  for (let r = 0; r < ROWS; r++) {
    let d = perRow * rows.slope[r] + (r > 0 ? K : 0.0) + (r < ROWS - 1 ? K : 0.0);
    rows.right[r] = -rows.right[r];
    if (r > 0) {
      const f = K / rows.diagonal[r - 1];
      d -= f * K;
      rows.right[r] = rows.right[r] + f * rows.right[r - 1];
    }
    rows.diagonal[r] = d;
  }
  rows.potential[ROWS - 1] = rows.right[ROWS - 1] / rows.diagonal[ROWS - 1];
  for (let r = ROWS - 2; r >= 0; r--) {
    rows.potential[r] = (rows.right[r] + K * rows.potential[r + 1]) / rows.diagonal[r];
  }
}

/** Potential of the collector over that of the electrolyte at the pellet, from v of the rows, at the current density i: E [V]. */
function terminal(m: Section, v: Doubles, i: f64): f64 {
  const c = m.cathode,
    h = m.p(Param.cathodeThickness) / ROWS,
    both = 1.0 / c.ionic + 1.0 / c.electronic;
  let E = v[0] - 0.5 * h * i * both;
  for (let r = 1; r < ROWS; r++) {
    const ions = ((v[r] - v[r - 1]) / h + i / c.electronic) / both;
    E -= ((i - ions) * h) / c.electronic;
  }
  return E;
}

/** Splits what the cathode takes at the current density i [A/m2]: by means over the rows with the current as weight. */
export function polarise(m: Section, i: f64): void {
  const c = m.cathode,
    rows = c.rows,
    eta = c.eta,
    film = filmResistance(m) / c.state.contact,
    S = -halfShell(sphereOf(c));
  for (let r = 0; r < ROWS; r++) rows.surface[r] = rows.lithium[r * SHELLS + SHELLS - 1];
  solveRows(m, i, S);
  const E = terminal(m, rows.potential, i);
  let U = 0.0,
    drop = 0.0,
    v = 0.0,
    outer = 0.0;
  eta.least = 1.0;
  eta.most = 0.0;
  for (let r = 0; r < ROWS; r++) {
    const j = rows.current[r],
      xs = rows.surface[r] + S * j,
      w = i != 0 ? (-j * c.surface) / (i * ROWS) : 1.0 / ROWS;
    U += w * valueAt(c.voltage, xs);
    drop += w * j * film;
    v += w * rows.potential[r];
    outer += xs / ROWS;
    eta.least = Math.min(eta.least, xs);
    eta.most = Math.max(eta.most, xs);
    for (let k = 0; k < SHELLS; k++) {
      eta.least = Math.min(eta.least, rows.lithium[r * SHELLS + k]);
      eta.most = Math.max(eta.most, rows.lithium[r * SHELLS + k]);
    }
  }
  eta.surface = outer;
  eta.diffusion = valueAt(c.voltage, c.state.lithium) - U;
  eta.film = -drop;
  eta.kinetics = U + drop - v;
  eta.ohmic = v - E;
  eta.slope = differentialResistance(m);
}

/** Slope of what the cathode takes over its current at the present linear laws [Ohm m2]. */
function differentialResistance(m: Section): f64 {
  const c = m.cathode,
    rows = c.rows,
    h = m.p(Param.cathodeThickness) / ROWS,
    K = 1.0 / (h * (1.0 / c.ionic + 1.0 / c.electronic)),
    beta = (K * h) / c.electronic;
  for (let r = 0; r < ROWS; r++) {
    rows.law[r] = rows.potential[r];
    rows.right[r] = 0.0;
  }
  rows.right[0] = 1.0 - beta;
  rows.right[ROWS - 1] = beta;
  tridiagonal(rows, K, c.surface / ROWS);
  const slope = -terminal(m, rows.potential, 1.0);
  for (let r = 0; r < ROWS; r++) rows.potential[r] = rows.law[r];
  return slope;
}
