import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scratch, start, voidscope } from "../cli/spawn";
import { SMALL } from "./small";

const PLAN = {
  ...{ format: "voidscope-plan", schemaVersion: 1, title: "Contact over pressure" },
  scenario: { protocol: ["Strip at 1 mA/cm2 until 0.05 mA.h/cm2"] },
  set: SMALL,
  vary: [
    { path: "conditions.stackPressure", values: ["1 MPa", "3 MPa", "10 MPa"] },
    { path: "seed", from: 1, to: 20, count: 20 },
  ],
  keep: ["contactFraction", "first.contact-lost"],
};
const home = mkdtempSync(join(tmpdir(), "voidscope-sweep-"));
let plan: string;
let whole: string;

const csv = (directory: string) => readFileSync(join(directory, "results.csv"), "utf8");

beforeAll(async () => {
  plan = join(home, "plan.json");
  writeFileSync(plan, JSON.stringify(PLAN));
  const { code } = await voidscope(["sweep", plan, "--out", join(home, "whole"), "--quiet"]);
  expect(code).toBe(0);
  whole = csv(join(home, "whole"));
  expect(whole.trim().split("\n")).toHaveLength(61);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe("voidscope sweep", () => {
  it("gives the same rows after kills, and in parts", async () => {
    const directory = scratch();
    const killed = join(directory, "killed");
    for (let k = 0; k < 2; k++) {
      const run = start(["sweep", plan, "--out", killed, "--threads", "1"]);
      await run.said(k === 0 ? /%/ : /[3-9]\d %/);
      run.process.kill("SIGKILL");
      await run.ended;
    }
    expect((await voidscope(["sweep", plan, "--out", killed, "--quiet"])).code).toBe(0);
    expect(csv(killed)).toBe(whole);
    const parts = ["1/2", "2/2"].map(
      (part) => [part, join(directory, part.replace("/", "of"))] as const,
    );
    for (const [part, out] of parts) {
      expect(
        (await voidscope(["sweep", plan, "--out", out, "--shard", part, "--quiet"])).code,
      ).toBe(0);
    }
    const { stdout } = await voidscope(["results", ...parts.map(([, out]) => out), "--csv"]);
    expect(stdout).toBe(whole);
    // the other part in the same directory: what is there is of another part
    const [, first] = parts[0]!;
    expect(csv(first).trim().split("\n")).toHaveLength(31);
    const { code } = await voidscope(["sweep", plan, "--out", first, "--shard", "2/2", "--quiet"]);
    expect(code).toBe(0);
    expect(csv(first)).toBe(whole);
  });

  it("sets a case that takes too long aside and goes on", async () => {
    const directory = scratch();
    const slow = join(directory, "slow.json");
    const vary = [{ path: "mesh.columns", values: [16, 1024] }];
    const scenario = { protocol: ["Strip at 1 mA/cm2 until 1 mA.h/cm2"] };
    writeFileSync(slow, JSON.stringify({ ...PLAN, scenario, set: {}, vary }));
    const out = join(directory, "out");
    const { code, stderr } = await voidscope([
      "sweep",
      slow,
      "--out",
      out,
      "--limit",
      "5 s",
      "--quiet",
    ]);
    expect(code).toBe(3);
    expect(stderr).toMatch(/case 1 was lost: it took more than 5 s/);
    expect(csv(out)).toMatch(/^0,16,finished/m);
    expect(csv(out)).toMatch(/^1,1024,lost,it took more than 5 s,,/m);
  });

  it("prints the scenario of a case, which runs to its row", async () => {
    const { stdout } = await voidscope(["results", join(home, "whole"), "--case", "41"]);
    const run = await voidscope(["run", "-", "--json", "--quiet"], { stdin: stdout });
    const row = whole.split("\n")[42]!.split(",");
    expect(JSON.parse(run.stdout).contactFraction).toBe(Number(row[5]));
  });

  it("refuses a directory of another sweep, and a plan in one sentence", async () => {
    const directory = scratch();
    const other = join(directory, "other.json");
    writeFileSync(other, JSON.stringify({ ...PLAN, vary: [{ path: "sed", values: [1] }] }));
    const { code, stderr } = await voidscope(["sweep", other, "--out", join(directory, "x")]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^voidscope: vary\[0\]: sed=1: .*did you mean/),
    ]);
  });
});
