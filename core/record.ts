// The record of a run: everything needed to say what was computed, with what, and whose numbers
// went in. sim/ and cli/ fill it; core/ fixes its shape.

import { type Bands, bandsFor } from "./bands";
import { cathodeNames } from "./cathode";
import { type ClosureStatus, closures } from "./closures";
import { type Citation, resolveMaterials } from "./materials";
import { SCHEMA_VERSION, type Scenario } from "./scenario";

export interface Ledger {
  /** Relative defect of the lithium balance over the whole run. */
  lithiumDefect: number;
  /** Relative defect of the charge balance. */
  chargeDefect: number;
  /** Share of the moved lithium that the projection took out of the flow. */
  divergence: number;
  /** Lithium taken out by hand less what was put in, as a thickness [um]. */
  lithiumTaken_um: number;
}

export interface RecordedEvent {
  /** [s] since the start of the run */
  time: number;
  kind: string;
  message: string;
}

/** What a run adds to its scenario. */
export interface RunOutcome {
  /** Version of the package. */
  version: string;
  /** SHA-256 of the kernel, hex. */
  wasmHash: string;
  /** Threads that computed at the end; the numbers do not depend on it. */
  threads: number;
  status: string;
  endReason: string;
  ledger: Ledger;
  events: readonly RecordedEvent[];
  /** End values, as in `run --json`. */
  summary: Readonly<Record<string, unknown>>;
}

export interface RunRecord {
  format: "voidscope-record";
  schemaVersion: number;
  /** With every default filled in: running it again gives the same bits. */
  scenario: Scenario;
  seed: number;
  versions: { voidscope: string; scenario: number };
  wasm: { sha256: string; threads: number };
  status: string;
  endReason: string;
  summary: Readonly<Record<string, unknown>>;
  ledger: Ledger;
  events: readonly RecordedEvent[];
  /** Material properties the run used, each with its source. */
  citations: Citation[];
  /** Closures in force, each with how well it stands. */
  closures: ClosureStatus[];
  /** Of a gallery scenario: its results with their bands, and the constants that decide them. */
  bands?: Bands;
}

/** Builds the record of a run of `scenario` (normalised). */
export function buildRecord(scenario: Scenario, outcome: RunOutcome): RunRecord {
  const { version, wasmHash, threads, status, endReason, summary, ledger, events } = outcome;
  const bands = bandsFor(scenario);
  return {
    format: "voidscope-record",
    schemaVersion: SCHEMA_VERSION,
    scenario,
    seed: scenario.seed,
    versions: { voidscope: version, scenario: scenario.schemaVersion },
    wasm: { sha256: wasmHash, threads },
    status,
    endReason,
    summary,
    ledger: { ...ledger },
    events: events.map(({ time, kind, message }) => ({ time, kind, message })),
    citations: resolveMaterials(scenario.materials, cathodeNames(scenario)).citations,
    closures: closures(scenario),
    ...(bands && { bands }),
  };
}
