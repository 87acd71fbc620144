import { describe, expect, it } from "vitest";
import { fuzz, type Input, judge, type Verdict } from "./border";

describe("the border (npm run fuzz draws more)", () => {
  it("makes of every input a run or one sentence", () => {
    const faults: string[] = [];
    const tally = fuzz(2000, 1, ({ kind, text, set }: Input, { fault, said }: Verdict) => {
      faults.push(`${kind}: ${fault}: ${said} <- ${JSON.stringify({ text, set }).slice(0, 400)}`);
    });
    expect(faults).toEqual([]);
    const all = Object.values(tally);
    expect(tally["gallery"]!.refused).toBe(0);
    expect(all.reduce((sum, { refused }) => sum + refused, 0)).toBeGreaterThan(500);
    expect(all.reduce((sum, { valid }) => sum + valid, 0)).toBeGreaterThan(300);
  });

  it("notices what a sentence must not say", () => {
    const bad = judge({ kind: "none", text: '{"protocol": ["Rest for 1 s"], "x": {}}', set: [] });
    expect(bad).toMatchObject({ valid: false, said: expect.stringContaining('"x"') });
    expect(bad.fault).toBeUndefined();
  });
});
