// `voidscope run`: one scenario from its file to its numbers.

import { availableParallelism } from "node:os";
import { basename, dirname, join } from "node:path";
import { LimitError, NumericalError, ScenarioError, UsageError } from "../core/errors";
import { applyOverrides } from "../core/overrides";
import type { RunRecord } from "../core/record";
import { resolveRun } from "../core/resolve";
import type { RunSpec } from "../core/runspec";
import { parse } from "../core/units";
import { CheckpointError } from "../sim/checkpoint";
import { exactStringify } from "../sim/exact-json";
import { Recorder } from "../sim/recorder";
import { Simulation } from "../sim/simulation";
import { threadsFor } from "../sim/threads";
import type { Observables, RunStatus } from "../sim/types";
import { exists, isDirectory, readNamed, writeAtomic } from "./files";
import { Interrupt } from "./interrupt";
import type { Journal } from "./journals/run-journal";
import { type KernelFile, readKernel, upgradeOf } from "./kernel-file";
import { outputsOf, RECORD, RECORDED } from "./outputs";
import { showProgress } from "./progress";
import { parseJson, readSource } from "./read-scenario";
import { CHECKPOINT, previousOf, RunDirectory } from "./run-directory";
import { describe, progressNote, summarise } from "./summary";
import { EXIT, print, printJson, say } from "./terminal";

export interface RunOptions {
  set: string[];
  out?: string;
  json?: boolean;
  quiet?: boolean;
  threads?: number;
  resume?: string;
  seed?: number;
  /** Wall-clock time between two checkpoints. */
  checkpointEvery: string;
}

/** A run on its way: what computes, what it is called, where it keeps things. */
interface Session {
  name: string;
  sim: Simulation;
  directory: RunDirectory | undefined;
  /** Began now rather than from a checkpoint. */
  fresh: boolean;
}

/** Ending of the checkpoint of a run without --out. */
const STANDALONE = `.${CHECKPOINT}`;

const EXIT_OF: Record<RunStatus, number> = {
  running: EXIT.interrupted,
  interrupted: EXIT.interrupted,
  finished: EXIT.ok,
  stopped: EXIT.limit,
  failed: EXIT.numerical,
};

/** Runs and prints; returns the exit code. */
export async function run(named: string | undefined, options: RunOptions): Promise<number> {
  const start = performance.now();
  const pause = seconds("--checkpoint-every", options.checkpointEvery);
  const kernel = readKernel();
  const session = options.resume
    ? await resume(options.resume, named, options, kernel)
    : await begin(named, options, kernel);
  const { sim, name } = session;

  await advance(session, pause, options.quiet ?? false);

  const summary = summarise(name, sim, (performance.now() - start) / 1000);
  if (sim.status !== "interrupted" && session.directory) {
    await session.directory.deliver(
      await outputsOf(session.directory.journal, sim, summary, kernel),
    );
  }
  await (options.json ? printJson(summary) : print(describe(summary)));
  if (sim.status === "failed") say(`voidscope: ${sim.endReason}`);
  return EXIT_OF[sim.status];
}

async function begin(
  named: string | undefined,
  options: RunOptions,
  kernel: KernelFile,
): Promise<Session> {
  if (named === undefined) {
    throw new UsageError("name a scenario file or one of `voidscope list`, or give --resume FILE");
  }
  const { name, spec } = specOf(named, options);
  const sim = await create(spec, kernel, options);
  const directory = options.out === undefined ? undefined : RunDirectory.create(options.out, name);
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

async function resume(
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
  const { file, bytes, sim } = await restore(
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
  const { name, document } = readSource(named);
  const changes = seed === undefined ? set : [...set, `seed=${seed}`];
  return { name, spec: resolveRun(applyOverrides(document, changes)) };
}

/** The run in the checkpoint, or in the one before it when a kill or a disk has spoilt the last. */
async function restore(file: string, kernel: KernelFile, options: RunOptions) {
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
    return { file, bytes, sim: await Simulation.restore(bytes, kernel.bytes, upgrade) };
  } catch (error) {
    if (!(error instanceof CheckpointError)) throw error;
    throw new ScenarioError(`cannot resume from "${file}". ${error.message}`);
  }
}

/** Steps until the run ends or somebody interrupts it; keeps rows, frames and checkpoints on the way. */
async function advance(session: Session, pause: number, quiet: boolean): Promise<void> {
  const { name, sim, directory } = session;
  if (hasEnded(sim)) return;
  const progress = showProgress(name, sim.progress, quiet);
  const interrupt = new Interrupt(
    "voidscope: finishing this step; Ctrl-C again quits at once.",
    () => progress.stop(),
  );
  try {
    const recorder = directory && recorderOf(session, directory.journal);
    if (session.fresh) directory?.save(sim.checkpoint());
    let saved = performance.now();
    while (step(sim)) {
      recorder?.observe();
      progress.update(sim.progress, progressNote(sim));
      if (await interrupt.requested()) {
        progress.stop();
        sim.interrupt("Interrupted from outside.");
        say(`voidscope: interrupted; go on with: voidscope run --resume ${keep(session)}`);
        return;
      }
      if (directory && performance.now() - saved >= 1000 * pause) {
        directory.save(sim.checkpoint());
        saved = performance.now();
      }
    }
    recorder?.observe();
    // a state that failed is never kept: the last good one stays
    if (sim.status !== "failed") directory?.save(sim.checkpoint());
  } catch (error) {
    directory?.abandon();
    if (!directory || !exists(directory.checkpoint) || !(error instanceof LimitError)) throw error;
    throw new LimitError(
      `${error.message} The last checkpoint is intact; make room, then go on with: voidscope run --resume ${directory.checkpoint}`,
    );
  } finally {
    progress.stop();
    interrupt.dispose();
  }
}

function recorderOf({ sim, fresh }: Session, journal: Journal): Recorder {
  const sink = {
    row: (observables: Observables) => journal.row(observables),
    frame: () => journal.frame(sim.frame(RECORDED)),
  };
  return new Recorder(sim, sink, fresh ? undefined : journal.last());
}

function seconds(option: string, text: string): number {
  try {
    return parse(text, "s");
  } catch (error) {
    throw new UsageError(`${option}: ${(error as Error).message}`);
  }
}

function hasEnded(sim: Simulation): boolean {
  return sim.status !== "running";
}

function step(sim: Simulation): boolean {
  try {
    return sim.advance();
  } catch (error) {
    throw new NumericalError(
      `the kernel stopped in step ${sim.steps + 1}: ${(error as Error).message}`,
    );
  }
}

/** Writes the checkpoint of an interrupted run; returns where. */
function keep({ name, sim, directory }: Session): string {
  if (directory) directory.save(sim.checkpoint());
  const file = directory?.checkpoint ?? `${name}${STANDALONE}`;
  if (!directory) writeAtomic(file, sim.checkpoint());
  return /\s/.test(file) ? JSON.stringify(file) : file;
}

/** What the finished run beside the checkpoint `file` is called. */
function recordedName(file: string): string | undefined {
  const record = join(dirname(file), RECORD);
  if (basename(file) !== CHECKPOINT || !exists(record)) return undefined;
  const { summary } = parseJson(readNamed(record).toString(), record) as RunRecord;
  return String(summary["scenario"]);
}

function nameOf(file: string): string {
  const name = basename(file);
  return name.endsWith(STANDALONE) ? name.slice(0, -STANDALONE.length) : basename(name, ".vsc");
}
