// What page and worker say to each other. Calls go through Comlink; pictures travel on a port of
// their own, as transferred arrays, one for each request.
import type { ClosureStatus } from "../core/closures";
import type { Drawn } from "../core/drawn";
import type { EditPath, WrittenEdit } from "../core/edits";
import type { Landmark } from "../core/landmarks";
import type { ObservableKey } from "../core/observables";
import type { Reworked } from "../core/reworked";
import type { ControlName } from "../core/scenario";
import type { CathodeModel } from "../core/tables/cathode";
import type { Geometry } from "../sim/geometry";
import type { ImpedancePoint } from "../sim/impedance";
import type { Kymograph } from "../sim/lines-in-time";
import type {
  CathodeFieldName,
  Controls,
  FieldName,
  Frame,
  Observables,
  RunEvent,
  RunStatus,
} from "../sim/types";
import type { Following } from "./in-step";
import type { Seen } from "./seen";

/** What the page opens with where nothing else is asked for. */
export const FIRST_CHOICE = "single-void";

export interface GalleryEntry {
  name: string;
  title: string;
  /** What it shows, in one sentence. */
  description: string;
  /** It has a cathode opposite the lithium. */
  fullCell: boolean;
}

/** The cathode of a run, as the page needs it. */
export interface CathodeInfo {
  model: Exclude<CathodeModel, "none">;
  material: string;
  /** [m] */
  thickness: number;
  /** Layer of another electrolyte before it: its name and thickness [m]. */
  layer: { material: string; thickness: number } | null;
  /** Active material per area [kg/m2]. */
  mass: number;
}

/** Mean lithium content of each row or particle of a cathode, against time [s]. */
export interface CathodeInTime {
  times: number[];
  lithium: Float32Array[];
}

/** Several entries by one name: what somebody holds to be the cause of voids, or what is done against it. */
export interface SetEntry {
  /** The part of "mechanism=flux-focusing", "remedy=licl". */
  kind: "mechanism" | "remedy";
  name: string;
  title: string;
  /** What follows, and from where; of a remedy also what it changes. */
  says: string;
}

/** `set`: entries changed on the page, as a link carries them. */
export type ScenarioSource =
  | { name: string; set?: readonly string[] }
  /** `step`: time steps to go to once it is open; `seen`: what of it is shown */
  | { text: string; fileName: string; step?: number; seen?: Seen }
  /** what stands behind "#s=" */
  | { link: string };

/** What is drawn into a run, and done to what is there, before a time step [SI]. */
export type Stroke = (Drawn | Reworked) & { step: number };

/** What has been opened, as the page needs it. */
export interface RunInfo {
  /** Why entries of an address were left out, a sentence each. */
  refused?: string[];
  /** Gallery name, or the name of the file without its ending. */
  name: string;
  title: string;
  description: string;
  /** The scenario with every default filled in, as JSON text. */
  scenario: string;
  electrolyte: string;
  /** Null without one. */
  cathode: CathodeInfo | null;
  /** The steps in their canonical words. */
  protocol: string[];
  /** [s] that the protocol is expected to take; infinite when its steps name no end in time or capacity */
  duration: number;
  /** Simulated seconds per second at which it can be watched. */
  speed: number;
  /** What the scenario opens with. */
  layer: FieldName;
  /** of the cathode, if there is one */
  cathodeLayer: CathodeFieldName;
  probe: { column: number; row: number } | null;
  /** Part of the section [cells]: its middle, and what is seen at least. */
  camera: { column: number; row: number; width: number; height: number } | null;
  /** Ends of the colours of that layer [SI]; null: they follow the field. */
  limits: [number, number] | null;
  series: ObservableKey;
  control: ControlName;
  /** What has been published of that control. */
  landmarks: Landmark[];
  /** Lithium grows through the electrolyte, so that flaws matter. */
  filaments: boolean;
  /** Thickness of the electrolyte that is shown [m]. */
  depth: number;
  /** Of the section, along the interface [m]. */
  width: number;
  /** Flaws, grain boundaries and pores drawn by hand in the electrolyte [m, rad], depths from the interface. */
  flaws: { at: number; depth: number; length: number; tilt: number }[];
  grains: { from: number; fromDepth: number; to: number; toDepth: number }[];
  pores: { at: number; depth: number; diameter: number }[];
}

