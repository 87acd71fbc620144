// The rows of a sweep in a directory:
//
//   sweep.json          plan, hash, kernel, versions
//   rows.ndjson         rows since the last part, one line each; a line torn by a kill is cut off
//   rows/00000.parquet  sealed parts, sorted by case; what a kill between sealing and emptying leaves twice is kept once
//   lock                the process that writes here
//
// A row counts as kept when it has been synced to the disk.

import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { parquetReadObjects } from "hyparquet";
import {
  ByteWriter,
  type ColumnSource,
  ParquetWriter,
  schemaFromColumnData,
} from "hyparquet-writer";
import { ScenarioError } from "../core/errors";
import { exactParse, exactStringify } from "../sim/exact-json";
import { headersOf } from "./columns";
import { Cases, type Store } from "./memory-store";
import { levelsOf, type Plan } from "./plan";
import type { Row } from "./row";
import { type AllRows, Rows } from "./rows";

/** Rows of a sealed part. */
export const PART_ROWS = 20_000;
const SHEET = "sweep.json";
const OPEN = "rows.ndjson";
const PARTS = "rows";
const LOCK = "lock";

/** How files are written: whole or not at all, with one sentence when they cannot be. */
export interface Files {
  writeAtomic(path: string, bytes: Uint8Array): void;
  writeFully(file: number, bytes: Uint8Array): void;
  writeError(path: string, error: unknown): Error;
}

/** What stands in sweep.json. */
export interface Sheet {
  format: "voidscope-sweep";
  schemaVersion: 1;
  hash: string;
  kernel: string;
  versions: Record<string, string>;
  plan: unknown;
}

/** The sheet of a directory; undefined when there is none. @throws ScenarioError when it is something else. */
export function readSheet(directory: string): Sheet | undefined {
  let text: string;
  try {
    text = readFileSync(join(directory, SHEET), "utf8");
  } catch {
    return undefined;
  }
  try {
    const sheet = JSON.parse(text) as Sheet;
    if (sheet.format === "voidscope-sweep") return sheet;
  } catch {
    // the sentence below says it
  }
  throw new ScenarioError(
    `"${join(directory, SHEET)}" is not the sheet of a sweep; name another directory.`,
  );
}

/** The store in `directory`, begun or gone on with. Locked until it is closed.
 * @throws ScenarioError when another sweep, or another process, is there. */
export async function openStore(
  directory: string,
  plan: Plan,
  sheet: Sheet,
  files: Files,
): Promise<Store> {
  mkdirSync(directory, { recursive: true });
  lock(directory);
  try {
    const there = readSheet(directory);
    if (there && there.hash !== sheet.hash) {
      const what = there.kernel === sheet.kernel ? "another plan" : "another build of the kernel";
      throw new ScenarioError(`"${directory}" holds the sweep of ${what}; name another --out.`);
    }
    if (!there) {
      const text = `${JSON.stringify(sheet, null, 2)}\n`;
      files.writeAtomic(join(directory, SHEET), new TextEncoder().encode(text));
    }
    mkdirSync(join(directory, PARTS), { recursive: true });
    return await DirectoryStore.open(directory, plan, files);
  } catch (error) {
    unlock(directory);
    throw error;
  }
}

class DirectoryStore implements Store {
  private constructor(
    private readonly directory: string,
    private readonly plan: Plan,
    private readonly files: Files,
    private readonly file: number,
    private readonly cases: Cases,
    private open: Row[],
  ) {}

  static async open(directory: string, plan: Plan, files: Files): Promise<DirectoryStore> {
    const cases = new Cases(plan.cases);
    for (const path of partsOf(directory)) {
      for (const row of await readPart(path, ["case"])) cases.add(row["case"] as number);
    }
    const path = join(directory, OPEN);
    const file = openSync(path, "a+");
    const bytes = readFileSync(path);
    const end = bytes.lastIndexOf(10) + 1;
    if (end < bytes.length) ftruncateSync(file, end);
    const rows = bytes.toString("utf8", 0, end).split("\n").filter(Boolean).map(parseRow);
    const fresh = rows.filter((row) => cases.add(row.case));
    return new DirectoryStore(directory, plan, files, file, cases, fresh);
  }

  has(n: number): boolean {
    return this.cases.has(n);
  }

  get done(): number {
    return this.cases.count;
  }

  async add(rows: readonly Row[]): Promise<number> {
    const fresh = rows.filter((row) => this.cases.add(row.case));
    if (fresh.length === 0) return 0;
    const text = fresh.map((row) => `${rowText(row)}\n`).join("");
    try {
      this.files.writeFully(this.file, Buffer.from(text));
      fsyncSync(this.file);
    } catch (error) {
      throw this.files.writeError(join(this.directory, OPEN), error);
    }
    for (const row of fresh) this.open.push(row);
    if (this.open.length >= PART_ROWS) this.seal();
    return fresh.length;
  }

