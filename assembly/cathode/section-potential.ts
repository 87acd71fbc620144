// Potential u of the electrolyte between the particles, against its entrance, and the reaction at the faces:
//   sum over faces kappa (u - u_nb) = sum over the surface of the cell  area j
//   V + psi - u = U(x_s) + j (film + area/2 kappa) + (2RT/F) asinh(j / 2 i0),   i0 = 2 i0_ref sqrt(x_s (1 - x_s)),   j > 0 delithiates
// with V the voltage of the collector and psi the potential of the row's particles against it. Each face's law is solved at its
// potential difference and made linear there, j = j* + g (V + psi - u - V*): a conductance and an electromotive force, so that one
// scalar solve takes all faces at once. V and psi stay in the electromotive force: c u carries differences alone.
import { slopeAt, valueAt } from "./curve";
import { CathodeSection, solveField } from "./section-parts";
import { clearDoubles, copyDoubles, fieldAt } from "../memory/blocks";

/** Steps of Newton for a face, and where it ends [V]. */
const MAX_NEWTON: i32 = 40;
const FACE_TOLERANCE: f64 = 1e-7;
/** Least x (1 - x) of the exchange current density. */
const LEAST_PRODUCT: f64 = 1e-6;
/** Relative residuals of the potential and of its sensitivity. */
const TOLERANCE: f64 = 1e-5;
const ROUGH_TOLERANCE: f64 = 1e-3;
const MAX_ITERATIONS: i32 = 200;

/** Conductances of the electrolyte; the entrance ties row 0 to the value 0. */
export function conductElectrolyte(s: CathodeSection): void {
  const p = s.potential,
    nx = s.nx,
    kappa = s.laws.ions;
  for (let j = 0; j < s.ny; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i,
        open = s.owner[k] < 0;
      if (i > 0) fieldAt(p.tx)[j * (nx + 1) + i] = open && s.owner[k - 1] < 0 ? kappa : 0.0;
      if (j > 0) fieldAt(p.ty)[k] = open && s.owner[k - nx] < 0 ? kappa : 0.0;
      else fieldAt(p.ty)[k] = open ? 2.0 * kappa : 0.0;
    }
  }
  s.stale = true;
}

/** Potential difference of the particle and the electrolyte at face k [V]. */
// @ts-ignore: decorator
@inline function dropAt(s: CathodeSection, k: i32): f64 {
  const f = s.faces;
  return s.collector.voltage + s.rows[f.active[k] / s.nx] - fieldAt(s.potential.u)[f.electrolyte[k]];
}

/** Renews the potential differences of all faces; returns the largest change [V]. */
export function updateDrops(s: CathodeSection): f64 {
  const f = s.faces;
  let most = 0.0;
  for (let k = 0; k < f.count; k++) {
    const drop = dropAt(s, k);
    if (f.area[k] > 0.0) most = Math.max(most, Math.abs(drop - f.drop[k]));
    f.drop[k] = drop;
  }
  return most;
}

/** 2 i0 at a lithium content of the surface [A/m2]. */
// @ts-ignore: decorator
@inline function twiceExchange(s: CathodeSection, x: f64): f64 {
  return 4.0 * s.laws.exchange * Math.sqrt(Math.max(LEAST_PRODUCT, x * (1.0 - x)));
}

/** What charge transfer takes at a lithium content of the surface and a current density [V]. */
export function kineticDrop(s: CathodeSection, x: f64, j: f64): f64 {
  return 2.0 * s.laws.thermal * Math.asinh(j / twiceExchange(s, x));
}

/** What the law of face k asks for at current density j; leaves dV/dj in `slope` as its inverse. */
export function lawAt(s: CathodeSection, k: i32, j: f64): f64 {
  const f = s.faces,
    laws = s.laws,
    response = s.instant ? f.prompt[k] : f.response[k],
    x = f.surface[k] + response * (j - f.j[k]);
  const twice = twiceExchange(s, x),
    ratio = j / twice,
    root = Math.sqrt(1.0 + ratio * ratio),
    size = Math.log(Math.abs(ratio) + root),
    ohm = laws.film + (0.5 * f.area[k]) / laws.ions;
  const sites = x * (1.0 - x),
    change = sites > LEAST_PRODUCT ? (ratio * response * twice * (0.5 - x)) / sites : 0.0,
    transfer = (2.0 * laws.thermal * Math.max(1.0, 1.0 - change)) / (twice * root);
  f.slope[k] = 1.0 / (response * slopeAt(laws.openCircuit, x) + ohm + transfer);
  return valueAt(laws.openCircuit, x) + j * ohm + 2.0 * laws.thermal * (ratio < 0.0 ? -size : size);
}

/** Mean over the surface of the voltage at which the faces would carry their currents [V]. */
export function meanVoltage(s: CathodeSection): f64 {
  const f = s.faces;
  let sum = 0.0;
  for (let k = 0; k < f.count; k++) {
    if (f.area[k] > 0.0) sum += f.area[k] * (lawAt(s, k, f.j[k]) - (dropAt(s, k) - s.collector.voltage));
  }
  return sum / f.perimeter;
}

