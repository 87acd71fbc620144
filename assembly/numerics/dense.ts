// Small dense systems, row by row in fields of the arena.

import { Doubles } from "../memory/fields";

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

/** Solves for b in place with what `factor` has left in a. */
export function substitute(a: Doubles, b: Doubles, n: i32, stride: i32): void {
  for (let r = 1; r < n; r++) {
    let sum = b[r];
    for (let c = 0; c < r; c++) sum -= a[r * stride + c] * b[c];
    b[r] = sum;
  }
  for (let r = n - 1; r >= 0; r--) {
    let sum = b[r];
    for (let c = r + 1; c < n; c++) sum -= a[r * stride + c] * b[c];
    b[r] = sum / a[r * stride + r];
  }
}
