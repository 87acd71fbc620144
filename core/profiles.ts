// Profiles: a quantity over time, from the lines of a CSV file.
//
//   time / s, current / mA/cm2
//   0, 0
//   600, 0.5
//
// Columns are told by name and unit, others are left alone; separators are commas, semicolons or tabs. Between two rows the
// quantity follows a straight line; two rows at one time are a jump. Time counts from the first row.

import { ScenarioError } from "./errors";
import { leadingNumber } from "./numbers";
import { OBSERVABLES, observable } from "./observables";
import { RANGES, type Range, within } from "./ranges";
import type { Followed, Profile } from "./runspec";
import { hint, list, quote } from "./suggest";
import { parse, toSi, ucumUnit } from "./units";

/** Lines of profiles by name, as the scenario holds them. */
export type ProfileFiles = Readonly<Record<string, readonly string[]>>;

/** Most lines of a profile. */
export const MAX_LINES = 100_000;
/** Rows closer than this are a jump that should have been written as one [s]. */
const SHORTEST = 1e-3;
/** Parts that the size of a control, or the span of a condition, is cut into. */
const PIECES = 50;

interface Wanted {
  /** Observables whose names a column may have. */
  keys: readonly string[];
  range: Range;
  example: string;
}

const TIME: Wanted = {
  keys: ["time", "stepTime"],
  range: { ...RANGES.duration, min: -1e10, max: 1e10 },
  example: "time / s",
};
const FOLLOWED: Readonly<Record<Followed, Wanted>> = {
  current: {
    keys: ["currentDensity"],
    range: RANGES.current,
    example: "current / mA/cm2",
  },
  voltage: { keys: ["voltage"], range: RANGES.voltage, example: "voltage / mV" },
  pressure: { keys: ["stackPressure"], range: RANGES.pressure, example: "pressure / MPa" },
  temperature: { keys: ["temperature"], range: RANGES.temperature, example: "temperature / Cel" },
};

/** What a step may follow. */
export const QUANTITIES = Object.keys(FOLLOWED) as Followed[];

/** The profiles that a protocol follows, each read once. */
export class ProfileTable {
  readonly profiles: Profile[] = [];
  readonly #places = new Map<string, number>();

  constructor(private readonly files: ProfileFiles = {}) {}

