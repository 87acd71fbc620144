// Quantities in, SI inside, display text out. UCUM does the units; this file adds what people
// write (um, mAh/cm2, degC), roots of units (MPa.m^0.5), temperatures as points on a scale, and
// errors that say what would be right.

import { ucum } from "@atomic-ehr/ucum";
import { DIMENSIONS, type SiUnit } from "./dimensions";
import { ScenarioError } from "./errors";
import { quote } from "./suggest";

/** A number and its unit as written, the unit in UCUM spelling. */
export interface Quantity {
  value: number;
  unit: string;
}

const NUMBER = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(.*)$/s;
/** One square root at the end, as in MPa.m^0.5 or uA.h/cm2/h^0.5. */
const ROOT = /^(.+)([./])([a-z]+)\^0\.5$/i;
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/\s*[·⋅*×]\s*/g, "."],
  [/²/g, "2"],
  [/³/g, "3"],
  [/⁻¹/g, "-1"],
  [/[µμ]/g, "u"],
  [/[ΩΩ]/g, "Ohm"],
  [/\bohms?\b/gi, "Ohm"],
  [/\^(?=-?\d(?!\.))/g, ""],
  [/\b([numk]?A)h\b/g, "$1.h"],
  [/^(?:°\s?C|deg\s?C|degrees? C(?:elsius)?|celsius)$/i, "Cel"],
  [/\b(?:hours?|hrs?)\b/g, "h"],
  [/\b(?:minutes?|mins)\b/g, "min"],
  [/\b(?:seconds?|secs?)\b/g, "s"],
  [/\b(?:days?)\b/g, "d"],
  [/\bmicrons?\b/g, "um"],
  [/√\s*(\w+)|\bsqrt\((\w+)\)/g, "$1$2^0.5"],
  [/\^\(?1\/2\)?/g, "^0.5"],
  [/\s*([./])\s*/g, "$1"],
  [/\s+/g, "."],
];

/** The unit in UCUM spelling; "" stays "" (a pure number). */
export function ucumUnit(unit: string): string {
  return ALIASES.reduce((text, [from, to]) => text.replace(from, to), unit.trim());
}

/** Splits "0.2 mA/cm2" without looking at the dimension. Throws ScenarioError. */
export function quantity(text: string): Quantity {
  const match = NUMBER.exec(text.trim());
  if (!match) throw new ScenarioError(`${quote(text)} does not start with a number`);
  // Adding zero turns -0, which text does not keep, into 0.
  return { value: Number(match[1]) + 0, unit: ucumUnit(match[2] ?? "") };
}

/** SI amount of one `unit`, or undefined when the unit is unknown or of another dimension. */
const factors = new Map<string, number | undefined>();
function factor(unit: string, si: string): number | undefined {
  const key = `${unit}|${si}`;
  if (!factors.has(key)) factors.set(key, computeFactor(unit, si));
  return factors.get(key);
}

function computeFactor(unit: string, si: string): number | undefined {
  const root = ROOT.exec(si);
  if (root) {
    const given = ROOT.exec(unit);
    if (!given || given[2] !== root[2]) return undefined;
    const base = factor(given[1]!, root[1]!);
    const under = factor(given[3]!, root[3]!);
    return base === undefined || under === undefined
      ? undefined
      : root[2] === "."
        ? base * Math.sqrt(under)
        : base / Math.sqrt(under);
  }
  if (unit === "" || ROOT.test(unit)) return undefined;
  // UCUM counts a mole as a number: 13 cm3 would pass for a molar volume. eV per particle may.
  if (/mol/.test(unit) !== /mol/.test(si) && !(si === "J/mol" && unit.endsWith("eV"))) {
    return undefined;
  }
  try {
    if (ucum.isSpecialUnit(unit) || !ucum.isConvertible(unit, si)) return undefined;
    // Fourteen digits: UCUM's factors carry rounding from their products (mS/cm -> 0.0999...9).
    return Number(ucum.convert(1, unit, si).toPrecision(14));
  } catch {
    return undefined;
  }
}

/** value * 10^shift, moved in the decimal text so that 1e-6 S/cm is 1e-4 S/m to the last bit. */
function shiftDecimal(value: number, shift: number): number {
  const [mantissa, exponent = "0"] = String(value).split("e");
  return Number(`${mantissa}e${Number(exponent) + shift}`);
}

