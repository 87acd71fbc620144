// Small dense systems, row by row in fields of the arena.

import { Doubles, part } from "../memory/fields";

/** Solves a x = b (n unknowns) in place by elimination with pivots; false when singular. The solution is left in b. */
export function solvePivoted(a: Doubles, b: Doubles, n: i32): bool {
  for (let p = 0; p < n; p++) {
    let best = p;
    for (let r = p + 1; r < n; r++) if (Math.abs(a[r * n + p]) > Math.abs(a[best * n + p])) best = r;
    const d = a[best * n + p];
    if (!(Math.abs(d) > 0)) return false;
    for (let c = 0; c < n && best != p; c++) {
      const t = a[p * n + c];
      a[p * n + c] = a[best * n + c];
      a[best * n + c] = t;
    }
    const t = b[p];
    b[p] = b[best];
    b[best] = t;
    for (let r = p + 1; r < n; r++) {
      const e = a[r * n + p] / d;
      if (e == 0) continue;
      for (let c = p; c < n; c++) a[r * n + c] -= e * a[p * n + c];
      b[r] -= e * b[p];
    }
  }
  for (let p = n - 1; p >= 0; p--) {
    let sum = b[p];
    for (let c = p + 1; c < n; c++) sum -= a[p * n + c] * b[c];
    b[p] = sum / a[p * n + p];
  }
  return true;
}

/** Solves a x = b for several right-hand sides (n each, one after the other) in place, a symmetric and positive definite;
 * false when it is not. */
export function solveSymmetric(a: Doubles, b: Doubles, n: i32, sides: i32): bool {
  for (let p = 0; p < n; p++) {
    const d = a[p * n + p];
    if (!(d > 0)) return false;
    for (let r = 0; r < n; r++) {
      if (r == p) continue;
      const e = a[r * n + p] / d;
      for (let c = p; c < n; c++) a[r * n + c] -= e * a[p * n + c];
      for (let k = 0; k < sides; k++) b[k * n + r] -= e * b[k * n + p];
    }
  }
  for (let k = 0; k < sides; k++) {
    for (let r = 0; r < n; r++) b[k * n + r] /= a[r * n + r];
  }
  return true;
}

/** Eliminates a (n unknowns, rows of `stride`) in place, pivots in the order of the rows; for `substitute`. */
export function factor(a: Doubles, n: i32, stride: i32): void {
  for (let p = 0; p < n; p++) {
    const d = 1.0 / a[p * stride + p];
    for (let r = p + 1; r < n; r++) {
      const e = a[r * stride + p] * d;
      a[r * stride + p] = e;
      for (let c = p + 1; c < n; c++) a[r * stride + c] -= e * a[p * stride + c];
    }
  }
}

/** Solves for b in place with what `factor` has left in a. On the way down four rows go together, each in its own order: their sums do
 * not wait for one another. */
export function substitute(a: Doubles, b: Doubles, n: i32, stride: i32): void {
  let r = 1;
  for (; r + 3 < n; r += 4) {
    const p = r * stride;
    let s0 = b[r],
      s1 = b[r + 1],
      s2 = b[r + 2],
      s3 = b[r + 3];
    for (let c = 0; c < r; c++) {
      const x = b[c];
      s0 -= a[p + c] * x;
      s1 -= a[p + stride + c] * x;
      s2 -= a[p + 2 * stride + c] * x;
      s3 -= a[p + 3 * stride + c] * x;
    }
    s1 -= a[p + stride + r] * s0;
    s2 -= a[p + 2 * stride + r] * s0;
    s2 -= a[p + 2 * stride + r + 1] * s1;
    s3 -= a[p + 3 * stride + r] * s0;
    s3 -= a[p + 3 * stride + r + 1] * s1;
    s3 -= a[p + 3 * stride + r + 2] * s2;
    b[r] = s0;
    b[r + 1] = s1;
    b[r + 2] = s2;
    b[r + 3] = s3;
  }
  for (; r < n; r++) {
    let sum = b[r];
    for (let c = 0; c < r; c++) sum -= a[r * stride + c] * b[c];
    b[r] = sum;
  }
  for (r = n - 1; r >= 0; r--) {
    let sum = b[r];
    for (let c = r + 1; c < n; c++) sum -= a[r * stride + c] * b[c];
    b[r] = sum / a[r * stride + r];
  }
}

