// Resistance of a polycrystal of particles of which a share of the contacts is coated, after [@kimura2024]: Laguerre cells
// (electrolyte/grains.ts) on a square raster, finite volumes,
//   sum over faces T (u - u_nb) = 0,   T = 1 inside a cell,   1/(1 + rho s/h) across a coated contact,   values above and below,
// with rho = (2 L_c/sigma_c)/(size/sigma), h the size of a square over that of a cell, and s how much longer the faces are than the
// boundary for which they stand. Solved by elimination within the band, which no contrast troubles. Square cells, with four
// neighbours each, stand beside it.
import { create } from "../memory/arena";
import { addressOf, Doubles, Integers, doubles, integers, part } from "../memory/fields";
import { uniform } from "../numerics/random";
import { dot } from "../numerics/vector/envelope";
import { createGrains, Grains, locate, placeGrains, staircase } from "../electrolyte/grains";

/** Squares a size of a cell. */
const SAMPLES: i32 = 12;
/** Streams of draws: contacts, cells that are taken out. */
const CONTACT_STREAM: u64 = (<u64>98) << 32;
const REMOVED_STREAM: u64 = (<u64>99) << 32;
const PAIRS: i32 = 4096;
/** Lognormal spread of the cells [chosen]. */
const SPREAD: f64 = 0.2;
/** Keeps what nothing ties. */
const LOOSE: f64 = 1e-30;


@unmanaged
export class CoatedContacts {
  /** squares along an edge */
  n: i32;
  size: i32;
  lattice: bool;
  grains: Grains;
  /** cell of each square */
  cell: Integers;
  /** rows of the lower band of the matrix: the diagonal comes last */
  band: Doubles;
  solution: Doubles;
}

/** Room for a square of size x size cells. */
export function createContacts(size: i32): CoatedContacts {
  const c = create<CoatedContacts>(),
    n = SAMPLES * size;
  c.size = size;
  c.n = n;
  c.grains = createGrains();
  c.cell = integers(n * n);
  c.band = doubles<Doubles>(n * n * (n + 1));
  c.solution = doubles<Doubles>(n * n);
  return c;
}

/** Lays Laguerre cells by seed, one a unit of area, or square ones. */
export function layCells(c: CoatedContacts, lattice: bool, seed: u64): void {
  const g = c.grains,
    n = c.n;
  c.lattice = lattice;
  g.count = 0;
  if (!lattice) placeGrains(g, c.size, c.size, 2.0 / Math.sqrt(Math.PI), SPREAD, seed);
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      if (!lattice) locate(g, (i + 0.5) / SAMPLES, (j + 0.5) / SAMPLES);
      c.cell[j * n + i] = lattice ? (j / SAMPLES) * c.size + i / SAMPLES : g.grain;
    }
  }
}

/** Draws of a structure: which contacts are coated, how resistive they are, which cells are missing. */
@unmanaged
export class Coating {
  share: f64;
  rho: f64;
  removed: f64;
  seed: u64;
}

// @ts-ignore: decorator
@inline function isGone(w: Coating, cell: i32): bool {
  return w.removed > 0.0 && uniform(w.seed, REMOVED_STREAM + <u64>cell) < w.removed;
}

/** Conductance between two squares. */
function between(c: CoatedContacts, w: Coating, p: i32, q: i32): f64 {
  const a = c.cell[p],
    b = c.cell[q];
  if (isGone(w, a) || isGone(w, b)) return 0.0;
  if (a == b) return 1.0;
  if (uniform(w.seed, CONTACT_STREAM + <u64>(max(a, b) * PAIRS + min(a, b))) >= w.share) return 1.0;
  const longer = c.lattice ? 1.0 : staircase(c.grains, a, b);
  return 1.0 / (1.0 + w.rho * longer * SAMPLES);
}

/** Fills the band and the right-hand side: 0 above, 1 below, half a square off. */
function assemble(c: CoatedContacts, w: Coating): void {
  const n = c.n,
    a = c.band,
    stride = n + 1;
  memory.fill(changetype<usize>(a), 0, (<usize>(n * n * stride)) << 3);
  for (let p = 0; p < n * n; p++) {
    const plates = isGone(w, c.cell[p]) ? 0.0 : 2.0;
    a[p * stride + n] += LOOSE + (p < n ? plates : 0.0) + (p >= n * (n - 1) ? plates : 0.0);
    c.solution[p] = p >= n * (n - 1) ? plates : 0.0;
    for (let step = 1; step <= n; step += n - 1) {
      if (step == 1 ? p % n == 0 : p < n) continue;
      const t = between(c, w, p, p - step);
      a[p * stride + n - step] -= t;
      a[p * stride + n] += t;
      a[(p - step) * stride + n] += t;
    }
  }
}

/** Cholesky within the band, and both substitutions; the solution is left in the right-hand side. */
function eliminate(a: Doubles, b: Doubles, unknowns: i32, width: i32): void {
  const stride = width + 1;
  for (let p = 0; p < unknowns; p++) {
    const row = p * stride + width - p,
      first = max(0, p - width);
    for (let q = first; q <= p; q++) {
      const other = q * stride + width - q,
        sum = a[row + q] - dot(addressOf(part(a, row + first)), addressOf(part(a, other + first)), q - first);
      a[row + q] = q < p ? sum / a[other + q] : Math.sqrt(sum);
    }
    let sum = b[p];
    for (let k = first; k < p; k++) sum -= a[row + k] * b[k];
    b[p] = sum / a[row + p];
  }
  for (let p = unknowns - 1; p >= 0; p--) {
    const row = p * stride + width - p;
    b[p] /= a[row + p];
    for (let k = max(0, p - width); k < p; k++) b[k] -= a[row + k] * b[p];
  }
}

/** Resistance of the square over that of its material; very large where nothing leads through. */
export function resistanceOf(c: CoatedContacts, w: Coating): f64 {
  const n = c.n;
  assemble(c, w);
  eliminate(c.band, c.solution, n * n, n);
  let current = 0.0;
  for (let p = 0; p < n; p++) if (!isGone(w, c.cell[p])) current += 2.0 * c.solution[p];
  return 1.0 / current;
}
