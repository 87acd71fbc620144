// The forecast of the section's flaws against the closed forms of a single one, and what it makes of neighbours,
// boundaries and lost contact.
import { describe, expect, it } from "vitest";
import type { ScenarioInput } from "../../core/scenario";
import { Out, Param, Picture, Status } from "../../sim/kernel";
import { plate, plated } from "../../validate/plated-sections";
import { kendall } from "../../validate/ranks";
import { wasm } from "../support/kernel";
import { drawn } from "../support/section";

const OF = 13e-6 / 96485.33212;
const WIDE = {
  cell: { width: "600 um", lithium: "10 um", electrolyte: "40 um", pellet: "40 um" },
  mesh: { columns: 512 },
  // free of the lateral compression that a stack pressure brings
  conditions: { stackPressure: "0 MPa" },
} satisfies Partial<ScenarioInput>;
type Flaw = { at: string; length: string };

async function plating(j: number, list: Flaw[], scenario: Partial<ScenarioInput> = WIDE) {
  const one = await drawn({
    ...scenario,
    electrolyte: { ...scenario.electrolyte, flaws: { list } },
  });
  one.kernel.setParam(Param.current, -10 * j);
  expect(one.kernel.exports.runControl()).toBe(Status.ok);
  const {
    [Out.crackRatio]: ratio,
    [Out.crackTime]: time,
    [Out.riskSite]: site,
  } = one.kernel.outputs;
  return { ...one, ratio: ratio!, time: time!, site: site! };
}

/** r = 1.12 (eta/OF) sqrt(pi a)/K_c with the potential half way down, eta = j (Z + a/2 kappa), and tau = 1.2544 pi a Z (1 - nu^2)/(2 E OF^2) at Z = 5 Ohm cm2, 0.3 MPa m^0.5. */
function closed(j: number, a: number) {
  const r = ((1.12 * 10 * j * (5e-4 + a / 0.4)) / OF) * (Math.sqrt(Math.PI * a) / 0.3e6);
  const tau = (1.2544 * Math.PI * a * 5e-4 * (1 - 0.37 ** 2)) / (2 * 22.1e9 * OF ** 2);
  return { r, time: r > 1 ? tau * Math.log(r / (r - 1)) : 0 };
}

describe("a single flaw", () => {
  const flaw = [{ at: "300 um", length: "5 um" }];

  it("comes to rest at the closed form below the threshold", async () => {
    // charge transfer is a sinh: at 5 mV its chord lies 0.3 % below the line
    const { ratio, time } = await plating(1, flaw);
    expect(Math.abs(ratio / closed(1, 5e-6).r - 1)).toBeLessThan(0.01);
    expect(time).toBe(0);
  });

  it.each([2.5, 4, 8])("starts after tau ln(r/(r - 1)) at %d mA/cm2", async (j) => {
    const { ratio, time, site } = await plating(j, flaw);
    // as far as it would be driven if it did not start
    expect(ratio / closed(j, 5e-6).r).toBeGreaterThan(0.9);
    expect(ratio / closed(j, 5e-6).r).toBeLessThan(1);
    expect(site).toBeCloseTo(300e-6, 12);
    // the sinh of the kinetics, 2 % of the current into the flanks, steps of tau/120
    expect(Math.abs(time / closed(j, 5e-6).time - 1)).toBeLessThan(0.1);
  });

  it("does not start while its lithium is stripped", async () => {
    const { ratio, time } = await plating(-4, flaw);
    expect([ratio, time]).toEqual([0, 0]);
  });
});

it("a large neighbour takes the load off a flaw, the less the further it is", async () => {
  const ratios: number[] = [];
  for (const apart of [3, 8, 20, 100]) {
    const { ratio } = await plating(1, [
      { at: "200 um", length: "6 um" },
      { at: `${200 + apart} um`, length: "6 um" },
    ]);
    ratios.push(ratio);
  }
  expect(ratios).toEqual([...ratios].sort((a, b) => a - b));
  const alone = closed(1, 6e-6).r;
  // side by side both fill one slot: 1/sqrt(2)
  expect(ratios[0]! / alone).toBeGreaterThan(0.65);
  expect(ratios[0]! / alone).toBeLessThan(0.85);
  expect(ratios[3]! / alone).toBeGreaterThan(0.95);
});

