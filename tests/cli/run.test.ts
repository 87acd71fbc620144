import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import h5wasm, { type Group } from "h5wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { amount } from "../support/length";
import { scratch, start, voidscope } from "./spawn";

/** A run of a few seconds with voids, stress and a step change, small enough to be repeated. */
const SCENARIO = JSON.stringify({
  title: "Short",
  seed: 5,
  cell: { width: "40 um", lithium: "20 um", electrolyte: "20 um" },
  interface: { defects: [{ at: "20 um", width: "4 um", height: "2 um" }] },
  protocol: ["Strip at 1 mA/cm2 for 20 min", "Rest for 10 min", "Plate at 0.5 mA/cm2 for 10 min"],
  mesh: { columns: 32 },
  output: { frameEvery: "3 min" },
});
/** A run whose risk is that of a flaw. */
const FLAWED = JSON.stringify({
  cell: { width: "32 um", lithium: "8 um", electrolyte: "24 um" },
  electrolyte: { flaws: { list: [{ at: "12 um", length: "7 um" }] } },
  protocol: ["Plate at 2 mA/cm2 for 10 s"],
  mesh: { columns: 32 },
});
const OUTPUTS = ["timeseries.bdf.csv", "fields.vtkhdf", "record.json", "current-histogram.csv"];

/** Numbers of `run --json`, without how long it took. */
function numbers(stdout: string) {
  const { wall_s, expected_s, ...rest } = JSON.parse(stdout);
  expect(wall_s).toBeGreaterThan(0);
  expect(expected_s).toBeNull();
  return rest;
}

function outputs(dir: string): Buffer[] {
  return OUTPUTS.map((name) => readFileSync(join(dir, name)));
}

let reference: { numbers: Record<string, unknown>; outputs: Buffer[] };

beforeAll(async () => {
  const dir = join(scratch(afterAll), "out");
  const { code, stdout, stderr } = await voidscope(
    ["run", "-", "--json", "--quiet", "--out", dir],
    { stdin: SCENARIO },
  );
  expect(stderr).toBe("");
  expect(code).toBe(0);
  reference = { numbers: numbers(stdout), outputs: outputs(dir) };
});

