// A moment of a run in less room. Much of its memory is one number again and again, such as the nothing of fields that are not in
// use, so runs of equal 8-byte words are counted. Deflating came to four fifths of that room and took longer than the steps between.

import type { Moment } from "./simulation";

export interface Packed extends Moment {
  readonly packed: true;
}

/** Equal words in a row that are worth a count of their own. */
const LEAST = 16;

/** Where packing writes: memory that is fresh from the system costs more than what is written into it. */
let scratch = new Uint32Array(0);

/** Length [bytes], then again and again: words as they are, how often the last of them comes again, and those words. */
export function pack({ memory, driver }: Moment): Packed {
  const words = wordsOf(memory);
  const count = words.length / 2;
  const most = words.length + Math.ceil(words.length / LEAST) + 4;
  if (scratch.length < most) scratch = new Uint32Array(most);
  const room = scratch;
  room[0] = memory.byteLength;
  let to = 1;
  for (let at = 0; at < count; ) {
    const [last, next] = nextRun(words, at, count);
    room[to++] = last + 1 - at;
    room[to++] = next - last - 1;
    room.set(words.subarray(2 * at, 2 * last + 2), to);
    to += 2 * (last + 1 - at);
    at = next;
  }
  return { memory: new Uint8Array(room.slice(0, to).buffer), driver, packed: true };
}

/** Halves of 8-byte words, the last one filled up with zeros. */
function wordsOf({ buffer, byteOffset, byteLength }: Uint8Array): Uint32Array {
  if (byteOffset % 4 === 0 && byteLength % 8 === 0) {
    return new Uint32Array(buffer, byteOffset, byteLength / 4);
  }
  const words = new Uint32Array(2 * Math.ceil(byteLength / 8));
  new Uint8Array(words.buffer).set(new Uint8Array(buffer, byteOffset, byteLength));
  return words;
}

/** The first word from `at` on that comes again often enough, and the first one after its last time. */
function nextRun(words: Uint32Array, at: number, count: number): [last: number, next: number] {
  let first = at;
  let low = words[2 * at];
  let high = words[2 * at + 1];
  for (let k = at + 1; k < count; k++) {
    const a = words[2 * k];
    const b = words[2 * k + 1];
    if (a === low && b === high) continue;
    if (k - first >= LEAST) return [first, k];
    first = k;
    low = a;
    high = b;
  }
  return count - first >= LEAST ? [first, count] : [count - 1, count];
}

export function unpack({ memory, driver }: Packed): Moment {
  const room = new Uint32Array(memory.buffer, memory.byteOffset, memory.byteLength / 4);
  const words = new Uint32Array(2 * Math.ceil(room[0]! / 8));
  let at = 0;
  for (let from = 1; from < room.length; ) {
    const [kept, again] = [room[from]!, room[from + 1]!];
    from += 2;
    words.set(room.subarray(from, from + 2 * kept), at);
    from += 2 * kept;
    at += 2 * kept;
    const end = at + 2 * again;
    // a run of zeros is there already
    if (words[at - 2] !== 0 || words[at - 1] !== 0) {
      for (; at < end; at++) words[at] = words[at - 2]!;
    }
    at = end;
  }
  return { memory: new Uint8Array(words.buffer, 0, room[0]), driver };
}
