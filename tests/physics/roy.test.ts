// The roof of a debonded strip, frozen: what the plane problem gives with m = 1, 5 and 20.
import { expect, it } from "vitest";
import { roofSpeed } from "../../validate/cases/roy";
import { wasm } from "../support/kernel";

// 1 % covers a change of the solver's path; twice the cells along the strip move m = 20 by 3 %
it.each([
  [1, 10, 1.883],
  [5, 1, 1.03],
  [5, 10, 0.899],
  [20, 10, 0.701],
])("m = %f, a = %f kappa Z", async (m, abar, speed) => {
  expect((await roofSpeed(wasm, abar, m)) / speed).toBeCloseTo(1, 2);
});

it("comes down as fast as the lithium where the current is even", async () => {
  // half a strip's width of 21 carries nothing, so that the mean is a little less than the far speed
  const speed = await roofSpeed(wasm, 1e-3, 1);
  expect(speed).toBeGreaterThan(0.9);
  expect(speed).toBeLessThan(1.3);
});
