// Small-signal admittance of the faces at the Laplace variable s, about the present state, eqs. (17.2) to (17.4). Per area:
//   y   = 1 / (h/2kappa* + Z_c + 1/y_f),   y_f = a / (Z_ct + Z_SEI + Z_v) + (1 - a) s eps0 / d
//   Z_ct  = 1 / (1/R_ct(j) + Q s^alpha),   R_ct(j) = R_ct / sqrt(1 + (j / (2 a j0))^2)      the slope of eq. (3.2)
//   Z_v   = R_v / sqrt(1 + s tau_v)      vacancies, vacancy-potential.ts; none where its drop is at its bound
//   Z_SEI = R_SEI / (1 + (s eps0 eps_SEI / sigma)^alpha);   Z_c the same for layers thinner than half a cell
//   kappa* = kappa + s eps0 eps_r;   d  height of the void above a column, or of its gap
// s is real (a shift of the Galerkin basis) or imaginary (a frequency); a is part of the resistances and of Q.

import { create } from "../memory/arena";
import { Line, doubles } from "../memory/fields";
import { Complex } from "../numerics/complex";
import { Layer, Param, Prop, VACUUM_PERMITTIVITY } from "../abi";
import { Section } from "../section";
import { property } from "../properties";
import { boundaryShare } from "../electrolyte/cell-properties";
import { bottomHalfCell } from "../electrolyte/conduction";
import { integrate, layer } from "../electrolyte/layers";
import { faceConductivity, filmResistance, pristineFilmConductivity, pristineFilmResistance } from "./faces";
import { filmConductivity } from "./interphase";
import { vacancyBound, vacancyResistance, vacancyTime } from "./vacancy-potential";
import { exchangeCurrent } from "./wall-current";

/** Least distance of the plates where contact is lost [m]: roughness, debris (chosen; its capacitance is a fiftieth of the
 * double layer's). */
const LEAST_GAP: f64 = 1e-9;
/** Conductivity over the electrolyte's below which a thin layer has an arc of its own. */
const POOR_LAYER: f64 = 0.1;

/** The faces about the present state, and what they are at one s. */
@unmanaged
export class Faces {
  /** Resistances of charge transfer, films and vacancies [Ohm m2] and capacitance of the gap [F/m2], of each column. */
  transfer: Line;
  film: Line;
  vacancies: Line;
  gap: Line;
  /** (eps0 eps_SEI / sigma)^alpha of each column. */
  delay: Line;
  /** Resistance of thin layers that conduct poorly [Ohm m2], and the factor of each column in it. */
  coat: f64;
  coverage: Line;

  s: Complex;
  /** Q s^alpha [S/m2], s^alpha of the films, Z_c [Ohm m2]. */
  doubleLayer: Complex;
  filmPower: Complex;
  /** 1 / sqrt(1 + s tau_v) */
  diffusing: Complex;
  coating: Complex;
  /** kappa* / kappa; and over it, the same of a grain boundary's resistance, 1 / (1 + s R C). */
  medium: Complex;
  boundary: Complex;
  /** Admittance of the counter side and of a crack face of weight 1, each times h [S/m]; impedance of the counter side [Ohm m2]. */
  bottom: Complex;
  flank: Complex;
  counter: Complex;
  /** Admittance of each column times h [S/m]. */
  re: Line;
  im: Line;
  work: Complex;
}

/** Room for the faces of nx columns. */
export function createFaces(nx: i32): Faces {
  const f = create<Faces>();
  f.transfer = doubles<Line>(nx);
  f.film = doubles<Line>(nx);
  f.vacancies = doubles<Line>(nx);
  f.gap = doubles<Line>(nx);
  f.delay = doubles<Line>(nx);
  f.coverage = doubles<Line>(nx);
  f.re = doubles<Line>(nx);
  f.im = doubles<Line>(nx);
  f.s = create<Complex>();
  f.doubleLayer = create<Complex>();
  f.filmPower = create<Complex>();
  f.diffusing = create<Complex>();
  f.coating = create<Complex>();
  f.medium = create<Complex>();
  f.boundary = create<Complex>();
  f.bottom = create<Complex>();
  f.flank = create<Complex>();
  f.counter = create<Complex>();
  f.work = create<Complex>();
  return f;
}

