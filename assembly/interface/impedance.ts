// Impedance of the section about its present state, eqs. (17.1) and (17.5): 1 V on the metal, 0 behind the counter electrode,
//   div(kappa* grad phi) = 0,   faces of admittance y(s), admittance.ts;   Z(s) = W / (sum h y (1 - phi)),  s = i omega
// by Galerkin on real shifts. At real s > 0 this is the potential of today with other conductances, so phi is found at a few
// shifts s_k by the solver of the run, and every frequency takes the best combination of those,
//   K(s) = (kappa*/kappa) G + T^t y T,   Z = W / (sum h y - b K^-1 b),   b = T^t y
// where T are traces: phi where current enters, at the bottom, and its jumps over grain boundaries. G, the form of the
// interior, follows from the traces by Green's identity at each shift. The result is stationary: its error is that of phi
// squared. A constant joins the traces, and what they have in common is taken out (pivoted Cholesky).
// Bodies of lithium that do not hang on the electrode stay insulators, as in the run.

import { alignToPage, create, get, set } from "../memory/arena";
import { addressOf, Doubles, doubles, ElectrolyteCells, FaceX, FaceY, Line, part } from "../memory/fields";
import { Section } from "../section";
import { combine, orthonormalise, solveComplex } from "../numerics/dense";
import { Complex } from "../numerics/complex";
import { createFaces, Faces, facesAt, freezeFaces } from "./admittance";
import * as cathode from "../cathode/impedance";
import {
  BoundaryForm,
  combineJumps,
  createBoundaryForm,
  findBoundaries,
  gatherJumps,
  jumpForm,
  scaleConductances,
} from "../electrolyte/boundary-form";
import { beside } from "../filaments/raster";
import { scatterToContactCells } from "../filaments/flank-current";
import { Body } from "../filaments/columns";
import { shortResistance } from "../filaments/short";

/** Shifts without and with grain boundaries that store charge, and the decades of their frequencies [Hz]. */
const SHIFTS: i32 = 8;
const SHIFTS_BOUNDARIES: i32 = 12;
const LOWEST_DECADE: f64 = -2.0;
const HIGHEST_DECADE: f64 = 6.5;
const TOLERANCE: f64 = 1e-10;
const ACCEPTED_RESIDUAL: f64 = 1e-6;
const MAX_ITERATIONS: i32 = 2000;
/** Share of its square below which a trace says nothing new. */
const DEPENDENT: f64 = 1e-13;
/** Traces at most: those of the shifts, and the constant. */
const MAX_TRACES: i32 = SHIFTS_BOUNDARIES + 1;

/** What a spectrum is computed from. It lies beside the run, laid out when the first one is asked for, and is no part of a
 * checkpoint. */
@unmanaged
class Spectrum {
  faces: Faces;
  boundaries: BoundaryForm;
  shifts: i32;
  /** Traces, and how many combinations of them are independent. */
  traces: i32;
  rank: i32;
  /** phi of every cell at each shift. */
  fields: Doubles;
  /** phi in the first row of each combination. */
  top: Doubles;
  /** Weight of the crack faces on each cell, and their sum. */
  flank: ElectrolyteCells;
  flanks: f64;
  /** Admittance times h of the cells of the first row [S/m]. */
  re: Line;
  im: Line;
  /** Coefficients of the combinations. */
  basis: Doubles;
  /** Forms of traces, then of combinations: of the interior, the last row, the crack faces; sums over the latter. */
  interior: Doubles;
  bottom: Doubles;
  cracks: Doubles;
  crackSum: Doubles;
  /** Work: a complex matrix and vector. */
  matrix: Doubles;
  matrixIm: Doubles;
  vector: Doubles;
  vectorIm: Doubles;
  source: Doubles;
  sourceIm: Doubles;
  work: Complex;
  result: Doubles;
  kept: Kept;
}

