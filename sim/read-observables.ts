// The kernel's output table -> Observables and frames.

import { OBSERVABLES, type Observable, type ObservableKey } from "../core/observables";
import { CATHODE_MODELS } from "../core/tables/cathode";
import { LINES, type LineEntry, ofCathode } from "../core/tables/fields";
import type { Reading } from "../core/tables/observables";
import { LIMITERS } from "../core/tables/outcomes";
import { readParticleMeans } from "./cathode-particles";
import { readCathodeRows, readRowMeans } from "./cathode-rows";
import { currentHistogram, currentSpread } from "./distribution";
import { readFilaments } from "./filaments";
import { CathodePicture, Field, type Kernel, Limiter, Out, Param, Picture } from "./kernel";
import type { Lines } from "./lines-in-time";
import type {
  CathodeFieldName,
  CathodeFrame,
  FieldName,
  Frame,
  LineName,
  Observables,
} from "./types";

/** What the driver adds to the kernel's numbers. */
export interface Clock {
  time: number;
  stepTime: number;
  protocolStep: number;
  cycle: number;
  capacity: number;
  energy: number;
  chargeCapacity: number;
  dischargeCapacity: number;
  capacityRetention: number;
  coulombicEfficiency: number;
}

type Source = (reading: Reading, kernel: Kernel, clock: Clock, outputs: Float64Array) => number;

/** Where the number of an entry comes from; see core/tables/observables.ts. */
function sourceOf({ key, slot = key, from, derive }: Observable): Source {
  if (derive) return derive;
  if (from === "clock") return (_reading, _kernel, clock) => clock[key as keyof Clock];
  if (from === "parameter") {
    const at = Param[slot as keyof typeof Param];
    return (_reading, kernel) => kernel.param(at);
  }
  const at = Out[slot as keyof typeof Out];
  return (_reading, _kernel, _clock, outputs) => outputs[at]!;
}

const SOURCES = OBSERVABLES.map((entry) => [entry.key, sourceOf(entry)] as const);

export function readObservables(kernel: Kernel, clock: Clock): Observables {
  const outputs = kernel.outputs;
  const reading: Reading = {
    out: (slot) => outputs[Out[slot as keyof typeof Out]]!,
    spread: currentSpread(kernel.field(Field.current, kernel.columns), outputs[Out.current]!),
  };
  // once a time step: no lists on the way
  const row = {} as Record<ObservableKey, number>;
  for (const [key, source] of SOURCES) row[key] = source(reading, kernel, clock, outputs);
  const limiter = LIMITERS[Limiter[outputs[Out.limiter]!] as keyof typeof LIMITERS];
  return Object.assign(row, { limiter });
}

const LINES_READ = (Object.entries(LINES) as [LineName, LineEntry][]).map(
  ([name, { slot = name }]) => [name, Field[slot as keyof typeof Field]] as const,
);

/** Whether the run has a cathode along its depth. */
const isLine = (kernel: Kernel) => CATHODE_MODELS[kernel.param(Param.cathodeModel)] === "line";

/** The section of a cathode now. */
function cathodeFrame(kernel: Kernel, names: readonly CathodeFieldName[]): CathodeFrame {
  const grid = kernel.cathode!;
  return {
    ...grid,
    fields: Object.fromEntries(
      names.map((name) => [name, kernel.cathodePicture(CathodePicture[name])]),
    ),
    electrons: Float32Array.from(kernel.table(kernel.exports.runCathodeElectrons(), grid.rows)),
  };
}

/** A picture of the state now; arrays are copies, free to be transferred. */
export function takeFrame(
  kernel: Kernel,
  observables: Observables,
  h: number,
  fields: readonly (FieldName | CathodeFieldName)[],
): Frame {
  const n = kernel.columns;
  const line = (which: Field) => Float32Array.from(kernel.field(which, n));
  const pictures: Frame["fields"] = {};
  for (const name of fields) if (!ofCathode(name)) pictures[name] = kernel.picture(Picture[name]);
  return {
    observables,
    columns: n,
    lithiumRows: kernel.rows.lithium,
    electrolyteRows: kernel.rows.electrolyte,
    h,
    fields: pictures,
    ...(isLine(kernel) && { cathodeRows: readCathodeRows(kernel) }),
    ...(kernel.cathode && { cathode: cathodeFrame(kernel, fields.filter(ofCathode)) }),
    filaments: readFilaments(kernel),
    currentHistogram: currentHistogram(kernel.field(Field.current, n), observables.currentDensity),
    interface: Object.fromEntries(
      LINES_READ.map(([name, field]) => [name, line(field)]),
    ) as Frame["interface"],
  };
}

/** The lines of a kymograph, copied. */
export function readLines(kernel: Kernel): Lines {
  const line = (which: Field) => Float32Array.from(kernel.field(which, kernel.columns));
  return {
    current: line(Field.current),
    interphase: line(Field.interphase),
    ...(isLine(kernel) && { cathode: readRowMeans(kernel) }),
    ...(kernel.cathode && { cathode: readParticleMeans(kernel) }),
  };
}
