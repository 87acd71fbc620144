// Spectra from the terminal: files that other programs read, refusals in one sentence, and what is read off a file again.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { scratch, voidscope } from "./spawn";

const SMALL = ["--set", "mesh.columns=32", "--set", "cell.electrolyte=20 um", "--quiet"];

it("an instant of a run becomes files, and these are read again", async () => {
  const out = scratch();
  const { code, stdout } = await voidscope([
    ...[
      "eis",
      "strip-3mpa",
      ...SMALL,
      "--at",
      "0 s,2 min",
      "--per-decade",
      "4",
      "--out",
      out,
      "--json",
    ],
  ]);
  expect(code).toBe(0);
  const { spectra } = JSON.parse(stdout);
  expect(spectra).toHaveLength(2);
  for (const { contactFraction, contactFromCapacitance } of spectra) {
    expect(Math.abs(contactFromCapacitance / contactFraction - 1)).toBeLessThan(0.05);
  }
  expect(readdirSync(out).sort()).toEqual([
    "impedance-1-working.csv",
    "impedance-1.csv",
    "impedance-2-working.csv",
    "impedance-2.csv",
    "impedance.json",
    "impedance.svg",
  ]);
  // as impedance.py reads it: comments behind #, then frequency, real and imaginary part between commas
  const [head, ...rows] = readFileSync(join(out, "impedance-1.csv"), "utf8").trim().split("\n");
  expect(head).toMatch(/^# frequency/);
  expect(rows).toHaveLength(33);
  for (const row of rows) expect(row.split(",").map(Number).every(Number.isFinite)).toBe(true);
  const again = await voidscope([
    ...["spectrum", join(out, "impedance-2-working.csv"), "--json"],
    ...["--reference", join(out, "impedance-1-working.csv")],
  ]);
  expect(again.code).toBe(0);
  const read = JSON.parse(again.stdout);
  expect(read.points).toBe(33);
  expect(Math.abs(read.contactFraction / spectra[1].contactFraction - 1)).toBeLessThan(0.05);
});

it.each([
  [["eis", "strip-3mpa", "--from", "1 Hz", "--to", "1 kHz"], 2, "frequencies out of order"],
  [["eis", "strip-3mpa", "--from", "1 Hz", "--to", "1 Hz"], 2, "a spectrum of one point"],
  [["eis", "strip-3mpa", "--from", "fast"], 2, '"fast" is not a frequency'],
  [["eis", "strip-3mpa", "--from", "0"], 2, "out of range"],
  [["eis", "strip-3mpa", "--at", "soon"], 2, "soon"],
  [["eis", "strip-3mpa", "--amplitude", "0"], 1, "unknown option '--amplitude'"],
  [["spectrum", "nowhere.csv"], 2, 'cannot read "nowhere.csv"'],
  [["spectrum", "package.json"], 2, "holds no spectrum"],
] as const)("%j is refused in one sentence", async (args, code, words) => {
  const { code: found, stderr, stdout } = await voidscope([...args]);
  expect(found).toBe(code);
  expect(stderr).toContain(words);
  expect(stderr.trim().split("\n")).toHaveLength(1);
  expect(stdout).toBe("");
});

it("a circuit that is none, or is too large for the data, is refused", async () => {
  const file = join(scratch(), "two.csv");
  writeFileSync(file, "1000,50,-1\n100,51,-2\n");
  const wrong = await voidscope(["spectrum", file, "--circuit", "R-C"]);
  expect(wrong.stderr).toContain("is not a circuit");
  const large = await voidscope(["spectrum", file]);
  expect(large.stderr).toContain("has 2 points, too few");
  expect(large.code).toBe(2);
});