it("draws the drive of every flaw over the map, its own value and not that of its surroundings", async () => {
  const { kernel, ratio } = await plating(4, [
    { at: "150 um", length: "2 um" },
    { at: "450 um", length: "8 um" },
  ]);
  const map = kernel.picture(Picture.risk);
  const at = (x: number, depth: number) =>
    map[
      (kernel.rows.lithium + Math.floor(depth * (512 / 600))) * 512 + Math.floor(x * (512 / 600))
    ]!;
  expect(at(450, 7)).toBeCloseTo(ratio, 5);
  // K goes with the root of the length, and a median flaw of 2.5 um stands for those that are not known
  expect(at(150, 1.5) / at(450, 7)).toBeCloseTo(Math.sqrt(2 / 8), 1);
  expect(at(180, 1.5) / at(150, 1.5)).toBeGreaterThan(0.9 * Math.sqrt(2.5 / 2) * Math.exp(-0.15));
});

it("rank correlation is that of Kendall, with ties", () => {
  expect(kendall([1, 2, 3, 4].map((x) => [x, 2 * x]))).toBe(1);
  expect(kendall([1, 2, 3, 4].map((x) => [x, -x]))).toBe(-1);
  // four pairs in order of six, one tie of each
  expect(
    kendall([
      [1, 1],
      [2, 2],
      [2, 3],
      [3, 3],
    ]),
  ).toBeCloseTo(0.8, 12);
  const never = Number.NEGATIVE_INFINITY;
  expect(
    kendall([
      [1, never],
      [2, never],
      [3, -5],
    ]),
  ).toBeCloseTo(2 / Math.sqrt(6), 12);
});

it("the largest drive puts sections in the order in which filaments start in them, and 1 parts them", async () => {
  const pairs: [number, number][] = [];
  for (const seed of [1, 2]) {
    for (const pressure of [3, 5, 7]) {
      for (const current of [1, 2]) {
        const scenario = { ...plated(seed, pressure, current), mesh: { columns: 32 } };
        const { drive, start } = await plate(wasm, scenario);
        pairs.push([drive, -start]);
        if (drive < 1) expect(start).toBe(Number.POSITIVE_INFINITY);
        if (drive > 1.2) expect(start).toBeLessThan(120);
      }
    }
  }
  expect(kendall(pairs)).toBeGreaterThan(0.7);
});

it("a flaw that meets a grain boundary comes before a longer one that does not", async () => {
  const list = [
    { at: "100 um", length: "5 um" },
    { at: "400 um", length: "4 um" },
  ];
  // 1.8 mA/cm2 start the one, 2.0 the other
  expect((await plating(1.9, list)).site).toBeCloseTo(100e-6, 12);
  const line = { from: "400 um", fromDepth: "0 um", to: "400 um", toDepth: "30 um" };
  const { site, kernel } = await plating(1.9, list, {
    ...WIDE,
    electrolyte: { grains: { list: [line] } },
  });
  expect(site).toBeCloseTo(400e-6, 12);
  // and the map is darker on the boundary than beside it
  const map = kernel.picture(Picture.riskToughness);
  const row = kernel.rows.lithium + 2;
  const at = (x: number) => map[row * 512 + Math.floor((x / 600) * 512)]!;
  expect(at(400)).toBeGreaterThan(1.5 * at(390));
});

it("a flaw below lost contact does not start", async () => {
  const list = [
    { at: "100 um", length: "9 um" },
    { at: "400 um", length: "4 um" },
  ];
  const defects = [{ at: "100 um", width: "60 um", height: "3 um" }];
  const { site } = await plating(4, list, { ...WIDE, interface: { defects } });
  expect(site).toBeCloseTo(400e-6, 12);
});
