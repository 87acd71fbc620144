// The built kernels.
import { readFileSync } from "node:fs";

const built = (name: string) =>
  new Uint8Array(readFileSync(new URL(`../../build/${name}`, import.meta.url)));

/** The kernel of a run. */
export const wasm = built("kernel.wasm");
/** The kernel on shared memory, for threads. */
export const threaded = () => built("kernel.threads.wasm");
/** The kernel in which every access to a block of memory is held to its bounds. */
export const checked = () => built("kernel.debug.wasm");
