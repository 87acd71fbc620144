// Dense matrices and a direct solve, to hold the iterative solvers to.

export const zeros = (n: number, m: number): number[][] =>
  Array.from({ length: n }, () => new Array<number>(m).fill(0));

/** Gauss elimination with partial pivoting. */
export function direct(matrix: number[][], rhs: ArrayLike<number>): number[] {
  const n = matrix.length;
  const A = matrix.map((row, i) => [...row, rhs[i]!]);
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(A[i]![k]!) > Math.abs(A[best]![k]!)) best = i;
    [A[k], A[best]] = [A[best]!, A[k]!];
    for (let i = k + 1; i < n; i++) {
      const m = A[i]![k]! / A[k]![k]!;
      if (m !== 0) for (let l = k; l <= n; l++) A[i]![l]! -= m * A[k]![l]!;
    }
  }
  const x = new Array<number>(n).fill(0);
  for (let k = n - 1; k >= 0; k--) {
    let sum = A[k]![n]!;
    for (let l = k + 1; l < n; l++) sum -= A[k]![l]! * x[l]!;
    x[k] = sum / A[k]![k]!;
  }
  return x;
}

/** Largest difference of two vectors over the largest number of the second. */
export const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let d = 0;
  let m = 0;
  for (let k = 0; k < a.length; k++) {
    d = Math.max(d, Math.abs(a[k]! - b[k]!));
    m = Math.max(m, Math.abs(b[k]!));
  }
  return d / m;
};
