// What of a run is recorded. Rows: at both ends of every protocol step that ran and of everything in it that sets another
// control (a piece of a profile, an edit by hand), and whenever time has passed a multiple of recordEvery. A time step carries
// the current of its start; where the current at its end is another one, as when a voltage is held, two rows stand there, the
// first with the current that was carried, the second with the one that is: the trapezoidal rule over the rows then gives the
// charge of the ledger. Frames: at the start and the end of the run, whenever time has passed a multiple of frameEvery, and at the end of
// a protocol step when at least half of that has passed since the last; none without output.frames. A time step that was taken back leaves nothing, nor does a protocol step that was skipped. It depends on the run
// alone, so that a resumed run keeps what an uninterrupted one would have kept, and the page what the terminal keeps.

import { actsAtOnce } from "./protocol-clock";
import type { Simulation } from "./simulation";
import type { Observables } from "./types";

/** Share of a current that two currents may differ by and count as the same. */
const SAME = 1e-9;

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
  private start: Observables | null;
  /** The state that was observed last. */
  private last: Observables;

  /** @param before what has been recorded already; absent: the run begins now, and its initial state is pictured. */
  constructor(
    private readonly sim: Simulation,
    private readonly sink: Sink,
    before?: Recorded,
  ) {
    this.start = sim.stepStart;
    this.last = sim.observables;
    if (before) {
      this.rowTime = before.row;
      this.frameTime = before.frame;
    } else this.frame();
  }

  /** To be called after every advance(), and once more when the run has ended. */
  observe(): void {
    const { observables, spec, stepStart, stepEnded } = this.sim;
    const { time, protocolStep } = observables;
    let { last } = this;
    this.last = observables;
    if (stepStart !== this.start) {
      this.start = stepStart;
      if (stepStart) {
        // how the control before has ended
        if (last.time > this.rowTime && last.stepTime > 0) this.row(last);
        this.row(stepStart);
        last = stepStart;
      }
    }
    const { recordEvery, frameEvery } = spec.output;
    const moved = time > this.rowTime && stepStart !== null;
    const acted =
      stepEnded && stepStart === null && actsAtOnce(spec.protocol[protocolStep] ?? this.sim.step);
    const carried = last.currentDensity;
    const changed = Math.abs(observables.currentDensity - carried) > SAME * Math.abs(carried);
    if (moved && changed) this.row({ ...observables, currentDensity: carried });
    if (acted || (moved && (changed || stepEnded || passed(this.rowTime, time, recordEvery)))) {
      this.row(observables);
    }
    const since = time - this.frameTime;
    const due = this.sim.status !== "running" || (stepEnded && since >= 0.5 * frameEvery);
    if (since > 0 && (due || passed(this.frameTime, time, frameEvery))) this.frame();
  }

  private row(observables: Observables): void {
    this.sink.row(observables);
    this.rowTime = observables.time;
  }

  private frame(): void {
    if (this.sim.spec.output.frames) this.sink.frame?.();
    this.frameTime = this.sim.observables.time;
  }
}

/** Whether a multiple of `every` lies in (from, to], with room for rounding; always when `every` is 0. */
function passed(from: number, to: number, every: number): boolean {
  if (every === 0) return true;
  const count = (time: number) => Math.floor(time / every + 1e-9);
  return count(to) > count(from);
}
