// `voidscope bench`: how fast the solvers and whole steps are, beside other programs, and what has become slower.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { losses } from "../../bench/compare";
import { measure, measureThreads, type Report } from "../../bench/report";
import { table, threadLines } from "../../bench/table";
import { LimitError } from "../../core/errors";
import { readKernel, upgradeOf, version } from "../kernel-file";
import { print, say, systemReason } from "../terminal";
import { option, type Verb } from "../verb";

// dist/node/cli.js and its chunks lie two levels below the package
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const verb: Verb = {
  name: "bench",
  summary: "time the solvers and whole runs, beside other programs where they are installed",
  place: 15,
  options: [
    option("--quick", "small sizes, no other programs"),
    option("--out <file>", "where the record goes (default: bench/results/latest.json)"),
    option("--json", "print the record instead of a table"),
    option("--threads", "only what a second thread brings"),
  ],
  examples: ["voidscope bench --quick", "voidscope bench --out bench.json"],
  run: bench,
};
export default verb;

/** Prints; returns the exit code. */
async function bench(options: {
  json?: boolean;
  quick?: boolean;
  out?: string;
  threads?: boolean;
}): Promise<number> {
  const file = readKernel();
  const upgrade = (threads: number) => upgradeOf(file, threads);
  const kernel = { ...file, version, upgrade };
  const quick = options.quick === true;
  const tell = (text: string) => say(`voidscope: ${text}`);
  if (options.threads) {
    const times = await measureThreads(kernel, quick, tell);
    await print(
      options.json ? `${JSON.stringify(times, null, 2)}\n` : `${threadLines(times).join("\n")}\n`,
    );
    return 0;
  }
  const report = await measure(kernel, ROOT, quick, tell);
  const text = `${JSON.stringify(report, null, 2)}\n`;
  write(options.out ?? join(ROOT, "bench/results/latest.json"), text);
  await print(options.json ? text : table(report));
  for (const loss of compared(report)) say(`voidscope: slower than the baseline: ${loss}`);
  return 0;
}

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new LimitError(`${path}: ${systemReason(error)}; the record of the bench was not kept.`);
  }
}

function compared(report: Report): string[] {
  try {
    const kept = JSON.parse(readFileSync(join(ROOT, "bench/results/baseline.json"), "utf8"));
    return losses(report, kept as Report);
  } catch {
    return [];
  }
}
