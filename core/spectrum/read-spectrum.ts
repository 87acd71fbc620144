// A spectrum in a text, as instruments and programs write it. What was recognised is said, so that a wrong guess is seen.
//
//   Gamry .DTA         table ZCURVE: Pt Time Freq Zreal Zimag ...
//   BioLogic .mpt      Nb header lines; freq/Hz, Re(Z)/Ohm, -Im(Z)/Ohm
//   ZPlot, ZView .z    after "End Comments" or "Freq(Hz)": frequency first, Z' and Z'' in columns 5 and 6
//   CH Instruments     Freq/Hz, Z'/ohm, Z"/ohm, ...
//   any table with names of columns (Autolab and others), separated by commas, semicolons, tabs or spaces
//   three columns of numbers: frequency, Z', Z''

import { ScenarioError } from "../errors";
import type { Spectrum, SpectrumPoint } from "./point";

export interface Recognised {
  spectrum: Spectrum;
  /** What the file is taken for, in words. */
  form: string;
}

const MAX_POINTS = 100_000;

const refuse = (where: string, why: string): never => {
  throw new ScenarioError(`"${where}" ${why}`);
};

interface Table {
  form: string;
  /** Cells of each row. */
  rows: string[][];
  /** Column of frequency, real and imaginary part, and the sign that the latter needs. */
  columns: readonly [number, number, number];
  sign: 1 | -1;
}

/** The spectrum in `text`; `where` stands in messages. @throws ScenarioError with one sentence. */
export function readSpectrum(text: string, where: string): Recognised {
  if (text.trim() === "") return refuse(where, "is empty; give a file with a spectrum");
  if (text.includes("\0")) {
    return refuse(where, "is not a text; export the spectrum as text, such as CSV or .mpt");
  }
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\n|\r/);
  const table =
    gamry(lines) ?? biologic(lines, where) ?? zview(lines) ?? named(lines) ?? bare(lines);
  if (!table) {
    return refuse(
      where,
      "holds no spectrum that is known; give columns frequency, Z', Z'' or an export of Gamry (.DTA), BioLogic (.mpt), ZView (.z) or Autolab",
    );
  }
  const spectrum = pointsOf(table, where);
  return { spectrum: checked(spectrum, where), form: table.form };
}

function pointsOf({ rows, columns, sign }: Table, where: string): SpectrumPoint[] {
  const [f, re, im] = columns;
  return rows.map((row, k) => {
    const [frequency, real, imaginary] = [row[f], row[re], row[im]].map(numberIn);
    const cut = row.length <= Math.max(...columns);
    const wrong = [frequency, real, imaginary].findIndex((v) => !Number.isFinite(v));
    if (cut || wrong >= 0) {
      const cell = cut ? row.join(" ") : row[columns[wrong]!]!;
      refuse(where, `is damaged in point ${k + 1}: "${cell}" is not a number where one belongs`);
    }
    return { frequency: frequency!, real: real!, imaginary: sign * imaginary! };
  });
}

/** Points from high to low frequency. */
function checked(points: SpectrumPoint[], where: string): Spectrum {
  if (points.length > MAX_POINTS) {
    refuse(where, `has ${points.length} points; use at most ${MAX_POINTS}`);
  }
  if (points.length < 2) {
    const has = points.length === 1 ? "one point" : "no points";
    refuse(where, `is a spectrum of ${has}; give two at least, better eight a decade`);
  }
  const odd = points.find(({ frequency }) => !(frequency > 0));
  if (odd) refuse(where, `has a frequency of ${odd.frequency} Hz; frequencies are above zero`);
  const falling = points[0]!.frequency > points[1]!.frequency;
  points.slice(1).forEach(({ frequency }, k) => {
    const before = points[k]!.frequency;
    if (falling ? frequency < before : frequency > before) return;
    refuse(
      where,
      `has frequencies out of order: ${frequency} Hz follows ${before} Hz; sort them, and keep one sweep a file`,
    );
  });
  if (points.every(({ real, imaginary }) => real === 0 && imaginary === 0)) {
    refuse(where, "is zero at every frequency; no impedance was measured");
  }
  if (points.some(({ real, imaginary }) => real === 0 && imaginary === 0)) {
    refuse(where, "has a point without impedance, Z = 0; leave it out");
  }
  return falling ? points : [...points].reverse();
}

/** A number, with a decimal comma where there is no point. */
function numberIn(cell: string | undefined): number {
  const text = (cell ?? "").trim();
  if (text === "") return Number.NaN;
  return Number(/^[-+]?\d+,\d+(?:e[-+]?\d+)?$/i.test(text) ? text.replace(",", ".") : text);
}

const isNumber = (cell: string) => Number.isFinite(numberIn(cell));

