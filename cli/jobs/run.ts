// The work of a search, a map or an ensemble: its trials in threads, with a journal, progress and Ctrl-C.

import { join } from "node:path";
import { VoidscopeError } from "../../core/errors";
import type { RunSpec } from "../../core/runspec";
import type { Outcome } from "../../sim/critical-current";
import { ensureDirectory } from "../files";
import { Interrupt } from "../interrupt";
import type { KernelFile } from "../kernel-file";
import { EXIT } from "../terminal";
import { keyOf, TrialJournal } from "./journal";
import { inTurn, TrialPool } from "./pool";
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

/** A search, or a single trial. */
export interface Task {
  /** Trials it usually takes. */
  expected: number;
  work(run: (spec: RunSpec) => Promise<Outcome>, report: Report): Promise<void>;
}

/** Works through the tasks; what the journal knows is not run again. */
export async function conduct(
  tasks: readonly Task[],
  kernel: KernelFile,
  settings: Settings,
): Promise<void> {
  const { out, title } = settings;
  if (out !== undefined) ensureDirectory(out);
  const journal = out === undefined ? undefined : TrialJournal.open(join(out, `${title}.journal`));
  const gauge = new Gauge(tasks.length * tasks[0]!.expected, title, settings.quiet);
  const pool = new TrialPool(Math.min(settings.threads, tasks.length), kernel.bytes);
  const interrupt = new Interrupt(
    "voidscope: finishing the trials under way; Ctrl-C again quits at once.",
    () => gauge.stop(),
  );
  const run = async (spec: RunSpec): Promise<Outcome> => {
    const key = keyOf(spec, kernel.hash);
    const known = journal?.get(key);
    if (known) return known;
    if (await interrupt.requested()) {
      throw new Interrupted(
        journal
          ? `interrupted; the finished trials are in ${journal.path}, and the same command goes on from there.`
          : "interrupted; nothing is kept without --out.",
      );
    }
    gauge.start();
    const trial = await pool.run(spec);
    journal?.add(key, trial);
    return trial;
  };
  try {
    const jobs = tasks.map((task) => () => {
      let expected = task.expected;
      return task.work(run, (left, note) => {
        gauge.trial(expected, left, note);
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
