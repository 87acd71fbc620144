// The run: protocol, time steps, events located in time. The same in the page's worker, in Node and tests.
//
// One call of advance() is one time step: accepted, or taken back in search of the moment at which a stop rule is crossed.

import {
  type ByHand,
  type EditPath,
  isByHand,
  resolveEdit,
  resolveEdits,
  type WrittenEdit,
  withEdit,
} from "../core/edits";
import { ScenarioError } from "../core/errors";
import type { Edit, ProtocolStep, RunSpec } from "../core/runspec";
import { DONE, handle, refusalOf } from "./by-hand";
import { type Driver, newDriver } from "./driver";
import { aim, approach, crossed, located } from "./event-search";
import { exactParse, exactStringify } from "./exact-json";
import { type Geometry, readGeometry } from "./geometry";
import { afterStep, capacities } from "./half-cycles";
import { type ImpedancePoint, type MeasuredSpectrum, measureImpedance } from "./impedance";
import { Kernel, Out, Param, Status } from "./kernel";
import { setConditions, setPieces } from "./kernel-controls";
import { configure, layOut } from "./kernel-setup";
import type { Lines } from "./lines-in-time";
import type { WasmBytes } from "./module";
import { afterwards, restAfter } from "./open-end";
import { checkProgress, endsByItself, firstCheck } from "./pace";
import { begins, type Pieces, piecesOf } from "./profile-pieces";
import {
  actsAtOnce,
  ended,
  pressed,
  progress,
  roomLeft,
  schedule,
  stepAfter,
  successor,
  timeOf,
} from "./protocol-clock";
import { readLines, readObservables, takeFrame } from "./read-observables";
import { note } from "./remark-record";
import { endingOf, exhaustion, happenings, standing } from "./run-events";
import { countStep, crawlOf, type Pace, shares } from "./step-limits";
import type { Upgrade } from "./threads";
import type { CathodeFieldName, FieldName, Frame, Observables, RunEvent, RunStatus } from "./types";

/** Events of steps that begin and end are listed up to here, all others up to twice as many. */
const MAX_EVENTS = 10_000;
/** Spectra that a run keeps: each is a file. */
const MAX_SPECTRA = 1000;

/** A moment of a run, to which recall() goes back. */
export interface Moment {
  readonly memory: Uint8Array;
  /** What the run holds outside of the kernel's memory, as text. */
  readonly driver: string;
}

/** All that a run is, whatever it is written as. */
export interface WholeState {
  spec: RunSpec;
  /** Plain data outside linear memory. */
  driver: unknown;
  /** Copy of linear memory, whole pages. */
  memory: Uint8Array;
  /** Identifies the kernel build: offsets in linear memory mean nothing to another one. */
  wasmHash: string;
}

/** A run in progress. */
export class Simulation {
  /** The run goes on after its protocol, with what its last step holds. */
  openEnd = false;
  #spec: RunSpec;
  readonly #kernel: Kernel;
  #d: Driver;
  readonly #starts: Float64Array;
  #observables: Observables;
  /** Before the edits that were made by hand at the present time step. */
  #before: (Moment & { steps: number }) | null = null;

  private constructor(spec: RunSpec, kernel: Kernel, driver: Driver) {
    this.#spec = spec;
    this.#kernel = kernel;
    this.#d = driver;
    this.#starts = schedule(spec.protocol);
    this.#observables = this.#read();
  }

