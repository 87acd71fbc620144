// `voidscope ensemble`: one scenario over many seeds; the spread of what it ends with and of when things happen.

import { Argument } from "commander";
import { type EnsembleOptions, ensembleSweep, planOf } from "../ensemble/seeds";
import { csvOf, describe, documentOf, resultOf } from "../ensemble/tables";
import { deliver } from "../files";
import { readKernel } from "../kernel-file";
import { conduct } from "../sweep/conduct";
import { dryRun } from "../sweep/dry-run";
import { EXIT, print, printJson, say } from "../terminal";
import { DRY_RUN, JSON_OUT, option, QUIET, SET, threads, type Verb } from "../verb";

const verb: Verb = {
  name: "ensemble",
  summary: "run a scenario over many seeds: mean, spread and quantiles, times of events",
  place: 4,
  arguments: [new Argument("<scenario>", "a JSON file, a name of `voidscope list`, or -")],
  options: [
    option("--seeds <list>", "1..20 or 1,2,5", "1..10"),
    option("--observables <list>", "what to look at at the end, as in contact,voidVolume"),
    SET,
    option("--out <dir>", "write ensemble.csv, .json and .svg; a killed one goes on from there"),
    DRY_RUN,
    JSON_OUT,
    QUIET,
    threads("runs at a time; the results do not depend on it"),
  ],
  examples: [
    "voidscope ensemble cycle-to-short --seeds 1..20 --out out/ensemble",
    "voidscope ensemble rough --seeds 1..5 --observables contact,voidCount --json",
  ],
  run: ensemble,
};
export default verb;

/** Runs every seed and prints; returns the exit code. */
async function ensemble(named: string, options: EnsembleOptions): Promise<number> {
  const start = performance.now();
  const plan = planOf(named, options);
  if (options.dryRun) return dryRun(ensembleSweep(plan), options.json);
  const kernel = readKernel();
  const rows = [
    ...(await conduct(ensembleSweep(plan), kernel, {
      title: "ensemble",
      threads: options.threads,
      out: options.out,
      quiet: options.quiet ?? false,
    })),
  ];
  const result = resultOf(plan, rows);
  if (options.out !== undefined) {
    const { ensemblePicture } = await import("../ensemble/picture");
    deliver(options.out, [
      ["ensemble.csv", csvOf(result)],
      ["ensemble.svg", ensemblePicture(result)],
      ["ensemble.json", documentOf(result, plan, kernel)],
    ]);
  }
  const wall = Math.round(performance.now() - start) / 1000;
  await (options.json ? printJson({ ...result, wall_s: wall }) : print(describe(result, wall)));
  const failed = result.runs.find(({ status }) => status === "failed");
  if (failed === undefined) return EXIT.ok;
  say(`voidscope: seed ${failed.seed} failed: ${failed.endReason}`);
  return EXIT.numerical;
}