/** Makes the law of every face linear about its potential difference. */
export function linearise(s: CathodeSection): void {
  const f = s.faces;
  for (let k = 0; k < f.count; k++) {
    if (f.area[k] == 0.0) continue;
    let j = f.j[k],
      v = lawAt(s, k, j),
      low = -Infinity,
      high = Infinity;
    // the law rises with j; its bends, where a host is nearly full, throw a plain step of Newton to and fro
    for (let n = 0; n < MAX_NEWTON && Math.abs(f.drop[k] - v) > FACE_TOLERANCE; n++) {
      if (v < f.drop[k]) low = j;
      else high = j;
      j += (f.drop[k] - v) * f.slope[k];
      if (!(j > low && j < high)) j = 0.5 * (low + high);
      v = lawAt(s, k, j);
    }
    f.point[k] = j;
    f.at[k] = v;
  }
}

/** Current density of face k by its linear law [A/m2]. */
// @ts-ignore: decorator
@inline export function linearCurrent(s: CathodeSection, k: i32): f64 {
  const f = s.faces;
  return f.area[k] > 0.0 ? f.point[k] + f.slope[k] * (dropAt(s, k) - f.at[k]) : 0.0;
}

/** Solves u with the linear laws at the voltage and the row potentials at hand. */
export function solvePotential(s: CathodeSection): void {
  const p = s.potential,
    f = s.faces,
    n = s.nx * s.ny,
    tie = fieldAt(p.c),
    source = fieldAt(p.f);
  clearDoubles(tie, n);
  clearDoubles(source, n);
  let scale = 0.0;
  for (let k = 0; k < f.count; k++) {
    if (f.area[k] == 0.0) continue;
    const cell = f.electrolyte[k],
      g = f.area[k] * f.slope[k],
      current = f.area[k] * f.point[k] + g * (s.collector.voltage + s.rows[f.active[k] / s.nx] - f.at[k]);
    tie[cell] += g;
    source[cell] += current;
    scale += g + Math.abs(current);
  }
  if (!isFinite(scale)) {
    s.effort.missed = true;
    return;
  }
  if (s.stale) {
    p.setup();
    s.stale = false;
  } else p.updateCoefficients();
  s.effort.potential += solveField(s, p, TOLERANCE);
}

/** Response of u to the voltage of the collector, with the operator of the last solve; u stays. */
export function solveSensitivity(s: CathodeSection): void {
  const p = s.potential,
    n = s.nx * s.ny,
    keep = s.kept;
  copyDoubles(keep, fieldAt(p.u), n);
  copyDoubles(fieldAt(p.u), s.sensitivity, n);
  copyDoubles(fieldAt(p.f), fieldAt(p.c), n);
  s.effort.potential += solveField(s, p, ROUGH_TOLERANCE);
  copyDoubles(s.sensitivity, fieldAt(p.u), n);
  copyDoubles(fieldAt(p.u), keep, n);
}

/** Shifts the voltage by `change`, and u with it. */
export function shiftVoltage(s: CathodeSection, change: f64): void {
  const u = fieldAt(s.potential.u);
  s.collector.voltage += change;
  for (let k = 0, n = s.nx * s.ny; k < n; k++) u[k] += change * s.sensitivity[k];
}

/** Change of the current of all faces with the voltage [S/m]. */
export function conductanceToCollector(s: CathodeSection): f64 {
  const f = s.faces;
  let sum = 0.0;
  for (let k = 0; k < f.count; k++) {
    if (f.area[k] > 0.0) sum += f.area[k] * f.slope[k] * (1.0 - s.sensitivity[f.electrolyte[k]]);
  }
  return sum;
}

/**
 * Effective conductivity of the electrode's rows over that of the electrolyte, across them: one solve between their first and their
 * last row. Leaves the operator of the potential to be made anew.
 */
export function transportOf(s: CathodeSection): f64 {
  const p = s.potential,
    nx = s.nx,
    first = s.margin * nx,
    last = (s.ny - 1) * nx,
    u = fieldAt(p.u);
  copyDoubles(s.kept, u, nx * s.ny);
  conductElectrolyte(s);
  const ty = fieldAt(p.ty),
    kappa = s.laws.ions,
    source = fieldAt(p.f);
  clearDoubles(u, nx * s.ny);
  clearDoubles(fieldAt(p.c), nx * s.ny);
  clearDoubles(source, nx * s.ny);
  for (let i = 0; i < nx; i++) {
    ty[i] = 0.0;
    if (s.margin > 0) ty[first + i] = 0.0;
    if (s.owner[first + i] < 0) fieldAt(p.c)[first + i] = 2.0 * kappa;
    if (s.owner[last + i] >= 0) continue;
    ty[last + nx + i] = 2.0 * kappa;
    source[last + i] = 2.0 * kappa;
  }
  p.setup();
  p.solve(1e-8, 0.0, MAX_ITERATIONS);
  let current = 0.0;
  for (let i = 0; i < nx; i++) current += fieldAt(p.c)[first + i] * u[first + i];
  for (let i = 0; i < nx; i++) ty[last + nx + i] = 0.0;
  copyDoubles(u, s.kept, nx * s.ny);
  conductElectrolyte(s);
  return (current * (s.ny - s.margin)) / (nx * kappa);
}
