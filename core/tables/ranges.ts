// What a scenario may ask for, in SI: wide enough for every published cell, narrow enough to
// catch a wrong unit.

import type { SiUnit } from "../dimensions";

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
