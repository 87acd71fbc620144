// The particles of the section of a cathode: which cell belongs to which, and the mean lithium content of each.

import type { Kernel } from "./kernel";

/** Which particle a cell belongs to, on the grid of the section. */
export interface Particles {
  columns: number;
  rows: number;
  /** Row-major, row 0 at the pellet; -1 in the electrolyte. */
  owner: Int32Array;
}

function ownersOf(kernel: Kernel): Int32Array {
  const { columns, rows } = kernel.cathode!;
  const { memory, runCathodeOwners } = kernel.exports;
  return new Int32Array(memory.buffer, runCathodeOwners(), columns * rows);
}

/** The particles as they were drawn, copied. */
export function readParticles(kernel: Kernel): Particles {
  const { columns, rows } = kernel.cathode!;
  return { columns, rows, owner: ownersOf(kernel).slice() };
}

/** Mean lithium content of each particle [1]; NaN where one has no cell. */
export function readParticleMeans(kernel: Kernel): Float32Array {
  const owner = ownersOf(kernel);
  const lithium = kernel.table(kernel.exports.runCathodeCells(), owner.length);
  const count = owner.reduce((most, own) => Math.max(most, own + 1), 0);
  const [sums, cells] = [new Float64Array(count), new Float64Array(count)];
  for (let k = 0; k < owner.length; k++) {
    const own = owner[k]!;
    if (own < 0) continue;
    sums[own]! += lithium[k]!;
    cells[own]! += 1;
  }
  return Float32Array.from(sums, (sum, own) => sum / cells[own]!);
}
