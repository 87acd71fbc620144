// The kernel as records name it: the SHA-256 of build/kernel.wasm. A build puts it in place of this file (vite.lean.ts); empty otherwise.
export const kernelHash: string = "";
