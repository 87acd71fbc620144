// The shape of what `voidscope bench` leaves behind. No time is judged.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { losses } from "../../bench/compare";
import { installedPeers } from "../../bench/others";
import type { Report } from "../../bench/report";
import { scratch, voidscope } from "../cli/spawn";

const clean: (() => void)[] = [];
let report: Report;
let printed: string;
let file: string;

beforeAll(async () => {
  file = join(
    scratch((after) => clean.push(after)),
    "new/bench.json",
  );
  const { code, stdout } = await voidscope(["bench", "--quick", "--out", file]);
  expect(code).toBe(0);
  printed = stdout;
  report = JSON.parse(readFileSync(file, "utf8"));
});
afterAll(() => {
  for (const one of clean) one();
});

describe("voidscope bench --quick", () => {
  it("says on what it was measured", () => {
    expect(report).toMatchObject({ quick: true, machine: { node: process.version } });
    expect(report.wasm).toMatch(/^[0-9a-f]{64}$/);
    expect(report.machine.load).toBeGreaterThanOrEqual(0);
    expect(Date.parse(report.date)).toBeGreaterThan(0);
  });

  it("times P1, P2 and P3, solved", () => {
    expect(report.problems.map(({ problem, n }) => `${problem} ${n}`)).toEqual([
      "p1 64",
      "p1 128",
      "p2 64",
      "p2 128",
      "p3 64",
      "p3 128",
      "p3-floating 64",
      "p3-floating 128",
    ]);
    for (const one of report.problems) {
      expect(one.iters).toBeGreaterThan(0);
      for (const time of [one.setup_s, one.solve_s, one.total_s]) {
        expect(time.min).toBeGreaterThan(0);
        expect(time.median).toBeGreaterThanOrEqual(time.min);
        expect(time.count).toBeGreaterThanOrEqual(3);
      }
      for (const value of [one.perUnknown_ns, one.unit_s, one.workUnits, one.bytes, one.triad_ns]) {
        expect(value).toBeGreaterThan(0);
      }
    }
    // direct solvers, shared problem definitions
    expect(report.problems[0]!.answer).toBeCloseTo(0.7646834368, 8);
    expect(report.problems[2]!.answer).toBeCloseTo(-0.01785554529, 9);
    expect(report.problems[0]!.imbalance).toBeLessThan(1e-8);
  });

  it("times a coupled run with its iterations and memory", () => {
    const [run] = report.runs;
    expect(run).toMatchObject({ columns: 64, split: null });
    expect(run!.steps).toBeGreaterThan(0);
    expect(run!.step_ms.count).toBe(run!.steps);
    expect(run!.bytesPerCell).toBeGreaterThan(100);
    expect(run!.potentialIterations).toBeGreaterThan(0);
  });

  it("gives every figure a verdict, and none to what was not measured", () => {
    expect(report.figures.length).toBeGreaterThan(20);
    for (const { value, target, least, verdict } of report.figures) {
      const held = value !== null && value <= target;
      const almost = value !== null && least !== undefined && value <= least;
      expect(verdict).toBe(
        value === null ? "not measured" : held ? "held" : almost ? "least held" : "missed",
      );
    }
    expect(new Set(report.figures.map(({ name }) => name)).size).toBe(report.figures.length);
  });

  it("prints a table, a line for each problem", () => {
    expect(printed).toMatch(/P1 +64\^2.*\n(.*\n)*P2 +128\^2.*\n(.*\n)*64 columns/);
  });

  it("prints the record as JSON when asked", async () => {
    const other = join(file, "../other.json");
    const { stdout } = await voidscope(["bench", "--quick", "--json", "--out", other]);
    expect(existsSync(other)).toBe(true);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(other, "utf8")));
  });
});

describe("against a baseline", () => {
  it("a loss of more than a tenth is said, a smaller one and a gain are not", () => {
    const now = structuredClone(report);
    expect(losses(now, report)).toEqual([]);
    now.problems[0]!.workUnits *= 1.09;
    now.problems[1]!.workUnits *= 0.5;
    now.problems[2]!.workUnits *= 1.25;
    expect(losses(now, report)).toEqual([
      expect.stringMatching(/^p2 64: work units: .* \(25 % worse\)\.$/),
    ]);
  });
});

describe("peers", () => {
  it("are found in the folders of VOIDSCOPE_PEERS, and skipped with a word where they are not", () => {
    const folder = scratch();
    const before = process.env["VOIDSCOPE_PEERS"];
    process.env["VOIDSCOPE_PEERS"] = folder;
    try {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "p2_petsc.py"), "");
      const peers = installedPeers(folder);
      expect(peers).toHaveLength(6);
      const gamg = peers.find(({ tool }) => tool === "PETSc GAMG")!;
      expect("skipped" in gamg).toBe(false);
      for (const one of peers) {
        if ("skipped" in one) expect(one.skipped).toMatch(/is in no folder of VOIDSCOPE_PEERS/);
      }
    } finally {
      if (before === undefined) delete process.env["VOIDSCOPE_PEERS"];
      else process.env["VOIDSCOPE_PEERS"] = before;
    }
  });
});
