// `voidscope problem NAME`: the standard numerical problems, one line to set beside another tool's.

import { Argument, Option } from "commander";
import { solveCoatedContacts } from "../../bench/coated-contacts";
import { NETWORK3D, solveNetwork3d } from "../../bench/network3d";
import { solveProblem } from "../../bench/problems";
import { UsageError } from "../../core/errors";
import { readKernel, upgradeOf } from "../kernel-file";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, option, type Verb, wholeOption } from "../verb";

type Name = "p1" | "p2" | "p3" | "network3d" | "coated-contacts";

interface ProblemOptions {
  n?: number;
  repeats?: number;
  threads?: number;
  floating?: boolean;
  share?: number;
  cluster?: number;
  seeds?: number;
  coverage?: number;
  structures?: number;
  json?: boolean;
}

/** Which options are for which problems; the others are for all. */
const FOR: Readonly<Record<string, readonly Name[]>> = {
  floating: ["p3"],
  threads: ["p1", "p3"],
  repeats: ["p1", "p2", "p3"],
  share: ["network3d"],
  cluster: ["network3d"],
  seeds: ["network3d"],
  coverage: ["coated-contacts"],
  structures: ["coated-contacts"],
  n: ["p1", "p2", "p3", "network3d"],
};
/** Voxels along an edge of the network: 300 MB. */
const MOST_VOXELS = 160;

const verb: Verb = {
  name: "problem",
  summary: "solve a standard numerical problem and print one line",
  place: 13,
  arguments: [
    new Argument(
      "<name>",
      "conduction past a disc (p1), plane strain (p2), conduction between discs (p3), conductivities of a cathode of voxels (network3d), resistance of coated particles (coated-contacts)",
    ).choices(["p1", "p2", "p3", "network3d", "coated-contacts"]),
  ],
  options: [
    wholeOption("--n <n>", "cells along an edge; 256, network3d 60 (default)", [16, 4096]),
    wholeOption("--threads <n>", "threads to solve p1 or p3 with; 1 (default)", [1, 256]),
    wholeOption("--repeats <n>", "timed repetitions after one untimed; 3 (default)", [1, 100]),
    new Option("--floating", "p3 with a current instead of values on top and bottom"),
    option("--share <percent>", "network3d: active material in the solids; 40 (default)").argParser(
      share,
    ),
    wholeOption("--cluster <n>", "network3d: voxels of a cluster; 4 (default)", [1, 512]),
    wholeOption("--seeds <n>", "network3d: composites to average; 3 (default)", [1, 100]),
    option(
      "--coverage <percent>",
      "coated-contacts: contacts that are coated; 70 (default)",
    ).argParser(coverage),
    wholeOption("--structures <n>", "coated-contacts: arrangements; 20 (default)", [1, 1000]),
    JSON_OUT,
  ],
  examples: ["voidscope problem p1 --n 256 --json", "voidscope problem network3d --share 40"],
  run: problem,
};
export default verb;

function share(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value > 0 && value < 100) return value;
  throw new UsageError(`--share ${text}: use vol% of active material above 0 and below 100.`);
}

function coverage(text: string): number {
  const value = Number(text);
  if (text.trim() !== "" && value >= 0 && value <= 100) return value;
  throw new UsageError(`--coverage ${text}: use a percentage of contacts from 0 to 100.`);
}

/** Prints; returns the exit code: 3 when the solver did not reach its tolerance. */
async function problem(name: Name, options: ProblemOptions): Promise<number> {
  for (const [key, names] of Object.entries(FOR)) {
    if (options[key as keyof ProblemOptions] === undefined || names.includes(name)) continue;
    throw new UsageError(`--${key} is for ${names.join(" and ")}, not for ${name}.`);
  }
  const result =
    name === "network3d"
      ? await network(options)
      : name === "coated-contacts"
        ? await contacts(options)
        : await standard(name, options);
  const words = Object.entries(result).map(([key, value]) => `${key}=${value}`);
  await (options.json ? printJson(result) : print(`${words.join(" ")}\n`));
  return "iters" in result && result.iters < 0 ? EXIT.numerical : EXIT.ok;
}

async function standard(name: "p1" | "p2" | "p3", options: ProblemOptions) {
  const kernel = readKernel();
  const upgrade = upgradeOf(kernel, options.threads ?? 1);
  const full = options.floating ? "p3-floating" : name;
  return await solveProblem(full, kernel.bytes, options.n ?? 256, options.repeats ?? 3, upgrade);
}

const contacts = ({ coverage, structures }: ProblemOptions) =>
  solveCoatedContacts(readKernel().bytes, coverage ?? 70, structures ?? 20);

async function network({ n, share, cluster, seeds }: ProblemOptions) {
  if (n !== undefined && n > MOST_VOXELS) {
    throw new UsageError(`--n ${n}: a network has at most ${MOST_VOXELS} voxels along an edge.`);
  }
  const { bytes } = readKernel();
  return await solveNetwork3d(bytes, share ?? NETWORK3D.share, n, cluster, seeds);
}
