// Which frequencies a spectrum has, as people write it.

import { ScenarioError } from "../errors";
import { decades } from "./point";

export const DEFAULT_SWEEP = { from: "1 MHz", to: "10 mHz", perDecade: 8 } as const;

/** What the elements of the model are meant for [Hz]. */
const LEAST = 1e-5;
const MOST = 1e9;
const MAX_POINTS = 1000;
const SCALE: Readonly<Record<string, number>> = {
  "": 1,
  hz: 1,
  mHz: 1e-3,
  uHz: 1e-6,
  khz: 1e3,
  MHz: 1e6,
  ghz: 1e9,
};

/** A frequency [Hz] such as 1e6, "10 kHz" or "10 mHz"; m is milli, M is mega. @throws ScenarioError */
export function frequencyOf(text: string): number {
  const match = /^\s*([-+]?[\d.]+(?:e[-+]?\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  const unit = match?.[2] ?? "";
  const scale = SCALE[unit] ?? (/^m/i.test(unit) ? undefined : SCALE[unit.toLowerCase()]);
  const value = Number(match?.[1]) * (scale ?? Number.NaN);
  if (!Number.isFinite(value)) {
    throw new ScenarioError(`"${text}" is not a frequency; write it such as "10 kHz" or 1e4`);
  }
  if (value >= LEAST && value <= MOST) return value;
  throw new ScenarioError(`"${text}" is out of range; use a frequency from 10 uHz to 1 GHz`);
}

/** Frequencies from high to low [Hz]. @throws ScenarioError with one sentence. */
export function sweepOf(from: string, to: string, perDecade: number): number[] {
  const [high, low] = [frequencyOf(from), frequencyOf(to)];
  if (high === low) {
    throw new ScenarioError(
      `"${from}" to "${to}" is a spectrum of one point; give two frequencies, such as "1 MHz" to "10 mHz"`,
    );
  }
  if (high < low) {
    throw new ScenarioError(
      `"${from}" to "${to}" are frequencies out of order; a spectrum goes from the highest to the lowest, so write "${to}" to "${from}"`,
    );
  }
  const frequencies = decades(high, low, perDecade);
  if (frequencies.length <= MAX_POINTS) return frequencies;
  throw new ScenarioError(
    `"${from}" to "${to}" has ${frequencies.length} frequencies; use at most ${MAX_POINTS}, fewer a decade`,
  );
}