/** What the run has in the solver while it is borrowed. */
@unmanaged
class Kept {
  tx: FaceX;
  ty: FaceY;
  c: ElectrolyteCells;
  u: ElectrolyteCells;
  floating: bool;
}

let spectrum: Spectrum | null = null;

/** The room for spectra, laid out once. */
function roomFor(m: Section): Spectrum {
  if (spectrum !== null) return spectrum!;
  // outside the pages of the run, which are its checkpoint
  alignToPage();
  const S = create<Spectrum>(),
    nx = m.nx,
    cells = nx * m.ns,
    square = MAX_TRACES * MAX_TRACES;
  S.faces = createFaces(nx);
  S.boundaries = createBoundaryForm(nx, m.ns, MAX_TRACES);
  S.fields = doubles<Doubles>(SHIFTS_BOUNDARIES * cells);
  S.top = doubles<Doubles>(MAX_TRACES * nx);
  S.flank = doubles<ElectrolyteCells>(cells);
  S.re = doubles<Line>(nx);
  S.im = doubles<Line>(nx);
  S.basis = doubles<Doubles>(3 * square);
  S.interior = doubles<Doubles>(square);
  S.bottom = doubles<Doubles>(square);
  S.cracks = doubles<Doubles>(square);
  S.crackSum = doubles<Doubles>(MAX_TRACES);
  S.matrix = doubles<Doubles>(square);
  S.matrixIm = doubles<Doubles>(square);
  S.vector = doubles<Doubles>(MAX_TRACES);
  S.vectorIm = doubles<Doubles>(MAX_TRACES);
  S.source = doubles<Doubles>(MAX_TRACES);
  S.sourceIm = doubles<Doubles>(MAX_TRACES);
  S.work = create<Complex>();
  S.result = doubles<Doubles>(4);
  const kept = (S.kept = create<Kept>());
  kept.tx = doubles<FaceX>((nx + 1) * m.ns);
  kept.ty = doubles<FaceY>(nx * (m.ns + 1));
  kept.c = doubles<ElectrolyteCells>(cells);
  kept.u = doubles<ElectrolyteCells>(cells);
  spectrum = S;
  return S;
}

/** Copies what the run has in the solver, or puts it back. */
function keep(m: Section, kept: Kept, back: bool): void {
  const ion = m.ion,
    cells = (<usize>(m.nx * m.ns)) << 3,
    x = (<usize>((m.nx + 1) * m.ns)) << 3,
    y = (<usize>(m.nx * (m.ns + 1))) << 3;
  exchange(addressOf(kept.tx), ion.tx, x, back);
  exchange(addressOf(kept.ty), ion.ty, y, back);
  exchange(addressOf(kept.c), ion.c, cells, back);
  exchange(addressOf(kept.u), ion.u, cells, back);
  if (back) ion.floating = kept.floating;
  else kept.floating = ion.floating;
}

function exchange(copy: usize, own: usize, bytes: usize, back: bool): void {
  memory.copy(back ? own : copy, back ? copy : own, bytes);
}

/** Finds the basis of the present state; impedanceAt holds until the next step. False when a solve fails. */
export function prepareImpedance(m: Section): bool {
  const S = roomFor(m),
    kept = S.kept;
  freezeFaces(m, S.faces);
  keep(m, kept, false);
  hangCracks(m, S);
  // conductances with the metal in them, if there is any, as the last potential left them
  findBoundaries(m, S.boundaries, addressOf(kept.tx), addressOf(kept.ty));
  S.shifts = S.boundaries.count > 0 ? SHIFTS_BOUNDARIES : SHIFTS;
  S.traces = S.shifts + 1;
  const solved = solveShifts(m, S);
  keep(m, kept, true);
  if (!solved) return false;
  gatherJumps(m, S.boundaries, S.fields, S.traces, addressOf(kept.tx), addressOf(kept.ty));
  findForms(m, S);
  return combineTraces(m, S);
}

