// A cathode along its depth, row by row, with what follows from the currents of the rows: potential of the particles, ions and electrons.
//   i_e(y) = i + sum of a j h up to y,   psi(y) = psi - psi(collector) = int (i - i_e) dy / sigma_e
// row 0 at the pellet, i > 0 discharges, j > 0 where lithium leaves the particles.

import { CATHODE_ROWS, CATHODE_SHELLS } from "../core/constants";
import { Field, type Kernel, Out, Param } from "./kernel";

export interface CathodeRows {
  /** Lithium content of shell k of row r at r CATHODE_SHELLS + k, shell 0 in the middle [1]. */
  lithium: Float32Array;
  /** Reaction of each row over the mean; 0 everywhere at rest. */
  reaction: Float32Array;
  /** Share of the current that ions carry at the middle of each row; 0 everywhere at rest. */
  ions: Float32Array;
  /** Potential of the particles of each row against the collector [V]. */
  electrons: Float32Array;
  /** Potential of the electrolyte of each row against that of the first [V]. */
  electrolyte: Float32Array;
}

/** The rows now; copies, free to be transferred. */
export function readCathodeRows(kernel: Kernel): CathodeRows {
  const n = CATHODE_ROWS;
  const j = kernel.field(Field.cathodeCurrent, n);
  const v = kernel.field(Field.cathodeVoltage, n);
  const i = kernel.outputs[Out.current]!;
  const [thickness, radius] = [
    kernel.param(Param.cathodeThickness),
    kernel.param(Param.cathodeParticle) / 2,
  ];
  const share = kernel.param(Param.cathodeShare) * kernel.param(Param.cathodeActive);
  const perRow = (3 * share * thickness) / radius / n;
  /** Behind each row. */
  const ions: number[] = [];
  let carried = i;
  for (let r = 0; r < n; r++) {
    carried += perRow * j[r]!;
    ions.push(carried);
  }
  const drop = thickness / n / kernel.param(Param.cathodeElectronic);
  const electrons = new Float32Array(n);
  let psi = 0.5 * drop * i;
  for (let r = n - 1; r >= 0; r--) {
    if (r < n - 1) psi += drop * (i - ions[r]!);
    electrons[r] = psi;
  }
  const mean = -i / (perRow * n);
  const overMean = (r: number) => (i === 0 ? 0 : j[r]! / mean);
  const before = (r: number) => (r === 0 ? i : ions[r - 1]!);
  const ionShare = (r: number) => (i === 0 ? 0 : (before(r) + ions[r]!) / (2 * i));
  const first = electrons[0]! - v[0]!;
  return {
    lithium: Float32Array.from(kernel.field(Field.cathodeLithium, n * CATHODE_SHELLS)),
    reaction: Float32Array.from({ length: n }, (_, r) => overMean(r)),
    ions: Float32Array.from({ length: n }, (_, r) => ionShare(r)),
    electrons,
    electrolyte: Float32Array.from({ length: n }, (_, r) => electrons[r]! - v[r]! - first),
  };
}

/** Shares of the volume of a particle in its shells. */
const SHARES = Array.from(
  { length: CATHODE_SHELLS },
  (_, k) => ((k + 1) ** 3 - k ** 3) / CATHODE_SHELLS ** 3,
);

/** Mean lithium content of the particle of row r. */
export function meanOfRow(lithium: ArrayLike<number>, r: number): number {
  let sum = 0;
  for (let k = 0; k < CATHODE_SHELLS; k++) sum += SHARES[k]! * lithium[r * CATHODE_SHELLS + k]!;
  return sum;
}

/** Of all rows. */
export const meansOfRows = (lithium: ArrayLike<number>): Float32Array =>
  Float32Array.from({ length: CATHODE_ROWS }, (_, r) => meanOfRow(lithium, r));

/** Means of the rows, read from the kernel. */
export const readRowMeans = (kernel: Kernel): Float32Array =>
  meansOfRows(kernel.field(Field.cathodeLithium, CATHODE_ROWS * CATHODE_SHELLS));
