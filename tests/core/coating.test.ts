// The ladder of a coating: shares, what protects, and any two axes of the map.
import { expect, it } from "vitest";
import {
  COATING_AXES,
  COATING_AXIS_NAMES,
  coatingShare,
  EXAMPLE_COATED,
  independent,
  ionicCost,
  leastCoating,
  protectingShare,
  REDUCTION,
  withBoth,
} from "../../core/coating";
import { growthCurve } from "../../core/growth-curve";
import argyrodite from "../../data/materials/Li6PS5Cl.json";
import { coatingMap } from "../../plots/coating-map";

it.each([
  [1e-5, 0.01],
  [1e-4, 0.091],
  [1e-3, 0.5],
  [1e-2, 0.909],
])("a coating %s as thick with a thousandth of the electrons takes %s", (thickness, share) => {
  const c = COATING_AXES.thickness.set(EXAMPLE_COATED, thickness);
  expect(Math.abs(coatingShare(c) - share)).toBeLessThan(6e-4);
});

it.each([
  [30e-6, 26e-9],
  [100e-6, 86e-9],
  [1e-3, 860e-9],
])("%s m need a coating of %s m beside 3.7 V", (electrolyte, least) => {
  const found = leastCoating({ ...EXAMPLE_COATED, electrolyte }, 3.7);
  expect(Math.abs(found / least - 1)).toBeLessThan(0.01);
  const just = { ...EXAMPLE_COATED, electrolyte, coating: found };
  expect(coatingShare(just)).toBeCloseTo(protectingShare(3.7), 12);
});

it("the electrolyte is reduced where the file of Li6PS5Cl says", () => {
  expect(REDUCTION).toBe(argyrodite.properties.reductionPotential.value);
});

it("protects from a share of 0.46 at 3.7 V and 0.41 at 4.2 V on, for 1 Ohm cm2 in 10 nm of 1e-6 S/cm", () => {
  expect(protectingShare(3.7)).toBeCloseTo(0.46, 2);
  expect(protectingShare(4.2)).toBeCloseTo(0.41, 2);
  expect(1e4 * ionicCost(10e-9, 1e-4)).toBeCloseTo(1, 12);
});

it("a map has any two axes that do not both set the coating, and is at each place of the coating that it names", () => {
  const pairs = COATING_AXIS_NAMES.flatMap((x) => COATING_AXIS_NAMES.map((y) => [x, y] as const));
  const free = pairs.filter(([x, y]) => independent(x, y));
  expect(free.length).toBe(36 - 6 - 4);
  for (const [x, y] of free) {
    const values = [x, y].map((name) => 2 * COATING_AXES[name].from) as [number, number];
    const c = withBoth(EXAMPLE_COATED, [x, y], values);
    expect(COATING_AXES[x].of(c) / values[0]).toBeCloseTo(1, 9);
    expect(COATING_AXES[y].of(c) / values[1]).toBeCloseTo(1, 9);
  }
});

it("the picture of the map has its level lines where the share protects", () => {
  const svg = coatingMap(EXAMPLE_COATED, ["coating", "electrolyte"]);
  expect(svg.match(/<rect /g)!.length).toBeGreaterThan(1500);
  expect(svg.match(/stroke="white"/g)!.length).toBe(2);
});

it("a titration is a line over the root of time through its ends, and a step that goes on ends when no metal is left", () => {
  // dq 5 uAh/cm2 at k = 2: ends after n^2 25/4 h, from a pulse and a rest each
  const rows = [{ time: 0, protocolStep: 0, interphaseCharge: 0, metal: 0 }];
  for (let n = 1; n <= 5; n++) {
    const [from, to] = [n - 1, n].map((k) => 22500 * k * k) as [number, number];
    const q = 180 * n;
    rows.push({ time: from + 180, protocolStep: 2 * n - 2, interphaseCharge: q - 170, metal: 170 });
    rows.push({
      time: (from + to) / 2,
      protocolStep: 2 * n - 1,
      interphaseCharge: q - 90,
      metal: 90,
    });
    rows.push({ time: to, protocolStep: 2 * n - 1, interphaseCharge: q, metal: 0 });
  }
  rows.push({ time: 1e7, protocolStep: 9, interphaseCharge: 900, metal: 0 });
  const { titrations, line } = growthCurve(rows);
  expect(titrations.map(([root]) => root)).toEqual([2.5, 5, 7.5, 10, 12.5]);
  expect(titrations.map(([, q]) => q)).toEqual([5, 10, 15, 20, 25]);
  expect(line!.slope).toBeCloseTo(2, 12);
  expect(line!.intercept).toBeCloseTo(0, 12);
});
