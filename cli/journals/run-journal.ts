// The rows and frames of a run so far: an append-only file beside its checkpoints.
//
//   "VOIDSCOPE JOURNAL 1\n", then records: length u32, CRC-32 u32, kind u8, payload (little-endian)
//
// Every checkpoint is announced by a mark that carries its SHA-256. Resuming cuts the journal back to the mark of
// the checkpoint it starts from, so that nothing recorded after it is kept twice; a record torn by a kill
// lies behind the last mark and goes the same way. So rows need not be on the disk before the next mark: they are written and read
// in large pieces.

import { createHash } from "node:crypto";
import {
  closeSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { crc32 } from "../../core/crc32";
import { ScenarioError, VoidscopeError } from "../../core/errors";
import { LINES, type LineName } from "../../core/tables/fields";
import { exactParse, exactStringify } from "../../sim/exact-json";
import type { Recorded } from "../../sim/recorder";
import type { CathodeFieldName, CathodeFrame, Frame, Observables } from "../../sim/types";
import { writeError, writeFully } from "../files";

const TITLE = Buffer.from("VOIDSCOPE JOURNAL 1\n");
const HEADER = 9;
/** Bytes that are written or read at once. */
const PIECE = 1 << 20;
const LINE_NAMES = Object.keys(LINES) as LineName[];

enum Kind {
  Row = 1,
  Frame = 2,
  Mark = 3,
  Name = 4,
}

export class Journal {
  /** Records that are not in the file yet. */
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;

  private constructor(
    readonly path: string,
    private readonly file: number,
    private end: number,
  ) {}

  /** A new journal of the run `name`; replaces one that is there. */
  static create(path: string, name: string): Journal {
    try {
      const file = openSync(path, "w+");
      writeFully(file, TITLE);
      const journal = new Journal(path, file, TITLE.length);
      journal.append(Kind.Name, Buffer.from(name));
      return journal;
    } catch (error) {
      throw error instanceof VoidscopeError ? error : writeError(path, error);
    }
  }

  /** The journal as it was when `checkpoint` (the bytes of the file) was written.
   * @throws ScenarioError when it is not the journal of that checkpoint. */
  static reopen(path: string, checkpoint: Uint8Array): Journal {
    const id = digest(checkpoint);
    let file: number;
    try {
      file = openSync(path, "r+");
    } catch (error) {
      throw writeError(path, error);
    }
    const journal = new Journal(path, file, fstatSync(file).size);
    let end = 0;
    for (const { kind, payload, next } of journal.records()) {
      if (kind === Kind.Mark && payload.toString() === id) end = next;
    }
    if (end === 0) {
      closeSync(file);
      throw new ScenarioError(
        `"${path}" does not belong to this checkpoint; take both files from the same run.`,
      );
    }
    ftruncateSync(file, end);
    journal.end = end;
    return journal;
  }

  row(observables: Observables): void {
    this.append(Kind.Row, Buffer.from(exactStringify(observables)));
  }

  frame(frame: Frame): void {
    const { fields, interface: line, cathode, ...rest } = frame;
    const names = Object.keys(fields) as (keyof Frame["fields"])[];
    const { fields: inside = {}, electrons, ...grid } = cathode ?? {};
    const insideNames = Object.keys(inside) as CathodeFieldName[];
    const more = cathode && { cathode: { ...grid, names: insideNames } };
    const head = Buffer.from(exactStringify({ ...rest, names, ...more }));
    const size = Buffer.alloc(4);
    size.writeUInt32LE(head.length);
    const arrays = [
      ...names.map((name) => fields[name]!),
      ...LINE_NAMES.map((name) => line[name]),
      ...insideNames.map((name) => inside[name]!),
      ...(electrons ? [electrons] : []),
    ];
    const bytes = arrays.map((a) => Buffer.from(a.buffer, a.byteOffset, a.byteLength));
    this.append(Kind.Frame, deflateRawSync(Buffer.concat([size, head, ...bytes]), { level: 1 }));
  }

  /** Announces a checkpoint that is about to be written; all records so far are on the disk when this returns. */
  mark(checkpoint: Uint8Array): void {
    this.append(Kind.Mark, Buffer.from(digest(checkpoint)));
    this.flush();
    try {
      fsyncSync(this.file);
    } catch (error) {
      throw writeError(this.path, error);
    }
  }

  /** What the run is called. */
  get name(): string {
    for (const { kind, payload } of this.records()) {
      if (kind === Kind.Name) return payload.toString();
    }
    return "";
  }

  /** The rows so far, in order. */
  *rows(): Generator<Observables> {
    for (const { kind, payload } of this.records()) {
      if (kind === Kind.Row) yield exactParse(payload.toString()) as Observables;
    }
  }

  /** The frames so far, in order. */
  *frames(): Generator<Frame> {
    for (const { kind, payload } of this.records()) {
      if (kind === Kind.Frame) yield readFrame(inflateRawSync(payload));
    }
  }

  /** Times of the last row and the last frame [s]; -1 = none. */
  last(): Recorded {
    const last = { row: -1, frame: -1 };
    for (const { time } of this.rows()) last.row = time;
    for (const { observables } of this.frames()) last.frame = observables.time;
    return last;
  }

  close(): void {
    closeSync(this.file);
  }

  private append(kind: Kind, payload: Uint8Array): void {
    const record = Buffer.alloc(HEADER + payload.length);
    record.writeUInt32LE(payload.length, 0);
    record.writeUInt8(kind, 8);
    record.set(payload, HEADER);
    record.writeUInt32LE(crc32(record.subarray(8)), 4);
    this.waiting.push(record);
    this.waitingBytes += record.length;
    this.end += record.length;
    if (this.waitingBytes >= PIECE) this.flush();
  }

  private flush(): void {
    const bytes = Buffer.concat(this.waiting);
    const start = this.end - this.waitingBytes;
    try {
      for (let done = 0; done < bytes.length; ) {
        done += writeSync(this.file, bytes, done, bytes.length - done, start + done);
      }
    } catch (error) {
      throw writeError(this.path, error);
    }
    this.waiting = [];
    this.waitingBytes = 0;
  }

  /** The records so far; the bytes of one are there until the next is asked for. */
  private *records(): Generator<{ kind: Kind; payload: Buffer; next: number }> {
    this.flush();
    let room = Buffer.alloc(PIECE);
    let piece = room.subarray(0, 0);
    let start = 0;
    const part = (at: number, length: number): Buffer => {
      if (at + length > start + piece.length) {
        if (length > room.length) room = Buffer.alloc(length);
        const size = Math.max(0, Math.min(room.length, this.end - at));
        piece = room.subarray(0, readSync(this.file, room, 0, size, at));
        start = at;
      }
      return piece.subarray(at - start, at - start + length);
    };
    const title = part(0, TITLE.length);
    if (!title.equals(TITLE)) throw new ScenarioError(`"${this.path}" is not a Voidscope journal.`);
    for (let at = TITLE.length; at + HEADER <= this.end; ) {
      const header = part(at, HEADER);
      const next = at + HEADER + header.readUInt32LE(0);
      const checksum = header.readUInt32LE(4);
      if (next > this.end) return;
      const body = part(at + 8, next - at - 8);
      if (crc32(body) !== checksum) return;
      yield { kind: body[0]!, payload: body.subarray(1), next };
      at = next;
    }
  }
}

function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function readFrame(bytes: Buffer): Frame {
  const size = bytes.readUInt32LE(0);
  const { names, cathode, ...rest } = exactParse(bytes.toString("utf8", 4, 4 + size)) as Omit<
    Frame,
    "fields" | "interface" | "cathode"
  > & {
    names: (keyof Frame["fields"])[];
    cathode?: Omit<CathodeFrame, "fields" | "electrons"> & { names: CathodeFieldName[] };
  };
  // a copy of its own, since a Float32Array must begin at a multiple of four bytes
  const all = new Float32Array(Uint8Array.from(bytes.subarray(4 + size)).buffer);
  const cells = rest.columns * (rest.lithiumRows + rest.electrolyteRows);
  let at = 0;
  const take = (n: number) => {
    at += n;
    return all.subarray(at - n, at);
  };
  const fields = Object.fromEntries(names.map((name) => [name, take(cells)]));
  const line = Object.fromEntries(LINE_NAMES.map((name) => [name, take(rest.columns)]));
  const frame = { ...rest, fields, interface: line as unknown as Frame["interface"] };
  if (!cathode) return frame;
  const { names: insideNames, ...grid } = cathode;
  const inside = insideNames.map((name) => [name, take(grid.columns * grid.rows)]);
  return {
    ...frame,
    cathode: { ...grid, fields: Object.fromEntries(inside), electrons: take(grid.rows) },
  };
}
