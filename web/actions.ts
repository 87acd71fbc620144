// What a person can do to the run, by mouse, touch, keyboard or file. Everything goes to the engine.
import type { EditPath } from "../core/edits";
import type { Kymograph } from "../sim/lines-in-time";
import type { Controls } from "../sim/types";
import type { KeptRun } from "./keeping";
import type {
  CathodeInTime,
  Checked,
  ImpedanceNow,
  ScenarioSource,
  Vocabulary,
} from "./worker-protocol";

export interface Actions {
  open(source: ScenarioSource, andPlay?: boolean): Promise<void>;
  /** Changes entries of the scenario, "path=value", and starts it again; `afresh`: from how it was opened. False when it
   * has been refused. */
  change(assignments: string[], afresh?: boolean): Promise<boolean>;
  /** Play or pause; after the end, once more from the start. */
  toggle(): void;
  step(): void;
  /** Plays on until a limit holds, as behind "until" in a protocol. */
  playUntil(limit: string): void;
  /** Goes to a time step that is known, or to the last one before a time [s], and pauses there. */
  seek(to: { step: number } | { time: number }): void;
  /** Starts again; goes on playing if it did, unless told. */
  reset(andPlay?: boolean): void;
  /** `byHand`: not a default, so it stays. */
  setSpeed(rate: number, byHand?: boolean): void;
  setControls(controls: Controls): void;
  /** Changes the run as it is, as an edit of its scenario. False when it has been refused. */
  edit(path: EditPath, value: unknown): Promise<boolean>;
  /** Takes back the last edit: to the time step that it was made at. False when that has been forgotten. */
  withdraw(): Promise<boolean>;
  /** The address of what is shown, with all that was changed by hand. */
  link(): Promise<string>;
  /** Goes on with a run that this browser has kept. */
  openKept(run: KeptRun): Promise<void>;
  /** The impedance where the run stands; null when there is none. */
  impedance(): Promise<ImpedanceNow | null>;
  /** Lines along the interface against time; null without a run. */
  kymograph(): Promise<Kymograph | null>;
  /** Lithium of the rows or particles of the cathode against time; null without a run. */
  cathodeInTime(): Promise<CathodeInTime | null>;
  /** The scenario with what has been changed by hand, as JSON text. */
  scenario(): Promise<string>;
  /** The record of the run as it stands, as JSON text. */
  record(): Promise<string>;
  /** Lays a column of a person's own data beside the run; says why not where it cannot. No text: of
   * the table that came last. */
  measure(text: string | null, fileName: string, header?: string): Promise<void>;
  /** Bytes of the kernel, for workers beside the run. */
  kernel(): Promise<ArrayBuffer>;
  /** What the editor asks: what may be written, the scenario as a draft, and what is wrong with one. */
  vocabulary(): Promise<Vocabulary>;
  draft(): Promise<string>;
  check(draft: string): Promise<Checked>;
}
