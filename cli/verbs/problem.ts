// `voidscope problem p1|p2|p3`: the standard numerical problems, one line to set beside another tool's.

import { Argument, Option } from "commander";
import { solveProblem } from "../../bench/problems";
import { UsageError } from "../../core/errors";
import { readKernel, upgradeOf } from "../kernel-file";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, type Verb, wholeOption } from "../verb";

const verb: Verb = {
  name: "problem",
  summary: "solve a standard numerical problem and print one line",
  place: 13,
  arguments: [
    new Argument(
      "<name>",
      "conduction past a disc (p1), plane strain (p2), conduction between discs (p3)",
    ).choices(["p1", "p2", "p3"]),
  ],
  options: [
    wholeOption("--n <n>", "cells along an edge", [16, 4096], 256),
    wholeOption("--threads <n>", "threads to solve p1 or p3 with", [1, 256], 1),
    wholeOption("--repeats <n>", "timed repetitions after one untimed", [1, 100], 3),
    new Option("--floating", "p3 with a current instead of values on top and bottom"),
    JSON_OUT,
  ],
  examples: ["voidscope problem p1 --n 256 --json", "voidscope problem p3 --floating"],
  run: problem,
};
export default verb;

/** Prints; returns the exit code: 3 when the solver did not reach its tolerance. */
async function problem(
  name: "p1" | "p2" | "p3",
  options: { n: number; repeats: number; threads: number; floating?: boolean; json?: boolean },
): Promise<number> {
  if (options.floating && name !== "p3") {
    throw new UsageError(`--floating is for p3, not for ${name}.`);
  }
  const kernel = readKernel();
  const upgrade = upgradeOf(kernel, options.threads);
  const result = await solveProblem(
    options.floating ? "p3-floating" : name,
    kernel.bytes,
    options.n,
    options.repeats,
    upgrade,
  );
  const words = Object.entries(result).map(([key, value]) => `${key}=${value}`);
  await (options.json ? printJson(result) : print(`${words.join(" ")}\n`));
  return result.iters < 0 ? EXIT.numerical : EXIT.ok;
}
