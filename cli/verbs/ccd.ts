// `voidscope ccd`: critical currents of stripping, plating and cycling, and times to a short, at a point or as a map.

import { Argument } from "commander";
import { platingResult, platingSweep } from "../ccd/plating";
import { describePlating, platingCsv, platingDocument } from "../ccd/plating-tables";
import { strippingStudy, strippingSweep } from "../ccd/stripping";
import { type CcdOptions, MODES, type Plan, planOf } from "../ccd/study";
import { csvOf, documentOf, resultOf } from "../ccd/tables";
import { describe } from "../ccd/text-report";
import { deliver } from "../files";
import { type KernelFile, readKernel } from "../kernel-file";
import { conduct, type Settings } from "../sweep/conduct";
import { dryRun } from "../sweep/dry-run";
import { EXIT, print, printJson, say } from "../terminal";
import { DRY_RUN, JSON_OUT, option, QUIET, SET, threads, type Verb, wholeOption } from "../verb";

const verb: Verb = {
  name: "ccd",
  summary: "find the critical current of stripping, plating or cycling, or the time to a short",
  place: 3,
  arguments: [
    new Argument(
      "[scenario]",
      "a JSON file, a name of `voidscope list`, or -; its protocol is not used",
    ),
  ],
  options: [
    option("--pressure, --pressures <list>", "3, 1,3,5,7,10 or 1:9:5, in MPa or with a unit"),
    option(
      "--temperature, --temperatures <list>",
      "25, 0,25,45,60 or 0:60:4, in Cel or with a unit",
    ),
    option(
      "--mode <mode>",
      "contact on stripping, filaments on plating, full cycles, or times",
      "strip",
    ).choices(MODES),
    option(
      "--criterion <mark>",
      "what --mode plate looks for: a filament's start or a short",
      "start",
    ).choices(["start", "short"]),
    option(
      "--currents <list>",
      "map over pressure x current (strip, short), or the levels of a cycle ramp; mA/cm2",
    ),
    option("--capacity <charge>", "areal capacity, of a half cycle in cycles", "1 mA.h/cm2"),
    option("--contact <share>", "contact below which it is lost; 90 %, in cycles 50 %"),
    wholeOption("--columns <n>", "cells along the interface", [16, 1024]),
    wholeOption("--seeds <k>", "realisations of the random fields to average over", [1, 100], 3),
    SET,
    option("--out <dir>", "write ccd.csv, ccd.json, ccd.svg; a killed search goes on from there"),
    DRY_RUN,
    JSON_OUT,
    QUIET,
    threads("trials at a time; the results do not depend on it"),
  ],
  examples: [
    "voidscope ccd --pressure 3 --temperature 25",
    "voidscope ccd --pressures 1,3,5,7,10 --temperatures 0,25,45,60 --out out/ccd",
  ],
  run: ccd,
};
export default verb;

/** Searches and prints; returns the exit code. */
async function ccd(named: string | undefined, options: CcdOptions): Promise<number> {
  const start = performance.now();
  const plan = planOf(named, options);
  if (options.dryRun) {
    return dryRun(plan.mode === "strip" ? strippingSweep(plan) : platingSweep(plan), options.json);
  }
  const kernel = readKernel();
  const settings = {
    title: "ccd",
    threads: options.threads,
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
  const rows = [...(await conduct(strippingSweep(plan), kernel, settings))];
  const result = resultOf(plan, strippingStudy(plan, rows));
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
      ["ccd.svg", (await import("../ccd/picture")).pictureOf(result)],
      ["ccd.json", documentOf(result, plan, kernel)],
    ],
  };
}

async function plated(plan: Plan, kernel: KernelFile, settings: Settings): Promise<Found> {
  const rows = [...(await conduct(platingSweep(plan), kernel, settings))];
  const result = platingResult(plan, rows);
  const all = result.rows.flatMap((row) => row.trials);
  return {
    result,
    failure: all.find(({ status }) => status === "failed")?.reason,
    describe: (wall) => describePlating(result, wall),
    files: async () => [
      ["ccd.csv", platingCsv(result)],
      ["ccd.svg", (await import("../ccd/plating-picture")).platingPicture(result)],
      ["ccd.json", platingDocument(result, plan, kernel)],
    ],
  };
}
