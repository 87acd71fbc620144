// A file of the HDF5 library whose bytes are kept elsewhere, as in a file on the disk, instead of in memory.

import type h5wasm from "h5wasm";

type Files = NonNullable<Awaited<typeof h5wasm.ready>["FS"]>;

/** Where the bytes of a file are kept. */
export interface BlockStore {
  /** Reads `into` from byte `at` on; the number of bytes that were there. */
  read(into: Uint8Array, at: number): number;
  /** Writes all of `bytes` from byte `at` on. */
  write(bytes: Uint8Array, at: number): void;
  /** Makes it so many bytes long. */
  resize(length: number): void;
}

/** A file of Emscripten's file system in memory, as far as it is needed here. */
interface Node {
  usedBytes: number;
  node_ops: object;
  stream_ops: object;
}

/** What Emscripten's file system has beyond what h5wasm declares of it. */
interface Inside {
  lookupPath(path: string): { node: Node };
  getStream(descriptor: number): { stream_ops: object };
  ErrnoError: new (errno: number) => Error;
}

/** Input/output error, as Emscripten numbers it. */
const EIO = 29;

/** Makes the file `path` of the library's file system, and keeps its bytes in `store`. A file system answers in numbers only: the first
 * error that the store throws is the `failure` of what is returned. */
export function keptIn(store: BlockStore, files: Files, path: string): { failure?: unknown } {
  const { ErrnoError, lookupPath, getStream } = files as unknown as Inside;
  const kept: { failure?: unknown } = {};
  const attempt = <T>(work: () => T): T => {
    try {
      return work();
    } catch (error) {
      kept.failure ??= error;
      // the library would print a page about it
      const errors = getStream(2);
      errors.stream_ops = { ...errors.stream_ops, write: (...[, , , length]: unknown[]) => length };
      throw new ErrnoError(EIO);
    }
  };
  files.writeFile(path, new Uint8Array(0));
  const { node } = lookupPath(path);
  const { setattr } = node.node_ops as { setattr(node: Node, changes: { size?: number }): void };
  node.node_ops = {
    ...node.node_ops,
    setattr(at: Node, { size, ...others }: { size?: number }) {
      setattr(at, others);
      if (size === undefined) return;
      attempt(() => store.resize(size));
      node.usedBytes = size;
    },
  };
  node.stream_ops = {
    ...node.stream_ops,
    read: (_: unknown, memory: Int8Array, offset: number, length: number, at: number) =>
      attempt(() => store.read(bytesOf(memory, offset, length), at)),
    write(_: unknown, memory: Int8Array, offset: number, length: number, at: number) {
      attempt(() => store.write(bytesOf(memory, offset, length), at));
      node.usedBytes = Math.max(node.usedBytes, at + length);
      return length;
    },
  };
  return kept;
}

function bytesOf({ buffer, byteOffset }: Int8Array, offset: number, length: number): Uint8Array {
  return new Uint8Array(buffer, byteOffset + offset, length);
}
