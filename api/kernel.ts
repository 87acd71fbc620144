// The kernel that ships with the package, read once: from the disk in Node, over the net in a browser.

let bytes: Promise<Uint8Array<ArrayBuffer>> | undefined;

export function kernel(): Promise<Uint8Array<ArrayBuffer>> {
  bytes ??= load(new URL("./kernel.wasm", import.meta.url)).catch((error) => {
    bytes = undefined;
    throw error;
  });
  return bytes;
}

async function load(url: URL): Promise<Uint8Array<ArrayBuffer>> {
  if (url.protocol === "file:") {
    const { readFile } = await import("node:fs/promises");
    return new Uint8Array(await readFile(url));
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the kernel is not at ${url} (${answer.status})`);
  return new Uint8Array(await answer.arrayBuffer());
}
