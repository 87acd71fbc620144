// P2 on our own kernel: plane strain with a hole, see assembly/lab/p2.ts.

import { instantiate, type KernelExports } from "../../sim/module";
import { median } from "../statistics";

/** Outcome of one run; times in seconds, answer in GPa, iters negative if not converged. */
export interface P2Result {
  answer: number;
  iters: number;
  setup_s: number;
  solve_s: number;
}

/** P2 at n x n cells in an instance of its own. */
export class P2 {
  readonly unknowns: number;
  /** Bytes the solver lives in. */
  readonly bytes: number;
  readonly #k: KernelExports;
  readonly #handle: number;
  readonly #work: number;

  private constructor(kernel: KernelExports, n: number) {
    this.#k = kernel;
    const before = kernel.used();
    this.#handle = kernel.vectorCreate(n, n);
    this.bytes = kernel.used() - before;
    this.#work = kernel.alloc(8 * (n + 1) * (n + 1));
    this.unknowns = 2 * (n + 1) * (n + 1);
  }

  static async create(kernel: BufferSource, n: number): Promise<P2> {
    return new P2(await instantiate(kernel), n);
  }

  /** One set-up and solve from the start field to a relative residual `rtol`. */
  sample(rtol = 1e-8): P2Result {
    const k = this.#k;
    k.p2Fill(this.#handle);
    const start = performance.now();
    k.vectorSetup(this.#handle);
    const built = performance.now();
    const iters = k.vectorSolve(this.#handle, rtol, 0, 500);
    const end = performance.now();
    return {
      answer: k.p2Answer(this.#handle, this.#work),
      iters,
      setup_s: (built - start) / 1e3,
      solve_s: (end - built) / 1e3,
    };
  }

  /** Seconds of one application of the operator in f64: the work unit. */
  unit(repeats = 7): number {
    const times: number[] = [];
    for (let r = 0; r < repeats; r++) {
      const start = performance.now();
      this.#k.vectorApply(this.#handle);
      times.push((performance.now() - start) / 1e3);
    }
    return median(times);
  }
}

/**
 * Runs P2 on n x n cells to a relative residual `rtol`, `runs` times in one instance, and returns every
 * run. The first ones are slower: the engine is still compiling the kernels.
 */
export async function runP2(
  wasm: BufferSource,
  n: number,
  runs = 1,
  rtol = 1e-8,
): Promise<P2Result[]> {
  const problem = await P2.create(wasm, n);
  return Array.from({ length: runs }, () => problem.sample(rtol));
}
