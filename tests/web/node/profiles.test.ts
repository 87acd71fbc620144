// What a probe has read against time, as the run goes on, back and another way.
import { expect, test } from "vitest";
import { Series } from "../../../web/instruments/profiles";

test("values in their order; going back and on again changes none; another way drops what lay ahead", () => {
  const series = new Series();
  for (const [time, value] of [
    [0, 1],
    [10, 2],
    [20, 3],
  ] as const)
    series.take(time, value, true);
  series.take(10, 2, false);
  series.take(15, 2.5, false);
  expect(series.points).toEqual([
    [0, 1],
    [10, 2],
    [15, 2.5],
    [20, 3],
  ]);
  series.take(20, 3, true);
  expect(series.points).toHaveLength(4);
  // a hand has acted at 12 s
  series.take(12, 7, true);
  expect(series.points).toEqual([
    [0, 1],
    [10, 2],
    [12, 7],
  ]);
});

test("a long series is thinned, its end stays", () => {
  const series = new Series();
  for (let k = 0; k < 9001; k++) series.take(k, k, true);
  expect(series.points.length).toBeLessThan(4100);
  expect(series.points.at(-1)).toEqual([9000, 9000]);
  expect(series.points[0]).toEqual([0, 0]);
});
