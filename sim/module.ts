// The compiled kernel: its bytes, its identifier, and instances with exports as the compiler declares them.

import type { KernelExports } from "../assembly/exports";
import { crc32 } from "../core/crc32";

export type { KernelExports };

/** Bytes of build/kernel.wasm. */
export type WasmBytes = ArrayBuffer | Uint8Array<ArrayBuffer>;

/** The custom section with which a kernel ends that was taken from a larger one, and the identifier of that one in it. */
const ORIGIN = "voidscope.origin";
const ORIGIN_AT_END = new RegExp(`${ORIGIN}([0-9a-f]{8}-[0-9]+)$`);

/** Identifiers of bytes that are known: to work one out takes a millisecond. */
const known = new WeakMap<WasmBytes, string>();

/** Short identifier of a kernel build: checkpoints and records carry it. A kernel without the exports of assembly/lab has the
 * identifier of the one that it was taken from, whose code it runs. */
export function kernelId(wasm: WasmBytes): string {
  const id = known.get(wasm) ?? identify(wasm);
  known.set(wasm, id);
  return id;
}

function identify(wasm: WasmBytes): string {
  const bytes = wasm instanceof Uint8Array ? wasm : new Uint8Array(wasm);
  const [, origin] =
    ORIGIN_AT_END.exec(new TextDecoder("latin1").decode(bytes.subarray(-48))) ?? [];
  return origin ?? `${crc32(bytes).toString(16).padStart(8, "0")}-${bytes.length}`;
}

/** The section that names the kernel of identifier `id` as origin, to be put after the last section of a module
 * (WebAssembly core specification 5.5.3). */
export function originSection(id: string): Uint8Array {
  const text = new TextEncoder().encode(ORIGIN + id);
  return Uint8Array.of(0, text.length + 1, ORIGIN.length, ...text);
}

/** The exports of a new instance with a memory of its own. */
export async function instantiate(wasm: BufferSource): Promise<KernelExports> {
  const { instance } = await WebAssembly.instantiate(wasm, {});
  return instance.exports as KernelExports;
}
