// Effective conductivities of composites of active material and argyrodite, by their composition.
//
//   ln sigma(phi) linear between the measured compositions, times a factor of carbon fibres

/** Measured effective conductivities by the share of active material in the solids [mS/cm]: electrons and ions, means of
 * direct-current and impedance values; after Ketter et al. 2025, via a digest. */
export const MEASURED: readonly (readonly [share: number, electrons: number, ions: number])[] = [
  [0.2, 0.0142, 1.405],
  [0.4, 0.2175, 0.344],
  [0.6, 1.08, 0.01005],
  [0.8, 1.85, 6.5e-5],
];
/** Factors of carbon fibres on electrons and ions by percent of weight, at 40 % active material; the same digest. */
const FIBRES: readonly (readonly [weight: number, electrons: number, ions: number])[] = [
  [0, 1, 1],
  [1, 26, 0.47],
  [2, 273, 0.41],
  [3, 354, 0.46],
  [5, 220, 0.12],
];
const MILLISIEMENS = 0.1;

/** Logarithmic interpolation in column `k` of a table. */
function between(
  table: readonly (readonly [number, number, number])[],
  at: number,
  k: 1 | 2,
): number {
  const last = table.length - 2;
  const above = table.findIndex(([x]) => x > at);
  const i = above < 0 ? last : Math.max(0, above - 1);
  const [a, b] = [table[i]!, table[i + 1]!];
  const t = (at - a[0]) / (b[0] - a[0]);
  return a[k] * (b[k] / a[k]) ** t;
}

/** Rounded, so that every engine takes the same. */
const composite = (share: number, carbon: number, k: 1 | 2) =>
  Number((MILLISIEMENS * between(MEASURED, share, k) * between(FIBRES, carbon, k)).toPrecision(6));

/** Effective conductivities of a composite with that share of active material in its solids, and carbon [S/m]. */
export function measuredConductivities(share: number, carbon: number) {
  return {
    electrons: composite(share, carbon, 1),
    ions: composite(share, carbon, 2),
  };
}
