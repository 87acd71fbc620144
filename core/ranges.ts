// Refuses what lies outside a range of the tables, and says what was meant where a prefix is in the wrong case.

import { ScenarioError } from "./errors";
import { quote } from "./suggest";
import type { Range } from "./tables/ranges";
import { digits, otherCases, parse, toDisplay } from "./units";

export { RANGES, type Range } from "./tables/ranges";

/** Whether the value [SI] lies in the range. */
export function inside(value: number, { min, max, least = 0 }: Range): boolean {
  return value >= min && value <= max && (value === 0 || Math.abs(value) >= least);
}

/** The range in words: "0 MPa to 200 MPa, at least 0.0001 MPa when not 0". */
export function rangeText({ si, min, max, least }: Range): string {
  const [low, high] = [min, max].map((v) => toDisplay(v, si));
  return `${low} to ${high}${least ? `, at least ${toDisplay(least, si)} when not 0` : ""}`;
}

/** Returns the value; throws ScenarioError when `value` [SI] is outside; `written` is quoted. */
export function within(value: number, range: Range, written: string): number {
  if (inside(value, range)) return value;
  const percent = range.si === "1" && range.max === 1 && value > 1;
  const meant = (percent ? [`${written} %`] : otherCases(written)).find((one) => fits(one, range));
  const plain = range.si === "1" || range.si === "K";
  throw new ScenarioError(
    meant
      ? `${quote(written)}${plain ? " is out of range" : ` is ${digits(value)} ${range.si}`}, and may be ${rangeText(range)}; did you mean ${quote(meant)}?`
      : `${quote(written)} is out of range; use ${rangeText(range)}`,
  );
}

function fits(text: string, range: Range): boolean {
  try {
    return inside(parse(text, range.si), range);
  } catch {
    return false;
  }
}
