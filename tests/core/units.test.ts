// Quantities as people write them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIMENSIONS, type Dimension, type SiUnit } from "../../core/dimensions";
import { ScenarioError } from "../../core/errors";
import { digits, parse, quantity, quantityText, toDisplay, toSi, toUnit } from "../../core/units";

// The same cases every time; the properties were also run with thousands of random ones.
fc.configureGlobal({ seed: 20261 });

const message = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(ScenarioError);
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
};

describe("parse", () => {
  // Decimal inputs must land on the nearest double of their SI value, hence toBe.
  it.each<[string, SiUnit, number]>([
    ["0.2 mA/cm2", "A/m2", 2],
    ["0.2 mA.cm-2", "A/m2", 2],
    ["0.2mA/cm²", "A/m2", 2],
    ["0.2 mA / cm^2", "A/m2", 2],
    ["-10 A/m2", "A/m2", -10],
    ["30 um", "m", 30e-6],
    ["30 µm", "m", 30e-6],
    ["30 μm", "m", 30e-6],
    ["30 microns", "m", 30e-6],
    ["1e-3 mm", "m", 1e-6],
    [".5 nm", "m", 0.5e-9],
    ["5 h", "s", 18000],
    ["5 hours", "s", 18000],
    ["2 min", "s", 120],
    ["2 minutes", "s", 120],
    ["3 d", "s", 259200],
    ["1 mAh/cm2", "C/m2", 36000],
    ["1 mA.h/cm2", "C/m2", 36000],
    ["1 mA·h/cm²", "C/m2", 36000],
    ["1 mA h cm^-2", "C/m2", 36000],
    ["5 µAh/cm2", "C/m2", 180],
    ["5 Ohm.cm2", "Ohm.m2", 5e-4],
    ["5 Ω cm²", "Ohm.m2", 5e-4],
    ["5 ohm*cm2", "Ohm.m2", 5e-4],
    ["60 %", "1", 0.6],
    ["0.6", "1", 0.6],
    ["3 MPa", "Pa", 3e6],
    ["3 bar", "Pa", 3e5],
    ["500 mV", "V", 0.5],
    ["25 Cel", "K", 298.15],
    ["25 degC", "K", 298.15],
    ["25 °C", "K", 298.15],
    ["-40 Cel", "K", 233.15],
    ["298.15 K", "K", 298.15],
    ["1 mS/cm", "S/m", 0.1],
    ["1e-6 S/cm", "S/m", 1e-4],
    ["13 cm3/mol", "m3/mol", 13e-6],
    ["0.3 MPa.m^0.5", "Pa.m^0.5", 3e5],
    ["0.3 MPa·√m", "Pa.m^0.5", 3e5],
    ["0.3 MPa m^(1/2)", "Pa.m^0.5", 3e5],
    ["37 kJ/mol", "J/mol", 37000],
  ])("%s as %s", (text, si, value) => {
    expect(parse(text, si)).toBe(value);
  });

  it("knows the exact electronvolt per particle", () => {
    expect(parse("1 eV", "J/mol")).toBeCloseTo(96485.33212331, 7);
  });

  it.each<[string, SiUnit, RegExp]>([
    ["3", "Pa", /"3" has no unit; write a pressure such as "3 MPa"/],
    [
      "3 mA",
      "A/m2",
      /"3 mA" is not a current density; write a current density such as "0.2 mA\/cm2"/,
    ],
    ["3 furlong/fortnight", "m", /"furlong\/fortnight" is not a unit Voidscope knows/],
    ["13 Ohm/cm2", "Ohm.m2", /is not an area-specific resistance/],
    ["13 cm3", "m3/mol", /is not a molar volume/],
    ["3 J", "J/mol", /is not a molar energy/],
    [
      "25 C",
      "K",
      /"25 C" is not a temperature; write a temperature such as "25 Cel" or "298.15 K"/,
    ],
    ["25", "K", /is not a temperature/],
    ["25 Cel", "m", /is not a length/],
    ["NaN um", "m", /"NaN um" is not a length; write it such as "30 um"/],
    ["Infinity um", "m", /is not a length/],
    ["1e999 um", "m", /is not finite/],
    ["", "m", /"" is not a length/],
    ["thick", "m", /"thick" is not a length/],
    ["1,5 um", "m", /decimal point/],
    ["1 m;m", "m", /not a unit/],
    ["2 MPa.m", "Pa.m^0.5", /is not a fracture toughness/],
  ])("refuses %s as %s in one sentence", (text, si, sentence) => {
    const said = message(() => parse(text, si));
    expect(said).toMatch(sentence);
    expect(said).not.toContain("\n");
  });
});

