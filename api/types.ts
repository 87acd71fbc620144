// What the package offers, as its users see it. The build joins this file and api/scenario.ts to dist/lib/index.d.ts, so it
// imports nothing else.

import type { FieldName, Observables, ScenarioInput } from "./scenario";

/** Why a run has ended; "running" while it has not. */
export type RunStatus = "running" | "finished" | "stopped" | "failed" | "interrupted";

export interface RunEvent {
  /** [s] */
  readonly time: number;
  readonly kind: string;
  readonly message: string;
  /** Where along the interface [m], for filaments and shorts. */
  readonly site?: number;
}

/** Fields of the section at one time, row by row from the top of the lithium; NaN where a field does not exist. SI. */
export interface Frame {
  readonly observables: Observables;
  readonly columns: number;
  readonly lithiumRows: number;
  readonly electrolyteRows: number;
  /** Size of a cell [m]. */
  readonly h: number;
  readonly fields: Partial<Record<FieldName, Float32Array>>;
}

/** A run in progress. */
export interface Simulation {
  /** One time step; false when there is none left. */
  advance(): boolean;
  /** All steps that are left; how the run ended. */
  run(): RunStatus;
  readonly status: RunStatus;
  /** Why it ended, in a sentence; empty while it runs. */
  readonly endReason: string;
  readonly observables: Observables;
  readonly events: readonly RunEvent[];
  /** Time steps so far. */
  readonly steps: number;
  /** Share of the protocol that is done, 0 to 1. */
  readonly progress: number;
  /** The state as pictures. */
  frame(fields: readonly FieldName[]): Frame;
  /** The whole state in bytes: Simulation.restore goes on from them, bit for bit. */
  checkpoint(): Uint8Array;
  /** Changes the run by hand from now on, as `edit("conditions.stackPressure", "10 MPa")`; kept as an edit of its scenario.
   * @throws ScenarioError */
  edit(
    path: "conditions.stackPressure" | "conditions.temperature" | "current",
    value: string,
  ): void;
}

export interface SimulationFactory {
  /** Lays a run out at t = 0: a scenario, or the name of one of the gallery. The kernel of the package unless another is given.
   * @throws ScenarioError: where, what is wrong, what would be right. */
  create(scenario: ScenarioInput | string, kernel?: Uint8Array<ArrayBuffer>): Promise<Simulation>;
  /** Goes on from a checkpoint of the same build. */
  restore(checkpoint: Uint8Array, kernel?: Uint8Array<ArrayBuffer>): Promise<Simulation>;
}

export interface GalleryEntry {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly scenario: ScenarioInput;
}
