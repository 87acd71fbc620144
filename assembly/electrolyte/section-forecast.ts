// The forecast (flaw-forecast.ts) of the section's own flaws as the section stands: potential along their flanks, stress
// across them, which mouths lithium can reach. Where filaments are on, the tips that live take the place of the flaws, as
// long as their path and as full as they are, under the mean stress of the stack. The flaw that starts first is
// the site of highest risk. Among chances a ratio K / K_c = x counts as x^4 / (1 + x^4), like the channel of lithium pressure.

import { property } from "../properties";
import { get } from "../memory/arena";
import { Out, Prop } from "../abi";
import { Section, Tally } from "../section";
import {
  Forecast,
  addCrack,
  forecast,
  site,
  setSurroundings,
  addFlaws,
  beginFlaws,
  largestDrive,
} from "./flaw-forecast";
import { Material, flaw } from "./fracture-properties";
import { Filaments } from "../filaments/filaments";
import { Head, Branch, Tip, Body, Frame, Point } from "../filaments/columns";
import { flankPotential } from "../filaments/flank-current";
import { Flaw, Site } from "./columns";
import { Doubles } from "../memory/fields";
import { pristineFilmResistance } from "../interface/faces";

const FLANK_SAMPLES: i32 = 16;
/** Radius around a tip that shares its risk [m]. */
const TIP_RADIUS: f64 = 2e-6;

// @ts-ignore: decorator
@inline function cellAt(m: Section, x: f64, y: f64): i32 {
  const i = max(0, min(m.nx - 1, <i32>Math.floor(x / m.h))),
    j = max(0, min(m.ns - 1, <i32>Math.floor(y / m.h)));
  return j * m.nx + i;
}

/** Forecasts which flaw of the section starts first and when. */
export function forecastFlaws(m: Section): void {
  const kinetics = m.wall.kinetics;
  const creep = m.lithium.creep;
  const f = m.micro.forecast,
    material: Material = m.micro.material,
    nx = m.nx,
    phiMetal = m.tally[Tally.phiMetal];
  f.count = 0;
  if (material.flawCount == 0) return;
  const E = property(m, Prop.seYoungs),
    nu = property(m, Prop.sePoisson);
  f.width = m.h * <f64>nx;
  f.stiffness = E / (1.0 - nu * nu);
  f.ohm = property(m, Prop.chargeTransfer) + pristineFilmResistance(m);
  f.volumePerCharge = kinetics.stripVolume;
  f.pressure = m.lithium.platen.pressure;
  f.mirrorDistance = m.h;
  f.creepExponent = creep.N;
  f.creepRate = creep.A * Math.pow(1.0 / creep.S0, creep.N);
  f.segment = m.h;
  let current = 0.0,
    eta = 0.0;
  for (let i = 0; i < nx; i++) {
    const I = -kinetics.current[i] * m.h;
    current += I;
    eta += I * (get(m.ion.u, i) + kinetics.current[i] * kinetics.halfCell[i] - phiMetal);
  }
  const plates = current > 0 && eta > 0;
  eta = plates ? eta / current : 0.0;
  f.current = plates ? m.tally[Tally.control] * f.width : 0.0;
  f.contact = plates ? current / eta : 1.0;
  if (m.filaments !== null) addTips(f, m.filaments!, eta, (-nu / (1.0 - nu)) * f.pressure);
  else {
    addFlaws(f, material);
    surroundFlaws(m, eta);
  }
  forecast(f);
}

/** Tips that live; the stress `across` them [Pa], eta [V] at the contact, 0 when it does not plate. */
function addTips(f: Forecast, all: Filaments, eta: f64, across: f64): void {
  beginFlaws(f, all.conditions.material);
  for (let q = 0, n = all.tree.count(Head.branches); q < n; q++) {
    const g = <i32>all.tree.branch(q, Branch.body),
      root = <i32>all.tree.branch(q, Branch.root),
      tip = <i32>all.tree.branch(q, Branch.tip);
    if (all.tree.branch(q, Branch.state) != Tip.alive || all.tree.body(g, Body.alive) == 0) continue;
    const tilt = Math.atan2(
      all.tips.frames[q * Frame.COUNT + Frame.tangentX],
      all.tips.frames[q * Frame.COUNT + Frame.tangentY],
    );
    const x = all.tree.point(tip, Point.x),
      y = all.tree.point(tip, Point.y),
      pressure = all.tree.body(g, Body.pressure);
    const k = addCrack(
      f,
      all.conditions.material,
      all.tree.point(root, Point.x),
      x,
      y,
      all.tree.branch(q, Branch.path),
      tilt,
      pressure,
      all.tree.body(g, Body.mouth),
    );
    if (k < 0) return;
    const fed = eta > 0 && all.tree.body(g, Body.connected) != 0;
    setSurroundings(f, k, across, fed ? Math.max(0.0, flankPotential(all.flanks, g) / eta) : 0.0);
  }
}

