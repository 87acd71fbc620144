// A run that is played: idle, paused, playing or ended. It yields after each time step, so that a control moved by hand
// acts on the next one.
import type { EditPath } from "../core/edits";
import type { Scenario } from "../core/scenario";
import { decades } from "../core/spectrum/point";
import type { History } from "../sim/history";
import { bulkTime, fullCapacitance } from "../sim/impedance";
import { PauseRule } from "../sim/pause-rule";
import { scenarioSoFar } from "../sim/scenario-so-far";
import type { Controls } from "../sim/types";
import { FrameOutbox } from "./frame-outbox";
import { editsOf } from "./hand-moves";
import { PlaybackRate } from "./playback-rate";
import { Turns } from "./turns";
import { type FrameRequest, type ImpedanceNow, SEGMENT_TIME } from "./worker-protocol";

/** [ms] between two changes of the controls */
const controlsEvery = 100;
/** [ms] that a turn waits at most, so that another speed acts soon */
const longestWait = 50;
/** Of a live spectrum [Hz]. */
const FREQUENCIES = decades(1e6, 1e-2, 8);
/** Weight of the newest step in the mean cost of one. */
const newest = 0.1;

/** Keeps this run in step with another (in-step.ts). */
export interface Companion {
  /** The run is so far ahead that it has to wait. */
  readonly waits: boolean;
  /** Something about the run has changed. */
  changed(): void;
  close(): void;
}

export class Playback {
  private history: History | undefined;
  playing = false;
  /** goes up with each order to play, pause, step or seek that is carried out */
  order = 0;
  /** [ms] */
  private stepCost = 0;
  private readonly rate = new PlaybackRate();
  private readonly turns = new Turns(() => this.turn());
  readonly outbox = new FrameOutbox();
  /** controls that have been moved and wait for the run */
  private moved: Controls = {};
  private applying: ReturnType<typeof setTimeout> | undefined;
  private appliedAt = 0;
  /** the time step that is being gone to, and the one to go to after that */
  private seeking: Promise<void> | undefined;
  private sought: number | undefined;
  private pauseAt: PauseRule | undefined;
  /** time step to go to as fast as it computes, and to pause there */
  private goal = 0;
  /** [ms] until when the segments of a filament are on show */
  private slowUntil = 0;
  private companion: Companion | undefined;

  /** Takes the place of the run before, paused where it is. */
  load(history: History) {
    this.history?.run.dispose();
    this.history = history;
    history.run.openEnd = true;
    this.playing = false;
    this.pauseAt = undefined;
    this.goal = 0;
    this.outbox.begin();
    this.deliver();
  }

  /** Goes on as fast as it computes to a time step, and pauses there. */
  goTo(step: number) {
    this.goal = step;
    if (step === 0) {
      this.leaveAsItWas();
      this.deliver();
      return;
    }
    this.playing = true;
    this.turns.next();
  }

  /** Where it was left it has the changes by hand that were made there, and goes on past an end. */
  private leaveAsItWas() {
    const { run } = this.history!;
    const { edits } = run.spec.scenario;
    if (!edits.some(({ step }) => step === run.steps)) return;
    run.keepEdits(edits.length);
    run.reopen();
    this.outbox.changed = true;
  }

  get current(): History | undefined {
    return this.history;
  }

  /** [ms] that the segments of a filament are still on show */
  get rest(): number {
    return Math.max(0, this.slowUntil - performance.now());
  }

  /** Goes in step with another run from now on; undefined: on its own. */
  accompany(companion: Companion | undefined) {
    this.companion?.close();
    this.companion = companion;
    this.wake();
  }

  /** What the run has waited for may have come. */
  wake() {
    if (this.playing) this.turns.next();
  }

  /** @param until pauses there, as behind "until" in a protocol; null: after a rest, where it was to pause before. @returns the
   * order's number @throws ScenarioError */
  async play(until?: string | null): Promise<number> {
    await this.seeking;
    if (until !== null) this.goal = 0;
    const { history } = this;
    if (!history) return this.order;
    const { run } = history;
    run.reopen();
    if (until !== null) this.pauseAt = until === undefined ? undefined : new PauseRule(until, run);
    this.playing = run.status === "running";
    this.order++;
    this.anchor();
    this.turns.next();
    return this.order;
  }

  /** @param rests it goes on by itself to where it was to pause. @returns the order's number */
  pause(rests = false): number {
    this.playing = false;
    this.order++;
    if (!rests) this.goal = 0;
    this.outbox.changed = true;
    this.deliver();
    return this.order;
  }

  /** One time step, and a pause. @returns the order's number */
  async step(): Promise<number> {
    this.playing = false;
    this.order++;
    await this.seeking;
    this.history?.run.reopen();
    this.advance();
    this.deliver();
    return this.order;
  }

  /** Goes to a time step that is known, or to the last one before a time [s], and pauses. @returns the order's number */
  async seek(to: { step: number } | { time: number }): Promise<number> {
    const { history } = this;
    if (!history) return this.order;
    this.playing = false;
    this.order++;
    this.goal = 0;
    this.sought = "step" in to ? to.step : history.stepAt(to.time);
    this.seeking ??= this.follow(history);
    await this.seeking;
    return this.order;
  }

