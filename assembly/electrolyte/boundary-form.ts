// Grain boundaries that store charge, in the form of the interior, eq. (17.6). A face with a boundary, of conductance T at
// direct current and x = R_gb s / path, has at the Laplace variable s
//   T (kappa*/kappa) (1 + x) / (1 + x rho),   rho = (kappa*/kappa) / (1 + s R_gb C_gb),   C_gb = eps0 eps_r / width
// so that all faces are one function of ln x, which is smooth: their jumps are gathered once on a few nodes of ln x, with
// weights of polynomial interpolation, instead of being summed anew at every frequency.

import { create, get, set } from "../memory/arena";
import { Doubles, FaceX, FaceY, addressOf, doubles, part } from "../memory/fields";
import { Section } from "../section";
import { combine } from "../numerics/dense";
import { boundaryOhm } from "./cell-properties";

/** Nodes at most, their distance in ln x when there is room, and how many a face takes. */
const MAX_NODES: i32 = 128;
const SPACING: f64 = 0.1;
const REACH: i32 = 6;


@unmanaged
export class BoundaryForm {
  /** ln x of each face; infinite without a boundary. */
  x: FaceX;
  y: FaceY;
  /** Nodes of ln x. */
  count: i32;
  first: f64;
  spacing: f64;
  /** Sums of T jump jump over the faces at each node, `traces` x `traces` each. */
  sums: Doubles;
  traces: i32;
  weights: Doubles;
  jumps: Doubles;
}

/** Room for a section of nx x ns cells and so many traces. */
export function createBoundaryForm(nx: i32, ns: i32, traces: i32): BoundaryForm {
  const form = create<BoundaryForm>();
  form.x = doubles<FaceX>((nx + 1) * ns);
  form.y = doubles<FaceY>(nx * (ns + 1));
  form.sums = doubles<Doubles>(MAX_NODES * traces * traces);
  form.weights = doubles<Doubles>(REACH);
  form.jumps = doubles<Doubles>(traces);
  return form;
}

/** Finds the boundaries of the faces with conductances tx, ty [S/m] at direct current, and the nodes. */
export function findBoundaries(m: Section, form: BoundaryForm, tx: usize, ty: usize): void {
  const nx = m.nx;
  let least = Infinity,
    most = -Infinity;
  form.count = 0;
  if (!(m.micro.uneven && m.electrolyte.boundaryOhm > 0)) return;
  for (let j = 0; j < m.ns; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      for (let sideways = 0; sideways < 2; sideways++) {
        if ((sideways != 0 ? i : j) == 0) continue;
        const ohm = boundaryOhm(m, i, j, sideways != 0),
          T = sideways != 0 ? get(tx, k + j) : get(ty, k);
        const x = ohm > 0 && metalAt(m, k, sideways != 0) == 0 ? Math.log(ohm / (m.h / T - ohm)) : Infinity;
        if (sideways != 0) form.x[k + j] = x;
        else form.y[k] = x;
        if (x == Infinity) continue;
        least = Math.min(least, x);
        most = Math.max(most, x);
      }
    }
  }
  if (!(most >= least)) return;
  const width = most - least;
  form.spacing = Math.max(SPACING, width / <f64>(MAX_NODES - REACH));
  form.count = REACH + <i32>Math.ceil(width / form.spacing);
  form.first = least - 0.5 * <f64>(REACH - 1) * form.spacing;
}

/** Whether one of the cells of a face is metal, whose conductance is not the boundary's. */
function metalAt(m: Section, k: i32, sideways: bool): i32 {
  const f = m.filaments;
  if (f === null) return 0;
  return f.raster.owner[k] + f.raster.owner[sideways ? k - 1 : k - m.nx];
}

/** Sets the inner conductances of the solver at a real s: `medium`, kappa* by kappa, and `rho`, of those at direct current [S/m]. */
export function scaleConductances(m: Section, form: BoundaryForm, tx: usize, ty: usize, medium: f64, rho: f64): void {
  const nx = m.nx,
    ion = m.ion,
    resists = form.count > 0;
  for (let j = 0; j < m.ns; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      if (i > 0) set(ion.tx, k + j, get(tx, k + j) * medium * (resists ? 1.0 + gain(form.x[k + j], rho) : 1.0));
      if (j > 0) set(ion.ty, k, get(ty, k) * medium * (resists ? 1.0 + gain(form.y[k], rho) : 1.0));
    }
  }
}

