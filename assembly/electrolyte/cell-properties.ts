// Conductances and stiffness of the electrolyte's cells as grains, pores and layers make them.
//   face between cells 1, 2:   T = h / (h/2 k_1 + R_gb s + h/2 k_2)   [S/m], eq. (8.2),   k = k_bulk * layer * solid
// R_gb only where the centres lie in different grains or on both sides of a drawn boundary; s = |n_x| + |n_y| is how much
// longer the staircase is than the boundary, so that a boundary's resistance does not depend on its angle to the grid.
// Across layers, h/2k is the exact integral of dy/k over half a cell.
// Total against bulk: the conductivity of a material is that of a whole pellet, boundaries and pores included, so the
// bulk is taken better by what they cost, eq. (8.3):
//   1/k_total = 1/k_grain + R_gb / l,  l = size / 1.08 (about the hexagons' mean distance of boundaries), and for pores
//   of area share p:  k_grain (1 - p) / (1 + p)  (Maxwell, cylinders).

import { set } from "../memory/arena";
import { Section } from "../section";
import { Param, Prop, CROSSINGS, Layer } from "../abi";
import { property } from "../properties";
import { BOUNDARY_HALF_WIDTH } from "./microstructure";
import { integrate, Layers, ratioAt } from "./layers";
import { staircase, lineBetween } from "./grains";

/** What is left in a pore of conductivity, so that layers of any contrast still converge, and of stiffness. */
const PORE_CONDUCTIVITY: f64 = 1e-4;
const PORE_STIFFNESS: f64 = 1e-6;

/** Which of the two carriers. */
export enum Carrier {
  ion,
  electron,
}

/** Conductivity of the bulk over that of the whole pellet, of the pellet's own material [1]. */
export function bulkOverTotal(m: Section): f64 {
  const porosity = m.p(Param.pores) != 0 ? 1.0 - m.p(Param.density) : 0.0;
  const grains = (1.0 - porosity) / (1.0 + porosity);
  return 1.0 / (grains * (1.0 - boundaryShare(m)));
}

/** Share of grain boundaries in the resistance of the whole pellet, of the pellet's own material [1]. */
export function boundaryShare(m: Section): f64 {
  const size = m.p(Param.grainSize),
    kappa = m.props[4 * Prop.ionicConductivity];
  return size > 0 ? (m.p(Param.boundaryResistance) * CROSSINGS * kappa) / size : 0.0;
}

/** Sets the toughness of grains and boundaries at the present temperature. */
export function setToughness(m: Section): void {
  const material = m.micro.material;
  material.toughness = property(m, Prop.toughness);
  material.boundaryToughness = property(m, Prop.boundaryToughness);
  material.boundaryHalfWidth = BOUNDARY_HALF_WIDTH;
}

/** Resistance from the interface, or from the bottom, to the centre of the outermost cell of column i [Ohm m2]; that of
 * electrons times sigma_e [m]. */
export function halfCell(m: Section, carrier: Carrier, i: i32, bottom: bool): f64 {
  const j = bottom ? m.ns - 1 : 0;
  return halfOf(m, carrier, i, j, bottom);
}

function halfOf(m: Section, carrier: Carrier, i: i32, j: i32, lower: bool): f64 {
  const h = m.h,
    y = (<f64>j + 0.5) * h,
    column = carrier == Carrier.ion ? Layer.ionic : Layer.electronic;
  const path = integrate(m.micro.material.layers, column, lower ? y : y - 0.5 * h, lower ? y + 0.5 * h : y, -1);
  return path / (bulkOf(m, carrier) * Math.max(PORE_CONDUCTIVITY, m.micro.solid[j * m.nx + i]));
}

/** Conductivity of the bulk: of ions [S/m], of electrons over sigma_e. */
// @ts-ignore: decorator
@inline function bulkOf(m: Section, carrier: Carrier): f64 {
  return carrier == Carrier.ion ? m.electrolyte.kappa : 1.0;
}

/** Fills tx and ty with the conductances of the faces between cells [S/m], those of electrons over sigma_e; the outermost
 * ty are left as they are. */
