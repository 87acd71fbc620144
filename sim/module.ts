// The compiled kernel: its bytes, its identifier, and instances with exports as the compiler declares them.

import type { KernelExports } from "../assembly/exports";
import { crc32 } from "./crc32";

export type { KernelExports };

/** Bytes of build/kernel.wasm. */
export type WasmBytes = ArrayBuffer | Uint8Array<ArrayBuffer>;

/** Short identifier of a kernel build: checkpoints and records carry it. */
export function kernelId(wasm: WasmBytes): string {
  const bytes = wasm instanceof Uint8Array ? wasm : new Uint8Array(wasm);
  return `${crc32(bytes).toString(16).padStart(8, "0")}-${bytes.length}`;
}

/** The exports of a new instance with a memory of its own. */
export async function instantiate(wasm: BufferSource): Promise<KernelExports> {
  const { instance } = await WebAssembly.instantiate(wasm, {});
  return instance.exports as KernelExports;
}
