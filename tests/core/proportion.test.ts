import { expect, it } from "vitest";
import { wilsonInterval } from "../../core/proportion";

/** By hand from the formula with z = 1.96, four digits. */
it.each([
  [0, 10, 0, 0.2775],
  [5, 10, 0.2366, 0.7634],
  [3, 5, 0.2307, 0.8824],
  [8, 8, 0.6756, 1],
])("the score interval of %i of %i", (k, n, low, high) => {
  const [a, b] = wilsonInterval(k, n);
  expect(a).toBeCloseTo(low, 4);
  expect(b).toBeCloseTo(high, 4);
  // both ends lie z standard deviations of theirs from k/n
  for (const p of [a, b].filter((one) => one > 0 && one < 1)) {
    expect(Math.abs(k / n - p) / Math.sqrt((p * (1 - p)) / n)).toBeCloseTo(1.959964, 5);
  }
});
