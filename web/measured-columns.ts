// A person's own data as columns of what is computed; loaded in the worker when a file comes.

import type { SiUnit } from "../core/dimensions";
import { readColumn } from "../core/measured";
import { OBSERVABLES } from "../core/observables";
import type { Measured } from "./worker-protocol";

/** Points that are drawn and kept; of more every so many. */
const most = 1000;
/** What a column of that unit most likely is. */
const likely: Partial<Record<SiUnit, Measured["key"]>> = {
  V: "voltage",
  Pa: "stackPressure",
  K: "temperature",
  "1": "contactFraction",
  m: "voidVolume",
};

/** @throws ScenarioError with one sentence. */
export function measuredColumn(text: string, fileName: string, header?: string): Measured {
  const units = [...new Set(OBSERVABLES.map(({ unit }) => unit))];
  // what is called a time or a share is no voltage, and is seldom what is measured
  const order = (si: SiUnit) => Number(si === "1") + Number(si === "s");
  units.sort((a, b) => order(a) - order(b));
  const column = readColumn(text, fileName, units, header);
  const { form, si, times, values } = column;
  const keys = OBSERVABLES.filter(({ unit }) => unit === si).map(({ key }) => key);
  // the format writes the voltage of the cell, as our own files do
  const first = si === "V" && form === "Battery Data Format" ? "cellVoltage" : likely[si];
  const candidates = [...new Set([...(first ? [first] : []), ...keys])];
  const stride = Math.ceil(times.length / most);
  const thin = (all: readonly number[]) =>
    all.filter((_, k) => k % stride === 0).map((v) => Number(v.toPrecision(7)));
  const { headers, header: chosen } = column;
  return {
    ...{ fileName, form, headers, header: chosen, candidates, key: candidates[0]! },
    ...{ times: thin(times), values: thin(values) },
  };
}
