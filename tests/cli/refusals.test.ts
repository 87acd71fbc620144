import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { scratch, start, voidscope } from "./spawn";

const LAUNCHER = fileURLToPath(new URL("../../cli/voidscope.mjs", import.meta.url));

/** One sentence on stderr, nothing on stdout, nothing on the disk. */
async function refused(args: string[], code: number, words: string | RegExp, stdin = "") {
  const cwd = scratch();
  const got = await voidscope(["run", ...args, "--out", "made"], { cwd, stdin });
  expect(got.stdout).toBe("");
  expect(got.stderr.trimEnd().split("\n")).toHaveLength(1);
  expect(got.stderr).toMatch(words);
  expect(got.code).toBe(code);
  expect(readdirSync(cwd)).toEqual([]);
}

/** A scenario document with one thing changed. */
const document = (change: object) => JSON.stringify({ protocol: ["Rest for 1 h"], ...change });

describe("voidscope run refuses", () => {
  it.each([
    ['{"title": "x",\n "seed": 3,}', "line 2, column 12"],
    ['{"title": "NaN", "seed": NaN}', "line 1, column 26: NaN is not a value of JSON"],
    ['{"protocol": ["Rest for 1 h"]', "line 1, column 30"],
    ["", "empty"],
    ["[]", "object"],
    [document({ cell: { widht: "3 um" } }), /cell: "widht".*did you mean "width"/],
    [document({ cell: { width: "3 kg" } }), /cell\.width: .*kg/],
    [document({ cell: { lithium: "-3 um" } }), /cell\.lithium: "-3 um"/],
    [document({ mesh: { columns: 1e9 } }), /mesh\.columns: 1000000000/],
    [
      document({ cathode: { model: "lumped" }, protocol: ["Hold at 4.35 V until C/50"] }),
      /"4.35 V" is above the 4.3 V/,
    ],
    [document({ protocol: [] }), /protocol: .*at least one step/],
    [
      document({
        conditions: { stackPressure: "1 kPa" },
        physics: { pressureContact: true },
        protocol: ["Strip at 1 mA/cm2 for 1 h"],
      }),
      /conditions\.stackPressure: under 0\.001 MPa .* does not touch enough .*; press harder/,
    ],
    [document({ protocol: ["Strip at 1 furlong for 1 h"] }), /protocol\[0\]/],
  ])("the document %j as an invalid scenario", async (text, words) => {
    await refused(["-"], 2, words, text);
  });

  it.each([
    [["strip-3mp"], 2, 'did you mean "strip-3mpa"'],
    [["nowhere.json"], 2, '"nowhere.json": it does not exist'],
    [["."], 2, "is a directory"],
    [[], 1, "name a scenario"],
    [["heal", "--set", "pressure"], 1, "path=value"],
    [["heal", "--set", "cell.widht=3 um"], 2, 'did you mean "width"'],
    [["heal", "--seed", "-1"], 1, "whole number"],
    [["heal", "--threads", "0"], 1, "whole number"],
    [["heal", "--checkpoint-every", "soon"], 1, "--checkpoint-every"],
    [["heal", "--checkpoint-every", "-5 s"], 1, /--checkpoint-every: "-5 s" is out of range/],
    [
      ["heal", "--set", "conditions.stackPressure=5", "MPa"],
      1,
      /too many arguments.*Quote a setting that has a space/,
    ],
    [["heal", "--set", "stackPressure=5 MPa"], 2, "did you mean conditions.stackPressure?"],
    [["heal", "--set", "physics.filaments=true"], 2, "true does nothing without flaws"],
    [["heal", "--frobnicate"], 1, "--frobnicate"],
    [["--resume", "nowhere.vsc"], 2, "does not exist"],
    [["--resume", LAUNCHER], 2, "not a Voidscope checkpoint"],
    [["--resume", LAUNCHER, "--seed", "3"], 1, "leave --set and --seed off"],
  ])("%j with exit code %i", async (args, code, words) => {
    await refused(args, code, words);
  });

  it.each([
    [["heal", "--set", "cell.width=3 kg"], 2, "cell.width", "is not a length"],
    [["heal", "--set", "pressure"], 1, "", "path=value"],
    [["heal", "--frobnicate"], 1, "", "unknown option"],
    [["-"], 2, "protocol", "is missing"],
  ])("%j as JSON too", async (args, code, path, words) => {
    const got = await voidscope(["run", ...args, "--json"], { cwd: scratch(), stdin: "{}" });
    expect(got.code).toBe(code);
    const { error } = JSON.parse(got.stdout);
    expect(error).toEqual({ code, path, message: expect.stringContaining(words) });
    expect(got.stderr).toBe(`voidscope: ${error.message}\n`);
  });

  it("an output directory that is a file, or inside one", async () => {
    const cwd = scratch();
    writeFileSync(join(cwd, "file"), "kept");
    for (const out of ["file", "file/deeper"]) {
      const { code, stderr } = await voidscope(["run", "heal", "--out", out], { cwd });
      expect(code).toBe(2);
      expect(stderr).toContain(`cannot write "${out}"`);
    }
    expect(readdirSync(cwd)).toEqual(["file"]);
  });

  it("to overwrite an unfinished run, or to resume one as another scenario", async () => {
    const cwd = scratch();
    const run = start(["run", "single-void", "--out", "out"], { cwd });
    await run.said(/%/);
    run.process.kill("SIGKILL");
    await run.ended;
    const again = await voidscope(["run", "single-void", "--out", "out"], { cwd });
    expect(again.code).toBe(1);
    expect(again.stderr).toContain("--resume out/checkpoint.vsc,");
    const other = await voidscope(["run", "heal", "--resume", "out"], { cwd });
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('another scenario ("One void")');
  });

  it("a checkpoint whose journal is that of another run", async () => {
    const cwd = scratch();
    for (const [name, seed] of [
      ["a", "1"],
      ["b", "2"],
    ] as const) {
      const run = start(["run", "single-void", "--seed", seed, "--out", name], { cwd });
      await run.said(/%/);
      run.process.kill("SIGKILL");
      await run.ended;
    }
    copyFileSync(join(cwd, "a", "run.journal"), join(cwd, "b", "run.journal"));
    const { code, stderr } = await voidscope(["run", "--resume", "b"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("does not belong to this checkpoint");
  });
});

describe.skipIf(process.platform === "win32")("a full disk", () => {
  /** The shell's limit on the size of a file, in KiB, stands for the end of the disk. */
  const limited = (kib: number, out: string) =>
    spawnSync(
      "bash",
      [
        "-c",
        `ulimit -f ${kib}; exec "$0" "$1" run single-void --quiet --checkpoint-every "0 s" --out "$2"`,
        process.execPath,
        LAUNCHER,
        out,
      ],
      { encoding: "utf8" },
    );

  it("leaves nothing when it is full from the start", () => {
    const cwd = scratch();
    const { status, stderr, stdout } = limited(1, join(cwd, "out"));
    expect(status).toBe(4);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^voidscope: cannot write .*: the file would be too large\.\n$/);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("leaves the last checkpoint, from which the run goes on when there is room", async () => {
    const out = join(scratch(), "out");
    const { status, stderr } = limited(1500, out);
    expect(status).toBe(4);
    expect(stderr).toContain(`voidscope run --resume ${join(out, "checkpoint.vsc")}`);
    expect(readdirSync(out).filter((name) => name.endsWith(".part"))).toEqual([]);
    const resumed = await voidscope(["run", "--resume", out, "--quiet"]);
    expect(resumed.code).toBe(0);
    expect(existsSync(join(out, "record.json"))).toBe(true);
  });

  it.skipIf(!existsSync("/dev/full"))("on standard output is said, not thrown", () => {
    const { status, stderr } = spawnSync(
      "bash",
      ["-c", '"$0" "$1" list > /dev/full', process.execPath, LAUNCHER],
      {
        encoding: "utf8",
      },
    );
    expect(status).toBe(4);
    expect(stderr).toBe(
      "voidscope: standard output: the disk is full; the results were not written.\n",
    );
  });
});
