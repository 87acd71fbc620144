// What a scenario may ask for, in SI: wide enough for every published cell, narrow enough to
// catch a wrong unit.

import type { SiUnit } from "../dimensions";

export interface Range {
  si: SiUnit;
  min: number;
  max: number;
  /** Smallest size that is not zero, where zero means something of its own. */
  least?: number;
}

export const RANGES = {
  temperature: { si: "K", min: 233.15, max: 393.15 },
  pressure: { si: "Pa", min: 0, max: 200e6, least: 100 },
  travel: { si: "m", min: -1e-3, max: 1e-3, least: 1e-12 },
  current: { si: "A/m2", min: -500, max: 500, least: 1e-6 },
  voltage: { si: "V", min: -10, max: 10, least: 1e-7 },
  duration: { si: "s", min: 1e-3, max: 3.2e8 },
  capacity: { si: "C/m2", min: 1e-3, max: 3.6e7 },
} as const satisfies Record<string, Range>;

/** What the bound of a stop rule may be, by its unit: whatever an observable can ever show. */
export const BOUNDS: Readonly<Partial<Record<SiUnit, Omit<Range, "si">>>> = {
  s: { min: 0, max: 3.2e9 },
  K: { min: 200, max: 500 },
  Pa: { min: -1e12, max: 1e12, least: 100 },
  V: { min: -1e4, max: 1e4, least: 1e-12 },
  "A/m2": { min: -1e7, max: 1e7, least: 1e-15 },
  "C/m2": { min: -3.6e7, max: 3.6e7, least: 1e-6 },
  "J/m2": { min: 0, max: 1e9 },
  m: { min: -1, max: 1, least: 1e-15 },
  m2: { min: 0, max: 1, least: 1e-24 },
  "Ohm.m2": { min: -1e6, max: 1e6, least: 1e-12 },
  "1": { min: -1e12, max: 1e12 },
};
