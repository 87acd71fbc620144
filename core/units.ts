// Quantities in, SI inside, display text out: one number and one unit. UCUM does the units; this file adds what people
// write (um, mAh/cm2, cm⁻², degC, psi, 1 h 30 min), roots of units (MPa.m^0.5), temperatures as points on a scale, and
// errors that say what would be right and quote the entry as typed.

import { ucum } from "@atomic-ehr/ucum";
import { DIMENSIONS, type Dimension, type SiUnit } from "./dimensions";
import { ScenarioError } from "./errors";
import { leadingNumber, onTheLine } from "./numbers";
import { quote } from "./suggest";

/** A number and its unit as written, the unit in UCUM spelling. */
export interface Quantity {
  value: number;
  unit: string;
}

/** One square root at the end, as in MPa.m^0.5 or uA.h/cm2/h^0.5. */
const ROOT = /^(.+)([./])([a-z]+)\^0\.5$/i;
const PREFIXES: Record<string, string> = { nano: "n", micro: "u", milli: "m", centi: "c" };
const ALIASES: readonly (readonly [RegExp, string | ((...parts: string[]) => string)])[] = [
  [/\s*[·⋅∙•*×]\s*/g, "."],
  [/⁄/g, "/"],
  [/(?<=[a-z])-(?=[a-z])/gi, "."],
  [/[µμ]/g, "u"],
  [/Ω/g, "Ohm"],
  [/√\s*(\w+)|\bsqrt\((\w+)\)/g, "$1$2^0.5"],
  [/\^\(?1\/2\)?/g, "^0.5"],
  [/\^\((-?\d)\)/g, "$1"],
  [/\^(?=[-+]?\d(?!\.))/g, ""],
  [/\bohms?\b/gi, "Ohm"],
  [/\b([numk]?A)h\b/g, "$1.h"],
  [/^(?:°\s?|deg(?:rees?)?\.?\s?|o\s?)C(?:elsius)?$|^celsius$/i, "Cel"],
  [/^kelvins?$/i, "K"],
  [/^°$|^degrees?$/i, "deg"],
  [/\b(?:hours?|hrs?)\b/gi, "h"],
  [/\b(?:minutes?|mins?)\b/gi, "min"],
  [/\b(?:seconds?|secs?)\b/gi, "s"],
  [/\bdays?\b/gi, "d"],
  [/\bweeks?\b/gi, "wk"],
  [/\bmicrons?\b/gi, "um"],
  [
    /\b(nano|micro|milli|centi)?met(?:er|re)s?\b/gi,
    (_, prefix) => `${PREFIXES[prefix?.toLowerCase() ?? ""] ?? ""}m`,
  ],
  [/\bvolts?\b/gi, "V"],
  [/(?<!\[)\bpsi\b/gi, "[psi]"],
  [/^(?:percent|per cent)$/i, "%"],
  [/\s*([./])\s*/g, "$1"],
  [/\s+/g, "."],
];

/** The unit in UCUM spelling; "" stays "" (a pure number). */
export function ucumUnit(unit: string): string {
  // Superscripts first: compatibility forms (℃, ㎛, no-break spaces) would turn them into digits without their minus.
  const plain = onTheLine(unit.trim().replace(/[º˚]/g, "°")).normalize("NFKC");
  return ALIASES.reduce((text, [from, to]) => text.replace(from, to as string), plain);
}

/** Whether digits stand only where a unit has them: an exponent after a symbol, the 1 of 1/s. */
function isOneUnit(unit: string): boolean {
  const symbols = unit
    .replace(/^1(?=\/)/, "")
    .replace(/(?<=[a-z])\^0\.5(?!\d)/gi, "")
    .replace(/(?<=[a-z%\])'])[-+]?\d(?!\d|\.\d)/gi, "");
  return !/\d/.test(symbols);
}

/** Seconds of the units that a sum of times may have. */
const CLOCK: ReadonlyMap<string, number> = new Map([
  ["d", 86400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
]);

/** "1 h 30 min" as 90 min: times in ever smaller units; undefined when the text is not such a sum. */
function sumOfTimes(text: string): Quantity | undefined {
  let seconds = 0;
  let last = "";
  let rest = text;
  for (let parts = 0; ; parts++) {
    const found = leadingNumber(rest);
    const word = /^\s*([a-z]+)\.?\s*(?:and\b\s*|,\s*)?(.*)$/is.exec(found?.rest ?? "");
    if (!found || !word || found.value < 0) return undefined;
    const unit = ucumUnit(word[1]!);
    const size = CLOCK.get(unit);
    if (size === undefined || (last && size >= CLOCK.get(last)!)) return undefined;
    seconds += found.value * size;
    last = unit;
    rest = word[2]!;
    if (rest === "") return parts > 0 ? { value: tidy(seconds / size), unit } : undefined;
  }
}

/** Without the dust of a decimal sum. */
const tidy = (value: number): number => Number(value.toPrecision(14));

/** What a text of more than one number may have meant. */
function remedyOf(text: string): string | undefined {
  const mixed = /^(\d+)\s+(\d+)\s*[/⁄]\s*([1-9]\d*)\s*(\D*)$/.exec(text.normalize("NFKC"));
  if (mixed) {
    const [, whole, above, below, unit] = mixed;
    return `${tidy(Number(whole) + Number(above) / Number(below))} ${unit}`.trim();
  }
  const cut = /^(.*?\d\s*(d|h|min|[a-z]+))\s*(\d+)$/is.exec(text);
  const units = [...CLOCK.keys()];
  const at = cut ? units.indexOf(ucumUnit(cut[2]!)) : -1;
  const smaller = at < 0 ? undefined : units[at + 1];
  return cut && smaller ? `${cut[1]} ${cut[3]} ${smaller}` : undefined;
}

/** The number and the unit as typed, split; `example` of what would be right. Throws ScenarioError. */
function split(text: string, example?: string): Quantity & { typed: string } {
  const sum = sumOfTimes(text);
  if (sum) return { ...sum, typed: sum.unit };
  const found = leadingNumber(text);
  if (!found) throw new ScenarioError(`${quote(text)} does not start with a number`);
  const typed = found.rest.trim();
  const unit = ucumUnit(typed);
  if (isOneUnit(unit)) return { value: found.value, unit, typed };
  const remedy = remedyOf(text.trim()) ?? example;
  throw new ScenarioError(
    `${quote(text)} is not one number and one unit${remedy ? `; write it such as ${quote(remedy)}` : ""}`,
  );
}

/** Splits "0.2 mA/cm2" without looking at the dimension. Throws ScenarioError. */
export function quantity(text: string): Quantity {
  const { value, unit } = split(text);
  return { value, unit };
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
  // Nobody counts in megaseconds: it is ms in the wrong case.
  if (unit === "Ms") return undefined;
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
  return convert(q, si, quantityText(q), q.unit);
}

/** The same for what was `written` with the unit as `typed`. */
function convert(q: Quantity, si: SiUnit, written: string, typed: string): number {
  const { name, example } = DIMENSIONS[si];
  const remedy = `write ${article(name)} such as ${quote(example)}`;
  if (!Number.isFinite(q.value)) return fail(`${quote(written)} is not finite; ${remedy}`);
  if (si === "K")
    return kelvin(q, `${quote(written)} is not a temperature; ${remedy} or "298.15 K"`);
  if (si === "1" && q.unit === "") return q.value;
  if (q.unit === "") return fail(`${quote(written)} has no unit; ${remedy}`);
  const f = factor(q.unit, si);
  if (f === undefined) {
    const meant = respelt(q.unit, si);
    const or = meant
      ? `did you mean ${quote(`${q.value} ${meant}`)}?`
      : (wordsOf(q.unit, si) ?? remedy);
    return fail(
      known(q.unit)
        ? `${quote(written)} is not ${article(name)}; ${or}`
        : `${quote(typed)} is not a unit Voidscope knows${typed === written ? "" : ` (in ${quote(written)})`}; ${or}`,
    );
  }
  const value = scale(q.value, f, 1);
  if (!Number.isFinite(value)) return fail(`${quote(written)} is not finite; ${remedy}`);
  return value;
}

function kelvin({ value, unit }: Quantity, message: string): number {
  // C is the coulomb, but not where a temperature is asked for.
  const celsius = unit === "Cel" || unit === "C";
  if (!celsius && unit !== "K") return fail(message);
  // One subtraction and one addition must not leave dust: 298.15 K is 25 Cel exactly.
  return Number((celsius ? value + ABSOLUTE_ZERO_CELSIUS : value).toPrecision(15));
}

/** The unit of the dimension that is spelt alike but for the case of its letters. */
function respelt(unit: string, si: SiUnit): string | undefined {
  const { display, units = [] }: Dimension = DIMENSIONS[si];
  return [display, ...units].find((u) => u !== unit && u.toLowerCase() === unit.toLowerCase());
}

const C_RATE =
  'a C-rate needs a capacity, which a section has not; write a current density such as "0.2 mA/cm2"';

/** Why a unit that is used for it elsewhere is none here. */
function wordsOf(unit: string, si: SiUnit): string | undefined {
  if (si === "A/m2" && /^C([./]|\b)/.test(unit)) {
    return C_RATE;
  }
  if (si === "A/m2" && /^[numk]?A$/.test(unit)) {
    return 'divide by the area of the electrode and write a current density such as "0.2 mA/cm2"';
  }
  return undefined;
}

/** "0.2 mA/cm2" -> 2 for si = "A/m2". Throws ScenarioError with one sentence. */
export function parse(text: string, si: SiUnit): number {
  const { name, example } = DIMENSIONS[si];
  if (!leadingNumber(text)) {
    if (si === "A/m2" && /^C\s*\/?\s*\d/.test(text))
      return fail(`${quote(text)} is not a current density; ${C_RATE}`);
    return fail(`${quote(text)} is not ${article(name)}; write it such as ${quote(example)}`);
  }
  const { typed, ...q } = split(text, example);
  return convert(q, si, text, typed);
}

/** The same entry with one letter at the start of a symbol in the other case: "3 mPa" -> "3 MPa", "3 MPa" -> "3 mPa". */
export function otherCases(text: string): string[] {
  const found = leadingNumber(text);
  if (!found) return [];
  const { rest } = found;
  const number = text.trim().slice(0, text.trim().length - rest.length);
  return [...rest.matchAll(/(?<![a-z])[a-z]/gi)].map(({ 0: letter, index }) => {
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    return `${number}${rest.slice(0, index)}${other}${rest.slice(index + 1)}`;
  });
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

/** A largest value as text that may itself be typed: rounded down, 0.8104 um to three digits is "0.81 um". */
export function limitToDisplay(value: number, si: SiUnit, significant = 4): string {
  const { value: shown } = displayed(value, si);
  const digit = 10 ** (Math.floor(Math.log10(shown)) - significant + 1);
  const near = Number(shown.toPrecision(significant));
  return toDisplay(
    near > shown * (1 + 1e-9) ? value * ((near - digit) / shown) : value,
    si,
    significant,
  );
}

/** Times are shown in the largest of s, min, h that is not below one. */
export function displayed(value: number, si: SiUnit): Quantity {
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
