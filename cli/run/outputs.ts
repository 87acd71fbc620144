// The outputs of a run, from its journal and its final state.

import { growthCurve } from "../../core/growth-curve";
import { writeFields } from "../../sim/export/fields";
import { histogramCsv } from "../../sim/export/histogram";
import { timeseriesMetadata, timeseriesParts } from "../../sim/export/timeseries";
import type { Simulation } from "../../sim/simulation";
import { recordOf, type Summary } from "../../sim/summary";
import type { Frame } from "../../sim/types";
import type { Journal } from "../journals/run-journal";
import { type KernelFile, version } from "../kernel-file";
import { FIELDS, HISTOGRAM, RECORD } from "./output-names";
import type { Content } from "./run-directory";

/** Names and bytes, record.json last: where it lies the others are complete. */
export async function outputsOf(
  journal: Journal,
  sim: Simulation,
  summary: Summary,
  kernel: KernelFile,
): Promise<[name: string, bytes: Content][]> {
  const { scenario, seed } = sim.spec;
  const record = recordOf(sim, scenario, summary, { version, wasmHash: kernel.hash });
  const origin = { scenario, seed, wasmHash: kernel.hash };
  const frames = (): [string, Content][] => [
    [FIELDS, (store) => writeFields({ frames: patiently(journal.frames()), ...origin }, store)],
    [HISTOGRAM, histogramCsv(journal.frames())],
  ];
  const growth = sim.spec.physics.interphaseGrowth ? [await growthOf(journal, summary)] : [];
  const spectra = sim.spectra.length > 0 ? await spectraOf(sim, summary) : [];
  return [
    ["timeseries.bdf.csv", timeseriesParts(journal.rows())],
    ["timeseries.bdf.metadata.json", new TextEncoder().encode(timeseriesMetadata())],
    ...(sim.spec.output.frames ? frames() : []),
    ...[...growth, ...spectra].map(([name, text]): [string, Uint8Array] => [
      name,
      new TextEncoder().encode(text),
    ]),
    [RECORD, new TextEncoder().encode(`${JSON.stringify(record, null, 2)}\n`)],
  ];
}

// What draws is loaded where there is something to draw: it takes longer than many a run.

/** The picture of an interphase that grows. */
async function growthOf(journal: Journal, { scenario }: Summary): Promise<[string, string]> {
  const { growthPicture } = await import("../../plots/growth");
  const { escaped } = await import("../../plots/svg");
  const title = `Charge eaten by the interphase: ${escaped(String(scenario))}`;
  return ["interphase.svg", growthPicture(title, growthCurve([...journal.rows()]))];
}

/** Tables and pictures of the spectra that the protocol measured. */
async function spectraOf(sim: Simulation, { scenario }: Summary): Promise<[string, string][]> {
  const { filesOf, readingOf } = await import("../eis/report");
  const readings = sim.spectra.map((instant) => readingOf(sim, instant));
  return filesOf(String(scenario), readings);
}

/** Lets signals in between two frames, so that Ctrl-C works while files are written. */
async function* patiently(frames: Iterable<Frame>): AsyncGenerator<Frame> {
  for (const frame of frames) {
    await new Promise<void>((resolve) => setImmediate(resolve));
    yield frame;
  }
}
