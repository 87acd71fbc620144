import { describe, expect, it } from "vitest";
import { resolveRun } from "../../core/resolve";
import type { ScenarioInput } from "../../core/scenario";
import { criticalCurrent, estimate, kept, search } from "../../sim/critical-current";
import { runToEnd } from "../../sim/outcome";
import { wasm } from "../support/kernel";

/** A search whose trials keep the contact up to `border`. */
const stub = (border: number, guess: number) => search(async (j) => j <= border, { guess });

describe("search", () => {
  it.each([
    [2, 2.01],
    [2, 1.9],
    [0.003, 5],
    [400, 0.5],
  ])("brackets a border at %d from %d within 2 %%", async (border, guess) => {
    const { status, low, high, current } = await stub(border, guess);
    expect(status).toBe("found");
    expect(low).toBeLessThanOrEqual(border);
    expect(high).toBeGreaterThan(border);
    expect(high / low).toBeLessThanOrEqual(1.02);
    expect(current).toBeCloseTo(Math.sqrt(low * high), 12);
  });

  it("takes log2(ln 1.5 / ln 1.02) halvings after two trials of the bracket", async () => {
    expect((await stub(1.8, 2)).runs).toBe(
      2 + Math.ceil(Math.log2(Math.log(1.5) / Math.log(1.02))),
    );
  });

  it("says so when the border lies beyond the range", async () => {
    expect(await stub(Number.POSITIVE_INFINITY, 2)).toMatchObject({ status: "above", low: 500 });
    expect(await stub(0, 2)).toMatchObject({ status: "below", high: 1e-5 });
  });
});

describe("a trial", () => {
  const ended = { endReason: "words", charge: 18_000, voltage: 0, voidVolume: 0 };
  const criterion = { capacity: 36_000, contact: 0.9 };

  it("that failed or ran out of lithium is neither kept nor lost", () => {
    const trial = { ...ended, contactFraction: 0.95 };
    expect(() => kept({ ...trial, status: "failed" }, criterion)).toThrow("words");
    expect(() => kept({ ...trial, status: "stopped" }, criterion)).toThrow("0.5 of 1 mA.h/cm2");
    expect(kept({ ...trial, status: "finished" }, criterion)).toBe(true);
    expect(kept({ ...trial, status: "stopped", contactFraction: 0 }, criterion)).toBe(false);
  });
});

describe("the critical current", () => {
  const scenario: ScenarioInput = {
    cell: { width: "40 um", lithium: "20 um", electrolyte: "20 um" },
    mesh: { columns: 32 },
    protocol: ["Rest for 1 h"],
  };
  const at = (pressure: number, temperature: number) =>
    criticalCurrent(
      scenario,
      { pressure, temperature },
      1,
      { capacity: 18_000, contact: 0.9 },
      (spec) => runToEnd(spec, wasm),
    );

  it("is estimated as P^2 F D_self / (R T alpha_T G b)", () => {
    // 9e12 * 96485.33 * 6.17e-15 / (8.314463 * 298.15 * 1.25 * 2.83e9 * 0.304e-9)
    expect(estimate(resolveRun(scenario))).toBeCloseTo(2.0098, 4);
    expect(estimate(resolveRun({ ...scenario, physics: { vacancySinks: false } }))).toBeNull();
  });

  it("follows P^2 and lithium self-diffusion over T, nothing fitted", async () => {
    const [low, high, warm] = await Promise.all([
      at(3e6, 298.15),
      at(7e6, 298.15),
      at(3e6, 333.15),
    ]);
    // each search is within 2 %, and the sinks' spread shifts all alike
    expect(high.current! / low.current!).toBeGreaterThan((7 / 3) ** 2 / 1.05);
    expect(high.current! / low.current!).toBeLessThan((7 / 3) ** 2 * 1.05);
    const diffusion =
      Math.exp(((-0.52 * 96485.33) / 8.314463) * (1 / 333.15 - 1 / 298.15)) * (298.15 / 333.15);
    expect(warm.current! / low.current! / diffusion).toBeGreaterThan(1 / 1.05);
    expect(warm.current! / low.current! / diffusion).toBeLessThan(1.05);
  });
});
