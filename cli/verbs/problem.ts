// `voidscope problem p1|p2`: the standard numerical problems, one line to set beside another tool's.

import { Argument } from "commander";
import type { ProblemName } from "../../bench/problems";
import { solveProblem } from "../../bench/problems";
import { readKernel, upgradeOf } from "../kernel-file";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, type Verb, wholeOption } from "../verb";

const verb: Verb = {
  name: "problem",
  summary: "solve a standard numerical problem and print one line",
  place: 5,
  arguments: [new Argument("<name>", "conduction (p1) or plane strain (p2)").choices(["p1", "p2"])],
  options: [
    wholeOption("--n <n>", "cells along an edge", [16, 4096], 256),
    wholeOption("--threads <n>", "threads to solve p1 with", [1, 256], 1),
    wholeOption("--repeats <n>", "timed repetitions after one untimed", [1, 100], 3),
    JSON_OUT,
  ],
  examples: ["voidscope problem p1 --n 256 --json", "voidscope problem p2 --n 128"],
  run: problem,
};
export default verb;

/** Prints; returns the exit code: 3 when the solver did not reach its tolerance. */
async function problem(
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
