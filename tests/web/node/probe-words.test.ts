// What the probe reads is what the colours stand for.
import { expect, test } from "vitest";
import type { Frame } from "../../../sim/types";
import { probeSentence, valueAt } from "../../../web/probe-words";
import { initialState } from "../../../web/store";
import { layerOf } from "../../../web/view/layers";

const frame = (currentDensity: number): Frame =>
  ({
    observables: { currentDensity },
    columns: 2,
    lithiumRows: 1,
    electrolyteRows: 1,
    h: 1e-6,
    fields: {
      currentDensity: Float32Array.of(Number.NaN, Number.NaN, 2.5, 15),
      potential: Float32Array.of(Number.NaN, Number.NaN, 0.25, 0.5),
    },
  }) as unknown as Frame;
const cell = { column: 0, row: 1 };

test("a current is read over the mean, whichever way it flows; other fields in their units", () => {
  const current = layerOf("currentDensity");
  for (const mean of [10, -10]) expect(valueAt(frame(mean), current, cell)).toBe(0.25);
  expect(valueAt(frame(0), current, cell)).toBeNaN();
  expect(valueAt(frame(10), layerOf("potential"), cell)).toBe(0.25);
  expect(valueAt(frame(10), layerOf("risk"), cell)).toBeUndefined();
  const heard = (layer: "currentDensity" | "potential", mean: number) =>
    probeSentence({ ...initialState(), layer, frame: frame(mean), probe: cell });
  expect(heard("currentDensity", 10)).toMatch(/^Current density 0.250 times the mean\. /);
  expect(heard("currentDensity", 0)).toMatch(/^Current density no value here\. /);
  expect(heard("potential", 10)).toMatch(/^Potential 250 millivolts\. /);
});
