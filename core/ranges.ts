// Refuses what lies outside a range of the tables.

import { ScenarioError } from "./errors";
import type { Range } from "./tables/ranges";
import { toDisplay } from "./units";

export { RANGES, type Range } from "./tables/ranges";

/** Throws ScenarioError when `value` [SI] is outside; `written` is quoted. */
export function within(value: number, range: Range, written: string): number {
  if (value >= range.min && value <= range.max) return value;
  const [low, high] = [range.min, range.max].map((v) => toDisplay(v, range.si));
  throw new ScenarioError(`${JSON.stringify(written)} is out of range; use ${low} to ${high}`);
}
