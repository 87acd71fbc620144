// docs/examples/voidscope.py and its notebook, by Python itself: as Python they are parsed wherever there is one; where pandas and h5py are,
// they read what a run and a sweep have written.
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { scratch, voidscope } from "./spawn";

const EXAMPLES = resolve("docs/examples");
const run = (python: string, code: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(python, ["-c", code, ...args], {
    encoding: "utf8",
    env: { ...process.env, PYTHONPATH: EXAMPLES, PYTHONDONTWRITEBYTECODE: "1", ...env },
  });

// the packages may belong to the system's Python and another one may be found first
const PYTHONS = ["python3", "/usr/bin/python3"];
const withPackages = PYTHONS.find((p) => run(p, "import pandas, h5py").status === 0);
const python = withPackages ?? PYTHONS.find((p) => run(p, "pass").status === 0);
if (withPackages === undefined)
  console.log("pandas and h5py are not installed: what the Python reader reads is not tested");
const has = (modules: string) => run(python!, `import ${modules}`).status === 0;

interface Cell {
  cell_type: string;
  source: string[];
}

const { cells } = JSON.parse(readFileSync(join(EXAMPLES, "voidscope.ipynb"), "utf8")) as {
  cells: Cell[];
};
const notebook = cells
  .filter((cell) => cell.cell_type === "code")
  .map(({ source }) => source.join(""));

/** What a script prints about these paths, its last expression as JSON. */
function read(script: string, ...paths: string[]) {
  const { stdout, stderr, status } = run(
    python!,
    `import json, sys, voidscope\npaths = sys.argv[1:]\n${script}`,
    paths,
  );
  return { json: status === 0 ? JSON.parse(stdout) : stderr, stderr };
}

const COARSE = ["mesh.columns=16", "cell.width=20 um", "capacity=0.02 mA.h/cm2"];

describe.skipIf(python === undefined)("the Python reader", () => {
  it("and the code of its notebook are Python", () => {
    expect(notebook.length).toBeGreaterThan(4);
    const reader = readFileSync(join(EXAMPLES, "voidscope.py"), "utf8");
    const text = `${reader}\n${notebook.join("\n")}`;
    const { status, stderr } = run(python!, "import ast, sys; ast.parse(sys.argv[1])", [text]);
    expect([status, stderr]).toEqual([0, ""]);
  });
});

describe.skipIf(withPackages === undefined)("the Python reader, with pandas and h5py", () => {
  it("reads a run: every column with its type, the fields where they lie, the line of the interface", async () => {
    const out = join(scratch(), "run");
    const set = COARSE.flatMap((text) => ["--set", text]);
    const { code, stdout } = await voidscope([
      ...["run", "strip-3mpa", ...set, "--out", out, "--quiet", "--json"],
    ]);
    expect(code).toBe(0);
    const { json, stderr } = read(
      `r = voidscope.Run(paths[0])
t = r.timeseries
x, y = r.coordinates()
lithium = r.fields("lithium", step=-1)
try: r.fields("phi")
except KeyError as error: unknown = str(error)
print(json.dumps({
  "whole": [name for name in t if t[name].dtype != "float64"], "type": str(t["Void Count / 1"].dtype),
  "columns": len(t.columns), "contact": t["Contact Fraction / 1"].iloc[-1],
  "events": list(r.events["kind"]), "seed": r.scenario["seed"],
  "shape": r.fields("potential").shape == (len(r.times()), len(y), len(x)), "end": r.times()[-1],
  "above": bool((lithium[y > 0] == lithium[y > 0]).all()), "below": bool((lithium[y < 0] != lithium[y < 0]).all()),
  "line": r.interface("contact").shape == (len(r.times()), len(x)), "unknown": unknown,
}))`,
      out,
    );
    expect(stderr).toBe("");
    const last = JSON.parse(stdout);
    const header = readFileSync(join(out, "timeseries.bdf.csv"), "utf8").split("\n")[0]!;
    expect(json).toEqual({
      whole: header.split(",").filter((name) => /Count \/ 1$|Record Index/.test(name)),
      ...{ type: "Int64", columns: header.split(",").length, contact: last.contactFraction },
      ...{ events: expect.arrayContaining(["step-start", "end"]), seed: 1, shape: true },
      ...{ end: 72, above: true, below: true, line: true },
      unknown: expect.stringMatching(/'phi' is not in fields.vtkhdf; there are .*potential/),
    });
  });

  it.skipIf(!withPackages || !has("xarray"))(
    "gives fields with coordinates and units",
    async () => {
      const out = join(scratch(), "run");
      const set = COARSE.flatMap((text) => ["--set", text]);
      expect((await voidscope(["run", "strip-3mpa", ...set, "--out", out, "--quiet"])).code).toBe(
        0,
      );
      const { json } = read(
        `d = voidscope.Run(paths[0]).to_xarray("vonMises")
print(json.dumps([list(d.vonMises.dims), d.vonMises.attrs["units"], d.x.attrs["units"], d.time.attrs["units"]]))`,
        out,
      );
      expect(json).toEqual([["time", "y", "x"], "Pa", "m", "s"]);
    },
  );

  it("reads a sweep and its parts: types do not depend on values, numbers are the same bits", async () => {
    const home = scratch();
    const plan = join(home, "plan.json");
    writeFileSync(
      plan,
      JSON.stringify({
        ...{ format: "voidscope-plan", schemaVersion: 1 },
        scenario: { protocol: ["Strip at 1 mA/cm2 until 0.02 mA.h/cm2"] },
        set: { "mesh.columns": 16, "cell.width": "20 um", "cell.electrolyte": "10 um" },
        vary: [
          { path: "mechanism", values: ["flux-focusing", "creep-kinetics"] },
          { path: "conditions.stackPressure", values: ["1 MPa", "3 MPa"] },
        ],
        keep: ["contactFraction", "first.short"],
      }),
    );
    const whole = join(home, "whole");
    const parts = [1, 2].map((k) => join(home, `part-${k}`));
    expect((await voidscope(["sweep", plan, "--out", whole, "--quiet"])).code).toBe(0);
    for (const [k, part] of parts.entries()) {
      const shard = ["--shard", `${k + 1}/2`];
      expect((await voidscope(["sweep", plan, "--out", part, ...shard, "--quiet"])).code).toBe(0);
    }
    const { json, stderr } = read(
      `a = voidscope.sweep(paths[0]); b = voidscope.sweep(*paths[1:])
print(json.dumps({"types": [str(t) for t in a.dtypes], "same": a.equals(b), "reason": a["reason"][0],
  "contact": list(a["contactFraction / 1"]), "absent": bool(a["first.short / s"].isna().all())}))`,
      ...[whole, ...parts],
    );
    expect(stderr).toBe("");
    const table = readFileSync(join(whole, "results.csv"), "utf8").trim().split("\n").slice(1);
    expect(json).toEqual({
      types: ["int64", "object", ...["float64", "object", "object", "float64", "float64"]],
      same: true,
      reason: expect.stringMatching(/^The protocol is done/),
      contact: table.map((line) => Number(line.split(",").at(-2))),
      absent: true,
    });
    // ended before its time: what is in no table is said
    appendFileSync(join(parts[0]!, "rows.ndjson"), '[3,"finished","",0.5,null]\n[1,"fin');
    const more = read(`print(json.dumps(len(voidscope.sweep(paths[0]))))`, parts[0]!);
    expect(more.json).toBe(2);
    expect(more.stderr).toMatch(/1 rows of .*part-1 are not in its tables yet; let `voidscope/);
    rmSync(join(parts[0]!, "results.csv"));
    expect(read("voidscope.sweep(paths[0])", parts[0]!).json).toMatch(/no rows in .*part-1; let/);
    const file = join(home, "rows.parquet");
    expect((await voidscope(["results", whole, "--parquet", file])).code).toBe(0);
    const parquet = read(
      `print(json.dumps(voidscope.sweep(paths[1]).equals(voidscope.sweep(paths[0]))))`,
      ...[whole, file],
    );
    if (has("pyarrow") || has("fastparquet")) expect(parquet.json).toBe(true);
    else expect(parquet.json).toMatch(/rows.parquet is Parquet, which pandas reads with pyarrow/);
  });

  it.skipIf(!withPackages || !has("matplotlib") || process.platform === "win32")(
    "runs every cell of the notebook",
    () => {
      const home = scratch();
      cpSync(EXAMPLES, home, { recursive: true });
      mkdirSync(join(home, "bin"));
      const launcher = resolve("cli/voidscope.mjs");
      const npx = join(home, "bin/npx");
      writeFileSync(npx, `#!/bin/sh\nshift\nexec "${process.execPath}" "${launcher}" "$@"\n`);
      chmodSync(npx, 0o755);
      const script = join(home, "notebook.py");
      writeFileSync(script, `${notebook.join("\n")}\nplt.savefig("field.png")\n`);
      const { status, stderr } = spawnSync(python!, [script], {
        cwd: home,
        encoding: "utf8",
        env: {
          ...process.env,
          MPLBACKEND: "Agg",
          PATH: `${join(home, "bin")}${delimiter}${process.env["PATH"]}`,
        },
      });
      expect([status, stderr]).toEqual([0, ""]);
      expect(readFileSync(join(home, "field.png")).length).toBeGreaterThan(5000);
    },
  );
});
