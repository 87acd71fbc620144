// The run: protocol, time steps, events located in time, checkpoints. The same in the page's worker, in Node and tests.
//
// One call of advance() is one accepted time step. A stop rule that is crossed within a step is located: the step is
// taken back and repeated shorter (secant on the observable) until the crossing lies within the tolerance.

import type { ProtocolStep, RunSpec, Termination } from "../core/runspec";
import { packCheckpoint, unpackCheckpoint } from "./checkpoint";
import { Kernel, kernelId, Out, Param, Status, type WasmBytes } from "./kernel";
import { readObservables, takeFrame } from "./observe";
import { configure, layOut } from "./plan";
import { holds, observed, type ProtocolState, roomLeft, shareOf } from "./protocol-clock";
import type { Upgrade } from "./threads";
import type { Controls, FieldName, Frame, Observables, RunEvent, RunStatus } from "./types";

/** An event is located to this share of the rule's value, or to this time [s]. */
const EVENT_TOLERANCE = 1e-3;
const EVENT_TIME = 1e-2;
/** Guess for the length of a step that only an observable ends [s]. */
const UNKNOWN_DURATION = 3600;
const MAX_EVENTS = 10_000;

/** Everything of the run outside the kernel's memory; plain data. */
interface Driver {
  protocol: ProtocolState;
  status: RunStatus;
  endReason: string;
  events: RunEvent[];
  steps: number;
  /** An event search: the next step's room [s], and the time by which the rule was crossed; null = none going on. */
  search: { room: number; end: number } | null;
  /** Current density set by hand for the present step, and its size for the steps to come [A/m2]. */
  handCurrent: number | null;
  handSize: number | null;
  /** Protocol step to enter before the next time step; the end of the last one stays on show until then. */
  next: number | null;
}

const FAILURES: Partial<Record<Status, string>> = {
  [Status.potentialDiverged]: "the potential did not converge",
  [Status.flowDiverged]:
    "the lithium flow did not converge, even with a 4096 times smaller time step",
  [Status.notFinite]: "a field is no longer a finite number (NaN)",
};

/** A run in progress. */
export class Simulation {
  readonly spec: RunSpec;
  readonly #kernel: Kernel;
  readonly #d: Driver;
  #observables: Observables;

  private constructor(spec: RunSpec, kernel: Kernel, driver: Driver) {
    this.spec = spec;
    this.#kernel = kernel;
    this.#d = driver;
    this.#observables = this.#read();
  }

