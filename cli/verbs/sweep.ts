// `voidscope sweep`: a plan of many runs, on threads, over a queue, or as one part of many.

import { dirname, isAbsolute, join } from "node:path";
import { Argument } from "commander";
import { ScenarioError, UsageError } from "../../core/errors";
import { pieces } from "../../core/pieces";
import { PLANS } from "../../core/plans";
import { hint, list, quote } from "../../core/suggest";
import { parse } from "../../core/units";
import { csvLines } from "../../sweep/columns";
import { checkPlan, type Plan, readPlan } from "../../sweep/plan";
import type { Row } from "../../sweep/row";
import type { AllRows } from "../../sweep/rows";
import { decode, deliver, exists, readNamed } from "../files";
import { readKernel } from "../kernel-file";
import { changed, readSource } from "../read-scenario";
import { conduct } from "../sweep/conduct";
import { dryRun } from "../sweep/dry-run";
import { summaryOf, writeSummary } from "../sweep/summary";
import { EXIT, print, printJson, say } from "../terminal";
import { JSON_OUT, option, QUIET, threads, type Verb } from "../verb";

interface SweepVerbOptions {
  out?: string;
  threads?: number;
  queue?: string;
  shard?: string;
  limit?: string;
  block?: string;
  check?: boolean;
  dryRun?: boolean;
  json?: boolean;
  quiet?: boolean;
}

const verb: Verb = {
  name: "sweep",
  summary:
    "run a scenario over a plan: grids, samples, seeds, searches; on threads or many machines",
  place: 8,
  arguments: [
    new Argument(
      "<plan>",
      `a JSON file, as docs/sweeps.md says, or ${list(Object.keys(PLANS), "or")}`,
    ),
  ],
  options: [
    option("--out <dir>", "where the rows are kept; the same command goes on from there"),
    option("--queue <url>", "offer the cases to workers over Redis or Valkey, redis://host:6379"),
    option(
      "--shard <i/n>",
      "every n-th case from the i-th on, 1/4 to 4/4; each part in a directory of its own",
    ),
    option("--limit <time>", "end a case that takes longer, and go on without it", "1 d"),
    option(
      "--block <time>",
      "about how much work a thread or a worker is given at a time: less where workers come and go",
      "2 s",
    ),
    option("--check", "try the values and say what would be computed; compute nothing"),
    option("--dry-run", "the same"),
    JSON_OUT,
    QUIET,
    threads("cases at a time; the results do not depend on it"),
  ],
  examples: ["voidscope sweep plan.json --check", "voidscope sweep plan.json --out out/sweep"],
  run: sweepVerb,
};
export default verb;

/** The plan in a file, with the scenario that it names. @throws ScenarioError, UsageError */
export function planIn(path: string): Plan {
  const shipped = exists(path) ? undefined : PLANS[path];
  if (shipped) return readPlan(JSON.stringify(shipped), path, () => undefined);
  if (!exists(path) && !/[/\\.]/.test(path)) {
    const names = Object.keys(PLANS);
    throw new ScenarioError(
      `${quote(path)} is neither a file nor a plan that ships; ${hint(path, names, "choose among")}`,
    );
  }
  const text = decode(readNamed(path), path);
  const here = dirname(path);
  return readPlan(text, path, (name) => {
    const beside = isAbsolute(name) ? name : join(here, name);
    return changed(readSource(/\.json$/i.test(name) && exists(beside) ? beside : name), []);
  });
}

async function sweepVerb(path: string, options: SweepVerbOptions): Promise<number> {
  const start = performance.now();
  const plan = planIn(path);
  checkPlan(plan);
  if (options.check || options.dryRun) return dryRun(plan, options.json);
  const { out } = options;
  if (out === undefined)
    throw new UsageError("--out: name a directory for the rows, such as out/sweep");
  const kernel = readKernel();
  const rows = await conduct(plan, kernel, {
    ...{ title: "sweep", threads: options.threads, out, quiet: options.quiet ?? false },
    limit: someTime("--limit", options.limit ?? "1 d"),
    block: someTime("--block", options.block ?? "2 s"),
    ...(options.queue !== undefined && { queue: options.queue }),
    ...shardOf(options.shard),
  });
  const whole = options.shard === undefined;
  if (!whole) deliver(out, [["results.csv", pieces(csvLines(plan, rows))]]);
  const { text, ...summary } = whole ? await writeSummary(out, plan, rows) : summaryOf(plan, rows);
  const wall = Math.round(performance.now() - start) / 1000;
  await (options.json ? printJson({ ...summary, wall_s: wall }) : print(text));
  const lost = firstLost(rows);
  if (lost)
    say(
      `voidscope: case ${lost.case} was lost: ${lost.reason}; look at it with: voidscope results ${out} --case ${lost.case}`,
    );
  return summary.broken > 0 ? EXIT.numerical : EXIT.ok;
}

function firstLost(rows: AllRows): Row | undefined {
  for (const row of rows) if (row.status === "lost") return row;
  return undefined;
}

/** A time of an option [s]. @throws UsageError */
function someTime(flag: string, text: string): number {
  const seconds = parse(text, "s");
  if (seconds > 0) return seconds;
  throw new UsageError(`${flag}: ${quote(text)} is no time to wait for; write it such as "10 min"`);
}

/** "2/4" as the second of four parts. @throws UsageError */
function shardOf(text: string | undefined): { shard?: number; shards?: number } {
  if (text === undefined) return {};
  const [, i, n] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const [shard, shards] = [Number(i), Number(n)];
  if (shard >= 1 && shard <= shards && shards <= 100_000) return { shard: shard - 1, shards };
  throw new UsageError(`--shard: ${quote(text)} is not a part; write 1/4 to 4/4`);
}