const anyUnit = fc.constantFrom(...(Object.keys(DIMENSIONS) as SiUnit[]));
const anyNumber = fc.double({ min: -1e12, max: 1e12, noNaN: true }).map((v) => v + 0);

describe("properties", () => {
  it("every dimension reads its own example and display unit", () => {
    for (const [si, { example, display }] of Object.entries(DIMENSIONS)) {
      expect(Number.isFinite(parse(example, si as SiUnit))).toBe(true);
      expect(Number.isFinite(parse(`1 ${display}`, si as SiUnit))).toBe(true);
    }
  });

  it("text -> quantity -> text loses nothing", () => {
    fc.assert(
      fc.property(anyNumber, anyUnit, (value, si) => {
        const q = { value, unit: DIMENSIONS[si].display };
        const again = quantity(quantityText(q));
        expect(toSi(again, si)).toBe(toSi(q, si));
        expect(quantityText(again)).toBe(quantityText(q));
      }),
    );
  });

  it("display -> SI -> display agrees to rounding", () => {
    fc.assert(
      fc.property(anyNumber, anyUnit, (value, si) => {
        const back = toUnit(toSi({ value, unit: DIMENSIONS[si].display }, si), si);
        // Two roundings; a temperature also moves by 273.15.
        expect(Math.abs(back - value)).toBeLessThanOrEqual(1e-14 * (Math.abs(value) + 300));
      }),
    );
  });

  it("what is displayed parses to four digits of what it was", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), anyUnit, (value, si) => {
        const back = parse(toDisplay(value, si), si);
        const scale = si === "K" ? Math.abs(value - 273.15) + 1e-9 : value;
        expect(Math.abs(back - value)).toBeLessThanOrEqual(5.1e-4 * scale);
      }),
    );
  });
});

describe("display", () => {
  it.each<[number, SiUnit, string]>([
    [2, "A/m2", "0.2 mA/cm2"],
    [36000, "C/m2", "1 mA.h/cm2"],
    [298.15, "K", "25 Cel"],
    [3e6, "Pa", "3 MPa"],
    [0.0123456, "V", "12.35 mV"],
    [5e-4, "Ohm.m2", "5 Ohm.cm2"],
    [0.25, "1", "0.25"],
    [30, "s", "30 s"],
    [90, "s", "1.5 min"],
    [18000, "s", "5 h"],
    [1e-4 / 128, "m", "0.7813 um"],
  ])("%s %s", (value, si, text) => {
    expect(toDisplay(value, si)).toBe(text);
  });

  it("writes numbers without locale", () => {
    expect(digits(1234567.89, 9)).toBe("1234567.89");
    expect(digits(Number.NaN)).toBe("NaN");
  });

  it("is on the page what it is in the terminal", () => {
    const units = Object.entries(DIMENSIONS) as [SiUnit, Dimension][];
    const shown = units.flatMap(([si, { page, name }]) => (page ? [{ si, page, name }] : []));
    expect(shown.length).toBeGreaterThan(9);
    for (const { si, page, name } of shown) {
      const there = 3 * page.scale + (page.offset ?? 0);
      expect(there / toUnit(3, si), name).toBeCloseTo(1, 12);
    }
  });
});