/** Height of the void above an open column, or of the gap of one in contact [m]. */
function gapAt(m: Section, i: i32): f64 {
  const contact = m.wall.contact,
    phi = m.lithium.phi;
  if (contact.open[i] == 0) return Math.max(LEAST_GAP, contact.gap[i]);
  let height = 0.0;
  for (let j = 0; j < m.nl; j++) {
    height += (1.0 - phi[j * m.nx + i]) * m.h;
    if (phi[j * m.nx + i] > 0.5) break;
  }
  return Math.max(LEAST_GAP, height);
}

// @ts-ignore: decorator
@inline function filmDelay(m: Section, conductivity: f64): f64 {
  return (VACUUM_PERMITTIVITY * m.p(Param.filmPermittivity)) / conductivity;
}

/** Finds what of the faces does not hang on s. */
export function freezeFaces(m: Section, f: Faces): void {
  const kinetics = m.wall.kinetics,
    alpha = m.p(Param.filmExponent);
  for (let i = 0; i < m.nx; i++) {
    const a = m.wall.contact.area[i];
    f.gap[i] = a < 1.0 ? ((1.0 - a) * VACUUM_PERMITTIVITY) / gapAt(m, i) : 0.0;
    f.transfer[i] = 0.0;
    f.film[i] = 0.0;
    f.vacancies[i] = 0.0;
    f.delay[i] = 0.0;
    f.coverage[i] = 0.0;
    if (a > 0) {
      const twice = 2.0 * exchangeCurrent(m, i),
        bias = kinetics.current[i] / twice;
      f.transfer[i] = kinetics.thermal2 / (twice * Math.sqrt(1.0 + bias * bias));
      f.film[i] = filmResistance(m, i) / a;
      const ohm = vacancyResistance(m, i) / a;
      if (Math.abs(kinetics.current[i]) * ohm < vacancyBound(m)) f.vacancies[i] = ohm;
      f.delay[i] = Math.pow(filmDelay(m, faceConductivity(m, i)), alpha);
    }
  }
  f.coat = thinLayers(m, f, false);
  if (f.coat == 0) return;
  const clear = integrate(m.micro.material.layers, Layer.ionic, 0.0, 0.5 * m.h, -1) / m.electrolyte.kappa;
  for (let i = 0; i < m.nx; i++) f.coverage[i] = kinetics.halfCell[i] / clear;
}

/** Resistance of the poor layers within the first half cell [Ohm m2]; at f.s, with `relaxed`, their impedance in f.coating. */
function thinLayers(m: Section, f: Faces, relaxed: bool): f64 {
  const layers = m.micro.material.layers,
    alpha = m.p(Param.filmExponent),
    power = f.filmPower;
  let depth = 0.0,
    sum = 0.0;
  f.coating.set(0.0, 0.0);
  for (let k = 0; k < layers.count; k++) {
    const thick = layer(layers, k, Layer.thickness),
      ratio = layer(layers, k, Layer.ionic);
    depth += thick;
    if (depth > 0.5 * m.h) break;
    if (ratio > POOR_LAYER) continue;
    const sigma = ratio * m.electrolyte.kappa,
      ohm = thick / sigma;
    sum += ohm;
    if (!relaxed) continue;
    const delay = Math.pow(filmDelay(m, sigma), alpha),
      re = 1.0 + delay * power.re,
      im = delay * power.im,
      d = ohm / (re * re + im * im);
    f.coating.re += d * re;
    f.coating.im -= d * im;
  }
  return sum;
}

/** Adds to z charge transfer R_ct beside the double layer and, in series, a film, both of an area in contact [Ohm m2]. */
function addContact(f: Faces, z: Complex, area: f64, transfer: f64, film: f64, delay: f64): void {
  const re = 1.0 / transfer + area * f.doubleLayer.re,
    im = area * f.doubleLayer.im,
    d = 1.0 / (re * re + im * im);
  const filmRe = 1.0 + delay * f.filmPower.re,
    filmIm = delay * f.filmPower.im,
    e = film / (filmRe * filmRe + filmIm * filmIm);
  z.re += d * re + e * filmRe;
  z.im -= d * im + e * filmIm;
}