/** Splits at what separates the cells of a line. */
function cellsOf(line: string): string[] {
  const text = line.trim().replace(/^#\s*/, "");
  const at = text.includes("\t")
    ? /\t/
    : text.includes(";")
      ? /;/
      : text.includes(",")
        ? /,/
        : /\s+/;
  return text.split(at).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
}

/** Lines of numbers from `start` on, up to a line of another kind. */
function rowsFrom(lines: readonly string[], start: number): string[][] {
  const rows: string[][] = [];
  for (const line of lines.slice(start)) {
    if (line.trim() === "" || line.trim().startsWith("#")) {
      if (rows.length > 0 && line.trim() === "" && rows.length > 0) continue;
      continue;
    }
    const cells = cellsOf(line);
    if (!isNumber(cells[0]!) && !/^[-+]?[\d.]/.test(cells[0]!)) break;
    rows.push(cells);
  }
  return rows;
}

function gamry(lines: readonly string[]): Table | undefined {
  const at = lines.findIndex((line) => /^ZCURVE\b/.test(line));
  if (at < 0) return undefined;
  const names = lines[at + 1]?.trim().split(/\s+/) ?? [];
  const columns = ["Freq", "Zreal", "Zimag"].map((name) => names.indexOf(name));
  if (columns.some((c) => c < 0)) return undefined;
  const rows = rowsFrom(
    lines.slice(at + 3).map((line) => line.trim().split(/\s+/).join("\t")),
    0,
  );
  return { form: "Gamry .DTA, table ZCURVE", rows, columns: columns as never, sign: 1 };
}

function biologic(lines: readonly string[], where: string): Table | undefined {
  if (!/^EC-Lab|^BT-Lab/.test(lines[0] ?? "")) return undefined;
  const count = Number(/:\s*(\d+)/.exec(lines[1] ?? "")?.[1]);
  const names = (lines[count - 1] ?? "").split("\t").map((name) => name.trim());
  const columns = ["freq/Hz", "Re(Z)/Ohm", "-Im(Z)/Ohm"].map((name) => names.indexOf(name));
  const missing = columns.findIndex((c) => c < 0);
  if (missing >= 0) {
    const name = ["freq/Hz", "Re(Z)/Ohm", "-Im(Z)/Ohm"][missing];
    refuse(where, `is an EC-Lab text without the column ${name}; export it with that column`);
  }
  const rows = rowsFrom(lines, count).filter((row) => numberIn(row[columns[0]!]) !== 0);
  return { form: "BioLogic .mpt", rows, columns: columns as never, sign: -1 };
}

function zview(lines: readonly string[]): Table | undefined {
  const end = lines.findIndex((line) => /End Comments/.test(line));
  const head = lines.findIndex((line) => /^\s*Freq\(Hz\)/.test(line));
  if (end < 0 && head < 0) return undefined;
  const rows = rowsFrom(lines, Math.max(end, head) + 1);
  return { form: "ZPlot or ZView .z", rows, columns: [0, 4, 5], sign: 1 };
}

const FREQUENCY = /^(?:f|freq|frequency)\b/i;
const REAL = /^(?:z'|zre|re\b|re\(z\)|zreal|z_?real|z_?re\b|real|z' ?\()/i;
const IMAGINARY =
  /^[-−]?\s*(?:z''|z"|zim|im\b|im\(z\)|zimag|z_?imag|z_?im\b|imag|imaginary)|^[-−]\s*z''/i;

/** A table under names of columns. */
function named(lines: readonly string[]): Table | undefined {
  for (let at = 0; at < Math.min(lines.length, 400); at++) {
    const names = cellsOf(lines[at]!);
    const find = (pattern: RegExp) =>
      names.findIndex((name) => pattern.test(name.replace(/[’′]/g, "'").replace(/″/g, "''")));
    const [f, im] = [find(FREQUENCY), find(IMAGINARY)];
    const re = names.findIndex(
      (name, k) => k !== im && REAL.test(name.replace(/[’′]/g, "'")) && !/''|"/.test(name),
    );
    if (f < 0 || re < 0 || im < 0) continue;
    const rows = rowsFrom(lines, at + 1);
    const sign = /^[-−]/.test(names[im]!) ? -1 : 1;
    const words = [names[f], names[re], names[im]].join(", ");
    return { form: `table with the columns ${words}`, rows, columns: [f, re, im], sign };
  }
  return undefined;
}

/** Columns of numbers without names. */
function bare(lines: readonly string[]): Table | undefined {
  const first = lines.findIndex((line) => line.trim() !== "" && !line.trim().startsWith("#"));
  const cells = first < 0 ? [] : cellsOf(lines[first]!);
  if (cells.length < 3 || !cells.slice(0, 3).every(isNumber)) return undefined;
  const rows = rowsFrom(lines, first);
  // a sweep of cells stores charge: where most of Z'' is positive, it is -Z''
  const positive = rows.filter((row) => numberIn(row[2]) > 0).length;
  const turned = positive > rows.length / 2;
  return {
    form: `columns without names, taken as frequency, Z' and ${turned ? "-Z''" : "Z''"}`,
    rows,
    columns: [0, 1, 2],
    sign: turned ? -1 : 1,
  };
}
