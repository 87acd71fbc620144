import { describe, expect, it } from "vitest";
import { type Case, check, meets } from "../../validate/check";

const kernel = new Uint8Array();
const one = (run: Case["run"]): Case => ({
  id: "x",
  topic: "N1",
  kind: "analytic",
  quantity: "length, m",
  source: "a book",
  conditions: "none",
  target: { value: 2, relative: 0.01 },
  run,
});

describe("validation", () => {
  it("knows its four kinds of target, their edges and NaN", () => {
    expect(meets(2.0199, { value: 2, relative: 0.01 })).toBe(true);
    expect(meets(-2.03, { value: -2, relative: 0.01 })).toBe(false);
    expect(meets(0.05, { value: 0, absolute: 0.05 })).toBe(true);
    expect(meets(3, { atLeast: 3 })).toBe(true);
    expect(meets(3.1, { atMost: 3 })).toBe(false);
    for (const target of [{ atLeast: 0 }, { atMost: 0 }, { value: 0, absolute: 1 }]) {
      expect(meets(Number.NaN, target)).toBe(false);
    }
  });

  it("fails a case that misses or throws, and says why", async () => {
    expect(
      await check(
        one(async () => 2.01),
        kernel,
      ),
    ).toMatchObject({ got: 2.01, passed: true });
    expect(
      await check(
        one(async () => 2.1),
        kernel,
      ),
    ).toMatchObject({ passed: false });
    const thrown = one(() => Promise.reject(new Error("no convergence")));
    expect(await check(thrown, kernel)).toMatchObject({ passed: false, error: "no convergence" });
  });
});
