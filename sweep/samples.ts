// What is kept of a run at moments of it, and of its impedance at the end:
//
//   voltage@600 s                   an observable at a time, on the straight line between the time steps around it
//   impedanceReal@1 kHz             real and imaginary part of the whole cell per area, where the run ends
//   impedanceImaginary@1 kHz
//
// Where a control changes at that time, the value is the one after it.

import type { SiUnit } from "../core/dimensions";
import { ScenarioError } from "../core/errors";
import { type ObservableKey, observable } from "../core/observables";
import { frequencyOf } from "../core/spectrum/frequencies";
import { quote } from "../core/suggest";
import { parse } from "../core/units";
import type { Simulation } from "../sim/simulation";
import type { Observables } from "../sim/types";

const PARTS = ["impedanceReal", "impedanceImaginary"] as const;
type Part = (typeof PARTS)[number];

export type Sampled =
  | { kind: "moment"; key: ObservableKey; time: number }
  | { kind: "impedance"; part: Part; frequency: number };

/** What a column such as "voltage@10 min" is; undefined when it is none. @throws ScenarioError */
export function sampledOf(column: string): Sampled | undefined {
  const at = column.indexOf("@");
  if (at < 0) return undefined;
  const [name, where] = [column.slice(0, at).trim(), column.slice(at + 1).trim()];
  const part = PARTS.find((one) => one === name);
  if (part) return { kind: "impedance", part, frequency: frequencyOf(where) };
  const known = observable(name);
  if (!known) throw new ScenarioError(`${quote(name)} is not an observable to be kept at a time`);
  return { kind: "moment", key: known.key, time: parse(where, "s") };
}

export const unitOfSample = (sampled: Sampled): SiUnit =>
  sampled.kind === "impedance" ? "Ohm.m2" : observable(sampled.key)!.unit;

/** Watches a run and keeps what its columns ask for. */
export class Samples {
  private readonly moments: { key: ObservableKey; time: number; value: number | null }[] = [];
  private readonly values: (() => number | null)[] = [];
  private readonly frequencies: number[] = [];
  private spectrum: { real: number; imaginary: number }[] = [];
  private next = 0;
  private start: Observables | null = null;
  private last: Observables | undefined;

  constructor(columns: readonly Sampled[]) {
    for (const one of columns) {
      if (one.kind === "moment") {
        const moment = { key: one.key, time: one.time, value: null as number | null };
        this.moments.push(moment);
        this.values.push(() => moment.value);
        continue;
      }
      const { part, frequency } = one;
      const known = this.frequencies.indexOf(frequency);
      const k = known < 0 ? this.frequencies.push(frequency) - 1 : known;
      const key = part === "impedanceReal" ? "real" : "imaginary";
      this.values.push(() => this.spectrum[k]?.[key] ?? null);
    }
    this.moments.sort((a, b) => a.time - b.time);
  }

  /** To be called after every advance(). */
  observe(run: Simulation): void {
    const { observables: now, stepStart } = run;
    if (stepStart !== this.start) {
      this.start = stepStart;
      if (stepStart) this.last = stepStart;
    }
    this.until((time) => time < now.time, now);
    this.last = now;
  }

  /** To be called when the run has ended. */
  end(run: Simulation): void {
    this.until((time) => time <= run.observables.time, run.observables);
    if (this.frequencies.length > 0) this.spectrum = run.impedance(this.frequencies);
  }

  /** By the order of the columns. */
  taken(): (number | null)[] {
    return this.values.map((value) => value());
  }

  private until(reached: (time: number) => boolean, now: Observables): void {
    for (; this.next < this.moments.length; this.next++) {
      const moment = this.moments[this.next]!;
      if (!reached(moment.time)) return;
      const from = this.last ?? now;
      const share = now.time > from.time ? (moment.time - from.time) / (now.time - from.time) : 1;
      moment.value = from[moment.key] + (now[moment.key] - from[moment.key]) * share;
    }
  }
}
