// `voidscope bench`: how fast the kernels and whole steps are on this machine.

import { machine } from "../bench/machine";
import { SUITE, type Timing, timeOne } from "../bench/suite";
import { readKernel, version } from "./kernel-file";
import { print, say } from "./terminal";

const REPEATS = 5;

/** Prints; returns the exit code. */
export async function bench(options: { json?: boolean }): Promise<number> {
  const kernel = readKernel();
  const timings: Timing[] = [];
  for (const one of SUITE) {
    say(`voidscope: ${one.name}`);
    timings.push(await timeOne(one, kernel.bytes, REPEATS));
  }
  const report = { machine: machine(), voidscope: version, wasm: kernel.hash, timings };
  await (options.json
    ? print(`${JSON.stringify(report, null, 2)}\n`)
    : print(timings.map(line).join("")));
  return 0;
}

function line({ name, median_s, min_s, perUnknown_ns }: Timing): string {
  const ms = (seconds: number) => `${(1000 * seconds).toFixed(1)} ms`.padStart(11);
  return `${name.padEnd(36)}${ms(median_s)} median${ms(min_s)} least${perUnknown_ns.toFixed(0).padStart(7)} ns per unknown\n`;
}