/** Weights of the crack faces of bodies that hang on the electrode, by the cell that they look at. */
function hangCracks(m: Section, S: Spectrum): void {
  memory.fill(addressOf(S.flank), 0, (<usize>(m.nx * m.ns)) << 3);
  S.flanks = 0.0;
  const f = m.filaments;
  if (f === null) return;
  for (let c = 0; c < f.raster.cellCount; c++) {
    const k = f.raster.cells[c],
      g = f.raster.owner[k] - 1;
    if (f.tree.body(g, Body.connected) == 0) continue;
    for (let side = 0; side < 4; side++) {
      const n = beside(f.raster, k, side);
      if (n < 0) continue;
      S.flank[n] += f.raster.weight[g];
      S.flanks += f.raster.weight[g];
    }
  }
}

/** Angular frequency of shift k [rad/s]. */
function shiftAt(S: Spectrum, k: i32): f64 {
  const step = (HIGHEST_DECADE - LOWEST_DECADE) / <f64>(S.shifts - 1);
  return 2.0 * Math.PI * Math.pow(10.0, LOWEST_DECADE + step * <f64>k);
}

/** Finds the faces at s, those of the wall by the cells that they feed. */
function openFaces(m: Section, S: Spectrum, size: f64, turned: bool): void {
  const faces = S.faces,
    f = m.filaments;
  facesAt(m, faces, size, turned);
  for (let i = 0; i < m.nx; i++) {
    S.re[i] = f === null ? faces.re[i] : 0.0;
    S.im[i] = f === null ? faces.im[i] : 0.0;
  }
  if (f === null) return;
  for (let i = 0; i < m.nx; i++) {
    scatterToContactCells(f.flanks, S.re, i, faces.re[i]);
    scatterToContactCells(f.flanks, S.im, i, faces.im[i]);
  }
}

/** rho of the boundaries at the present s, real part at a real one. */
// @ts-ignore: decorator
@inline function boundaryRatio(faces: Faces): f64 {
  return faces.medium.re * faces.boundary.re;
}

/** Solves for the potential at every shift; false when a solve fails. */
function solveShifts(m: Section, S: Spectrum): bool {
  const ion = m.ion,
    nx = m.nx,
    cells = nx * m.ns,
    faces = S.faces,
    kept = S.kept;
  ion.rankOne(0, addressOf(S.re), 0.0);
  memory.fill(ion.u, 0, (<usize>cells) << 3);
  for (let k = 0; k < S.shifts; k++) {
    openFaces(m, S, shiftAt(S, k), false);
    scaleConductances(m, S.boundaries, addressOf(kept.tx), addressOf(kept.ty), faces.medium.re, boundaryRatio(faces));
    for (let n = 0; n < cells; n++) {
      const weight = S.flank[n] * faces.flank.re;
      set(ion.c, n, weight);
      set(ion.f, n, weight);
    }
    for (let i = 0; i < nx; i++) {
      set(ion.ty, i, S.re[i]);
      set(ion.ty, m.ns * nx + i, faces.bottom.re);
      set(ion.f, i, get(ion.f, i) + S.re[i]);
    }
    if (k == 0) ion.setup();
    else ion.updateCoefficients();
    const its = ion.solve(TOLERANCE, 0.0, MAX_ITERATIONS);
    if (its < 0 && !(ion.residualNorm < ACCEPTED_RESIDUAL * ion.rhsNorm)) return false;
    memory.copy(addressOf(part(S.fields, k * cells)), ion.u, (<usize>cells) << 3);
  }
  return true;
}

/** phi of trace p in cell k; the last one is the constant. */
// @ts-ignore: decorator
@inline function trace(S: Spectrum, cells: i32, p: i32, k: i32): f64 {
  return p < S.shifts ? S.fields[p * cells + k] : 1.0;
}

