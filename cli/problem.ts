// `voidscope problem p1|p2`: the standard numerical problems, one line to set beside another tool's.

import type { ProblemName } from "../bench/problems";
import { solveProblem } from "../bench/problems";
import { readKernel, upgradeOf } from "./kernel-file";
import { EXIT, print, printJson } from "./terminal";

/** Prints; returns the exit code: 3 when the solver did not reach its tolerance. */
export async function problem(
  name: ProblemName,
  options: { n: number; repeats: number; threads: number; json?: boolean },
): Promise<number> {
  const kernel = readKernel();
  const upgrade = upgradeOf(kernel, options.threads);
  const result = await solveProblem(name, kernel.bytes, options.n, options.repeats, upgrade);
  const words = Object.entries(result).map(([key, value]) => `${key}=${value}`);
  await (options.json ? printJson(result) : print(`${words.join(" ")}\n`));
  return result.iters < 0 ? EXIT.numerical : EXIT.ok;
}
