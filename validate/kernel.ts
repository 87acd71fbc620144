// The two solvers of the kernel on typed arrays, as the cases use them.

import { instantiate } from "../sim/module";

/** -div(a grad u) + c u = f on nx x ny square cells: sum of T (u - u_nb) + c u = f. */
export interface Scalar {
  /** [(nx+1) ny], [nx (ny+1)]: face conductances; on the boundary to the value 0 outside. */
  tx: Float64Array;
  ty: Float64Array;
  c: Float64Array;
  f: Float64Array;
  u: Float64Array;
  /** @throws when the tolerance is not reached. */
  solve(tolerance: number): void;
}

export async function scalar(kernel: BufferSource, nx: number, ny: number): Promise<Scalar> {
  const k = await instantiate(kernel);
  const handle = k.scalarCreate(nx, ny);
  const view = (at: number, n: number) => new Float64Array(k.memory.buffer, at, n);
  return {
    tx: view(k.scalarTx(handle), (nx + 1) * ny),
    ty: view(k.scalarTy(handle), nx * (ny + 1)),
    c: view(k.scalarC(handle), nx * ny),
    f: view(k.scalarF(handle), nx * ny),
    u: view(k.scalarU(handle), nx * ny),
    solve(tolerance) {
      k.scalarSetup(handle);
      converged(k.scalarSolve(handle, tolerance, 0, 20_000));
    },
  };
}

/** Plane strain on the (nx+1) x (ny+1) nodes of square cells; forces per metre of depth. */
export interface Vector {
  /** [nx ny] Lame constants of the cells. */
  lam: Float64Array;
  mu: Float64Array;
  /** 1 where a displacement is prescribed, kept as found. */
  fixX: Uint8Array;
  fixY: Uint8Array;
  fx: Float64Array;
  fy: Float64Array;
  ux: Float64Array;
  uy: Float64Array;
  /** lam at one point of the cell: for nearly incompressible flow. */
  reduced(): void;
  /** [nx ny] net outflow of each cell; the next call overwrites it. */
  divergence(): Float64Array;
  /** Adds the loads of cell pressures, which push outwards where positive. */
  addPressure(pressure: Float64Array): void;
  /** @throws when the tolerance is not reached. */
  solve(tolerance: number): void;
}

export async function vector(kernel: BufferSource, nx: number, ny: number): Promise<Vector> {
  const k = await instantiate(kernel);
  const handle = k.vectorCreate(nx, ny);
  const nodes = (nx + 1) * (ny + 1);
  const view = (field: number, n: number) =>
    new Float64Array(k.memory.buffer, k.vectorField(handle, field), n);
  const scratch = k.alloc(8 * nx * ny);
  const cells = () => new Float64Array(k.memory.buffer, scratch, nx * ny);
  const mask = (field: number) =>
    new Uint8Array(k.memory.buffer, k.vectorField(handle, field), nodes);
  return {
    lam: view(0, nx * ny),
    mu: view(1, nx * ny),
    fixX: mask(2),
    fixY: mask(3),
    fx: view(5, nodes),
    fy: view(6, nodes),
    ux: view(7, nodes),
    uy: view(8, nodes),
    reduced: () => k.vectorOptions(handle, false, false),
    divergence() {
      k.vectorDivergence(handle, scratch);
      return cells();
    },
    addPressure(pressure) {
      cells().set(pressure);
      k.vectorAddPressure(handle, scratch, 1);
    },
    solve(tolerance) {
      k.vectorSetup(handle);
      converged(k.vectorSolve(handle, tolerance, 0, 1000));
    },
  };
}

function converged(iterations: number): void {
  if (iterations < 0) throw new Error(`no convergence in ${-iterations} iterations`);
}