/** Finds the forms of the traces, that of the interior by Green's identity at the shift of its column. */
function findForms(m: Section, S: Spectrum): void {
  const nx = m.nx,
    cells = nx * m.ns,
    last = cells - nx,
    n = S.traces,
    faces = S.faces;
  for (let p = 0; p < n; p++) {
    S.crackSum[p] = 0.0;
    for (let q = 0; q < n; q++) {
      let bottom = 0.0,
        cracks = 0.0;
      for (let i = 0; i < nx; i++) bottom += trace(S, cells, p, last + i) * trace(S, cells, q, last + i);
      if (S.flanks > 0) {
        for (let k = 0; k < cells; k++) {
          if (S.flank[k] > 0) cracks += S.flank[k] * trace(S, cells, p, k) * trace(S, cells, q, k);
        }
      }
      S.bottom[p * n + q] = bottom;
      S.cracks[p * n + q] = cracks;
      S.interior[p * n + q] = 0.0;
      if (q == n - 1) S.crackSum[p] = cracks;
    }
  }
  for (let q = 0; q < S.shifts; q++) {
    openFaces(m, S, shiftAt(S, q), false);
    jumpForm(S.boundaries, boundaryRatio(faces), 0.0, S.matrix, S.matrixIm);
    for (let p = 0; p < S.shifts; p++) {
      let flow = faces.flank.re * (S.crackSum[p] - S.cracks[p * n + q]) - faces.bottom.re * S.bottom[p * n + q];
      for (let i = 0; i < nx; i++) flow += S.re[i] * S.fields[p * cells + i] * (1.0 - S.fields[q * cells + i]);
      S.interior[p * n + q] = flow / faces.medium.re - S.matrix[p * n + q];
    }
  }
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < p; q++) {
      const mean = 0.5 * (S.interior[p * n + q] + S.interior[q * n + p]);
      S.interior[p * n + q] = mean;
      S.interior[q * n + p] = mean;
    }
  }
}

/** Finds combinations of the traces that are orthonormal in the form at the middle shift, and all forms of these; false when
 * there is none. */
function combineTraces(m: Section, S: Spectrum): bool {
  const nx = m.nx,
    cells = nx * m.ns,
    n = S.traces,
    faces = S.faces;
  openFaces(m, S, shiftAt(S, S.shifts / 2), false);
  jumpForm(S.boundaries, boundaryRatio(faces), 0.0, S.matrix, S.matrixIm);
  for (let p = 0; p < n; p++) {
    for (let q = 0; q < n; q++) {
      const k = p * n + q;
      let wall = 0.0;
      for (let i = 0; i < nx; i++) wall += S.re[i] * trace(S, cells, p, i) * trace(S, cells, q, i);
      S.matrix[k] =
        faces.medium.re * (S.interior[k] + S.matrix[k]) +
        wall +
        faces.flank.re * S.cracks[k] +
        faces.bottom.re * S.bottom[k];
    }
  }
  const rank = orthonormalise(S.matrix, S.basis, n, DEPENDENT);
  S.rank = rank;
  if (rank == 0) return false;
  combineForm(S, S.interior);
  combineForm(S, S.bottom);
  combineForm(S, S.cracks);
  combineJumps(S.boundaries, S.basis, rank, S.matrix);
  for (let q = 0; q < rank; q++) {
    let sum = 0.0;
    for (let p = 0; p < n; p++) sum += S.basis[q * n + p] * S.crackSum[p];
    S.vector[q] = sum;
    for (let i = 0; i < nx; i++) {
      let phi = 0.0;
      for (let p = 0; p < n; p++) phi += S.basis[q * n + p] * trace(S, cells, p, i);
      S.top[q * nx + i] = phi;
    }
  }
  memory.copy(addressOf(S.crackSum), addressOf(S.vector), (<usize>rank) << 3);
  return true;
}

/** Takes the combinations for the traces in a form. */
function combineForm(S: Spectrum, form: Doubles): void {
  combine(form, S.basis, S.traces, S.rank, S.matrix);
  memory.copy(addressOf(form), addressOf(S.matrix), (<usize>(S.rank * S.rank)) << 3);
}

