// The one door to the kernel: instantiates the module, writes parameters, reads tables and pictures. Views are made
// afresh when asked for, so that they survive the growth of memory during set-up.

import { type Field, Out, type Param, type Picture, Prop, type Status } from "../assembly/abi";
import type { Property } from "../core/runspec";
import { crc32 } from "./crc32";

export { Field, Limiter, Out, Param, Picture, Prop, Status } from "../assembly/abi";

interface RunExports {
  memory: WebAssembly.Memory;
  used(): number;
  runCreate(columns: number, lithiumRows: number, electrolyteRows: number): void;
  runParams(): number;
  runProperties(): number;
  runOutputs(): number;
  runDefect(at: number, width: number, height: number): number;
  runStart(): Status;
  runControl(): Status;
  runTemperature(): Status;
  runStep(): Status;
  runTakeBack(): void;
  runPicture(which: number): number;
  runField(which: number): number;
}

/** Bytes of build/kernel.wasm. */
export type WasmBytes = ArrayBuffer | Uint8Array;

const LAWS: Record<Property["law"], number> = { constant: 0, arrhenius: 1, "arrhenius-over-T": 2 };

/** Short identifier of a kernel build: checkpoints and records carry it. */
export function kernelId(wasm: WasmBytes): string {
  const bytes = wasm instanceof Uint8Array ? wasm : new Uint8Array(wasm);
  return `${crc32(bytes).toString(16).padStart(8, "0")}-${bytes.length}`;
}

/** One section in one instance of the module. */
export class Kernel {
  readonly id: string;
  readonly exports: RunExports;
  readonly columns: number;
  readonly rows: { lithium: number; electrolyte: number };

  private constructor(
    exports: RunExports,
    id: string,
    columns: number,
    lithium: number,
    electrolyte: number,
  ) {
    this.exports = exports;
    this.id = id;
    this.columns = columns;
    this.rows = { lithium, electrolyte };
  }

  /** Instantiates the module and lays out its memory. */
  static async load(
    wasm: WasmBytes,
    columns: number,
    lithiumRows: number,
    electrolyteRows: number,
  ): Promise<Kernel> {
    const { instance } = await WebAssembly.instantiate(wasm as BufferSource, {});
    const exports = instance.exports as unknown as RunExports;
    exports.runCreate(columns, lithiumRows, electrolyteRows);
    return new Kernel(exports, kernelId(wasm), columns, lithiumRows, electrolyteRows);
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

  /** Copy of linear memory: with the same module and sizes, a complete checkpoint. */
  snapshot(): Uint8Array {
    return new Uint8Array(this.exports.memory.buffer).slice();
  }

  /** Puts a snapshot back. Throws when it is of another size. */
  putBack(memory: Uint8Array): void {
    const here = new Uint8Array(this.exports.memory.buffer);
    if (here.length !== memory.length) {
      throw new RangeError(
        `The checkpoint's memory has ${memory.length} bytes where this kernel has ${here.length}.`,
      );
    }
    here.set(memory);
  }

  private doubles(at: number, length: number): Float64Array {
    return new Float64Array(this.exports.memory.buffer, at, length);
  }
}
