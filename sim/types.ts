// What a run hands out: observables, frames, events. The same in the worker, in Node and in tests.

import type { ObservableKey } from "../core/observables";
import type { CathodeFieldName, FieldName, LineName } from "../core/tables/fields";
import type { CathodeRows } from "./cathode-rows";
import type { Filament } from "./filaments";

export type { CathodeFieldName, FieldName, LineName } from "../core/tables/fields";

/** One row of the time series: every observable of core/tables/observables.ts, SI; positive current strips the working
 * electrode. */
export interface Observables extends Record<ObservableKey, number> {
  /** What set the size of the last time step. */
  limiter: string;
}

/** A picture of the state. Field arrays are row-major, row 0 at the top of the lithium, `columns` wide and
 * `lithiumRows + electrolyteRows` high; NaN where a field does not exist (potential in lithium, say). SI units. */
export interface Frame {
  observables: Observables;
  columns: number;
  lithiumRows: number;
  electrolyteRows: number;
  /** cell size [m] */
  h: number;
  fields: Partial<Record<FieldName, Float32Array>>;
  /** only with a cathode that is computed as a section */
  cathode?: CathodeFrame;
  /** only with a cathode that is computed along its depth */
  cathodeRows?: CathodeRows;
  /** lines to draw in the electrolyte; empty without physics.filaments */
  filaments: Filament[];
  /** share of the interface in each bin of local over mean current density; bins in distribution.ts */
  currentHistogram: number[];
  /** along the interface, one value per column; core/tables/fields.ts */
  interface: Record<LineName, Float32Array>;
}

/** The section of a cathode, on a grid of its own: `columns` wide and `rows` high, row 0 at the pellet, the first `margin` rows
 * electrolyte before the electrode, the collector below the last row. SI units. */
export interface CathodeFrame {
  columns: number;
  rows: number;
  margin: number;
  /** cell size [m] */
  h: number;
  /** those asked for; row-major, NaN where a field does not exist (lithium between particles, say) */
  fields: Partial<Record<CathodeFieldName, Float32Array>>;
  /** potential of the particles of each row against the collector [V] */
  electrons: Float32Array;
}

export interface RunEvent {
  time: number;
  kind:
    | "step-start"
    | "step-end"
    | "control"
    | "void-opened"
    | "void-closed"
    | "pressure-lost"
    | "contact-lost"
    | "lithium-depleted"
    | "overpressed"
    | "lithium-pierced"
    | "electrolyte-consumed"
    | "internal-nucleation"
    | "filament-started"
    | "short"
    | "short-healed"
    | "short-fused"
    | "solver-retry"
    | "failed"
    | "interrupted"
    | "end";
  message: string;
  /** Where along the interface [m], for filaments and shorts. */
  site?: number;
}

/** Why a run has ended: protocol done, a limit of the run, a numerical failure. */
export type RunStatus = "running" | "finished" | "stopped" | "failed" | "interrupted";

/** Controls that may be moved while the run goes on, by edits of its scenario. SI. */
export interface Controls {
  currentDensity?: number;
  stackPressure?: number;
  temperature?: number;
}
