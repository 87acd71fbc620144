// What a scenario may ask for, in SI: wide enough for every published cell, narrow enough to
// catch a wrong unit.

import type { SiUnit } from "./dimensions";
import { ScenarioError } from "./errors";
import { toDisplay } from "./units";

export interface Range {
  si: SiUnit;
  min: number;
  max: number;
}

export const RANGES = {
  temperature: { si: "K", min: 233.15, max: 393.15 },
  pressure: { si: "Pa", min: 0, max: 200e6 },
  travel: { si: "m", min: -1e-3, max: 1e-3 },
  current: { si: "A/m2", min: -500, max: 500 },
  voltage: { si: "V", min: -10, max: 10 },
  duration: { si: "s", min: 1e-3, max: 3.2e8 },
  capacity: { si: "C/m2", min: 1e-3, max: 3.6e7 },
} as const satisfies Record<string, Range>;

/** Throws ScenarioError when `value` [SI] is outside; `written` is quoted. */
export function within(value: number, range: Range, written: string): number {
  if (value >= range.min && value <= range.max) return value;
  const [low, high] = [range.min, range.max].map((v) => toDisplay(v, range.si));
  throw new ScenarioError(`${JSON.stringify(written)} is out of range; use ${low} to ${high}`);
}
