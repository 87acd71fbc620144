// The instants of a run at which its impedance is measured: times, events, or where it stands.

import { NumericalError, ScenarioError } from "../../core/errors";
import { parse } from "../../core/units";
import type { MeasuredSpectrum } from "../../sim/impedance";
import type { Simulation } from "../../sim/simulation";
import type { RunEvent } from "../../sim/types";
import { Interrupt } from "../interrupt";
import { showProgress } from "../progress";
import { progressNote } from "../run/summary";
import { say } from "../terminal";

/** "start", "end", a time as it was asked for, or what has happened: why an instant is one. */
export type Instant = MeasuredSpectrum;

/** Spectra at most: each is a file. */
const MAX_INSTANTS = 1000;

const EVENTS: readonly RunEvent["kind"][] = [
  "step-end",
  "void-opened",
  "void-closed",
  "internal-nucleation",
  "filament-started",
  "short",
  "short-healed",
  "short-fused",
];

/** Times as they are written, in order. @throws ScenarioError */
export function timesOf(text: string): { text: string; time: number }[] {
  const times = text.split(",").map((part) => {
    const trimmed = part.trim();
    const time = parse(trimmed, "s");
    if (!(time >= 0))
      throw new ScenarioError(`--at: "${trimmed}" lies before the start of the run`);
    return { text: trimmed, time };
  });
  return times.sort((a, b) => a.time - b.time);
}

function measured(run: Simulation, why: string, frequencies: readonly number[]): Instant {
  try {
    return { why, observables: run.observables, points: run.impedance(frequencies) };
  } catch (error) {
    throw new NumericalError(`impedance at ${run.observables.time} s: ${(error as Error).message}`);
  }
}

/** Runs on and measures; a spectrum belongs to the first state that has come to its time, and leaves no trace in the run. */
export async function measureInstants(
  name: string,
  run: Simulation,
  frequencies: readonly number[],
  at: { times: { text: string; time: number }[]; events: boolean; quiet: boolean },
): Promise<Instant[]> {
  const instants: Instant[] = [];
  if (at.times.length === 0 && !at.events) {
    return [measured(run, run.steps === 0 ? "start" : "now", frequencies)];
  }
  const waiting = [...at.times];
  let told = run.events.length;
  const due = () => {
    const reached = waiting.filter(({ time }) => time <= run.observables.time * (1 + 1e-12));
    waiting.splice(0, reached.length);
    const fresh = run.events.slice(told).filter(({ kind }) => EVENTS.includes(kind));
    told = run.events.length;
    return [
      ...reached.map(({ text }) => text),
      ...(at.events ? fresh.map(({ kind }) => kind) : []),
    ];
  };
  const take = (why: readonly string[]) => {
    if (why.length === 0) return;
    if (instants.length >= MAX_INSTANTS) return;
    instants.push(measured(run, [...new Set(why)].join(", "), frequencies));
  };
  take([...(at.events ? ["start"] : []), ...due()]);
  const progress = showProgress(name, run.progress, at.quiet);
  const interrupt = new Interrupt("voidscope: stopping after this step.", () => progress.stop());
  try {
    while ((at.events || waiting.length > 0) && run.advance()) {
      take(due());
      progress.update(run.progress, progressNote(run));
      if (await interrupt.requested()) break;
    }
  } finally {
    progress.stop();
    interrupt.dispose();
  }
  // the last state of a run that has ended by itself
  if (run.status === "finished") take([...due(), ...(at.events ? ["end"] : [])]);
  for (const { text } of waiting) {
    say(
      `voidscope: no spectrum at ${text}: the run stands at ${run.observables.time} s. ${run.endReason}`,
    );
  }
  return instants;
}
