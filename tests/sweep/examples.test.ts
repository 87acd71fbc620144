// The files of docs/examples: what each of them runs gives the rows of one sweep. Slurm and Kubernetes only say which part a
// process is, in its environment, so their lines run without them.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { scratch, voidscope } from "../cli/spawn";
import { SMALL } from "./small";

const EXAMPLES = resolve("docs/examples");
const PLAN = {
  ...{ format: "voidscope-plan", schemaVersion: 1 },
  scenario: { protocol: ["Strip at 1 mA/cm2 until 0.02 mA.h/cm2"] },
  set: SMALL,
  vary: [{ path: "seed", from: 1, to: 6, count: 6 }],
  keep: ["contactFraction"],
};
const has = (tool: string) => spawnSync(tool, ["--version"], { stdio: "ignore" }).status === 0;
const posix = process.platform !== "win32" && has("bash");

let home: string;
let whole: string;

/** Runs a command where `npx voidscope` is this build. */
function run(command: string, args: string[], env: Record<string, string> = {}): void {
  const PATH = `${join(home, "bin")}${delimiter}${process.env["PATH"]}`;
  execFileSync(command, args, { cwd: home, env: { ...process.env, PATH, ...env }, stdio: "pipe" });
}

const together = async (parts: number) => {
  const names = Array.from({ length: parts }, (_, k) => join(home, `out/part-${k + 1}`));
  return (await voidscope(["results", ...names, "--csv"])).stdout;
};

beforeEach(async () => {
  home = scratch();
  mkdirSync(join(home, "bin"));
  const npx = join(home, "bin/npx");
  writeFileSync(
    npx,
    `#!/bin/sh\nshift\nexec "${process.execPath}" "${resolve("cli/voidscope.mjs")}" "$@"\n`,
  );
  chmodSync(npx, 0o755);
  writeFileSync(join(home, "plan.json"), JSON.stringify(PLAN));
  cpSync(EXAMPLES, join(home, "examples"), { recursive: true });
  if (whole) return;
  const { code } = await voidscope([
    "sweep",
    join(home, "plan.json"),
    "--out",
    join(home, "whole"),
    "--quiet",
  ]);
  expect(code).toBe(0);
  whole = readFileSync(join(home, "whole/results.csv"), "utf8");
  expect(whole.trim().split("\n")).toHaveLength(7);
});

describe.skipIf(!posix)("examples of batch systems", () => {
  it("a task of a Slurm array and a pod of Kubernetes give the two parts of a sweep", async () => {
    const task = { SLURM_ARRAY_TASK_ID: "1", SLURM_ARRAY_TASK_MAX: "2", SLURM_CPUS_PER_TASK: "1" };
    run("bash", ["examples/sweep.sbatch", "plan.json", "out"], task);
    const text = readFileSync(join(EXAMPLES, "sweep-job.yaml"), "utf8");
    const line = /- -c\n\s+- (.+)/.exec(text)![1]!.replace("plan.json", "../plan.json");
    run("sh", ["-c", `cd out && ${line}`], { JOB_COMPLETION_INDEX: "1", PARTS: "2" });
    expect(await together(2)).toBe(whole);
  });

  it.skipIf(!has("parallel"))("GNU parallel (skipped where it is not installed)", async () => {
    run("bash", ["examples/sweep-parallel.sh", "plan.json", "out", "2"]);
    expect(await together(2)).toBe(whole);
  });

  it.skipIf(!has("snakemake"))("Snakemake (skipped where it is not installed)", () => {
    const config = ["plan=plan.json", "out=out", "parts=2"];
    run("snakemake", ["--snakefile", "examples/Snakefile", "--cores", "1", "--config", ...config]);
    expect(readFileSync(join(home, "out/results.csv"), "utf8")).toBe(whole);
  });
});