/** A closure or switch in force, and whether it differs from how the scenario was opened. */
export type ClosureNow = ClosureStatus & { changed: boolean };

/** What may be written in a scenario, and what it means. */
export interface Vocabulary {
  verbs: string[];
  /** One sentence of every kind of step. */
  examples: string[];
  observables: { name: string; names: string[]; meaning: string; units: string[] }[];
  /** Units of a dimension, by its SI unit. */
  units: Partial<Record<string, string[]>>;
  entries: EntryHelp[];
  materials: { name: string; kind: string; title: string; caveat: string }[];
}

/** One entry of the scenario, as `voidscope explain` tells it. */
export interface EntryHelp {
  /** "conditions.stackPressure"; entries of a list behind "[]" */
  name: string;
  meaning: string;
  unit?: string;
  range?: string;
  choices?: string[];
  /** What holds where it is left out. */
  fallback?: unknown;
  standing?: string;
  source?: string;
}

/** What is wrong with a draft. */
export interface Problem {
  /** "conditions.stackPressure"; empty where it is the whole, or the text itself */
  path: string;
  message: string;
  /** in the text, from 1 */
  line?: number;
  column?: number;
}

/** A step in canonical words with what it comes to, or why it cannot be read. */
export interface CheckedLine {
  canonical?: string;
  steps?: number;
  problem?: string;
}

export interface Checked {
  problems: Problem[];
  lines: CheckedLine[];
  /** Entries that differ from those of the run, where the draft is right. */
  changed?: string[];
  /** They ask for a new run; otherwise it goes on from its time step. */
  restarts?: boolean;
  step?: number;
  /** Properties of the materials in use and where each comes from. */
  values?: { property: string; value: string; kind: string; source: string; where: string }[];
}

/** A column of a person's own data, in SI. */
export interface Measured {
  fileName: string;
  /** What the file was taken for. */
  form: string;
  headers: string[];
  header: string;
  /** Observables that it could be, the likely one first. */
  candidates: ObservableKey[];
  key: ObservableKey;
  times: number[];
  values: number[];
}

/** The same, with what the electrolyte is made of. */
export interface OpenedRun extends RunInfo {
  geometry: Geometry;
  /** as in its pictures */
  generation: number;
}

/** [ms] that a segment of a growing filament takes on the screen: time goes slower while one grows, so that it is seen. */
export const SEGMENT_TIME = 50;

/** The impedance of the run where it stands. */
export interface ImpedanceNow {
  time: number;
  temperature: number;
  contactFraction: number;
  points: ImpedancePoint[];
  /** what its protocol has measured so far */
  measured: { time: number; points: ImpedancePoint[] }[];
  /** relaxation time of the electrolyte [s] */
  bulk: number;
  /** capacitance of charge transfer in full contact [F/m2] */
  fullCapacitance: number;
  /** what it took [ms] */
  cost: number;
}

