// Iterations where they should not grow: P1 over sizes and contrasts, the vector operator on its hard cases.

import { slotsIterations, voidsIterations } from "./drivers/hard";
import { P1 } from "./drivers/p1";

export interface Count {
  problem: string;
  n: number;
  iters: number;
}

/** P1 at each size and contrast of the disc. */
export async function flatness(
  kernel: BufferSource,
  sizes: readonly number[],
  contrasts: readonly number[],
): Promise<(Count & { contrast: number })[]> {
  const out: (Count & { contrast: number })[] = [];
  for (const n of sizes) {
    const p1 = await P1.create(kernel, n);
    for (const contrast of contrasts) {
      out.push({ problem: "p1", n, contrast, iters: p1.sample(contrast).iters });
    }
  }
  return out;
}

export async function hardCases(kernel: BufferSource, sizes: readonly number[]): Promise<Count[]> {
  const out: Count[] = [];
  for (const n of sizes) {
    out.push({ problem: "40 voids", n, iters: await voidsIterations(kernel, n) });
    out.push({ problem: "one slot", n, iters: await slotsIterations(kernel, n, 1) });
    out.push({ problem: "eight slots", n, iters: await slotsIterations(kernel, n, 8) });
  }
  return out;
}
