import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { Box } from "../../validate/filament-box";

const kernel = readFileSync("build/kernel.wasm");

it("a box grows until the short, and says so", async () => {
  const box = await Box.create(kernel, { width: 20e-6, height: 20e-6, current: 40 });
  box.flaw(10e-6, 5e-6).start();
  expect(box.grow(1000, 3)).toBe(true);
  expect(box.advances).toBe(3);
  expect(box.grow(1000)).toBe(false);
  expect(box.shorted).toBe(true);
});

it("the kernel's tables are read by the names of their columns, not by numbers", () => {
  for (const file of ["sim/filaments.ts", "sim/kernel.ts", "validate/filament-box.ts"]) {
    const text = readFileSync(file, "utf8");
    expect(
      text.match(/\b(?:head|rows|table|points)\[\d+\]|\bconst [A-Z]+ = \d+;/g),
      file,
    ).toBeNull();
  }
});
