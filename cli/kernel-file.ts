// The kernel as the build left it, beside the package, and what it is called.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { UsageError } from "../core/errors";
import { version } from "../package.json";
import type { Upgrade } from "../sim/threads";
import { spawnInNode } from "../sim/threads-node";

export interface KernelFile {
  bytes: Uint8Array<ArrayBuffer>;
  /** SHA-256 of the bytes, in hex. */
  hash: string;
  /** The same built for threads; undefined when it is not there. */
  threaded: Uint8Array<ArrayBuffer> | undefined;
}

/** @throws UsageError when the kernel has not been built. */
export function readKernel(): KernelFile {
  const bytes = built("kernel.wasm");
  if (!bytes) {
    throw new UsageError("the kernel is not built (build/kernel.wasm); run `npm run build` first.");
  }
  const hash = createHash("sha256").update(bytes).digest("hex");
  return { bytes, hash, threaded: built("kernel.threads.wasm") };
}

/** What `threads` threads need; undefined for one, or where the kernel has not been built for more. */
export function upgradeOf(kernel: KernelFile, threads: number): Upgrade | undefined {
  if (threads < 2 || !kernel.threaded) return undefined;
  return { wasm: kernel.threaded, threads, spawn: spawnInNode };
}

function built(name: string): Uint8Array<ArrayBuffer> | undefined {
  // dist/node/cli.js and its chunks lie two levels below the package
  try {
    return new Uint8Array(readFileSync(new URL(`../../build/${name}`, import.meta.url)));
  } catch {
    return undefined;
  }
}

export { version };
