// The interface the page and the terminal build on. (The class in sim/simulation.ts implements it.)
import type { RunSpec } from "../core/runspec";
import type { Controls, FieldName, Frame, Observables, RunEvent, RunStatus } from "./types";

export interface SimulationLike {
  readonly spec: RunSpec;
  readonly status: RunStatus;
  /** One sentence: why the run ended. */
  readonly endReason: string;
  readonly observables: Observables;
  readonly events: readonly RunEvent[];
  /** Fraction of the protocol done, 0..1, for progress and ETA (by time or capacity of the steps). */
  readonly progress: number;
  /** Accepted time steps since the start of the run, across resumes. */
  readonly steps: number;
  /** Advances one adaptive time step; returns false when the run has ended. */
  advance(): boolean;
  /** A picture of the state now. */
  frame(fields: readonly FieldName[]): Frame;
  setControls(controls: Controls): void;
  /** The whole state as bytes with a header; restore gives the same bits from there on. */
  checkpoint(): Uint8Array;
}
// static: Simulation.create(spec: RunSpec, wasm: BufferSource | WebAssembly.Module): Promise<Simulation>
//         Simulation.restore(bytes: Uint8Array, wasm): Promise<Simulation>   (throws one clear sentence)
