// Numbers that read well.

const tiny = 1e-9;

/** Steps of an axis from `least` on: 1, 2, 2.5 and 5 times powers of ten. */
export function* roundSteps(least: number): Generator<number> {
  const power = 10 ** Math.floor(Math.log10(least));
  for (const factor of [1, 2, 2.5, 5, 10, 20, 25, 50]) {
    if (factor * power >= least) yield factor * power;
  }
}

/** The largest of 1, 2 and 5 times powers of ten that is not above `most`. */
export function roundBelow(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const factor = [5, 2, 1].find((one) => one * power <= most * (1 + tiny)) ?? 1;
  return Number((factor * power).toPrecision(1));
}
