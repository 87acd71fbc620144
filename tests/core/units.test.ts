// Quantities as people write them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DIMENSIONS, type Dimension, type SiUnit } from "../../core/dimensions";
import { ScenarioError } from "../../core/errors";
import { quote } from "../../core/suggest";
import {
  digits,
  limitToDisplay,
  parse,
  quantity,
  quantityText,
  toDisplay,
  toSi,
  toUnit,
} from "../../core/units";
import { amount } from "../support/length";

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
    // As papers, spreadsheets and the page write them.
    ["0.2 mA cm⁻²", "A/m2", 2],
    ["5 mAh cm−2", "C/m2", 180000],
    ["5 Ω∙cm^(2)", "Ohm.m2", 5e-4],
    ["5 ohm-cm2", "Ohm.m2", 5e-4],
    ["−10 °C", "K", 263.15],
    ["–10 °C", "K", 263.15],
    ["25 oC", "K", 298.15],
    ["25 º C", "K", 298.15],
    ["25 ℃", "K", 298.15],
    ["25 C", "K", 298.15],
    ["14.5038 psi", "Pa", 14.5038 * 6894.7572931684],
    ["10 Minutes", "s", 600],
    ["30 micrometres", "m", 30e-6],
    ["30 ㎛", "m", 30e-6],
    ["100°", "rad", 1.7453292519943],
    ["0,5 V", "V", 0.5],
    ["25,5 Cel", "K", 298.65],
    ["1.2 × 10⁻³ S cm⁻¹", "S/m", 0.12],
    ["1.2 x 10^-3 S/cm", "S/m", 0.12],
    ["10⁻³ S/cm", "S/m", 0.1],
    // Digits in groups of three.
    ["1 500 kPa", "Pa", 1.5e6],
    ["1\u00a0500 kPa", "Pa", 1.5e6],
    ["1\u2009500 kPa", "Pa", 1.5e6],
    ["1\u202f500\u202fkPa", "Pa", 1.5e6],
    ["1'500 kPa", "Pa", 1.5e6],
    ["1 000 kPa", "Pa", 1e6],
    ["1 500 000.5 Pa", "Pa", 1500000.5],
    ["3 600 s", "s", 3600],
    // A time in parts.
    ["1 h 30 min", "s", 5400],
    ["1h30min", "s", 5400],
    ["2\u202fh 05\u202fmin", "s", 7500],
    ["1 d, 2 hours and 3 sec", "s", 93603],
  ])("%s as %s", (text, si, value) => {
    expect(parse(text, si)).toBe(value);
    // and its canonical text is the same quantity
    expect(parse(quantityText(quantity(text)), si)).toBe(value);
  });

  it("knows the exact electronvolt per particle", () => {
    expect(parse("1 eV", "J/mol")).toBeCloseTo(96485.33212331, 7);
  });

  it.each<[string, SiUnit, RegExp]>([
    ["3", "Pa", /"3" has no unit; write a pressure such as "3 MPa"/],
    [
      "3 mA",
      "A/m2",
      /"3 mA" is not a current density; divide by the area of the electrode and write .* such as "0.2 mA\/cm2"/,
    ],
    ["3 furlong/fortnight", "m", /"furlong\/fortnight" is not a unit Voidscope knows/],
    ["13 Ohm/cm2", "Ohm.m2", /is not an area-specific resistance/],
    ["13 cm3", "m3/mol", /is not a molar volume/],
    ["3 J", "J/mol", /is not a molar energy/],
    [
      "25 F",
      "K",
      /"25 F" is not a temperature; write a temperature such as "25 Cel" or "298.15 K"/,
    ],
    ["25", "K", /is not a temperature/],
    ["25 Cel", "m", /is not a length/],
    ["NaN um", "m", /"NaN um" is not a length; write it such as "30 um"/],
    ["Infinity um", "m", /is not a length/],
    ["1e999 um", "m", /is not finite/],
    ["", "m", /"" is not a length/],
    ["thick", "m", /"thick" is not a length/],
    ["1 m;m", "m", /not a unit/],
    ["1 h 30", "s", /^"1 h 30" is not one number and one unit; write it such as "1 h 30 min"$/],
    ["90 min 30", "s", /such as "90 min 30 s"$/],
    ["1h30", "s", /such as "1h 30 min"$/],
    ["2 1/2 h", "s", /^"2 1\/2 h" is not one number and one unit; write it such as "2.5 h"$/],
    ["2½ h", "s", /is not one number and one unit/],
    ["30 min 1 h", "s", /is not one number and one unit; write it such as "10 min"/],
    ["1 5000 kPa", "Pa", /is not one number and one unit; write it such as "3 MPa"/],
    ["1 50 kPa", "Pa", /is not one number and one unit/],
    ["0 500 kPa", "Pa", /is not one number and one unit/],
    ["0.333 333 MPa", "Pa", /is not one number and one unit/],
    ["3 MPa 5 MPa", "Pa", /is not one number and one unit/],
    ["1:30 h", "s", /is not one number and one unit/],
    ["1.2 × 103 S/cm", "S/m", /is not one number and one unit/],
    ["1,500 kPa", "Pa", /split decimals or group digits; write "1.500 kPa" or "1500 kPa"$/],
    ["1,234,567 Pa", "Pa", /groups digits with commas; write "1234567 Pa"$/],
    ["1,500.5 kPa", "Pa", /groups digits with commas; write "1500.5 kPa"$/],
    ["3 mpa", "Pa", /"mpa" is not a unit Voidscope knows \(in "3 mpa"\); did you mean "3 MPa"\?/],
    ["0.2 ma/cm²", "A/m2", /"ma\/cm²" is not a unit .*; did you mean "0.2 mA\/cm2"\?/],
    ["10 Ms", "s", /did you mean "10 ms"\?/],
    ["1 H", "s", /"1 H" is not a time; did you mean "1 h"\?/],
    ["25 ,5 Cel", "K", /is not one number and one unit/],
    ["C/3", "A/m2", /a C-rate needs a capacity/],
    ["0.5C", "A/m2", /"0.5C" is not a current density; a C-rate needs a capacity/],
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
      const one = quantityText({ value: 1, unit: display });
      expect(Number.isFinite(parse(one, si as SiUnit))).toBe(true);
    }
  });

  const groups = (digits: string, space: string) => digits.replace(/\B(?=(?:\d{3})+$)/g, space);
  const raised = (text: string) =>
    text.replace(/[-\d]/g, (c) => (c === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(c)]!));
  /** Ways to write the same unit. */
  const unitSpellings: ((unit: string) => string)[] = [
    (u) => u,
    (u) => u.replace(/(?<=[a-z])[23]/g, raised),
    (u) => u.replace(/(?<=[a-z])([23])/g, "^$1"),
    (u) => u.replaceAll(".", "·"),
    (u) => (/[/(^]/.test(u) ? u : u.replaceAll(".", " ")),
    (u) =>
      u.replace(
        /^([^/(1]+|.*[a-z].*)\/([a-z]+)(\d?)$/i,
        (_, a, b, n) => `${a} ${b}${raised(`-${n || 1}`)}`,
      ),
    (u) => u.replace(/\bu(?=[A-Za-z])/g, "µ").replaceAll("Ohm", "Ω"),
    (u) => u.replace(/^Cel$/, "°C"),
    (u) => u.replaceAll("A.h", "Ah"),
  ];
  /** Ways to write the same whole number. */
  const numberSpellings: ((digits: string) => string)[] = [
    (d) => d,
    (d) => `+${d}`,
    ...[" ", "\u00a0", "\u2009", "\u202f", "’"].map((space) => (d: string) => groups(d, space)),
    (d) => `${d}.`,
    (d) => `${d}e0`,
    (d) => `${d},0`,
    (d) => `${d} × 10⁰`,
  ];

  it("every unit of every dimension is the same quantity in every spelling", () => {
    for (const [si, dimension] of Object.entries(DIMENSIONS) as [SiUnit, Dimension][]) {
      for (const unit of [dimension.display, ...(dimension.units ?? [])]) {
        for (const digits of amount(["250", "12345678"], ["7", "250", "1500", "12345678"])) {
          const value = toSi({ value: Number(digits), unit }, si);
          const written = unit === "1" ? [""] : unitSpellings.map((spell) => spell(unit));
          for (const u of written) {
            for (const spell of numberSpellings) {
              for (const gap of u === "" ? [""] : [" ", "\u202f", ...(/^\d/.test(u) ? [] : [""])]) {
                const text = `${spell(digits)}${gap}${u}`;
                expect(parse(text, si), text).toBe(value);
                expect(toSi(quantity(text), si), text).toBe(value);
              }
            }
          }
        }
      }
    }
  });

  it("a number with anything between it and its unit is refused", () => {
    const between = fc.constantFrom(
      "30",
      "1/2",
      "5 000",
      "30 h",
      ";",
      "½",
      "x 10",
      "2,5",
      "1.5",
      ":30",
    );
    fc.assert(
      fc.property(fc.nat({ max: 99 }), between, anyUnit, (n, more, si) => {
        const unit = DIMENSIONS[si].display;
        fc.pre(unit !== "1" && !/^\d/.test(unit));
        expect(message(() => parse(`${n} ${more} ${unit}`, si))).toContain(
          quote(`${n} ${more} ${unit}`),
        );
      }),
    );
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
  it("of a largest value may be typed, to the digits that it has", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1e-2, noNaN: true }),
        fc.integer({ min: 2, max: 5 }),
        (value, digits) => {
          const typed = parse(limitToDisplay(value, "m", digits), "m");
          expect(typed).toBeLessThanOrEqual(value * (1 + 2e-9));
          expect(typed).toBeGreaterThan(value * (1 - 1.01 * 10 ** (1 - digits)));
        },
      ),
    );
    expect(limitToDisplay(0.8104e-6, "m", 3)).toBe("0.81 um");
    expect(limitToDisplay(0.8106e-6, "m", 3)).toBe("0.81 um");
  });

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