/** Impedance of the cell at a frequency [Hz], eq. (17.5); at zero its differential resistance. Address of its real and imaginary
 * part and of those of the counter side, the rest of the pellet included [Ohm m2]. After prepareImpedance. */
export function impedanceAt(m: Section, frequency: f64): usize {
  const S = spectrum!,
    faces = S.faces,
    n = S.rank,
    Z = S.work;
  openFaces(m, S, 2.0 * Math.PI * frequency, true);
  const medium = faces.medium,
    boundary = faces.boundary;
  jumpForm(
    S.boundaries,
    medium.re * boundary.re - medium.im * boundary.im,
    medium.re * boundary.im + medium.im * boundary.re,
    S.matrix,
    S.matrixIm,
  );
  for (let p = 0; p < n; p++) {
    for (let q = 0; q <= p; q++) placeEntry(m, S, p, q);
    let re = faces.flank.re * S.crackSum[p],
      im = faces.flank.im * S.crackSum[p];
    const phi = part(S.top, p * m.nx);
    for (let i = 0; i < m.nx; i++) {
      re += S.re[i] * phi[i];
      im += S.im[i] * phi[i];
    }
    S.vector[p] = re;
    S.vectorIm[p] = im;
    S.source[p] = re;
    S.sourceIm[p] = im;
  }
  solveComplex(S.matrix, S.matrixIm, S.vector, S.vectorIm, n);
  let re = faces.flank.re * S.flanks,
    im = faces.flank.im * S.flanks;
  for (let i = 0; i < m.nx; i++) {
    re += S.re[i];
    im += S.im[i];
  }
  for (let p = 0; p < n; p++) {
    re -= S.source[p] * S.vector[p] - S.sourceIm[p] * S.vectorIm[p];
    im -= S.source[p] * S.vectorIm[p] + S.sourceIm[p] * S.vector[p];
  }
  Z.set(re / (m.h * <f64>m.nx) + shortAdmittance(m), im / (m.h * <f64>m.nx));
  Z.invert();
  S.result[0] = Z.re;
  S.result[1] = Z.im;
  S.result[2] = faces.counter.re;
  S.result[3] = faces.counter.im;
  // in series, as everything on its side of the pellet
  if (cathode.impedanceAt(m, frequency, Z)) {
    for (let k = 0; k < 4; k += 2) {
      S.result[k] += Z.re;
      S.result[k + 1] += Z.im;
    }
  }
  return addressOf(S.result);
}

/** Entry p, q of the system and the one opposite; boundaries are in it. */
function placeEntry(m: Section, S: Spectrum, p: i32, q: i32): void {
  const faces = S.faces,
    n = S.rank,
    k = p * n + q,
    a = part(S.top, p * m.nx),
    b = part(S.top, q * m.nx),
    inside = S.interior[k] + S.matrix[k],
    insideIm = S.matrixIm[k];
  let re = faces.medium.re * inside - faces.medium.im * insideIm,
    im = faces.medium.re * insideIm + faces.medium.im * inside;
  re += faces.flank.re * S.cracks[k] + faces.bottom.re * S.bottom[k];
  im += faces.flank.im * S.cracks[k] + faces.bottom.im * S.bottom[k];
  for (let i = 0; i < m.nx; i++) {
    const both = a[i] * b[i];
    re += S.re[i] * both;
    im += S.im[i] * both;
  }
  S.matrix[k] = re;
  S.matrixIm[k] = im;
  S.matrix[q * n + p] = re;
  S.matrixIm[q * n + p] = im;
}

/** Conductance of a metal path beside the cell, per area of the electrode [S/m2]. */
function shortAdmittance(m: Section): f64 {
  const f = m.filaments;
  if (f === null) return 0.0;
  const path = shortResistance(f.short);
  return path < Infinity ? 1.0 / (path * f.short.area) : 0.0;
}