  /** Place in `profiles` of that column of the profile. Throws ScenarioError. */
  place(name: string, quantity: Followed): number {
    const key = `${quantity} ${name}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.profiles.push(this.#read(name, quantity)) - 1;
    this.#places.set(key, place);
    return place;
  }

  #read(name: string, quantity: Followed): Profile {
    if (Object.hasOwn(this.files, name)) return readProfile(name, this.files[name]!, quantity);
    const names = Object.keys(this.files);
    throw new ScenarioError(
      names.length
        ? `${quote(name)} is not in profiles; ${hint(name, names, "there are")}`
        : `${quote(name)} is not in profiles; put its lines there, as in "profiles": {${quote(name)}: ["${TIME.example}, ${FOLLOWED[quantity].example}", "0, ...", ...]}`,
    );
  }
}

interface Column {
  index: number;
  /** As typed. */
  unit: string;
  range: Range;
}

/** A column of a profile in SI; `name` stands in messages. Throws ScenarioError: file, line, as typed. */
export function readProfile(name: string, lines: readonly string[], quantity: Followed): Profile {
  const wanted = FOLLOWED[quantity];
  const rows = lines
    .map((text, k) => ({ text: text.replace(/^\uFEFF/, "").trim(), at: `${name}, line ${k + 1}` }))
    .filter(({ text }) => text !== "" && !text.startsWith("#"));
  const head = rows.shift();
  const header = `"${TIME.example}, ${wanted.example}"`;
  if (!head) throw new ScenarioError(`${name} is empty; begin it with a header such as ${header}`);
  const separator = ["\t", ";", ","].find((mark) => head.text.includes(mark)) ?? ",";
  const names = cells(head.text, separator);
  if (names.some((cell) => leadingNumber(cell)?.rest === "")) {
    throw new ScenarioError(
      `${head.at}: ${quote(head.text)} is no header; name the columns first, as in ${header}`,
    );
  }
  const time = columnOf(names, TIME, head.at);
  const value = columnOf(names, wanted, head.at);
  const times: number[] = [];
  const values: number[] = [];
  let first = 0;
  for (const { text, at } of rows) {
    const row = cells(text, separator);
    if (row.length !== names.length)
      throw new ScenarioError(`${at}: ${miscounted(text, row, names, separator)}`);
    const t = read(row, time, at);
    if (times.length === 0) first = t;
    // Without the dust of the difference.
    times.push(Number((t - first).toPrecision(14)));
    values.push(read(row, value, at));
    const step = times.length > 1 ? times.at(-1)! - times.at(-2)! : 0;
    if (step < 0 || (step > 0 && step < SHORTEST * (1 - 1e-6))) {
      throw new ScenarioError(
        `${at}: the time ${quote(row[time.index])} ${step < 0 ? "goes back" : "is less than 1 ms after the row before"}; times must grow by 1 ms or more, and a jump is two rows at one time`,
      );
    }
  }
  const duration = times.at(-1) ?? 0;
  if (duration === 0) throw new ScenarioError(`${name} spans no time; give it two rows or more`);
  within(duration, RANGES.duration, `${duration} s`);
  return { times, values, resolution: resolutionOf(quantity, values) };
}

/** Change over which a held value is as good as the line: of the size of a control, of the span of a condition. */
function resolutionOf(quantity: Followed, values: readonly number[]): number {
  const control = quantity === "current" || quantity === "voltage";
  const [least, most] = values.reduce(
    ([low, high], v) => [Math.min(low, v), Math.max(high, v)],
    control ? [0, 0] : [values[0]!, values[0]!],
  );
  return (control ? Math.max(most, -least) : most - least) / PIECES;
}

const cells = (text: string, separator: string): string[] =>
  text.split(separator).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );

function miscounted(
  text: string,
  row: readonly unknown[],
  names: readonly unknown[],
  separator: string,
): string {
  const remedy =
    separator === "," && row.length > names.length
      ? "; where commas are decimal, separate the columns with semicolons"
      : "";
  return `${quote(text)} has ${row.length} values, and the header names ${names.length}${remedy}`;
}

/** Of "Voltage / V", "voltage [V]" or "voltage (V)": the name and the unit. */
const HEADER = /^(.*?)\s*(?:\s\/\s+(.+)|\[(.+)\]|\((.+)\))$/;

/** The column of that quantity, by a name of its observable or by its label in the Battery Data Format. Throws ScenarioError. */
function columnOf(names: readonly string[], wanted: Wanted, at: string): Column {
  const found = names.map((text, index) => {
    const [, name = text, ...units] = HEADER.exec(text) ?? [];
    return {
      index,
      key: keyOf(name),
      unit: units.find((u) => u !== undefined) ?? "",
      range: wanted.range,
    };
  });
  const column = wanted.keys.map((key) => found.find((c) => c.key === key)).find(Boolean);
  if (!column) {
    throw new ScenarioError(
      `${at}: among the columns ${list(names.slice(0, 8).map(quote))} there is no ${wanted.keys[0] === "time" ? "time" : "such quantity"}; name it such as ${quote(wanted.example)}`,
    );
  }
  try {
    parse(`${wanted.range.si === "K" ? 300 : 0} ${column.unit}`, wanted.range.si);
  } catch (error) {
    const typed = names[column.index]!;
    throw new ScenarioError(
      `${at}: ${quote(typed)} ${column.unit ? `does not fit, for ${(error as Error).message}` : `has no unit; write it such as ${quote(wanted.example)}`}`,
    );
  }
  return column;
}

/** The observable that a column names. */
function keyOf(name: string): string | undefined {
  const known = observable(name);
  if (known) return known.key;
  const label = name.toLowerCase();
  return OBSERVABLES.find(({ bdf }) => bdf.label.split(" / ")[0]!.toLowerCase() === label)?.key;
}

/** The value of a row in SI. */
function read(row: readonly string[], { index, unit, range }: Column, at: string): number {
  const text = row[index]!;
  try {
    const found = leadingNumber(text);
    if (found?.rest !== "") throw new ScenarioError(`${quote(text)} is not a number`);
    const value = toSi({ value: found.value, unit: ucumUnit(unit) }, range.si);
    return within(value, range, `${text} ${unit}`);
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError(`${at}: ${error.message}`) : error;
  }
}
