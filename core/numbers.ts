// Numbers as people type and paste them: true minus, decimal comma, digits in groups, powers of ten.
//
//   -10   −10   .5   1e-3   0,5   1 500   1 500   1.2 × 10⁻³   10^-3
//
// A space, narrow or not, between groups of three digits only groups them. A comma is a decimal comma, unless it may as
// well group digits (1,500): then nothing is read.

import { ScenarioError } from "./errors";
import { quote } from "./suggest";

const MINUS = "\\-\u2212\u2010-\u2013\uFE63\uFF0D";
const SIGN = `[+${MINUS}]?`;
/** Spaces (no-break, thin, narrow, of a figure's width) and apostrophes. */
const GROUP = "[ \\u00A0\\u2007\\u2009\\u202F'\\u2019]";
const DIGITS = `(?:[1-9]\\d{0,2}(?:${GROUP}\\d{3})+(?!\\d)|\\d+)(?:\\.\\d*|,\\d+)?|[.,]\\d+`;
const RAISED = "[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+";
const TIMES = "\\s*[×xX*·⋅]\\s*";
const POWER = `\\^\\(?(${SIGN}\\d+)\\)?|(${RAISED})`;
const PLAIN = new RegExp(
  `^(${SIGN})(${DIGITS})(?:[eE](${SIGN}\\d+)|${TIMES}10(?:${POWER}|([+${MINUS}]\\d+)))?`,
);
const BARE_POWER = new RegExp(`^(${SIGN})10(?:${POWER})`);
/** Digits that a comma may group as well as split. */
const EITHER = /^[1-9]\d{0,2},\d{3}$/;

const SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** The same text with superscripts on the line, "⁻²" as "-2", and every minus as "-". */
export function onTheLine(text: string): string {
  return text
    .replace(/[⁰¹²³⁴-⁹]/g, (digit) => String(SUPERSCRIPT.indexOf(digit)))
    .replace(/⁻/g, "-")
    .replace(/⁺/g, "+")
    .replace(new RegExp(`[${MINUS}]`, "g"), "-");
}

/** The number that a text begins with and what follows it; undefined when there is none. Throws ScenarioError. */
export function leadingNumber(text: string): { value: number; rest: string } | undefined {
  const start = text.trim();
  const power = BARE_POWER.exec(start);
  const match = power ?? PLAIN.exec(start);
  if (!match) return undefined;
  const [whole, sign, ...parts] = match;
  const [digits, ...exponents] = power ? ["1", ...parts] : parts;
  const rest = start.slice(whole.length);
  if (EITHER.test(digits!)) refuseCommas(start);
  const mantissa = digits!.replace(new RegExp(GROUP, "g"), "").replace(",", ".");
  const exponent = onTheLine(exponents.find((e) => e !== undefined) ?? "0");
  // Adding zero turns -0, which text does not keep, into 0.
  return { value: Number(`${onTheLine(sign!)}${mantissa}e${exponent}`) + 0, rest };
}

/** Throws: it takes one comma for a decimal one, and no two. */
function refuseCommas(text: string): never {
  const grouped = /^[^,]*(?:,\d{3})+(?!\d)/.exec(text)![0];
  const [split, whole] = [grouped.replace(",", "."), grouped.replaceAll(",", "")].map((number) =>
    quote(number + text.slice(grouped.length)),
  );
  const decimal = /^[^,]*,\d{3}$/.test(grouped) && !/^[.,]/.test(text.slice(grouped.length));
  throw new ScenarioError(
    decimal
      ? `the comma of ${quote(text)} may split decimals or group digits; write ${split} or ${whole}`
      : `${quote(text)} groups digits with commas; write ${whole}`,
  );
}

/** The number that a text is, or undefined when it is none. */
export function plainNumber(text: string): number | undefined {
  try {
    const found = leadingNumber(text);
    return found?.rest === "" ? found.value : undefined;
  } catch {
    return undefined;
  }
}
