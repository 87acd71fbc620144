// Particles of the section of a cathode: discs in a box [0, width] x [top, bottom], drawn by seed.
//   r_k = s exp(spread n_k),   s such that sum pi r_k^2 = share width (bottom - top)
// Centres are thrown at random; discs that come nearer to each other than the gap, or to a side, are pushed apart, each by half,
// until none does. The gap, a quarter of the mean radius up to a share of 45 %, falls to zero at 55 %: beyond, particles touch.
import { create } from "../memory/arena";
import { Doubles, Integers, doubles, integers } from "../memory/fields";
import { normal, uniform } from "../numerics/random";

export const MAX_PARTICLES: i32 = 1024;
/** Streams of draws, apart from those of grains. */
const PLACE_STREAM: u64 = (<u64>96) << 32;
const SIZE_STREAM: u64 = (<u64>97) << 32;
const ISOLATION_STREAM: u64 = (<u64>98) << 32;
/** Gap over the mean radius, and the shares between which it closes [chosen]. */
const GAP_RATIO: f64 = 0.35;
const OPEN_SHARE: f64 = 0.45;
const TOUCHING_SHARE: f64 = 0.55;
const MAX_SWEEPS: i32 = 4000;
/** An overlap this small beside the mean radius is none. */
const OVERLAP: f64 = 1e-3;


@unmanaged
export class Particles {
  count: i32;
  /** x, y, r of each [m] */
  discs: Doubles;
  /** where the first lost arc of each begins, as a share of the distance between two */
  phase: Doubles;
  /** of the raster: cells of each, and what their balance lacks */
  cells: Integers;
  missing: Doubles;
  /** 1 where neither electrons nor ions reach it */
  isolated: Integers;
}

export function createParticles(): Particles {
  const p = create<Particles>();
  p.discs = doubles<Doubles>(3 * MAX_PARTICLES);
  p.phase = doubles<Doubles>(MAX_PARTICLES);
  p.cells = integers(MAX_PARTICLES);
  p.missing = doubles<Doubles>(MAX_PARTICLES);
  p.isolated = integers(MAX_PARTICLES);
  return p;
}

/** Adds a disc by hand; false when the table is full. */
export function addParticle(p: Particles, x: f64, y: f64, r: f64): bool {
  if (p.count == MAX_PARTICLES) return false;
  const at = 3 * p.count++;
  p.discs[at] = x;
  p.discs[at + 1] = y;
  p.discs[at + 2] = r;
  return true;
}

/** Draws discs of mean radius [m] that take `share` of the box. */
export function drawParticles(
  p: Particles,
  width: f64,
  top: f64,
  bottom: f64,
  radius: f64,
  spread: f64,
  share: f64,
  seed: u64,
): void {
  const area = share * width * (bottom - top),
    each = Math.PI * radius * radius * Math.exp(2.0 * spread * spread);
  const n = <i32>Math.min(<f64>MAX_PARTICLES, Math.max(1.0, Math.round(area / each)));
  let squares = 0.0;
  for (let k = 0; k < n; k++) {
    const r = Math.exp(spread * normal(seed, SIZE_STREAM + <u64>k));
    p.discs[3 * k] = width * uniform(seed, PLACE_STREAM + <u64>(3 * k));
    p.discs[3 * k + 1] = top + (bottom - top) * uniform(seed, PLACE_STREAM + <u64>(3 * k + 1));
    p.discs[3 * k + 2] = r;
    p.phase[k] = uniform(seed, PLACE_STREAM + <u64>(3 * k + 2));
    squares += r * r;
  }
  const scale = Math.sqrt(area / (Math.PI * squares));
  for (let k = 0; k < n; k++) p.discs[3 * k + 2] *= scale;
  p.count = n;
  const closes = (share - OPEN_SHARE) / (TOUCHING_SHARE - OPEN_SHARE),
    gap = GAP_RATIO * radius * Math.min(1.0, Math.max(0.0, 1.0 - closes));
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    if (pushApart(p, width, top, bottom, gap) <= OVERLAP * radius) break;
  }
}

