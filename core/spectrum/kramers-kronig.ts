// Whether a spectrum obeys the Kramers-Kronig relations, eq. (18.1): anything linear, causal and steady is a sum of relaxations,
//   Z = R + i omega L + sum R_k / (1 + i omega tau_k)
// fitted with weights 1/|Z| [@schonleber2014], by default four tau a decade from one decade beyond the data to the other. The rule
// of that work, from one term up until
//   mu = 1 - sum |R_k < 0| / sum |R_k >= 0| < 0.85
// with tau from one end of the data to the other, is there to compare: it under-fits arcs that the highest frequency cuts.

import { Matrix, SVD } from "ml-matrix";
import { decades, omegaOf, type Spectrum, sizeOf, timeConstants } from "./point";

const PER_DECADE = 4;
/** Singular values below that share of the largest are left out. */
const CUT = 1e-13;
/** Where the rule stops, and how many terms it takes at most. */
const ENOUGH = 0.85;
const MOST_TERMS = 50;

export interface KramersKronig {
  /** Measured less fitted over |Z|, of each point. */
  residuals: { frequency: number; real: number; imaginary: number }[];
  /** Largest residual over |Z|, and over the size of the arcs, the largest |Z - R| with R the real part at the highest frequency. */
  largest: number;
  largestOverArcs: number;
  /** Relaxations, and how much of their resistance is negative: 1 is none. */
  terms: number;
  mu: number;
}

export type KramersKronigRule = "decades" | "mu";

/** @param rule `decades`: four relaxations a decade; `mu`: as many as the rule of Schoenleber takes. */
export function kramersKronig(
  spectrum: Spectrum,
  rule: KramersKronigRule = "decades",
): KramersKronig {
  if (rule === "decades") return fit(spectrum, timeConstants(spectrum, PER_DECADE));
  const taus = spectrum.map((p) => 1 / omegaOf(p));
  const [least, most] = [Math.min(...taus), Math.max(...taus)];
  let found = fit(spectrum, [least]);
  for (let terms = 2; terms <= MOST_TERMS && found.mu > ENOUGH; terms++) {
    const perDecade = (terms - 1) / Math.log10(most / least);
    found = fit(spectrum, decades(most, least, perDecade).reverse());
  }
  return found;
}

/** The fit by relaxations of these times [s]. */
function fit(spectrum: Spectrum, taus: readonly number[]): KramersKronig {
  const weights = spectrum.map((p) => 1 / sizeOf(p));
  const omegas = spectrum.map(omegaOf);
  const column = (real: (w: number) => number, imaginary: (w: number) => number) => [
    ...omegas.map((w, k) => weights[k]! * real(w)),
    ...omegas.map((w, k) => weights[k]! * imaginary(w)),
  ];
  const one = () => 1;
  const zero = () => 0;
  const columns = [
    column(one, zero),
    column(zero, (w) => w),
    ...taus.map((tau) =>
      column(
        (w) => 1 / (1 + (w * tau) ** 2),
        (w) => (-w * tau) / (1 + (w * tau) ** 2),
      ),
    ),
  ];
  const data = [
    ...spectrum.map((p, k) => weights[k]! * p.real),
    ...spectrum.map((p, k) => weights[k]! * p.imaginary),
  ];
  const x = leastSquares(columns, data);
  const miss = data.map((v, row) => v - columns.reduce((sum, c, k) => sum + c[row]! * x[k]!, 0));
  const n = spectrum.length;
  const residuals = spectrum.map(({ frequency }, k) => ({
    frequency,
    real: miss[k]!,
    imaginary: miss[n + k]!,
  }));
  const misses = residuals.map(({ real, imaginary }) => Math.hypot(real, imaginary));
  const arcs = Math.max(
    ...spectrum.map(({ real, imaginary }) => Math.hypot(real - spectrum[0]!.real, imaginary)),
  );
  return {
    residuals,
    largest: Math.max(...misses),
    largestOverArcs: Math.max(...misses.map((miss, k) => miss / weights[k]!)) / arcs,
    terms: taus.length,
    mu: muOf(x.slice(2)),
  };
}

function muOf(resistances: readonly number[]): number {
  const sum = (of: (R: number) => boolean) =>
    resistances.filter(of).reduce((all, R) => all + Math.abs(R), 0);
  const positive = sum((R) => R >= 0);
  return positive > 0 ? 1 - sum((R) => R < 0) / positive : Number.NEGATIVE_INFINITY;
}

/** x of least square of A x - b, A by columns, each scaled to length one, by singular values. */
function leastSquares(columns: readonly (readonly number[])[], b: readonly number[]): number[] {
  const scale = columns.map((c) => Math.hypot(...c) || 1);
  const scaled = new Matrix(columns.map((c, k) => c.map((v) => v / scale[k]!)));
  // few points a decade leave more relaxations than data: of all that fit, the smallest
  const {
    leftSingularVectors: U,
    rightSingularVectors: V,
    diagonal,
  } = new SVD(scaled.transpose(), { autoTranspose: true });
  const least = CUT * diagonal[0]!;
  const shares = U.transpose()
    .mmul(Matrix.columnVector(b))
    .to1DArray()
    .map((share, k) => (diagonal[k]! > least ? share / diagonal[k]! : 0));
  return V.mmul(Matrix.columnVector(shares))
    .to1DArray()
    .map((v, k) => v / scale[k]!);
}