/** value * f^sign for sign = 1 or -1. */
function scale(value: number, f: number, sign: 1 | -1): number {
  const power = Math.round(Math.log10(f));
  if (Number(`1e${power}`) === f) return shiftDecimal(value, sign * power);
  return sign > 0 ? value * f : value / f;
}

const ABSOLUTE_ZERO_CELSIUS = 273.15;

/** A split quantity in SI. A temperature is a point on a scale: 25 Cel is 298.15 K. */
export function toSi(q: Quantity, si: SiUnit): number {
  const { name, example } = DIMENSIONS[si];
  const written = q.unit === "" ? `${q.value}` : `${q.value} ${q.unit}`;
  const remedy = `write ${article(name)} such as ${quote(example)}`;
  if (!Number.isFinite(q.value)) throw new ScenarioError(`${written} is not finite; ${remedy}`);
  if (si === "K") {
    const kelvin =
      q.unit === "Cel"
        ? q.value + ABSOLUTE_ZERO_CELSIUS
        : q.unit === "K"
          ? q.value
          : fail(`${quote(written)} is not a temperature; ${remedy} or "298.15 K"`);
    // One subtraction and one addition must not leave dust: 298.15 K is 25 Cel exactly.
    return Number(kelvin.toPrecision(15));
  }
  if (si === "1" && q.unit === "") return q.value;
  if (q.unit === "") return fail(`${quote(written)} has no unit; ${remedy}`);
  if (q.unit.startsWith(",")) return fail("numbers take a decimal point, not a comma");
  const f = factor(q.unit, si);
  if (f === undefined) {
    return fail(
      known(q.unit)
        ? `${quote(written)} is not ${article(name)}; ${remedy}`
        : `${quote(q.unit)} is not a unit Voidscope knows; ${remedy}`,
    );
  }
  const value = scale(q.value, f, 1);
  if (!Number.isFinite(value)) throw new ScenarioError(`${written} is not finite; ${remedy}`);
  return value;
}

/** "0.2 mA/cm2" -> 2 for si = "A/m2". Throws ScenarioError with one sentence. */
export function parse(text: string, si: SiUnit): number {
  if (NUMBER.test(text.trim())) return toSi(quantity(text), si);
  const { name, example } = DIMENSIONS[si];
  return fail(`${quote(text)} is not ${article(name)}; write it such as ${quote(example)}`);
}

function known(unit: string): boolean {
  const root = ROOT.exec(unit);
  if (root) return known(root[1]!) && known(root[3]!);
  try {
    return ucum.validate(unit).valid;
  } catch {
    return false;
  }
}

function fail(message: string): never {
  throw new ScenarioError(message);
}

function article(name: string): string {
  return `${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
}

/** SI to the display unit of the dimension (or another unit of it). */
export function toUnit(value: number, si: SiUnit, unit: string = DIMENSIONS[si].display): number {
  if (si === "K") return unit === "K" ? value : value - ABSOLUTE_ZERO_CELSIUS;
  if (unit === si) return value;
  const f = factor(unit, si);
  if (f === undefined) throw new RangeError(`${unit} is not a unit of ${DIMENSIONS[si].name}`);
  return scale(value, f, -1);
}

/** Digits as a machine and a person read them: no grouping, a point, no trailing zeros. */
export function digits(value: number, significant = 4): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(significant))) : String(value);
}

/** SI value as text in the display unit: toDisplay(2, "A/m2") -> "0.2 mA/cm2". Locale-free. */
export function toDisplay(value: number, si: SiUnit, significant = 4): string {
  const { unit, value: shown } = displayed(value, si);
  const text = digits(shown, significant);
  return unit === "1" ? text : `${text} ${unit}`;
}

/** Times are shown in the largest of s, min, h that is not below one. */
function displayed(value: number, si: SiUnit): Quantity {
  const unit: string =
    si !== "s"
      ? DIMENSIONS[si].display
      : Math.abs(value) >= 3600
        ? "h"
        : Math.abs(value) >= 60
          ? "min"
          : "s";
  return { value: toUnit(value, si, unit), unit };
}

/** Canonical text of a quantity as written: parses back to the same bits. */
export function quantityText(q: Quantity): string {
  return q.unit === "" || q.unit === "1" ? String(q.value) : `${q.value} ${q.unit}`;
}