/** One pass over all pairs and sides; returns the largest overlap it has met [m]. */
function pushApart(p: Particles, width: f64, top: f64, bottom: f64, gap: f64): f64 {
  const d = p.discs;
  let most = 0.0;
  for (let k = 0; k < p.count; k++) {
    const a = 3 * k;
    for (let q = 0; q < k; q++) {
      const b = 3 * q,
        dx = d[a] - d[b],
        dy = d[a + 1] - d[b + 1],
        least = d[a + 2] + d[b + 2] + gap,
        square = dx * dx + dy * dy;
      if (square >= least * least) continue;
      const distance = Math.sqrt(square),
        push = 0.5 * (least - distance);
      most = Math.max(most, 2.0 * push);
      const ex = distance > 0.0 ? dx / distance : 1.0,
        ey = distance > 0.0 ? dy / distance : 0.0;
      d[a] += push * ex;
      d[a + 1] += push * ey;
      d[b] -= push * ex;
      d[b + 1] -= push * ey;
    }
  }
  for (let k = 0; k < p.count; k++) {
    const a = 3 * k,
      room = d[a + 2] + gap;
    const x = Math.min(width - room, Math.max(room, d[a])),
      y = Math.min(bottom - room, Math.max(top + room, d[a + 1]));
    most = Math.max(most, Math.max(Math.abs(x - d[a]), Math.abs(y - d[a + 1])));
    d[a] = x;
    d[a + 1] = y;
  }
  return most;
}

/**
 * Writes the particle of each cell of nx x ny square cells of size h, -1 where there is none: a cell whose centre lies in several
 * belongs to the one whose edge is furthest.
 */
export function rasterParticles(p: Particles, owner: Integers, nx: i32, ny: i32, h: f64): void {
  for (let k = 0; k < p.count; k++) p.cells[k] = 0;
  for (let j = 0; j < ny; j++) {
    for (let i = 0; i < nx; i++) {
      const x = (i + 0.5) * h,
        y = (j + 0.5) * h;
      let best = 0.0,
        own = -1;
      for (let k = 0; k < p.count; k++) {
        const dx = x - p.discs[3 * k],
          dy = y - p.discs[3 * k + 1],
          r = p.discs[3 * k + 2];
        if (Math.abs(dx) >= r || Math.abs(dy) >= r) continue;
        const inside = r - Math.sqrt(dx * dx + dy * dy);
        if (inside <= best) continue;
        best = inside;
        own = k;
      }
      owner[j * nx + i] = own;
      if (own >= 0) p.cells[own] += 1;
    }
  }
}

/** Scales the discs until their raster takes `wanted` cells, as near as `sweeps` attempts come. */
export function fitRaster(p: Particles, owner: Integers, nx: i32, ny: i32, h: f64, wanted: f64, sweeps: i32): void {
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let cells = 0;
    for (let k = 0; k < p.count; k++) cells += p.cells[k];
    const scale = Math.sqrt(wanted / cells);
    for (let k = 0; k < p.count; k++) p.discs[3 * k + 2] *= scale;
    rasterParticles(p, owner, nx, ny, h);
  }
}

/** Isolates whole particles, in an order that is drawn, until about the share 1 - active of the cells of all. */
export function isolateParticles(p: Particles, active: f64, seed: u64): void {
  let left = 0.0;
  for (let k = 0; k < p.count; k++) {
    p.isolated[k] = 0;
    left += (1.0 - active) * p.cells[k];
  }
  for (let taken = 0; taken < p.count; taken++) {
    let least = 2.0,
      next = -1;
    for (let k = 0; k < p.count; k++) {
      const draw = uniform(seed, ISOLATION_STREAM + <u64>k);
      if (p.isolated[k] != 0 || draw >= least) continue;
      least = draw;
      next = k;
    }
    // the last one only if most of it belongs to the share
    if (next < 0 || left < 0.5 * p.cells[next]) return;
    p.isolated[next] = 1;
    left -= p.cells[next];
  }
}
