// Threads of the page, where it may share memory: wide sections are computed with more than one.
import kernelUrl from "../build/kernel.threads.wasm?url";
import { canShare, type Spawn, threadsFor, type Upgrade } from "../sim/threads";

const spawn: Spawn = (start) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./thread-worker.ts", import.meta.url), { type: "module" });
    worker.onmessage = () => resolve();
    worker.onerror = () => reject(new Error("The helper did not start."));
    worker.postMessage(start);
  });

/** What a section of `columns` gains here; undefined: one thread. */
export async function upgradeFor(columns: number): Promise<Upgrade | undefined> {
  const threads = threadsFor(columns, undefined, navigator.hardwareConcurrency);
  if (threads < 2 || !canShare()) return undefined;
  const response = await fetch(kernelUrl).catch(() => undefined);
  return response?.ok ? { wasm: await response.arrayBuffer(), threads, spawn } : undefined;
}
