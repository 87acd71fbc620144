// The built kernels.
import { readFileSync } from "node:fs";
import type { KernelExports } from "../../sim/module";

const built = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../build/${name}`, import.meta.url)));

/** The kernel of a run. */
export const wasm = built("kernel.wasm");
/** The kernel on shared memory, for threads. */
export const threaded = () => built("kernel.threads.wasm");
/** The kernel in which every access to a block of memory is held to its bounds. */
export const checked = () => built("kernel.debug.wasm");

let compiled: WebAssembly.Module | undefined;

/** The exports of a new instance with a memory of its own. */
export function instance(): KernelExports {
  compiled ??= new WebAssembly.Module(wasm);
  return new WebAssembly.Instance(compiled, {}).exports as KernelExports;
}