export function faceConductances(m: Section, carrier: Carrier, tx: usize, ty: usize): void {
  const electrolyte = m.electrolyte;
  const s = m.micro,
    nx = m.nx,
    ns = m.ns,
    h = m.h,
    layers = s.material.layers,
    bulk = bulkOf(m, carrier);
  const column = carrier == Carrier.ion ? Layer.ionic : Layer.electronic;
  const boundary =
    carrier == Carrier.ion ? electrolyte.boundaryOhm : m.p(Param.boundaryElectronic) * electrolyte.sigmaElectron;
  for (let j = 0; j < ns; j++) {
    const y = <f64>j * h,
      along = (bulk * integrate(layers, column, y, y + h, 1)) / h;
    set(tx, j * (nx + 1), 0.0);
    set(tx, j * (nx + 1) + nx, 0.0);
    for (let i = 1; i < nx; i++) {
      const k = j * nx + i,
        a = Math.max(PORE_CONDUCTIVITY, s.solid[k - 1]),
        b = Math.max(PORE_CONDUCTIVITY, s.solid[k]);
      const path = (0.5 * h * (1.0 / a + 1.0 / b)) / along;
      set(tx, j * (nx + 1) + i, h / (path + boundary * between(m, k - 1, k, i, j, true)));
    }
  }
  for (let j = 1; j < ns; j++) {
    const y = <f64>j * h;
    const above = integrate(layers, column, y - 0.5 * h, y, -1) / bulk,
      below = integrate(layers, column, y, y + 0.5 * h, -1) / bulk;
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i,
        a = Math.max(PORE_CONDUCTIVITY, s.solid[k - nx]),
        b = Math.max(PORE_CONDUCTIVITY, s.solid[k]);
      set(ty, k, h / (above / a + below / b + boundary * between(m, k - nx, k, i, j, false)));
    }
  }
}

/** Resistance of the boundary between cell (i, j) and the one beside or above it [Ohm m2]; 0 without one. */
export function boundaryOhm(m: Section, i: i32, j: i32, sideways: bool): f64 {
  const k = j * m.nx + i;
  return m.electrolyte.boundaryOhm * between(m, sideways ? k - 1 : k - m.nx, k, i, j, sideways);
}

/** Staircase factor of the boundary between cells a and b, the latter at (i, j); 0 without one. */
function between(m: Section, a: i32, b: i32, i: i32, j: i32, sideways: bool): f64 {
  const s = m.micro,
    grains = s.material.grains,
    ga = s.grain[a],
    gb = s.grain[b];
  if (ga != gb) return staircase(grains, ga, gb);
  if (grains.lineCount == 0) return 0.0;
  const x = (<f64>i + 0.5) * m.h,
    y = (<f64>j + 0.5) * m.h;
  return sideways ? lineBetween(grains, x - m.h, y, x, y) : lineBetween(grains, x, y - m.h, x, y);
}

/** Resistance that layers add to the resolved electrolyte at uniform current [Ohm m2]. */
export function layersOhm(m: Section): f64 {
  const depth = m.h * <f64>m.ns;
  return m.micro.material.layers.count > 0
    ? (integrate(m.micro.material.layers, Layer.ionic, 0.0, depth, -1) - depth) / m.electrolyte.kappaTotal
    : 0.0;
}

/** Fills lam and mu with the Lame constants of the cells [Pa], for the pellet's Young's modulus E [Pa] and Poisson's ratio nu. */
export function stiffnesses(m: Section, E: f64, nu: f64, lam: usize, mu: usize): void {
  const s = m.micro,
    layers: Layers = s.material.layers;
  for (let j = 0; j < m.ns; j++) {
    const y = (<f64>j + 0.5) * m.h;
    const Ej = (E * integrate(layers, Layer.youngs, <f64>j * m.h, <f64>(j + 1) * m.h, 1)) / m.h;
    const own = ratioAt(layers, Layer.poisson, y),
      nj = own < 1.0 ? own : nu;
    for (let i = 0; i < m.nx; i++) {
      const k = j * m.nx + i,
        Ek = Ej * Math.max(PORE_STIFFNESS, s.solid[k]);
      set(lam, k, (Ek * nj) / ((1.0 + nj) * (1.0 - 2.0 * nj)));
      set(mu, k, Ek / (2.0 * (1.0 + nj)));
    }
  }
}
