// docs/examples/voidscope.py and its notebook: read as Python; where pandas and h5py are, they read a run.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { scratch, voidscope } from "./spawn";

const EXAMPLES = resolve("docs/examples");
const python = (...args: string[]) =>
  spawnSync("python3", args, {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: EXAMPLES, PYTHONDONTWRITEBYTECODE: "1" },
  });
const has = (code: string) => python("-c", code).status === 0;

interface Cell {
  cell_type: string;
  source: string[];
}

describe.skipIf(!has("pass"))("the Python reader", () => {
  it("and the code of its notebook are Python", () => {
    const { cells } = JSON.parse(readFileSync(join(EXAMPLES, "voidscope.ipynb"), "utf8")) as {
      cells: Cell[];
    };
    const code = cells
      .filter((cell) => cell.cell_type === "code")
      .map(({ source }) => source.join(""));
    expect(code.length).toBeGreaterThan(4);
    const reader = readFileSync(join(EXAMPLES, "voidscope.py"), "utf8");
    const text = `${reader}\n${code.join("\n")}`;
    const { status, stderr } = python("-c", "import ast, sys; ast.parse(sys.argv[1])", text);
    expect([status, stderr]).toEqual([0, ""]);
  });

  it.skipIf(!has("import pandas, h5py"))("reads a run", async () => {
    const out = join(scratch(), "run");
    const set = ["mesh.columns=16", "cell.width=20 um"].flatMap((text) => ["--set", text]);
    expect(
      (
        await voidscope([
          "run",
          "strip-3mpa",
          ...set,
          "--set",
          "capacity=0.01 mA.h/cm2",
          "--out",
          out,
          "--quiet",
        ])
      ).code,
    ).toBe(0);
    const { stdout, stderr } = python(
      "-c",
      "import sys, voidscope\nr = voidscope.Run(sys.argv[1])\nt = r.timeseries\nx, y = r.coordinates()\nf = r.fields(r.field_names[0])\nprint(t['Step Count / 1'].dtype, t['Void Volume per Area / m'].dtype, f.shape == (len(r.times()), len(y), len(x)))",
      out,
    );
    expect([stdout, stderr]).toEqual(["Int64 float64 True\n", ""]);
  });
});
