/** Lines that make one piece. */
const LINES = 2000;

/** Lines, each with its end, joined into pieces of text: all of a million could be too long for one. */
export function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = "";
  let count = 0;
  for (const line of lines) {
    piece += line;
    if (++count % LINES !== 0) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
