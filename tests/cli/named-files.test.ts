// Files that a scenario names become part of it: the run needs them once.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { changed, readSource } from "../../cli/read-scenario";
import { material } from "../../core/materials";
import { resolveRun } from "../../core/resolve";
import { scratch } from "./spawn";

const CURRENT = "time / s, current / mA/cm2\r\n0, 0\r\n60, 1\r\n";
const MINE = { ...material("Li6PS5Cl", "electrolyte"), name: "mine" };

/** A scenario in a directory of its own, with a profile and a material beside it. */
function written(scenario: Record<string, unknown>): string {
  const directory = scratch();
  mkdirSync(join(directory, "data"));
  writeFileSync(join(directory, "data", "drive.csv"), CURRENT);
  writeFileSync(join(directory, "mine.json"), JSON.stringify(MINE));
  writeFileSync(join(directory, "scenario.json"), JSON.stringify(scenario));
  return join(directory, "scenario.json");
}

const open = (path: string, ...set: string[]) => changed(readSource(path), set);

describe("files that a scenario names", () => {
  it("are read from beside it, also where a setting names them, and once only", () => {
    const path = written({
      protocol: ["Rest for 1 s", "Cycle 2 times: [Follow current from data/drive.csv]"],
    });
    const spec = resolveRun(open(path, "materials.electrolyte=mine.json"));
    expect(spec.scenario.profiles).toEqual({
      "data/drive.csv": ["time / s, current / mA/cm2", "0, 0", "60, 1"],
    });
    expect(spec.scenario.materials.files).toEqual({ "mine.json": MINE });
    // the record's scenario stands alone, wherever it lies
    const alone = join(scratch(), "record.json");
    writeFileSync(alone, JSON.stringify({ format: "voidscope-record", scenario: spec.scenario }));
    expect(resolveRun(open(alone))).toEqual(spec);
  });

  it("are not read where the scenario holds them", () => {
    const lines = ["time / s, current / A/m2", "0, 1", "5, 1"];
    const path = written({
      protocol: ["Follow current from data/drive.csv"],
      profiles: { "data/drive.csv": lines },
    });
    expect(resolveRun(open(path)).profiles[0]!.values).toEqual([1, 1]);
  });

  it("are named where they cannot be read or are wrong", () => {
    const none = written({ protocol: ["Rest for 1 h under none.csv"] });
    expect(() => open(none)).toThrow(/^cannot read ".*none\.csv": it does not exist/);
    const path = written({ protocol: ["Follow voltage from data/drive.csv"] });
    expect(() => resolveRun(open(path))).toThrow(
      /^protocol\[0\]: step 1: data\/drive\.csv, line 1: among the columns "time \/ s" and/,
    );
    const strange = written({
      protocol: ["Rest for 1 s"],
      materials: { electrolyte: "other.json" },
    });
    expect(() => open(strange)).toThrow(/^cannot read ".*other\.json": it does not exist/);
  });

  it("leave a document alone that is no scenario", () => {
    for (const document of [null, 3, [], { protocol: 3, profiles: 4, materials: 5 }]) {
      expect(changed({ name: "x", document, directory: "." }, [])).toEqual(document);
    }
  });
});
