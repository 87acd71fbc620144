// Profiles from the lines of CSV files: what is read, and what is refused in which words.
import { describe, expect, it } from "vitest";
import { readProfile } from "../../core/profiles";
import { resolveRun } from "../../core/resolve";
import { normalise } from "../../core/scenario";

const points = ({ times, values }: { times: number[]; values: number[] }) => [times, values];

describe("profiles", () => {
  it("are read in SI, times from the first row", () => {
    const lines = ["Test Time / min;note;Current Density [uA/cm2]", "10;a;-50", "", "11;b;0,5"];
    expect(points(readProfile("a.csv", lines, "current"))).toEqual([
      [0, 60],
      [-0.5, 0.005],
    ]);
  });

  it("are told by names of observables and of the Battery Data Format", () => {
    const lines = [
      "# from the cycler",
      '\uFEFF"Test Time / s","Voltage / V","Applied Pressure / MPa","Ambient Temperature / degC"',
      "0,0.01,3,25",
      "5,-0.02,10,60",
    ];
    expect(readProfile("a.csv", lines, "voltage").values).toEqual([0.01, -0.02]);
    expect(readProfile("a.csv", lines, "pressure").values).toEqual([3e6, 10e6]);
    expect(readProfile("a.csv", lines, "temperature").values).toEqual([298.15, 333.15]);
  });

  it("may jump: two rows at one time", () => {
    const lines = ["time / s\tcurrent / mA/cm2", "0\t1", "10\t1", "10\t-1", "20\t-1"];
    expect(readProfile("a.csv", lines, "current").times).toEqual([0, 10, 10, 20]);
  });

  const head = "time / s, current / mA/cm2";
  it.each([
    [[], /^a.csv is empty; begin it with a header such as "time \/ s, current \/ mA\/cm2"$/],
    [["0, 0", "1, 1"], /^a.csv, line 1: "0, 0" is no header/],
    [
      ["time / s, voltage / V", "0, 0"],
      /^a.csv, line 1: among the columns .* name it such as "current/,
    ],
    [["time / s, current", "0, 0"], /^a.csv, line 1: "current" has no unit; write it such as/],
    [
      ["time / s, Current / A", "0, 0"],
      /^a.csv, line 1: "Current \/ A" does not fit.*divide by the area/,
    ],
    [[head, "0, 0", "10, x"], /^a.csv, line 3: "x" is not a number$/],
    [[head, "0, 0", "10, 5 mA"], /^a.csv, line 3: "5 mA" is not a number$/],
    [
      [head, "0, 0", "10, 0,5"],
      /^a.csv, line 3: "10, 0,5" has 3 values, and the header names 2; where commas/,
    ],
    [[head, "0, 0", "10, 500"], /^a.csv, line 3: "500 mA\/cm2" is out of range; use -50 mA/],
    [[head, "0, 0", "10, 1", "8, 1"], /^a.csv, line 4: the time "8" goes back/],
    [[head, "0, 0", "1e-5, 1"], /^a.csv, line 3: the time "1e-5" is less than 1 ms after/],
    [[head, "0, 0", "0, 1"], /^a.csv spans no time; give it two rows or more$/],
    [[head, "0, 0", "1e9999, 1"], /^a.csv, line 3: .* is not finite/],
  ])("are refused in one sentence: %j", (lines, sentence) => {
    expect(() => readProfile("a.csv", lines, "current")).toThrow(sentence);
  });

  it("are part of the scenario, and a step without its profile is refused", () => {
    const protocol = ["Follow current from a.csv"];
    expect(() => resolveRun({ protocol })).toThrow(
      /"a.csv" is not in profiles; put its lines there/,
    );
    const profiles = { "a.csv": [head, "0, 0", "10, 1"] };
    const spec = resolveRun({ protocol, profiles });
    expect(spec.scenario.profiles).toEqual(profiles);
    expect(resolveRun(spec.scenario)).toEqual(spec);
    expect(normalise({ protocol: ["Rest for 1 s"] }).profiles).toEqual({});
  });

  it("are kept once, however often a loop follows them", () => {
    const profiles = { "a.csv": [head, "0, 0", "10, 1"] };
    const spec = resolveRun({
      protocol: ["Cycle 9 times: [Follow current from a.csv; Rest for 1 s]"],
      profiles,
    });
    expect(spec.profiles).toHaveLength(1);
    expect(spec.protocol.map(({ follows }) => follows?.current)).toEqual(
      spec.protocol.map((_, k) => (k % 2 ? undefined : 0)),
    );
  });

  it.each([
    ["Follow current from drive", /"drive" is not the name of a profile, a CSV file/],
    ["Follow speed from a.csv", /should say what follows which profile, current, voltage/],
    ["Follow pressure from a.csv under 3 MPa", /gives the pressure twice; leave one out/],
    ["Pulse 2 mA/cm2 for 10 s, rest 50 s, 3 times under 3 MPa over 1 h", /has no place in Pulse/],
    ["Rest for 1 h at 60 Cel over 0 s", /is out of range|not above zero/],
    ["Rest for 1 h over 1 h", /"over 1 h" has no place in Rest/],
  ])("steps that do not say it right are refused: %s", (step, sentence) => {
    expect(() => normalise({ protocol: [step] })).toThrow(sentence);
  });
});