  /** Goes to where the hand is, as long as it moves. */
  private async follow(history: History) {
    while (this.sought !== undefined) {
      // where else the hand has been meanwhile comes in first
      await new Promise((resolve) => setTimeout(resolve));
      const step = this.sought;
      this.sought = undefined;
      history.seek(step);
      this.outbox.changed = true;
      this.deliver();
    }
    this.seeking = undefined;
  }

  /** Simulated seconds per second; Infinity = as fast as it computes. */
  setSpeed(rate: number) {
    this.rate.rate = rate;
    this.anchor();
  }

  /** The scenario with what has been changed by hand: a run of it in the terminal ends where this one is, if it is past the
   * end of its protocol. */
  scenario(): Scenario | undefined {
    return this.history && scenarioSoFar(this.history.run);
  }

  /** A slider sends many values a second; each one that reaches the run is an edit of its scenario. */
  setControls(controls: Controls) {
    this.moved = { ...this.moved, ...controls };
    if (this.applying) return;
    const wait = this.appliedAt + controlsEvery - performance.now();
    this.applying = setTimeout(() => void this.apply(), Math.max(0, wait));
  }

  /** The impedance where the run stands; null without one, or where it cannot be found. */
  async impedance(): Promise<ImpedanceNow | null> {
    await this.seeking;
    const run = this.history?.run;
    if (!run || run.status === "failed") return null;
    const { time, temperature, contactFraction } = run.observables;
    const before = performance.now();
    try {
      const points = run.impedance(FREQUENCIES);
      return {
        time,
        temperature,
        contactFraction,
        points,
        measured: run.spectra.map(({ observables, points }) => ({
          time: observables.time,
          points,
        })),
        bulk: bulkTime(run.spec),
        fullCapacitance: fullCapacitance(run.spec, temperature),
        cost: performance.now() - before,
      };
    } catch {
      return null;
    }
  }

  /** Pictures leave through this port, one for each request. */
  attach(port: MessagePort) {
    this.outbox.port = port;
    port.onmessage = ({ data }: MessageEvent<FrameRequest>) => {
      this.outbox.request = data;
      this.deliver();
    };
  }

  private turn() {
    const { history } = this;
    if (!this.playing || !history || this.seeking) return;
    const now = performance.now();
    const hurries = history.run.steps < this.goal;
    if (!hurries && this.companion?.waits) return;
    const wait = hurries
      ? 0
      : Math.max(this.rate.wait(history.run.observables.time, now), this.slowUntil - now);
    if (wait > 0) {
      this.turns.next(Math.min(wait, longestWait));
      return;
    }
    this.advance();
    this.deliver();
    if (this.playing) this.turns.next();
  }

  private advance() {
    const { history } = this;
    if (history?.run.status !== "running") return;
    const { run } = history;
    const from = run.observables;
    const before = performance.now();
    const { filamentPoints } = run;
    const goesOn = history.advance();
    const cost = performance.now() - before;
    this.stepCost = this.stepCost === 0 ? cost : this.stepCost + newest * (cost - this.stepCost);
    const segments = run.filamentPoints - filamentPoints;
    if (segments > 0 && this.rate.rate !== Number.POSITIVE_INFINITY) {
      this.slowUntil = performance.now() + segments * SEGMENT_TIME;
      this.anchor(segments * SEGMENT_TIME);
    }
    this.outbox.changed = true;
    const isThere = run.steps === this.goal;
    if (!goesOn || this.pauseAt?.met(from) || isThere) this.playing = false;
    if (isThere) this.leaveAsItWas();
  }

  private async apply() {
    await this.seeking;
    this.applying = undefined;
    this.appliedAt = performance.now();
    const moved = editsOf(this.moved);
    this.moved = {};
    for (const [path, value] of moved) this.edit(path, value);
  }

  /** Changes the run by hand, now. */
  edit(path: EditPath, value: unknown) {
    this.history?.edit(path, value);
    this.outbox.rewind(this.history?.past ?? 0);
    this.deliver();
  }

  /** The same once the run is where it is to be. @throws ScenarioError */
  async draw(path: EditPath, value: unknown) {
    await this.seeking;
    this.edit(path, value);
  }

  /** Takes back the last edit, and what has followed; false when the time before it has been forgotten. */
  async withdraw(): Promise<boolean> {
    await this.seeking;
    const { history } = this;
    if (!history?.withdraw()) return false;
    this.outbox.rewind(history.past);
    this.anchor();
    this.deliver();
    return true;
  }

  /** Counts time from here, `later` [ms] from now. */
  private anchor(later = 0) {
    if (!this.history) return;
    this.rate.anchor(this.history.run.observables.time, performance.now() + later);
  }

  private deliver() {
    if (!this.history) return;
    const { playing, order, stepCost } = this;
    this.outbox.deliver(this.history, { playing, order, stepCost, slow: this.rest > 0 });
    this.companion?.changed();
  }
}
