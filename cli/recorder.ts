// What of a run is kept: a row and a frame at its start and end, at the end of every protocol step, and whenever
// time has passed a multiple of recordEvery or frameEvery. It depends on the run alone, so that a resumed
// run keeps what an uninterrupted one would have kept.

import type { Simulation } from "../sim/simulation";
import type { FieldName } from "../sim/types";
import type { Journal } from "./journal";

export class Recorder {
  private rowTime: number;
  private frameTime: number;
  private events: number;

  /** @param fresh whether the run begins now, so that its initial state is to be kept. */
  constructor(
    private readonly sim: Simulation,
    private readonly journal: Journal,
    private readonly fields: readonly FieldName[],
    fresh: boolean,
  ) {
    this.events = sim.events.length;
    this.rowTime = last(journal.rows())?.time ?? -1;
    this.frameTime = last(journal.frames())?.observables.time ?? -1;
    if (fresh) this.keep(true, true);
  }

  /** To be called after every time step, and once more when the run has ended. */
  observe(): void {
    const { observables, status, spec, events } = this.sim;
    const { time } = observables;
    const ended = events.slice(this.events).some((event) => event.kind === "step-end");
    const turn = ended || status !== "running";
    this.events = events.length;
    this.keep(
      time > this.rowTime && (turn || passed(this.rowTime, time, spec.output.recordEvery)),
      time > this.frameTime && (turn || passed(this.frameTime, time, spec.output.frameEvery)),
    );
  }

  private keep(row: boolean, frame: boolean): void {
    const { observables } = this.sim;
    if (row) {
      this.journal.row(observables);
      this.rowTime = observables.time;
    }
    if (frame) {
      this.journal.frame(this.sim.frame(this.fields));
      this.frameTime = observables.time;
    }
  }
}

/** Whether a multiple of `every` lies in (from, to], with room for rounding; always when `every` is 0. */
function passed(from: number, to: number, every: number): boolean {
  if (every === 0) return true;
  const count = (time: number) => Math.floor(time / every + 1e-9);
  return count(to) > count(from);
}

function last<T>(items: Iterable<T>): T | undefined {
  let item: T | undefined;
  for (item of items);
  return item;
}
