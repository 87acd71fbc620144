// Standalone problem of the filament kernel: a layer of electrolyte between a lithium contact at zero (with its flaws) and
// a counter electrode, current I, contact present or absent by column, pressure P on it; sides mirrors, base fixed.

import { get, set } from "../memory/arena";
import { createScalar } from "../numerics/scalar/solver";
import { createVector } from "../numerics/vector/solver";
import { Filaments, createFilaments } from "../filaments/tree";
import { createMaterial } from "../electrolyte/fracture-properties";
import { startFilaments } from "../filaments/propagation";

/** Parameters of the box, SI, in the order of its table. */
export enum Box {
  cell,
  conductivity,
  /** Interface resistance of contact and flanks, and of the counter electrode [Ohm m2]. */
  interfaceOhm,
  counterOhm,
  volumePerCharge,
  youngs,
  poisson,
  pressure,
  creepRate,
  creepExponent,
  following,
  branching,
  segment,
  /** Mean current [A/m2], positive plates. */
  current,
  toughness,
  boundaryToughness,
  boundaryHalfWidth,
  COUNT,
}

/** Room for a box of nx x ns cells. */
export function createBox(nx: i32, ns: i32): Filaments {
  return createFilaments(nx, ns, createScalar(nx, ns), createVector(nx, ns), createMaterial());
}

/** Lays the box out from its parameters and the flaws and seeds given before; contact: f64[nx], 1 or 0. */
export function startBox(f: Filaments, params: usize, contact: usize): void {
  const nx = f.nx,
    ns = f.ns,
    h = get(params, Box.cell),
    kappa = get(params, Box.conductivity);
  f.h = h;
  f.kappa = kappa;
  f.ohm = get(params, Box.interfaceOhm);
  f.volumePerCharge = get(params, Box.volumePerCharge);
  f.youngs = get(params, Box.youngs);
  f.poisson = get(params, Box.poisson);
  f.pressure = get(params, Box.pressure);
  f.creepRate = get(params, Box.creepRate);
  f.creepExponent = get(params, Box.creepExponent);
  f.following = get(params, Box.following);
  f.branching = get(params, Box.branching);
  f.segment = get(params, Box.segment);
  f.held = false;
  f.drive = get(params, Box.current) * h * <f64>nx;
  f.material.toughness = get(params, Box.toughness);
  f.material.boundaryToughness = get(params, Box.boundaryToughness);
  f.material.boundaryHalfWidth = get(params, Box.boundaryHalfWidth);

  const ion = f.ion;
  for (let j = 0; j < ns; j++) {
    for (let i = 0; i <= nx; i++) set(ion.tx, j * (nx + 1) + i, i == 0 || i == nx ? 0.0 : kappa);
    for (let i = 0; i < nx; i++) set(ion.ty, j * nx + i, kappa);
  }
  for (let i = 0; i < nx; i++) {
    set(ion.ty, ns * nx + i, h / (get(params, Box.counterOhm) + h / (2.0 * kappa)));
    f.top[i] = (get(contact, i) * h) / (f.ohm + h / (2.0 * kappa));
    f.topMetal[i] = get(contact, i);
  }

  const v = f.elastic,
    E = f.youngs,
    nu = f.poisson;
  for (let k = 0; k < nx * ns; k++) {
    set(v.lam, k, (E * nu) / ((1.0 + nu) * (1.0 - 2.0 * nu)));
    set(v.mu, k, E / (2.0 * (1.0 + nu)));
  }
  for (let j = 0; j <= ns; j++) {
    for (let i = 0; i <= nx; i++) {
      store<u8>(v.fixX + j * (nx + 1) + i, i == 0 || i == nx ? 1 : 0);
      store<u8>(v.fixY + j * (nx + 1) + i, j == ns ? 1 : 0);
    }
  }
  v.full = true;
  v.tiedTop = false;
  for (let i = 0; i <= nx; i++) {
    const left = i > 0 ? get(contact, i - 1) : 0.0,
      right = i < nx ? get(contact, i) : 0.0;
    f.nodeForce[i] = 0.5 * f.pressure * h * (left + right);
  }
  startFilaments(f);
}
