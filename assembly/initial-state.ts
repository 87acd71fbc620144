// The state at the start: full lithium but for the given defects (half ellipses on the interface), and seeded fields
// that do not depend on the grid: the sink strength xi(x) and the kinetics factor are lognormal with a Gaussian
// correlation over the length l, eq. (14.1),
//   ln xi = A sum_k sqrt(s_k) n_k cos(k pi x / W)   (mirrors),   s_k ~ exp(-(k pi l / W)^2 / 4),
// shifted to mean 1; nucleation sites stand one per spacing, jittered within it.

import { Line } from "./memory/fields";
import { Out, Param } from "./abi";
import { Section, Tally } from "./section";
import { normal, uniform } from "./numerics/random";
import { insideEllipse } from "./lithium/cut";
import { FILM_SHARE, SITE_WIDTH } from "./lithium/voids";
import { MAX_SITES } from "./interface/parts";

/** Widths of the section past which a longer correlation changes nothing: only the longest wave is left. */
const LONGEST_CORRELATION: f64 = 10.0;
/** Streams of draws: one per field. */
const STREAM: u64 = 1 << 32;

function lognormalField(m: Section, line: Line, amplitude: f64, stream: u64): void {
  const nx = m.nx,
    W = m.h * <f64>nx,
    l = Math.min(m.p(Param.correlation), LONGEST_CORRELATION * W),
    seed = <u64>m.p(Param.seed);
  for (let i = 0; i < nx; i++) line[i] = 1.0;
  if (amplitude == 0) return;
  const modes = <i32>Math.min(512, Math.ceil((4.0 * W) / (Math.PI * l)) + 2);
  let norm = 0.0;
  for (let k = 1; k <= modes; k++) norm += spectrum(<f64>k, l, W);
  for (let i = 0; i < nx; i++) {
    const x = (<f64>i + 0.5) * m.h;
    let z = 0.0;
    for (let k = 1; k <= modes; k++) {
      z +=
        Math.sqrt((2.0 * spectrum(<f64>k, l, W)) / norm) *
        normal(seed, stream + <u64>k) *
        Math.cos((<f64>k * Math.PI * x) / W);
    }
    line[i] = Math.exp(amplitude * z - 0.5 * amplitude * amplitude);
  }
}

function spectrum(k: f64, l: f64, W: f64): f64 {
  const q = (k * Math.PI * l) / W;
  return Math.exp(-0.25 * q * q);
}

function placeSites(m: Section): void {
  const freeVolume = m.wall.freeVolume;
  const nx = m.nx,
    W = m.h * <f64>nx,
    spacing = m.p(Param.siteSpacing),
    seed = <u64>m.p(Param.seed);
  for (let i = 0; i < nx; i++) freeVolume.site[i] = 0.0;
  freeVolume.placeCount = 0;
  const width = SITE_WIDTH * m.p(Param.openingGap);
  if (spacing <= 0) return;
  const n = <i32>Math.min(<f64>MAX_SITES, Math.max(1.0, Math.round(W / spacing)));
  for (let k = 0; k < n; k++) {
    const x = ((<f64>k + 0.5 + 0.6 * (uniform(seed, 3 * STREAM + <u64>k) - 0.5)) * W) / <f64>n;
    const a = x - 0.5 * width,
      b = x + 0.5 * width;
    for (let i = 0; i < nx; i++) {
      const left = Math.max(a, <f64>i * m.h),
        right = Math.min(b, <f64>(i + 1) * m.h);
      if (right > left) freeVolume.site[i] = freeVolume.site[i] + (right - left) / width;
    }
    freeVolume.places[k] = x;
  }
  freeVolume.placeCount = n;
}

/** Sets the state at t = 0: full lithium but for the given defects, and the fields drawn from the seed. */
export function pristine(m: Section): void {
  const lithium = m.lithium;
  const voids = m.lithium.voids;
  const contact = m.wall.contact;
  const law = m.wall.law;
  const nx = m.nx,
    nl = m.nl;
  for (let k = 0; k < nx * nl; k++) lithium.phi[k] = 1.0;
  for (let d = 0; d < voids.defectCount; d++) {
    const at = voids.defects[3 * d],
      a = 0.5 * voids.defects[3 * d + 1],
      b = voids.defects[3 * d + 2];
    for (let j = 0; j < nl; j++) {
      for (let i = 0; i < nx; i++) {
        const k = j * nx + i;
        lithium.phi[k] = Math.min(lithium.phi[k], 1.0 - insideEllipse(m, i, j, at, a, b));
      }
    }
  }
  const least = FILM_SHARE * m.p(Param.openingGap);
  for (let i = 0; i < nx; i++) {
    let free = 0.0;
    for (let j = 0; j < nl; j++) free += (1.0 - lithium.phi[j * nx + i]) * m.h;
    if (free > least) contact.open[i] = 1.0;
    else if (free > 0) {
      for (let j = 0; j < nl; j++) lithium.phi[j * nx + i] = 1.0;
      contact.gap[i] = free;
    }
    law.pressure[i] = m.lithium.platen.pressure;
    if (m.micro.uneven) contact.lost[i] = 1.0 - m.micro.face[i];
  }
  lognormalField(m, law.sink, m.p(Param.sinkAmplitude), STREAM);
  lognormalField(m, m.wall.kinetics.factor, m.p(Param.kineticsAmplitude), 2 * STREAM);
  placeSites(m);
  for (let k = 0; k < nx * nl; k++) lithium.pressure[k] = m.lithium.platen.pressure;
  m.tally[Tally.reservoir] = m.p(Param.reservoir);
  m.put(Out.reservoir, m.p(Param.reservoir));
}
