// A run that is played: idle, paused, playing or ended. It yields after each time step, so that a control moved by hand
// acts on the next one.
import type { Scenario } from "../core/scenario";
import { Recorder } from "../sim/recorder";
import { scenarioSoFar } from "../sim/scenario-so-far";
import type { Simulation } from "../sim/simulation";
import type { Controls } from "../sim/types";
import { FrameOutbox } from "./frame-outbox";
import { editsOf } from "./hand-moves";
import { PlaybackRate } from "./playback-rate";
import { Turns } from "./turns";
import { type FrameRequest, SEGMENT_TIME } from "./worker-protocol";

/** [ms] between two changes of the controls */
const controlsEvery = 100;
/** [ms] that a turn waits at most, so that another speed acts soon */
const longestWait = 50;
/** Weight of the newest step in the mean cost of one. */
const newest = 0.1;

export class Playback {
  private run: Simulation | undefined;
  private recorder: Recorder | undefined;
  private playing = false;
  /** [ms] */
  private stepCost = 0;
  private readonly rate = new PlaybackRate();
  private readonly turns = new Turns(() => this.turn());
  private readonly outbox = new FrameOutbox();
  /** controls that have been moved and wait for the run */
  private moved: Controls = {};
  private applying: ReturnType<typeof setTimeout> | undefined;
  private appliedAt = 0;
  /** [ms] until when the segments of a filament are on show */
  private slowUntil = 0;

  /** Takes the place of the run before, paused at its start. */
  load(run: Simulation) {
    this.run?.dispose();
    this.run = run;
    run.openEnd = true;
    this.playing = false;
    this.outbox.begin();
    this.recorder = new Recorder(run, { row: (row) => this.outbox.addRow(row) });
    this.deliver();
  }

  play() {
    if (!this.run) return;
    this.playing = this.run.status === "running";
    this.anchor();
    this.turns.next();
  }

  pause() {
    this.playing = false;
    this.outbox.changed = true;
    this.deliver();
  }

  /** One time step, and a pause. */
  step() {
    this.playing = false;
    this.advance();
    this.deliver();
  }

  /** Simulated seconds per second; Infinity = as fast as it computes. */
  setSpeed(rate: number) {
    this.rate.rate = rate;
    this.anchor();
  }

  /** The scenario with what has been changed by hand: a run of it in the terminal ends where this one is, if it is past the
   * end of its protocol. */
  scenario(): Scenario | undefined {
    return this.run && scenarioSoFar(this.run);
  }

  /** A slider sends many values a second; each one that reaches the run is an edit of its scenario. */
  setControls(controls: Controls) {
    this.moved = { ...this.moved, ...controls };
    if (this.applying) return;
    const wait = this.appliedAt + controlsEvery - performance.now();
    this.applying = setTimeout(() => this.apply(), Math.max(0, wait));
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
    if (!this.playing || !this.run) return;
    const now = performance.now();
    const wait = Math.max(this.rate.wait(this.run.observables.time, now), this.slowUntil - now);
    if (wait > 0) {
      this.turns.next(Math.min(wait, longestWait));
      return;
    }
    this.advance();
    this.deliver();
    if (this.playing) this.turns.next();
  }

  private advance() {
    if (this.run?.status !== "running") return;
    const before = performance.now();
    const { filamentPoints } = this.run;
    let goesOn = true;
    // to where an edit acts at once
    do {
      goesOn = this.run.advance();
      this.recorder?.observe();
    } while (goesOn && !this.run.settled);
    const cost = performance.now() - before;
    this.stepCost = this.stepCost === 0 ? cost : this.stepCost + newest * (cost - this.stepCost);
    const segments = this.run.filamentPoints - filamentPoints;
    if (segments > 0 && this.rate.rate !== Number.POSITIVE_INFINITY) {
      this.slowUntil = performance.now() + segments * SEGMENT_TIME;
      this.anchor(segments * SEGMENT_TIME);
    }
    this.outbox.changed = true;
    if (!goesOn) this.playing = false;
  }

  private apply() {
    this.applying = undefined;
    this.appliedAt = performance.now();
    for (const [path, value] of editsOf(this.moved)) this.run?.edit(path, value);
    this.moved = {};
    this.outbox.changed = true;
    this.deliver();
  }

  /** Counts time from here, `later` [ms] from now. */
  private anchor(later = 0) {
    if (this.run) this.rate.anchor(this.run.observables.time, performance.now() + later);
  }

  private deliver() {
    if (this.run)
      this.outbox.deliver(
        this.run,
        this.playing,
        this.stepCost,
        this.slowUntil > performance.now(),
      );
  }
}
