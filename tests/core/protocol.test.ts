// Sentences -> steps -> canonical sentences.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScenarioError } from "../../core/errors";
import { ProfileTable } from "../../core/profiles";
import { canonical, EXAMPLES, parseLine, parseProtocol } from "../../core/protocol";
import { withCapacity, withCurrent } from "../../core/protocol/rewrite";
import {
  type Condition,
  eventLimit,
  type Limit,
  limitText,
  type Node,
  nodeText,
} from "../../core/protocol/syntax";

// The same cases every time; the properties were also run with thousands of random ones.
fc.configureGlobal({ seed: 20261 });

const drive = ["time / s, current / mA/cm2, voltage / V", "0, 0, 0", "60, 1, 0.1"];
const files = () =>
  new ProfileTable({
    "drive.csv": drive,
    "data/pressure-over-time.csv": [
      "time / s, pressure / MPa, temperature / Cel",
      "0, 3, 25",
      "60, 5, 60",
    ],
  });
const only = (line: string) => {
  const steps = parseProtocol([line], files());
  expect(steps).toHaveLength(1);
  return steps[0]!;
};
const stops = (line: string) => only(line).until.map(({ text }) => text);

describe("steps", () => {
  it("strips with a positive and plates with a negative current", () => {
    expect(only("Strip at 1 mA/cm2 for 1 h").control).toEqual({
      mode: "current",
      currentDensity: 10,
    });
    expect(only("plate at 0.5 mA/cm2 until 2 mAh/cm2").control).toEqual({
      mode: "current",
      currentDensity: -5,
    });
  });

  it("keeps the author's words beside the canonical ones", () => {
    const step = only("strip  AT 0.2 mA/cm² for 5 hours until 500 mV");
    expect(step.text).toBe("Strip at 0.2 mA/cm2 for 5 h or until 500 mV");
    expect(step.description).toBe("strip AT 0.2 mA/cm² for 5 hours until 500 mV");
  });

  it("reads limits in the direction of the step", () => {
    expect(stops("Strip at 1 mA/cm2 for 1 h or until 500 mV or contact < 60 %")).toEqual([
      "time > 1 h",
      "voltage > 500 mV",
      "contact < 60 %",
    ]);
    const plate = only("Plate at 1 mA/cm2 for 2 mA.h/cm2 until 0.5 V").until;
    expect(plate.map(({ observable, op, value }) => [observable, op, value])).toEqual([
      ["capacity", ">", 72000],
      ["voltage", "<", -0.5],
    ]);
    expect(stops("Hold at -20 mV for 1 h until 0.01 mA/cm2")).toEqual([
      "time > 1 h",
      "currentDensity > -0.01 mA/cm2",
    ]);
  });

  it("knows every observable in its own unit", () => {
    const [limit] = only("Rest until temperature > 60 degC or void height < 1 um").until;
    expect(limit).toEqual({
      observable: "temperature",
      op: ">",
      strict: true,
      value: 333.15,
      text: "temperature > 60 Cel",
    });
  });

  it("reads decimal commas and V, as in other limits", () => {
    expect(stops("Strip at 0,5 mA/cm2 for 0,5 h until 0,5 V or V > 1,2 V")).toEqual([
      "time > 0.5 h",
      "voltage > 0.5 V",
      "voltage > 1.2 V",
    ]);
    const [pulse, rest] = parseProtocol(["Pulse 0,5 mA/cm2 for 1,5 s, rest 2,5 s, 2 times"]);
    expect([pulse!.control, pulse!.until[0]!.value, rest!.until[0]!.value]).toEqual([
      { mode: "current", currentDensity: 5 },
      1.5,
      2.5,
    ]);
  });

  it("keeps comparisons as written", () => {
    const rules = only(
      "Rest for 1 h until contact < 60 % or contact <= 60 % or pressure > 3 MPa or pressure >= 3 MPa or void height ≥ 1 um or risk ≤ 1",
    ).until;
    expect(rules.map(({ op, strict, text }) => [op, strict, text])).toEqual([
      [">", false, "time > 1 h"],
      ["<", true, "contact < 60 %"],
      ["<", false, "contact <= 60 %"],
      [">", true, "stackPressure > 3 MPa"],
      [">", false, "stackPressure >= 3 MPa"],
      [">", false, "voidHeight >= 1 um"],
      ["<", false, "riskMax <= 1"],
    ]);
  });

  it("names events: a short, a void, a filament", () => {
    const rules = only("Plate at 1 mA/cm2 until a short or the first void or filament").until;
    expect(rules).toEqual(
      (["short", "void", "filament"] as const).map((event, i) => ({
        observable: ["shortKind", "voidCount", "filamentCount"][i],
        op: ">",
        strict: true,
        value: 0,
        text: `a ${event}`,
      })),
    );
    expect(only("Plate at 1 mA/cm2 until shortKind > 0").until[0]!.text).toBe("a short");
    expect(canonical("Cycle 2 times: [Rest for 1 s] until a Void")).toBe(
      "Cycle 2 times: [Rest for 1 s] until a void",
    );
  });

  it("sets temperature and pressure at the start of a step", () => {
    const step = only("Rest for 10 min at 60 degC under 5 MPa");
    expect([step.temperature, step.pressure]).toEqual([333.15, 5e6]);
    expect(step.control).toEqual({ mode: "current", currentDensity: 0 });
  });

  it("presses over a time or at once", () => {
    const slow = only("Press to 20 MPa over 60 s");
    expect([slow.kind, slow.pressure, slow.rampTime]).toEqual(["press", undefined, 60]);
    expect(slow.ramps).toEqual({ pressure: { to: 2e7, over: 60 } });
    const warm = only("Press to 20 MPa over 60 s at 60 degC");
    expect([warm.ramps, warm.temperature]).toEqual([slow.ramps, 333.15]);
    expect(slow.until).toEqual([
      { observable: "time", op: ">", strict: false, value: 60, text: "time > 60 s" },
    ]);
    expect(only("Press to 20 MPa").rampTime).toBe(0);
    const held = only("press by -0.2 um over 10 s");
    expect([held.pressure, held.travel, held.rampTime]).toEqual([undefined, -2e-7, 10]);
  });
});

