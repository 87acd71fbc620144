// What of a run is recorded: a row and a frame at its start and end, at the end of every protocol step, and whenever
// time has passed a multiple of recordEvery or frameEvery. A step that was taken back leaves no row. It depends on the
// run alone, so that a resumed run keeps what an uninterrupted one would have kept, and the page what the terminal keeps.

import type { Simulation } from "./simulation";
import type { Observables } from "./types";

/** Where rows and frames go. */
export interface Sink {
  row(observables: Observables): void;
  /** Absent: no frames are kept. */
  frame?(): void;
}

/** Times of the last row and the last frame of a run that goes on [s]. */
export interface Recorded {
  row: number;
  frame: number;
}

export class Recorder {
  private rowTime = -1;
  private frameTime = -1;
  private events: number;

  /** @param before what has been recorded already; absent: the run begins now, and its initial state is recorded. */
  constructor(
    private readonly sim: Simulation,
    private readonly sink: Sink,
    before?: Recorded,
  ) {
    this.events = sim.events.length;
    if (before) {
      this.rowTime = before.row;
      this.frameTime = before.frame;
    } else this.record(true, true);
  }

  /** To be called after every time step, and once more when the run has ended. */
  observe(): void {
    const { observables, status, spec, events } = this.sim;
    const { time } = observables;
    const ended = events.slice(this.events).some((event) => event.kind === "step-end");
    const turn = ended || status !== "running";
    this.events = events.length;
    this.record(
      time > this.rowTime && (turn || passed(this.rowTime, time, spec.output.recordEvery)),
      time > this.frameTime && (turn || passed(this.frameTime, time, spec.output.frameEvery)),
    );
  }

  private record(row: boolean, frame: boolean): void {
    const { observables } = this.sim;
    if (row) {
      this.sink.row(observables);
      this.rowTime = observables.time;
    }
    if (frame) {
      this.sink.frame?.();
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
