// An axis of a sweep: an entry of the scenario as --set names it, and the values it takes. A value is kept as it is written
// into the scenario and as the number that stands in tables; all values of an axis have one unit.

import { ScenarioError } from "../core/errors";
import { leadingNumber } from "../core/numbers";
import { quote } from "../core/suggest";

/** One value: what --set would be given, and the number or text of tables. */
export interface Level {
  written: string;
  value: number | string;
}

export interface Axis {
  path: string;
  /** Unit of its numbers, "1" without one; null where its values are texts. */
  unit: string | null;
  /** How many values it has; undefined where a sample draws them. */
  count: number | undefined;
  /** Its k-th value. A range works it out when it is asked for: a million of them are not kept. */
  level(k: number): Level;
  /** Whether they were written one by one. */
  listed: boolean;
  /** The value at the share u of its range, 0..1. */
  between(u: number): Level;
  /** Where it stands in the plan. */
  where: string;
}

interface Written {
  path: string;
  values?: readonly (string | number | boolean)[] | undefined;
  from?: string | number | undefined;
  to?: string | number | undefined;
  count?: number | undefined;
  scale?: "linear" | "log" | undefined;
}

/** Digits of a value between two ends: what is written can be read back as the same number on any machine. */
const DIGITS = 9;

/** @throws ScenarioError where it stands in the plan, when it does not hold. */
export function axisOf(written: Written, where: string): Axis {
  const { path, values, from, to, count, scale = "linear" } = written;
  if (values !== undefined) {
    if (from !== undefined || to !== undefined || count !== undefined) {
      throw new ScenarioError("has both values and a range; leave one out", where);
    }
    return listed(path, values, where);
  }
  if (from === undefined || to === undefined) {
    throw new ScenarioError("has neither values nor both from and to; write one of them", where);
  }
  const [a, b] = [amount(from, `${where}.from`), amount(to, `${where}.to`)];
  if (a.unit !== b.unit) {
    throw new ScenarioError(
      `${quote(String(from))} and ${quote(String(to))} have two units; use one`,
      where,
    );
  }
  if (!(b.number > a.number)) {
    throw new ScenarioError(`goes from ${from} to ${to}; the lower end stands first`, where);
  }
  if (scale === "log" && a.number <= 0) {
    throw new ScenarioError(`a logarithmic range has to begin above zero, not at ${from}`, where);
  }
  const whole = path === "seed" || path.endsWith(".seed");
  const between = (u: number): Level => {
    const x =
      scale === "log"
        ? a.number * (b.number / a.number) ** u
        : a.number + (b.number - a.number) * u;
    const value = whole ? Math.round(x) : Number(x.toPrecision(DIGITS));
    return { written: a.unit === "1" ? String(value) : `${value} ${a.unit}`, value };
  };
  const level = (k: number) => between(k / (count! - 1));
  return { path, unit: a.unit, count, level, listed: false, between, where };
}

function listed(path: string, values: readonly (string | number | boolean)[], where: string): Axis {
  if (values.length === 0) throw new ScenarioError("has no values", `${where}.values`);
  const texts = values.map(String);
  const amounts = values.map((v) => (typeof v === "boolean" ? undefined : numeric(v)));
  const units = new Set(amounts.map((q) => q?.unit));
  if (units.size > 1 && amounts.every((q) => q !== undefined)) {
    throw new ScenarioError(
      "its values have more than one unit; write all in one",
      `${where}.values`,
    );
  }
  const unit = amounts.every((q) => q !== undefined) ? amounts[0]!.unit : null;
  const levels = texts.map((written, k) => ({
    written,
    value: unit === null ? written : amounts[k]!.number,
  }));
  const between = (u: number) =>
    levels[Math.min(levels.length - 1, Math.floor(u * levels.length))]!;
  const level = (k: number) => levels[k]!;
  return { path, unit, count: levels.length, level, listed: true, between, where };
}

/** "3 MPa" as 3 in MPa; undefined when it is no number with at most a unit behind it. */
function numeric(value: string | number): { number: number; unit: string } | undefined {
  if (typeof value === "number") return { number: value, unit: "1" };
  try {
    const found = leadingNumber(value);
    if (
      found === undefined ||
      (!/^\s*[^\s\d]*$/.test(found.rest) && !/^\s*[^\d\s]\S*$/.test(found.rest))
    )
      return undefined;
    return { number: found.value, unit: found.rest.trim() || "1" };
  } catch {
    return undefined;
  }
}

function amount(value: string | number, where: string): { number: number; unit: string } {
  const found = numeric(value);
  if (found) return found;
  throw new ScenarioError(
    `${quote(value)} is not a number with a unit; write it such as "3 MPa"`,
    where,
  );
}
