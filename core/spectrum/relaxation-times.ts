// The distribution of relaxation times, eq. (18.2) [@wan2015]:
//   Z = R / (1 + i omega tau0) + i omega L + integral gamma(ln tau) / (1 + i omega tau) d ln tau,   gamma = sum x_m exp(-(e (ln tau - ln tau_m))^2)
// with gamma >= 0 by least squares, and the square of its second derivative as penalty. The defaults are those that gave the
// arcs of spectra of known circuits; tau0 is the relaxation of the electrolyte, which 1 MHz does not reach but sees: ten tau a decade one decade beyond the data, a width of two spacings, lambda 1e-2.

import { fcnnlsVector } from "ml-fcnnls";
import { CholeskyDecomposition, Matrix } from "ml-matrix";
import { BULK_TIME, omegaOf, type Spectrum, sizeOf, timeConstants } from "./point";

const PER_DECADE = 10;
const LAMBDA = 1e-2;
/** Spacing of the bells over their full width at half height. */
const SHAPE = 0.5;
/** Steps of the integral over a bell, and half of its reach in widths 1/e. */
const STEPS = 48;
const REACH = 5;
/** Slope below which a bell that is zero stays so, in units of |Z|^2. */
const TOLERANCE = 1e-11;
/** Share of all arcs below which a peak is not told. */
const LEAST_SHARE = 0.01;

export interface Peak {
  /** Frequency of its top, 1 / (2 pi tau) [Hz]. */
  frequency: number;
  /** Its resistance, in the unit of the spectrum. */
  resistance: number;
  /** Resistance x capacitance over resistance, tau / R. */
  capacitance: number;
  /** What it probably is. */
  name: string;
}

export interface RelaxationTimes {
  /** Resistance of the electrolyte. */
  resistance: number;
  inductance: number;
  /** gamma over tau [s], finely. */
  distribution: { tau: number; gamma: number }[];
  /** From high to low frequency. */
  peaks: Peak[];
}

/** The distribution; `bulk` is the relaxation time of the electrolyte [s], 0 for none. */
export function relaxationTimes(
  spectrum: Spectrum,
  bulk = BULK_TIME,
  lambda = LAMBDA,
): RelaxationTimes {
  const taus = timeConstants(spectrum, PER_DECADE);
  const logs = taus.map(Math.log);
  const spacing = (logs.at(-1)! - logs[0]!) / (logs.length - 1);
  const e = (2 * Math.sqrt(Math.LN2) * SHAPE) / spacing;
  const rows = matrix(spectrum, logs, e, bulk);
  // the penalty as more rows, lambda x M x = |sqrt(lambda) L^T x|^2 with M = L L^T
  const bend = logs.map((p) => logs.map((q) => bending(e, p - q)));
  const penalty = new CholeskyDecomposition(new Matrix(bend)).lowerTriangularMatrix
    .transpose()
    .mul(Math.sqrt(lambda))
    .to2DArray();
  // inductance in units that make it as large as the resistances
  const unit = 1 / Math.max(...spectrum.map(omegaOf));
  // in units of the largest |Z|, so that the tolerance is of no unit
  const size = Math.max(...spectrum.map(sizeOf));
  const x = fcnnlsVector(
    [...rows.map(({ row }) => row), ...penalty.map((row) => [0, 0, ...row])],
    [...rows.map(({ value }) => value / size), ...penalty.map(() => 0)],
    { gradientTolerance: TOLERANCE },
  )
    .K.to1DArray()
    .map((v) => v * size);
  const gamma = (ln: number) =>
    logs.reduce((sum, at, m) => sum + x[m + 2]! * Math.exp(-((e * (ln - at)) ** 2)), 0);
  const distribution = Array.from({ length: 4 * (logs.length - 1) + 1 }, (_, k) => {
    const ln = logs[0]! + (k * spacing) / 4;
    return { tau: Math.exp(ln), gamma: gamma(ln) };
  });
  const highest = Math.max(...spectrum.map(({ frequency }) => frequency));
  return {
    resistance: x[0]!,
    inductance: unit * x[1]!,
    distribution,
    peaks: peaksOf(distribution, spacing / 4, highest),
  };
}

/** Rows of real and imaginary parts: resistance, inductance, bells. */
function matrix(spectrum: Spectrum, logs: readonly number[], e: number, bulk: number) {
  const unit = 1 / Math.max(...spectrum.map(omegaOf));
  return spectrum.flatMap((point) => {
    const w = omegaOf(point);
    const bells = logs.map((at) => bell(Math.log(w) + at, e));
    const wb = w * bulk;
    const R = 1 / (1 + wb * wb);
    return [
      { row: [R, 0, ...bells.map(([re]) => re)], value: point.real },
      { row: [-R * wb, w * unit, ...bells.map(([, im]) => im)], value: point.imaginary },
    ];
  });
}

/** Integral of a bell over 1 / (1 + i omega tau), at ln(omega tau_m). */
function bell(ln: number, e: number): [re: number, im: number] {
  const step = (2 * REACH) / (e * STEPS);
  let re = 0;
  let im = 0;
  for (let k = 0; k <= STEPS; k++) {
    const u = -REACH / e + k * step;
    const wt = Math.exp(ln + u);
    const weight = (step * Math.exp(-((e * u) ** 2))) / (1 + wt * wt);
    re += weight;
    im -= weight * wt;
  }
  return [re, im];
}

/** Integral of the product of the second derivatives of two bells that lie `apart`. */
function bending(e: number, apart: number): number {
  const a = e * apart;
  return e ** 3 * Math.sqrt(Math.PI / 2) * (3 - 6 * a ** 2 + a ** 4) * Math.exp(-(a ** 2) / 2);
}

/** Peaks between the minima of the distribution. */
function peaksOf(
  distribution: RelaxationTimes["distribution"],
  step: number,
  highest: number,
): Peak[] {
  const peaks: { tau: number; resistance: number }[] = [];
  let area = 0;
  let top = 0;
  const close = () => {
    if (area > 0) peaks.push({ tau: distribution[top]!.tau, resistance: area });
  };
  distribution.forEach(({ gamma }, k) => {
    const before = distribution[k - 1]?.gamma ?? 0;
    const after = distribution[k + 1]?.gamma ?? 0;
    area += gamma * step;
    if (gamma > distribution[top]!.gamma) top = k;
    if (gamma <= before && gamma < after) {
      close();
      area = 0;
      top = k;
    }
  });
  close();
  const all = peaks.reduce((sum, { resistance }) => sum + resistance, 0);
  return peaks
    .filter(({ resistance }) => resistance > LEAST_SHARE * all)
    .map(({ tau, resistance }) => {
      const frequency = 1 / (2 * Math.PI * tau);
      return {
        frequency,
        resistance,
        capacitance: tau / resistance,
        name: named(frequency, highest),
      };
    });
}

/** What an arc of argyrodite on lithium at room temperature is likely to be, by its frequency alone: a guess. */
function named(frequency: number, highest: number): string {
  if (frequency > highest) return "beyond the data: electrolyte";
  if (frequency > 1e4) return "interphase or grain boundaries";
  if (frequency > 10) return "charge transfer";
  return "slow: diffusion or vacancies";
}
