// `voidscope ccd`: the critical stripping current at one pressure and temperature, or a map of it.

import { availableParallelism } from "node:os";
import { join } from "node:path";
import { type CcdOptions, planOf } from "./ccd/plan";
import { conduct } from "./ccd/study";
import { csvOf, documentOf, type Result, resultOf } from "./ccd/tables";
import { describe } from "./ccd/words";
import { commitPart, dropPart, writePart } from "./files";
import { readKernel } from "./kernel-file";
import { EXIT, print, printJson, say } from "./terminal";

/** Searches and prints; returns the exit code. */
export async function ccd(named: string | undefined, options: CcdOptions): Promise<number> {
  const start = performance.now();
  const plan = planOf(named, options);
  const kernel = readKernel();
  const study = await conduct(plan, kernel, {
    threads: options.threads ?? availableParallelism(),
    out: options.out,
    quiet: options.quiet ?? false,
  });
  const result = resultOf(plan, study);
  if (options.out !== undefined) {
    const { pictureOf } = await import("./ccd/picture");
    deliver(options.out, [
      ["ccd.csv", csvOf(result)],
      ["ccd.svg", pictureOf(result)],
      ["ccd.json", documentOf(result, plan, kernel)],
    ]);
  }
  const wall = Math.round(performance.now() - start) / 1000;
  await (options.json ? printJson({ ...result, wall_s: wall }) : print(describe(result, wall)));
  const reason = failureOf(result);
  if (reason === undefined) return EXIT.ok;
  say(`voidscope: a trial failed: ${reason}`);
  return EXIT.numerical;
}

function failureOf({ critical, contacts }: Result): string | undefined {
  const all = [
    ...critical.flatMap((row) => row.searches),
    ...contacts.flatMap((row) => row.trials),
  ];
  return all.find(({ status }) => status === "failed")?.reason;
}

/** All files or none. */
function deliver(directory: string, files: readonly [name: string, text: string][]): void {
  const paths = files.map(([name]) => join(directory, name));
  try {
    files.forEach(([, text], k) => {
      writePart(paths[k]!, new TextEncoder().encode(text));
    });
  } catch (error) {
    for (const path of paths) dropPart(path);
    throw error;
  }
  for (const path of paths) commitPart(path);
}
