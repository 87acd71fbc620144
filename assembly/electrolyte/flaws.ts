// Flaws of the surface and pores inside, eq. (8.4), from the density rho of the pellet. With s = (1 - rho) / 0.1, 1 at 90 %:
//   flaw k:  length a_k = clip(a_med exp(sigma n_k), 0.4 a_med, 4 a_med) s,   number  W s^(1/2) / spacing
//   inside:  number  W H s^(1/2) / spacing^2, the same lengths, anywhere and at any angle; empty until lithium meets them
//   pores:   area share 1 - rho (area share = volume share), diameters  d_med s^(1/2) exp(0.3 n_k)
// A closure, chosen so that the critical plating current of the longest flaw, eq. (8.5), rises at every
// step of density, from about 1 mA/cm2 at 83 % to 6 at 99 % (Hu et al., Nat. Energy 2025: 9), at K_c 0.3 MPa m^0.5 and
// Z 5 Ohm cm2. Lithium creeps back out of flaws below about 0.3 um before they start, so that with a shorter median the
// critical current would grow without bound. Flaws are nested: a denser pellet has the first few of a looser one's, each
// shorter. A flaw in a valley of a rough surface reaches deeper by the valley: a_k + max(0, roughness n'_k).

import { MAX_PORES } from "../abi";
import { alloc } from "../memory/arena";
import { normal, uniform } from "../numerics/random";
import { MAX_FLAWS, Material, addFlaw } from "./fracture-properties";
import { Doubles, doubles, removeRow } from "../memory/fields";

/** Streams of draws, apart from those of initial-state.ts and grains.ts. */
const PLACE_STREAM: u64 = (<u64>80) << 32;
const LENGTH_STREAM: u64 = (<u64>41) << 32;
const VALLEY_STREAM: u64 = (<u64>42) << 32;
const BURIED_STREAM: u64 = (<u64>112) << 32;
const BURIED_LENGTH_STREAM: u64 = (<u64>45) << 32;
const PORE_STREAM: u64 = (<u64>96) << 32;
const DIAMETER_STREAM: u64 = (<u64>43) << 32;

/** Of 90 %, rounded as 1 - density is. */
const REFERENCE_POROSITY: f64 = 1.0 - 0.9;
/** Powers of s in the number of flaws and the diameter of pores, and lognormal spread of the latter. */
const NUMBER_POWER: f64 = 0.5;
const DIAMETER_POWER: f64 = 0.5;
const PORE_SPREAD: f64 = 0.3;
/** Limits of a flaw's length over the median. */
const MIN_LENGTH_RATIO: f64 = 0.4;
const MAX_LENGTH_RATIO: f64 = 4.0;
/** Steps of this share of the width never cluster: the golden section. */
const GOLDEN_SECTION: f64 = 0.6180339887498949;
/** Share of the mean distance by which a flaw may stand off its place. */
const MAX_JITTER: f64 = 0.3;
/** Places tried for a pore before it may overlap others. */
const MAX_THROWS: i32 = 32;
/** Largest angle of a flaw inside from the depth: it lies any way. */
const MAX_BURIED_TILT: f64 = 0.5 * Math.PI;
/** Least depth of its upper end [m]: nearer to it, it would be one of the surface. */
const MIN_BURIED_DEPTH: f64 = 1e-6;

/** Factor by which the relative density changes lengths of flaws [1]; 1 at 90 %. */
export function lengthFactor(density: f64): f64 {
  return (1.0 - density) / REFERENCE_POROSITY;
}

/** What the flaws of a surface are drawn from, SI and rad. */
@unmanaged
export class FlawLaw {
  density: f64;
  /** Mean distance at 90 %; 0 = none. */
  spacing: f64;
  median: f64;
  spread: f64;
  /** Largest tilt either way. */
  tilt: f64;
  mouth: f64;
  roughness: f64;
  /** Mean distance of flaws inside at 90 %; 0 = none. */
  inside: f64;
}

/** A law without flaws. */
export function createFlawLaw(): FlawLaw {
  return changetype<FlawLaw>(alloc(offsetof<FlawLaw>()));
}

/** Draws the flaws of a surface of that width [m] into the table, behind those that are there. */
export function placeFlaws(m: Material, law: FlawLaw, width: f64, seed: u64): void {
  if (!(law.spacing > 0)) return;
  const s = (1.0 - law.density) / REFERENCE_POROSITY,
    factor = lengthFactor(law.density);
  const n = <i32>Math.min(<f64>MAX_FLAWS, Math.max(1.0, Math.round((width / law.spacing) * Math.pow(s, NUMBER_POWER))));
  const start = uniform(seed, PLACE_STREAM),
    // a section narrower than the mean distance has one flaw, which stays in it
    step = MAX_JITTER * Math.min(law.spacing, width);
  for (let k = 0; k < n; k++) {
    const draw = PLACE_STREAM + <u64>(2 * k + 1),
      place = start + GOLDEN_SECTION * <f64>k;
    const x = (place - Math.floor(place)) * width + step * (uniform(seed, draw) - 0.5);
    const z = Math.exp(law.spread * normal(seed, LENGTH_STREAM + <u64>k));
    const a = law.median * Math.min(MAX_LENGTH_RATIO, Math.max(MIN_LENGTH_RATIO, z)) * factor;
    const valley = law.roughness > 0 ? Math.max(0.0, law.roughness * normal(seed, VALLEY_STREAM + <u64>k)) : 0.0;
    const tilt = law.tilt * (2.0 * uniform(seed, draw + 1) - 1.0);
    // folded back at the mirrors
    const inside = x < 0 ? -x : x > width ? 2.0 * width - x : x;
    if (!addFlaw(m, inside, 0.0, a + valley, tilt, law.mouth)) return;
  }
}

