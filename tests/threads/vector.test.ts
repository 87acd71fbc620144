import { describe, expect, it } from "vitest";
import { differences, VectorOnThreads, withThreads } from "./kernel";

// flow: lambda at one point, a tied row on springs below; elastic: all of the bottom held
const KINDS = {
  "an elastic body": { tied: false, robust: false },
  "a flow": { tied: true, robust: false },
  "an elastic body, robust hierarchy": { tied: false, robust: true },
  "a flow, robust hierarchy": { tied: true, robust: true },
};

describe("the vector solver on threads", () => {
  // sizes that are odd on most levels
  it.each(Object.entries(KINDS))("solves %s to the bits of one", async (_, kind) => {
    for (const [nx, ny] of [
      [131, 133],
      [96, 260],
    ] as const) {
      const alone = await VectorOnThreads.open(nx, ny, kind.robust);
      const { its, bits } = alone.solve(kind.tied);
      expect(its).toBeGreaterThan(4);
      for (const threads of [2, 3]) {
        const team = await VectorOnThreads.open(nx, ny, kind.robust, withThreads(threads));
        expect(team.threads).toBe(threads);
        // a helper comes earlier or later from one solve to the next
        for (let repeat = 0; repeat < 2; repeat++) {
          const again = team.solve(kind.tied);
          expect(again.its).toBe(its);
          expect(differences(again.bits, bits)).toBe(0);
        }
        team.k.teamDismiss();
      }
    }
  });

  it("has helpers take part", async () => {
    const v = await VectorOnThreads.open(192, 192, false, withThreads(2));
    // on a busy machine a helper may miss a solve, not all of them
    for (let k = 0; k < 100 && v.helped === 0; k++) v.solve(true);
    expect(v.helped).toBeGreaterThan(0);
    v.k.teamDismiss();
  });
});