/** Finds the faces at s, `size` [rad/s] on the imaginary axis if `turned`, else on the real one. */
export function facesAt(m: Section, f: Faces, size: f64, turned: bool): void {
  const electrolyte = m.electrolyte;
  if (turned) f.s.set(0.0, size);
  else f.s.set(size, 0.0);
  f.doubleLayer.power(size, m.p(Param.doubleLayerExponent), turned);
  const Q = m.p(Param.doubleLayer);
  f.doubleLayer.set(Q * f.doubleLayer.re, Q * f.doubleLayer.im);
  f.filmPower.power(size, m.p(Param.filmExponent), turned);
  f.diffusing.rootOf(m.p(Param.vacancyPotential) != 0 ? vacancyTime(m) * size : 0.0, turned);
  f.diffusing.invert();
  const permittivity = VACUUM_PERMITTIVITY * m.p(Param.permittivity),
    delay = permittivity / electrolyte.kappa,
    charging = (permittivity * electrolyte.boundaryOhm) / m.p(Param.boundaryWidth);
  f.medium.set(1.0 + delay * f.s.re, delay * f.s.im);
  f.boundary.set(1.0 + charging * f.s.re, charging * f.s.im);
  f.boundary.invert();
  if (f.coat > 0) thinLayers(m, f, true);
  for (let i = 0; i < m.nx; i++) columnAt(m, f, i);
  counterSideAt(m, f);
}

/** Finds column i at f.s. */
function columnAt(m: Section, f: Faces, i: i32): void {
  const a = m.wall.contact.area[i],
    medium = f.medium,
    q = medium.re * medium.re + medium.im * medium.im,
    z = f.work;
  let re = f.gap[i] * f.s.re,
    im = f.gap[i] * f.s.im;
  if (a > 0) {
    z.set(0.0, 0.0);
    addContact(f, z, a, f.transfer[i], f.film[i], f.delay[i]);
    z.re += f.vacancies[i] * f.diffusing.re;
    z.im += f.vacancies[i] * f.diffusing.im;
    z.invert();
    re += z.re;
    im += z.im;
  }
  // in series half a cell, y / (1 + y z)
  const coat = f.coat * f.coverage[i],
    half = (m.wall.kinetics.halfCell[i] - coat) / q,
    zRe = half * medium.re + f.coverage[i] * f.coating.re,
    zIm = f.coverage[i] * f.coating.im - half * medium.im;
  z.set(1.0 + re * zRe - im * zIm, re * zIm + im * zRe);
  z.invert();
  f.re[i] = m.h * (re * z.re - im * z.im);
  f.im[i] = m.h * (re * z.im + im * z.re);
}

/** Finds counter side and crack faces at f.s: the rest of the pellet with its boundaries and an electrode in full contact and
 * without bias; a resistance of its own that the scenario gives is shared out as on the working side. */
function counterSideAt(m: Section, f: Faces): void {
  const electrolyte = m.electrolyte,
    medium = f.medium,
    q = 1.0 / (medium.re * medium.re + medium.im * medium.im);
  const inside = boundaryShare(m) * electrolyte.pelletOhm,
    grains = (electrolyte.pelletOhm - inside) * q;
  f.counter.set(grains * medium.re + inside * f.boundary.re, inside * f.boundary.im - grains * medium.im);
  const film = pristineFilmResistance(m),
    transfer = property(m, Prop.chargeTransfer),
    given = property(m, Prop.counterResistance),
    own = given >= 0 ? (given * transfer) / (transfer + film) : transfer,
    alpha = m.p(Param.filmExponent),
    delay = Math.pow(filmDelay(m, pristineFilmConductivity(m)), alpha),
    counterDelay = given >= 0 ? delay : Math.pow(filmDelay(m, filmConductivity(m, m.wall.counter.conditioned)), alpha);
  if (own > 0) addContact(f, f.counter, 1.0, own, electrolyte.counterOhm - own, counterDelay);
  const half = bottomHalfCell(m) * q;
  f.bottom.set(f.counter.re + half * medium.re, f.counter.im - half * medium.im);
  f.bottom.invert();
  f.bottom.set(m.h * f.bottom.re, m.h * f.bottom.im);
  const path = (m.h * q) / (2.0 * electrolyte.kappa);
  f.flank.set(path * medium.re, -path * medium.im);
  addContact(f, f.flank, 1.0, transfer, film, delay);
  f.flank.invert();
  f.flank.set(m.h * f.flank.re, m.h * f.flank.im);
}
