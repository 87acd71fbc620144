// `voidscope eis`: the impedance of a run at instants of it.

import { basename } from "node:path";
import { Argument } from "commander";
import { ScenarioError, UsageError } from "../../core/errors";
import { resolveRun } from "../../core/resolve";
import { DEFAULT_SWEEP, sweepOf } from "../../core/spectrum/frequencies";
import { CheckpointError, restore } from "../../sim/checkpoint";
import { Simulation } from "../../sim/simulation";
import { measureInstants, timesOf } from "../eis/instants";
import { describeReadings, filesOf, readingOf } from "../eis/report";
import { deliver, ensureDirectory, exists, readNamed } from "../files";
import { type KernelFile, readKernel } from "../kernel-file";
import { changed, readSource } from "../read-scenario";
import { EXIT, print, printJson } from "../terminal";
import { JSON_OUT, option, QUIET, SET, type Verb, wholeOption } from "../verb";

interface EisOptions {
  set: string[];
  at?: string;
  atEvents?: boolean;
  from: string;
  to: string;
  perDecade: number;
  out?: string;
  json?: boolean;
  quiet?: boolean;
}

const verb: Verb = {
  name: "eis",
  summary: "measure the impedance of a run at any instant: spectra, arcs, contact from capacitance",
  place: 5,
  arguments: [
    new Argument(
      "<scenario>",
      "a JSON file, a name of `voidscope list`, -, or a checkpoint; without --at as it stands",
    ),
  ],
  options: [
    option("--at <times>", "instants of the run, such as 0 s,30 min,1 h"),
    option("--at-events", "at the start, the end and whenever something happens in between"),
    option("--from <frequency>", "highest frequency", DEFAULT_SWEEP.from),
    option("--to <frequency>", "lowest frequency", DEFAULT_SWEEP.to),
    wholeOption("--per-decade <n>", "frequencies a decade", [1, 100], DEFAULT_SWEEP.perDecade),
    SET,
    option("--out <dir>", "write a CSV for each spectrum, impedance.svg and impedance.json"),
    JSON_OUT,
    QUIET,
  ],
  examples: [
    'voidscope eis strip-3mpa --at "0 s,30 min,1 h" --out out/eis',
    "voidscope eis out/strip/checkpoint.vsc --from 10MHz --json",
  ],
  run: eis,
};
export default verb;

/** Measures and prints; returns the exit code. */
async function eis(named: string, options: EisOptions): Promise<number> {
  const frequencies = sweepOf(options.from, options.to, options.perDecade);
  const times = options.at === undefined ? [] : timesOf(options.at);
  const { name, run } = await open(named, options.set, readKernel());
  if (options.out !== undefined) ensureDirectory(options.out);
  const instants = await measureInstants(name, run, frequencies, {
    times,
    events: options.atEvents ?? false,
    quiet: options.quiet ?? false,
  });
  if (instants.length === 0) {
    throw new ScenarioError(
      `--at: the run ends at ${run.observables.time} s, before the first of the times; ask for an earlier one`,
    );
  }
  const readings = instants.map((instant) => readingOf(run, instant));
  if (options.out !== undefined) deliver(options.out, await filesOf(name, readings));
  await (options.json
    ? printJson({ scenario: name, spectra: readings })
    : print(describeReadings(readings)));
  return run.status === "failed" ? EXIT.numerical : EXIT.ok;
}

/** The run at its start, or where its checkpoint left it. */
async function open(named: string, set: string[], kernel: KernelFile) {
  const isFile = named !== "-" && exists(named);
  const bytes = isFile && /\.vsc$/i.test(named) ? readNamed(named) : undefined;
  if (!bytes) {
    const source = readSource(named);
    const spec = resolveRun(changed(source, set));
    return { name: source.name, run: await Simulation.create(spec, kernel.bytes) };
  }
  if (set.length > 0) {
    throw new UsageError("--set has no place beside a checkpoint, whose scenario is fixed");
  }
  try {
    const run = await restore(bytes, kernel.bytes);
    return { name: basename(named).replace(/\.vsc$/i, ""), run };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new ScenarioError(`cannot read "${named}". ${error.message}`);
  }
}
