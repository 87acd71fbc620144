// `voidscope run`: one scenario from its file to its numbers.

import { Argument } from "commander";
import { UsageError } from "../../core/errors";
import { RANGES, within } from "../../core/ranges";
import { parse } from "../../core/units";
import { summarise } from "../../sim/summary";
import type { RunStatus } from "../../sim/types";
import { readKernel } from "../kernel-file";
import { advance } from "../run/advance";
import { checkScenario } from "../run/check-scenario";
import { begin, type RunOptions, resume } from "../run/session";
import { describe } from "../run/summary";
import { EXIT, print, printJson, say } from "../terminal";
import { JSON_OUT, option, QUIET, SET, threads, type Verb, wholeOption } from "../verb";

const verb: Verb = {
  name: "run",
  summary: "run a scenario: progress on stderr, results on stdout, files in --out",
  place: 1,
  arguments: [
    new Argument("[scenario]", "a JSON file, a name of `voidscope list`, or - for standard input"),
  ],
  options: [
    SET,
    option("--out <dir>", "write record.json, timeseries.bdf.csv, fields.vtkhdf and checkpoints"),
    option("--replace", "put the run in the place of a finished one in --out"),
    option("--dry-run", "check the scenario and show its steps; compute nothing"),
    JSON_OUT,
    QUIET,
    threads("threads to compute with; more than 1 from 512 columns on"),
    option("--resume <file>", "go on from a checkpoint, or from the directory of a run"),
    wholeOption("--seed <n>", "seed of the random fields", [0, 4294967295]),
    option("--checkpoint-every <time>", "wall-clock time between checkpoints", "30 s"),
  ],
  examples: [
    'voidscope run strip-3mpa --set "conditions.stackPressure=5 MPa" --out out/strip',
    "voidscope run --resume out/strip/checkpoint.vsc --json",
  ],
  run,
};
export default verb;

const EXIT_OF: Record<RunStatus, number> = {
  running: EXIT.interrupted,
  interrupted: EXIT.interrupted,
  finished: EXIT.ok,
  stopped: EXIT.limit,
  failed: EXIT.numerical,
};

/** Runs and prints; returns the exit code. */
async function run(named: string | undefined, options: RunOptions): Promise<number> {
  if (options.dryRun) return checkScenario(named, options);
  const start = performance.now();
  const pause = seconds("--checkpoint-every", options.checkpointEvery);
  const kernel = readKernel();
  const session = options.resume
    ? await resume(options.resume, named, options, kernel)
    : await begin(named, options, kernel);
  const { sim, name } = session;
  const before = sim.steps;

  await advance(session, pause, options.quiet ?? false);

  const wall = (performance.now() - start) / 1000;
  const summary = summarise(name, sim, wall, sim.steps - before);
  if (sim.status !== "interrupted" && session.directory) {
    const { outputsOf } = await import("../run/outputs");
    await session.directory.deliver(
      await outputsOf(session.directory.journal, sim, summary, kernel),
    );
  }
  await (options.json ? printJson(summary) : print(describe(summary)));
  if (sim.status === "failed") say(`voidscope: ${sim.endReason}`);
  return EXIT_OF[sim.status];
}

function seconds(option: string, text: string): number {
  try {
    return within(parse(text, "s"), { si: "s", min: 0, max: RANGES.duration.max }, text);
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
}