  /** Lays out the run at t = 0. */
  static async create(spec: RunSpec, wasm: WasmBytes, upgrade?: Upgrade): Promise<Simulation> {
    const { kernel, status } = await layOut(spec, wasm, upgrade);
    const driver: Driver = {
      protocol: { step: -1, startTime: 0, capacity: 0, startPressure: spec.stackPressure },
      status: "running",
      endReason: "",
      events: [],
      steps: 0,
      search: null,
      handCurrent: null,
      handSize: null,
      next: null,
    };
    const run = new Simulation(spec, kernel, driver);
    if (run.#survives(status)) run.#enter(0);
    return run;
  }

  /** Goes on from a checkpoint of the same kernel build. Throws CheckpointError with one clear sentence. */
  static async restore(
    bytes: Uint8Array,
    wasm: WasmBytes,
    upgrade?: (spec: RunSpec) => Upgrade | undefined,
  ): Promise<Simulation> {
    const { spec, driver, memory } = unpackCheckpoint<Driver>(bytes, kernelId(wasm));
    const { columns, lithiumRows, electrolyteRows } = spec.grid;
    const kernel = await Kernel.load(wasm, columns, lithiumRows, electrolyteRows, upgrade?.(spec));
    configure(kernel, spec);
    kernel.exports.runStart();
    kernel.putBack(memory);
    const d = { ...driver };
    if (d.status === "interrupted") {
      d.status = "running";
      d.endReason = "";
    }
    return new Simulation(spec, kernel, d);
  }

  /** Identifier of the kernel build. */
  get kernelId(): string {
    return this.#kernel.id;
  }

  /** Threads that compute: how many changes the time a run takes, not its numbers. */
  get threads(): number {
    return this.#kernel.threads;
  }

  /** Lets helper threads go, if there are any. */
  dispose(): void {
    this.#kernel.dismiss();
  }

  get status(): RunStatus {
    return this.#d.status;
  }

  /** One sentence: why the run ended. */
  get endReason(): string {
    return this.#d.endReason;
  }

  get observables(): Observables {
    return this.#observables;
  }

  get events(): readonly RunEvent[] {
    return this.#d.events;
  }

  /** Accepted time steps since the start of the run, across resumes. */
  get steps(): number {
    return this.#d.steps;
  }

  /** The protocol step that is running, or the last one. */
  get step(): ProtocolStep {
    const { protocol } = this.spec;
    return protocol[Math.min(Math.max(0, this.#d.protocol.step), protocol.length - 1)]!;
  }

  /** Fraction of the protocol done, 0..1. */
  get progress(): number {
    const { protocol } = this.spec;
    const at = this.#d.protocol.step;
    let done = 0;
    let all = 0;
    protocol.forEach((s, k) => {
      const length = expectedDuration(s);
      all += length;
      if (k < at) done += length;
      else if (k === at) done += length * shareOf(s, this.#observables);
    });
    return all > 0 ? Math.min(1, done / all) : 1;
  }

  /** Advances one time step; false when the run has ended. */
  advance(): boolean {
    if (!this.#ready()) return false;
    const step = this.step;
    const state = this.#d.protocol;
    const before = this.#observables;
    this.#ramp(step, before);
    let room = roomLeft(step, state, before.time, before.currentDensity);
    if (this.#d.search !== null) room = Math.min(room, this.#d.search.room);
    if (room > 0) {
      this.#kernel.setParam(Param.room, Math.min(room, 1e12));
      if (!this.#survives(this.#kernel.exports.runStep())) return false;
      this.#account(before);
      const crossed = this.#crossed(step, before);
      if (crossed && !this.#located(crossed)) {
        this.#retreat(crossed, before);
        return true;
      }
      if (this.#d.search !== null && !crossed) this.#approach();
      this.#d.steps++;
      this.#yield(before);
      this.#note();
    }
    this.#finishStep(step);
    return this.#d.status === "running";
  }

  /** A picture of the state now. */
  frame(fields: readonly FieldName[]): Frame {
    return takeFrame(this.#kernel, this.#observables, this.spec.grid.h, fields);
  }

  /** Moves a control by hand; an event of the record. SI. */
  setControls(controls: Controls): void {
    if (!this.#ready()) return;
    const said: string[] = [];
    const k = this.#kernel;
    if (controls.currentDensity !== undefined) {
      this.#d.handCurrent = controls.currentDensity;
      if (controls.currentDensity !== 0) this.#d.handSize = Math.abs(controls.currentDensity);
      k.setParam(Param.voltageControl, 0);
      k.setParam(Param.current, controls.currentDensity);
      said.push(`current density ${controls.currentDensity} A/m2`);
    }
    if (controls.stackPressure !== undefined) {
      k.setParam(Param.stackPressure, controls.stackPressure);
      said.push(`stack pressure ${controls.stackPressure} Pa`);
    }
    if (controls.temperature !== undefined) {
      k.setParam(Param.temperature, controls.temperature);
      said.push(`temperature ${controls.temperature} K`);
    }
    if (said.length === 0) return;
    this.#d.search = null;
    this.#event("control", `Set by hand: ${said.join(", ")}.`);
    const status =
      controls.temperature === undefined && controls.stackPressure === undefined
        ? k.exports.runControl()
        : k.exports.runTemperature();
    this.#survives(status);
    this.#observables = this.#read();
  }

  /** Stops the run from outside; restore goes on from a checkpoint taken afterwards. */
  interrupt(reason: string): void {
    if (this.#d.status !== "running") return;
    this.#d.status = "interrupted";
    this.#d.endReason = reason;
  }

  /** The whole state as bytes; restore gives the same bits from there on. */
  checkpoint(): Uint8Array {
    const { spec } = this;
    return packCheckpoint({
      wasmHash: this.#kernel.id,
      spec,
      driver: this.#d,
      memory: this.#kernel.snapshot(),
    });
  }

  #read(): Observables {
    const { startTime, step, capacity } = this.#d.protocol;
    const time = this.#kernel.outputs[Out.time]!;
    return readObservables(this.#kernel, {
      stepTime: time - startTime,
      protocolStep: Math.max(0, step),
      cycle: this.step.cycle,
      capacity,
    });
  }

  /** Books capacity and reads the observables after a kernel step. */
  #account(before: Observables): void {
    const dt = this.#kernel.outputs[Out.dt]!;
    this.#d.protocol.capacity += Math.abs(before.currentDensity) * dt;
    this.#observables = this.#read();
  }

  /** A stack that is not a dead weight loses pressure as the platen comes down. */
  #yield(before: Observables): void {
    const { stackStiffness } = this.spec;
    if (stackStiffness === 0) return;
    const down = before.reservoir - this.#observables.reservoir;
    const p = this.#kernel.param(Param.stackPressure) - stackStiffness * down;
    this.#kernel.setParam(Param.stackPressure, Math.max(0, p));
    this.#observables = this.#read();
  }

  /** The first stop rule that the step has crossed, if any. */
  #crossed(step: ProtocolStep, before: Observables): Termination | undefined {
    const rules = [...step.until, ...step.loops.flatMap((l) => l.until)];
    return rules.find((t) => holds(t, this.#observables) && !holds(t, before));
  }

  #located(t: Termination): boolean {
    const now = this.#observables;
    if (t.observable === "time" || t.observable === "capacity") return true;
    // the step itself: a difference of times may be longer by rounding, and the search then never ends
    if (this.#kernel.outputs[Out.dt]! <= EVENT_TIME) return true;
    return (
      Math.abs(observed(t, now) - t.value) <= EVENT_TOLERANCE * Math.max(Math.abs(t.value), 1e-12)
    );
  }

  /** Takes the step back and aims at the crossing. */
  #retreat(t: Termination, before: Observables): void {
    const now = this.#observables;
    const dt = now.time - before.time;
    const from = observed(t, before);
    const share = (t.value - from) / (observed(t, now) - from);
    this.#kernel.exports.runTakeBack();
    this.#d.protocol.capacity = before.capacity;
    // as a restored run would read it, to the bit: the potential has been solved again
    this.#observables = this.#read();
    const aim = Number.isFinite(share) ? Math.min(0.9, Math.max(0.1, share)) : 0.5;
    this.#d.search = { room: Math.max(EVENT_TIME, aim * dt), end: now.time };
  }

  /** After a step of the search that fell short: half of the way that is left. */
  #approach(): void {
    const left = this.#d.search!.end - this.#observables.time;
    this.#d.search =
      left > 0 ? { room: Math.max(EVENT_TIME, left / 2), end: this.#d.search!.end } : null;
  }

  /** Ends the protocol step when one of its rules holds, and enters the next. */
  #finishStep(step: ProtocolStep): void {
    const o = this.#observables;
    const pressed = step.kind === "press" && o.stepTime >= (step.rampTime ?? 0) * (1 - 1e-12);
    const rule = step.until.find((t) => holds(t, o));
    if (!rule && !pressed) return;
    this.#event("step-end", `${step.text}: ended by ${rule ? rule.text : "its end"}.`);
    // A located event may sit exactly on its limit, so a loop's own rule counts by its text too.
    const met = (t: Termination) => holds(t, o) || t.text === rule?.text;
    const exit = step.loops.find((l) => l.until.some(met));
    const next = exit ? exit.exit : this.#d.protocol.step + 1;
    if (next >= this.spec.protocol.length) {
      this.#d.protocol.step = next;
      this.#end(
        "finished",
        rule ? `The protocol is done (last step ended by ${rule.text}).` : "The protocol is done.",
      );
    } else this.#d.next = next;
  }

  /** Enters the step that waits, if any; true while the run goes on. */
  #ready(): boolean {
    const { next } = this.#d;
    if (this.#d.status === "running" && next !== null) {
      this.#d.next = null;
      this.#enter(next);
    }
    return this.#d.status === "running";
  }

  #enter(index: number): void {
    const d = this.#d;
    const k = this.#kernel;
    const step = this.spec.protocol[index]!;
    const time = k.outputs[Out.time]!;
    d.protocol = {
      step: index,
      startTime: time,
      capacity: 0,
      startPressure: k.param(Param.stackPressure),
    };
    d.search = null;
    d.handCurrent = null;
    const held = step.control.mode === "voltage";
    k.setParam(Param.voltageControl, held ? 1 : 0);
    if (step.control.mode === "voltage") k.setParam(Param.voltage, step.control.voltage);
    else {
      const j = step.control.currentDensity;
      k.setParam(Param.current, d.handSize !== null ? Math.sign(j) * d.handSize : j);
    }
    let changed = false;
    if (step.temperature !== undefined) {
      k.setParam(Param.temperature, step.temperature);
      changed = true;
    }
    if (step.pressure !== undefined && step.rampTime === undefined) {
      k.setParam(Param.stackPressure, step.pressure);
      changed = true;
    }
    this.#event("step-start", step.text);
    this.#survives(changed ? k.exports.runTemperature() : k.exports.runControl());
    this.#observables = this.#read();
  }

  /** Follows a pressure ramp. */
  #ramp(step: ProtocolStep, o: Observables): void {
    if (step.pressure === undefined || step.rampTime === undefined) return;
    const { startPressure } = this.#d.protocol;
    const share = step.rampTime > 0 ? Math.min(1, o.stepTime / step.rampTime + 0.02) : 1;
    const p = startPressure + (step.pressure - startPressure) * share;
    this.#kernel.setParam(Param.stackPressure, p);
    this.#kernel.exports.runTemperature();
  }

  /** Turns a kernel status into the end of the run where it is one. */
  #survives(status: Status): boolean {
    if (status === Status.ok) return true;
    this.#observables = this.#read();
    if (status === Status.contactLost) {
      this.#event("contact-lost", "The lithium has lost all contact with the electrolyte.");
      this.#end("stopped", "All contact is lost: no current can pass the interface.");
    } else if (status === Status.lithiumDepleted) {
      this.#event("lithium-depleted", "The lithium reservoir is empty.");
      this.#end("stopped", "The lithium reservoir is empty.");
    } else {
      const why = FAILURES[status] ?? `the kernel reported status ${status}`;
      this.#event("failed", why);
      this.#end("failed", `At ${this.#observables.time.toFixed(1)} s ${why}.`);
    }
    return false;
  }

  #end(status: RunStatus, reason: string): void {
    this.#d.status = status;
    this.#d.endReason = reason;
    this.#event("end", reason);
  }

  /** Events that the observables tell of. */
  #note(): void {
    const o = this.#kernel.outputs;
    const opened = o[Out.opened]!;
    const closed = o[Out.closed]!;
    const columns = (n: number) => `${n} column${n === 1 ? "" : "s"} of the interface`;
    if (opened > 0) this.#event("void-opened", `${columns(opened)} opened into voids.`);
    if (closed > 0) this.#event("void-closed", `${columns(closed)} regained contact.`);
  }

  #event(kind: RunEvent["kind"], message: string): void {
    if (this.#d.events.length >= MAX_EVENTS) return;
    this.#d.events.push({ time: this.#kernel.outputs[Out.time]!, kind, message });
  }
}

/** Length of a step by its time or capacity limit [s]. */
function expectedDuration(step: ProtocolStep): number {
  if (step.kind === "press") return step.rampTime ?? 0;
  let length = Number.POSITIVE_INFINITY;
  for (const t of step.until) {
    if (t.op !== ">") continue;
    if (t.observable === "time") length = Math.min(length, t.value);
    if (t.observable === "capacity" && step.control.mode === "current") {
      length = Math.min(length, t.value / Math.abs(step.control.currentDensity));
    }
  }
  return Number.isFinite(length) ? length : UNKNOWN_DURATION;
}