  private seal(): void {
    const rows = this.open.sort((a, b) => a.case - b.case);
    const name = `${String(partsOf(this.directory).length).padStart(5, "0")}.parquet`;
    this.files.writeAtomic(join(this.directory, PARTS, name), parquetOf(this.plan, rows));
    ftruncateSync(this.file, 0);
    fsyncSync(this.file);
    this.open = [];
  }

  async rows(): Promise<Rows> {
    const rows = rowsOf(this.plan);
    await addStored(rows, this.directory, this.plan);
    return rows;
  }

  close(): void {
    closeSync(this.file);
    unlock(this.directory);
  }
}

/** No rows of a plan yet. */
export const rowsOf = (plan: Plan): Rows => new Rows(plan.cases, plan.columns.length);

/** Adds all rows of a directory. */
export async function addStored(rows: Rows, directory: string, plan: Plan): Promise<void> {
  const headers = headersOf(plan);
  for (const path of partsOf(directory)) {
    for (const one of await readPart(path)) {
      const { case: n, status, reason } = one as unknown as Row;
      const values = headers.map((header) => (one[header] as number | null) ?? null);
      rows.set({ case: n, status, reason, values });
    }
  }
  const text = readFileSync(join(directory, OPEN), "utf8");
  const whole = text.slice(0, text.lastIndexOf("\n") + 1);
  for (const row of whole.split("\n").filter(Boolean).map(parseRow)) rows.set(row);
}

export const rowText = ({ case: n, status, reason, values }: Row): string =>
  exactStringify([n, status, reason, ...values]);

export function parseRow(line: string): Row {
  const [n, status, reason, ...values] = exactParse(line) as [number, string, string, ...number[]];
  return { case: n, status, reason, values };
}

/** Rows as Parquet: case, the axes, status and reason, what is kept. Types do not depend on values. */
export function parquetOf(plan: Plan, rows: AllRows): Uint8Array {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    ...{ writer, createdBy: "voidscope" },
    schema: schemaFromColumnData({ columnData: parquetColumns(plan, []) }),
  });
  let group: Row[] = [];
  const write = () => parquet.write({ columnData: parquetColumns(plan, group) });
  for (const row of rows) {
    group.push(row);
    if (group.length < PART_ROWS) continue;
    write();
    group = [];
  }
  if (group.length > 0) write();
  parquet.finish();
  return writer.getBytes();
}

function parquetColumns(plan: Plan, rows: readonly Row[]): ColumnSource[] {
  const levels = rows.map((row) => levelsOf(plan, row.case));
  return [
    { name: "case", data: Int32Array.from(rows, (row) => row.case), type: "INT32" },
    ...plan.axes.map(({ path, unit }, k) =>
      unit === null
        ? { name: path, data: levels.map((l) => String(l[k]!.value)), type: "STRING" as const }
        : {
            name: `${path} / ${unit}`,
            data: Float64Array.from(levels, (l) => l[k]!.value as number),
            type: "DOUBLE" as const,
          },
    ),
    { name: "status", data: rows.map((row) => row.status), type: "STRING" },
    { name: "reason", data: rows.map((row) => row.reason), type: "STRING" },
    ...headersOf(plan).map((name, k) => ({
      ...{ name, data: rows.map((row) => row.values[k] ?? null), type: "DOUBLE" as const },
      nullable: true,
    })),
  ];
}

function partsOf(directory: string): string[] {
  const folder = join(directory, PARTS);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".parquet"))
    .sort()
    .map((name) => join(folder, name));
}

async function readPart(path: string, columns?: string[]): Promise<Record<string, unknown>[]> {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return parquetReadObjects({ file: file as ArrayBuffer, ...(columns && { columns }) });
}

/** @throws ScenarioError when a living process holds the lock. */
function lock(directory: string): void {
  const path = join(directory, LOCK);
  const mine = JSON.stringify({ pid: process.pid, host: hostname() });
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      writeFileSync(path, mine, { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      if (isHeld(path)) {
        throw new ScenarioError(
          `another process works on "${directory}"; wait for it, or name another --out.`,
        );
      }
      rmSync(path, { force: true });
    }
  }
}

function isHeld(path: string): boolean {
  try {
    const { pid, host } = JSON.parse(readFileSync(path, "utf8")) as { pid: number; host: string };
    if (host !== hostname()) return true;
    if (pid === process.pid) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function unlock(directory: string): void {
  rmSync(join(directory, LOCK), { force: true });
}
