// Measured curves in a text, as cyclers and the Battery Data Format write them. What was recognised is said, so that a wrong guess is
// seen.
//
//   Battery Data Format   Test Time / s, Voltage / V, ...
//   BioLogic .mpt         Nb header lines; time/s, Ewe/V or Ecell/V
//   Gamry .DTA            table CURVE: Pt T Vf Im ...
//   Arbin, Neware, Landt, Maccor and others: a table with names of columns, such as Test_Time(s), Voltage(V)
//   times to short        a column "time to short / s" and columns that --set could change, "current / mA/cm2", "seed"

import type { SiUnit } from "./dimensions";
import { ScenarioError } from "./errors";
import { quote } from "./suggest";
import { parse } from "./units";

export interface Curve {
  /** What the file is taken for, in words. */
  form: string;
  /** [s], from zero, never falling. */
  times: number[];
  /** [V] */
  voltages: number[];
}

/** One column of a table against time, in SI. */
export interface MeasuredColumn {
  form: string;
  /** Names of all columns with numbers beside the time, as in the file. */
  headers: string[];
  /** The one that has been read. */
  header: string;
  si: SiUnit;
  /** [s], from zero, never falling. */
  times: number[];
  values: number[];
}

/** Times to short [s] under conditions: what each column sets, as --set would be given it. */
export interface Shorts {
  form: string;
  settings: { path: string; written: string[] }[];
  times: number[];
}

const refuse = (where: string, why: string): never => {
  throw new ScenarioError(`"${where}" ${why}`);
};

const MOST_LINES = 2_000_000;
/** Lines among which the names of columns are looked for. */
const HEAD = 400;

interface Column {
  index: number;
  name: string;
  unit: string;
}

interface Table {
  names: string[];
  rows: { cells: string[]; line: number }[];
}

/** Time first in the order of preference; then voltage of the cell. */
const TIME = [
  /^test[\s_]*time/i,
  /^total[\s_]*time/i,
  /^elapsed[\s_]*time/i,
  /^(?:time|t|zeit)$/i,
  /^time\b(?!.*(?:stamp|step))/i,
];
const VOLTAGE = [
  /^e\s?cell$/i,
  /^voltage$/i,
  /^(?:<?ewe>?|ewe-ece)$/i,
  /^(?:vf|volts?|u|e|v)$/i,
  /^(?:voltage|potential|spannung|cell[\s_]voltage|we\(1\)\.potential)\b/i,
];
const SHORT = [/^time[\s_]*to[\s_]*short$/i, /^short[\s_]*time$/i];

/** The text without what editors put in front; refused when it is none. */
function linesOf(text: string, where: string): string[] {
  if (text.trim() === "") return refuse(where, "is empty; give a file with a table of numbers");
  if (text.includes("\0"))
    return refuse(where, "is not a text; export the data as text, such as CSV");
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  if (lines.length > MOST_LINES) return refuse(where, `has ${lines.length} lines; use fewer`);
  return lines;
}

/** "Voltage / V", "Voltage(V)", "Voltage [V]", "Ewe/V": name and unit. */
export function headed(text: string): { name: string; unit: string } {
  const found =
    /^(.*?)\s*\[([^\]]*)\]$/.exec(text) ??
    /^(.*?)\s*\(([^()]*)\)$/.exec(text) ??
    /^(.*?)\s+\/\s+(.+)$/.exec(text) ??
    /^([^/]+)\/(.+)$/.exec(text);
  return { name: (found?.[1] ?? text).trim(), unit: (found?.[2] ?? "").trim() };
}

function separatorOf(line: string): RegExp {
  return line.includes("\t") ? /\t/ : line.includes(";") ? /;/ : line.includes(",") ? /,/ : /\s+/;
}

const cellsOf = (line: string, separator: RegExp): string[] =>
  line
    .trim()
    .split(separator)
    .map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .trim(),
    );

const find = (names: readonly string[], wanted: readonly RegExp[]): Column | undefined => {
  for (const pattern of wanted) {
    const index = names.findIndex((text) => pattern.test(headed(text).name));
    if (index >= 0) return { index, ...headed(names[index]!) };
  }
  return undefined;
};

