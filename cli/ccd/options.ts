// What `voidscope ccd` was asked for: lists and ranges of quantities, each in SI and in order.
//
//   3 | 3 MPa | 1,3,5,7,10 | "1,3,5 MPa" | 1:9:5 (five values, evenly) | 0.1:3:7:log (evenly in the logarithm)

import type { SiUnit } from "../../core/dimensions";
import { DIMENSIONS } from "../../core/dimensions";
import { UsageError } from "../../core/errors";
import { RANGES, type Range, within } from "../../core/ranges";
import { quote } from "../../core/suggest";
import { digits, parse } from "../../core/units";

const NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";
const PIECE = new RegExp(
  `^(${NUMBER})(?:\\s*:\\s*(${NUMBER})\\s*:\\s*(\\d+)(:log)?)?\\s*([^\\d\\s:].*)?$`,
);
const MOST_VALUES = 100;

/** @throws UsageError naming the option. */
export function valuesOf(option: string, text: string, range: Range): number[] {
  const { display, example } = DIMENSIONS[range.si as SiUnit];
  const pieces = text.split(",").map((piece) => PIECE.exec(piece.trim()));
  const unit = pieces.at(-1)?.[5] ?? display;
  const values = pieces.flatMap((piece) => {
    if (piece === null) {
      const number = example.split(" ")[0];
      throw new UsageError(
        `${option}: ${quote(text)} is not a list; write ${quote(example)}, "${number},${2 * Number(number)} ${display}" or a range such as "1:10:4 ${display}"`,
      );
    }
    const [, first, last, count, log, own] = piece;
    return spaced(option, first!, last, Number(count), log !== undefined).map((value) =>
      quantityOf(option, `${value} ${own ?? unit}`, range),
    );
  });
  if (values.length > MOST_VALUES) {
    throw new UsageError(`${option}: ${values.length} values; use at most ${MOST_VALUES}`);
  }
  return [...new Set(values)].sort((a, b) => a - b);
}

/** The numbers of one piece, as written or with six digits. */
function spaced(
  option: string,
  first: string,
  last: string | undefined,
  count: number,
  log: boolean,
): (string | number)[] {
  if (last === undefined) return [first];
  const [a, b] = [Number(first), Number(last)];
  const range = `${first}:${last}:${count}`;
  if (!(count >= 2 && count <= MOST_VALUES && b > a)) {
    throw new UsageError(
      `${option}: ${range} is not a range; write low:high:count, with a count of 2 to ${MOST_VALUES}`,
    );
  }
  if (log && a <= 0) throw new UsageError(`${option}: ${range}:log has to begin above zero`);
  return Array.from({ length: count }, (_, k) => {
    const s = k / (count - 1);
    return Number((log ? a * (b / a) ** s : a + (b - a) * s).toPrecision(6));
  });
}

/** One quantity above zero, or a temperature; a bare number is in the display unit. */
export function quantityOf(option: string, text: string, range: Range): number {
  const bare = new RegExp(`^\\s*${NUMBER}\\s*$`).test(text);
  const written = bare ? `${text.trim()} ${DIMENSIONS[range.si as SiUnit].display}` : text;
  try {
    const value = within(parse(written, range.si), range, written);
    if (value > 0) return value;
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
  throw new UsageError(`${option}: ${quote(written)} is not above zero`);
}

/** "90%", "90 %" or 0.9. */
export function contactOf(text: string): number {
  try {
    const value = parse(text, "1");
    if (value > 0 && value < 1) return value;
  } catch {
    // the sentence below says it all
  }
  throw new UsageError(
    `--contact: ${quote(text)} is not a share between 0 % and 100 %; write it such as "90 %"`,
  );
}

export const LIMITS = {
  pressure: RANGES.pressure,
  temperature: RANGES.temperature,
  current: RANGES.current,
  capacity: RANGES.capacity,
} as const;

/** "3 MPa", "1, 3 and 5 MPa": values of one dimension in words. */
export function show(values: readonly number[], unit: string): string {
  return `${values.map((value) => digits(value)).join(", ")} ${unit}`;
}
