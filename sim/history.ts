// A run that can go back: moments are kept on the way and thinned with age, and any time step is reached from the nearest of
// them to the bit. What lies ahead of the present stays known until an edit takes another way.

import type { EditPath } from "../core/edits";
import { type Kymograph, LinesInTime } from "./lines-in-time";
import { type Packed, pack, unpack } from "./packed-moment";
import { Recorder } from "./recorder";
import type { Moment, Simulation } from "./simulation";
import type { Observables, RunEvent } from "./types";

/** What going from one kept moment to the next may take [ms]. */
const STRIDE = 100;
/** Room for kept moments [bytes]. */
const ROOM = 220e6;
/** Kept moments that are not packed yet, the newest. */
const UNPACKED = 2;

interface Kept {
  step: number;
  /** Rows up to there. */
  rows: number;
  moment: Moment | Packed;
}

const sizeOf = ({ moment: { memory } }: Kept): number => memory.byteLength;
const isPacked = (moment: Moment | Packed): moment is Packed => "packed" in moment;

export class History {
  /** Every row that is known, of the future too. */
  readonly rows: Observables[] = [];
  /** Time after each time step [s]. */
  readonly times: number[] = [];
  /** Rows that do not lie ahead. */
  #past = 0;
  #future: readonly RunEvent[] = [];
  #kept: Kept[] = [];
  /** Wall-clock time of the steps since the last kept moment [ms]. */
  #since = 0;
  #recorder: Recorder;
  readonly #lines = new LinesInTime();

  /** @param stride what going from one kept moment to the next may take [ms]; @param room for kept moments [bytes]
   * @param rows those of a run that has been kept, up to where it is */
  constructor(
    readonly run: Simulation,
    rows: readonly Observables[] = [],
    private readonly stride = STRIDE,
    private readonly room = ROOM,
  ) {
    this.rows.push(...rows);
    this.#past = rows.length;
    this.times[run.steps] = run.observables.time;
    this.#recorder = this.#record();
    this.#note();
    this.#keep();
  }

  /** The furthest time step that is known. */
  get last(): number {
    return this.times.length - 1;
  }

  /** The first time step that can be gone back to. */
  get first(): number {
    return this.#kept[0]!.step;
  }

  /** Rows up to the present. */
  get past(): number {
    return this.#past;
  }

  /** Events that are known, those ahead too. */
  get events(): readonly RunEvent[] {
    return this.run.steps < this.last ? this.#future : this.run.events;
  }

  /** Lines along the interface against time, those ahead too. */
  get kymograph(): Kymograph {
    return this.#lines.all;
  }

  /** One time step, to where an edit acts at once; false when the run has ended. */
  advance(): boolean {
    const { run } = this;
    const before = performance.now();
    let goesOn = true;
    do {
      goesOn = run.advance();
      this.#recorder.observe();
    } while (goesOn && !run.settled);
    this.times[run.steps] = run.observables.time;
    this.#note();
    this.#since += performance.now() - before;
    if (goesOn && this.#since >= this.stride) this.#keep();
    return goesOn;
  }

  /** Changes the run by hand; what lay ahead is gone. */
  edit(path: EditPath, value: unknown): void {
    this.run.edit(path, value);
    this.#forget();
  }

  /** Takes back the last edit, and what has followed: to the time step that it was made at. False when the time before it has
   * been forgotten. */
  withdraw(): boolean {
    const { run } = this;
    const { edits } = run.spec.scenario;
    const last = edits.at(-1);
    // a moment that was kept at its time step may be one after it, but for the start
    const before = this.#kept.filter(({ step }) => step < (last?.step ?? 0) || step === 0);
    if (!last || before.length === 0) return false;
    this.#kept = before;
    this.#recall(before.at(-1)!);
    while (run.steps < last.step && this.advance());
    run.keepEdits(edits.length - 1);
    this.#forget();
    return true;
  }

  /** What lay ahead is gone. */
  #forget(): void {
    const { run } = this;
    this.rows.length = this.#past;
    this.times.length = run.steps + 1;
    this.#lines.cut(run.steps);
    this.#kept = this.#kept.filter(({ step }) => step <= run.steps);
  }

  /** Goes to a time step between the first and the last. */
  seek(wanted: number): void {
    const { run } = this;
    const step = Math.min(this.last, Math.max(this.first, Math.round(wanted)));
    if (run.steps === this.last) {
      this.#future = run.events.slice();
      if (step < run.steps) this.#keep();
    }
    const kept = this.#kept.findLast((one) => one.step <= step)!;
    if (run.steps > step || run.steps < kept.step) this.#recall(kept);
    while (run.steps < step && this.advance());
  }

  #recall({ moment, rows }: Kept): void {
    this.run.recall(isPacked(moment) ? unpack(moment) : moment);
    this.#past = rows;
    this.#recorder = this.#record();
    this.#since = 0;
  }

  /** The last time step that ends before or at a time [s]. */
  stepAt(time: number): number {
    const at = this.times.findIndex((end) => end > time);
    return at < 0 ? this.last : Math.max(this.first, at - 1);
  }

  #note(): void {
    const { run } = this;
    if (this.#lines.wants(run.steps)) {
      this.#lines.note(run.steps, run.observables.time, run.lines());
    }
  }

  #record(): Recorder {
    const sink = {
      row: (row: Observables) => {
        // what is known already comes again to the bit
        if (this.#past === this.rows.length) this.rows.push(row);
        this.#past++;
      },
    };
    const last = this.rows[this.#past - 1]?.time ?? -1;
    return new Recorder(this.run, sink, { row: last, frame: last });
  }

  #keep(): void {
    const { steps } = this.run;
    this.#since = 0;
    const at = this.#kept.findIndex(({ step }) => step >= steps);
    if (this.#kept[at]?.step === steps) return;
    const kept = { step: steps, rows: this.#past, moment: this.run.moment() };
    this.#kept.splice(at < 0 ? this.#kept.length : at, 0, kept);
    for (const old of this.#kept.slice(0, -UNPACKED)) {
      if (!isPacked(old.moment)) old.moment = pack(old.moment);
    }
    this.#thin();
  }

  /** Drops moments where the gap that they leave is smallest for its age, until the others fit. */
  #thin(): void {
    const kept = this.#kept;
    const now = this.last + 1;
    let size = kept.reduce((sum, one) => sum + sizeOf(one), 0);
    while (size > this.room && kept.length > 3) {
      let [least, at] = [Number.POSITIVE_INFINITY, 1];
      for (let k = 1; k < kept.length - 1; k++) {
        const gap = kept[k + 1]!.step - kept[k - 1]!.step;
        const weight = gap / Math.sqrt(now - kept[k]!.step);
        if (weight < least) [least, at] = [weight, k];
      }
      size -= sizeOf(kept[at]!);
      kept.splice(at, 1);
    }
  }
}
