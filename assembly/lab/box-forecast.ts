// The forecast for a standalone box of filaments (filament-box.ts), to be scored against what grows there.

import { get } from "../memory/arena";
import { Filaments } from "../filaments/tree";
import { createFlawLaw, placeFlaws } from "../electrolyte/flaws";
import { Forecast, Site, createForecast, forecast, site, surround, takeFlaws } from "../electrolyte/flaw-forecast";
import { placeGrains } from "../electrolyte/grains";
import { Flaw, flaw } from "../electrolyte/fracture-properties";

const SAMPLES: i32 = 16;

/** Draws grains (size 0: none) and the flaws of 90 % density at the mean distance `spacing` into a box [m]. */
export function boxDraw(h: usize, width: f64, depth: f64, grain: f64, spacing: f64, seed: f64): void {
  const f = changetype<Filaments>(h),
    law = createFlawLaw();
  if (grain > 0) placeGrains(f.material.grains, width, depth, grain, 0.2, <u64>seed);
  law.density = 0.9;
  law.spacing = spacing;
  law.median = 2.5e-6;
  law.spread = 0.6;
  law.tilt = 0.3;
  law.mouth = 20e-9;
  placeFlaws(f.material, law, width, <u64>seed);
}

/** Mean potential along flaw k, as it is without it. */
function flankPotential(f: Filaments, k: i32): f64 {
  const a = flaw(f.material, k, Flaw.length),
    t = flaw(f.material, k, Flaw.tilt),
    x = flaw(f.material, k, Flaw.mouth);
  let sum = 0.0;
  for (let q = 0; q < SAMPLES; q++) {
    const l = (a * (<f64>q + 0.5)) / <f64>SAMPLES;
    const i = max(0, min(f.nx - 1, <i32>Math.floor((x + l * Math.sin(t)) / f.h)));
    const j = max(0, min(f.ns - 1, <i32>Math.floor((l * Math.cos(t)) / f.h)));
    sum += get(f.ion.u, j * f.nx + i);
  }
  return sum / <f64>SAMPLES;
}

/** Forecast of the flaws drawn into a box that has been refreshed without them; its handle. */
export function boxForecast(h: usize): usize {
  const f = changetype<Filaments>(h),
    c = createForecast();
  c.stiffness = f.stiffness();
  c.ohm = f.ohm;
  c.volumePerCharge = f.volumePerCharge;
  c.pressure = f.pressure;
  c.current = f.drive;
  c.width = f.h * <f64>f.nx;
  c.near = f.h;
  c.creepRate = f.creepRate;
  c.creepExponent = f.creepExponent;
  c.segment = f.segment;
  c.following = f.following;
  let eta = 0.0,
    current = 0.0;
  for (let i = 0; i < f.nx; i++) {
    const I = f.top[i] * get(f.ion.u, i);
    current += I;
    eta += (I * I * f.ohm) / f.h;
  }
  eta /= current;
  c.contact = current / eta;
  takeFlaws(c, f.material);
  for (let k = 0; k < c.count; k++) {
    const i = max(0, min(f.nx - 1, <i32>Math.floor(site(c, k, Site.x) / f.h)));
    const across = (-f.poisson / (1.0 - f.poisson)) * f.pressure;
    surround(c, k, across, f.topMetal[i] != 0 ? flankPotential(f, k) / eta : 0.0);
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