describe("voidscope run", () => {
  it("computes what was drawn by hand, and books what it took", async () => {
    const value = { at: "12 um", width: "8 um", height: "4 um" };
    const edits = [{ step: 4, path: "interface.defects", value }];
    const cut = JSON.stringify({ ...JSON.parse(SCENARIO), edits });
    const { code, stdout } = await voidscope(["run", "-", "--json", "--quiet"], { stdin: cut });
    expect(code).toBe(0);
    const { ledger } = JSON.parse(stdout);
    expect(ledger.lithiumTaken_um / ((Math.PI * 4 * 4 * 0.5) / 40)).toBeCloseTo(1, 1);
    expect(ledger.lithiumDefect).toBeLessThan(1e-12);
    const { stdout: told } = await voidscope(["run", "-", "--quiet"], { stdin: cut });
    expect(told).toMatch(/; 0\.6\d* um of lithium taken out by hand/);
    const wrong = cut.replace("12 um", "41 um");
    const { stderr } = await voidscope(["run", "-"], { stdin: wrong });
    expect(stderr).toContain(
      'edits[0].value.at: "41 um" is outside the section; use 0 um to 40 um',
    );
  });

  it("prints exactly one object with everything a script needs", () => {
    expect(reference.numbers).toMatchObject({ scenario: "stdin", status: "finished" });
    expect(Object.keys(reference.numbers)).toEqual(
      expect.arrayContaining([
        ...["scenario", "status", "endReason", "time_s", "charge_mAh_cm2", "voltage_V"],
        ...["contactFraction", "voidVolume_um", "peakCurrentRatio", "riskMax", "ledger", "steps"],
      ]),
    );
    expect(reference.numbers["time_s"]).toBeCloseTo(2400, 6);
    // 1 mA/cm2 for 20 min stripped, 0.5 mA/cm2 for 10 min plated
    expect(reference.numbers["charge_mAh_cm2"]).toBeCloseTo(1 / 3 - 1 / 12, 9);
  });

  it("writes rows with the current turned: positive charges in the Battery Data Format", () => {
    const [head, ...rows] = reference.outputs[0]!.toString().trimEnd().split("\n");
    const names = head!.split(",");
    expect(names.slice(0, 3)).toEqual(["Test Time / s", "Voltage / V", "Current / A"]);
    const column = (name: string) => rows.map((row) => Number(row.split(",")[names.indexOf(name)]));
    const times = column("Test Time / s");
    expect(times[0]).toBe(0);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    // steps meet at 20 and 30 min, the end of one and the start of the next
    const twice = times.filter((t, k) => t === times[k - 1]);
    expect(twice.map((t) => Math.round(t))).toEqual([1200, 1800]);
    expect(column("Record Index / 1")).toEqual(rows.map((_, k) => k + 1));
    const current = column("Current / A");
    // 1 mA/cm2 over 1 cm2, stripping
    expect(current[1]).toBeCloseTo(-1e-3, 12);
    expect(current.at(-1)).toBeCloseTo(0.5e-3, 12);
    expect(column("Net Capacity / Ah").at(-1)).toBeCloseTo(-0.25e-3, 12);
    const passed = times.reduce(
      (sum, t, k) => sum + (k && 0.5 * (current[k]! + current[k - 1]!) * (t - times[k - 1]!)),
      0,
    );
    expect(passed / 3600).toBeCloseTo(-0.25e-3, 12);
  });

  it("writes frames at the start, every frameEvery and at the end of each step", async () => {
    const { FS } = await h5wasm.ready;
    FS!.writeFile("/run.h5", reference.outputs[1]!);
    const file = new h5wasm.File("/run.h5", "r");
    const times = [...(file.get("VTKHDF/Steps/Values") as { value: Float64Array }).value];
    expect(times[0]).toBe(0);
    for (const at of [1200, 1800, 2400])
      expect(Math.min(...times.map((t) => Math.abs(t - at)))).toBeLessThan(1e-6);
    expect(times.length).toBeGreaterThanOrEqual(2400 / 180);
    expect((file.get("VTKHDF/CellData") as Group).keys()).toContain("vonMises");
    file.close();
  });

  it("keeps no pictures where they are off, not even those of an earlier run, and prints remarks", async () => {
    const dir = join(scratch(), "out");
    const short = { mesh: { columns: 16 }, protocol: ["Strip at 1 mA/cm2 for 1 s until a short"] };
    const args = ["run", "-", "--quiet", "--out", dir];
    await voidscope(args, { stdin: JSON.stringify(short) });
    expect(readdirSync(dir)).toEqual(expect.arrayContaining(OUTPUTS));
    const off = { ...short, output: { frames: false } };
    const { code, stdout } = await voidscope([...args, "--replace", "--json"], {
      stdin: JSON.stringify(off),
    });
    expect(code).toBe(0);
    const left = readdirSync(dir).filter((name) => !name.startsWith("checkpoint"));
    const table = ["timeseries.bdf.csv", "timeseries.bdf.metadata.json"];
    expect(left.sort()).toEqual(["record.json", ...table]);
    const remarks = ['"a short" is out of reach: physics.filaments is off.'];
    expect(JSON.parse(stdout).remarks).toEqual(remarks);
    const record = JSON.parse(readFileSync(join(dir, "record.json"), "utf8"));
    expect(record.summary.remarks).toEqual(remarks);
  });

  it("writes a record that runs again to the same numbers", async () => {
    const record = JSON.parse(reference.outputs[2]!.toString());
    expect(record.wasm.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(record.summary).toEqual(reference.numbers);
    const again = await voidscope(["run", "-", "--json", "--quiet"], {
      stdin: JSON.stringify(record.scenario),
    });
    expect(numbers(again.stdout)).toEqual(reference.numbers);
  });

  it("goes on after SIGKILL at any moment to the same bytes", async () => {
    for (const delay of amount([0, 300], [0, 60, 170, 400, 900])) {
      const dir = join(scratch(), "out");
      const run = start(["run", "-", "--json", "--out", dir, "--checkpoint-every", "0 s"], {
        stdin: SCENARIO,
      });
      // any time after the first line of progress, when a checkpoint is sure to be there
      await run.said(/%/);
      await new Promise((resolve) => setTimeout(resolve, delay));
      run.process.kill("SIGKILL");
      await run.ended;
      const { code, stdout } = await voidscope(["run", "--resume", dir, "--json", "--quiet"]);
      expect(code).toBe(0);
      expect(numbers(stdout)).toEqual(reference.numbers);
      expect(outputs(dir)).toEqual(reference.outputs);
      expect(readdirSync(dir).filter((name) => /journal|part$/.test(name))).toEqual([]);
    }
  });

  it("uses the checkpoint before the last when the last is damaged", async () => {
    const dir = join(scratch(), "out");
    const run = start(["run", "-", "--out", dir, "--checkpoint-every", "0 s"], { stdin: SCENARIO });
    await run.said(/2\d %/);
    run.process.kill("SIGKILL");
    await run.ended;
    const file = join(dir, "checkpoint.vsc");
    writeFileSync(file, readFileSync(file).subarray(0, 1000));
    const { code, stdout, stderr } = await voidscope([
      "run",
      "--resume",
      file,
      "--json",
      "--quiet",
    ]);
    expect(stderr).toMatch(/truncated: 1000 bytes.*the one before/s);
    expect(code).toBe(0);
    expect(numbers(stdout)).toEqual(reference.numbers);
    expect(outputs(dir)).toEqual(reference.outputs);
  });

  it("leaves a resumable checkpoint on SIGINT and says how to go on", async () => {
    const dir = join(scratch(), "out");
    const run = start(["run", "-", "--json", "--out", dir], { stdin: SCENARIO });
    await run.said(/%/);
    run.process.kill("SIGINT");
    const { code, stdout, stderr } = await run.ended;
    expect(code).toBe(130);
    expect(JSON.parse(stdout).status).toBe("interrupted");
    expect(stderr).toContain(`voidscope run --resume ${join(dir, "checkpoint.vsc")}`);
    expect(readdirSync(dir)).not.toContain("record.json");
    const resumed = await voidscope(["run", "--resume", dir, "--json", "--quiet"]);
    expect(numbers(resumed.stdout)).toEqual(reference.numbers);
    expect(outputs(dir)).toEqual(reference.outputs);
  });

  it("keeps the state of a run without --out beside the caller", async () => {
    const cwd = scratch();
    const run = start(["run", "-", "--json"], { stdin: SCENARIO, cwd });
    await run.said(/%/);
    run.process.kill("SIGINT");
    expect((await run.ended).code).toBe(130);
    expect(readdirSync(cwd)).toEqual(["stdin.checkpoint.vsc"]);
    const resumed = await voidscope(["run", "--resume", "stdin.checkpoint.vsc", "--json"], { cwd });
    expect(numbers(resumed.stdout)).toEqual(reference.numbers);
  });

  it("reports a finished run again without computing", async () => {
    const dir = join(scratch(), "out");
    const args = ["--json", "--quiet"];
    const first = await voidscope(["run", "-", ...args, "--out", dir], { stdin: FLAWED });
    const again = await voidscope(["run", "--resume", dir, ...args]);
    expect(again.code).toBe(0);
    expect(numbers(again.stdout)).toEqual(numbers(first.stdout));
    // most of the risk is at the flaw, as the picture of the last frame has it too
    expect(numbers(again.stdout).riskMax).toBeGreaterThan(0.01);
  });
});
