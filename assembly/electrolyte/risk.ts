// Dendrite risk in the electrolyte, eqs. (12.1) and (12.2), and its channels, each in [0, 1]; on plating phi - phi_m > 0 drives
// lithium into flaws.
//   p_cap = F (phi - phi_m) / Omega                 pressure that a lithium-filled flaw reaching x can build
//   drive:     max(sigma_1, g (p_cap + P + sigma_1)) / sigma_c    K / K_c of a median flaw there, empty or filled: 1 starts it
//   toughness: g Phi((ln a_med - ln a_c)/s),  a_c = (K_c / (1.12 (p_cap + 0.413 P)))^2 / pi    probability that a flaw
//              drawn from the lognormal distribution (median 2.5 um, s = 0.6) is critical
//   stress:    min(1, sigma_1 / sigma_c)^2,   sigma_c = K_c / (1.12 sqrt(pi a_med))
//   pressure:  g x^4 / (1 + x^4),  x = 1.12 p_cap sqrt(pi a_ref) / K_c,  a_ref = 5 um
//   focusing:  clip((|i| / j_applied - 1) / 2)
//   leakage:   clip(-U / 10 mV),  U = psi - phi against lithium, psi the electron potential, eq. (9.1)
//   void edge: exp(-s_e / 5 um),  s_e distance to the nearest place where contact ends; 5 um is how far focusing reaches
// K_c is that of the cell: K_GB on grain boundaries; a_med follows density (flaws.ts). With electrons switched on,
// leakage is the excess of -U over the plating face and its scale the threshold of nucleation (electrons.ts).
// with the gate g = exp(-max(s - d, 0)/2 um) exp(-d/10 um): no lithium source under voids, flaws live near the surface
// (d depth, s lateral distance to contact). Known flaws are forecast one by one (section-forecast.ts) and drawn over the map
// with their own drive.

import { property } from "../properties";
import { get } from "../memory/arena";
import { FARADAY, Out, Param, Picture, Prop } from "../abi";
import { Section, Tally } from "../section";
import { highest } from "../numerics/extremes";
import { overRows } from "../threads/rows";
import { platingFace } from "./electrons";
import { intensityPerPressure, INTENSITY } from "./edge-crack";
import { Line } from "../memory/fields";
import { flawMedian, cellToughness } from "./microstructure-raster";

/** Length of the flaw of the pressure channel [m]. */
const REFERENCE_FLAW: f64 = 5e-6;
/** Reach of the gate along the interface from contact, and into the depth [m]. */
const GATE_SIDE: f64 = 2e-6;
const GATE_DEPTH: f64 = 10e-6;
/** Supersaturation that counts as certain where electrons are off [V]. */
const LEAK_SCALE: f64 = 10e-3;
/** Reach of the void-edge channel [m]. */
const EDGE_REACH: f64 = 5e-6;

/** Share of the stack pressure that opens a filled crack: 1 - nu / (1 - nu) at nu = 0.37, inside less what closes it. */
const NET_STACK_SHARE: f64 = 0.413;

/** Normal distribution function, Abramowitz & Stegun 26.2.17 (error below 7.5e-8). */
export function normalCdf(x: f64): f64 {
  const t = 1.0 / (1.0 + 0.2316419 * Math.abs(x));
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = 0.3989422804014327 * Math.exp(-0.5 * x * x) * poly;
  return x > 0 ? 1.0 - tail : tail;
}

// @ts-ignore: decorator
@inline function clip(x: f64): f64 {
  return Math.min(1.0, Math.max(0.0, x));
}

/** Lateral distance of column i to the nearest contact [m]; infinite when there is none. */
function contactDistances(m: Section, distance: Line): void {
  const contact = m.wall.contact;
  const nx = m.nx;
  let far = 1e9;
  for (let i = 0; i < nx; i++) {
    far = contact.area[i] > 0 ? 0.0 : far + m.h;
    distance[i] = far;
  }
  far = 1e9;
  for (let i = nx - 1; i >= 0; i--) {
    far = contact.area[i] > 0 ? 0.0 : far + m.h;
    distance[i] = Math.min(distance[i], far);
  }
}

/** Lateral distance of the middle of column i to the nearest end of contact [m]; 1e9 and more when there is none. */
function edgeDistances(m: Section, distance: Line): void {
  const contact = m.wall.contact;
  const nx = m.nx,
    h = m.h;
  let far = 1e9;
  for (let i = 0; i < nx; i++) {
    const ends = i > 0 && contact.area[i] > 0 != contact.area[i - 1] > 0;
    far = ends ? 0.5 * h : far + h;
    distance[i] = far;
  }
  far = 1e9;
  for (let i = nx - 1; i >= 0; i--) {
    const ends = i < nx - 1 && contact.area[i] > 0 != contact.area[i + 1] > 0;
    far = ends ? 0.5 * h : far + h;
    distance[i] = Math.min(distance[i], far);
  }
}

