// A run as bytes: header, then the deflated copy of the kernel's linear memory.
//
//   0  magic "VOIDSCPT"            8 bytes
//   8  CRC-32 of all that follows  u32, little-endian like the others
//  12  format version              u32
//  16  byte-order mark of the      u32, 0x01020304 as the machine that wrote it stores it
//      numbers in linear memory
//  20  length of the deflated head u32
//  24  length of the deflated body u32
//  28  length of linear memory     u32
//  32  head, the JSON text of {wasmHash, spec, driver}, then the body (both zlib)
//
// All mutable state lives in linear memory or in `driver`, so that going on from here gives the
// same bits as never having stopped.

import { unzlibSync, zlibSync } from "fflate";
import { crc32 } from "../core/crc32";
import type { RunSpec } from "../core/runspec";
import { exactParse, exactStringify } from "./exact-json";
import { kernelId, type WasmBytes } from "./module";
import { Simulation, type WholeState } from "./simulation";
import type { Upgrade } from "./threads";

/** Why bytes were refused as a checkpoint; `message` is one sentence for people. */
export class CheckpointError extends Error {
  override readonly name = "CheckpointError";
}

const MAGIC = "VOIDSCPT";
const FORMAT = 4;
const HEADER = 32;
const ORDER_MARK = 0x01020304;
/** Deflate level: 1 is several times faster than the default and loses little on doubles. */
const LEVEL = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The whole state of a run as bytes; restore() gives the same bits from there on. */
export const checkpointOf = (run: Simulation): Uint8Array => packCheckpoint(run.state());

/** Goes on from a checkpoint of the same kernel build. Rejects with CheckpointError, one clear sentence. */
export async function restore(
  bytes: Uint8Array,
  wasm: WasmBytes,
  upgrade?: (spec: RunSpec) => Upgrade | undefined,
): Promise<Simulation> {
  const state = unpackCheckpoint(bytes, kernelId(wasm));
  return Simulation.resume(state, wasm, upgrade?.(state.spec));
}

/** Bytes of the checkpoint; `memory` is copied, not kept. */
export function packCheckpoint(state: WholeState): Uint8Array {
  const { wasmHash, spec, driver, memory } = state;
  const text = encoder.encode(exactStringify({ wasmHash, spec, driver }));
  const head = zlibSync(text, { level: LEVEL });
  const body = zlibSync(memory, { level: LEVEL });
  const bytes = new Uint8Array(HEADER + head.length + body.length);
  const view = new DataView(bytes.buffer);
  bytes.set(encoder.encode(MAGIC));
  view.setUint32(12, FORMAT, true);
  new Uint32Array(bytes.buffer, 16, 1)[0] = ORDER_MARK;
  view.setUint32(20, head.length, true);
  view.setUint32(24, body.length, true);
  view.setUint32(28, memory.length, true);
  bytes.set(head, HEADER);
  bytes.set(body, HEADER + head.length);
  view.setUint32(8, crc32(bytes.subarray(12)), true);
  return bytes;
}

/** The state in `bytes`. With `wasmHash`, a checkpoint of another kernel build is refused.
 * @throws CheckpointError: not a checkpoint, newer format, other byte order, truncated, damaged, other kernel. */
export function unpackCheckpoint(bytes: Uint8Array, wasmHash?: string): WholeState {
  const magic = decoder.decode(bytes.subarray(0, MAGIC.length));
  if (bytes.length === 0) throw new CheckpointError("This checkpoint is empty (0 bytes).");
  if (magic !== MAGIC.slice(0, magic.length)) {
    throw new CheckpointError(
      "This is not a Voidscope checkpoint (it does not begin with VOIDSCPT).",
    );
  }
  if (bytes.length < HEADER) throw truncated(bytes.length, HEADER);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const format = view.getUint32(12, true);
  if (format > FORMAT) {
    throw new CheckpointError(
      `This checkpoint has format ${format}, written by a newer Voidscope; this one reads up to ${FORMAT}.`,
    );
  }
  if (format < FORMAT) {
    throw new CheckpointError(
      `This checkpoint has format ${format}, written by an older Voidscope; finish the run with that one or start it anew.`,
    );
  }
  if (new Uint32Array(Uint8Array.from(bytes.subarray(16, 20)).buffer)[0] !== ORDER_MARK) {
    throw new CheckpointError(
      "This checkpoint was written on a machine of the other byte order, or is damaged in its header.",
    );
  }
  const headLength = view.getUint32(20, true);
  const bodyLength = view.getUint32(24, true);
  const memoryLength = view.getUint32(28, true);
  const length = HEADER + headLength + bodyLength;
  if (bytes.length < length) throw truncated(bytes.length, length);
  if (bytes.length > length || crc32(bytes.subarray(12)) !== view.getUint32(8, true)) {
    throw new CheckpointError("This checkpoint is damaged (its checksum does not match).");
  }
  const text = unzlibSync(bytes.subarray(HEADER, HEADER + headLength));
  const head = exactParse(decoder.decode(text)) as Omit<WholeState, "memory">;
  if (wasmHash !== undefined && head.wasmHash !== wasmHash) {
    throw new CheckpointError(
      `This checkpoint belongs to another build of the kernel (${short(head.wasmHash)}, this is ${short(wasmHash)}); resume it with that build or start the run anew.`,
    );
  }
  const memory = unzlibSync(bytes.subarray(HEADER + headLength), {
    out: new Uint8Array(memoryLength),
  });
  return { ...head, memory };
}

function truncated(have: number, want: number): CheckpointError {
  return new CheckpointError(`This checkpoint is truncated: ${have} bytes of at least ${want}.`);
}

function short(hash: string): string {
  return hash.slice(0, 12);
}
