// C-rates: "C/10", "0.5C", "1 C". 1C empties the window of the cathode in an hour, fixed at the start of the run.

import { ScenarioError } from "../errors";
import { RANGES, within } from "../ranges";
import { quote } from "../suggest";
import { type Quantity, quantityText, toDisplay, toSi } from "../units";

/** The unit of a quantity that is a C-rate. */
export const RATE = "C-rate";
/** More than a cell stands, and less than anybody waits for. */
const [LEAST, MOST] = [1e-4, 100];

/** The C-rate that a text is, undefined when it is none. Throws ScenarioError for one that cannot be meant. */
export function rate(text: string): Quantity | undefined {
  const over = /^C\s*\/\s*(\d*\.?\d+)$/.exec(text.trim());
  const times = /^(\d*\.?\d+)\s*C$/.exec(text.trim());
  if (!over && !times) return undefined;
  const value = over ? 1 / Number(over[1]) : Number(times![1]);
  if (value >= LEAST && value <= MOST) return { value, unit: RATE };
  throw new ScenarioError(`${quote(text)} is out of range; use C/10000 to 100C`);
}

/** Canonical text of a current, "C/10" below 1C where that is a whole number of hours. */
export function currentText(q: Quantity): string {
  if (q.unit !== RATE) return quantityText(q);
  const hours = 1 / q.value;
  const whole = Math.round(hours * 1e6) / 1e6;
  return q.value < 1 && Math.abs(hours - whole) < 1e-9 * hours ? `C/${whole}` : `${q.value}C`;
}

/** Current density [A/m2]; `oneC` is that of 1C, undefined without a cathode. Throws ScenarioError. */
export function currentOf(q: Quantity, oneC: number | undefined): number {
  if (q.unit !== RATE) return toSi(q, "A/m2");
  if (oneC === undefined) {
    throw new ScenarioError(
      `${quote(currentText(q))} is a C-rate, and this cell has no cathode whose capacity it counts; write a current density such as "0.2 mA/cm2"`,
    );
  }
  const value = q.value * oneC;
  return within(value, RANGES.current, `${currentText(q)}, here ${toDisplay(value, "A/m2")},`);
}
