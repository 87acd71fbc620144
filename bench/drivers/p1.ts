// Runs standard problem P1 (insulating disc, contrast 1e6) in the kernel, set-up and solve timed apart.

interface Exports {
  memory: WebAssembly.Memory;
  scalarCreate(nx: number, ny: number): number;
  scalarSetup(handle: number): void;
  scalarSolve(handle: number, rtol: number, atol: number, maxit: number): number;
  scalarRhsNorm(handle: number): number;
  scalarResidualNorm(handle: number): number;
  p1Fill(handle: number): void;
  p1CurrentTop(handle: number): number;
  p1CurrentBottom(handle: number): number;
}

export interface P1Result {
  /** current through the top plate = effective conductance; through the bottom plate */
  answer: number;
  bottom: number;
  /** negative if the tolerance was not reached */
  iters: number;
  /** medians over the repetitions [s] */
  setup_s: number;
  solve_s: number;
  /** true relative residual ||f - A u|| / ||f|| */
  residual: number;
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] as number;

/** P1 at n x n cells from a zero start, `reps` times after one untimed run. */
export async function runP1(kernel: BufferSource, n: number, reps = 5): Promise<P1Result> {
  const { instance } = await WebAssembly.instantiate(kernel, {});
  const k = instance.exports as unknown as Exports;
  const solver = k.scalarCreate(n, n);
  const setups: number[] = [];
  const solves: number[] = [];
  let iters = 0;
  for (let rep = 0; rep <= reps; rep++) {
    k.p1Fill(solver);
    const start = performance.now();
    k.scalarSetup(solver);
    const built = performance.now();
    iters = k.scalarSolve(solver, 1e-8, 0, 2000);
    const end = performance.now();
    if (rep === 0 && reps > 0) continue;
    setups.push((built - start) / 1e3);
    solves.push((end - built) / 1e3);
  }
  return {
    answer: k.p1CurrentTop(solver),
    bottom: k.p1CurrentBottom(solver),
    iters,
    setup_s: median(setups),
    solve_s: median(solves),
    residual: k.scalarResidualNorm(solver) / k.scalarRhsNorm(solver),
  };
}
