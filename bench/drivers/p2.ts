// P2 on our own kernel: plane strain with a hole, see assembly/problems/p2.ts.

interface VectorKernel {
  memory: WebAssembly.Memory;
  alloc(bytes: number): number;
  vectorCreate(nx: number, ny: number): number;
  vectorSetup(h: number): void;
  vectorSolve(h: number, rtol: number, atol: number, maxit: number): number;
  p2Fill(h: number): void;
  p2Answer(h: number, work: number): number;
}

/** Outcome of one run; times in seconds, answer in GPa, iters negative if not converged. */
export interface P2Result {
  answer: number;
  iters: number;
  setup_s: number;
  solve_s: number;
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
  const { instance } = await WebAssembly.instantiate(wasm, {});
  const k = instance.exports as unknown as VectorKernel;
  const h = k.vectorCreate(n, n);
  const work = k.alloc(8 * (n + 1) * (n + 1));
  const out: P2Result[] = [];
  for (let i = 0; i < runs; i++) {
    k.p2Fill(h);
    const t0 = performance.now();
    k.vectorSetup(h);
    const t1 = performance.now();
    const iters = k.vectorSolve(h, rtol, 0, 500);
    const t2 = performance.now();
    out.push({
      answer: k.p2Answer(h, work),
      iters,
      setup_s: (t1 - t0) / 1e3,
      solve_s: (t2 - t1) / 1e3,
    });
  }
  return out;
}
