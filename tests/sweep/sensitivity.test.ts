import { describe, expect, it } from "vitest";
import { levelsOf, readPlan } from "../../sweep/plan";
import { sensitivityOf } from "../../sweep/sensitivity";

const NAMES = ["cell.width", "cell.lithium", "cell.electrolyte"];

function plan(sample: object) {
  const document = {
    ...{ format: "voidscope-plan", schemaVersion: 1, keep: ["voltage"] },
    scenario: { protocol: ["Rest for 1 s"] },
    vary: NAMES.map((path) => ({ path, from: "0 um", to: "1 um" })),
    sample,
  };
  return readPlan(JSON.stringify(document), "plan", () => ({}));
}

/** Rows of a model of the unit cube. */
function rowsOf(p: ReturnType<typeof plan>, model: (x: number[]) => number) {
  return Array.from({ length: p.cases }, (_, n) => ({
    ...{ case: n, status: "finished", reason: "" },
    values: [model(levelsOf(p, n).map((l) => l.value as number))],
  }));
}

describe("sensitivity", () => {
  it("of Ishigami's function is as in closed form [@saltelli2010]", () => {
    const [a, b] = [7, 0.1];
    const model = (u: number[]) => {
      const [x, y, z] = u.map((v) => Math.PI * (2 * v - 1)) as [number, number, number];
      return Math.sin(x) + a * Math.sin(y) ** 2 + b * z ** 4 * Math.sin(x);
    };
    const v1 = 0.5 * (1 + (b * Math.PI ** 4) / 5) ** 2;
    const v2 = a ** 2 / 8;
    const v13 = b ** 2 * Math.PI ** 8 * (1 / 18 - 1 / 50);
    const v = v1 + v2 + v13;
    const p = plan({ kind: "saltelli", count: 2048, seed: 3 });
    const found = sensitivityOf(p, rowsOf(p, model), 0)!;
    const first = [v1 / v, v2 / v, 0];
    const total = [(v1 + v13) / v, v2 / v, v13 / v];
    found.forEach((one, d) => {
      expect(Math.abs(one.first - first[d]!)).toBeLessThan(0.02);
      expect(Math.abs(one.second - total[d]!)).toBeLessThan(0.02);
      expect(one.errors![1]).toBeLessThan(0.03);
    });
  });

  it("of a linear function is its slopes, without deviation [@morris1991]", () => {
    const p = plan({ kind: "morris", count: 12, seed: 3 });
    const found = sensitivityOf(
      p,
      rowsOf(p, ([x, y, z]) => 3 * x! - 2 * y! + 0 * z!),
      0,
    )!;
    expect(found.map(({ path }) => path)).toEqual(NAMES);
    [3, 2, 0].forEach((slope, d) => {
      expect(found[d]!.first).toBeCloseTo(slope, 6);
      expect(found[d]!.second).toBeCloseTo(0, 6);
    });
  });

  it("of a product has a deviation: the axes act together", () => {
    const p = plan({ kind: "morris", count: 20, seed: 3 });
    const found = sensitivityOf(
      p,
      rowsOf(p, ([x, y]) => x! * y!),
      0,
    )!;
    expect(found[0]!.second).toBeGreaterThan(0.1);
    expect(found[2]!.first).toBe(0);
  });
});
