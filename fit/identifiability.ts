// What data say of the parameters that were fitted to them, from the Jacobian J = U S V^T of the residuals at the least sum of squares:
//
//   covariance      C = s^2 V S^-2 V^T,   s^2 = sum r^2 / (N - n)
//   correlation     C_ab / sqrt(C_aa C_bb)
//   a direction V_k moves the whole curve by S_k / s standard deviations of one point for each unit: below two, nothing is known of it
//
// A unit is a factor of e, or for a parameter that may be zero the width of its bounds.

import { Matrix, SVD } from "ml-matrix";

export interface Identifiability {
  /** s, in units of the residuals. */
  deviation: number;
  /** Standard errors in the coordinates of the fit; infinite where the data say nothing. */
  errors: number[];
  correlations: number[][];
  /** S_k / s, largest first. */
  singularValues: number[];
  /** Parameters that the data say nothing of, by number. */
  unknown: number[];
  /** Groups of parameters of which only a combination is known. */
  confused: number[][];
}

/** Share that a parameter has of a direction of which nothing is known, from which on it is named. */
const SHARE = 0.3;
/** Standard error of a logarithm beyond which a parameter counts as not found: a factor of 1.6 either way. */
const UNKNOWN = 0.5;
/** Correlation beyond which two parameters count as one. */
const CONFUSED = 0.98;

export function identifiability(
  jacobian: readonly Float64Array[],
  residual: Float64Array,
): Identifiability {
  const [n, N] = [jacobian.length, residual.length];
  const sum = residual.reduce((total, v) => total + v * v, 0);
  const deviation = Math.sqrt(sum / Math.max(1, N - n));
  const scale = Math.max(deviation, 1e-300);
  const matrix = new Matrix(N, n);
  jacobian.forEach((column, d) => {
    column.forEach((v, i) => {
      matrix.set(i, d, v / scale);
    });
  });
  const svd = new SVD(matrix, { autoTranspose: true });
  const V = svd.rightSingularVectors;
  const S = svd.diagonal.slice(0, n);
  const floor = 1e-12 * Math.max(...S, 1e-300);
  const covariance = (a: number, b: number) =>
    S.reduce((total, s, k) => total + (V.get(a, k) * V.get(b, k)) / Math.max(s, floor) ** 2, 0);
  const errors = jacobian.map((_, d) => Math.sqrt(covariance(d, d)));
  const correlations = jacobian.map((_, a) =>
    jacobian.map((_, b) => (a === b ? 1 : covariance(a, b) / (errors[a]! * errors[b]!))),
  );
  const lost = errors.map((error) => !(error < UNKNOWN));
  /** Whether the curve would tell the parameter if all others were known. */
  const alone = jacobian.map((column) => {
    const size = Math.sqrt(column.reduce((total, v) => total + (v / scale) ** 2, 0));
    return 1 / Math.max(size, 1e-300) < UNKNOWN;
  });
  const unknown = lost.flatMap((is, d) => (is && !alone[d] ? [d] : []));
  const confused = groupsOf(
    jacobian.map((_, d) => d).filter((d) => !unknown.includes(d)),
    (a, b) => Math.abs(correlations[a]![b]!) > CONFUSED,
  );
  // directions of several parameters that no pair of them shows
  S.forEach((s, k) => {
    if (1 / Math.max(s, floor) < UNKNOWN) return;
    const members = jacobian.flatMap((_, d) =>
      Math.abs(V.get(d, k)) > SHARE && !unknown.includes(d) ? [d] : [],
    );
    const known = confused.some((group) => members.every((d) => group.includes(d)));
    if (members.length > 1 && !known) confused.push(members);
  });
  return {
    ...{ deviation, errors: errors.map((e, d) => (unknown.includes(d) ? Infinity : e)) },
    ...{ correlations, singularValues: S, unknown, confused },
  };
}

/** Groups of two or more that are joined in pairs. */
function groupsOf(all: readonly number[], joined: (a: number, b: number) => boolean): number[][] {
  const left = new Set(all);
  const groups: number[][] = [];
  for (const first of all) {
    if (!left.delete(first)) continue;
    const group = [first];
    for (const a of group) {
      for (const b of left) {
        if (!joined(a, b)) continue;
        left.delete(b);
        group.push(b);
      }
    }
    if (group.length > 1) groups.push(group);
  }
  return groups;
}
