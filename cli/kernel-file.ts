// The kernel as the build left it, beside the package, and what it is called.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { UsageError } from "../core/errors";
import { version } from "../package.json";

export interface KernelFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the bytes, in hex. */
  hash: string;
}

/** @throws UsageError when the kernel has not been built. */
export function readKernel(): KernelFile {
  // dist/node/cli.js and its chunks lie two levels below the package
  const url = new URL("../../build/kernel.wasm", import.meta.url);
  try {
    const bytes = new Uint8Array(readFileSync(url));
    return { bytes, hash: createHash("sha256").update(bytes).digest("hex") };
  } catch {
    throw new UsageError("the kernel is not built (build/kernel.wasm); run `npm run build` first.");
  }
}

export { version };
