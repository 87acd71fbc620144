// --set path=value
import { describe, expect, it } from "vitest";
import { ScenarioError, UsageError } from "../../core/errors";
import { MECHANISMS } from "../../core/mechanisms";
import { applyOverrides, set, splitPath } from "../../core/overrides";
import { resolveRun } from "../../core/resolve";
import { SWITCHES } from "../../core/switches";

const base = { protocol: ["Strip at 0.2 mA/cm2 until 1 mA.h/cm2", "Rest for 1 h"] };
const run = (...settings: string[]) => resolveRun(applyOverrides(base, settings));

describe("applyOverrides", () => {
  it("sets quantities, numbers, switches, texts and lists", () => {
    const spec = run(
      "conditions.stackPressure=7 MPa",
      "mesh.columns=64",
      "physics.healing=false",
      "title=a = b",
      'interface.defects=[{"at":"50 um","width":"2 um","height":"1 um"}]',
      "interface.defects[0].height=2 um",
      "materials.overrides.Li6PS5Cl.ionicConductivity=1 mS/cm",
    );
    expect(spec.stackPressure).toBe(7e6);
    expect(spec.grid.columns).toBe(64);
    expect(spec.physics.healing).toBe(false);
    expect(spec.title).toBe("a = b");
    expect(spec.interface.defects).toEqual([{ at: 50e-6, width: 2e-6, height: 2e-6 }]);
    expect(spec.electrolyte.ionicConductivity.value).toBe(0.1);
    expect(spec.electrolyte.ionicConductivity.law).toBe("arrhenius-over-T");
  });

  it("keeps a text a text, and reads numbers as people type them", () => {
    const spec = run(
      "title=123",
      "numerics.tolerance=.001",
      "physics.taylor=1,3",
      "interface.sinkAmplitude=+0.1",
      "materials.overrides.lithium.poissonRatio=0.3",
      'conditions.stackPressure="7 MPa"',
      "electrolyte.layers=[]",
    );
    expect(spec.title).toBe("123");
    expect(spec.numerics.tolerance).toBe(1e-3);
    expect(spec.physics.taylor).toBe(1.3);
    expect(spec.interface.sinkAmplitude).toBe(0.1);
    expect(spec.lithium.poissonRatio.value).toBe(0.3);
    expect(spec.stackPressure).toBe(7e6);
  });

  it("replaces and appends steps", () => {
    const spec = run("protocol[1]=Rest for 2 h", "protocol[2]=Plate at 1 mA/cm2 for 1 h");
    expect(spec.protocol.map((s) => s.kind)).toEqual(["strip", "rest", "plate"]);
    expect(spec.protocol[1]!.until[0]!.value).toBe(7200);
  });

  it("rewrites every current and every capacity", () => {
    const spec = run("current=1 mA/cm2", "capacity=2 mA.h/cm2");
    expect(spec.protocol[0]!.text).toBe("Strip at 1 mA/cm2 for 2 mA.h/cm2");
    expect(spec.protocol[1]!.text).toBe("Rest for 1 h");
  });

  it.each(SWITCHES.map(({ path, value }) => [path, String(value)] as const))(
    "reaches the switch %s",
    (path, value) => {
      expect(run(`${path}=${value}`)).toEqual(run());
    },
  );

  it("applies a mechanism, and other settings after it", () => {
    const spec = run("mechanism=flux-focusing", "physics.healing=true");
    expect(spec.physics).toMatchObject({ vacancySinks: false, healing: true });
    expect(spec.lithium.creepStress.value).toBe(1e6);
    for (const { name } of MECHANISMS) expect(() => run(`mechanism=${name}`)).not.toThrow();
  });

  it("leaves the original alone", () => {
    const before = structuredClone(base);
    set(base, "protocol[0]", "Rest for 1 s");
    expect(base).toEqual(before);
  });

  it.each<[string, typeof UsageError | typeof ScenarioError, RegExp]>([
    ["conditions.stackPressure", UsageError, /is not a setting; write path=value/],
    ["=3", UsageError, /is not a setting/],
    ["a..b=3", UsageError, /is not a path; write it such as/],
    ["conditions.stackPresure=3 MPa", ScenarioError, /did you mean "stackPressure"\?/],
    ["title.x=3", ScenarioError, /nothing in it can be set|is not a text/],
    ["protocol[9]=Rest for 1 s", ScenarioError, /leave a hole; the next free index is \[2\]/],
    ["protocol.first=Rest for 1 s", ScenarioError, /use an index such as \[0\]/],
    ["cell[0]=1 um", ScenarioError, /is not a section|does not fit/],
    ["__proto__.x=1", ScenarioError, /unknown key/],
    ["constructor=1", ScenarioError, /unknown key/],
    [
      "stackPressure=5 MPa",
      ScenarioError,
      /^"stackPressure" is an unknown key; did you mean conditions.stackPressure\?$/,
    ],
    ["Columns=64", ScenarioError, /^"Columns" is an unknown key; did you mean mesh.columns\?$/],
    ["numerics.tolerance=1,500", ScenarioError, /"1,500" is not a number/],
    ["mesh.columns=NaN", ScenarioError, /"NaN" is not a number/],
    ["mechanism=flux-focussing", ScenarioError, /did you mean "flux-focusing"\?/],
    ["current=1 mA", ScenarioError, /"1 mA" is not a current density/],
  ])("%s", (setting, kind, sentence) => {
    expect(() => run(setting)).toThrow(kind);
    expect(() => run(setting)).toThrow(sentence);
  });

  it("splits paths", () => {
    expect(splitPath("a.b[0].c")).toEqual(["a", "b", 0, "c"]);
    expect(splitPath("materials.overrides.lithium.creepStress")).toEqual([
      "materials",
      "overrides",
      "lithium.creepStress",
    ]);
  });
});
