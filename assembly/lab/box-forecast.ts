// The forecast for a standalone box of filaments (filament-box.ts), to be scored against what grows there.

import { get } from "../memory/arena";
import { createFlawLaw, placeFlaws } from "../electrolyte/flaws";
import { Forecast, createForecast, forecast, site, setSurroundings, addFlaws } from "../electrolyte/flaw-forecast";
import { placeGrains } from "../electrolyte/grains";
import { flaw } from "../electrolyte/fracture-properties";
import { Filaments } from "../filaments/filaments";
import { Flaw, Site } from "../electrolyte/columns";

const FLANK_SAMPLES: i32 = 16;

/** Draws grains (size 0: none) and the flaws of 90 % density at the mean distance `spacing` into a box [m]. */
export function boxDraw(h: usize, width: f64, depth: f64, grain: f64, spacing: f64, seed: f64): void {
  const f = changetype<Filaments>(h),
    law = createFlawLaw();
  if (grain > 0) placeGrains(f.conditions.material.grains, width, depth, grain, 0.2, <u64>seed);
  law.density = 0.9;
  law.spacing = spacing;
  law.median = 2.5e-6;
  law.spread = 0.6;
  law.tilt = 0.3;
  law.mouth = 20e-9;
  placeFlaws(f.conditions.material, law, width, <u64>seed);
}

/** Mean potential along flaw k, as it is without it. */
function flankPotential(f: Filaments, k: i32): f64 {
  const a = flaw(f.conditions.material, k, Flaw.length),
    t = flaw(f.conditions.material, k, Flaw.tilt),
    x = flaw(f.conditions.material, k, Flaw.mouth);
  let sum = 0.0;
  for (let q = 0; q < FLANK_SAMPLES; q++) {
    const l = (a * (<f64>q + 0.5)) / <f64>FLANK_SAMPLES;
    const i = max(0, min(f.conditions.nx - 1, <i32>Math.floor((x + l * Math.sin(t)) / f.conditions.h)));
    const j = max(0, min(f.conditions.ns - 1, <i32>Math.floor((l * Math.cos(t)) / f.conditions.h)));
    sum += get(f.flanks.ion.u, j * f.conditions.nx + i);
  }
  return sum / <f64>FLANK_SAMPLES;
}

/** Forecast of the flaws drawn into a box that has been refreshed without them; its handle. */
export function boxForecast(h: usize): usize {
  const f = changetype<Filaments>(h),
    c = createForecast();
  c.stiffness = f.conditions.stiffness();
  c.ohm = f.conditions.interfaceOhm;
  c.volumePerCharge = f.conditions.volumePerCharge;
  c.pressure = f.conditions.pressure;
  c.current = f.flanks.applied;
  c.width = f.conditions.h * <f64>f.conditions.nx;
  c.mirrorDistance = f.conditions.h;
  c.creepRate = f.conditions.creepRate;
  c.creepExponent = f.conditions.creepExponent;
  c.segment = f.conditions.segment;
  c.following = f.criterion.following;
  let eta = 0.0,
    current = 0.0;
  for (let i = 0; i < f.conditions.nx; i++) {
    const I = f.flanks.contactConductance[i] * get(f.flanks.ion.u, i);
    current += I;
    eta += (I * I * f.conditions.interfaceOhm) / f.conditions.h;
  }
  eta /= current;
  c.contact = current / eta;
  addFlaws(c, f.conditions.material);
  for (let k = 0; k < c.count; k++) {
    const i = max(0, min(f.conditions.nx - 1, <i32>Math.floor(site(c, k, Site.x) / f.conditions.h)));
    const across = (-f.conditions.poisson / (1.0 - f.conditions.poisson)) * f.conditions.pressure;
    setSurroundings(c, k, across, f.flanks.contactMetal[i] != 0 ? flankPotential(f, k) / eta : 0.0);
  }
  forecast(c);
  return changetype<usize>(c);
}

export function forecastFirst(c: usize): i32 {
  return changetype<Forecast>(c).first;
}
export function forecastTime(c: usize): f64 {
  return changetype<Forecast>(c).time;
}
export function forecastCount(c: usize): i32 {
  return changetype<Forecast>(c).count;
}
export function forecastSite(c: usize, k: i32, column: Site): f64 {
  return site(changetype<Forecast>(c), k, column);
}
