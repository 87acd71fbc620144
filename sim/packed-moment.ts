// A moment of a run in less room: its memory deflated by the browser or by Node, beside the thread that computes.

import type { Moment } from "./simulation";

export interface Packed extends Moment {
  readonly packed: true;
}

export async function pack({ memory, driver }: Moment): Promise<Packed> {
  return {
    memory: await through(memory, new CompressionStream("deflate-raw")),
    driver,
    packed: true,
  };
}

export async function unpack({ memory, driver }: Packed): Promise<Moment> {
  return { memory: await through(memory, new DecompressionStream("deflate-raw")), driver };
}

async function through(
  bytes: Uint8Array,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const all = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(all).arrayBuffer());
}
