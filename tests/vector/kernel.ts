// The vector operator on typed arrays, for tests; and its stiffness matrix written out independently.
import type { KernelExports } from "../../sim/module";
import { instance } from "../support/kernel";

/** A solver and views of its fields; all sizes as in assembly/numerics/vector/solver.ts. */
export class Vector {
  readonly k: KernelExports;
  readonly h: number;
  readonly lam: Float64Array;
  readonly mu: Float64Array;
  readonly fixX: Uint8Array;
  readonly fixY: Uint8Array;
  readonly springY: Float64Array;
  readonly fx: Float64Array;
  readonly fy: Float64Array;
  readonly ux: Float64Array;
  readonly uy: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;

  constructor(
    readonly nx: number,
    readonly ny: number,
    robust = false,
  ) {
    this.k = instance();
    this.h = this.k.vectorCreate(nx, ny);
    if (robust) this.k.vectorRobust(this.h, true);
    const nodes = (nx + 1) * (ny + 1);
    const spare = [0, 1, 2].map(() => this.k.alloc(8 * nodes));
    const buffer = this.k.memory.buffer;
    const field = (i: number, n: number) =>
      new Float64Array(buffer, this.k.vectorField(this.h, i), n);
    const mask = (i: number) => new Uint8Array(buffer, this.k.vectorField(this.h, i), nodes);
    this.lam = field(0, nx * ny);
    this.mu = field(1, nx * ny);
    this.fixX = mask(2);
    this.fixY = mask(3);
    this.springY = field(4, nx + 1);
    this.fx = field(5, nodes);
    this.fy = field(6, nodes);
    this.ux = field(7, nodes);
    this.uy = field(8, nodes);
    [this.a, this.b, this.c] = spare.map((p) => new Float64Array(buffer, p, nodes)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    this.options(true, false);
  }

  node(i: number, j: number): number {
    return j * (this.nx + 1) + i;
  }

  options(full: boolean, tied: boolean): void {
    this.k.vectorOptions(this.h, full, tied);
  }

  /** Material of cell (i, j). */
  material(f: (i: number, j: number) => [lam: number, mu: number]): void {
    for (let j = 0; j < this.ny; j++) {
      for (let i = 0; i < this.nx; i++) {
        [this.lam[j * this.nx + i], this.mu[j * this.nx + i]] = f(i, j) as [number, number];
      }
    }
  }

  solve(rtol: number, maxit = 200): number {
    this.k.vectorSetup(this.h);
    return this.k.vectorSolve(this.h, rtol, 0, maxit);
  }

  /** f - K u into a, b; the norm. */
  residual(): number {
    return this.k.vectorResidual(this.h, this.a.byteOffset, this.b.byteOffset);
  }

  /** See VectorSolver.softenIslands; needs a robust solver. */
  softenIslands(solid: number, weight: number): number {
    return this.k.vectorSoftenIslands(this.h, solid, weight);
  }

  reaction(): Float64Array {
    this.k.vectorReaction(this.h, this.a.byteOffset);
    return this.a;
  }

  divergence(): Float64Array {
    this.k.vectorDivergence(this.h, this.a.byteOffset);
    return this.a.subarray(0, this.nx * this.ny);
  }

  strain(): [Float64Array, Float64Array, Float64Array] {
    const { a, b, c } = this;
    this.k.vectorStrain(this.h, a.byteOffset, b.byteOffset, c.byteOffset);
    const n = this.nx * this.ny;
    return [a.subarray(0, n), b.subarray(0, n), c.subarray(0, n)];
  }

  /** Rollers on both sides, uy = 0 on the base. */
  rollers(): void {
    for (let j = 0; j <= this.ny; j++) {
      this.fixX[this.node(0, j)] = 1;
      this.fixX[this.node(this.nx, j)] = 1;
    }
    for (let i = 0; i <= this.nx; i++) this.fixY[i] = 1;
  }

  /** f - K u with K by Gauss quadrature, cell by cell: the independent reference. */
  referenceForce(full: boolean): [Float64Array, Float64Array] {
    const kx = Float64Array.from(this.fx);
    const ky = Float64Array.from(this.fy);
    const g = 1 / Math.sqrt(3);
    const gauss = [-g, g].flatMap((s) => [-g, g].map((t) => [s, t] as const));
    for (let j = 0; j < this.ny; j++) {
      for (let i = 0; i < this.nx; i++) {
        const n = [
          this.node(i, j),
          this.node(i + 1, j),
          this.node(i, j + 1),
          this.node(i + 1, j + 1),
        ];
        const lam = this.lam[j * this.nx + i]!;
        const mu = this.mu[j * this.nx + i]!;
        const add = (s: number, t: number, w: number, la: number, m: number) => {
          const dx = [-(1 - t), 1 - t, -(1 + t), 1 + t].map((d) => d / 2);
          const dy = [-(1 - s), -(1 + s), 1 - s, 1 + s].map((d) => d / 2);
          const dot = (d: number[], f: Float64Array) =>
            d.reduce((sum, c, q) => sum + c * f[n[q]!]!, 0);
          const exx = dot(dx, this.ux);
          const eyy = dot(dy, this.uy);
          const gxy = dot(dy, this.ux) + dot(dx, this.uy);
          const p = la * (exx + eyy);
          for (let q = 0; q < 4; q++) {
            kx[n[q]!]! -= w * ((p + 2 * m * exx) * dx[q]! + m * gxy * dy[q]!);
            ky[n[q]!]! -= w * ((p + 2 * m * eyy) * dy[q]! + m * gxy * dx[q]!);
          }
        };
        for (const [s, t] of gauss) add(s, t, 0.25, full ? lam : 0, mu);
        if (!full) add(0, 0, 1, lam, 0);
      }
    }
    return [kx, ky];
  }
}
