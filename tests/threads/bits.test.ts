import { describe, expect, it } from "vitest";
import { P1 } from "../../bench/drivers/p1";
import { P3 } from "../../bench/drivers/p3";
import { fromGallery } from "../../core/gallery";
import { applyOverrides } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import { Simulation } from "../../sim/simulation";
import type { FieldName } from "../../sim/types";
import { wasm as plain } from "../support/kernel";
import { differences, System, withThreads } from "./kernel";

const words = (u: Float64Array) => new BigUint64Array(u.buffer);

describe("threads", () => {
  it.each([128, 256])("solve P1 with %i columns to the bits of one", async (n) => {
    const alone = await P1.create(plain, n);
    const { answer, bottom, residual, iters } = alone.sample();
    expect(iters).toBeGreaterThan(0);
    for (const threads of [1, 2, 3]) {
      const team = await P1.create(plain, n, withThreads(threads));
      expect(team.threads).toBe(threads);
      // a helper comes earlier or later from one solve to the next
      for (let repeat = 0; repeat < 4; repeat++) {
        expect(team.sample()).toMatchObject({ answer, bottom, residual, iters });
        expect(differences(words(team.solution()), words(alone.solution()))).toBe(0);
      }
      team.close();
    }
  });

  it.each([false, true])("solve P3 to the bits of one (floating: %s)", async (floating) => {
    const n = 256;
    const alone = await P3.create(plain, n, floating);
    const { answer, residual, iters } = alone.sample();
    expect(iters).toBeGreaterThan(0);
    for (const threads of [2, 3]) {
      const team = await P3.create(plain, n, floating, withThreads(threads));
      expect(team.threads).toBe(threads);
      for (let repeat = 0; repeat < 3; repeat++) {
        expect(team.sample()).toMatchObject({ answer, residual, iters });
        expect(differences(words(team.solution()), words(alone.solution()))).toBe(0);
      }
      team.close();
    }
  });

  // single and double precision, sizes that are odd on most levels, strips that end mid-block
  it.each([
    [331, 301, 1e3, 4],
    [300, 523, 1e9, 8],
  ])("do so on %i x %i cells of contrast %d", async (nx, ny, contrast, precision) => {
    const alone = await System.open(nx, ny);
    alone.fill(contrast);
    const its = alone.solve();
    expect(its).toBeGreaterThan(0);
    expect(alone.k.scalarPrecision(alone.h)).toBe(precision);
    for (const threads of [2, 3]) {
      const team = await System.open(nx, ny, withThreads(threads));
      for (let repeat = 0; repeat < 3; repeat++) {
        team.fill(contrast);
        expect(team.solve()).toBe(its);
        expect(differences(team.bits, alone.bits)).toBe(0);
      }
      team.k.teamDismiss();
    }
  });

  it("keep to them with a rank-one term, new coefficients and parts without a tie", async () => {
    const nx = 257;
    const ny = 270;
    const run = async (threads: number) => {
      const s = await System.open(nx, ny, withThreads(threads));
      const { k, h } = s;
      const w = s.view(k.scalarC(h), nx * ny);
      s.fill(50);
      // the upper part is cut off, and c = 0: nothing ties it to a value
      s.view(k.scalarTy(h), nx * (ny + 1)).fill(0, 200 * nx, 201 * nx);
      s.view(k.scalarTy(h), nx * (ny + 1)).fill(0, ny * nx);
      s.view(k.scalarF(h), nx * ny).forEach((_, i, f) => {
        f[i] = Math.sin(i);
      });
      w.fill(0);
      const counts = [s.solve()];
      const first = s.bits;
      s.view(k.scalarTy(h), nx * (ny + 1)).fill(0.7, 0, nx);
      k.scalarUpdate(h);
      // w is read where it lies: a row of tx serves as well as any
      k.scalarRankOne(h, 0, k.scalarTx(h) + 8, 0.01);
      counts.push(k.scalarSolve(h, 1e-8, 0, 200));
      const second = s.bits;
      k.teamDismiss();
      return { counts, first, second };
    };
    const one = await run(1);
    expect(Math.min(...one.counts)).toBeGreaterThan(0);
    const two = await run(2);
    expect(two.counts).toEqual(one.counts);
    expect(differences(two.first, one.first)).toBe(0);
    expect(differences(two.second, one.second)).toBe(0);
  });

  it("take part", async () => {
    const s = await System.open(256, 256, withThreads(2));
    // on a busy machine a helper may miss a solve, not all of them
    for (let k = 0; k < 300 && s.helped === 0; k++) {
      s.fill(10);
      s.solve();
    }
    expect(s.helped).toBeGreaterThan(0);
    s.k.teamDismiss();
  });
});

// deep enough that every solver is cut into strips
const RUNS: [string, string, string[]][] = [
  ["voids", "strip-3mpa", ["cell.lithium=130 um", "cell.electrolyte=210 um"]],
  [
    "filaments",
    "triple-junction",
    ["cell.lithium=64 um", "cell.electrolyte=130 um", "cell.pellet=130 um"],
  ],
];
const PICTURES: FieldName[] = ["lithium", "potential", "hydrostatic", "vonMises", "risk"];

describe("a coupled run", () => {
  it.each(RUNS)("with %s has the same bits on 1, 2 and 3 threads", async (_, name, overrides) => {
    const spec = resolveRun(
      applyOverrides(fromGallery(name).scenario, ["mesh.columns=64", ...overrides]),
    );
    expect(spec.grid.electrolyteRows).toBeGreaterThanOrEqual(128);
    expect(spec.grid.lithiumRows).toBeGreaterThanOrEqual(64);
    const alone = await Simulation.create(spec, plain);
    for (const threads of [2, 3]) {
      const run = await Simulation.create(spec, plain, withThreads(threads));
      expect(run.threads).toBe(threads);
      while (run.steps < 4 && run.advance());
      while (alone.steps < run.steps) alone.advance();
      expect(run.observables).toEqual(alone.observables);
      expect(run.observables.flowIterations).toBeGreaterThan(0);
      const [here, there] = [run.frame(PICTURES).fields, alone.frame(PICTURES).fields];
      for (const picture of PICTURES) expect(here[picture]).toEqual(there[picture]);
      run.dispose();
    }
  });
});
