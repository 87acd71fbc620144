// Standalone problem of the filament kernel: a layer of electrolyte between a lithium contact at zero (with its flaws) and
// a counter electrode, current I, contact present or absent by column, pressure P on it; sides mirrors, base fixed.

import { get, set } from "../memory/arena";
import { BoxParameter } from "./columns";
import { createScalar } from "../numerics/scalar/solver";
import { createVector } from "../numerics/vector/solver";
import { createMaterial } from "../electrolyte/fracture-properties";
import { Filaments, createFilaments, startFilaments } from "../filaments/filaments";

/** Room for a box of nx x ns cells. */
export function createBox(nx: i32, ns: i32): Filaments {
  return createFilaments(nx, ns, createScalar(nx, ns), createVector(nx, ns), createMaterial());
}

/** Lays the box out from its parameters and the flaws and seeds given before; contact: f64[nx], 1 or 0. */
export function startBox(f: Filaments, params: usize, contact: usize): void {
  const nx = f.conditions.nx,
    ns = f.conditions.ns,
    h = get(params, BoxParameter.cell),
    kappa = get(params, BoxParameter.conductivity);
  f.conditions.h = h;
  f.conditions.kappa = kappa;
  f.conditions.interfaceOhm = get(params, BoxParameter.interfaceOhm);
  f.conditions.volumePerCharge = get(params, BoxParameter.volumePerCharge);
  f.conditions.youngs = get(params, BoxParameter.youngs);
  f.conditions.poisson = get(params, BoxParameter.poisson);
  f.conditions.pressure = get(params, BoxParameter.pressure);
  f.conditions.creepRate = get(params, BoxParameter.creepRate);
  f.conditions.creepExponent = get(params, BoxParameter.creepExponent);
  f.criterion.following = get(params, BoxParameter.following);
  f.criterion.branching = get(params, BoxParameter.branching);
  f.conditions.segment = get(params, BoxParameter.segment);
  f.flanks.held = false;
  f.flanks.applied = -get(params, BoxParameter.current) * h * <f64>nx;
  f.conditions.material.toughness = get(params, BoxParameter.toughness);
  f.conditions.material.boundaryToughness = get(params, BoxParameter.boundaryToughness);
  f.conditions.material.boundaryHalfWidth = get(params, BoxParameter.boundaryHalfWidth);

  const ion = f.flanks.ion;
  for (let j = 0; j < ns; j++) {
    for (let i = 0; i <= nx; i++) set(ion.tx, j * (nx + 1) + i, i == 0 || i == nx ? 0.0 : kappa);
    for (let i = 0; i < nx; i++) set(ion.ty, j * nx + i, kappa);
  }
  for (let i = 0; i < nx; i++) {
    set(ion.ty, ns * nx + i, h / (get(params, BoxParameter.counterOhm) + h / (2.0 * kappa)));
    f.flanks.contactConductance[i] = (get(contact, i) * h) / (f.conditions.interfaceOhm + h / (2.0 * kappa));
    f.flanks.contactMetal[i] = get(contact, i);
  }

  const v = f.cracks.elastic,
    E = f.conditions.youngs,
    nu = f.conditions.poisson;
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
    f.cracks.contactForce[i] = 0.5 * f.conditions.pressure * h * (left + right);
  }
  startFilaments(f);
}
