// Grains, flaws and pores of a run, drawn from its parameters and put onto the cells of the section: which grain a cell belongs
// to, how much of it is pore, whether a boundary passes through it.

import { Section } from "../section";
import { Param, Layer } from "../abi";
import { placeGrains, locate, boundaryAt } from "./grains";
import { placeFlaws, placeBuriedFlaws, placePores, lengthFactor, addPore } from "./flaws";
import { BOUNDARY_HALF_WIDTH } from "./microstructure";
import { forget } from "./flaw-forecast";
import { ratioAt } from "./layers";

/** Points along each side of a cell at which it is asked whether it lies in a pore. */
const SUBSAMPLES: i32 = 8;

/** Draws grains, flaws and pores of the run from its parameters, and puts them onto the cells; once, at the start. */
export function layMicrostructure(m: Section): void {
  const s = m.micro,
    nx = m.nx,
    W = m.h * <f64>nx,
    seed = <u64>m.p(Param.seed),
    depth = m.p(Param.electrolyteDepth);
  const density = m.p(Param.density),
    size = m.p(Param.grainSize);
  if (size > 0) placeGrains(s.material.grains, W, depth, size, m.p(Param.grainSpread), seed);
  s.law.density = density;
  s.law.spacing = m.p(Param.flawSpacing);
  s.law.median = m.p(Param.flawMedian);
  s.law.spread = m.p(Param.flawSpread);
  s.law.tilt = m.p(Param.flawTilt);
  s.law.mouth = m.p(Param.flawMouth);
  s.law.inside = m.p(Param.flawInside);
  s.law.roughness = m.p(Param.roughness);
  placeFlaws(s.material, s.law, W, seed);
  placeBuriedFlaws(s.material, s.law, W, depth, seed);
  if (m.p(Param.pores) != 0) placePores(s.pores, W, depth, density, m.p(Param.poreSize), seed);
  putOnCells(m);
}

/** Puts grains, boundaries and pores onto the cells; twice is once. */
function putOnCells(m: Section): void {
  const s = m.micro,
    nx = m.nx,
    grains = s.material.grains;
  s.patchy = s.material.layers.count > 0 || grains.count + grains.lineCount > 0;
  if (s.patchy) markBoundaries(m);
  const resists = m.p(Param.boundaryResistance) > 0 || m.p(Param.boundaryElectronic) > 0;
  s.uneven = s.material.layers.count > 0 || s.pores.count > 0 || (resists && grains.count + grains.lineCount > 0);
  if (!s.uneven) return;
  for (let j = 0; j < m.ns; j++) {
    for (let i = 0; i < nx; i++) {
      locate(grains, (<f64>i + 0.5) * m.h, (<f64>j + 0.5) * m.h);
      s.grain[j * nx + i] = grains.grain;
    }
  }
  rasterPores(m);
}

/** Puts what a hand has drawn into the run, moved or erased there onto the cells. Where a pore meets the interface its contact is
 * lost, as much of it as there is; where none is left under one, electrolyte that has come is fresh. */
export function redraw(m: Section): void {
  const s = m.micro,
    lost = m.wall.contact.lost,
    before = m.scratch.line();
  for (let i = 0; i < m.nx; i++) before[i] = s.uneven ? s.face[i] : 1.0;
  putOnCells(m);
  forget(s.forecast);
  for (let i = 0; i < m.nx; i++) {
    const face = s.uneven ? s.face[i] : 1.0;
    if (face == before[i]) continue;
    lost[i] = before[i] > 0 ? Math.max(0.0, 1.0 - (1.0 - lost[i]) * (face / before[i])) : 1.0 - face;
  }
  m.scratch.free(before);
}

/** Marks the cells that a boundary, as wide as a crack sees it, passes through. */
function markBoundaries(m: Section): void {
  const s = m.micro,
    grains = s.material.grains,
    reach = Math.max(BOUNDARY_HALF_WIDTH, 0.5 * m.h);
  for (let j = 0; j < m.ns; j++) {
    for (let i = 0; i < m.nx; i++) {
      const d = boundaryAt(grains, (<f64>i + 0.5) * m.h, (<f64>j + 0.5) * m.h);
      s.weak[j * m.nx + i] = d <= reach ? 1 : 0;
    }
  }
}

/** Least toughness in cell k of row j [Pa m^0.5]. */
export function cellToughness(m: Section, k: i32, j: i32): f64 {
  const material = m.micro.material,
    y = (<f64>j + 0.5) * m.h;
  return m.micro.weak[k] != 0
    ? material.boundaryToughness * ratioAt(material.layers, Layer.boundaryToughness, y)
    : material.toughness * ratioAt(material.layers, Layer.toughness, y);
}

function rasterPores(m: Section): void {
  const s = m.micro,
    nx = m.nx,
    ns = m.ns,
    h = m.h,
    share = 1.0 / <f64>(SUBSAMPLES * SUBSAMPLES);
  for (let k = 0; k < nx * ns; k++) s.solid[k] = 1.0;
  for (let i = 0; i < nx; i++) s.face[i] = 1.0;
  for (let q = 0; q < s.pores.count; q++) {
    const x = s.pores.table[3 * q],
      y = s.pores.table[3 * q + 1],
      r = s.pores.table[3 * q + 2];
    const i0 = max(0, <i32>Math.floor((x - r) / h)),
      i1 = min(nx - 1, <i32>Math.floor((x + r) / h));
    // the lowest row stays whole: what lies below it is a series resistance
    const j0 = max(0, <i32>Math.floor((y - r) / h)),
      j1 = min(ns - 2, <i32>Math.floor((y + r) / h));
    for (let j = j0; j <= j1; j++) {
      for (let i = i0; i <= i1; i++) {
        let count = 0;
        for (let v = 0; v < SUBSAMPLES; v++) {
          for (let u = 0; u < SUBSAMPLES; u++) {
            const dx = (<f64>i + (<f64>u + 0.5) / SUBSAMPLES) * h - x,
              dy = (<f64>j + (<f64>v + 0.5) / SUBSAMPLES) * h - y;
            if (dx * dx + dy * dy < r * r) count++;
          }
        }
        const k = j * nx + i;
        s.solid[k] = Math.max(0.0, s.solid[k] - share * <f64>count);
      }
    }
    if (Math.abs(y) >= r) continue;
    const half = Math.sqrt(r * r - y * y);
    for (let i = i0; i <= i1; i++) {
      const part = Math.min(x + half, <f64>(i + 1) * h) - Math.max(x - half, <f64>i * h);
      if (part > 0) s.face[i] = Math.max(0.0, s.face[i] - part / h);
    }
  }
}

/** Median length of flaws at the density of the run [m]. */
export function flawMedian(m: Section): f64 {
  return m.p(Param.flawMedian) * lengthFactor(m.p(Param.density));
}

/** Adds a pore drawn by hand [m]; false when the table is full. */
export function drawPore(m: Section, x: f64, y: f64, radius: f64): bool {
  return addPore(m.micro.pores, x, y, radius);
}
