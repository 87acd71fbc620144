// The state at the start: full lithium but for the given defects (half ellipses on the interface), and seeded fields
// that do not depend on the grid: the sink strength xi(x) and the kinetics factor are lognormal with a Gaussian
// correlation over the length l,  ln xi = A sum_k sqrt(s_k) n_k cos(k pi x / W) (mirrors), s_k ~ exp(-(k pi l / W)^2 / 4),
// shifted to mean 1; nucleation sites stand one per spacing, jittered within it.

import { Line } from "./memory/fields";
import { Out, Param } from "./abi";
import { MAX_SITES, Model, Tally } from "./section";
import { normal, uniform } from "./numerics/random";
import { FILM_SHARE, SITE_WIDTH } from "./lithium/voids";

/** Streams of draws: one per field. */
const STREAM: u64 = 1 << 32;
const SUBSAMPLES: i32 = 16;

function lognormalField(m: Model, line: Line, amplitude: f64, stream: u64): void {
  const nx = m.nx,
    W = m.h * <f64>nx,
    l = m.p(Param.correlation),
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

function placeSites(m: Model): void {
  const nx = m.nx,
    W = m.h * <f64>nx,
    spacing = m.p(Param.siteSpacing),
    seed = <u64>m.p(Param.seed);
  for (let i = 0; i < nx; i++) m.site[i] = 0.0;
  m.siteCount = 0;
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
      if (right > left) m.site[i] = m.site[i] + (right - left) / width;
    }
    m.sites[k] = x;
  }
  m.siteCount = n;
}

/** Share of the cell (i, j) inside the half ellipse at x = at with half width a and height b. */
function inside(m: Model, i: i32, j: i32, at: f64, a: f64, b: f64): f64 {
  let count = 0;
  for (let v = 0; v < SUBSAMPLES; v++) {
    for (let u = 0; u < SUBSAMPLES; u++) {
      const x = ((<f64>i + (<f64>u + 0.5) / SUBSAMPLES) * m.h - at) / a;
      const y = ((<f64>j + (<f64>v + 0.5) / SUBSAMPLES) * m.h) / b;
      if (x * x + y * y < 1.0) count++;
    }
  }
  return <f64>count / <f64>(SUBSAMPLES * SUBSAMPLES);
}

/** Lays out the state at t = 0. */
export function pristine(m: Model): void {
  const nx = m.nx,
    nl = m.nl;
  memory.fill(m.state, 0, m.stateSize);
  for (let k = 0; k < nx * nl; k++) m.phi[k] = 1.0;
  for (let d = 0; d < m.defectCount; d++) {
    const at = m.defects[3 * d],
      a = 0.5 * m.defects[3 * d + 1],
      b = m.defects[3 * d + 2];
    for (let j = 0; j < nl; j++) {
      for (let i = 0; i < nx; i++) {
        const k = j * nx + i;
        m.phi[k] = Math.min(m.phi[k], 1.0 - inside(m, i, j, at, a, b));
      }
    }
  }
  const least = FILM_SHARE * m.p(Param.openingGap);
  for (let i = 0; i < nx; i++) {
    let free = 0.0;
    for (let j = 0; j < nl; j++) free += (1.0 - m.phi[j * nx + i]) * m.h;
    if (free > least) m.open[i] = 1.0;
    else if (free > 0) {
      for (let j = 0; j < nl; j++) m.phi[j * nx + i] = 1.0;
      m.gap[i] = free;
    }
    m.sei[i] = m.seiOhm;
    m.wallPressure[i] = m.p(Param.stackPressure);
    if (m.micro.uneven) m.lost[i] = 1.0 - m.micro.face[i];
  }
  lognormalField(m, m.sink, m.p(Param.sinkAmplitude), STREAM);
  lognormalField(m, m.kinetics, m.p(Param.kineticsAmplitude), 2 * STREAM);
  placeSites(m);
  for (let k = 0; k < nx * nl; k++) m.pressure[k] = m.p(Param.stackPressure);
  m.tally[Tally.reservoir] = m.p(Param.reservoir);
  m.put(Out.reservoir, m.p(Param.reservoir));
}