  /** Lays out the run at t = 0. */
  static async create(spec: RunSpec, wasm: WasmBytes, upgrade?: Upgrade): Promise<Simulation> {
    const { kernel, status } = await layOut(spec, wasm, upgrade);
    const run = new Simulation(spec, kernel, newDriver(spec));
    if (run.#survives(status)) run.#enter(0);
    return run;
  }

  /** Goes on from the whole state of a run, of the same kernel build. */
  static async resume(
    { spec, driver, memory }: WholeState,
    wasm: WasmBytes,
    upgrade?: Upgrade,
  ): Promise<Simulation> {
    const kernel = await Kernel.load(wasm, spec, upgrade);
    configure(kernel, spec);
    kernel.exports.runStart();
    kernel.putBack(memory);
    const d = { ...(driver as Driver) };
    if (d.status === "interrupted") {
      d.status = "running";
      d.endReason = "";
    }
    return new Simulation(spec, kernel, d);
  }

  /** What is computed; its edits grow with what is changed by hand. */
  get spec(): RunSpec {
    return this.#spec;
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

  /** What the run has noted of itself, edits that it has made, and what has set its time steps: remarks.ts says what is remarkable. */
  get notes(): Pick<Driver, "noted" | "edits" | "limits"> {
    return this.#d;
  }

  /** What has set the length of the time steps, most first. */
  get stepLimits(): ReturnType<typeof shares> {
    return shares(this.#d.limits);
  }

  /** The pace of the last time steps when there are very many to go, null otherwise. */
  get crawl(): Pace | null {
    return this.#d.status === "finished" ? null : crawlOf(this.#d.limits);
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
    const { protocol: at, rules } = this.#d;
    if (at.step >= protocol.length && this.#d.status !== "finished")
      return afterwards(this.spec, this.#d);
    const step = protocol[Math.min(Math.max(0, at.step), protocol.length - 1)]!;
    return rules ? { ...step, until: rules } : step;
  }

  /** Whether the run stands between two time steps, where an edit acts at once. */
  get settled(): boolean {
    return this.#d.settled;
  }

  /** Fraction of the protocol done, 0..1. */
  get progress(): number {
    return progress(this.#starts, this.#d.protocol.step, this.step, this.#observables);
  }

  /** State when the present control came into force, once a time step has been taken under it: the first row under it. */
  get stepStart(): Observables | null {
    const { entered, protocol } = this.#d;
    return entered !== null && protocol.moves > entered.moves ? entered.state : null;
  }

  /** Whether the last advance() has ended its protocol step. */
  get stepEnded(): boolean {
    return this.#d.next !== null || this.#d.status !== "running";
  }

  /** Advances one time step, or enters the next protocol step where this one's limit holds already; false when the run
   * has ended. */
  advance(): boolean {
    if (!this.#ready()) return false;
    const d = this.#d;
    const step = this.step;
    const pieces = piecesOf(step, d.protocol, this.spec);
    if (d.protocol.moves > 0 && !this.#follow(pieces)) return false;
    const before = this.#observables;
    let room = roomLeft(step, d.protocol, before.currentDensity);
    for (const { end } of Object.values(pieces)) room = Math.min(room, end - d.protocol.elapsed);
    if (d.search !== null) room = Math.min(room, d.search.room);
    d.settled = false;
    if (room > 0 && !ended(step, before)) {
      if (!this.#move(Math.min(room, 1e12), before)) return this.#goesOn;
      const now = this.#observables;
      const rule = crossed(step, before, now);
      if (rule && !located(rule, now, this.#kernel.outputs[Out.dt]!)) {
        this.#takeBack(before);
        d.search = aim(rule, before, now);
        return true;
      }
      if (d.search !== null && !rule) d.search = approach(d.search, now.stepTime);
      d.steps++;
      d.settled = true;
      countStep(d.limits, now, (1 - this.progress) * this.#starts.at(-1)!);
      for (const state of [before, now]) note(d.noted, state);
      const said = happenings(this.#kernel.outputs, before, now, this.spec);
      for (const { kind, message, site } of said) this.#event(kind, message, site);
    }
    this.#finishStep(step);
    if (d.next === null) this.#look(step);
    const exhausted = exhaustion(this.#observables, this.spec);
    if (exhausted && d.status === "running" && d.next === null) this.#end("stopped", exhausted);
    return this.#goesOn;
  }

  /** A picture of the state now; fields of a cathode are left out where none is computed as a section. */
  frame(fields: readonly (FieldName | CathodeFieldName)[]): Frame {
    return takeFrame(this.#kernel, this.#observables, this.spec.grid.h, fields);
  }

  /** Lines along the interface now. */
  lines(): Lines {
    return readLines(this.#kernel);
  }

  /** Spectra that the protocol has measured so far. */
  get spectra(): readonly MeasuredSpectrum[] {
    return this.#d.spectra;
  }

  /** What the electrolyte is made of, as shapes. */
  geometry(): Geometry {
    return readGeometry(this.#kernel, this.spec);
  }

  /** Points of all filaments: each segment that one grows adds one. */
  get filamentPoints(): number {
    return this.spec.physics.filaments ? this.#kernel.exports.runFilamentRows() : 0;
  }

  /** The impedance now at each frequency [Hz]; the run goes on as if it had not been measured. */
  impedance(frequencies: readonly number[]): ImpedancePoint[] {
    return measureImpedance(this.#kernel, frequencies);
  }

  /** Changes the run by hand, as an edit of its scenario: now where it is settled, else before the next time step. What the
   * scenario holds for later is dropped; several edits of one path before one time step count as the last of them. Goes on
   * with a run that has ended, unless it has failed. Throws ScenarioError, also where the run has nothing there to change. */
  edit(path: EditPath, value: unknown): void {
    const step = this.#d.steps + (this.#d.settled ? 0 : 1);
    const added = { step, path, value };
    const edit = resolveEdit(added, this.spec, path);
    if (this.#d.status === "failed" || this.#d.protocol.step < 0) return;
    const refusal = this.#d.settled && isByHand(edit) && refusalOf(this.#kernel, edit);
    if (refusal) throw new ScenarioError(refusal);
    this.reopen();
    if (this.#before?.steps === step) {
      const before = this.#before;
      this.recall(before);
      this.#before = before;
    } else if (this.#d.settled) this.#before = { ...this.moment(), steps: step };
    this.#write(withEdit(this.spec.scenario.edits, this.#d.edits, added));
    this.#ready();
  }

  /** Drops the edits behind the first `count`, none of which has been made yet. */
  keepEdits(count: number): void {
    if (count < this.#d.edits) throw new RangeError("an edit that has been made cannot be dropped");
    this.#write(this.spec.scenario.edits.slice(0, count));
    this.#ready();
  }

  /** Takes a run up again that has come to the end of its protocol, or was ended by hand: it goes on with what it held. */
  reopen(): void {
    const d = this.#d;
    if (d.status !== "finished") return;
    this.openEnd = true;
    d.status = "running";
    d.endReason = "";
    // as if it had been known that it would go on
    d.events.pop();
    const { edits } = this.spec.scenario;
    if (edits[d.edits - 1]?.path === "end") this.#write(edits.slice(0, --d.edits));
    else {
      d.next = this.spec.protocol.length;
      d.protocol.step = d.next - 1;
    }
  }

  #write(edits: readonly WrittenEdit[]): void {
    const { scenario } = this.spec;
    this.#spec = {
      ...this.spec,
      scenario: { ...scenario, edits: [...edits] },
      edits: resolveEdits(edits, this.spec),
    };
  }

  /** The state now, for recall(). */
  moment(): Moment {
    return { memory: this.#kernel.snapshot(), driver: exactStringify(this.#d) };
  }

  /** Goes back or forward to a moment of this run; edits of the scenario stay, those to come are made again. */
  recall({ memory, driver }: Moment): void {
    const { entered } = this.#d;
    this.#kernel.putBack(memory);
    this.#d = exactParse(driver) as Driver;
    // the same control is told from another one by identity
    if (exactStringify(this.#d.entered) === exactStringify(entered)) this.#d.entered = entered;
    this.#before = null;
    this.#observables = this.#read();
  }

  /** Stops the run from outside; a checkpoint taken afterwards goes on. */
  interrupt(reason: string): void {
    if (this.#d.status !== "running") return;
    this.#d.status = "interrupted";
    this.#d.endReason = reason;
  }

  /** The whole state, from which resume() gives the same bits (checkpoint.ts makes bytes of it). */
  state(): WholeState {
    const { spec } = this;
    return { spec, driver: this.#d, memory: this.#kernel.snapshot(), wasmHash: this.#kernel.id };
  }

  #read(): Observables {
    const { protocol } = this.#d;
    return readObservables(this.#kernel, {
      time: timeOf(protocol),
      stepTime: protocol.elapsed,
      protocolStep: Math.max(0, protocol.step),
      cycle: this.step.cycle,
      capacity: protocol.capacity,
      energy: protocol.energy,
      ...capacities(this.#d.halves, this.#kernel.param(Param.nominalCapacity)),
    });
  }

  /** One time step of the kernel, its time and charge booked; false when it ends the run. */
  #move(room: number, before: Observables): boolean {
    const k = this.#kernel;
    k.setParam(Param.room, room);
    const clock = k.outputs[Out.time]!;
    const status = k.exports.runStep();
    // a step that fails on its way has moved nothing
    if (status === Status.ok || k.outputs[Out.time] !== clock) {
      const dt = k.outputs[Out.dt]!;
      const { protocol } = this.#d;
      protocol.elapsed += dt;
      const passed = Math.abs(before.currentDensity) * dt;
      const { outputs } = k;
      const cellVoltage = outputs[Out.openCircuitVoltage]! - outputs[Out.voltage]!;
      protocol.capacity += passed;
      protocol.energy += 0.5 * Math.abs(before.cellVoltage + cellVoltage) * passed;
      protocol.moves++;
      this.#observables = this.#read();
    }
    if (!this.#survives(status)) {
      if (this.status === "stopped") {
        this.#d.steps++;
        this.#d.settled = true;
      }
      return false;
    }
    if (this.#observables.stepTime > before.stepTime) return true;
    this.#end("failed", standing(before.time, this.#observables));
    return false;
  }

  /** Undoes the step. */
  #takeBack(before: Observables): void {
    this.#kernel.exports.runTakeBack();
    const { protocol } = this.#d;
    protocol.elapsed = before.stepTime;
    protocol.capacity = before.capacity;
    protocol.energy = before.energy;
    protocol.moves--;
    // as a restored run would read it, to the bit: the potential has been solved again
    this.#observables = this.#read();
  }

  /** Ends the protocol step when one of its rules holds, and enters the next. */
  #finishStep(step: ProtocolStep): void {
    const o = this.#observables;
    const { protocol } = this.#d;
    const rule = ended(step, o);
    if (!rule && !pressed(step, o)) return;
    const atOnce = rule !== undefined && protocol.moves === 0 && !actsAtOnce(step);
    const why = atOnce
      ? `ended at once: ${rule.text} holds already at the start`
      : `ended by ${rule ? rule.text : "its end"}`;
    this.#event("step-end", `${step.text}: ${why}.`);
    if (atOnce && protocol.step < this.spec.protocol.length) {
      const { noted } = this.#d;
      noted.firstSkipped ||= `"${step.description}" ${why}.`;
      noted.skipped++;
    }
    this.#d.halves = afterStep(this.#d.halves, o.charge, this.spec.protocol[protocol.step + 1]);
    this.#observables = this.#read();
    const { length } = this.spec.protocol;
    const next = Math.min(length, successor(step, protocol.step, rule, this.#observables));
    if (next === length) this.#d.restsAt = restAfter(this.spec, rule);
    if (next === length && !this.#staysOpen) {
      protocol.step = next;
      this.#end("finished", `The protocol is done${rule ? ` (last step ${why})` : ""}.`);
    } else this.#d.next = next;
  }

  /** Whether the run goes on after its protocol. */
  get #staysOpen(): boolean {
    return this.openEnd || this.spec.edits.length > this.#d.edits;
  }

  /** Ends the run when the step that goes on would never end. */
  #look(step: ProtocolStep): void {
    const d = this.#d;
    if (d.status !== "running" || this.#observables.stepTime < d.look.due) return;
    if (endsByItself(step) || step.until.length === 0) return;
    if (d.protocol.step >= this.spec.protocol.length && d.rules === null) return;
    const { look, verdict } = checkProgress(d.look, step, this.#observables, this.spec);
    d.look = look;
    if (verdict) this.#end("stopped", verdict);
  }

  /** Whether an edit is to be made before the next time step. */
  get #due(): boolean {
    const next = this.spec.edits[this.#d.edits];
    return next !== undefined && next.step <= this.#d.steps;
  }

  /** Whether there is a next time step: the run has not ended, or an edit takes it up again. */
  get #goesOn(): boolean {
    const { status, protocol } = this.#d;
    return status === "running" || (status === "stopped" && protocol.step >= 0 && this.#due);
  }

  /** Enters the step that waits, if any, and makes the edits that are due; true while the run goes on. */
  #ready(): boolean {
    const d = this.#d;
    this.#enterNext();
    while (d.settled && this.#due && this.#goesOn) {
      d.status = "running";
      d.endReason = "";
      this.#make(this.spec.edits[d.edits++]!);
      this.#enterNext();
    }
    return d.status === "running";
  }

  #enterNext(): void {
    const { status, next } = this.#d;
    if (status !== "running" || next === null) return;
    this.#d.next = null;
    this.#enter(next);
  }

  /** Does what an edit says; an event of the record. */
  #make(edit: Edit): void {
    const k = this.#kernel;
    const d = this.#d;
    if (edit.path === "end") {
      this.#end("finished", `Ended by hand after ${d.steps} time steps.`);
      return;
    }
    d.search = null;
    if (isByHand(edit)) {
      this.#handle(edit);
      return;
    }
    this.#event("control", `Set by hand: ${edit.text}.`);
    switch (edit.path) {
      case "until":
        d.rules = edit.rules;
        d.look = firstCheck();
        return;
      case "protocol":
        d.next = edit.at;
        return;
      case "current":
        d.handCurrent = edit.value;
        d.restsAt = null;
        if (edit.value !== 0) d.handSize = Math.abs(edit.value);
        k.setParam(Param.voltageControl, 0);
        k.setParam(Param.current, edit.value);
        this.#survives(k.exports.runControl());
        break;
      case "conditions.stackPressure":
        k.exports.runPress(edit.value);
        this.#survives(k.exports.runTemperature());
        break;
      case "conditions.temperature":
        k.setParam(Param.temperature, edit.value);
        this.#survives(k.exports.runTemperature());
    }
    this.#controlled();
  }

  /** Does what a hand does in the section; an event of the record. */
  #handle(edit: ByHand): void {
    const refusal = refusalOf(this.#kernel, edit);
    if (refusal) {
      this.#event("control", `Left out: ${refusal[0]!.toLowerCase()}${refusal.slice(1)}`);
      return;
    }
    const status = handle(this.#kernel, edit, this.spec);
    if (status === undefined) {
      this.#event("control", `There is no room for one more: the ${edit.text} is left out.`);
      return;
    }
    this.#event("control", `${DONE[edit.path]} by hand: ${edit.text}.`);
    this.#survives(status);
    this.#controlled();
  }

  #enter(index: number): void {
    const d = this.#d;
    const k = this.#kernel;
    d.rules = null;
    const step = this.spec.protocol[index] ?? afterwards(this.spec, d);
    const { temperature } = this.#observables;
    d.protocol = stepAfter(d.protocol, index, k.outputs[Out.stackPressure]!, temperature);
    d.search = null;
    d.look = firstCheck();
    if (index < this.spec.protocol.length) this.#control(step);
    else if (d.restsAt !== null) this.#rest();
    let changed = setConditions(k, step, this.spec.stackStiffness);
    if (
      setPieces(k, piecesOf(step, d.protocol, this.spec), this.spec.stackStiffness, false) ===
      "condition"
    )
      changed = true;
    this.#event("step-start", step.text);
    const alive = this.#survives(changed ? k.exports.runTemperature() : k.exports.runControl());
    this.#controlled();
    if (alive && step.impedance && d.spectra.length < MAX_SPECTRA) {
      const points = measureImpedance(k, step.impedance);
      d.spectra.push({ why: step.text, observables: this.#observables, points });
    }
  }

  /** No current, whatever the last step held. */
  #rest(): void {
    this.#d.handCurrent = 0;
    this.#kernel.setParam(Param.voltageControl, 0);
    this.#kernel.setParam(Param.current, 0);
  }

  /** Current or voltage of a step. */
  #control({ control }: ProtocolStep): void {
    const k = this.#kernel;
    const d = this.#d;
    d.handCurrent = null;
    d.restsAt = null;
    k.setParam(Param.voltageControl, control.mode === "voltage" ? 1 : 0);
    if (control.mode === "voltage") k.setParam(Param.voltage, control.voltage);
    else {
      const j = control.currentDensity;
      k.setParam(Param.current, d.handSize !== null ? Math.sign(j) * d.handSize : j);
    }
  }

  /** Reads the state under a new control. */
  #controlled(): void {
    this.#observables = this.#read();
    this.#d.entered = { moves: this.#d.protocol.moves, state: this.#observables };
  }

  /** Goes on with what the step follows where a piece of it begins; false when that ends the run. */
  #follow(pieces: Pieces): boolean {
    const { elapsed } = this.#d.protocol;
    const fresh = Object.entries(pieces).filter(([, piece]) => begins(piece, elapsed));
    const { stackStiffness } = this.spec;
    const byHand = this.#d.handCurrent !== null;
    const changed = setPieces(this.#kernel, Object.fromEntries(fresh), stackStiffness, byHand);
    if (changed === undefined) return true;
    const k = this.#kernel.exports;
    if (!this.#survives(changed === "condition" ? k.runTemperature() : k.runControl()))
      return false;
    this.#controlled();
    return true;
  }

  /** Turns a kernel status into the end of the run where it is one. */
  #survives(status: Status): boolean {
    if (status === Status.ok) return true;
    this.#observables = this.#read();
    note(this.#d.noted, this.#observables);
    const { event, status: end, reason } = endingOf(status, this.#observables.time, this.spec);
    this.#event(event.kind, event.message);
    this.#end(end, reason);
    return false;
  }

  #end(status: RunStatus, reason: string): void {
    this.#d.status = status;
    this.#d.endReason = reason;
    this.#event("end", reason);
  }

  #event(kind: RunEvent["kind"], message: string, site?: number): void {
    const { events, protocol } = this.#d;
    const ofStep = kind === "step-start" || kind === "step-end";
    if (kind !== "end" && events.length >= (ofStep ? 1 : 2) * MAX_EVENTS) return;
    const place = site === undefined ? {} : { site };
    events.push({ time: timeOf(protocol), kind, message, ...place });
  }
}
