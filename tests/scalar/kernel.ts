// The scalar solver of the built kernel with typed views, and small direct references.
import type { KernelExports } from "../../sim/module";
import { zeros } from "../support/direct";
import { instance } from "../support/kernel";

export class Scalar {
  readonly k: KernelExports;
  readonly h: number;
  readonly tx: Float64Array;
  readonly ty: Float64Array;
  readonly c: Float64Array;
  readonly f: Float64Array;
  readonly u: Float64Array;
  readonly w: Float64Array;
  private readonly out: Float64Array;

  constructor(
    readonly nx: number,
    readonly ny: number,
    composite = false,
  ) {
    this.k = instance();
    this.h = composite ? this.k.compositeCreate(nx, ny) : this.k.scalarCreate(nx, ny);
    const w = this.k.alloc(8 * nx);
    const out = this.k.alloc(8 * 5 * (nx + 1) * (ny + 1));
    const view = (at: number, n: number) => new Float64Array(this.k.memory.buffer, at, n);
    this.tx = view(this.k.scalarTx(this.h), (nx + 1) * ny);
    this.ty = view(this.k.scalarTy(this.h), nx * (ny + 1));
    this.c = view(this.k.scalarC(this.h), nx * ny);
    this.f = view(this.k.scalarF(this.h), nx * ny);
    this.u = view(this.k.scalarU(this.h), nx * ny);
    this.w = view(w, nx);
    this.out = view(out, 5 * (nx + 1) * (ny + 1));
  }

  setup(): void {
    this.k.scalarSetup(this.h);
  }

  rankOne(row: number, s: number): void {
    this.k.scalarRankOne(this.h, row, this.w.byteOffset, s);
  }

  solve(rtol = 1e-8, atol = 0, maxit = 200): number {
    return this.k.scalarSolve(this.h, rtol, atol, maxit);
  }

  /** ||f - A u|| from the kernel's own flux-form residual */
  residualNorm(): number {
    return this.k.scalarResidual(this.h, this.out.byteOffset);
  }

  get rhsNorm(): number {
    return this.k.scalarRhsNorm(this.h);
  }

  /** diagonal, E, N, NE, NW of every cell of a coarse level */
  stencil(level: number): { nx: number; rows: number[][] } {
    const nx = this.k.scalarStencil(this.h, level, this.out.byteOffset);
    let ny = this.ny;
    for (let l = 0; l < level; l++) ny = (ny + 1) >> 1;
    const rows = Array.from({ length: nx * ny }, (_, k) => [
      ...this.out.subarray(5 * k, 5 * k + 5),
    ]);
    return { nx, rows };
  }

  /** Faces from a cell conductivity: harmonic inside, 2 a at the sides named by their letters. */
  conduct(a: (i: number, j: number) => number, dirichlet = "wesn"): void {
    const { nx, ny } = this;
    const mean = (p: number, q: number) => (p + q > 0 ? (2 * p * q) / (p + q) : 0);
    const rim = (side: string, v: number) => (dirichlet.includes(side) ? 2 * v : 0);
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i <= nx; i++) {
        this.tx[j * (nx + 1) + i] =
          i === 0
            ? rim("w", a(0, j))
            : i === nx
              ? rim("e", a(nx - 1, j))
              : mean(a(i - 1, j), a(i, j));
      }
    }
    for (let j = 0; j <= ny; j++) {
      for (let i = 0; i < nx; i++) {
        this.ty[j * nx + i] =
          j === 0
            ? rim("s", a(i, 0))
            : j === ny
              ? rim("n", a(i, ny - 1))
              : mean(a(i, j - 1), a(i, j));
      }
    }
  }

  /** The matrix, without the rank-one term. */
  matrix(): number[][] {
    const { nx, ny, tx, ty } = this;
    const A = zeros(nx * ny, nx * ny);
    const couple = (p: number, q: number, t: number) => {
      if (p >= 0) A[p]![p]! += t;
      if (q >= 0) A[q]![q]! += t;
      if (p >= 0 && q >= 0) {
        A[p]![q]! -= t;
        A[q]![p]! -= t;
      }
    };
    for (let j = 0; j < ny; j++) {
      for (let i = 0; i <= nx; i++) {
        couple(i > 0 ? j * nx + i - 1 : -1, i < nx ? j * nx + i : -1, tx[j * (nx + 1) + i]!);
      }
    }
    for (let j = 0; j <= ny; j++) {
      for (let i = 0; i < nx; i++) {
        couple(j > 0 ? (j - 1) * nx + i : -1, j < ny ? j * nx + i : -1, ty[j * nx + i]!);
      }
    }
    for (let k = 0; k < nx * ny; k++) A[k]![k]! += this.c[k]!;
    return A;
  }
}