/** Draws the flaws inside an electrolyte of that width and depth [m] into the table, behind those that are there. */
export function placeBuriedFlaws(m: Material, law: FlawLaw, width: f64, depth: f64, seed: u64): void {
  if (!(law.inside > 0)) return;
  const s = (1.0 - law.density) / REFERENCE_POROSITY,
    factor = lengthFactor(law.density);
  const n = <i32>(
    Math.min(<f64>MAX_FLAWS, Math.round(((width * depth) / (law.inside * law.inside)) * Math.pow(s, NUMBER_POWER)))
  );
  for (let k = 0; k < n; k++) {
    const draw = BURIED_STREAM + <u64>(3 * k),
      z = Math.exp(law.spread * normal(seed, BURIED_LENGTH_STREAM + <u64>k));
    const a = law.median * Math.min(MAX_LENGTH_RATIO, Math.max(MIN_LENGTH_RATIO, z)) * factor,
      tilt = MAX_BURIED_TILT * (2.0 * uniform(seed, draw) - 1.0);
    // x and depth of its middle
    const x = width * uniform(seed, draw + 1),
      y = depth * uniform(seed, draw + 2),
      half = 0.5 * a;
    const top = y - half * Math.cos(tilt),
      left = x - half * Math.sin(tilt),
      right = x + half * Math.sin(tilt);
    if (top < MIN_BURIED_DEPTH || Math.min(left, right) < 0 || Math.max(left, right) > width) continue;
    if (!addFlaw(m, left, top, a, tilt, law.mouth)) return;
  }
}


@unmanaged
export class Pores {
  count: i32;
  /** x, depth, radius of every pore [m]. */
  table: Doubles;
}

/** An empty table of MAX_PORES pores. */
export function createPores(): Pores {
  const p = changetype<Pores>(alloc(offsetof<Pores>()));
  p.table = doubles<Doubles>(3 * MAX_PORES);
  return p;
}

/** Adds a round pore of that radius [m]; false when the table is full. */
export function addPore(p: Pores, x: f64, y: f64, radius: f64): bool {
  if (p.count == MAX_PORES) return false;
  p.table[3 * p.count] = x;
  p.table[3 * p.count + 1] = y;
  p.table[3 * p.count + 2] = radius;
  p.count += 1;
  return true;
}

/** Index of the pore with its centre nearest to (x, y), within `reach` [m]; -1 where there is none. */
export function poreAt(p: Pores, x: f64, y: f64, reach: f64): i32 {
  let best = -1,
    least = reach * reach;
  for (let k = 0; k < p.count; k++) {
    const dx = p.table[3 * k] - x,
      dy = p.table[3 * k + 1] - y,
      far = dx * dx + dy * dy;
    if (far >= least) continue;
    best = k;
    least = far;
  }
  return best;
}

/** Puts the centre of pore k at (x, y) [m]. */
export function setPore(p: Pores, k: i32, x: f64, y: f64): void {
  p.table[3 * k] = x;
  p.table[3 * k + 1] = y;
}

/** Takes pore k out of the table; those behind it move up. */
export function removePore(p: Pores, k: i32): void {
  p.count -= 1;
  removeRow(p.table, k, p.count, 3);
}

/** Places pores that do not overlap into [0, width] x [0, depth] [m] and a margin, until they make up 1 - density of it. */
export function placePores(p: Pores, width: f64, depth: f64, density: f64, median: f64, seed: u64): void {
  const typical = 0.5 * median * Math.pow((1.0 - density) / REFERENCE_POROSITY, DIAMETER_POWER);
  const margin = 4.0 * typical,
    height = depth + 2.0 * margin;
  let left = (1.0 - density) * width * height;
  for (let k = 0; left > 0 && p.count < MAX_PORES; k++) {
    const r = typical * Math.exp(PORE_SPREAD * normal(seed, DIAMETER_STREAM + <u64>k));
    for (let t = 0; t < MAX_THROWS; t++) {
      const draw = PORE_STREAM + <u64>(2 * (k * MAX_THROWS + t));
      const x = width * uniform(seed, draw),
        y = height * uniform(seed, draw + 1) - margin;
      if (t < MAX_THROWS - 1 && touches(p, x, y, r)) continue;
      addPore(p, x, y, r);
      break;
    }
    left -= Math.PI * r * r;
  }
}

function touches(p: Pores, x: f64, y: f64, r: f64): bool {
  for (let k = 0; k < p.count; k++) {
    const dx = p.table[3 * k] - x,
      dy = p.table[3 * k + 1] - y,
      gap = r + p.table[3 * k + 2];
    if (dx * dx + dy * dy < gap * gap) return true;
  }
  return false;
}