describe("loops", () => {
  it("unrolls, counts cycles, and points exits behind the loop", () => {
    const steps = parseProtocol([
      "Rest for 1 min",
      "Cycle 2 times: [Strip at 1 mA/cm2 for 1 h; Cycle 2 times: [Rest for 1 min] until 10 mV] until contact < 60 %",
      "Plate at 1 mA/cm2 for 1 h",
    ]);
    expect(steps.map((s) => s.kind)).toEqual([
      "rest",
      ...["strip", "rest", "rest", "strip", "rest", "rest"],
      "plate",
    ]);
    expect(steps.map((s) => s.cycle)).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
    expect(steps[0]!.loops).toEqual([]);
    expect(steps[1]!.loops.map((l) => l.exit)).toEqual([7]);
    // Innermost first; a bare voltage on a loop counts in both directions.
    expect(steps[2]!.loops.map((l) => l.exit)).toEqual([4, 7]);
    expect(steps[5]!.loops.map((l) => l.exit)).toEqual([7, 7]);
    expect(steps[2]!.loops[0]!.until.map((u) => u.text)).toEqual([
      "voltage > 10 mV",
      "voltage < -10 mV",
    ]);
  });

  it("flattens a ramp without drift, through zero", () => {
    const steps = parseProtocol(["Ramp current 0.1 to 3 mA/cm2 by 0.1 every 30 min until 500 mV"]);
    expect(steps).toHaveLength(30);
    expect(steps[2]!.text).toBe("Strip at 0.3 mA/cm2 for 30 min or until 500 mV");
    expect(steps[29]!.loops[0]!.exit).toBe(30);
    const through = parseProtocol(["Ramp current -0.2 to 0.2 mA/cm2 by 0.2 every 1 min"]);
    expect(through.map((s) => s.kind)).toEqual(["plate", "rest", "strip"]);
  });

  it("reads a ramp in other words", () => {
    const ramp = "Ramp current 0.1 mA/cm2 to 2 mA/cm2 by 0.1 mA/cm2 every 1 h";
    for (const line of [
      "Ramp from 0.1 to 2 mA/cm2 in steps of 0.1 mA/cm2, 1 h each",
      "ramp strip 0.1 to 2 mA/cm2 by 0.1 every 1 h",
      "Ramp 0.1 to 2 mA/cm2 by 0.1 every 1 hour",
    ]) {
      expect(canonical(line)).toBe(ramp);
    }
    expect(canonical("Ramp plate from 0.1 to 2 mA/cm2 by 0.1, 1 h each until 300 mV")).toBe(
      "Ramp current -0.1 mA/cm2 to -2 mA/cm2 by 0.1 mA/cm2 every 1 h until 300 mV",
    );
  });

  it("ramps down, and by capacity", () => {
    const steps = parseProtocol(["Ramp plate 1 to 0.2 mA/cm2 by 0.4 every 0.5 mAh/cm2"]);
    expect(steps.map((s) => s.text)).toEqual([
      "Plate at 1 mA/cm2 for 0.5 mA.h/cm2",
      "Plate at 0.6 mA/cm2 for 0.5 mA.h/cm2",
      "Plate at 0.2 mA/cm2 for 0.5 mA.h/cm2",
    ]);
  });

  it("strips and plates each level of a ramp of cycles, and counts them", () => {
    const steps = parseProtocol([
      "Rest for 1 s",
      "Ramp cycles 0.1 to 0.3 mA/cm2 by 0.1 every 1 h, rest 10 min until 500 mV",
      "Rest for 1 s",
    ]);
    expect(steps.slice(1, 5).map((s) => s.text)).toEqual([
      "Strip at 0.1 mA/cm2 for 1 h or until 500 mV",
      "Rest for 10 min",
      "Plate at 0.1 mA/cm2 for 1 h or until 500 mV",
      "Rest for 10 min",
    ]);
    expect(steps).toHaveLength(1 + 3 * 4 + 1);
    expect(steps.map((s) => s.cycle)).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3]);
    // a voltage limit ends the whole ramp, on either side
    expect(steps[3]!.loops).toMatchObject([{ exit: 13 }]);
    expect(steps[3]!.loops[0]!.until.map((u) => u.text)).toEqual([
      "voltage > 500 mV",
      "voltage < -500 mV",
    ]);
  });

  it("flattens pulses", () => {
    const steps = parseProtocol(["Pulse -2 mA/cm2 for 10 s, rest 50 s, 3 times until 500 mV"]);
    expect(steps.map((s) => s.text).slice(0, 2)).toEqual([
      "Plate at 2 mA/cm2 for 10 s or until 500 mV",
      "Rest for 50 s",
    ]);
    expect(steps).toHaveLength(6);
  });

  it("refuses to unroll for ever", () => {
    const bomb = "Cycle 1000 times: [Cycle 1000 times: [Cycle 1000 times: [Rest for 1 s]]]";
    expect(() => parseProtocol([bomb])).toThrow(
      /1000000000 steps once its loops are unrolled; 100000/,
    );
  });
});

