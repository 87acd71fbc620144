import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { scratch, start, voidscope } from "./spawn";

/** A section whose trials take a fraction of a second. */
const SMALL = [
  ...["ccd", "--columns", "32", "--set", "cell.width=40 um", "--set", "cell.lithium=20 um"],
  ...["--set", "cell.electrolyte=20 um", "--capacity", "0.2"],
];
const OUTPUTS = ["ccd.csv", "ccd.json", "ccd.svg"];
const bytesOf = (dir: string) => OUTPUTS.map((name) => readFileSync(join(dir, name)));

describe("voidscope ccd", () => {
  it("prints the current with its capacity, pressure and temperature", async () => {
    const { code, stdout } = await voidscope([...SMALL, "--seeds", "1", "--quiet"]);
    expect(code).toBe(0);
    for (const words of ["mA/cm2 (stripping)", "0.2 mA.h/cm2", "3 MPa, 25 Cel", "D_self", "runs"]) {
      expect(stdout).toContain(words);
    }
  });

  it("goes on to the same bytes after a kill, with any number of threads", async () => {
    const map = [...SMALL, "--pressures", "3,5", "--temperatures", "25,45", "--seeds", "1"];
    const [whole, killed] = [join(scratch(), "whole"), join(scratch(), "killed")];
    expect((await voidscope([...map, "--threads", "2", "--out", whole])).code).toBe(0);
    const run = start([...map, "--threads", "1", "--out", killed]);
    await run.said(/%/);
    run.process.kill("SIGKILL");
    await run.ended;
    expect(readdirSync(killed)).toEqual(["lock", "rows", "rows.ndjson", "sweep.json"]);
    // what a kill within a write leaves
    const kept = readFileSync(join(killed, "rows.ndjson"));
    writeFileSync(join(killed, "rows.ndjson"), Buffer.concat([kept, Buffer.from('["torn')]));
    expect((await voidscope([...map, "--threads", "1", "--out", killed])).code).toBe(0);
    expect(bytesOf(killed)).toEqual(bytesOf(whole));
    expect(readFileSync(join(killed, "rows.ndjson")).subarray(0, kept.length)).toEqual(kept);
    const svg = bytesOf(whole)[2]!.toString();
    for (const words of ["stack pressure / MPa", "temperature / Cel", "0.2 measured"]) {
      expect(svg).toContain(words);
    }
  });

  it("maps the end contact over pressure and current", async () => {
    const { code, stdout } = await voidscope([
      ...[...SMALL, "--pressures", "2,6 MPa", "--currents", "0.1:3:3:log", "--seeds", "1"],
      ...["--json", "--quiet"],
    ]);
    expect(code).toBe(0);
    const { contacts } = JSON.parse(stdout);
    expect(contacts.map((r: { current_mA_cm2: number }) => r.current_mA_cm2)).toEqual([
      0.1, 0.547723, 3, 0.1, 0.547723, 3,
    ]);
    const contact = contacts.map((r: { contact: number }) => r.contact);
    expect(contact[0]).toBeGreaterThan(contact[2]);
    expect(contact[3]).toBeGreaterThan(0.99);
  });

  it.each([
    [["--pressure", "0"], 1, '--pressures: "0 MPa" is not above zero'],
    [["--pressures", "1:10"], 1, 'a range such as "1:10:4 MPa"'],
    [["--pressures", "5:1:3"], 1, "write low:high:count"],
    [["--temperatures", "500"], 1, "-40 Cel to 120 Cel"],
    [["--contact", "120%"], 1, "share between 0 % and 100 %"],
    [["--capacity", "3 MPa"], 1, "--capacity: "],
    [["--currents", "1", "--temperatures", "0,25"], 1, "at one temperature"],
    [["--set", "current=1 mA/cm2"], 1, "a protocol of its own"],
    [["--set", "mesh.colums=64"], 2, 'did you mean "columns"'],
    [["strip-3mp"], 2, 'did you mean "strip-3mpa"'],
  ])("refuses %j", async (args, exit, words) => {
    const cwd = scratch();
    const { code, stdout, stderr } = await voidscope(["ccd", ...args, "--out", "made"], { cwd });
    expect(stderr).toContain(words);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(exit);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it("says how far the lithium went when the capacity is more than there is, and keeps the rest of the map", async () => {
    const { code, stdout, stderr } = await voidscope([...SMALL, "--capacity", "100", "--quiet"]);
    expect(code).toBe(3);
    expect(stdout).toContain("not found, a trial failed");
    expect(stderr).toMatch(/used up after .* of 100 mA\.h\/cm2/);
  });
});
