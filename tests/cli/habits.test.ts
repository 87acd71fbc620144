import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { explanations } from "../../core/explanations";
import { scratch, voidscope } from "./spawn";

describe("voidscope explain", () => {
  it("says what an entry means, with range, default, standing and source", async () => {
    const { code, stdout } = await voidscope(["explain", "physics.taylor"]);
    expect(code).toBe(0);
    for (const words of [
      "physics.taylor (entry)",
      "calibrated",
      "default",
      "range",
      "kasemchainan2019",
    ]) {
      expect(stdout.toLowerCase()).toContain(
        words.toLowerCase().replace("kasemchainan2019", "kasemchainan"),
      );
    }
  });

  it.each([
    ["contact", "contactFraction (observable)"],
    ["stackPressure", "conditions.stackPressure (entry)"],
    ["shearModulus", "lithium: "],
    ["flux-focusing", "Predicts: no void"],
  ])("finds %s by its short name", async (name, words) => {
    expect((await voidscope(["explain", name])).stdout).toContain(words);
  });

  it("has a meaning for every name there is", () => {
    const all = explanations();
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter(({ meaning }) => meaning.trim().length < 3)).toEqual([]);
  });

  it("names the nearest for one that there is not", async () => {
    const { code, stderr } = await voidscope(["explain", "physics.tailor"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('did you mean "physics.taylor"?')]);
  });
});

describe("habits of the terminal", () => {
  it("checks a scenario without running it", async () => {
    const { code, stdout } = await voidscope(["check", "cycle-3mpa"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/\d+ steps, \d+ x \d+ cells of .* um, seed 1/);
    expect((await voidscope(["run", "cycle-3mpa", "--dry-run"])).stdout).toBe(stdout);
    const refused = await voidscope(["check", "cycle-3mpa", "--set", "mesh.colums=3"]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('"columns"')]);
  });

  it("puts a run in the place of a finished one only when asked to", async () => {
    const out = join(scratch(), "out");
    const scenario = JSON.stringify({ protocol: ["Rest for 1 s"], mesh: { columns: 16 } });
    const run = (...more: string[]) =>
      voidscope(["run", "-", "--out", out, "--quiet", ...more], { stdin: scenario });
    expect((await run()).code).toBe(0);
    const record = readFileSync(join(out, "record.json"));
    const again = await run("--seed", "2");
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("--replace")]);
    expect(readFileSync(join(out, "record.json"))).toEqual(record);
    expect((await run("--seed", "2", "--replace")).code).toBe(0);
    expect(readFileSync(join(out, "record.json"))).not.toEqual(record);
  });

  it("says its version with the kernel it computes by", async () => {
    expect((await voidscope(["--version"])).stdout).toMatch(
      /^\d+\.\d+\.\d+ \(kernel [0-9a-f]{8}\)\n$/,
    );
  });

  it("completes verbs and options in bash", async () => {
    const { stdout } = await voidscope(["completion", "bash"]);
    const ask = (words: string) =>
      spawnSync("bash", [
        "-c",
        `${stdout}\nCOMP_WORDS=(${words}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _voidscope; echo "\${COMPREPLY[@]}"`,
      ]).stdout.toString();
    expect(ask("voidscope ens")).toBe("ensemble\n");
    expect(ask("voidscope run --re")).toBe("--replace --resume\n");
    expect(ask("voidscope run cycle-3")).toBe("cycle-3mpa\n");
  });
});
