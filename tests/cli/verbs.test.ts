import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Verb } from "../../cli/verb";
import { GALLERY } from "../../core/gallery";
import { MATERIALS } from "../../core/materials";
import { jsonSchema } from "../../core/schema";
import { scratch, voidscope } from "./spawn";

describe("voidscope", () => {
  it("lists every scenario and material, as text and as JSON", async () => {
    const text = await voidscope(["list"]);
    expect(text.code).toBe(0);
    expect(text.stderr).toBe("");
    for (const { name } of [...GALLERY, ...MATERIALS]) expect(text.stdout).toContain(`  ${name} `);
    const { scenarios, materials } = JSON.parse((await voidscope(["list", "--json"])).stdout);
    expect(scenarios.map((s: { name: string }) => s.name)).toEqual(GALLERY.map((g) => g.name));
    expect(materials).toHaveLength(MATERIALS.length);
  });

  it("shows a material with its sources, and gives it back as a file of one's own", async () => {
    const text = await voidscope(["list", "materials", "Li6PS5Cl"]);
    expect(text.stdout).toContain(
      "  ionicConductivity = 2 mS/cm, arrhenius-over-T 0.31 eV at 25 Cel",
    );
    expect(text.stdout).toContain("doi:");
    const { stdout } = await voidscope(["list", "materials", "Li6PS5Cl", "--json"]);
    const path = join(scratch(), "mine.json");
    writeFileSync(path, stdout);
    expect((await voidscope(["list", "materials", path])).stdout).toBe(text.stdout);
    writeFileSync(path, stdout.replace("0.31 eV", "31 eV"));
    const refused = await voidscope(["list", "materials", path]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("mine.json.properties.ionicConductivity: ");
    const unknown = await voidscope(["list", "materials", "Li6PS5C"]);
    expect(unknown.stderr).toContain('did you mean "Li6PS5Cl"?');
    expect((await voidscope(["list", "switches", "x"])).code).toBe(1);
  });

  it("lists every switch with its status and paper, and the mechanisms", async () => {
    const { switches, mechanisms } = JSON.parse(
      (await voidscope(["list", "switches", "--json"])).stdout,
    );
    const listed = switches.map((s: { path: string }) => s.path);
    const { properties } = jsonSchema() as { properties: Record<string, { properties: object }> };
    for (const key of Object.keys(properties["physics"]!.properties)) {
      expect(listed).toContain(`physics.${key}`);
    }
    for (const { status, source } of switches) {
      expect(["established", "calibrated", "illustrative"]).toContain(status);
      expect(source).not.toBe("");
    }
    expect(mechanisms.map((m: { name: string }) => m.name)).toContain("flux-focusing");
    const text = (await voidscope(["list", "switches"])).stdout;
    for (const path of listed) expect(text).toContain(`  ${path} = `);
  });

  it("solves P1 at 256 to the answer of a direct solver", async () => {
    const { code, stdout } = await voidscope(["problem", "p1", "--n", "256", "--json"]);
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(Object.keys(result)).toEqual(
      expect.arrayContaining(
        "problem n tool answer iters setup_s solve_s cpu_s peak_mb".split(" "),
      ),
    );
    expect(Math.abs(result.answer - 0.7749833682)).toBeLessThan(1e-8);
  });

  it("solves P2 and prints one line", async () => {
    const { stdout } = await voidscope(["problem", "p2", "--n", "64", "--repeats", "1"]);
    expect(stdout).toMatch(/^problem=P2 n=64 .*\n$/);
    const answer = Number(/answer=(\S+)/.exec(stdout)![1]);
    // the digits that are known of the direct solution
    expect(answer).toBeCloseTo(-0.01785554529, 10);
  });

  it("validates the cases that are named, and only those", async () => {
    const { code, stdout } = await voidscope(["validate", "p2-64", "order-scalar", "--json"]);
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(report).toMatchObject({ passed: 2, failed: 0 });
    expect(report.cases.map((c: { id: string }) => c.id)).toEqual(["p2-64", "order-scalar"]);
  });

  it.each([
    [["problem", "p4"], "p4"],
    [["problem", "p1", "--floating"], "--floating"],
    [["problem", "p2", "--share", "40"], "--share is for network3d, not for p2"],
    [["problem", "network3d", "--share", "120"], "--share 120: use vol%"],
    [["problem", "network3d", "--n", "400"], "at most 160 voxels"],
    [["problem", "p1", "--n", "1e9"], "whole number from 16 to 4096"],
    [["problem", "p1", "--m", "3"], "--m"],
    [["lst"], "did you mean list"],
    [["validate", "p1-65"], 'did you mean "p1-64"'],
  ])("calls %j a usage error and prints no data", async (args, words) => {
    const { code, stdout, stderr } = await voidscope(args);
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain(words);
  });

  it("does what the table of the README says, verb by verb and option by option", () => {
    const files = import.meta.glob<Verb>("../../cli/verbs/*.ts", {
      import: "default",
      eager: true,
    });
    const verbs = Object.values(files).sort((a, b) => a.place - b.place);
    const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
    const [, table] = readme.split("| verb | does |\n|---|---|\n");
    const rows = table!.split("\n\n")[0]!.split("\n");
    expect(rows.map((row) => /^\| `(\w+)/.exec(row)![1])).toEqual(verbs.map(({ name }) => name));
    for (const [k, row] of rows.entries()) {
      const known = verbs[k]!.options.map(({ long }) => long);
      const said = /`([^`]*)`/.exec(row)![1]!.match(/--[a-z-]+/g) ?? [];
      expect(known).toEqual(expect.arrayContaining(said));
    }
  });

  it("helps with two examples, exit code 0", async () => {
    const { code, stdout } = await voidscope(["problem", "--help"]);
    expect(code).toBe(0);
    expect(stdout.split("Examples:\n")[1]!.trim().split("\n")).toHaveLength(2);
  });
});