/** A number, with a decimal comma where the separator is none; hours:minutes:seconds as seconds. */
function numberIn(cell: string | undefined): number {
  const text = (cell ?? "").trim();
  if (text === "") return Number.NaN;
  const clock = /^(?:(\d+)[d\-\s]+)?(\d+):(\d\d):(\d\d(?:[.,]\d+)?)$/.exec(text);
  if (clock) {
    const [, days = "0", h, min, s] = clock;
    return (
      86400 * Number(days) + 3600 * Number(h) + 60 * Number(min) + Number(s!.replace(",", "."))
    );
  }
  return Number(/^[-+]?\d+,\d+(?:e[-+]?\d+)?$/i.test(text) ? text.replace(",", ".") : text);
}

/** The table under the first line that names the wanted columns. */
function tableWith(lines: readonly string[], wanted: readonly (readonly RegExp[])[]): Table | null {
  for (let at = 0; at < Math.min(lines.length, HEAD); at++) {
    const line = lines[at]!.replace(/^#\s*/, "");
    const separator = separatorOf(line.trim());
    const names = cellsOf(line, separator);
    const columns = wanted.map((patterns) => find(names, patterns));
    if (columns.some((column) => column === undefined)) continue;
    const rows: Table["rows"] = [];
    for (let k = at + 1; k < lines.length; k++) {
      const text = lines[k]!;
      if (text.trim() === "" || text.trim().startsWith("#")) continue;
      const cells = cellsOf(text, separator);
      // a line of units under the names, as Gamry and others write it
      if (rows.length === 0 && !Number.isFinite(numberIn(cells[columns[0]!.index]))) continue;
      rows.push({ cells, line: k + 1 });
    }
    return { names, rows };
  }
  return null;
}

const CELSIUS = /^(?:deg\s?C|°C|C)$/i;
/** Units that exports write in their own way. */
const UNITS: Readonly<Record<string, string>> = { sec: "s", secs: "s", hr: "h", hours: "h" };

function scaled(column: Column, si: "s" | "V", where: string): number {
  const unit = UNITS[column.unit.toLowerCase()] ?? column.unit.replace(/\s*vs\.?.*$/i, "");
  if (unit === "" || /^h+:m+(:s+)?/i.test(unit)) return 1;
  try {
    return parse(`1 ${unit}`, si);
  } catch {
    return refuse(
      where,
      `has the column ${quote(column.name)} in ${quote(column.unit)}; use ${si}`,
    );
  }
}

function formOf(lines: readonly string[], names: readonly string[]): string {
  if (/^EC-Lab|^BT-Lab/.test(lines[0] ?? "")) return "BioLogic .mpt";
  if (lines.slice(0, 3).some((line) => /^EXPLAIN\b/.test(line))) return "Gamry .DTA";
  if (names.includes("Test Time / s")) return "Battery Data Format";
  return "a table";
}

/** The voltage curve in a text; `where` stands in messages. @throws ScenarioError with one sentence. */
export function readCurve(text: string, where: string): Curve {
  const lines = linesOf(text, where);
  const table = tableWith(lines, [TIME, VOLTAGE]);
  if (!table) {
    return refuse(
      where,
      'holds no curve that is known; name its columns, such as "Test Time / s" and "Voltage / V"',
    );
  }
  const { names, rows } = table;
  const [time, voltage] = [find(names, TIME)!, find(names, VOLTAGE)!];
  const [second, volt] = [scaled(time, "s", where), scaled(voltage, "V", where)];
  const times: number[] = [];
  const voltages: number[] = [];
  for (const { cells, line } of rows) {
    const [t, v] = [numberIn(cells[time.index]), numberIn(cells[voltage.index])];
    // a row of another quantity, as the format allows
    if (cells[voltage.index] === "" && Number.isFinite(t)) continue;
    if (!Number.isFinite(t) || !Number.isFinite(v)) {
      const wrong = Number.isFinite(t) ? cells[voltage.index] : cells[time.index];
      refuse(where, `is damaged in line ${line}: ${quote(wrong ?? "")} is not a number`);
    }
    const at = t * second;
    if (times.length > 0 && at < times.at(-1)!) {
      refuse(
        where,
        `goes back in time in line ${line}, ${t} after ${times.at(-1)! / second}; give one test, with the time since its start`,
      );
    }
    times.push(at);
    voltages.push(v * volt);
  }
  if (times.length < 3) {
    return refuse(where, `has ${times.length} rows of numbers; a fit needs three at least`);
  }
  const zero = times[0]!;
  const named = `${names[time.index]} and ${names[voltage.index]}`;
  return {
    form: `${formOf(lines, names)} with the columns ${named}`,
    times: times.map((t) => Number((t - zero).toPrecision(12))),
    voltages,
  };
}

/** A column of a table in SI: the one of that header, else the voltage, else the first. `units`: those that it may be in.
 * @throws ScenarioError with one sentence. */
export function readColumn(
  text: string,
  where: string,
  units: readonly SiUnit[],
  wanted?: string,
): MeasuredColumn {
  const lines = linesOf(text, where);
  const table = tableWith(lines, [TIME]);
  if (!table) {
    return refuse(
      where,
      'holds no curve that is known; name its columns, such as "Test Time / s" and "Voltage / V"',
    );
  }
  const { names, rows } = table;
  const time = find(names, TIME)!;
  const others = names
    .map((name, index) => ({ name, index }))
    .filter(({ index }) => index !== time.index && isNumbers(rows, index));
  const voltage = find(names, VOLTAGE)?.index;
  const chosen =
    others.find(({ name }) => name === wanted) ??
    others.find(({ index }) => index === voltage) ??
    others[0];
  if (!chosen) return refuse(where, "has no column of numbers beside the time");
  const { si, scale, offset } = unitOf(chosen.name, units, where);
  const second = scaled(time, "s", where);
  const points = rows
    .map(
      ({ cells }) => [numberIn(cells[time.index]) * second, numberIn(cells[chosen.index])] as const,
    )
    .filter(([t, v]) => Number.isFinite(t) && Number.isFinite(v));
  const back = points.findIndex(([t], k) => k > 0 && t < points[k - 1]![0]);
  if (back > 0) {
    const [before, after] = [points[back - 1]![0], points[back]![0]];
    return refuse(
      where,
      `goes back in time, ${after} s after ${before} s; give one test, with the time since its start`,
    );
  }
  if (points.length < 3) {
    return refuse(where, `has ${points.length} rows of numbers; give three at least`);
  }
  const zero = points[0]![0];
  return {
    form: formOf(lines, names),
    headers: others.map(({ name }) => name),
    header: chosen.name,
    si,
    times: points.map(([t]) => Number((t - zero).toPrecision(12))),
    values: points.map(([, v]) => v * scale + offset),
  };
}

/** Whether most of the first rows have a number there. */
function isNumbers(rows: Table["rows"], index: number): boolean {
  const first = rows.slice(0, 20).map(({ cells }) => numberIn(cells[index]));
  return 2 * first.filter(Number.isFinite).length > first.length;
}

/** The first of the units that the header's own is one of, and what takes its numbers there. */
function unitOf(header: string, units: readonly SiUnit[], where: string) {
  const { unit } = headed(header);
  const written = CELSIUS.test(unit) ? "Cel" : unit === "" ? "1" : unit.replace(/\s*vs\.?.*$/i, "");
  // shares and counts without a unit
  if (written === "1" && units.includes("1")) return { si: "1" as const, scale: 1, offset: 0 };
  for (const si of units) {
    try {
      const offset = parse(`0 ${written}`, si);
      return { si, scale: parse(`1 ${written}`, si) - offset, offset };
    } catch {
      // one of another dimension
    }
  }
  return refuse(
    where,
    `has the column ${quote(header)}, which nothing that is computed is measured in; choose another column`,
  );
}

/** Whether the names of columns speak of times to short. */
export const speaksOfShorts = (text: string): boolean =>
  tableWith(text.split(/\r\n|\n|\r/), [SHORT]) !== null;

/** Times to short in a text. @throws ScenarioError with one sentence. */
export function readShorts(text: string, where: string): Shorts {
  const table = tableWith(linesOf(text, where), [SHORT]);
  if (!table) return refuse(where, 'has no column "time to short / s"');
  const { names, rows } = table;
  const short = find(names, SHORT)!;
  const second = scaled(short, "s", where);
  const others = names.map(headed).map((head, index) => ({ ...head, index }));
  const settings = others
    .filter(({ index }) => index !== short.index)
    .map(({ name, unit, index }) => ({
      path: name,
      written: rows.map(({ cells }) => `${cells[index] ?? ""} ${unit}`.trim()),
    }));
  const times = rows.map(({ cells, line }) => {
    const t = numberIn(cells[short.index]) * second;
    if (t > 0) return t;
    return refuse(
      where,
      `has ${quote(cells[short.index] ?? "")} in line ${line}; a time to short is above zero`,
    );
  });
  if (times.length === 0) return refuse(where, "has no rows of numbers");
  const named = settings.map(({ path }) => path).join(", ") || "nothing else";
  return { form: `times to short over ${named}`, settings, times };
}
