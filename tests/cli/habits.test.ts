import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
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
    ["cell", "cell.width: Width of the section"],
    ["current", "current (setting)"],
    ["potential", "potential (field of the section)"],
    ["first.short", "first.short (time of an event)"],
    ["licl", "licl (remedy)"],
    ["strip-3mpa", "strip-3mpa (scenario)"],
    ["Li6PS5Cl", "Li6PS5Cl (material, electrolyte)"],
    ["pressure", "See also conditions.stackPressure"],
  ])("finds %s by its short name", async (name, words) => {
    expect((await voidscope(["explain", name])).stdout).toContain(words);
  });

  it("has a meaning for every name there is", () => {
    const all = explanations();
    expect(all.length).toBeGreaterThan(200);
    expect(all.filter(({ meaning }) => meaning.trim().length < 3)).toEqual([]);
  });

  it("lists every name that it explains", async () => {
    const { code, stdout } = await voidscope(["explain"]);
    const { stdout: json } = await voidscope(["explain", "--json"]);
    const all = JSON.parse(json) as { name: string }[];
    expect(code).toBe(0);
    expect(all.length).toBeGreaterThan(explanations().length + 50);
    for (const { name } of all) expect(stdout).toContain(`  ${name} `);
  });

  it("names the nearest for one that there is not", async () => {
    const { code, stderr } = await voidscope(["explain", "physics.tailor"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('did you mean "physics.taylor"?')]);
    const short = await voidscope(["explain", "taylr"]);
    expect(short.stderr).toContain('did you mean "taylor"?');
    const nothing = await voidscope(["explain", "qqqq"]);
    expect(nothing.stderr).toContain("`voidscope explain` lists all names");
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

  it.each([
    [["frobnicate"], "unknown command 'frobnicate'; see voidscope --help."],
    [["rn"], "unknown command 'rn'; did you mean run?"],
    [["run", "rough", "--jsn"], "unknown option '--jsn'; did you mean --json?"],
    [["run", "rough", "--wat"], "unknown option '--wat'; see voidscope run --help."],
    [["check"], "missing required argument 'scenario'; see voidscope check --help."],
    [["completion", "fish"], 'shell: "fish" is none of bash, zsh.'],
    [["ccd", "--mode", "x"], '--mode: "x" is none of strip, plate, cycle, short.'],
    [["run", "rough", "--threads", "x"], '--threads: "x" is invalid; use a whole number from 1'],
    [["sweep", "rough"], '"rough" is neither a file nor a plan that ships; choose among'],
    [
      ["sweep", "sensitivity-morris", "--out", "x", "--block", "-1 s"],
      '--block: "-1 s" is no time',
    ],
  ])("says of %j in one sentence what would be right", async (args, words) => {
    const { code, stdout, stderr } = await voidscope(args, { cwd: scratch() });
    expect([code === 1 || code === 2, stdout]).toEqual([true, ""]);
    expect(stderr).toMatch(/^voidscope: .*[.?]\n$/);
    expect(stderr).toContain(words);
  });

  it("says what a study would compute, and computes nothing", async () => {
    const cwd = scratch();
    const lines = async (...args: string[]) =>
      (await voidscope([...args, "--dry-run", "--out", "x"], { cwd })).stdout.split("\n");
    const sweep = await lines("sweep", "sensitivity-morris");
    expect(sweep[0]).toBe("90 runs");
    expect(sweep).toContain("  conditions.stackPressure: sampled from 1 MPa to 10 MPa");
    expect(await lines("ensemble", "rough", "--seeds", "1..4")).toEqual(
      expect.arrayContaining(["4 runs", "  seed: 4 values, 1 to 4"]),
    );
    const ccd = await lines("ccd", "--pressures", "1,3");
    expect(ccd[0]).toBe("6 searches (strip)");
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("keeps its help within 80 columns", async () => {
    const { stdout } = await voidscope(["--help"]);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
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
    expect(ask("voidscope explain physics.tay")).toBe("physics.taylor\n");
    expect(ask("voidscope sweep sens")).toBe("sensitivity-morris sensitivity-sobol\n");
    expect(ask("voidscope problem p1")).toBe("p1\n");
  });
});
