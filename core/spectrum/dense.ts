// Least squares of small dense systems: singular values, and a quadratic form over numbers that are not negative.

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
};

/** x of least square of A x - b, A by columns, each scaled to length one, by one-sided Jacobi rotations; directions whose
 * singular value is below `cut` of the largest are left out. */
export function leastSquares(
  columns: readonly (readonly number[])[],
  b: readonly number[],
  cut = 1e-13,
): number[] {
  const n = columns.length;
  const scale = columns.map((c) => Math.hypot(...c) || 1);
  const U = columns.map((c, k) => Float64Array.from(c, (v) => v / scale[k]!));
  const V = U.map((_, k) => Float64Array.from({ length: n }, (_, l) => (k === l ? 1 : 0)));
  for (let sweep = 0, turned = true; turned && sweep < 60; sweep++) {
    turned = false;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) turned = rotate(U[p]!, U[q]!, V[p]!, V[q]!) || turned;
    }
  }
  const values = U.map((u) => Math.sqrt(dot(u, u)));
  const least = cut * Math.max(...values);
  const right = Float64Array.from(b);
  const x = new Array<number>(n).fill(0);
  values.forEach((value, k) => {
    if (!(value > least)) return;
    const share = dot(U[k]!, right) / value ** 2;
    for (let l = 0; l < n; l++) x[l]! += share * V[k]![l]!;
  });
  return x.map((v, k) => v / scale[k]!);
}

/** Turns two columns until they are orthogonal; whether they were not. */
function rotate(a: Float64Array, b: Float64Array, va: Float64Array, vb: Float64Array): boolean {
  const [aa, bb, ab] = [dot(a, a), dot(b, b), dot(a, b)];
  if (Math.abs(ab) <= 1e-15 * Math.sqrt(aa * bb) || aa * bb === 0) return false;
  const zeta = (bb - aa) / (2 * ab);
  const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  for (const [x, y] of [
    [a, b],
    [va, vb],
  ] as const) {
    for (let k = 0; k < x.length; k++) {
      const [u, v] = [x[k]!, y[k]!];
      x[k] = c * (u - t * v);
      y[k] = c * (t * u + v);
    }
  }
  return true;
}

/** Solves H x = b, H symmetric and positive definite, over the rows that are named; others are zero. */
export function solveOver(
  H: readonly Float64Array[],
  b: ArrayLike<number>,
  rows: readonly number[],
): Float64Array<ArrayBuffer> {
  const n = rows.length;
  const L = rows.map((r) => Float64Array.from(rows, (c) => H[r]![c]!));
  const y = Float64Array.from(rows, (r) => b[r]!);
  for (let p = 0; p < n; p++) {
    const row = L[p]!;
    for (let q = 0; q <= p; q++) {
      let sum = row[q]!;
      for (let k = 0; k < q; k++) sum -= row[k]! * L[q]![k]!;
      row[q] = p === q ? Math.sqrt(Math.max(sum, 1e-300)) : sum / L[q]![q]!;
    }
    for (let k = 0; k < p; k++) y[p]! -= row[k]! * y[k]!;
    y[p]! /= row[p]!;
  }
  for (let p = n - 1; p >= 0; p--) {
    for (let k = p + 1; k < n; k++) y[p]! -= L[k]![p]! * y[k]!;
    y[p]! /= L[p]![p]!;
  }
  const x = new Float64Array(b.length);
  rows.forEach((r, k) => {
    x[r] = y[k]!;
  });
  return x;
}

/** x >= 0 of the least x.H x / 2 - b.x, by an active set (Lawson and Hanson). */
export function nonNegative(H: readonly Float64Array[], b: Float64Array): Float64Array {
  const n = b.length;
  let x = new Float64Array(n);
  const free = new Set<number>();
  const tolerance = 1e-12 * Math.max(...b.map(Math.abs));
  const slope = () => H.map((row, k) => b[k]! - dot(row, x));
  for (let pass = 0; pass < 10 * n; pass++) {
    const w = slope();
    let best = -1;
    for (let k = 0; k < n; k++) {
      if (!free.has(k) && w[k]! > tolerance && (best < 0 || w[k]! > w[best]!)) best = k;
    }
    if (best < 0) break;
    free.add(best);
    while (true) {
      const rows = [...free].sort((p, q) => p - q);
      const trial = solveOver(H, b, rows);
      const leaving = rows.filter((r) => !(trial[r]! > 0));
      if (leaving.length === 0) {
        x = trial;
        break;
      }
      const step = Math.min(...leaving.map((r) => x[r]! / (x[r]! - trial[r]!)));
      for (const r of rows) x[r]! += step * (trial[r]! - x[r]!);
      for (const r of leaving)
        if (x[r]! <= 1e-14 * Math.abs(trial[r]!) || r === best) free.delete(r);
      for (const r of rows) if (!(x[r]! > 0)) free.delete(r);
      for (let r = 0; r < n; r++) if (!free.has(r)) x[r] = 0;
    }
  }
  return x;
}
