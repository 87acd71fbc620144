// The work of a study: its jobs in threads, with a journal, progress and Ctrl-C.

import { join } from "node:path";
import { VoidscopeError } from "../../core/errors";
import { ensureDirectory } from "../files";
import { Interrupt } from "../interrupt";
import { JobJournal, keyOf } from "../journals/job-journal";
import type { KernelFile } from "../kernel-file";
import { EXIT } from "../terminal";
import type { JobKind } from "./job";
import { inTurn, JobPool } from "./pool";
import { Gauge } from "./progress";

/** Somebody pressed Ctrl-C. */
export class Interrupted extends VoidscopeError {
  override readonly exitCode = EXIT.interrupted;
}

export interface Settings {
  /** What the progress is called, and the journal in `out`. */
  title: string;
  threads: number;
  out: string | undefined;
  quiet: boolean;
}

export type Report = (left: number, note: string) => void;

/** A search of several jobs, one after another, or a single one. */
export interface Task<In, Out> {
  /** Jobs it usually takes. */
  expected: number;
  work(run: (input: In) => Promise<Out>, report: Report): Promise<void>;
}

/** Works through the tasks; what the journal knows is not run again. */
export async function conduct<In, Out>(
  kind: JobKind<In, Out>,
  tasks: readonly Task<In, Out>[],
  kernel: KernelFile,
  settings: Settings,
): Promise<void> {
  const { out, title } = settings;
  if (out !== undefined) ensureDirectory(out);
  const journal =
    out === undefined ? undefined : JobJournal.open<Out>(join(out, `${title}.journal`));
  const gauge = new Gauge(tasks.length * tasks[0]!.expected, title, settings.quiet);
  const pool = new JobPool(kind, Math.min(settings.threads, tasks.length), kernel.bytes);
  const interrupt = new Interrupt(
    `voidscope: finishing the ${kind.name}s under way; Ctrl-C again quits at once.`,
    () => gauge.stop(),
  );
  const run = async (input: In): Promise<Out> => {
    const key = keyOf(kind.identity(input), kernel.hash);
    const known = journal?.get(key);
    if (known) return known;
    if (await interrupt.requested()) {
      throw new Interrupted(
        journal
          ? `interrupted; the finished ${kind.name}s are in ${journal.path}, and the same command goes on from there.`
          : "interrupted; nothing is kept without --out.",
      );
    }
    gauge.start();
    const result = await pool.run(input);
    journal?.add(key, result);
    return result;
  };
  try {
    const jobs = tasks.map((task) => () => {
      let expected = task.expected;
      return task.work(run, (left, note) => {
        gauge.add(expected, left, note);
        expected = left;
      });
    });
    await inTurn(jobs, pool.threads);
  } finally {
    gauge.stop();
    interrupt.dispose();
    journal?.close();
    await pool.close();
  }
}
