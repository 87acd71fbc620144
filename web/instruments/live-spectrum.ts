// Spectra of the run while it goes on: asks for one when the state has changed, so seldom that the run hardly notices, keeps some
// of those before it, and has their arcs read by a worker of its own.

import type { Spectrum } from "../../core/spectrum/point";
import type { Peak } from "../../core/spectrum/relaxation-times";
import { perSquareCentimetre, workingSide } from "../../sim/impedance";
import type { Actions } from "../actions";
import type { Answer, Question } from "../spectrum-worker";
import spectrumWorkerUrl from "../spectrum-worker.ts?worker&url";
import { startWorker } from "../start-worker";
import type { Store } from "../store";
import type { ImpedanceNow } from "../worker-protocol";

export type Side = "cell" | "working";

/** Spectra in Ohm cm2. */
export interface Reading {
  time: number;
  contactFraction: number;
  cell: Spectrum;
  working: Spectrum;
}

/** What a spectrum says. */
export interface Arcs {
  /** time of the spectrum that was read [s] */
  time: number;
  peaks: readonly Peak[];
  /** contact fraction from the capacitance of charge transfer, and that of the run at the same time */
  contact: number | null;
  contactFraction: number;
}

/** [ms] between two spectra at least, and share of the time that they may take. */
const leastWait = 1000;
const mostShare = 0.05;
/** [ms] between two readings of the arcs at least, and how many times longer than a reading that is */
const leastReading = 1000;
const restOfReading = 6;
/** spectra that are kept */
const mostKept = 8;

const readingOf = (points: ImpedanceNow["points"]) => ({
  cell: perSquareCentimetre(points),
  working: perSquareCentimetre(workingSide(points)),
});

export class LiveSpectrum {
  now: Reading | null = null;
  arcs: Arcs | null = null;
  /** of earlier times, the protocol's own first */
  before: Reading[] = [];
  private kept: Reading[] = [];
  private last: ImpedanceNow | null = null;
  private side: Side = "cell";
  private seen = false;
  private asking = false;
  /** what the last spectrum was of */
  private known: unknown = null;
  private due: ReturnType<typeof setTimeout> | undefined;
  private reader: Worker | undefined;
  private reading = false;
  /** [ms] when the next reading may begin */
  private readFrom = 0;
  private later: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: Store,
    private readonly actions: Actions,
    private readonly changed: () => void,
  ) {
    store.watch(["pulse", "run"], () => this.look());
    store.watch(["run"], () => {
      this.kept = [];
      this.known = null;
      this.look();
    });
  }

  see(seen: boolean) {
    this.seen = seen;
    this.look();
  }

  /** Which spectrum is read. */
  choose(side: Side) {
    this.side = side;
    this.arcs = null;
    this.readFrom = 0;
    clearTimeout(this.later);
    this.later = undefined;
    this.read();
  }

  private look() {
    const { frame } = this.store.value;
    if (!this.seen || this.asking || this.due !== undefined || !frame) return;
    if (frame.observables !== this.known) void this.ask();
  }

  private async ask() {
    this.asking = true;
    this.known = this.store.value.frame?.observables;
    const measured = await this.actions.impedance().catch(() => null);
    this.asking = false;
    if (measured) this.take(measured);
    const wait = Math.max(leastWait, (measured?.cost ?? 0) / mostShare);
    this.due = setTimeout(() => {
      this.due = undefined;
      this.look();
    }, wait);
  }

  private take(measured: ImpedanceNow) {
    const { time, contactFraction, points } = measured;
    if (this.now) this.keep(this.now);
    this.kept = this.kept.filter((one) => one.time < time);
    const own = measured.measured
      .filter((one) => one.time < time)
      .map((one) => ({ time: one.time, contactFraction: Number.NaN, ...readingOf(one.points) }));
    this.before = [...own, ...this.kept];
    this.last = measured;
    this.now = { time, contactFraction, ...readingOf(points) };
    this.read();
    this.changed();
  }

  /** Keeps a spectrum; when there are too many, the one that leaves the smallest gap goes. */
  private keep(one: Reading) {
    const { kept } = this;
    if (kept.at(-1)?.time === one.time) return;
    kept.push(one);
    if (kept.length <= mostKept) return;
    let [least, at] = [Number.POSITIVE_INFINITY, 1];
    for (let k = 1; k < kept.length - 1; k++) {
      const gap = kept[k + 1]!.time - kept[k - 1]!.time;
      if (gap < least) [least, at] = [gap, k];
    }
    kept.splice(at, 1);
  }

  /** Has the arcs of the newest spectrum read. */
  private read() {
    const { now, last } = this;
    const begun = performance.now();
    if (!now || !last || this.reading || this.later !== undefined) return;
    if (begun < this.readFrom) {
      this.later = setTimeout(() => {
        this.later = undefined;
        if (this.seen) this.read();
      }, this.readFrom - begun);
      return;
    }
    this.reading = true;
    this.reader ??= this.startReader();
    const question: Question = { shown: now[this.side], working: now.working, bulk: last.bulk };
    this.reader.onmessage = ({ data }: MessageEvent<Answer>) => {
      this.reading = false;
      const over = performance.now();
      this.readFrom = over + Math.max(leastReading, restOfReading * (over - begun));
      const { peaks, capacitance } = data;
      const contact = capacitance === null ? null : capacitance / (1e-4 * last.fullCapacitance);
      this.arcs = { time: now.time, peaks, contact, contactFraction: now.contactFraction };
      this.changed();
      if (this.now !== now) this.read();
    };
    this.reader.postMessage(question);
  }

  private startReader(): Worker {
    const worker = startWorker(spectrumWorkerUrl);
    worker.onerror = (event) => event.preventDefault();
    return worker;
  }
}
