// Maps over pressure, temperature and current: bilinear between the computed points in to(value) and the pixels, ln P, T or ln j,
// which is exact for a power law.

export const CURRENT = "current density / mA/cm2";
export const PRESSURE = "stack pressure / MPa";

const FINE = 40;
export const steps = (low: number, high: number) =>
  Array.from({ length: FINE }, (_, k) => low * (high / low) ** (k / FINE));

/** Values at every pixel from those on a rectangular grid of pixel positions, bilinear in to(value). */
export function bilinear(to: (v: number) => number, back: (v: number) => number) {
  return (
    index: ArrayLike<number>,
    width: number,
    height: number,
    X: ArrayLike<number>,
    Y: ArrayLike<number>,
    V: ArrayLike<number>,
  ): number[] => {
    const at = Array.from(index);
    const axis = (P: ArrayLike<number>) => [...new Set(at.map((i) => P[i]!))].sort((a, b) => a - b);
    const [xs, ys] = [axis(X), axis(Y)];
    const value = new Map(at.map((i) => [`${X[i]},${Y[i]}`, to(V[i]!)]));
    const node = (i: number, j: number) => value.get(`${xs[i]},${ys[j]}`) ?? Number.NaN;
    const place = (list: readonly number[], p: number): [number, number] => {
      const k = Math.max(
        0,
        Math.min(
          list.length - 2,
          list.findLastIndex((v) => v <= p),
        ),
      );
      return [k, (p - list[k]!) / (list[k + 1]! - list[k]!)];
    };
    const W = new Array<number>(width * height);
    for (let row = 0; row < height; row++) {
      const [j, t] = place(ys, row + 0.5);
      for (let column = 0; column < width; column++) {
        const [i, s] = place(xs, column + 0.5);
        const below = (1 - s) * node(i, j) + s * node(i + 1, j);
        const above = (1 - s) * node(i, j + 1) + s * node(i + 1, j + 1);
        W[row * width + column] = back((1 - t) * below + t * above);
      }
    }
    return W;
  };
}