/** Potential and stress along the flaws as the section has them without. */
function surroundFlaws(m: Section, eta: f64): void {
  const electrolyte = m.electrolyte;
  const contact = m.wall.contact;
  const f = m.micro.forecast,
    material: Material = m.micro.material,
    phiMetal = m.tally[Tally.phiMetal];
  let k = 0;
  for (let q = 0; q < material.flawCount && k < f.count; q++) {
    if (flaw(material, q, Flaw.depth) > 0) continue;
    const a = flaw(material, q, Flaw.length),
      t = flaw(material, q, Flaw.tilt),
      c = Math.cos(t),
      s = Math.sin(t);
    let phi = 0.0,
      across = 0.0;
    for (let n = 0; n < FLANK_SAMPLES; n++) {
      const l = (a * (<f64>n + 0.5)) / <f64>FLANK_SAMPLES,
        cell = cellAt(m, flaw(material, q, Flaw.mouth) + l * s, l * c);
      phi += get(m.ion.u, cell) - phiMetal;
      across +=
        c * c * electrolyte.stressXX[cell] +
        s * s * electrolyte.stressYY[cell] -
        2.0 * s * c * electrolyte.stressXY[cell];
    }
    const fed = eta > 0 && contact.area[cellAt(m, flaw(material, q, Flaw.mouth), 0.0)] > 0;
    setSurroundings(f, k++, across / <f64>FLANK_SAMPLES, fed ? Math.max(0.0, phi / <f64>FLANK_SAMPLES / eta) : 0.0);
  }
}

/** x^4 / (1 + x^4) */
// @ts-ignore: decorator
@inline function score(x: f64): f64 {
  const x4 = x * x * x * x;
  return x > 0 ? x4 / (1.0 + x4) : 0.0;
}

/** Draws the flaws of the last forecast with their drive K / K_c over a map of it: around each tip, and along a flaw. */
export function paintForecast(m: Section, map: Doubles): void {
  const f = m.micro.forecast;
  for (let k = 0; k < f.count; k++) paint(m, map, k, 0.0);
  for (let k = 0; k < f.count; k++) paint(m, map, k, site(f, k, Site.drive));
}

/** Draws them as chances, next to one above K_c and next to none below, where a map of those is not larger. */
export function paintChances(m: Section, map: Doubles): void {
  const f = m.micro.forecast;
  for (let k = 0; k < f.count; k++) paint(m, map, k, score(site(f, k, Site.drive)));
}

/** Raises a map to r at flaw k of the forecast; r = 0 clears it there. */
function paint(m: Section, map: Doubles, k: i32, r: f64): void {
  const f = m.micro.forecast,
    h = m.h,
    x = site(f, k, Site.tipX),
    y = site(f, k, Site.tipY);
  const i0 = max(0, <i32>Math.floor((x - TIP_RADIUS) / h)),
    i1 = min(m.nx - 1, <i32>Math.floor((x + TIP_RADIUS) / h));
  const j0 = max(0, <i32>Math.floor((y - TIP_RADIUS) / h)),
    j1 = min(m.ns - 1, <i32>Math.floor((y + TIP_RADIUS) / h));
  for (let j = j0; j <= j1; j++) {
    for (let i = i0; i <= i1; i++) {
      const dx = (<f64>i + 0.5) * h - x,
        dy = (<f64>j + 0.5) * h - y,
        cell = j * m.nx + i;
      if (dx * dx + dy * dy <= TIP_RADIUS * TIP_RADIUS) map[cell] = r > 0 ? Math.max(map[cell], r) : 0.0;
    }
  }
  if (m.filaments !== null) return;
  const a = site(f, k, Site.length),
    t = site(f, k, Site.tilt),
    steps = 1 + <i32>((2.0 * a) / h);
  for (let n = 0; n <= steps; n++) {
    const l = (a * <f64>n) / <f64>steps,
      cell = cellAt(m, site(f, k, Site.x) + l * Math.sin(t), l * Math.cos(t));
    map[cell] = r > 0 ? Math.max(map[cell], r) : 0.0;
  }
}

/** Observes the largest drive K / K_c of the section's own flaws, which takes the place of that of a median one, where the first
 * of them is [m] and when it starts [s]. */
export function observeForecast(m: Section): void {
  const f = m.micro.forecast,
    drive = f.count > 0 && f.current < 0 ? largestDrive(f) : 0.0;
  m.put(Out.crackRatio, drive);
  m.put(Out.crackTime, drive > 0 && isFinite(f.time) ? f.time : 0.0);
  if (drive == 0) return;
  m.put(Out.riskSite, site(f, f.first, Site.x));
  m.put(Out.riskMax, drive);
}