/** Nearness to the ends of contact into m.electrolyte.map. */
function voidEdges(m: Section): void {
  const distance = m.scratch.line();
  edgeDistances(m, distance);
  for (let j = 0; j < m.ns; j++) {
    const d = (<f64>j + 0.5) * m.h;
    for (let i = 0; i < m.nx; i++) {
      const s = distance[i],
        r = Math.exp(-Math.sqrt(s * s + d * d) / EDGE_REACH);
      m.electrolyte.map[j * m.nx + i] = r;
    }
  }
  m.scratch.free(distance);
}

/** Fills m.electrolyte.map with the drive K / K_c, or with one channel in [0, 1], without the known flaws. */
export function riskChannel(m: Section, which: Picture): void {
  if (which == Picture.riskVoidEdge) {
    voidEdges(m);
    return;
  }
  const distance = m.scratch.line();
  contactDistances(m, distance);
  overRows(riskRows, changetype<usize>(m), changetype<usize>(distance), which, m.nx, m.ns);
  m.scratch.free(distance);
}

function riskRows(section: usize, line: usize, channel: f64, from: i32, to: i32): void {
  const m = changetype<Section>(section),
    distance = changetype<Line>(line),
    which = <i32>channel,
    electrolyte = m.electrolyte,
    nx = m.nx,
    u = m.ion.u,
    phiMetal = m.tally[Tally.phiMetal];
  const even = property(m, Prop.toughness),
    patchy = m.micro.patchy,
    P = m.lithium.platen.pressure;
  const perVolt = FARADAY / property(m, Prop.molarVolume);
  const applied = Math.abs(m.tally[Tally.control]);
  const median = flawMedian(m),
    spread = Math.max(m.p(Param.flawSpread), 1e-3);
  const strength = intensityPerPressure(median);
  const leaks = m.p(Param.leakage) != 0,
    floor = leaks ? platingFace(m) : 0.0;
  const leakScale = leaks ? Math.max(m.p(Param.nucleationThreshold), 1e-6) : LEAK_SCALE;
  for (let j = from; j < to; j++) {
    const d = (<f64>j + 0.5) * m.h,
      depth = Math.exp(-d / GATE_DEPTH);
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      const gate = depth * Math.exp(-Math.max(distance[i] - d, 0.0) / GATE_SIDE);
      const cap = perVolt * Math.max(0.0, get(u, k) - phiMetal);
      const Kc = patchy ? cellToughness(m, k, j) : even;
      const xx = electrolyte.stressXX[k],
        yy = electrolyte.stressYY[k],
        xy = electrolyte.stressXY[k],
        half = 0.5 * (xx - yy);
      const first = 0.5 * (xx + yy) + Math.sqrt(half * half + xy * xy);
      let r = 0.0;
      if (which == Picture.risk) {
        const filled = cap > 0 ? gate * (cap + P + first) : 0.0;
        r = Math.max(0.0, Math.max(first, filled)) * (strength / Kc);
      } else if (which == Picture.riskStress) {
        const x = clip(first / (Kc / strength));
        r = x * x;
      } else if (which == Picture.riskPressure) {
        const x = (INTENSITY * cap * Math.sqrt(Math.PI * REFERENCE_FLAW)) / Kc,
          x4 = x * x * x * x;
        r = (gate * x4) / (1.0 + x4);
      } else if (which == Picture.riskFocusing) {
        r = applied > 0 ? clip(0.5 * (electrolyte.currentDensity[k] / applied - 1.0)) : 0.0;
      } else if (which == Picture.riskLeakage) {
        r = clip((get(u, k) - m.electrolyte.map[k] - floor) / leakScale);
      } else {
        const root = Kc / (INTENSITY * (cap + NET_STACK_SHARE * P));
        if (cap > 0) r = gate * normalCdf((Math.log(median) - Math.log((root * root) / Math.PI)) / spread);
      }
      m.electrolyte.map[k] = r;
    }
  }
}

/** Observes the largest drive K / K_c of a median flaw and its place [m]; no place where nothing drives. */
export function observeRisk(m: Section): void {
  riskChannel(m, Picture.risk);
  const most = highest(changetype<usize>(m.electrolyte.map), m.nx * m.ns);
  m.put(Out.riskMax, most);
  if (most == 0) return;
  let k = 0;
  while (m.electrolyte.map[k] != most) k++;
  m.put(Out.riskSite, (<f64>(k % m.nx) + 0.5) * m.h);
}
