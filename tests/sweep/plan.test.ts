import { describe, expect, it } from "vitest";
import { PLANS } from "../../core/plans";
import { caseDocument, checkPlan, levelsOf, readPlan } from "../../sweep/plan";
import { planHash } from "../../sweep/plan-hash";
import { sobol } from "../../sweep/sampling";

const SCENARIO = { protocol: ["Strip at 1 mA/cm2 for 1 min"] };

function plan(document: object) {
  const whole = { format: "voidscope-plan", schemaVersion: 1, scenario: SCENARIO, ...document };
  return readPlan(JSON.stringify(whole), "plan.json", () => SCENARIO);
}

const PRESSURE = { path: "conditions.stackPressure", from: "1 MPa", to: "10 MPa" };

describe("plans that ship", () => {
  it.each(Object.entries(PLANS))("%s holds, from its first case to its last", (name, document) => {
    const shipped = readPlan(JSON.stringify(document), name, () => undefined);
    checkPlan(shipped);
    expect(shipped.cases).toBeLessThan(300);
  });
});

describe("a plan", () => {
  it("numbers its cases, the last axis fastest, axes of a zip together", () => {
    const p = plan({
      vary: [
        { path: "seed", values: [1, 2] },
        {
          zip: [
            { ...PRESSURE, count: 2 },
            { path: "current", values: ["1 mA/cm2", "2 mA/cm2"] },
          ],
        },
      ],
    });
    expect(p.cases).toBe(4);
    expect([0, 1, 2, 3].map((n) => levelsOf(p, n).map((l) => l.value))).toEqual([
      [1, 1, 1],
      [1, 10, 2],
      [2, 1, 1],
      [2, 10, 2],
    ]);
    expect(caseDocument(p, 3)).toEqual({
      protocol: ["Strip at 2 mA/cm2 for 1 min"],
      seed: 2,
      conditions: { stackPressure: "10 MPa" },
    });
  });

  it("spaces a logarithmic range evenly in the logarithm", () => {
    const p = plan({ vary: [{ ...PRESSURE, count: 3, scale: "log" }] });
    expect([0, 1, 2].map((n) => levelsOf(p, n)[0]!.written)).toEqual([
      "1 MPa",
      "3.16227766 MPa",
      "10 MPa",
    ]);
  });

  it("has a hash that follows from what is computed, not from its title", () => {
    const vary = [{ path: "seed", values: [1] }];
    const hash = (document: object, kernel = "k") => planHash(plan({ vary, ...document }), kernel);
    expect(hash({ title: "one" })).toBe(hash({ title: "two" }));
    expect(hash({ keep: ["voltage"] })).not.toBe(hash({}));
    expect(hash({}, "other")).not.toBe(hash({}));
  });

  it("puts one point of a Latin hypercube into each slice of each axis", () => {
    const p = plan({
      vary: [PRESSURE, { path: "conditions.temperature", from: "0 Cel", to: "50 Cel" }],
      sample: { kind: "latin-hypercube", count: 20, seed: 5 },
    });
    for (const axis of [0, 1]) {
      const slices = Array.from({ length: 20 }, (_, n) => Math.floor(20 * p.sample.at(n)[axis]!));
      expect(slices.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, k) => k));
    }
  });

  it("crosses a sample with the axes that have values", () => {
    const p = plan({
      vary: [PRESSURE, { path: "seed", values: [1, 2, 3] }],
      sample: { kind: "sobol", count: 4 },
    });
    expect(p.cases).toBe(12);
    const levels = (n: number) => levelsOf(p, n).map((l) => l.value);
    expect(levels(0)[0]).toBe(levels(2)[0]);
    expect(levels(0)[0]).not.toBe(levels(3)[0]);
  });

  it.each([
    [{ vary: [] }, "vary: is empty"],
    [{ vary: [{ path: "seed" }] }, "vary[0]: has neither values nor both from and to"],
    [{ vary: [{ ...PRESSURE, count: 1 }] }, "vary[0].count: use a whole number from 2"],
    [{ vary: [PRESSURE] }, "vary[0]: lacks a count"],
    [{ vary: [{ ...PRESSURE, to: "10 bar", count: 2 }] }, "two units"],
    [{ vary: [{ ...PRESSURE, from: "20 MPa", count: 2 }] }, "the lower end stands first"],
    [{ vary: [{ path: "seed", values: [1, 1] }] }, 'has "1" twice'],
    [{ vary: [{ path: "seed", values: [1] }], keep: ["contct"] }, 'did you mean "contact'],
    [{ vary: [{ path: "seed", values: [1] }], keep: ["first.shrt"] }, 'did you mean "short"'],
    [{ vary: [{ path: "seed", values: [1] }], find: { mode: "stripp" } }, 'did you mean "strip"'],
    [{ vry: [{ path: "seed", values: [1] }], vary: [] }, 'did you mean "vary"'],
    [
      { vary: [{ path: "seed", values: [1] }], sample: { kind: "sobol", count: 4 } },
      "nothing to sample",
    ],
    [
      {
        vary: [
          {
            zip: [
              { path: "seed", values: [1, 2] },
              { ...PRESSURE, count: 3 },
            ],
          },
        ],
      },
      "have 2 and 3 values",
    ],
  ])("is refused in a sentence: %j", (document, words) => {
    expect(() => plan(document)).toThrow(words);
  });

  it("names the value that no scenario takes", () => {
    const p = plan({ vary: [{ path: "mesh.colums", values: [32, 64] }] });
    expect(() => checkPlan(p)).toThrow(/vary\[0\]: mesh\.colums=32: .*did you mean "columns"/);
  });
});

describe("the Sobol sequence", () => {
  // the first points of the sequence of Joe and Kuo without a shift, in three dimensions
  it("begins as published", () => {
    const at = sobol(3, 0);
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(at)).toEqual([
      [0, 0, 0],
      [0.5, 0.5, 0.5],
      [0.75, 0.25, 0.25],
      [0.25, 0.75, 0.75],
      [0.375, 0.375, 0.625],
      [0.875, 0.875, 0.125],
      [0.625, 0.125, 0.875],
      [0.125, 0.625, 0.375],
    ]);
  });

  it("has each of 2^k slices once in every dimension", () => {
    const at = sobol(21, 7);
    for (let d = 0; d < 21; d++) {
      const slices = Array.from({ length: 64 }, (_, n) => Math.floor(64 * at(n)[d]!));
      expect(new Set(slices).size).toBe(64);
    }
  });
});
