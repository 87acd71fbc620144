// The outputs of a run, from its journal and its final state.

import { growthCurve } from "../../core/growth-curve";
import { buildRecord } from "../../core/record";
import { growthPicture } from "../../plots/growth";
import { escaped } from "../../plots/svg";
import { fieldsVtkhdf } from "../../sim/export/fields";
import { histogramCsv } from "../../sim/export/histogram";
import { timeseriesMetadata, timeseriesParts } from "../../sim/export/timeseries";
import type { Simulation } from "../../sim/simulation";
import type { Frame } from "../../sim/types";
import { filesOf, readingOf } from "../eis/report";
import type { Journal } from "../journals/run-journal";
import { type KernelFile, version } from "../kernel-file";
import type { Summary } from "./summary";

export const RECORD = "record.json";
const FIELDS = "fields.vtkhdf";
const HISTOGRAM = "current-histogram.csv";
/** The outputs that a run without pictures leaves out. */
export const OF_FRAMES: readonly string[] = [FIELDS, HISTOGRAM];

/** Names and bytes, record.json last: where it lies the others are complete. */
export async function outputsOf(
  journal: Journal,
  sim: Simulation,
  summary: Summary,
  kernel: KernelFile,
): Promise<[name: string, bytes: Uint8Array | Iterable<Uint8Array>][]> {
  const { scenario, seed } = sim.spec;
  // how long it took is not part of what was computed
  const { wall_s: _, expected_s: __, ...result } = summary;
  const record = buildRecord(scenario, {
    version,
    wasmHash: kernel.hash,
    threads: sim.threads,
    status: sim.status,
    endReason: sim.endReason,
    ledger: summary.ledger,
    events: sim.events,
    summary: result,
  });
  const origin = { scenario, seed, wasmHash: kernel.hash };
  const frames = async (): Promise<[string, Uint8Array][]> => [
    [FIELDS, await fieldsVtkhdf({ frames: patiently(journal.frames()), ...origin })],
    [HISTOGRAM, histogramCsv(journal.frames())],
  ];
  const readings = sim.spectra.map((instant) => readingOf(sim, instant));
  const growth = sim.spec.physics.interphaseGrowth ? [growthOf(journal, summary)] : [];
  const spectra = readings.length > 0 ? filesOf(String(summary.scenario), readings) : [];
  return [
    ["timeseries.bdf.csv", timeseriesParts(journal.rows())],
    ["timeseries.bdf.metadata.json", new TextEncoder().encode(timeseriesMetadata())],
    ...(sim.spec.output.frames ? await frames() : []),
    ...[...growth, ...spectra].map(([name, text]): [string, Uint8Array] => [
      name,
      new TextEncoder().encode(text),
    ]),
    [RECORD, new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`)],
  ];
}

/** The picture of an interphase that grows. */
function growthOf(journal: Journal, { scenario }: Summary): [string, string] {
  const title = `Charge eaten by the interphase: ${escaped(String(scenario))}`;
  return ["interphase.svg", growthPicture(title, growthCurve([...journal.rows()]))];
}

/** Lets signals in between two frames, so that Ctrl-C works while files are written. */
async function* patiently(frames: Iterable<Frame>): AsyncGenerator<Frame> {
  for (const frame of frames) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    yield frame;
  }
}
