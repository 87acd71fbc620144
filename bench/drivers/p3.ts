// Runs standard problem P3 (conduction between insulating discs) in the kernel, set-up and solve timed apart.

import { instantiate, type KernelExports } from "../../sim/module";
import { assemble, type Upgrade } from "../../sim/threads";
import { median } from "../statistics";

/** One set-up and solve from a zero start. */
export interface P3Sample {
  /** effective conductance between bottom and top */
  answer: number;
  /** negative if the tolerance was not reached */
  iters: number;
  setup_s: number;
  solve_s: number;
  /** true relative residual ||f - A u|| / ||f|| */
  residual: number;
}

/** P3 at n x n cells in an instance of its own. */
export class P3 {
  #k: KernelExports;
  #threads = 1;
  readonly #handle: number;
  readonly #discs: number;
  readonly #out: number;
  /** Cells outside the discs. */
  readonly unknowns: number;
  /** Bytes the solver lives in. */
  readonly bytes: number;

  private constructor(
    kernel: KernelExports,
    readonly n: number,
    readonly floating: boolean,
  ) {
    this.#k = kernel;
    const before = kernel.used();
    this.#handle = kernel.compositeCreate(n, n);
    this.bytes = kernel.used() - before;
    this.#discs = kernel.alloc(24 * kernel.p3Count());
    this.#out = kernel.alloc(8 * n * n);
    kernel.p3Draw(this.#discs);
    this.unknowns = kernel.p3Fill(this.#handle, this.#discs, floating);
  }

  /** With threads where `upgrade` brings any. */
  static async create(
    kernel: BufferSource,
    n: number,
    floating: boolean,
    upgrade?: Upgrade,
  ): Promise<P3> {
    let problem: P3 | undefined;
    const layOut = (exports: KernelExports) => {
      problem = new P3(exports, n, floating);
    };
    const team = await assemble(upgrade, n, layOut);
    if (!team) {
      return new P3(await instantiate(kernel), n, floating);
    }
    problem!.#k = team.exports;
    problem!.#threads = team.threads;
    return problem!;
  }

  /** Threads that take part. */
  get threads(): number {
    return this.#threads;
  }

  /** x, y, radius of each disc. */
  discs(): [number, number, number][] {
    const flat = new Float64Array(this.#k.memory.buffer, this.#discs, 3 * this.#k.p3Count());
    return Array.from({ length: flat.length / 3 }, (_, k) => [
      flat[3 * k]!,
      flat[3 * k + 1]!,
      flat[3 * k + 2]!,
    ]);
  }

  /** The potential, copied. */
  solution(): Float64Array {
    return new Float64Array(
      this.#k.memory.buffer,
      this.#k.scalarU(this.#handle),
      this.n ** 2,
    ).slice();
  }

  /** Lets helpers go. */
  close(): void {
    this.#k.teamDismiss();
  }

  /** Solves to 1e-8. */
  sample(): P3Sample {
    const k = this.#k;
    k.p3Fill(this.#handle, this.#discs, this.floating);
    const start = performance.now();
    k.scalarSetup(this.#handle);
    const built = performance.now();
    const iters = k.scalarSolve(this.#handle, 1e-8, 0, 2000);
    const end = performance.now();
    return {
      answer: k.p3Conductance(this.#handle, this.floating),
      iters,
      setup_s: (built - start) / 1e3,
      solve_s: (end - built) / 1e3,
      residual: k.scalarResidualNorm(this.#handle) / k.scalarRhsNorm(this.#handle),
    };
  }

  /** Seconds of one application of the operator in f64: the work unit. */
  unit(repeats = 7): number {
    const times: number[] = [];
    for (let r = 0; r < repeats; r++) {
      const start = performance.now();
      this.#k.scalarApply(this.#handle, this.#out);
      times.push((performance.now() - start) / 1e3);
    }
    return median(times);
  }
}

export type P3Result = P3Sample & { threads: number };

/** P3 at n x n cells, `reps` times after one untimed run: medians of the times. */
export async function runP3(
  kernel: BufferSource,
  n: number,
  floating: boolean,
  reps = 5,
  upgrade?: Upgrade,
): Promise<P3Result> {
  const problem = await P3.create(kernel, n, floating, upgrade);
  const first = problem.sample();
  const samples = Array.from({ length: reps }, () => problem.sample());
  problem.close();
  const timed = reps > 0 ? samples : [first];
  return {
    ...timed.at(-1)!,
    setup_s: median(timed.map((one) => one.setup_s)),
    solve_s: median(timed.map((one) => one.solve_s)),
    threads: problem.threads,
  };
}
