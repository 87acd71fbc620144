// `voidscope ccd`: critical currents of stripping, plating and cycling, and times to a short, at a point or as a map.

import { availableParallelism } from "node:os";
import { type CcdOptions, type Plan, planOf } from "./ccd/plan";
import { plating } from "./ccd/plating-search";
import { describePlating, platingCsv, platingDocument } from "./ccd/plating-tables";
import { study as strip } from "./ccd/stripping-search";
import { csvOf, documentOf, resultOf } from "./ccd/tables";
import { describe } from "./ccd/text-report";
import { deliver } from "./files";
import type { Settings } from "./jobs/run";
import { type KernelFile, readKernel } from "./kernel-file";
import { EXIT, print, printJson, say } from "./terminal";

/** Searches and prints; returns the exit code. */
export async function ccd(named: string | undefined, options: CcdOptions): Promise<number> {
  const start = performance.now();
  const plan = planOf(named, options);
  const kernel = readKernel();
  const settings = {
    title: "ccd",
    threads: options.threads ?? availableParallelism(),
    out: options.out,
    quiet: options.quiet ?? false,
  };
  const { out } = options;
  const found =
    plan.mode === "strip"
      ? await stripped(plan, kernel, settings)
      : await plated(plan, kernel, settings);
  if (out !== undefined) deliver(out, await found.files());
  const wall = Math.round(performance.now() - start) / 1000;
  await (options.json ? printJson({ ...found.result, wall_s: wall }) : print(found.describe(wall)));
  if (found.failure === undefined) return EXIT.ok;
  say(`voidscope: a trial failed: ${found.failure}`);
  return EXIT.numerical;
}

type File = [name: string, text: string];

/** What is said, written and returned of a search, whatever its mode. */
interface Found {
  result: object;
  /** Why a trial failed, if one did. */
  failure: string | undefined;
  describe(wall: number): string;
  files(): Promise<File[]>;
}

async function stripped(plan: Plan, kernel: KernelFile, settings: Settings): Promise<Found> {
  const result = resultOf(plan, await strip(plan, kernel, settings));
  const all = [
    ...result.critical.flatMap((row) => row.searches),
    ...result.contacts.flatMap((row) => row.trials),
  ];
  return {
    result,
    failure: all.find(({ status }) => status === "failed")?.reason,
    describe: (wall) => describe(result, wall),
    files: async () => [
      ["ccd.csv", csvOf(result)],
      ["ccd.svg", (await import("./ccd/picture")).pictureOf(result)],
      ["ccd.json", documentOf(result, plan, kernel)],
    ],
  };
}

async function plated(plan: Plan, kernel: KernelFile, settings: Settings): Promise<Found> {
  const result = await plating(plan, kernel, settings);
  const all = result.rows.flatMap((row) => row.trials);
  return {
    result,
    failure: all.find(({ status }) => status === "failed")?.reason,
    describe: (wall) => describePlating(result, wall),
    files: async () => [
      ["ccd.csv", platingCsv(result)],
      ["ccd.svg", (await import("./ccd/plating-picture")).platingPicture(result)],
      ["ccd.json", platingDocument(result, plan, kernel)],
    ],
  };
}
