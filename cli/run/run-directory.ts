// The directory of a run: its journal and checkpoints while it lasts, its outputs at the end.
//
//   checkpoint.vsc, checkpoint.previous.vsc   the last two states
//   run.journal                               rows and frames so far; gone when the outputs are written
//   timeseries.bdf.csv, fields.vtkhdf, current-histogram.csv, record.json   the outputs, record.json last

import { copyFileSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError } from "../../core/errors";
import type { BlockStore } from "../../sim/export/block-store";
import {
  commitPart,
  dropPart,
  ensureDirectory,
  exists,
  writeError,
  writeGenerations,
  writePart,
  writePartBy,
} from "../files";
import { Journal } from "../journals/run-journal";
import { shellWord } from "../terminal";
import { OF_FRAMES, RECORD } from "./output-names";

export const CHECKPOINT = "checkpoint.vsc";
const PREVIOUS = "checkpoint.previous.vsc";
const JOURNAL = "run.journal";

/** Bytes of an output: in one piece, in parts, or by what writes them. */
export type Content = Uint8Array | Iterable<Uint8Array> | ((store: BlockStore) => Promise<void>);

export class RunDirectory {
  private constructor(
    readonly path: string,
    readonly journal: Journal,
    private readonly made: boolean,
  ) {}

  /** A directory for a new run. @throws UsageError when a run lies there, one that has finished only without `replace`. */
  static create(path: string, name: string, replace = false): RunDirectory {
    if (exists(join(path, JOURNAL)) && exists(join(path, CHECKPOINT))) {
      throw new UsageError(
        `"${path}" holds an unfinished run; go on with --resume ${shellWord(join(path, CHECKPOINT))}, remove ${JOURNAL} there, or name another directory.`,
      );
    }
    if (exists(join(path, RECORD)) && !replace) {
      throw new UsageError(
        `"${path}" holds a finished run; name another directory, or add --replace to put this run in its place.`,
      );
    }
    const made = ensureDirectory(path);
    for (const old of [CHECKPOINT, PREVIOUS]) rmSync(join(path, old), { force: true });
    return new RunDirectory(path, Journal.create(join(path, JOURNAL), name), made);
  }

  /** The directory of the run that `checkpoint` (at `file`) belongs to, cut back to it; with `into` a copy of it.
   * @returns undefined when that run kept no outputs. */
  static reopen(file: string, checkpoint: Uint8Array, into?: string): RunDirectory | undefined {
    const from = dirname(file);
    const journal = join(from, JOURNAL);
    if (!exists(journal)) {
      if (into === undefined) return undefined;
      throw new UsageError(
        `--out: the rows and frames before "${file}" are not beside it, so that its outputs would be incomplete; leave --out off.`,
      );
    }
    const path = into ?? from;
    const made = ensureDirectory(path);
    const target = join(path, JOURNAL);
    if (resolve(target) !== resolve(journal)) {
      if (exists(target)) {
        throw new UsageError(`"${path}" holds an unfinished run; name another directory.`);
      }
      try {
        copyFileSync(journal, target);
      } catch (error) {
        throw writeError(target, error);
      }
    }
    return new RunDirectory(path, Journal.reopen(target, checkpoint), made);
  }

  get checkpoint(): string {
    return join(this.path, CHECKPOINT);
  }

  /** Keeps the state; what the journal holds so far belongs to it. */
  save(checkpoint: Uint8Array): void {
    this.journal.mark(checkpoint);
    writeGenerations(this.checkpoint, join(this.path, PREVIOUS), checkpoint);
  }

  /** Puts the outputs in place, all or none, in the order given. */
  async deliver(outputs: readonly (readonly [name: string, bytes: Content])[]): Promise<void> {
    const paths = outputs.map(([name]) => join(this.path, name));
    try {
      for (const [k, [, bytes]] of outputs.entries()) {
        if (typeof bytes === "function") await writePartBy(paths[k]!, bytes);
        else writePart(paths[k]!, bytes);
      }
    } catch (error) {
      for (const path of paths) dropPart(path);
      throw error;
    }
    for (const path of paths) commitPart(path);
    // what an earlier run has left there and this one leaves out
    const names = outputs.map(([name]) => name);
    for (const name of OF_FRAMES) {
      if (!names.includes(name)) rmSync(join(this.path, name), { force: true });
    }
    this.journal.close();
    rmSync(this.journal.path);
  }

  /** Leaves no trace of a run that never reached a checkpoint. */
  abandon(): void {
    this.journal.close();
    if (exists(this.checkpoint)) return;
    rmSync(this.journal.path, { force: true });
    if (this.made && readdirSync(this.path).length === 0) rmdirSync(this.path);
  }
}

/** The generation before the checkpoint `file`, if it is there. */
export function previousOf(file: string): string | undefined {
  const previous = join(dirname(file), PREVIOUS);
  return basename(file) === CHECKPOINT && exists(previous) ? previous : undefined;
}
