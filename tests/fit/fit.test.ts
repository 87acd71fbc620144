import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { headed, readCurve, readShorts } from "../../core/measured";
import { identifiability } from "../../fit/identifiability";
import { leastSquares } from "../../fit/least-squares";
import { parametersOf } from "../../fit/parameters";
import { impedanceTarget, shortTarget } from "../../fit/target";
import { scratch, voidscope } from "../cli/spawn";
import { recovered, scenario, TRUTH } from "./recovery";

const wasm = new Uint8Array(readFileSync("build/kernel.wasm"));

describe("least squares", () => {
  const line = (x: readonly number[]) =>
    Float64Array.from(
      [0, 1, 2, 3, 4],
      (t) => Math.exp(-0.7 * t) * 2 - x[1]! * Math.exp(-x[0]! * t),
    );

  it("finds what made exact data, and stops at a bound", async () => {
    const residuals = async (points: readonly (readonly number[])[]) => points.map(line);
    const problem = { start: [0.2, 1], low: [0, 0], high: [5, 5], gain: 1e-3, residuals };
    const free = await leastSquares(problem);
    expect(free!.x[0]).toBeCloseTo(0.7, 6);
    expect(free!.x[1]).toBeCloseTo(2, 6);
    const bound = await leastSquares({ ...problem, high: [5, 1.5] });
    expect(bound!.x[1]).toBe(1.5);
  });

  it("gives null where there is nothing to compare", async () => {
    const residuals = async () => [null];
    expect(await leastSquares({ start: [1], low: [0], high: [2], gain: 1, residuals })).toBe(null);
  });
});

