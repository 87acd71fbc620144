// What comes from an engine, into the store: the series grows or is cut, and texts follow a few times a second.
import type { Frame } from "../sim/types";
import { typeset } from "./format";
import type { Store } from "./store";
import type { FrameMessage } from "./worker-protocol";

/** [ms] between two texts that follow the run */
const pulseEvery = 200;

export class FrameIntake {
  /** of the run that the last frame was of */
  private generation = -1;
  private pulsedAt = 0;

  constructor(private readonly store: Store) {}

  /** `playing`: as the page shows it from now on. */
  take(message: FrameMessage, playing: boolean) {
    const { store } = this;
    const { rows, events, frame, probe, pulse, edits, drawn } = store.value;
    const fresh = message.generation !== this.generation;
    this.generation = message.generation;
    const cut = fresh || message.rowsFrom < rows.length;
    const series = fresh ? [] : cut ? rows.slice(0, message.rowsFrom) : rows;
    for (const row of message.rows) series.push(row);
    if (fresh) store.set({ ghost: [] });
    else if (cut) store.set({ ghost: rows });
    const told = message.eventsFrom === events.length && message.events.length === 0;
    store.set({
      rows: series,
      past: message.past,
      edits: message.edits ?? edits,
      drawn: message.drawn ?? drawn,
      steps: message.steps,
      events: told ? events : [...events.slice(0, message.eventsFrom), ...message.events],
      frame: fresh || !probe ? message.frame : withOlder(message.frame, frame),
      status: message.status,
      playing,
      slow: message.slow,
      endReason: typeset(message.endReason),
      progress: message.progress,
      pulse: this.pulses(fresh || !message.playing) ? pulse + 1 : pulse,
      stepCost: message.stepCost,
    });
  }

  private pulses(now: boolean): boolean {
    const due = now || performance.now() - this.pulsedAt > pulseEvery;
    if (due) this.pulsedAt = performance.now();
    return due;
  }
}

/** Fields that this frame does not carry stay as they were, for the probe. */
function withOlder(frame: Frame, before: Frame | null): Frame {
  return { ...frame, fields: { ...before?.fields, ...frame.fields } };
}
