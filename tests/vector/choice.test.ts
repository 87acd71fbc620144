// Choice of the hierarchy by the observed rate (assembly/numerics/vector/choice.ts).
import { describe, expect, it } from "vitest";
import { random } from "../../bench/random";
import { Vector } from "./kernel";

const N = 64;

// A slot one cell wide in steps of four, through 95 % of the height.
const column = (j: number) => N / 2 + 4 * Math.round(2 * Math.sin(j / 4));
const slot = (i: number, j: number) => j > 3 && (i - column(j)) * (i - column(j + 1)) <= 0;
const disc = (i: number, j: number) => Math.hypot(i - N / 2, j - N / 2) < 12;

function plate(): Vector {
  const v = new Vector(N, N, true);
  v.k.vectorAuto(v.h);
  v.rollers();
  for (let i = 0; i <= N; i++) v.fy[v.node(i, N)] = -1e-3;
  return v;
}

/** Solves from rest with `soft` cells of 1e-6 of the modulus. */
function solve(v: Vector, soft: (i: number, j: number) => boolean, rtol = 1e-8): number {
  v.material((i, j) => (soft(i, j) ? [1e-6, 1e-6] : [1, 1]));
  v.ux.fill(0);
  v.uy.fill(0);
  v.fx.fill(0);
  for (let j = 0; j < N; j++) {
    for (let i = 0; i < N; i++) v.c[j * N + i] = slot(i, j) && soft(i, j) ? 1e-3 : 0;
  }
  v.k.vectorAddPressure(v.h, v.c.byteOffset, 1);
  return v.solve(rtol);
}

const robust = (v: Vector) => v.k.vectorIsRobust(v.h) !== 0;

describe("choice of the hierarchy", () => {
  it("stays with the averaged one while that suffices", () => {
    const v = plate();
    for (let k = 0; k < 3; k++) {
      expect(solve(v, disc)).toBeGreaterThan(0);
      expect(robust(v)).toBe(false);
    }
  });

  it.each([1e-8, 1e-4])("takes the robust one after a slot, reduction %d", (rtol) => {
    const v = plate();
    const first = solve(v, slot, rtol);
    expect(robust(v)).toBe(true);
    const second = solve(v, slot, rtol);
    expect(second).toBeGreaterThan(0);
    expect(second).toBeLessThan(0.5 * first);
    expect(robust(v)).toBe(true);
  });

  it("judges by the rate: the same reduction in many short solves is no reason to change", () => {
    const v = plate();
    for (const rtol of [0.5, 0.1, 1e-3, 1e-10]) {
      solve(v, disc, rtol);
      expect(robust(v)).toBe(false);
    }
  });

  it("tries the averaged one again after easy solves, and less often after each failure", () => {
    const v = plate();
    const solves = () => {
      let n = 0;
      while (robust(v)) {
        solve(v, slot, 1e-2);
        n++;
      }
      return n;
    };
    solve(v, slot);
    expect(solves()).toBe(20);
    solve(v, slot);
    expect(robust(v)).toBe(true);
    expect(solves()).toBe(40);
    // The slot has healed meanwhile: it stays.
    for (let k = 0; k < 3; k++) solve(v, disc);
    expect(robust(v)).toBe(false);
  });

  it("goes back at once where the moduli are even", () => {
    const v = plate();
    solve(v, slot);
    expect(robust(v)).toBe(true);
    solve(v, () => false);
    expect(robust(v)).toBe(false);
  });

  it("is part of memory: a copy continues with the same bits", () => {
    const a = plate();
    solve(a, slot);
    const b = plate();
    new Uint8Array(b.k.memory.buffer).set(new Uint8Array(a.k.memory.buffer));
    expect(robust(b)).toBe(true);
    expect(solve(b, slot)).toBe(solve(a, slot));
    expect(b.ux).toEqual(a.ux);
  });

  it("bars the robust one where it breaks down: prescribed nodes all over the body", () => {
    const v = new Vector(256, 128, true);
    v.k.vectorAuto(v.h);
    v.options(false, true);
    v.rollers();
    v.material((i, j) => (j > 64 && i === 128 ? [1e4, 1e3] : [1e10, 1e9]));
    const r = random(5);
    for (let k = 0; k < 384; k++) {
      v.fixY[v.node(1 + Math.floor(255 * r()), 1 + Math.floor(127 * r()))] = 1;
    }
    for (let i = 0; i <= 256; i++) v.fy[v.node(i, 128)] = -1e6;
    let failures = 0;
    for (let k = 0; k < 8; k++) {
      v.ux.fill(0);
      v.uy.fill(0);
      if (v.solve(1e-8) < 0) failures++;
    }
    expect(failures).toBeLessThanOrEqual(1);
    expect(robust(v)).toBe(false);
  });

  it("learns nothing from numbers that are none", () => {
    const v = plate();
    v.fy[v.node(5, N)] = Number.NaN;
    expect(solve(v, disc)).toBeLessThan(0);
    expect(robust(v)).toBe(false);
  });
});
