// Frames -> `fields.vtkhdf`: VTKHDF ImageData (format 2.2) with time steps, which ParaView opens as it is.
//
//   /VTKHDF                              attributes Version, Type, WholeExtent, Origin, Spacing, Direction
//   /VTKHDF/CellData/<field>             float32 [steps, ny, nx], one chunk a step, gzip; attribute units
//   /VTKHDF/Steps/Values                 time [s]
//   /VTKHDF/Steps/CellDataOffsets/<field>
//   /VTKHDF/FieldData/currentHistogram   float32 [steps, bins], shares of the interface; attribute edges, of |j| / mean
//   /VTKHDF/Steps/FieldDataOffsets/currentHistogram
//   /Voidscope                           attributes wasmHash, seed; the scenario as JSON text
//   /Voidscope/interface/<line>          float32 [steps, nx] along the interface; attribute units
//   /Voidscope/cathode/<field>           float32 [steps, rows, columns] of a cathode's section, row 0 at the pellet; attribute units.
//                                        The group has attributes spacing [m] and margin, rows of electrolyte before the electrode
//   /Voidscope/cathode/electrons         float32 [steps, rows], potential of the particles of a row against the collector
//
// x runs along the interface, y up into the lithium, y = 0 at the electrolyte surface [m]. The image is one
// flat layer of cells, so that an integral in ParaView is per metre of depth.

import type { Dataset, Group } from "h5wasm";
import { CATHODE_PICTURES, LINES, PICTURES } from "../../core/tables/fields";
import { CURRENT_EDGES } from "../distribution";
import type { CathodeFieldName, CathodeFrame, FieldName, Frame, LineName } from "../types";
import { type BlockStore, keptIn } from "./block-store";

export interface FieldsOf {
  /** In order of time, all of one grid and with the same fields; at least one. */
  frames: Iterable<Frame> | AsyncIterable<Frame>;
  /** Plain data, written as JSON text. */
  scenario: unknown;
  seed: number;
  wasmHash: string;
}

let files = 0;

/** The bytes of the VTKHDF file. h5wasm (1 MB) is loaded on the first call.
 * @throws RangeError when there is no frame. */
export async function fieldsVtkhdf(run: FieldsOf): Promise<Uint8Array> {
  const { default: h5wasm } = await import("h5wasm");
  const { FS } = await h5wasm.ready;
  const path = newName();
  await write(run, path);
  const bytes = FS!.readFile(path) as Uint8Array;
  FS!.unlink(path);
  return bytes;
}

/** The same file into `store`, so that it need not fit in memory.
 * @throws what the store throws; RangeError when there is no frame. */
export async function writeFields(run: FieldsOf, store: BlockStore): Promise<void> {
  const { default: h5wasm } = await import("h5wasm");
  const { FS } = await h5wasm.ready;
  const path = newName();
  const kept = keptIn(store, FS!, path);
  try {
    await write(run, path);
  } catch (error) {
    throw kept.failure ?? error;
  } finally {
    FS!.unlink(path);
  }
  if (kept.failure !== undefined) throw kept.failure;
}

function newName(): string {
  return `/voidscope-${files++}.vtkhdf`;
}

async function write(run: FieldsOf, path: string): Promise<void> {
  const { default: h5wasm } = await import("h5wasm");
  const file = timeless(() => new h5wasm.File(path, "w", { libver: "v110" }));
  try {
    let steps: StepWriter | undefined;
    for await (const frame of run.frames) {
      timeless(() => {
        steps ??= new StepWriter(file, frame);
        steps.add(frame);
      });
    }
    if (!steps) throw new RangeError("fields.vtkhdf: a run without frames has no fields to write.");
    timeless(() => {
      steps!.finish();
      addOrigin(file.get("Voidscope") as Group, run);
      file.flush();
    });
  } finally {
    timeless(() => file.close());
  }
}

/** HDF5 stamps every object with the wall clock, and h5wasm cannot ask it not to. The same run must give the
 * same bytes, so the clock stands still at 1970 while the library works (synchronously: nobody else sees it). */
function timeless<T>(work: () => T): T {
  const { now } = Date;
  Date.now = () => 0;
  try {
    return work();
  } finally {
    Date.now = now;
  }
}

function addOrigin(group: Group, run: FieldsOf): void {
  text(group, "wasmHash", run.wasmHash);
  group.create_attribute("seed", run.seed, null, "<d");
  const scenario = JSON.stringify(run.scenario);
  group.create_dataset({ name: "scenario", data: [scenario], dtype: stringType(scenario) });
}

/** The datasets of one file, extended by one time step a frame. */
class StepWriter {
  private readonly root: Group;
  private readonly lines: Group;
  private readonly tables: Group;
  private readonly cathode: Group | undefined;
  private readonly cells: Group;
  private readonly times: number[] = [];
  private readonly names: FieldName[];
  private readonly nx: number;
  private readonly ny: number;

