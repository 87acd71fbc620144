// A porous electrode along its depth with cylinders of active material, the reference of the section: rows of
//   d(sigma_i dphi_e) = -a j,  d(sigma_e dphi_s) = a j,   phi_s - phi_e = U(x_s) + (2RT/F) asinh(j / 2 i0),   int a j dz = -i
// and shells of cylinders, implicit in time. What rows do to each other is linear in j, and so is a particle's surface: dense Newton.

import { CONCENTRATION, openCircuit, THERMAL } from "../bench/drivers/cathode-section";
import { FARADAY } from "../core/constants";

export interface LineSetup {
  thickness: number;
  /** Surface per volume [1/m], and radius of the cylinders [m]. */
  surface: number;
  radius: number;
  diffusivity: number;
  exchange: number;
  ions: number;
  electrons: number;
  /** Before the first row [Ohm m2]. */
  series: number;
  x: number;
}

const ROWS = 24;
const SHELLS = 30;
const MAX_NEWTON = 60;

export class CathodeLine {
  readonly #x: Float64Array[];
  readonly #j = new Float64Array(ROWS);
  readonly #response: Float64Array[];
  #current = 0;
  voltage: number;

  constructor(readonly setup: LineSetup) {
    this.#x = Array.from({ length: ROWS }, () => new Float64Array(SHELLS).fill(setup.x));
    this.voltage = openCircuit(setup.x);
    this.#response = responses(setup);
  }

  /** One step at current density i [A/m2], positive discharges. */
  step(i: number, dt: number): void {
    const { thickness, surface } = this.setup;
    const before = this.#x.map((x) => this.#cylinder(x, dt, 0).surface);
    const slope = this.#cylinder(this.#x[0]!, dt, 1).surface - before[0]!;
    if (i !== this.#current) this.#j.fill(-i / (surface * thickness));
    this.#current = i;
    for (let k = 0; k < MAX_NEWTON; k++) {
      const { matrix, residual } = this.#system(before, slope, i);
      eliminate(matrix, residual);
      for (let r = 0; r < ROWS; r++) this.#j[r]! += residual[r]!;
      this.voltage += residual[ROWS]!;
      if (Math.max(...residual.map(Math.abs)) < 1e-9) break;
    }
    this.#x.forEach((x, r) => {
      x.set(this.#cylinder(x, dt, this.#j[r]!).x);
    });
  }

  /** Newton's system for the currents of the rows and the voltage. */
  #system(before: readonly number[], slope: number, i: number) {
    const { exchange, surface, thickness } = this.setup;
    const j = this.#j;
    const matrix: Float64Array[] = [];
    const residual = new Float64Array(ROWS + 1);
    for (let r = 0; r < ROWS; r++) {
      const x = before[r]! + slope * j[r]!;
      const twice = 4 * exchange * Math.sqrt(Math.max(1e-6, x * (1 - x)));
      const row = new Float64Array(ROWS + 1);
      let drop = 0;
      for (let q = 0; q < ROWS; q++) {
        row[q] = this.#response[r]![q]!;
        drop += row[q]! * j[q]!;
      }
      const tangent = (openCircuit(x + 1e-6) - openCircuit(x - 1e-6)) / 2e-6;
      row[r]! += tangent * slope + (2 * THERMAL) / Math.hypot(twice, j[r]!);
      row[ROWS] = -1;
      matrix.push(row);
      const kinetic = 2 * THERMAL * Math.asinh(j[r]! / twice);
      residual[r] = this.voltage - openCircuit(x) - kinetic - drop;
    }
    const each = (surface * thickness) / ROWS;
    const sum = new Float64Array(ROWS + 1).fill(each);
    sum[ROWS] = 0;
    matrix.push(sum);
    residual[ROWS] = -i - each * j.reduce((a, b) => a + b, 0);
    return { matrix, residual };
  }

  /** Lithium in a cylinder after dt with current density j at its surface, and there. */
  #cylinder(old: Float64Array, dt: number, j: number) {
    const { radius, diffusivity } = this.setup;
    const dr = radius / SHELLS;
    const diagonal = new Float64Array(SHELLS);
    const x = new Float64Array(SHELLS);
    const link = (m: number) => (m < SHELLS ? 2 * Math.PI * m * diffusivity : 0);
    for (let m = 0; m < SHELLS; m++) {
      const volume = Math.PI * (2 * m + 1) * dr ** 2;
      diagonal[m] = volume / dt + link(m) + link(m + 1);
      x[m] = (volume / dt) * old[m]!;
    }
    x[SHELLS - 1]! -= (2 * Math.PI * radius * j) / (FARADAY * CONCENTRATION);
    for (let m = 1; m < SHELLS; m++) {
      const w = link(m) / diagonal[m - 1]!;
      diagonal[m]! -= w * link(m);
      x[m]! += w * x[m - 1]!;
    }
    x[SHELLS - 1]! /= diagonal[SHELLS - 1]!;
    for (let m = SHELLS - 2; m >= 0; m--) {
      x[m] = (x[m]! + link(m + 1) * x[m + 1]!) / diagonal[m]!;
    }
    const half = ((dr / 2) * j) / (diffusivity * FARADAY * CONCENTRATION);
    return { x, surface: x[SHELLS - 1]! - half };
  }
}

/** phi_e - phi_s of row r against the collector's voltage for unit current density of row q [Ohm m2]. */
function responses({ thickness, surface, ions, electrons, series }: LineSetup): Float64Array[] {
  const dz = thickness / ROWS;
  const all = Array.from({ length: ROWS }, () => new Float64Array(ROWS));
  for (let q = 0; q < ROWS; q++) {
    let drop = 0;
    for (let r = 0; r < ROWS; r++) {
      if (r <= q) drop += surface * dz * (r === 0 ? dz / (2 * ions) + series : dz / ions);
      all[r]![q]! += drop;
    }
    drop = 0;
    for (let r = ROWS - 1; r >= 0; r--) {
      if (r >= q) drop += (surface * dz * (r === ROWS - 1 ? dz / 2 : dz)) / electrons;
      all[r]![q]! += drop;
    }
  }
  return all;
}

/** Solves in place, with pivots. */
function eliminate(a: Float64Array[], b: Float64Array): void {
  const n = b.length;
  for (let p = 0; p < n; p++) {
    let pivot = p;
    for (let q = p + 1; q < n; q++) if (Math.abs(a[q]![p]!) > Math.abs(a[pivot]![p]!)) pivot = q;
    [a[p], a[pivot]] = [a[pivot]!, a[p]!];
    [b[p], b[pivot]] = [b[pivot]!, b[p]!];
    for (let q = p + 1; q < n; q++) {
      const w = a[q]![p]! / a[p]![p]!;
      if (w === 0) continue;
      for (let c = p; c < n; c++) a[q]![c]! -= w * a[p]![c]!;
      b[q]! -= w * b[p]!;
    }
  }
  for (let p = n - 1; p >= 0; p--) {
    for (let c = p + 1; c < n; c++) b[p]! -= a[p]![c]! * b[c]!;
    b[p]! /= a[p]![p]!;
  }
}
