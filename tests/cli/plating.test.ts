import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scratch, start, voidscope } from "./spawn";

/** A section whose trials take a second; one upright flaw, no voids of its own. */
const SMALL = [
  ...["--set", "cell.width=32 um", "--set", "cell.lithium=8 um", "--set", "mesh.columns=32"],
  ...["--set", "cell.electrolyte=16 um", "--set", "cell.pellet=16 um"],
  ...["--set", "interface.siteSpacing=0 um", "--set", "electrolyte.flaws.spacing=0 um"],
  ...["--set", 'electrolyte.flaws.list=[{"at":"16 um","length":"5 um"}]'],
];
const CCD = ["ccd", ...SMALL, "--seeds", "1", "--quiet"];
const json = async (args: string[]) => {
  const { code, stdout, stderr } = await voidscope([...args, "--json"]);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  return JSON.parse(stdout);
};

describe("voidscope ccd on plating", () => {
  it("finds the current at which a filament starts, and a larger one that shorts", async () => {
    const plate = [...CCD, "--mode", "plate", "--capacity", "0.1"];
    const [start, short] = [await json(plate), await json([...plate, "--criterion", "short"])];
    const [trial] = start.rows[0].trials;
    expect(trial.lost_mA_cm2 / trial.kept_mA_cm2).toBeLessThan(1.02 + 1e-9);
    // Omega K_IC/(1.12 F sqrt(pi c)) of a flaw of 5 um over some 5 Ohm cm2 is 1.3 mA/cm2; more where it must also fill
    expect(start.rows[0].critical_mA_cm2).toBeGreaterThan(1);
    expect(start.rows[0].critical_mA_cm2).toBeLessThan(4);
    expect(short.rows[0].critical_mA_cm2).toBeGreaterThanOrEqual(
      start.rows[0].critical_mA_cm2 / 1.02,
    );
  });

  it("maps the time to a short, and takes its rows from the directory the second time", async () => {
    const out = join(scratch(), "map");
    const map = [...CCD, "--mode", "short", "--capacity", "0.15", "--pressures", "3,7"];
    const args = [...map, "--currents", "1,4,8", "--out", out];
    const { rows } = await json(args);
    const at = (P: number, j: number) =>
      rows.find(
        (r: { pressure_MPa: number; current_mA_cm2: number }) =>
          r.pressure_MPa === P && r.current_mA_cm2 === j,
      );
    expect(at(3, 1).short_s).toBeNull();
    expect(at(3, 4).start_s).toBeLessThan(at(3, 4).short_s);
    expect(at(3, 8).short_s).toBeLessThan(at(3, 4).short_s);
    const files = ["ccd.csv", "ccd.json", "ccd.svg", "rows.ndjson"];
    const read = () => files.map((name) => readFileSync(join(out, name)));
    const before = read();
    await json(args);
    expect(read()).toEqual(before);
    const [csv, , svg] = before.map(String);
    expect(csv!.split("\n")[0]).toContain("Median Time To Short / s");
    expect(csv!.trimEnd().split("\n")).toHaveLength(7);
    expect(svg).toContain("stack pressure / MPa");
  });

  it("climbs full cycles to the last good one", async () => {
    const { rows } = await json([
      ...[...CCD, "--mode", "cycle", "--pressures", "20", "--capacity", "0.1"],
      ...["--currents", "1:9:5"],
    ]);
    const [trial] = rows[0].trials;
    expect(["short", "contact"]).toContain(trial.endedBy);
    expect(trial.lost_mA_cm2 - trial.kept_mA_cm2).toBeCloseTo(2, 9);
    expect(rows[0].critical_mA_cm2).toBe(trial.kept_mA_cm2);
  });

  it.each([
    [["--mode", "plate", "smooth"], 2, "electrolyte.flaws"],
    [["--mode", "plate", "--currents", "1"], 1, "--mode short"],
    [["--mode", "cycle", "--currents", "1,2,5"], 1, "evenly spaced"],
    [["--mode", "plating"], 1, "is none of strip, plate, cycle, short"],
  ])("refuses %j", async (args, exit, words) => {
    const { code, stdout, stderr } = await voidscope(["ccd", ...args]);
    expect(stderr).toContain(words);
    expect(stdout).toBe("");
    expect(code).toBe(exit);
  });
});

describe("voidscope ensemble", () => {
  const SCENARIO = JSON.stringify({
    ...{ schemaVersion: 1, title: "Two seeds", mesh: { columns: 32 } },
    cell: { width: "32 um", lithium: "8 um", electrolyte: "16 um", pellet: "16 um" },
    electrolyte: { grains: { size: "8 um" }, flaws: { spacing: "8 um" } },
    physics: { filaments: true },
    protocol: ["Plate at 4 mA/cm2 for 1 min until short > 0.5"],
  });
  const ARGS = ["ensemble", "-", "--seeds", "1..4"];

  it("gives mean and spread over the seeds, the same after a kill", async () => {
    const [whole, killed] = [join(scratch(), "whole"), join(scratch(), "killed")];
    const all = await voidscope([...ARGS, "--json", "--quiet", "--out", whole], {
      stdin: SCENARIO,
    });
    expect(all.code).toBe(0);
    const { runs, firstTimes, atEnd } = JSON.parse(all.stdout);
    expect(runs.map((r: { seed: number }) => r.seed)).toEqual([1, 2, 3, 4]);
    const times = runs.map((r: { events: Record<string, number> }) => r.events["filament-started"]);
    const [started] = firstTimes;
    expect(started.count).toBe(4);
    expect(started.mean).toBeCloseTo(times.reduce((a: number, b: number) => a + b) / 4, 9);
    expect(started.least).toBe(Math.min(...times));
    expect(started.most).toBeGreaterThan(started.least);
    expect(atEnd.map((s: { key: string }) => s.key)).toContain("shortKind");

    const run = start([...ARGS, "--threads", "1", "--out", killed], { stdin: SCENARIO });
    await run.said(/%/);
    run.process.kill("SIGKILL");
    await run.ended;
    expect(readdirSync(killed)).toEqual(["lock", "rows", "rows.ndjson", "sweep.json"]);
    const again = await voidscope([...ARGS, "--quiet", "--out", killed], { stdin: SCENARIO });
    expect(again.code).toBe(0);
    for (const name of ["ensemble.csv", "ensemble.json", "ensemble.svg"]) {
      expect(readFileSync(join(killed, name))).toEqual(readFileSync(join(whole, name)));
    }
  });

  it.each([
    [["cold", "--seeds", "5..1"], 1, '"1..20" or "1,2,5"'],
    [["cold", "--observables", "contct"], 1, 'did you mean "contact'],
    [["colt"], 2, 'did you mean "cold"'],
  ])("refuses %j", async (args, exit, words) => {
    const { code, stderr } = await voidscope(["ensemble", ...args]);
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(code).toBe(exit);
  });
});
