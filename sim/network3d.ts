// Conductivities of the two phases of a random composite of voxels (assembly/cathode/voxel-composite.ts).

import type { KernelExports } from "./module";

/** Conductivities of pellets of the pure phases, NCM83 and Li6PS5Cl, with the porosity they have [mS/cm] [@ketter2025]. */
export const PELLETS = { ionic: 2.33, electronic: 5.22 } as const;

export interface Composite {
  /** Volume share of active material, of the solids. */
  share: number;
  /** Voxels of a cluster of electrolyte. */
  cluster: number;
  seed: number;
}

/** A phase of a composite. */
export interface Phase {
  /** Conductivity between two opposite faces over that of the pure phase. */
  conductivity: number;
  /** Share of its voxels that is reached from one face. */
  connected: number;
  iterations: number;
  /** Time of the solve [s]. */
  solve_s: number;
}

/** Relative residual to which the potential is solved: the conductivity is of second order in it. */
const TOLERANCE = 1e-5;
const MOST_ITERATIONS = 20_000;

/** A cube of n^3 voxels in an instance of the kernel. */
export class Network3d {
  readonly #handle: number;

  constructor(
    readonly kernel: KernelExports,
    readonly n: number,
  ) {
    this.#handle = kernel.networkCreate(n);
  }

  /** Both phases of a composite. @throws when a solve does not converge. */
  measure({ share, cluster, seed }: Composite): { electrolyte: Phase; active: Phase } {
    const k = this.kernel;
    const voxels = k.networkDraw(this.#handle, share, cluster, seed);
    const electrolyte = this.#phase(voxels);
    k.networkSwap(this.#handle);
    return { electrolyte, active: this.#phase(this.n ** 3 - voxels) };
  }

  #phase(voxels: number): Phase {
    const k = this.kernel;
    const start = performance.now();
    const conductivity = k.networkConductivity(this.#handle, TOLERANCE, MOST_ITERATIONS);
    const solve_s = (performance.now() - start) / 1e3;
    if (conductivity < 0) throw new Error(`no convergence in ${MOST_ITERATIONS} iterations`);
    return {
      conductivity,
      connected: voxels > 0 ? k.networkReached(this.#handle) / voxels : 0,
      iterations: k.networkIterations(this.#handle),
      solve_s,
    };
  }
}