/** Combinations of n vectors that are orthonormal in the form a (n x n, symmetric, not kept), n coefficients each, one after the
 * other in v; vectors of which the others leave less than the share `cut` of their square are left out. Returns their number. */
export function orthonormalise(a: Doubles, v: Doubles, n: i32, cut: f64): i32 {
  const size = n * n;
  // v: what is left of each vector, as a combination; then the combinations themselves, behind it
  const left = part(v, size),
    whole = part(v, 2 * size);
  for (let p = 0; p < n; p++) {
    for (let c = 0; c < n; c++) left[p * n + c] = p == c ? 1.0 : 0.0;
    whole[p] = a[p * n + p];
  }
  let rank = 0;
  for (; rank < n; rank++) {
    let best = -1,
      most = cut;
    for (let p = 0; p < n; p++) {
      if (!(whole[p] > 0 && a[p * n + p] > most * whole[p])) continue;
      best = p;
      most = a[p * n + p] / whole[p];
    }
    if (best < 0) break;
    const d = a[best * n + best],
      root = 1.0 / Math.sqrt(d);
    for (let c = 0; c < n; c++) v[rank * n + c] = root * left[best * n + c];
    whole[best] = 0.0;
    for (let p = 0; p < n; p++) {
      if (!(whole[p] > 0)) continue;
      const e = a[p * n + best] / d;
      for (let c = 0; c < n; c++) left[p * n + c] -= e * left[best * n + c];
      for (let c = 0; c < n; c++) if (whole[c] > 0) a[p * n + c] -= e * a[best * n + c];
    }
  }
  return rank;
}

/** The form a (n x n) of the combinations v, `rank` of n coefficients each: v^T a v into `out` (rank x rank). */
export function combine(a: Doubles, v: Doubles, n: i32, rank: i32, out: Doubles): void {
  for (let p = 0; p < rank; p++) {
    for (let q = 0; q < rank; q++) {
      let sum = 0.0;
      for (let r = 0; r < n; r++) {
        let row = 0.0;
        for (let c = 0; c < n; c++) row += a[r * n + c] * v[q * n + c];
        sum += v[p * n + r] * row;
      }
      out[p * rank + q] = sum;
    }
  }
}

/** Solves a x = b, complex, in place by elimination in the order of the rows. */
export function solveComplex(re: Doubles, im: Doubles, bRe: Doubles, bIm: Doubles, n: i32): void {
  for (let p = 0; p < n; p++) {
    const d = 1.0 / (re[p * n + p] * re[p * n + p] + im[p * n + p] * im[p * n + p]),
      pRe = re[p * n + p] * d,
      pIm = -im[p * n + p] * d;
    for (let r = 0; r < n; r++) {
      if (r == p) continue;
      const eRe = re[r * n + p] * pRe - im[r * n + p] * pIm,
        eIm = re[r * n + p] * pIm + im[r * n + p] * pRe;
      for (let c = p + 1; c < n; c++) {
        re[r * n + c] -= eRe * re[p * n + c] - eIm * im[p * n + c];
        im[r * n + c] -= eRe * im[p * n + c] + eIm * re[p * n + c];
      }
      const right = bRe[p];
      bRe[r] -= eRe * right - eIm * bIm[p];
      bIm[r] -= eRe * bIm[p] + eIm * right;
    }
  }
  for (let p = 0; p < n; p++) {
    const d = 1.0 / (re[p * n + p] * re[p * n + p] + im[p * n + p] * im[p * n + p]),
      right = bRe[p];
    bRe[p] = (right * re[p * n + p] + bIm[p] * im[p * n + p]) * d;
    bIm[p] = (bIm[p] * re[p * n + p] - right * im[p * n + p]) * d;
  }
}
