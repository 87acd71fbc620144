// The one door to the kernel: instantiates the module, writes parameters, reads tables and pictures. Views are made
// afresh when asked for, so that they survive the growth of memory during set-up.

import {
  ABI,
  type CathodePicture,
  type Field,
  Out,
  type Param,
  type Picture,
  Prop,
} from "../assembly/abi";
import { Row } from "../assembly/filaments/columns";
import type { CathodeGrid } from "../core/cathode";
import { VoidscopeError } from "../core/errors";
import type { Property, RunSpec } from "../core/runspec";
import { instantiate, type KernelExports, kernelId, type WasmBytes } from "./module";
import { assemble, type Upgrade } from "./threads";

export {
  CathodePicture,
  Field,
  Find,
  Layer,
  Limiter,
  Out,
  Param,
  Picture,
  Prop,
  Status,
} from "../assembly/abi";

const LAWS: Record<Property["law"], number> = { constant: 0, arrhenius: 1, "arrhenius-over-T": 2 };

/** One section in one instance of the module. */
export class Kernel {
  readonly id: string;
  readonly exports: KernelExports;
  readonly columns: number;
  readonly rows: { lithium: number; electrolyte: number };
  /** Grid of the section of a cathode, where there is one. */
  readonly cathode: CathodeGrid | undefined;
  /** Threads that compute. */
  readonly threads: number;
  /** Bytes of memory that belong to the run: all, or what helpers have no share in. */
  readonly #extent: number;

  private constructor(
    exports: KernelExports,
    id: string,
    { grid, cathode }: Pick<RunSpec, "grid" | "cathode">,
    threads: number,
    extent: number,
  ) {
    this.exports = exports;
    this.threads = threads;
    this.#extent = extent;
    this.id = id;
    this.columns = grid.columns;
    this.rows = { lithium: grid.lithiumRows, electrolyte: grid.electrolyteRows };
    this.cathode = cathode?.grid;
  }

  /** Instantiates the module and lays out its memory for a run, with helpers where `upgrade` brings any. */
  static async load(
    wasm: WasmBytes,
    spec: Pick<RunSpec, "grid" | "cathode" | "physics">,
    upgrade?: Upgrade,
  ): Promise<Kernel> {
    const { columns, lithiumRows, electrolyteRows } = spec.grid;
    const cathode = spec.cathode?.grid;
    const layOut = (e: KernelExports) => {
      e.runCreate(columns, lithiumRows, electrolyteRows);
      if (cathode) e.runCathode(cathode.columns, cathode.rows, cathode.margin);
      if (spec.physics.filaments) e.runFilaments();
    };
    const team = await assemble(upgrade, Math.max(columns, cathode?.columns ?? 0), layOut);
    const exports = team?.exports ?? (await instantiate(wasm));
    if (exports.runAbi?.() !== ABI) {
      throw new VoidscopeError(
        "The kernel was built from other tables than this program; build both anew (npm run build).",
      );
    }
    if (!team) layOut(exports);
    return new Kernel(
      exports,
      kernelId(wasm),
      spec,
      team?.threads ?? 1,
      team?.extent ?? exports.memory.buffer.byteLength,
    );
  }

  /** Lets the helpers go, if there are any; the kernel goes on alone. */
  dismiss(): void {
    this.exports.teamDismiss();
  }

  setParam(slot: Param, value: number): void {
    this.doubles(this.exports.runParams(), slot + 1)[slot] = value;
  }

  param(slot: Param): number {
    return this.doubles(this.exports.runParams(), slot + 1)[slot]!;
  }

  setProperty(slot: Prop, p: Property): void {
    const table = this.doubles(this.exports.runProperties(), 4 * Prop.COUNT);
    table.set([p.value, LAWS[p.law], p.activationEnergy, p.reference], 4 * slot);
  }

  /** Table of observables (Out), a live view. */
  get outputs(): Float64Array {
    return this.doubles(this.exports.runOutputs(), Out.COUNT);
  }

  /** A field of `length` doubles, a live view. */
  field(which: Field, length: number): Float64Array {
    return this.doubles(this.exports.runField(which), length);
  }

  /** A picture of the section, copied out of the kernel. */
  picture(which: Picture): Float32Array {
    const at = this.exports.runPicture(which);
    const size = this.columns * (this.rows.lithium + this.rows.electrolyte);
    return new Float32Array(this.exports.memory.buffer, at, size).slice();
  }

  /** A picture of the section of a cathode, copied out of the kernel. */
  cathodePicture(which: CathodePicture): Float32Array {
    const at = this.exports.runCathodePicture(which);
    const { columns, rows } = this.cathode!;
    return new Float32Array(this.exports.memory.buffer, at, columns * rows).slice();
  }

  /** Points of the filaments, copied: see Row of assembly/filaments/columns.ts. */
  filamentRows(): Float64Array {
    const rows = this.exports.runFilamentRows();
    return this.doubles(this.exports.runFilamentTable(), Row.COUNT * rows).slice();
  }

  /** A table of `length` doubles at an address, copied. */
  table(at: number, length: number): Float64Array {
    return this.doubles(at, length).slice();
  }

  /** Copy of linear memory: with the same module and sizes, a complete checkpoint. */
  snapshot(): Uint8Array {
    return this.#bytes.slice();
  }

  /** Puts a snapshot back. Throws when it is of another size. */
  putBack(memory: Uint8Array): void {
    const here = this.#bytes;
    if (here.length !== memory.length) {
      throw new RangeError(
        `The checkpoint's memory has ${memory.length} bytes where this kernel has ${here.length}.`,
      );
    }
    here.set(memory);
  }

  get #bytes(): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer, 0, this.#extent);
  }

  private doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.exports.memory.buffer, at, length);
  }
}