describe("bad words", () => {
  it.each<[string, RegExp]>([
    ["", /the step is empty; write one such as/],
    ["Stirp at 1 mA/cm2 for 1 h", /"Stirp" is not a step; did you mean "Strip"\?/],
    ["Explode", /"Explode" is not a step; steps are Strip, Plate, Charge, Discharge, Hold, Rest/],
    [
      "Strip at 1 mA for 1 h",
      /"1 mA" is not a current density; divide by the area .* such as "0.2 mA\/cm2"/,
    ],
    ["Charge at 1 mA/cm2 for 1 h", /this cell has no cathode; write Plate, or set cathode.model$/],
    [
      "Discharge at C/10 for 10 hours",
      /this cell has no cathode; write Strip, or set cathode.model$/,
    ],
    ["Rest for 1 h * 3", /is repeated by a loop here; write "Cycle 3 times: \[Rest for 1 h\]"$/],
    ["Rest for 1 h x3", /write "Cycle 3 times: \[Rest for 1 h\]"$/],
    [
      "Rest for 1 hour (5 minute period)",
      /"\(5 minute period\)" has no place .* output.recordEvery$/,
    ],
    ["Strip at C/3 for 1 h", /"C\/3" is not a current density; a C-rate needs a capacity/],
    ["Hold at 4.2 V until C/50", /"C\/50" is a C-rate, and this cell has no cathode/],
    ["Hold at 4.2 V until 50 mA", /"50 mA" is not a current density; divide by the area/],
    ["Cycle Rest for 1 s", /should read like "Cycle 20 times: \[.*\] until contact < 60 %"$/],
    ["Strip at 1 mA/cm2 until X > 0.5 V", /"X" is not an observable; use one such as/],
    ["Strip at 1 mA/cm2 until V > 0.5", /"0.5" has no unit; write a voltage such as "500 mV"$/],
    ["Rest for 1 h 30", /"1 h 30" is not one number and one unit; write it such as "1 h 30 min"$/],
    ["Rest for 2 1/2 h", /write it such as "2.5 h"$/],
    ["Rest for 5", /"5" has no unit; write a time such as "10 min"$/],
    ["Rest for 3 fortnights", /"fortnights" is not a unit Voidscope knows \(in "3 fortnights"\)/],
    [
      "Rest for 3 MPa",
      /"3 MPa" is not a limit of Rest; after "for" it takes a time, as in "Rest for 10 min/,
    ],
    [
      "Rest until 500 mV",
      /"500 mV" is not a limit of Rest; after "until" it takes a time, a comparison .* or "a short"/,
    ],
    [
      "Strip at 1 mA/cm2 until 1,500 mV",
      /the comma of "1,500 mV" may split decimals or group digits/,
    ],
    ["Strip at 1 mA/cm2", /never ends; give it a limit as in "Strip at/],
    ["Strip for 1 h", /Strip wants "at ..."; it reads like "Strip at/],
    [
      "Strip at -1 mA/cm2 for 1 h",
      /is negative; Strip already says the direction, so write "1 mA\/cm2" or Plate/,
    ],
    ["Strip at 0 mA/cm2 for 1 h", /does nothing; write Rest/],
    ["Strip at 60 mA/cm2 for 1 h", /"60 mA\/cm2" is out of range; use -50 mA\/cm2 to 50 mA\/cm2/],
    ["Strip at NaN mA/cm2 for 1 h", /"NaN mA\/cm2" is not a current density/],
    [
      "Strip at 1 mA/cm2 for 3 MPa",
      /"3 MPa" is not a limit of Strip; after "for" it takes a time or a capacity/,
    ],
    ["Strip at 1 mA/cm2 for -1 h", /out of range/],
    [
      "Strip at 1 mA/cm2 until contcat < 60 %",
      /"contcat" is not an observable; did you mean "contact"\?/,
    ],
    ["Strip at 1 mA/cm2 until contact < 60 um", /"60 um" is not a number/],
    ["Strip at 1 mA/cm2 for 1 h at 900 Cel", /out of range; use -40 Cel to 120 Cel/],
    ["Strip at 1 mA/cm2 for 1 h under 1 GPa", /out of range; use 0 MPa to 200 MPa/],
    ["Strip at 1 mA/cm2 for 1 h for", /nothing follows "for"/],
    ["Strip gently at 1 mA/cm2 for 1 h", /"gently" is not expected after Strip/],
    ["Strip at 1 mA/cm2 for 1 h over 2 min", /"over 2 min" has no place in Strip/],
    ["Rest until 500 mV", /"500 mV" is not a limit of Rest/],
    ["Press by 3 MPa", /"3 MPa" is not a length/],
    ["Press by 0 um", /does nothing; write Rest/],
    ["Press", /Press wants "to ..."/],
    ["Press to 3 MPa for 1 h", /"for 1 h" has no place in Press/],
    ["Cycle 0 times: [Rest for 1 s]", /repeat 1 time or more/],
    ["Cycle 3 times: []", /repeats nothing/],
    ["Cycle 3 times: [Rest for 1 s", /should read like "Cycle 20 times/],
    ["Cycle 3 times: [Rest for 1 s] for 1 h", /is not a limit of Cycle/],
    ["Cycle 3 times: [Rest for 1 s; Rset for 1 s]", /"Rset" is not a step; did you mean "Rest"\?/],
    ["Pulse 2 mA/cm2", /should read like "Pulse 2/],
    ["Ramp voltage 0.1 to 3 V by 0.1 every 1 min", /Ramp ramps the current; .*"Follow voltage/],
    ["Ramp pressure 3 MPa to 5 MPa over 10 s", /Ramp ramps the current; .*"Press to 5 MPa over/],
    ["Ramp temperature from 25 Cel to 60 Cel", /Ramp ramps the current; .*"Rest for 1 h at 60 Cel/],
    ["Ramp up", /Ramp ramps the current; it reads like/],
    ["Ramp 0.1 to 3 mA/cm2 every 1 min", /Ramp wants "by ..."; it reads like "Ramp current/],
    ["Ramp 0.1 to 3 mA/cm2 by -0.1 every 1 min", /"-0.1 mA\/cm2" is not above zero/],
    ["Ramp 0.1 to 3 mA/cm2 by 0.1 every 3 MPa", /"3 MPa" is not a time/],
    [
      "Ramp cycles -1 to 3 mA/cm2 by 1 every 1 min",
      /"Ramp cycles" wants currents above zero, not "-1 mA\/cm2"; "Ramp current" takes a sign/,
    ],
    ["Ramp 1 to 2 mA/cm2 by 1 every 1 h, rest 1 min", /only "Ramp cycles" rests/],
    ["Ramp -1 to 1 mA/cm2 by 1 every 1 mAh/cm2", /a ramp through 0 stays there for ever/],
  ])("%s", (line, sentence) => {
    const attempt = () => parseProtocol(["Rest for 1 s", line]);
    expect(attempt).toThrow(ScenarioError);
    expect(attempt).toThrow(sentence);
    expect(attempt).toThrow(/^protocol\[1\]: step 2: .*[^\n]$/);
  });

  it("an empty protocol", () => {
    expect(() => parseProtocol([])).toThrow(/^protocol: is empty; give at least one step/);
  });
});

// Trees of everything the grammar can say.
const num = fc.double({ min: 0.01, max: 9, noNaN: true });
const of = (...units: string[]) => fc.record({ value: num, unit: fc.constantFrom(...units) });
const current = of("mA/cm2", "A/m2");
const time = of("s", "min", "h");
const capacity = of("mA.h/cm2");
const comparison: fc.Arbitrary<Limit> = fc.oneof(
  fc.record({
    observable: fc.constant("contactFraction" as const),
    op: fc.constantFrom("<" as const, "<=" as const, ">" as const, ">=" as const),
    bound: of("%"),
  }),
  fc.constantFrom("short" as const, "void" as const, "filament" as const).map(eventLimit),
  fc.record({
    observable: fc.constant("voidHeight" as const),
    op: fc.constant(">" as const),
    bound: of("um"),
  }),
  fc.record({
    observable: fc.constant("voltage" as const),
    op: fc.constant("<" as const),
    bound: of("mV"),
  }),
);
const bare = (...q: fc.Arbitrary<{ value: number; unit: string }>[]) =>
  fc.oneof(...q).map((bound): Limit => ({ bound }));
const condition = (to: fc.Arbitrary<{ value: number; unit: string }>): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc.record({ to, over: time }, { requiredKeys: ["to"] }),
    fc.constant({ profile: "data/pressure-over-time.csv" }),
  );
const clauses = (forLimit: fc.Arbitrary<Limit>, untilLimit: fc.Arbitrary<Limit>) =>
  fc.record(
    {
      for: fc.array(forLimit, { minLength: 1, maxLength: 2 }),
      until: fc.array(fc.oneof(comparison, untilLimit), { maxLength: 3 }),
      temperature: condition(of("Cel")),
      pressure: condition(of("MPa", "bar")),
    },
    { requiredKeys: ["for", "until"] },
  );
const half = clauses(bare(time, capacity), bare(of("mV", "V"), time, capacity));
const source = fc.constant("");
const none = fc.constant<Limit[]>([]);
const node: fc.Arbitrary<Node> = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc
      .tuple(fc.constantFrom("strip" as const, "plate" as const), current, half)
      .map(([kind, q, c]) => ({ kind, source: "", current: q, ...c }) as Node),
    fc
      .tuple(of("mV"), clauses(bare(time), bare(current)))
      .map(([voltage, c]) => ({ kind: "hold", source: "", voltage, ...c }) as Node),
    clauses(bare(time), bare(time)).map((c) => ({ kind: "rest", source: "", ...c }) as Node),
    fc
      .tuple(fc.constantFrom("current" as const, "voltage" as const), half)
      .map(
        ([quantity, c]) =>
          ({ kind: "follow", source: "", quantity, profile: "drive.csv", ...c }) as Node,
      ),
    fc.record({
      kind: fc.constant("press" as const),
      source,
      to: of("MPa"),
      over: time,
      for: none,
      until: none,
    }),
    fc.record({
      kind: fc.constant("press" as const),
      source,
      by: of("um"),
      over: time,
      for: none,
      until: none,
    }),
    fc
      .record(
        {
          kind: fc.constant("ramp" as const),
          source,
          cycles: fc.boolean(),
          from: current,
          to: current,
          by: current,
          every: fc.oneof(time, capacity),
          rest: time,
          for: none,
          until: fc.array(comparison, { maxLength: 1 }),
        },
        {
          requiredKeys: ["kind", "source", "cycles", "from", "to", "by", "every", "for", "until"],
        },
      )
      .map(({ rest, ...ramp }): Node => ({ ...ramp, ...(ramp.cycles && rest && { rest }) })),
    fc.record({
      kind: fc.constant("pulse" as const),
      source,
      current,
      on: time,
      off: time,
      times: fc.integer({ min: 1, max: 9 }),
      for: none,
      until: fc.array(comparison, { maxLength: 1 }),
    }),
    fc.record({
      kind: fc.constant("cycle" as const),
      source,
      times: fc.integer({ min: 1, max: 9 }),
      body: fc.array(tie("node"), { minLength: 1, maxLength: 2 }),
      until: fc.array(comparison, { maxLength: 2 }),
    }),
  ),
})).node;

const bareOf = (n: Node): unknown =>
  n.kind === "cycle" ? { ...n, source: "", body: n.body.map(bareOf) } : { ...n, source: "" };

describe("Measure impedance", () => {
  it("is a step that takes no time, at rest, over the frequencies that it names", () => {
    const step = only("Measure impedance from 1 kHz to 1 Hz");
    expect(step).toMatchObject({
      kind: "measure",
      control: { mode: "current", currentDensity: 0 },
    });
    expect(step.impedance).toHaveLength(25);
    expect(step.impedance![0]).toBe(1000);
    expect(only("measure the impedance").impedance).toHaveLength(65);
  });
  it.each([
    ["Measure impedance with 10 mV", "no amplitude"],
    ["Measure impedance with 0 mV", "no amplitude"],
    ["Measure impedance for 10 s", "no amplitude or time"],
    ["Measure voltage", "should read like"],
    ["Measure impedance from 1 Hz to 1 kHz", "out of order"],
    ["Measure impedance from 1 Hz to 1 Hz", "one point"],
    ["Measure impedance from 1 apple to 1 Hz", "is not a frequency"],
  ])("%s is refused", (line, words) => {
    expect(() => parseLine(line)).toThrow(words);
  });
});

/** 2.25 mA.h/cm2 up to 4.3 V. */
const FULL_CELL = { oneC: 22.5, least: 1, most: 4.3 };

describe("round trips", () => {
  it("tree -> text -> tree is the identity", () => {
    fc.assert(
      fc.property(node, (tree) => {
        expect(bareOf(parseLine(nodeText(tree)))).toEqual(tree);
      }),
    );
  });

  it("canonical text gives the same steps, and is its own canonical text", () => {
    for (const line of EXAMPLES) {
      const text = canonical(line);
      expect(canonical(text)).toBe(text);
      const strip = (l: string) =>
        parseProtocol([l], files(), /charge/i.test(l) ? FULL_CELL : undefined).map((s) => ({
          ...s,
          description: "",
        }));
      expect(strip(text)).toEqual(strip(line));
    }
  });

  it("the text of a flattened step parses to that step", () => {
    fc.assert(
      fc.property(node, (tree) => {
        const steps = parseProtocol([nodeText(tree)], files()).slice(0, 20);
        for (const { text, control, until, ramps } of steps) {
          const again = only(text);
          expect(again.ramps).toEqual(ramps);
          expect(again.control).toEqual(control);
          expect(again.until).toEqual(until);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("never fails on free text but with a ScenarioError", () => {
    const word = fc.constantFrom(
      "Strip",
      "at",
      "1",
      "mA/cm2",
      "for",
      "until",
      "or",
      "[",
      "]",
      ";",
      "Cycle",
      "3 times:",
      "<",
      "contact",
      "%",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((w) => w.join(" ")),
        ),
        (text) => {
          try {
            parseProtocol([text]);
          } catch (error) {
            expect(error).toBeInstanceOf(ScenarioError);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it("limits print as they are read", () => {
    fc.assert(
      fc.property(comparison, (limit) => {
        expect(stops(`Rest until ${limitText(limit)}`)).toEqual([limitText(limit)]);
      }),
    );
  });
});

describe("rewriting a whole protocol", () => {
  const lines = [
    "Cycle 3 times: [Strip at 1 mA/cm2 until 1 mA.h/cm2 or 500 mV; Plate at 1 mA/cm2 for 1 h]",
    "Rest for 1 min",
  ];

  it("sets one current", () => {
    expect(withCurrent(lines, "0.5 mA/cm2")[0]).toBe(
      "Cycle 3 times: [Strip at 0.5 mA/cm2 until 1 mA.h/cm2 or 500 mV; Plate at 0.5 mA/cm2 for 1 h]",
    );
  });

  it("sets one capacity in place of time or capacity and keeps other limits", () => {
    expect(withCapacity(lines, "2 mAh/cm2")[0]).toBe(
      "Cycle 3 times: [Strip at 1 mA/cm2 for 2 mA.h/cm2 or until 500 mV; Plate at 1 mA/cm2 for 2 mA.h/cm2]",
    );
  });

  it("says when there is nothing to change or the value is wrong", () => {
    expect(() => withCurrent(["Rest for 1 h"], "1 mA/cm2")).toThrow(/no Strip or Plate to change/);
    expect(() => withCurrent(lines, "-1 mA/cm2")).toThrow(/not above zero/);
    expect(() => withCapacity(lines, "1 mA/cm2")).toThrow(/is not an areal charge/);
  });
});