describe("identifiability", () => {
  const noise = Float64Array.from({ length: 40 }, (_, i) => Math.sin(7 * i * i));
  const ones = noise.map(() => 10);
  const slope = noise.map((_, i) => i);

  it("has the standard errors of linear regression", () => {
    const { errors, deviation, unknown, confused } = identifiability([ones, slope], noise);
    const [a, b] = [4000, slope.reduce((s, v) => s + v * v, 0)];
    const c = slope.reduce((s, v) => s + 10 * v, 0);
    expect(errors[0]).toBeCloseTo(deviation * Math.sqrt(b / (a * b - c * c)), 10);
    expect([unknown, confused]).toEqual([[], []]);
  });

  it("names what moves nothing, and what moves alike", () => {
    const still = noise.map((_, i) => 1e-4 * (i % 3));
    const alike = ones.map((v, i) => v + 1e-2 * (i % 2));
    const found = identifiability([ones, slope, still, alike], noise);
    expect(found.unknown).toEqual([2]);
    expect(found.confused).toEqual([[0, 3]]);
    expect(found.errors[2]).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("measured curves", () => {
  it.each([
    [
      "Test Time / s,Current / A,Voltage / V\n5,1,0.1\n6,1,0.2\n7,1,0.3\n",
      "Battery Data Format",
      1,
    ],
    [
      "EC-Lab ASCII FILE\nNb header lines : 3 \nmode\ttime/s\tEwe/V\tI/mA\n1\t0,5\t0,1\t1\n1\t1,5\t0,2\t1\n1\t2,5\t0,3\t1\n",
      "BioLogic",
      1,
    ],
    [
      "EXPLAIN\nTAG\tCHRONOP\nCURVE\tTABLE\t3\n\tPt\tT\tVf\tIm\n\t#\ts\tV vs. Ref.\tA\n\t0\t1\t0.1\t1\n\t1\t2\t0.2\t1\n\t2\t3\t0.3\t1\n",
      "Gamry",
      1,
    ],
    [
      "Data_Point,Test_Time(s),Step_Time(s),Voltage(V)\n1,0,0,0.1\n2,1,1,0.2\n3,2,2,0.3\n",
      "a table",
      1,
    ],
    ["Total Time;Voltage(mV)\n0:00:00;100\n0:00:01;200\n0:00:02,0;300\n", "a table", 1],
    ["Time (h)\tPotential [V]\n0\t0.1\n1\t0.2\n2\t0.3\n", "a table", 3600],
  ])("are read from %j", (text, form, step) => {
    const curve = readCurve(text, "cell.csv");
    expect(curve.form).toContain(form);
    expect(curve.times).toEqual([0, step, 2 * step]);
    expect(curve.voltages.map((v) => Number(v.toFixed(12)))).toEqual([0.1, 0.2, 0.3]);
  });

  it.each([
    ["", "is empty"],
    ["a,b\n1,2\n", "holds no curve that is known"],
    ["time / s,voltage / V\n0,1\n1,x\n2,3\n", 'is damaged in line 3: "x" is not a number'],
    ["time / s,voltage / V\n0,1\n2,1\n1,1\n", "goes back in time in line 4"],
    ["time / s,voltage / V\n0,1\n", "has 1 rows of numbers"],
    ["time / s,voltage / kg\n0,1\n1,1\n2,1\n", 'in "kg"; use V'],
  ])("are refused in one sentence: %j", (text, words) => {
    expect(() => readCurve(text, "cell.csv")).toThrow(words);
  });

  it("hold times to short under conditions", () => {
    const { settings, times } = readShorts(
      "current / mA/cm2,seed,time to short / min\n1,3,2\n",
      "f",
    );
    expect(settings).toEqual([
      { path: "current", written: ["1 mA/cm2"] },
      { path: "seed", written: ["3"] },
    ]);
    expect(times).toEqual([120]);
    expect(headed("Ewe/V")).toEqual({ name: "Ewe", unit: "V" });
    const target = shortTarget({ form: "", settings, times }, undefined);
    expect(target.predict([[null, 200]])![0]).toBe(Math.log(200));
  });

  it("are compared per frequency where they are spectra", () => {
    const target = impedanceTarget([{ frequency: 10, real: 3, imaginary: -4 }], "", undefined);
    expect(target.weights).toEqual([5, 5]);
    expect(target.keep).toEqual(["impedanceReal@10 Hz", "impedanceImaginary@10 Hz"]);
  });
});

describe("parameters", () => {
  const document = scenario(16, "20 um");
  it("are properties and entries by name", () => {
    const [a, b] = parametersOf("chargeTransferResistance,taylor=0.5..3", document);
    expect(a).toMatchObject({
      path: "materials.overrides.Li6PS5Cl.chargeTransferResistance",
      ...{ unit: "Ohm.cm2", start: 3 },
    });
    expect(b).toMatchObject({ path: "physics.taylor", low: 0.5, high: 3, logarithmic: true });
  });
  it.each([
    ["tailor", 'did you mean "taylor"'],
    ["youngsModulus", "write lithium.youngsModulus or electrolyte.youngsModulus"],
    ["taylor=3..1", "is no range for taylor"],
    ["taylor=2..3", "leaves out 1.25, where the scenario starts"],
    ["taylor=0.5..300", "taylor=0.5..300"],
    ["taylor,taylor", "is there twice"],
    ["title", "is not a number that the scenario has"],
    ["", "name one or more"],
  ])("are refused in one sentence: %j", (text, words) => {
    expect(() => parametersOf(text, document)).toThrow(words);
  });
});

describe("a fit", () => {
  it("finds charge transfer, conductivity and Taylor constant within 5 % and says that creep cannot be found", async () => {
    const names = "chargeTransferResistance,ionicConductivity,taylor,creepStress";
    const found = await recovered(wasm, scenario(16, "50 um"), names, 600);
    const [charge, conductivity, taylor] = found.estimates;
    for (const [one, true_] of [
      [charge, TRUTH.chargeTransferResistance],
      [conductivity, TRUTH.ionicConductivity],
      [taylor, TRUTH.taylor],
    ] as const) {
      expect(Math.abs(one!.value / true_ - 1)).toBeLessThan(0.05);
      // nor is the standard error made up
      expect(Math.abs(one!.value - true_)).toBeLessThan(3.5 * one!.error);
    }
    expect(found.unknown).toEqual([3]);
    expect(found.turned).toBe(true);
    expect(found.deviation).toBeGreaterThan(0.9);
    expect(found.deviation).toBeLessThan(1.1);
  });
});

describe("voidscope fit", () => {
  it("writes table, picture and scenario, and goes on from what it has", async () => {
    const home = scratch();
    const data = join(home, "cell.csv");
    const mine = join(home, "mine.json");
    writeFileSync(
      mine,
      JSON.stringify({ ...scenario(16, "20 um"), protocol: ["Strip at 1 mA/cm2 for 1 min"] }),
    );
    // 6 mV for each 0.1 mA/cm2 of the default: what a cell twice as good has
    writeFileSync(data, "Time(s),Voltage(V)\n1,0.031\n20,0.0315\n30,0.031\n40,0.0315\n50,0.031\n");
    const asked = ["fit", data, "--scenario", mine, "--parameters", "ionicConductivity=1..10"];
    const out = join(home, "out");
    const { code, stdout, stderr } = await voidscope([...asked, "--out", out, "--json"]);
    expect([code, stderr.includes("fit  step 0")]).toEqual([0, true]);
    const { parameters, correlations, warnings } = JSON.parse(stdout);
    expect(parameters[0].value).toBeGreaterThan(3);
    expect([correlations, warnings]).toEqual([[[1]], []]);
    for (const name of ["fit.json", "fit.csv", "fit.svg", "fitted.json"]) {
      expect(existsSync(join(out, name))).toBe(true);
    }
    const fitted = JSON.parse(readFileSync(join(out, "fitted.json"), "utf8"));
    expect(fitted.materials.overrides["Li6PS5Cl.ionicConductivity"]).toMatch(/mS\/cm$/);
    const again = await voidscope([...asked, "--out", out, "--quiet", "--json"]);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.stdout).parameters).toEqual(parameters);
    const other = await voidscope([...asked, "--set", "seed=2", "--out", out, "--quiet"]);
    expect([other.code, other.stderr]).toEqual([
      2,
      expect.stringContaining("holds the runs of another fit"),
    ]);
  });
});
