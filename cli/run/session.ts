// A run on its way, from the scenario or the checkpoint that a person named.

import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { LimitError, ScenarioError, UsageError } from "../../core/errors";
import { readJson } from "../../core/json";
import type { RunRecord } from "../../core/record";
import { resolveRun } from "../../core/resolve";
import type { RunSpec } from "../../core/runspec";
import { CheckpointError, restore } from "../../sim/checkpoint";
import { exactStringify } from "../../sim/exact-json";
import { Simulation } from "../../sim/simulation";
import { threadsFor } from "../../sim/threads";
import { exists, isDirectory, readNamed } from "../files";
import { type KernelFile, upgradeOf } from "../kernel-file";
import { changed, readSource } from "../read-scenario";
import { say } from "../terminal";
import { RECORD } from "./output-names";
import { CHECKPOINT, previousOf, RunDirectory } from "./run-directory";

export interface RunOptions {
  set: string[];
  out?: string;
  json?: boolean;
  quiet?: boolean;
  threads?: number;
  resume?: string;
  /** Put the run in the place of a finished one. */
  replace?: boolean;
  dryRun?: boolean;
  seed?: number;
  /** Wall-clock time between two checkpoints. */
  checkpointEvery: string;
}

/** A run on its way: what computes, what it is called, where it keeps things. */
export interface Session {
  name: string;
  sim: Simulation;
  directory: RunDirectory | undefined;
  /** Began now rather than from a checkpoint. */
  fresh: boolean;
}

/** Ending of the checkpoint of a run without --out. */
export const STANDALONE = `.${CHECKPOINT}`;

/** A run that begins now. @throws UsageError, ScenarioError, LimitError */
export async function begin(
  named: string | undefined,
  options: RunOptions,
  kernel: KernelFile,
): Promise<Session> {
  if (named === undefined) {
    throw new UsageError("name a scenario file or one of `voidscope list`, or give --resume FILE");
  }
  const { name, spec } = specOf(named, options);
  const sim = await create(spec, kernel, options);
  // a run that cannot begin is an input to be changed
  if (sim.status === "stopped") throw new ScenarioError(sim.endReason);
  const directory =
    options.out === undefined ? undefined : RunDirectory.create(options.out, name, options.replace);
  return { name, sim, directory, fresh: true };
}

async function create(spec: RunSpec, kernel: KernelFile, options: RunOptions): Promise<Simulation> {
  try {
    return await Simulation.create(spec, kernel.bytes, upgradeFor(spec, kernel, options));
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) throw error;
    const { columns, lithiumRows, electrolyteRows } = spec.grid;
    throw new LimitError(
      `mesh.columns: ${columns} x ${lithiumRows + electrolyteRows} cells do not fit in memory; use fewer columns or thinner layers`,
    );
  }
}

function upgradeFor(spec: RunSpec, kernel: KernelFile, { threads }: RunOptions) {
  return upgradeOf(kernel, threadsFor(spec.grid.columns, threads, availableParallelism()));
}

/** A run that goes on from a checkpoint. @throws UsageError, ScenarioError */
export async function resume(
  from: string,
  named: string | undefined,
  options: RunOptions,
  kernel: KernelFile,
): Promise<Session> {
  if (named === undefined && (options.set.length > 0 || options.seed !== undefined)) {
    throw new UsageError(
      "--resume goes on with the scenario in the checkpoint; leave --set and --seed off",
    );
  }
  const { file, bytes, sim } = await intact(
    isDirectory(from) ? join(from, CHECKPOINT) : from,
    kernel,
    options,
  );
  if (named !== undefined) {
    const { spec } = specOf(named, options);
    if (exactStringify(spec) !== exactStringify(sim.spec)) {
      throw new ScenarioError(
        `"${from}" is a checkpoint of another scenario ("${sim.spec.title}") or of other settings; leave the scenario off to go on with it`,
      );
    }
  }
  const directory = RunDirectory.reopen(file, bytes, options.out);
  const name = directory?.journal.name ?? recordedName(file) ?? nameOf(file);
  return { name, sim, directory, fresh: false };
}

/** The scenario a person named, with --set and --seed applied and checked. */
function specOf(named: string, { set, seed }: RunOptions) {
  const source = readSource(named);
  const changes = seed === undefined ? set : [...set, `seed=${seed}`];
  return { name: source.name, spec: resolveRun(changed(source, changes)) };
}

/** The run in the checkpoint, or in the one before it when a kill or a disk has spoilt the last. */
async function intact(file: string, kernel: KernelFile, options: RunOptions) {
  try {
    return await load(file, kernel, options);
  } catch (error) {
    const previous = previousOf(file);
    if (previous === undefined || !(error instanceof ScenarioError)) throw error;
    say(`voidscope: ${error.message} Going on from the one before it.`);
    return await load(previous, kernel, options);
  }
}

async function load(file: string, kernel: KernelFile, options: RunOptions) {
  const bytes = readNamed(file);
  const upgrade = (spec: RunSpec) => upgradeFor(spec, kernel, options);
  try {
    return { file, bytes, sim: await restore(bytes, kernel.bytes, upgrade) };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new ScenarioError(`cannot resume from "${file}". ${error.message}`);
  }
}

/** What the finished run beside the checkpoint `file` is called. */
function recordedName(file: string): string | undefined {
  const record = join(dirname(file), RECORD);
  if (basename(file) !== CHECKPOINT || !exists(record)) return undefined;
  const { summary } = readJson(readNamed(record).toString(), record) as RunRecord;
  return String(summary["scenario"]);
}

function nameOf(file: string): string {
  const name = basename(file);
  return name.endsWith(STANDALONE) ? name.slice(0, -STANDALONE.length) : basename(name, ".vsc");
}
