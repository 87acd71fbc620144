// Runs that several cases read are computed once for each kernel.

const known = new WeakMap<BufferSource, Map<string, Promise<unknown>>>();

/** What `make` gives for this kernel and key, made on the first call. */
export function once<T>(wasm: BufferSource, key: string, make: () => Promise<T>): Promise<T> {
  const runs = known.get(wasm) ?? new Map<string, Promise<unknown>>();
  known.set(wasm, runs);
  const run = (runs.get(key) as Promise<T> | undefined) ?? make();
  runs.set(key, run);
  return run;
}
