// The scenario: defaults, round trips, and every way to get it wrong in one sentence.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { closures } from "../../core/closures";
import { ScenarioError } from "../../core/errors";
import { fromGallery, GALLERY } from "../../core/gallery";
import { inside, RANGES, type Range, within } from "../../core/ranges";
import { resolveRun } from "../../core/resolve";
import { normalise } from "../../core/scenario";
import {
  CELL,
  CONDITIONS,
  DEFECT,
  INTERFACE,
  NUMERICS,
  OUTPUT,
  PROBE,
} from "../../core/tables/cell";
import {
  BOUNDARY,
  FLAW,
  FLAWS,
  GRAINS,
  LAYER,
  PELLET,
  PORE,
  PORES,
} from "../../core/tables/electrolyte";
import type { Entries } from "../../core/tables/entry";
import { PHYSICS } from "../../core/tables/physics";
import { ELECTROLYTE, LITHIUM } from "../../core/tables/properties";
import { parse, toDisplay } from "../../core/units";

// The same cases every time; the properties were also run with thousands of random ones.
fc.configureGlobal({ seed: 20261 });

const ok = { protocol: ["Strip at 0.2 mA/cm2 for 1 h"] };

function refusal(input: unknown): string {
  try {
    resolveRun(input);
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    expect((error as ScenarioError).exitCode).toBe(2);
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

describe("bad input", () => {
  it.each<[string, unknown, RegExp]>([
    ["nothing", undefined, /^undefined is not a section; write an object with/],
    ["a list", [], /^\[\] is not a section/],
    ["no protocol", {}, /^protocol: is missing; give at least one step/],
    ["empty protocol", { protocol: [] }, /^protocol: is empty; give at least one step, such as/],
    ["protocol as text", { protocol: "Rest" }, /^protocol: "Rest" is not a list of steps/],
    ["step as number", { protocol: [3] }, /^protocol\[0\]: 3 is not a step/],
    [
      "unknown key",
      { ...ok, cell: { widht: "1 um" } },
      /^cell: "widht" is an unknown key; did you mean "width"\?$/,
    ],
    [
      "unknown section",
      { ...ok, colour: 1 },
      /^"colour" is an unknown key; it takes schemaVersion, title/,
    ],
    [
      "a capital",
      { Protocol: ["Rest for 1 s"] },
      /^"Protocol" is an unknown key; did you mean "protocol"\?$/,
    ],
    [
      "a PyBaMM experiment",
      { experiment: ["Rest for 1 s"] },
      /^"experiment" is an unknown key; steps stand in "protocol"/,
    ],
    [
      "steps alone",
      ["Rest for 1 s"],
      /^a list of steps alone is not a scenario; write {"protocol": \["Rest for 1 s"\]}$/,
    ],
    [
      "a BPX file",
      { Header: {}, Parameterisation: {} },
      /^this is a BPX file of parameters, not a scenario/,
    ],
    [
      "an entry without its section",
      { ...ok, stackPressure: "3 MPa" },
      /did you mean conditions.stackPressure\?$/,
    ],
    ["two unknown keys", { ...ok, aaa: 1, bbb: 2 }, /^"aaa" and "bbb" are unknown keys/],
    [
      "section as text",
      { ...ok, cell: "big" },
      /^cell: "big" is not a section; write an object with width, lithium/,
    ],
    [
      "a section of many keys as text: the first of them, and how many more",
      { ...ok, physics: "x".repeat(80) },
      /^(?=.{1,600}$)physics: .* is not a section; write an object with vacancySinks, .* or \d+ more$/,
    ],
    [
      "wrong unit",
      { ...ok, cell: { lithium: "30 MPa" } },
      /^cell.lithium: "30 MPa" is not a length; write a length such as "30 um"$/,
    ],
    [
      "no unit",
      { ...ok, conditions: { stackPressure: 3 } },
      /^conditions.stackPressure: 3 is not a text with a unit; write it such as "3 MPa"$/,
    ],
    [
      "negative thickness",
      { ...ok, cell: { lithium: "-30 um" } },
      /^cell.lithium: "-30 um" is out of range; use 1 um to 1000 um$/,
    ],
    [
      "zero thickness",
      { ...ok, cell: { electrolyte: "0 um" } },
      /^cell.electrolyte: "0 um" is out of range/,
    ],
    [
      "a billion columns",
      { ...ok, mesh: { columns: 1e9 } },
      /^mesh.columns: 1000000000 is too large; use a whole number from 16 to 1024$/,
    ],
    ["half a column", { ...ok, mesh: { columns: 64.5 } }, /^mesh.columns: 64.5 is not whole/],
    [
      "NaN columns",
      { ...ok, mesh: { columns: Number.NaN } },
      /^mesh.columns: NaN is not finite; use a whole number from 16 to 1024$/,
    ],
    ["infinite seed", { ...ok, seed: Number.POSITIVE_INFINITY }, /^seed: Infinity is not finite/],
    ["NaN quantity", { ...ok, cell: { width: "NaN um" } }, /^cell.width: "NaN um" is not a length/],
    ["too hot", { ...ok, conditions: { temperature: "900 Cel" } }, /use -40 Cel to 120 Cel/],
    [
      "millipascals",
      { ...ok, conditions: { stackPressure: "3 mPa" } },
      /^conditions.stackPressure: "3 mPa" is 0.003 Pa, .*; did you mean "3 MPa"\?$/,
    ],
    ["a press in millipascals", { protocol: ["Press to 5 mPa"] }, /did you mean "5 MPa"\?$/],
    [
      "a layer of megasiemens",
      {
        ...ok,
        electrolyte: { layers: [{ thickness: "5 um", ionicConductivity: "5 MS/cm" }] },
      },
      /did you mean "5 mS\/cm"\?$/,
    ],
    [
      "a gigaohm",
      { ...ok, materials: { overrides: { "Li6PS5Cl.chargeTransferResistance": "1 GOhm.cm2" } } },
      /chargeTransferResistance: "1 GOhm.cm2" is out of range; use 0.0001 Ohm.cm2 to 100000 Ohm.cm2$/,
    ],
    [
      "a share as a number of percents",
      { protocol: ["Strip at 1 mA/cm2 until contact < 60"] },
      /"60" is out of range, and may be 0 to 1; did you mean "60 %"\?$/,
    ],
    [
      "a bound in millipascals",
      { protocol: ["Rest until pressure < 3 mPa"] },
      /did you mean "3 MPa"\?$/,
    ],
    ["half an hour in words", { protocol: ["Rest for 1 h 30"] }, /such as "1 h 30 min"$/],
    ["a unit in capitals", { protocol: ["Rest for 10 MINS 5"] }, /such as "10 MINS 5 s"$/],
    ["fahrenheit", { ...ok, conditions: { temperature: "77 F" } }, /is not a temperature/],
    [
      "too much pressure",
      { ...ok, conditions: { stackPressure: "3 GPa" } },
      /use 0 MPa to 200 MPa/,
    ],
    [
      "unknown electrolyte",
      { ...ok, materials: { electrolyte: "Li6PS5CI" } },
      /^materials.electrolyte: "Li6PS5CI" is not a known material; did you mean "Li6PS5Cl"\?/,
    ],
    [
      "metal as electrolyte",
      { ...ok, materials: { electrolyte: "lithium" } },
      /"lithium" is a metal; use Li6PS5Cl, Li6PS5Br, Li6PS5I, LGPS or LLZO/,
    ],
    [
      "a switch as text",
      { ...ok, physics: { healing: "yes" } },
      /^physics.healing: "yes" is neither true nor false/,
    ],
    [
      "tomorrow's version",
      { ...ok, schemaVersion: 2 },
      /^schemaVersion: 2 is not a version this Voidscope reads; use 1$/,
    ],
    [
      "gap wider than the lithium",
      { ...ok, cell: { lithium: "10 um" }, physics: { openingGap: "15 um" } },
      /^physics.openingGap: "15 um" is more than the 12\.5 um of lithium .*; use at most 10 um, or a thicker cell.lithium$/,
    ],
    [
      "gap wider than a lithium of odd height, whose remedy may be typed",
      {
        ...ok,
        cell: { width: "2.026 um", lithium: "1.013 um", electrolyte: "4 um" },
        mesh: { columns: 16 },
        physics: { openingGap: "3 um" },
      },
      /use at most 0\.81 um, or a thicker cell.lithium$/,
    ],
    [
      "defect outside",
      { ...ok, interface: { defects: [{ at: "150 um", width: "2 um", height: "1 um" }] } },
      /^interface.defects\[0\].at: "150 um" is outside the section; use 0 um to 100 um$/,
    ],
    [
      "defect too high",
      { ...ok, interface: { defects: [{ at: "50 um", width: "2 um", height: "40 um" }] } },
      /^interface.defects\[0\].height: "40 um" reaches through/,
    ],
    [
      "defect without width",
      { ...ok, interface: { defects: [{ at: "50 um", height: "1 um" }] } },
      /^interface.defects\[0\].width: is missing; write it such as "30 um"$/,
    ],
    [
      "thin pellet",
      { ...ok, cell: { pellet: "20 um" } },
      /^cell.pellet: "20 um" is thinner than the resolved electrolyte/,
    ],
    [
      "too many rows",
      { ...ok, cell: { width: "2 um", lithium: "1 mm" }, mesh: { columns: 1024 } },
      /^cell.lithium: "1 mm" is \d+ rows of .* use at most/,
    ],
    [
      "unknown layer",
      { ...ok, view: { layer: "stress" } },
      /^view.layer: "stress" is unknown; choose among lithium/,
    ],
    [
      "unknown override",
      { ...ok, materials: { overrides: { "Li6PS5Cl.conductivity": "1 mS/cm" } } },
      /^materials.overrides.Li6PS5Cl.conductivity: "conductivity" is not a property of Li6PS5Cl; (?:did|its)/,
    ],
    [
      "override of another unit",
      { ...ok, materials: { overrides: { "Li6PS5Cl.ionicConductivity": "1 MPa" } } },
      /^materials.overrides.Li6PS5Cl.ionicConductivity: "1 MPa" is not a conductivity/,
    ],
    [
      "negative override",
      { ...ok, materials: { overrides: { "lithium.creepStress": "-1 MPa" } } },
      /^materials.overrides.lithium.creepStress: "-1 MPa" is out of range; use 0.01 MPa to 1000 MPa/,
    ],
    [
      "incompressible override",
      { ...ok, materials: { overrides: { "lithium.poissonRatio": "0.5" } } },
      /"0.5" is out of range; use 0 to 0.49/,
    ],
  ])("%s", (_, input, sentence) => {
    const said = refusal(input);
    expect(said).toMatch(sentence);
    expect(said).not.toMatch(/\n|\[object|Invalid input/);
  });

  it("__proto__ from JSON is an unknown key", () => {
    expect(refusal(JSON.parse('{"protocol":["Rest for 1 s"],"__proto__":{}}'))).toMatch(
      /unknown key/,
    );
  });
});

describe("prefixes of the wrong case", () => {
  /** Every quantity of the tables with its range. */
  const everyRange = (): [string, Range][] => {
    const sections = { CELL, CONDITIONS, DEFECT, INTERFACE, NUMERICS, OUTPUT, PROBE, PHYSICS };
    const drawn = { PELLET, GRAINS, FLAWS, FLAW, PORES, PORE, BOUNDARY, LAYER };
    const entries = Object.entries({ ...sections, ...drawn }).flatMap(([name, table]) =>
      Object.entries(table as Entries).flatMap(([key, entry]): [string, Range][] =>
        "si" in entry ? [[`${name}.${key}`, entry]] : [],
      ),
    );
    const properties = Object.entries({ ...LITHIUM, ...ELECTROLYTE }).map(
      ([key, { unit, min, max }]): [string, Range] => [key, { si: unit, min, max }],
    );
    const controls = Object.entries(RANGES) as [string, Range][];
    return [...entries, ...properties, ...controls];
  };

  it("are out of range or harmless, and the message says what was meant", () => {
    const caught = everyRange().filter(([, range]) => {
      // the middle of the range in decades, in the display unit
      const low = Math.max(range.least ?? 0, range.min, 1e-6 * range.max);
      const text = toDisplay(Math.sqrt(low * range.max), range.si);
      expect(inside(parse(text, range.si), range), text).toBe(true);
      const other = text.replace(/ ([mM])(?=[PSAV])/, (_, m) => ` ${m === "m" ? "M" : "m"}`);
      if (other === text) return false;
      expect(() => within(parse(other, range.si), range, other), other).toThrow(
        `did you mean ${JSON.stringify(text)}?`,
      );
      return true;
    });
    expect(caught.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        "CONDITIONS.stackPressure",
        "creepStress",
        "ionicConductivity",
        "current",
      ]),
    );
    expect(caught.length).toBeGreaterThan(15);
  });
});

describe("round trips", () => {
  const text = (si: "m" | "Pa" | "K", min: number, max: number) =>
    fc.double({ min, max, noNaN: true }).map((v) => toDisplay(v, si, 12));
  const inside = {
    width: text("m", 3e-6, 1e-3),
    lithium: text("m", 2e-6, 2e-5),
    electrolyte: text("m", 2e-6, 2e-5),
  };
  const anyScenario = fc.record(
    {
      title: fc.string(),
      seed: fc.nat(),
      cell: fc.record(inside, { requiredKeys: [] }),
      conditions: fc.record(
        { temperature: text("K", 240, 390), stackPressure: text("Pa", 1e3, 1e8) },
        { requiredKeys: [] },
      ),
      mesh: fc.record({ columns: fc.integer({ min: 16, max: 256 }) }),
      physics: fc.record(
        { healing: fc.boolean(), taylor: fc.double({ min: 0.5, max: 2, noNaN: true }) },
        { requiredKeys: [] },
      ),
      protocol: fc.array(fc.constantFrom("Rest for 1 min", "Strip at 1 mA/cm2 for 1 h"), {
        minLength: 1,
        maxLength: 3,
      }),
    },
    { requiredKeys: ["protocol"] },
  );

  it("filling in defaults twice is filling them in once, through JSON too", () => {
    fc.assert(
      fc.property(anyScenario, (scenario) => {
        const full = normalise(scenario);
        expect(normalise(JSON.parse(JSON.stringify(full)))).toEqual(full);
        expect(full).toMatchObject(scenario);
      }),
    );
  });

  it("does not touch its input", () => {
    const frozen = Object.freeze({ protocol: Object.freeze(["Rest for 1 min"]) });
    expect(normalise(frozen).cell.width).toBe("100 um");
  });
});

describe("gallery", () => {
  it("every entry has a title, a sentence and a view, and says nothing that is a default", () => {
    const defaults = normalise({ protocol: ["Rest for 1 s"] });
    for (const { scenario, title, description } of GALLERY) {
      expect(title.length).toBeGreaterThan(3);
      expect(description).toMatch(/^[A-Z].*\.$/);
      expect(normalise(scenario).view?.layer).toBeDefined();
      for (const [key, value] of Object.entries(scenario as object)) {
        if (["schemaVersion", "conditions"].includes(key)) continue;
        expect(value).not.toEqual(defaults[key as keyof typeof defaults]);
      }
    }
  });

  it("says which name was meant", () => {
    expect(fromGallery("heal").title).toBe("A void heals at rest");
    expect(() => fromGallery("strip-3mp")).toThrow(/did you mean "strip-3mpa"\?/);
  });
});

describe("closures", () => {
  it("labels every closure with how well it stands and where it comes from", () => {
    const list = closures(normalise(ok));
    expect(list.find((c) => c.path === "physics.taylor")).toMatchObject({
      value: 1.25,
      status: "calibrated",
    });
    expect(list.find((c) => c.path === "interface.siteSpacing")).toMatchObject({
      value: "20 um",
      status: "illustrative",
    });
    // All of the physics section, what the interface has of random fields (4) and of its state (2), the collector; besides what the electrolyte is drawn from and what stores charge.
    expect(list.filter((c) => !/^(?:electrolyte|impedance|cathode)\./.test(c.path))).toHaveLength(
      Object.keys(normalise(ok).physics).length + 7,
    );
    for (const { source } of list) expect(source).not.toBe("");
  });
});
