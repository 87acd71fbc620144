// Whether a spectrum obeys the Kramers-Kronig relations, eq. (18.1): anything linear, causal and steady is a sum of relaxations,
//   Z = R + i omega L + sum R_k / (1 + i omega tau_k)
// fitted with weights 1/|Z| [@schonleber2014], four tau a decade from one decade beyond the data to the other: their rule for
// the number of terms under-fits arcs that the highest frequency cuts.

import { leastSquares } from "./dense";
import { omegaOf, type Spectrum, sizeOf, timeConstants } from "./point";

const PER_DECADE = 4;

export interface KramersKronig {
  /** Measured less fitted over |Z|, of each point. */
  residuals: { frequency: number; real: number; imaginary: number }[];
  /** Largest residual over |Z|, and over the size of the arcs, the largest |Z - R| with R the real part at the highest frequency. */
  largest: number;
  largestOverArcs: number;
}

export function kramersKronig(spectrum: Spectrum): KramersKronig {
  const taus = timeConstants(spectrum, PER_DECADE);
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
  };
}
