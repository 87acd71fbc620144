// The limit that memory sets: a = b + 3 c over arrays of a given size, in WebAssembly.

import { instantiate } from "../sim/module";
import { median } from "./statistics";

/** Nanoseconds per element (24 B moved) over three arrays of `bytes` in all; median of 9 after a warm-up. */
export async function triadTime(kernel: BufferSource, bytes: number): Promise<number> {
  const k = await instantiate(kernel);
  const n = Math.max(8, Math.floor(bytes / 24 / 8) * 8);
  const [a, b, c] = [k.alloc(8 * n), k.alloc(8 * n), k.alloc(8 * n)];
  // small arrays: often enough for the clock
  const passes = Math.max(1, Math.ceil(4e6 / n));
  const times: number[] = [];
  for (let r = 0; r < 12; r++) {
    const start = performance.now();
    for (let p = 0; p < passes; p++) k.triad(a, b, c, n);
    times.push((performance.now() - start) / passes);
  }
  return (median(times.slice(3)) / n) * 1e6;
}

export interface Bandwidth {
  megabytes: number;
  gb_per_s: number;
}

/** Bandwidth in cache and beyond. */
export async function bandwidths(kernel: BufferSource, megabytes: number[]): Promise<Bandwidth[]> {
  const out: Bandwidth[] = [];
  for (const size of megabytes) {
    out.push({ megabytes: size, gb_per_s: 24 / (await triadTime(kernel, size * 2 ** 20)) });
  }
  return out;
}
