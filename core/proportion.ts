// The score interval of a proportion, k of n, after Wilson [@wilson1927]: all p that lie within z standard deviations of k/n.
//
//   (k + z^2/2 +- z sqrt(k (n - k)/n + z^2/4)) / (n + z^2)

/** Standard deviations that hold 95 % of a normal distribution. */
const Z = 1.959963984540054;

/** Lower and upper end at 95 %, 0..1. */
export function wilsonInterval(k: number, n: number): [low: number, high: number] {
  const middle = k + (Z * Z) / 2;
  const half = Z * Math.sqrt((k * (n - k)) / n + (Z * Z) / 4);
  return [k === 0 ? 0 : (middle - half) / (n + Z * Z), k === n ? 1 : (middle + half) / (n + Z * Z)];
}