  constructor(file: Group, first: Frame) {
    const { columns, lithiumRows, electrolyteRows, h } = first;
    this.nx = columns;
    this.ny = lithiumRows + electrolyteRows;
    this.names = Object.keys(first.fields) as FieldName[];
    this.root = file.create_group("VTKHDF");
    integers(this.root, "Version", [2, 2]);
    text(this.root, "Type", "ImageData");
    integers(this.root, "WholeExtent", [0, this.nx, 0, this.ny, 0, 0]);
    doubles(this.root, "Origin", [0, -electrolyteRows * h, 0]);
    doubles(this.root, "Spacing", [h, h, h]);
    doubles(this.root, "Direction", [1, 0, 0, 0, 1, 0, 0, 0, 1]);
    this.cells = this.root.create_group("CellData");
    this.tables = this.root.create_group("FieldData");
    const ours = file.create_group("Voidscope");
    this.lines = ours.create_group("interface");
    if (first.cathode) {
      this.cathode = ours.create_group("cathode");
      doubles(this.cathode, "spacing", [first.cathode.h]);
      integers(this.cathode, "margin", [first.cathode.margin]);
    }
  }

  add(frame: Frame): void {
    const { nx, ny } = this;
    const step = this.times.length;
    for (const name of this.names) {
      const values = upsideDown(frame.fields[name]!, nx, ny);
      append(this.cells, name, step, values, [ny, nx], PICTURES[name].unit);
    }
    for (const [name, { unit }] of Object.entries(LINES)) {
      const values = frame.interface[name as LineName];
      append(this.lines, name, step, values, [nx], unit);
    }
    const shares = Float32Array.from(frame.currentHistogram);
    append(this.tables, "currentHistogram", step, shares, [shares.length], "1");
    if (this.cathode) this.addCathode(this.cathode, frame.cathode!, step);
    this.times.push(frame.observables.time);
  }

  private addCathode(group: Group, cathode: CathodeFrame, step: number): void {
    const { columns, rows, fields, electrons } = cathode;
    for (const [name, values] of Object.entries(fields)) {
      const { unit } = CATHODE_PICTURES[name as CathodeFieldName];
      append(group, name, step, values, [rows, columns], unit);
    }
    append(group, "electrons", step, electrons, [rows], "V");
  }

  finish(): void {
    const steps = this.root.create_group("Steps");
    steps.create_attribute("NSteps", BigInt64Array.of(BigInt(this.times.length)), [], "<q");
    steps.create_dataset({ name: "Values", data: Float64Array.from(this.times) });
    text(steps.get("Values") as Dataset, "units", "s");
    const offsets = steps.create_group("CellDataOffsets");
    const data = BigInt64Array.from(this.times, (_, step) => BigInt(step));
    for (const name of this.names) offsets.create_dataset({ name, data });
    steps.create_group("FieldDataOffsets").create_dataset({ name: "currentHistogram", data });
    doubles(this.tables.get("currentHistogram") as Dataset, "edges", [...CURRENT_EDGES]);
  }
}

/** Adds `values` as row `step` of the extensible dataset `name`, made on the first step. */
function append(
  group: Group,
  name: string,
  step: number,
  values: Float32Array,
  shape: number[],
  unit: string,
): void {
  if (step === 0) {
    const chunks = [1, ...shape];
    group.create_dataset({
      name,
      data: values,
      shape: chunks,
      maxshape: [null, ...shape],
      chunks,
      compression: 4,
    });
    text(group.get(name) as Dataset, "units", unit);
    return;
  }
  const dataset = group.get(name) as Dataset;
  dataset.resize([step + 1, ...shape]);
  dataset.write_slice([[step, step + 1], ...shape.map((n) => [0, n] as [number, number])], values);
}

/** Rows from the bottom up, as VTK counts them; a frame counts from the platen down. */
function upsideDown(values: Float32Array, nx: number, ny: number): Float32Array {
  const out = new Float32Array(nx * ny);
  for (let row = 0; row < ny; row++) {
    out.set(values.subarray(row * nx, (row + 1) * nx), (ny - 1 - row) * nx);
  }
  return out;
}

type Holder = Group | Dataset;

function integers(holder: Holder, name: string, values: number[]): void {
  holder.create_attribute(name, BigInt64Array.from(values.map(BigInt)), [values.length], "<q");
}

function doubles(holder: Holder, name: string, values: number[]): void {
  holder.create_attribute(name, Float64Array.from(values), [values.length], "<d");
}

function text(holder: Holder, name: string, value: string): void {
  holder.create_attribute(name, value, null, stringType(value));
}

function stringType(value: string): string {
  return `S${new TextEncoder().encode(value).length}`;
}
