// What a run holds outside of the kernel's memory: where its protocol stands, what has happened, what waits. Plain data, part of
// a checkpoint.

import type { RunSpec, Termination } from "../core/runspec";
import type { Search } from "./event-search";
import { type HalfCycles, noHalfCycles } from "./half-cycles";
import type { MeasuredSpectrum } from "./impedance";
import { firstCheck, type ProgressCheck } from "./pace";
import type { ProtocolState } from "./protocol-clock";
import { noRemarks, type RemarkRecord } from "./remark-record";
import { noLimits, type StepLimits } from "./step-limits";
import type { Observables, RunEvent, RunStatus } from "./types";

export interface Driver {
  protocol: ProtocolState;
  /** Complete charges and discharges. */
  halves: HalfCycles;
  /** State when the present control came into force, by the protocol or by hand, after that many time steps of the protocol
   * step: the first row under it. */
  entered: { moves: number; state: Observables } | null;
  status: RunStatus;
  endReason: string;
  events: RunEvent[];
  steps: number;
  /** The moment of a crossed stop rule is being searched; null = none is. */
  search: Search | null;
  /** What "Measure impedance" has measured so far. */
  spectra: MeasuredSpectrum[];
  /** Current density set by hand for the present step, and its size for the steps to come [A/m2]. */
  handCurrent: number | null;
  handSize: number | null;
  /** After the protocol: limit of the cell's voltage at which it rests [V]. */
  restsAt: number | null;
  /** How far the present step is from its end, where only observables end it. */
  look: ProgressCheck;
  noted: RemarkRecord;
  limits: StepLimits;
  /** Protocol step to enter before the next time step; the end of the last one stays on show until then. */
  next: number | null;
  /** Edits of the scenario that have been made. */
  edits: number;
  /** Limits of the present step that were set by hand. */
  rules: Termination[] | null;
  /** Nothing has been tried since the last accepted time step, so that an edit belongs to its index. */
  settled: boolean;
}

/** Before the first step of the protocol. */
export const newDriver = (spec: RunSpec): Driver => ({
  protocol: {
    step: -1,
    startTime: 0,
    startRest: 0,
    elapsed: 0,
    capacity: 0,
    energy: 0,
    moves: 0,
    startPressure: spec.stackPressure,
    startTemperature: spec.temperature,
  },
  halves: noHalfCycles(),
  entered: null,
  status: "running",
  endReason: "",
  events: [],
  steps: 0,
  search: null,
  spectra: [],
  handCurrent: null,
  handSize: null,
  restsAt: null,
  look: firstCheck(),
  noted: noRemarks(),
  limits: noLimits(),
  next: null,
  edits: 0,
  rules: null,
  settled: true,
});
