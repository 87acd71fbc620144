// The steps of a run, until it ends or somebody interrupts it.

import { LimitError, NumericalError } from "../../core/errors";
import { CATHODE_FIELD_NAMES, FIELD_NAMES } from "../../core/tables/fields";
import { checkpointOf } from "../../sim/checkpoint";
import { Recorder } from "../../sim/recorder";
import type { Simulation } from "../../sim/simulation";
import type { Observables } from "../../sim/types";
import { exists, writeAtomic } from "../files";
import { Interrupt } from "../interrupt";
import type { Journal } from "../journals/run-journal";
import { showProgress } from "../progress";
import { say, shellWord } from "../terminal";
import { type Session, STANDALONE } from "./session";
import { progressNote } from "./summary";

/** Steps until the run ends or somebody interrupts it; keeps rows, frames and checkpoints on the way. */
export async function advance(session: Session, pause: number, quiet: boolean): Promise<void> {
  const { name, sim, directory } = session;
  if (hasEnded(sim)) return;
  const progress = showProgress(name, sim.progress, quiet);
  const interrupt = new Interrupt(
    "voidscope: finishing this step; Ctrl-C again quits at once.",
    () => progress.stop(),
  );
  try {
    const recorder = directory && recorderOf(session, directory.journal);
    if (session.fresh) directory?.save(checkpointOf(sim));
    let saved = performance.now();
    while (step(sim)) {
      recorder?.observe();
      progress.update(sim.progress, progressNote(sim));
      if (await interrupt.requested()) {
        progress.stop();
        sim.interrupt("Interrupted from outside.");
        say(
          `voidscope: interrupted; go on with: voidscope run --resume ${shellWord(keep(session))}`,
        );
        return;
      }
      if (directory && performance.now() - saved >= 1000 * pause) {
        directory.save(checkpointOf(sim));
        saved = performance.now();
      }
    }
    recorder?.observe();
    // a state that failed is never kept: the last good one stays
    if (sim.status !== "failed") directory?.save(checkpointOf(sim));
  } catch (error) {
    directory?.abandon();
    if (!directory || !exists(directory.checkpoint) || !(error instanceof LimitError)) throw error;
    throw new LimitError(
      `${error.message} The last checkpoint is intact; make room, then go on with: voidscope run --resume ${shellWord(directory.checkpoint)}`,
    );
  } finally {
    progress.stop();
    interrupt.dispose();
  }
}

function recorderOf({ sim, fresh }: Session, journal: Journal): Recorder {
  const sink = {
    row: (observables: Observables) => journal.row(observables),
    frame: () => journal.frame(sim.frame([...FIELD_NAMES, ...CATHODE_FIELD_NAMES])),
  };
  return new Recorder(sim, sink, fresh ? undefined : journal.last());
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
  if (directory) directory.save(checkpointOf(sim));
  const file = directory?.checkpoint ?? `${name}${STANDALONE}`;
  if (!directory) writeAtomic(file, checkpointOf(sim));
  return /\s/.test(file) ? JSON.stringify(file) : file;
}
