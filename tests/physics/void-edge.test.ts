// The channel of the risk map that says how near the ends of contact are.
import { expect, test } from "vitest";
import { Field, Picture } from "../../sim/kernel";
import { drawn } from "../support/section";

const section = {
  cell: { width: "64 um", lithium: "16 um", electrolyte: "32 um" },
  mesh: { columns: 64 },
};
const REACH = 5e-6;
const h = 1e-6;

test("falls by e in 5 um from where contact ends, along the interface and down", async () => {
  const defects = [{ at: "32 um", width: "12 um", height: "3 um" }];
  const { kernel } = await drawn({ ...section, interface: { siteSpacing: "0 um", defects } });
  const contact = kernel.field(Field.contact, 64);
  const ends = [...contact.keys()].filter((i) => i > 0 && contact[i]! > 0 !== contact[i - 1]! > 0);
  expect(ends).toHaveLength(2);
  const map = kernel.picture(Picture.riskVoidEdge);
  const at = (i: number, j: number) => map[(16 + j) * 64 + i]!;
  for (const [i, j] of [
    [ends[0]!, 0],
    [ends[1]! + 9, 0],
    [ends[0]! - 4, 12],
    [32, 20],
  ] as const) {
    const s = Math.min(...ends.map((e) => Math.hypot((i + 0.5 - e) * h, (j + 0.5) * h)));
    expect(at(i, j)).toBeCloseTo(Math.exp(-s / REACH), 6);
  }
});

test("is nowhere on full contact", async () => {
  const { kernel } = await drawn({ ...section, interface: { siteSpacing: "0 um" } });
  const map = kernel.picture(Picture.riskVoidEdge).subarray(16 * 64);
  expect(Math.max(...map)).toBe(0);
});
