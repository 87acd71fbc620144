// Units and words at the edge: SI in, what a person reads out. The units stand in core/dimensions.ts.

import { DIMENSIONS, type Dimension, type PageUnit, type SiUnit } from "../core/dimensions";
import type { Range } from "../core/tables/ranges";

export type Quantity = PageUnit;

export const quantities = {
  time: DIMENSIONS.s.page,
  voltage: DIMENSIONS.V.page,
  currentDensity: DIMENSIONS["A/m2"].page,
  stress: DIMENSIONS.Pa.page,
  length: DIMENSIONS.m.page,
  area: DIMENSIONS.m2.page,
  temperature: DIMENSIONS.K.page,
  charge: DIMENSIONS["C/m2"].page,
  areaResistance: DIMENSIONS["Ohm.m2"].page,
  fraction: { unit: "%", scale: 100, words: "percent" },
  ratio: DIMENSIONS["1"].page,
} satisfies Record<string, Quantity>;

/** The voltage of a full cell: volts, where overpotentials are millivolts. */
export const cellVolts: Quantity = { unit: "V", scale: 1, words: "volts" };

/** Of films, which micrometres would show as noughts. */
export const nanometres: Quantity = { unit: "nm", scale: 1e9, words: "nanometres" };

/** How the page shows a value of that SI unit. */
export function quantityOf(unit: SiUnit): Quantity {
  const { page }: Dimension = DIMENSIONS[unit];
  return page ?? { unit, scale: 1, words: unit };
}

/** What a field of that quantity takes, as shown: the range of a scenario. */
export function limitsOf({ si, min, max }: Range): [number, number] {
  const shown = (value: number) => Number(toDisplay(quantityOf(si), value).toPrecision(12));
  return [shown(min), shown(max)];
}

export function toDisplay(quantity: Quantity, si: number): number {
  return si * quantity.scale + (quantity.offset ?? 0);
}

export function fromDisplay(quantity: Quantity, shown: number): number {
  return (shown - (quantity.offset ?? 0)) / quantity.scale;
}

const minus = "−";
const superscripts: Record<string, string> = {
  "-": "⁻",
  ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((c, i) => [String(i), c])),
};

/** Smaller sizes are left by rounding, whatever they are of. */
const SMALLEST = 1e-30;
/** The same for what is a difference of large numbers: a voltage [mV], a length [µm]. */
const ROUNDING = new Map<Quantity, number>([
  [quantities.voltage, 1e-6],
  [quantities.length, 1e-7],
]);

/** A number with `digits` significant digits, at most the 4 places a reader can use; "–" where there is none. */
export function number(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size < SMALLEST) return "0";
  if (size < 1e-3 || size >= 1e5) {
    const [mantissa, exponent] = value.toExponential(Math.min(digits, 3) - 1).split("e");
    const power = [...String(Number(exponent))].map((c) => superscripts[c] ?? c).join("");
    return `${mantissa}\u202f×\u202f10${power}`.replace("-", minus);
  }
  const places = Math.max(0, Math.min(4, digits - 1 - Math.floor(Math.log10(size))));
  return value.toFixed(places).replace("-", minus);
}

/** As it is shown: without what only rounding has left. */
function shown(quantity: Quantity, si: number): number {
  const value = toDisplay(quantity, si);
  return Math.abs(value) < (ROUNDING.get(quantity) ?? 0) ? 0 : value;
}

export function show(quantity: Quantity, si: number, digits = 3): string {
  const text = number(shown(quantity, si), digits);
  return quantity.unit === "" || text === "–" ? text : `${text}\u202f${quantity.unit}`;
}

export function speak(quantity: Quantity, si: number, digits = 3): string {
  return `${number(shown(quantity, si), digits)} ${quantity.words}`.trim();
}

/** "2 h 05 min", "3 min 20 s", "4.2 s"; with more digits where times `apart` [s] have to be told from each other: "2 h 05 min 30 s". */
export function duration(seconds: number, apart = Number.POSITIVE_INFINITY): string {
  if (!Number.isFinite(seconds)) return "–";
  if (seconds > 0 && seconds < 0.1) return `${number(seconds, 2)}\u202fs`;
  const digits = apart > 0 ? Math.min(3, Math.max(0, Math.ceil(-Math.log10(apart)))) : 0;
  const places = seconds < 9.95 ? Math.max(1, digits) : digits;
  const whole = Number(seconds.toFixed(places));
  if (whole < 60) return `${whole.toFixed(places)}\u202fs`;
  const [h, min, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (n: number, places = 0) =>
    n.toFixed(places).padStart(places > 0 ? places + 3 : 2, "0");
  const parts = h > 0 ? [`${h}\u202fh`, `${two(min)}\u202fmin`] : [`${min}\u202fmin`];
  if (h === 0 || apart < 60) parts.push(`${two(s, places)}\u202fs`);
  return parts.join(" ");
}

/** When a time step has ended, told from the one before. */
export const timeOf = ({ time, dt }: { time: number; dt: number }) => duration(time, dt);

/** A number on an axis: no more digits than it has. */
export function tick(value: number): string {
  const size = Math.abs(value);
  if (size > 0 && (size < 1e-4 || size >= 1e6)) {
    return number(value).replace(/\.?0+(?=\u202f)/, "");
  }
  return String(Number(value.toPrecision(4))).replace("-", minus);
}

/** Li6PS5Cl with its digits below the line. */
export function formula(name: string): string {
  return name.replace(/(?<=[A-Za-z)])\d+/g, (digits) =>
    [...digits].map((digit) => String.fromCodePoint(0x2080 + Number(digit))).join(""),
  );
}

/** A text of a scenario or a run with the signs that people read: "1 mA.h/cm2" is 1 mAh/cm². */
export function typeset(text: string): string {
  return text
    .replaceAll("A.h", "Ah")
    .replace(/Ohm\.(?=\w)/g, "Ω ")
    .replace(/Ohm\b/g, "Ω")
    .replace(/cm2\b/g, "cm²")
    .replace(/(?<=\d )u(?=m\b|A)/g, "µ")
    .replace(/\bLi\d\w*\b/g, formula);
}
