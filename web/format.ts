// Units and words at the edge: SI in, what a person reads out. The only place that scales a number for display.

export interface Quantity {
  unit: string;
  /** display = SI * scale + offset */
  scale: number;
  offset?: number;
  /** the unit in full, for speech */
  words: string;
}

export const quantities = {
  time: { unit: "s", scale: 1, words: "seconds" },
  voltage: { unit: "mV", scale: 1e3, words: "millivolts" },
  currentDensity: { unit: "mA/cm²", scale: 0.1, words: "milliamperes per square centimetre" },
  stress: { unit: "MPa", scale: 1e-6, words: "megapascals" },
  length: { unit: "µm", scale: 1e6, words: "micrometres" },
  area: { unit: "µm²", scale: 1e12, words: "square micrometres" },
  temperature: { unit: "°C", scale: 1, offset: -273.15, words: "degrees Celsius" },
  charge: { unit: "mAh/cm²", scale: 1 / 36000, words: "milliampere hours per square centimetre" },
  areaResistance: { unit: "Ω·cm²", scale: 1e4, words: "ohm square centimetres" },
  fraction: { unit: "%", scale: 100, words: "percent" },
  ratio: { unit: "", scale: 1, words: "" },
} satisfies Record<string, Quantity>;

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

/** A number with `digits` significant digits, at most the 4 places a reader can use; "–" where there is none. */
export function number(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size < 1e-3 || size >= 1e5) {
    const [mantissa, exponent] = value.toExponential(Math.min(digits, 3) - 1).split("e");
    const power = [...String(Number(exponent))].map((c) => superscripts[c] ?? c).join("");
    return `${mantissa}\u202f×\u202f10${power}`.replace("-", minus);
  }
  const places = Math.max(0, Math.min(4, digits - 1 - Math.floor(Math.log10(size))));
  return value.toFixed(places).replace("-", minus);
}

export function show(quantity: Quantity, si: number, digits = 3): string {
  const text = number(toDisplay(quantity, si), digits);
  return quantity.unit === "" || text === "–" ? text : `${text}\u202f${quantity.unit}`;
}

export function speak(quantity: Quantity, si: number, digits = 3): string {
  return `${number(toDisplay(quantity, si), digits)} ${quantity.words}`.trim();
}

/** "2 h 05 min", "3 min 20 s", "4.2 s". */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return "–";
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}\u202fs`;
  const whole = Math.round(seconds);
  const [h, min, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return h > 0 ? `${h}\u202fh ${two(min)}\u202fmin` : `${min}\u202fmin ${two(s)}\u202fs`;
}

/** A number on an axis: no more digits than it has. */
export function tick(value: number): string {
  return String(Number(value.toPrecision(4))).replace("-", minus);
}

/** Li6PS5Cl with its digits below the line. */
export function formula(name: string): string {
  return name.replace(/(?<=[A-Za-z)])\d+/g, (digits) =>
    [...digits].map((digit) => String.fromCodePoint(0x2080 + Number(digit))).join(""),
  );
}
