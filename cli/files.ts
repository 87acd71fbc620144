// Reading and writing files so that a kill, a full disk or a wrong path never leaves half a file behind.

import {
  closeSync,
  copyFileSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { LimitError, ScenarioError } from "../core/errors";
import type { BlockStore } from "../sim/export/block-store";
import { isFull, systemReason } from "./terminal";

/** The bytes of a file a person named. @throws ScenarioError with one sentence. */
export function readNamed(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ScenarioError(`cannot read "${path}": ${systemReason(error)}.`);
  }
}

/** Bytes as text; `where` stands in the message. @throws ScenarioError when they are not UTF-8. */
export function decode(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ScenarioError(`"${where}" is not UTF-8 text; save it as such`);
  }
}

/** Writes beside the target, then renames: the target is the old file or the whole new one.
 * @throws LimitError when the disk is full, ScenarioError when the path cannot be written. */
export function writeAtomic(path: string, bytes: Uint8Array): void {
  writePart(path, bytes);
  commitPart(path);
}

/** First half of {@link writeAtomic}: the whole file, in one piece or in parts, is on the disk, under another name. */
export function writePart(path: string, bytes: Uint8Array | Iterable<Uint8Array>): void {
  const part = partOf(path);
  try {
    const file = openSync(part, "w");
    try {
      for (const part of bytes instanceof Uint8Array ? [bytes] : bytes) writeFully(file, part);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    rmSync(part, { force: true });
    throw writeError(path, error);
  }
}

/** The same for a file that `write` writes, piece by piece and anywhere in it. */
export async function writePartBy(
  path: string,
  write: (store: BlockStore) => Promise<void>,
): Promise<void> {
  const part = partOf(path);
  try {
    const file = openSync(part, "w+");
    try {
      await write(storeOf(file));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    rmSync(part, { force: true });
    throw writeError(path, error);
  }
}

function storeOf(file: number): BlockStore {
  return {
    read: (into, at) => readSync(file, into, 0, into.length, at),
    write: (bytes, at) => writeFully(file, bytes, at),
    resize: (length) => ftruncateSync(file, length),
  };
}

/** Second half of {@link writeAtomic}. */
export function commitPart(path: string): void {
  try {
    renameSync(partOf(path), path);
    syncDirectory(dirname(path));
  } catch (error) {
    rmSync(partOf(path), { force: true });
    throw writeError(path, error);
  }
}

/** Takes back a {@link writePart}. */
export function dropPart(path: string): void {
  rmSync(partOf(path), { force: true });
}

function* encoded(pieces: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (const piece of pieces) yield encoder.encode(piece);
}

/** Writes files into a directory: all or none. A long one may come in pieces. */
export function deliver(
  directory: string,
  files: readonly [name: string, text: string | Iterable<string>][],
): void {
  const paths = files.map(([name]) => join(directory, name));
  try {
    files.forEach(([, text], k) => {
      writePart(paths[k]!, encoded(typeof text === "string" ? [text] : text));
    });
  } catch (error) {
    for (const path of paths) dropPart(path);
    throw error;
  }
  for (const path of paths) commitPart(path);
}

/** Replaces `path` as {@link writeAtomic}, keeping what was there as `previous`. `path` never goes missing. */
export function writeGenerations(path: string, previous: string, bytes: Uint8Array): void {
  writePart(path, bytes);
  if (exists(path)) {
    rmSync(previous, { force: true });
    try {
      linkSync(path, previous);
    } catch {
      // a file system without hard links
      copyFileSync(path, previous);
    }
  }
  commitPart(path);
}

/** Makes sure that `path` is a directory one can write into; returns whether it was made here.
 * @throws ScenarioError, LimitError */
export function ensureDirectory(path: string): boolean {
  try {
    const made = makeDirectory(path);
    const probe = join(path, ".voidscope.part");
    closeSync(openSync(probe, "w"));
    rmSync(probe);
    return made;
  } catch (error) {
    throw writeError(path, error);
  }
}

/** mkdir -p. (Node's own recursive mkdir never returns where the system answers ENOENT to it, as /proc does.) */
function makeDirectory(path: string): boolean {
  if (isDirectory(path)) return false;
  const parent = dirname(path);
  if (parent !== path) makeDirectory(parent);
  mkdirSync(path);
  return true;
}

export function exists(path: string): boolean {
  return stat(path) !== undefined;
}

export function isDirectory(path: string): boolean {
  return stat(path)?.isDirectory() ?? false;
}

/** What lies at `path`; undefined when nothing does, or when the way there is barred. */
function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Writes all of `bytes` at byte `at`, or at the file's position; a short write is followed up until the system says why. */
export function writeFully(file: number, bytes: Uint8Array, at?: number): void {
  for (let done = 0; done < bytes.length; ) {
    const position = at === undefined ? null : at + done;
    done += writeSync(file, bytes, done, bytes.length - done, position);
  }
}

/** The sentence and exit code of a failed write. */
export function writeError(path: string, error: unknown): Error {
  const Kind = isFull(error) ? LimitError : ScenarioError;
  return new Kind(`cannot write "${path}": ${systemReason(error)}.`);
}

function partOf(path: string): string {
  return `${path}.part`;
}

function syncDirectory(path: string): void {
  // Windows cannot open a directory; its renames need no such push.
  if (process.platform === "win32") return;
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
}