export interface EngineApi {
  gallery(): Promise<GalleryEntry[]>;
  sets(): Promise<SetEntry[]>;
  /** Of the open scenario, in the order of the schema. */
  closures(): Promise<ClosureNow[]>;
  /** Opens a scenario and leaves it paused at its start; rejects with one sentence when it is not valid. */
  open(source: ScenarioSource): Promise<OpenedRun>;
  /** Opens the same scenario with entries changed, "path=value" as in the terminal; `afresh`: from how it was opened. */
  change(assignments: string[], afresh: boolean): Promise<OpenedRun>;
  /** Starts the same scenario again from its first step; its generation. */
  reset(): Promise<number>;
  /** On from where it is; `until`: pauses there, as behind "until" in a protocol; null: where it was to pause before. This and the next
   * three give the number of the order. */
  play(until?: string | null): Promise<number>;
  /** `rests`: until it is seen again, which is `play(null)`. */
  pause(rests?: boolean): number;
  /** Goes to a time step that is known, or to the last one before a time [s], and pauses there. */
  seek(to: { step: number } | { time: number }): Promise<number>;
  /** One time step. */
  step(): Promise<number>;
  /** Simulated seconds per second; Infinity = as fast as it computes. */
  setSpeed(rate: number): void;
  setControls(controls: Controls): void;
  /** Changes the run as it is, as an edit of its scenario; rejects with one sentence when that cannot be. */
  edit(path: EditPath, value: unknown): Promise<void>;
  /** Takes back the last edit, and what has followed; false when the time before it has been forgotten. */
  withdraw(): Promise<boolean>;
  /** The scenario with every default and what has been changed by hand, as JSON text. */
  scenario(): string;
  /** The record of the run as it stands, as JSON text; empty without a run. */
  record(): Promise<string>;
  /** What the main result of a gallery scenario hangs on, a sentence; else empty. */
  hangsOn(): Promise<string>;
  /** What stands behind "#s=" in a link to what is shown. */
  link(seen?: Seen): Promise<string>;
  /** The impedance where the run stands, which it leaves as it is; null when there is none. */
  impedance(): Promise<ImpedanceNow | null>;
  /** Lines along the interface against time, those ahead of a run that has gone back too; null without a run. */
  kymograph(): Kymograph | null;
  /** Goes in step with the run at the other end of the port, leading it unless told how to follow; without a port, on its own. `tell`
   * hears one sentence for each change by hand that the one that follows does not take. */
  accompany(
    port?: MessagePort,
    following?: Following,
    tell?: (sentence: string) => void,
  ): Promise<void>;
  /** Lithium of the rows or particles of its cathode, likewise; null without a run. */
  cathodeInTime(): CathodeInTime | null;
  /** A column of a file of a person's own; rejects with one sentence. */
  measured(text: string, fileName: string, header?: string): Promise<Measured>;
  vocabulary(): Promise<Vocabulary>;
  /** The scenario as a draft for the editor, without what would be so anyway. */
  draft(): Promise<string>;
  /** What is wrong with a draft, and what it would change in the run. */
  check(draft: string): Promise<Checked>;
  /** Bytes of the kernel, for others that compute. */
  kernel(): Promise<ArrayBuffer>;
  attach(port: MessagePort): void;
  ping(): number;
}

/** The page asks when it has drawn the last picture; `fresh` = answer at once, even if nothing has changed. */
export interface FrameRequest {
  fields: (FieldName | CathodeFieldName)[];
  fresh: boolean;
}

export interface Steps {
  first: number;
  now: number;
  last: number;
}

export interface FrameMessage {
  frame: Frame;
  /** rows of the time series as in the terminal's file: of those that the page has `rowsFrom` stay, and these follow */
  rowsFrom: number;
  rows: Observables[];
  /** rows up to where the run is; the others lie ahead, as it has been gone back */
  past: number;
  eventsFrom: number;
  /** what has been changed by hand, when that is new */
  edits?: WrittenEdit[];
  /** of it what a hand has done in the section */
  drawn?: Stroke[];
  events: RunEvent[];
  /** time steps: the first that can be gone back to, the present one, the last that is known */
  steps: Steps;
  status: RunStatus;
  playing: boolean;
  /** number of the last order that had been carried out: pictures and answers come by two ports, in any order */
  order: number;
  /** A filament grows, and time goes slower for it. */
  slow: boolean;
  endReason: string;
  progress: number;
  /** milliseconds that one time step takes at present */
  stepCost: number;
  /** goes up each time a run is opened or reset */
  generation: number;
}

/** The sentence of an error, without the class name that browsers put before it. */
export function sentenceOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
