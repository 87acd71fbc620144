// Runs standard problem P1 (insulating disc, contrast 1e6) in the kernel, set-up and solve timed apart.

import { instantiate, type KernelExports } from "../../sim/module";
import { assemble, type Upgrade } from "../../sim/threads";
import { median } from "../statistics";

/** One set-up and solve from a zero start. */
export interface P1Sample {
  /** current through the top plate = effective conductance; through the bottom plate */
  answer: number;
  bottom: number;
  /** negative if the tolerance was not reached */
  iters: number;
  setup_s: number;
  solve_s: number;
  /** true relative residual ||f - A u|| / ||f|| */
  residual: number;
}

/** P1 at n x n cells in an instance of its own. */
export class P1 {
  readonly unknowns: number;
  #k: KernelExports;
  #threads = 1;
  readonly #handle: number;
  readonly #out: number;
  /** Bytes the solver lives in. */
  readonly bytes: number;

  private constructor(
    kernel: KernelExports,
    readonly n: number,
  ) {
    this.#k = kernel;
    const before = kernel.used();
    this.#handle = kernel.scalarCreate(n, n);
    this.bytes = kernel.used() - before;
    this.#out = kernel.alloc(8 * n * n);
    this.unknowns = n * n;
  }

  /** With threads where `upgrade` brings any. */
  static async create(kernel: BufferSource, n: number, upgrade?: Upgrade): Promise<P1> {
    let problem: P1 | undefined;
    const layOut = (exports: KernelExports) => {
      problem = new P1(exports, n);
    };
    const team = await assemble(upgrade, n, layOut);
    if (!team) {
      return new P1(await instantiate(kernel), n);
    }
    problem!.#k = team.exports;
    problem!.#threads = team.threads;
    return problem!;
  }

  /** Threads that take part. */
  get threads(): number {
    return this.#threads;
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

  /** Solves to 1e-8; a `contrast` fills the disc with 1/contrast instead of 1e-6. */
  sample(contrast = 1e6): P1Sample {
    const k = this.#k;
    k.p1Fill(this.#handle);
    if (contrast !== 1e6) this.#fill(1 / contrast);
    const start = performance.now();
    k.scalarSetup(this.#handle);
    const built = performance.now();
    const iters = k.scalarSolve(this.#handle, 1e-8, 0, 2000);
    const end = performance.now();
    return {
      answer: k.p1CurrentTop(this.#handle),
      bottom: k.p1CurrentBottom(this.#handle),
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

  /** Conductances for a disc of conductivity `inside`. */
  #fill(inside: number): void {
    const { n } = this;
    const k = this.#k;
    const sigma = (i: number, j: number) =>
      ((i + 0.5) / n - 0.5) ** 2 + ((j + 0.5) / n - 0.5) ** 2 < 0.04 ? inside : 1;
    const mean = (a: number, b: number) => (2 * a * b) / (a + b);
    const tx = new Float64Array(k.memory.buffer, k.scalarTx(this.#handle), (n + 1) * n);
    const ty = new Float64Array(k.memory.buffer, k.scalarTy(this.#handle), n * (n + 1));
    for (let j = 0; j < n; j++) {
      for (let i = 1; i < n; i++) tx[j * (n + 1) + i] = mean(sigma(i - 1, j), sigma(i, j));
      if (j > 0) for (let i = 0; i < n; i++) ty[j * n + i] = mean(sigma(i, j - 1), sigma(i, j));
    }
  }
}

export type P1Result = P1Sample & { threads: number };

/** P1 at n x n cells, `reps` times after one untimed run: medians of the times. */
export async function runP1(
  kernel: BufferSource,
  n: number,
  reps = 5,
  upgrade?: Upgrade,
): Promise<P1Result> {
  const problem = await P1.create(kernel, n, upgrade);
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