// @ts-ignore: decorator
@inline function gain(ln: f64, rho: f64): f64 {
  if (ln == Infinity) return 0.0;
  const x = Math.exp(ln);
  return (x * (1.0 - rho)) / (1.0 + x * rho);
}

/** Gathers the jumps of the traces over the boundaries: those of the fields (nx x ns each, one after the other), and of a
 * constant, which has none. */
export function gatherJumps(m: Section, form: BoundaryForm, fields: Doubles, traces: i32, tx: usize, ty: usize): void {
  const nx = m.nx;
  form.traces = traces;
  for (let k = 0, n = form.count * traces * traces; k < n; k++) form.sums[k] = 0.0;
  if (form.count == 0) return;
  for (let j = 0; j < m.ns; j++) {
    for (let i = 0; i < nx; i++) {
      const k = j * nx + i;
      if (i > 0) gatherFace(m, form, fields, k, k - 1, form.x[k + j], get(tx, k + j));
      if (j > 0) gatherFace(m, form, fields, k, k - nx, form.y[k], get(ty, k));
    }
  }
  for (let q = 0; q < form.count; q++) {
    const sums = part(form.sums, q * traces * traces);
    for (let p = 0; p < traces; p++) for (let r = 0; r < p; r++) sums[r * traces + p] = sums[p * traces + r];
  }
}

/** Adds the face between cells a and b. */
function gatherFace(m: Section, form: BoundaryForm, fields: Doubles, a: i32, b: i32, ln: f64, T: f64): void {
  if (ln == Infinity) return;
  const cells = m.nx * m.ns,
    n = form.traces,
    at = (ln - form.first) / form.spacing,
    from = min(form.count - REACH, max(0, <i32>Math.floor(at) - (REACH / 2 - 1)));
  for (let q = 0; q < REACH; q++) {
    let weight = 1.0;
    for (let p = 0; p < REACH; p++) if (p != q) weight *= (at - <f64>(from + p)) / <f64>(q - p);
    form.weights[q] = weight;
  }
  for (let p = 0; p < n - 1; p++) form.jumps[p] = fields[p * cells + a] - fields[p * cells + b];
  for (let q = 0; q < REACH; q++) {
    const sums = (from + q) * n * n,
      weight = T * form.weights[q];
    for (let p = 0; p < n - 1; p++) {
      const jump = weight * form.jumps[p];
      for (let r = 0; r <= p; r++) form.sums[sums + p * n + r] += jump * form.jumps[r];
    }
  }
}

/** Takes combinations of the traces for the traces, `rank` of them; `work` is a matrix. */
export function combineJumps(form: BoundaryForm, basis: Doubles, rank: i32, work: Doubles): void {
  const n = form.traces;
  for (let q = 0; q < form.count; q++) {
    combine(part(form.sums, q * n * n), basis, n, rank, work);
    memory.copy(addressOf(part(form.sums, q * rank * rank)), addressOf(work), (<usize>(rank * rank)) << 3);
  }
  form.traces = rank;
}

/** What boundaries add to the form of the interior at rho, over kappa* by kappa, into re and im. */
export function jumpForm(form: BoundaryForm, rho: f64, rhoIm: f64, re: Doubles, im: Doubles): void {
  const size = form.traces * form.traces;
  for (let k = 0; k < size; k++) {
    re[k] = 0.0;
    im[k] = 0.0;
  }
  for (let q = 0; q < form.count; q++) {
    // x (1 - rho) / (1 + x rho)
    const x = Math.exp(form.first + form.spacing * <f64>q),
      below = 1.0 + x * rho,
      belowIm = x * rhoIm,
      d = x / (below * below + belowIm * belowIm),
      gainRe = d * ((1.0 - rho) * below - rhoIm * belowIm),
      gainIm = -d * (rhoIm * below + (1.0 - rho) * belowIm),
      sums = part(form.sums, q * size);
    for (let k = 0; k < size; k++) {
      re[k] += gainRe * sums[k];
      im[k] += gainIm * sums[k];
    }
  }
}
