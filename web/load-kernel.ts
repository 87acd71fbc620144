// The kernel of a run, over the net or from the browser's own store.
import kernelUrl from "../build/kernel.run.wasm?url";

/** Its bytes, which this browser can run. Rejects with one sentence. */
export async function loadKernel(): Promise<ArrayBuffer> {
  if (typeof WebAssembly === "undefined") {
    throw new Error(
      "This browser has WebAssembly switched off, which the engine is written in; allow it for this page, or use another browser.",
    );
  }
  const response = await fetch(kernelUrl).catch((cause: unknown) => {
    throw new Error(`The engine (${kernelUrl}) could not be fetched: ${cause}.`);
  });
  if (!response.ok) {
    throw new Error(`The engine (${kernelUrl}) could not be fetched: HTTP ${response.status}.`);
  }
  const bytes = await response.arrayBuffer();
  if (!WebAssembly.validate(bytes)) {
    throw new Error(
      "This browser cannot run the engine: it needs WebAssembly with SIMD, which every browser has since 2023; bring the browser up to date, or use another one.",
    );
  }
  return bytes;
}
