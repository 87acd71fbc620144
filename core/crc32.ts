// CRC-32 (ISO-HDLC: reflected 0x04C11DB7, as in zip and PNG), for files that must notice damage.

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let c = byte;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c;
});

/** CRC-32 of `bytes`, unsigned. Pass the previous result as `seed` to go on with a second piece. */
export function crc32(bytes: Uint8Array, seed = 0): number {
  let c = ~seed;
  for (let i = 0; i < bytes.length; i++) c = (c >>> 8) ^ TABLE[(c ^ bytes[i]!) & 255]!;
  return ~c >>> 0;
}
